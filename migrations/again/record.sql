-- record: append-only, files, papers and their seals.

-- The columns say what the line says, and the digest continues the chain.
create function xz.record_step_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare j jsonb; c xz.record_chain;
begin
  j := convert_from(new.line, 'UTF8')::jsonb;
  select * into c from xz.record_chain where id = new.chain_id for update;
  if c.y <> new.y or new.seq <> c.seq + 1
    or (j->>'seq')::int <> new.seq or j->>'kind' <> new.kind
    or j->>'chain' <> xz.spotcheck_ref_text(c.ref) or j->>'actor' <> xz.spotcheck_ref_text(new.actor)
    or (j->>'occurred')::timestamptz <> new.occurred_at or (j->>'recorded')::timestamptz <> new.recorded_at
    or new.recorded_at < c.recorded_at
    or new.digest <> sha256(c.digest || new.line) then
    raise exception 'record step does not fit its chain' using errcode = '23514', constraint = 'record_step_guard';
  end if;
  update xz.record_chain set seq = new.seq, digest = new.digest, recorded_at = new.recorded_at where id = c.id;
  return new;
end $$;
create trigger record_step_guard before insert on xz.record_step
  for each row execute function xz.record_step_guard();
-- The steps this transaction has written into a chain: their kinds, in order.  What the desk writes beside them is held
-- against these (act.sql), so a row needs an act that says who did it.
create function xz.record_now(chain bigint) returns text[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare of_year smallint; last int;
begin
  select c.y, c.seq into of_year, last from xz.record_chain c where c.id = chain;
  return array(select s.kind from xz.record_step s where s.y = of_year and s.chain_id = chain and s.seq > last - 16
    and s.xmin = pg_current_xact_id()::xid order by s.seq);
end $$;

-- A number is the next of its series, and no other.
create function xz.record_series_next() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if new.last <> (case tg_op when 'INSERT' then 1 else old.last + 1 end) then
    raise exception 'a series goes on by one' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger record_series_next before insert or update on xz.record_series
  for each row when (session_user <> 'xz_admin') execute function xz.record_series_next();
-- It goes on for a number that is given in the same breath: none is passed over.
create function xz.record_series_used() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.record_number k where (k.agency_id, k.kind, k.year, k.n)
      = (new.agency_id, new.kind, new.year, new.last) and k.xmin = pg_current_xact_id()::xid) then
    raise exception 'a number passed over' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger record_series_used after insert or update on xz.record_series
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.record_series_used();
create function xz.record_number_next() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.record_series s where (s.agency_id, s.kind, s.year, s.last)
      = (new.agency_id, new.kind, new.year, new.n)) then
    raise exception 'a number is the last of its series' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger record_number_next before insert on xz.record_number
  for each row when (session_user <> 'xz_admin') execute function xz.record_number_next();

-- What an event says of its act, as of then: the cause, trade, district and procedure of its subject (or of the part
-- of it that it names), the district of the agency where there is no other, the level of the acting agency; what there
-- is not is `none`.
create function xz.event_dims(of_subject uuid, of_agency bigint) returns jsonb language plpgsql stable security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
declare d record; b record; g record;
begin
  select * into d from xz.subject_dims x where x.ref = of_subject limit 1;
  select * into b from xz.subject_dims x where x.ref = d.about limit 1;
  select left(a.region, 6) as district, case r.level when 'village' then 'town' else r.level end as level into g
    from xz.people_agency a join xz.people_region r on r.code = a.region where a.id = of_agency;
  return jsonb_build_object('cause', coalesce(d.cause, b.cause, 'none'), 'trade', coalesce(d.trade, b.trade, 'none'),
    'district', coalesce(left(coalesce(d.district, b.district), 6), g.district, 'none'),
    'procedure', coalesce(d.procedure, b.procedure, 'none'), 'level', coalesce(g.level, 'none'));
end $$;
create function xz.event_dimmed() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  new.dims := xz.event_dims(coalesce((new.payload ->> 'about')::uuid, new.subject_ref), new.agency_id);
  return new;
