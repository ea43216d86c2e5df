// admin.mjs - three separate administrators: what each does, what none of them can, and that the store says so too.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { accounts, Client, totpAt, unescapeHtml } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const { url, state, cli } = main();
const as = (name) => new Client(url, state).session(name);
const sys = as('sysadmin'), sec = as('secadmin'), aud = as('auditadmin');
const admin = storeConf(state);
const asked = sqlOf(admin);
const tag = `t${process.pid}`;

// As the desk's role with somebody's session, without any page: { ok, error }.
function desk(client, sql) {
	const conninfo = admin.replace(/user=\S+/, 'user=xz_desk'), token = [...client.cookies.values()][0].value;
	const script = `begin; select set_config('xz.token', '${token}', true); ${sql}; rollback;`;
	const args = ['-X', '-At', '-q', '-v', 'ON_ERROR_STOP=1', '-c', script];
	let a = spawnSync('psql', [conninfo, ...args], { encoding: 'utf8' });
	if (a.status === 2 && /authentication failed/.test(a.stderr) && process.getuid() === 0)
		a = spawnSync('runuser', ['-u', 'xz-desk', '--', 'psql', conninfo, ...args],
			{ encoding: 'utf8', cwd: '/' });
	return { ok: a.status === 0, error: a.stderr.trim(), out: a.stdout.trim() };
}
const refused = (client, sql, name) => like(desk(client, sql).error, /row-level security|permission denied/, name);
// A transaction that stays open with what a statement locked, until end().
async function holding(sql) {
	const p = spawn('psql', [admin, '-X', '-At', '-q', '-v', 'ON_ERROR_STOP=1'],
		{ stdio: ['pipe', 'pipe', 'inherit'] });
	p.stdin.write(`begin; ${sql}; select 'held';\n`);
	for await (const out of p.stdout) if (String(out).includes('held')) break;
	return { end: () => new Promise((closed) => { p.on('close', closed); p.stdin.end('rollback;\n'); }) };
}
const notice = (page) => page.text.match(/class="note song flash"[^>]*><p>([^<]*)/)?.[1] ?? '';
const refOf = async (client, list, username) => {
	const page = await client.get(`${list}?q=${encodeURIComponent(username)}`);
	return page.text.match(new RegExp(`href="${list}([0-9A-Z]{26})">${username}<`))?.[1];
};

await part('each sees only its own menu and pages', async () => {
	const own = { sysadmin: ['agencies/', 'accounts/', 'officers/', 'parameters/', 'calendar/'],
		secadmin: ['duties/'],
		auditadmin: ['logs/sign-ins', 'logs/audit', 'logs/access'] };
	for (const [name, client] of Object.entries({ sysadmin: sys, secadmin: sec, auditadmin: aud,
		'sj.chief': as('sj.chief') })) {
		const home = await client.get('/desk/');
		for (const [who, pages] of Object.entries(own))
			for (const p of pages) {
				is((await client.raw('GET', `/desk/admin/${p}`)).status, who === name ? 200 : 404,
					`${name}: /desk/admin/${p}`);
				ok(home.text.includes(`href="/desk/admin/${p}"`) === (who === name),
					`${name}: its menu, ${p}`);
			}
	}
});

