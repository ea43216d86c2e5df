-- spotcheck: rights of draws, what witnesses send in.

-- A party without a credit code is drawn under its ref as the outside knows it: 26 characters of Crockford base32.
create function xz.spotcheck_ref_text(ref uuid) returns text language plpgsql immutable strict parallel safe as $$
declare b bytea := uuid_send(ref);
  digits constant text[] := string_to_array('0123456789ABCDEFGHJKMNPQRSTVWXYZ', null);
begin
  return
    digits[1 + ((get_byte(b, 0) >> 5) & 31)] || digits[1 + (get_byte(b, 0) & 31)] ||
    digits[1 + ((get_byte(b, 1) >> 3) & 31)] || digits[1 + ((get_byte(b, 1) << 2 | (get_byte(b, 2) >> 6)) & 31)] ||
    digits[1 + ((get_byte(b, 2) >> 1) & 31)] || digits[1 + ((get_byte(b, 2) << 4 | (get_byte(b, 3) >> 4)) & 31)] ||
    digits[1 + ((get_byte(b, 3) << 1 | (get_byte(b, 4) >> 7)) & 31)] || digits[1 + ((get_byte(b, 4) >> 2) & 31)] ||
    digits[1 + ((get_byte(b, 4) << 3 | (get_byte(b, 5) >> 5)) & 31)] || digits[1 + (get_byte(b, 5) & 31)] ||
    digits[1 + ((get_byte(b, 6) >> 3) & 31)] || digits[1 + ((get_byte(b, 6) << 2 | (get_byte(b, 7) >> 6)) & 31)] ||
    digits[1 + ((get_byte(b, 7) >> 1) & 31)] || digits[1 + ((get_byte(b, 7) << 4 | (get_byte(b, 8) >> 4)) & 31)] ||
    digits[1 + ((get_byte(b, 8) << 1 | (get_byte(b, 9) >> 7)) & 31)] || digits[1 + ((get_byte(b, 9) >> 2) & 31)] ||
    digits[1 + ((get_byte(b, 9) << 3 | (get_byte(b, 10) >> 5)) & 31)] || digits[1 + (get_byte(b, 10) & 31)] ||
    digits[1 + ((get_byte(b, 11) >> 3) & 31)] || digits[1 + ((get_byte(b, 11) << 2 | (get_byte(b, 12) >> 6)) & 31)] ||
    digits[1 + ((get_byte(b, 12) >> 1) & 31)] || digits[1 + ((get_byte(b, 12) << 4 | (get_byte(b, 13) >> 4)) & 31)] ||
    digits[1 + ((get_byte(b, 13) << 1 | (get_byte(b, 14) >> 7)) & 31)] || digits[1 + ((get_byte(b, 14) >> 2) & 31)] ||
    digits[1 + ((get_byte(b, 14) << 3 | (get_byte(b, 15) >> 5)) & 31)] || digits[1 + (get_byte(b, 15) & 31)];
end $$;

-- Tasks whose coordinator the actor is.
create function xz.spotcheck_own() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.people_actor_has(256) then
    return '{}';
  end if;
  return (select coalesce(array_agg(id), '{}') from xz.spotcheck_task where agency_id = xz.people_actor_agency());
end $$;

-- Tasks whose visits the actor goes on, whichever agency's they are.
create function xz.spotcheck_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct v.task_id), '{}') from xz.spotcheck_visit_officer o
    join xz.spotcheck_visit v on v.id = o.visit_id where o.account_id = xz.people_actor());
end $$;

-- ---- rights
-- The task that one statement is about, when the actor may see what is sealed of it: asked once, not for each line of
-- a pool of a million.
create function xz.spotcheck_task_at_hand() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select k.id from xz.spotcheck_task k where k.id = nullif(current_setting('xz.spotcheck_task', true),
    '')::bigint
    and k.agency_id = xz.people_actor_agency() and xz.people_actor_has(256));
end $$;

