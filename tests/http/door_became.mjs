// door_became.mjs - what became of what a party asked for at the door, in plain words; consent to electronic service:
// given there, taken over, a decision served by it on the day it arrives, withdrawn.
import { refText } from '../lib/evidence.mjs';
import { doorOf, number } from '../lib/door.mjs';
import { formOf, send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';

const d = doorOf(main(), '127.0.10'), { sql } = d;
const fields = { content: '承办人员是竞争对手的亲属，经营又确有困难，特此申请。', name: '欧阳晓雯',
	telephone: '13907340000' };
const today = () => sql('select xz.today()');
const ask = async (c, t, sort, more = {}) => {
	const page = await d.say(c, `/my/cases/${t.ref}/send/${sort}`, { ...fields, ...more });
	ok(number(page), `${sort}: sent`, page.text.match(/class="note zhu[^]*?<\/div>/)?.[0] || page.status);
	return number(page);
};
// The step that takes it over, as the message's page leads to it.
const over = async (t, n, step, more = {}) => {
	const m = d.message(n), page = await d.desk(t.lead).get(m.path);
	const href = page.text.match(new RegExp(`href="(/desk/cases/\\w+/do/${step}[^"]*)"`))?.[1];
	const form = await d.desk(t.lead).get(href.replaceAll('&amp;', '&'));
	if (!formOf(form, `/do/${step}`)) throw new Error(`${step}: ${form.status} ${form.text.match(/<main[^]*/)}`);
	return send(d.desk(t.lead), form, `/do/${step}`, typeof more === 'function' ? more(formOf(form, `/do/${step}`))
		: more);
};
const shown = async (c, t, n) => {
	const page = await c.get(`/my/cases/${t.ref}`);
	return page.text.match(new RegExp(`${n}[^]*?</li>`))?.[0].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') ?? '';
};
const head = (t) => sql(`select a.username from xz.people_account a join xz.caseflow_case c on c.agency_id = a.agency_id
	join xz.people_duty q on q.account_id = a.id and q.duty = 'agency_head' and q.revoked_at is null
	where c.id = ${t.id} and a.active order by a.id limit 1`);

// Other tests have the first and the last of these.
const running = `exists (select from xz.calendar_clock q where q.subject_kind = 'track' and q.subject_id = k.id
	and q.rule = 'defence.term' and q.state = 'open' and q.due_at > xz.now())`;
await part('recusal', async () => {
	const told = d.parties(`k.state = 'notified' and ${running}`), t = told.at(-4), c = await d.slip(t);
	const n = await ask(c, t, 'recusal');
	like(await shown(c, t, n), /已收到/, 'it came');
	const page = await over(t, n, 'recusal_ask',
		(f) => ({ against: f.options.against.find((o) => o.value).value }));
	is(page.status, 200, 'taken over');
	like(await shown(c, t, n), /回避申请正在审查，审查期间不停止调查/, 'is being looked into');
	sql(`update xz.caseflow_recusal set granted = false, decided_on = xz.today(), words = 'x' where message_id =
		(select id from xz.door_message where number = '${n}')`);
	like(await shown(c, t, n), new RegExp(`驳回回避申请 ${today()}`), 'and refused');
	like((await c.get(`/my/cases/${t.ref}?lang=en`)).text, /Recusal refused/, 'in English too');
});

await part('a hearing', async () => {
	const all = d.parties(`k.state = 'notified' and ${running} and exists (select from xz.caseflow_notice n
		where n.track_id = k.id and n.hearing_right)`), t = all[1];
	const c = await d.slip(t), n = await ask(c, t, 'hearing');
	is((await over(t, n, 'hearing_request')).status, 200, 'taken over');
	like(await shown(c, t, n), /听证申请已受理，等待指定主持人/, 'is taken over');
	sql(`update xz.caseflow_hearing set chair_account = (select id from xz.people_account limit 1),
		appointed_on = xz.today() where message_id = (select id from xz.door_message where number = '${n}')`);
	like(await shown(c, t, n), /已指定听证主持人/, 'has a chair');
});

await part('instalments', async () => {
	const rest = `(select x.fine_fen + x.confiscation_fen - coalesce((select sum(y.amount_fen)
		from xz.caseflow_payment y where y.decision_id = x.id), 0)
		from xz.caseflow_decision x where x.track_id = k.id and x.revoked_on is null)`;
	const t = d.parties(`k.state = 'served' and k.procedure <> 'summary' and ${rest} > 0 and not exists (select
		from xz.caseflow_instalment i join xz.caseflow_decision x on x.id = i.decision_id
		where x.track_id = k.id)`)[0];
	const c = await d.slip(t), n = await ask(c, t, 'instalments');
	const fine = sql(`select round(${rest} / 100.0, 2) from xz.caseflow_track k where k.id = ${t.track}`);
	const due = sql(`select xz.today() + 30`);
	const papers = async () => (await c.get(`/my/cases/${t.ref}`)).text.includes('缴纳罚款通知书');
	is((await over(t, n, 'instalments', { instalments_0_due_on: due, instalments_0_amount: fine })).status, 200,
		'approval is asked');
	like(await shown(c, t, n), /正在审批/, 'it waits');
	ok(!(await papers()), 'without a paper');
	const approval = sql(`select ref from xz.act_approval where part_id = ${t.track} and action = 'instalments'
		order by id desc limit 1`), at = `/desk/approvals/${refText(approval)}`;
	const page = await d.desk(head(t)).get(at);
	is((await send(d.desk(head(t)), page, at, { verdict: 'agree', words: '同意。' })).status, 200,
		'the head agrees');
	like(await shown(c, t, n), new RegExp(`已同意延期或者分期，见文书和缴款 ${today()}`), 'which is told');
	ok(await papers(), 'with the paper');
	like((await c.get(`/my/cases/${t.ref}`)).text, new RegExp(`分期[^]*${due}`), 'and when it is to be paid');
});

// A party whose decision was not served yet: of one where it was, as it stood before.
const unserved = (i) => {
	const t = d.parties(`k.state = 'served' and exists (select from xz.caseflow_notice n where n.track_id = k.id)
		and exists (select from xz.caseflow_decision x where x.track_id = k.id and x.revoked_on is null
			and x.fine_fen > 0)`)[i];
	sql(`update xz.caseflow_track set state = 'decided' where id = ${t.track};
		update xz.caseflow_decision set served_on = null, pay_due = null where track_id = ${t.track};
		delete from xz.caseflow_service where track_id = ${t.track} and what = 'decision';
		update xz.caseflow_party set electronic_consent = false where id = (select party_id
			from xz.caseflow_track where id = ${t.track});
		update xz.calendar_clock set state = 'cancelled', closed_at = xz.now() where subject_kind = 'track'
			and subject_id = ${t.track} and state = 'open'`);
	return t;
};

await part('electronic service', async () => {
	const t = unserved(2), c = await d.slip(t), at = `/my/cases/${t.ref}/send/consent`;
	const serve = async (more = {}) => {
		const path = `/desk/cases/${t.caseRef}/do/serve_decision?track=${t.ref}`;
		const form = await d.desk(t.lead).get(path);
		return send(d.desk(t.lead), form, '/do/serve_decision', { method: 'electronic', told_public: '1',
			...more });
	};
	like((await serve()).text, /当事人没有同意电子送达|没有同意/, 'not without consent');
	const page = await c.get(at);
	like(page.text, /文书到达本平台的日期为送达日期/, 'what is agreed to stands there');
	const who = { name: '欧阳晓雯', telephone: '13907340000' };
	is((await d.say(c, at, { channel: 'door', ...who }, { form: page })).status, 422, 'not without the tick');
	is((await d.say(c, at, { channel: 'email', ...who, agree: '1' }, { form: page })).status, 422,
		'nor by mail without an address');
	const n = await ask(c, t, 'consent', { channel: 'door', agree: '1' });
	is((await c.get(at)).status, 409, 'once');
	const form = await over(t, n, 'service_address');
	is(form.status, 200, 'taken over as it stands', form.text.match(/class="note zhu[^]*?<\/div>/)?.[0]);
	like(await shown(c, t, n), /电子送达同意有效/, 'it holds');
	like((await c.get(`/my/cases/${t.ref}`)).text, /<dt>电子送达<\/dt>[^]*?本平台/, 'and stands with the case');
	sql(`update xz.people_remedy_body set review_channel = '' where agency_id = (select agency_id
		from xz.caseflow_case where id = ${t.id})`);
	like((await serve()).text, /提交行政复议申请的互联网渠道/, 'no decision without a channel for its review');
	sql(`update xz.people_remedy_body set review_channel = 'https://fuyi.example.gov.cn/' where agency_id = (select
		agency_id from xz.caseflow_case where id = ${t.id})`);
	const yesterday = sql('select xz.today() - 1');
	like((await serve({ served_on: yesterday })).text, /送达日期为文书到达之日/,
		'nor on another day than it arrives');
	is((await serve()).status, 200, 'served');
	is(sql(`select method || ' ' || served_on from xz.caseflow_service where track_id = ${t.track}
		and what = 'decision'`), `electronic ${today()}`, 'today');
	const told = (await c.get(`/my/cases/${t.ref}`)).text;
	like(told, /经您同意电子送达[^]*可以通过互联网申请行政复议： https:\/\/fuyi\.example\.gov\.cn\//,
		'the party is told');
	const w = await ask(c, t, 'withdrawal');
	const closed = await d.desk(t.lead).get(d.message(w).path);
	like(closed.text, /撤回电子送达同意/, 'withdrawn');
	const no = await over(t, w, 'service_address', { electronic: '1', electronic_channel: 'door' });
	like(no.text, /当事人已经撤回同意/, 'what is withdrawn is no consent');
	is((await over(t, w, 'service_address')).status, 200, 'taken over');
	is(sql(`select p.electronic_consent from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
		where k.id = ${t.track}`), 'f', 'there is none any more');
	like(await shown(c, t, w), /不再电子送达/, 'and the party sees it');
});

await part('withdrawn is withdrawn at once', async () => {
	const t = unserved(3);
	sql(`update xz.caseflow_party set electronic_consent = true, electronic_channel = 'email'
		where id = (select party_id from xz.caseflow_track where id = ${t.track})`);
	const c = await d.slip(t);
	await ask(c, t, 'withdrawal');
	const form = await d.desk(t.lead).get(`/desk/cases/${t.caseRef}/do/serve_decision?track=${t.ref}`);
	like((await send(d.desk(t.lead), form, '/do/serve_decision', { method: 'electronic', told_public: '1' })).text,
		/当事人已经撤回电子送达同意，请先受理/, 'before anybody took it over');
});
done();
