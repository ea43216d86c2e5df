-- caseflow: reading and writing rights of cases, the law's bounds, the page of a case.

-- ---- reading rights.  Child rows ask for their parent by a scalar subquery: an EXISTS would be planned as a hash of
-- all parents.
create function xz.caseflow_shared(who bigint, held int) returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  return array(select s.subject_id from xz.people_account a
      join xz.people_share s on s.subject_kind = 'case' and s.level = 'full' and s.revoked_at is null
        and day between s.from_day and s.until_day and held & 1023 <> 0
        and (s.to_kind, s.to_id) in (('account', who), ('agency', a.agency_id), ('unit', a.unit_id)) where a.id = who);
end $$;
create function xz.caseflow_actor_cases() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return (select coalesce(array_agg(x.case_id), '{}') from (
    select o.case_id from xz.caseflow_own o where o.account_id = who and (not o.opened or held & (1 | 2) <> 0)
    union
    select x.v from unnest(xz.caseflow_shared(who, held)) x (v)
  ) x);
end $$;

-- All the actor's rights in one list, so that a policy asks once a statement: id * 8 and 0: agency whose files they
-- read, 1: unit, 2: case, 3: their own agency, 4: themselves.  The same as people_actor_agencies(), _units() and
-- caseflow_actor_cases(), without the cases that their agency or unit opens to them already: every row is held against
-- the list.  What most rows are seen by comes first.  Of the session as it is kept, where that stands.  5: their
-- duties, 6: their own unit; no row has such a key, they are for functions that are given the list (caseflow_actor()).
-- near: only what comes first, without single cases and shares, which cost most to find: `x && near or x && (select
-- xz.caseflow_rights())` asks for all only where near did not do.
create function xz.caseflow_rights(near boolean default false) returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; day date := xz.today();
  whole_agency bigint; whole_unit bigint; keys bigint[];
begin
  select s.account_id, (s.kept).agency_id, (s.kept).unit_id, (s.kept).duties into who, agency, unit, held
    from xz.people_session s cross join xz.people_stamp t
    where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
      and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
      and s.kept_stamp = t.n and s.kept_day = day and (s.kept).ref is not null;
  if not found then
    select a.id, a.agency_id, a.unit_id, case when a.active
      then xz.people_duties_own(a.id, day) | xz.people_duties_deputised(a.id, day) end
      into who, agency, unit, held
      from xz.people_session s join xz.people_account a on a.id = s.account_id
      where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
        and s.ended_at is null and s.expires_at > clock_timestamp(); -- real time
  end if;
  if who is null then
    return '{}';
  end if;
  held := coalesce(held, 0);
  whole_agency := case when held & (1 | 8 | 16 | 64 | 128) <> 0 then agency end;
  whole_unit := case when held & (2 | 4) <> 0 then unit end;
  keys := array_remove(array[whole_agency * 8, whole_unit * 8 + 1, agency * 8 + 3, who * 8 + 4, held * 8 + 5,
    unit * 8 + 6], null);
  if held & 512 <> 0 then
    keys := keys || array(select t.descendant * 8 from xz.people_agency_tree t where t.ancestor = agency);
  end if;
  if near then
    return keys;
  end if;
  return keys || array(
      -- on both sides of the place that opens their cases already, in the order of an index: of twenty thousand of an
      -- officer in their unit nothing is read
      select x.case_id * 8 + 2 from (
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and o.agency_id < agency
          union all
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and o.agency_id > agency
          union all
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and o.agency_id = agency
            and o.unit_id < coalesce(whole_unit, 0) and whole_agency is null
          union all
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and o.agency_id = agency
            and o.unit_id > coalesce(whole_unit, 0) and whole_agency is null
          union all
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and o.agency_id = agency
            and o.unit_id is null and whole_agency is null
          union all
          select o.case_id, o.opened from xz.caseflow_own o where o.account_id = who and agency is null) x
        where not x.opened or held & (1 | 2) <> 0
      union all
      select s.subject_id * 8 + case s.subject_kind when 'agency' then 0 else 2 end
        from xz.people_share s where s.revoked_at is null and day between s.from_day and s.until_day
          and held & 1023 <> 0
          and ((s.subject_kind = 'agency' and s.to_kind = 'account' and s.to_id = who)
            or (s.subject_kind = 'case' and s.level = 'full' and (s.to_kind, s.to_id) in
              (('account', who), ('agency', agency), ('unit', unit)))));
