// listed.mjs - lists of cases and inspections by arms, each with an index of its own: every account finds in every
// scope and phase or state what one plain statement finds by row security, in its order, and a page is a part of that.
import { ownStore } from '../lib/instance.mjs';
import { sqlOf } from '../lib/sql.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('listed');
const psql = (text, user = 'postgres') => sqlOf(`${store} user=${user}`)(text);
const accounts = psql(`select a.id, a.username, xz.people_duties(a.id) & 6 <> 0 and a.unit_id is not null
	from xz.people_account a where a.active and xz.people_duties(a.id) <> 0 order by a.id`).split('\n')
	.map((l) => l.split('|'));
psql(`insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)
	select sha256(convert_to('listed-' || id, 'UTF8')), id, '\\x00', 'test', clock_timestamp() + interval '1 hour'
	from xz.people_account;
	-- files of others that a head may read: an agency's, and one case
	insert into xz.people_share (ref, subject_kind, subject_id, to_kind, to_id, level, purpose,
		basis, from_day, until_day, granted_by)
	select xz.new_ref(), s.kind, s.id, 'account', (select id from xz.people_account where username = 'sj.chief'),
		'full', 'test', 'test', xz.today(), xz.today(),
		(select id from xz.people_account where username = 'hj.chief')
	from (select 'agency' as kind, agency_id as id from xz.people_account where username = 'hj.chief'
		union all (select 'case', c.id from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id
		where c.agency_id not in (select agency_id from xz.people_account
			where username in ('sj.chief', 'hj.chief'))
		order by c.id limit 1)) s;
	-- parts of one case in several states, and one that is left open in a case that has ended
	update xz.caseflow_track set closed_at = null where id in (select k.id from xz.caseflow_track k
		join xz.caseflow_case c on c.id = k.case_id where c.state = 'archived' order by k.id limit 3)`);

const ask = (scope, own) => `with phase (p) as (values (''), ('clue'), ('filing'), ('investigation'), ('review'),
		('notice'), ('hearing'), ('handling'), ('decision'), ('execution'), ('closing'), ('end'), ('all'),
		('none')),
	plain as materialized (select p, array(select c.id from xz.caseflow_case c join xz.caseflow_state s
			on s.procedure = c.procedure and s.version = c.procedure_version and s.code = c.state
		where ${own} and (p = 'all' or case when p = '' then not s.ended else s.phase = p or exists (select
			from xz.caseflow_track k join xz.caseflow_state ks on ks.procedure = k.procedure
			and ks.version = k.procedure_version and ks.code = k.state
			where k.case_id = c.id and k.closed_at is null and ks.phase = p) end)
		order by c.id desc) as ids from phase)
	select '${scope}', p, ids = array(select xz.caseflow_listed('${scope}', p, 9223372036854775807, 100000)),
		ids[1:3] = array(select xz.caseflow_listed('${scope}', p, 9223372036854775807, 3)),
		ids[4:8] = array(select xz.caseflow_listed('${scope}', p, coalesce(ids[3], 0), 5)), cardinality(ids)
	from plain;`;
const found = accounts.flatMap(([id, username, unit]) => psql(`set xz.token to 'listed-${id}';
	${ask('mine', 'c.id = any((select xz.caseflow_actor_cases())::bigint[])')}
	${unit === 't' ? ask('unit', `c.unit_id = (select unit_id from xz.people_account where id = ${id})`) : ''}
	${ask('agency', 'true')}`, 'xz_desk').split('\n').map((l) => [username, ...l.split('|')]));
is(found.filter((f) => f.slice(3, 6).includes('f')).map((f) => f.join(' ')), [],
	'each account, scope and phase: the same cases in the same order, whole and by pages');
const shown = (scope, phase) => found.filter((f) => f[1] === scope && f[2] === phase && Number(f[6]) > 0).length;
ok(['mine', 'unit', 'agency'].every((s) => shown(s, 'all') > 5), 'and there were some in each scope');
ok(['', 'clue', 'review', 'decision', 'execution', 'end'].every((p) => shown('agency', p) > 0), 'and in the phases');
is(shown('agency', 'none'), 0, 'in a phase that is none there are none');

