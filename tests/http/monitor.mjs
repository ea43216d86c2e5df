// monitor.mjs - alerts on the desk: who sees them, who explains, who reads the explanation; the supervisor's overview.
import { refText, storeOf } from '../lib/evidence.mjs';
import { accounts, Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const own = main(), { sql } = storeOf(own), all = accounts(own.state);
const as = (name) => new Client(own.url, own.state).session(name);
const supervisor = as(all.find((a) => a.duties.includes('supervisor')).username);

await part('raised by the daemon', async () => {
	ok(await until(() => Number(sql('select count(*) from xz.monitor_alert where level = \'red\'')) > 0),
		'terms of the demo that are over are alerts');
	is(sql(`select count(*) from xz.calendar_clock c join xz.monitor_rule r on r.clock = c.rule
		where c.state = 'open' and c.due_at < xz.now() - interval '5 minutes' and c.said < 2`), '0',
	'all of them');
	is(sql(`select count(*) from (select clock_id from xz.monitor_alert
		where ended_at is null and clock_id is not null group by 1 having count(*) > 1) x`), '0', 'each once');
});

const [uuid, agency, , head] = sql(`select a.ref, a.agency_id, a.unit_id, h.username from xz.monitor_alert a
	join lateral (select c.username from xz.people_account c join xz.people_duty d on d.account_id = c.id
		where c.unit_id = a.unit_id and d.duty = 'unit_head' limit 1) h on true
	where a.state = 'open' and a.clock_id is not null and a.duty in ('officer', 'unit_head')
	order by a.due_at limit 1`).split('|'),
	    path = `/desk/alerts/${refText(uuid)}`;
const other = sql(`select c.username from xz.people_account c join xz.people_duty d on d.account_id = c.id
	where d.duty = 'agency_head' and c.agency_id <> ${agency} limit 1`);

await part('who sees it', async () => {
	const wall = await supervisor.get('/desk/wall/');
	is(wall.status, 200, 'the overview');
	like(wall.text, new RegExp(`href="${path}"`), 'the longest overdue stands on it');
	is((await as(head).get(path)).status, 200, 'its unit head');
	is((await as(other).get(path)).status, 404, 'no other agency');
	is((await as(other).get('/desk/wall/')).status, 404, 'nor is the overview theirs');
	unlike((await as(other).get('/desk/alerts/?state=all')).text, new RegExp(path), 'nor in their list');
	const list = await supervisor.get('/desk/alerts/');
	ok(list.text.indexOf(path) > 0, 'in the supervisor\'s list');
	like((await supervisor.get('/desk/alerts/?state=nonsense')).text, /<option value="waits" selected/,
		'an unknown state is none');
	is((await supervisor.get('/desk/alerts/?after=ZZZ')).status, 404, 'an unknown key is an error');
});

await part('explained, asked again, accepted', async () => {
	const h = as(head);
	let page = await h.get(path);
	unlike(page.text, /do\/accept/, 'whose term it was does not accept');
	is((await supervisor.get(`${path}/do/explain`)).status, 404, 'a supervisor explains for nobody');
	const form = await h.get(`${path}/do/explain`);
	const empty = await send(h, form, '/do/explain');
	is(empty.status, 422, 'without words it is no explanation');
	const late = await send(h, form, '/do/explain', { words: '当事人下落不明，正在公告', promised: '2001-01-01' });
	is(late.status, 422, 'nor one that promises a day that has passed');
	like(late.text, /当事人下落不明/, 'what was typed is there');
	is((await send(h, form, '/do/explain', { words: '当事人下落不明，正在公告送达' })).status, 200, 'explained');
	is((await send(h, form, '/do/explain', { words: '当事人下落不明，正在公告送达' })).status, 200,
		'sent twice is once');
	page = await supervisor.get(path);
	like(page.text, /当事人下落不明，正在公告送达/, 'the supervisor reads it');
	const more = await supervisor.get(`${path}/do/ask_again`);
	is((await send(supervisor, more, '/do/ask_again', { reply: '公告日期？' })).status, 200, 'and asks for more');
	const again = await h.get(`${path}/do/explain`);
	is((await send(h, again, '/do/explain', { words: '公告自十一月二十日起' })).status, 200, 'explained again');
	const accept = await supervisor.get(`${path}/do/accept`), old = await supervisor.get(`${path}/do/accept`);
	is((await send(supervisor, accept, '/do/accept')).status, 200, 'accepted');
	is((await send(supervisor, old, '/do/accept')).status, 409, 'another form of before is told so');
	is(sql(`select state, count(*) from xz.monitor_alert a join xz.record_step s on s.chain_id = a.chain_id
		where a.ref = '${uuid}' group by 1`), 'accepted|5', 'each a step of its record');
	is(sql(`select count(*) from xz.record_step s join xz.monitor_alert a on a.chain_id = s.chain_id
		where a.ref = '${uuid}' and convert_from(s.line, 'UTF8') like '%公告%'`), '0',
		'no words in a line of it');
	like((await supervisor.get(path)).text, /已采纳/, 'it says so');
});

// A term of a random check is its coordinators', of a publication its publishers', whatever unit has the matter.
await part('of a duty that no unit holds', async () => {
	for (const duty of ['coordinator', 'publisher']) {
		const [which, who] = sql(`select a.ref, c.username from xz.monitor_alert a
			join xz.people_account c on c.agency_id = a.agency_id
			join xz.people_duty d on d.account_id = c.id and d.duty = '${duty}'
			where a.level = 'red' and a.ended_at is null and not a.person
			and a.ref <> '${uuid}' limit 1`).split('|');
		const at = `/desk/alerts/${refText(which)}`;
		const before = sql(`select duty from xz.monitor_alert where ref = '${which}'`);
		sql(`update xz.monitor_alert set duty = '${duty}', state = 'open' where ref = '${which}'`);
		const c = as(who);
		is((await c.get(at)).status, 200, `${duty}: reads it`);
		const form = await c.get(`${at}/do/explain`);
		is((await send(c, form, '/do/explain', { words: '已经安排，三日内办结' })).status, 200,
			'and explains it');
		is(sql(`select state from xz.monitor_alert where ref = '${which}'`), 'explained', 'so it stands');
		sql(`update xz.monitor_alert set duty = '${before}' where ref = '${which}'`);
	}
});

await part('a warning is its unit\'s', async () => {
	const [warning, n] = sql(`select a.ref, a.unit_id from xz.monitor_alert a where a.level = 'yellow'
		and a.ended_at is null and a.unit_id is not null limit 1`).split('|');
	if (!warning) return ok(true, 'the demo has none today');
	const officer = sql(`select c.username from xz.people_account c join xz.people_duty d on d.account_id = c.id
		where c.unit_id = ${n} and d.duty = 'officer' limit 1`), at = `/desk/alerts/${refText(warning)}`;
	is((await as(officer).get(at)).status, 200, 'an officer of the unit');
	is((await supervisor.get(at)).status, 404, 'not the supervisor');
});
done();