end $$;

-- Who has these rights (of caseflow_rights()).  Becomes part of the statement that asks.
create function xz.caseflow_actor(rights bigint[], out who bigint, out agency bigint, out unit bigint, out held int)
returns setof record language sql stable as $$
  select max(x / 8) filter (where x % 8 = 4), max(x / 8) filter (where x % 8 = 3), max(x / 8) filter (where x % 8 = 6),
    max(x / 8) filter (where x % 8 = 5)::int from unnest(rights) x
$$;

-- A page of the list: the cases of the actor ('mine'), of their unit ('unit'), or all that caseflow_rights() opens
-- ('agency'), newest first, below a case.  Each arm begins with what its index begins with and takes no more than the
-- page has, so the page costs what it shows; `or` over the arms would walk the table.
create function xz.caseflow_listed(scope text, of_phase text, below bigint, most int) returns setof bigint
language plpgsql stable strict rows 50 security definer set search_path = xz, pg_temp as $$
declare
  who bigint := case when scope = 'mine' then xz.people_actor() end;
  held int := case when scope = 'mine' then xz.people_duties(who) end;
  own bigint[] := case scope when 'mine' then xz.caseflow_shared(who, held)	-- those that stand in no other arm
    when 'agency' then array(select v / 8 from unnest(xz.caseflow_rights()) v where v % 8 = 2) else '{}' end;
  units bigint[] := case when scope <> 'mine' then xz.people_actor_units() else '{}' end;
  agencies bigint[] := case when scope = 'agency' then xz.people_actor_agencies() else '{}' end;
begin
  if of_phase = 'all' then
    return query select x.id from (
      select y.id from unnest(agencies) g (id) cross join lateral (select c.id from xz.caseflow_case c
        where c.agency_id = g.id and c.id < below order by c.id desc limit most) y
      union select y.id from unnest(units) u (id) cross join lateral (select c.id from xz.caseflow_case c
        where c.unit_id = u.id and c.id < below order by c.id desc limit most) y
      union (select o.case_id from xz.caseflow_own o where o.account_id = who and o.case_id < below
        and (not o.opened or held & (1 | 2) <> 0) order by o.case_id desc limit most)
      union (select c.id from xz.caseflow_case c where c.id = any (own) and c.id < below order by c.id desc limit most)
    ) x order by x.id desc limit most;
    return;
  end if;
  -- Of agencies, what may be on the page stands in the few arms whose newest are the newest of all.
  return query with stands as materialized (select distinct s.procedure, s.version, s.scope, s.code
      from xz.caseflow_state s where case when of_phase = '' then s.scope = 'case' and not s.ended
        else s.phase = of_phase end),
    word as materialized (select distinct s.scope, s.code from stands s),
    head as materialized (select g.id as agency, w.code, h.id from unnest(agencies) g (id)
      join word w on w.scope = 'case' cross join lateral (select c.id from xz.caseflow_case c where c.agency_id = g.id
        and c.state = w.code and c.id < below order by c.id desc limit 1) h order by h.id desc limit most),
    part as materialized (select g.id as agency, w.code, h.id from unnest(agencies) g (id)
      join word w on w.scope = 'track' cross join lateral (select k.case_id as id from xz.caseflow_track k
        where k.agency_id = g.id and k.state = w.code and k.closed_at is null and k.case_id < below
        order by k.case_id desc limit 1) h order by h.id desc limit most)
  select x.id from (
    select y.id from head g cross join lateral (
      select c.id from xz.caseflow_case c where c.agency_id = g.agency and c.state = g.code and c.id < below
        and (select true from stands s where s.procedure = c.procedure and s.version = c.procedure_version
          and s.code = c.state)
        order by c.id desc limit most) y
    union select y.id from unnest(units) u (id) join word w on w.scope = 'case' cross join lateral (
      select c.id from xz.caseflow_case c where c.unit_id = u.id and c.state = w.code and c.id < below
        and (select true from stands s where s.procedure = c.procedure and s.version = c.procedure_version
          and s.code = c.state)
        order by c.id desc limit most) y
    union select y.id from word w cross join lateral (
      select o.case_id as id from xz.caseflow_own o join xz.caseflow_case c on c.id = o.case_id
        where o.account_id = who and o.state = w.code and o.case_id < below
        and (not o.opened or held & (1 | 2) <> 0)
        and (select true from stands s where s.procedure = c.procedure and s.version = c.procedure_version
          and s.code = c.state)
        order by o.case_id desc limit most) y where w.scope = 'case'
    union (select c.id from xz.caseflow_case c where c.id = any (own) and c.id < below
        and (select true from stands s where s.procedure = c.procedure and s.version = c.procedure_version
          and s.code = c.state)
        order by c.id desc limit most)
    -- a case stands where its parts do, too
    union select y.id from part g cross join lateral (
      select k.case_id as id from xz.caseflow_track k where k.agency_id = g.agency and k.state = g.code
        and k.closed_at is null and k.case_id < below
        and (select true from stands s where s.procedure = k.procedure and s.version = k.procedure_version
          and s.code = k.state)
        group by k.case_id order by k.case_id desc limit most) y
    union select y.id from unnest(units) u (id) join word w on w.scope = 'track' cross join lateral (
      select k.case_id as id from xz.caseflow_track k where k.unit_id = u.id and k.state = w.code
        and k.closed_at is null and k.case_id < below
        and (select true from stands s where s.procedure = k.procedure and s.version = k.procedure_version
          and s.code = k.state)
        group by k.case_id order by k.case_id desc limit most) y
    union (select o.case_id from xz.caseflow_own o
      where o.account_id = who and not o.ended and o.case_id < below and (not o.opened or held & (1 | 2) <> 0)
        and (select true from word w where w.scope = 'track' limit 1)
        and (select true from xz.caseflow_track k where k.case_id = o.case_id and k.closed_at is null
          and (select true from stands s where s.scope = 'track' and s.procedure = k.procedure
            and s.version = k.procedure_version and s.code = k.state) limit 1)
      order by o.case_id desc limit most)
    union (select k.case_id from xz.caseflow_track k
      where k.case_id = any (own) and k.closed_at is null and k.case_id < below
        and (select true from stands s where s.scope = 'track' and s.procedure = k.procedure
          and s.version = k.procedure_version and s.code = k.state)
      group by k.case_id order by k.case_id desc limit most)
  ) x order by x.id desc limit most;
