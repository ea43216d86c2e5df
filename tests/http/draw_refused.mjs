// draw_refused.mjs - what goes wrong at a draw is said where it happens, in both languages: a secret that cannot be
// opened, files that are not those announced, two coordinators at once, values that do not fit, come too late or hold
// control characters.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf } from '../lib/sql.mjs';
import { done, is, like } from '../lib/tap.mjs';

const own = ownInstance('drawrefused'), conf = readFileSync(join(own.state, 'etc/admin.conf'), 'utf8');
const conninfo = conf.match(/^database = (.*)$/m)[1];
const make = (id, kind) => execFileSync('build/rel/tests/db/make_draw', [conninfo, join(own.state, 'keys/draw.key'), id,
	kind, 'at-draw', '60']);
const sql = sqlOf(conninfo.replace(/ user=\S+/, ' user=postgres'));
const c = new Client(own.url, own.state).session('coordinator1'),
	english = new Client(own.url, own.state).session('coordinator1');
english.cookies.set('lang', { value: 'en', path: '/desk' });
const page = (id, who = c) => who.get(`/desk/draws/${id}`);
const press = async (id, step, who = c, values = {}) => who.submit(await page(id, who), values,
	{ form: `/${step}`, follow: false });
const state = async (id) => (await own.cli('draw', id, 'show')).match(/^state\t(.*)$/m)[1];

// ---- two coordinators close at once
make('R-1', 'none');
const [mine, yours, third] = [await page('R-1'), await page('R-1'), await page('R-1', english)];
is((await c.submit(mine, {}, { form: '/close', follow: false })).status, 303, 'closed');
let p = await c.submit(yours, {}, { form: '/close', follow: false });
is(p.status, 409, 'the second is told');
like(p.text, /现在不能做这一步：抽取的状态已经改变，请刷新查看/, 'that it is done already');
p = await english.submit(third, {}, { form: '/close', follow: false });
like(p.text, /Not possible now: the state of the draw has changed, please refresh/, 'in English too');

// ---- the files are not those announced
const other = (name) => sql(`update xz.spotcheck_file f set body = set_byte(f.body, 3, get_byte(f.body, 3) # 1)
	from xz.spotcheck_task k where k.id = f.task_id and k.draw_id = 'R-1' and f.name = '${name}'`);
other('objects.tsv');
p = await press('R-1', 'run');
is(p.status, 409, 'a frozen pool of which a bit changed: nothing is drawn');
like(p.text, /冻结的名录与公告不符，没有抽取/, 'and it says so');
like((await press('R-1', 'run', english)).text, /The frozen pools do not fit the announcement, nothing was drawn/,
	'in English too');
other('objects.tsv');
is(await state('R-1'), 'closed', 'it waits as it was');

// ---- the secret cannot be opened: another draw's in its place, and another key
make('R-2', 'none');
const sealed = sql("select encode(secret_sealed, 'hex') from xz.spotcheck_task where draw_id = 'R-1'");
sql(`update xz.spotcheck_task set secret_sealed = (select secret_sealed from xz.spotcheck_task where draw_id = 'R-2')
	where draw_id = 'R-1'`);
p = await press('R-1', 'run');
is(p.status, 409, 'the secret of another draw');
like(p.text, /秘密值无法打开，没有抽取。请系统管理员检查抽取密钥/, 'says what to do');
like((await press('R-1', 'run', english)).text,
	/The secret cannot be opened, nothing was drawn\. The key of draws must be checked by the administrator/,
	'in English too');
sql(`update xz.spotcheck_task set secret_sealed = '\\x${sealed}' where draw_id = 'R-1'`);
const keys = join(own.state, 'etc/other-keys');
mkdirSync(keys);
for (const name of ['draw.key', 'identity.key'])
	cpSync(join(own.state, 'keys/identity.key'), join(keys, name), { preserveTimestamps: true });
writeFileSync(join(own.state, 'etc/other.conf'), conf.replace(/^keys = .*$/m, `keys = ${keys}`));
const tool = (...args) => spawnSync(join(own.state, 'app/bin/xiezhi'), ['--conf', join(own.state, 'etc/other.conf'),
	...args], { encoding: 'utf8' });
let run = tool('draw', 'R-1', 'draw', '--as', 'coordinator1');
is(run.status, 2, 'another key');
like(run.stderr,
	/R-1: the secret cannot be opened, nothing was drawn; the key of draws must be checked \(draw_secret\)/,
	'by command as well');
writeFileSync(join(own.state, 'etc/other.conf'), conf.replace(/^keys = .*$/m, `keys = ${keys}/nowhere`));
run = tool('draw', 'R-1', 'draw', '--as', 'coordinator1');
is(run.status, 2, 'no key at all');
like(run.stderr, /nowhere\/draw\.key/, 'names the file');
is((await press('R-1', 'run')).status, 303, 'with the right key it is drawn');