-- Tasks whose sealed parts the actor may read: coordinators and heads of the agency, supervisors above it.
create function xz.spotcheck_sealed_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare agency bigint := xz.people_actor_agency(); held int := xz.people_duties(xz.people_actor());
begin
  return array_remove(array[case when held & (8 | 256) <> 0 then agency end]
    || case when held & 512 <> 0 then (select array_agg(t.descendant) from xz.people_agency_tree t
      where t.ancestor = agency) end,
    null);
end $$;
create function xz.spotcheck_visit_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(array_agg(o.visit_id), '{}') from xz.spotcheck_visit_officer o
    where o.account_id = xz.people_actor());
end $$;

-- A visit's tasks end for officers of other agencies too, whose tasks the coordinator does not see.
create function xz.spotcheck_tasks_done(visit bigint, certificate text, by bigint) returns void
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if session_user not in ('xz_admin', 'xz_daemon', 'root', 'postgres') and visit <> all (xz.spotcheck_visit_rights())
    and not exists (select from xz.spotcheck_visit v where v.id = visit and v.task_id = any (xz.spotcheck_own())) then
    raise exception 'another agency''s visit' using errcode = '42501';
  end if;
  perform xz.work_end('spot_visit', visit, null, case when certificate is not null then
    array(select o.account_id from xz.spotcheck_visit_officer o
      where o.visit_id = visit and o.certificate_no = certificate) end, by);
end $$;

-- ---- what witnesses send in.  The portal has no other way to write; a word says what became of it.
-- A field of the published files (trust.md 1); no name that could pass for a public value.
create function xz.spotcheck_field_ok(v text, most int) returns boolean language sql immutable as $$
  select v is not null and octet_length(v) between 1 and most and v !~ '[\x01-\x1f]'
$$;

-- Where a witness stands, by the digest of their token, or of the code on the wall (nobody yet).
create function xz.spotcheck_witness_look(which text, hash bytea)
returns table (state text, contributions text, pledges boolean, reveal_by timestamptz, title text, agency text,
  wall boolean, name text, pledge bytea, revealed boolean)
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
  if w.id is null and own is not null and exists (select from xz.spotcheck_wall x where x.task_id = task
    and x.code_hash = hash) then
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

-- known, unknown, or wait: twenty wrong ones in ten minutes are enough, then the right one is not told from them
-- either.
create function xz.spotcheck_admit(which text, hash bytea, asker bytea) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare task bigint; now timestamptz := xz.now();
begin
  select k.id into task from xz.spotcheck_task k where k.draw_id = which and k.state <> 'draft';
  if task is null then return 'unknown'; end if;
  if exists (select from xz.spotcheck_witness w where w.task_id = task and w.token_hash = hash)
    then return 'known'; end if;
  if exists (select from xz.spotcheck_guess g where g.task_id = task and g.from_hash = asker and g.tries >= 20
    and g.since > now - interval '10 minutes') then return 'wait'; end if;
  if exists (select from xz.spotcheck_wall x where x.task_id = task and x.code_hash = hash) then return 'known'; end if;
  delete from xz.spotcheck_guess g where g.since < now - interval '1 day';
  insert into xz.spotcheck_guess as g (task_id, from_hash, since, tries) values (task, asker, now, 1)
    on conflict (task_id, from_hash) do update set
      tries = case when g.since > now - interval '10 minutes' then g.tries + 1 else 1 end,
      since = case when g.since > now - interval '10 minutes' then g.since else now end;
  return 'unknown';
end $$;

-- Ends the alert of a published draw once none of its visits is open: officers do not see their coordinator's tasks.
create function xz.spotcheck_visits_in(task bigint, by bigint) returns void
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if exists (select from xz.spotcheck_visit v where v.task_id = task and v.state in ('open', 'to_sign')) then
    return;
  end if;
  perform xz.work_end('draw', task, 'draw_visits_late', null, by);
end $$;

-- The visit a case came from, for who reads the case: they may not be one of its officers.
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

