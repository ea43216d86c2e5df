-- inspection: rights, bounds, visits of several agencies.

-- ---- without approval, published item, code (the lead's, in a joint visit) and two certificates there is no
-- inspection, whatever the code does
create function xz.inspection_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare day date := (new.arrived_at at time zone 'Asia/Shanghai')::date;
begin
  if new.arrived_at is null or old.arrived_at is not null then
    return new;
  end if;
  if new.approval <> 'approved' and not (new.emergency and not new.approval_late
    and new.approval in ('none', 'asked')) then
    raise exception 'nobody approved it' using errcode = '23514', constraint = 'inspection_approved';
  end if;
  if not exists (select from xz.inspection_code c where c.inspection_id = xz.inspection_code_holder(new.id)
    and c.revoked_at is null) then
    raise exception 'it has no code' using errcode = '23514', constraint = 'inspection_code';
  end if;
  if not exists (select from xz.inspection_item i where i.inspection_id = new.id)
    or exists (select from xz.inspection_item i join xz.law_check_item l on l.id = i.item_id
      where i.inspection_id = new.id
      and (l.published_on is null or l.published_on > day or l.valid_from > day or l.valid_to < day)) then
    raise exception 'an item is not published' using errcode = '23514', constraint = 'inspection_published';
  end if;
  if (select count(distinct o.account_id) from xz.inspection_officer o
      join xz.people_certificates_on(day) t on t.no = o.certificate_no
      where o.inspection_id = new.id) < xz.calendar_officers_least(day) then
    raise exception 'more certified officers are needed'
      using errcode = '23514', constraint = 'inspection_two_officers';
  end if;
  return new;
end $$;
create trigger inspection_guard before update on xz.inspection for each row execute function xz.inspection_guard();

-- ---- who reads: officers their own and their unit's, unit heads the unit's, heads, reviewers and the like the
-- agency's
create function xz.inspection_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return (select coalesce(array_agg(o.inspection_id), '{}') from xz.inspection_officer o where o.account_id = who);
end $$;

-- Who may change it: its officers and whoever opened it, the heads above them.
create function xz.inspection_may_write(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return exists (select from xz.inspection i join xz.people_account a on a.id = who where i.id = which
    and (i.opened_by = who or exists (select from xz.inspection_officer o where o.inspection_id = which
      and o.account_id = who)
      or (held & 4 <> 0 and i.unit_id = a.unit_id) or (held & 8 <> 0 and i.agency_id = a.agency_id)));
end $$;

-- What the public sends in: whoever holds the code of an inspection whose result was told rates it once; in a joint
-- visit, which has one code, each agency's part once.
create function xz.inspection_rate(which uuid, hash bytea, points int, words text[]) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare i xz.inspection;
begin
  select x.* into i from xz.inspection x join xz.inspection_code c on c.inspection_id = xz.inspection_code_holder(x.id)
    where x.ref = which and c.code_hash = hash for update of x;
  if i.id is null then return 'unknown'; end if;
  if i.told_at is null then return 'early'; end if;
  if i.rated_at is not null then return 'again'; end if;
  insert into xz.inspection_rating (ref, score, said, at) values (i.ref, points, coalesce(words, '{}'), xz.now());
  update xz.inspection set rated_at = xz.now(), version = version + 1 where id = i.id;
  return 'rated';
end $$;

-- Whether the actor may read it: as the policy says.
create function xz.inspection_seen(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return session_user in ('xz_daemon', 'xz_admin') or exists (select from xz.inspection i where i.id = which
    and (array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4] && xz.caseflow_rights()
      or i.id = any (xz.inspection_rights())));
end $$;

-- A page of the list: the actor's own ('mine'), those of their unit ('unit'), or all they may read ('all'), newest
-- first, below one.  of_state: '' any, 'open' what has not ended, or a state.  account: whose, for commands, where
-- nobody is signed in.  Each arm begins with what its index begins with and takes no more than the page has.
create function xz.inspection_listed(account bigint, scope text, of_state text, below bigint, most int)
returns setof bigint language plpgsql stable strict rows 50 security definer set search_path = xz, pg_temp as $$
declare
  who bigint := coalesce(xz.people_actor(), case when session_user = 'xz_admin' then account end);
  own_unit bigint := (select a.unit_id from xz.people_account a where a.id = who);
  agencies bigint[] := case when scope <> 'mine' then xz.people_actor_agencies() else '{}' end;
  units bigint[] := case when scope <> 'mine' then xz.people_actor_units() else '{}' end;
  words text[] := case of_state when 'open' then array['planned', 'triggered', 'asked', 'approved', 'code_issued',
    'notified', 'arrived', 'checked', 'signed', 'rectify'] else array[of_state] end;
begin
  if scope = 'unit' then
    units := case when own_unit = any (units) or exists (select from xz.people_account a where a.id = who
      and a.agency_id = any (agencies)) then array[own_unit] else '{}' end;
    agencies := '{}';
  end if;
  if of_state = '' then
    return query select x.id from (
      select y.id from unnest(agencies) g (id) cross join lateral (select i.id from xz.inspection i
        where i.agency_id = g.id and i.id < below order by i.id desc limit most) y
      union select y.id from unnest(units) u (id) cross join lateral (select i.id from xz.inspection i
        where i.unit_id = u.id and i.id < below order by i.id desc limit most) y
      union select i.id from xz.inspection i where i.opened_by = who and i.id < below
        and (scope <> 'unit' or i.unit_id = own_unit)
      union select i.id from xz.inspection_officer o join xz.inspection i on i.id = o.inspection_id
        where o.account_id = who and i.id < below and (scope <> 'unit' or i.unit_id = own_unit)
    ) x order by x.id desc limit most;
    return;
  end if;
  -- what may be on the page stands in the few arms whose newest are the newest of all
  return query with head as materialized (select g.id as agency, w.state, h.id from unnest(agencies) g (id)
      cross join unnest(words) w (state) cross join lateral (select i.id from xz.inspection i where i.agency_id = g.id
        and i.state = w.state and i.id < below order by i.id desc limit 1) h order by h.id desc limit most)
  select x.id from (
    select y.id from head g cross join lateral (
      select i.id from xz.inspection i where i.agency_id = g.agency and i.state = g.state and i.id < below
        order by i.id desc limit most) y
    union select y.id from unnest(units) u (id) cross join unnest(words) w (state) cross join lateral (
      select i.id from xz.inspection i where i.unit_id = u.id and i.state = w.state and i.id < below
        order by i.id desc limit most) y
    union select i.id from xz.inspection i where i.opened_by = who and i.state = any (words) and i.id < below
      and (scope <> 'unit' or i.unit_id = own_unit)
    union select i.id from xz.inspection_officer o join xz.inspection i on i.id = o.inspection_id
      where o.account_id = who and i.state = any (words) and i.id < below
      and (scope <> 'unit' or i.unit_id = own_unit)
  ) x order by x.id desc limit most;
end $$;

-- By two characters that stand side by side a part of a name is found.
create function xz.inspection_pairs(name text) returns text[] language sql immutable as $$
  select array(select distinct substr(name, n, 2) from generate_series(1, length(name) - 1) n)
$$;
create function xz.inspection_public_pairs() returns trigger language plpgsql set search_path = xz, pg_temp as $$
begin
  new.pairs := xz.inspection_pairs(new.name);
  return new;
end $$;
create trigger inspection_public_pairs before insert or update on xz.inspection_public
  for each row execute function xz.inspection_public_pairs();

-- What was published whose name has a part, or of one code, newest first.  A common part is found among the newest, a
-- rare one by its pairs.
create function xz.inspection_public_find(part text, agency uuid, below timestamptz, below_ref uuid, want int)
returns setof uuid language plpgsql stable set search_path = xz, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  hits uuid[] := array(select y.ref from (select p.ref, p.published_at, p.name from xz.inspection_public p
      where (agency is null or p.agency_ref = agency)
        and (below is null or (p.published_at, p.ref) < (below, below_ref))
      order by p.published_at desc, p.ref desc limit 2000) y
    where position(part in y.name) > 0 order by y.published_at desc, y.ref desc limit want);
begin
  if cardinality(hits) < want then
    hits := array(select p.ref from xz.inspection_public p
      where p.pairs @> xz.inspection_pairs(part) and position(part in p.name) > 0
        and (agency is null or p.agency_ref = agency)
        and (below is null or (p.published_at, p.ref) < (below, below_ref))
      order by p.published_at desc, p.ref desc limit want);
  end if;
  return query select p.ref from (select unnest(hits) as ref
      union (select o.ref from xz.inspection_public o where o.object_id = part
        and (agency is null or o.agency_ref = agency)
        and (below is null or (o.published_at, o.ref) < (below, below_ref))
        order by o.published_at desc, o.ref desc limit want)) x
    join xz.inspection_public p on p.ref = x.ref order by p.published_at desc, p.ref desc limit want;
end $$;

-- Others' inspections of the same firm that could be made in one visit with this: of another agency or unit, near in
-- time, no code issued yet, neither declined nor joined.
create function xz.inspection_offers(which bigint, days int, most int)
returns table (id bigint, ref uuid, agency_name text, unit_name text, kind text, from_at timestamptz, to_at timestamptz,
  items text, joint boolean)
language sql stable security definer set search_path = xz, pg_temp as $$
  select o.id, o.ref, g.name, coalesce(u.name, ''), o.kind, o.from_at, o.to_at,
    (select string_agg(t.name, '、' order by t.n) from xz.inspection_item t where t.inspection_id = o.id),
      o.joint_id is not null
  from xz.inspection i join xz.inspection o on o.subject_id = i.subject_id and o.id <> i.id
    and (o.agency_id, coalesce(o.unit_id, 0)) is distinct from (i.agency_id, coalesce(i.unit_id, 0))
  join xz.people_agency g on g.id = o.agency_id left join xz.people_unit u on u.id = o.unit_id
  where i.id = which and xz.inspection_seen(which) and i.joint_id is null and not i.emergency and not o.emergency
    and i.state in ('planned', 'triggered') and o.state in ('planned', 'triggered', 'asked', 'approved')
    and o.from_at <= i.to_at + make_interval(days => days) and o.to_at >= i.from_at - make_interval(days => days)
      and o.to_at > xz.now()
    and not exists (select from xz.inspection_apart a where (a.inspection_id, a.other_id) in ((i.id, o.id),
      (o.id, i.id)))
    and (o.joint_id is null or (select count(distinct m.agency_id) from (select x.agency_id from xz.inspection x
      where x.joint_id = o.joint_id union all select i.agency_id) m) <= most)
    and (o.joint_id is null or not exists (select from xz.inspection_joint j
      join xz.inspection_code c on c.inspection_id = j.lead_id
      where j.id = o.joint_id))
  order by o.from_at, o.id
$$;

-- Makes this one a part of the other's visit: its time becomes the visit's.  Null: no such offer.
create function xz.inspection_join(which bigint, other uuid, days int, most int) returns bigint
language plpgsql security definer set search_path = xz, pg_temp as $$
declare o xz.inspection; visit bigint;
begin
  if session_user <> 'xz_admin' and not xz.inspection_may_write(which) then return null; end if;
  perform 1 from xz.inspection i where i.id = which or i.ref = other order by i.id for update;
  if not exists (select from xz.inspection_offers(which, days, most) f where f.ref = other) then return null; end if;
  select * into o from xz.inspection i where i.ref = other;
  visit := o.joint_id;
  if visit is null then
    insert into xz.inspection_joint (subject_id, lead_id, made_at)
      values (o.subject_id, o.id, xz.now()) returning id into visit;
    update xz.inspection set joint_id = visit, version = version + 1 where id = o.id;
  end if;
  update xz.inspection set joint_id = visit, from_at = o.from_at, to_at = o.to_at where id = which;
  insert into xz.inspection_joint_move (joint_id, inspection_id, kind, at) values (visit, which, 'joined', xz.now());
  return visit;
end $$;

-- Takes this one out of its visit before the code is issued; who is left last is alone again.  The others' ids; null:
-- not possible.
create function xz.inspection_part(which bigint) returns bigint[] language plpgsql security definer
set search_path = xz, pg_temp as $$
declare visit bigint; rest bigint[];
begin
  select joint_id into visit from xz.inspection where id = which;
  if visit is null or (session_user <> 'xz_admin' and not xz.inspection_may_write(which)) then return null; end if;
  perform 1 from xz.inspection i where i.joint_id = visit order by i.id for update;
  if exists (select from xz.inspection_joint j join xz.inspection_code c on c.inspection_id = j.lead_id
    where j.id = visit) then
    return null;
  end if;
  rest := array(select i.id from xz.inspection i where i.joint_id = visit and i.id <> which order by i.id);
  insert into xz.inspection_joint_move (joint_id, inspection_id, kind, at) values (visit, which, 'parted', xz.now());
  update xz.inspection set joint_id = null where id = which;
  update xz.inspection_joint set lead_id = rest[1] where id = visit and lead_id = which;
  if cardinality(rest) = 1 then
    update xz.inspection set joint_id = null, version = version + 1 where id = rest[1];
  end if;
  return rest;
end $$;

-- All of the visit this one is part of: what the code names and how far each is, nothing of their matters.
create function xz.inspection_partners(which bigint)
returns table (id bigint, ref uuid, agency_name text, unit_name text, lead boolean, me boolean, approval text,
  state text, items text[], item_names text, certificates text[], officers text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select m.id, m.ref, g.name, coalesce(u.name, ''), j.lead_id = m.id, m.id = which, m.approval, m.state,
    array(select t.code from xz.inspection_item t where t.inspection_id = m.id order by t.n),
    (select string_agg(t.name, '、' order by t.n) from xz.inspection_item t where t.inspection_id = m.id),
    array(select f.certificate_no from xz.inspection_officer f where f.inspection_id = m.id order by f.place),
    (select string_agg(f.name || ' ' || f.certificate_no, '、' order by f.place) from xz.inspection_officer f
      where f.inspection_id = m.id)
  from xz.inspection i join xz.inspection_joint j on j.id = i.joint_id join xz.inspection m on m.joint_id = j.id
  join xz.people_agency g on g.id = m.agency_id left join xz.people_unit u on u.id = m.unit_id
  where i.id = which and xz.inspection_seen(which) order by j.lead_id = m.id desc, m.id
$$;

-- The visit's code is everybody's who is part of it.
create function xz.inspection_code_holder(which bigint) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce((select j.lead_id from xz.inspection i join xz.inspection_joint j on j.id = i.joint_id
    where i.id = which), which)
$$;
create function xz.inspection_recheck_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if new.confirmed_at is not null and (select count(distinct t.officer_id)
      from xz.people_certificates_on(new.checked_on) t
      where t.no in (new.by_certificate, new.second_certificate)) < 2 then
    raise exception 'two officers certified on that day are needed' using errcode = '23514',
    constraint = 'inspection_recheck_officers';
  end if;
  return new;
end $$;
create trigger inspection_recheck_guard before insert or update on xz.inspection_recheck for each row
  execute function xz.inspection_recheck_guard();

-- Of its team: in how many visits of its year each was at this firm and nothing was found; inspections and, where none
-- carried one out, visits of draws.  Numbers only: which they were and of whom stays with who may see those.
create function xz.inspection_clean(which bigint) returns table (account_id bigint, officer uuid, name text, place int,
  n bigint)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  if not xz.inspection_seen(which) then return; end if;
  return query select o.account_id, p.ref, o.name, o.place,
      (select count(*) from xz.inspection x join xz.inspection_officer w on w.inspection_id = x.id
        and w.account_id = o.account_id
        where x.subject_id = i.subject_id and x.id <> i.id and x.outcome = 'no_issue'
        and extract(year from x.arrived_at at time zone 'Asia/Shanghai')
          = extract(year from i.from_at at time zone 'Asia/Shanghai'))
      + (select count(*) from xz.spotcheck_visit v join xz.spotcheck_visit_officer w on w.visit_id = v.id
        and w.account_id = o.account_id
        join xz.spotcheck_pool q on q.task_id = v.task_id and q.object_id = v.object_id and q.subject_id = i.subject_id
        where v.state in ('done', 'published')
          and extract(year from v.visited_on) = extract(year from i.from_at at time zone 'Asia/Shanghai')
        and not exists (select from xz.spotcheck_visit_result r where r.visit_id = v.id
          and r.result not in ('none', 'no_activity'))
        and not exists (select from xz.inspection x where x.spot_visit = v.id))
    from xz.inspection i join xz.inspection_officer o on o.inspection_id = i.id
      join xz.people_principal p on p.id = o.account_id
    where i.id = which order by o.place;
end $$;

-- What tasks, papers and files of inspections are about (again/subject.sql).
create view xz.inspection_subjects with (security_invoker) as
  select 'inspection'::text as kind, i.id, i.ref, ''::text as number, i.subject_name as title, i.subject_name as party,
    ''::text as cause, i.agency_id as agency, i.unit_id as unit, i.ref as whole, null::timestamptz as due_at,
    array_remove(array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4]
      || array(select o.account_id * 8 + 4 from xz.inspection_officer o where o.inspection_id = i.id
        order by o.account_id), null) as seen_by
  from xz.inspection i
  union all
  select 'inspection_order'::text, r.id, r.ref, ''::text, i.subject_name, i.subject_name, ''::text, i.agency_id,
    i.unit_id, i.ref, null::timestamptz, array_remove(array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4]
      || array(select o.account_id * 8 + 4 from xz.inspection_officer o where o.inspection_id = i.id
        order by o.account_id), null)
  from xz.inspection_order r join xz.inspection i on i.id = r.inspection_id
  union all
  select 'inspection_evidence'::text, v.id, v.ref, ''::text, i.subject_name, i.subject_name, ''::text, i.agency_id,
    i.unit_id, i.ref, null::timestamptz, array_remove(array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4]
      || array(select o.account_id * 8 + 4 from xz.inspection_officer o where o.inspection_id = i.id
        order by o.account_id), null)
  from xz.inspection_evidence v join xz.inspection i on i.id = v.inspection_id;

