-- source: what the public sends in, who reads it, who may act on it.

-- What tasks of requests are about (again/subject.sql): whom it is about as the intake noted it, nothing of the sender.
create view xz.source_subjects with (security_invoker) as
  select 'request'::text as kind, q.id, q.ref, q.number, q.number as title, q.subject_name as party, ''::text as cause,
    q.agency_id as agency, null::bigint as unit, q.ref as whole, null::timestamptz as due_at,
    array_remove(array[q.agency_id * 8, q.from_agency_id * 8], null) as seen_by
  from xz.source_request q;

-- What events say of them (again/subject.sql).
create view xz.source_dims as
  select 'request'::text as kind, q.ref, null::text as cause, null::text as trade, null::text as district,
    'request/1'::text as procedure, c.ref as about
  from xz.source_request q left join xz.caseflow_case c on c.id = q.clue_id;

-- ---- taken in: for a program that may read nothing

-- The public half of the intake's key; null: nothing can be sent in.
create function xz.source_key_now() returns bytea language sql stable security definer
set search_path = xz, pg_temp as $$
  select k.public_key from xz.source_key k order by k.id desc limit 1
$$;

-- Who takes in: of a complaint about enforcement the nearest agency above the one it is about that has a supervisor;
-- else the agency that was named, or above all.  Null: nobody.
create function xz.source_intake_of(sort text, named uuid) returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare about bigint := (select a.id from xz.people_agency a where a.ref = named);
begin
  if sort = 'enforcement' then
    return (select t.ancestor from xz.people_agency_tree t where t.descendant = about and t.depth > 0
      and exists (select from xz.people_account a where a.agency_id = t.ancestor and a.active
        and xz.people_duties(a.id) & 512 <> 0)
      order by t.depth, t.ancestor limit 1);
  end if;
  return coalesce(about, (select t.ancestor from xz.people_agency_tree t group by t.ancestor
    having not exists (select from xz.people_agency_tree u where u.descendant = t.ancestor and u.depth > 0)
    order by t.ancestor limit 1));
end $$;

-- One message, one request of it, a task of its intake.  The same sent again is what it was; another text under a
-- number that is known has none.  No row: nobody takes it.
create function xz.source_take_of(by_channel text, once text, of_sort text, is_named boolean, agency uuid,
  envelope bytea, hash bytea, came timestamptz) returns table (number text, again boolean)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare m bigint; r xz.source_request; at timestamptz := xz.now();
  holder bigint := xz.source_intake_of(of_sort, agency);
begin
  if of_sort not in ('report', 'complaint', 'enforcement') and by_channel not like 'link:%' then
    raise exception 'no such sort' using errcode = '23514', constraint = 'source_sort';
  end if;
  if holder is null then
    return;
  end if;
  insert into xz.source_message (channel, sender_number, received_at)
    values (by_channel, once, coalesce(least(came, at), at))
    on conflict (channel, sender_number) do nothing returning id into m;
  if m is null then
    return query select q.number, true from xz.source_message x left join xz.source_sealed s
        on s.message_id = x.id and s.secret_hash = hash
      left join xz.source_request q on q.message_id = s.message_id
      where x.channel = by_channel and x.sender_number = once order by q.id limit 1;
    return;
  end if;
  insert into xz.source_sealed (message_id, sealed, secret_hash) values (m, envelope, hash);
  insert into xz.source_request (message_id, digest, number, sort, named, about_id, agency_id, received_at, arrived_at)
    values (m, sha256(envelope), to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDD')
        || lpad((nextval('xz.source_number') % 1000000)::text, 6, '0'),
      of_sort, is_named, case of_sort when 'enforcement' then (select a.id from xz.people_agency a where a.ref = agency)
      end, holder, coalesce(least(came, at), at), at) returning * into r;
  perform xz.work_open('request_sort', case of_sort when 'enforcement' then 'supervisor' else 'intake' end, 'request',
    null, null, null, null, array[r.id], array[holder], array[null::bigint]);
  return query select r.number, false;
end $$;