-- What tasks of draws and their visits are about (again/subject.sql).  A visit falls due with its draw's publication,
-- and is the business of its officers; a draw that lapsed waits for nothing.
create view xz.spotcheck_subjects with (security_invoker) as
  select 'draw'::text as kind, k.id, k.ref, k.draw_id as number, k.title, ''::text as party, k.title as cause,
    k.agency_id as agency, null::bigint as unit, k.ref as whole,
    case when k.state <> 'lapsed' then k.publish_by end as due_at,
    array[k.agency_id * 8 + 3, k.agency_id * 8] as seen_by
  from xz.spotcheck_task k
  union all
  select 'spot_visit'::text, v.id, v.ref, k.draw_id, k.title,
    coalesce((select o.name from xz.spotcheck_object o where o.object_id = v.object_id), v.object_id), k.title,
    k.agency_id, null::bigint, k.ref, case when k.state <> 'lapsed' then k.publish_by end,
    array(select o.account_id * 8 + 4 from xz.spotcheck_visit_officer o where o.visit_id = v.id
      order by o.account_id)
  from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id;

-- What events say of them (again/subject.sql).
create view xz.spotcheck_dims as
  select 'draw'::text as kind, k.ref, null::text as cause, null::text as trade, null::text as district,
    'draw/1'::text as procedure, null::uuid as about
  from xz.spotcheck_task k
  union all
  select 'spot_visit'::text, v.ref, null, o.industry, o.region, 'visit/1', null
  from xz.spotcheck_visit v left join xz.spotcheck_object o on o.object_id = v.object_id;

-- Open visits show their object under its name of now.
create function xz.spotcheck_object_renamed() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  perform xz.work_in_step('spot_visit', v.id) from xz.spotcheck_pool q
    join xz.spotcheck_visit v on v.task_id = q.task_id and v.object_id = q.object_id and v.state in ('open', 'to_sign')
    where q.object_id = new.object_id;
  return null;
end $$;
create trigger spotcheck_object_renamed after update of name on xz.spotcheck_object
  for each row when (new.name is distinct from old.name) execute function xz.spotcheck_object_renamed();

-- A draw goes on by acts (again/act.sql); its announcement stands in the public log alone.
create function xz.spotcheck_announced(draw uuid) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return exists (select from xz.event_pending p join xz.event e on e.y = p.y and e.id = p.id
    where e.kind = 'draw.announced' and e.subject_ref = draw and e.xmin = pg_current_xact_id()::xid);
end $$;
create function xz.spotcheck_moved() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare chain bigint;
begin
  if tg_table_name = 'spotcheck_task' then
    if xz.act_leads((select h.id from xz.record_chain h where h.ref = new.ref), '{draw}', null, true, old.state,
      new.state) then
      return null;
    end if;
    if (old.state, new.state) = ('draft', 'announced') and xz.spotcheck_announced(new.ref) then
      return null;
    end if;
  else
    select k.chain_id into chain from xz.spotcheck_task k where k.id = new.task_id;
    if xz.act_leads(chain, '{visit}', null, true, old.state, new.state)
      or (new.state = 'replaced' and 'spotcheck.substituted' = any (xz.record_now(chain))) then
      return null;
    end if;
  end if;
  raise exception '% from % to % without an act that leads there', tg_table_name, old.state, new.state
    using errcode = '42501';
end $$;
create constraint trigger spotcheck_task_moved after update of state on xz.spotcheck_task
  deferrable initially deferred for each row when (xz.at_desk() and new.state <> old.state)
  execute function xz.spotcheck_moved();
create constraint trigger spotcheck_visit_moved after update of state on xz.spotcheck_visit
  deferrable initially deferred for each row when (xz.at_desk() and new.state <> old.state)
  execute function xz.spotcheck_moved();

-- What was drawn, exchanged or assigned may be thousands of rows: one look a statement marks their draw, and that is
-- asked for its act when the transaction ends.
create function xz.spotcheck_marked() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if session_user in ('xz_desk', 'xz_slow') then
    update xz.spotcheck_task k set drawn_at = k.drawn_at where k.id in (select m.task_id from made m);
  end if;
  return null;
