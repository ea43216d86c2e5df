// empty.mjs - an installation without the demo: the first three administrators stand in a file of its owner's, each
// signs in and sees their own duty only, and from there an agency, its people and their duties are made.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client, totpAt } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const own = ownInstance('empty', { from: 'empty' });
const file = join(own.state, 'first-accounts.csv');
is((statSync(file).mode & 0o777).toString(8), '600', 'the first accounts are for their owner');
const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).map((l) => l.split(','));
is(rows[0].join(), 'username,password,totp_secret,duties,agency', 'with the columns of the contract');
is(rows.slice(1).map((r) => r[3]).join(), 'sysadmin,secadmin,auditadmin', 'three duties, apart');

const menu = { sysadmin: 'agencies/', secadmin: 'duties/', auditadmin: 'logs/audit' }, who = {};
for (const [username, password, secret, duty] of rows.slice(1)) {
	const c = who[duty] = new Client(own.url, own.state);
	const first = await c.submit(await c.get('/desk/login'), { username, password });
	const page = await c.submit(first, { code: totpAt(secret, Math.floor(Date.now() / 30000)) });
	is(page.path, '/desk/', `${username} signs in`);
	for (const [d, p] of Object.entries(menu))
		is((await c.raw('GET', `/desk/admin/${p}`)).status, d === duty ? 200 : 404,
			`${username}: /desk/admin/${p}`);
	is((await c.raw('GET', '/desk/cases/')).status, 404, `${username} sees no case`);
}

const sys = who.sysadmin, form = (page, field) => page.forms.find((f) => field in f.types);
const send = async (c, path, field, values) => {
	const f = form(await c.get(path), field);
	return c.post(f.action || path, { ...f.fields, ...values }, { follow: false });
};
is((await send(sys, '/desk/admin/agencies/new', 'code', { code: 'ta', name: '测试市市场监督管理局',
	short_name: '测监局', kind: 'organ', region: '430400',
	number_word: '测市监', enforcement_field: '市场监管', review_body: '测试市人民政府',
	court: '测试市人民法院' })).status, 303, 'an agency');
is((await send(sys, '/desk/admin/accounts/new', 'username', { username: 'ta.intake', display_name: '受理员',
	office: 'ta' })).status, 200, 'an account');
const duties = (await who.secadmin.get('/desk/admin/duties/?q=ta.intake')).text.match(
	/href="(\/desk\/admin\/duties\/[0-9A-Z]{26})">ta\.intake</)[1];
is((await send(who.secadmin, duties, 'duty', { duty: 'intake' })).status, 303, 'its duty');
const intake = new Client(own.url, own.state).session('ta.intake'), channel = form(await intake.get('/desk/clues/new'),
	'content').options.channel.find((o) => o.value).value;
const clue = await send(intake, '/desk/clues/new', 'content', { channel, content: '反映涉嫌违法的情况',
	new_kind: 'company', new_name: '测试商行', new_code: '91430499MADEM9999' });
is(clue.status, 422, 'a firm with a wrong code is no firm here either');
const search = await new Client(own.url, own.state).get('/search?q=' + encodeURIComponent('公司'));
is(search.status, 200, 'the portal answers');
like(search.text, /未查到记录/, 'and has nothing to show');
ok(!/demo-accounts/.test(own.cli('status')), 'nothing of the demo');
own.stop();
done();