end $$;
-- Copies of events (xiezhi demo --scale) have theirs.
create trigger event_dimmed before insert on xz.event
  for each row when (xz.at_desk() or not new.dims ? 'level') execute function xz.event_dimmed();
-- Of events told before they said so, up to most; how many.  As things stand today, so it is marked.
create function xz.event_dims_infer(most int) returns bigint language plpgsql security definer
set search_path = xz, pg_temp as $$
declare n bigint;
begin
  update xz.event e set dims = xz.event_dims(coalesce((e.payload ->> 'about')::uuid, e.subject_ref), e.agency_id)
      || '{"inferred": true}'
    from (select x.y, x.id from xz.event x where not x.dims ? 'level' order by x.y, x.id limit most) w
    where e.y = w.y and e.id = w.id;
  get diagnostics n = row_count;
  return n;
end $$;

-- An event is told by who acts; one for the public log is of the step that was just written, in the name of that.
create function xz.event_of_actor() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if new.kind = 'record' then
    if not exists (select from xz.record_chain c
        join xz.record_step s on s.y = c.y and s.chain_id = c.id and s.seq = c.seq
        where c.ref = new.subject_ref and s.actor = new.actor and s.xmin = pg_current_xact_id()::xid
          and new.payload ->> 'digest' = encode(sha256(s.salt || s.digest), 'hex')) then
      raise exception 'an event of no step' using errcode = '42501';
    end if;
  elsif new.actor is distinct from (select a.ref from xz.people_acting() a) then
    raise exception 'an event in another''s name' using errcode = '42501';
  end if;
  return null;
end $$;
create trigger event_of_actor after insert on xz.event
  for each row when (xz.at_desk()) execute function xz.event_of_actor();

-- What waits for its place in the order was told by this transaction.
create function xz.event_pending_told() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.event e where e.y = new.y and e.id = new.id
      and e.xmin = pg_current_xact_id()::xid) then
    raise exception 'an event told before' using errcode = '42501';
  end if;
  return null;
end $$;
create trigger event_pending_told after insert on xz.event_pending
  for each row when (xz.at_desk()) execute function xz.event_pending_told();

-- Whoever appends locks the chain's row, and may do no more to it: the step moves it.
create function xz.record_chain_moved() returns trigger language plpgsql as $$
begin
  if current_user in ('xz_desk', 'xz_slow', 'xz_daemon') then
    raise exception 'a chain is moved by its steps' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger record_chain_moved before update on xz.record_chain
  for each row execute function xz.record_chain_moved();
create function xz.record_never() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only' using errcode = '42501';
end $$;

-- The desk announces the key file it is about to seal with where the agency has no live key; the operator's command
-- puts a device in its place, and an older one ends.  A revoked key stays revoked.
create function xz.sec_key_announce(agency bigint, what text, how text, point bytea, held text) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare id text := encode(substr(sha256(point), 1, 8), 'hex'); k xz.sec_key;
begin
  perform pg_advisory_xact_lock(hashtextextended('sec_key ' || agency || what, 0));
  select * into k from xz.sec_key where key_id = id;
  if found then
    if k.agency_id <> agency or k.purpose <> what or k.revoked_at is not null or k.valid_until is not null then
      raise exception 'the key is another''s, or its time is over' using errcode = '23514', constraint = 'sec_key_live';
    end if;
    return id;
  end if;
  if held = 'file' and exists (select from xz.sec_key where agency_id = agency and purpose = what and holder = 'device'
    and valid_until is null and revoked_at is null) then
    raise exception 'the agency seals by its device' using errcode = '23514', constraint = 'sec_key_device';
  end if;
  if session_user = 'xz_slow' and (held <> 'file' or exists (select from xz.sec_key where agency_id = agency
    and purpose = what and valid_until is null and revoked_at is null)) then
    raise exception 'a live key is ended by the operator' using errcode = '23514', constraint = 'sec_key_operator';
  end if;
  update xz.sec_key set valid_until = greatest(xz.now(), valid_from)
    where agency_id = agency and purpose = what and valid_until is null and revoked_at is null;
  insert into xz.sec_key (key_id, agency_id, purpose, algorithm, public, holder)
    values (id, agency, what, how, point, held);
  return id;