end $$;
do $$
declare x record;
begin
  for x in select t.tab, v.what from (values ('insert'), ('update')) v (what) cross join unnest(array[
      'spotcheck_selected', 'spotcheck_substitution', 'spotcheck_assignment']) t (tab)
    union all values ('spotcheck_visit', 'insert')
  loop
    execute format('create trigger %1$s_%2$s after %2$s on xz.%1$s referencing new table as made
      for each statement execute function xz.spotcheck_marked()', x.tab, x.what);
  end loop;
end $$;
create function xz.spotcheck_drawn() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select h.id from xz.record_chain h where h.ref = new.ref))
    and not xz.spotcheck_announced(new.ref) then
    raise exception 'a draw without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger spotcheck_drawn after update of drawn_at, closed_at, published_at, seed, grade
  on xz.spotcheck_task deferrable initially deferred for each row when (session_user in ('xz_desk', 'xz_slow'))
  execute function xz.spotcheck_drawn();
-- Once announced it changes by acts alone; a visit and what was found on it always does.
create constraint trigger spotcheck_task_recorded after update on xz.spotcheck_task deferrable initially deferred
  for each row when (xz.at_desk() and old.state <> 'draft') execute function xz.spotcheck_drawn();
create function xz.spotcheck_visit_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare row jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
begin
  if not xz.act_recorded((select k.chain_id from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id
      where v.id = (row ->> tg_argv[0])::bigint)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger spotcheck_visit_recorded after update on xz.spotcheck_visit deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.spotcheck_visit_recorded('id');
create constraint trigger spotcheck_visit_result_recorded after insert or delete on xz.spotcheck_visit_result
  deferrable initially deferred for each row when (xz.at_desk())
  execute function xz.spotcheck_visit_recorded('visit_id');
create constraint trigger spotcheck_visit_officer_recorded after delete on xz.spotcheck_visit_officer
  deferrable initially deferred for each row when (xz.at_desk())
  execute function xz.spotcheck_visit_recorded('visit_id');

-- What is drawn from is written while the draw is drafted.
create function xz.spotcheck_drafts() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return array(select k.id from xz.spotcheck_task k where k.id = any (xz.spotcheck_own()) and k.state = 'draft');
end $$;

-- A visit is signed from the own account or on the recorder's screen, by a code that was checked for the act; of an
-- inspection's own by who signed its record.
create function xz.spotcheck_visit_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint;
begin
  if session_user not in ('xz_desk', 'xz_slow') or new.signed_at is null
    or tg_op = 'UPDATE' and new.signed_at is not distinct from old.signed_at
      and new.second is not distinct from old.second then
    return new;
  end if;
  who := xz.people_actor();
  if tg_op = 'INSERT' or new.second is null or new.second is not distinct from new.recorded_by then
    raise exception 'another officer''s signature' using errcode = '42501';
  end if;
  if new.second <> who and new.sign_method = 'account' and xz.inspection_visit_signed(new.id, new.second) then
    return new;
  end if;
  if who is distinct from (case new.sign_method when 'account' then new.second
      when 'code' then new.recorded_by end) then
    raise exception 'another officer''s signature' using errcode = '42501';
  end if;
  perform xz.people_code_needed(new.second);
  return new;
end $$;
create trigger spotcheck_visit_guard before insert or update on xz.spotcheck_visit
  for each row execute function xz.spotcheck_visit_guard();

-- The library by day.  Who left it before they came is gone on the day they came.
create function xz.spotcheck_library_follow() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into xz.spotcheck_library as l (day, added, ended)
      select x.day, sum(x.added), sum(x.ended) from (
        select (o.added_at at time zone 'Asia/Shanghai')::date as day, 1 as added, 0 as ended from made o
        union all select greatest(o.ended_on, (o.added_at at time zone 'Asia/Shanghai')::date), 0, 1 from made o
          where o.ended_on is not null) x group by x.day order by x.day
      on conflict (day) do update set added = l.added + excluded.added, ended = l.ended + excluded.ended;
    return null;
  end if;
  insert into xz.spotcheck_library as l (day, ended)
    select x.day, sum(x.ended) from (
      select greatest(n.ended_on, (n.added_at at time zone 'Asia/Shanghai')::date) as day, 1 as ended
        from made n join was o on o.id = n.id where n.ended_on is not null and n.ended_on is distinct from o.ended_on
      union all select greatest(o.ended_on, (o.added_at at time zone 'Asia/Shanghai')::date), -1
        from made n join was o on o.id = n.id where o.ended_on is not null and n.ended_on is distinct from o.ended_on) x
    group by x.day order by x.day
    on conflict (day) do update set ended = l.ended + excluded.ended;
  return null;
end $$;
create trigger spotcheck_object_came after insert on xz.spotcheck_object referencing new table as made
  for each statement execute function xz.spotcheck_library_follow();
create trigger spotcheck_object_left after update on xz.spotcheck_object referencing old table as was new table as made
  for each statement execute function xz.spotcheck_library_follow();

-- rights

alter table xz.spotcheck_rate enable row level security;
create policy rate_read on xz.spotcheck_rate for select to xz_seat, xz_portal using (true);
create policy rate_write on xz.spotcheck_rate to xz_seat
  using ((select xz.people_actor_has(256)) and exists (select from xz.law_check_item i where i.id = item_id
    and (i.agency_id is null or i.agency_id = (select xz.people_actor_agency()))))
  with check ((select xz.people_actor_has(256)) and exists (select from xz.law_check_item i where i.id = item_id
    and (i.agency_id is null or i.agency_id = (select xz.people_actor_agency()))));
create policy rate_trusted on xz.spotcheck_rate to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_tie enable row level security;
create policy tie_desk on xz.spotcheck_tie to xz_seat
  using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)));