// ---- witnesses
make('R-3', 'witness');
const links = own.cli('draw', 'R-3', 'links', '3', '--as', 'coordinator1')
	.match(/^\/draws\/R-3\/witness#[0-9a-f]{32}$/gm);
const portal = new Client(own.url, own.state);
const send = (link, fields, lang = '') => portal.post(link.split('#')[0] + lang,
	{ token: link.split('#')[1], ...fields }, { follow: false });
const said = async (answer, status, zh, en, what) => {
	const [one, two] = [await answer(''), await answer('?lang=en')];
	is([one.status, two.status], [status, status], what);
	like(one.text, zh, 'in Chinese');
	like(two.text, en, 'in English');
};
const name = /姓名不能为空、不能有制表符等控制字符/,
	named = /The name may not be empty, hold tabs or other control characters/;
for (const bad of ['有\t格', '两\n行', 'beacon:x', ' '])
	await said((l) => send(links[0], { do: 'pledge', name: bad, pledge: 'ab'.repeat(32) }, l), 422, name, named,
		`a name ${JSON.stringify(bad)}`);
const value = /随机值须为 1 至 80 个汉字，不能换行，也不能有制表符/,
	valued = /The value has 1 to 256 bytes and no tabs, line ends or other control characters/;
for (const bad of ['a\tb', 'a\nb', ''])
	await said((l) => send(links[0], { do: 'pledge', name: '甲', value: bad }, l), 422, value, valued,
		`pledging a value ${JSON.stringify(bad)}`);
is((await send(links[0], { do: 'pledge', name: '甲', value: '1731', tail: 'f00d' })).status, 200, 'a pledge');
await said((l) => send(links[0], { do: 'reveal', value: '1731 f00d' }, l), 409, /承诺阶段还没有结束/,
	/Pledging has not ended yet/, 'a value before pledging ended');
is((await press('R-3', 'pledged')).status, 303, 'pledging ends');
await said((l) => send(links[1], { do: 'pledge', name: '乙', value: 'x', tail: 'y' }, l), 409, /承诺阶段已经结束/,
	/Pledging has ended/, 'a pledge after it');
for (const bad of ['1731\tf00d', '1731 f00d\n2'])
	await said((l) => send(links[0], { do: 'reveal', value: bad }, l), 422, value, valued,
		`revealing ${JSON.stringify(bad)}`);
await said((l) => send(links[0], { do: 'reveal', value: '1731 beef' }, l), 422, /与您的承诺不符，没有收下/,
	/It does not fit your pledge and was not taken/, 'a value that was not pledged');
p = await press('R-3', 'close');
is(p.status, 409, 'closing while a value is missing');
like(p.text, /甲 已承诺，还没有公开随机值/, 'names who');
like((await press('R-3', 'close', english)).text, /甲 has pledged and not revealed yet/, 'in English too');
is((await send(links[0], { do: 'reveal', value: '1731 f00d' })).status, 200, 'the value');
is((await press('R-3', 'close')).status, 303, 'closed');
await said((l) => send(links[0], { do: 'reveal', value: '1731 0000' }, l), 409, /您已经提交过，不能更改/,
	/You have sent yours already; it cannot be changed/, 'another value after closing');
await said((l) => send(links[2], { do: 'reveal', name: '丙', value: 'late' }, l), 409, /已停止接收随机值/,
	/No more values are taken/, 'a first one after closing');

// ---- a public value stands in the announcement, by its name and hour, before anybody knows it
make('R-4', 'beacon');
const announced = JSON.parse(sql(`select convert_from(f.body, 'UTF8') from xz.spotcheck_file f
	join xz.spotcheck_task k on k.id = f.task_id where k.draw_id = 'R-4' and f.name = 'announcement.json'`));
is([announced.contributions, announced.beacon], ['beacon', '南岳气象站 15:00'], 'which value, and of which hour');
like((await portal.get('/draws/R-4')).text, /南岳气象站 15:00/, 'on the page of the draw too');
const at = (ms) => new Date(Date.now() + ms + 8 * 36e5).toISOString().slice(0, 16);
p = await press('R-4', 'close', c, { value: '1013.2', value_at: at(-864e5) });
is(p.status, 422, 'a value from before the announcement');
like(p.text, /id="f-value_at-e"/, 'said at its field');
p = await press('R-4', 'close', c, { value: '10\t13.2', value_at: at(0) });
is(p.status, 422, 'a value with a tab');
like(p.text, /id="f-value-e"/, 'said at its field');
own.stop();
done();
