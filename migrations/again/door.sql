-- door: the public's door.  The portal has functions alone, each bound to a session by the digest of its token: whoever
-- calls them learns what the slip of that session opens, and nothing without one.

-- What tasks of messages are about (again/subject.sql): the case's words, nothing of what was sent.
create view xz.door_subjects with (security_invoker) as
  select 'message'::text as kind, m.id, m.ref, m.number, c.title, p.name as party, c.cause_name as cause,
    c.agency_id as agency, c.unit_id as unit, c.ref as whole, m.due_at,
    array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null) as seen_by
  from xz.door_message m join xz.caseflow_track k on k.id = m.track_id join xz.caseflow_case c on c.id = k.case_id
    join xz.caseflow_party p on p.id = k.party_id;

-- What events say of them (again/subject.sql).
create view xz.door_dims as
  select 'message'::text as kind, m.ref, null::text as cause, null::text as trade, null::text as district,
    null::text as procedure, k.ref as about
  from xz.door_message m join xz.caseflow_track k on k.id = m.track_id;

-- ---- coming in

create function xz.door_idle() returns interval language sql immutable as $$ select interval '30 minutes' $$;

-- Whence somebody tries: of IPv6 the network that one household has.
create function xz.door_whence(from_where text) returns inet language sql immutable set search_path = xz, pg_temp as $$
  select network(set_masklen(a, case family(a) when 6 then 64 else 32 end))::inet from xz.people_address(from_where) a
$$;
-- A code that opens nothing counts for an hour; five of them, and nothing from there is looked at: held says until
-- when.  Those of one address come one after the other.  Entered: the session has this token.
create function xz.door_enter(code bytea, from_where text, token bytea, secret bytea)
returns table (entered boolean, held timestamptz) language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare here inet := xz.door_whence(from_where); moment timestamptz := xz.now(); until timestamptz; slip bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('door ' || coalesce(host(here), ''), 0));
  until := (select t.at from xz.door_try t where t.address is not distinct from here
    and t.at > moment - interval '1 hour' order by t.at desc offset 4 limit 1) + interval '1 hour';
  if until is not null then
    return query select false, until;
    return;
  end if;
  slip := (select l.id from xz.door_slip l where l.code_hash = code and l.ended_at is null);
  if slip is null then
    insert into xz.door_try (address, at) values (here, moment);
  else
    insert into xz.door_session (token_hash, slip_id, secret, begun_at, seen_at)
      values (token, slip, secret, moment, moment);
  end if;
  return query select slip is not null, null::timestamptz;
end $$;
-- Tries that count no longer, sessions that ended a day ago, files that nobody sent for so long.
create function xz.door_over() returns bigint language plpgsql security definer set search_path = xz, pg_temp as $$
declare n bigint; m bigint; k bigint;
begin
  delete from xz.door_try where at < xz.now() - interval '1 hour';
  get diagnostics n = row_count;
  delete from xz.door_session where seen_at < xz.now() - interval '1 day';
  get diagnostics m = row_count;
  delete from xz.door_file where state = 'open' and begun_at < xz.now() - interval '1 day';
  get diagnostics k = row_count;
  return n + m + k;
end $$;

-- The slip of a live session; null: there is none.
create function xz.door_slip_of(token bytea) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select l.id from xz.door_session s join xz.door_slip l on l.id = s.slip_id and l.ended_at is null
    where s.token_hash = token and s.ended_at is null and s.seen_at > xz.now() - xz.door_idle()
$$;
-- Whose session it is, and how many others the slip has open.  Asked first for each page: it is seen.
create function xz.door_session(token bytea)
returns table (secret bytea, name text, code text, natural_person boolean, until timestamptz, others bigint)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare slip xz.door_slip; at timestamptz := xz.now();
begin
  select * into slip from xz.door_slip l where l.id = xz.door_slip_of(token);
  if not found then
    return;
  end if;
  update xz.door_session s set seen_at = at where s.token_hash = token and s.seen_at < at - interval '1 minute';
  return query select s.secret, x.name, x.code, x.natural_person, s.seen_at + xz.door_idle(),
      (select count(*) from xz.door_session o where o.slip_id = slip.id and o.token_hash <> token
        and o.ended_at is null and o.seen_at > at - xz.door_idle())
    from xz.door_session s cross join lateral (
      select p.name, case when p.natural_person then '' else p.code end as code, p.natural_person
        from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
        where slip.kind = 'track' and k.id = slip.subject_id
      union all
      select i.subject_name, case when i.natural_person then '' else i.object_id end, i.natural_person
        from xz.inspection i where slip.kind = 'inspection' and i.id = slip.subject_id) x
    where s.token_hash = token;
end $$;
create function xz.door_leave(token bytea) returns void language sql security definer
set search_path = xz, pg_temp as $$
  update xz.door_session s set ended_at = xz.now() where s.token_hash = token and s.ended_at is null
$$;

-- ---- what a slip opens

-- The subject of the register whose all it opens: an organisation's, which has a code that everybody knows it by.  The
-- slip of a natural person opens what it was printed on, and no more: names are no proof that two are one.
create function xz.door_firm(token bytea) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select x.subject_id from xz.door_slip l cross join lateral (
      select p.subject_id from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
        where l.kind = 'track' and k.id = l.subject_id and not p.natural_person
      union all
      select i.subject_id from xz.inspection i
        where l.kind = 'inspection' and i.id = l.subject_id and not i.natural_person) x
    where l.id = xz.door_slip_of(token)
