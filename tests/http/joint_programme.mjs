// joint_programme.mjs - the year's programme of an agency, from its opening over approval and filing to its change;
// what others see of it.
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), { sql } = storeOf(own), by = new Map();
const desk = (name) => by.get(name) || by.set(name, new Client(own.url, own.state).session(name)).get(name);
const who = (duty, code) => sql(`select a.username from xz.people_account a
	join xz.people_agency g on g.id = a.agency_id
	join xz.people_duty d on d.account_id = a.id and d.revoked_at is null
	where d.duty = '${duty}' and g.code = '${code}' and a.active order by a.username limit 1`);
const year = sql('select extract(year from xz.today())::int + 1'), today = sql('select xz.today()');
// two agencies of a field, with a coordinator, that have no programme yet
const [here, there] = sql(`select g.code from xz.people_agency g where g.field <> '' and exists (select from
	xz.people_account a join xz.people_duty d on d.account_id = a.id
	where a.agency_id = g.id and d.duty = 'coordinator')
	and not exists (select from xz.joint_programme p where p.agency_id = g.id and p.year = ${year})
	order by g.code limit 2`).split('\n');
const coordinator = who('coordinator', here), head = who('agency_head', here), officer = who('officer', here);
const other = who('coordinator', there), supervisor = sql(`select a.username from xz.people_account a
	join xz.people_duty d on d.account_id = a.id where d.duty = 'supervisor' order by a.id limit 1`);
const firms = sql(`select c.code || ' ' || n.name from xz.register_code c
	join xz.register_name n on n.subject_id = c.subject_id and n.valid_to is null
	where c.kind = 'uscc' and c.valid_to is null and c.fault = '' order by c.id
	limit 2`).split('\n').map((l) => [l.split(' ')[0], l.slice(l.indexOf(' ') + 1)]);
const row = () => {
	const [ref, state, edition, filed, lines] = sql(`select p.ref, p.state, p.edition, p.filed_edition,
		(select count(*) from xz.joint_line l where l.programme_id = p.id and l.edition = p.edition)
		from xz.joint_programme p join xz.people_agency g on g.id = p.agency_id
		where g.code = '${here}' and p.year = ${year}`).split('|');
	return { path: `/desk/joint/programme/${refText(ref)}`, uuid: ref, state, edition, filed,
		lines: Number(lines) };
};
const act = async (name, what, fields = {}) => send(desk(name), await desk(name).get(`${row().path}/do/${what}`),
	`/do/${what}`, fields);
const tasks = () => sql(`select t.kind, t.duty, g.code from xz.people_task t join xz.people_agency g
	on g.id = t.agency_id where t.subject_ref = '${row().uuid}' and t.done_at is null order by t.id`);
const day = (md) => `${year}-${md}`;
const line = { firms: '餐饮服务单位', from_on: day('03-01'), to_on: day('06-30'), visits: '40' };
let items;

await part('opened', async () => {
	const c = desk(coordinator), form = await c.get('/desk/joint/programme/new');
	is((await send(c, form, '/new', { year: '2021' })).status, 422, 'not of a year that is over');
	const sent = formOf(form, '/new');
	const first = await c.post(sent.action, { ...sent.fields, year });
	is(first.status, 200, 'opened', first.text.slice(0, 300));
	is((await c.post(sent.action, { ...sent.fields, year })).path.split('?')[0], first.path.split('?')[0],
		'the same form again is the same programme');
	const again = await send(c, await c.get('/desk/joint/programme/new'), '/new', { year });
	is(again.status, 422, 'a second one of the year is refused');
	is(row().state, 'draft', 'a draft');
	is(tasks(), `programme_fill|coordinator|${here}`, 'it waits for its coordinator');
	is(sql(`select (k.due_at at time zone 'Asia/Shanghai')::date || ' ' || p.source from xz.calendar_clock k
		join xz.calendar_parameter p on p.id = k.parameter_id where k.subject_ref = '${row().uuid}'
		and k.state = 'open'`), `${day('03-31')} 湖南省行政执法监督条例 第十三条`,
		'to be filed by the end of March');
	is((await desk(officer).get('/desk/joint/programme/new')).status, 404, 'an officer opens none');
});

