-- base: partitions.

-- Partitions by year: migrate and the daemon call this; it follows xz.now().
create function xz.db_make_partitions(first_year int, last_year int) returns int language plpgsql
security definer set search_path = xz, pg_temp as $$
declare t text; yr int; made int := 0;
begin
  for t in select name from xz.db_partitioned order by name loop
    for yr in first_year .. last_year loop
      if to_regclass(format('xz.%I', t || '_' || yr)) is null then
        execute format('create table xz.%I partition of xz.%I for values in (%s)', t || '_' || yr, t, yr);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;

-- Who speaks is a program at which people act: what it writes is asked for its act (docs/decisions/0018).  Not of
-- functions that act with the owner's rights and look who asks.  Policies name the two as xz_seat.
create function xz.at_desk() returns boolean language sql stable as $$
  select current_user in ('xz_desk', 'xz_slow')
$$;

-- rights

-- What an act answered is its principal's.
alter table xz.db_act enable row level security;
create policy act_desk on xz.db_act to xz_seat, xz_signin
  using (principal = (select xz.people_actor())) with check (principal = (select xz.people_actor()));
create policy act_trusted on xz.db_act to xz_daemon, xz_admin using (true) with check (true);

-- Figures, of which the key says who may see them.
alter table xz.db_kept enable row level security;
create policy kept_desk on xz.db_kept to xz_desk
  using ((select xz.people_actor()) is not null) with check ((select xz.people_actor()) is not null);
create policy kept_trusted on xz.db_kept to xz_daemon, xz_admin using (true) with check (true);

grant all on xz.db_kept to xz_admin;
grant select on xz.db_kept to xz_desk, xz_daemon;
grant insert on xz.db_kept to xz_desk;
grant update (at, doc) on xz.db_kept to xz_desk;
grant delete on xz.db_kept to xz_daemon;
grant all on xz.db_clock, xz.db_partitioned, xz.db_act, xz.event, xz.event_pending, xz.event_order, xz.event_cursor to
  xz_admin;
grant select on xz.db_clock to public;
grant select on xz.db_act to xz_desk, xz_signin, xz_daemon;
grant select on xz.event, xz.event_pending to xz_desk, xz_daemon;
grant select on xz.event_order, xz.event_cursor to xz_daemon;
grant insert on xz.db_act to xz_desk, xz_signin, xz_daemon;
grant insert on xz.event, xz.event_pending to xz_desk, xz_daemon;
grant insert on xz.event_order, xz.event_cursor to xz_daemon;
grant update (answer) on xz.db_act to xz_desk, xz_signin, xz_daemon;
grant update (moved_at, pos) on xz.event_cursor to xz_daemon;
grant delete on xz.db_act, xz.event_pending to xz_daemon;
grant usage on schema xz to xz_portal, xz_desk, xz_slow, xz_signin, xz_exchange, xz_courier, xz_daemon, xz_admin;
grant execute on function xz.new_ref(), xz.now(), xz.today(), xz.at_desk() to public;
grant execute on function xz.db_make_partitions(int, int) to xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.db_act, xz.event, xz.event_pending to xz_slow;
grant insert on xz.db_act, xz.event, xz.event_pending to xz_slow;
grant update (answer) on xz.db_act to xz_slow;