$$;
-- Papers that were served on a party of a case: notices, decisions, announcements of a hearing, demands; and what was
-- agreed to on its own request, which has no service of its own.
create function xz.door_served(track bigint)
returns table (document bigint, what text, served_on date, ended boolean) language sql stable security definer
set search_path = xz, pg_temp as $$
  select n.document_id, 'notice'::text, n.served_on, n.version < max(n.version) over () from xz.caseflow_notice n
    where n.track_id = track and n.document_id is not null
  union all
  select d.document_id, 'decision', d.served_on, d.revoked_on is not null from xz.caseflow_decision d
    where d.track_id = track and d.served_on is not null and d.document_id is not null
  union all
  select q.document_id, 'demand', q.served_on, d.revoked_on is not null from xz.caseflow_decision d
    join xz.caseflow_demand q on q.decision_id = d.id where d.track_id = track and q.document_id is not null
  union all
  select p.id, 'hearing', h.notice_served_on, h.withdrawn_on is not null
    from (select x.notice_served_on, x.withdrawn_on, x.track_id from xz.caseflow_hearing x
      where x.track_id = track and x.notice_served_on is not null order by x.id desc limit 1) h
    join xz.caseflow_track k on k.id = h.track_id
    join xz.record_document p on p.subject_kind = 'case' and p.subject_id = k.case_id and p.track_id = k.id
      and p.type = 'hearing_notice'
  union all
  select a.document_id, 'instalments', (a.ended_at at time zone 'Asia/Shanghai')::date, false
    from xz.caseflow_track k cross join lateral xz.act_asked('case', k.case_id, k.id, 'instalments') a
    where k.id = track and a.state = 'approved' and a.document_id is not null
  union all
  select s.document_id, 'paper', max(s.served_on), false from xz.caseflow_service s
    join xz.record_document p on p.id = s.document_id and p.type <> 'instalment_approval'
    where s.track_id = track and s.what = 'paper' group by s.document_id
$$;
-- Tracks of the session's party that something was served on: before that it is not told that there is a case.
create function xz.door_tracks(token bytea) returns setof bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select x.id from (select l.subject_id as id from xz.door_slip l
      where l.id = xz.door_slip_of(token) and l.kind = 'track'
    union
    select k.id from xz.caseflow_party p join xz.caseflow_track k on k.party_id = p.id
      where p.subject_id = xz.door_firm(token)) x
    where exists (select from xz.door_served(x.id))
$$;
-- Visits of the session's firm: those announced to it, and those that came.  One that is to come unannounced is not
-- there before it has.
create function xz.door_visits_of(token bytea) returns setof bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select i.id from (select l.subject_id as id from xz.door_slip l
      where l.id = xz.door_slip_of(token) and l.kind = 'inspection'
    union
    select v.id from xz.inspection v where v.subject_id = xz.door_firm(token)) x
    join xz.inspection i on i.id = x.id and xz.door_visit_known(i)
$$;
create function xz.door_visit_known(i xz.inspection) returns boolean language sql stable as $$
  select i.arrived_at is not null or i.notified_at is not null and i.notice_way is distinct from 'on_site'
$$;

-- ---- cases

-- What may be sent in now on a track (again/door.sql alone decides it).
create function xz.door_may_send(track bigint) returns text[] language sql stable security definer
set search_path = xz, pg_temp as $$
  select array_remove(case when k.closed_at is null then array[
      case when n.id is not null and d.id is null then 'defence' end,
      case when n.hearing_right and d.id is null and not k.heard and not exists (select from xz.caseflow_hearing h
        where h.track_id = k.id and h.withdrawn_on is null) and not exists (select from xz.door_message m
        where m.track_id = k.id and m.state = 'received' and m.sort = 'hearing') then 'hearing' end,
      case when d.served_on is not null and d.fine_fen + d.confiscation_fen > coalesce((select sum(p.amount_fen)
        from xz.caseflow_payment p where p.decision_id = d.id), 0) then 'instalments' end,
      case when d.id is null then 'recusal' end,
      case when k.procedure <> 'summary' and not exists (select from xz.door_message m where m.track_id = k.id
        and m.state = 'received'
        and m.sort in ('consent', 'withdrawal')) then case when p.electronic_consent then 'withdrawal' else 'consent'
        end end] else '{}' end || case when not exists (select from xz.door_message m where m.track_id = k.id
        and m.state = 'received' and m.sort = 'file') and xz.door_grant_of(k.id) is null then 'file' end, null)
    from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
      left join lateral (select x.id, x.hearing_right from xz.caseflow_notice x where x.track_id = k.id
        order by x.version desc limit 1) n on true
      left join lateral (select x.id, x.served_on, x.fine_fen, x.confiscation_fen from xz.caseflow_decision x
        where x.track_id = k.id and x.revoked_on is null limit 1) d on true
    where k.id = track
$$;

-- How far a case has come is told by its phase: its state would tell what is being weighed inside.
create function xz.door_cases(token bytea)
returns table (ref uuid, number text, cause text, agency_zh text, agency_en text, telephone text, phase text,
  decision text, decision_ref uuid, outcome text, decided_on date, served_on date, revoked_on date,
  fine_fen bigint, confiscation_fen bigint, paid_fen bigint, pay_code text, pay_due date, public_state text,
  public_since timestamptz, public_until timestamptz, may text[], electronic text, electronic_on date)
