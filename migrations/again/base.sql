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

-- rights

grant usage on schema xz to xz_portal, xz_desk, xz_signin, xz_exchange, xz_daemon, xz_admin;
grant all on xz.db_clock, xz.db_partitioned, xz.db_act, xz.event, xz.event_pending, xz.event_order, xz.event_cursor
  to xz_admin;
grant select on xz.db_clock to public;
grant select, insert, update on xz.db_act to xz_desk, xz_signin, xz_exchange, xz_daemon;
grant delete on xz.db_act, xz.event_pending to xz_daemon;
grant select, insert on xz.event, xz.event_pending to xz_desk, xz_exchange, xz_daemon;
grant select, insert on xz.event_order to xz_daemon;
grant select, insert, update on xz.event_cursor to xz_daemon;
grant execute on function xz.new_ref(), xz.now(), xz.today() to public;
grant execute on function xz.db_make_partitions(int, int) to xz_daemon, xz_admin;