-- What events say of them (again/subject.sql).
create view xz.inspection_dims as
  select 'inspection'::text as kind, i.ref, null::text as cause, s.industry as trade, s.region as district,
    'inspection/1'::text as procedure, null::uuid as about
  from xz.inspection i join xz.register_subject s on s.id = i.subject_id
  union all
  select 'inspection_order'::text, r.ref, null, null, null, null, i.ref
  from xz.inspection_order r join xz.inspection i on i.id = r.inspection_id
  union all
  select 'inspection_evidence'::text, v.ref, null, null, null, null, i.ref
  from xz.inspection_evidence v join xz.inspection i on i.id = v.inspection_id;

create trigger inspection_evidence_kept before truncate on xz.inspection_evidence
  for each statement execute function xz.record_never();

-- What hangs on an inspection changes with an act on it (again/act.sql).
create function xz.inspection_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select i.chain_id from xz.inspection i
      where i.id = new.inspection_id)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['inspection_item', 'inspection_answer', 'inspection_officer', 'inspection_signature',
      'inspection_order', 'inspection_recheck', 'inspection_code', 'inspection_apart',
      'inspection_consent', 'inspection_obstruction', 'inspection_settled'] loop
    execute format('create constraint trigger %1$s_recorded after insert or update on xz.%1$s deferrable initially
      deferred for each row when (xz.at_desk()) execute function xz.inspection_recorded()', t);
  end loop;
end $$;

-- The ledger of visits and the agency's key for codes: with the act on the visit, with a code that it signed.
create function xz.inspection_visit_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded(coalesce((select i.chain_id from xz.inspection i where i.ref = new.source_ref),
      (select k.chain_id from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id
        where v.ref = new.source_ref))) then
    raise exception 'a visit without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger inspection_visit_recorded after insert on xz.inspection_visit
  deferrable initially deferred for each row when (xz.at_desk())
  execute function xz.inspection_visit_recorded();
create function xz.inspection_key_used() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.inspection_code c where c.kid = new.kid and c.xmin = pg_current_xact_id()::xid) then
    raise exception 'a key that signed nothing' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger inspection_key_used after insert on xz.inspection_key
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.inspection_key_used();

