// work.mjs - what waits on the desks: every open task of the demo says what its subject says now; each account finds
// the tasks, and the words, that it found when they were read with their subjects; the words are read in no other way.
import { ownStore } from '../lib/instance.mjs';
import { sqlOf } from '../lib/sql.mjs';
import { done, is, like, ok } from '../lib/tap.mjs';

const store = ownStore('work');
const psql = (text, user = 'postgres') => sqlOf(`${store} user=${user}`)(text);
function refused(text, user) {
	try {
		return psql(text, user);
	} catch (e) {
		return e.stderr;
	}
}

// ---- in step
const SAID = `(t.number, t.title, t.party, t.cause, t.due_at, t.seen_by, t.part_ref)`;
const otherwise = () => psql(`select count(*) filter (where ${SAID} is distinct from
	(s.number, s.title, coalesce(p.party, s.party), s.cause, s.due_at, s.seen_by, p.ref)), count(*) > 300,
		count(distinct t.subject_kind)
	from xz.people_task t left join xz.subject s on s.kind = t.subject_kind and s.id = t.subject_id
	left join xz.subject p on p.kind = 'track' and p.id = t.track_id where t.done_at is null`);
is(otherwise(), '0|t|8', 'after all that happened in the demo each open task says what its subject says');
psql(`update xz.caseflow_case set title = title || '?' where id in (select subject_id from xz.people_task
		where subject_kind = 'case' and done_at is null);
	update xz.caseflow_party set name = name || '?';
	select xz.work_in_step('case', id) from xz.caseflow_case;
	update xz.spotcheck_object set name = name || '?'`);
is(otherwise(), '0|t|8', 'under new names too; those of objects of draws follow by themselves');
ok(psql(`select count(*) from xz.people_task where done_at is null and kind = 'spot_visit'
	and party like '%?'`) > 0, 'and there were some');
like(refused("select xz.work_open('x', 'officer', 'case', null, null, null, null, '{0}', '{1}', '{1}')"),
	/work_subject|about nothing/, 'a task about nothing is refused');

// ---- whose they are.  As it was read before tasks carried words: with the rights of the role on every table.
const BEFORE = `select t.ref, coalesce(c.number, c.clue_number, st.draw_id, q.number, sm.number, '') as number,
		coalesce(c.title, st.title, ip.subject_name, q.number, pa.name || ' ' || pg.year,
			iv.subject_name, sm.title) as title,
		coalesce(p.name, (select y.name from xz.caseflow_party y where y.case_id = c.id order by y.id limit 1),
			(select s.subject_name from xz.caseflow_clue s where s.case_id = c.id),
			(select o.name from xz.spotcheck_object o where o.object_id = sv.object_id), sv.object_id,
			ip.subject_name, q.subject_name, pa.name, iv.subject_name, sg.name, '') as party,
		coalesce(c.cause_name, st.title, pg.year::text, va.name, '') as cause,
		coalesce(ap.action, cs.action) as action, coalesce(ap.ref, cs.ref) as item_ref, k.ref as part_ref,
		coalesce(kc.due_at, case when t.kind <> 'draw_lapsed' then st.publish_by end) as due_at
	from xz.people_task t left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id
	left join xz.spotcheck_visit sv on t.subject_kind = 'spot_visit' and sv.id = t.subject_id
	left join xz.spotcheck_task st on st.id = case t.subject_kind when 'draw' then t.subject_id else sv.task_id end
	left join xz.inspection ip on t.subject_kind = 'inspection' and ip.id = t.subject_id
	left join xz.source_request q on t.subject_kind = 'request' and q.id = t.subject_id
	left join xz.joint_programme pg on t.subject_kind = 'programme' and pg.id = t.subject_id
	left join xz.people_agency pa on pa.id = pg.agency_id
	left join xz.joint_invitation iv on t.subject_kind = 'invitation' and iv.id = t.subject_id
	left join xz.people_agency va on va.id = iv.agency_id
	left join xz.supervise_matter sm on t.subject_kind = 'supervision' and sm.id = t.subject_id
	left join xz.people_agency sg on sg.id = sm.about_id
	left join xz.act_approval ap on t.kind = 'approve' and ap.id = t.item_id
	left join xz.act_cosign cs on t.kind = 'countersign' and cs.id = t.item_id
	left join xz.caseflow_track k on k.id = t.track_id left join xz.caseflow_party p on p.id = k.party_id
	left join xz.calendar_clock kc on kc.id = t.clock_id and kc.state = 'open'
	where t.done_at is null and (c.id is not null or st.id is not null or ip.id is not null or q.id is not null
		or pg.id is not null or iv.id is not null or sm.id is not null)
		and (t.account_id = me.id or (t.account_id is null and t.agency_id = me.agency_id
			and t.duty in (select d.code from xz.people_duty_kind d
				where xz.people_duties(me.id) & d.bit <> 0)
			and (t.unit_id is null or t.unit_id = me.unit_id)))
		and (ap.id is null or ap.requested_by <> me.id)`;