-- Of the public.
create function xz.source_take(once text, of_sort text, is_named boolean, agency uuid, envelope bytea, hash bytea)
returns table (number text, again boolean) language sql security definer set search_path = xz, pg_temp as $$
  select t.number, t.again from xz.source_take_of('web', once, of_sort, is_named, agency, envelope, hash, null) t
  where t.number is not null
$$;

-- Messages of a file, an array a column and a place each, envelopes in hex: how many were taken.  What is known, or
-- nobody takes, is left.
create function xz.source_take_all(by_channel text, numbers text[], sorts text[], named text[], agencies text[],
  received text[], envelopes text[], hashes text[], abouts text[], places text[], bodies text[]) returns bigint
language plpgsql security definer set search_path = xz, pg_temp as $$
declare at timestamptz := xz.now(); taken bigint[]; held bigint[]; above bigint[]; made bigint[];
begin
  with x as (select * from unnest(numbers, sorts, named, agencies, received, envelopes, hashes)
      u (number, sort, named, agency, received, envelope, hash)),
    place as (select d.sort, d.agency, xz.source_intake_of(d.sort, (select a.ref from xz.people_agency a
        where a.id = nullif(d.agency, '')::bigint)) as holder
      from (select distinct y.sort, y.agency from x y) d),
    m as (insert into xz.source_message (channel, sender_number, received_at)
      select by_channel, x.number, x.received::timestamptz from x join place p using (sort, agency)
      where p.holder is not null on conflict (channel, sender_number) do nothing returning id, sender_number),
    s as (insert into xz.source_sealed (message_id, sealed, secret_hash)
      select m.id, decode(x.envelope, 'hex'), decode(x.hash, 'hex') from m join x on x.number = m.sender_number),
    q as (insert into xz.source_request (message_id, digest, number, sort, named, about_id, agency_id, received_at,
        arrived_at)
      select m.id, sha256(decode(x.envelope, 'hex')), to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDD')
          || lpad((nextval('xz.source_number') % 1000000)::text, 6, '0'), x.sort, x.named = 't',
        case x.sort when 'enforcement' then x.agency::bigint end, p.holder, x.received::timestamptz, at
      from m join x on x.number = m.sender_number join place p using (sort, agency)
      returning id, message_id, agency_id, sort)
  select array_agg(q.id order by q.id) filter (where q.sort <> 'enforcement'),
    array_agg(q.agency_id order by q.id) filter (where q.sort <> 'enforcement'),
    array_agg(q.id order by q.id) filter (where q.sort = 'enforcement'),
    array_agg(q.agency_id order by q.id) filter (where q.sort = 'enforcement') into taken, held, made, above from q;
  if taken is not null then
    perform xz.work_open('request_sort', 'intake', 'request', null, null, null, null, taken, held,
      array_fill(null::bigint, array[cardinality(taken)]));
  end if;
  if made is not null then
    perform xz.work_open('request_sort', 'supervisor', 'request', null, null, null, null, made, above,
      array_fill(null::bigint, array[cardinality(made)]));
  end if;
  perform xz.source_mark_all(array_agg(q.message_id order by u.n), array_agg(u.about order by u.n),
      array_agg(u.place order by u.n), array_agg(u.body order by u.n))
    from unnest(numbers, abouts, places, bodies) with ordinality u (number, about, place, body, n)
    join xz.source_message m on m.channel = by_channel and m.sender_number = u.number
    join xz.source_request q on q.message_id = m.id and q.id = any (taken || made) having count(*) > 0;
  return cardinality(coalesce(taken, '{}')) + cardinality(coalesce(made, '{}'));
end $$;

-- What whoever holds number and secret is told, of each request of the message.  One that was merged stands as its
-- head.
create function xz.source_status(of_number text, hash bytea) returns table (number text, sort text, state text,
  received_at timestamptz, agency_name text, agency_en text, answer text, told_at timestamptz, clue boolean)
