// refusal.mjs - a firm refuses a visit at its door: the grounds there are for it, the visit waits, the supervision body
// is told at once and decides in writing the same day, the visit goes on or ends; obstruction is recorded apart.
import { doorOf } from '../lib/door.mjs';
import { refText } from '../lib/evidence.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = ownInstance('refusal'), { sql, desk, enter, stranger } = doorOf(own, '127.0.31');
const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const supervisor = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
	where d.duty = 'supervisor' order by a.id limit 1`);
const firms = sql(`select s.ref from xz.register_subject s where s.kind = 'company' and s.status = 'active'
	and not exists (select from xz.inspection i where i.subject_id = s.id)
	and not exists (select from xz.inspection_visit v where v.subject_id = s.id)
	order by s.id desc limit 3`).split('\n').map(refText);
const act = async (name, path, what, fields = {}) => send(desk(name), await desk(name).get(`${path}/do/${what}`),
	`/do/${what}`, fields);
const becomes = async (what, test) => ok(await until(test), what);

// Announced to a firm, with its slip at the door.
async function announced(firm, more) {
	const lead = desk('sj.officer1');
	const form = formOf(await lead.get(`/desk/inspections/new?subject=${firm}`), '/desk/inspections/new');
	const line = form.options.line.find((o) => o.value);
	const r = await lead.post('/desk/inspections/new', { ...form.fields, kind: 'routine', line: line && line.value,
		items: form.options.items.slice(0, 1).map((o) => o.value),
		second: form.options.second.find((o) => o.value && o.text.length > 2).value, from_at: at(-60e3),
		to_at: at(2 * 86400e3), ...more });
	const path = r.path.split('?')[0], ref = path.split('/').pop();
	await act('sj.officer1', path, 'ask');
	await act('sj.head1', path, 'approve', { agree: 'yes' });
	await act('sj.chief', path, 'approve', { agree: 'yes', words: '同意' });
	await act('sj.officer1', path, 'issue');
	await act('sj.officer1', path, 'notify', { way: 'paper' });
	const slip = `/desk/slips/inspection/${ref}`;
	const got = await lead.submit(await lead.get(slip), {}, { form: slip });
	return { path, ref, firm: await enter(got.text.match(CODE)[0], stranger()),
		uuid: sql(`select i.ref from xz.inspection i where xz.spotcheck_ref_text(i.ref) = '${ref}'`) };
}
const refusal = (v) => sql(`select r.ref, r.state, coalesce(r.wrong, ''), i.refused from xz.joint_refusal r
	join xz.inspection i on i.id = r.inspection_id where i.ref = '${v.uuid}'
	order by r.id desc limit 1`).split('|');

const grounds = (form) => form.options.ground.map((o) => o.value).filter((x) => x).join();
let v;
await part('refused by a firm', async () => {
	v = await announced(firms[0], {});
	let page = await v.firm.get(`/my/visits/${v.ref}`);
	like(page.text, /本年度第几次<\/dt>\s*<dd>第 1 次（上限 4 次）/, 'its page says which of the year it is');
	like(page.text, new RegExp(`/my/visits/${v.ref}/refuse`), 'and that it may be refused');
	page = await v.firm.get(`/my/visits/${v.ref}/refuse`);
	const form = formOf(page, '/refuse');
	is(grounds(form), 'certificates,two,body,unpublished,plan,cap,code', 'every ground of a routine visit');
	like(page.text, /要承担法律责任/, 'with what follows of refusing without one');
	is((await send(v.firm, page, '/refuse', { ground: 'two' })).status, 422, 'not without having read that');
	is((await send(v.firm, page, '/refuse', { ground: 'other', aware: '1' })).status, 422, 'nor on another');
	is((await stranger().get(`/my/visits/${v.ref}/refuse`)).text.includes('name="code"'), true, 'nor by nobody');
	const sent = await send(v.firm, page, '/refuse', { ground: 'two', aware: '1' });
	like(sent.text, /执法人员少于两人/, 'taken in, on its ground');
	like(sent.text, /监督机关当日书面决定/, 'and who decides when');
	is((await send(v.firm, page, '/refuse', { ground: 'two', aware: '1' })).status, 200, 'sent twice');
	is(sql(`select count(*) from xz.joint_refusal r join xz.inspection i on i.id = r.inspection_id
		where i.ref = '${v.uuid}'`), '1', 'is one');
});

await part('the visit waits', async () => {
	await becomes('the daemon has it in the record', () => refusal(v)[1] === 'open');
	is(refusal(v)[3], 'open', 'of the visit');
	is(sql(`select s.kind from xz.record_step s join xz.inspection i on i.chain_id = s.chain_id
		where i.ref = '${v.uuid}' order by s.seq desc limit 1`), 'inspection.refused', 'by a step');
	is(sql(`select t.kind, t.duty, (k.due_at at time zone 'Asia/Shanghai')::date = xz.today()
		from xz.people_task t join xz.calendar_clock k on k.id = t.clock_id
		where t.subject_ref = '${refusal(v)[0]}' and t.done_at is null`), 'refusal_decide|supervisor|t',
		'the supervision body has it as work of the same day');
	like((await desk('sj.officer1').get(v.path)).text, /企业已拒绝检查，等待决定/, 'its page says so');
	is((await desk('sj.officer1').get(`${v.path}/do/arrive`)).status, 409, 'nobody arrives meanwhile');
	const page = await desk('sj.officer1').get(`/desk/joint/refused/${refText(refusal(v)[0])}`);
	is(page.status, 200, 'the agency reads the refusal');
	unlike(page.text, /\/do\/decide/, 'and does not decide');
	is((await desk('hj.officer1').get(`/desk/joint/refused/${refText(refusal(v)[0])}`)).status, 404,
		'another agency knows nothing of it');
});

await part('decided in writing', async () => {
	const path = `/desk/joint/refused/${refText(refusal(v)[0])}`;
	like((await desk(supervisor).get('/desk/joint/refused/')).text, new RegExp(path), 'in the list of who decides');
	is((await act(supervisor, path, 'decide', { goes_on: 'yes', wrong: 'firm', words: '' })).status, 422,
		'not without words');
	is((await act(supervisor, path, 'decide', { goes_on: 'yes', wrong: 'firm',
		words: '两名执法人员均在场并出示证件，检查可以继续。' })).status, 200, 'decided');
	await becomes('carried to the visit', () => refusal(v)[3] === 'goes_on');
	like((await v.firm.get(`/my/visits/${v.ref}`)).text, /拒绝无据[^]*两名执法人员均在场/, 'the firm reads it');
	is((await act('sj.officer1', v.path, 'arrive')).status, 200, 'and the visit goes on');
	is((await desk(supervisor).get(`${path}/do/decide`)).status, 409, 'decided once');
	is((await act('sj.officer1', v.path, 'obstruct', { obstruction: 'papers', words: '拒不提供进货台账' })).status,
		200, 'obstruction is recorded apart');
	const page = (await desk('sj.officer1').get(v.path)).text;
	like(page, /妨碍检查<\/dt>\s*<dd>\s*拒不提供资料/, 'by its code');
	is(sql(`select count(*) from xz.record_step where convert_from(line, 'UTF8') like '%进货台账%'`), '0',
		'its words are sealed beside the record');
});

await part('stopped', async () => {
	v = await announced(firms[1], {});
	const page = await v.firm.get(`/my/visits/${v.ref}/refuse`);
	await send(v.firm, page, '/refuse', { ground: 'plan', aware: '1' });
	await becomes('taken in', () => refusal(v)[1] === 'open');
	const path = `/desk/joint/refused/${refText(refusal(v)[0])}`;
	await act(supervisor, path, 'decide', { goes_on: 'no', wrong: 'agency',
		words: '该检查不在报备的年度计划内。' });
	await becomes('the visit has ended', () => sql(`select state from xz.inspection where ref = '${v.uuid}'`)
		=== 'cancelled');
	is(sql(`select count(*) from xz.inspection_ledger l where l.source_ref = '${v.uuid}'`), '2',
		'its place is given back');
	is(sql('select count(*) from xz.inspection_uncounted'), '0', 'and the ledger is what the visits add up to');
	like((await desk('sj.officer1').get(v.path)).text, /企业拒绝检查，已决定停止/, 'its page says why');
	const counts = (await desk(supervisor).get('/desk/joint/refused/')).text;
	await becomes('the figures have both outcomes', () => sql(`select string_agg(d.kind, ' ' order by d.kind)
		from xz.figure_delta d where d.kind like 'refused%' or d.kind = 'visit_refused'`)
		=== 'refused_goes_on refused_stopped visit_refused visit_refused');
	like(counts, /检查机关有误[^]*data-l="检查停止">1</, 'the counts have both outcomes');
});

await part('a complaint', async () => {
	v = await announced(firms[2], { kind: 'case', source: 'complaint', reason: '群众举报', line: '' });
	const page = await v.firm.get(`/my/visits/${v.ref}/refuse`), form = formOf(page, '/refuse');
	is(grounds(form), 'certificates,two,body,unpublished', 'plan, cap and code are no ground');
	like(page.text, /不能以计划、频次、检查码为由拒绝/, 'and the page says so');
	is((await send(v.firm, page, '/refuse', { ground: 'cap', aware: '1' })).status, 422, 'whatever is sent');
	like((await v.firm.get(`/my/visits/${v.ref}/refuse?lang=en`)).text, /Plan, cap and code are no ground/,
		'in English too');
});

await part('what it asks for', async () => {
	const home = await v.firm.get('/my/');
	like(home.text, /href="\/my\/wish"/, 'offered at its door');
	const page = await v.firm.get('/my/wish'), y = sql('select extract(year from xz.today())::int + 1');
	const wish = (kind, from, to) => send(v.firm, page, '/my/wish', { kind, from_on: from, to_on: to });
	is((await wish('quiet', `${y}-03-01`, `${y}-03-20`)).status, 422, 'not more quiet days than a year has');
	is((await wish('quiet', '2020-03-01', '2020-03-02')).status, 422, 'nor days that are over');
	like((await wish('quiet', `${y}-06-30`, `${y}-06-30`)).text, new RegExp(`${y}-06-30`), 'a quiet day');
	is((await wish('joint', `${y}-01-01`, `${y}-12-31`)).status, 200, 'one joint visit');
	is((await wish('joint', `${y}-01-01`, `${y}-12-31`)).status, 422, 'once a year');
});

// Two agencies file a line each that names the firm; their windows have May and June in common.
const filed = (code, item, from, to) => sql(`begin;
	insert into xz.joint_programme (agency_id, year, state, opened_at) select g.id,
		extract(year from xz.today())::int + 1, 'draft', xz.now()
		from xz.people_agency g where g.code = '${code}';
	insert into xz.joint_edition (programme_id, n) select max(id), 1 from xz.joint_programme;
	insert into xz.joint_line (programme_id, edition, n, item_id, code, name, name_en, from_on, to_on, visits)
		select (select max(id) from xz.joint_programme), 1, 1, i.id, i.code, i.name, i.name,
		make_date(extract(year from xz.today())::int + 1, ${from}, 1),
		make_date(extract(year from xz.today())::int + 1, ${to}, 30), 1
		from xz.law_check_item i where i.code = '${item}' order by i.id desc limit 1;
	insert into xz.joint_firm (line_id, subject_id, code, name)
		select (select max(id) from xz.joint_line), s.id, 'x', 'x' from xz.register_subject s
		where xz.spotcheck_ref_text(s.ref) = '${firms[2]}';
	update xz.joint_edition set agreed_on = xz.today(), filed_on = xz.today(), upper_name = '省局',
		upper_on = xz.today(), filed_at = xz.now(), digest = sha256('x')
		where programme_id = (select max(id) from xz.joint_programme);
	update xz.joint_programme set state = 'filed', filed_edition = 1
		where id = (select max(id) from xz.joint_programme);
	commit`);

await part('in as few visits as possible', async () => {
	const y = sql('select extract(year from xz.today())::int + 1');
	const [one, two] = sql(`select g.code from xz.people_agency g where not exists (select from xz.joint_programme p
		where p.agency_id = g.id and p.year = ${y}) and g.code <> 'sj' order by g.id limit 2`).split('\n');
	filed(one, 'JCX-SJ-001', 3, 6);
	filed(two, 'JCX-SJ-002', 5, 9);
	const page = await desk('sj.officer1').get(`/desk/joint/firms/${firms[2]}?year=${y}`);
	like(page.text, /计划中的 2 项，最少 1 次可以完成（各机关分别检查需 2 次）/, 'both in one visit');
	like(page.text, new RegExp(`建议的检查安排[^]*${y}-06-29`), 'on the last day that is not quiet');
	like(page.text, new RegExp(`企业的请求[^]*不便检查的日子[^]*${y}-06-30`), 'with what the firm asks for');
	const c = desk('sj.officer1');
	c.cookies.set('lang', { value: 'en', path: '/desk' });
	const en = await c.get(`/desk/joint/firms/${firms[2]}?year=${y}`);
	c.cookies.delete('lang');
	like(en.text, /2 planned items in 1 visits at the least/, 'in English too');
	like(own.cli('visits', y), /1 firms, 2 lines: 1 visits, 2 if each agency came for itself; 0 without/,
		'the operator has it of all firms');
	sql(`update xz.joint_programme set year = extract(year from xz.today()) where id > (select max(id) - 2
		from xz.joint_programme)`);
	sql(`alter table xz.joint_line disable trigger joint_line_guard; update xz.joint_line set from_on = xz.today(),
		to_on = xz.today() + 5 where id > (select max(id) - 2 from xz.joint_line);
		alter table xz.joint_line enable trigger joint_line_guard`);
	const plan = await desk('sj.officer1').get(`/desk/inspections/new?subject=${firms[2]}`);
	like(plan.text, /其他机关在该企业的安排[^]*已报备的计划/, 'who plans a visit sees what others plan there');
});
done();
