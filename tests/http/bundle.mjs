// bundle.mjs - the record of a case as one file: who may take it, the job, the same bytes each time, ranges, expiry;
// and xiezhi verify-record: the bundle fits, and nothing that was changed, dropped, added or forged does.  On an
// instance of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, chained, flipped, forge, make as makeAt, replace, verifier } from '../lib/bundle.mjs';
import { files, item, png, refText, sha, signedIn, storeOf, upload } from '../lib/evidence.mjs';
import { accounts } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { members, zipOf } from '../lib/zip.mjs';

const instance = ownInstance('bundle'), { sql, folder } = storeOf(instance);
const it = item(instance), lead = await signedIn(instance, it.lead);
const picture = png(60, 40), long = randomBytes(2_500_000);
is((await upload(lead, it.ref, picture, { name: '照片.png' })).status, 204, 'a photo');
is((await upload(lead, it.ref, long, { name: 'x.bin' })).status, 204, 'a longer file');
const agency = sql(`select g.agency_id from xz.caseflow_case g where g.id = ${it.caseId}`);
const holder = (duty, own = true) => accounts(instance.state).find((a) => a.duties.includes(duty) &&
	![it.lead, it.assist].includes(a.username) &&
	(sql(`select agency_id from xz.people_account where username = '${a.username}'`) === agency) === own)?.username;
const at = `/desk/bundles/case/${it.caseRef}`;
const make = (client) => makeAt(client, at, sql);
const archivist = await signedIn(instance, holder('archivist'));
let bundle, bundleHref, list;

await part('made, waited for, taken', async () => {
	like((await archivist.get(`/desk/cases/${it.caseRef}`)).text, new RegExp(at), 'the case leads to it');
	const noted = Number(sql(`select count(*) from xz.people_access where route like '/desk/bundles/%'`));
	const m = await make(archivist);
	is([m.sent.status, m.sent.headers.location, m.got.status, m.got.headers['content-type']],
		[303, at, 200, 'application/zip'], 'asked for, made, fetched');
	bundle = m.got.bytes;
	bundleHref = m.href;
	list = members(bundle);
	is(Number(sql(`select count(*) from xz.people_access where route like '/desk/bundles/%'`)), noted + 2,
		'asking and fetching are noted as reading');
	is(sql(`select count(*) from xz.people_session where method = 'job' and ended_at is null`), '0',
		'its session has ended');
	is(sql(`select count(*) from xz.job where token_sealed is not null`), '0', 'its token is forgotten');
	const again = (await make(archivist)).got.bytes;
	ok(again.equals(bundle), 'the same record is the same bytes');
	const r = await archivist.raw('GET', bundleHref, { headers: { range: 'bytes=1000-1999' } });
	ok(r.status === 206 && r.bytes.equals(bundle.subarray(1000, 2000)), 'a part of it');
	const rest = await archivist.raw('GET', bundleHref, { headers: { range: 'bytes=1000-' } });
	ok(rest.status === 206 && rest.bytes.equals(bundle.subarray(1000)), 'the rest of it');
	ok(!files(folder).some((f) => f.startsWith('job/') && readFileSync(join(folder, f)).includes('index.json')),
		'it lies sealed on the disk');
	const one = Buffer.from(await (async () =>
		{ const two = await Promise.all([archivist.get(at), archivist.get(at)]); const n =
		Number(sql('select count(*) from xz.job'));
		await Promise.all(two.map((p) => ask(archivist, p,
			at))); return String(Number(sql('select count(*) from xz.job')) - n); })());
	is(String(one), '1', 'asked for twice at once it is one job');
});

await part('of a case decided on the spot, which has no number', async () => {
	const [ref, who] = sql(`select c.ref, a.username from xz.caseflow_case c
		join xz.people_account a on a.agency_id = c.agency_id and a.active and xz.people_duties(a.id) & 8 <> 0
		where c.procedure = 'summary' and c.number is null order by c.id, a.id limit 1`).split('|');
	const m = await makeAt(await signedIn(instance, who), `/desk/bundles/case/${refText(ref)}`, sql);
	is([m.got?.status, verifier(instance)(m.got?.bytes ?? Buffer.alloc(0)).code], [200, 0], 'is made and fits');
});