language sql stable security definer set search_path = xz, pg_temp as $$
  select q.number, q.sort, coalesce(h.state, q.state), q.received_at, g.name, coalesce(nullif(g.name_en, ''), g.name),
    coalesce(h.answer, q.answer), coalesce(h.told_at, q.told_at), coalesce(h.clue_id, q.clue_id) is not null
  from xz.source_sealed s join xz.source_request q on q.message_id = s.message_id
    left join xz.source_link l on l.request_id = q.id and l.kind = 'merged' and l.undone_at is null
    left join xz.source_request h on h.id = l.other_id
    join xz.people_agency g on g.id = coalesce(h.agency_id, q.agency_id)
  where s.secret_hash = hash
    and exists (select from xz.source_request x where x.message_id = s.message_id and x.number = of_number)
  order by q.part
$$;

-- ---- whose they are

-- Who handles it: the intake of the agency that has it; of a complaint about enforcement its supervisors.
create function xz.source_may_handle(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return exists (select from xz.source_request q join xz.people_account a on a.id = who and a.agency_id = q.agency_id
    where q.id = which
      and xz.people_duties(who) & case q.sort when 'enforcement' then 512 else 1 end <> 0);
end $$;

-- The envelope of a request's message, for whoever handles it; no row: it was not sent in sealed, or is not theirs.
create function xz.source_sealed_of(which bigint) returns table (sealed bytea) language sql stable security definer
set search_path = xz, pg_temp as $$
  select s.sealed from xz.source_request q join xz.source_sealed s on s.message_id = q.message_id
    where q.id = which and xz.source_may_handle(which)
$$;

-- One more request of the message of one that the actor handles; its first act sorts it.
create function xz.source_part(which bigint, of_sort text) returns uuid language plpgsql security definer
set search_path = xz, pg_temp as $$
declare q xz.source_request; n int; made uuid;
begin
  if session_user in ('xz_desk', 'xz_slow') and not xz.source_may_handle(which) then
    raise exception 'not theirs to part' using errcode = '42501';
  end if;
  select * into q from xz.source_request x where x.id = which;
  perform from xz.source_message m where m.id = q.message_id for update;
  select max(x.part) + 1 into n from xz.source_request x where x.message_id = q.message_id;
  insert into xz.source_request (message_id, part, digest, number, sort, named, agency_id, received_at, arrived_at)
    values (q.message_id, n, q.digest, split_part(q.number, '-', 1) || '-' || n, of_sort, q.named, q.agency_id,
      q.received_at, q.arrived_at) returning ref into made;
  return made;
end $$;

-- Of a request and of one it was merged into: what became of it was filed as a case.
create function xz.source_filed(which bigint) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select exists (select from xz.source_request q join xz.caseflow_case c on c.id = q.clue_id and c.filed_on is not null
    where q.id = which and (session_user not in ('xz_desk', 'xz_slow') or xz.source_may_handle(which)
      or exists (select from xz.source_link l where l.other_id = which and l.undone_at is null
        and xz.source_may_handle(l.request_id))))
$$;

-- ---- by what messages are compared

-- Each array has a place a message; what is marked already stays.
create function xz.source_mark_all(messages bigint[], abouts text[], places text[], bodies text[]) returns void
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  with made as (
    insert into xz.source_mark (message_id, day, about, place, body, marks)
      select m.id, (m.received_at at time zone 'Asia/Shanghai')::date, x.about::bigint[], x.place::bigint[],
        x.body::bigint[], array(select distinct u
          from unnest(x.about::bigint[] || x.place::bigint[] || x.body::bigint[]) u order by u)
      from unnest(messages, abouts, places, bodies) x (id, about, place, body) join xz.source_message m on m.id = x.id
      on conflict (message_id) do nothing returning marks)
  insert into xz.source_gram as g (mark, n)
    select u, count(*) from made cross join unnest(made.marks || 0::bigint) u group by u order by u
    on conflict (mark) do update set n = g.n + excluded.n;
end $$;
-- Of one, for who handles it.
create function xz.source_mark_put(which bigint, about text, place text, body text) returns void language plpgsql
security definer set search_path = xz, pg_temp as $$
begin
  if session_user in ('xz_desk', 'xz_slow') and not xz.source_may_handle(which) then
    raise exception 'not theirs to mark' using errcode = '42501';
  end if;
  perform xz.source_mark_all(array[(select q.message_id from xz.source_request q where q.id = which)], array[about],
    array[place], array[body]);
end $$;
-- Requests that the actor handles and that are not marked yet, with their envelopes.
create function xz.source_unmarked(most int) returns table (request bigint, sealed bytea) language sql stable
security definer set search_path = xz, pg_temp as $$
  select q.id, s.sealed from xz.source_request q join xz.source_sealed s on s.message_id = q.message_id
  where q.agency_id = (select a.agency_id from xz.people_account a where a.id = (select xz.people_actor()))
    and q.state in ('received', 'sorted', 'accepted') and q.part = 1 and xz.source_may_handle(q.id)
    and not exists (select from xz.source_mark k where k.message_id = q.message_id)
  order by q.arrived_at desc, q.id desc limit most
$$;
-- Messages of sixty days before and after that share rare marks with that of a request which the actor handles: whose
-- is not theirs to read has a number and no ref.
create function xz.source_alike_of(which bigint) returns table (ref uuid, number text, state text, agency_zh text,
  agency_en text, received_at timestamptz, day date, about text, place text, body text)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare own xz.source_mark; mine bigint; probe bigint[];
begin
  if session_user in ('xz_desk', 'xz_slow') and not xz.source_may_handle(which) then
    return;
  end if;
  select k.* into own from xz.source_request q join xz.source_mark k on k.message_id = q.message_id where q.id = which;
  select q.agency_id into mine from xz.source_request q where q.id = which;
  probe := array(select r.mark from (select g.mark, sum(g.n) over (order by g.n, g.mark) as upto from xz.source_gram g
    where g.mark = any (own.marks) and g.n > 1) r where r.upto <= 1500);
  return query select case when q.agency_id = mine then q.ref end, q.number, q.state, a.name,
      coalesce(nullif(a.name_en, ''), a.name), q.received_at, k.day, k.about::text, k.place::text, k.body::text
    from (select m.* from xz.source_mark m where m.marks && probe and m.message_id <> own.message_id
        and m.day between own.day - 60 and own.day + 60
      order by (select count(*) from unnest(m.marks) u where u = any (probe)) desc, m.message_id desc limit 40) k
    join xz.source_request q on q.message_id = k.message_id and q.part = 1
      and (q.sort <> 'enforcement' or q.agency_id = mine)
    join xz.people_agency a on a.id = q.agency_id;
end $$;
-- How many messages have each of the marks, in their order; the last: how many there are.
create function xz.source_gram_n(which text) returns text language sql stable security definer
set search_path = xz, pg_temp as $$
  select array(select coalesce(g.n, 1) from unnest(which::bigint[] || 0::bigint) with ordinality x (mark, at)
    left join xz.source_gram g on g.mark = x.mark order by x.at)::text
$$;

create function xz.source_link_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select q.chain_id from xz.source_request q where q.id = new.request_id)) then
    raise exception 'requests bound without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger source_link_recorded after insert or update on xz.source_link deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.source_link_recorded();

