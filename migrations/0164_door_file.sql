-- door: files with what a party sends in.

-- Public halves of the spool's keys, told by `xiezhi migrate`; pieces are sealed for the newest.
create table xz.door_key (
  id bigint generated always as identity primary key,
  public_key bytea not null unique check (octet_length(public_key) = 65),
  since timestamptz not null default xz.now()
);

-- On its way (open), with a message (sent), then in the store or refused by the pool for slow work.
create table xz.door_file (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  slip_id bigint not null references xz.door_slip,
  track_id bigint not null references xz.caseflow_track,
  message_id bigint references xz.door_message,
  size bigint not null check (size between 1 and 1073741824),
  had bigint not null default 0 check (had between 0 and size),
  state text not null default 'open' check (state in ('open', 'sent', 'stored', 'refused')),
  reason text,				-- refused: damaged, type, infected
  file_id bigint references xz.record_file,
  begun_at timestamptz not null,
  next_try timestamptz,			-- sent: not looked at before
  check ((state = 'open') = (message_id is null)),
  check ((state = 'stored') = (file_id is not null)),
  check ((state = 'refused') = (reason is not null))
);
create index door_file_track on xz.door_file (track_id) where state in ('open', 'sent');
create index door_file_message on xz.door_file (message_id, id) where message_id is not null;
create index door_file_sent on xz.door_file (next_try, id) where state = 'sent';
create index door_file_open on xz.door_file (begun_at) where state = 'open';
create index door_file_stored on xz.door_file (file_id) where file_id is not null;

-- The spool: pieces for the spool's key alone (lib/sec/parcel.h), until the file is stored or refused.
create table xz.door_piece (
  file_id bigint not null references xz.door_file on delete cascade,
  at bigint not null,
  sealed bytea not null check (octet_length(sealed) <= 1052672),
  primary key (file_id, at)
);
alter table xz.door_piece alter column sealed set storage external;
