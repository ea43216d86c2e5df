// evidence_scrub.mjs - xiezhi scrub: says what rots, is missing, has no row, was left behind; exits 0 only when all
// fits;
// --tidy moves and removes what has no row, and nothing else.  On an instance of its own.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, files, item, patch, refText, sha, signedIn, storeOf, upload } from '../lib/evidence.mjs';
import { accounts } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';
import { sleep, until } from '../lib/wait.mjs';

const instance = ownInstance('scrub'), { sql, folder, spool } = storeOf(instance);
const it = item(instance), lead = await signedIn(instance, it.lead);
const scrub = (...args) => {
	const p = spawnSync(join(instance.state, 'app/bin/xiezhi'), ['--conf', join(instance.state, 'etc/admin.conf'),
		'scrub', ...args],
		{ encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr, kinds: p.stdout.trim().split('\n').slice(0, -1)
		.map((l) => l.split('\t')[0]).sort() };
};
// the demo's
const [before, bytes, last] = sql(`select count(*), coalesce(sum(size), 0), coalesce(max(id), 0) from xz.record_file`)
	.split('|').map(Number);
const contents = [randomBytes(10), randomBytes(1 << 20), randomBytes(3_000_000), randomBytes(500)];
for (const [i, c] of contents.entries())
	is((await upload(lead, it.ref, c, { name: `${i}.bin` })).status, 204, `file ${i}`);
const path = (c) => {
	const a = sql(`select address from xz.record_file where sha256 = '\\x${sha(c)}'`);
	return join(folder, a.slice(0, 2), a);
};
const ref = (c) => refText(sql(`select ref from xz.record_file where sha256 = '\\x${sha(c)}'`));

await part('all fits', async () => {
	const s = scrub();
	is([s.code, s.kinds], [0, []], 'exit 0');
	like(s.out,
		new RegExp(`^${before + 4} files, ${contents.reduce((n, c) => n + c.length, bytes)} bytes: `
			+ '0 damaged, 0 missing, 0 without a row, 0 left by writers, 0 abandoned uploads; 0 set aside'),
				'the summary');
	is(sql(`select string_agg(distinct result, ',') from xz.record_check`), 'ok', 'noted for each file');
	like((await lead.get(`/desk/evidence/${it.ref}`)).text, /复核无误/, 'and shown');
	is(scrub('--what').code, 2, 'an option that is none: exit 2');
});

await part('a flipped bit, a missing file', async () => {
	const p = path(contents[2]), good = readFileSync(p), bad = Buffer.from(good), q = path(contents[0]);
	bad[2_000_000] ^= 16;
	writeFileSync(p, bad);
	renameSync(q, join(instance.state, 'gone'));
	let s = scrub();
	is([s.code, s.kinds], [1, ['damaged', 'missing']], 'both are found, exit 1');
	ok(s.out.includes(`damaged\t${ref(contents[2])}`) && s.out.includes(`missing\t${ref(contents[0])}`),
		'by their refs');
	const page = (await lead.get(`/desk/evidence/${it.ref}`)).text;
	ok(/已损坏/.test(page) && /已缺失/.test(page), 'the page says so');
	s = scrub('--tidy', '--age', '0');
	is(s.code, 1, '--tidy does not hide them');
	writeFileSync(p, readFileSync(path(contents[1])));
	is(scrub().kinds, ['damaged', 'missing'], 'another file of ours in its place is not it');
	writeFileSync(p, good);
	renameSync(join(instance.state, 'gone'), q);
	is(scrub().code, 0, 'put back: all fits');
});

await part('what has no row', async () => {
	const orphan = join(folder, path(contents[3]).slice(folder.length + 1, folder.length + 3), 'f'.repeat(64));
	copyFileSync(path(contents[3]), orphan);
	mkdirSync(join(folder, 'new'), { recursive: true });	// where a form's file and a job's result are written
	writeFileSync(join(folder, 'new', 'abcdef'), 'half');
	const ended = await create(lead, it.ref, randomBytes(6_000_000)),
		live = await create(lead, it.ref, randomBytes(6_000_000));
	for (const u of [ended, live])
		is((await patch(lead, u.headers.location, 0, randomBytes(1000))).status, 204, 'a piece');
	sql(`update xz.record_upload set expires_at = xz.now() - interval '1 second' where id = (select min(id)
		from xz.record_upload where state = 'open')`);
	is(scrub().kinds, ['abandoned'], 'what is young may be being stored');
	let s = scrub('--age', '0');
	is([s.code, s.kinds], [1, ['abandoned', 'left', 'orphan']],
		'an orphan, a leftover, an abandoned upload: exit 1');
	ok(existsSync(orphan) && files(spool).length === 2, 'nothing was touched');
	s = scrub('--tidy', '--age', '0');
	is([s.code, s.kinds], [0, ['abandoned', 'left', 'orphan']], '--tidy: said, done, exit 0');
	ok(existsSync(join(folder, 'orphan', 'f'.repeat(64))) && !existsSync(orphan), 'the orphan is kept aside');
	is([files(join(folder, 'new')).length, files(spool).length], [0, 1],
		'the leftover is gone, the live upload is not');
	is(scrub('--age', '0').code, 0, 'then all fits');
});

await part('by itself', async () => {
	const p = path(contents[1]), good = readFileSync(p),
		bad = Buffer.from(good);
	bad[500_000] ^= 2;
	writeFileSync(p, bad);
	const old = () => sql(`update xz.record_check set checked_at = xz.now() - interval '31 days'
		where file_id > ${last}`),
		audit = () => sql(`select count(*) from xz.sec_audit where kind = 'evidence.damaged'`);
	const young = () => until(() => sql(`select count(*) from xz.record_check
		where checked_at < xz.now() - interval '30 days'`) === '0');
	old();
	await young();
	is(sql(`select count(*) from xz.record_check where result = 'damaged'`), '1',
		'what nobody looked at for a month is read again, and the rot is found');
	is(audit(), '1', 'it stands in the audit trail');
	like((await (await signedIn(instance,
		accounts(instance.state).find((a) => a.duties.includes('auditadmin')).username)).get(
		'/desk/admin/logs/audit')).text, /证据文件损坏/, 'where the audit administrator sees it');
	old();
	await young();
	is(audit(), '1', 'once');
	writeFileSync(p, good);
	old();
	await young();
	is(sql(`select string_agg(distinct result, ',') from xz.record_check`), 'ok', 'put back: all fits');
});
done();