-- rights

alter table xz.source_key enable row level security;
create policy key_trusted on xz.source_key to xz_admin using (true) with check (true);
alter table xz.source_sealed enable row level security;
create policy sealed_trusted on xz.source_sealed to xz_admin using (true) with check (true);

alter table xz.source_message enable row level security;
create policy message_read on xz.source_message for select to xz_seat
  using (channel <> 'web' or exists (select from xz.source_request q where q.message_id = source_message.id));
create policy message_make on xz.source_message for insert to xz_seat with check ((select xz.people_actor_has(3)));
create policy message_trusted on xz.source_message to xz_daemon, xz_admin using (true) with check (true);

alter table xz.source_message_clue enable row level security;
create policy clue_desk on xz.source_message_clue to xz_seat
  using ((select true from xz.caseflow_case c where c.id = case_id limit 1))
  with check ((select true from xz.caseflow_case c where c.id = case_id limit 1));
create policy clue_make on xz.source_message_clue as restrictive for insert to xz_seat
  with check (xz.caseflow_may_write(case_id));
create policy clue_change on xz.source_message_clue as restrictive for update to xz_seat
  using (xz.caseflow_may_write(case_id));
create policy clue_trusted on xz.source_message_clue to xz_daemon, xz_admin using (true) with check (true);

