// door_sent.mjs - what a party sends in by the door: sealed as it comes, a receipt, a task; taken over by the step of
// the case, whose form begins with it, or answered.
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), { sql } = storeOf(own), by = new Map();
const desk = (name) => by.get(name) || by.set(name, new Client(own.url, own.state).session(name)).get(name);
let hosts = 10;
const stranger = () => Object.assign(new Client(own.url, own.state), { localAddress: `127.0.8.${hosts++}` });
const CODE = /(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}/;

// A party that was told of a penalty, whose term runs; one of another case, whose term is over.
const found = (over) => sql(`select c.ref, k.ref, k.id, c.id, p.name, a.username, c.unit_id
	from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
	join xz.caseflow_party p on p.id = k.party_id
	join xz.caseflow_officer o on o.case_id = c.id and o.role = 'lead' and o.state = 'accepted'
	join xz.people_account a on a.id = o.account_id
	join xz.calendar_clock q on q.subject_kind = 'track' and q.subject_id = k.id and q.rule = 'defence.term'
		and q.due_at ${over} xz.now()
	where k.state in ('notified', 'defence_reviewed') and (q.state = 'open' or '${over}' = '<')
	order by k.id desc limit 1`).split('\n').map((l) => {
	const [caseRef, ref, track, id, name, lead] = l.split('|');
	return { caseRef: refText(caseRef), ref: refText(ref), track, id, name, lead };
})[0];
const mine = found('>'), theirs = found('<');
const slip = async (t) => {
	const path = `/desk/slips/case/${t.caseRef}/${t.ref}`, page = await desk(t.lead).get(path);
	const code = (await desk(t.lead).submit(page, {}, { form: path })).text.match(CODE)[0], c = stranger();
	await c.post('/my/', { code });
	return c;
};
const say = async (c, at, fields, { form } = {}) => {
	const page = form || await c.get(at), f = page.forms.find((x) => x.action.startsWith(at));
	return c.post(f.action, { ...f.fields, ...fields });
};
const number = (page) => page.text.match(/D\d{14}/)?.[0];
const row = (n) => {
	const [ref, state, step, answer, id] = sql(`select ref, state, coalesce(step, ''), coalesce(answer, ''), id
		from xz.door_message where number = '${n}'`).split('|');
	return { path: `/desk/door/${refText(ref)}`, ref: refText(ref), uuid: ref, state, step, answer, id };
};
const tasks = (uuid) => sql(`select distinct t.kind, t.duty from xz.people_task t where t.subject_ref = '${uuid}'
	and t.done_at is null`);

const words = '进货时查验了合格证明，货值不足两百元，已经全部召回，请从轻处理。', person = '欧阳晓雯',
	telephone = '13907340000';
const fields = { content: words, name: person, telephone };
let me, first;

await part('a defence', async () => {
	me = await slip(mine);
	const page = await me.get(`/my/cases/${mine.ref}`), at = `/my/cases/${mine.ref}/send/defence`;
	like(page.text, new RegExp(at), 'the case offers it');
	const form = await me.get(at);
	is(form.status, 200, 'the form');
	const bad = await say(me, at, { content: '' }, { form });
	is(bad.status, 422, 'without words it is refused');
	like(bad.text, /href="#f-content"/, 'at the field');
	is((await me.post(at, { ...fields, once: form.forms.find((f) => f.action === at).fields.once })).status, 403,
		'nor without the token of the session');
	is((await say(me, at, { ...fields, once: 'x' }, { form })).status, 422, 'nor a form of nobody');
	const got = await say(me, at, fields, { form });
	is(got.status, 200, 'taken in');
	first = number(got);
	ok(first, 'with a number', got.text.slice(0, 400));
	like(got.text, /\d{4}-\d\d-\d\d \d\d:\d\d/, 'and the time');
	is(number(await say(me, at, fields, { form })), first, 'the same form again is the same message');
	is(sql(`select count(*) from xz.door_message where track_id = ${mine.track}`), '1', 'once in the store');
	const other = number(await say(me, at, { ...fields, content: `${words}另附说明。` }));
	ok(other && other !== first, 'another form is another');
	is(tasks(row(first).uuid), 'door_defence|officer', 'it waits for the officers');
	const dump = sql(`select m::text from xz.door_message m union all select encode(s.sealed, 'escape')
		from xz.door_sealed s union all select t::text from xz.people_task t where t.subject_kind = 'message'`);
	for (const [what, value] of Object.entries({ words, person, telephone }))
		ok(!dump.includes(value), `${what}: in no row of the store`);
});

await part('who may send', async () => {
	const at = `/my/cases/${mine.ref}/send/defence`, c = await slip(theirs), form = await c.get('/my/');
	is((await c.get(at)).status, 404, 'not another party');
	const f = form.forms.find((x) => x.action === '/my/end').fields;
	is((await c.post(at, { ...fields, ...f, once: 'A'.repeat(22) })).status, 404, 'nor by its address');
	is((await me.get(`/my/cases/${mine.ref}/send/petition`)).status, 404, 'nor what nobody asks for');
	is((await me.get(`/my/cases/${mine.ref}/send/instalments`)).status, 409, 'nor instalments of nothing');
	is((await stranger().post(at, fields)).text.includes(mine.name), false, 'nor without a slip');
	const many = 'x'.repeat(70000);
	is((await say(me, at, { ...fields, content: many })).status, 422, 'nor a book');
});

