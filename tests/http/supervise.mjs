// supervise.mjs - a matter at the desks: from an alert to a letter, the agency's answer, the check; who sees what.
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql } = storeOf(own);
const as = (name) => new Client(own.url, own.state).session(name);
const supervisor = as('supervisor1'), second = as('supervisor2'), justice = as('sf.chief');
const day = (n) => new Date(Date.now() + n * 86400e3 + 8 * 3600e3).toISOString().slice(0, 10);
const act = async (c, at, what, fields = {}) => send(c, await c.get(`${at}/do/${what}`), `/do/${what}`, fields);
const approve = async (c, at, verdict = 'agree', words = '') =>
	send(c, await c.get(`${at}/approve`), '/approve', { verdict, words });
const state = (uuid) => sql(`select state from xz.supervise_matter where ref = '${uuid}'`);

await until(() => Number(sql('select count(*) from xz.monitor_alert where level = \'red\'')) > 0);
// one of a case that nobody has brought before a court, and no matter yet
const [alert, code] = sql(`select a.ref, g.code from xz.monitor_alert a join xz.people_agency g on g.id = a.agency_id
	where a.level = 'red' and a.subject_kind in ('case', 'track') and a.number <> ''
	and not exists (select from xz.supervise_matter m where m.alert_id = a.id)
	and not xz.supervise_in_remedy((select s.whole from xz.subject s where s.kind = a.subject_kind
		and s.ref = a.subject_ref limit 1))
	order by a.id limit 1`).split('|');
const head = as(`${code}.chief`), reviewer = as(`${code}.reviewer1`);
const other = as(code === 'hj' ? 'yj.chief' : 'hj.chief');
let path, uuid;

await part('registered from the alert', async () => {
	const page = await supervisor.get(`/desk/alerts/${refText(alert)}`);
	like(page.text, /登记监督事项/, 'the alert offers it');
	const form = await supervisor.get(`/desk/supervise/from/alert/${refText(alert)}`);
	const empty = await send(supervisor, form, '/from/alert/', { facts: '' });
	is(empty.status, 422, 'not without the facts');
	const sent = await send(supervisor, form, '/from/alert/', { act_kind: 'penalty',
	    facts: '期限届满，一直没有作出决定。' });
	is(sent.status, 200, 'registered');
	path = sent.path.split('?')[0];
	uuid = sql('select ref from xz.supervise_matter order by id desc limit 1');
	is(path, `/desk/supervise/${refText(uuid)}`, 'its page comes');
	like(sent.text, /衡司督登〔\d+〕\d+号/, 'with its number');
	const again = await send(supervisor, await supervisor.get(`/desk/supervise/from/alert/${refText(alert)}`),
		'/from/alert/', { act_kind: 'penalty', facts: '再登记一次' });
	is(again.status, 409, 'an alert is one matter');
	like((await supervisor.get(`/desk/alerts/${refText(alert)}`)).text, new RegExp(path),
	    'the alert names its matter');
	is((await head.get(path)).status, 404, 'the agency does not see it yet');
});

await part('opened by two', async () => {
	is((await act(supervisor, path, 'accept')).status, 200, 'accepted');
	is((await justice.get(`${path}/do/open`)).status, 404, 'the head opens none');
	const form = await supervisor.get(`${path}/do/open`);
	const options = form.forms.find((f) => (f.action || '').includes('/do/open')).options.second;
	is(options.filter((o) => o.value).length, 1, 'another supervisor is offered, not oneself');
	const two = options.find((o) => o.value).value;
	is((await send(supervisor, form, '/do/open', { second: two })).status, 422, 'the right to recusal is told');
	is((await send(supervisor, form, '/do/open', { second: two, recusal_told: '1' })).status, 200, 'opened');
	is((await head.get(path)).status, 200, 'now the agency sees it');
	is((await other.get(path)).status, 404, 'no other agency does');
	unlike((await head.get(path)).text, /一直没有作出决定/, 'nor what the body wrote among itself');
	like((await head.get('/desk/supervise/letters/')).text, new RegExp(path), 'it is in its list');
});

await part('a letter: by the head, with number and seal', async () => {
	is((await act(supervisor, path, 'urge', { duty: '行政处罚法 第六十条 在期限内作出决定',
	    demand: '作出处理决定并报告',
		due: day(-1) })).status, 422, 'its day lies ahead');
	is((await act(supervisor, path, 'urge', { duty: '行政处罚法 第六十条 在期限内作出决定',
	    demand: '作出处理决定并报告',
		due: day(9) })).status, 200, 'asked for');
	is(state(uuid), 'opened', 'nothing is sent yet');
	is((await supervisor.post(`${path}/approve`, { verdict: 'agree' })).status, 404, 'who asked does not approve');
	const desk = await justice.get('/desk/');
	like(desk.text, /审批监督文书/, 'it waits on the desk of the head');
	const ask = await justice.get(`${path}/approve`);
	const draft = ask.text.match(/href="(\/desk\/documents\/[^"]+)"/)[1];
	like((await justice.get(draft)).text, /行政执法监督督办函/, 'who reads the draft');
	is((await approve(justice, path, 'return', '')).status, 422, 'returned with a reason only');
	is((await approve(justice, path)).status, 200, 'agreed');
	is(state(uuid), 'urged', 'sent');
	const page = await head.get(path);
	like(page.text, /衡司督办〔\d+〕\d+号/, 'the agency reads number');
	like(page.text, /作出处理决定并报告/, 'and what is asked');
	const paper = page.text.match(/href="(\/desk\/documents\/[^"]+)"[^>]*>衡司督办/)[1];
	is((await head.get(paper)).status, 200, 'and the paper');
	ok(await until(() => sql(`select d.state from xz.record_document d join xz.supervise_matter m
		on d.subject_kind = 'supervision' and d.subject_id = m.id and m.ref = '${uuid}'
		where d.type = 'supervise_urge'`) === 'sealed'), 'it is sealed');
	like((await head.get('/desk/')).text, /报告纠正情况/, 'it is on its desk');
	is(sql(`select count(*) from xz.calendar_clock c join xz.supervise_matter m on c.subject_kind = 'supervision'
		and c.subject_id = m.id where m.ref = '${uuid}' and c.rule = 'supervise.report' and c.state = 'open'
		and (c.due_at at time zone 'Asia/Shanghai')::date = '${day(9)}'`), '1',
		    'its term runs to the day that was typed');
});

