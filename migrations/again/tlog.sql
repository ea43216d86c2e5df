-- tlog: the log is append-only.

create function xz.tlog_never() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = '42501';
end $$;
create function xz.tlog_leaf_guard() returns trigger language plpgsql as $$
begin
  if old.event_id is not null or (new.idx, new.kind, new.ref, new.line, new.hash)
    is distinct from (old.idx, old.kind, old.ref, old.line, old.hash) then
    raise exception 'the log is append-only' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger tlog_leaf_guard before update on xz.tlog_leaf for each row execute function xz.tlog_leaf_guard();
create function xz.tlog_checkpoint_guard() returns trigger language plpgsql as $$
begin
  if (new.size, new.root, new.note, new.signed_at) is distinct from (old.size, old.root, old.note, old.signed_at) then
    raise exception 'the log is append-only' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger tlog_checkpoint_guard before update on xz.tlog_checkpoint
  for each row execute function xz.tlog_checkpoint_guard();

-- The portal checked the signature before; nobody without a registered key gets this far.  One every two seconds a
-- witness.
create function xz.tlog_cosign(key text, of_size bigint, at timestamptz, signed_line text) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare w bigint;
begin
  select id into w from xz.tlog_witness where vkey = key and until is null for update;
  if w is null then return 'unknown'; end if;
  if exists (select from xz.tlog_cosignature c where c.witness_id = w and c.size = of_size) then return 'again'; end if;
  if not exists (select from xz.tlog_checkpoint c where c.size = of_size and c.published_at is not null)
    then return 'no_checkpoint'; end if;
  if exists (select from xz.tlog_cosignature c where c.witness_id = w
    and c.received_at > clock_timestamp() - interval '2 seconds') then return 'limit'; end if; -- real time
  insert into xz.tlog_cosignature (witness_id, size, signed_at, line) values (w, of_size, at, signed_line);
  return 'taken';
end $$;

-- The scanner found something in a file that somebody sent: an incident, once.
create function xz.tlog_infected(of_kind text, which uuid, word text) returns void language sql security definer
set search_path = xz, pg_temp as $$
  insert into xz.tlog_incident (kind, detail) select 'upload.infected', x.detail
    from (select left(of_kind || ' ' || xz.spotcheck_ref_text(which) || ': ' || word, 300) as detail) x
    -- what the public sent in is looked at without a session
    where (xz.people_actor() is not null or of_kind = 'message')
      and not exists (select from xz.tlog_incident i where i.kind = 'upload.infected' and i.detail = x.detail)
$$;

create trigger tlog_cosignature_fixed before update or delete on xz.tlog_cosignature
  for each row execute function xz.tlog_never();
create trigger tlog_cosignature_kept before truncate on xz.tlog_cosignature
  for each statement execute function xz.tlog_never();
do $$
declare t text;
begin
  foreach t in array array['tlog_log', 'tlog_leaf', 'tlog_node', 'tlog_checkpoint'] loop
    execute format($p$
      create trigger %1$s_fixed before delete on xz.%1$s for each row execute function xz.tlog_never();
      create trigger %1$s_kept before truncate on xz.%1$s for each statement execute function xz.tlog_never();
    $p$, t);
  end loop;
  foreach t in array array['tlog_log', 'tlog_node'] loop
    execute format($p$
      create trigger %1$s_same before update on xz.%1$s for each row execute function xz.tlog_never();
    $p$, t);
  end loop;
end $$;

-- rights

grant select on xz.tlog_log, xz.tlog_node, xz.tlog_checkpoint to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
grant select on xz.tlog_witness, xz.tlog_cosignature to xz_portal, xz_desk, xz_daemon, xz_admin;
grant select on xz.tlog_leaf, xz.tlog_incident to xz_daemon, xz_admin;
grant select (hash, idx, kind, line, ref) on xz.tlog_leaf to xz_portal, xz_desk, xz_exchange;
grant insert on xz.tlog_log, xz.tlog_node, xz.tlog_checkpoint, xz.tlog_leaf, xz.tlog_incident to xz_daemon;
grant insert on xz.tlog_witness to xz_admin;
grant update (cleared, published_at) on xz.tlog_checkpoint to xz_daemon;
grant update (until) on xz.tlog_witness to xz_admin;
grant update (event_id, y) on xz.tlog_leaf to xz_daemon;
grant execute on function xz.tlog_cosign(text, bigint, timestamptz, text) to xz_portal;
-- the pool for slow work
grant execute on function xz.tlog_infected(text, uuid, text) to xz_slow;
grant select on xz.tlog_checkpoint, xz.tlog_leaf, xz.tlog_log, xz.tlog_node to xz_slow;
