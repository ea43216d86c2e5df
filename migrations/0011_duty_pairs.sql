-- Duties exclude each other whichever was granted first: the other half of each pair.

insert into xz.people_duty_conflict (a, b, basis)
  select b, a, basis from xz.people_duty_conflict on conflict do nothing;