await part('none of them sees a case, a party or a law page', async () => {
	const chief = as('sj.chief');
	const ref = (await chief.get('/desk/cases/?scope=agency&phase=all')).text.match(
		/\/desk\/cases\/([0-9A-Z]{26})"/)[1];
	for (const [name, client] of [['sysadmin', sys], ['secadmin', sec], ['auditadmin', aud]]) {
		for (const p of ['/desk/cases/', `/desk/cases/${ref}`, '/desk/search?q=111', '/desk/register/',
			'/desk/laws/', '/desk/reviews/', '/desk/disclosure/'])
			is((await client.raw('GET', p)).status, 404, `${name}: ${p}`);
		is(desk(client, 'select count(*) from xz.caseflow_case').out.split('\n').pop(), '0',
			`${name}: the store shows no case`);
	}
});

let made, password, secret, link;
await part('sysadmin makes an account with officer and certificate; its link is shown once', async () => {
	const page = await sys.get('/desk/admin/accounts/new');
	let a = await sys.submit(page, { username: 'Not A Name', display_name: '测试甲', certificate_no: 'ZF-1' },
		{ follow: false });
	is(a.status, 422, 'a wrong user name and half a certificate are refused');
	for (const f of ['username', 'officer_kind', 'certificate_kind', 'certificate_to'])
		like(a.text, new RegExp(`href="#f-${f}"`), `said at ${f}`);
	like(a.text, /value="测试甲"/, 'what was typed stays');
	made = `${tag}.one`;
	const values = { username: made, display_name: '测试甲', office: 'sj', officer_kind: 'formal',
		certificate_no: `ZF-${tag}`,
		certificate_kind: 'enforcement', certificate_field: '市场监管', certificate_from: '2024-01-01',
		certificate_to: '2039-12-31' };
	a = await sys.submit(page, values, { follow: false });
	is(a.status, 200, 'the answer page');
	link = [...a.text.matchAll(/<code>([^<]*)<\/code>/g)].map((m) => unescapeHtml(m[1]))[1];
	like(link, /^https?:\/\/[^/]+\/desk\/activate\?t=[\w-]{43}$/, 'a link');
	unlike(a.text, /otpauth:/, 'and no secret');
	like(a.headers['cache-control'], /no-store/, 'which no cache keeps');
	const again = await sys.submit(page, values);
	is(again.status, 200, 'the same form again');
	ok(!again.text.includes(link.split('=')[1]), 'does not show it again');
	is(asked(`select count(*) from xz.people_account where username = '${made}'`), '1',
		'and makes no second account');
	is(asked(`select (after ->> 'certificate_no') || (after ->> 'office') || (before is null) from xz.sec_audit
		where kind = 'account.made' and subject = '${made}'`),
		`ZF-${tag}sjtrue`, 'one line of audit with what was entered');
	ok(!asked(`select coalesce(before::text, '') || coalesce(after::text, '') from xz.sec_audit
		where subject = '${made}'`).includes(link.split('=')[1]), 'without the link');
	const taken = await sys.submit(await sys.get('/desk/admin/accounts/new'),
		{ username: made, display_name: '测试乙' }, { follow: false });
	is(taken.status, 422, 'a user name that is taken');
	like(taken.text, /href="#f-username"/, 'is said at its field');
	is(asked(`select count(*) from xz.people_duty d join xz.people_account a on a.id = d.account_id
		where a.username = '${made}'`), '0', 'the account holds no duty');
});

await part('the new account signs in, and does nothing without a duty', async () => {
	const c = new Client(url, state);
	const page0 = await c.get(new URL(link).pathname + new URL(link).search);
	secret = page0.text.match(/<code>([A-Z2-7]{32})<\/code>/)[1];
	password = '一二三四五六七八九十十一十二';
	const step = Math.floor(Date.now() / 30000);
	const sent = await c.submit(page0, { password, again: password, code: totpAt(secret, step) },
		{ follow: false });
	is(sent.status, 303, 'its owner chooses the password and takes the secret');
	const first = await c.submit(await c.get('/desk/login'), { username: made, password });
	const page = await c.submit(first, { code: totpAt(secret, step + 1) });
	is(page.status, 200, 'signs in');
	is((await c.raw('GET', '/desk/cases/')).status, 404, 'and sees no case');
});

await part('sysadmin cannot grant duties', async () => {
	const ref = await refOf(sys, '/desk/admin/accounts/', made),
		form = (await sys.get(`/desk/admin/accounts/${ref}`)).forms.find((f) => f.fields._csrf &&
			f.fields._key);
	for (const p of [`/desk/admin/duties/${ref}`, `/desk/admin/duties/${ref}/revoke/officer`])
		is((await sys.post(p, { _csrf: form.fields._csrf, _key: form.fields._key, duty: 'officer',
			from_day: '2030-01-01' }, { follow: false })).status, 404, `no ${p}`);
	const insert = `insert into xz.people_duty (account_id, duty, granted_by)
		select a.id, 'officer', xz.people_actor() from xz.people_account a where a.username = '${made}'`;
	refused(sys, insert, 'the store refuses the row');
	ok(desk(sec, insert).ok, 'and takes it from the security administrator', desk(sec, insert).error);
});

await part('secadmin cannot make accounts, agencies or figures', async () => {
	const ref = await refOf(sec, '/desk/admin/duties/', made),
		form = (await sec.get(`/desk/admin/duties/${ref}`)).forms.find((f) => 'duty' in f.types);
	const base = { _csrf: form.fields._csrf, _key: form.fields._key, username: `${tag}.two`, display_name: '测试',
		active: '0' };
	for (const p of ['accounts/new', `accounts/${ref}/active`, `accounts/${ref}/password`, `accounts/${ref}/totp`,
		'agencies/new', 'officers/new', 'parameters/case.decide/new', 'calendar/change'])
		is((await sec.post(`/desk/admin/${p}`, base, { follow: false })).status, 404, `no ${p}`);
	refused(sec, `with p as (insert into xz.people_principal (kind) values ('person') returning id)
		insert into xz.people_account (id, username, display_name) select id, '${tag}.two', 'x' from p`,
		'the store refuses an account');
	refused(sec, `insert into xz.people_agency (code, name, short_name, number_word, kind, region)
		values ('${tag}', 'x', 'x', 'x', 'organ', '430400')`, 'and an agency');
	refused(sec, `insert into xz.people_credential (principal, kind, secret_text) select id, 'password', 'x'
		from xz.people_account where username = '${made}'`, 'and a password of another');
	is(desk(sec, `with u as (update xz.people_account set active = false where username = '${made}' returning 1)
		select count(*) from u`).out.split('\n').pop(), '0', 'and switches nobody off');
});

await part('secadmin grants and revokes; what excludes is explained at the field', async () => {
	const ref = await refOf(sec, '/desk/admin/duties/', made), path = `/desk/admin/duties/${ref}`;
	let a = await sec.submit(await sec.get(path), { duty: 'officer' });
	is(a.status, 200, 'granted');
	ok(notice(a), 'and said so');
	a = await sec.submit(await sec.get(path), { duty: 'reviewer' }, { follow: false });
	is(a.status, 422, 'reviewer and officer exclude each other');
	like(a.text, /id="f-duty-e">[^<]*执法人员[^<]*行政处罚法 58/, 'said at the field, with the rule');
	a = await sec.submit(await sec.get(path), { duty: 'auditadmin' }, { follow: false });
	is(a.status, 422, 'an officer is no administrator');
	a = await sec.submit(await sec.get(path), { duty: 'officer' }, { follow: false });
	is(a.status, 422, 'a duty is held once');
	a = await sec.submit(await sec.get(path), { duty: 'intake', from_day: '2001-01-01' }, { follow: false });
	is(a.status, 422, 'nothing is granted for the past');
	like(a.text, /value="2001-01-01"/, 'what was typed stays');
	is((await sec.submit(await sec.get(path), {}, { form: '/revoke/officer', follow: false })).status,
		303, 'revoked');
	is(asked(`select string_agg(kind, ',' order by id) from xz.sec_audit where subject = '${made}'
		and kind like 'duty%'`), 'duty.granted,duty.revoked', 'both are in the audit');
	const self = await refOf(sec, '/desk/admin/duties/', 'secadmin'),
		mine = await sec.get(`/desk/admin/duties/${self}`);
	ok(!mine.forms.some((f) => 'duty' in f.types), 'no form for oneself');
	const form = (await sec.get(path)).forms.find((f) => 'duty' in f.types);
	is((await sec.post(`/desk/admin/duties/${self}`, { ...form.fields, duty: 'sysadmin' },
		{ follow: false })).status, 422, 'nor a way round it');
	is((await sec.post(`/desk/admin/duties/${self}/revoke/secadmin`,
		{ _csrf: form.fields._csrf, _key: `${form.fields._key}x` }, { follow: false })).status, 422,
		'nobody locks themselves out');
});

await part('auditadmin reads the logs and nothing else', async () => {
	const log = await aud.get('/desk/admin/logs/audit?account=sysadmin');
	like(log.text, new RegExp(made), 'the audit names the account');
	unlike(log.text, /secadmin</, 'filtered by who did it');
	like((await aud.get('/desk/admin/logs/sign-ins?account=' + made)).text, /<td>登录成功<\/td>/, 'its sign-in');
	const chief = as('sj.chief');
	await chief.get((await chief.get(`/desk/register/?q=${encodeURIComponent('衡州')}`)).text.match(
		/\/desk\/register\/[0-9A-Z]{26}/)[0]);
	like((await aud.get('/desk/admin/logs/access?account=sj.chief')).text, /当事人页/,
		'who opened a party’s card');
	const bad = await aud.raw('GET', '/desk/admin/logs/access?day=2026-13-45');
	is(bad.status, 422, 'a day that is none');
	like(bad.text, /value="2026-13-45"/, 'stays as typed');
	for (const before of ['x', '17', '-17', '17-', '1764460800000000-x'])
		is((await aud.raw('GET', `/desk/admin/logs/audit?before=${before}`)).status, 404,
			`${before}: an entry that is none`);
	// Pages of a day and of an account, among them entries of one moment.
	asked(`insert into xz.people_sign_in (at, username, outcome, remote)
		select timestamptz '2020-02-03 12:00+08' + n / 3 * interval '1 second', '${tag}' || n % 2, 'unknown',
			'n' || n || '.'
			from generate_series(1, 120) n`);
	for (const [query, wanted] of [[`account=${tag}1`, 60], ['day=2020-02-03', 120], ['day=2020-02-04', 0],
		[`account=${tag}1&day=2020-02-03`, 60],
		[`account=${tag}1&day=2020-02-02`, 0], ['account=nobody.at.all', 0]]) {
		const seen = [];
		for (let next = `/desk/admin/logs/sign-ins?${query}`; next;) {
			const page = await aud.get(next);
			seen.push(...[...page.text.matchAll(/\bn(\d+)\./g)].map((m) => Number(m[1])));
			next = unescapeHtml(page.text.match(/rel="next" href="([^"]+)"/)?.[1] ?? '');
		}
		const all = Array.from({ length: 120 }, (_, i) => 120 - i);
		is(seen, wanted === 0 ? [] : all.filter((n) => wanted === 120 || n % 2 === 1),
			`each entry once: ${query}`);
	}
	const all = await aud.get('/desk/admin/logs/audit'), csrf = all.text.match(/name="_csrf" value="([^"]*)"/)[1];
	for (const p of ['accounts/new', 'agencies/new', 'duties/' + '0'.repeat(26), 'calendar/change'])
		is((await aud.post(`/desk/admin/${p}`, { _csrf: csrf, _key: 'audit-key-1' }, { follow: false })).status,
			404, `no ${p}`);
	refused(aud, `insert into xz.people_duty (account_id, duty, granted_by) select id, 'officer', id
		from xz.people_account where username = '${made}'`, 'the store refuses a duty');
	refused(aud, `update xz.sec_audit set subject = 'x'`, 'and a changed log');
	refused(aud, `delete from xz.people_sign_in`, 'and a deleted one');
	for (const [name, client] of [['sysadmin', sys], ['secadmin', sec]])
		for (const t of ['sec_audit', 'people_access'])
			is(desk(client, `select count(*) from xz.${t}`).out.split('\n').pop(), '0',
				`${name}: the store shows nothing of ${t}`);
});