const HOME = "xz.caseflow_home(xz.now(), true, xz.today(), xz.today(), null, false, null, 1000)";
const TASKS = `coalesce(${HOME} #>> '{work,tasks}', '[]')::json`;	// null: none
const NOW = `select t.ref, t.number, t.title, t.party, t.cause, t.action, t.item_ref, t.part_ref, t.due_at
	from json_to_recordset(${TASKS}) as t (ref uuid, number text, title text, party text,
		cause text, action text, item_ref uuid, part_ref uuid, due_at timestamptz)`;
// Some wait for an approval or a countersignature: the demo leaves none.
psql(`insert into xz.act_approval (subject_kind, subject_id, subject_ref, action, input, chain, at_step, state,
		requested_by, requested_at, occurred_at)
	select 'case', c.id, c.ref, 'decide', '{}', '{agency_head}', 0, 'pending', a.id, xz.now(), xz.now()
	from xz.caseflow_case c join xz.people_account a on a.agency_id = c.agency_id
		and xz.people_duties(a.id) & 8 <> 0
	where c.id in (select subject_id from xz.people_task where subject_kind = 'case' and done_at is null);
	select xz.work_open('approve', 'agency_head', 'case', null, null, p.id, null, array[p.subject_id],
		array[c.agency_id], '{0}') from xz.act_approval p join xz.caseflow_case c on c.id = p.subject_id
	where p.state = 'pending' and p.action = 'decide' and p.subject_kind = 'case'`);
// An officer has tasks of two cases of another agency, and may read one of them.
psql(`create temp table far as select c.id as case_id, a.id as account, a.agency_id as agency,
		row_number() over () as k
	from (select * from xz.people_account a where a.active and a.unit_id is not null
		and xz.people_duties(a.id) & 1023 = 2 order by a.id limit 1) a
	cross join lateral (select c.id from xz.caseflow_case c where c.agency_id <> a.agency_id
		and c.opened_by <> a.id and not exists (select from xz.caseflow_officer o where o.case_id = c.id
		and o.account_id = a.id) order by c.id limit 2) c;
	select xz.work_open('x', 'officer', 'case', null, null, null, null, array[case_id], array[agency],
		array[account]) from far;
	insert into xz.people_share (subject_kind, subject_id, to_kind, to_id, level, purpose, basis, until_day,
			granted_by)
		select 'case', case_id, 'account', account, 'full', 'test', 'test', xz.today() + 9, account
		from far where k = 1`);
const far = psql(`select account_id from xz.people_task where kind = 'x' and done_at is null`).split('\n');
is(far.length, 2, 'two tasks of cases elsewhere');
const accounts = psql(`select a.id, a.username from xz.people_account a where a.active and xz.people_duties(a.id) <> 0
	order by a.id`).split('\n').map((l) => l.split('|'));
psql(`insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
	select sha256(convert_to('work-' || id, 'UTF8')), id, '\\x00', 'test', clock_timestamp() + interval '1 hour'
	from xz.people_account`);
const asked = psql(accounts.map(([id]) => `set xz.token to 'work-${id}';
	with before as materialized (select x.* from xz.people_account me
		cross join lateral (${BEFORE}) x where me.id = ${id}),
	now as materialized (select x.* from xz.people_account me
		cross join lateral (${NOW}) x where me.id = ${id})
	select (select count(*) from now), (select count(*) from ((table before except table now)
		union all (table now except table before)) x), xz.caseflow_task_counts(xz.now()) ->> 'open',
		(select count(*) from json_to_recordset(${TASKS}) as t (subject_kind text,
		subject_ref uuid) where not exists (select from xz.subject s
		where s.kind = t.subject_kind and s.ref = t.subject_ref));`).join('\n'), 'xz_desk').split('\n')
	.map((l) => l.split('|').map(Number));
const other = accounts.map(([, username], i) => [username, ...asked[i]])
	.filter(([, n, differ, counted, unseen]) => differ > 0 || counted !== n || unseen > 0);
const found = asked.reduce((sum, [n]) => sum + n, 0), waiting = asked.filter(([n]) => n > 0).length;
is(other, [], 'each account finds what it found before, the menu counts as many, and no words of what it may not see');
ok(found > 300 && waiting > 20, `${found} tasks on ${waiting} desks`);
is(psql(`set xz.token to 'work-${far[0]}'; select count(*) from json_to_recordset(${TASKS}) as t (kind text)
	where t.kind = 'x'`, 'xz_desk'), '1', 'of them the one that is shared is on the desk');
const [someone] = accounts[0];
for (const column of ['title', 'party', 'number', 'cause'])
	like(refused(`set xz.token to 'work-${someone}'; select ${column} from xz.people_task`, 'xz_desk'),
		/permission denied/, `${column}: nobody reads it in the table`);
is(psql(`set xz.token to 'nobody'; select h #>> '{work,tasks}', h #>> '{work,counts,open}', h ->> 'cases',
	h ->> 'month' from ${HOME} h`, 'xz_desk'),
'|0|0|{"closed":0,"decided":0,"mean_days":-1,"returned":0}', 'without a session nothing');
done();
