// passkey.mjs - a passkey in the place of the one-time code: added, named, used and removed by its owner; and what must
// not pass: said before, for another page or name, of another account, without asking who is there, by a copy of the
// device.
import dns from 'node:dns';
import { accounts, accountWith, Client, totpAt } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { byName, Device } from '../lib/passkey.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

dns.setDefaultResultOrder('ipv4first');
const own = ownInstance('passkey'), { state } = own, sql = sqlOf(storeConf(state));
const origin = await byName(own);
const all = accounts(state), named = (name) => all.find((a) => a.username === name);
const who = named('cg.officer5'), other = named('cg.officer6');
const idOf = (a) => `(select id from xz.people_account where username = '${a.username}')`;
// Codes are good once: what the store keeps of them is forgotten before.
const code = (a) => {
	sql(`update xz.people_credential set last_counter = 0 where principal = ${idOf(a)};
		delete from xz.people_code_step where account_id = ${idOf(a)}; delete from xz.people_failure`);
	return totpAt(a.totp_secret, Math.floor(Date.now() / 30000));
};
const client = () => new Client(origin, state), as = (a) => client().session(a.username);
const PAGE = '/desk/me/passkeys', making = (page) => page.forms.find((f) => 'data-make' in f);
async function add(c, a, device, fields = {}, said = {}) {
	const f = making(await c.get(PAGE));
	return c.post(PAGE, { ...f.fields, name: '办公电脑', code: code(a),
		...device.make(f['data-challenge'], said), ...fields }, { follow: false });
}
// After the password: the form for a passkey, or none.
async function second(c, a) {
	const page = await c.submit(await c.get('/desk/login'), { username: a.username, password: a.password });
	return page.forms.find((f) => 'data-passkey' in f);
}
const send = (c, f, fields) => c.post('/desk/login', { ...f.fields, ...fields }, { follow: false });
const inside = async (c) => (await c.raw('GET', '/desk/me')).status === 200;
const last = (a) => sql(`select outcome from xz.people_sign_in where account_id = ${idOf(a)} order by id desc limit 1`);
const passkeys = (a) => sql(`select count(*) from xz.people_passkey where account_id = ${idOf(a)}
	and removed_at is null`);

const mine = new Device(origin), theirs = new Device(origin, 'rs256');
await part('added', async () => {
	const c = client();
	is(await second(c, who), undefined, 'without one the sign-in asks for the code alone');
	await c.submit(await c.submit(await c.get('/desk/login'), { username: who.username, password: who.password }),
		{ code: code(who) });
	is((await add(c, who, mine, { code: '' })).status, 422, 'without the code: not');
	is((await add(c, who, mine, { code: '000000' })).status, 422, 'with a wrong one: not');
	is((await add(c, who, mine, { name: ' ' })).status, 422, 'without a name: not');
	is((await add(c, who, mine, { name: '长'.repeat(41) })).status, 422, 'with one too long: not');
	is((await add(c, who, mine, { made_data: '' })).status, 422, 'without a key: not');
	const wrong = { 'for another page': { origin: 'https://evil.example' },
		'for another name': { party: 'evil.example' },
		'without asking who is there': { flags: 1 }, 'used, not made': { type: 'webauthn.get' },
		'in a frame': { more: { crossOrigin: true } } };
	for (const [what, said] of Object.entries(wrong))
		is((await add(c, who, mine, {}, said)).status, 422, `${what}: not`);
	is(passkeys(who), '0', 'so there is none');
	const f = making(await c.get(PAGE)), made = mine.make(f['data-challenge']);
	const sent = () => c.post(PAGE, { ...f.fields, name: '办公电脑', code: code(who), ...made }, { follow: false });
	is((await sent()).status, 303, 'by its owner with a code');
	is(last(who), 'passkey_added', 'and it stands in the log');
	is((await sent()).status, 422, 'the same again: not');
	is((await add(c, who, mine)).status, 409, 'nor the same key');
	like((await c.get('/desk/me')).text, /办公电脑/, 'it stands on the page of one\'s own');
	const o = as(other);
	is((await add(o, other, mine)).status, 409, 'nor by another');
	is((await add(o, other, theirs)).status, 303, 'another adds his own, of RSA');
});

