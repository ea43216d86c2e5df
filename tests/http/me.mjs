// me.mjs - what an account has of its own: its password, which is none of the common ones; its sessions, of which it
// ends any; the link by which it gets in, good once and for its owner alone.  A reset, an account out of use and a
// change of duties end all sessions, and an ended one never comes back.
import { accounts, accountWith, Client, totpAt } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { spawn } from 'node:child_process';
import { until } from '../lib/wait.mjs';

const { url, state } = ownInstance('me');
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const who = accounts(state).find((a) => a.username === 'cg.officer5'), id = `(select id from xz.people_account
	where username = '${who.username}')`;
const inside = async (c) => (await c.raw('GET', '/desk/me')).status === 200;
// Codes are good once: each takes the next step, and what the store keeps of them is forgotten before.
const code = (secret = who.totp_secret) => {
	sql(`update xz.people_credential set last_counter = 0 where principal = ${id};
		delete from xz.people_code_step where account_id = ${id}`);
	return totpAt(secret, Math.floor(Date.now() / 30000));
};
async function signIn(password, secret) {
	const c = new Client(url, state);
	const first = await c.submit(await c.get('/desk/login'), { username: who.username, password });
	if (!first.forms.some((f) => 'code' in f.types)) return null;
	await c.submit(first, { code: code(secret) });
	return c;
}
const change = async (c, fields) => c.submit(await c.get('/desk/me/password'), fields, { follow: false });
const good = '木兰舟 crossing 2026 the river';

await part('what may be a password', async () => {
	const c = as(who.username);
	const tried = async (fresh, again = fresh) => change(c, { current: who.password, fresh, again });
	for (const [fresh, why] of [['short-one-1', /不足 12/], [`${'长'.repeat(129)}`, /超过 128/],
		[`xx-${who.username.toUpperCase()}-yy-zz`, /含有用户名/], ['1234567890987654321', /过于常见/],
		['unbelievable', /过于常见/], ['UnBelievable', /过于常见/]]) {
		const page = await tried(fresh);
		is(page.status, 422, `refused: ${fresh.slice(0, 20)}`);
		like(page.text, why, 'and said why');
		ok(!page.text.includes(fresh), 'without repeating it');
	}
	is((await tried(good, `${good}!`)).status, 422, 'two that differ');
	is((await change(c, { current: '', fresh: good, again: good })).status, 422, 'without the present one');
	ok(await inside(c), 'nothing was changed');
	for (const [fresh, fits] of [['a1-b2-c3-d4', false], ['a1-b2-c3-d4-', true], ['江'.repeat(128), true]])
		is((await change(as(who.username), { current: 'x', fresh, again: fresh })).text
			.includes(fits ? '现在的密码不正确' : '不足 12'), true, `${fresh.length} characters`);
	like((await as(who.username).get('/desk/me')).text, /密码错误/, 'what failed stands among the last sign-ins');
	sql('delete from xz.people_failure');
});

await part('a change of one\'s own', async () => {
	const c = await signIn(who.password), other = as(who.username);
	ok(c && await inside(c), 'signed in');
	const wrong = await change(c, { current: `${who.password}x`, fresh: good, again: good });
	is(wrong.status, 422, 'the present password is asked for');
	is(sql(`select outcome from xz.people_sign_in where account_id = ${id} order by id desc limit 1`), 'password',
		'and a failure counts');
	const page = await change(c, { current: who.password, fresh: good, again: good });
	is([page.status, page.headers.location.split('?')[0]], [303, '/desk/login'],
		'changed: it leads to the sign-in');
	is([await inside(c), await inside(other)], [false, false], 'and every session has ended');
	is(await signIn(who.password), null, 'the old one is none any more');
	ok(await inside(await signIn(good)), 'the new one is');
	for (let n = 0; n < 5; n++) await change(as(who.username), { current: 'x', fresh: good, again: good });
	is((await change(as(who.username), { current: good, fresh: `${good}!`, again: `${good}!` })).status, 429,
		'five failures lock');
	sql('delete from xz.people_failure');
});

await part('sessions that are open', async () => {
	const a = as(who.username), b = as(who.username), stranger = as('cg.officer6');
	const forms = (await a.get('/desk/me')).forms.filter((f) => (f.action || '') === '/desk/me/sessions');
	const others = forms.flatMap((f) => f.buttons).filter((x) => x.name === 'session').map((x) => x.value);
	const of = (c) => sql(`select id from xz.people_session
		where token_hash = sha256('${c.cookies.get('xz').value}')`);
	ok(others.includes(of(b)) && !others.includes(of(a)), 'the others can be ended');
	const csrf = forms[0].fields._csrf;
	const end = (c, n) => c.post('/desk/me/sessions', { _csrf: csrf, session: n }, { follow: false });
	is((await end(a, of(stranger))).status, 404, 'a stranger\'s cannot');
	ok(await inside(stranger), 'and goes on');
	is((await end(a, of(b))).status, 303, 'one\'s own');
	is([await inside(a), await inside(b)], [true, false], 'has ended, this one goes on');
	is((await end(a, of(b))).status, 404, 'once');
	like((await a.get('/desk/me')).text, /结束一个登录/, 'and stands among what was done');
	try {
		sql(`update xz.people_session set ended_at = null where id = ${of(b)}`);
		ok(false, 'an ended one never comes back');
	} catch { ok(true, 'an ended one never comes back'); }
});

