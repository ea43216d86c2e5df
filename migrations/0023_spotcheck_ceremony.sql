-- spotcheck, second part: the code on the wall, direct assignments, what the portal shows and takes in, and rights that
-- keep a sealed result sealed.

create table xz.spotcheck_wall (
  task_id bigint primary key references xz.spotcheck_task,
  code_hash bytea not null unique check (length(code_hash) = 32),
  made_at timestamptz not null default xz.now()
);
-- An object that the draw left without a team, assigned by hand: the reason is sealed in the record's step.
create table xz.spotcheck_assignment (
  task_id bigint not null references xz.spotcheck_task,
  object_id text not null,
  team text[] not null check (cardinality(team) >= 2),
  made_by bigint not null references xz.people_principal,
  at timestamptz not null,
  step int not null,
  primary key (task_id, object_id)
);
create index spotcheck_pool_object on xz.spotcheck_pool (object_id, task_id);
create index spotcheck_task_sealed on xz.spotcheck_task (publish_by) where state = 'drawn';
create index spotcheck_task_public on xz.spotcheck_task (announced_at desc, id desc) where state <> 'draft';
alter table xz.spotcheck_visit add column note_ref uuid;	-- what was noted, sealed beside the record
create index spotcheck_visit_due on xz.spotcheck_visit (due_on) where state = 'done';

-- ---- rights
-- The task that one statement is about, when the actor may see what is sealed of it: asked once, not for each line of
-- a pool of a million.
create function xz.spotcheck_task_at_hand() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select k.id from xz.spotcheck_task k where k.id = nullif(current_setting('xz.spotcheck_task', true), '')::bigint
    and k.agency_id = xz.people_actor_agency() and xz.people_actor_has(256));
end $$;
grant execute on function xz.spotcheck_task_at_hand() to xz_desk;
drop policy if exists spotcheck_pool_read on xz.spotcheck_pool;
create policy spotcheck_pool_read on xz.spotcheck_pool for select to xz_desk
  using (case when task_id = (select xz.spotcheck_task_at_hand()) then true
    else (select true from xz.spotcheck_task k where k.id = task_id) end);

-- Tasks whose sealed parts the actor may read: coordinators and heads of the agency, supervisors above it.
create function xz.spotcheck_sealed_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare agency bigint := xz.people_actor_agency(); held int := xz.people_duties(xz.people_actor());
begin
  return array_remove(array[case when held & (8 | 256) <> 0 then agency end]
    || case when held & 512 <> 0 then (select array_agg(t.descendant) from xz.people_agency_tree t where t.ancestor = agency) end,
    null);
end $$;
grant execute on function xz.spotcheck_sealed_rights() to xz_desk;
create function xz.spotcheck_visit_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(array_agg(o.visit_id), '{}') from xz.spotcheck_visit_officer o where o.account_id = xz.people_actor());
end $$;
grant execute on function xz.spotcheck_visit_rights() to xz_desk;
do $$
declare t text; p record; sealed text := '(select true from xz.spotcheck_task k where k.id = task_id
    and k.agency_id = any ((select xz.spotcheck_sealed_rights())::bigint[]))';
begin
  for p in select policyname, tablename from pg_policies where schemaname = 'xz' and 'xz_desk' = any (roles)
    and tablename in ('spotcheck_file', 'spotcheck_witness', 'spotcheck_selected', 'spotcheck_substitution', 'spotcheck_visit') loop
    execute format('drop policy %I on xz.%I', p.policyname, p.tablename);
  end loop;
  foreach t in array array['spotcheck_wall', 'spotcheck_assignment'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
  -- who may see what is sealed writes it; everybody at a desk sees what came out
  foreach t in array array['spotcheck_wall', 'spotcheck_witness', 'spotcheck_file', 'spotcheck_selected',
    'spotcheck_substitution', 'spotcheck_assignment', 'spotcheck_visit'] loop
    execute format('create policy %I on xz.%I to xz_desk using (%s) with check (%s)', t || '_desk', t, sealed, sealed);
  end loop;
  foreach t in array array['spotcheck_selected', 'spotcheck_substitution', 'spotcheck_assignment'] loop
    execute format('create policy %I on xz.%I for select to xz_desk using ((select true from xz.spotcheck_task k
      where k.id = task_id and k.state = ''published''))', t || '_read', t);
  end loop;
end $$;
create policy spotcheck_file_open on xz.spotcheck_file for select to xz_desk using (public_at is not null);
create policy spotcheck_visit_own on xz.spotcheck_visit to xz_desk
  using (id = any ((select xz.spotcheck_visit_rights())::bigint[])) with check (id = any ((select xz.spotcheck_visit_rights())::bigint[]));
