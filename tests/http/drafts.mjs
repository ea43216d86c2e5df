// drafts.mjs - what was typed into a form and not sent: kept when the session had just ended, shown to its account
// alone, never carried out by a sign-in, gone with the act.  With the cookie and the token of a session that was one's
// own nothing else is kept, and nothing of anybody without.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, Client, totp } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { refText } from '../lib/routes.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const own = ownInstance('drafts'), { url, state } = own;
const conninfo = readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database\s*=\s*(.+)$/m)[1];
const as = (role, text) => {
	const r = spawnSync('psql', [conninfo.replace(/user=\S+/, `user=${role}`), '-qAtX', '-v', 'ON_ERROR_STOP=1',
		'-v', 'VERBOSITY=sqlstate'], { encoding: 'utf8', input: text });
	return r.status === 0 ? r.stdout.trim() : r.stderr.trim().replace(/^psql:[^ ]* /, '');
};
const sql = (text) => as('postgres', text);
const PATH = '/desk/clues/new', PAGE = `${PATH}?subject=${refText(sql(`select ref from xz.register_subject
	where kind = 'company' order by id limit 1`))}`, who = accounts(state).find((a) => a.username === 'sj.intake');
const words = '没有提交的线索内容', count = () => Number(sql('select count(*) from xz.act_draft'));
const carried = () => sql(`select count(*) from xz.caseflow_clue where content like '%${words}%'`);
const hash = (c) => `sha256(convert_to('${c.cookies.get('xz').value}', 'UTF8'))`;
const end = (c, set = "last_seen = clock_timestamp() - interval '31 minutes'") =>
	sql(`update xz.people_session set ${set} where token_hash = ${hash(c)}`);
const formOf = (page) => page.forms.find((f) => 'content' in f.types);
async function typed(username = who.username, path = PAGE, text = words) {
	const c = new Client(url, state).session(username), form = formOf(await c.get(path));
	return { c, form, fields: { ...form.fields, channel: 'complaint', content: text } };
}
const kept = (page) => page.status === 403 && page.headers['x-draft'] === 'kept';
const shown = async (c, path = PAGE) => formOf(await c.get(path)).fields.content;
const forget = () => sql('delete from xz.act_draft');

// ---- a form sent in a session that has just ended
const first = await typed();
is(first.form.fields._page, PAGE, 'a form says which page it is of');
end(first.c);
const refused = await first.c.post(PATH, first.fields, { follow: false });
ok(kept(refused), 'sent too late: refused and kept');
like(refused.text, /没有办理，已存为草稿/, 'which is said');
unlike(refused.text, new RegExp(`${words}|附件没有保存`), 'nothing of it stands in the page');
is(carried(), '0', 'nothing is carried out');
is(sql(`select page || ' ' || path || ' ' || (session_id is not null) || ' ' || (sealed::text like
	'%' || encode(convert_to('${words}', 'UTF8'), 'hex') || '%') || ' ' ||
	round(extract(epoch from expires_at - saved_at) / 3600) from xz.act_draft`),
`${PAGE} ${PATH} true false 72`, 'of this page, sealed, for three days');
const way = refused.text.match(/href="(\/desk\/login\?next=[^"]*)"/)[1];
like((await first.c.get(way)).text, /已存为草稿/, 'the sign-in page says so to who has that cookie');
unlike((await new Client(url, state).get(way)).text, /已存为草稿/, 'and to nobody else');

// ---- another account signs in on that machine
const other = new Client(url, state).session('sj.officer1');
is(await shown(other), '', 'another account sees an empty form');
unlike((await other.get(PAGE)).text, /草稿 \d\d:\d\d 已存/, 'and no word of it');

// ---- the same account, by the pages
const planted = { _page: PAGE, _path: PATH, content: '另外的内容' };
let step = await first.c.submit(await first.c.get(way), { ...planted, username: who.username, password: who.password },
	{ follow: false, form: '/desk/login' });
step = await first.c.submit(step, { ...planted, code: await totp(who, state) }, { follow: false, form: '/desk/login' });
is(`${step.status} ${step.headers.location}`, `303 ${PAGE}`, 'signed in: the form comes');
is(carried(), '0', 'and nothing was done by that');
let page = await first.c.get(PAGE);
is([formOf(page).fields.content, formOf(page).fields.channel], [words, 'complaint'], 'filled as it was');
like(page.text, /草稿 \d\d:\d\d 已存[\s\S]*请核对后再提交/, 'which is said, to be read first');
is((await first.c.post(PATH, first.fields, { follow: false })).status, 403, 'the form of before is no good');
is((await first.c.submit(page, {}, { form: (f) => 'content' in f.types, follow: false })).status, 303, 'sent');
is([carried(), count()], ['1', 0], 'done, and the draft is gone');
is(await shown(first.c), '', 'the next form is empty');

