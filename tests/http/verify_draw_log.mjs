// verify_draw_log.mjs - a draw of a running instance, checked from its address and against the log; the ceremony by command.
// Any byte of any file that changes is noticed, and said where.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const own = ownInstance('drawlog');
const work = mkdtempSync(join(tmpdir(), 'xz-drawlog-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const conninfo = readFileSync(join(own.state, 'etc/admin.conf'), 'utf8').match(/^database = (.*)$/m)[1];
const tool = join(own.state, 'app/bin/xiezhi');
function run(...args) {
	const p = spawnSync(tool, args, { encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr };
}
const operator = (...args) => run('--conf', join(own.state, 'etc/admin.conf'), ...args);
const step = (id, ...args) => operator('draw', id, ...args, '--as', 'coordinator1');
async function until(good) {
	for (let i = 0; i < 150; i++) {
		if (good()) return;
		await new Promise((r) => setTimeout(r, 200));
	}
	throw new Error(`not within 30 seconds: ${good}`);
}
execFileSync('make', ['-s', 'build/rel/tests/db/make_draw'], { stdio: 'inherit' });
const make = (id, ...more) => execFileSync('build/rel/tests/db/make_draw', [conninfo, join(own.state, 'keys/draw.key'), id, ...more]);

// ---- the ceremony by command: who may, and in what order
make('V-1', 'beacon', 'at-draw', '60');
is(operator('draw', 'V-1', 'draw').code, 2, 'nobody named: refused');
let p = operator('draw', 'V-1', 'close', '--beacon', '1013.2', '--as', 'sysadmin');
is(p.code, 2, 'an administrator is no coordinator');
like(p.err, /coordinator/, 'and is told so');
is(operator('draw', 'V-1', 'close', '--as', 'nobody').code, 2, 'nor is somebody who is not there');
p = step('V-1', 'draw');
is(p.code, 2, 'drawing before closing is refused');
like(p.err, /draw_state/, 'with the reason');
is(step('V-1', 'close').code, 2, 'closing without the public value too');
is(step('NO-SUCH', 'show').code, 2, 'a draw that is not there');
p = step('V-1', 'close', '--beacon', '1013.2 hPa');
is(p.code, 0, `closed ${p.err}`);
p = run('verify-draw', `${own.url}/draws/V-1`);
ok(p.code === 3 || p.code === 1, 'not drawn yet');
p = step('V-1', 'draw');
is(p.code, 0, `drawn ${p.err}`);
p = operator('draw', 'V-1', 'show');
is(p.code, 0, 'shown');
like(p.out, /published/, 'with its state');
const rows = p.out.trim().split('\n').filter((l) => l.startsWith('selected')).map((l) => l.split('\t'));
is(rows.length, 4, 'and what came out');
p = step('V-1', 'substitute', rows[0][2], 'dissolved');
is(p.code, 0, `an object is replaced ${p.err}`);
p = step('V-1', 'substitute', rows[1][2], 'unfit', '--officer', rows[1][3].split(' ')[0]);
is(p.code, 0, `and an officer ${p.err}`);
is(step('V-1', 'substitute', rows[2][2], 'because').code, 2, 'a reason that is none');

// ---- from its address, with the log
const folder = join(own.state, 'public/disclosure/draws/V-1');
const lines = () => { try { return readFileSync(join(folder, 'substitutions.jsonl'), 'utf8').split('\n').length - 1; } catch { return 0; } };
await until(() => lines() === 2 && run('verify-draw', `${own.url}/draws/V-1`).code === 0);
for (const at of ['/draws/V-1', '/draws/V-1?lang=en', '/disclosure/draws/V-1/', '/disclosure/draws/V-1/result.json']) {
	p = run('verify-draw', own.url + at);
	is(p.code, 0, `${at}: ${p.out.match(/^FAIL.*/m) ?? ''}${p.err}`);
	like(p.out, /result\.json is the file of entry \d+/, 'held against the log');
	unlike(p.out, /not checked/, 'nothing is left unbound');
}
const good = join(work, 'V-1');
cpSync(folder, good, { recursive: true });
p = run('verify-draw', good);
is(p.code, 0, 'a copy, without the log');
like(p.out, /bound by the log only; not checked/, 'says what is not bound');
is(run('verify-draw', good, '--log', own.url).code, 0, 'a copy, with the log');
is(run('verify-draw', good, '--log', own.url, '--key', 'xiezhi.localhost/log+00000000+AQ==').code, 2, 'a key that is none');
is(run('verify-draw', `${own.url}/draws/NO-SUCH`).code, 1, 'a draw that is not there');
is(run('verify-draw', 'http://127.0.0.1:9/draws/V-1').code, 2, 'a server that is not there');
is(run('verify-draw', own.url).code, 2, 'an address that is no draw');

// ---- a byte changed where it is served
const served = join(folder, 'result.json'), kept = readFileSync(served), changed = Buffer.from(kept);
changed[kept.indexOf('drawn_at') + 14] ^= 1;
writeFileSync(served, changed);
p = run('verify-draw', `${own.url}/draws/V-1`);
is(p.code, 1, 'a time in result.json was changed');
like(p.out, /^FAIL {2}result\.json: is not the file of entry/m, 'which the log shows');
writeFileSync(served, kept);

// ---- a byte changed in any file: each is noticed, and the file named (every byte in `make torture`)
// The log of the copy stands still, and is read from its files: the sweep is of the draw.
const web = join(work, 'web');
cpSync(join(own.state, 'public/log'), join(web, 'log'), { recursive: true });
cpSync(folder, join(web, 'disclosure/draws/V-1'), { recursive: true });
const every = Number(process.env.XZ_FLIP_STEP ?? 41), missed = [];
let flips = 0;
for (const name of readdirSync(good)) {
	const path = join(web, 'disclosure/draws/V-1', name), bytes = readFileSync(path);
	for (let i = flips % every; i < bytes.length; i += every, flips++) {
		const other = Buffer.from(bytes);
		other[i] ^= 1 << (i % 8);
		writeFileSync(path, other);
		p = run('verify-draw', `file://${web}/draws/V-1`);
		if (p.code !== 1 || p.out.match(/^FAIL {2}(\S+):/m)?.[1] !== name)
			missed.push(`${name} byte ${i}: ${p.code} ${p.out.match(/^FAIL.*/m) ?? ''}`);
	}
	writeFileSync(path, bytes);
}
ok(flips > 50 || every > 41, `${flips} bytes changed`);
is(missed.slice(0, 5), [], 'each is noticed, and the file it stands in is named');
is(run('verify-draw', `file://${web}/draws/V-1`).code, 0, 'as they were, they hold');
for (const name of ['contributions.tsv', 'result.json', 'substitutions.jsonl']) {
	const path = join(web, 'disclosure/draws/V-1', name), bytes = readFileSync(path);
	rmSync(path);
	p = run('verify-draw', `file://${web}/draws/V-1`);
	is(p.code, 1, `${name} taken away`);
	like(p.out, new RegExp(`^FAIL  ${name.replace('.', '\\.')}: .*missing`, 'm'), 'is missed by name');
	writeFileSync(path, bytes);
}
writeFileSync(join(web, 'disclosure/draws/V-1/substitutions.jsonl'), readFileSync(join(good, 'substitutions.jsonl'), 'utf8').split('\n')[0] + '\n');
p = run('verify-draw', `file://${web}/draws/V-1`);
like(p.out, /^FAIL {2}substitutions\.jsonl: line 2 is missing/m, 'so is its last line');

// ---- sealed: the log binds what nobody sees yet
make('V-2', 'none', 'after-visits', '60');
is([step('V-2', 'close').code, step('V-2', 'draw').code], [0, 0], 'sealed');
await until(() => run('verify-draw', `${own.url}/draws/V-2`).out.includes('sealed'));
p = run('verify-draw', `${own.url}/draws/V-2`);
is(p.code, 3, `not complete: ${p.out}`);
own.stop();
done();
