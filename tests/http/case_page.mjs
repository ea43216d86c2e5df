// case_page.mjs - the functions that read a case's page past row security (migrations/again/caseflow.sql) show no more
// and no less than row security does; a page a worker keeps is never shown past its rights or an act, and its forms
// work.
import { join } from 'node:path';
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const { url, state } = main();
const admin = storeConf(state);
const desk = admin.replace('user=xz_admin', 'user=xz_desk');
const ask = (conninfo, text) => sqlOf(conninfo)(text), sql = sqlOf(admin);
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};

// One account of each duty in each agency, every seventh case and those without a unit; a share of a case, of an
// agency.
const people = new Map();
for (const a of accounts(state))
	for (const d of a.duties) if (!people.has(`${d} ${a.agency}`)) people.set(`${d} ${a.agency}`, a.username);
const names = [...new Set(people.values())];
const cases =
	sql('select id || \'|\' || ref from xz.caseflow_case where id % 7 = 0 or unit_id is null order by id limit 30')
	.split('\n')
	.map((l) => l.split('|'));
const refs = `array['${cases.map((c) => c[1]).join("','")}']::uuid[]`;
const stranger = names.find((u) => sql(`select count(*) from xz.people_account a, xz.caseflow_case c
	where a.username = '${u}'
	and c.id = ${cases[0][0]} and a.agency_id <> c.agency_id and a.unit_id is not null`) === '1');
const share = (kind, id, to) =>
	sql(`insert into xz.people_share (subject_kind, subject_id, to_kind, to_id, level, purpose, basis, until_day,
		granted_by)
	select '${kind}', ${id}, '${to}',
		case '${to}' when 'account' then a.id when 'unit' then a.unit_id else a.agency_id end, 'full', 'test',
	'test', xz.today() + 9, a.id from xz.people_account a where a.username = '${stranger}' returning id`);
const shares = [share('case', cases[0][0], 'account'), share('case', cases[1][0], 'unit'),
	share('case', cases[2][0], 'agency'),
	share('agency', sql(`select agency_id from xz.caseflow_case where id = ${cases[3][0]}`), 'account')];
const differ = [];
let seen = 0;
for (const username of names) {
	const token = new Client(url, state).session(username).cookies.get('xz').value;
	const [page, look, counts, n] = ask(desk, `set xz.token = '${token}';
		select (select count(*) from unnest(${refs}) r
			where (xz.caseflow_page(r, null, xz.now(), 1,
			1) is null) = exists (select from xz.caseflow_case c where c.ref = r)),
		(select count(*) from unnest(${refs}) r
			where ((xz.caseflow_open(sha256(convert_to('${token}', 'UTF8')), r,
				null)).look is null) = exists (select from xz.caseflow_case c where c.ref = r)),
		(select concat_ws(' ', count(*), count(*) filter (where t.kind in ('approve', 'countersign')),
		(select count(*) from xz.caseflow_case m
			where m.id = any((select xz.caseflow_actor_cases())::bigint[])
			and not exists (select from xz.caseflow_state s
			where s.procedure = m.procedure and s.version = m.procedure_version and s.code = m.state
			and s.ended)))
			from xz.people_account a, xz.people_task t
			left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id
			left join xz.spotcheck_visit v on t.subject_kind = 'spot_visit' and v.id = t.subject_id
			left join xz.spotcheck_task s on s.id =
				case t.subject_kind when 'draw' then t.subject_id else v.task_id end
			left join xz.inspection i on t.subject_kind = 'inspection' and i.id = t.subject_id
			left join xz.monitor_alert al on t.subject_kind = 'alert' and al.id = t.subject_id
			left join xz.source_request rq on t.subject_kind = 'request' and rq.id = t.subject_id
			left join xz.door_message dm on t.subject_kind = 'message' and dm.id = t.subject_id
			left join xz.joint_programme pg on t.subject_kind = 'programme' and pg.id = t.subject_id
			left join xz.joint_invitation iv on t.subject_kind = 'invitation' and iv.id = t.subject_id
			left join xz.supervise_matter sm on t.subject_kind = 'supervision' and sm.id = t.subject_id
			left join xz.act_approval ap on t.kind = 'approve' and ap.id = t.item_id
			where a.id = xz.people_actor() and t.done_at is null and (c.id is not null or s.id is not null
			or i.id is not null or al.id is not null or rq.id is not null or dm.id is not null
			or pg.id is not null or iv.id is not null or sm.id is not null)
			and (t.account_id = a.id or (t.account_id is null
			and t.agency_id = a.agency_id and t.duty in (select k.code from xz.people_duty_kind k
			where k.bit & xz.people_duties(a.id) <> 0)
			and (t.unit_id is null or t.unit_id = a.unit_id)))
			and (ap.id is null or ap.requested_by <> a.id))
		= (select concat_ws(' ', j ->> 'open', j ->> 'signing', j ->> 'cases')
		from (select xz.caseflow_task_counts(xz.now()) as j) x),
		(select count(*) from xz.caseflow_case c where c.ref = any(${refs}))`).split('|');
	seen += Number(n);
	if (page !== '0' || look !== '0' || counts !== 't')
		differ.push(`${username}: page ${page}, look ${look}, counts ${counts}`);
}
sql(`update xz.people_share set revoked_at = xz.now() where id in (${shares.join(',')})`);
ok(stranger && seen > 100 && seen < names.length * cases.length,
	`${seen} of ${names.length * cases.length} looks are somebody's`);
ok(differ.length === 0, 'page, look and counts agree with row security', differ);

// Kept pages: an officer's own case.
const [officer, id, ref] = sql(`select a.username || '|' || c.id || '|' || c.ref from xz.caseflow_case c
	join xz.caseflow_officer o on o.case_id = c.id
	and o.state = 'accepted' join xz.people_account a on a.id = o.account_id and a.active
	where c.state = 'investigating' order by c.id limit 1`).split('|');
const c = new Client(url, state).session(officer), path = `/desk/cases/${refText(ref)}`;
const look = async () => {
	const all = [];
	for (let i = 0; i < 8; i++) all.push(await c.get(path));
	return all;
};
const token = (p) => p.text.match(/name="_csrf" value="([^"]+)"/)?.[1];
const noted = () => Number(sql(`select count(*) from xz.people_access where subject_ref = '${ref}'`));
const before = noted(), pages = await look();
ok(pages.every((p) => p.status === 200), 'the page of a case, eight times');
is(noted() - before, 8, 'every look is noted, once');
is(new Set(pages.map(token)).size, 8, 'each has a token of its own');
sql(`update xz.record_chain set seq = seq + 1 where subject_kind = 'case' and id = (select chain_id
	from xz.caseflow_case where id = ${id});
	update xz.caseflow_case set title = title || '（改）' where id = ${id}`);
ok((await look()).every((p) => p.text.includes('（改）')), 'an act is seen at the next look');
sql(`update xz.record_chain set seq = seq - 1 where id = (select chain_id from xz.caseflow_case where id = ${id});
	update xz.caseflow_case set title = replace(title, '（改）', '') where id = ${id}`);
await look();
sql(`update xz.people_session set ended_at = clock_timestamp()
	where token_hash = sha256(convert_to('${c.cookies.get('xz').value}', 'UTF8'))`);
ok((await look()).every((p) => !p.text.includes('folio')), 'a session that ended sees nothing of it');
const again = new Client(url, state).session(officer);
for (let i = 0; i < 8; i++) await again.get(path);
const last = await again.get(path);
const out = await again.submit(last, {}, { form: '/desk/logout', follow: false });
is(out.status, 303, 'a form of a kept page is accepted');
done();