-- ---- nobody signs for another: from the own account, or by a code that was checked for the act
create function xz.inspection_officer_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint;
begin
  if session_user not in ('xz_desk', 'xz_slow') then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.shown_at is not null or new.signed_at is not null then
      raise exception 'an officer signs after being named' using errcode = '42501';
    end if;
    return new;
  end if;
  who := xz.people_actor();
  if (new.inspection_id, new.account_id) is distinct from (old.inspection_id, old.account_id)
    or old.shown_at is not null and new.shown_at is distinct from old.shown_at
    or old.signed_at is not null and new.signed_at is distinct from old.signed_at
    or new.shown_at is distinct from old.shown_at
      and (new.shown_way = 'account') <> coalesce(new.account_id = who, false)
    or new.signed_at is distinct from old.signed_at
      and (new.sign_way = 'account') <> coalesce(new.account_id = who, false) then
    raise exception 'another officer''s signature' using errcode = '42501';
  end if;
  if new.shown_at is distinct from old.shown_at and new.shown_way = 'code'
    or new.signed_at is distinct from old.signed_at and new.sign_way = 'code' then
    perform xz.people_code_needed(new.account_id);
  end if;
  return new;
end $$;
create trigger inspection_officer_guard before insert or update on xz.inspection_officer
  for each row execute function xz.inspection_officer_guard();

