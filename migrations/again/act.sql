-- act: who sees and makes approvals and second signatures on any kind of subject.

-- Who may work on a subject may ask, agree and sign on it; of the kinds that are not asked here, who may read it.
create function xz.act_may_write(kind text, id bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return case kind when 'case' then xz.caseflow_may_write(id) when 'inspection' then xz.inspection_may_write(id)
    else xz.subject_seen(kind, id) end;
end $$;

-- The desk asks in the actor's own name; who is asked signs with a code that was checked for the act, or refuses from
-- his own account; what was signed, refused or has lapsed stays so.
create function xz.act_cosign_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint;
begin
  if session_user <> 'xz_desk' then
    return new;
  end if;
  who := xz.people_actor();
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.method is not null or new.signed_at is not null or new.words is not null
      or new.asked_by is distinct from who or new.account_id = who then
      raise exception 'a second signature is asked for, by the actor' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'waiting' or new.state = 'waiting'
    or (to_jsonb(new) - '{state,method,signed_at,words}'::text[])
      is distinct from (to_jsonb(old) - '{state,method,signed_at,words}'::text[])
    or new.state = 'lapsed' and (new.method is not null or new.signed_at is not null or new.words is not null)
    or new.state = 'refused' and old.account_id is distinct from who
    or new.state = 'signed' and who is distinct from (case new.method when 'account' then old.account_id
      when 'code' then old.asked_by end) then
    raise exception 'a second signature in another''s name' using errcode = '42501';
  end if;
  if new.state = 'signed' then
    perform xz.people_code_needed(old.account_id);
  end if;
  return new;
end $$;
create trigger act_cosign_guard before insert or update on xz.act_cosign
  for each row execute function xz.act_cosign_guard();

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
