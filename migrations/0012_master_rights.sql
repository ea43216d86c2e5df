-- Master data is written by duty, whatever a handler does; shares and deputies have no page yet, so nobody writes them.

revoke insert, update on xz.people_share, xz.people_deputy from xz_desk;
do $$
declare t text;
begin
  foreach t in array array['people_unit', 'people_agency_tree', 'people_delegation', 'calendar_version', 'calendar_day',
    'calendar_parameter'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to public using (true)', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select xz.people_actor_has(1024))) with check ((select xz.people_actor_has(1024)))', t || '_write', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;

-- A new password or secret ends what was signed in with the old one.
create function xz.people_sessions_close(account bigint, why text) returns int language plpgsql security definer
set search_path = xz, pg_temp as $$
declare n int;
begin
  if session_user = 'xz_desk' and not xz.people_actor_has(1024) and account is distinct from xz.people_actor() then
    raise exception 'the sessions of another account' using errcode = '42501';
  end if;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = why -- real time
  where account_id = account and ended_at is null;
  get diagnostics n = row_count;
  return n;
end $$;
grant execute on function xz.people_sessions_close(bigint, text) to xz_desk, xz_admin;
