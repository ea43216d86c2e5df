// log.mjs - the transparency log from outside: acts come into it, Go's own software audits all of it,
// verify-log finds what was tampered with, a witness cosigns and refuses, files are made again byte for byte.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf } from '../lib/sql.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';
import { sleep, until } from '../lib/wait.mjs';

const own = ownInstance('log', { from: 'loaded' }), log = `${own.url}/log`, c = new Client(own.url, own.state);
const dir = mkdtempSync(join(tmpdir(), 'xz-log-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
const base = readFileSync(join(own.state, 'etc/admin.conf'), 'utf8').match(/^database = (.*) user=/m)[1];
const sql = sqlOf(`${base} user=postgres`);
const size = (note) => Number(note.split('\n')[1]);
const checkpoint = async () => (await c.raw('GET', '/log/checkpoint')).text;
const events = (n, kind = 'record') =>
	sql(`with made as (insert into xz.event (y, kind, subject_kind, subject_ref, actor, at, payload)
		select 2026, '${kind}',
	'chain', xz.new_ref(), xz.new_ref(), xz.now(), jsonb_build_object('digest', encode(sha256(i::text::bytea),
	'hex'))
	from generate_series(1, ${n}) i returning y, id) insert into xz.event_pending (y, id) select y, id from made`);
// The operator's command, or another body's: exit code and what it said.
function run(...args) {
	const p = spawnSync(join(own.state, 'app/bin/xiezhi'), args, { encoding: 'utf8' });
	return { code: p.status, out: p.stdout, err: p.stderr };
}

// the acts of the demo are in it
const want = Number(sql("select count(*) from xz.event where kind = 'record' or kind like 'disclosure.%'"));
ok(want > 1000, `the demo has ${want} events for the log`);
ok(await until(async () => size(await checkpoint()) >= want), 'all of them are published soon after the first start');

// auditors that are not ours
const audit = join(dir, 'audit');
execFileSync('go', ['build', '-o', audit, 'tests/go/audit.go'], { stdio: 'inherit',
	env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOCACHE: join(dir, 'cache'),
	GOFLAGS: '' } });
const audited = (...old) => spawnSync(audit, [log, ...old], { encoding: 'utf8' });
const first = join(dir, 'first'), second = join(dir, 'second');
writeFileSync(first, await checkpoint());
let p = audited();
is(p.status, 0, `golang.org/x/mod audits the demo: ${p.stdout.trim()}${p.stderr.trim()}`);
let before = size(await checkpoint());
events(300);
ok(await until(async () => size(await checkpoint()) >= before + 300), 'new entries are published');
writeFileSync(second, await checkpoint());
events(700);
await until(async () => size(await checkpoint()) >= before + 1000);
p = audited(first, second);
is(p.status, 0, `both older checkpoints are its beginning: ${p.stdout.trim()}${p.stderr.trim()}`);
const signedBy = readFileSync(first, 'utf8').split('\n').filter((l) => l.startsWith('— ')).length;
is(signedBy, 2, 'each checkpoint is signed with Ed25519 and with SM2');

// our own command
is(run('verify-log', own.url).code, 0, 'verify-log: everything fits');
p = run('verify-log', log, '--from', first, '--key', (await c.raw('GET', '/log/key')).text.split('\n')[0]);
is(p.code, 0, `verify-log from an older checkpoint, with a key known before: ${p.err}`);
like(p.out, /entries of .*first are its beginning/, 'and says so');
const copy = join(dir, 'copy/log');
mkdirSync(join(dir, 'copy'));
cpSync(join(own.state, 'public/log'), copy, { recursive: true });
is(run('verify-log', `file://${dir}/copy`).code, 0, 'a copy of the files verifies as well');
is(run('verify-log', copy).code, 0, 'named as a folder too');
const tile = join(copy, 'tile/0/002'), bytes = readFileSync(tile);
writeFileSync(tile, Buffer.concat([bytes.subarray(0, 77), Buffer.from([bytes[77] ^ 1]), bytes.subarray(78)]));
p = run('verify-log', `file://${dir}/copy`);
is(p.code, 1, 'one bit of a tile changed: refused');
like(p.err, /tile\/0\/002/, 'naming the file');
writeFileSync(tile, bytes);
writeFileSync(join(dir, 'forged'), readFileSync(first, 'utf8').replace(/\n(\d+)\n/, (m, n) => `\n${n - 1}\n`));
p = run('verify-log', log, '--from', join(dir, 'forged'));
is(p.code, 1, 'an older checkpoint that was forged: refused');
like(p.err, /signature/, 'naming its signature');
is(run('verify-log', `${own.url}/nowhere`).code, 2, 'a log that is not there: not looked at');

// an entry of a kind that a newer writer has: everything about it is checked but its meaning
events(1, 'list.published');
events(1, 'disclosure.count');
before = size(await checkpoint());
ok(await until(async () => /list\.published/.test((await c.get('/log/')).text) &&
	/disclosure\.count/.test((await c.get('/log/')).text)),
	'the page of the log shows an unknown kind as it is');
for (const lang of ['?', '?lang=en&']) {
	const at = sql("select idx from xz.tlog_leaf where kind = 'disclosure.count'"),
		page = (await c.get(`/log/${lang}index=${at}`)).text;
	like(page, /disclosure\.count/, 'so does its own');
	ok(!/href="\/decisions\/[0-9A-Z]{26}/.test(page.match(/<main[\s\S]*<\/main>/)[0].split(`/log/proof/${at}`)[0]),
		'which leads to no decision');
}
p = audited(first, second);
is(p.status, 0, `golang.org/x/mod audits it: ${p.stdout.trim()}${p.stderr.trim()}`);
p = run('verify-log', own.url);
is(p.code, 0, `verify-log too: ${p.err}`);

// headers and addresses
const head = async (path) => (await c.raw('GET', path)).headers;
like((await head('/log/checkpoint'))['content-type'], /^text\/plain; charset=utf-8/, 'the checkpoint is text');
like((await head('/log/checkpoint'))['cache-control'], /max-age=1\b/, 'and soon asked for again');
is((await head('/log/tile/0/000'))['content-type'], 'application/octet-stream', 'tiles are bytes');
like((await head('/log/tile/entries/000'))['cache-control'], /immutable/, 'that never change');
like((await head('/log/proof/3'))['content-type'], /^text\/plain/, 'proofs are text');
for (const path of ['/log/proof/99999999', '/log/proof/03', '/log/proof/-1', '/log/proof/x', '/log/tile/0/001.p/9',
	'/log/new', '/log/cosigned'])
	is((await c.raw('GET', path)).status, 404, `${path}: not there`);
for (const name of ['log-ed25519.pem', 'log-sm2.pem']) {
	const st = statSync(join(own.state, 'keys', name));
	is(st.mode & 0o777, 0o600, `${name} is its owner's only`);
	ok(process.getuid() !== 0 || st.uid === Number(execFileSync('id', ['-u', 'xz-daemon'], { encoding: 'utf8' })),
		'the daemon\'s');
}

// made again from the store, byte for byte
mkdirSync(join(dir, 'again'));
own.cli('publish', '--rebuild', join(dir, 'again'));
is(spawnSync('diff', ['-r', join(dir, 'again'), join(own.state, 'public/log')], { encoding: 'utf8' }).stdout, '',
	'publish --rebuild makes the same files');

// a published decision is in it
const found = (await c.get('/search')).text.match(/\/decisions\/([0-9A-Z]{26})/)[1];
const json = (await c.raw('GET', `/decisions/${found}.json`)).text,
	digest = createHash('sha256').update(json).digest('hex');
const index = sql(`select idx from xz.tlog_leaf where ref = '${found}' and kind = 'disclosure.published'`);
const proof = (await c.raw('GET', `/log/proof/${index}`)).text, entry = Buffer.from(proof.match(/^extra (\S+)$/m)[1],
	'base64').toString();
is(JSON.parse(entry), { v: 1, kind: 'disclosure.published', id: found, at: JSON.parse(entry).at, digest },
	'its entry binds the bytes the public reads');

const page = (await c.get(`/decisions/${found}`)).text;
like(page, new RegExp(`href="/log/proof/${index}"`), 'the page of the decision leads to the proof');
like(page, new RegExp(`href="/log/\\?index=${index}"`), 'and to the entry in the log');
like((await c.get(`/decisions/${found}?lang=en`)).text, new RegExp(`href="/log/\\?index=${index}&(amp;)?lang=en"`),
	'in English too');

// a witness
const folder = join(dir, 'witness'), key = run('witness', 'key', folder, 'witness.example.org').out.trim();
like(key, /^witness\.example\.org\+[0-9a-f]{8}\+B/, 'a witness makes its key (type 0x04)');
is(run('witness', 'key', folder, 'witness.example.org').out.trim(), key, 'once');
is(statSync(join(folder, 'key.pem')).mode & 0o777, 0o600, 'for itself only');
p = run('witness', 'watch', folder, own.url);
is(p.code, 2, 'not registered: not taken');
like(p.err, /403/, 'and told so');
own.cli('witness', 'add', key, '示例市人民检察院', 'Procuratorate of the example city');
p = run('witness', 'watch', folder, own.url);
is([p.code, p.err], [0, ''], 'registered: cosigned');
const cosigned = (await c.raw('GET', '/log/cosigned')).text;
is(size(cosigned), size(await checkpoint()), 'the cosigned checkpoint is served');
like(cosigned, /\n— witness\.example\.org \S+\n$/, 'with the cosignature');
for (const [lang, name] of [['', '示例市人民检察院'], ['?lang=en', 'Procuratorate of the example city']]) {
	// the front keeps a page for a second
	ok(await until(async () => (await c.get(`/log/${lang}`)).text.includes(name)), 'the page names who cosigned');
}
before = size(await checkpoint());
events(40);
await until(async () => size(await checkpoint()) > before);
await sleep(2100);
is(run('witness', 'watch', folder, own.url).code, 0, 'it follows the log as it grows');

// a log that shrinks or was written anew is refused, and not cosigned
cpSync(join(folder), join(dir, 'witness2'), { recursive: true });
p = run('witness', 'watch', join(dir, 'witness2'), `file://${dir}/copy`);
is(p.code, 1, 'a log that shrank: refused');
like(p.err, /REFUSED: the log shrank/, 'in words');
const post = (body, type = 'text/plain') => c.raw('POST', '/log/cosignatures',
	{ body, headers: { 'content-type': type } });
const kept = await checkpoint();
is((await post('x')).status, 422, 'what is no checkpoint is refused');
is((await post(kept)).status, 403, 'a checkpoint nobody cosigned too');
is((await post(cosigned.replace(/\n(\d+)\n/, '\n1\n'))).status, 403, 'and a cosignature of another text');
is((await post('x'.repeat(40000))).status, 413, 'and what is too long');
own.cli('witness', 'end', key);
is((await post(cosigned)).status, 403, 'a witness that ended is not taken any more');
let last = 0;
for (let i = 0; i < 20 && last !== 429; i++) last = (await post('x')).status;
is(last, 429, 'too many at once are turned away');
is(existsSync(join(own.state, 'public/log/new')), false, 'no half file lies about');

// the daemon killed while it works: the log goes on as one
before = size(await checkpoint());
writeFileSync(second, await checkpoint());
for (let i = 0; i < 4; i++) {
	events(500);
	await sleep(300 + 400 * i);
	ok(await until(async () => own.kill('run/daemon.pid')), 'the daemon is killed');
}
ok(await until(async () => size(await checkpoint()) >= before + 2000),
	'the daemon killed four times: all entries are there');
p = audited(first, second);
is(p.status, 0, `and the log is one: ${p.stdout.trim()}${p.stderr.trim()}`);
is(size(await checkpoint()), before + 2000, 'nothing twice');
done();