await part('what is in it', async () => {
	const index = JSON.parse(list[0].bytes), get = (n) => list.find((m) => m.name === n).bytes;
	is([list[0].name, index.format, index.case.ref, index.members.length], ['index.json', 'xz-record-1', it.caseRef,
		list.length - 1], 'the index comes first and lists the rest');
	ok(get(`files/${sha(picture)}.png`).equals(picture) && get(`files/${sha(long)}.bin`).equals(long),
		'the originals of evidence');
	is(index.members.filter((m) => sha(get(m.name)) !== m.sha256).length, 0, 'every digest');
	is(get('chain.jsonl').toString().trim().split('\n').length, Number(sql(`select h.seq from xz.record_chain h
		join xz.caseflow_case c on c.chain_id = h.id where c.id = ${it.caseId}`)), 'every step');
	const papers = index.documents, sealed = Number(sql(`select count(*) from xz.record_document
		where subject_kind = 'case' and subject_id = ${it.caseId} and state = 'sealed'`));
	is([papers.length, papers.filter((d) => d.file).length], [sealed, sealed],
		`each of ${sealed} papers has its file`);
	is(papers.filter(({ file: f }) => sha(get(f.member)) !== f.sha256 || sha(get(f.member), 'sm3') !== f.sm3 ||
		!get(f.member).subarray(0, 5).equals(Buffer.from('%PDF-'))).length, 0,
		'a PDF with the digests of the index');
	const { sm2 } = createRequire(import.meta.url)('sm-crypto');
	const good = (bytes, sig, key) => sm2.doVerifySignature([...bytes], sig.toString('hex'),
		Buffer.from(get(`seals/${key}.pem`).toString().replace(/-----.*-----|\s/g, ''), 'base64').subarray(-65)
		.toString('hex'),
		{ hash: true, der: true, userId: '1234567812345678' });
	is(papers.filter(({ ref, sha256, file: f }) => !good(get(f.member), get(f.signature), f.key) ||
		!good(Buffer.from(`xz-seal-1\n${ref}\n${sha256}\n${f.sha256}\n`), get(f.seal), f.key)).length, 0,
		'both signatures fit, as sm-crypto sees it');
	is(index.seals.map((k) => k.member), list.filter((m) => m.name.startsWith('seals/')).map((m) => m.name),
		'and the keys of the seals');
	const html = get('index.html').toString();
	like(html, new RegExp(index.case.number), 'a page');
	is([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((m) => m[1])
		.filter((n) => !list.some((m) => m.name === n)), [], 'that leads to nothing but members');
	ok(/照片\.png/.test(html) && /lang="en"/.test(get('index.en.html').toString()), 'in both languages');
	const reporters = get('chain.jsonl').toString().trim().split('\n')
		.map((l) => JSON.parse(l).payload.reporter?.ref).filter(Boolean);
	const sides = get('side.jsonl').toString();
	ok(sides.length > 0 && reporters.every((r) => !sides.includes(r)),
		'who reported is not told to whom the case page does not show it');
	ok(zipOf(list).equals(bundle), 'a second writer makes the same file');
});

await part('who may', async () => {
	for (const duty of ['agency_head', 'reviewer'])
		is((await (await signedIn(instance, holder(duty))).get(at)).status, 200, `${duty} may`);
	const no = { lead: it.lead, officer: holder('officer'), intake: holder('intake'),
		publisher: holder('publisher'),
		unit_head: accounts(instance.state).find((a) => a.duties.includes('unit_head') &&
		!a.duties.some((d) => ['agency_head', 'reviewer', 'archivist'].includes(d)))?.username,
		'archivist of another agency': holder('archivist', false), supervisor: holder('supervisor', false),
		sysadmin: holder('sysadmin', false), auditadmin: holder('auditadmin', false) };
	for (const [who, name] of Object.entries(no)) {
		if (!name) continue;
		const c = await signedIn(instance, name);
		const got = [(await c.raw('GET', at)).status, (await c.raw('GET', bundleHref)).status];
		ok(got.every((s) => [403, 404].includes(s)), `${who} may not`, String(got));
		unlike((await c.get(`/desk/cases/${it.caseRef}`)).text, new RegExp(at), 'nor is led there');
	}
	const other = await signedIn(instance, holder('agency_head'));
	is((await other.raw('GET', bundleHref)).status, 404, 'nobody fetches what another asked for');
	sql(`update xz.people_duty set revoked_at = xz.now() where duty = 'archivist' and account_id = (select id
		from xz.people_account where username = '${holder('archivist')}')`);
	archivist.session(holder('archivist'));
	ok([403, 404].includes((await archivist.raw('GET', bundleHref)).status),
		'who lost the duty meanwhile does not get it');
	sql(`update xz.people_duty set revoked_at = null where duty = 'archivist' and account_id = (select id
		from xz.people_account where username = '${holder('archivist')}')`);
	archivist.session(holder('archivist'));
	is((await archivist.raw('GET', bundleHref)).status, 200, 'who has it again does');
});

// ---- the check, where there is no platform
const verify = verifier(instance), forged = (change) => forge(list, change);

await part('a bundle that fits', async () => {
	const key = list.find((m) => m.name === 'log/key').bytes.toString().split('\n')[0],
		v = verify(bundle, '--key', key);
	is([v.code, v.err], [0, ''], 'exit 0');
	like(v.out, /every step is one of them/, 'and says what was checked');
	is(verify(forged(() => {})).code, 0, 'with an index made again');
	is(verify(bundle, '--key', 'x').code, 2, 'a key that is none: exit 2');
	like(verify(bundle, '--key', key.replace(/^[^+]+/, 'other.example/log')).err, /log\/key|key/,
		'another key: not signed by it');
	is(spawnSync(join(instance.state, 'app/bin/xiezhi'), ['verify-record', join(instance.state, 'none')],
		{ encoding: 'utf8', cwd: '/', env: {} }).status, 2, 'no file: exit 2');
});

await part('any flipped byte', async () => {
	const wrong = [], n = 120, last = list.at(-1);
	const places = [0, 7, 12, bundle.length - 1, bundle.length - 20, last.from + last.bytes.length + 5];
	for (const m of list) places.push(m.from + randomInt(m.bytes.length));
	while (places.length < n + 6) places.push(randomInt(bundle.length));
	const some = places.sort(() => Math.random() - 0.5).slice(0, n);
	for (const [k, v] of flipped(instance, bundle, some).entries()) {
		const p = some[k], m = list.find((x) => p >= x.from && p < x.from + x.bytes.length);
		if (v.code !== 1 || v.err.length < 20) wrong.push(`${p} (${m?.name}): exit ${v.code} ${v.err}`);
	}
	is(wrong, [], `${n} places: exit 1, and said what`);
	const bad = Buffer.from(bundle), m = list.find((x) => x.name.startsWith('files/'));
	bad[m.from + 5] ^= 1;
	like(verify(bad).err, new RegExp(m.name), 'a file of evidence is named');
});

await part('a paper, its signature or its seal, changed or gone', async () => {
	const d = JSON.parse(list[0].bytes).documents[0], { file: f } = d,
		plain = list.map(({ name, bytes }) => ({ name, bytes }));
	const flip = (b) => { const x = Buffer.from(b); x[x.length >> 1] ^= 1; return x; };
	const changed = (name) => {
		const bad = Buffer.from(bundle), m = list.find((x) => x.name === name);
		bad[m.from + (m.bytes.length >> 1)] ^= 1;
		return verify(bad);
	};
	const says = (r, re, name) => ok(r.code === 1 && re.test(r.err), name, `${r.code} ${r.err}`);
	const dot = (n) => n.replace(/\./g, '\\.');
	for (const name of [f.member, f.signature, f.seal, `seals/${f.key}.pem`]) {
		says(changed(name), new RegExp(`${dot(name)}: `), `a byte of ${name.replace(d.ref, '…')}`);
		says(verify(zipOf(plain.filter((m) => m.name !== name))), new RegExp(dot(name)), '  taken away');
		says(verify(forged((m) => m.filter((x) => x.name !== name))),
			new RegExp(dot(name.replace(/^seals\/(.*)\.pem$/, '$1'))),
			'  taken away, and the index made to fit');
	}
	// the index made to fit the changed bytes: the signatures tell
	const fit = (name, own) => forged((m, index) => {
		const m2 = replace(m, name, flip), x = m2.find((y) => y.name === name);
		if (own) Object.assign(index.documents[0].file, { sha256: sha(x.bytes), sm3: sha(x.bytes, 'sm3') });
		return m2;
	});
	says(verify(fit(f.member, true)),
		new RegExp(`${dot(f.signature)}: not a signature of seals/${f.key}\\.pem over ${dot(f.member)}`),
		'another PDF, and the index made to fit');
	says(verify(fit(f.member)), new RegExp(`${dot(f.member)}: not the file its paper`),
		'another PDF, listed as it is');
	says(verify(fit(f.signature)), new RegExp(`${dot(f.signature)}: not a signature`), 'another signature');
	says(verify(fit(f.seal)), new RegExp(`${dot(f.seal)}: does not bind`), 'another seal');
	says(verify(forged((m, index) => {
		const data = Buffer.from(`${m.find((x) => x.name === d.data).bytes} `);
		index.documents[0].sha256 = sha(data);
		return replace(m, d.data, () => data);
	})),
		new RegExp(`${dot(f.seal)}: does not bind`), 'other data');
	says(verify(forged((m, index) => {
		const [x, y] = index.documents;
		[x.file, y.file] = [y.file, x.file];
	})), /index\.json: documents/, 'two papers that changed their files');
	const pem = execFileSync('sh', ['-c', 'openssl genpkey -algorithm SM2 | openssl pkey -pubout'],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	says(verify(forged((m) => replace(m, `seals/${f.key}.pem`, () => pem))),
		new RegExp(`seals/${f.key}\\.pem: not the key of that name`), 'another key under the name');
	says(verify(forged((m, index) => {
		index.seals[0].revoked_at = index.seals[0].valid_from;
	})), /signed when the key .* was not good/, 'a key that was revoked before');
	says(verify(forged((m, index) => {
		index.documents[0].file.signed_at = '2001-01-01T00:00:00+08:00';
	})), /was not good/, 'a signature from before the key');
	const less = verify(forged((m, index) => {
		const own = Object.values(index.documents[0].file);
		index.documents[0].file = null;
		return m.filter((x) => !own.includes(x.name));
	}));
	ok(less.code === 0 && /1 papers have no sealed file/.test(less.out), 'a paper without its file is said',
		`${less.code} ${less.err}`);
});

await part('members dropped, added, twice', async () => {
	const v = (l) => verify(zipOf(l)), plain = list.map(({ name, bytes }) => ({ name, bytes }));
	for (const name of ['chain.jsonl', 'side.jsonl', 'log/checkpoint', 'log/000003.tlog-proof', 'index.html',
		list.find((m) => m.name.startsWith('documents/')).name, `files/${sha(picture)}.png`, 'index.json']) {
		const r = v(plain.filter((m) => m.name !== name));
		ok(r.code === 1 && r.err.length > 30, `without ${name}: ${r.err.trim()}`);
	}
	let r = v([...plain, { name: 'files/more.bin', bytes: Buffer.from('x') }]);
	ok(r.code === 1 && /files\/more\.bin is in the bundle, but not in the index/.test(r.err),
		'one more is named', r.err);
	r = verify(forged((m) => [...m, { name: 'files/more.bin', bytes: Buffer.from('x') }]));
	ok(r.code === 1 && /files\/more\.bin belongs to nothing/.test(r.err),
		'one more that the index lists too', r.err);
	r = v([...plain, plain.at(-1)]);
	ok(r.code === 1 && /twice/.test(r.err), 'one twice', r.err);
	r = v([plain[0], ...plain.slice(1).reverse()]);
	is(r.code, 1, 'in another order');
	for (const name of ['../../etc/passwd', '/etc/passwd', 'files/../../x', 'a\\b', './x', 'files//x',
		`files/${'x'.repeat(200)}`, 'filés', ''])
		ok((({ code, err }) => code === 1 &&
			/name|not as the format/.test(err))(v([...plain, { name, bytes: Buffer.from('x') }])),
			`the name ${JSON.stringify(name.slice(0, 20))} is refused`);
	r = v([...plain.slice(0, -1), { ...plain.at(-1), method: 8 }]);
	ok(r.code === 1 && /not as the format says/.test(r.err),
		'compressed members are refused, so nothing can be a bomb', r.err);
	for (const n of [0, 10, 21, 22, 1000, Math.floor(bundle.length / 2), bundle.length - 1])
		is(verify(bundle.subarray(0, n)).code, 1, `cut off at ${n}`);
	is(verify(Buffer.concat([bundle, Buffer.from('x')])).code, 1, 'something behind it');
	is(verify(Buffer.concat([Buffer.from('x'), bundle])).code, 1, 'something before it');
	const bomb = Buffer.from(bundle);
	bomb.writeUInt16LE(0xfffe, bomb.length - 22 + 8);
	bomb.writeUInt16LE(0xfffe, bomb.length - 22 + 10);
	is(verify(bomb).code, 1, 'more members than there are');
});

await part('forged so that all digests of the index fit', async () => {
	const f = (change, re, name) => {
		const r = verify(forged(change));
		ok(r.code === 1 && re.test(r.err), name, `${r.code} ${r.err}`);
	};
	f((m) => replace(m, 'side.jsonl', (b) => b.toString().replace(/"value":"/, '"value":"不')),
		/side\.jsonl line \d+: value or salt was changed/, 'a side value');
	f((m) => replace(m, 'chain.jsonl', (b) => b.toString().replace('"seq":3,', '"seq":4,')), /chain\.jsonl line 3/,
		'a number in the chain');
	f((m) => replace(m, 'chain.jsonl', (b) => b.toString().replace(/"kind":"clue_verify"/,
		'"kind":"clue_exclude"')), /step \d+: line or digest was changed/, 'a step');
	f((m, index) => {
		// the whole chain made anew
		const lines = m.find((x) => x.name === 'chain.jsonl').bytes.toString().replace(/"kind":"clue_verify"/,
			'"kind":"clue_exclude"');
		const anew = chained(lines.trim().split('\n'));
		index.chain.digest = anew.last;
		return replace(replace(m, 'chain.jsonl', () => anew.lines), 'digests.txt', () => anew.digests);
	}, /log\/\d+\.tlog-proof: the entry is not of this step/, 'the whole chain: the log tells');
	f((m) => replace(m, 'log/salts.jsonl', (b) => b.toString().replace(/"salt":"."/, '"salt":"0"')
		.replace(/"salt":"(.)/, (x, c) => `"salt":"${c === '0' ? '1' : '0'}`)),
		/the salt was changed/, 'a salt');
	f((m) => replace(m, 'log/checkpoint', (b) => b.toString().replace(/\n(\d+)\n/,
		(x, n) => `\n${Number(n) + 1}\n`)), /log\/checkpoint: not signed/, 'a checkpoint');
	f((m) => replace(m, 'log/000002.tlog-proof', (b) => b.toString().replace(/index (\d+)/,
		(x, n) => `index ${Number(n) + 1}`)), /log\/000002/, 'a proof');
	const fake = randomBytes(1000);
	f((m, index) => {
		const old = `files/${sha(picture)}.png`, name = `files/${sha(fake)}.png`;
		for (const e of index.evidence)
			for (const x of e.files)
				if (x.member === old)
					Object.assign(x, { member: name, sha256: sha(fake), sm3: sha(fake, 'sm3'),
						size: 1000 });
		return m.map((x) => (x.name === old ? { name, bytes: fake } : x));
	}, /no step of the chain names this file/, 'another photo');
	f((m, index) => { const d = index.documents[0],
		old = d.data;
		d.file = null;
		d.ref = refText('00000000-0000-4000-8000-000000000001'); d.data = `documents/${d.ref}.json`;
		return m.map((x) => (x.name === old ? { name: d.data, bytes: x.bytes } : x)); },
			/no step of the chain names this paper/, 'another paper');
	f((m, index) => { index.chain.steps--; }, /chain is not the one/, 'the index about the chain');
	f((m, index) => { index.log.size++; }, /log is not the one/, 'and about the log');
});

await part('what is missing', async () => {
	const before = JSON.parse(list[0].bytes).gaps;
	sql(`update xz.record_document set state = 'void' where subject_kind = 'case' and subject_id = ${it.caseId}
		and type = 'verification_record' and state = 'sealed'`);
	const got = (await make(archivist)).got.bytes, all = members(got), gaps = JSON.parse(all[0].bytes).gaps;
	is([before.length, gaps.map((g) => [g.step, g.need, g.name_zh, g.state])],
		[0, [['clue_verify', 'document', '线索核查记录', 'missing']]], 'a paper that is not there is said');
	like(all.find((m) => m.name === 'index.html').bytes.toString(),
		/<li>缺: 线索核查记录 \(核查[^<]*行政处罚法 47\)<\/li>/, 'on the page too');
	is(verify(got).code, 0, 'and it fits');
});

await part('its time is over', async () => {
	sql(`update xz.job set expires_at = xz.now() - interval '1 second' where state = 'done'`);
	is((await archivist.raw('GET', bundleHref)).status, 404, 'not to be fetched any more');
	unlike((await archivist.get(at)).text, /href="\/desk\/bundles\/[0-9A-Z]{26}"/, 'nor offered');
});
done();