grant select, insert, update on xz.spotcheck_wall, xz.spotcheck_assignment to xz_desk, xz_admin;
grant select on xz.spotcheck_assignment to xz_daemon;
grant delete on xz.spotcheck_visit_officer, xz.spotcheck_visit_result to xz_desk, xz_admin;

-- A visit's tasks end for officers of other agencies too, whose tasks the coordinator does not see.
create function xz.spotcheck_tasks_done(visit bigint, certificate text, by bigint) returns void
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if session_user not in ('xz_admin', 'xz_daemon', 'root', 'postgres') and visit <> all (xz.spotcheck_visit_rights())
    and not exists (select from xz.spotcheck_visit v where v.id = visit and v.task_id = any (xz.spotcheck_own())) then
    raise exception 'another agency''s visit' using errcode = '42501';
  end if;
  update xz.people_task t set done_at = xz.now(), done_by = by where t.subject_kind = 'spot_visit' and t.subject_id = visit
    and t.done_at is null and (certificate is null or t.account_id in (select o.account_id from xz.spotcheck_visit_officer o
      where o.visit_id = visit and o.certificate_no = certificate));
end $$;
grant execute on function xz.spotcheck_tasks_done(bigint, text, bigint) to xz_desk, xz_daemon, xz_admin;

-- Coordinators write the records of draws, and no others.
do $$
declare t text; part text;
begin
  foreach t in array array['record_chain', 'record_step', 'record_side'] loop
    part := case t when 'record_chain' then 'subject_kind = ''draw'''
      else '(select true from xz.record_chain c where c.id = chain_id and c.subject_kind = ''draw'' limit 1)' end;
    execute format('alter policy %I on xz.%I with check ((select xz.people_actor_has(255)) or ((select xz.people_actor_has(256)) and %s))', t || '_make', t, part);
    execute format('alter policy %I on xz.%I using ((select xz.people_actor_has(255)) or ((select xz.people_actor_has(256)) and %s))', t || '_change', t, part);
  end loop;
end $$;

-- ---- what the portal shows: of a draw that was announced; what came out once it is published
create policy stratum_public on xz.spotcheck_stratum for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy pool_public on xz.spotcheck_pool for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy item_public on xz.spotcheck_task_item for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy file_public on xz.spotcheck_file for select to xz_portal using (public_at is not null);
create policy witness_public on xz.spotcheck_witness for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.pledged_at is not null));
create policy selected_public on xz.spotcheck_selected for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy substitution_public on xz.spotcheck_substitution for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy assignment_public on xz.spotcheck_assignment for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy visit_public on xz.spotcheck_visit for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy result_public on xz.spotcheck_visit_result for select to xz_portal
  using ((select true from xz.spotcheck_visit v where v.id = visit_id and v.published_at is not null));
grant select (task_id, key, name, pool, quota) on xz.spotcheck_stratum to xz_portal;
grant select (task_id, object_id, stratum) on xz.spotcheck_pool to xz_portal;
grant select on xz.spotcheck_task_item, xz.spotcheck_file, xz.spotcheck_selected to xz_portal;
grant select (task_id, n, name, pledged_at, revealed_at) on xz.spotcheck_witness to xz_portal;
grant select (task_id, n, kind, for_object, out_id, in_id, team, reason, line, at) on xz.spotcheck_substitution to xz_portal;
grant select (task_id, object_id, team, at) on xz.spotcheck_assignment to xz_portal;
grant select (id, ref, task_id, object_id, state, direct, published_at, sha256, body) on xz.spotcheck_visit to xz_portal;
grant select (visit_id, item_id, result) on xz.spotcheck_visit_result to xz_portal;
grant select (object_id, name, kind) on xz.spotcheck_object to xz_portal;

-- ---- what witnesses send in.  The portal has no other way to write; a word says what became of it.

-- A field of the published files (trust.md 1); no name that could pass for a public value.
create function xz.spotcheck_field_ok(v text, most int) returns boolean language sql immutable as $$
  select v is not null and octet_length(v) between 1 and most and v !~ '[\x01-\x1f]'
