-- act: who sees and makes approvals and second signatures on any kind of subject.

-- Who may work on a subject may ask, agree and sign on it; of the kinds that are not asked here, who may read it.
create function xz.act_may_write(kind text, id bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return case kind when 'case' then xz.caseflow_may_write(id) when 'inspection' then xz.inspection_may_write(id)
    else xz.subject_seen(kind, id) end;
end $$;

-- rights

-- They are seen with their subject.
do $$
declare t text;
begin
  foreach t in array array['act_approval', 'act_cosign'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_desk using (case subject_kind
        when 'case' then (select true from xz.caseflow_case c where c.id = %1$s.subject_id limit 1)
        when 'inspection' then (select true from xz.inspection i where i.id = %1$s.subject_id limit 1)
        else xz.subject_seen(subject_kind, subject_id) end);
      create policy %1$s_make on xz.%1$s for insert to xz_desk with check (xz.act_may_write(subject_kind, subject_id));
      create policy %1$s_change on xz.%1$s for update to xz_desk using (xz.act_may_write(subject_kind, subject_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;
alter table xz.act_approval_step enable row level security;
create policy act_approval_step_read on xz.act_approval_step for select to xz_desk
  using ((select true from xz.act_approval p where p.id = approval_id limit 1));
-- Nobody agrees in another's name.
create policy act_approval_step_make on xz.act_approval_step for insert to xz_desk
  with check (account_id = (select xz.people_actor()) and (select xz.people_actor_has(255))
    and (select true from xz.act_approval p where p.id = approval_id limit 1));
create policy act_approval_step_trusted on xz.act_approval_step to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.act_transition to xz_portal, xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.act_transition to xz_admin;
grant select, insert, update on xz.act_approval, xz.act_cosign to xz_desk, xz_daemon, xz_admin;
grant select, insert on xz.act_approval_step to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.act_may_write(text, bigint) to xz_desk, xz_daemon, xz_admin;
