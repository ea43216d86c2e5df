-- review: an opinion is immutable.

-- An opinion is immutable.
create function xz.review_request_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'done' and (new.opinion, new.opinion_text, new.reviewer) is distinct from (old.opinion,
    old.opinion_text, old.reviewer) then
    raise exception 'an opinion does not change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger review_request_guard before update on xz.review_request
  for each row execute function xz.review_request_guard();

-- A review is the case's agency's.
create function xz.review_request_agency() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  select c.agency_id into new.agency_id from xz.caseflow_case c where c.id = new.case_id;
  return new;
end $$;
create trigger review_request_agency before insert on xz.review_request
  for each row execute function xz.review_request_agency();

-- rights

alter table xz.review_point enable row level security;
create policy point_desk on xz.review_point to xz_desk
  using ((select true from xz.review_request r where r.id = request_id limit 1))
  with check ((select true from xz.review_request r where r.id = request_id limit 1));
create policy point_trusted on xz.review_point to xz_daemon, xz_admin using (true) with check (true);

alter table xz.review_request enable row level security;
create policy review_request_desk on xz.review_request to xz_desk
  using ((select true from xz.caseflow_case c where c.id = case_id limit 1))
  with check ((select true from xz.caseflow_case c where c.id = case_id limit 1));
create policy review_request_make on xz.review_request as restrictive for insert to xz_desk
  with check (xz.caseflow_may_write(case_id));
create policy review_request_change on xz.review_request as restrictive for update to xz_desk
  using (xz.caseflow_may_write(case_id));
create policy review_request_trusted on xz.review_request to xz_daemon, xz_admin using (true) with check (true);

create policy review_point_make on xz.review_point as restrictive for insert to xz_desk
  with check ((select xz.people_actor_has(255)));
create policy review_point_change on xz.review_point as restrictive for update to xz_desk
  using ((select xz.people_actor_has(255)));

grant select on xz.review_criterion to xz_portal, xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.review_criterion to xz_admin;
grant select, insert, update on xz.review_request, xz.review_point to xz_desk, xz_daemon, xz_admin;
