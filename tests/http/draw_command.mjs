// draw_command.mjs - the ceremony of a draw by command: who may, in what order, and what is refused.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { storeConf } from '../lib/sql.mjs';
import { done, is, like } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('drawcommand');
const conninfo = storeConf(own.state);
const tool = join(own.state, 'app/bin/xiezhi');
function run(...args) {
	const p = spawnSync(tool, args, { encoding: 'utf8', env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
	return { code: p.status, out: p.stdout, err: p.stderr };
}
const operator = (...args) => run('--conf', join(own.state, 'etc/admin.conf'), ...args);
const step = (id, ...args) => operator('draw', id, ...args, '--as', 'coordinator1');
const make = (id, ...more) => execFileSync('build/rel/tests/db/make_draw', [conninfo, join(own.state, 'keys/draw.key'),
	id, ...more]);

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

// ---- links for witnesses, and the end of pledging
for (const [id, kind] of [['V-2', 'witness'], ['V-3', 'open']])
	make(id, kind, 'at-draw', '60');
for (const n of ['0', '21', 'two']) {
	p = step('V-2', 'links', n);
	is(p.code, 2, `${n} links: refused`);
	like(p.err, /links: a number from 1 to 20/, 'in words');
}
is(step('V-2', 'links').code, 2, 'links, without how many: the usage');
is(operator('draw', 'V-2', 'links', '2').code, 2, 'links for nobody');
p = step('V-1', 'links', '1');
is(p.code, 2, 'a draw by a public value has no witnesses');
like(p.err, /V-1: .*\(draw_(state|no_witness)\)/, 'in words');
p = step('V-2', 'pledged');
is(p.code, 2, 'pledging does not end before somebody pledged');
like(p.err, /V-2: nobody has given a value or a pledge yet \(draw_nobody\)/, 'in words');
p = step('V-2', 'links', '3');
is(p.code, 0, `three links ${p.err}`);
const links = p.out.match(/^\/draws\/V-2\/witness#[0-9a-f]{32}$/gm);
is(new Set(links).size, 3, 'each another');
like(p.out, /V-2: one-time links, shown once/, 'shown once');
const c = new Client(own.url, own.state);
const send = async (link, fields) => c.post(link.split('#')[0], { token: link.split('#')[1], ...fields },
	{ follow: false });
is((await send(links[0], { do: 'pledge', name: '市司法局 唐志远', value: '1731', tail: 'f00d' })).status, 200,
	'a link of the command is taken by the portal');
is((await send(links[1], { do: 'pledge', name: '企业代表', value: 'abc', tail: 'beef' })).status, 200, 'and another');
is((await send(links[0].replace(/.$/, (x) => (x === '0' ? '1' : '0')), { do: 'pledge', name: '记者', value: 'x',
	tail: 'y' })).status, 422, 'a made-up one is not');
p = step('V-2', 'close');
is(p.code, 2, 'closing before pledging ended is refused');
like(p.err, /draw_state/, 'with the reason');
p = step('V-2', 'pledged');
is(p.code, 0, `pledging has ended ${p.err}`);
like(p.out, /^V-2: pledging has ended$/m, 'as it says');
p = step('V-2', 'pledged');
is(p.code, 2, 'once');
like(p.err, /not possible in the state the draw is in \(draw_state\)/, 'in words');
is(step('V-2', 'links', '1').code, 2, 'no more links then');
is((await send(links[2], { do: 'pledge', name: '记者', value: 'x', tail: 'y' })).status, 409, 'nor pledges');
is((await send(links[0], { do: 'reveal', value: '1731 f00d' })).status, 200, 'a value');
p = step('V-2', 'close');
is(p.code, 2, 'a pledge without its value');
like(p.err, /V-2: 企业代表: has pledged and not revealed yet \(draw_missing\)/, 'names who');
is((await send(links[1], { do: 'reveal', value: 'abc beef' })).status, 200, 'the last value');
is([step('V-2', 'close').code, step('V-2', 'draw').code], [0, 0], 'closed and drawn');
is((await send(links[1], { do: 'reveal', value: 'another' })).status, 409, 'nothing is taken after it');
p = step('V-3', 'pledged');
is(p.code, 2, 'a draw without pledges');
like(p.err, /V-3: this draw has no pledges \(draw_no_pledges\)/, 'in words');
is(step('V-3', 'links', '20').out.match(/^\/draws\//gm).length, 20, 'twenty links at most');

// ---- who guesses at the code on the wall is held up; a link of one's own is not
const one = step('V-3', 'links', '1').out.match(/^\/draws\/V-3\/witness#[0-9a-f]{32}$/m)[0];
let last;
for (let i = 0; i < 20; i++) {
	last = await send(`/draws/V-3/witness#AAAA-${1000 + i}`, { do: i % 2 ? 'look' : 'reveal', name: '路人',
		value: 'x', own: '0'.repeat(32) });
	if (i % 2 === 0) is(last.status, 422, `code ${i} that is none`);
}
last = await send('/draws/V-3/witness#AAAA-2000', { do: 'look' });
is(last.status, 429, 'the next is not looked at');
like(last.text, /试错次数过多：请十分钟后再试/, 'and says so');
like((await c.post('/draws/V-3/witness?lang=en', { token: 'AAAA-2001', do: 'reveal', name: 'x', value: 'y' },
	{ follow: false })).text, /Too many codes that were not valid came from this connection/, 'in English too');
is((await send(one, { do: 'reveal', name: '市工商联', value: '7' })).status, 200, 'a link works on');

// ---- what came of it holds for strangers, the announcement too
await until(() => run('verify-draw', `${own.url}/draws/V-2`).code === 0);
p = run('verify-draw', `${own.url}/draws/V-2`);
is(p.code, 0, `the draw of this ceremony holds against the log ${p.out.match(/^FAIL.*/m) ?? ''}${p.err}`);
own.stop();
done();