// ---- what is not kept
async function not(name, { change = () => {}, set, path = PATH, fields = {}, headers } = {}) {
	const t = await typed();
	end(t.c, set);
	change(t);
	const page = await t.c.post(path, { ...t.fields, ...fields }, { follow: false, headers });
	ok(page.status >= 400 && !page.headers['x-draft'] && count() === 0, `not kept: ${name} (${page.status})`);
	unlike(page.text, /已存为草稿/, 'nor said to be');
	forget();
}
const cookie = (value) => ({ change: ({ c }) => {
	if (value) c.cookies.get('xz').value = value;
	else c.cookies.clear();
} });
await not('without a cookie', cookie());
await not('with one that is none', cookie('none'));
await not('with a session that never was', cookie('A'.repeat(43)));
await not('with another token in the form', { fields: { _csrf: (await typed()).fields._csrf } });
await not('without one', { fields: { _csrf: undefined } });
await not('from another host', { headers: { origin: 'https://evil.invalid', 'sec-fetch-site': 'cross-site' } });
await not('twelve hours and a minute later', { set: `ended_at = clock_timestamp() - interval '12 hours 1 minute',
	end_reason = 'sign_out'` });
await not('more than 64 KiB', { fields: { note: 'a'.repeat(66000) } });
await not('ended everywhere by its owner', { set: "ended_at = clock_timestamp(), end_reason = 'everywhere'" });
await not('ended by a reset', { set: "ended_at = clock_timestamp(), end_reason = 'credentials'" });
await not('for a page of somewhere else', { fields: { _page: '/somewhere' } });
{
	const t = await typed('sj.officer2');
	sql(`update xz.people_account set active = false where username = 'sj.officer2'`);
	ok(!kept(await t.c.post(PATH, t.fields, { follow: false })) && count() === 0,
		'not kept: of an account out of use');
	sql(`update xz.people_account set active = true where username = 'sj.officer2'`);
}
for (const [name, set] of [['signed out in another window', "ended_at = clock_timestamp(), end_reason = 'sign_out'"],
	['its duties changed', "ended_at = clock_timestamp(), end_reason = 'people_duty'"],
	['eleven hours ago', `ended_at = clock_timestamp() - interval '11 hours', end_reason = 'sign_out'`]]) {
	const t = await typed();
	end(t.c, set);
	ok(kept(await t.c.post(PATH, t.fields, { follow: false })), `kept: ${name}`);
	forget();
}

