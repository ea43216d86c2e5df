// signin_fire.mjs - sign-in under fire: which names there are cannot be found out; who guesses is held up by name, by
// address, by network and by password, and told for how long; a device that signed in before is not held up by
// strangers, and without one nobody locks an account for all; the owner is told what happened meanwhile.
import { join } from 'node:path';
import { accounts, accountWith, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const { url, state } = ownInstance('fire');
const sql = sqlOf(storeConf(state));
const forget = () => sql('delete from xz.people_failure');
const all = accounts(state), named = (name) => all.find((a) => a.username === name);
const who = named('cg.officer6');
// A browser at an address of its own: each 127.x.y.z of another x or y is another network.
const at = (address, device) => {
	const c = new Client(url, state);
	c.localAddress = address;
	if (device) c.cookies.set('xz-device', { value: device, path: '/desk/login' });
	return c;
};
const post = async (c, username, password, more = {}) => c.submit(await c.get('/desk/login'),
	{ username, password, ...more }, { follow: false });
const asksCode = (page) => page.status === 200 && page.forms.some((f) => 'code' in f.types);
const code = async (c, a, page) => c.submit(page, { code: await totp(a, state) }, { follow: false });
async function signIn(c, a) {
	const page = await post(c, a.username, a.password);
	return asksCode(page) ? code(c, a, page) : page;
}
// What is read on the page, without what is of this one form.
const shown = (page, name) => page.text.replace(/value="[^"]*"/g, '').replaceAll(name, 'NAME')
	.replace(/\d+ (秒|分钟)/g, '').replace(/20\d\d-\d\d-\d\d \d\d:\d\d/g, 'NOW');
const inside = async (c) => (await c.raw('GET', '/desk/me')).status === 200;

await part('names cannot be found out', async () => {
	sql('update xz.people_account set active = false where username = \'cg.officer4\'');
	const names = [who.username, 'nobody.at.all', 'cg.officer4'], seen = names.map(() => []);
	for (const [i, name] of names.entries()) {
		const c = at(`127.1.${i}.1`);
		for (let n = 0; n < 7; n++) {
			const page = await post(c, name, n === 6 && named(name) ? named(name).password : `wrong ${n}`);
			seen[i].push([page.status, shown(page, name), Object.keys(page.headers).sort().join()]);
		}
	}
	is(seen[0].map(([s]) => s), [422, 422, 422, 422, 422, 429, 429],
		'five are let pass, and then not even the right one');
	is(seen[1], seen[0], 'a name nobody has: the same answers in the same words');
	is(seen[2], seen[0], 'an account out of use: the same');
	const rows = sql(`select string_agg(n || '', ' ') from (select count(*) as n from xz.people_sign_in
		where remote like '127.1.%' group by username order by username) x`);
	is(rows, '7 7 7', 'and each attempt left one line');
	sql('update xz.people_account set active = true where username = \'cg.officer4\'');
	forget();
});

await part('held up', async () => {
	const a = at('127.2.0.1');
	for (let n = 0; n < 5; n++) await post(a, who.username, `wrong ${n}`);
	const page = await post(a, who.username, who.password);
	is(page.status, 429, 'by the name at an address');
	like(page.text, /请在 (\d+) (分钟|秒)后再试/, 'and told until when');
	ok(Number(page.headers['retry-after']) > 0 && Number(page.headers['retry-after']) <= 600, 'for programs too');
	ok(!asksCode(page), 'it leads no further');
	ok(asksCode(await post(at('127.2.1.1'), who.username, who.password)), 'not at another address');
	ok(asksCode(await post(a, 'cg.officer5', named('cg.officer5').password)), 'nor by another name');
	forget();

	const b = at('127.3.0.1');
	for (let n = 0; n < 30; n++) is((await post(b, `name.${n}`, `wrong ${n}`)).status, 422, `${n + 1} names`);
	is((await post(b, who.username, who.password)).status, 429, 'by the address, whatever the name');
	ok(asksCode(await post(at('127.3.0.2'), who.username, who.password)), 'not at the address beside it');
	sql(`insert into xz.people_failure (username, code, address, network) select 'n' || n, false,
		('127.3.0.' || n)::inet, '127.3.0.0/24' from generate_series(10, 99) n`);
	is((await post(at('127.3.0.2'), who.username, who.password)).status, 429, 'by the network');
	ok(asksCode(await post(at('127.3.1.2'), who.username, who.password)), 'not at another network');
	forget();

	for (let n = 0; n < 10; n++)
		is((await post(at(`127.4.${n}.1`), `name.${n}`, who.password)).status, 422,
			`a password at ${n + 1} names`);
	is((await post(at('127.4.99.1'), who.username, who.password)).status, 429, 'by the password, right as it is');
	is((await post(at('127.4.99.1'), who.username, 'another one')).status, 422, 'not by another password');
	is(sql(`select count(*) from xz.people_failure where encode(tried, 'escape') like '%${who.password}%'`), '0',
		'which is not kept');
	forget();
});

let device;
await part('a device that signed in before', async () => {
	const c = at('127.5.0.1'), page = await signIn(c, who);
	is(page.status, 303, 'signed in');
	const line = [].concat(page.headers['set-cookie']).find((l) => l.startsWith('xz-device='));
	is(line.split('; ').slice(1).sort(), ['HttpOnly', 'Max-Age=15552000', 'Path=/desk/login', 'SameSite=Strict'],
		'its cookie is of the sign-in page alone');
	device = line.match(/=([\w-]{43});/)[1];
	is(sql(`select count(*) from xz.people_device where token_hash = sha256('${device}')`), '1', 'stored hashed');
	for (let n = 0; n < 15; n++) await post(at(`127.6.${n % 3}.1`), who.username, `wrong ${n}`);
	for (let n = 0; n < 5; n++) await post(at('127.5.0.1'), 'nobody.at.all', `wrong ${n}`);
	sql(`insert into xz.people_failure (username, code, address, network) select 'n' || n, false, '127.5.0.1',
		'127.5.0.0/24' from generate_series(1, 200) n`);
	is((await post(at('127.5.0.1'), who.username, who.password)).status, 429, 'without it one is held up');
	is((await signIn(at('127.5.0.1', device), who)).status, 303, 'with it strangers are nothing to it');
	for (let n = 0; n < 5; n++) is((await post(at('127.5.9.1', device), who.username, `wrong ${n}`)).status, 422,
		`its own failure ${n + 1}`);
	is((await post(at('127.5.9.1', device), who.username, who.password)).status, 429, 'count for it');
	forget();
	for (let n = 0; n < 5; n++) await post(at('127.7.0.1', device), 'cg.officer5', `wrong ${n}`);
	is((await post(at('127.7.0.1', device), 'cg.officer5', named('cg.officer5').password)).status, 429,
		'to another account it is a stranger\'s');
	forget();
	const planted = at('127.5.0.1', 'A'.repeat(43)), fresh = await signIn(planted, who);
	is(fresh.status, 303, 'a token nobody gave out');
	ok(planted.cookies.get('xz-device').value !== 'A'.repeat(43), 'is not taken over');
});

await part('fifteen requests and the supervisors', async () => {
	const chiefs = all.filter((a) => a.duties.includes('supervisor') || a.duties.includes('agency_head'))
		.slice(0, 3);
	is(chiefs.length, 3, 'three of them');
	for (const a of chiefs) for (let n = 0; n < 5; n++) await post(at('127.8.0.1'), a.username, `wrong ${n}`);
	for (const a of chiefs) ok(asksCode(await post(at('127.8.1.1'), a.username, a.password)), 'none is locked');
	forget();
	const [a] = chiefs;
	for (let n = 0; n < 40; n++) await post(at(`127.9.${n % 8}.1`), a.username, `wrong ${n}`);
	is(sql(`select count(*) from xz.people_failure where username = '${a.username}'`), '10',
		'who does not wait is not counted, nor looked at');
	const c = at('127.10.0.1'), page = await post(c, a.username, a.password);
	is(page.status, 429, 'its owner on a new device waits');
	const wait = Number(page.headers['retry-after']);
	ok(wait > 0 && wait <= 120, 'for two minutes at most');
	like(page.text, /请在 \d+ 秒后在本页重新输入密码/, 'and is told so');
	const { _wait } = page.forms.find((f) => '_wait' in f.fields).fields;
	is((await post(at('127.10.0.2'), a.username, a.password, { _wait })).status, 429,
		'a wait is of who waited');
	await new Promise((resolve) => setTimeout(resolve, wait * 1000));
	const again = await c.submit(page, { username: a.username, password: a.password }, { follow: false });
	ok(asksCode(again), 'and then gets in, whatever strangers do');
	forget();
});

await part('told at the next sign-in', async () => {
	is((await signIn(at('127.5.0.1', device), who)).status, 303, 'a sign-in');
	for (let n = 0; n < 4; n++) await post(at('127.11.0.1'), who.username, `<b>${n}`);
	const c = at('127.5.0.1', device), page = await signIn(c, who);
	like(page.headers.location, /^\/desk\/me\/since\?next=/, 'after failures it leads there first');
	const since = await c.get(page.headers.location);
	like(since.text, /登录失败 4 次，来自 127\.11\.0\.1/, 'what failed, and from where');
	like(since.text, /href="\/desk\/"/, 'and on');
	like((await c.get('/desk/me')).text, /登录失败 4 次/, 'it stands on the page of the account');
	unlike((await c.get('/desk/me/since?next=//evil.invalid/')).text, /evil/, 'but nowhere else');
	is((await signIn(at('127.5.0.1', device), who)).headers.location, '/desk/', 'once');

	const sec = new Client(url, state).session(accountWith('sysadmin', state).username);
	const list = await sec.get(`/desk/admin/accounts/?q=${who.username}`);
	const card = list.text.match(/\/desk\/admin\/accounts\/[0-9A-Z]{26}/)[0];
	const link = (await sec.submit(await sec.get(card), {}, { form: '/password', follow: false })).text
		.match(/\/desk\/activate\?t=[\w-]{43}/)[0];
	ok(!await inside(c), 'a reset ends the session');
	like((await c.get('/desk/login')).text, /密码或者验证器已经重设/, 'and the sign-in page says why');
	is(sql(`select count(*) from xz.people_device d join xz.people_account a on a.id = d.account_id
		where a.username = '${who.username}'`), '0', 'no device is known any more');
	const fresh = '木兰舟 crossing 2026 the river', owner = at('127.5.0.1');
	await owner.submit(await owner.get(link), { password: fresh, again: fresh, code: await totp(who, state) },
		{ follow: false });
	const entered = await signIn(owner, { ...who, password: fresh });
	like(entered.headers.location, /since/, 'the next sign-in');
	const told = (await owner.get(entered.headers.location)).text;
	like(told, /管理员重设了密码/, 'tells of the reset');
	like(told, /凭激活链接设置了密码/, 'and of the link');
	like((await owner.get('/desk/lang?to=en&back=/desk/me')).text, /reset the password/, 'in English too');

	const me = await owner.get('/desk/me');
	const button = me.forms.find((f) => f.buttons.some((b) => b.name === 'everywhere'));
	await owner.post(button.action, { ...button.fields, everywhere: '1' }, { follow: false });
	is(sql(`select count(*) from xz.people_device d join xz.people_account a on a.id = d.account_id
		where a.username = '${who.username}'`), '0', 'ending all sessions forgets the devices');
});
done();
