// evidence_kill.mjs - workers of the pool for slow work, xiezhid and PostgreSQL itself are killed (-9) and the store's
// connections are cut at random moments while files come in pieces, and the senders go on where the last acknowledged
// piece ended.  XZ_ROUNDS kills (20; make torture: 200).  On an instance and a cluster of its own.
import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { create, files, item, patch, PIECE, sha, signedIn, storeOf, tus } from '../lib/evidence.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';

// more workers than senders: the pause before a killed one is replaced grows to 10 seconds
const rounds = Number(process.env.XZ_ROUNDS || (process.env.XZ_ASAN ? 5 : 20)), senders = 3;
const instance = ownInstance('kill', { env: { XZ_SLOW: '6', XZ_ALONE: '1' } }),
	{ sql, folder, spool } = storeOf(instance);
const it = item(instance), lead = await signedIn(instance, it.lead), assist = await signedIn(instance, it.assist);
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const stat = (pid) => { try { return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')
	.split(' '); } catch { return []; } };

// Workers, not the master: their parent is one of them.
function workers() {
	const ours = readdirSync('/proc').filter((p) => /^\d+$/.test(p)).filter((p) => {
		try { return new RegExp(`^${instance.state}/app[^/]*/bin/xiezhi-slow`).test(
			readlinkSync(`/proc/${p}/exe`)); } catch { return false; }
	});
	return ours.filter((p) => ours.includes(stat(p)[1]) && stat(p)[0] !== 'Z');
}

let stop = false, killed = 0, broken = 0, lost = [], sent = [];
// Any answer but one of the protocol is a broken line: look what came, go on there.
async function send(client, n) {
	const bytes = randomBytes(randomInt(1, 2 * PIECE)), name = `${n}.bin`, key = `kill-${n}-${Date.now()}`;
	let where, acked = 0, offset = 0;
	for (let tries = 0; tries < 500; tries++) {
		try {
			if (!where) {
				const made = await create(client, it.ref, bytes,
					{ name, headers: { 'idempotency-key': key } });
				if (made.status !== 201) { broken++; await sleep(50); continue; }
				where = made.headers.location;
			}
			const h = await tus(client, 'HEAD', where);
			if (h.status !== 200) { broken++; await sleep(50); continue; }
			offset = Number(h.headers['upload-offset']);
			if (offset < acked) lost.push(`${name}: ${acked} acknowledged, ${offset} there`);
			while (offset < bytes.length) {
				const piece = bytes.subarray(offset, offset + randomInt(1, PIECE + 1));
				const p = await patch(client, where, offset, piece);
				if (p.status !== 204) { broken++; break; }
				offset += piece.length;
				acked = offset;
			}
			if (offset === bytes.length && (await tus(client, 'HEAD', where)).status === 200) {
				sent.push({ name, bytes, where });
				return;
			}
		} catch { broken++; }
		await sleep(20);
	}
	lost.push(`${name}: never arrived`);
}
async function sender(client, id) {
	for (let n = 0; !stop; n++) await send(client, `${id}-${n}`);
}
const all = Array.from({ length: senders }, (_, i) => sender(i % 2 ? assist : lead, i));
const superuser = storeOf(instance).conf.replace(/user=\S+/, 'user=postgres');
function cut() {
	const p = spawnSync('psql', [superuser, '-qAtX', '-c', `select count(pg_terminate_backend(pid))
		from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`],
		{ encoding: 'utf8' });
	return p.status === 0 && Number(p.stdout) > 0;
}
let cuts = 0, daemons = 0, servers = 0;
while (killed < rounds) {
	await sleep(randomInt(5, 250));
	if (killed % 5 === 2 && cut()) { killed++; cuts++; continue; }
	if (killed % 7 === 3 && instance.kill('pg/postmaster.pid')) { killed++; servers++; continue; }
	if (killed % 10 === 4 && instance.kill('run/daemon.pid')) { killed++; daemons++; continue; }
	const busy = workers();
	// one is left, so that the master's growing pauses do not make this a test of patience
	if (busy.length < 2) continue;
	try {
		process.kill(Number(busy[randomInt(busy.length)]), 'SIGKILL');
		killed++;
	} catch { /* it ended by itself */ }
}
stop = true;
await Promise.all(all);
diag(
	`${killed} kills (${cuts} of all connections, ${daemons} of xiezhid, ${servers} of PostgreSQL), ${broken} broken requests, ${sent.length} files, ${sent.reduce((n, f) => n + f.bytes.length, 0) >> 20} MB`);
is(lost, [], 'every acknowledged piece is there');
ok(broken > 0 && sent.length >= senders, 'kills met uploads');
ok(cuts > 0 && servers > 0 && (rounds < 6 || daemons > 0), 'of each kind');
is(sql(`select count(*) from xz.record_upload where state <> 'done'`).trim(), String(Number(sql(`select count(*)
	from xz.record_upload where state = 'open'`))), 'none was refused');

const wrong = [];
for (const f of sent) {
	const href = sql(`select count(*) from xz.record_attachment t join xz.record_file f on f.id = t.file_id
		where f.sha256 = '\\x${sha(f.bytes)}' and f.size = ${f.bytes.length}`);
	if (href !== '1') wrong.push(`${f.name}: ${href} attachments`);
}
is(wrong, [], 'every file that arrived is attached, once, with its digest');
const scrub = (...args) => spawnSync(join(instance.state, 'app/bin/xiezhi'),
	['--conf', join(instance.state, 'etc/admin.conf'), 'scrub', '--age', '0', ...args],
	{ encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
const first = scrub('--tidy');
diag(first.stdout.trim());
is(first.status, 0, 'no row without its file, and every file whole');
const second = scrub();
is([second.status, /: 0 damaged, 0 missing, 0 without a row, 0 left/.test(second.stdout)], [0, true],
	'no file without a row');
is(files(folder).filter((p) => /^[0-9a-f]{2}\//.test(p)).length, Number(sql('select count(*) from xz.record_file')),
	'as many files as rows');
is(sql(`select count(*) from (select chain_id, max(seq) as most, count(*) as n from xz.record_step group by chain_id) x
	where most <> n`), '0', 'the record has no gap');
is(Number(sql(`select count(*) from xz.record_step where kind = 'evidence_file'`)),
	Number(sql("select count(*) from xz.record_attachment where subject_kind = 'evidence'")),
	'one step an attachment');
done();
