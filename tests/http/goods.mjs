// goods.mjs - the register of goods in cases: the block of a case, the register with its filters and export, one item
// with its history; handed to a keeper who signs from their own account; who may see what.
import { refText, storeOf } from '../lib/evidence.mjs';
import { accounts, Client, totp } from '../lib/http.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), { sql } = storeOf(own), by = new Map();
const desk = (name) => by.get(name) || by.set(name, new Client(own.url, own.state).session(name)).get(name);
// A case with officers and a keeper in its agency; more: what else it has.
const among = (more) => `from xz.caseflow_case c join xz.caseflow_officer o on o.case_id = c.id
		and o.state = 'accepted' and o.role = 'lead'
	join xz.people_account a on a.id = o.account_id and a.active
	join xz.people_certificates_on(xz.today()) t on t.no = o.certificate_no
	join xz.people_account k on k.agency_id = c.agency_id and k.active
	join xz.people_duty d on d.account_id = k.id and d.duty = 'archivist' and d.revoked_at is null
	join xz.people_principal p on p.id = k.id ${more}`;
const find = () => sql(`select c.id, c.ref, coalesce(c.number, c.clue_number), m.ref, c.agency_id, a.username,
	k.username, p.ref ${among(`join xz.caseflow_measure m on m.case_id = c.id and m.state = 'live'
		and m.kind <> 'preserve' and exists (select from xz.caseflow_goods g where g.measure_id = m.id
		and g.state = 'held') where c.state not in ('police', 'transferred')`)} order by m.id desc limit 1`);
// whether anything is seized today is the demo's chance
if (!find())
	sql(`with m as (insert into xz.caseflow_measure (case_id, kind, reason, basis, place, keeper, from_day)
		select c.id, 'seize', '可能被转移', '行政强制法第二十二条', '仓库', '本机关', xz.today() - 3
		${among("where c.state = 'investigating'")} order by c.id desc limit 1 returning id, case_id)
		insert into xz.caseflow_goods (measure_id, case_id, agency_id, no, code, name, spec, quantity, amount,
		unit) select m.id, m.case_id, c.agency_id, 1, 'WP000101-0001',
		'涉案产品', '500 毫升', '240 瓶', 240, '瓶'
		from m join xz.caseflow_case c on c.id = m.case_id`);
const [caseId, caseUuid, number, measure, agency, officer, keeper, keeperRef] = find().split('|');
const casePath = `/desk/cases/${refText(caseUuid)}`, list = `/desk/goods/?case=${refText(caseUuid)}`;
const [itemUuid, code, name] = sql(`select g.ref, g.code, g.name from xz.caseflow_goods g join xz.caseflow_measure m
	on m.id = g.measure_id where m.ref = '${measure}' order by g.no limit 1`).split('|');
