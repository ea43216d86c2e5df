-- record: annotations beside a file.  The file itself is never touched: a note says where in it (a point of a picture in
-- thousandths, a moment, a page) and what; its author may take it back, which is seen.
create table xz.record_note (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  attachment_id bigint not null references xz.record_attachment,
  spot text not null default '' check (length(spot) <= 60),
  x int check (x between 0 and 1000),
  y int check (y between 0 and 1000),
  body text not null check (length(body) between 1 and 2000),
  noted_by bigint not null references xz.people_account,
  noted_at timestamptz not null default xz.now(),
  taken_back_at timestamptz,
  check ((x is null) = (y is null))
);
create index record_note_attachment on xz.record_note (attachment_id, id);
create trigger record_note_kept before truncate on xz.record_note
  for each statement execute function xz.record_never();
alter table xz.record_note enable row level security;
-- Who sees the file sees its notes; each writes, and takes back, in his own name.
create policy note_desk on xz.record_note for select to xz_desk
  using ((select true from xz.record_attachment t where t.id = attachment_id limit 1));
create policy note_make on xz.record_note for insert to xz_desk
  with check (noted_by = (select xz.people_actor()) and (select true from xz.record_attachment t where t.id = attachment_id limit 1));
create policy note_back on xz.record_note for update to xz_desk
  using (noted_by = (select xz.people_actor())) with check (noted_by = (select xz.people_actor()));
create policy note_trusted on xz.record_note to xz_admin using (true) with check (true);
grant select, insert, update (taken_back_at) on xz.record_note to xz_desk, xz_admin;