await part('objection, answer', async () => {
	is((await act(reviewer, path, 'object', { words: '案件正在鉴定，期间不计入办案期限' })).status, 200,
	    'objected');
	is((await act(supervisor, path, 'answer_objection', { verdict: 'rejected',
	    words: '鉴定已于上月结束' })).status, 200,
		'answered');
	is((await approve(justice, path)).status, 200, 'by the head');
	like((await head.get(path)).text, /鉴定已于上月结束/, 'the agency reads why');
	is(state(uuid), 'urged', 'the letter holds');
	is(sql(`select count(*) from xz.people_task t join xz.supervise_matter m on t.subject_id = m.id
		where t.subject_kind = 'supervision' and m.ref = '${uuid}' and t.done_at is null`), '1',
		    'one task is left');
});

await part('reported, checked, closed', async () => {
	is((await supervisor.get(`${path}/do/report`)).status, 404, 'the body reports for nobody');
	is((await act(head, path, 'report', { answer: '已经作出处理决定。', done_on: day(0) })).status, 200,
	    'reported');
	is(sql(`select count(*) from xz.people_task t join xz.supervise_matter m on t.subject_id = m.id
		where t.subject_kind = 'supervision' and m.ref = '${uuid}' and t.kind = 'supervision_report'
		and t.done_at is null`), '0', 'it is off its desk');
	is((await act(second, path, 'check', { result: 'corrected', checked_on: day(0),
	    words: '查看了决定书' })).status, 200,
		'checked by the other of the two');
	const close = await act(supervisor, path, 'close', { outcome: 'corrected', words: '已经纠正' });
	is(close.status, 200, 'closing asked for');
	is((await approve(justice, path)).status, 200, 'agreed');
	is(state(uuid), 'closed', 'closed');
	is(sql(`select count(*) from xz.people_task t join xz.supervise_matter m on t.subject_id = m.id
		where t.subject_kind = 'supervision' and m.ref = '${uuid}' and t.done_at is null`), '0',
		    'no task is left');
	is(sql(`select count(*) from xz.record_step s join xz.supervise_matter m on m.chain_id = s.chain_id
		where m.ref = '${uuid}' and convert_from(s.line, 'UTF8') like '%决定书%'`), '0',
		    'no words in a line of its record');
	like((await supervisor.get('/desk/supervise/?ended=1')).text, new RegExp(path), 'it is in the list of all');
	unlike((await supervisor.get('/desk/supervise/')).text, new RegExp(path), 'and not in that of the open');
});

await part('of a complaint', async () => {
	const [ref, number] = sql(`select ref,
	    number from xz.source_request where sort = 'enforcement' order by id limit 1`)
		.split('|');
	sql(`update xz.source_request set state = 'accepted' where ref = '${ref}'`);
	const list = await supervisor.get('/desk/supervise/');
	like(list.text, new RegExp(number), 'what was taken on and is no matter yet is on the list');
	const form = await supervisor.get(`/desk/supervise/from/request/${refText(ref)}`);
	const sent = await send(supervisor, form, '/from/request/', { act_kind: 'inspection', ground: 'manner',
		title: '检查时没有出示证件', facts: '投诉人反映检查时没有出示证件。' });
	is(sent.status, 200, 'registered');
	like(sent.text, new RegExp(number), 'with the number of the complaint');
	unlike((await supervisor.get('/desk/supervise/')).text, new RegExp(`from/request/${refText(ref)}`),
	    'it is a matter now');
	is((await as('sj.intake').get(`/desk/supervise/from/request/${refText(ref)}`)).status, 404, 'of nobody else');
});

await part('a dispute that is elsewhere', async () => {
	sql(`insert into xz.caseflow_remedy (decision_id, kind, body, filed_on) select d.id, 'reconsideration',
	    '衡阳市人民政府',
		xz.today() from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
		join xz.caseflow_case c on c.id = k.case_id where c.number is not null order by d.id desc limit 1`);
	const [number, who] = sql(`select c.number,
	    g.ref from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id
		where c.number is not null and xz.supervise_in_remedy(c.ref) limit 1`).split('|');
	const form = await supervisor.get('/desk/supervise/new');
	const sent = await send(supervisor, form, '/supervise/new', { about: refText(who), source: 'media',
	    act_kind: 'penalty',
		ground: 'improper', object: number, title: '处罚幅度明显不当', facts: '媒体反映处罚过重。' });
	is(sent.status, 200, 'registered');
	like(sent.text, /争议正在复议或者诉讼中/, 'its page says so');
	const at = sent.path.split('?')[0], refused = await act(supervisor, at, 'accept');
	is(refused.status, 409, 'it is not accepted');
	like(refused.text, /不重复监督/, 'and says why');
	is((await act(supervisor, at, 'suspend', { way: 'reconsideration', receiver_name: '衡阳市人民政府' })).status,
	    200,
		'it is suspended');
	like((await supervisor.get('/desk/')).text, /登记复议、诉讼结果/, 'with a task at the result');
});
done();