// ---- files are not kept, codes neither
{
	const t = await typed(), b = 'xxBOUNDARYxx';
	end(t.c);
	const part = (name, value, more = '') =>
		`--${b}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
	const body = Object.entries({ ...t.fields, code: '123 456' }).map(([k, v]) => part(k, v)).join('') +
		part('file', 'bytes of a file', '; filename="a.txt"') + `--${b}--\r\n`;
	const page = await t.c.post(PATH, body, { follow: false,
		headers: { 'content-type': `multipart/form-data; boundary=${b}` } });
	ok(kept(page), 'a form with a file is kept');
	like(page.text, /附件没有保存，请重新选择/, 'but for the file, which is said');
	const c = new Client(url, state).session(who.username), again = await c.get(PAGE);
	is(formOf(again).fields.content, words, 'the text is there again');
	like(again.text, /附件没有保存，请重新选择/, 'and that the file is not');
	forget();
}

// ---- a form saves itself
const one = await typed(), save = (c, fields, options) => c.post('/desk/draft', { ...fields, _path: PATH },
	{ follow: false, ...options });
let saved = await save(one.c, { ...one.fields, code: '123456', _version: '7' });
is(saved.status, 200, 'saved');
like(saved.text, /^\{"at":"\d\d:\d\d"\}\n$/, 'with the time');
is(await shown(one.c), words, 'there after a reload');
const device = new Client(url, state).session(who.username);
is(await shown(device), words, 'and on another device');
is(await shown(other), '', 'not of another person');
is(await shown(one.c, PATH), '', 'nor about another subject');
is((await save(one.c, { ...one.fields, _csrf: 'x' })).status, 403, 'a draft needs the token of the form');
is((await save(one.c, one.fields, { headers: { origin: 'https://evil.invalid' } })).status, 403, 'and a page of ours');
is((await save(one.c, { ...one.fields, content: 'a'.repeat(66000) })).status, 413, 'and is short');
is((await save(new Client(url, state), one.fields)).status, 403, 'nobody saves one without a session');
is(count(), 1, 'one draft of one form');
saved = await save(one.c, { ...one.fields, content: '改过的内容' });
is([await shown(device), count()], ['改过的内容', 1], 'saved again: the newer in place of the older');
page = await device.get(PAGE);
await device.submit(page, {}, { form: '/desk/draft/drop' });
is([await shown(device), count()], ['', 0], 'thrown away: gone');

// done on one device it is gone on the other, and what is saved late does not bring it back
const twice = await typed(), late = { ...twice.fields };
await save(twice.c, twice.fields);
is((await device.post(PATH, { ...formOf(await device.get(PAGE)).fields, channel: 'complaint', content: `${words}二` },
	{ follow: false })).status, 303, 'sent from another device');
is(count(), 0, 'the draft is gone for both');
is((await twice.c.post(PATH, late, { follow: false })).status, 303, 'another is sent');
await save(twice.c, late);
is(await shown(twice.c), '', 'what was saved of it meanwhile is not shown again');
forget();

// its time; a row in another's place; a session that ended while it was typed
await save(twice.c, { ...twice.fields, _key: 'another-key' });
sql(`update xz.db_clock set offset_us = offset_us + 71 * 3600 * 1000000::bigint`);
is(await shown(new Client(url, state).session(who.username)), words, 'there after 71 hours');
sql(`update xz.db_clock set offset_us = offset_us + 2 * 3600 * 1000000::bigint`);
is(await shown(new Client(url, state).session(who.username)), '', 'not after 73');
sql(`update xz.db_clock set offset_us = 0`);
forget();
const moved = await typed();
await save(moved.c, { ...moved.fields, _key: 'another-key-2' });
sql(`update xz.act_draft set account_id = (select id from xz.people_account where username = 'sj.officer1')`);
is(await shown(other), '', 'sealed for its account: another\'s row opens for nobody');
forget();
const t = await typed();
end(t.c);
saved = await save(t.c, { ...t.fields, content: '结束以后存的' });
ok(kept(saved), 'saved just after the session ended: kept');
is(await shown(device), '结束以后存的', 'for its form');

// ---- by plain SQL
const rows = (token) => as('xz_desk', `set xz.token to '${token ?? ''}'; select count(*) from xz.act_draft`);
is([rows(), rows(other.cookies.get('xz').value), rows(device.cookies.get('xz').value)], ['0', '0', '1'],
	'as the desk\'s role each session reads its own account\'s');
const account = (name) => `(select id from xz.people_account where username = '${name}')`;
const put = (token, name) => as('xz_desk', `set xz.token to '${token}';
	insert into xz.act_draft (account_id, page, path, sealed, expires_at)
	values (${sql(`select ${account(name)}`)}, '/desk/x', '/desk/x', '\\x00', xz.now())`);
like(put(other.cookies.get('xz').value, who.username), /ERROR: +42501/, 'writes none of another account');
like(put('', who.username), /ERROR: +42501/, 'nor without a session');
like(as('xz_desk', `select xz.act_draft_keep(sha256('x'), '/desk/x', '/desk/x', null, false, '\\x00', 72)`), /^$/,
	'nor of a session it has not');
like(as('xz_desk', 'select csrf_secret from xz.people_session'), /ERROR: +42501/, 'and reads no secret of forms');
for (const role of ['xz_portal', 'xz_exchange', 'xz_signin'])
	like(as(role, 'select sealed from xz.act_draft'), /ERROR: +42501/, `${role} reads none`);
for (let i = 0; i < 105; i++)
	sql(`insert into xz.act_draft (account_id, page, path, sealed, expires_at, saved_at)
		values (${account('sj.officer1')}, '/desk/${i}', '/desk/x', '\\x00', xz.now() + interval '1 hour',
		xz.now() + ${i} * interval '1 second')`);
is(sql(`select count(*) || ' ' || min(page) from xz.act_draft where account_id = ${account('sj.officer1')}`),
	'100 /desk/10', 'a hundred of an account, the newest');
own.stop();
done();