await part('its lines', async () => {
	const c = desk(coordinator), form = await c.get(`${row().path}/do/add`);
	items = formOf(form, '/do/add').options.item.filter((o) => o.value);
	ok(items.length > 3, 'items of the field are offered');
	const bad = await send(c, form, '/do/add', { ...line, item: items[0].value, firms: '',
		named: '91430000000000000X', from_on: day('07-01') });
	is(bad.status, 422, 'a line that cannot be');
	for (const [field, why] of [['named', 'a firm nobody knows'], ['to_on', 'an end before the beginning']])
		like(bad.text, new RegExp(`href="#f-${field}"`), why);
	like(bad.text, /91430000000000000X/, 'what was typed is kept');
	is((await send(c, form, '/do/add', { ...line, item: items[0].value, from_on: '2020-01-01' })).status, 422,
		'another year');
	is((await send(c, form, '/do/add', { ...line, item: items[0].value, firms: '' })).status, 422, 'whom?');
	is((await send(c, form, '/do/add', { ...line, item: 'JCX-NONE' })).status, 422, 'an item nobody published');
	const twice = formOf(form, '/do/add'), fields = { ...twice.fields, ...line, item: items[0].value };
	is((await c.post(twice.action, fields)).status, 200, 'written');
	is((await c.post(twice.action, fields)).status, 200, 'sent twice');
	is(row().lines, 1, 'is once');
	is((await act(coordinator, 'add', { ...line, item: items[1].value, firms: '',
		named: firms.map((f) => f[0]).join('\n'), unannounced: '1', from_on: day('05-01'),
		visits: '2' })).status, 200, 'firms by name');
	const page = await c.get(row().path);
	like(page.text, new RegExp(firms[1][1]), 'stand under their names');
	const alter = page.text.match(/href="([^"]+\/lines\/[0-9A-Z]+\/do\/alter)"/)[1];
	is((await send(c, await c.get(alter), '/do/alter', { visits: '41' })).status, 200, 'a line is changed');
	is(sql(`select l.visits from xz.joint_line l join xz.joint_programme p on p.id = l.programme_id where p.ref =
		'${row().uuid}' and l.n = 1`), '41', 'in its place');
	is((await desk(other).get(alter)).status, 404, 'not by another agency');
	is((await desk(supervisor).get(row().path)).status, 200, 'who is above sees that there is one');
	unlike((await desk(supervisor).get(row().path)).text, new RegExp(items[0].value), 'and not what a draft says');
});