end $$;

-- What the tabs of a case count: the rights are asked once, not of each table.
create function xz.caseflow_case_numbers(which bigint)
returns table (documents bigint, evidence bigint, steps int, payments bigint, clocks bigint)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
begin
  return query select
    (select count(*) from xz.record_document d where d.subject_kind = 'case' and d.subject_id = c.id
      and d.state <> 'void'),
    (select count(*) from xz.caseflow_evidence e where e.case_id = c.id),
    (select h.seq from xz.record_chain h where h.id = c.chain_id),
    (select count(*) from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id where k.case_id = c.id),
    (select count(*) from xz.calendar_clock q where q.state = 'open' and q.subject_kind = 'case'
      and q.subject_id = c.id)
    + (select count(*) from xz.caseflow_track k join xz.calendar_clock q on q.subject_kind = 'track'
      and q.subject_id = k.id and q.state = 'open' where k.case_id = c.id)
    + (select count(*) from xz.caseflow_measure m join xz.calendar_clock q on q.subject_kind = 'measure'
      and q.subject_id = m.id and q.state = 'open' where m.case_id = c.id)
  from xz.caseflow_case c where c.id = which
    and array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && (select xz.caseflow_rights());
end $$;

-- ---- what the law makes absolute, whatever the code does
create function xz.caseflow_officers_ready(which bigint, on_day date) returns int language plpgsql stable
security definer set search_path = xz, pg_temp as $$
begin
  return (select count(distinct o.account_id)::int from xz.caseflow_officer o
    join xz.people_certificates_on(on_day) t on t.no = o.certificate_no
    where o.case_id = which and o.role in ('lead', 'assist') and o.state = 'accepted');
end $$;