create function xz.inspection_recheck_signed() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint;
begin
  if session_user not in ('xz_desk', 'xz_slow') or new.confirmed_at is null
    or tg_op = 'UPDATE' and new.confirmed_at is not distinct from old.confirmed_at then
    return new;
  end if;
  who := xz.people_actor();
  if tg_op = 'INSERT' or old.confirmed_at is not null
    or coalesce(case new.way when 'account' then new.second when 'code' then old.by_account end <> who, true) then
    raise exception 'another officer''s confirmation' using errcode = '42501';
  end if;
  if new.way = 'code' then
    perform xz.people_code_needed(new.second);
  end if;
  return new;
end $$;
create trigger inspection_recheck_signed before insert or update on xz.inspection_recheck
  for each row execute function xz.inspection_recheck_signed();

-- Whether the account signed the record of the inspection that was this visit of a draw.
create function xz.inspection_visit_signed(visit bigint, account bigint) returns boolean language plpgsql stable
security definer set search_path = xz, pg_temp as $$
begin
  return exists (select from xz.inspection i join xz.inspection_officer o on o.inspection_id = i.id
    where i.spot_visit = visit and o.account_id = account and o.signed_at is not null);
end $$;

-- rights

alter table xz.inspection_visit enable row level security;
create policy visit_ledger_read on xz.inspection_visit for select to xz_seat using (true);
create policy visit_ledger_add on xz.inspection_visit for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) or (select xz.people_actor_has(256)));
create policy visit_ledger_trusted on xz.inspection_visit to xz_daemon, xz_admin using (true) with check (true);

