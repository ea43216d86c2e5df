-- The page of a case in one statement: the rights are asked once, not of each table (as xz.caseflow_case_numbers()), and
-- what they do not cover is left out.  The functions read as xz_owner, so every table below that has row security for
-- xz_desk is bound here to a case the actor may read.

-- What the desk's menu counts, for an actor with these rights (of xz.caseflow_rights()).
create function xz.caseflow_counts(rights bigint[], at timestamptz) returns json language plpgsql stable
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select max(x / 8) filter (where x % 8 = 4), max(x / 8) filter (where x % 8 = 3) into who, agency from unnest(rights) x;
  select a.unit_id, array(select k.code from xz.people_duty_kind k where xz.people_duties(a.id) & k.bit <> 0)
    into unit, codes from xz.people_account a where a.id = who;
  return (select json_build_object('open', count(*), 'over', count(*) filter (where q.due_at < at),
      'today', count(*) filter (where (q.due_at at time zone 'Asia/Shanghai')::date = day),
      'signing', count(*) filter (where t.kind in ('approve', 'countersign')),
      'cases', (select count(*) from xz.caseflow_case m where m.id in (select x / 8 from unnest(rights) x where x % 8 = 2)
        and not exists (select from xz.caseflow_state s where s.procedure = m.procedure
          and s.version = m.procedure_version and s.code = m.state and s.ended)))
    from (select o.* from xz.people_task o where o.done_at is null and o.account_id = who
      union all
      select o.* from xz.people_task o where o.done_at is null and o.account_id is null and o.agency_id = agency
        and o.duty = any(codes) and (o.unit_id is null or o.unit_id = unit)) t
    left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id
      and array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && rights
    left join xz.spotcheck_visit v on t.subject_kind = 'spot_visit' and v.id = t.subject_id
    left join xz.spotcheck_task s on s.id = case t.subject_kind when 'draw' then t.subject_id else v.task_id end
    left join xz.calendar_clock k on k.id = t.clock_id and k.state = 'open'
    left join xz.caseflow_approval p on t.kind = 'approve' and p.id = t.item_id
    cross join lateral (select coalesce(k.due_at, case when t.kind <> 'draw_lapsed' then s.publish_by end) as due_at) q
    where (c.id is not null or s.id is not null) and (p.id is null or p.requested_by <> who));
end $$;

create function xz.caseflow_task_counts(at timestamptz) returns json language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return xz.caseflow_counts(xz.caseflow_rights(), at);
end $$;

