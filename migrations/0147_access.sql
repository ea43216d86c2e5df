-- people: what was read by whom stands in a digest chain, which the daemon writes behind.

-- Rows of before have no instant of their noting and stand in no chain.
alter table xz.people_access add column query text check (length(query) <= 200),
  add column refused boolean not null default false, add column noted_at timestamptz;
alter table xz.people_access alter column noted_at set default clock_timestamp(); -- real time
create index people_access_subject on xz.people_access (subject_ref, at desc, id desc);
create index people_access_noted on xz.people_access (noted_at, id) where noted_at is not null;

create table xz.people_access_link (
  n bigint primary key,			-- the daemon's own order
  y smallint not null,
  access_id bigint not null,
  digest bytea not null check (length(digest) = 32),	-- SHA-256 of the one before and of the row
  unique (y, access_id)
);
create table xz.people_access_head (
  only_row boolean primary key default true check (only_row),
  n bigint not null default 0,
  digest bytea not null default sha256('people_access'),
  mark timestamptz,			-- the newest row that is linked was noted then
  told_n bigint not null default 0,	-- the log has the head of that number
  told_at timestamptz,
  kept_n bigint not null default 0,	-- what was linked before has been deleted when its time was over
  kept_digest bytea not null default sha256('people_access')
);
insert into xz.people_access_head default values;