create policy tie_trusted on xz.spotcheck_tie to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_plan enable row level security;
create policy plan_public on xz.spotcheck_plan for select to xz_portal using (state = 'published');
create policy plan_read on xz.spotcheck_plan for select to xz_seat
  using (state = 'published' or array[agency_id * 8 + 3, agency_id * 8] && (select xz.caseflow_rights()));
create policy plan_write on xz.spotcheck_plan to xz_seat
  using (state = 'draft' and (select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()))
  with check ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()));
create policy plan_trusted on xz.spotcheck_plan to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_plan_line enable row level security;
create policy plan_line_read on xz.spotcheck_plan_line for select to xz_seat, xz_portal
  using (exists (select from xz.spotcheck_plan p where p.id = plan_id));
-- a published plan is fixed
create policy plan_line_write on xz.spotcheck_plan_line to xz_seat
  using ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan p where p.id = plan_id
    and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())))
  with check ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan p where p.id = plan_id
    and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())));
create policy plan_line_trusted on xz.spotcheck_plan_line to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_task enable row level security;
create policy task_public on xz.spotcheck_task for select to xz_portal using (state <> 'draft');
create policy spot_task_read on xz.spotcheck_task for select to xz_seat
  using (state <> 'draft' or array[agency_id * 8 + 3, agency_id * 8] && (select xz.caseflow_rights()));
create policy spot_task_write on xz.spotcheck_task to xz_seat
  using ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()))
  with check ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()));
create policy spot_task_trusted on xz.spotcheck_task to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_guess enable row level security;
create policy spotcheck_guess_trusted on xz.spotcheck_guess to xz_daemon, xz_admin using (true) with check (true);

-- The libraries are read by everybody who works here and written by coordinators.
do $$
declare t text;
begin
  foreach t in array array['spotcheck_object', 'spotcheck_officer'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat, xz_portal using (true);
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['spotcheck_plan_item', 'spotcheck_plan_agency'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat, xz_portal
        using (exists (select from xz.spotcheck_plan_line l where l.id = line_id));
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan_line l
          join xz.spotcheck_plan p on p.id = l.plan_id where l.id = line_id
          and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())))
        with check ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan_line l
          join xz.spotcheck_plan p on p.id = l.plan_id where l.id = line_id
          and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- A task is its agency's coordinators'; recusals are read by nobody else.
