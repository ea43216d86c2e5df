-- inspection: officers who went to a firm again and again and found nothing go there once more only with an explanation, which the
-- approver reads.
alter table xz.inspection add column again_ref uuid;		-- its words, sealed beside the record
alter table xz.inspection_approval add column again_ref uuid;	-- as it was asked for

-- Of its team: in how many visits of its year each was at this firm and nothing was found; inspections and, where none carried one
-- out, visits of draws.  Numbers only: which they were and of whom stays with who may see those.
create function xz.inspection_clean(which bigint) returns table (account_id bigint, officer uuid, name text, place int, n bigint)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  if not xz.inspection_seen(which) then return; end if;
  return query select o.account_id, p.ref, o.name, o.place,
      (select count(*) from xz.inspection x join xz.inspection_officer w on w.inspection_id = x.id and w.account_id = o.account_id
        where x.subject_id = i.subject_id and x.id <> i.id and x.outcome = 'no_issue'
        and extract(year from x.arrived_at at time zone 'Asia/Shanghai') = extract(year from i.from_at at time zone 'Asia/Shanghai'))
      + (select count(*) from xz.spotcheck_visit v join xz.spotcheck_visit_officer w on w.visit_id = v.id and w.account_id = o.account_id
        join xz.spotcheck_pool q on q.task_id = v.task_id and q.object_id = v.object_id and q.subject_id = i.subject_id
        where v.state in ('done', 'published') and extract(year from v.visited_on) = extract(year from i.from_at at time zone 'Asia/Shanghai')
        and not exists (select from xz.spotcheck_visit_result r where r.visit_id = v.id and r.result not in ('none', 'no_activity'))
        and not exists (select from xz.inspection x where x.spot_visit = v.id))
    from xz.inspection i join xz.inspection_officer o on o.inspection_id = i.id join xz.people_principal p on p.id = o.account_id
    where i.id = which order by o.place;
end $$;
revoke execute on function xz.inspection_clean(bigint) from public;
grant execute on function xz.inspection_clean(bigint) to xz_desk, xz_admin;
