-- caseflow_page: what a page of the desk about cases shows, in one statement.

-- ---- the page of a case in one statement: the rights are asked once, not of each table (as in
-- xz.caseflow_case_numbers()), and what they do not cover is left out.  The functions read as xz_owner, so every table
-- below that has row security for xz_desk is bound here to a case the actor may read.
-- How many of their own cases have not ended, of an actor with these rights (of xz.caseflow_rights(true)); of their own
-- no more than a thousand are counted.
create function xz.caseflow_own_open(near bigint[]) returns bigint language plpgsql stable
set search_path = xz, pg_temp as $$
declare me record;
begin
  select * into me from xz.caseflow_actor(near);
  return (select count(*) from (select from xz.caseflow_own o where o.account_id = me.who and not o.ended
      and (not o.opened or me.held & (1 | 2) <> 0) limit 1000) x)
    + (select count(*) from unnest(xz.caseflow_shared(me.who, me.held)) x (id) join xz.caseflow_case m on m.id = x.id
      where not exists (select from xz.caseflow_state s where s.procedure = m.procedure
        and s.version = m.procedure_version and s.code = m.state and s.ended)
      and not exists (select from xz.caseflow_own o where o.account_id = me.who and o.case_id = m.id
        and (not o.opened or me.held & (1 | 2) <> 0)));
end $$;
-- What the desk's menu counts: their tasks, and those cases.
create function xz.caseflow_counts(near bigint[], at timestamptz) returns json language plpgsql stable
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select json_build_object('open', w.open, 'over', w.over, 'today', w.today, 'signing', w.signing,
      'cases', xz.caseflow_own_open(near))
    from xz.work_counts(near, at) w);
end $$;
create function xz.caseflow_task_counts(at timestamptz) returns json language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return xz.caseflow_counts(xz.caseflow_rights(true), at);
end $$;

-- Null: no such case, or not the actor's to read.  route: noted in people_access as read; null: not noted.
-- A statement for each part and none for what the case does not have: a plan is started with all its parts, whether
-- they are reached or not, and a plan made for each call costs more than any of them.
create function xz.caseflow_page(which uuid, route text, at timestamptz, few_evidence int, few_documents int)
returns json language plpgsql security definer set search_path = xz, pg_temp
set plan_cache_mode = force_generic_plan as $$
declare f record; who bigint; near bigint[] := xz.caseflow_rights(true);
  numbers json; officers json; marks json; tracks json; turns json; approvals json; cosigns json; evidence json;
  documents json; parties json; clue json; measures json; clocks json; calendar json; have json;