const sys = as(accountWith('sysadmin', state).username), sec = as(accountWith('secadmin', state).username);
const card = async () => (await sys.get(`/desk/admin/accounts/?q=${who.username}`)).text.match(
	/\/desk\/admin\/accounts\/[0-9A-Z]{26}/)[0];
const reset = async (what) => (await sys.submit(await sys.get(await card()), {}, { form: `/${what}`, follow: false }))
	.text.match(/\/desk\/activate\?t=[\w-]{43}/)[0];
const activate = async (link, fields, c = new Client(url, state)) => {
	const page = await c.get(link), secret = page.text.match(/<code>([A-Z2-7]{32})<\/code>/)?.[1];
	return { page, secret, sent: page.status === 200 ? await c.submit(page,
		typeof fields === 'function' ? fields(secret) : fields, { follow: false }) : page };
};

await part('a password by link', async () => {
	const far = as(accountWith('sysadmin', state).username);
	far.headers.host = '6.6.6.6';
	const letter = await far.submit(await far.get(await card()), {}, { form: '/password', follow: false,
		headers: { origin: 'http://6.6.6.6' } });
	is([letter.text.includes(`${url}/desk/activate?t=`), letter.text.includes('6.6.6.6')], [true, false],
		'the link leads to the platform, by whatever address it was asked for');
	const c = as(who.username), before = await reset('password');
	ok(!await inside(c), 'a reset ends the sessions');
	is(await signIn(good), null, 'and the password');
	const link = await reset('password');
	is((await new Client(url, state).get(before)).status, 404, 'another link ends the one before');
	unlike((await new Client(url, state).get(link)).text, /otpauth/, 'it shows no secret');
	is((await activate(link, { password: good, again: good, code: '000000' })).sent.status, 422,
		'without a code of the authenticator it gives nothing');
	sql('delete from xz.people_failure');
	for (const bad of ['unbelievable', 'short-one-1', `xx-${who.username}-yy-zz`, '长'.repeat(129)])
		is((await activate(link, { password: bad, again: bad, code: code() })).sent.status, 422,
			`nor for ${bad.slice(0, 20)}`);
	is((await activate(link, { password: good, again: good, code: code() })).sent.status, 303, 'its owner gets in');
	is((await activate(link, {})).sent.status, 404, 'once');
	ok(await inside(await signIn(good)), 'with the password chosen');
	ok(!sql(`select coalesce(before::text, '') || coalesce(after::text, '') from xz.sec_audit where
		subject = '${who.username}'`).includes(link.split('=')[1]), 'the audit log has no link');
});

await part('an authenticator by link', async () => {
	const link = await reset('totp');
	is((await activate(link, (s) => ({ password: `${good}x`, code: totpAt(s, Math.floor(Date.now() / 30000)) })))
		.sent.status, 422, 'without the password it gives nothing');
	const c = new Client(url, state), page = await c.get(link), shown = page.text.match(/<code>([A-Z2-7]{32})</)[1];
	const again = await c.submit(page, { password: good, code: '000000' }, { follow: false });
	like(again.text, new RegExp(`<code>${shown}<`), 'after a wrong code the secret stays');
	const other = (await new Client(url, state).get(link)).text.match(/<code>([A-Z2-7]{32})</)[1];
	ok(other !== shown, 'a look at the page shows another');
	is((await c.submit(again, { password: good, code: totpAt(other, Math.floor(Date.now() / 30000)) },
		{ follow: false })).status, 422, 'of which a code is none');
	const sent = await c.submit(again, { password: good, code: totpAt(shown, Math.floor(Date.now() / 30000)) },
		{ follow: false });
	is(sent.status, 303, 'its owner gets in');
	is(await signIn(good, who.totp_secret).then((x) => x && inside(x)), false, 'the old authenticator is none');
	sql('delete from xz.people_failure');
	ok(await inside(await signIn(good, shown)), 'the new one is');
	const twice = await reset('totp'), all = Array.from({ length: 4 }, () => new Client(url, state));
	const pages = await Promise.all(all.map((x) => x.get(twice)));
	const secrets = pages.map((p) => p.text.match(/<code>([A-Z2-7]{32})</)[1]);
	const got = await Promise.all(pages.map((p, i) => all[i].submit(p, { password: good,
		code: totpAt(secrets[i], Math.floor(Date.now() / 30000)) }, { follow: false })));
	is(got.filter((p) => p.status === 303).length, 1, 'a link used four times at once is used once');
	is(sql(`select count(*) from xz.people_credential where principal = ${id} and kind = 'totp'
		and revoked_at is null`), '1', 'and gives one secret');
	sql('delete from xz.people_failure');
	const over = await reset('password');
	sql(`update xz.people_activation set expires_at = clock_timestamp() where ended_at is null`);
	is((await new Client(url, state).get(over)).status, 404, 'after three days a link is over');
	for (const path of ['/desk/activate', '/desk/activate?t=', `/desk/activate?t=${'A'.repeat(43)}`])
		is((await new Client(url, state).get(path)).status, 404, `${path.slice(0, 18)}: no such link`);
});

