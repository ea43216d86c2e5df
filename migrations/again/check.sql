-- check.sql - last: the body of every function is understood, now that everything it may name is there.
set local check_function_bodies = on;

do $$
declare x record;
begin
  for x in select l.lanvalidator::regproc as validator, p.oid as routine from pg_proc p
      join pg_language l on l.oid = p.prolang where p.pronamespace = 'xz'::regnamespace and l.lanvalidator <> 0 loop
    execute format('select %s(%s)', x.validator, x.routine);
  end loop;
end $$;
