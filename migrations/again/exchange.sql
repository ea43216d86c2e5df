-- exchange: links, what comes in by them and goes out.

-- What came in stays as it came; parked it may still be taken or refused, and bytes go when their time is over.
create function xz.exchange_inbox_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.link, new.foreign_id, new.link_id, new.route, new.digest, new.received_at)
      is distinct from (old.id, old.link, old.foreign_id, old.link_id, old.route, old.digest, old.received_at)
    or old.state <> 'parked' and (new.state, new.reason, new.field, new.answer) is distinct from
      (old.state, old.reason, old.field, old.answer)
    or new.raw is distinct from old.raw and new.raw is not null then
    raise exception 'what came in stays as it came' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger exchange_inbox_fixed before update or delete on xz.exchange_inbox
  for each row execute function xz.exchange_inbox_guard();

-- Two at once, during a change; what a key is does not change, and an ended one stays ended.
create function xz.exchange_key_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or to_jsonb(new) - '{ended_at,ended_by}'::text[] <>
        to_jsonb(old) - '{ended_at,ended_by}'::text[] then
      raise exception 'a key stays what it is' using errcode = '42501';
    end if;
    return new;
  end if;
  perform from xz.exchange_link l where l.id = new.link_id for update;
  if (select count(*) from xz.exchange_key k where k.link_id = new.link_id and k.ended_at is null
      and k.until_day >= xz.today()) >= 2 then
    raise exception 'two keys are live' using errcode = '23514', constraint = 'exchange_key_two';
  end if;
  return new;
end $$;
create trigger exchange_key_guard before insert or update on xz.exchange_key
  for each row execute function xz.exchange_key_guard();

-- The security administrator says what a link is and may; the system administrator switches it on or off, and notes
-- what its owner says.
create function xz.exchange_link_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare mine text[] := case when xz.people_actor_has(2048) then '{}'::text[] else '{version}' end
  || case when xz.people_actor_has(1024)
    then '{state,on_since,paused_at,confirmed_at,confirmed_text,principal_id,version}'::text[] else '{}' end;
begin
  if not xz.people_actor_has(2048) and to_jsonb(new) - mine <> to_jsonb(old) - mine
    or not xz.people_actor_has(1024) and (new.state, new.on_since, new.paused_at, new.confirmed_at, new.confirmed_text)
      is distinct from (old.state, old.on_since, old.paused_at, old.confirmed_at, old.confirmed_text) then
    raise exception 'not theirs to change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger exchange_link_guard before update on xz.exchange_link
  for each row when (xz.at_desk()) execute function xz.exchange_link_guard();

-- After how many days of silence a link is said to have none (长期未对接).
create function xz.exchange_silent_days() returns int language sql stable as $$
  select coalesce((select p.value::int from xz.calendar_parameter p where p.key = 'link.silent_days'
    and xz.today() >= p.valid_from and xz.today() <= coalesce(p.valid_to, 'infinity')
    order by p.valid_from desc, p.id desc limit 1), 30)
$$;

-- How it stands.  Silent: nothing came or left for longer than its rhythm; long: for longer than the days above, and
-- its owner has said nothing about it since.
create function xz.exchange_standing(l xz.exchange_link, seen timestamptz) returns text language plpgsql stable as $$
declare quiet interval := clock_timestamp() - coalesce(seen, l.on_since, '2000-01-01'); -- real time
  long interval := make_interval(days => xz.exchange_silent_days());
begin
  return case when l.state <> 'on' then l.state when l.paused_at is not null then 'paused'
    when l.rhythm_hours = 0 or quiet < make_interval(hours => l.rhythm_hours) then 'on'
    when quiet < long or l.confirmed_at > clock_timestamp() - long then 'silent' else 'long' end; -- real time
end $$;

-- ---- in: for a program that may write nothing by itself

create function xz.exchange_seal_now(of_program text) returns bytea language sql stable security definer
set search_path = xz, pg_temp as $$
  select s.public_key from xz.exchange_seal s where s.owner = of_program order by s.id desc limit 1
$$;

-- What a signature is checked with, of a key that is live or was.
create function xz.exchange_key_of(named text) returns table (key_id bigint, link text, algorithm text,
  public_key bytea, secret_sealed bytea) language sql stable security definer set search_path = xz, pg_temp as $$
  select k.id, l.code, k.algorithm, k.public_key, k.secret_sealed
  from xz.exchange_key k join xz.exchange_link l on l.id = k.link_id where k.keyid = named
$$;

-- One more in this minute; how many that makes.
create function xz.exchange_paced(link bigint, of_kind text) returns int language sql volatile security definer
set search_path = xz, pg_temp as $$
  insert into xz.exchange_pace as p values (link, of_kind, date_trunc('minute', clock_timestamp()), 1) -- real time
  on conflict (link_id, kind) do update set minute = excluded.minute,
    n = case when p.minute = excluded.minute then p.n + 1 else 1 end
  returning p.n
