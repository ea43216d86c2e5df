-- inspection: the ledger of visits (lib/inspection/ledger.c) and what is counted by it.

-- Whether the visit stands in it.
create function xz.inspection_stands(source uuid) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce((select l.n % 2 = 1 from xz.inspection_ledger l where l.source_ref = source
    order by l.n desc limit 1), false)
$$;

-- Whether it stands and counts for its agency.
create function xz.inspection_counts(source uuid) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce((select l.n % 2 = 1 and l.counted from xz.inspection_ledger l where l.source_ref = source
    order by l.n desc limit 1), false)
$$;
-- Under what a recorded visit stands there: the inspection that carried out a draw's visit, else the visit itself.
create function xz.inspection_source(visit uuid) returns uuid language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce((select i.ref from xz.spotcheck_visit v join xz.inspection i on i.spot_visit = v.id
    where v.ref = visit and xz.inspection_stands(i.ref)), visit)
$$;

-- Gives a visit back that is not made; of one that does not stand nothing.
create function xz.inspection_give_back(source uuid, reason text) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
declare l xz.inspection_ledger;
begin
  select * into l from xz.inspection_ledger x where x.source_ref = source order by x.n desc limit 1;
  if l.id is null or l.n % 2 = 0 then
    return;
  end if;
  if session_user in ('xz_desk', 'xz_slow') and l.agency_id is distinct from xz.people_actor_agency() then
    raise exception 'another agency''s visit' using errcode = '42501';
  end if;
  update xz.inspection_cap c set taken = c.taken - l.counted::int
    where (c.subject_id, c.agency_id, c.year) = (l.subject_id, l.agency_id, l.year);
  insert into xz.inspection_ledger (source_kind, source_ref, n, subject_id, agency_id, year, kind, counted, why)
    values (l.source_kind, l.source_ref, l.n + 1, l.subject_id, l.agency_id, l.year, l.kind, l.counted, reason);
end $$;

-- Takes a visit under the one row that is locked for it: which of its agency's counted ones of the year it is, 0: it
-- does not count, -1: one too many and nothing lets it go beyond.  Taken already, it is what it was, unless the year is
-- another.
create function xz.inspection_take(of_kind text, source uuid, firm bigint, agency bigint, on_day date, visit text,
  counts boolean, cap int, parameter bigint, beyond text, why text) returns int
language plpgsql security definer set search_path = xz, pg_temp as $$
declare y int := extract(year from on_day); l xz.inspection_ledger; had int;
begin
  if session_user in ('xz_desk', 'xz_slow') and agency is distinct from xz.people_actor_agency()
    and not xz.people_actor_has(256) then
    raise exception 'another agency''s visit' using errcode = '42501';
  end if;
  select * into l from xz.inspection_ledger x where x.source_ref = source order by x.n desc limit 1;
  if l.n % 2 = 1 then
    if l.year = y then
      return coalesce(l.place, 0);
    end if;
    perform xz.inspection_give_back(source, 'year');
    l.n := l.n + 1;
  end if;
  insert into xz.inspection_cap (subject_id, agency_id, year) values (firm, agency, y) on conflict do nothing;
  select c.taken into had from xz.inspection_cap c where (c.subject_id, c.agency_id, c.year) = (firm, agency, y)
    for update;
  if counts and cap is not null and had >= cap and beyond is null then
    return -1;
  end if;
  had := had + counts::int;
  update xz.inspection_cap c set taken = had where (c.subject_id, c.agency_id, c.year) = (firm, agency, y);
  insert into xz.inspection_ledger (source_kind, source_ref, n, subject_id, agency_id, year, kind, counted, place, cap,
      parameter_id, beyond, why)
    values (of_kind, source, coalesce(l.n, 0) + 1, firm, agency, y, visit, counts, case when counts then had end, cap,
      parameter, beyond, why);
  return case when counts then had else 0 end;
end $$;

create trigger inspection_ledger_kept before update or delete or truncate on xz.inspection_ledger
  for each statement execute function xz.record_never();

-- No visit is approved, coded or made that does not stand in the ledger.
create function xz.inspection_booked() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare row jsonb := to_jsonb(new); source uuid; stands boolean;
begin
  if tg_table_name = 'inspection_visit' then
    source := xz.inspection_source((row ->> 'source_ref')::uuid);
  elsif tg_table_name = 'inspection_code' then
    source := (select i.ref from xz.inspection i where i.id = (row ->> 'inspection_id')::bigint);
  else
    -- as it is at the end of the act
    source := (select i.ref from xz.inspection i where i.id = (row ->> 'id')::bigint and i.state <> 'cancelled'
      and (i.approval = 'approved' or i.arrived_at is not null));
    if source is null then return null; end if;
  end if;
  if not xz.inspection_stands(source) then
    raise exception 'a visit that is not in the ledger' using errcode = '23514', constraint = 'inspection_booked';
  end if;
  return null;