alter table xz.inspection enable row level security;
create policy inspection_read on xz.inspection for select to xz_seat
  using (array[unit_id * 8 + 1, agency_id * 8, opened_by * 8 + 4] && (select xz.caseflow_rights())
    or id = any ((select xz.inspection_rights())::bigint[]));
create policy inspection_make on xz.inspection for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) and opened_by = (select xz.people_actor())
    and (select xz.people_actor_has(2 | 4)));
create policy inspection_change on xz.inspection for update to xz_seat
  using (xz.inspection_may_write(id)) with check (true);
create policy inspection_trusted on xz.inspection to xz_daemon, xz_admin using (true) with check (true);

alter table xz.inspection_key enable row level security;
create policy key_read on xz.inspection_key for select to public using (true);
create policy key_make on xz.inspection_key for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()));
create policy key_trusted on xz.inspection_key to xz_daemon, xz_admin using (true) with check (true);

alter table xz.inspection_evidence enable row level security;
create policy inspection_evidence_read on xz.inspection_evidence for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
-- The team's officers, each in their own name.
create policy inspection_evidence_make on xz.inspection_evidence for insert to xz_seat
  with check (taken_by = (select xz.people_actor())
    and inspection_id = any ((select xz.inspection_rights())::bigint[]));
create policy inspection_evidence_same on xz.inspection_evidence for update to xz_seat
  using (taken_by = (select xz.people_actor())) with check (taken_by = (select xz.people_actor()));
