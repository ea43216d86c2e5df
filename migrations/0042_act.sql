-- Acts of every kind of subject: requests for approval with their chains, second signatures, and the rows of the
-- procedures.  What a subject is, its module knows; here stand its kind, id and ref.
create table xz.act_approval (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  part_id bigint,			-- the part it is on (a party's track)
  part_ref uuid,
  action text not null,
  input text not null,			-- the form as it was typed
  asked text not null default '{}',	-- what the approver was shown, where that is more than the form
  document_id bigint references xz.record_document,
  chain text[] not null check (cardinality(chain) > 0),
  at_step int not null default 0,
  state text not null default 'pending' check (state in ('pending', 'approved', 'returned')),
  requested_by bigint not null,
  requested_at timestamptz not null,
  occurred_at timestamptz not null,
  ended_at timestamptz,
  check ((part_id is null) = (part_ref is null))
);
create index act_approval_returned on xz.act_approval (ended_at) where state = 'returned';
create index act_approval_subject on xz.act_approval (subject_kind, subject_id, id desc);
create unique index act_approval_one on xz.act_approval (subject_kind, subject_id, coalesce(part_id, 0), action)
  where state = 'pending';

create table xz.act_approval_step (
  approval_id bigint not null references xz.act_approval,
  n int not null,			-- from 0: the place in the chain
  duty text not null,
  account_id bigint not null references xz.people_account,
  verdict text not null check (verdict in ('agree', 'return')),
  words text not null default '',
  at timestamptz not null,
  primary key (approval_id, n)
);

-- Two officers means two: until the second has countersigned, no guard counts the step.
create table xz.act_cosign (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  part_id bigint,
  part_ref uuid,
  step_seq int not null,
  action text not null,
  document_id bigint references xz.record_document,
  account_id bigint not null references xz.people_account,
  officer_name text not null,
  certificate_no text not null,
  asked_by bigint not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'refused', 'lapsed')),
  method text check (method in ('account', 'code')),
  signed_at timestamptz,
  words text
);
create index act_cosign_subject on xz.act_cosign (subject_kind, subject_id);
create index act_cosign_waiting on xz.act_cosign (account_id) where state = 'waiting';

-- The rows of the procedures: which words of scope and relation there are, each kind of subject says.
alter table xz.caseflow_transition rename to act_transition;
alter table xz.act_transition rename constraint caseflow_transition_pkey to act_transition_pkey;
alter table xz.act_transition rename constraint caseflow_transition_task_check to act_transition_task_check;
alter table xz.act_transition drop constraint caseflow_transition_scope_check,
  drop constraint caseflow_transition_relation_check;
-- What was asked, agreed and signed before goes on in the common tables, under the ids that tasks name.
do $$
begin
  if to_regclass('xz.caseflow_approval') is null then
    return;
  end if;
  insert into xz.act_approval (id, ref, subject_kind, subject_id, subject_ref, part_id, part_ref, action, input,
    document_id, chain, at_step, state, requested_by, requested_at, occurred_at, ended_at)
    overriding system value
    select a.id, a.ref, 'case', a.case_id, c.ref, a.track_id, k.ref, a.action, a.input, a.document_id, a.chain, a.at_step,
      a.state, a.requested_by, a.requested_at, a.occurred_at, a.ended_at
    from xz.caseflow_approval a join xz.caseflow_case c on c.id = a.case_id
    left join xz.caseflow_track k on k.id = a.track_id;
  insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)
    select approval_id, n, duty, account_id, verdict, words, at from xz.caseflow_approval_step;
  insert into xz.act_cosign (id, ref, subject_kind, subject_id, subject_ref, part_id, part_ref, step_seq, action,
    document_id, account_id, officer_name, certificate_no, asked_by, asked_at, state, method, signed_at, words)
    overriding system value
    select s.id, s.ref, 'case', s.case_id, c.ref, s.track_id, k.ref, s.step_seq, s.action, s.document_id, s.account_id,
      s.officer_name, s.certificate_no, s.asked_by, s.asked_at, s.state, s.method, s.signed_at, s.words
    from xz.caseflow_cosign s join xz.caseflow_case c on c.id = s.case_id
    left join xz.caseflow_track k on k.id = s.track_id;
  perform setval(pg_get_serial_sequence('xz.act_approval', 'id'),
    (select coalesce(max(id), 0) + 1 from xz.act_approval), false);
  perform setval(pg_get_serial_sequence('xz.act_cosign', 'id'), (select coalesce(max(id), 0) + 1 from xz.act_cosign), false);
  drop table xz.caseflow_approval_step, xz.caseflow_approval, xz.caseflow_cosign;
end $$;