await part('two persons', async () => {
	const confirm = async (c, path) => c.submit(await c.get(path), {}, { form: '/confirm', follow: false })
		.then((p) => p.status, () => 'no such form');
	const duties = (await card()).replace('accounts', 'duties'), status = async (link) =>
		(await new Client(url, state).get(link)).status;
	await reset('password');
	const both = await reset('totp');
	is(await status(both), 404, 'all new to who had something: the link is no good yet');
	is(await confirm(sys, await card()), 'no such form', 'who made it does not confirm it');
	ok(/^ERROR|^f?$/.test(sql(`begin; set local xz.token to '${sys.cookies.get('xz').value}';
		select xz.people_activation_confirm((select ref from xz.people_principal where id = ${id}));
		rollback`)),
	'nor does the store let him');
	like((await sec.get(duties)).text, /等待第二名管理员/, 'the security administrator is told');
	is(await confirm(sec, duties), 303, 'and confirms');
	is(await status(both), 200, 'now it is');
	is(await confirm(sec, duties), 'no such form', 'once');
	is(sql(`select count(*) from xz.sec_audit where kind = 'account.reset_confirmed'`), '1',
		'it is in the audit log');
	is((await activate(both, (s) => ({ password: good, again: good,
		code: totpAt(s, Math.floor(Date.now() / 30000)) }))).sent.status, 303, 'its owner gets in');
	const chief = (await sys.get('/desk/admin/accounts/?q=sj.chief')).text.match(
		/\/desk\/admin\/accounts\/[0-9A-Z]{26}/)[0];
	const page = await sys.submit(await sys.get(chief), {}, { form: '/password', follow: false });
	like(page.text, /第二名管理员确认以后/, 'who leads an agency: always');
	is(await status(page.text.match(/\/desk\/activate\?t=[\w-]{43}/)[0]), 404, 'and not before');
	const begin = `begin; set local xz.token to '${sys.cookies.get('xz').value}'`;
	for (const [duty, two] of [['sysadmin', true], ['secadmin', true], ['auditadmin', true], ['agency_head', true],
		['unit_head', true], ['reviewer', true], ['officer', false]]) {
		const one = `select d.account_id from xz.people_duty d where d.duty = '${duty}' and d.revoked_at is null
			and (${two} or xz.people_duties(d.account_id) & 7196 = 0) order by d.id limit 1`;
		is(sql(`${begin}; select xz.people_activation_make((${one}), sha256('x'), true, false); rollback`),
			two ? 't' : 'f', `${duty}: ${two ? 'two' : 'one'}`);
	}
});

await part('two resets at once', async () => {
	// Two administrators, of whom the first has not ended when the second begins, for who has nothing any more.
	await reset('password');
	await reset('totp');
	const token = sys.cookies.get('xz').value, conf = storeConf(state).replace(/user=\S+/, 'user=xz_signin');
	const make = (n, wait) => new Promise((r) => {
		const p = spawn('psql', [conf, '-qAtX', '-v', 'ON_ERROR_STOP=1'],
			{ stdio: ['pipe', 'ignore', 'inherit'] });
		p.on('exit', r);
		p.stdin.end(`begin; set local xz.token to '${token}'; select xz.people_activation_make(${of},
			sha256('${n}'), true, true); select pg_sleep(${wait}); commit`);
	});
	const of = sql(`select ${id}`), first = make('first', 3);
	const asleep = () => sqlOf(storeConf(state).replace(/user=\S+/, 'user=postgres'))(`select count(*)
		from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`);
	await until(() => asleep() !== '0', { pause_ms: 50 });
	is(await Promise.all([first, make('second', 0)]), [0, 0], 'two resets at once');
	is(sql(`select encode(token_hash, 'hex') = encode(sha256('second'), 'hex') from xz.people_activation
		where account_id = ${of} and ended_at is null`), 't', 'leave one link, of the second');
});

await part('duties and accounts out of use', async () => {
	const c = as(who.username), ref = (await card()).split('/').pop();
	const page = await sec.get(`/desk/admin/duties/${ref}`), form = page.forms.find((f) => 'duty' in f.types);
	const given = form.options.duty.find((o) => o.value === 'intake')?.value;
	is((await sec.post(form.action, { ...form.fields, duty: given })).status, 200, 'a duty is granted');
	is(sql(`select count(*) from xz.people_duty where account_id = ${id} and duty = 'intake'`), '1', 'and held');
	ok(!await inside(c), 'the sessions have ended');
	const d = as(who.username);
	is((await sys.submit(await sys.get(await card()), {}, { form: '/active', follow: false })).status, 303,
		'the account is switched off');
	ok(!await inside(d), 'its sessions have ended');
	await sys.submit(await sys.get(await card()), {}, { form: '/active', follow: false });
	ok(!await inside(d), 'and do not come back with it');
});
done();
