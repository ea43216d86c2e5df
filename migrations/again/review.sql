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

-- An opinion is the reviewer's own, and comes with the act of giving it; a review is asked for by who acts, or by whose
-- request they agree to.
create function xz.review_own() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' or new.opinion is not null then
      raise exception 'a review with its opinion' using errcode = '42501';
    end if;
  elsif (new.opinion, new.opinion_text, new.opined_at, new.reviewer, new.kind, new.returned_list, new.taken_at)
      is distinct from (old.opinion, old.opinion_text, old.opined_at, old.reviewer, old.kind, old.returned_list,
        old.taken_at) and (new.reviewer is distinct from xz.people_actor() or not xz.people_actor_has(16)
      or new.submitted_by = new.reviewer) then
    raise exception 'an opinion in another''s name' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger review_own before insert or update on xz.review_request
  for each row when (xz.at_desk()) execute function xz.review_own();
create function xz.review_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded(xz.act_chain('case', new.case_id)) or (new.state = 'done'
      and not array['review_opinion', 'hearing_opinion', 'lighter_confirm']
        && xz.record_now(xz.act_chain('case', new.case_id))) then
    raise exception 'a review without an act' using errcode = '42501';
  end if;
  if tg_op = 'INSERT' and new.submitted_by is distinct from xz.people_actor() and not exists (select
      from xz.act_approval p where p.subject_kind = 'case' and p.subject_id = new.case_id and p.state = 'approved'
      and p.requested_by = new.submitted_by and p.xmin = pg_current_xact_id()::xid) then
    raise exception 'a review in another''s name' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger review_recorded after insert or update on xz.review_request
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.review_recorded();
create function xz.review_point_own() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.review_request r where r.id = new.request_id and r.reviewer = xz.people_actor()
      and r.xmin = pg_current_xact_id()::xid) then
    raise exception 'points of another''s review' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger review_point_own after insert or update on xz.review_point
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.review_point_own();

-- rights

alter table xz.review_point enable row level security;
create policy point_desk on xz.review_point to xz_seat
  using ((select true from xz.review_request r where r.id = request_id limit 1))
  with check ((select true from xz.review_request r where r.id = request_id limit 1));
create policy point_trusted on xz.review_point to xz_daemon, xz_admin using (true) with check (true);

alter table xz.review_request enable row level security;
create policy review_request_desk on xz.review_request to xz_seat
  using ((select true from xz.caseflow_case c where c.id = case_id limit 1))
  with check ((select true from xz.caseflow_case c where c.id = case_id limit 1));
create policy review_request_make on xz.review_request as restrictive for insert to xz_seat
  with check (xz.caseflow_may_write(case_id));
create policy review_request_change on xz.review_request as restrictive for update to xz_seat
  using (xz.caseflow_may_write(case_id));
create policy review_request_trusted on xz.review_request to xz_daemon, xz_admin using (true) with check (true);

alter table xz.review_answer enable row level security;
create policy review_answer_desk on xz.review_answer to xz_seat
  using ((select true from xz.review_request r where r.id = request_id limit 1))
  with check ((select true from xz.review_request r where r.id = request_id limit 1));
create policy review_answer_make on xz.review_answer as restrictive for insert to xz_seat
  with check ((select true from xz.review_request r where r.id = request_id and xz.caseflow_may_write(r.case_id)
    limit 1));
create policy review_answer_trusted on xz.review_answer to xz_daemon, xz_admin using (true) with check (true);

create policy review_point_make on xz.review_point as restrictive for insert to xz_seat
  with check ((select xz.people_actor_has(255)));
create policy review_point_change on xz.review_point as restrictive for update to xz_seat
  using ((select xz.people_actor_has(255)));

grant select on xz.review_criterion to xz_portal, xz_desk, xz_daemon, xz_admin;
grant select on xz.review_request, xz.review_point, xz.review_answer to xz_desk, xz_daemon, xz_admin;
grant insert on xz.review_criterion to xz_admin;
grant insert on xz.review_request, xz.review_point, xz.review_answer to xz_desk, xz_daemon, xz_admin;
grant update on xz.review_criterion, xz.review_request, xz.review_point to xz_admin;
grant update (kind, limb, opined_at, opinion, opinion_text, returned_list, reviewer, state, taken_at, why) on
  xz.review_request to xz_desk, xz_daemon;
grant update (note, verdict) on xz.review_point to xz_desk, xz_daemon;