end $$;
create constraint trigger inspection_booked after insert or update of approval, arrived_at on xz.inspection
  deferrable initially deferred for each row when (new.approval = 'approved' or new.arrived_at is not null)
  execute function xz.inspection_booked();
create constraint trigger inspection_booked after insert on xz.inspection_code
  deferrable initially deferred for each row execute function xz.inspection_booked();
create constraint trigger inspection_booked after insert on xz.inspection_visit
  deferrable initially deferred for each row execute function xz.inspection_booked();

-- A row of the ledger is of an act on its visit.
create function xz.inspection_ledger_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded(case new.source_kind
      when 'spotcheck' then (select k.chain_id from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id
        where v.ref = new.source_ref)
      when 'recheck' then (select i.chain_id from xz.inspection_recheck k join xz.inspection i
        on i.id = k.inspection_id where k.ref = new.source_ref)
      else (select i.chain_id from xz.inspection i where i.ref = new.source_ref) end) then
    raise exception 'a visit in the ledger without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger inspection_ledger_recorded after insert on xz.inspection_ledger
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.inspection_ledger_recorded();

-- Rows (agency, firm, year) whose number is not what the visits themselves add up to, by what the ledger says of each:
-- none, ever.
create view xz.inspection_uncounted with (security_invoker) as
  select c.subject_id, c.agency_id, c.year, c.taken, coalesce(r.n, 0) as visits from xz.inspection_cap c
  left join (select x.subject_id, x.agency_id, x.year, count(*) as n from (
      select v.subject_id, v.agency_id, extract(year from v.day)::int as year, s.source
      from xz.inspection_visit v cross join lateral (select xz.inspection_source(v.source_ref) as source) s
      where v.reason <> 'recheck' and xz.inspection_counts(s.source)
      union
      select i.subject_id, i.agency_id, l.year, i.ref from xz.inspection i
        join lateral (select x.year, x.counted from xz.inspection_ledger x where x.source_ref = i.ref
          order by x.n desc limit 1) l on l.counted
      where i.told_at is null and i.state <> 'cancelled' and (i.approval = 'approved' or i.code_at is not null)) x
    group by 1, 2, 3) r using (subject_id, agency_id, year)
  where c.taken <> coalesce(r.n, 0);

-- Visits to a firm in a year, of all agencies: those made, and inspections that were asked for, approved or begun;
-- counted: for its agency, one of several agencies for each; booked: it stands in the ledger.  What they check, no
-- more: not why, not what came of it.
create function xz.inspection_visits(firm bigint, y int, but bigint)
returns table (day date, agency_id bigint, agency_name text, kind text, counted boolean, done boolean, items text[],
  joint text, ref uuid, booked boolean)
language sql stable security definer set search_path = xz, pg_temp as $$
  select v.day, v.agency_id, g.name, v.kind,
    v.reason <> 'recheck' and xz.inspection_counts(xz.inspection_source(v.source_ref)), true,
    case v.source_kind when 'inspection' then array(select t.code from xz.inspection_item t
        join xz.inspection i on i.id = t.inspection_id
        where i.ref = v.source_ref order by t.n)
      else array(select distinct l.code from xz.spotcheck_visit_result r join xz.spotcheck_visit s on s.id = r.visit_id
        join xz.law_check_item l on l.id = r.item_id where s.ref = v.source_ref order by 1) end,
    v.joint_ref::text, v.source_ref, true
  from xz.inspection_visit v join xz.people_agency g on g.id = v.agency_id
  where v.subject_id = firm and v.day between make_date(y, 1, 1) and make_date(y, 12, 31)
  union all
  select (i.from_at at time zone 'Asia/Shanghai')::date, i.agency_id, g.name, i.kind,
    coalesce((select w.counted from xz.inspection_way w
      where w.way = i.source and w.kind in ('', i.kind) and w.valid_from <= xz.today()
        and coalesce(w.valid_to, 'infinity') >= xz.today()
      order by w.kind desc, w.valid_from desc limit 1), true), false,
    array(select t.code from xz.inspection_item t where t.inspection_id = i.id order by t.n),
    (select j.ref::text from xz.inspection_joint j where j.id = i.joint_id), i.ref, xz.inspection_stands(i.ref)
  from xz.inspection i join xz.people_agency g on g.id = i.agency_id
  where i.subject_id = firm and i.id <> coalesce(but, 0) and i.told_at is null and i.state <> 'cancelled'
    and (i.approval in ('asked', 'approved') or i.emergency)
    and extract(year from i.from_at at time zone 'Asia/Shanghai') = y