language sql stable security definer set search_path = xz, pg_temp as $$
  select k.ref, coalesce(c.number, c.clue_number, ''), c.cause_name, g.name, coalesce(nullif(g.name_en, ''), g.name),
    g.telephone, s.phase, d.number, d.ref, d.outcome, d.decided_on, d.served_on, d.revoked_on, d.fine_fen,
    d.confiscation_fen, coalesce((select sum(p.amount_fen) from xz.caseflow_payment p where p.decision_id = d.id), 0)
      ::bigint, d.pay_code, d.pay_due, u.state, u.published_at, (select q.due_at from xz.calendar_clock q
        where q.subject_kind = 'disclosure' and q.subject_ref = d.ref and q.state = 'open' limit 1),
    coalesce(xz.door_may_send(k.id), '{}'),
    case when p.electronic_consent then coalesce(p.electronic_channel, 'other') end, p.electronic_on
  from xz.door_tracks(token) t (id) join xz.caseflow_track k on k.id = t.id
    join xz.caseflow_party p on p.id = k.party_id
    join xz.caseflow_case c on c.id = k.case_id join xz.people_agency g on g.id = c.agency_id
    join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version and s.code = k.state
    left join lateral (select x.* from xz.caseflow_decision x where x.track_id = k.id and x.served_on is not null
      order by x.revoked_on is null desc, x.id desc limit 1) d on true
    left join xz.disclosure_public u on u.decision_ref = d.ref
  order by k.id desc limit 200
$$;
create function xz.door_track(token bytea, which uuid) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select k.id from xz.caseflow_track k where k.ref = which and k.id in (select xz.door_tracks(token))
$$;
create function xz.door_papers(token bytea, which uuid)
returns table (ref uuid, name_zh text, name_en text, number text, what text, served_on date, ended boolean,
  made boolean, electronic boolean, review text) language sql stable security definer
set search_path = xz, pg_temp as $$
  select p.ref, t.name_zh, t.name_en, p.number, v.what, v.served_on, v.ended, exists (select from xz.record_rendition r
      join xz.record_signature s on s.rendition_id = r.id and s.covers = 'pdf' where r.document_id = p.id),
    coalesce(e.electronic, false),
    case when v.what = 'decision' then xz.people_review_channel(c.agency_id, v.served_on) end
  from (select xz.door_track(token, which) as id) d join xz.caseflow_track k on k.id = d.id
    join xz.caseflow_case c on c.id = k.case_id cross join lateral xz.door_served(k.id) v
    join xz.record_document p on p.id = v.document and p.state = 'sealed'
    join xz.record_document_type t on t.code = p.type
    left join lateral (select bool_or(s.method = 'electronic') as electronic from xz.caseflow_service s
      where s.case_id = k.case_id and s.track_id = k.id and s.what = v.what and s.served_on = v.served_on) e on true
  order by v.served_on, p.id
$$;
-- The file of one paper that was served; no row: none of theirs, or not made yet.
create function xz.door_paper(token bytea, which uuid) returns table (content bytea) language sql stable
security definer set search_path = xz, pg_temp as $$
  select r.content from xz.record_document p join xz.record_rendition r on r.document_id = p.id and r.kind = 'pdf'
    join xz.record_signature s on s.rendition_id = r.id and s.covers = 'pdf'
  where p.ref = which and p.state = 'sealed' and p.id in (select v.document from xz.door_tracks(token) t (id)
    cross join lateral xz.door_served(t.id) v)
$$;
-- ---- the file, while an officer has opened it

create function xz.door_grant_of(track bigint) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select g.id from xz.door_grant g where g.track_id = track and g.until_at > xz.now() order by g.id desc limit 1
$$;
-- The front file (正卷) of a party: its own papers, and those of the whole case where there is nobody else in it.
create function xz.door_front(track bigint) returns table (document bigint) language sql stable security definer
set search_path = xz, pg_temp as $$
  select d.id from xz.caseflow_track k
    join xz.record_document d on d.subject_kind = 'case' and d.subject_id = k.case_id and d.state = 'sealed'
    join xz.record_document_type t on t.code = d.type and t.front
  where k.id = track and (d.track_id = k.id or d.track_id is null
    and 1 = (select count(*) from xz.caseflow_party p where p.case_id = k.case_id))
$$;
-- Whose it is to read, until when; no row: it is not open.
create function xz.door_open(token bytea, which uuid)
returns table (ref uuid, by_whom text, agent boolean, granted_at timestamptz, until_at timestamptz) language sql stable
security definer set search_path = xz, pg_temp as $$
  select g.ref, g.by_whom, g.agent, g.granted_at, g.until_at from xz.door_grant g
    where g.id = xz.door_grant_of(xz.door_track(token, which))
$$;
create function xz.door_open_papers(token bytea, which uuid)
returns table (ref uuid, name_zh text, name_en text, number text, made_at timestamptz, made boolean) language sql stable
security definer set search_path = xz, pg_temp as $$
  select d.ref, coalesce(d.title, t.name_zh), t.name_en, coalesce(d.number, ''), d.made_at,
    exists (select from xz.record_rendition r join xz.record_signature s on s.rendition_id = r.id and s.covers = 'pdf'
      where r.document_id = d.id)
  from (select xz.door_track(token, which) as id) k cross join lateral xz.door_front(k.id) f
    join xz.record_document d on d.id = f.document join xz.record_document_type t on t.code = d.type
  where xz.door_grant_of(k.id) is not null order by d.id