begin
  select k.id, k.chain_id, h.y, h.seq,
      array(select t.id from xz.caseflow_track t where t.case_id = k.id) as tracks,
      array(select m.id from xz.caseflow_measure m where m.case_id = k.id) as measures,
      exists (select from xz.people_task t where t.subject_kind = 'case' and t.subject_id = k.id
        and t.done_at is null) as waits,
      (select row_to_json(x) from (select k.id, k.chain_id, k.ref, k.procedure, k.procedure_version, k.state,
        s.phase, k.agency_id, k.unit_id, g.name as agency_name, u.name as unit_name, k.clue_number, k.number, k.title,
        k.cause_id, k.cause_name, k.act_from, k.act_to, k.harm, k.declared_major, k.filed_on, k.suspended_from,
        k.reported_version, k.review_passed_version, k.decide_extended, k.opened_by, k.version,
        coalesce((select l.field from xz.law_cause l where l.id = k.cause_id),
          case when g.field not like '%;%' then g.field end, '') as field) x) as card
    into f from xz.caseflow_case k join xz.record_chain h on h.id = k.chain_id
      join xz.people_agency g on g.id = k.agency_id left join xz.people_unit u on u.id = k.unit_id
      join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version and s.code = k.state
    where k.ref = which and (array[k.unit_id * 8 + 1, k.agency_id * 8] && near
      or array[k.unit_id * 8 + 1, k.agency_id * 8, k.id * 8 + 2] && (select xz.caseflow_rights()));
  if not found then
    return null;
  end if;
  select a.who into who from xz.caseflow_actor(near) a;
  if route is not null then
    insert into xz.people_access (y, account_id, route, subject_kind, subject_ref)
      values (extract(year from at at time zone 'Asia/Shanghai')::int, who, route, 'case', which);
  end if;
  numbers := (select row_to_json(x) from (select
      (select count(*) from xz.record_document d where d.subject_kind = 'case' and d.subject_id = f.id
        and d.state <> 'void') as documents,
      (select count(*) from xz.caseflow_evidence e where e.case_id = f.id) as evidence, f.seq as steps,
      (select count(*) from xz.caseflow_decision d where d.track_id = any (f.tracks)) as payments) x);
  officers := (select json_agg(x) from (select o.account_id, o.name, o.certificate_no, o.role, o.state
    from xz.caseflow_officer o
    where o.case_id = f.id and o.state in ('named', 'accepted') order by o.role = 'verifier', o.role = 'assist',
      o.id) x);
  marks := (select json_agg(x) from (select s.kind, max(s.occurred_at) as last_at from xz.record_step s
    where s.chain_id = f.chain_id and s.y = f.y group by s.kind order by min(s.seq)) x);
  if f.tracks <> '{}' then
    tracks := (select json_agg(x) from (select k.id, k.party_id, k.ref, p.name as party, p.name, p.natural_person,
        k.state, s.name_zh as state_zh, s.name_en as state_en, k.report_version, k.outcome,
        coalesce(l.name_zh, k.outcome) as outcome_zh, coalesce(l.name_en, k.outcome) as outcome_en, k.publish_state,
        k.major, k.heard, k.hearing_right, k.review_passed, k.deliberated, k.defence, k.version,
        coalesce(d.number, '') as number,
        exists (select from xz.caseflow_decision y where y.track_id = k.id) as decided,
        exists (select from xz.caseflow_hearing h where h.track_id = k.id and h.chair_account = who
          and h.withdrawn_on is null) as chairs
      from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
      join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version and s.code = k.state
      left join xz.caseflow_decision d on d.track_id = k.id and d.revoked_on is null
      left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'outcome' and v.code = k.outcome
        order by v.valid_from desc limit 1) l on true
      where k.case_id = f.id order by k.id) x);
  end if;
  if f.waits then
    turns := (select json_agg(x) from (select distinct on (t.kind, t.duty, t.track_id) t.kind, t.duty,
        k.name_zh as duty_zh, k.name_en as duty_en, c.display_name as name, coalesce(p.name, '') as party, t.back
      from xz.people_task t join xz.people_duty_kind k on k.code = t.duty
        left join xz.people_account c on c.id = t.account_id
      left join xz.caseflow_track y on y.id = t.track_id left join xz.caseflow_party p on p.id = y.party_id
      where t.subject_kind = 'case' and t.subject_id = f.id and t.done_at is null
        and (array[t.account_id * 8 + 4, t.agency_id * 8 + 3, t.agency_id * 8] && near
          or array[t.agency_id * 8] && (select xz.caseflow_rights()))
      order by t.kind, t.duty, t.track_id, t.id limit 6) x);
  end if;
  if exists (select from xz.act_approval q where q.subject_kind = 'case' and q.subject_id = f.id
      and q.state = 'pending') then
    approvals := (select json_agg(x) from (select q.ref, q.part_id, q.action, c.display_name as asked_by,
        q.requested_at as asked_at, u.name_zh as duty_zh, u.name_en as duty_en, q.at_step + 1 as at_step,
        cardinality(q.chain) as steps, coalesce(p.name, '') as party
      from xz.act_approval q join xz.people_account c on c.id = q.requested_by
      left join xz.people_duty_kind u on u.code = q.chain[q.at_step + 1]
      left join xz.caseflow_track k on k.id = q.part_id left join xz.caseflow_party p on p.id = k.party_id
      where q.subject_kind = 'case' and q.subject_id = f.id and q.state = 'pending' order by q.id) x);
  end if;
  cosigns := (select json_agg(x) from (select s.ref, s.action, s.account_id, c.username, s.officer_name,
      s.asked_by as asked_by_id, b.display_name as asked_by, s.asked_at
    from xz.act_cosign s join xz.people_account c on c.id = s.account_id
      join xz.people_account b on b.id = s.asked_by
    where s.subject_kind = 'case' and s.subject_id = f.id and s.state = 'waiting' order by s.id) x);
  evidence := (select json_agg(x) from (select e.no, e.kind, coalesce(l.name_zh, e.kind) as kind_zh,
      coalesce(l.name_en, e.kind) as kind_en, e.name, e.source, e.place, e.taken_at, e.taken_by, e.original, e.pages,
      e.shows, e.note, not exists (select from xz.act_cosign s where s.subject_kind = 'case'
        and s.subject_id = e.case_id
        and s.step_seq = e.step_seq and s.state <> 'signed') as signed
    from xz.caseflow_evidence e left join lateral (select v.name_zh, v.name_en from xz.law_code v
      where v.kind = 'evidence_kind' and v.code = e.kind order by v.valid_from desc limit 1) l on true
    where e.case_id = f.id order by e.no desc limit few_evidence) x);
  documents := (select json_agg(x) from (select d.ref, coalesce(d.title, t.name_zh) as name_zh, t.name_en,
      d.number, d.state,
      coalesce(d.sealed_at, d.approved_at, d.made_at) as on_at, c.display_name as made_by,
      coalesce(p.name, '') as party, coalesce(g.number, '') as of_paper
    from (select * from xz.record_document y where y.subject_kind = 'case' and y.subject_id = f.id
        and y.state <> 'void' order by y.id desc limit few_documents) d
      join xz.record_document_type t on t.code = d.type left join xz.people_account c on c.id = d.made_by
    left join xz.caseflow_track k on k.id = d.track_id left join xz.caseflow_party p on p.id = k.party_id
    left join xz.caseflow_service s on s.receipt_id = d.id left join xz.record_document g on g.id = s.document_id
    order by coalesce(s.document_id, d.id) desc, s.document_id is not null, d.id) x);
  parties := (select json_agg(x) from (select s.ref as subject_ref, p.natural_person, p.name, p.code, p.address,
      p.representative, p.contact, coalesce(p.service_address, '') as service_address, p.electronic_consent,
      (select count(*) from xz.caseflow_party o join xz.caseflow_case oc on oc.id = o.case_id
        and (array[oc.unit_id * 8 + 1, oc.agency_id * 8] && near
          or array[oc.unit_id * 8 + 1, oc.agency_id * 8, oc.id * 8 + 2] && (select xz.caseflow_rights()))
        join xz.caseflow_track k on k.party_id = o.id join xz.caseflow_decision d on d.track_id = k.id
        where o.subject_id = p.subject_id and o.case_id <> p.case_id and d.outcome = 'penalty'
          and d.revoked_on is null) as earlier
    from xz.caseflow_party p join xz.register_subject s on s.id = p.subject_id where p.case_id = f.id
      order by p.id) x);
  clue := (select json_agg(x) from (select coalesce(l.name_zh, s.channel) as channel_zh,
      coalesce(l.name_en, s.channel) as channel_en, s.received_at, s.subject_name, s.subject_code, s.content,
      s.real_name, coalesce(s.finding, '') as finding
    from xz.caseflow_clue s left join lateral (select v.name_zh, v.name_en from xz.law_code v
      where v.kind = 'channel' and v.code = s.channel order by v.valid_from desc limit 1) l on true
        where s.case_id = f.id) x);
  if f.measures <> '{}' then
    measures := (select json_agg(x) from (select m.kind, coalesce(p.name, '') as party, m.place, m.keeper, m.from_day,
        m.state, m.ended_on, m.extended,
        coalesce((select string_agg(concat_ws(' ', g.no || '.', g.name, nullif(g.spec, ''), g.quantity), '；'
          order by g.no) from xz.caseflow_goods g where g.measure_id = m.id and g.no <= 10), '') as goods,
        (select count(*) from xz.caseflow_goods g where g.measure_id = m.id) as goods_n,
        (select q.due_at from xz.calendar_clock q where q.subject_kind = 'measure' and q.subject_id = m.id
          and q.state = 'open'
          order by q.due_at limit 1) as due_at
      from xz.caseflow_measure m left join xz.caseflow_party p on p.id = m.party_id
      where m.case_id = f.id order by (m.state = 'live') desc, m.id desc) x);
  end if;
  -- those that run; their derivation is another tab's
  clocks := (select json_agg(x) from (select c.id, c.subject_kind, c.subject_id, c.subject_ref, c.agency_id,
      c.unit_id, c.account_id, c.duty, c.rule, p.source, v.label, c.basis_day, c.start_at, c.due_at, c.term_n,
      c.term_unit, c.state, c.stopped, c.provisional, c.extension_n, c.replaced_by, c.expiry_action,
      '{}' as derivation, c.closed_at
    from (select 'case', f.id union all select 'track', unnest(f.tracks)
        union all select 'measure', unnest(f.measures)) s (kind, id)
      cross join lateral (select * from xz.calendar_clock q where q.state = 'open' and q.subject_kind = s.kind
        and q.subject_id = s.id offset 0) c
    join xz.calendar_version v on v.id = c.calendar_version left join xz.calendar_parameter p on p.id = c.parameter_id
    order by c.subject_kind, c.subject_id, c.due_at nulls last, c.id) x);
  calendar := (select json_agg(x) from (select v.id, v.label from xz.calendar_version v
    order by v.id desc limit 1) x);
  -- what the next steps depend on: lib/caseflow/choice.c
  have := (select json_agg(x) from (select
      count(*) filter (where o.role <> 'verifier' and o.state in ('named', 'accepted'))
        >= xz.calendar_officers_least((at at time zone 'Asia/Shanghai')::date) as officers,
      coalesce(bool_or(o.role <> 'verifier' and o.account_id = who and o.state = 'named'), false) as named,
      coalesce(bool_or(o.role <> 'verifier' and o.account_id = who and o.state = 'accepted'), false) as officer,
      coalesce(bool_or(o.role = 'verifier' and o.account_id = who and o.state = 'accepted'), false) as verifier,
      exists (select from xz.caseflow_measure m where m.id = any (f.measures) and m.state = 'live') as live,
      exists (select from xz.caseflow_measure m where m.id = any (f.measures) and m.state = 'live'
        and m.kind <> 'preserve' and not m.extended) as sealed,
      exists (select from xz.caseflow_measure m where m.id = any (f.measures) and m.state = 'live'
        and m.kind <> 'preserve') as held,
      exists (select from xz.caseflow_test m where m.case_id = f.id and m.ended_on is null) as tests,
      exists (select from xz.caseflow_goods m where m.case_id = f.id and m.state = 'held') as goods_held,
      exists (select from xz.caseflow_goods m where m.case_id = f.id and m.state = 'kept') as goods_kept,
      exists (select from xz.caseflow_goods m where m.case_id = f.id and m.state in ('held', 'kept')
        and m.confiscated_on is null) as goods_left,
      exists (select from xz.caseflow_correction m where m.case_id = f.id and m.result is null) as corrections,
      exists (select from xz.caseflow_aid m where m.case_id = f.id and m.answered_on is null) as aids,
      exists (select from xz.caseflow_pause m where m.case_id = f.id and m.to_day is null) as pauses,
      exists (select from xz.review_request m where m.case_id = f.id and m.state = 'open'
        and m.returned_list is not null) as returned
    from xz.caseflow_officer o where o.case_id = f.id) x);
  return json_build_object('case', f.card, 'numbers', numbers, 'officers', officers, 'marks', marks, 'tracks', tracks,
    'turns', turns, 'approvals', approvals, 'cosigns', cosigns, 'evidence', evidence, 'documents', documents,
    'parties', parties, 'clue', clue, 'measures', measures, 'clocks', clocks, 'calendar', calendar, 'have', have,
    'counts', xz.caseflow_counts(near, at));