$$;

-- Visits that stand, are not made yet, and are past a cap their agency has now: per agency and cap, for the daemon.
create function xz.inspection_over(of_agency bigint, y int, cap int, most int) returns table (ref uuid)
language sql stable set search_path = xz, pg_temp as $$
  select i.ref from xz.inspection i join lateral (
    select l.n, l.place, l.cap, l.year from xz.inspection_ledger l where l.source_ref = i.ref
    order by l.n desc limit 1) s on s.n % 2 = 1 and s.place > inspection_over.cap
      and (s.cap is null or s.cap > inspection_over.cap) and s.year = y
  where i.agency_id = of_agency and i.approval = 'approved' and i.arrived_at is null and i.state <> 'cancelled'
    and i.cap_lowered is distinct from inspection_over.cap
  order by i.id limit most
$$;

-- A random check that is over, into the ledger of visits: for lib/spotcheck.  clean: no problem was found.
create function xz.inspection_visited(subject bigint, agency bigint, on_day date, certificates text[], visit uuid,
  clean boolean, counted boolean, joint uuid) returns void language plpgsql set search_path = xz, pg_temp as $$
begin
  -- one that an inspection carried out was taken with its approval
  if not exists (select from xz.inspection i join xz.spotcheck_visit v on v.id = i.spot_visit
      where v.ref = visit and xz.inspection_stands(i.ref)) then
    perform xz.inspection_take('spotcheck', visit, subject, agency, on_day, 'random', counted or joint is not null,
      null, null, null, 'random');
  end if;
  insert into xz.inspection_visit (subject_id, agency_id, kind, day, officers, source_kind, source_ref, clean, counted,
      joint_ref)
    values (subject, agency, 'random', on_day, certificates, 'spotcheck', visit, clean, counted, joint);
end $$;

-- rights

-- The ledger is written by its functions alone; what stands to come is its agency's.
do $$
declare t text;
begin
  foreach t in array array['inspection_cap', 'inspection_ledger'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat using (agency_id = (select xz.people_actor_agency()));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;
alter table xz.inspection_consent enable row level security;
create policy inspection_consent_read on xz.inspection_consent for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_consent_make on xz.inspection_consent for insert to xz_seat
  with check (account_id = (select xz.people_actor()) and xz.inspection_may_write(inspection_id));
create policy inspection_consent_trusted on xz.inspection_consent to xz_daemon, xz_admin
  using (true) with check (true);

alter table xz.inspection_obstruction enable row level security;
create policy inspection_obstruction_read on xz.inspection_obstruction for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_obstruction_make on xz.inspection_obstruction for insert to xz_seat
  with check (account_id = (select xz.people_actor()) and xz.inspection_may_write(inspection_id));
create policy inspection_obstruction_trusted on xz.inspection_obstruction to xz_daemon, xz_admin
  using (true) with check (true);
alter table xz.inspection_settled enable row level security;
create policy inspection_settled_read on xz.inspection_settled for select to xz_seat
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_settled_make on xz.inspection_settled for insert to xz_seat
  with check (account_id = (select xz.people_actor()) and xz.inspection_may_write(inspection_id));
create policy inspection_settled_trusted on xz.inspection_settled to xz_daemon, xz_admin using (true) with check (true);
grant select on xz.inspection_ledger, xz.inspection_cap, xz.inspection_consent, xz.inspection_obstruction,
  xz.inspection_settled to xz_desk, xz_daemon, xz_admin;
grant insert on xz.inspection_obstruction, xz.inspection_settled to xz_desk, xz_admin;
grant select on xz.inspection_ledger to xz_slow;
grant select on xz.inspection_uncounted to xz_admin;
grant insert on xz.inspection_consent to xz_desk, xz_admin;
grant execute on function xz.inspection_visits(bigint, int, bigint),
  xz.inspection_visited(bigint, bigint, date, text[], uuid, boolean, boolean, uuid),
  xz.inspection_take(text, uuid, bigint, bigint, date, text, boolean, int, bigint, text, text),
  xz.inspection_give_back(uuid, text) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.inspection_stands(uuid) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.inspection_counts(uuid), xz.inspection_source(uuid) to xz_admin;
grant execute on function xz.inspection_over(bigint, int, int, int) to xz_daemon, xz_admin;
