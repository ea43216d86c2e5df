-- register: rights.

-- rights

alter table xz.register_geo enable row level security;
create policy geo_read on xz.register_geo for select to xz_desk using (true);
create policy geo_trusted on xz.register_geo to xz_daemon, xz_admin, xz_exchange using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['register_class', 'register_licence'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_desk, xz_portal using (true);
      create policy %1$s_write on xz.%1$s to xz_desk
        using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin, xz_exchange using (true) with check (true);
    $p$, t);
  end loop;
end $$;

grant select, insert, update on xz.register_subject, xz.register_name, xz.register_code, xz.register_address,
  xz.register_person, xz.register_search to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant select, insert on xz.register_succession to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant select, insert, update on xz.register_class, xz.register_licence to xz_desk, xz_daemon, xz_admin;
grant select on xz.register_geo to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant insert, update on xz.register_geo to xz_admin;