-- Penalties against a party by whatever agency: how many, the last day, by whom.  Of decisions of others the desk
-- learns no more, and of a party it names itself.
create function xz.caseflow_punished_before(subject bigint, until date)
returns table (n bigint, last_on date, agencies text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select count(*), max(d.decided_on), coalesce(string_agg(distinct g.name, '、'), '')
    from xz.caseflow_party y join xz.caseflow_track k on k.party_id = y.id
      join xz.caseflow_decision d on d.track_id = k.id join xz.people_agency g on g.id = d.agency_id
    where (xz.people_actor() is not null or session_user <> 'xz_desk') and y.subject_id = subject
      and d.outcome = 'penalty' and d.revoked_on is null and d.decided_on <= until
$$;
-- How many results of review and court have changed a decision, and whether it has a new paper.
create function xz.caseflow_changes(decision bigint) returns int language sql stable
set search_path = xz, pg_temp as $$
  select (select count(*)::int from xz.caseflow_remedy x where x.decision_id = decision
      and x.result in ('changed', 'partly_revoked'))
    + (select (d.reissued_on is not null)::int from xz.caseflow_decision d where d.id = decision)
$$;
-- A decision holds no kind that was not notified, and no sum above the notified one, of any kind (行政处罚法 45).
create function xz.caseflow_decision_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare k xz.caseflow_track; c xz.caseflow_case; served int;
begin
  select * into k from xz.caseflow_track where id = new.track_id;
  select * into c from xz.caseflow_case where id = k.case_id;
  if xz.caseflow_officers_ready(c.id, new.decided_on) < xz.calendar_officers_least(new.decided_on) then
    raise exception 'more certified officers are needed' using errcode = '23514', constraint = 'decision_two_officers';
  end if;
  if c.procedure = 'summary' then return new; end if;
  if not k.review_passed or c.review_passed_version < k.report_version then
    raise exception 'the review that applies has not passed' using errcode = '23514', constraint = 'decision_review';
  end if;
  if new.outcome = 'penalty' then
    select max(version) into served from xz.caseflow_notice where track_id = k.id and report_version = k.report_version;
    if served is null then
      raise exception 'no notice was served' using errcode = '23514', constraint = 'decision_notice';
    end if;
    if exists (select from (
        select 'fine' as kind, new.fine_fen as fen union all select 'confiscate_gains', new.confiscation_fen
        union all select p.kind, sum(p.amount_fen) from xz.caseflow_penalty p where p.case_id = c.id
          and p.party_id = k.party_id and p.stage = 'decision' group by p.kind) d
        left join (select p.kind, sum(p.amount_fen) as fen from xz.caseflow_penalty p where p.case_id = c.id
          and p.party_id = k.party_id and p.stage = 'notice' and p.stage_version = served
            group by p.kind) n on n.kind = d.kind
        where case when n.kind is null then d.fen > 0 or d.kind not in ('fine', 'confiscate_gains')
          else d.fen > n.fen end) then
      raise exception 'heavier than notified' using errcode = '23514', constraint = 'decision_heavier';
    end if;
  end if;
  return new;
end $$;
create trigger caseflow_decision_guard before insert on xz.caseflow_decision
  for each row execute function xz.caseflow_decision_guard();

-- What may be written is less than what may be read: neither the tree below a supervisor nor a share counts.  As in
-- caseflow_rights(): id * 8 and 0: agency, 1: unit; beside them what is their own.
create function xz.caseflow_writes() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return (select array_remove(array[case when held & (1 | 8 | 16 | 64 | 128) <> 0 then a.agency_id * 8 end,
      case when held & (2 | 4) <> 0 then a.unit_id * 8 + 1 end], null) from xz.people_account a where a.id = who);
end $$;
create function xz.caseflow_is_own(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return exists (select from xz.caseflow_own o where o.account_id = who and o.case_id = which
    and (not o.opened or xz.people_duties(who) & (1 | 2) <> 0));
end $$;
create function xz.caseflow_may_write(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return exists (select from xz.caseflow_case c where c.id = which
    and (array[c.unit_id * 8 + 1, c.agency_id * 8] && xz.caseflow_writes() or xz.caseflow_is_own(which)));
end $$;

-- Who leads the case's agency or its unit may share it.
create function xz.caseflow_may_share(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return exists (select from xz.caseflow_case c join xz.people_account a on a.id = who and a.agency_id = c.agency_id
    where c.id = which and (held & 8 <> 0 or (held & 4 <> 0 and a.unit_id = c.unit_id)));
end $$;

-- ---- what tasks, papers and files of cases are about (again/subject.sql)
create view xz.caseflow_subjects with (security_invoker) as
  select 'case'::text as kind, c.id, c.ref, coalesce(c.number, c.clue_number, '') as number, c.title,
    coalesce((select p.name from xz.caseflow_party p where p.case_id = c.id order by p.id limit 1),
      (select s.subject_name from xz.caseflow_clue s where s.case_id = c.id), '') as party,
    c.cause_name as cause, c.agency_id as agency, c.unit_id as unit, c.ref as whole, null::timestamptz as due_at,
    array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null) as seen_by
  from xz.caseflow_case c
  union all
  select 'track'::text, k.id, k.ref, coalesce(c.number, c.clue_number, ''), c.title, p.name, c.cause_name, c.agency_id,
    c.unit_id, c.ref, null::timestamptz, array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null)
  from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id join xz.caseflow_party p on p.id = k.party_id
  union all
  select 'measure'::text, m.id, m.ref, coalesce(c.number, c.clue_number, ''), c.title, ''::text, c.cause_name,
    c.agency_id, c.unit_id, c.ref, null::timestamptz,
    array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null)
  from xz.caseflow_measure m join xz.caseflow_case c on c.id = m.case_id
  union all
  select 'evidence'::text, e.id, e.ref, e.no::text, e.name, ''::text, ''::text, c.agency_id, c.unit_id, c.ref,
    null::timestamptz, array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null)
  from xz.caseflow_evidence e join xz.caseflow_case c on c.id = e.case_id;