end $$;

-- The month of cases for an actor with these rights: of their own cases, or of all of their agency that they see.
create function xz.caseflow_month(near bigint[], own boolean, from_day date, to_day date, out closed bigint,
  out decided bigint, out mean_days bigint, out returned bigint) language plpgsql stable
set search_path = xz, pg_temp as $$
declare me record;
begin
  select * into me from xz.caseflow_actor(near);
  if own then
    -- whoever is accepted on a case sees it: of some hundreds each is asked, of more what moved in the month, in their
    -- agency and of their own elsewhere
    if (select count(*) from (select from xz.caseflow_own w where w.account_id = me.who limit 501) x) <= 500 then
      select count(distinct k.id) filter (where k.closed_at >= from_day::timestamptz
            and k.closed_at < (to_day + 1)::timestamptz), count(d.id),
          coalesce(round(avg(d.decided_on - (select c.filed_on from xz.caseflow_case c where c.id = m.case_id))
            filter (where d.id is not null)), -1)
        into closed, decided, mean_days
        from (select distinct o.case_id from xz.caseflow_officer o where o.account_id = me.who
          and o.state = 'accepted') m
        cross join lateral (select t.id, t.closed_at from xz.caseflow_track t where t.case_id = m.case_id offset 0) k
        left join lateral (select y.id, y.decided_on from xz.caseflow_decision y where y.track_id = k.id
          and y.decided_on between from_day and to_day offset 0) d on true;
    else
      select count(*) into closed from (
          select k.case_id from xz.caseflow_track k where k.agency_id = me.agency
            and k.closed_at >= from_day::timestamptz and k.closed_at < (to_day + 1)::timestamptz
          union all select k.case_id from (select w.case_id from xz.caseflow_own w where w.account_id = me.who
                and w.agency_id < me.agency
              union all select w.case_id from xz.caseflow_own w where w.account_id = me.who
                and w.agency_id > me.agency) w
            join xz.caseflow_track k on k.case_id = w.case_id and k.closed_at >= from_day::timestamptz
              and k.closed_at < (to_day + 1)::timestamptz) k
        where exists (select from xz.caseflow_officer o where o.case_id = k.case_id and o.account_id = me.who
          and o.state = 'accepted');
      select count(*), coalesce(round(avg(d.decided_on - c.filed_on)), -1) into decided, mean_days
        from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
        join xz.caseflow_case c on c.id = k.case_id
        where d.agency_id = me.agency and d.decided_on between from_day and to_day
          and exists (select from xz.caseflow_officer o where o.case_id = k.case_id and o.account_id = me.who
            and o.state = 'accepted');
    end if;
    select count(*) into returned from xz.act_approval p where p.subject_kind = 'case' and p.state = 'returned'
      and p.ended_at >= from_day::timestamptz
        and p.ended_at < (to_day + 1)::timestamptz and p.requested_by = me.who
      and exists (select from xz.caseflow_officer o where o.case_id = p.subject_id and o.account_id = me.who
        and o.state = 'accepted');
    return;
  end if;
  select count(*) into closed from xz.caseflow_track k
    where k.agency_id = me.agency and k.closed_at >= from_day::timestamptz
      and k.closed_at < (to_day + 1)::timestamptz
      and (array[k.unit_id * 8 + 1, k.agency_id * 8] && near
        or array[k.unit_id * 8 + 1, k.agency_id * 8, k.case_id * 8 + 2] && (select xz.caseflow_rights()));
  select count(*), coalesce(round(avg(d.decided_on - c.filed_on)), -1) into decided, mean_days
    from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
    join xz.caseflow_case c on c.id = k.case_id
    where d.agency_id = me.agency and d.decided_on between from_day and to_day
      and (array[c.unit_id * 8 + 1, c.agency_id * 8] && near
        or array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && (select xz.caseflow_rights()));
  select count(*) into returned from xz.act_approval p join xz.caseflow_case c on c.id = p.subject_id
    where p.subject_kind = 'case' and p.state = 'returned' and p.ended_at >= from_day::timestamptz
        and p.ended_at < (to_day + 1)::timestamptz
      and c.agency_id = me.agency and (array[c.unit_id * 8 + 1, c.agency_id * 8] && near
        or array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && (select xz.caseflow_rights()));