await part('sysadmin: agency, unit, a stale version shows both', async () => {
	const page = await sys.get('/desk/admin/agencies/new');
	let a = await sys.submit(page, { code: 'a b', kind: 'organ', name: '测试局', short_name: '测试局',
		number_word: '测', region: '999999', uscc: '123' }, { follow: false });
	is(a.status, 422, 'wrong code, division and credit code');
	for (const f of ['code', 'region', 'uscc']) like(a.text, new RegExp(`id="f-${f}-e"`), `said at ${f}`);
	a = await sys.submit(page, { code: tag, kind: 'organ', parent: 'sj', name: `测试${tag}局`,
		short_name: `测试${tag}`, number_word: '测', region: '430400' });
	is(a.status, 200, 'an agency');
	const path = a.text.match(new RegExp(`href="(/desk/admin/agencies/[0-9A-Z]{26})">测试${tag}局`))[1];
	a = await sys.submit(await sys.get(`${path}/units/new`), { name: '一大队' });
	like(a.text, /一大队/, 'a unit');
	a = await sys.submit(await sys.get(`${path}/units/new`), { name: '一大队' }, { follow: false });
	is(a.status, 422, 'not twice');
	const [one, two] = [await sys.get(`${path}/edit`), await sys.get(`${path}/edit`)];
	is((await sys.submit(one, { telephone: '0734-1' }, { follow: false })).status, 303, 'changed');
	a = await sys.submit(two, { telephone: '0734-2' }, { follow: false });
	is(a.status, 409, 'the second of two forms is told');
	like(a.text, /0734-1[\s\S]*0734-2|0734-2[\s\S]*0734-1/, 'with both values');
	is((await sys.submit(a, { telephone: '0734-2' }, { follow: false })).status, 303, 'and can send it again');
	is(asked(`select (before ->> 'telephone') || '>' || (after ->> 'telephone') from xz.sec_audit
		where kind = 'agency.changed' and subject = '${tag}' order by id desc limit 1`), '0734-1>0734-2',
		'before and after are in the audit');
});