const item = `/desk/goods/${refText(itemUuid)}`;
const far = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
	and d.duty = 'officer' and d.revoked_at is null where a.agency_id <> ${agency} and a.active
	and not exists (select from xz.caseflow_officer o where o.case_id = ${caseId} and o.account_id = a.id)
	order by a.id limit 1`);
const state = () => sql(`select state from xz.caseflow_goods where ref = '${itemUuid}'`);
const today = sql('select xz.today()');
const code2 = () => totp(accounts(own.state).find((a) => a.username === keeper), own.state);
const act = async (what, fields) => send(desk(officer), await desk(officer).get(`${casePath}/do/${what}`),
	`/do/${what}`, fields);

await part('a case and its goods', async () => {
	const page = await desk(officer).get(casePath);
	is(page.status, 200, 'the case');
	ok(page.text.includes(list.replace('&', '&amp;')), 'leads to its goods');
	const goods = await desk(officer).get(list);
	is(goods.status, 200, 'its goods', goods.text.slice(0, 300));
	ok(goods.text.includes(code) && goods.text.includes(item), 'with the code of each, and a page of it');
	const one = await desk(officer).get(item);
	is(one.status, 200, 'an item');
	ok(one.text.includes(name) && one.text.includes('登记入册'), 'with its history');
	like((await desk(officer).get(`/desk/lang?to=en&back=${item}`)).text, /History/, 'in English too');
	await desk(officer).get('/desk/lang?to=zh-CN&back=/desk/');
	like((await desk(officer).get(`${list}&state=kept`)).text, /没有物品/, 'none is in store yet');
});

await part('a longer list', async () => {
	const lines = Array.from({ length: 120 }, (_, i) => `商品${i + 1}\t大\t${i + 1} 件\t完好\t9.90`).join('\n');
	const wrong = await act('goods_list', { measure: refText(measure), lines: '甲|大|0.5 箱' });
	is(wrong.status, 422, 'half an item is none');
	like(wrong.text, /第 1 行：数量写大于零的整数和单位/, 'and the line is named');
	const right = await act('goods_list', { measure: refText(measure), lines });
	is(right.status, 200, 'a hundred and twenty more', right.text.slice(0, 300));
	let page = await desk(officer).get(list), seen = 0;
	for (let n = 0; n < 9; n++) {
		seen += [...page.text.matchAll(/class="t" href="\/desk\/goods\//g)].length;
		const next = page.text.match(/rel="next" href="([^"]+)"/);
		if (!next) break;
		page = await desk(officer).get(next[1].replaceAll('&amp;', '&'));
	}
	is(String(seen), sql(`select count(*) from xz.caseflow_goods where case_id = ${caseId}`),
		'page by page all are seen');
	const table = await desk(officer).get(`/desk/goods/table.csv?case=${refText(caseUuid)}`);
	is(table.headers['content-type'], 'text/csv; charset=utf-8', 'a table for a spreadsheet');
	is(table.text.trim().split('\r\n').length - 1, seen, 'with all of them');
	like(table.text, /商品120,大,120 件,完好,9.90,在办/, 'and what is known of each');
});

await part('handed to the keeper', async () => {
	const sent = await act('goods_in', { measure: refText(measure), items: '1', keeper: refText(keeperRef),
		on_day: today, place: '一号库' });
	is(sent.status, 200, 'asked', sent.text.slice(0, 300));
	is(state(), 'held', 'not in store before the keeper signs');
	like((await desk(officer).get(item)).text, /等待会签/, 'its page says so');
	is((await act('goods_in', { measure: refText(measure), items: '1', keeper: refText(keeperRef), on_day: today,
		place: '一号库' })).status, 422, 'nothing twice');
	const cosign = `/desk/cosigns/${refText(sql(`select ref from xz.act_cosign where subject_id = ${caseId}
		and subject_kind = 'case' and action = 'goods_in' and state = 'waiting'`))}`;
	like((await desk(keeper).get('/desk/')).text, new RegExp(cosign.slice(-26)), 'the keeper finds it on the desk');
	const page = await desk(keeper).get(cosign);
	is(page.status, 200, 'and what is to be signed');
	const form = formOf(page, '/desk/cosigns/');
	is((await desk(keeper).post(form.action, form.fields)).status, 422, 'not without a code');
	const signed = await desk(keeper).post(form.action, { ...form.fields, code: await code2() });
	is(signed.status, 200, 'signed', signed.text.slice(0, 300));
	is(state(), 'kept', 'in store');
	const after = await desk(keeper).get(item);
	like(after.text, /物品入库/, 'in its history');
	like(after.text, /涉案财物入库单/, 'with its paper');
	like((await desk(keeper).get(`/desk/goods/?keeper=${refText(keeperRef)}&state=kept&number=${
		encodeURIComponent(number)}`)).text, new RegExp(code), 'found by keeper, state and number of the case');
	unlike((await desk(keeper).get('/desk/goods/?number=none')).text, /WP[0-9]{6}/, 'and by no other number');
});

await part('out again, and returned', async () => {
	is((await act('goods_return', { measure: refText(measure), items: '1', on_day: today, recipient: '王某',
		reason: '与违法行为无关' })).status, 422, 'not out of store by one signature');
	is((await act('goods_out', { measure: refText(measure), items: '1', on_day: today,
		reason: '退还当事人' })).status, 200, 'asked');
	const cosign = `/desk/cosigns/${refText(sql(`select ref from xz.act_cosign where subject_id = ${caseId}
		and subject_kind = 'case' and action = 'goods_out' and state = 'waiting'`))}`;
	const form = formOf(await desk(keeper).get(cosign), '/desk/cosigns/');
	is((await desk(keeper).post(form.action, { ...form.fields, code: await code2() })).status, 200, 'signed');
	is((await act('goods_return', { measure: refText(measure), items: '1', on_day: today, recipient: '王某',
		reason: '与违法行为无关' })).status, 200, 'returned');
	is(state(), 'returned', 'it is out');
	like((await act('goods_in', { measure: refText(measure), items: '1', keeper: refText(keeperRef),
		on_day: today, place: '一号库' })).text, /已经处理/, 'what is out is not handed in again');
});

await part('who may not see it', async () => {
	is((await desk(far).get(item)).status, 404, 'an officer of another agency');
	is((await desk(far).get(list)).status, 404, 'nor the list of the case');
	unlike((await desk(far).get('/desk/goods/')).text, new RegExp(code), 'nor in their register');
	unlike((await desk(far).get(`/desk/goods/table.csv?number=${encodeURIComponent(number)}`)).text,
		new RegExp(code), 'nor in their table');
	is((await desk(officer).get('/desk/goods/?case=none')).status, 404, 'no such case');
	is((await desk(officer).get('/desk/goods/?after=none')).status, 404, 'no such place');
});

done();
