-- calendar: what may not be turned back.

create function xz.calendar_parameter_guard() returns trigger language plpgsql as $$
begin
  if (new.key, new.value, new.unit, new.region, new.agency_id, new.sector, new.valid_from, new.origin)
    is distinct from (old.key, old.value, old.unit, old.region, old.agency_id, old.sector, old.valid_from, old.origin)
    or (old.valid_to is not null and (new.valid_to is null or new.valid_to > old.valid_to)) then
    raise exception 'a parameter is closed, not changed' using errcode = '23514',
    constraint = 'calendar_parameter_guard';
  end if;
  return new;
end $$;
create trigger calendar_parameter_guard before update on xz.calendar_parameter
  for each row execute function xz.calendar_parameter_guard();

-- What a clock is about never changes, a closed one stays closed, and neither an exclusion nor an
-- extension brings a due date nearer; only another calendar may.
create function xz.calendar_clock_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a clock is never dropped' using errcode = '42501';
  end if;
  if (new.subject_kind, new.subject_id, new.subject_ref, new.rule, new.parameter_id, new.basis_day, new.start_at,
      new.term_n, new.term_unit)
    is distinct from (old.subject_kind, old.subject_id, old.subject_ref, old.rule, old.parameter_id, old.basis_day,
      old.start_at, old.term_n, old.term_unit)
    or (old.state <> 'open' and (new.state <> old.state or new.due_at is distinct from old.due_at))
    or (new.calendar_version = old.calendar_version and new.due_at < old.due_at)
    or new.extension_n < old.extension_n then
    raise exception 'a clock may not be turned back' using errcode = '23514', constraint = 'calendar_clock_guard';
  end if;
  return new;
end $$;
create trigger calendar_clock_guard before update or delete on xz.calendar_clock
  for each row execute function xz.calendar_clock_guard();
create function xz.calendar_exclusion_guard() returns trigger language plpgsql as $$
begin
  if (new.clock_id, new.kind, new.from_at, new.basis_ref) is distinct from (old.clock_id, old.kind, old.from_at,
    old.basis_ref)
    or old.to_at is not null then
    raise exception 'an exclusion is ended once, not changed' using errcode = '23514',
    constraint = 'calendar_exclusion_guard';
  end if;
  return new;
end $$;
create trigger calendar_exclusion_guard before update on xz.calendar_exclusion
  for each row execute function xz.calendar_exclusion_guard();

create constraint trigger people_stamp_calendar after insert or update on xz.calendar_version
  deferrable initially deferred for each row execute function xz.people_stamp_move();

-- How many open clocks still follow an older calendar: for who changed it, who sees none of them.
create function xz.calendar_clock_behind() returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from xz.calendar_clock
    where state = 'open' and calendar_version < (select max(id) from xz.calendar_version)
$$;
-- A term is begun, moved and ended by an act on what it is about: the act's step stands in the record when the
-- transaction ends.
create function xz.calendar_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare kind text; subject bigint;
begin
  if tg_table_name = 'calendar_clock' then
    kind := new.subject_kind; subject := new.subject_id;
  else
    select c.subject_kind, c.subject_id into kind, subject from xz.calendar_clock c where c.id = new.clock_id;
  end if;
  if not xz.act_recorded(xz.act_chain(kind, subject)) then
    raise exception 'a clock without an act' using errcode = '42501';
  end if;
  return null;