// Inspections: the plain statement is the list as it was before it had arms.
const asked = (scope, own) => `with words (s) as (values (''), ('open'), ('checked'), ('told'),
		('closed'), ('asked'), ('rectify')),
	plain as materialized (select s, array(select i.id from xz.inspection i where ${own}
		and (s = '' or i.state = s
		or (s = 'open' and i.state not in ('closed', 'cancelled', 'told'))) order by i.id desc) as ids
		from words)
	select '${scope}', s, ids = array(select xz.inspection_listed(0, '${scope}', s, 9223372036854775807, 9999)),
		ids[1:3] = array(select xz.inspection_listed(0, '${scope}', s, 9223372036854775807, 3)),
		ids[4:8] = array(select xz.inspection_listed(0, '${scope}', s, coalesce(ids[3], 0), 5)),
		cardinality(ids) from plain;`;
const visited = accounts.flatMap(([id, username]) => psql(`set xz.token to 'listed-${id}';
	${asked('mine', `(i.opened_by = ${id} or exists (select from xz.inspection_officer o
		where o.inspection_id = i.id and o.account_id = ${id}))`)}
	${asked('unit', `i.unit_id = (select unit_id from xz.people_account where id = ${id})`)}
	${asked('all', 'true')}`, 'xz_desk').split('\n').map((l) => [username, ...l.split('|')]));
is(visited.filter((f) => f.slice(3, 6).includes('f')).map((f) => f.join(' ')), [],
	'inspections: each account, scope and state, whole and by pages');
ok(['mine', 'unit', 'all'].every((s) => visited.some((f) => f[1] === s && Number(f[6]) > 3)),
	'and there were some in each scope');
const parts = psql(`select distinct substr(name, n, 2) from xz.inspection_public, generate_series(1, 8) n limit 30`)
	.split('\n').filter((p) => p.length === 2);
const part = (p) => psql(`with plain as (select array(select ref from xz.inspection_public
		where position('${p}' in name) > 0 or object_id = '${p}' order by published_at desc, ref desc) as refs)
	select refs = array(select xz.inspection_public_find('${p}', null, null, null, 1000)),
		refs[1:2] = array(select xz.inspection_public_find('${p}', null, null, null, 2)),
		cardinality(refs) < 3 or refs[3:3] = array(select f from xz.inspection_public x,
			xz.inspection_public_find('${p}', null, x.published_at, x.ref, 1) f where x.ref = refs[2])
	from plain`, 'xz_portal');
is(parts.filter((p) => part(p) !== 't|t|t'), [], `the public finds inspections by ${parts.length} parts of names`);
is(part('无此企业名称'), 't|t|t', 'and none by what is in none');
// Publications: no item of an agency that the lists do not walk.
is(accounts.filter(([id]) => psql(`set xz.token to 'listed-${id}'; select count(*) from xz.disclosure_item i
	where i.agency_id not in (select xz.disclosure_agencies())`, 'xz_desk') !== '0').map((x) => x[1]), [],
'each account sees items of the agencies alone whose lists it is shown');
const doneOf = (id) => psql(`set xz.token to 'listed-${id}'; with plain as materialized (select array(select i.id
		from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id
		join xz.caseflow_track k on k.id = d.track_id where i.state <> 'draft' order by i.id desc) as ids)
	select ids = array(select xz.disclosure_done(9223372036854775807, 9999)),
		ids[3:5] = array(select xz.disclosure_done(coalesce(ids[2], 0), 3)), cardinality(ids)
	from plain`, 'xz_desk').split('|');
const published = accounts.map(([id, username]) => [username, ...doneOf(id)]);
is(published.filter((f) => f[1] !== 't' || f[2] !== 't').map((f) => f.join(' ')), [],
	'and the same of what was published, whole and by pages');
ok(['sj.chief', 'sj.officer1'].every((u) => published.some((f) => f[0] === u && Number(f[3]) > 2)),
	'by whole agencies and by cases');
is(psql("set xz.token to 'nobody'; select count(*) from xz.inspection_listed(0, 'all', '', 9223372036854775807, 9)",
	'xz_desk'), '0', 'without a session no inspection');
is(psql("set xz.token to 'nobody'; select count(*) from xz.caseflow_listed('agency', 'all', 9223372036854775807, 9)",
	'xz_desk'), '0', 'without a session nothing');
done();
