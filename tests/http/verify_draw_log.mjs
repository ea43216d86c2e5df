// verify_draw_log.mjs - the demo's draws, fetched from the portal and held against the log: every kind and state of
// them, and any byte of any file that changes is noticed and its place named (every byte of them in `make torture`).
import { createHash, generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flips as run } from '../lib/flips.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const { url, state } = main(), tool = join(state, 'app/bin/xiezhi');
const work = mkdtempSync(join(tmpdir(), 'xz-drawlog-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const verify = (...args) => {
	const p = spawnSync(tool, ['verify-draw', ...args],
		{ encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr, failed: p.stdout.match(/^FAIL {2}(.*?): /m)?.[1],
		why: p.stdout.match(/^FAIL.*/m)?.[0] ?? '' };
};
const published = join(state, 'public/disclosure/draws'), log = join(state, 'public/log');
const has = (id, name) => existsSync(join(published, id, name));
const announced = (id) => JSON.parse(readFileSync(join(published, id, 'announcement.json'), 'utf8'));
const find = async (what, fits) => {	// a fresh instance is still publishing the demo's
	const which = () => existsSync(published) &&
		readdirSync(published).find((d) => has(d, 'announcement.json') && fits(d, announced(d)));
	await until(which);
	return ok(which(), `the demo has a draw ${what}`) ? which() : process.exit(1);
};
const whole = await find('with pledges and replacements', (d, a) => a.pledges && has(d, 'substitutions.jsonl')),
	beacon = await find('by a public value', (d, a) => a.contributions === 'beacon' && has(d, 'result.json')),
	none = await find('without contributions', (d, a) => a.contributions === 'none' && has(d, 'result.json')),
	sealed = await find('that is sealed', (d, a) => a.publication === 'after-visits' &&
	has(d, 'contributions.tsv') && !has(d, 'result.json')),
	lapsed = await find('that lapsed', (d, a) => a.pledges && a.publication === 'at-draw' &&
	has(d, 'pledges.tsv') && !has(d, 'contributions.tsv'));
await until(() => verify(`${url}/draws/${whole}`).code === 0);	// its events are still being ordered

// ---- from its address
let p;
for (const at of [`/draws/${whole}`, `/draws/${whole}?lang=en`, `/disclosure/draws/${whole}/`,
	`/disclosure/draws/${whole}/result.json`, `/draws/${beacon}`, `/draws/${none}`]) {
	p = verify(url + at);
	is(p.code, 0, `${at}: ${p.why}${p.err}`);
	like(p.out, /result\.json is the file of entry \d+/, 'held against the log');
	unlike(p.out, /not checked/, 'nothing is left unbound');
}
for (const name of ['announcement.json', 'pledges.tsv', 'contributions.tsv', 'result.json'])
	like(verify(`${url}/draws/${whole}`).out, new RegExp(`${name.replace('.', '\\.')} is the file of entry`),
		`${name} has its entry`);
like(verify(`${url}/draws/${whole}`).out, /substitutions\.jsonl: each of its \d+ lines is that of its entry/,
	'and so has every replacement');
p = verify(`${url}/draws/${sealed}`);
is(p.code, 3, `sealed: not complete, and so far all right ${p.why}`);
like(p.out, /entry \d+ of the log binds result\.json, which is sealed/, 'the result is bound already');
p = verify(`${url}/draws/${lapsed}`);
is(p.code, 3, `lapsed: not complete, and so far all right ${p.why}`);
like(p.out, /entry \d+ of the log says that the draw lapsed/, 'the log knows it lapsed');
is(verify(`${url}/draws/NO-SUCH`).failed, 'announcement.json', 'a draw that is not there');
is(verify('http://127.0.0.1:9/draws/V-1').code, 2, 'a server that is not there');
is(verify(url).code, 2, 'an address that is no draw');
is(verify(`${url}/draws/a%2fb`).code, 2, 'nor is this one');

// ---- a copy, with and without the log
const good = join(work, whole), web = join(work, 'web'), files = join(web, 'disclosure/draws', whole);
cpSync(join(published, whole), good, { recursive: true });
p = verify(good);
is(p.code, 0, 'a copy, without the log');
like(p.out, /bound by the log only; not checked/, 'says what is not bound');
p = verify(good, '--log', url);
is(p.code, 0, `a copy, with the log ${p.why}`);
writeFileSync(join(good, 'notes.html'), 'mine');
like(verify(good, '--log', url).out, /^note {2}notes\.html: is no file of a draw; not checked$/m,
	'what is no file of a draw is said');
rmSync(join(good, 'notes.html'));
mkdirSync(web);
writeFileSync(join(web, 'checkpoint'), readFileSync(join(log, 'checkpoint')));
cpSync(log, join(web, 'log'), { recursive: true });
// the log may have grown meanwhile: the older one's tiles stay
writeFileSync(join(web, 'log/checkpoint'), readFileSync(join(web, 'checkpoint')));
cpSync(good, files, { recursive: true });
for (const at of [web, join(web, 'log'), `file://${web}`])
	is(verify(good, '--log', at).code, 0, `with a copy of the log, ${at === web ? 'a folder' : at.slice(0, 5)}`);
const keys = join(web, 'log/key');
p = verify(good, '--log', web, '--key', keys);
is(p.code, 0, 'with a key kept before');
unlike(p.out, /as the log itself names it/, 'which is then not the log\'s own word');
like(verify(good, '--log', web).out, /as the log itself names it/, 'as it is without');
is(verify(good, '--log', web, '--key', 'xiezhi.localhost/log+00000000+AQ==').code, 2, 'a key that is none');
const name = readFileSync(keys, 'utf8').split('+')[0],
	raw = Buffer.concat([Buffer.from([1]),
	generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
const id = createHash('sha256').update(`${name}\n`).update(raw).digest('hex').slice(0, 8);
p = verify(good, '--log', web, '--key', `${name}+${id}+${raw.toString('base64')}`);
is([p.code, p.failed], [1, 'the log'], 'another one\'s key: the checkpoint is not signed by it');
p = verify('tests/unit/data/draw/small', '--log', web);
is(p.failed, 'announcement.json', 'a draw that the log does not know');
like(p.why, /the log holds no draw\.announced of/, 'in words');

// ---- the place is named as far as it can be
const change = (file, to) => {
	const path = join(files, file), bytes = readFileSync(path);
	writeFileSync(path, to(bytes.toString()));
	const r = verify(`file://${web}/draws/${whole}`);
	writeFileSync(path, bytes);
	return r;
};
p = change('result.json', (t) => t.replace(/"drawn_at": "20../, '"drawn_at": "2031'));
is([p.code, p.failed], [1, 'result.json'], 'a time in result.json was changed');
like(p.out,
	/^FAIL {2}result\.json: is not what entry \d+ of the log, draw\.result, binds: SHA-256 [0-9a-f]{64}, logged [0-9a-f]{64}$/m,
	'which the log shows, with both digests');
like(p.out, /^FAIL {2}result\.json: drawn_at is 2031.*, its entry was made at 20/m, 'and the field');
p = change('result.json', (t) => t.replace('\n  {', '\n\t {'));
like(p.out, /^FAIL {2}result\.json: line \d+, byte 1: not written as/m, 'a blank: line and byte');
p = change('announcement.json', (t) => t.replace(/"title": "/, '"title": '));
like(p.out, /^FAIL {2}announcement\.json: line \d+, byte \d+: no JSON/m, 'broken JSON: line and byte');
p = change('result.json', (t) => t.replace(/"score": "./, (m) => m.slice(0, -1) + (m.endsWith('0') ? '1' : '0')));
like(p.out, /^FAIL {2}result\.json: the score of \S+ differs/m, 'a score: whose');
p = change('substitutions.jsonl', (t) => t.replace(/"at":"20../, '"at":"2031'));
like(p.out, /^FAIL {2}substitutions\.jsonl: line 1 is not what entry/m, 'a replacement: its line');
like(p.out, /^FAIL {2}substitutions\.jsonl: line 1: at is 2031/m, 'and the field');
p = change('substitutions.jsonl', (t) => `${t.split('\n')[0]}\n`);
like(p.why, /substitutions\.jsonl: line 2 is missing: entry \d+/, 'its last line taken away');
p = change('substitutions.jsonl', (t) => t + t.split('\n')[0] + '\n');
like(p.why, /substitutions\.jsonl: the log holds no entry of line 3/, 'a line too many');
for (const file of readdirSync(files)) {
	const path = join(files, file), bytes = readFileSync(path);
	rmSync(path);
	p = verify(`file://${web}/draws/${whole}`);
	is([p.code, p.failed], [1, file], `${file} taken away: ${p.why}`);
	like(p.why, /missing/, 'is missed by name');
	writeFileSync(path, bytes);
}
cpSync(join(published, beacon), join(web, 'disclosure/draws', beacon), { recursive: true });
for (const file of ['announcement.json', 'result.json'])
	is(change(file, () => readFileSync(join(web, 'disclosure/draws', beacon, file), 'utf8')).failed, file,
		`${file} of another draw`);
const bundle = join(web, 'log/tile/entries/000'), entries = readFileSync(bundle);
writeFileSync(bundle, Buffer.from(entries.toString('latin1').replace('"digest":"a', '"digest":"b'), 'latin1'));
is(verify(`file://${web}/draws/${whole}`).failed, 'the log', 'an entry of the log was changed');
writeFileSync(bundle, entries);

// ---- a bit changed anywhere: noticed, and the first thing said is its file
const most = process.env.XZ_FLIP_ALL ? Infinity : 30, missed = [], list = [];
is(readdirSync(files).length, 8, 'all kinds of files are there');
for (const file of readdirSync(files)) {
	const path = join(files, file), bytes = readFileSync(path), step = Math.max(1, Math.floor(bytes.length / most));
	for (let i = list.length % step; i < bytes.length; i += step)
		list.push({ name: file, file: path, at: i, mask: 1 << (list.length % 8) });
}
// each reads the whole log
for (const [k, r] of run(['verify-draw', `file://${web}/draws/${whole}`], list, 'rel').entries())
	if (r.code !== 1 || r.out.match(/^FAIL {2}(.*?): /m)?.[1] !== list[k].name)
		missed.push(`${list[k].name} byte ${list[k].at}: ${r.code} ${r.out}${r.err}`);
is(missed.slice(0, 5), [], `${list.length} bits changed: each is noticed, and the file it stands in named`);
is(verify(`file://${web}/draws/${whole}`).code, 0, 'as they were, they hold');
done();
