// joint_invitation.mjs - an agency asks others to come along to a firm: accepted, it becomes one visit with one code;
// declined, it is counted with its ground.
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('jointinvitation'), { sql } = storeOf(own), by = new Map();
const desk = (name) => by.get(name) || by.set(name, new Client(own.url, own.state).session(name)).get(name);
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const agency = (code) => refText(sql(`select ref from xz.people_agency where code = '${code}'`));
const supervisor = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
	where d.duty = 'supervisor' order by a.id limit 1`);
// a firm that nobody has visited or plans to
const subject = refText(sql(`select s.ref from xz.register_subject s where s.kind = 'company' and s.status = 'active'
	and not exists (select from xz.inspection i where i.subject_id = s.id) order by s.id desc limit 1`));
const sj = 'sj.officer1', head = 'hj.head1', hj = 'hj.officer1';
async function begin(name, more = {}) {
	const c = desk(name), form = formOf(await c.get(`/desk/inspections/new?subject=${subject}`),
		'/desk/inspections/new');
	const r = await c.post('/desk/inspections/new', { ...form.fields, kind: 'case', source: 'complaint',
		reason: '群众举报', items: form.options.items.slice(0, 2).map((o) => o.value),
		second: form.options.second.find((o) => o.value && o.text.length > 2).value,
		from_at: at(-60e3), to_at: at(2 * 86400e3), ...more });
	return r.path.split('?')[0];
}
const newest = () => {
	const [ref, state] = sql('select ref, state from xz.joint_invitation order by id desc limit 1').split('|');
	return { uuid: ref, path: `/desk/joint/invitations/${refText(ref)}`, state };
};
const state = (v) => sql(`select state from xz.joint_invitation where ref = '${v.uuid}'`);
const act = async (name, path, what, fields = {}) => send(desk(name), await desk(name).get(`${path}/do/${what}`),
	`/do/${what}`, fields);
const tasks = (v) => sql(`select t.kind, t.duty, g.code from xz.people_task t join xz.people_agency g
	on g.id = t.agency_id where t.subject_ref = '${v.uuid}' and t.done_at is null order by t.id`);
const becomes = async (what, test) => ok(await until(test), what);
const invite = async (name, path, fields) => {
	const page = await desk(name).get(`/desk/joint/invite/${path.split('/').pop()}`);
	return page.status === 200 ? send(desk(name), page, '/desk/joint/invite/', fields) : page;
};

const lead = await begin(sj);
let first;
await part('asked', async () => {
	like((await desk(sj).get(lead)).text, /\/desk\/joint\/invite\//, 'offered on the page of the inspection');
	is((await desk(hj).get(`/desk/joint/invite/${lead.split('/').pop()}`)).status, 404,
		'not of another\'s inspection');
	is((await invite(sj, lead, { asked: '油烟净化' })).status, 422, 'whom?');
	is((await invite(sj, lead, { agency: agency('sj'), asked: '油烟净化' })).status, 422, 'not themselves');
	is((await invite(sj, lead, { agency: agency('hj'), asked: '油烟净化设施运行情况' })).status, 200, 'asked');
	first = newest();
	is(tasks(first), 'invitation_answer|unit_head|hj', 'it waits for the heads of units there');
	is(sql(`select k.term_n || k.term_unit from xz.calendar_clock k where k.subject_ref = '${first.uuid}'
		and k.state = 'open'`), '3wd', 'in its term');
	is((await invite(sj, lead, { agency: agency('hj'), asked: '再次邀请' })).status, 422, 'once');
	like((await desk(head).get(first.path)).text, /油烟净化设施运行情况/, 'they read what is asked');
	unlike((await desk(head).get(first.path)).text, /群众举报/, 'and not why');
	like((await desk(head).get('/desk/joint/?way=in')).text, new RegExp(first.path), 'in their list');
	is((await desk('yj.head1').get(first.path)).status, 404, 'a third agency knows nothing');
	unlike((await desk('yj.head1').get('/desk/joint/')).text, new RegExp(first.path), 'nor lists it');
	is((await desk(hj).get(`${first.path}/do/accept`)).status, 404, 'an officer does not answer');
	is((await desk(sj).get(`${first.path}/do/accept`)).status, 404, 'nor who asked');
});

await part('declined, with a ground', async () => {
	is((await act(head, first.path, 'decline', {})).status, 422, 'why?');
	is((await act(head, first.path, 'decline', { ground: 'other' })).status, 422, 'another ground in words');
	const form = await desk(head).get(`${first.path}/do/decline`);
	is((await send(desk(head), form, '/do/decline', { ground: 'time', words: '近期无法安排' })).status, 200,
		'declined');
	is((await send(desk(head), form, '/do/decline', { ground: 'time', words: '近期无法安排' })).status, 200,
		'sent twice is once');
	is(tasks(first), 'invitation_told|officer|sj', 'who asked is told');
	like((await desk(sj).get(first.path)).text, /时间不能统一/, 'with the ground');
	is((await act(sj, first.path, 'know')).status, 200, 'noted');
	is(tasks(first), '', 'nothing waits');
	const page = await desk(supervisor).get('/desk/joint/refusals');
	is(page.status, 200, 'the supervisor\'s page');
	like(page.text, /时间不能统一/, 'the row behind the figure');
	is((await desk(hj).get('/desk/joint/refusals')).status, 404, 'not an officer\'s');
	const [figure, rows] = sql(`select count(*), (select count(*) from xz.joint_invitation where state = 'declined')
		from xz.joint_refusals where kind = 'invitation'`).split('|');
	is(figure, rows, 'the figure is its rows');
});

await part('accepted: one visit', async () => {
	is((await invite(sj, lead, { agency: agency('hj'), asked: '油烟净化设施运行情况' })).status, 200,
		'asked again');
	const v = newest(), form = await desk(head).get(`${v.path}/do/accept`);
	const me = (await desk(hj).get('/desk/me')).text;
	const officer = formOf(form, '/do/accept').options.officer
		.find((o) => o.value && me.includes(o.text.split(' ')[1]));
	is((await send(desk(head), form, '/do/accept', { officer: officer.value })).status, 200, 'accepted');
	is(tasks(v), 'invitation_begin|officer|hj', 'its officer begins');
	const page = await desk(hj).get(v.path);
	like(page.text, new RegExp(`/desk/inspections/new\\?subject=${subject}`), 'by the form of an inspection');
	const part2 = await begin(hj, { reason: '联合检查' });
	const join = await desk(hj).get(`${part2}/do/join`), offer = formOf(join, '/do/join').options.with[0].value;
	is((await send(desk(hj), join, '/do/join', { with: offer })).status, 200, 'and makes it one with theirs');
	await becomes('the invitation says so', () => state(v) === 'joined');
	is(tasks(v), '', 'nothing waits');
	like((await desk(sj).get(lead)).text, /已并入联合检查/, 'on the page of the inspection too');
	is((await desk(head).get(`${v.path}/do/decline`)).status, 409, 'it is not declined any more');
});

await part('taken back', async () => {
	is((await invite(sj, lead, { agency: agency('yj'), asked: '消防通道' })).status, 200,
		'a third agency is asked');
	const v = newest();
	is((await invite(sj, lead, { agency: agency('cg'), asked: '占道' })).status, 409, 'and no fourth');
	is((await act(sj, v.path, 'withdraw', { reason: '' })).status, 422, 'taken back: why?');
	is((await act(sj, v.path, 'withdraw', { reason: '不再需要' })).status, 200, 'taken back');
	is(tasks(v), '', 'nobody need answer');
	is((await desk('yj.head1').get(`${v.path}/do/accept`)).status, 409, 'nor can');
	const secret = await begin(sj, { surprise: '提前告知可能导致证据灭失' });
	is((await invite(sj, secret, { agency: agency('hj'), asked: '油烟' })).status, 409,
		'nobody to an unannounced one');
	unlike((await desk(sj).get(secret)).text, /\/desk\/joint\/invite\//, 'nor is it offered');
});

await part('the firm\'s year', async () => {
	const ledger = `/desk/joint/firms/${subject}`;
	await send(desk(sj), await desk(sj).get(`${lead}/do/ask`), '/do/ask');
	like((await desk(sj).get(ledger)).text, /衡阳市市场监督管理局[^]*第 1 次（上限 4 次）/,
		'the own visit, with its count and cap');
	unlike((await desk(hj).get(ledger)).text, /<b>衡阳市市场监督管理局<\/b>/,
		'of another agency nothing that a report brought about, before it is over');
	const [firm, visits] = sql(`select xz.spotcheck_ref_text(s.ref), count(*) from xz.inspection_visit v
		join xz.register_subject s on s.id = v.subject_id where v.day >= date_trunc('year', xz.today())
		group by s.ref order by count(*) desc, s.ref limit 1`).split('|');
	const page = await desk(hj).get(`/desk/joint/firms/${firm}`);
	is(page.text.match(/已检查/g).length, Number(visits), 'of what is over all, by whomever');
	like(page.text, new RegExp(`第 [0-9]+ 次（上限 [0-9]+ 次）`), 'each with its number');
	is((await desk(hj).get('/desk/joint/firms/00000000000000000000000000')).status, 404,
		'a firm that is not there');
	like((await desk(hj).get(`/desk/register/${firm}`)).text, new RegExp(`/desk/joint/firms/${firm}`),
		'found from the firm');
});
done();