// A form post with a file, as a browser without scripts sends it.
const loaded = async (text, name = coordinator) => {
	const c = desk(name), page = await c.get(`${row().path}/do/load`), f = formOf(page, '/do/load');
	const b = 'xzboundary0';
	const parts = Object.entries({ ...f.fields }).map(([k, v]) =>
		`--${b}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`);
	parts.push(`--${b}\r\nContent-Disposition: form-data; name="file"; filename="计划.csv"\r\n`,
		'Content-Type: text/csv\r\n\r\n');
	const body = Buffer.concat([Buffer.from(parts.join('')), Buffer.from(text), Buffer.from(`\r\n--${b}--\r\n`)]);
	return c.follow(await c.raw('POST', f.action, { body, headers: { origin: c.url.origin,
		'content-type': `multipart/form-data; boundary=${b}`, 'sec-fetch-site': 'same-origin' } }));
};
await part('from a file', async () => {
	const head = 'item,firms,named,from,to,visits,unannounced\n', two = firms.map((f) => f[0]).join(';');
	const good = items.slice(3, 6).map((o, i) =>
		`${o.value},"粮食加工, 储运企业",${i ? '' : two},${day('04-01')},${day('09-30')},5,${i ? 1 : 0}\n`);
	const before = row().lines;
	const bad = await loaded(`${head}${good[0]}${items[0].value},企业,,${day('04-31')},${day('09-30')},5,0\n` +
		`NO-SUCH,企业,,${day('04-01')},${day('09-30')},0,0\n${items[0].value},,91430000000000000X,${day('04-01')},` +
		`${day('03-01')},1,maybe\n`);
	is(bad.status, 422, 'a file with bad lines');
	for (const [line, why] of [['3 · ' + day('04-31'), 'a day that is none'], ['4 · 0', 'no number of visits'],
		['4 · NO-SUCH', 'an item nobody published'], ['5 · 91430000000000000X', 'a firm nobody knows'],
		['5 · maybe', 'neither yes nor no'], ['5', 'an end before the beginning']])
		like(bad.text, new RegExp(`行 ${line}：`), why);
	is(row().lines, before, 'nothing of it is loaded');
	is((await loaded('item,firms\nx,y\n')).status, 422, 'without its columns');
	is((await loaded(head)).status, 422, 'without a line');
	is((await loaded('')).status, 422, 'without anything');
	is((await loaded(head + good.join(''))).status, 200, 'a good one');
	is(row().lines, before + 3, 'all of it');
	is(sql(`select count(*) from xz.joint_firm f join xz.joint_line l on l.id = f.line_id join xz.joint_programme p
		on p.id = l.programme_id where p.ref = '${row().uuid}' and l.n = ${before + 1}`), '2',
		'with the firms it names');
	const again = await loaded(head + good.join(''));
	is(again.status, 422, 'the same again');
	like(again.text, /已经导入过/, 'is recognised');
	is(row().lines, before + 3, 'and changes nothing');
	const gone = (await desk(coordinator).get(row().path)).text.match(/href="([^"]+\/lines\/[0-9A-Z]+\/do\/remove)"/g)
		.slice(before).map((h) => h.slice(6, -1));
	for (const path of gone) await send(desk(coordinator), await desk(coordinator).get(path), '/do/remove');
	is(row().lines, before, 'taken out again, one by one');
	const saved = Buffer.concat([Buffer.from(`${head.replaceAll(',', ';')}${items[3].value};`),
		Buffer.from([0xc6, 0xf3, 0xd2, 0xb5]),	// 企业 in GBK
		Buffer.from(`;;${day('04-01').replaceAll('-', '/')};${day('09-30')};5;0\n`)]);
	is((await loaded(saved)).status, 200, 'as a spreadsheet saves it');
	is(sql(`select l.firms from xz.joint_line l join xz.joint_programme p on p.id = l.programme_id
		where p.ref = '${row().uuid}' and l.n = (select max(n) from xz.joint_line x
		where x.programme_id = p.id)`), '企业', 'is what it says');
	const last = (await desk(coordinator).get(row().path)).text.match(/href="([^"]+\/lines\/[0-9A-Z]+\/do\/remove)"/g)
		.at(-1).slice(6, -1);
	await send(desk(coordinator), await desk(coordinator).get(last), '/do/remove');
});

await part('approved', async () => {
	is((await act(coordinator, 'submit', { note: '请审批' })).status, 200, 'asked for');
	is(tasks(), `programme_approve|agency_head|${here}`, 'it waits for the head');
	is((await desk(coordinator).get(`${row().path}/do/add`)).status, 409, 'nothing is written meanwhile');
	is((await desk(coordinator).get(`${row().path}/do/approve`)).status, 404, 'nobody approves their own');
	is((await act(head, 'approve', { agree: 'no' })).status, 422, 'returned: why?');
	is((await act(head, 'approve', { agree: 'no', words: '次数偏多' })).status, 200, 'returned');
	is(row().state, 'draft', 'to be changed');
	await act(coordinator, 'submit');
	is((await act(head, 'approve', { agree: 'yes' })).status, 200, 'agreed');
	is(tasks(), `programme_file|coordinator|${here}`, 'now it is to be filed');
	is((await act(coordinator, 'rework', { reason: '漏列一项' })).status, 200, 'found wrong before it was filed');
	is(row().state, 'draft', 'it is a draft again');
	await act(coordinator, 'submit');
	await act(head, 'approve', { agree: 'yes' });
});

