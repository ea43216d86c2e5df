-- register: rights.

-- rights

-- The desk reads the register (a condition would keep its search from its indexes) and adds to it whom an act names
-- that is not in it, as of the desk and at once with all that is said of them; nothing that stands is changed.
create policy subject_read on xz.register_subject for select to xz_seat using (true);
create policy subject_make on xz.register_subject for insert to xz_seat
  with check (origin = 'desk' and (select xz.people_actor_has(255)));
create policy subject_trusted on xz.register_subject to xz_daemon, xz_admin using (true) with check (true);
alter table xz.register_subject enable row level security;
do $$
declare t text;
begin
  foreach t in array array['register_name', 'register_code', 'register_address', 'register_person', 'register_search',
      'register_succession'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat using (true);
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
  foreach t in array array['register_name', 'register_code', 'register_address', 'register_person',
      'register_search'] loop
    execute format($p$
      create policy %1$s_make on xz.%1$s for insert to xz_seat with check (exists (select from xz.register_subject s
        where s.id = subject_id and s.origin = 'desk' and s.xmin = pg_current_xact_id()::xid));
    $p$, t);
  end loop;
end $$;

alter table xz.register_geo enable row level security;
create policy geo_read on xz.register_geo for select to xz_seat using (true);
create policy geo_trusted on xz.register_geo to xz_daemon, xz_admin using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['register_class', 'register_licence'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat, xz_portal using (true);
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

grant select on xz.register_subject, xz.register_name, xz.register_code, xz.register_address, xz.register_person,
  xz.register_search, xz.register_succession, xz.register_class, xz.register_licence, xz.register_geo to xz_desk,
  xz_daemon, xz_admin;
grant insert on xz.register_subject, xz.register_name, xz.register_code, xz.register_address, xz.register_person,
  xz.register_search to xz_desk, xz_daemon, xz_admin;
grant insert on xz.register_succession, xz.register_class, xz.register_licence, xz.register_geo to xz_admin;
grant update on xz.register_subject, xz.register_name, xz.register_code, xz.register_address, xz.register_person,
  xz.register_search, xz.register_class, xz.register_licence, xz.register_geo to xz_admin;
-- the pool for slow work
grant select on xz.register_subject to xz_slow;
