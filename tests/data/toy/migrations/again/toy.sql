-- toy: whose toys they are.

create view xz.toy_subjects with (security_invoker) as
  select 'toy'::text as kind, t.id, t.ref, ''::text as number, t.name as title, ''::text as party, t.name as cause,
    t.agency_id as agency, t.unit_id as unit, t.ref as whole, null::timestamptz as due_at,
    array_remove(array[t.unit_id * 8 + 1, t.agency_id * 8, t.made_by * 8 + 4], null) as seen_by
  from xz.toy t;

create view xz.toy_dims as
  select 'toy'::text as kind, t.ref, null::text as cause, null::text as trade, null::text as district,
    'toy/1'::text as procedure, null::uuid as about
  from xz.toy t;

-- rights

alter table xz.toy enable row level security;
create policy toy_desk on xz.toy to xz_seat using (agency_id = (select xz.people_actor_agency()))
  with check (agency_id = (select xz.people_actor_agency()));
create policy toy_trusted on xz.toy to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.toy, xz.toy_subjects to xz_desk, xz_slow, xz_daemon, xz_admin;
grant insert, update on xz.toy to xz_desk;
