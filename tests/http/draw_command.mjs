// draw_command.mjs - the ceremony of a draw by command: who may, in what order, and what is refused.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like } from '../lib/tap.mjs';

const own = ownInstance('drawcommand');
const conninfo = readFileSync(join(own.state, 'etc/admin.conf'), 'utf8').match(/^database = (.*)$/m)[1];
const tool = join(own.state, 'app/bin/xiezhi');
function run(...args) {
	const p = spawnSync(tool, args, { encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr };
}
const operator = (...args) => run('--conf', join(own.state, 'etc/admin.conf'), ...args);
const step = (id, ...args) => operator('draw', id, ...args, '--as', 'coordinator1');
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
own.stop();
done();
