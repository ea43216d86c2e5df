-- Random checks, third part: alerts that end, the clue of a visit, teams by hand, the year's figures; publication that ends at
-- its term; a case shared as a card.

-- ---- a lapsed draw was taken note of, with a reason (sealed beside the record); late visits are in
alter table xz.spotcheck_task add lapse_seen_at timestamptz, add lapse_seen_by bigint references xz.people_account,
  add lapse_words uuid;
-- Ends the alert of a published draw once none of its visits is open: officers do not see their coordinator's tasks.
create function xz.spotcheck_visits_in(task bigint, by bigint) returns void
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if exists (select from xz.spotcheck_visit v where v.task_id = task and v.state in ('open', 'to_sign')) then
    return;
  end if;
  update xz.people_task t set done_at = xz.now(), done_by = by where t.subject_kind = 'draw' and t.subject_id = task
    and t.kind = 'draw_visits_late' and t.done_at is null;
end $$;
revoke execute on function xz.spotcheck_visits_in(bigint, bigint) from public;
grant execute on function xz.spotcheck_visits_in(bigint, bigint) to xz_desk, xz_daemon, xz_admin;

-- ---- a visit and the clue that came of it
alter table xz.spotcheck_visit add clue_number text;
create unique index spotcheck_visit_clue on xz.spotcheck_visit (clue_case) where clue_case is not null;
-- The visit a case came from, for who reads the case: he may not be one of its officers.
create function xz.spotcheck_of_case(which bigint)
returns table (ref uuid, draw_id text, title text, object_id text, visited_on date, mine boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare rights bigint[];
begin
  if not exists (select from xz.spotcheck_visit v where v.clue_case = which) then
    return;	-- most cases: the rights are not asked
  end if;
  rights := xz.caseflow_rights();
  return query select v.ref, k.draw_id, k.title, v.object_id, v.visited_on,
      exists (select from xz.spotcheck_visit_officer o where o.visit_id = v.id and o.account_id * 8 + 4 = any (rights))
    from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id join xz.caseflow_case c on c.id = v.clue_case
    where v.clue_case = which and array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && rights;
end $$;
revoke execute on function xz.spotcheck_of_case(bigint) from public;
grant execute on function xz.spotcheck_of_case(bigint) to xz_desk, xz_admin;

-- ---- the year's figures: what a year holds is found by its days
create index spotcheck_task_announced on xz.spotcheck_task (agency_id, announced_at) where state <> 'draft';
create index spotcheck_task_drawn on xz.spotcheck_task (agency_id, drawn_at) where drawn_at is not null;
create index spotcheck_visit_day on xz.spotcheck_visit (visited_on, id) where state in ('done', 'published');
create index spotcheck_substitution_at on xz.spotcheck_substitution (at);

-- ---- publication ends at its term
alter table xz.caseflow_track drop constraint caseflow_track_publish_state_check,
  add constraint caseflow_track_publish_state_check
  check (publish_state in ('none', 'open', 'published', 'withheld', 'withdrawn', 'expired'));

-- ---- a case shown as a card: number, agency, cause, state, dates, and nothing else.  A card gives no right to the case.
drop policy share_make on xz.people_share;
create policy share_make on xz.people_share for insert to xz_desk with check (subject_kind = 'case' and level in ('full', 'card')
  and to_kind in ('account', 'agency') and granted_by = (select xz.people_actor()) and xz.caseflow_may_share(subject_id));
create function xz.people_cards() returns table (ref uuid, number text, agency_name text, agency_en text, cause_name text,
  state_zh text, state_en text, opened_on date, filed_on date, ended_on date, from_day date, until_day date)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare who bigint := xz.people_actor(); day date := xz.today();
begin
  if xz.people_duties(who) & 1023 = 0 then
    return;
  end if;
  return query select s.ref, coalesce(c.number, c.clue_number, ''), g.name, coalesce(nullif(g.name_en, ''), g.name),
      coalesce(c.cause_name, ''), t.name_zh, t.name_en, (c.opened_at at time zone 'Asia/Shanghai')::date, c.filed_on,
      case when t.ended then (select max(k.closed_at at time zone 'Asia/Shanghai')::date from xz.caseflow_track k where k.case_id = c.id) end,
      s.from_day, s.until_day
    from xz.people_account a join xz.people_share s on s.subject_kind = 'case' and s.level = 'card' and s.revoked_at is null
        and day between s.from_day and s.until_day
        and (s.to_kind, s.to_id) in (('account', a.id), ('agency', a.agency_id), ('unit', a.unit_id))
      join xz.caseflow_case c on c.id = s.subject_id join xz.people_agency g on g.id = c.agency_id
      join xz.caseflow_state t on t.procedure = c.procedure and t.version = c.procedure_version and t.code = c.state
    where a.id = who order by s.id desc limit 200;
end $$;
revoke execute on function xz.people_cards() from public;
grant execute on function xz.people_cards() to xz_desk, xz_admin;