end $$;

-- The desk in one statement, for the rights are asked once: what the menu counts, a page of the tasks and due dates by
-- day (xz.work_desk()), the month.  own: null leaves the month out.
create function xz.caseflow_home(at timestamptz, own boolean, from_day date, to_day date, due_on date, signs boolean,
  after uuid, most int) returns json language plpgsql stable security definer set search_path = xz, pg_temp
set plan_cache_mode = force_generic_plan as $$
declare near bigint[] := xz.caseflow_rights(true); month json;
begin
  if own is not null then
    month := (select row_to_json(m) from xz.caseflow_month(near, own, from_day, to_day) m);
  end if;
  return json_build_object('work', xz.work_desk(near, at, due_on, signs, after, most, from_day, to_day),
    'cases', xz.caseflow_own_open(near), 'month', month, 'calendar', (select json_agg(x)
      from (select v.id, v.label from xz.calendar_version v order by v.id desc limit 1) x));
end $$;

-- The session as people_session_open(), and with it, in one look, a short text that changes with what the actor's page
-- of the case is made of: the case's record (every act appends to it), the account, what was written about people and
-- the calendar (people_stamp; with it duties and place), the open tasks around, what came in by the door.  Look is
-- null where there is no such case, or it is not the actor's to read: as in caseflow_page(), by the same rights, asked
-- of this one case; tests/http/case_page.mjs compares them.  Notes the reading as that does.  Nothing but nulls: no
-- such session.
create function xz.caseflow_open(hash bytea, which uuid, route text, out account_id bigint, out ref uuid,
  out username text, out display_name text, out agency_id bigint, out unit_id bigint, out agency_name text,
  out unit_name text, out duties int, out auth_time timestamptz, out csrf_secret bytea, out offset_us bigint,
    out stale boolean, out look text)