await part('used', async () => {
	const c = client(), f = await second(c, who);
	ok(f && f['data-ids'] === mine.id.toString('base64url'), 'the sign-in offers it after the password');
	const page = await send(c, f, mine.use(f['data-challenge']));
	is(page.status, 303, 'in');
	like(page.headers.location, /\/desk\/me\/since/, 'to be told first what happened');
	like((await c.follow(page)).text, /添加了通行密钥/, 'that one was added');
	ok(await inside(c), 'the desk is open');
	is(sql(`select method from xz.people_session where account_id = ${idOf(who)} order by id desc limit 1`),
		'password+passkey', 'by password and passkey');
	const d = client(), g = await second(d, other);
	is((await send(d, g, theirs.use(g['data-challenge']))).status, 303, 'RSA too');
	const e = client(), page2 = await e.submit(await e.get('/desk/login'), { username: who.username,
		password: who.password });
	is((await e.submit(page2, { code: code(who) }, { follow: false })).status, 303, 'the code goes on as before');
	is((await send(client(), { fields: { ...f.fields } }, { passkey_signature: '' })).status >= 400, true,
		'nothing is no passkey');
});

await part('what must not pass', async () => {
	const refused = async (what, fields, { before = null, a = who } = {}) => {
		sql('delete from xz.people_failure');
		const c = client(), f = await second(c, a);
		if (before) await before(c, f);
		const page = await send(c, f, typeof fields === 'function' ? fields(f['data-challenge'], f) : fields);
		is([page.status, c.cookies.has('xz')], [422, false], what);
		return page;
	};
	let heard;
	const c = client(), f = await second(c, who);
	heard = mine.use(f['data-challenge']);
	is((await send(c, f, heard)).status, 303, 'one that is right');
	is((await send(client(), f, heard)).status, 422, 'said before, with the very form');
	await refused('said before, in another attempt', heard);
	is(last(who), 'passkey', 'and it stands in the log');
	await refused('said before, and counted on', (ch) => ({ ...heard, passkey_data: mine.use(ch).passkey_data }));
	await refused('for another page', (ch) => mine.use(ch, { origin: 'https://evil.example' }));
	await refused('for this name over another port', (ch) => mine.use(ch, { origin: 'http://localhost:1' }));
	await refused('for another name', (ch) => mine.use(ch, { party: 'evil.example' }));
	await refused('another account\'s', (ch) => theirs.use(ch));
	await refused('another account\'s key by this one\'s id', (ch) => mine.use(ch, { by: new Device(origin) }));
	await refused('this one\'s at another\'s sign-in', (ch) => mine.use(ch), { a: other });
	await refused('without asking who is there', (ch) => mine.use(ch, { flags: 1 }));
	await refused('nobody present', (ch) => mine.use(ch, { flags: 4 }));
	await refused('made, not used', (ch) => mine.use(ch, { type: 'webauthn.create' }));
	await refused('of another challenge', () => mine.use('A'.repeat(43)));
	await refused('not in base64', (ch) => ({ ...mine.use(ch), passkey_data: '!' }));
	await refused('no JSON', (ch) => ({ ...mine.use(ch), passkey_client: 'AAAA' }));
	const g = await second(client(), who);
	await refused('with the form of another attempt', (ch) => ({ ...mine.use(ch), _pass: g.fields._pass }));
	const back = await refused('counted back', (ch) => mine.use(ch, { count: 1 }));
	like(back.text, /使用次数倒退/, 'and said');
	is(last(who), 'passkey_count', 'and it stands in the log');
	const kept = Number(sql(`select sign_count from xz.people_passkey where account_id = ${idOf(who)}`));
	await refused('counted the same', (ch) => mine.use(ch, { count: kept }));
	sql(`update xz.people_account set active = false where id = ${idOf(who)}; delete from xz.people_failure`);
	is((await send(client(), g, mine.use(g['data-challenge']))).status, 422, 'an account out of use');
	sql(`update xz.people_account set active = true where id = ${idOf(who)}`);
	sql('delete from xz.people_failure');
	const d = client(), h = await second(d, who);
	const told = await d.follow(await send(d, h, mine.use(h['data-challenge'])));
	like(told.text, /使用次数倒退，登录已拒绝/, 'its owner is told at the next sign-in');
	for (let n = 0; n < 5; n++) await send(client(), await second(client(), other), mine.use('x'));
	ok(await second(client(), other) === undefined, 'failures hold up as those of codes do');
	sql('delete from xz.people_failure');
});