await part('on the desk', async () => {
	const m = row(first), before = sql(`select count(*) from xz.people_access where subject_ref = '${m.uuid}'`);
	like((await desk(mine.lead).get('/desk/')).text, new RegExp(m.path), 'the task');
	like((await desk(mine.lead).get(`/desk/cases/${mine.caseRef}`)).text, new RegExp(m.path),
		'and the case lead to it');
	const page = await desk(mine.lead).get(m.path);
	for (const value of [words, person, telephone]) ok(page.text.includes(value), 'the officer reads it');
	is(sql(`select count(*) from xz.people_access where subject_ref = '${m.uuid}'`), String(Number(before) + 1),
		'and the reading is noted');
	const elsewhere = sql(`select a.username from xz.people_account a join xz.people_duty d on d.account_id = a.id
		where d.duty = 'officer' and d.revoked_at is null and a.active and a.agency_id <> (select c.agency_id
			from xz.caseflow_case c where c.id = ${mine.id}) limit 1`);
	is((await desk(elsewhere).get(m.path)).status, 404, 'an officer of another agency: nothing');
	is((await desk(elsewhere).get(`${m.path}/answer`)).status, 404, 'nor answers it');
});

await part('taken over', async () => {
	const m = row(first), at = `/desk/cases/${mine.caseRef}/do/defence_record?track=${mine.ref}&message=${m.ref}`;
	is((await desk(mine.lead).get(at.replace('defence_record', 'hearing_request'))).status, 404,
		'by no other step');
	const had = sql(`select count(*) from xz.caseflow_defence where track_id = ${mine.track}`);
	const form = await desk(mine.lead).get(at);
	is(form.status, 200, 'the form of the step');
	ok(form.text.includes(words), 'begins with what was sent');
	const done1 = await send(desk(mine.lead), form, '/do/defence_record', {});
	is(done1.status, 200, 'as it stands it can be sent');
	is(`${row(first).state} ${row(first).step}`, 'taken defence_record', 'the message is that step');
	is((await send(desk(mine.lead), form, '/do/defence_record', {})).status, 200, 'sent twice is once');
	is(sql(`select count(*) from xz.caseflow_defence where track_id = ${mine.track}`), String(Number(had) + 1),
		'one defence');
	is(tasks(m.uuid), '', 'nothing waits any more');
	like(sql(`select convert_from(s.line, 'UTF8') from xz.record_step s
		join xz.caseflow_case c on c.chain_id = s.chain_id where c.id = ${mine.id} and s.kind = 'defence_record'
		order by s.seq desc limit 1`),
	new RegExp(`"message":"${sql(`select encode(digest, 'hex') from xz.door_message where number = '${first}'`)}"`),
	'the record names the digest of what was received');
	is((await desk(mine.lead).get(at)).status, 404, 'it is taken over once');
	like((await me.get(`/my/cases/${mine.ref}`)).text, new RegExp(`${first}[^]*?已作为案件步骤受理`),
		'the party sees it');
});

await part('answered', async () => {
	const at = `/my/cases/${mine.ref}/send/recusal`;
	const n = number(await say(me, at, { ...fields, content: '承办人员是竞争对手的亲属，申请回避。' })), m = row(n);
	unlike((await desk(mine.lead).get(m.path)).text, /do\/instalments|do\/defence_record/,
		'no other step takes it over');
	const step = await desk(mine.lead)
		.get(`/desk/cases/${mine.caseRef}/do/recusal_ask?track=${mine.ref}&message=${m.ref}`);
	is(step.status, 200, 'its own begins with it');
	like(step.text, /承办人员是竞争对手的亲属/, 'with what was sent');
	const said = '经单位负责人审查，不存在回避情形，驳回申请。';
	const form = await desk(mine.lead).get(`${m.path}/answer`);
	is((await send(desk(mine.lead), form, '/answer', { answer: '' })).status, 422, 'not without words');
	is((await send(desk(mine.lead), form, '/answer', { answer: said })).status, 200, 'answered');
	is((await send(desk(mine.lead), form, '/answer', { answer: said })).status, 200, 'sent twice is once');
	is(`${row(n).state} ${row(n).answer}`, `answered ${said}`, 'in words');
	like((await me.get(`/my/cases/${mine.ref}`)).text, new RegExp(said), 'that the party reads');
	is(sql(`select s.kind from xz.record_step s join xz.caseflow_case c on c.chain_id = s.chain_id
		where c.id = ${mine.id} order by s.seq desc limit 1`), 'door_answer', 'by a step of the record');
	ok(!sql(`select convert_from(s.line, 'UTF8') from xz.record_step s
		where s.kind = 'door_answer'`).includes(said), 'which seals them');
	is((await desk(mine.lead).get(`${m.path}/answer`)).status, 409, 'once');
});

await part('late', async () => {
	const c = await slip(theirs);
	const got = await say(c, `/my/cases/${theirs.ref}/send/defence`, { ...fields, content: `${words}补充。` });
	is(got.status, 200, 'after the term it is taken');
	like(got.text, /期限已经届满/, 'and marked late');
	const m = row(number(got));
	const step = `/desk/cases/${mine.caseRef}/do/defence_record?track=${mine.ref}&message=${m.ref}`;
	is((await desk(mine.lead).get(step)).status, 404, 'no step of another party takes it over');
	like((await desk(theirs.lead).get(m.path)).text, /逾期/, 'for the officer too');
	like((await desk(theirs.lead).get(`/desk/cases/${theirs.caseRef}`)).text, /逾期/, 'and on the case');
});
done();