create policy inspection_evidence_trusted on xz.inspection_evidence to xz_daemon, xz_admin using (true)
  with check (true);

-- What hangs on an inspection is as visible as it is, and written by who may write it.
do $$
declare t text;
begin
  foreach t in array array['inspection_item', 'inspection_answer', 'inspection_officer', 'inspection_signature',
      'inspection_order', 'inspection_recheck'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat
        using ((select true from xz.inspection i where i.id = inspection_id limit 1));
    $p$, t);
  end loop;
end $$;

-- The visit's code is everybody's who is part of it.
alter table xz.inspection_code enable row level security;
create policy inspection_code_read on xz.inspection_code for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1)
    or exists (select from xz.inspection_joint j join xz.inspection i on i.joint_id = j.id
      where j.lead_id = inspection_code.inspection_id));

do $$
declare t text;
begin
  foreach t in array array['inspection_item', 'inspection_answer', 'inspection_officer', 'inspection_signature',
      'inspection_order', 'inspection_recheck', 'inspection_code'] loop
    execute format($p$
      create policy %1$s_make on xz.%1$s for insert to xz_seat with check (xz.inspection_may_write(inspection_id));
      create policy %1$s_change on xz.%1$s for update to xz_seat using (xz.inspection_may_write(inspection_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- What the public reads is written by the daemon only.
do $$
declare t text;
begin
  foreach t in array array['inspection_public', 'inspection_rating'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat, xz_portal using (true);
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['inspection_joint', 'inspection_joint_move', 'inspection_apart'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

create policy inspection_item_drop on xz.inspection_item for delete to xz_seat
  using (xz.inspection_may_write(inspection_id)
  and (select true from xz.inspection i where i.id = inspection_id and i.approval = 'returned' limit 1));
create policy inspection_officer_drop on xz.inspection_officer for delete to xz_seat
  using (xz.inspection_may_write(inspection_id)
  and (select true from xz.inspection i where i.id = inspection_id and i.approval = 'returned' limit 1));
create policy code_public on xz.inspection_code for select to xz_portal using (revoked_at is not null);
create policy inspection_joint_read on xz.inspection_joint for select to xz_seat
  using (exists (select from xz.inspection i where i.joint_id = inspection_joint.id));
create policy inspection_apart_read on xz.inspection_apart for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_apart_make on xz.inspection_apart for insert to xz_seat
  with check (account_id = (select xz.people_actor()) and xz.inspection_may_write(inspection_id));

grant select on xz.inspection_visit, xz.inspection, xz.inspection_item, xz.inspection_answer, xz.inspection_officer,
  xz.inspection_signature, xz.inspection_code, xz.inspection_order, xz.inspection_recheck, xz.inspection_chain,
  xz.inspection_evidence, xz.inspection_way, xz.inspection_joint, xz.inspection_joint_move, xz.inspection_apart,
  xz.inspection_requirement, xz.inspection_subjects to xz_desk, xz_daemon, xz_admin;
grant select on xz.inspection_key, xz.inspection_public, xz.inspection_rating to xz_portal, xz_desk, xz_daemon,
  xz_admin;
grant select (ref, revoked_at) on xz.inspection_code to xz_portal;
grant insert on xz.inspection_visit, xz.inspection, xz.inspection_item, xz.inspection_answer, xz.inspection_officer,
  xz.inspection_signature, xz.inspection_code, xz.inspection_order, xz.inspection_recheck to xz_desk, xz_daemon,
  xz_admin;
grant insert on xz.inspection_chain, xz.inspection_way, xz.inspection_requirement, xz.inspection_rating to xz_admin;
grant insert on xz.inspection_evidence to xz_admin;
grant insert on xz.inspection_apart, xz.inspection_key to xz_desk, xz_admin;
grant insert on xz.inspection_public to xz_daemon, xz_admin;
grant update on xz.inspection_visit, xz.inspection, xz.inspection_item, xz.inspection_answer, xz.inspection_officer,
  xz.inspection_signature, xz.inspection_code, xz.inspection_order, xz.inspection_recheck, xz.inspection_chain,
  xz.inspection_way, xz.inspection_joint_move, xz.inspection_requirement, xz.inspection_public, xz.inspection_rating
  to xz_admin;
grant update (accuracy_m, again_ref, approval, approval_late, approved_at, arrived_at, beyond, cancel_reason,
  cap_lowered, chain_id, checked_at, closed_at, clue_case, clue_number, code_at, distance_m, from_at, kind, lat,
  line_id, lon, notice_way, notified_at, outcome, published_at, reason_ref, refused, scanned, signed_at, source, state,
  statement_ref, surprise_ref, to_at, told_at, version) on xz.inspection to xz_desk, xz_daemon;
grant update (state) on xz.inspection_answer to xz_desk, xz_daemon;
grant update (path_ref, shown_at, shown_way, sign_way, signed_at) on xz.inspection_officer to xz_desk, xz_daemon;
grant update (revoked_at) on xz.inspection_code to xz_desk, xz_daemon;
grant update (again, due_on, rechecked_on, state, words_ref) on xz.inspection_order to xz_desk, xz_daemon;
grant update (confirmed_at, dropped_at, second, second_certificate, way) on xz.inspection_recheck to xz_desk,
  xz_daemon;
grant update (same_as) on xz.inspection_evidence to xz_admin;
grant update (noted_at) on xz.inspection_joint_move to xz_daemon;
grant delete on xz.inspection_item, xz.inspection_officer to xz_desk, xz_admin;
grant execute on function xz.inspection_listed(bigint, text, text, bigint, int) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.inspection_pairs(text), xz.inspection_public_find(text, uuid, timestamptz, uuid, int)
  to xz_portal, xz_desk, xz_daemon, xz_admin;
grant execute on function xz.inspection_rights(), xz.inspection_may_write(bigint), xz.inspection_seen(bigint),
  xz.inspection_code_holder(bigint) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.inspection_rate(uuid, bytea, int, text[]) to xz_portal, xz_admin;
grant execute on function xz.inspection_offers(bigint, int, int), xz.inspection_join(bigint, uuid, int, int),
  xz.inspection_part(bigint), xz.inspection_partners(bigint), xz.inspection_clean(bigint) to xz_desk, xz_admin;
-- the pool for slow work
grant select on xz.inspection, xz.inspection_answer, xz.inspection_evidence, xz.inspection_item, xz.inspection_joint,
  xz.inspection_officer, xz.inspection_order, xz.inspection_recheck, xz.inspection_requirement,
  xz.inspection_signature, xz.inspection_subjects to xz_slow;
grant execute on function xz.inspection_may_write(bigint), xz.inspection_rights(), xz.inspection_seen(bigint) to
  xz_slow;
grant insert on xz.inspection_evidence to xz_slow;
grant update (same_as) on xz.inspection_evidence to xz_slow;
-- for its lock
grant update (version) on xz.inspection to xz_slow;