end $$;
-- Its term is its parameter's, and it is moved by what stands beside it: an extension, in the name of who acts, by a
-- figure or by days that the leaders or the agency above fixed, or an exclusion that begins or ends.
create function xz.calendar_derived() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if tg_table_name = 'calendar_extension' then
    if new.by_principal is distinct from xz.people_actor() or not (exists (select from xz.calendar_parameter p
        where p.id = new.parameter_id and (p.value, p.unit) = (new.n, new.unit))
      or new.parameter_id is null and new.unit = 'd' and new.n between 1 and 180
        and new.reason in ('extend_discussed', 'extend_superior')) then
      raise exception 'an extension in another''s name, or of no figure' using errcode = '42501';
    end if;
  elsif tg_op = 'INSERT' then
    if new.parameter_id is not null and not exists (select from xz.calendar_parameter p where p.id = new.parameter_id
        and (p.key, p.value, p.unit) = (new.rule, new.term_n, new.term_unit)) then
      raise exception 'a term of another figure' using errcode = '42501';
    end if;
  elsif not exists (select from xz.calendar_extension e where e.clock_id = new.id
      and e.xmin = pg_current_xact_id()::xid)
    and not exists (select from xz.calendar_exclusion e where e.clock_id = new.id
      and e.xmin = pg_current_xact_id()::xid) then
    raise exception 'a clock moved by nothing' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger calendar_clock_derived before insert on xz.calendar_clock
  for each row when (xz.at_desk()) execute function xz.calendar_derived();
create trigger calendar_clock_moved before update on xz.calendar_clock
  for each row when (xz.at_desk() and (new.due_at, new.stopped, new.extension_n, new.calendar_version)
    is distinct from (old.due_at, old.stopped, old.extension_n, old.calendar_version))
  execute function xz.calendar_derived();
create trigger calendar_extension_derived before insert on xz.calendar_extension
  for each row when (xz.at_desk()) execute function xz.calendar_derived();
create constraint trigger calendar_clock_recorded after insert or update on xz.calendar_clock
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.calendar_recorded();
create constraint trigger calendar_exclusion_recorded after insert or update on xz.calendar_exclusion
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.calendar_recorded();
create constraint trigger calendar_extension_recorded after insert on xz.calendar_extension
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.calendar_recorded();

-- How many certified officers act together on that day at least (行政处罚法 42, 55).
create function xz.calendar_officers_least(on_day date) returns int language sql stable as $$
  select coalesce((select p.value::int from xz.calendar_parameter p where p.key = 'case.officers_min'
    and on_day >= p.valid_from and on_day <= coalesce(p.valid_to, 'infinity')
    order by p.valid_from desc, p.id desc limit 1), 2)
$$;

-- rights

do $$
declare t text;
begin
  foreach t in array array['calendar_clock', 'calendar_exclusion', 'calendar_extension'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select xz.people_actor()) is not null) with check ((select xz.people_actor()) is not null);
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['calendar_version', 'calendar_day', 'calendar_parameter'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to public using (true);
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(1024))) with check ((select xz.people_actor_has(1024)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

grant select on xz.calendar_version, xz.calendar_day, xz.calendar_parameter to xz_portal, xz_desk, xz_exchange,
  xz_daemon, xz_admin;
grant select on xz.calendar_clock, xz.calendar_exclusion, xz.calendar_extension to xz_desk, xz_daemon, xz_admin;
grant insert on xz.calendar_version, xz.calendar_day, xz.calendar_parameter to xz_desk, xz_admin;
grant insert on xz.calendar_clock, xz.calendar_exclusion, xz.calendar_extension to xz_desk, xz_daemon, xz_admin;
grant update on xz.calendar_clock, xz.calendar_exclusion to xz_admin;
grant update (valid_to, version) on xz.calendar_parameter to xz_desk;
grant update (name_en, name_zh, note, source, valid_to, version) on xz.calendar_parameter to xz_admin;
grant update (account_id, agency_id, calendar_version, closed_at, derivation, due_at, duty, extension_n, next_tick,
  provisional, replaced_by, said, state, stopped, unit_id) on xz.calendar_clock to xz_desk, xz_daemon;
grant update (to_at) on xz.calendar_exclusion to xz_desk, xz_daemon;
revoke execute on function xz.calendar_clock_behind() from public;
grant execute on function xz.calendar_officers_least(date) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.calendar_clock_behind() to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.calendar_parameter to xz_slow;
