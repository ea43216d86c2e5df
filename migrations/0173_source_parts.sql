-- source: a message asks for several things, each a request; requests that are one matter are bound.

alter table xz.source_request add column part int not null default 1 check (part between 1 and 20);
drop index xz.source_request_message;
create unique index source_request_part on xz.source_request (message_id, part);
alter table xz.source_request drop constraint source_request_state_check;
alter table xz.source_request add constraint source_request_state_check
  check (state in ('received', 'sorted', 'accepted', 'merged', 'rejected', 'answered'));

-- merged: it waits for nothing and is answered as its head is; same: one matter, each goes its own way; follows: what
-- somebody sent later on the matter.  Undone by its row: nothing goes.
create table xz.source_link (
  id bigint generated always as identity primary key,
  request_id bigint not null references xz.source_request,
  other_id bigint not null references xz.source_request,
  kind text not null check (kind in ('same', 'merged', 'follows')),
  made_at timestamptz not null,
  made_by bigint not null references xz.people_principal,
  undone_at timestamptz,
  undone_by bigint references xz.people_principal,
  check (request_id <> other_id),
  check ((undone_at is null) = (undone_by is null))
);
create unique index source_link_live on xz.source_link (request_id, other_id) where undone_at is null;
create unique index source_link_head on xz.source_link (request_id) where undone_at is null and kind = 'merged';
create index source_link_other on xz.source_link (other_id) where undone_at is null;
