-- record: the chain of steps, sealed side rows, documents, their numbers, files and signatures, and files of evidence.

create table xz.record_chain (
  id bigint generated always as identity primary key,
  ref uuid not null unique,
  y smallint not null,
  subject_kind text not null,
  seq int not null default 0,
  digest bytea not null default decode(repeat('00', 32), 'hex') check (length(digest) = 32),
  recorded_at timestamptz not null default '-infinity'
);

create table xz.record_step (
  y smallint not null,
  chain_id bigint not null references xz.record_chain,
  seq int not null check (seq > 0),
  line bytea not null,
  digest bytea not null check (length(digest) = 32),
  salt bytea not null check (length(salt) = 16),
  kind text not null,
  actor uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (y, chain_id, seq)
) partition by list (y);
insert into xz.db_partitioned values ('record_step');

create table xz.record_side (
  ref uuid primary key,
  chain_id bigint not null references xz.record_chain,
  salt bytea not null check (length(salt) = 16),
  sealed bytea,
  retention text not null default 'case_permanent',
  made_at timestamptz not null default xz.now(),
  destroyed_at timestamptz,
  check ((sealed is null) = (destroyed_at is not null))
);
create index record_side_chain on xz.record_side (chain_id);

create table xz.record_series (
  agency_id bigint not null references xz.people_agency,
  kind text not null,
  year smallint not null,
  last int not null default 0,
  primary key (agency_id, kind, year)
);

create table xz.record_number (
  agency_id bigint not null,
  kind text not null,
  year smallint not null,
  n int not null,
  text text not null unique,
  given_at timestamptz not null default xz.now(),
  void_reason text,
  primary key (agency_id, kind, year, n)
);

create table xz.record_document_type (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  series text,
  number_word text not null default '',
  seal boolean not null default false,
  template_version int not null default 1
);

create table xz.record_document (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  type text not null references xz.record_document_type,
  template_version int not null,
  subject_kind text not null,
  subject_id bigint not null,
  track_id bigint,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint,
  number text,
  data text not null,
  data_sha256 bytea not null,
  state text not null default 'drafted' check (state in ('drafted', 'approved', 'to_seal', 'sealed', 'void')),
  version int not null default 1,
  replaces bigint references xz.record_document,
  made_by bigint not null,
  made_at timestamptz not null,
  approved_at timestamptz,
  sealed_at timestamptz
);
create index record_document_subject on xz.record_document (subject_kind, subject_id, id);

-- ---- files of evidence: what they are attached to, uploads under way, what a re-reading found
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
  subject_kind text not null check (subject_kind in ('evidence', 'inspection_evidence')),
  subject_id bigint not null,
  role text not null check (role in ('original')),
  name text not null check (length(name) between 1 and 200),
  attached_by bigint not null references xz.people_account,
  attached_at timestamptz not null,
  step_seq int not null,
  unique (subject_kind, subject_id, file_id)
);
create index record_attachment_file on xz.record_attachment (file_id);

-- An upload in pieces (tus 1.0.0).  The pieces up to had_bytes lie sealed in the spool; sha256 is what the sender says;
-- taken: how far the file is taken in its final form, and the state of its digests, sealed (lib/record/incoming.h).
create table xz.record_upload (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  account_id bigint not null references xz.people_account,
  agency_id bigint not null references xz.people_agency,
  subject_kind text not null check (subject_kind in ('evidence', 'inspection_evidence')),
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
  taken bytea,
  check ((state = 'done') = (attachment_id is not null))
);
create index record_upload_open on xz.record_upload (account_id) where state = 'open';

-- What the last re-reading (xiezhi scrub) found.
create table xz.record_check (
  file_id bigint primary key references xz.record_file,
  result text not null check (result in ('ok', 'damaged', 'missing')),
  checked_at timestamptz not null
);

-- What a picture says of itself, and a small one of it, sealed; made by a process that may fail.  Degrees times a
-- million.
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

-- ---- papers as files: public keys of those who seal (foundations 12), renditions and their signatures (13)
-- A key is announced once and never changes; what ends is its validity.
create table xz.sec_key (
  key_id text primary key check (key_id ~ '^[0-9a-f]{16}$'),	-- first 8 bytes of SHA-256 of the public key
  agency_id bigint not null references xz.people_agency,
  purpose text not null check (purpose in ('seal')),
  algorithm text not null check (algorithm in ('sm2-sm3')),
  public bytea not null check (length(public) = 65),
  holder text not null check (holder in ('file', 'device')),
  valid_from timestamptz not null default xz.now(),
  valid_until timestamptz check (valid_until >= valid_from),
  revoked_at timestamptz,
  revoke_reason text,
  check (key_id = encode(substr(sha256(public), 1, 8), 'hex')),
  check ((revoked_at is null) = (revoke_reason is null))
);
create unique index sec_key_now on xz.sec_key (agency_id, purpose) where valid_until is null and revoked_at is null;

-- A paper as a file, byte for byte: libraries and fonts change, what was signed does not.
create table xz.record_rendition (
  id bigint generated always as identity primary key,
  document_id bigint not null references xz.record_document,
  kind text not null check (kind in ('pdf')),
  sha256 bytea not null,
  sm3 bytea not null check (length(sm3) = 32),
  size int not null,
  content bytea not null,
  made_by bigint not null references xz.people_principal,
  made_at timestamptz not null,
  unique (document_id, kind),
  check (sha256 = sha256(content)),
  check (size = length(content))
);
alter table xz.record_rendition alter column content set storage external;	-- compressed already

-- What a signature is over: the file ('pdf'), or the statement that binds it to the data ('seal').
create table xz.record_signature (
  id bigint generated always as identity primary key,
  document_id bigint not null references xz.record_document,
  role text not null,
  account_id bigint,
  party_id bigint,
  refused boolean not null default false,
  witness text,
  method text not null,
  key_id text references xz.sec_key,
  algorithm text,
  signature bytea,
  signed_at timestamptz not null,
  rendition_id bigint references xz.record_rendition,
  covers text check (covers in ('pdf', 'seal')),
  check ((rendition_id is null) = (covers is null)),
  check (covers is null or (key_id is not null and algorithm is not null and signature is not null))
);
create index record_signature_document on xz.record_signature (document_id);
create unique index record_signature_rendition on xz.record_signature (rendition_id, covers)
  where rendition_id is not null;

-- Papers get their file and seal right behind the act that froze them.  Setting a paper takes another program the
-- better part of a second, which no act waits for: what becomes sealed (or waits for a device) stands here until the
-- desk's pool for slow work has made it.  Papers frozen before are made when they are asked for, or with
-- `xiezhi seal files`.  since, failed: what a page may say of a paper whose file is not there yet.
create table xz.record_sealing (
  document_id bigint primary key references xz.record_document,
  account_id bigint not null references xz.people_principal,	-- whose act it was
  tries int not null default 0,
  not_before timestamptz not null default '-infinity',	-- real time
  since timestamptz not null default clock_timestamp(), -- real time
  failed text check (failed in ('key', 'other'))
);
create index record_sealing_next on xz.record_sealing (not_before, document_id);

-- Annotations beside a file.  The file itself is never touched: a note says where in it (a point of a picture in
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