returns record language plpgsql security definer set search_path = xz, pg_temp as $$
declare s record; fresh boolean := false;
begin
  loop
    select x.account_id as who, (x.kept).ref as who_ref, (x.kept).username as who_name, (x.kept).display_name as shown,
        (x.kept).agency_id as agency, (x.kept).unit_id as unit, (x.kept).agency_name as place,
        (x.kept).unit_name as part,
        (x.kept).duties as held, x.auth_time, x.csrf_secret, m.offset_us, x.last_seen < m.clock - interval '1 minute'
          as old,
        x.kept_stamp = t.n and x.kept_day = m.day as stands, m.moment, m.day, c.id as case_id,
        c.agency_id as case_agency, c.unit_id as case_unit, c.opened_by, concat_ws('/', x.account_id, h.seq, m.day, t.n,
          (select concat_ws('.', count(*), sum(hashint8(o.id))) from xz.people_task o where o.done_at is null
            and o.account_id = x.account_id),
          (select concat_ws('.', count(*), sum(hashint8(o.id))) from xz.people_task o where o.done_at is null
            and o.account_id is null
            and o.agency_id = (x.kept).agency_id),
          (select max(d.id) from xz.caseflow_track k join xz.door_message d on d.track_id = k.id
            where k.case_id = c.id)) as look
      into s
      from xz.people_session x cross join xz.people_stamp t
      cross join (select y.clock, y.offset_us, y.moment, (y.moment at time zone 'Asia/Shanghai')::date as day
        from (select clock_timestamp() as clock, d.offset_us, -- real time
          clock_timestamp() + d.offset_us * interval '1 microsecond' as moment -- real time
          from xz.db_clock d) y) m
      left join xz.caseflow_case c on c.ref = which left join xz.record_chain h on h.id = c.chain_id
      where x.token_hash = hash and x.ended_at is null and x.expires_at > m.clock
        and x.last_seen > m.clock - interval '30 minutes';
    if not found then
      return;
    end if;
    exit when fresh or s.stands;
    perform xz.people_session_touch(hash);
    fresh := true;
  end loop;
  if s.who_ref is null then	-- not active
    return;
  end if;
  account_id := s.who; ref := s.who_ref; username := s.who_name; display_name := s.shown; agency_id := s.agency;
  unit_id := s.unit; agency_name := s.place; unit_name := s.part; duties := s.held;
  auth_time := s.auth_time; csrf_secret := s.csrf_secret; offset_us := s.offset_us; stale := s.old and not fresh;
  if s.case_id is null then
    return;
  end if;
  -- what most cases are seen by first: the rest is asked only of others
  if not coalesce((s.held & (1 | 8 | 16 | 64 | 128) <> 0 and s.case_agency = s.agency)
      or (s.held & (2 | 4) <> 0 and s.case_unit = s.unit)
      or (s.held & (1 | 2) <> 0 and s.opened_by = s.who), false) then
    if not (exists (select from xz.caseflow_officer o where o.case_id = s.case_id and o.account_id = s.who
      and o.state in ('named', 'accepted'))
      or exists (select from xz.caseflow_track t join xz.caseflow_hearing g on g.track_id = t.id
        where t.case_id = s.case_id and g.chair_account = s.who and g.withdrawn_on is null)
      or (s.held & 512 <> 0 and exists (select from xz.people_agency_tree t where t.ancestor = s.agency
        and t.descendant = s.case_agency))
      or s.held & 1023 <> 0 and exists (select from xz.people_share h where h.revoked_at is null
        and s.day between h.from_day and h.until_day
        and ((h.subject_kind = 'agency' and h.subject_id = s.case_agency and h.to_kind = 'account' and h.to_id = s.who)
          or (h.subject_kind = 'case' and h.subject_id = s.case_id and h.level = 'full' and (h.to_kind, h.to_id) in
            (('account', s.who), ('agency', s.agency), ('unit', s.unit)))))) then
      return;
    end if;
  end if;
  if route is not null then
    insert into xz.people_access (y, at, account_id, route, subject_kind, subject_ref)
      values (extract(year from s.day)::int, s.moment, s.who, caseflow_open.route, 'case', which);
  end if;
  look := s.look;
end $$;

create trigger caseflow_payment_fixed before update or delete on xz.caseflow_payment
  for each row execute function xz.record_never();

-- rights

grant execute on function xz.caseflow_task_counts(timestamptz), xz.caseflow_page(uuid, text, timestamptz, int, int),
  xz.caseflow_home(timestamptz, boolean, date, date, date, boolean, uuid, int) to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant execute on function xz.caseflow_task_counts(timestamptz) to xz_slow;
