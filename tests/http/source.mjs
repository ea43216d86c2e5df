// source.mjs - what a stranger sends in, from the form to the answer: nothing of it readable but to who handles it.
import { refText, storeOf } from '../lib/evidence.mjs';
import { accounts, Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';

const own = main(), { sql } = storeOf(own), all = accounts(own.state);
const as = (name) => new Client(own.url, own.state).session(name), by = new Map();
const desk = (name) => by.get(name) || by.set(name, as(name)).get(name);
const supervisor = all.find((a) => a.duties.includes('supervisor')).username;
const agency = (code) => refText(sql(`select ref from xz.people_agency where code = '${code}'`));
const codes = sql(`select g.code from xz.people_agency g join xz.people_account a on a.agency_id = g.id
	join xz.people_duty d on d.account_id = a.id and d.duty = 'intake' order by g.code`).split('\n');
const intakeOf = (code) => sql(`select a.username from xz.people_account a join xz.people_agency g on g.id = a.agency_id
	join xz.people_duty d on d.account_id = a.id where d.duty = 'intake' and g.code = '${code}' limit 1`);
const [here, there] = codes, intake = intakeOf(here), theirs = intakeOf(there);
const head = sql(`select a.username from xz.people_account a join xz.people_agency g on g.id = a.agency_id
	join xz.people_duty d on d.account_id = a.id where d.duty = 'agency_head' and g.code = '${here}' limit 1`);

const person = { name: '欧阳晓雯', telephone: '13907340000', address: '衡阳市蒸湘区红湘路九十九号' };
const words = '该店后厨使用过期原料加工食品，冰柜内存有去年的冷冻肉。';
const report = async (fields, { form } = {}) => {
	const c = new Client(own.url, own.state), page = form || await c.get('/report');
	const f = page.forms.find((x) => x.action.startsWith('/report'));
	return c.post(f.action, { ...f.fields, ...fields });
};
const pair = (page) => ({ number: page.text.match(/<b>(\d{14})<\/b>/)?.[1],
	secret: page.text.match(/<b>((?:[A-Z2-7]{4}-){3}[A-Z2-7]{4})<\/b>/)?.[1] });
const status = async (fields) => {
	const c = new Client(own.url, own.state);
	return c.post('/report/status', fields);
};
const row = (number) => {
	const [ref, state, holder, n] = sql(`select q.ref, q.state, g.code, (select count(*) from xz.record_step s
		where s.chain_id = q.chain_id) from xz.source_request q join xz.people_agency g on g.id = q.agency_id
		where q.number = '${number}'`).split('|');
	return { path: `/desk/source/${refText(ref)}`, ref: refText(ref), uuid: ref, state, holder, steps: Number(n) };
};
const act = async (who, path, action, fields) => send(desk(who), await desk(who).get(`${path}/do/${action}`),
	`/do/${action}`, fields);
const tasks = (uuid) => sql(`select t.kind, t.duty, g.code from xz.people_task t
	join xz.people_agency g on g.id = t.agency_id where t.subject_ref = '${uuid}' and t.done_at is null`);

let sent, got;
await part('sent in', async () => {
	const form = await new Client(own.url, own.state).get('/report');
	is(form.status, 200, 'the form');
	ok(!/max-age=[1-9]/.test(form.headers['cache-control'] || ''), 'which nobody keeps');
	const bad = await report({ sort: 'complaint', content: words }, { form }), none = { content: words };
	is(bad.status, 422, 'a complaint without a name is refused');
	like(bad.text, /href="#f-telephone"/, 'at the fields that lack');
	like(bad.text, new RegExp(words), 'with what was typed');
	is((await report({ sort: 'report', content: words, once: 'x' }, { form })).status, 422, 'a form of nobody');
	is((await report({ sort: 'petition', ...none }, { form })).status, 422, 'a sort that is not offered');
	is((await report({ sort: 'enforcement', ...none }, { form })).status, 422, 'about enforcement: whose?');
	sent = { sort: 'report', agency: agency(here), about: '湘江小食店', place: '蒸湘区', content: words,
		...person };
	const first = await report(sent, { form });
	is(first.status, 200, 'taken in');
	got = pair(first);
	ok(got.number && got.secret, 'with number and secret', first.text.slice(0, 400));
	const second = await report(sent, { form });
	is(JSON.stringify(pair(second)), JSON.stringify(got), 'the same form again is the same message');
	const other = pair(await report({ ...sent, content: `${words}还有老鼠。` }, { form }));
	ok(other.number && other.number !== got.number, 'with other words it is another');
	is(sql(`select count(*) from xz.source_request where number in ('${got.number}', '${other.number}')`), '2',
		'each is there once');
	is(tasks(row(got.number).uuid), `request_sort|intake|${here}`, 'it waits for the intake of the agency named');
});

await part('what is readable of it', async () => {
	const dump = sql(`select q::text from xz.source_request q union all select m::text from xz.source_message m
		union all select encode(s.sealed, 'escape') from xz.source_sealed s union all select t::text
		from xz.people_task t where t.subject_kind = 'request' union all select d::text from xz.query_doc d`);
	for (const [what, value] of Object.entries({ ...person, words, about: sent.about }))
		ok(!dump.includes(value), `${what}: in no row of the store`);
	for (const role of ['xz_portal', 'xz_desk', 'xz_exchange', 'xz_daemon'])
		is(sql(`select has_table_privilege('${role}', 'xz.source_sealed', 'select')`), 'f',
			`${role} reads no envelope`);
	for (const role of ['xz_desk', 'xz_exchange', 'xz_daemon'])
		is(sql(`select has_function_privilege('${role}',
			'xz.source_take(text, text, boolean, uuid, bytea, bytea)', 'execute')`), 'f',
			`${role} takes nothing in`);
	is(sql('select has_table_privilege(\'xz_portal\', \'xz.source_request\', \'select\')'), 'f',
		'the portal reads no request');
});

await part('who sees it', async () => {
	const { path, uuid } = row(got.number);
	const before = sql(`select count(*) from xz.people_access where subject_ref = '${uuid}'`);
	const page = await desk(intake).get(path);
	for (const [what, value] of Object.entries({ ...person, words, about: sent.about }))
		ok(page.text.includes(value), `the intake reads: ${what}`);
	is(sql(`select count(*) from xz.people_access where subject_ref = '${uuid}'`), String(Number(before) + 1),
		'and the reading is noted');
	for (const who of [head, supervisor]) {
		const other = await desk(who).get(path);
		is(other.status, 200, `${who}: that there is one`);
		for (const [what, value] of Object.entries({ ...person, words }))
			ok(!other.text.includes(value), `${who} does not read: ${what}`);
		unlike(other.text, /\/do\/sort/, 'nor has a hand in it');
		is((await desk(who).get(`${path}/do/sort`)).status, 404, 'not by its address either');
	}
	is((await desk(theirs).get(path)).status, 404, 'another agency: nothing');
	const list = await desk(intake).get('/desk/source/');
	like(list.text, new RegExp(got.number), 'in the queue');
	ok(!list.text.includes(person.name) && !list.text.includes(sent.about), 'without a name');
	is((await desk(intake).get('/desk/source/?after=ZZZ')).status, 404, 'an unknown key is an error');
	like((await desk(intake).get('/desk/source/?state=nonsense')).text, /<option value="waits" selected/,
		'an unknown state is none');
});

await part('sorted, forwarded, sent back', async () => {
	const { path, uuid } = row(got.number);
	is((await desk(intake).get(`${path}/do/answer`)).status, 409, 'nothing is answered before it is sorted');
	is((await act(intake, path, 'sort', { sort: 'report', subject_name: sent.about })).status, 200, 'sorted');
	is(tasks(uuid), `request_decide|intake|${here}`, 'now it is to be decided');
	const old = await desk(intake).get(`${path}/do/forward`);
	is((await send(desk(intake), old, '/do/forward', { reason: '属于该机关职责' })).status, 422, 'whereto?');
	is((await send(desk(intake), old, '/do/forward', { agency: agency(there), reason: '属于该机关职责' })).status,
		200, 'forwarded');
	is((await send(desk(intake), old, '/do/forward', { agency: agency(there), reason: '属于该机关职责' })).status,
		200, 'sent twice is once');
	is(row(got.number).holder, there, 'it is theirs');
	is(tasks(uuid), `request_sort|intake|${there}`, 'and waits there alone');
	const left = await desk(intake).get(path);
	is(left.status, 200, 'who forwarded sees how it stands');
	ok(!left.text.includes(person.name), 'but not what was sent');
	is((await desk(intake).get(`${path}/do/sort`)).status, 404, 'nor may they go on with it');
	like((await desk(theirs).get(path)).text, new RegExp(person.name), 'the other intake reads it');
	unlike((await desk(theirs).get(path)).text, /\/do\/forward/, 'who got it forwarded is offered no way onward');
	is((await act(theirs, path, 'forward', { agency: agency(here), reason: '自行移送' })).status, 409,
		'nor may they by its address');
	is(row(got.number).holder, there, 'so it stays');
	is((await act(theirs, path, 'send_back', { reason: '不属于本机关职责' })).status, 200, 'sent back');
	is(row(got.number).holder, here, 'to who forwarded');
	is(tasks(uuid), `request_sort|intake|${here}`, 'it waits there again');
	unlike((await desk(intake).get(path)).text, /\/do\/send_back/, 'who has it back does not return it');
});

await part('it becomes a clue', async () => {
	const { path, ref } = row(got.number);
	is((await act(intake, path, 'sort', { sort: 'report', subject_name: sent.about })).status, 200, 'sorted again');
	const at = `/desk/clues/new?request=${ref}`, form = await desk(intake).get(at);
	is(form.status, 200, 'the form of a clue');
	like(form.text, new RegExp(words), 'has what was sent');
	ok(!form.text.includes(person.name) && !form.text.includes(person.telephone), 'and nothing of who sent it');
	is((await desk(theirs).get(at)).status, 404, 'another\'s request makes no clue');
	is((await desk(intake).get(`/desk/clues/new?request=${refText('0'.repeat(8) + '-0000-0000-0000-' +
		'0'.repeat(11) + '1')}`)).status, 404, 'nor one that is not there');
	const fields = { channel: 'report', new_kind: 'person', new_name: sent.about, content: words };
	const clue = await send(desk(intake), form, '/desk/clues/new', fields);
	is(clue.status, 200, 'registered');
	like(clue.path, /^\/desk\/cases\//, 'as a case');
	is((await send(desk(intake), form, '/desk/clues/new', fields)).path.split('?')[0], clue.path.split('?')[0],
		'sent twice is once');
	is((await desk(intake).get(at)).status, 404, 'a second clue of it there is not');
	is(row(got.number).state, 'accepted', 'the request says so');
	is(sql(`select count(*) from xz.source_message_clue k join xz.source_request q on q.message_id = k.message_id
		and q.clue_id = k.case_id where q.number = '${got.number}'`), '1', 'message and clue are bound');
	like((await desk(intake).get(path)).text, new RegExp(clue.path.match(/[0-9A-Z]{26}/)[0]), 'and leads to it');
	like((await status(got)).text, /已转为线索/, 'the sender reads that it is being looked into');
	is((await act(intake, path, 'answer', { answer: '经核查已立案，感谢您的监督。' })).status, 200, 'answered');
	is(tasks(row(got.number).uuid), '', 'nothing waits any more');
});

await part('what the sender is told', async () => {
	const spaced = { number: got.number.replace(/(....)/g, '$1 '), secret: got.secret.toLowerCase() };
	const page = await status(spaced);
	is(page.status, 200, 'with number and secret, as people type them');
	like(page.text, /经核查已立案，感谢您的监督/, 'the answer');
	is((await status({ ...got, secret: got.secret.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) })).status, 422,
		'not with another secret');
	is((await status({ ...got, number: String(BigInt(got.number) + 1n) })).status, 422,
		'not for another number with it');
	is((await status({ number: '1', secret: '' })).status, 422, 'nor with nothing');
});

await part('refused', async () => {
	const mine = pair(await report({ ...sent, sort: 'complaint' })), { path, uuid } = row(mine.number);
	is((await act(intake, path, 'sort', { sort: 'complaint', subject_name: sent.about })).status, 200, 'sorted');
	is(sql(`select c.rule, c.term_n, c.term_unit from xz.calendar_clock c where c.subject_ref = '${uuid}'
		and c.state = 'open'`), here === 'sj' ? 'source.accept|7|wd' : '',
			'whether it is taken on is decided in seven working days, where that is the field\'s rule');
	is((await act(intake, path, 'reject', { ground: 'nothing', answer: '不属于受理范围' })).status, 422,
		'a ground that is not offered');
	const form = await desk(intake).get(`${path}/do/reject`), again = await desk(intake).get(`${path}/do/reject`);
	is((await send(desk(intake), form, '/do/reject', { ground: 'too_late',
		answer: '超过三年，不予受理。' })).status,
		200, 'refused');
	is((await send(desk(intake), again, '/do/reject', { ground: 'too_late',
		answer: '别的话，别的话' })).status, 409,
		'another form of before is told so');
	is(sql(`select count(*) from xz.calendar_clock c where c.subject_ref = '${uuid}' and c.state = 'open'`), '0',
		'its term has ended');
	like((await status(mine)).text, /超过三年，不予受理/, 'the sender reads why');
});

await part('about enforcement', async () => {
	const mine = pair(await report({ ...sent, sort: 'enforcement' })), { path, uuid, holder } = row(mine.number);
	ok(holder !== here, 'the agency it is about does not have it');
	is(tasks(uuid), `request_sort|supervisor|${holder}`, 'it waits for the supervision body');
	for (const who of [intake, head])
		is((await desk(who).get(path)).status, 404, `${who}, of the agency it is about, knows of nothing`);
	like((await desk(supervisor).get(path)).text, new RegExp(words), 'a supervisor reads it');
	is((await act(supervisor, path, 'sort', { sort: 'report' })).status, 422, 'it stays what it is');
	is((await act(supervisor, path, 'sort', { sort: 'enforcement' })).status, 200, 'sorted');
	is((await act(supervisor, path, 'accept', {})).status, 200, 'taken on');
	is(sql(`select c.rule, c.term_n, c.term_unit from xz.calendar_clock c where c.subject_ref = '${uuid}'
		and c.state = 'open'`), 'source.answer|60|d', 'the answer is due in sixty days');
	const forward = await desk(supervisor).get(`${path}/do/forward`);
	ok(forward.status !== 200 || !forward.text.includes(agency(here)), 'to the agency it is about it never goes');
	is((await act(supervisor, path, 'answer', { answer: '已经核实，责令改正。' })).status, 200, 'answered');
});

await part('in parts, merged, bound', async () => {
	const mine = pair(await report({ ...sent, content: `${words}另外想问怎么办许可。` }));
	const { path } = row(mine.number);
	is((await act(intake, path, 'part', { sort: 'consult', reason: '另问许可' })).status, 200, 'parted');
	const second = `${mine.number}-2`, two = row(second);
	like((await desk(intake).get(path)).text, new RegExp(`同一来件[^]*${second}`), 'its page names the other part');
	like((await desk(intake).get(two.path)).text, new RegExp(words), 'which shows what was sent');
	is((await act(intake, two.path, 'answer', { answer: '请到政务中心窗口办理许可。' })).status, 200,
		'answered alone');
	const said = (await status(mine)).text;
	like(said, new RegExp(`${mine.number}<[^]*${second}<`), 'the sender sees both');
	like(said, /已收到[^]*已办结[^]*请到政务中心窗口/, 'each as it stands');
	const other = pair(await report({ ...sent, content: `${words}我又去看了。` })), b = row(other.number);
	is((await act(theirs, b.path, 'merge', { other: mine.number }).catch((e) => e)).status ?? 404, 404,
		'another agency merges nothing');
	const form = await desk(intake).get(`${b.path}/do/merge?other=${mine.number}`);
	like(form.text, new RegExp(`name="other"[^>]*value="${mine.number}"`),
		'the form has the number it opened with');
	is((await send(desk(intake), form, '/do/merge', {})).status, 200, 'merged');
	is(tasks(b.uuid), '', 'nothing waits of it');
	like((await desk(intake).get(path)).text, new RegExp(`并入本件[^]*${other.number}`), 'the head names it');
	is((await act(intake, path, 'sort', { sort: 'report', subject_name: sent.about })).status, 200, 'sorted');
	is((await act(intake, path, 'answer', { answer: '两件一并核查，已责令改正。' })).status, 200, 'and answered');
	like((await status(other)).text, /已办结[^]*两件一并核查/, 'whoever sent the merged one reads the answer');
	is((await act(intake, b.path, 'unmerge', { reason: '不是同一家' })).status, 200, 'undone');
	unlike((await status(other)).text, /两件一并核查/, 'it is its own again');
	is(tasks(b.uuid), `request_sort|intake|${here}`, 'and to be sorted');
});

await part('one after the other', async () => {
	const mine = pair(await report({ ...sent, content: '夜宵摊占了盲道，油烟很大，天天到凌晨。' }));
	const { path } = row(mine.number);
	const first = await desk(intake).get('/desk/source/next');
	like(first.path, /^\/desk\/source\/[0-9A-Z]{26}\?run=1$/, 'the first that waits is opened');
	like(first.text, /data-key="s"/, 'with its keys');
	const run = await desk(intake).get(`${path}?run=1`);
	const sorted = await desk(intake).get(`${path}/do/sort?run=1`);
	const after = await send(desk(intake), sorted, '/do/sort', { sort: 'help', subject_name: '夜宵摊' });
	like(after.path, new RegExp(`${path}\\?run=1`), 'sorted, it is to be decided: the same again');
	const done = await send(desk(intake), await desk(intake).get(`${path}/do/answer?run=1`), '/do/answer',
		{ answer: '已经转告社区办理。' });
	is(row(mine.number).state, 'answered', 'answered');
	ok(!done.path.startsWith(path) && /run=1|\/desk\/source\//.test(done.path), 'and the next is open', done.path);
	like(run.text, /accesskey="n"/, 'one may be passed over');
	is((await desk(intake).get('/desk/source/next?after=ZZZ')).status, 404, 'behind nothing there is nothing');
});

await part('what may be one matter', async () => {
	const words2 = '网吧里未成年人通宵上网，不登记身份证，店主还卖烟给他们。';
	const a = pair(await report({ ...sent, about: '星空网吧', place: '蒸湘区蔡伦大道八号', content: words2 }));
	await desk(intake).get(row(a.number).path);
	const b = pair(await report({ ...sent, about: '星空网吧', place: '蒸湘区蔡伦大道八号',
		content: '未成年人在那里通宵上网，店主不登记身份证。' }));
	const page = await desk(intake).get(row(b.number).path);
	like(page.text, new RegExp(`可能是同一事项[^]*${a.number}`), 'is proposed');
	like(page.text, /名称 100/, 'with what speaks for it');
	like(page.text, new RegExp(`/do/merge\\?other=${a.number}`), 'and the way to merge it');
	const dump = sql('select k::text from xz.source_mark k union all select g::text from xz.source_gram g');
	ok(!/[\u4e00-\u9fff]/.test(dump), 'the store has no words for it');
	for (const role of ['xz_desk', 'xz_portal', 'xz_exchange', 'xz_daemon'])
		is(sql(`select has_table_privilege('${role}', 'xz.source_mark', 'select')`), 'f',
			`${role} reads no marks`);
});

await part('the record of a request', async () => {
	const { uuid, steps } = row(got.number);
	is(steps, 6, 'each act is a step');
	const lines = sql(`select convert_from(s.line, 'UTF8') from xz.record_step s join xz.source_request q
		on q.chain_id = s.chain_id where q.ref = '${uuid}' order by s.seq`);
	for (const [what, value] of Object.entries({ ...person, words, about: sent.about, answer: '经核查已立案' }))
		ok(!lines.includes(value), `${what}: in no line of it`);
	like(lines.split('\n')[0], /"message":"[0-9a-f]{64}"/, 'the first names the digest of what was received');
	is(sql(`select encode(sha256(s.sealed), 'hex') = encode(q.digest, 'hex') from xz.source_sealed s
		join xz.source_request q on q.message_id = s.message_id where q.ref = '${uuid}'`), 't', 'which fits');
});
// Last: it uses up what this address may send.
await part('more than one address may send', async () => {
	const form = await new Client(own.url, own.state).get('/report/status'), said = new Set();
	for (let i = 0; i < 60 && !said.has(429); i++)
		said.add((await status({ number: '12345678', secret: 'AAAABBBB' })).status);
	ok(said.has(429), 'is held up', [...said].join());
	is(form.status, 200, 'the pages themselves are not');
});
done();