$$;
-- The files of one paper, or (paper null) of all of them; the reading is noted.
create function xz.door_open_read(token bytea, which uuid, paper uuid)
returns table (ref uuid, type text, name_zh text, number text, content bytea) language plpgsql security definer
set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare track bigint := xz.door_track(token, which); granted bigint := xz.door_grant_of(track); one bigint;
begin
  one := (select d.id from xz.record_document d where d.ref = paper and d.id in (select xz.door_front(track)));
  if granted is null or (paper is not null and one is null) then
    return;
  end if;
  insert into xz.door_reading (grant_id, document_id, slip_id, at)
    values (granted, one, xz.door_slip_of(token), xz.now());
  return query select d.ref, d.type, coalesce(d.title, t.name_zh), coalesce(d.number, ''), r.content
    from xz.record_document d join xz.record_document_type t on t.code = d.type
      join xz.record_rendition r on r.document_id = d.id and r.kind = 'pdf'
      join xz.record_signature s on s.rendition_id = r.id and s.covers = 'pdf'
    where d.id in (select xz.door_front(track)) and (one is null or d.id = one) order by d.id;
end $$;

-- Terms that run for the party, and the hearing that is set; open first, by day.
create function xz.door_terms(token bytea, which uuid)
returns table (rule text, state text, due_at timestamptz, term_n bigint, term_unit text, source text, place text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select x.rule, x.state, x.due_at, x.term_n, x.term_unit, x.source, x.place
  from (select xz.door_track(token, which) as id) k cross join lateral (
    select q.rule, q.state, q.due_at, q.term_n, q.term_unit, p.source, null::text as place from xz.calendar_clock q
      left join xz.calendar_parameter p on p.id = q.parameter_id
      where q.subject_kind = 'track' and q.subject_id = k.id and q.state <> 'cancelled'
        and q.rule in ('defence.term', 'payment.term', 'demand.term', 'remedy.review', 'remedy.suit',
          'remedy.suit.after_review', 'remedy.untold.review', 'remedy.untold.suit', 'remedy.appeal.judgment',
          'remedy.appeal.ruling')
    union all
    select 'hearing', case when h.reported_on is null then 'open' else 'met' end, h.held_at, null, null, null, h.place
      from xz.caseflow_hearing h where h.track_id = k.id and h.withdrawn_on is null and h.held_at is not null
        and h.notice_served_on is not null) x
  order by x.state <> 'open', x.due_at
$$;
-- What came in, and what is to come by instalments: paid_at null.
create function xz.door_payments(token bytea, which uuid)
returns table (n int, due_on date, paid_at timestamptz, amount_fen bigint) language sql stable security definer
set search_path = xz, pg_temp as $$
  select x.n, x.due_on, x.paid_at, x.amount_fen
  from (select xz.door_track(token, which) as id) k
    join xz.caseflow_decision d on d.track_id = k.id and d.served_on is not null and d.revoked_on is null
    cross join lateral (
      select i.n, i.due_on, null::timestamptz as paid_at, i.amount_fen from xz.caseflow_instalment i
        where i.decision_id = d.id
      union all
      select null, null, p.paid_at, p.amount_fen from xz.caseflow_payment p where p.decision_id = d.id) x
  order by x.paid_at is not null, x.n, x.paid_at
$$;

-- Who read the case, by agency, and when; the last hundred.  Of somebody without an agency: null.
create function xz.door_readings(token bytea, which uuid) returns table (agency_zh text, agency_en text, at timestamptz)
language sql stable security definer set search_path = xz, pg_temp as $$
  select g.name, coalesce(nullif(g.name_en, ''), g.name), a.at
  from (select xz.door_track(token, which) as id) d join xz.caseflow_track k on k.id = d.id
    join xz.caseflow_case c on c.id = k.case_id
    join xz.people_access a on a.subject_ref = c.ref and a.subject_kind = 'case' and not a.refused
    join xz.people_account x on x.id = a.account_id left join xz.people_agency g on g.id = x.agency_id
  order by a.at desc, a.id desc limit 100
$$;

-- ---- visits

create function xz.door_visits(token bytea)
returns table (id bigint, ref uuid, agency_id bigint, agency_zh text, agency_en text, telephone text, kind text,
  state text, from_at timestamptz, to_at timestamptz, arrived_at timestamptz, told_at timestamptz, outcome text,
  reason_zh text, reason_en text, basis text, officers text, emergency boolean, counted boolean, place int,
  cap int)
language sql stable security definer set search_path = xz, pg_temp as $$
  select i.id, i.ref, i.agency_id, g.name, coalesce(nullif(g.name_en, ''), g.name), g.telephone, i.kind, i.state,
    i.from_at, i.to_at, i.arrived_at, i.told_at, case when i.told_at is not null then i.outcome end, c.name_zh,
    c.name_en, w.basis, (select string_agg(o.name || ' ' || o.certificate_no, '、' order by o.place)
      from xz.inspection_officer o where o.inspection_id = i.id), i.emergency, v.counted, l.place, l.cap
  from xz.door_visits_of(token) t (id) join xz.inspection i on i.id = t.id
    join xz.people_agency g on g.id = i.agency_id
    left join lateral (select x.name_zh, x.name_en from xz.law_code x where x.kind = 'inspect_source'
      and x.code = i.source and x.valid_to is null limit 1) c on true
    left join lateral (select x.basis from xz.inspection_way x where x.way = case when i.emergency then 'emergency'
        else i.source end and x.kind in ('', i.kind) and x.valid_from <= (i.from_at at time zone 'Asia/Shanghai')::date
        and coalesce(x.valid_to, 'infinity') >= (i.from_at at time zone 'Asia/Shanghai')::date
      order by x.kind desc, x.valid_from desc limit 1) w on true
    left join xz.inspection_visit v on v.source_kind = 'inspection' and v.source_ref = i.ref
      and v.subject_id = i.subject_id and v.reason <> 'recheck'
    left join lateral (select x.place, x.cap from xz.inspection_ledger x where x.source_ref = i.ref
      order by x.n desc limit 1) l on true
  order by i.from_at desc, i.id desc limit 200
$$;
-- What is checked, and once the result was told what came of it.
create function xz.door_visit_items(token bytea, which uuid)
returns table (n int, name_zh text, name_en text, standard text, answer_zh text, answer_en text, bad boolean,
  remedy_zh text, remedy_en text, due_on date) language sql stable security definer set search_path = xz, pg_temp as $$
  select t.n, t.name, coalesce(nullif(t.name_en, ''), t.name), t.standard, a.name_zh, a.name_en, w.answer = 'fail',
    m.name_zh, m.name_en, w.due_on
  from xz.inspection i join xz.inspection_item t on t.inspection_id = i.id
    left join xz.inspection_answer w on w.inspection_id = i.id and w.n = t.n and w.state = 'current'
      and i.told_at is not null
    left join xz.law_code a on a.kind = 'inspect_answer' and a.code = w.answer and a.valid_to is null
    left join xz.law_code m on m.kind = 'inspect_remedy' and m.code = w.remedy and m.valid_to is null
  where i.ref = which and i.id in (select xz.door_visits_of(token)) order by t.n
$$;
-- Visits of a year that were made and count: by agency, and (agency null) all together, one of several agencies once.
create function xz.door_counts(token bytea, y int)
returns table (agency_id bigint, agency_zh text, agency_en text, n bigint) language sql stable security definer
set search_path = xz, pg_temp as $$
  select v.agency_id, g.name, coalesce(nullif(g.name_en, ''), g.name),
    case when v.agency_id is null then count(distinct coalesce(v.joint, v.ref::text))
      else count(*) end
  from (select x.agency_id, x.joint, x.ref, x.counted from xz.inspection_visits(xz.door_firm(token), y, null) x
      where x.done and x.counted) v
    left join xz.people_agency g on g.id = v.agency_id
  group by grouping sets ((v.agency_id, g.name, g.name_en), ()) order by v.agency_id nulls last
$$;

-- ---- what is sent in

-- The same again is what it was.  No row: none of theirs, or nothing of the sort may be sent now.
create function xz.door_send(token bytea, which uuid, of_sort text, once bytea, envelope bytea, files uuid[])
returns table (number text, received_at timestamptz, late boolean, again boolean)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare track bigint := xz.door_track(token, which); m xz.door_message; at timestamptz := xz.now(); due timestamptz;
  c record; who bigint[]; n int;
begin
  select * into m from xz.door_message x where x.once = door_send.once and x.track_id = track;
  if found then
    return query select m.number, m.received_at, coalesce(m.received_at > m.due_at, false), true;
    return;
  end if;
  if track is null or not of_sort = any (xz.door_may_send(track)) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('door send ' || track, 0));
  if (select count(*) from xz.door_message x
      where x.track_id = track and x.received_at > at - interval '1 day') >= 20 then
    raise exception 'twenty messages a day' using errcode = '23514', constraint = 'door_many';
  end if;
  due := (select q.due_at from xz.calendar_clock q where q.subject_kind = 'track' and q.subject_id = track
    and q.state <> 'cancelled' and q.rule = case when of_sort in ('defence', 'hearing') then 'defence.term'
      when of_sort = 'instalments' then 'payment.term' end order by q.id desc limit 1);
  insert into xz.door_message (number, slip_id, track_id, sort, once, digest, received_at, due_at)
    values ('D' || to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDD')
        || lpad((nextval('xz.door_number') % 1000000)::text, 6, '0'),
      xz.door_slip_of(token), track, of_sort, door_send.once, sha256(envelope), at, due)
    on conflict do nothing returning * into m;
  if m.id is null then	-- sent twice at once
    return query select x.number, x.received_at, coalesce(x.received_at > x.due_at, false), true from xz.door_message x
      where x.once = door_send.once and x.track_id = track;
    return;
  end if;
  insert into xz.door_sealed (message_id, sealed) values (m.id, envelope);
  update xz.door_file f set message_id = m.id, state = 'sent' where f.ref = any (files) and f.track_id = track
    and f.slip_id = m.slip_id and f.state = 'open' and f.had = f.size;
  get diagnostics n = row_count;
  if n <> cardinality(files) then
    raise exception 'files that are not all there' using errcode = '23514', constraint = 'door_files';
  end if;
  select f.id, f.agency_id, f.unit_id into c from xz.caseflow_track k join xz.caseflow_case f on f.id = k.case_id
    where k.id = track;
  -- each officer of the case; where it has none, whoever leads the unit
  who := array(select distinct o.account_id from xz.caseflow_officer o where o.case_id = c.id and o.state = 'accepted'
    and o.role <> 'verifier' order by 1);
  if who = '{}' then
    perform xz.work_open('door_' || of_sort, 'unit_head', 'message', c.unit_id, track, null, null, array[m.id],
      array[c.agency_id], array[null::bigint]);
  else
    perform xz.work_open('door_' || of_sort, 'officer', 'message', c.unit_id, track, null, null,
      array_fill(m.id, array[cardinality(who)]), array_fill(c.agency_id, array[cardinality(who)]), who);
  end if;
  return query select m.number, m.received_at, coalesce(m.received_at > m.due_at, false), false;
