// inspection_emergency.mjs - an emergency at a person's, over before anybody approved it: nothing is public until a
// head has agreed, and then without the name; refused, it ends with its orders and its code.
import { accounts, Client, totp } from '../lib/http.mjs';
import { formOf, line, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, unlike } from '../lib/tap.mjs';
import { sleep, until } from '../lib/wait.mjs';

const own = ownInstance('inspemerg'), { url, state } = own;
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const lead = as('sj.officer1'), mate = as('sj.officer2'), head = as('sj.chief'), pub = new Client(url, state);
const second = accounts(state).find((a) => a.username === 'sj.officer2');
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const act = async (c, path, what, fields = {}) => send(c, await c.get(path), `/do/${what}`, fields);

// To where the result is told, nobody asked for the approval yet.
async function over(kind, remedy) {
	const subject = sql(`select xz.spotcheck_ref_text(ref) from xz.register_subject where kind = '${kind}'
		order by id limit 1`);
	const form = formOf(await lead.get(`/desk/inspections/new?subject=${subject}`), '/desk/inspections/new'),
		me = (await mate.get('/desk/me')).text;
	const begun = await lead.post('/desk/inspections/new', { ...form.fields, kind: 'case', source: 'complaint',
		reason: '群众举报漏气', emergency: '1',
		items: form.options.items.slice(0, 1).map((o) => o.value),
		second: form.options.second.find((o) => o.value && me.includes(o.text.split(' ')[1])).value,
		from_at: at(-60e3), to_at: at(86400e3) });
	const path = begun.path.split('?')[0], field = `${path}/field`;
	await act(lead, `${path}/do/issue`, 'issue');
	await act(lead, `${path}/do/notify`, 'notify', { way: 'on_site' });
	await act(lead, field, 'arrive');
	await act(lead, field, 'show');
	await act(lead, field, 'show', { username: second.username, code: await totp(second, state) });
	await act(lead, field, 'check', { a_1: 'fail', t_1: '阀门漏气', r_1: remedy, d_1: remedy === 'order'
		? at(3 * 86400e3).slice(0, 10) : '' });
	await act(lead, field, 'finish');
	await act(lead, field, 'party', { way: 'refused', witness: '社区工作人员' });
	await act(lead, field, 'sign', { path: line });
	await act(mate, field, 'sign');
	await act(mate, field, 'tell');
	return { path, public: path.replace('/desk', ''), ref: path.split('/').pop() };
}

// ---- approved afterwards
const one = await over('person', 'corrected');
const name = sql(`select subject_name from xz.inspection order by id desc limit 1`);
is(sql('select state, approval from xz.inspection order by id desc limit 1'), 'told|none',
	'told before anybody approved it');
await sleep(3000);
is((await pub.get(one.public)).status, 404, 'not public yet');
is((await act(lead, `${one.path}/do/ask`, 'ask')).status, 200, 'its approval is asked for');
like((await head.get('/desk/')).text, /审批检查/, "on the head's desk");
is((await act(head, `${one.path}/do/approve`, 'approve', { agree: 'yes', words: '补办批准' })).status, 200,
	'and given');
let shown;
await until(async () => (shown = await pub.get(one.public)).status === 200);
is(shown.status, 200, 'then it is public');
like(shown.text, /情况紧急，批准手续事后补办/, 'and says that it was an emergency');
unlike(shown.text + (await pub.get(`${one.public}.json`)).text, new RegExp(`${name}|阀门|社区`),
	'without name and words');
unlike(shown.text, /统一社会信用代码/, 'a person has no credit code');
unlike((await pub.get('/inspections/')).text, new RegExp(`class="hash">${one.ref}`), 'nor on the list');
like((await lead.get(one.path)).text, /未扫码/, 'the office sees that nothing was scanned at the door');

// ---- refused afterwards
const two = await over('company', 'order');
await act(lead, `${two.path}/do/ask`, 'ask');
is((await act(head, `${two.path}/do/approve`, 'approve', { agree: 'no', words: '不属紧急情况' })).status,
	200, 'refused');
const page = (await lead.get(two.path)).text;
like(page, /失效（紧急检查未获批准）/, 'its order is void');
like((await pub.get('/code/revoked.json')).text, new RegExp(two.ref), 'its code is good no more');
is((await lead.get(`${two.path}/do/recheck`)).status, 409, 'nothing to re-check');
await sleep(3000);
is((await pub.get(two.public)).status, 404, 'and nothing of it is public');
done();