-- Null: no such case, or not the actor's to read.  route: noted in people_access as read; null: not noted.
create function xz.caseflow_page(which uuid, route text, at timestamptz, few_evidence int, few_documents int)
returns json language plpgsql security definer set search_path = xz, pg_temp as $$
declare f record; who bigint; rights bigint[] := xz.caseflow_rights();
begin
  select k.id, k.chain_id, h.y, h.seq into f from xz.caseflow_case k join xz.record_chain h on h.id = k.chain_id
    where k.ref = which and array[k.unit_id * 8 + 1, k.agency_id * 8, k.id * 8 + 2] && rights;
  if not found then
    return null;
  end if;
  select max(x / 8) into who from unnest(rights) x where x % 8 = 4;
  if route is not null then
    insert into xz.people_access (y, account_id, route, subject_kind, subject_ref)
      values (extract(year from at at time zone 'Asia/Shanghai')::int, who, route, 'case', which);
  end if;
  return (select json_build_object(
    'case', (select row_to_json(x) from (select c.id, c.chain_id, c.ref, c.procedure, c.procedure_version, c.state, s.phase,
        c.agency_id, c.unit_id, g.name as agency_name, u.name as unit_name, c.clue_number, c.number, c.title, c.cause_id,
        c.cause_name, c.act_from, c.act_to, c.harm, c.declared_major, c.filed_on, c.suspended_from, c.reported_version,
        c.review_passed_version, c.decide_extended, c.opened_by, c.version
      from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id left join xz.people_unit u on u.id = c.unit_id
      join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version and s.code = c.state
      where c.id = f.id) x),
    'numbers', (select row_to_json(x) from (select
        (select count(*) from xz.record_document d where d.subject_kind = 'case' and d.subject_id = f.id and d.state <> 'void') as documents,
        (select count(*) from xz.caseflow_evidence e where e.case_id = f.id) as evidence, f.seq as steps,
        (select count(*) from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id where k.case_id = f.id) as payments) x),
    'officers', (select json_agg(x) from (select o.account_id, o.name, o.certificate_no, o.role, o.state from xz.caseflow_officer o
      where o.case_id = f.id and o.state in ('named', 'accepted') order by o.role = 'verifier', o.role = 'assist', o.id) x),
    'marks', (select json_agg(x) from (select s.kind, max(s.occurred_at) as last_at from xz.record_step s
      where s.chain_id = f.chain_id and s.y = f.y group by s.kind order by min(s.seq)) x),
    'tracks', (select json_agg(x) from (select k.id, k.party_id, k.ref, p.name as party, p.name, p.natural_person, k.state,
        s.name_zh as state_zh, s.name_en as state_en, k.report_version, k.outcome, coalesce(l.name_zh, k.outcome) as outcome_zh,
        coalesce(l.name_en, k.outcome) as outcome_en, k.publish_state, k.major, k.heard, k.hearing_right, k.review_passed,
        k.deliberated, k.defence, k.version, coalesce(d.number, '') as number,
        exists (select from xz.caseflow_decision y where y.track_id = k.id) as decided,
        exists (select from xz.caseflow_hearing h where h.track_id = k.id and h.chair_account = who and h.withdrawn_on is null) as chairs
      from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
      join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version and s.code = k.state
      left join xz.caseflow_decision d on d.track_id = k.id and d.revoked_on is null
      left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'outcome' and v.code = k.outcome
        order by v.valid_from desc limit 1) l on true
      where k.case_id = f.id order by k.id) x),
    'turns', (select json_agg(x) from (select distinct on (t.kind, t.duty, t.track_id) t.kind, t.duty, k.name_zh as duty_zh,
        k.name_en as duty_en, c.display_name as name, coalesce(p.name, '') as party
      from xz.people_task t join xz.people_duty_kind k on k.code = t.duty left join xz.people_account c on c.id = t.account_id
      left join xz.caseflow_track y on y.id = t.track_id left join xz.caseflow_party p on p.id = y.party_id
      where t.subject_kind = 'case' and t.subject_id = f.id and t.done_at is null
        and array[t.account_id * 8 + 4, t.agency_id * 8 + 3, t.agency_id * 8] && rights
      order by t.kind, t.duty, t.track_id, t.id limit 6) x),
    'approvals', (select json_agg(x) from (select q.ref, q.track_id, q.action, c.display_name as asked_by, q.requested_at as asked_at,
        u.name_zh as duty_zh, u.name_en as duty_en, q.at_step + 1 as at_step, cardinality(q.chain) as steps, coalesce(p.name, '') as party
      from xz.caseflow_approval q join xz.people_account c on c.id = q.requested_by
      left join xz.people_duty_kind u on u.code = q.chain[q.at_step + 1]
      left join xz.caseflow_track k on k.id = q.track_id left join xz.caseflow_party p on p.id = k.party_id
      where q.case_id = f.id and q.state = 'pending' order by q.id) x),
    'cosigns', (select json_agg(x) from (select s.ref, s.action, s.account_id, c.username, s.officer_name, s.asked_by as asked_by_id,
        b.display_name as asked_by, s.asked_at
      from xz.caseflow_cosign s join xz.people_account c on c.id = s.account_id join xz.people_account b on b.id = s.asked_by
      where s.case_id = f.id and s.state = 'waiting' order by s.id) x),
    'evidence', (select json_agg(x) from (select e.no, e.kind, coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en, e.kind) as kind_en,
        e.name, e.source, e.place, e.taken_at, e.taken_by, e.original, e.pages, e.shows, e.note,
        not exists (select from xz.caseflow_cosign s where s.case_id = e.case_id and s.step_seq = e.step_seq and s.state <> 'signed') as signed
      from xz.caseflow_evidence e left join lateral (select v.name_zh, v.name_en from xz.law_code v
        where v.kind = 'evidence_kind' and v.code = e.kind order by v.valid_from desc limit 1) l on true
      where e.case_id = f.id order by e.no desc limit few_evidence) x),
    'documents', (select json_agg(x) from (select d.ref, t.name_zh, t.name_en, d.number, d.state,
        coalesce(d.sealed_at, d.approved_at, d.made_at) as on_at, c.display_name as made_by, coalesce(p.name, '') as party
      from xz.record_document d join xz.record_document_type t on t.code = d.type left join xz.people_account c on c.id = d.made_by
      left join xz.caseflow_track k on k.id = d.track_id left join xz.caseflow_party p on p.id = k.party_id
      where d.subject_kind = 'case' and d.subject_id = f.id and d.state <> 'void' order by d.id desc limit few_documents) x),
    'parties', (select json_agg(x) from (select s.ref as subject_ref, p.natural_person, p.name, p.code, p.address, p.representative,
        p.contact, coalesce(p.service_address, '') as service_address, p.electronic_consent,
        (select count(*) from xz.caseflow_party o join xz.caseflow_case oc on oc.id = o.case_id
          and array[oc.unit_id * 8 + 1, oc.agency_id * 8, oc.id * 8 + 2] && rights
          join xz.caseflow_track k on k.party_id = o.id join xz.caseflow_decision d on d.track_id = k.id
          where o.subject_id = p.subject_id and o.case_id <> p.case_id and d.outcome = 'penalty' and d.revoked_on is null) as earlier
      from xz.caseflow_party p join xz.register_subject s on s.id = p.subject_id where p.case_id = f.id order by p.id) x),
    'clue', (select json_agg(x) from (select coalesce(l.name_zh, s.channel) as channel_zh, coalesce(l.name_en, s.channel) as channel_en,
        s.received_at, s.subject_name, s.subject_code, s.content, s.real_name, coalesce(s.finding, '') as finding
      from xz.source_clue s left join lateral (select v.name_zh, v.name_en from xz.law_code v
        where v.kind = 'channel' and v.code = s.channel order by v.valid_from desc limit 1) l on true where s.case_id = f.id) x),
    'measures', (select json_agg(x) from (select m.kind, coalesce(p.name, '') as party, m.place, m.keeper, m.from_day, m.state,
        m.ended_on, m.extended, coalesce((select string_agg(concat_ws(' ', g.no || '.', g.name, nullif(g.spec, ''), g.quantity), '；'
          order by g.no) from xz.caseflow_goods g where g.measure_id = m.id), '') as goods,
        (select q.due_at from xz.calendar_clock q where q.subject_kind = 'measure' and q.subject_id = m.id and q.state = 'open'
          order by q.due_at limit 1) as due_at
      from xz.caseflow_measure m left join xz.caseflow_party p on p.id = m.party_id
      where m.case_id = f.id order by (m.state = 'live') desc, m.id desc) x),
    -- those that run; their derivation is another tab's
    'clocks', (select json_agg(x) from (select c.id, c.subject_kind, c.subject_id, c.subject_ref, c.agency_id, c.unit_id, c.account_id,
        c.duty, c.rule, p.source, v.label, c.basis_day, c.start_at, c.due_at, c.term_n, c.term_unit, c.state, c.stopped,
        c.provisional, c.extension_n, c.replaced_by, c.expiry_action, '{}' as derivation, c.closed_at
      from (select q.* from xz.calendar_clock q where q.state = 'open' and q.subject_kind = 'case' and q.subject_id = f.id
        union all
        select q.* from xz.caseflow_track k join xz.calendar_clock q on q.state = 'open' and q.subject_kind = 'track'
          and q.subject_id = k.id where k.case_id = f.id
        union all
        select q.* from xz.caseflow_measure m join xz.calendar_clock q on q.state = 'open' and q.subject_kind = 'measure'
          and q.subject_id = m.id where m.case_id = f.id) c
      join xz.calendar_version v on v.id = c.calendar_version left join xz.calendar_parameter p on p.id = c.parameter_id
      order by c.subject_kind, c.subject_id, c.due_at nulls last, c.id) x),
    'calendar', (select json_agg(x) from (select v.id, v.label from xz.calendar_version v order by v.id desc limit 1) x),
    -- what the next steps depend on: lib/caseflow/choice.c
    'have', (select json_agg(x) from (select
        count(*) filter (where o.role <> 'verifier' and o.state in ('named', 'accepted')) >= 2 as officers,
        coalesce(bool_or(o.role <> 'verifier' and o.account_id = who and o.state = 'named'), false) as named,
        coalesce(bool_or(o.role <> 'verifier' and o.account_id = who and o.state = 'accepted'), false) as officer,
        coalesce(bool_or(o.role = 'verifier' and o.account_id = who and o.state = 'accepted'), false) as verifier,
        exists (select from xz.caseflow_measure m where m.case_id = f.id and m.state = 'live') as live,
        exists (select from xz.caseflow_measure m where m.case_id = f.id and m.state = 'live' and m.kind <> 'preserve'
          and not m.extended) as sealed,
        exists (select from xz.caseflow_correction m where m.case_id = f.id and m.result is null) as corrections,
        exists (select from xz.caseflow_aid m where m.case_id = f.id and m.answered_on is null) as aids,
        exists (select from xz.caseflow_pause m where m.case_id = f.id and m.to_day is null) as pauses,
        exists (select from xz.review_request m where m.case_id = f.id and m.state = 'open' and m.returned_list is not null) as returned
      from xz.caseflow_officer o where o.case_id = f.id) x),
    'counts', xz.caseflow_counts(rights, at)));