-- That there is one, and how it stands: the agency that has it, supervisors above; whom it was forwarded by as well.
alter table xz.source_request enable row level security;
create policy request_read on xz.source_request for select to xz_seat
  using (array[agency_id * 8, from_agency_id * 8] && (select xz.caseflow_rights())::bigint[]
    and about_id is distinct from (select xz.people_actor_agency()));
create policy request_change on xz.source_request for update to xz_seat
  using (xz.source_may_handle(id)) with check (true);
create policy request_trusted on xz.source_request to xz_daemon, xz_admin using (true) with check (true);

-- Seen with the request it binds; bound by who handles that.
alter table xz.source_link enable row level security;
create policy link_read on xz.source_link for select to xz_seat
  using (exists (select from xz.source_request q where q.id = source_link.request_id)
    or exists (select from xz.source_request q where q.id = source_link.other_id));
create policy link_make on xz.source_link for insert to xz_seat with check (xz.source_may_handle(request_id));
create policy link_change on xz.source_link for update to xz_seat using (xz.source_may_handle(request_id));
create policy link_trusted on xz.source_link to xz_daemon, xz_admin using (true) with check (true);

-- What is learned of filed cases: no clue, pairs that several of them have.
do $$
declare t text;
begin
  foreach t in array array['source_cause', 'source_cause_gram', 'source_learned'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat using ((select xz.people_actor_has(1 | 512)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;
grant select on xz.source_cause, xz.source_cause_gram to xz_desk, xz_daemon, xz_admin;
grant select on xz.source_learned to xz_daemon, xz_admin;
grant insert, delete on xz.source_cause, xz.source_cause_gram to xz_daemon, xz_admin;
grant insert, update (case_id) on xz.source_learned to xz_daemon, xz_admin;

alter table xz.source_mark enable row level security;
create policy mark_trusted on xz.source_mark to xz_admin using (true) with check (true);
alter table xz.source_gram enable row level security;
create policy gram_trusted on xz.source_gram to xz_admin using (true) with check (true);

grant select on xz.source_key, xz.source_sealed, xz.source_mark, xz.source_gram to xz_admin;
grant insert, update on xz.source_mark, xz.source_gram to xz_admin;
grant execute on function xz.source_mark_all(bigint[], text[], text[], text[]), xz.source_take_all(text, text[], text[],
  text[], text[], text[], text[], text[], text[], text[], text[]) to xz_admin;
grant execute on function xz.source_mark_put(bigint, text, text, text), xz.source_unmarked(int),
  xz.source_alike_of(bigint), xz.source_gram_n(text) to xz_desk, xz_admin;
grant select, insert on xz.source_link to xz_desk, xz_admin;
grant update (undone_at, undone_by) on xz.source_link to xz_desk, xz_admin;
grant select on xz.source_message, xz.source_message_clue, xz.source_request, xz.source_subjects to xz_desk,
  xz_daemon, xz_admin;
grant insert on xz.source_key to xz_admin;
grant insert on xz.source_message, xz.source_message_clue to xz_desk, xz_daemon, xz_admin;
grant update on xz.source_message, xz.source_message_clue, xz.source_request to xz_admin;
grant update (agency_id, answer, arrived_at, came_back, chain_id, clue_id, from_agency_id, ground, outcome, returned,
  sort, state, subject_name, told_at, version) on xz.source_request to xz_desk, xz_daemon;
grant execute on function xz.source_key_now(), xz.source_take(text, text, boolean, uuid, bytea, bytea),
  xz.source_status(text, bytea) to xz_portal, xz_admin;
grant execute on function xz.source_key_now() to xz_exchange;
grant execute on function xz.source_may_handle(bigint), xz.source_sealed_of(bigint), xz.source_part(bigint, text),
  xz.source_filed(bigint) to xz_desk, xz_admin;
-- the pool for slow work
grant select on xz.source_request, xz.source_subjects to xz_slow;
grant execute on function xz.source_may_handle(bigint) to xz_slow;
