-- tlog: the transparency log's name and keys, its leaves, final hashes and checkpoints, and the bodies that watch it.
-- All of it is append-only: the files the public reads are made from these rows.

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

-- Bodies that watch the log, and the checkpoints they cosigned.
create table xz.tlog_witness (
  id bigint generated always as identity primary key,
  vkey text not null unique,
  name_zh text not null check (length(name_zh) between 1 and 100),
  name_en text not null check (length(name_en) between 1 and 100),
  since timestamptz not null default clock_timestamp(), -- real time
  until timestamptz
);

create table xz.tlog_cosignature (
  witness_id bigint not null references xz.tlog_witness,
  size bigint not null references xz.tlog_checkpoint,
  signed_at timestamptz not null,
  line text not null check (octet_length(line) <= 1024),
  received_at timestamptz not null default clock_timestamp(), -- real time
  primary key (witness_id, size)
);
create index tlog_cosignature_size on xz.tlog_cosignature (size desc);