await part('sysadmin: certificates', async () => {
	const list = await sys.get(`/desk/admin/officers/?q=ZF-${tag}`),
		path = list.text.match(/\/desk\/admin\/officers\/[0-9A-Z]{26}/)[0];
	const status = (await sys.get(path)).text.match(
		/\/desk\/admin\/officers\/[0-9A-Z]{26}\/certificates\/[0-9A-Z]{26}/)[0];
	is((await sys.submit(await sys.get(status), { status: 'suspended' }, { follow: false })).status, 422,
		'a reason is asked');
	const page = await sys.get(status);
	is((await sys.submit(page, { status: 'revoked', reason: '调离' }, { follow: false })).status, 303, 'revoked');
	is((await sys.submit(page, { status: 'revoked', reason: '调离' }, { follow: false })).status, 303,
		'the same form again: the same answer');
	is((await sys.raw('GET', status)).status, 409, 'for good');
});

await part('sysadmin: figures of law and the calendar', async () => {
	const path = '/desk/admin/parameters/aid.answer';
	const values = { value: '20', valid_from: '2031-01-01', agency: 'sj', source: '试验' };
	is((await sys.submit(await sys.get(`${path}/new`), { ...values, value: 'x', source: '' },
		{ follow: false })).status, 422, 'a figure needs a number and a source');
	is((await sys.submit(await sys.get(`${path}/new`), values, { follow: false })).status, 303,
		'a figure of the site');
	is((await sys.submit(await sys.get(`${path}/new`), values, { follow: false })).status, 422, 'one a day');
	const row = (await sys.get(path)).forms.find((f) => 'row' in f.types).fields.row;
	const end = await sys.get(`${path}/end?row=${encodeURIComponent(row)}`);
	is((await sys.submit(end, { last_day: '2001-01-01' }, { follow: false })).status, 422,
		'it does not end before it begins');
	is((await sys.submit(end, { last_day: '2030-12-31' }, { follow: false })).status, 303, 'it ends');
	const change = await sys.get('/desk/admin/calendar/change');
	let a = await sys.submit(change, { days_0_day: '2027-02-30', days_0_kind: 'holiday' }, { follow: false });
	is(a.status, 422, 'a day that is none');
	like(a.text, /2027-02-30/, 'stays');
	const held = await holding(`select from xz.calendar_clock where state = 'open' order by id limit 1 for update`);
	a = await sys.submit(change, { days_0_day: '2027-12-30', days_0_kind: 'holiday', days_0_name: '试验假',
		source: '试验通知' });
	is(a.status, 200, 'a holiday');
	like(a.text, /还有 [1-9][0-9]* 个未结期限按原日历计算/, 'how many terms are still to be counted again');
	await held.end();
	like((await sys.get('/desk/admin/calendar/?year=2027')).text, /2027-12-30[\s\S]{0,300}试验假/,
		'stands in its year');
	is(cli('workday', 'add', '2027-12-29', '1'), '2027-12-31\tprovisional\n', 'and the command line counts by it');
	is(asked(`select count(*) from xz.sec_audit where kind in ('parameter.put', 'parameter.end', 'calendar.changed')
		and actor = (select id from xz.people_account where username = 'sysadmin')
		and after::text ~ '试验|2030-12-31'`), '3', 'all in the audit');
});