$$;

-- Signed with that key for that route: why it may not come in, null: it may; wait: seconds until it may again.  The key
-- is held until the transaction ends, so that an end is after what it still let in.
create function xz.exchange_enter(key bigint, with_nonce text, of_route text, out refusal text, out wait int)
language plpgsql volatile security definer set search_path = xz, pg_temp as $$
declare k xz.exchange_key; l xz.exchange_link;
begin
  wait := 0;
  select * into k from xz.exchange_key x where x.id = key for share;
  select * into l from xz.exchange_link x where x.id = k.link_id;
  refusal := case when k.id is null then 'key_unknown' when k.ended_at is not null then 'key_ended'
    when k.until_day < xz.today() then 'key_expired'
    when k.test and not (select c.movable from xz.db_clock c) then 'key_test'
    when l.state <> 'on' then 'link_off'
    when not exists (select from xz.exchange_grant g where g.link_id = l.id and g.kind = 'route'
      and g.name = of_route and g.revoked_at is null) then 'not_granted' end;
  if refusal is null and xz.exchange_paced(l.id, 'taken') > l.rate then
    refusal := 'too_many';
    wait := 1 + extract(epoch from date_trunc('minute', clock_timestamp()) + interval '1 minute' -- real time
      - clock_timestamp())::int; -- real time
  end if;
  if refusal is null then
    insert into xz.exchange_nonce (key_id, nonce) values (key, with_nonce) on conflict do nothing;
    if not found then
      refusal := 'nonce_known';
    end if;
  end if;
end $$;

-- Raw and first: parked until it was read.  The same again is what it was; another body under its key is refused.
create function xz.exchange_put(key bigint, with_nonce text, of_route text, foreign_key text, of_digest bytea,
  bytes bytea) returns table (refusal text, wait int, inbox bigint, state text, reason text, field text, answer text,
  again boolean) language plpgsql volatile security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare o record; l xz.exchange_link; x xz.exchange_inbox; came boolean := false;
begin
  select e.refusal, e.wait into o from xz.exchange_enter(key, with_nonce, of_route) e;
  if o.refusal is not null then
    return query select o.refusal, o.wait, 0::bigint, '', '', '', '', false;
    return;
  end if;
  select y.* into l from xz.exchange_key k join xz.exchange_link y on y.id = k.link_id where k.id = key;
  insert into xz.exchange_inbox (link, link_id, foreign_id, route, digest, raw, state, reason)
    values (l.code, l.id, foreign_key, of_route, of_digest, bytes, 'parked', 'unread')
    on conflict (link, foreign_id) do nothing returning * into x;
  if x.id is null then
    came := true;
    select i.* into x from xz.exchange_inbox i where i.link = l.code and i.foreign_id = foreign_key;
  end if;
  if x.route <> of_route or x.digest is distinct from of_digest then
    return query select 'key_other_body', 0, 0::bigint, '', '', '', '', true;
    return;
  end if;
  return query select null::text, 0, x.id, x.state, x.reason, x.field, x.answer, came;
end $$;

-- What became of it when it was read; what it says already stays.
create function xz.exchange_end(inbox bigint, as_state text, why text, at_field text, number text) returns void
language sql volatile security definer set search_path = xz, pg_temp as $$
  update xz.exchange_inbox i set state = as_state, reason = why, field = at_field, answer = number,
    ended_at = clock_timestamp() -- real time
  where i.id = inbox and i.state = 'parked'
$$;

-- A message of another system for the intake: its request's number, or why there is none.
create function xz.exchange_clue(inbox bigint, sender_number text, of_sort text, is_named boolean, agency uuid,
  envelope bytea, hash bytea, came timestamptz) returns table (state text, reason text, field text, answer text)
language plpgsql volatile security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare x xz.exchange_inbox; q record;
begin
  select i.* into x from xz.exchange_inbox i where i.id = inbox for update;
  if x.state = 'parked' then
    if agency is not null and not exists (select from xz.people_agency a where a.ref = agency and a.active) then
      perform xz.exchange_end(inbox, 'refused', 'agency_unknown', 'agency', '');
    else
      select t.number, t.again into q from xz.source_take_of('link:' || x.link, sender_number, of_sort, is_named,
        agency, envelope, hash, came) t;
      if q.number is not null then
        perform xz.exchange_end(inbox, 'taken', '', '', q.number);
      elsif q.again then
        perform xz.exchange_end(inbox, 'refused', 'number_known', 'number', '');
      else
        perform xz.exchange_end(inbox, 'parked', 'nobody', '', '');
      end if;
    end if;
  end if;
  return query select i.state, i.reason, i.field, i.answer from xz.exchange_inbox i where i.id = inbox;