do $$
declare t text;
begin
  foreach t in array array['spotcheck_task_item', 'spotcheck_stratum', 'spotcheck_pool', 'spotcheck_avoid'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_write on xz.%1$s to xz_seat
        using (task_id = any ((select xz.spotcheck_own())::bigint[]))
        with check (task_id = any ((select xz.spotcheck_own())::bigint[]));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['spotcheck_task_item', 'spotcheck_stratum'] loop
    execute format($p$
      create policy %1$s_read on xz.%1$s for select to xz_seat
        using (exists (select from xz.spotcheck_task k where k.id = task_id));
    $p$, t);
  end loop;
end $$;

-- Who may see what is sealed writes it; everybody at a desk sees what came out.
do $$
declare t text;
begin
  foreach t in array array['spotcheck_wall', 'spotcheck_witness', 'spotcheck_file', 'spotcheck_selected',
      'spotcheck_substitution', 'spotcheck_assignment', 'spotcheck_visit'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.spotcheck_task k where k.id = task_id
          and k.agency_id = any ((select xz.spotcheck_sealed_rights())::bigint[])))
        with check ((select true from xz.spotcheck_task k where k.id = task_id
          and k.agency_id = any ((select xz.spotcheck_sealed_rights())::bigint[])));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['spotcheck_selected', 'spotcheck_substitution', 'spotcheck_assignment'] loop
    execute format($p$
      create policy %1$s_read on xz.%1$s for select to xz_seat
        using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
    $p$, t);
  end loop;
end $$;

-- Names behind certificates: coordinators of the task, and who is on a team.
alter table xz.spotcheck_team_pool enable row level security;
create policy spotcheck_team_pool_desk on xz.spotcheck_team_pool to xz_seat
  using (task_id = any ((select xz.spotcheck_rights())::bigint[]) or (select true from xz.spotcheck_task k
    where k.id = task_id and array[k.agency_id * 8 + 3, k.agency_id * 8] && (select xz.caseflow_rights())))
  with check (task_id = any ((select xz.spotcheck_own())::bigint[]));
create policy spotcheck_team_pool_trusted on xz.spotcheck_team_pool to xz_daemon, xz_admin
  using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['spotcheck_visit_result', 'spotcheck_visit_officer'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.spotcheck_visit v where v.id = visit_id))
        with check ((select true from xz.spotcheck_visit v where v.id = visit_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['spotcheck_pool', 'spotcheck_team_pool', 'spotcheck_avoid', 'spotcheck_stratum',
      'spotcheck_task_item'] loop
    execute format($p$
      create policy %1$s_draft on xz.%1$s as restrictive for insert to xz_seat
        with check (task_id = any ((select xz.spotcheck_drafts())::bigint[]));
      create policy %1$s_redraft on xz.%1$s as restrictive for delete to xz_seat
        using (task_id = any ((select xz.spotcheck_drafts())::bigint[]));
    $p$, t);
  end loop;
end $$;

create policy item_public on xz.spotcheck_task_item for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy stratum_public on xz.spotcheck_stratum for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy spotcheck_pool_read on xz.spotcheck_pool for select to xz_seat
  using (case when task_id = (select xz.spotcheck_task_at_hand()) then true
    else (select true from xz.spotcheck_task k where k.id = task_id) end);
create policy pool_public on xz.spotcheck_pool for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id));
create policy witness_public on xz.spotcheck_witness for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.pledged_at is not null));
create policy selected_public on xz.spotcheck_selected for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy substitution_public on xz.spotcheck_substitution for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy spotcheck_file_open on xz.spotcheck_file for select to xz_seat using (public_at is not null);
create policy file_public on xz.spotcheck_file for select to xz_portal using (public_at is not null);
create policy spotcheck_visit_own on xz.spotcheck_visit to xz_seat
  using (id = any ((select xz.spotcheck_visit_rights())::bigint[]))
    with check (id = any ((select xz.spotcheck_visit_rights())::bigint[]));