$$;
-- Where a witness stands, by the digest of his token, or of the code on the wall (nobody yet).
create function xz.spotcheck_witness_look(which text, hash bytea)
returns table (state text, contributions text, pledges boolean, reveal_by timestamptz, title text, agency text, wall boolean,
  name text, pledge bytea, revealed boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select k.state, k.contributions, k.pledges, k.reveal_by, k.title, g.name, w.id is null, w.name, w.pledge,
      w.revealed_at is not null
    from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id
    left join xz.spotcheck_witness w on w.task_id = k.id and w.token_hash = hash
    where k.draw_id = which and k.state <> 'draft'
      and (w.id is not null or exists (select from xz.spotcheck_wall x where x.task_id = k.id and x.code_hash = hash));
end $$;
-- The row of a token; over the wall's code a new one is made for the witness's own token.
create function xz.spotcheck_witness_row(task bigint, hash bytea, own bytea, make boolean) returns xz.spotcheck_witness
language plpgsql security definer set search_path = xz, pg_temp as $$
declare w xz.spotcheck_witness;
begin
  select * into w from xz.spotcheck_witness x where x.task_id = task and x.token_hash = hash;
  if w.id is null and own is not null and exists (select from xz.spotcheck_wall x where x.task_id = task and x.code_hash = hash) then
    select * into w from xz.spotcheck_witness x where x.task_id = task and x.token_hash = own;
    if w.id is null and make and (select count(*) from xz.spotcheck_witness x where x.task_id = task) < 200 then
      insert into xz.spotcheck_witness (task_id, token_hash) values (task, own) returning * into w;
    end if;
  end if;
  return w;
end $$;
create function xz.spotcheck_witness_name_ok(task bigint, own_row bigint, who text) returns boolean
language sql stable security definer set search_path = xz, pg_temp as $$
  select xz.spotcheck_field_ok(who, 64) and who = btrim(who) and who !~* '^beacon:'
    and not exists (select from xz.spotcheck_witness x where x.task_id = task and x.id <> own_row and x.name = who)
$$;
create function xz.spotcheck_pledge(which text, hash bytea, own bytea, who text, promise bytea) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare k xz.spotcheck_task; w xz.spotcheck_witness;
begin
  select * into k from xz.spotcheck_task t where t.draw_id = which and t.state <> 'draft' for update;
  if k.id is null then return 'unknown'; end if;
  w := xz.spotcheck_witness_row(k.id, hash, own, k.state = 'announced' and k.pledges and xz.now() <= k.reveal_by);
  if w.pledge = promise and w.name = who then return 'pledged'; end if;
  if w.pledge is not null then return 'again'; end if;
  if k.state <> 'announced' or not k.pledges then return 'over'; end if;
  if xz.now() > k.reveal_by then return 'late'; end if;
  if w.id is null then return 'unknown'; end if;
  if not xz.spotcheck_witness_name_ok(k.id, w.id, who) then
    if w.name is null and w.token_hash = own then delete from xz.spotcheck_witness x where x.id = w.id; end if;
    return 'name';
  end if;
  update xz.spotcheck_witness x set name = who, pledge = promise, pledged_at = xz.now(),
    n = (select coalesce(max(y.n), 0) + 1 from xz.spotcheck_witness y where y.task_id = k.id) where x.id = w.id;
  return 'pledged';
end $$;
create function xz.spotcheck_reveal(which text, hash bytea, own bytea, who text, said text) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare k xz.spotcheck_task; w xz.spotcheck_witness; v bytea := convert_to(said, 'UTF8');
begin
  select * into k from xz.spotcheck_task t where t.draw_id = which and t.state <> 'draft' for update;
  if k.id is null then return 'unknown'; end if;
  w := xz.spotcheck_witness_row(k.id, hash, own, false);
  if w.value = v then return 'revealed'; end if;
  if w.value is not null then return 'again'; end if;
  if k.contributions <> 'witness' or k.state not in ('announced', 'revealing') then return 'closed'; end if;
  if xz.now() > k.reveal_by then return 'late'; end if;
  if k.pledges and k.state = 'announced' then return 'early'; end if;
  if not xz.spotcheck_field_ok(said, 256) then return 'value'; end if;
  if k.pledges then
    if w.pledge is null then return 'unknown'; end if;
    if sha256(convert_to(w.name, 'UTF8') || '\x0a'::bytea || v) <> w.pledge then return 'mismatch'; end if;
    update xz.spotcheck_witness x set value = v, revealed_at = xz.now() where x.id = w.id;
    return 'revealed';
  end if;
  w := xz.spotcheck_witness_row(k.id, hash, own, true);
  if w.id is null then return 'unknown'; end if;
  if not xz.spotcheck_witness_name_ok(k.id, w.id, who) then
    if w.name is null and w.token_hash = own then delete from xz.spotcheck_witness x where x.id = w.id; end if;
    return 'name';
  end if;
  update xz.spotcheck_witness x set name = who, value = v, revealed_at = xz.now(),
    n = (select coalesce(max(y.n), 0) + 1 from xz.spotcheck_witness y where y.task_id = k.id) where x.id = w.id;
  return 'revealed';
end $$;
revoke execute on function xz.spotcheck_witness_row(bigint, bytea, bytea, boolean), xz.spotcheck_witness_name_ok(bigint, bigint, text) from public;
grant execute on function xz.spotcheck_field_ok(text, int) to public;
grant execute on function xz.spotcheck_witness_look(text, bytea), xz.spotcheck_pledge(text, bytea, bytea, text, bytea),
  xz.spotcheck_reveal(text, bytea, bytea, text, text) to xz_portal, xz_admin;