-- What events say of them (again/subject.sql).
create view xz.caseflow_dims as
  select 'case'::text as kind, c.ref, u.code as cause, s.industry as trade,
    coalesce(c.act_region, s.region) as district, c.procedure || '/' || c.procedure_version as procedure,
    null::uuid as about
  from xz.caseflow_case c left join xz.law_cause u on u.id = c.cause_id
    left join lateral (select y.subject_id from xz.caseflow_party y where y.case_id = c.id order by y.id limit 1) p
      on true
    left join xz.register_subject s on s.id = p.subject_id
  union all
  select 'track'::text, k.ref, null, s.industry, coalesce(c.act_region, s.region), null, c.ref
  from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id
    join xz.caseflow_party p on p.id = k.party_id join xz.register_subject s on s.id = p.subject_id
  union all
  select 'decision'::text, d.ref, null, s.industry, coalesce(c.act_region, s.region), null, c.ref
  from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
    join xz.caseflow_case c on c.id = k.case_id join xz.caseflow_party p on p.id = k.party_id
    join xz.register_subject s on s.id = p.subject_id
  union all
  select 'measure'::text, m.ref, null, null, null, null, c.ref
  from xz.caseflow_measure m join xz.caseflow_case c on c.id = m.case_id
  union all
  select 'evidence'::text, e.ref, null, null, null, null, c.ref
  from xz.caseflow_evidence e join xz.caseflow_case c on c.id = e.case_id;