end $$;

-- Where the seal lies in a device, a paper waits for it; otherwise the key file seals when the file is made.
create function xz.record_sealed_as(agency bigint) returns text
language sql stable security definer set search_path = xz, pg_temp as $$
  select case when exists (select from xz.sec_key where agency_id = agency and purpose = 'seal' and holder = 'device'
    and valid_until is null and revoked_at is null) then 'to_seal' else 'sealed' end
$$;

-- What a paper of the kind must hold in a field on a day, in the order of the list (lib/record/content.h).
create function xz.record_contents(of_kind text, of_field text, on_day date) returns json
language sql stable security definer set search_path = xz, pg_temp as $$
  select coalesce(json_agg(c order by c.no, c.item), '[]') from xz.record_content c
  where c.kind = of_kind and c.sector in ('', of_field) and c.valid_from <= on_day
    and coalesce(c.valid_to, 'infinity') >= on_day
    and not exists (select from xz.record_content b where b.kind = of_kind and b.item = c.item and c.sector = ''
      and b.sector <> '' and b.sector = of_field and b.valid_from <= on_day
      and coalesce(b.valid_to, 'infinity') >= on_day)
$$;

-- What the page behind a paper's QR code says of it: nothing of the case, the party or the people.
create function xz.record_verify(paper uuid) returns table (number text, type_zh text, type_en text, agency_name text,
  agency_name_en text, agency_ref uuid, sealed_at timestamptz, data_sha256 text, made_at timestamptz, sha256 text,
  sm3 text, size int, key_id text, public bytea, holder text, signature bytea, signed_at timestamptz,
  valid_from timestamptz, valid_until timestamptz, revoked_at timestamptz, log_index bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select d.number, coalesce(d.title, t.name_zh), t.name_en, g.name, g.name_en, g.ref, d.sealed_at,
    encode(d.data_sha256, 'hex'), r.made_at,
    encode(r.sha256, 'hex'), encode(r.sm3, 'hex'), r.size, k.key_id, k.public, k.holder, s.signature, s.signed_at,
    k.valid_from, k.valid_until, k.revoked_at,
    (select l.idx from xz.caseflow_case c
       join xz.record_chain h on h.id = c.chain_id
       join xz.record_step p on p.y = h.y and p.chain_id = h.id
       join xz.tlog_leaf l on l.kind = 'record' and l.ref = xz.spotcheck_ref_text(h.ref)
         and l.line like '%"digest":"' || encode(sha256(p.salt || p.digest), 'hex') || '"}'
       where d.subject_kind = 'case' and c.id = d.subject_id
         and convert_from(p.line, 'UTF8')::jsonb -> 'payload' ->> 'document' = xz.spotcheck_ref_text(d.ref)
       order by p.seq limit 1)
  from xz.record_document d join xz.record_document_type t on t.code = d.type
    join xz.people_agency g on g.id = d.agency_id
  left join xz.record_rendition r on r.document_id = d.id and r.kind = 'pdf'
  left join xz.record_signature s on s.rendition_id = r.id and s.covers = 'seal'
  left join xz.sec_key k on k.key_id = s.key_id
  where d.ref = paper and d.state = 'sealed'
$$;
create function xz.sec_keys() returns table (key_id text, agency_name text, agency_name_en text, purpose text,
  algorithm text, public bytea, holder text, valid_from timestamptz, valid_until timestamptz, revoked_at timestamptz,
    revoke_reason text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select k.key_id, g.name, g.name_en, k.purpose, k.algorithm, k.public, k.holder, k.valid_from, k.valid_until,
    k.revoked_at, k.revoke_reason
  from xz.sec_key k join xz.people_agency g on g.id = k.agency_id order by g.code, k.valid_from desc
$$;

-- Files of evidence are read again by themselves, one after the other (the program that has their key has no rights of
-- its own in the store).  What is found rotten or gone stands in the audit trail, once.
create function xz.record_scrub_due(every_days int) returns table (id bigint, ref uuid, address text, size bigint,
  sha256 bytea, sm3 bytea)
language sql stable security definer set search_path = xz, pg_temp as $$
  select f.id, f.ref, f.address, f.size, f.sha256, f.sm3 from xz.record_file f
    left join xz.record_check k on k.file_id = f.id
  where coalesce(k.checked_at, f.stored_at) < xz.now() - every_days * interval '1 day'
  order by coalesce(k.checked_at, f.stored_at), f.id limit 1
$$;

create function xz.record_scrub_note(file bigint, outcome text) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
declare before text;
begin
  select k.result into before from xz.record_check k where k.file_id = file for update;
  insert into xz.record_check (file_id, result, checked_at) values (file, outcome, xz.now())
    on conflict (file_id) do update set result = excluded.result, checked_at = excluded.checked_at;
  if outcome <> 'ok' and before is distinct from outcome then
    insert into xz.sec_audit (actor, kind, subject, after)
    select a.id, 'evidence.' || outcome, coalesce(g.short_name, '') || ' ' || xz.spotcheck_ref_text(f.ref),
      jsonb_build_object('sha256', encode(f.sha256, 'hex'), 'size', f.size)
    from xz.record_file f join xz.people_agency g on g.id = f.agency_id, xz.people_account a
    where f.id = file and a.username = 'xz-daemon';
  end if;
end $$;
-- A file that came with nobody's session, of which a function of another module knows that it may be kept; the same
-- again is it.
create function xz.record_file_keep(agency bigint, sha256 bytea, sm3 bytea, size bigint, type text, address text)
returns bigint language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare file bigint;
begin
  insert into xz.record_file (agency_id, sha256, sm3, size, type, address, stored_by, stored_at)
    select agency, record_file_keep.sha256, record_file_keep.sm3, record_file_keep.size, record_file_keep.type,
      record_file_keep.address, a.id, xz.now() from xz.people_account a where a.username = 'xz-daemon'
    on conflict do nothing;
  select r.id into strict file from xz.record_file r
    where r.agency_id = agency and r.sha256 = record_file_keep.sha256;
  return file;
end $$;
-- Onto a thing of a subject, by the step to come.
create function xz.record_attach(file bigint, kind text, thing bigint, name text, by_account bigint, step int)
returns void language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.record_attachment (file_id, subject_kind, subject_id, role, name, attached_by, attached_at, step_seq)
    values (file, kind, thing, 'original', record_attach.name, by_account, xz.now(), step)
$$;
create function xz.record_sealing_add() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  insert into xz.record_sealing (document_id, account_id)
    select new.id, coalesce(xz.people_actor(), new.made_by)
    where not exists (select from xz.record_rendition r where r.document_id = new.id)
    on conflict do nothing;
  return null;
end $$;
create trigger record_document_seals after insert or update of state on xz.record_document
  for each row when (new.state in ('to_seal', 'sealed')) execute function xz.record_sealing_add();

-- The next paper to be made, for who has the seals and no rights of its own: leased for half a minute, longer each
-- time, so that a paper that cannot be made holds up no other.  What was made meanwhile is dropped.
create function xz.record_sealing_take() returns table (id bigint, ref uuid, type text, name_zh text, name_en text,
  number text, state text, data text, sha256 text, template_version int, made_at timestamptz, account_id bigint,
    agency_id bigint, agency uuid, waits boolean)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare which bigint;
begin
  delete from xz.record_sealing s where exists (select from xz.record_rendition r where r.document_id = s.document_id)
    or not exists (select from xz.record_document d where d.id = s.document_id and d.state in ('to_seal', 'sealed'));
  update xz.record_sealing s set tries = s.tries + 1,
    not_before = clock_timestamp() + interval '30 seconds' * (1 << least(s.tries, 7)) -- real time
    where s.document_id = (select q.document_id from xz.record_sealing q
      where q.not_before <= clock_timestamp() -- real time
      order by q.not_before, q.document_id limit 1 for update skip locked) returning s.document_id into which;
  return query select d.id, d.ref, d.type, coalesce(d.title, t.name_zh), t.name_en, coalesce(d.number, ''), d.state,
    d.data,
      encode(d.data_sha256, 'hex'), d.template_version, d.made_at, s.account_id, g.id, g.ref,
      xz.record_sealed_as(g.id) = 'to_seal'
    from xz.record_sealing s join xz.record_document d on d.id = s.document_id
      join xz.record_document_type t on t.code = d.type
    join xz.people_agency g on g.id = d.agency_id
    where s.document_id = which and d.data_sha256 = sha256(convert_to(d.data, 'UTF8'));
end $$;

-- What came of it, of papers that stand here only.  No key: it waits for the device.
create function xz.record_sealing_keep(paper bigint, pdf bytea, pdf_sm3 bytea, held text, key text, algorithm text,
  pdf_signature bytea, seal_signature bytea) returns void language plpgsql security definer
  set search_path = xz, pg_temp as $$
declare who bigint; made bigint;
begin
  select s.account_id into who from xz.record_sealing s join xz.record_document d on d.id = s.document_id
    where s.document_id = paper and d.state in ('to_seal', 'sealed') for update of s;
  if who is null then
    return;
  end if;
  insert into xz.record_rendition (document_id, kind, sha256, sm3, size, content, made_by, made_at)
    values (paper, 'pdf', sha256(pdf), pdf_sm3, length(pdf), pdf, who, xz.now())
      on conflict (document_id, kind) do nothing
    returning id into made;
  if made is not null and key is not null then
    insert into xz.record_signature (document_id, role, account_id, method, key_id, algorithm, signature, signed_at,
      rendition_id, covers)
      select paper, 'seal', who, held, key, algorithm, x.sig, xz.now(), made, x.covers
      from (values ('pdf', pdf_signature), ('seal', seal_signature)) as x (covers, sig);
  end if;
  delete from xz.record_sealing where document_id = paper;
end $$;

-- How far the file of a paper is.  waited: seconds; null: nobody has asked for it.
create function xz.record_sealing_stage(paper bigint) returns table (made boolean, waited bigint, failed text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select exists (select from xz.record_rendition r where r.document_id = paper and r.kind = 'pdf'),
    (select extract(epoch from clock_timestamp() - s.since)::bigint from xz.record_sealing s -- real time
      where s.document_id = paper),
    (select s.failed from xz.record_sealing s where s.document_id = paper)
$$;

-- Asked for by whoever reads it: one in force that has no file waits from now on.  What it can bring about is what the
-- act that froze the paper would have brought about.  once_more: what waits already is tried again at once.
create function xz.record_sealing_ask(paper bigint, once_more boolean) returns void
language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.record_sealing as s (document_id, account_id)
    select d.id, xz.people_actor() from xz.record_document d where d.id = paper and d.state = 'sealed'
      and xz.people_actor() is not null
      and not exists (select from xz.record_rendition r where r.document_id = d.id)
    on conflict (document_id) do update set since = default, not_before = default, tries = default, failed = null
      where once_more
$$;

-- It was tried, and not kept.
create function xz.record_sealing_failed(paper bigint, why text) returns void
language sql security definer set search_path = xz, pg_temp as $$
  update xz.record_sealing set failed = why where document_id = paper
$$;

create trigger record_step_fixed before update or delete on xz.record_step
  for each row execute function xz.record_never();
create trigger record_step_kept before truncate on xz.record_step
  for each statement execute function xz.record_never();
create trigger record_file_fixed before update or delete on xz.record_file
  for each row execute function xz.record_never();
create trigger record_file_kept before truncate on xz.record_file
  for each statement execute function xz.record_never();
create trigger record_attachment_fixed before update or delete on xz.record_attachment
  for each row execute function xz.record_never();
create trigger record_attachment_kept before truncate on xz.record_attachment
  for each statement execute function xz.record_never();
create trigger record_rendition_fixed before update or delete on xz.record_rendition
  for each row execute function xz.record_never();
create trigger record_rendition_kept before truncate on xz.record_rendition
  for each statement execute function xz.record_never();
create trigger record_signature_fixed before update or delete on xz.record_signature
  for each row execute function xz.record_never();
create trigger record_signature_kept before truncate on xz.record_signature
  for each statement execute function xz.record_never();
create trigger record_note_kept before truncate on xz.record_note
  for each statement execute function xz.record_never();

-- rights

-- Papers of the agency one acts for are numbered.
do $$
declare t text;
begin
  foreach t in array array['record_series', 'record_number'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using (agency_id = (select xz.people_actor_agency()))
        with check (agency_id = (select xz.people_actor_agency()));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
  foreach t in array array['event', 'event_pending'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select xz.people_actor()) is not null) with check ((select xz.people_actor()) is not null);
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

alter table xz.record_chain enable row level security;
create policy chain_desk on xz.record_chain to xz_seat
  using (subject_kind = 'draw' or seq = 0
    or (select true from xz.caseflow_case c where c.chain_id = record_chain.id limit 1)
    or (select true from xz.inspection i where i.chain_id = record_chain.id limit 1)
    or (select true from xz.monitor_alert a where a.chain_id = record_chain.id limit 1)
    or (subject_kind not in ('case', 'inspection', 'alert') and xz.subject_ref_seen(subject_kind, ref)))
  with check (true);
create policy chain_trusted on xz.record_chain to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_step enable row level security;
create policy step_desk on xz.record_step to xz_seat
  using ((select true from xz.record_chain c where c.id = chain_id limit 1))
  with check ((select true from xz.record_chain c where c.id = chain_id limit 1));
create policy step_trusted on xz.record_step to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_side enable row level security;
create policy side_desk on xz.record_side to xz_seat
  using ((select true from xz.record_chain c where c.id = chain_id limit 1))
  with check ((select true from xz.record_chain c where c.id = chain_id limit 1));
create policy side_trusted on xz.record_side to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_document enable row level security;
create policy document_desk on xz.record_document to xz_seat
  using (case subject_kind
    when 'case' then (select true from xz.caseflow_case c where c.id = record_document.subject_id limit 1)
    when 'inspection' then (select true from xz.inspection i where i.id = record_document.subject_id limit 1)
    else xz.subject_seen(subject_kind, subject_id) end)
  with check (case subject_kind
    when 'case' then (select true from xz.caseflow_case c where c.id = record_document.subject_id limit 1)
    when 'inspection' then (select true from xz.inspection i where i.id = record_document.subject_id limit 1)
    else xz.subject_seen(subject_kind, subject_id) end);
create policy document_trusted on xz.record_document to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_file enable row level security;
create policy file_desk on xz.record_file to xz_seat
  using (agency_id = (select xz.people_actor_agency()) or exists (select from xz.record_attachment t
    where t.file_id = record_file.id))
  with check (agency_id = (select xz.people_actor_agency()) and stored_by = (select xz.people_actor()));
create policy file_trusted on xz.record_file to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_attachment enable row level security;
create policy attachment_desk on xz.record_attachment to xz_seat
  using (case subject_kind when 'evidence' then (select true from xz.caseflow_evidence e
    where e.id = subject_id limit 1)
    when 'inspection_evidence' then (select true from xz.inspection_evidence v where v.id = subject_id limit 1)
    else xz.subject_seen(subject_kind, subject_id) end)
  with check (case subject_kind
    when 'evidence' then (select true from xz.caseflow_evidence e where e.id = subject_id limit 1)
    when 'inspection_evidence' then (select true from xz.inspection_evidence v where v.id = subject_id limit 1)
    else xz.subject_seen(subject_kind, subject_id) end);
-- Officers of the case attach, in their own name, and nobody else.
create policy attachment_make on xz.record_attachment as restrictive for insert to xz_seat
  with check (attached_by = (select xz.people_actor()) and case subject_kind
    when 'evidence' then exists (select from xz.caseflow_evidence e join xz.caseflow_officer o on o.case_id = e.case_id
      where e.id = subject_id and o.account_id = (select xz.people_actor())
        and o.state = 'accepted' and o.role in ('lead', 'assist'))
    when 'inspection_evidence' then exists (select from xz.inspection_evidence v where v.id = subject_id
      and v.inspection_id = any ((select xz.inspection_rights())::bigint[]))
    else xz.subject_seen(subject_kind, subject_id) end);
create policy attachment_trusted on xz.record_attachment to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_upload enable row level security;
create policy upload_desk on xz.record_upload to xz_seat
  using (account_id = (select xz.people_actor())) with check (account_id = (select xz.people_actor()));
create policy upload_trusted on xz.record_upload to xz_daemon, xz_admin using (true) with check (true);

alter table xz.sec_key enable row level security;
create policy key_public on xz.sec_key for select to xz_portal, xz_seat, xz_exchange, xz_daemon using (true);
create policy key_trusted on xz.sec_key to xz_admin using (true) with check (true);

alter table xz.record_rendition enable row level security;
create policy rendition_own on xz.record_rendition as restrictive for insert to xz_seat
  with check (made_by = (select xz.people_actor()));
create policy rendition_desk on xz.record_rendition to xz_seat
  using ((select true from xz.record_document d where d.id = document_id limit 1))
  with check ((select true from xz.record_document d where d.id = document_id
    and d.state in ('to_seal', 'sealed') limit 1));
create policy rendition_trusted on xz.record_rendition to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_signature enable row level security;
create policy signature_own on xz.record_signature as restrictive for insert to xz_seat
  with check (account_id = (select xz.people_actor()));
create policy signature_desk on xz.record_signature to xz_seat
  using ((select true from xz.record_document d where d.id = document_id limit 1))
  with check ((select true from xz.record_document d where d.id = document_id limit 1));
create policy signature_trusted on xz.record_signature to xz_daemon, xz_admin using (true) with check (true);

alter table xz.record_sealing enable row level security;
create policy sealing_trusted on xz.record_sealing to xz_admin using (true) with check (true);

alter table xz.record_note enable row level security;
-- Who sees the file sees its notes; each writes, and takes back, in their own name.
create policy note_desk on xz.record_note for select to xz_seat
  using ((select true from xz.record_attachment t where t.id = attachment_id limit 1));
create policy note_make on xz.record_note for insert to xz_seat
  with check (noted_by = (select xz.people_actor()) and (select true from xz.record_attachment t
    where t.id = attachment_id limit 1));
create policy note_back on xz.record_note for update to xz_seat
  using (noted_by = (select xz.people_actor())) with check (noted_by = (select xz.people_actor()));
create policy note_trusted on xz.record_note to xz_admin using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['record_check', 'record_picture'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using (exists (select from xz.record_file f where f.id = file_id))
        with check (exists (select from xz.record_file f where f.id = file_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- To write at least a duty of casework (1 to 128) is needed, or one that writes records of the kind.
create policy record_document_make on xz.record_document as restrictive for insert to xz_seat
  with check (((select xz.people_actor_has(255))
    or (select true from xz.subject_kind k where k.kind = subject_kind and xz.people_actor_has(k.writers) limit 1))
    and made_by = (select xz.people_actor()));
create policy record_document_change on xz.record_document as restrictive for update to xz_seat
  using ((select xz.people_actor_has(255))
    or (select true from xz.subject_kind k where k.kind = subject_kind and xz.people_actor_has(k.writers) limit 1));
create policy record_chain_make on xz.record_chain as restrictive for insert to xz_seat
  with check ((select xz.people_actor_has(255))
    or (select true from xz.subject_kind k where k.kind = subject_kind and xz.people_actor_has(k.writers) limit 1));
create policy record_chain_change on xz.record_chain as restrictive for update to xz_seat
  using ((select xz.people_actor_has(255))
    or (select true from xz.subject_kind k where k.kind = subject_kind and xz.people_actor_has(k.writers) limit 1));
do $$
declare t text;
begin
  foreach t in array array['record_step', 'record_side'] loop
    execute format($p$
      create policy %1$s_make on xz.%1$s as restrictive for insert to xz_seat
        with check ((select xz.people_actor_has(255))
          or (select true from xz.record_chain c join xz.subject_kind k on k.kind = c.subject_kind
            where c.id = chain_id and xz.people_actor_has(k.writers) limit 1));
      create policy %1$s_change on xz.%1$s as restrictive for update to xz_seat
        using ((select xz.people_actor_has(255))
          or (select true from xz.record_chain c join xz.subject_kind k on k.kind = c.subject_kind
            where c.id = chain_id and xz.people_actor_has(k.writers) limit 1));
    $p$, t);
  end loop;
end $$;

grant select on xz.record_chain, xz.record_step, xz.record_side, xz.record_number, xz.record_signature,
  xz.record_series, xz.record_document, xz.record_check, xz.record_file, xz.record_attachment, xz.record_picture,
  xz.record_rendition to xz_desk, xz_daemon, xz_admin;
grant select on xz.record_document_type, xz.sec_key to xz_portal, xz_desk, xz_daemon, xz_admin;
grant select on xz.record_upload to xz_admin;
grant select on xz.record_note to xz_desk, xz_admin;
grant select on xz.record_sealing to xz_admin;
grant insert on xz.record_chain, xz.record_step, xz.record_side, xz.record_number, xz.record_series,
  xz.record_document to xz_desk, xz_daemon, xz_admin;
grant insert on xz.record_signature, xz.record_file, xz.record_attachment, xz.record_picture, xz.record_upload
  to xz_slow, xz_admin;
grant insert on xz.record_note to xz_desk, xz_admin;
grant select, insert, update on xz.record_content to xz_admin;
grant insert on xz.record_document_type, xz.record_check, xz.record_sealing to xz_admin;
grant insert on xz.record_rendition to xz_slow;
grant update on xz.record_series, xz.record_document, xz.record_document_type, xz.record_check, xz.record_upload,
  xz.record_sealing to xz_admin;
grant update (digest, recorded_at, seq) on xz.record_chain to xz_admin;
-- for its lock
grant update (recorded_at) on xz.record_chain to xz_desk, xz_daemon;
grant update (destroyed_at, sealed) on xz.record_side to xz_admin;
grant update (void_reason) on xz.record_number to xz_admin;
grant update (last) on xz.record_series to xz_desk, xz_daemon;
grant update (approved_at, data, data_sha256, number, sealed_at, state) on xz.record_document to xz_desk, xz_daemon;
grant update (attachment_id, expires_at, had_bytes, reason, state, taken) on xz.record_upload to xz_slow;
grant update (revoke_reason, revoked_at, valid_until) on xz.sec_key to xz_admin;
grant update (taken_back_at) on xz.record_note to xz_desk, xz_admin;
grant delete on xz.record_sealing to xz_admin;
grant execute on function xz.sec_key_announce(bigint, text, text, bytea, text), xz.record_sealing_take(),
  xz.record_sealing_keep(bigint, bytea, bytea, text, text, text, bytea, bytea),
  xz.record_sealing_failed(bigint, text) to xz_slow;
grant execute on function xz.record_sealing_stage(bigint), xz.record_sealing_ask(bigint, boolean) to xz_desk;
grant execute on function xz.event_dims_infer(int) to xz_daemon;
grant execute on function xz.record_sealed_as(bigint) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.record_contents(text, text, date) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.record_verify(uuid) to xz_portal;
grant execute on function xz.sec_keys() to xz_portal, xz_desk, xz_exchange;
grant execute on function xz.record_scrub_due(int), xz.record_scrub_note(bigint, text) to xz_slow, xz_admin;
-- the pool for slow work
grant select on xz.record_attachment, xz.record_chain, xz.record_check, xz.record_document, xz.record_document_type,
  xz.record_file, xz.record_note, xz.record_picture, xz.record_rendition, xz.record_side, xz.record_signature,
  xz.record_step, xz.record_upload, xz.sec_key to xz_slow;
grant execute on function xz.record_sealed_as(bigint), xz.record_sealing_ask(bigint, boolean),
  xz.record_sealing_stage(bigint), xz.sec_keys() to xz_slow;
grant insert on xz.record_step to xz_slow;
-- for its lock
grant update (recorded_at) on xz.record_chain to xz_slow;
grant update (sealed_at, state) on xz.record_document to xz_slow;
