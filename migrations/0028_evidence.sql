-- record: files of evidence, what they are attached to, uploads under way, what a re-reading found.

-- One row a content and agency: the same bytes are kept once within an agency and never shared between two.
-- address: the file's name in the evidence folder, keyed, so that names there say nothing.
create table xz.record_file (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  agency_id bigint not null references xz.people_agency,
  sha256 bytea not null check (length(sha256) = 32),
  sm3 bytea not null check (length(sm3) = 32),
  size bigint not null check (size >= 0),
  type text not null check (type <> ''),
  address text not null unique check (address ~ '^[0-9a-f]{64}$'),
  stored_by bigint not null references xz.people_account,
  stored_at timestamptz not null,
  unique (agency_id, sha256)
);
create table xz.record_attachment (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  file_id bigint not null references xz.record_file,
  subject_kind text not null check (subject_kind in ('evidence')),
  subject_id bigint not null,
  role text not null check (role in ('original')),
  name text not null check (length(name) between 1 and 200),
  attached_by bigint not null references xz.people_account,
  attached_at timestamptz not null,
  step_seq int not null,
  unique (subject_kind, subject_id, file_id)
);
create index record_attachment_file on xz.record_attachment (file_id);
create trigger record_file_fixed before update or delete on xz.record_file
  for each row execute function xz.record_never();
create trigger record_file_kept before truncate on xz.record_file
  for each statement execute function xz.record_never();
create trigger record_attachment_fixed before update or delete on xz.record_attachment
  for each row execute function xz.record_never();
create trigger record_attachment_kept before truncate on xz.record_attachment
  for each statement execute function xz.record_never();

-- An upload in pieces (tus 1.0.0).  The pieces up to had_bytes lie sealed in the spool; sha256 is what the sender says.
create table xz.record_upload (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  account_id bigint not null references xz.people_account,
  agency_id bigint not null references xz.people_agency,
  subject_kind text not null check (subject_kind in ('evidence')),
  subject_id bigint not null,
  name text not null check (length(name) between 1 and 200),
  size bigint not null check (size >= 0),
  had_bytes bigint not null default 0 check (had_bytes between 0 and size),
  sha256 bytea check (length(sha256) = 32),
  state text not null default 'open' check (state in ('open', 'done', 'refused', 'ended')),
  reason text,
  attachment_id bigint references xz.record_attachment,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  check ((state = 'done') = (attachment_id is not null))
);
create index record_upload_open on xz.record_upload (account_id) where state = 'open';

-- What the last re-reading (xiezhi scrub) found.
create table xz.record_check (
  file_id bigint primary key references xz.record_file,
  result text not null check (result in ('ok', 'damaged', 'missing')),
  checked_at timestamptz not null
);
-- What a picture says of itself, and a small one of it, sealed; made by a process that may fail.  Degrees times a million.
create table xz.record_picture (
  file_id bigint primary key references xz.record_file,
  state text not null check (state in ('made', 'failed')),
  reason text not null default '',
  width int,
  height int,
  taken_at timestamptz,
  latitude_e6 int,
  longitude_e6 int,
  small bytea,
  made_at timestamptz not null
);

-- ---- rights: a file is as visible as what it is attached to; within the agency its digests are known, so that the
-- same bytes are found again.
alter table xz.record_attachment enable row level security;
create policy attachment_desk on xz.record_attachment to xz_desk
  using ((select true from xz.caseflow_evidence e where e.id = subject_id and subject_kind = 'evidence' limit 1))
  with check ((select true from xz.caseflow_evidence e where e.id = subject_id and subject_kind = 'evidence' limit 1));
-- Officers of the case attach, in their own name, and nobody else.
create policy attachment_make on xz.record_attachment as restrictive for insert to xz_desk
  with check (attached_by = (select xz.people_actor()) and exists (select from xz.caseflow_evidence e
    join xz.caseflow_officer o on o.case_id = e.case_id where e.id = subject_id and o.account_id = (select xz.people_actor())
    and o.state = 'accepted' and o.role in ('lead', 'assist')));
create policy attachment_trusted on xz.record_attachment to xz_daemon, xz_admin using (true) with check (true);
alter table xz.record_file enable row level security;
create policy file_desk on xz.record_file to xz_desk
  using (agency_id = (select xz.people_actor_agency()) or exists (select from xz.record_attachment t where t.file_id = record_file.id))
  with check (agency_id = (select xz.people_actor_agency()) and stored_by = (select xz.people_actor()));
create policy file_trusted on xz.record_file to xz_daemon, xz_admin using (true) with check (true);
alter table xz.record_upload enable row level security;
create policy upload_desk on xz.record_upload to xz_desk
  using (account_id = (select xz.people_actor())) with check (account_id = (select xz.people_actor()));
create policy upload_trusted on xz.record_upload to xz_daemon, xz_admin using (true) with check (true);
do $$
declare t text;
begin
  foreach t in array array['record_check', 'record_picture'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using (exists (select from xz.record_file f where f.id = file_id)) with check (exists (select from xz.record_file f where f.id = file_id))', t || '_desk', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;
grant select, insert on xz.record_file, xz.record_attachment to xz_desk, xz_admin;
grant select on xz.record_file, xz.record_attachment, xz.record_check, xz.record_picture to xz_daemon;
grant select, insert, update on xz.record_upload to xz_desk, xz_admin;
grant select on xz.record_check to xz_desk;
grant select, insert, update on xz.record_check to xz_admin;
grant select, insert on xz.record_picture to xz_desk, xz_admin;