await part('two at once', async () => {
	const c = client(), f = await second(c, who), said = mine.use(f['data-challenge']);
	const both = await Promise.all([1, 2, 3, 4].map(() => send(client(), f, said)));
	is(both.map((p) => p.status).sort(), [303, 422, 422, 422], 'the same four times: one passes');
	sql('delete from xz.people_failure');
});

await part('where it is offered', async () => {
	const at = new URL(origin), c = new Client(at.origin.replace('localhost', '127.0.0.1'), state);
	ok(await second(client(), who), 'by the platform\'s name');
	is(await second(c, who), undefined, 'not by an address');
	c.session(who.username);
	const page = await c.get(PAGE);
	is(making(page), undefined, 'where none is added either');
	like(page.text, /在这里不能添加/, 'and that is said');
	sql('delete from xz.people_failure');
});

await part('removed', async () => {
	const c = as(who), removing = async (fields) => {
		const f = (await c.get(PAGE)).forms.find((x) => x.action === `${PAGE}/remove`);
		return c.post(f.action, { ...f.fields, ...fields(f['data-challenge'], f) }, { follow: false });
	};
	const second2 = new Device(origin);
	is((await add(c, who, second2, { name: '安全密钥' })).status, 303, 'a second one');
	const f = making(await c.get(PAGE));
	is((await c.post(PAGE, { ...f.fields, name: '第三把', code: '', ...new Device(origin).make(f['data-challenge']),
		...second2.use(f['data-challenge']) }, { follow: false })).status, 303,
	'a third, confirmed by the second');
	is(passkeys(who), '3', 'three');
	const row = (a, name) => sql(`select id from xz.people_passkey where account_id = ${idOf(a)}
		and removed_at is null and name = '${name}'`);
	is((await removing(() => ({ code: '' }))).status, 422, 'without a code: not');
	is((await removing(() => ({ code: '000000' }))).status, 422, 'with a wrong one: not');
	is((await removing(() => ({ passkey: row(other, '办公电脑'), code: code(who) }))).status, 404,
		'another\'s: not');
	is((await removing((ch) => theirs.use(ch))).status, 422, 'by another\'s: not');
	is(passkeys(other), '1', 'which stays');
	is((await removing(() => ({ passkey: row(who, '安全密钥'), code: code(who) }))).status, 303,
		'by a code');
	is(last(who), 'passkey_removed', 'and it stands in the log');
	const g = await second(client(), who);
	is((await send(client(), g, second2.use(g['data-challenge']))).status, 422, 'it is none any more');
	sql('delete from xz.people_failure');
	is((await removing((ch) => ({ passkey: row(who, '第三把'), ...mine.use(ch) }))).status, 303, 'by a passkey');
	const many = Array.from({ length: 10 }, () => new Device(origin));
	for (const d of many.slice(0, 9)) await add(c, who, d);
	is([passkeys(who), (await add(c, who, many[9])).status], ['10', 409], 'ten at most');
});

await part('a reset', async () => {
	const sys = as(accountWith('sysadmin', state));
	const card = (await sys.get(`/desk/admin/accounts/?q=${who.username}`)).text.match(
		/\/desk\/admin\/accounts\/[0-9A-Z]{26}/)[0];
	await sys.submit(await sys.get(card), {}, { form: '/totp', follow: false });
	is(passkeys(who), '0', 'of the authenticator takes the passkeys along');
	is(passkeys(other), '1', 'and nobody else\'s');
	const audit = as(accountWith('auditadmin', state));
	const log = (await audit.get(`/desk/admin/logs/sign-ins?account=${who.username}`)).text;
	like(log, /添加通行密钥/, 'auditors read of them');
	unlike(log, /me\.outcome/, 'in words');
});
done();