end $$;

-- Events behind a position, in their order and without a gap: at most so many of those the link may have, from a
-- thousand positions.  last: where to go on.
create function xz.exchange_events(key bigint, behind bigint, most int) returns table (pos bigint, kind text,
  subject_kind text, subject_ref uuid, at timestamptz, last bigint, more boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare kinds text[]; head bigint; upto bigint; n int;
begin
  kinds := array(select g.name from xz.exchange_key k join xz.exchange_grant g on g.link_id = k.link_id
    where k.id = key and k.ended_at is null and g.kind = 'events' and g.revoked_at is null);
  head := coalesce((select o.pos from xz.event_order o order by o.pos desc limit 1), 0);
  upto := least(behind + 1000, greatest(head, behind));
  select max(f.pos), count(*) into head, n from (select o.pos from xz.event_order o
    join xz.event e on e.y = o.y and e.id = o.id and e.subject_kind = any (kinds)
    where o.pos > behind and o.pos <= upto order by o.pos limit most) f;
  if n = most then
    upto := head;
  end if;
  return query select o.pos, e.kind, e.subject_kind, e.subject_ref, e.at, upto,
      exists (select from xz.event_order z where z.pos > upto)
    from (select) one left join (xz.event_order o
      join xz.event e on e.y = o.y and e.id = o.id and e.subject_kind = any (kinds))
      on o.pos > behind and o.pos <= upto
    order by o.pos;
end $$;

-- The line of a use, before its answer leaves.  Of wrong signatures, which a stranger may send, sixty a minute.
create function xz.exchange_called(key bigint, of_route text, of_subject text, n int, bytes int, took int,
  with_status int, why text) returns void language plpgsql volatile security definer
set search_path = xz, pg_temp as $$
declare link bigint := (select k.link_id from xz.exchange_key k where k.id = key);
begin
  if with_status = 401 and xz.exchange_paced(link, 'refused') > 60 then
    return;
  end if;
  insert into xz.exchange_call (y, link_id, key_id, route, subject, rows_n, bytes_n, ms, status, error)
    values (extract(year from xz.now() at time zone 'Asia/Shanghai')::int, link, key, of_route, of_subject, n, bytes,
      took, with_status, why);
end $$;

-- ---- out: for a program that reads and writes nothing by itself

-- What is due, the longest waiting first; it is lent for a minute, so that who takes it and ends keeps it from nobody.
create function xz.exchange_hook_take(most int) returns table (y bigint, link bigint, pos bigint, kind text, about text,
  subject_ref uuid, code text, url text, inside boolean, sealed bytea) language sql volatile security definer
set search_path = xz, pg_temp as $$
  with due as (select d.y, d.link_id, d.pos, d.kind from xz.exchange_delivery d
      join xz.exchange_link l on l.id = d.link_id and l.state = 'on' and l.paused_at is null and l.hook_url is not null
      where d.state = 'waiting' and d.next_at <= clock_timestamp() -- real time
      order by d.next_at limit most for update of d skip locked),
    lent as (update xz.exchange_delivery d set attempts = d.attempts + 1,
        next_at = clock_timestamp() + interval '1 minute' -- real time
      from due x where d.y = x.y and d.link_id = x.link_id and d.pos = x.pos and d.kind = x.kind returning d.*)
  select d.y::bigint, d.link_id, d.pos, d.kind, d.subject_kind, d.subject_ref, l.code, l.hook_url, l.hook_inside,
    l.hook_sealed from lent d join xz.exchange_link l on l.id = d.link_id order by d.pos
$$;

-- What was answered.  Later and later again, dead after three days; a link of which nothing was taken for a day while
-- something waited so long is paused.
create function xz.exchange_hook_told(of_y int, link bigint, at_pos bigint, of_kind text, with_status int, digest bytea,
  why text) returns void language plpgsql volatile security definer set search_path = xz, pg_temp as $$
declare d xz.exchange_delivery; at timestamptz := clock_timestamp(); -- real time
begin
  select * into d from xz.exchange_delivery x
    where x.y = of_y and x.link_id = link and x.pos = at_pos and x.kind = of_kind for update;
  if d.state is distinct from 'waiting' then
    return;
  end if;
  update xz.exchange_delivery x set status = nullif(with_status, 0), answer_digest = digest, error = why,
    state = case when why = '' then 'sent' when d.made_at < at - interval '3 days' then 'dead' else 'waiting' end,
    ended_at = case when why = '' then at end,
    next_at = at + least(interval '5 seconds' * 4 ^ least(d.attempts - 1, 10), interval '6 hours')
  where x.y = of_y and x.link_id = link and x.pos = at_pos and x.kind = of_kind;
  if why <> '' and d.made_at < at - interval '1 day' and not exists (select from xz.exchange_delivery x
      where x.link_id = link and x.state = 'sent' and x.ended_at > at - interval '1 day') then
    update xz.exchange_link l set paused_at = at where l.id = link and l.paused_at is null
      and l.on_since < at - interval '1 day';
  end if;
end $$;

-- ---- kept and gone

-- Nonces that no signature can have any more, and bytes whose months are over.
create function xz.exchange_over(months int) returns int language plpgsql volatile security definer
set search_path = xz, pg_temp as $$
declare n int; m int;
begin
  delete from xz.exchange_nonce where at < clock_timestamp() - interval '1 hour'; -- real time
  get diagnostics n = row_count;
  update xz.exchange_inbox set raw = null where raw is not null
    and received_at < xz.now() - make_interval(months => months);
  get diagnostics m = row_count;
  return n + m;
end $$;

-- rights

do $$
declare t text;
begin
  foreach t in array array['exchange_link', 'exchange_key', 'exchange_grant', 'exchange_inbox', 'exchange_delivery',
    'exchange_call'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat using ((select xz.people_actor_has(1024 | 2048)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
  foreach t in array array['exchange_seal', 'exchange_nonce', 'exchange_pace'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_trusted on xz.%1$s to xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;
create policy exchange_link_make on xz.exchange_link for insert to xz_seat
  with check ((select xz.people_actor_has(2048)) and state = 'planned');
create policy exchange_link_change on xz.exchange_link for update to xz_seat
  using ((select xz.people_actor_has(1024 | 2048)));
create policy exchange_key_make on xz.exchange_key for insert to xz_seat
  with check ((select xz.people_actor_has(2048)) and made_by = (select xz.people_actor()));
create policy exchange_key_change on xz.exchange_key for update to xz_seat using ((select xz.people_actor_has(2048)));
create policy exchange_grant_make on xz.exchange_grant for insert to xz_seat
  with check ((select xz.people_actor_has(2048)) and granted_by = (select xz.people_actor()));
create policy exchange_grant_change on xz.exchange_grant for update to xz_seat
  using ((select xz.people_actor_has(2048)));
create policy exchange_delivery_change on xz.exchange_delivery for update to xz_seat
  using ((select xz.people_actor_has(1024)) and state = 'dead') with check (state in ('waiting', 'given_up'));

grant select on xz.exchange_inbox to xz_daemon, xz_admin;
grant insert, update on xz.exchange_inbox to xz_admin;
grant all on xz.exchange_link, xz.exchange_key, xz.exchange_seal, xz.exchange_grant, xz.exchange_nonce,
  xz.exchange_pace, xz.exchange_delivery, xz.exchange_call to xz_admin;
grant select on xz.exchange_link, xz.exchange_grant, xz.exchange_delivery, xz.exchange_call to xz_desk;
grant select (id, ref, link_id, keyid, algorithm, test, made_at, made_by, until_day, ended_at, ended_by)
  on xz.exchange_key to xz_desk;
grant select (id, link, foreign_id, received_at, link_id, route, state, reason, field, answer, ended_at)
  on xz.exchange_inbox to xz_desk;
grant insert on xz.exchange_link, xz.exchange_key, xz.exchange_grant to xz_desk;
grant update (agency_id, basis, confirmed_at, confirmed_text, direction, hook_inside, hook_sealed, hook_url, kind,
  name_en, name_zh, network, on_since, owner, paused_at, principal_id, rate, rhythm_hours, state, version, way)
  on xz.exchange_link to xz_desk;
grant update (ended_at, ended_by) on xz.exchange_key to xz_desk;
grant update (revoked_at, revoked_by) on xz.exchange_grant to xz_desk;
grant update (attempts, ended_at, next_at, reason, state) on xz.exchange_delivery to xz_desk;
grant select on xz.exchange_link, xz.exchange_grant to xz_daemon;
grant select, insert on xz.exchange_delivery to xz_daemon;
grant execute on function xz.exchange_seal_now(text), xz.exchange_silent_days(),
  xz.exchange_standing(xz.exchange_link, timestamptz) to xz_desk, xz_admin;
grant execute on function xz.exchange_key_of(text), xz.exchange_enter(bigint, text, text),
  xz.exchange_put(bigint, text, text, text, bytea, bytea), xz.exchange_end(bigint, text, text, text, text),
  xz.exchange_clue(bigint, text, text, boolean, uuid, bytea, bytea, timestamptz),
  xz.exchange_events(bigint, bigint, int),
  xz.exchange_called(bigint, text, text, int, int, int, int, text) to xz_exchange, xz_admin;
grant execute on function xz.exchange_hook_take(int),
  xz.exchange_hook_told(int, bigint, bigint, text, int, bytea, text) to xz_courier, xz_admin;
grant execute on function xz.exchange_over(int) to xz_daemon, xz_admin;
