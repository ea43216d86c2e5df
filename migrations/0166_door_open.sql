-- door: a party's, or its agent's, file: asked for, opened by an officer for some days, read by the slip.

-- Of the front file (正卷), which a party may read; the inner one (副卷) is the agency's.
alter table xz.record_document_type add column front boolean not null default false;

alter table xz.door_message drop constraint door_message_sort_check;
alter table xz.door_message add constraint door_message_sort_check
  check (sort in ('defence', 'hearing', 'instalments', 'recusal', 'consent', 'withdrawal', 'file'));

create table xz.door_grant (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  message_id bigint references xz.door_message,
  by_whom text not null,
  agent boolean not null,
  authority text,			-- of an agent: the power of attorney
  granted_by bigint not null references xz.people_account,
  granted_at timestamptz not null,
  until_at timestamptz not null check (until_at > granted_at),
  check (not agent or authority is not null)
);
create index door_grant_track on xz.door_grant (track_id, id desc);
create unique index door_grant_message on xz.door_grant (message_id) where message_id is not null;

-- Each reading by it: of one paper, or (document_id null) of all together.
create table xz.door_reading (
  id bigint generated always as identity primary key,
  grant_id bigint not null references xz.door_grant,
  document_id bigint references xz.record_document,
  slip_id bigint not null references xz.door_slip,
  at timestamptz not null
);
create index door_reading_grant on xz.door_reading (grant_id, id desc);
