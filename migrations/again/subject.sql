-- subject: whatever acts, papers, files and tasks are about, one arm a module.
--   kind, id, ref         of xz.subject_kind; unique together with either of the others
--   number                as its agency numbers it, or ''
--   title, party, cause   as a list shows it; party and cause or ''
--   agency, unit          whose it is
--   whole                 ref of the case, inspection or draw it is part of, or is
--   due_at                what waits for it is due then where no clock runs
--   seen_by               who may read it, by keys of xz.caseflow_rights(): a copy for rows that carry its words
-- Each reads as far as row security lets them.  A kind and an id, or a ref, is one look into one table; for rows of
-- another table ask with `cross join lateral (... limit 1)`: a plain join would read every arm to its end.
create view xz.subject with (security_invoker) as
  table xz.caseflow_subjects union all table xz.inspection_subjects union all table xz.spotcheck_subjects
  union all table xz.monitor_subjects union all table xz.source_subjects union all table xz.joint_subjects
  union all table xz.door_subjects union all table xz.supervise_subjects;

-- What an event says of its subject (xz.event_dims), one arm a module:
--   kind, ref             as above, and kinds that are told of only (a decision)
--   cause                 code of the cause (xz.law_cause)
--   trade                 GB/T 4754 as the register has it: the letter of the section and up to four digits
--   district              GB/T 2260: the place of the act or visit, else the address of the party
--   procedure             code/version
--   about                 ref of the subject that says what is null here
create view xz.subject_dims as
  table xz.caseflow_dims union all table xz.inspection_dims union all table xz.spotcheck_dims
  union all table xz.monitor_dims union all table xz.source_dims union all table xz.joint_dims
  union all table xz.door_dims union all table xz.supervise_dims;

-- Whether the session's account may read it: the rights of what is about it, where they are not asked of the module's
-- own tables.
create function xz.subject_seen(of_kind text, which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from xz.subject s where s.kind = of_kind and s.id = which
    and s.seen_by && xz.caseflow_rights());
end $$;
create function xz.subject_ref_seen(of_kind text, which uuid) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from xz.subject s where s.kind = of_kind and s.ref = which
    and s.seen_by && xz.caseflow_rights());
end $$;

-- rights

grant select on xz.subject, xz.subject_kind to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.subject_seen(text, bigint), xz.subject_ref_seen(text, uuid)
  to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.subject, xz.subject_kind to xz_slow;
grant execute on function xz.subject_ref_seen(text, uuid), xz.subject_seen(text, bigint) to xz_slow;