end $$;
-- A short text that changes with what the actor's page of the case is made of: the case's record (every act appends to
-- it), his account, duties and place, the open tasks around him, the calendar.  Null as in caseflow_page(), by the
-- same rights, asked of this one case: tests/http/case_page.mjs compares them.  Notes the reading as that does.
create function xz.caseflow_look(which uuid, route text) returns text language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; moment timestamptz; day date; f record;
begin
  select a.id, a.agency_id, a.unit_id, m.moment, m.day, case when a.active then coalesce((select bit_or(k.bit) from (
        select d.duty from xz.people_duty d where d.account_id = a.id and d.revoked_at is null
          and d.from_day <= m.day and (d.until_day is null or d.until_day >= m.day)
        union all
        select p.duty from xz.people_deputy p where p.to_account = a.id and p.revoked_at is null
          and m.day between p.from_day and p.until_day and exists (select from xz.people_duty d
            where d.account_id = p.from_account and d.duty = p.duty and d.revoked_at is null
              and d.from_day <= m.day and (d.until_day is null or d.until_day >= m.day))) x
      join xz.people_duty_kind k on k.code = x.duty), 0) else 0 end
    into who, agency, unit, moment, day, held
    from xz.people_session s join xz.people_account a on a.id = s.account_id
    cross join (select x.moment, (x.moment at time zone 'Asia/Shanghai')::date as day
      from (select clock_timestamp() + c.offset_us * interval '1 microsecond' as moment from xz.db_clock c) x) m -- real time
    where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
      and s.ended_at is null and s.expires_at > clock_timestamp(); -- real time
  if who is null then
    return null;
  end if;
  select k.id, k.agency_id, k.unit_id, k.opened_by, h.seq into f
    from xz.caseflow_case k join xz.record_chain h on h.id = k.chain_id where k.ref = which;
  if not found then
    return null;
  end if;
  -- what most cases are seen by first: the rest is asked only of others
  if not coalesce((held & (1 | 8 | 16 | 64 | 128) <> 0 and f.agency_id = agency) or (held & (2 | 4) <> 0 and f.unit_id = unit)
      or (held & (1 | 2) <> 0 and f.opened_by = who), false) then
    if not (exists (select from xz.caseflow_officer o where o.case_id = f.id and o.account_id = who and o.state in ('named', 'accepted'))
      or exists (select from xz.caseflow_track t join xz.caseflow_hearing g on g.track_id = t.id
        where t.case_id = f.id and g.chair_account = who and g.withdrawn_on is null)
      or (held & 512 <> 0 and exists (select from xz.people_agency_tree t where t.ancestor = agency and t.descendant = f.agency_id))
      or held & 1023 <> 0 and exists (select from xz.people_share s where s.revoked_at is null and day between s.from_day and s.until_day
        and ((s.subject_kind = 'agency' and s.subject_id = f.agency_id and s.to_kind = 'account' and s.to_id = who)
          or (s.subject_kind = 'case' and s.subject_id = f.id and s.level = 'full' and (s.to_kind, s.to_id) in
            (('account', who), ('agency', agency), ('unit', unit)))))) then
      return null;
    end if;
  end if;
  if route is not null then
    insert into xz.people_access (y, at, account_id, route, subject_kind, subject_ref)
      values (extract(year from day)::int, moment, who, route, 'case', which);
  end if;
  return concat_ws('/', who, agency, unit, held, f.seq, day, (select max(v.id) from xz.calendar_version v),
    (select concat_ws('.', count(*), sum(o.id)) from xz.people_task o where o.done_at is null and o.account_id = who),
    (select concat_ws('.', count(*), sum(o.id)) from xz.people_task o where o.done_at is null and o.account_id is null
      and o.agency_id = agency));
