-- record: the chain of steps, sealed side rows, documents and their numbers.

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

-- The columns say what the line says, and the digest continues the chain.
create function xz.record_step_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare j jsonb; c xz.record_chain;
begin
  j := convert_from(new.line, 'UTF8')::jsonb;
  select * into c from xz.record_chain where id = new.chain_id for update;
  if c.y <> new.y or new.seq <> c.seq + 1
    or (j->>'seq')::int <> new.seq or j->>'kind' <> new.kind
    or (j->>'occurred')::timestamptz <> new.occurred_at or (j->>'recorded')::timestamptz <> new.recorded_at
    or new.recorded_at < c.recorded_at
    or new.digest <> sha256(c.digest || new.line) then
    raise exception 'record step does not fit its chain' using errcode = '23514', constraint = 'record_step_guard';
  end if;
  update xz.record_chain set seq = new.seq, digest = new.digest, recorded_at = new.recorded_at where id = c.id;
  return new;
end $$;
create trigger record_step_guard before insert on xz.record_step
  for each row execute function xz.record_step_guard();
create function xz.record_never() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only' using errcode = '42501';
end $$;
create trigger record_step_fixed before update or delete on xz.record_step
  for each row execute function xz.record_never();
create trigger record_step_kept before truncate on xz.record_step
  for each statement execute function xz.record_never();

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
create table xz.record_signature (
  id bigint generated always as identity primary key,
  document_id bigint not null references xz.record_document,
  role text not null,
  account_id bigint,
  party_id bigint,
  refused boolean not null default false,
  witness text,
  method text not null,
  key_id text,
  algorithm text,
  signature bytea,
  signed_at timestamptz not null
);
create index record_signature_document on xz.record_signature (document_id);

grant select, insert on xz.record_step, xz.record_number, xz.record_signature to xz_desk, xz_daemon, xz_admin;
grant select, insert on xz.record_chain, xz.record_side to xz_desk, xz_daemon, xz_admin;
grant update (seq, digest, recorded_at) on xz.record_chain to xz_admin;
grant select, insert, update on xz.record_series, xz.record_document to xz_desk, xz_daemon, xz_admin;
grant update (sealed, destroyed_at) on xz.record_side to xz_daemon, xz_admin;
grant update (void_reason) on xz.record_number to xz_desk, xz_admin;
grant select on xz.record_document_type to xz_desk, xz_portal, xz_daemon, xz_admin;
grant insert, update on xz.record_document_type to xz_admin;
grant update on xz.record_chain to xz_desk, xz_daemon;