-- ---- with an act, or not at all (again/act.sql)
create function xz.caseflow_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare which bigint := (to_jsonb(new) ->> tg_argv[0])::bigint; track bigint; chain bigint;
begin
  track := case tg_argv[0] when 'track_id' then which
    when 'decision_id' then (select d.track_id from xz.caseflow_decision d where d.id = which) end;
  which := case tg_argv[0] when 'measure_id' then (select m.case_id from xz.caseflow_measure m where m.id = which)
    when 'report_id' then (select r.case_id from xz.caseflow_report r where r.id = which) else which end;
  chain := (select c.chain_id from xz.caseflow_case c where c.id = case when track is null then which
    else (select k.case_id from xz.caseflow_track k where k.id = track) end);
  -- a decision is the last step of its chain (act_step_guard), or the officer's on the spot
  if not xz.act_recorded(chain) or (tg_table_name = 'caseflow_decision' and tg_op = 'INSERT'
      and not array['decide', 'summary_decide'] && xz.record_now(chain)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
do $$
declare x record;
begin
  for x in select t.tab, v.col from (values ('id', '{caseflow_case}'::text[]),
      ('case_id', '{caseflow_officer,caseflow_party,caseflow_track,caseflow_evidence,caseflow_measure,caseflow_pause,'
        'caseflow_aid,caseflow_correction,caseflow_report,caseflow_penalty,caseflow_factor,caseflow_service,'
        'caseflow_clue,caseflow_recusal,caseflow_daily,caseflow_police,caseflow_test,caseflow_goods_move}'),
      ('track_id', '{caseflow_notice,caseflow_defence,caseflow_hearing,caseflow_deliberation,caseflow_decision}'),
      ('decision_id', '{caseflow_instalment,caseflow_demand,caseflow_remedy,caseflow_payment}'),
      ('measure_id', '{caseflow_goods}'), ('report_id', '{caseflow_proposal}')) v (col, tabs)
    cross join lateral unnest(v.tabs) t (tab)
  loop
    execute format('create constraint trigger %1$s_recorded after insert or update on xz.%1$s deferrable initially
      deferred for each row when (xz.at_desk()) execute function xz.caseflow_recorded(%2$L)', x.tab,
      x.col);
  end loop;
end $$;

-- A state is where an act leads; a review is passed by the reviewer's own opinion, of a party's track also by whoever
-- approves on a report whose review passed.
create function xz.caseflow_moved() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare whole boolean := tg_table_name = 'caseflow_case'; chain bigint; passed boolean;
  was text := case tg_op when 'UPDATE' then old.state else '-' end;
begin
  if whole then
    chain := new.chain_id;
    passed := new.review_passed_version <= old.review_passed_version or ('review_opinion' = any (xz.record_now(chain))
      and exists (select from xz.review_request r where r.case_id = new.id and r.track_id is null and r.state = 'done'
        and r.opinion = 'agree' and r.report_version = new.review_passed_version
        and r.xmin = pg_current_xact_id()::xid));
  else
    select c.chain_id into chain from xz.caseflow_case c where c.id = new.case_id;
    passed := not new.review_passed or (tg_op = 'UPDATE' and old.review_passed)
      or array['hearing_opinion', 'approve_penalty', 'summary_decide'] && xz.record_now(chain);
  end if;
  if not passed or new.state <> was and not (new.procedure = 'summary' and tg_op = 'INSERT')
      and not xz.act_leads(chain, array[new.procedure], new.procedure_version, whole, was, new.state) then
    raise exception '% % without an act that leads there', tg_table_name, new.state using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger caseflow_case_moved after update of state, review_passed_version on xz.caseflow_case
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.caseflow_moved();
create constraint trigger caseflow_track_moved after insert or update of state, review_passed on xz.caseflow_track
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.caseflow_moved();

-- Goods go where the two who sign say, once the second has signed.
create function xz.caseflow_goods_signed() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare v record;
begin
  update xz.caseflow_goods_move m set state = case new.state when 'signed' then 'done' else 'void' end
    where m.case_id = new.subject_id and m.step_seq = new.step_seq and m.state = 'waiting'
    returning m.goods, m.to_state, m.keeper_id into v;
  if found and new.state = 'signed' then
    update xz.caseflow_goods g set state = v.to_state,
      keeper_id = case v.to_state when 'kept' then v.keeper_id end where g.id = any (v.goods);
  end if;
  return null;
end $$;
create trigger act_cosign_goods after update of state on xz.act_cosign for each row
  when (new.subject_kind = 'case' and new.action like 'goods\_%' and old.state = 'waiting' and new.state <> 'waiting')
  execute function xz.caseflow_goods_signed();

-- What a party sent in, as an item of the evidence, by the step to come that takes it over (again/door.sql).
create function xz.caseflow_evidence_sent(which bigint, step int, by_account bigint, message text, received timestamptz)
returns bigint language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.caseflow_evidence (case_id, no, kind, name, source, taken_at, taken_by, original, step_seq)
    select which, coalesce(max(e.no), 0) + 1, 'documentary', '当事人提交的材料', '当事人在线提交 ' || message, received,
      (select a.display_name from xz.people_account a where a.id = by_account), false, step
    from xz.caseflow_evidence e where e.case_id = which
  returning id
$$;

-- rights

alter table xz.caseflow_case enable row level security;
create policy case_desk on xz.caseflow_case to xz_seat
  using (array[unit_id * 8 + 1, agency_id * 8] && (select xz.caseflow_rights(true))
    or array[agency_id * 8, id * 8 + 2] && (select xz.caseflow_rights()))
  with check (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights()));
create policy case_trusted on xz.caseflow_case to xz_daemon, xz_admin using (true) with check (true);
create policy case_change on xz.caseflow_case as restrictive for update to xz_seat
  using (array[unit_id * 8 + 1, agency_id * 8] && (select xz.caseflow_writes()) or xz.caseflow_is_own(id));