end $$;
-- As before, with the duties (own and deputised: 0015) asked in the same query instead of by functions more.
create or replace function xz.people_session_open(hash bytea) returns table (
  account_id bigint, ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int, auth_time timestamptz, csrf_secret bytea,
  offset_us bigint, stale boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.id, p.ref, a.username, a.display_name, a.agency_id, a.unit_id, g.short_name, u.name,
    coalesce((select bit_or(k.bit) from (
        select d.duty from xz.people_duty d where d.account_id = a.id and d.revoked_at is null
          and d.from_day <= m.day and (d.until_day is null or d.until_day >= m.day)
        union all
        select p.duty from xz.people_deputy p where p.to_account = a.id and p.revoked_at is null
          and m.day between p.from_day and p.until_day and exists (select from xz.people_duty d
            where d.account_id = p.from_account and d.duty = p.duty and d.revoked_at is null
              and d.from_day <= m.day and (d.until_day is null or d.until_day >= m.day))) x
      join xz.people_duty_kind k on k.code = x.duty), 0), s.auth_time, s.csrf_secret, m.offset_us,
    s.last_seen < clock_timestamp() - interval '1 minute' -- real time
  from xz.people_session s
  join xz.people_account a on a.id = s.account_id and a.active
  join xz.people_principal p on p.id = a.id
  left join xz.people_agency g on g.id = a.agency_id
  left join xz.people_unit u on u.id = a.unit_id
  cross join (select c.offset_us, ((clock_timestamp() + c.offset_us * interval '1 microsecond') -- real time
    at time zone 'Asia/Shanghai')::date as day from xz.db_clock c) m
  where s.token_hash = hash and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
    and s.last_seen > clock_timestamp() - interval '30 minutes'; -- real time
end $$;
revoke execute on function xz.caseflow_look(uuid, text), xz.caseflow_counts(bigint[], timestamptz), xz.caseflow_task_counts(timestamptz),
  xz.caseflow_page(uuid, text, timestamptz, int, int) from public;
grant execute on function xz.caseflow_look(uuid, text), xz.caseflow_task_counts(timestamptz), xz.caseflow_page(uuid, text, timestamptz, int, int)
  to xz_desk, xz_daemon, xz_admin;