await part('an account is switched off and its sessions end', async () => {
	const ref = await refOf(sys, '/desk/admin/accounts/', made), path = `/desk/admin/accounts/${ref}`, c = as(made);
	is((await c.raw('GET', '/desk/me')).status, 200, 'signed in');
	is((await sys.submit(await sys.get(path), {}, { form: '/active', follow: false })).status, 303, 'switched off');
	is((await c.raw('GET', '/desk/me')).status, 303, 'signed out');
	const reset = await sys.submit(await sys.get(path), {}, { form: '/password', follow: false });
	is(reset.status, 200, 'a new password');
	unlike(reset.text, new RegExp(password), 'another one');
	const self = await refOf(sys, '/desk/admin/accounts/', 'sysadmin'),
		own = await sys.get(`/desk/admin/accounts/${self}`);
	ok(!own.forms.some((f) => (f.action || '').endsWith('/active')), 'nobody switches themselves off');
	is(accounts(state).length > 0, true, 'the demo has accounts');
});

await part('laws and scales for casework, in both languages', async () => {
	const c = as('sj.officer1');
	const laws = await c.get('/desk/laws/?q=' + encodeURIComponent('行政处罚法'));
	const law = await c.get(laws.text.match(/\/desk\/laws\/[0-9A-Z]{26}/)[0]);
	is(law.status, 200, 'a law with its versions');
	like(law.text, /\/desk\/laws\/[0-9A-Z]{26}\?on=/, 'by day');
	like((await c.get('/desk/laws/scales?q=' + encodeURIComponent('食品'))).text, /<th scope="col">幅度<\/th>/,
		'tiers by cause');
	c.cookies.set('lang', { value: 'en', path: '/desk' });
	like((await c.get('/desk/laws/scales')).text, /<h1>Discretion/i, 'in English');
});
done();
