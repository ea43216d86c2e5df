-- tlog: the transparency log's name and keys, its leaves, final hashes and checkpoints.  All of it is
-- append-only: the files the public reads are made from these rows.

create table xz.tlog_log (
  only_row boolean primary key default true check (only_row),
  name text not null,
  ed25519 text not null,
  sm2 text not null,
  made_at timestamptz not null default clock_timestamp() -- real time
);
-- event_id is null for a leaf that was taken back from the published files after a restore.
create table xz.tlog_leaf (
  idx bigint primary key check (idx >= 0),
  y smallint,
  event_id bigint,
  kind text not null,
  ref text not null,
  line text not null check (octet_length(line) <= 1024),
  hash bytea not null,
  unique (y, event_id),
  check ((y is null) = (event_id is null)),
  check (hash = sha256('\x00'::bytea || convert_to(line, 'UTF8'))),
  check (starts_with(line, '{"v":1,"kind":"' || kind || '","id":"' || ref || '","at":"'))
);
create index tlog_leaf_ref on xz.tlog_leaf (ref, idx);
create index tlog_leaf_foreign on xz.tlog_leaf (hash) where event_id is null;
-- Level 1: of 256 leaves; level 2: of 256 of level 1; and so on.
create table xz.tlog_node (
  level smallint not null check (level between 1 and 5),
  n bigint not null check (n >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, n)
);
create table xz.tlog_checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz not null,
  published_at timestamptz,
  cleared boolean not null default false
);
create index tlog_checkpoint_published on xz.tlog_checkpoint (size desc) where published_at is not null;
create index tlog_checkpoint_kept on xz.tlog_checkpoint (size) where not cleared;
create table xz.tlog_incident (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), -- real time
  kind text not null,
  detail text not null
);

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
create function xz.tlog_checkpoint_guard() returns trigger language plpgsql as $$
begin
  if (new.size, new.root, new.note, new.signed_at) is distinct from (old.size, old.root, old.note, old.signed_at) then
    raise exception 'the log is append-only' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger tlog_leaf_guard before update on xz.tlog_leaf for each row execute function xz.tlog_leaf_guard();
create trigger tlog_checkpoint_guard before update on xz.tlog_checkpoint
  for each row execute function xz.tlog_checkpoint_guard();
do $$
declare t text;
begin
  foreach t in array array['tlog_log', 'tlog_leaf', 'tlog_node', 'tlog_checkpoint'] loop
    execute format('create trigger %I before delete on xz.%I for each row execute function xz.tlog_never()', t || '_fixed', t);
    execute format('create trigger %I before truncate on xz.%I for each statement execute function xz.tlog_never()', t || '_kept', t);
  end loop;
  foreach t in array array['tlog_log', 'tlog_node'] loop
    execute format('create trigger %I before update on xz.%I for each row execute function xz.tlog_never()', t || '_same', t);
  end loop;
end $$;

-- What the log takes must have a digest; whoever writes the event is told, not the sequencer later.
alter table xz.event add constraint event_logged check (
  kind not in ('draw.announced', 'draw.pledged', 'draw.closed', 'draw.result', 'draw.lapsed', 'draw.substituted',
    'disclosure.published', 'disclosure.corrected', 'disclosure.withdrawn', 'disclosure.expired', 'disclosure.repaired',
    'record')
  or coalesce(payload->>'digest' ~ '^[0-9a-f]{64}$', false) and coalesce(payload->>'id' ~ '^[A-Za-z0-9-]{1,64}$', true));

grant select on xz.tlog_log, xz.tlog_leaf, xz.tlog_node, xz.tlog_checkpoint, xz.tlog_incident to xz_daemon, xz_admin;
grant insert on xz.tlog_log, xz.tlog_leaf, xz.tlog_node, xz.tlog_checkpoint, xz.tlog_incident to xz_daemon;
grant update (y, event_id) on xz.tlog_leaf to xz_daemon;
grant update (published_at, cleared) on xz.tlog_checkpoint to xz_daemon;
grant select on xz.tlog_log, xz.tlog_node, xz.tlog_checkpoint to xz_portal, xz_desk, xz_exchange;
grant select (idx, kind, ref, line, hash) on xz.tlog_leaf to xz_portal, xz_desk, xz_exchange;