await part('filed', async () => {
	is((await act(coordinator, 'file', { filed_on: '2020-01-01', upper: '省局', upper_on: today })).status, 422,
		'not before it was agreed');
	is((await act(coordinator, 'file', { filed_on: today, upper: '省市场监督管理局', upper_on: today })).status,
		200, 'filed');
	const p = row();
	is(`${p.state} ${p.filed}`, 'filed 1', 'the first edition');
	is(sql(`select state from xz.calendar_clock where subject_ref = '${p.uuid}'`), 'met', 'its term is met');
	like(tasks(), /^programme_receive\|supervisor\|/, 'it waits for the bureau of justice');
	const seen = await desk(supervisor).get(p.path);
	like(seen.text, new RegExp(items[0].value), 'which reads it now');
	is((await act(supervisor, 'receive')).status, 200, 'received');
	is(tasks(), '', 'nothing waits');
	is((await desk(supervisor).get(`${p.path}/do/receive`)).status, 409, 'once');
	is((await desk(supervisor).get(`${p.path}/do/change`)).status, 404, 'who is above changes nothing');
	like((await desk(officer).get(p.path)).text, new RegExp(items[1].value), 'the agency\'s officers read it');
});

await part('what others see', async () => {
	const page = await desk(other).get(`/desk/joint/programme/others?year=${year}`);
	like(page.text, new RegExp(items[0].value), 'agency, item and window');
	unlike(page.text, /餐饮服务单位/, 'not which firms');
	unlike(page.text, new RegExp(items[1].value), 'nothing that is not announced');
	is((await desk(other).get(row().path)).status, 404, 'not the programme');
	unlike((await desk(other).get(`/desk/joint/programme/?year=${year}`)).text, new RegExp(row().path),
		'nor in a list');
	is((await desk(other).get('/desk/joint/programme/others?after=x')).status, 404, 'an unknown key is an error');
	unlike((await desk(coordinator).get(`/desk/joint/programme/others?year=${year}`)).text,
		new RegExp(items[0].value), 'their own is not another\'s');
});

await part('changed', async () => {
	is((await act(coordinator, 'change', { reason: '' })).status, 422, 'a change has a reason');
	is((await act(coordinator, 'change', { reason: '上级部署专项检查，调整安排' })).status, 200, 'begun');
	is(`${row().state} ${row().edition} ${row().lines}`, 'changing 2 2', 'with the lines of before');
	await act(coordinator, 'add', { ...line, item: items[2].value });
	like((await desk(supervisor).get(row().path)).text, new RegExp(items[0].value),
		'who is above reads what was filed');
	unlike((await desk(supervisor).get(row().path)).text, new RegExp(items[2].value), 'not what is being changed');
	unlike((await desk(other).get(`/desk/joint/programme/others?year=${year}`)).text, new RegExp(items[2].value),
		'nor do others');
	is(tasks(), `programme_fill|coordinator|${here}`, 'it waits for its coordinator alone');
	await act(coordinator, 'give_up', { reason: '专项取消' });
	is(`${row().state} ${row().edition}`, 'filed 1', 'given up: what was filed stands');
	await act(coordinator, 'change', { reason: '上级部署专项检查，调整安排' });
	await act(coordinator, 'add', { ...line, item: items[2].value });
	await act(coordinator, 'submit');
	await act(head, 'approve', { agree: 'yes' });
	is((await act(coordinator, 'file', { filed_on: today, upper: '省市场监督管理局', upper_on: today })).status,
		200, 'filed the same way');
	is(`${row().state} ${row().filed}`, 'filed 2', 'the second edition');
	const old = await desk(officer).get(`${row().path}?edition=1`);
	unlike(old.text, new RegExp(items[2].value), 'as filed stays readable');
	is((await desk(officer).get(`${row().path}?edition=9`)).status, 404, 'one that is not there');
	like((await desk(other).get(`/desk/joint/programme/others?year=${year}`)).text, new RegExp(items[2].value),
		'others see the change');
});
done();