create policy visit_public on xz.spotcheck_visit for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));
create policy result_public on xz.spotcheck_visit_result for select to xz_portal
  using ((select true from xz.spotcheck_visit v where v.id = visit_id and v.published_at is not null));
create policy assignment_public on xz.spotcheck_assignment for select to xz_portal
  using ((select true from xz.spotcheck_task k where k.id = task_id and k.state = 'published'));

grant select on xz.spotcheck_rate, xz.spotcheck_plan, xz.spotcheck_plan_line, xz.spotcheck_plan_item,
  xz.spotcheck_plan_agency, xz.spotcheck_task_item, xz.spotcheck_selected, xz.spotcheck_file to xz_portal, xz_desk,
  xz_daemon, xz_admin;
grant select on xz.spotcheck_object, xz.spotcheck_officer, xz.spotcheck_tie, xz.spotcheck_task, xz.spotcheck_stratum,
  xz.spotcheck_witness, xz.spotcheck_visit, xz.spotcheck_visit_result, xz.spotcheck_visit_officer, xz.spotcheck_pool,
  xz.spotcheck_team_pool, xz.spotcheck_avoid, xz.spotcheck_substitution, xz.spotcheck_assignment,
  xz.spotcheck_subjects to xz_desk, xz_daemon, xz_admin;
grant select on xz.spotcheck_wall to xz_desk, xz_admin;
grant select on xz.spotcheck_guess to xz_admin;
grant select (kind, name, object_id) on xz.spotcheck_object to xz_portal;
grant select (agency_id, announced_at, beacon, closed_at, commitment, contributions, draw_id, drawn_at, grade, id,
  lapse_reason, lapsed_at, line_id, pledged_at, pledges, publication, publish_by, published_at, ref, reveal_by, seed,
  state, strata_by, team_size, title) on xz.spotcheck_task to xz_portal;
grant select (key, name, pool, quota, task_id) on xz.spotcheck_stratum to xz_portal;
grant select (n, name, pledged_at, revealed_at, task_id) on xz.spotcheck_witness to xz_portal;
grant select (body, direct, id, object_id, published_at, ref, sha256, state, task_id) on xz.spotcheck_visit to
  xz_portal;
grant select (item_id, result, visit_id) on xz.spotcheck_visit_result to xz_portal;
grant select (object_id, stratum, task_id) on xz.spotcheck_pool to xz_portal;
grant select (at, for_object, in_id, kind, line, n, out_id, reason, task_id, team) on xz.spotcheck_substitution to
  xz_portal;
grant select (at, object_id, task_id, team) on xz.spotcheck_assignment to xz_portal;
grant insert on xz.spotcheck_rate, xz.spotcheck_plan, xz.spotcheck_plan_line, xz.spotcheck_plan_item,
  xz.spotcheck_plan_agency, xz.spotcheck_officer, xz.spotcheck_tie, xz.spotcheck_wall, xz.spotcheck_assignment to
  xz_desk, xz_admin;
grant insert on xz.spotcheck_task_item, xz.spotcheck_selected, xz.spotcheck_file, xz.spotcheck_object,
  xz.spotcheck_task, xz.spotcheck_stratum, xz.spotcheck_witness, xz.spotcheck_visit, xz.spotcheck_visit_result,
  xz.spotcheck_visit_officer, xz.spotcheck_pool, xz.spotcheck_team_pool, xz.spotcheck_avoid, xz.spotcheck_substitution
  to xz_desk, xz_daemon, xz_admin;