-- Answers of acts name the subject; where it is shown, the program knows.  A phone that sends an act of before again is
-- answered as it was then.
update xz.db_act set answer = regexp_replace(regexp_replace(regexp_replace(answer, '^/desk/cases/', 'case '),
    '^/desk/inspections/', 'inspection '), '^/desk/upload/', 'upload ')
  where answer ~ '^/desk/(cases|inspections|upload)/';
-- An approval, a signature is seen and made by who sees and works on its subject.
create function xz.act_may_write(kind text, id bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return case kind when 'case' then xz.caseflow_may_write(id) when 'inspection' then xz.inspection_may_write(id) else false end;
end $$;
do $$
declare t text; seen text := '(case subject_kind when ''case'' then (select true from xz.caseflow_case c where c.id = subject_id limit 1)'
  ' when ''inspection'' then (select true from xz.inspection i where i.id = subject_id limit 1) end)';
begin
  foreach t in array array['act_approval', 'act_cosign'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk using (%s)', t || '_read', t, seen);
    execute format('create policy %I on xz.%I for insert to xz_desk with check (xz.act_may_write(subject_kind, subject_id))', t || '_make', t);
    execute format('create policy %I on xz.%I for update to xz_desk using (xz.act_may_write(subject_kind, subject_id))', t || '_change', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
    execute format('grant select, insert, update on xz.%I to xz_desk, xz_daemon, xz_admin', t);
  end loop;
end $$;
alter table xz.act_approval_step enable row level security;
create policy act_approval_step_read on xz.act_approval_step for select to xz_desk
  using ((select true from xz.act_approval p where p.id = approval_id limit 1));
create policy act_approval_step_make on xz.act_approval_step for insert to xz_desk
  with check (account_id = (select xz.people_actor()) and (select true from xz.act_approval p where p.id = approval_id limit 1)
    and (select xz.people_actor_has(255)));
create policy act_approval_step_trusted on xz.act_approval_step to xz_daemon, xz_admin using (true) with check (true);
grant select, insert on xz.act_approval_step to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.act_may_write(text, bigint) to xz_desk, xz_daemon, xz_admin;

create or replace function xz.caseflow_counts(rights bigint[], at timestamptz) returns json language plpgsql stable
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select max(x / 8) filter (where x % 8 = 4), max(x / 8) filter (where x % 8 = 3) into who, agency from unnest(rights) x;
  held := xz.people_duties(who);
  select a.unit_id, array(select k.code from xz.people_duty_kind k where held & k.bit <> 0) into unit, codes from xz.people_account a where a.id = who;
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
    left join xz.inspection i on t.subject_kind = 'inspection' and i.id = t.subject_id
    left join xz.calendar_clock k on k.id = t.clock_id and k.state = 'open'
    left join xz.act_approval p on t.kind = 'approve' and p.id = t.item_id
    cross join lateral (select coalesce(k.due_at, case when t.kind <> 'draw_lapsed' then s.publish_by end) as due_at) q
    where (c.id is not null or s.id is not null or i.id is not null) and (p.id is null or p.requested_by <> who));
end $$;
create or replace function xz.caseflow_page(which uuid, route text, at timestamptz, few_evidence int, few_documents int)
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
    'approvals', (select json_agg(x) from (select q.ref, q.part_id, q.action, c.display_name as asked_by, q.requested_at as asked_at,
        u.name_zh as duty_zh, u.name_en as duty_en, q.at_step + 1 as at_step, cardinality(q.chain) as steps, coalesce(p.name, '') as party
      from xz.act_approval q join xz.people_account c on c.id = q.requested_by
      left join xz.people_duty_kind u on u.code = q.chain[q.at_step + 1]
      left join xz.caseflow_track k on k.id = q.part_id left join xz.caseflow_party p on p.id = k.party_id
      where q.subject_kind = 'case' and q.subject_id = f.id and q.state = 'pending' order by q.id) x),
    'cosigns', (select json_agg(x) from (select s.ref, s.action, s.account_id, c.username, s.officer_name, s.asked_by as asked_by_id,
        b.display_name as asked_by, s.asked_at
      from xz.act_cosign s join xz.people_account c on c.id = s.account_id join xz.people_account b on b.id = s.asked_by
      where s.subject_kind = 'case' and s.subject_id = f.id and s.state = 'waiting' order by s.id) x),
    'evidence', (select json_agg(x) from (select e.no, e.kind, coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en, e.kind) as kind_en,
        e.name, e.source, e.place, e.taken_at, e.taken_by, e.original, e.pages, e.shows, e.note,
        not exists (select from xz.act_cosign s where s.subject_kind = 'case' and s.subject_id = e.case_id and s.step_seq = e.step_seq and s.state <> 'signed') as signed
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