alter table xz.caseflow_goods enable row level security;
create policy goods_desk on xz.caseflow_goods to xz_seat
  using ((select true from xz.caseflow_measure m where m.id = measure_id limit 1))
  with check ((select true from xz.caseflow_measure m where m.id = measure_id limit 1));
create policy goods_trusted on xz.caseflow_goods to xz_daemon, xz_admin using (true) with check (true);

alter table xz.caseflow_proposal enable row level security;
create policy proposal_desk on xz.caseflow_proposal to xz_seat
  using ((select true from xz.caseflow_report r where r.id = report_id limit 1))
  with check ((select true from xz.caseflow_report r where r.id = report_id limit 1));
create policy proposal_trusted on xz.caseflow_proposal to xz_daemon, xz_admin using (true) with check (true);

alter table xz.caseflow_payment enable row level security;
create policy payment_desk on xz.caseflow_payment for select to xz_seat
  using ((select true from xz.caseflow_decision d where d.id = decision_id limit 1));
create policy payment_trusted on xz.caseflow_payment to xz_daemon, xz_admin using (true) with check (true);

-- What hangs on a case is as visible as the case, and written by who may write the case.
do $$
declare t text;
begin
  foreach t in array array['caseflow_officer', 'caseflow_party', 'caseflow_track',
      'caseflow_evidence', 'caseflow_measure', 'caseflow_pause', 'caseflow_aid',
      'caseflow_correction', 'caseflow_report', 'caseflow_penalty', 'caseflow_factor', 'caseflow_service',
      'caseflow_clue', 'caseflow_recusal', 'caseflow_daily', 'caseflow_police',
      'caseflow_test', 'caseflow_goods_move'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.caseflow_case c where c.id = case_id limit 1))
        with check ((select true from xz.caseflow_case c where c.id = case_id limit 1));
      create policy %1$s_make on xz.%1$s as restrictive for insert to xz_seat
        with check (xz.caseflow_may_write(case_id));
      create policy %1$s_change on xz.%1$s as restrictive for update to xz_seat using (xz.caseflow_may_write(case_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- The same of what hangs on a track.
do $$
declare t text;
begin
  foreach t in array array['caseflow_notice', 'caseflow_defence', 'caseflow_hearing', 'caseflow_deliberation',
      'caseflow_decision'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.caseflow_track k where k.id = track_id limit 1))
        with check ((select true from xz.caseflow_track k where k.id = track_id limit 1));
      create policy %1$s_make on xz.%1$s as restrictive for insert to xz_seat
        with check ((select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = track_id));
      create policy %1$s_change on xz.%1$s as restrictive for update to xz_seat
        using ((select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = track_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- What hangs deeper: at least a duty of casework (1 to 128) is needed to write it.
do $$
declare t text;
begin
  foreach t in array array['caseflow_instalment', 'caseflow_demand', 'caseflow_remedy'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.caseflow_decision d where d.id = decision_id limit 1))
        with check ((select true from xz.caseflow_decision d where d.id = decision_id limit 1));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['caseflow_instalment', 'caseflow_demand', 'caseflow_remedy',
      'caseflow_goods', 'caseflow_proposal'] loop
    execute format($p$
      create policy %1$s_make on xz.%1$s as restrictive for insert to xz_seat
        with check ((select xz.people_actor_has(255)));
      create policy %1$s_change on xz.%1$s as restrictive for update to xz_seat
        using ((select xz.people_actor_has(255)));
    $p$, t);
  end loop;
end $$;

grant select on xz.caseflow_state to xz_portal;
grant select on xz.caseflow_state, xz.caseflow_requirement, xz.caseflow_subjects to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.caseflow_state, xz.caseflow_requirement to xz_admin;
do $$
declare t regclass;
begin
  for t in select oid from pg_class where relnamespace = 'xz'::regnamespace and relkind = 'r'
      and relname like 'caseflow\_%' and relname not in ('caseflow_own', 'caseflow_requirement', 'caseflow_state') loop
    execute format('grant select, insert on %s to xz_desk, xz_admin', t);
    execute format('grant select on %s to xz_daemon', t);
  end loop;
end $$;
-- what the daemon does by itself: measures and terms of publication end
grant update (state, version) on xz.caseflow_case to xz_daemon;
grant update (publish_state, state, version) on xz.caseflow_track to xz_daemon;
grant update (end_reason, ended_on, state) on xz.caseflow_measure to xz_daemon;
grant update (act_from, act_region, act_to, archived_at, cause_id, cause_name, closed_at, decide_extended,
  declared_major, filed_on, harm, number, reported_version, review_passed_version, state, suspended_from, title,
  unit_id, version)
  on xz.caseflow_case to xz_desk;
grant update (designated_by, extended, finding, outcome, outcome_reason, proposal, proposal_reason, told_how, told_on,
  verified_on)
  on xz.caseflow_clue to xz_desk;
grant update (accepted_at, certificate_no, reason, state) on xz.caseflow_officer to xz_desk;
grant update (electronic_channel, electronic_consent, electronic_on, name, service_address) on xz.caseflow_party
  to xz_desk;
grant update (closed_at, defence, deliberated, heard, hearing_right, major, outcome, publish_state, report_version,
  review_passed, state, version) on xz.caseflow_track to xz_desk;
grant update (end_reason, ended_on, extended, state) on xz.caseflow_measure to xz_desk;
grant update (confiscated_on, disposed, state) on xz.caseflow_goods to xz_desk;
grant update (to_day) on xz.caseflow_pause to xz_desk;
revoke execute on function xz.caseflow_punished_before(bigint, date) from public;
grant execute on function xz.caseflow_changes(bigint) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.caseflow_punished_before(bigint, date) to xz_desk, xz_daemon, xz_admin;
grant update (answer, answered_on) on xz.caseflow_aid to xz_desk;
grant update (answer_number, answered_again_on, answered_on, asked_again_on, goods_on, party_told_on, procurator_on,
  receipt_number, receipt_on, refused_why, sent_at, state) on xz.caseflow_police to xz_desk;
grant update (ended_on, result, result_told_on) on xz.caseflow_test to xz_desk;
grant update (base_fen, correction_id, decision_id, from_on, ground, party_id, until_on) on xz.caseflow_daily
  to xz_desk;
grant update (corrected_on, openly_why, result, surprise) on xz.caseflow_correction to xz_desk;
grant update (document_id) on xz.caseflow_report to xz_desk;
grant update (appointed_on, chair_account, chair_name, clerk, ended_ground, handed_on, held_at, interpreter,
  notice_served_on, officers, opinion, place, present, public, public_notice_on, record, report, reported_on,
  suspended_ground, suspended_on, third_notice_on, third_persons, withdrawn_on) on xz.caseflow_hearing to xz_desk;
grant update (cash, changed_on, changed_text, confiscation_fen, document_id, fallen_kinds, faults, fine_fen, illegal_on,
  number, pay_due, reissued_on, remedies, revoke_reason, revoked_on, served_on, told_on, untold)
  on xz.caseflow_decision to xz_desk;
grant update (faults) on xz.caseflow_decision to xz_daemon;
grant update (applied_on, court, late_reason) on xz.caseflow_demand to xz_desk;
grant update (decided_by, decided_on, discussed_on, granted, words) on xz.caseflow_recusal to xz_desk;
grant update (answer, answered_on, body_way, copy_on, evidence, final, forwarded_on, opposed, perform_by, redo,
  redo_by, redone, result, result_number, result_on, result_served_on, simple) on xz.caseflow_remedy to xz_desk;
grant execute on function xz.caseflow_actor_cases(), xz.caseflow_rights(boolean), xz.caseflow_case_numbers(bigint),
  xz.caseflow_officers_ready(bigint, date), xz.caseflow_writes(), xz.caseflow_may_write(bigint),
  xz.caseflow_may_share(bigint) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.caseflow_open(bytea, uuid, text), xz.caseflow_listed(text, text, bigint, int) to xz_desk;
grant execute on function xz.caseflow_is_own(bigint) to xz_desk, xz_slow;
-- the pool for slow work
grant select on xz.caseflow_case, xz.caseflow_clue, xz.caseflow_decision, xz.caseflow_evidence, xz.caseflow_measure,
  xz.caseflow_officer, xz.caseflow_party, xz.caseflow_requirement, xz.caseflow_state, xz.caseflow_subjects,
  xz.caseflow_track to xz_slow;
grant execute on function xz.caseflow_may_write(bigint), xz.caseflow_rights(boolean), xz.caseflow_writes() to xz_slow;
-- for its lock
grant update (version) on xz.caseflow_case to xz_slow;
