-- clear.sql - first: what the files beside it made before is taken away, in the same transaction in which they make
-- it anew.  A function that a column's default, a constraint or an index calls cannot be dropped: xz.new_ref(),
-- xz.now() and xz.today() stand in 0101_base.sql and stay.

-- A function may call those of later files; check.sql looks at all of them in the end.
set local check_function_bodies = off;
set local client_min_messages = warning;

do $$
declare x record;
begin
  for x in select policyname, tablename from pg_policies where schemaname = 'xz' loop
    execute format('drop policy %I on xz.%I', x.policyname, x.tablename);
  end loop;
  -- those of partitions go with the table's
  for x in select g.tgname, g.tgrelid::regclass as tab from pg_trigger g join pg_class c on c.oid = g.tgrelid
      where c.relnamespace = 'xz'::regnamespace and not g.tgisinternal and g.tgparentid = 0 loop
    execute format('drop trigger %I on %s', x.tgname, x.tab);
  end loop;
  for x in select viewname from pg_views where schemaname = 'xz' loop
    execute format('drop view if exists xz.%I cascade', x.viewname);
  end loop;
  for x in select p.oid::regprocedure as signature from pg_proc p where p.pronamespace = 'xz'::regnamespace
      and not exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
        and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)) loop
    execute format('drop routine %s', x.signature);
  end loop;
  for x in select c.oid::regclass as tab from pg_class c
      where c.relnamespace = 'xz'::regnamespace and c.relrowsecurity loop
    execute format('alter table %s disable row level security', x.tab);
  end loop;
end $$;

revoke all on all tables in schema xz from public, xz_portal, xz_desk, xz_slow, xz_signin, xz_exchange,
  xz_courier, xz_daemon, xz_admin;
revoke all on all sequences in schema xz from public, xz_portal, xz_desk, xz_slow, xz_signin, xz_exchange,
  xz_courier, xz_daemon, xz_admin;
revoke all on all functions in schema xz from public, xz_portal, xz_desk, xz_slow, xz_signin, xz_exchange,
  xz_courier, xz_daemon, xz_admin;
revoke all on schema xz from public, xz_portal, xz_desk, xz_slow, xz_signin, xz_exchange,
  xz_courier, xz_daemon, xz_admin;
