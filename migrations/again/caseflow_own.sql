-- caseflow_own: whose own a case is (migrations/0137), kept with it, and the rights that follow from it.

-- The rows of a case as they follow from its officers, its hearings and who opened it.
create function xz.caseflow_own_keep(which bigint) returns void language plpgsql security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  delete from xz.caseflow_own o where o.case_id = which
    and not exists (select from xz.caseflow_officer f where f.case_id = which and f.account_id = o.account_id
      and f.state in ('named', 'accepted'))
    and not exists (select from xz.caseflow_track t join xz.caseflow_hearing h on h.track_id = t.id
      where t.case_id = which and h.chair_account = o.account_id and h.withdrawn_on is null)
    and not exists (select from xz.caseflow_case c where c.id = which and c.opened_by = o.account_id);
  insert into xz.caseflow_own as o (account_id, case_id, opened, agency_id, unit_id, state, ended)
    select w.account_id, c.id, bool_and(w.opened), c.agency_id, c.unit_id, c.state, s.ended
    from (select f.account_id, false as opened from xz.caseflow_officer f where f.case_id = which
          and f.state in ('named', 'accepted')
        union all select h.chair_account, false from xz.caseflow_track t join xz.caseflow_hearing h on h.track_id = t.id
          where t.case_id = which and h.chair_account is not null and h.withdrawn_on is null
        union all select y.opened_by, true from xz.caseflow_case y where y.id = which) w
      join xz.caseflow_case c on c.id = which
      join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version and s.code = c.state
    group by w.account_id, c.id, s.ended
    on conflict (account_id, case_id) do update set opened = excluded.opened, agency_id = excluded.agency_id,
        unit_id = excluded.unit_id, state = excluded.state, ended = excluded.ended
      where (o.opened, o.agency_id, o.unit_id, o.state, o.ended) is distinct from
        (excluded.opened, excluded.agency_id, excluded.unit_id, excluded.state, excluded.ended);
end $$;
create function xz.caseflow_own_follow() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  perform xz.caseflow_own_keep(case tg_table_name when 'caseflow_case' then new.id
    when 'caseflow_officer' then (to_jsonb(new) ->> 'case_id')::bigint
    else (select t.case_id from xz.caseflow_track t where t.id = (to_jsonb(new) ->> 'track_id')::bigint) end);
  return null;
end $$;
create trigger caseflow_case_own after insert on xz.caseflow_case
  for each row execute function xz.caseflow_own_follow();
create trigger caseflow_case_own_moved after update on xz.caseflow_case
  for each row when ((new.state, new.agency_id, new.unit_id, new.opened_by, new.procedure_version)
    is distinct from (old.state, old.agency_id, old.unit_id, old.opened_by, old.procedure_version))
  execute function xz.caseflow_own_follow();
create trigger caseflow_officer_own after insert on xz.caseflow_officer
  for each row execute function xz.caseflow_own_follow();
create trigger caseflow_officer_own_moved after update on xz.caseflow_officer
  for each row when ((new.state, new.account_id) is distinct from (old.state, old.account_id))
  execute function xz.caseflow_own_follow();
create trigger caseflow_hearing_own after insert on xz.caseflow_hearing
  for each row execute function xz.caseflow_own_follow();
create trigger caseflow_hearing_own_moved after update on xz.caseflow_hearing
  for each row when ((new.chair_account, new.withdrawn_on) is distinct from (old.chair_account, old.withdrawn_on))
  execute function xz.caseflow_own_follow();

-- A track stands where its case does.
create function xz.caseflow_track_place() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  select c.agency_id, c.unit_id into new.agency_id, new.unit_id from xz.caseflow_case c where c.id = new.case_id;
  return new;
end $$;
create trigger caseflow_track_place before insert on xz.caseflow_track
  for each row execute function xz.caseflow_track_place();
create function xz.caseflow_tracks_moved() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.caseflow_track set agency_id = new.agency_id, unit_id = new.unit_id where case_id = new.id;
  return null;
end $$;
create trigger caseflow_case_tracks after update on xz.caseflow_case
  for each row when ((new.agency_id, new.unit_id) is distinct from (old.agency_id, old.unit_id))
  execute function xz.caseflow_tracks_moved();

-- rights