end $$;
-- ---- files with it

-- The public half of the spool's key; null: no files are taken.
create function xz.door_key_now() returns bytea language sql stable security definer
set search_path = xz, pg_temp as $$
  select k.public_key from xz.door_key k order by k.id desc limit 1
$$;
-- Begins one; no row: none of theirs, or nothing may be sent on it now.
create function xz.door_file_begin(token bytea, which uuid, size bigint) returns table (ref uuid)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare track bigint := xz.door_track(token, which);
begin
  if track is null or xz.door_may_send(track) = '{}' then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('door send ' || track, 0));
  if exists (select from xz.door_file f where f.track_id = track and f.state in ('open', 'sent')
      having count(*) >= 40 or sum(f.size) + door_file_begin.size > 1073741824) then
    raise exception 'too many files under way' using errcode = '23514', constraint = 'door_many';
  end if;
  return query insert into xz.door_file (slip_id, track_id, size, begun_at)
    values (xz.door_slip_of(token), track, door_file_begin.size, xz.now()) returning ref;
end $$;
-- How far one is that the session's slip began; no row: none.
create function xz.door_file_had(token bytea, which uuid) returns table (had bigint, size bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select f.had, f.size from xz.door_file f where f.ref = which and f.slip_id = xz.door_slip_of(token)
    and f.state = 'open'
$$;
-- A piece of n bytes at the offset; taken false: another is next.
create function xz.door_file_piece(token bytea, which uuid, at bigint, n bigint, piece bytea)
returns table (had bigint, size bigint, taken boolean) language plpgsql security definer
set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare f xz.door_file;
begin
  select * into f from xz.door_file x where x.ref = which and x.slip_id = xz.door_slip_of(token) and x.state = 'open'
    for update;
  if f.id is null then
    return;
  end if;
  if f.had <> door_file_piece.at or n < 1 or f.had + n > f.size then
    return query select f.had, f.size, false;
    return;
  end if;
  insert into xz.door_piece (file_id, at, sealed) values (f.id, door_file_piece.at, piece);
  update xz.door_file x set had = x.had + n where x.id = f.id;
  return query select f.had + n, f.size, true;
end $$;
create function xz.door_file_end(token bytea, which uuid) returns void language sql security definer
set search_path = xz, pg_temp as $$
  delete from xz.door_file f where f.ref = which and f.slip_id = xz.door_slip_of(token) and f.state = 'open'
$$;

-- For who has the key of the spool and no rights of its own: the next file, leased for two minutes.
create function xz.door_file_take()
returns table (id bigint, ref uuid, message uuid, agency_id bigint, size bigint)
language sql security definer set search_path = xz, pg_temp as $$
  with taken as (update xz.door_file f set next_try = xz.now() + interval '2 minutes'
    where f.id = (select x.id from xz.door_file x where x.state = 'sent'
      and (x.next_try is null or x.next_try <= xz.now()) order by x.next_try nulls first, x.id limit 1
      for update skip locked)
    returning f.id, f.ref, f.message_id, f.track_id, f.size)
  select t.id, t.ref, m.ref, c.agency_id, t.size from taken t join xz.door_message m on m.id = t.message_id
    join xz.caseflow_track k on k.id = t.track_id join xz.caseflow_case c on c.id = k.case_id
$$;
create function xz.door_file_next(file bigint, from_at bigint) returns table (at bigint, sealed bytea)
language sql stable security definer set search_path = xz, pg_temp as $$
  select p.at, p.sealed from xz.door_piece p join xz.door_file f on f.id = p.file_id and f.state = 'sent'
    where p.file_id = file and p.at >= from_at order by p.at limit 1
$$;
-- It is in the store; its pieces go.
create function xz.door_file_stored(which bigint, sha256 bytea, sm3 bytea, size bigint, type text, address text)
returns void language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare f xz.door_file; agency bigint; file bigint;
begin
  select * into f from xz.door_file x where x.id = which and x.state = 'sent' for update;
  if f.id is null then	-- done by another meanwhile
    return;
  end if;
  if f.size <> door_file_stored.size then
    raise exception 'a file of another size' using errcode = '42501';
  end if;
  select c.agency_id into agency from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
    where k.id = f.track_id;
  file := xz.record_file_keep(agency, door_file_stored.sha256, door_file_stored.sm3, f.size, door_file_stored.type,
    door_file_stored.address);
  update xz.door_file x set state = 'stored', file_id = file where x.id = f.id;
  delete from xz.door_piece p where p.file_id = f.id;
end $$;
create function xz.door_file_refused(which bigint, why text) returns void language sql security definer
set search_path = xz, pg_temp as $$
  update xz.door_file f set state = 'refused', reason = why where f.id = which and f.state = 'sent';
  delete from xz.door_piece p using xz.door_file f where f.id = p.file_id and f.id = which and f.state = 'refused'
$$;

-- What became of one that a step took over: a word, and the day.
create function xz.door_became(m xz.door_message) returns table (became text, on_day date) language sql stable
security definer set search_path = xz, pg_temp as $$
  select case when h.withdrawn_on is not null then 'hearing_over' when h.reported_on is not null then 'hearing_held'
      when h.suspended_on is not null then 'hearing_stands' when h.notice_served_on is not null then 'hearing_set'
      when h.chair_account is not null then 'hearing_chair' else 'hearing_taken' end,
    coalesce(h.withdrawn_on, h.reported_on, h.suspended_on, h.notice_served_on, h.appointed_on, h.requested_on)
    from xz.caseflow_hearing h where h.message_id = m.id
  union all
  select case q.granted when true then 'recusal_granted' when false then 'recusal_refused' else 'recusal_taken' end,
    coalesce(q.decided_on, q.asked_on) from xz.caseflow_recusal q where q.message_id = m.id
  union all
  select case when g.until_at > xz.now() then 'file_open' else 'file_over' end,
    (g.until_at at time zone 'Asia/Shanghai')::date from xz.door_grant g where g.message_id = m.id
  union all
  (select 'instalments_' || a.state, (coalesce(a.ended_at, a.requested_at) at time zone 'Asia/Shanghai')::date
    from xz.caseflow_track k cross join lateral xz.act_asked('case', k.case_id, k.id, 'instalments') a
    where m.sort = 'instalments' and m.state = 'taken' and k.id = m.track_id and a.requested_at >= m.ended_at
    order by a.id desc limit 1)
  union all
  select case when p.electronic_consent then 'consent_holds' else 'consent_over' end, p.electronic_on
    from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id
    where m.sort in ('consent', 'withdrawal') and m.state = 'taken' and k.id = m.track_id
$$;
-- What the party sent on a track, and what became of it.
create function xz.door_sent(token bytea, which uuid)
returns table (number text, sort text, received_at timestamptz, late boolean, state text, answer text,
  ended_at timestamptz, became text, became_on date, files bigint, refused bigint) language sql stable
security definer set search_path = xz, pg_temp as $$
  select m.number, m.sort, m.received_at, coalesce(m.received_at > m.due_at, false), m.state, m.answer, m.ended_at,
    b.became, b.on_day, f.n, f.refused
  from xz.door_message m left join lateral xz.door_became(m) b on true
    left join lateral (select count(*) as n, count(*) filter (where x.state = 'refused') as refused
      from xz.door_file x where x.message_id = m.id) f on true
  where m.track_id = xz.door_track(token, which) order by m.id desc limit 100
$$;

-- ---- at the desk

create function xz.door_may_handle(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return exists (select from xz.door_message m join xz.caseflow_track k on k.id = m.track_id
    where m.id = which and xz.caseflow_may_write(k.case_id));
end $$;
create function xz.door_sealed_of(which bigint) returns table (sealed bytea) language sql stable security definer
set search_path = xz, pg_temp as $$
  select s.sealed from xz.door_sealed s where s.message_id = which and xz.door_may_handle(which)
$$;

-- Files of a message, for who may write its case.
create function xz.door_files_of(which bigint)
returns table (ref uuid, state text, reason text, size bigint, type text, sha256 bytea) language sql stable
security definer set search_path = xz, pg_temp as $$
  select f.ref, f.state, f.reason, f.size, r.type, r.sha256 from xz.door_file f
    left join xz.record_file r on r.id = f.file_id
    where f.message_id = which and xz.door_may_handle(which) order by f.id
$$;
create function xz.door_file_get(which uuid)
returns table (message uuid, message_id bigint, size bigint, type text, address text, sha256 bytea)
language sql stable security definer set search_path = xz, pg_temp as $$
  select m.ref, m.id, r.size, r.type, r.address, r.sha256 from xz.door_file f
    join xz.door_message m on m.id = f.message_id join xz.record_file r on r.id = f.file_id
    where f.ref = which and xz.door_may_handle(m.id)
$$;
-- With the step that takes a message over its files are evidence of the case: one item, which the step to come tells
-- of.  names: as the sender named them, by ref.  In their order the digests.
create function xz.door_files_taken(which bigint, names jsonb)
returns table (sha256 bytea) language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare m xz.door_message; who bigint := xz.people_actor(); c record; evidence bigint;
begin
  select * into m from xz.door_message x where x.id = which and x.state = 'taken' and x.ended_by = who
    and x.xmin = pg_current_xact_id()::xid;
  if m.id is null or not xz.door_may_handle(which)
    or not exists (select from xz.door_file f where f.message_id = which and f.state = 'stored') then
    return;
  end if;
  select k.case_id, h.seq + 1 as seq into c from xz.caseflow_track k join xz.caseflow_case f on f.id = k.case_id
    join xz.record_chain h on h.id = f.chain_id where k.id = m.track_id;
  evidence := xz.caseflow_evidence_sent(c.case_id, c.seq, who, m.number, m.received_at);
  perform xz.record_attach(x.file_id, 'evidence', evidence, x.name, who, c.seq) from (
    select distinct on (f.file_id) f.file_id, f.id,
      coalesce(nullif(left(names ->> xz.spotcheck_ref_text(f.ref), 200), ''), 'file') as name
    from xz.door_file f where f.message_id = which and f.state = 'stored' order by f.file_id, f.id) x;
  return query select r.sha256 from xz.door_file f join xz.record_file r on r.id = f.file_id
    where f.message_id = which and f.state = 'stored' order by f.id;
end $$;

-- A slip is printed, and a message ends, by an act of that subject's record (again/act.sql), in the actor's own name.
create function xz.door_slip_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare chain bigint := xz.act_chain(new.kind, new.subject_id);
begin
  if not xz.act_recorded(chain) or not array['slip_print', 'inspection.slip_print'] && xz.record_now(chain)
    or tg_op = 'INSERT' and (new.printed_by is distinct from xz.people_actor() or new.ended_at is not null)
    or tg_op = 'UPDATE' and old.ended_at is not null then
    raise exception 'a slip without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger door_slip_recorded after insert or update on xz.door_slip deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.door_slip_recorded();
-- What the slip opens has its files soon: papers of before files were made by themselves wait for somebody to ask.
create function xz.door_slip_papers() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  perform xz.record_sealing_ask(v.document, false) from xz.door_served(new.subject_id) v;
  return null;
end $$;
create trigger door_slip_papers after insert on xz.door_slip for each row when (new.kind = 'track')
  execute function xz.door_slip_papers();
create function xz.door_grant_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare chain bigint := xz.act_chain('track', new.track_id);
begin
  if not xz.act_recorded(chain) or not 'file_open' = any (xz.record_now(chain))
    or new.granted_by is distinct from xz.people_actor() then
    raise exception 'a file opened without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger door_grant_recorded after insert on xz.door_grant deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.door_grant_recorded();
-- What is opened has its files soon.
create function xz.door_grant_papers() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  perform xz.record_sealing_ask(f.document, false) from xz.door_front(new.track_id) f;
  return null;
end $$;
create trigger door_grant_papers after insert on xz.door_grant for each row execute function xz.door_grant_papers();
create function xz.door_message_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare chain bigint := xz.act_chain('track', new.track_id); steps text[];
begin
  steps := xz.record_now(chain);
  if not xz.act_recorded(chain) or old.state <> 'received' or new.ended_by is distinct from xz.people_actor()
    or not coalesce(case new.state when 'answered' then 'door_answer' = any (steps)
      when 'taken' then array[new.step, new.step || '.asked'] && steps end, false) then
    raise exception 'a message ended without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger door_message_recorded after update on xz.door_message deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.door_message_recorded();
create function xz.door_message_ends() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  perform xz.work_end('message', new.id, null, null, new.ended_by);
  return null;
end $$;
create trigger door_message_ends after update of state on xz.door_message for each row
  when (new.state <> 'received') execute function xz.door_message_ends();

-- rights

alter table xz.door_slip enable row level security;
create policy slip_desk on xz.door_slip for select to xz_desk using (xz.subject_seen(kind, subject_id));
create policy slip_make on xz.door_slip for insert to xz_desk
  with check (case kind when 'inspection' then xz.inspection_may_write(subject_id)
    else (select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = subject_id) end);
create policy slip_change on xz.door_slip for update to xz_desk
  using (case kind when 'inspection' then xz.inspection_may_write(subject_id)
    else (select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = subject_id) end);
create policy slip_trusted on xz.door_slip to xz_admin using (true) with check (true);

alter table xz.door_message enable row level security;
create policy message_desk on xz.door_message for select to xz_seat
  using ((select true from xz.caseflow_track k where k.id = track_id limit 1));
create policy message_change on xz.door_message for update to xz_desk using (xz.door_may_handle(id));
create policy message_trusted on xz.door_message to xz_daemon, xz_admin using (true) with check (true);

alter table xz.door_grant enable row level security;
create policy grant_desk on xz.door_grant for select to xz_seat
  using ((select true from xz.caseflow_track k where k.id = track_id limit 1));
create policy grant_make on xz.door_grant for insert to xz_desk
  with check ((select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = track_id));
create policy grant_trusted on xz.door_grant to xz_daemon, xz_admin using (true) with check (true);

alter table xz.door_reading enable row level security;
create policy reading_desk on xz.door_reading for select to xz_desk
  using ((select true from xz.door_grant g where g.id = grant_id limit 1));
create policy reading_trusted on xz.door_reading to xz_admin using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['door_try', 'door_session', 'door_sealed', 'door_key', 'door_file', 'door_piece'] loop
    execute format('alter table xz.%1$s enable row level security;
      create policy %1$s_trusted on xz.%1$s to xz_admin using (true) with check (true)', t);
  end loop;
end $$;

grant select, insert on xz.door_slip to xz_desk;
grant update (ended_at) on xz.door_slip to xz_desk;
grant select, insert on xz.door_grant to xz_desk;
grant select on xz.door_reading to xz_desk;
grant select on xz.door_message, xz.door_subjects to xz_desk, xz_daemon, xz_admin;
grant update (answer, ended_at, ended_by, state, step) on xz.door_message to xz_desk;
grant execute on function xz.door_enter(bytea, text, bytea, bytea), xz.door_session(bytea), xz.door_leave(bytea),
  xz.door_cases(bytea), xz.door_papers(bytea, uuid), xz.door_paper(bytea, uuid), xz.door_terms(bytea, uuid),
  xz.door_payments(bytea, uuid), xz.door_visits(bytea), xz.door_visit_items(bytea, uuid), xz.door_counts(bytea, int),
  xz.door_send(bytea, uuid, text, bytea, bytea, uuid[]), xz.door_sent(bytea, uuid), xz.door_key_now(),
  xz.door_file_begin(bytea, uuid, bigint), xz.door_file_had(bytea, uuid),
  xz.door_file_piece(bytea, uuid, bigint, bigint, bytea), xz.door_file_end(bytea, uuid),
  xz.door_open(bytea, uuid), xz.door_open_papers(bytea, uuid), xz.door_open_read(bytea, uuid, uuid),
  xz.door_readings(bytea, uuid) to xz_portal, xz_admin;
grant execute on function xz.door_may_handle(bigint), xz.door_sealed_of(bigint), xz.door_files_of(bigint),
  xz.door_files_taken(bigint, jsonb) to xz_desk, xz_admin;
grant select, insert on xz.door_key to xz_admin;
grant execute on function xz.door_over() to xz_daemon;
-- the pool for slow work
grant select on xz.door_message, xz.door_subjects to xz_slow;
grant execute on function xz.door_file_take(), xz.door_file_next(bigint, bigint),
  xz.door_file_stored(bigint, bytea, bytea, bigint, text, text), xz.door_file_refused(bigint, text),
  xz.door_file_get(uuid) to xz_slow;