grant update on xz.spotcheck_rate, xz.spotcheck_plan, xz.spotcheck_plan_line, xz.spotcheck_plan_item,
  xz.spotcheck_plan_agency, xz.spotcheck_task_item, xz.spotcheck_selected, xz.spotcheck_file, xz.spotcheck_object,
  xz.spotcheck_officer, xz.spotcheck_tie, xz.spotcheck_task, xz.spotcheck_stratum, xz.spotcheck_witness,
  xz.spotcheck_visit, xz.spotcheck_visit_result, xz.spotcheck_visit_officer, xz.spotcheck_pool,
  xz.spotcheck_team_pool, xz.spotcheck_avoid, xz.spotcheck_substitution, xz.spotcheck_wall, xz.spotcheck_assignment to
  xz_admin;
grant update (valid_to) on xz.spotcheck_rate, xz.spotcheck_tie to xz_desk;
grant update (published_at, published_by, state, version) on xz.spotcheck_plan to xz_desk;
grant update (batches, from_month, joint, kind, ratio_permille, scope, title, to_month) on xz.spotcheck_plan_line to
  xz_desk;
grant update (out_by, team, visit_ref) on xz.spotcheck_selected to xz_desk, xz_daemon;
grant update (body, public_at, sha256, written_at) on xz.spotcheck_file to xz_desk, xz_daemon;
grant update (address, end_reason, ended_on, industry, name, region, version) on xz.spotcheck_object to xz_desk,
  xz_daemon;
grant update (drawn, reason, skills, version) on xz.spotcheck_officer to xz_desk;
grant update (announced_at, beacon, chain_id, closed_at, commitment, contributions, drawn_at, grade, lapse_reason,
  lapse_seen_at, lapse_seen_by, lapse_words, lapsed_at, officer_query, per_unit, pledged_at, pledges, publication,
  publish_by, published_at, query, quota, reveal_by, secret_sealed, seed, state, strata_by, team_size, title, version)
  on xz.spotcheck_task to xz_desk, xz_daemon;
grant update (body, clue_case, clue_number, direct, due_on, note_ref, published_at, recorded_at, recorded_by, second,
  sha256, sign_method, signed_at, state, subject_status, version, visited_on) on xz.spotcheck_visit to xz_desk,
  xz_daemon;
grant update (code_hash, made_at) on xz.spotcheck_wall to xz_desk;
grant delete on xz.spotcheck_plan_line, xz.spotcheck_plan_item, xz.spotcheck_plan_agency, xz.spotcheck_task_item,
  xz.spotcheck_visit_result, xz.spotcheck_visit_officer to xz_desk, xz_admin;
grant execute on function xz.spotcheck_ref_text(uuid), xz.spotcheck_own(), xz.spotcheck_rights(),
  xz.spotcheck_tasks_done(bigint, text, bigint), xz.spotcheck_visits_in(bigint, bigint)
  to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.spotcheck_drafts(), xz.spotcheck_task_at_hand(), xz.spotcheck_sealed_rights(),
  xz.spotcheck_visit_rights()
  to xz_desk;
grant execute on function xz.spotcheck_field_ok(text, int) to public;
grant execute on function xz.spotcheck_witness_look(text, bytea), xz.spotcheck_pledge(text, bytea, bytea, text, bytea),
  xz.spotcheck_reveal(text, bytea, bytea, text, text), xz.spotcheck_admit(text, bytea, bytea) to xz_portal, xz_admin;
grant execute on function xz.spotcheck_of_case(bigint) to xz_desk, xz_admin;

alter table xz.spotcheck_library enable row level security;
create policy library_desk on xz.spotcheck_library for select to xz_desk using ((select xz.people_actor()) is not null);
grant all on xz.spotcheck_library to xz_admin;
grant select on xz.spotcheck_library to xz_desk;
-- the pool for slow work
grant select on xz.spotcheck_object, xz.spotcheck_plan, xz.spotcheck_plan_line, xz.spotcheck_subjects,
  xz.spotcheck_task, xz.spotcheck_visit, xz.spotcheck_visit_officer to xz_slow;
grant execute on function xz.spotcheck_sealed_rights(), xz.spotcheck_visit_rights(), xz.spotcheck_ref_text(uuid) to
  xz_slow;
