-- source: what comes in from outside (案源), what each message asks for, who has it.

alter table xz.source_clue rename to caseflow_clue;
alter index xz.source_clue_pkey rename to caseflow_clue_pkey;
alter index xz.source_clue_subject rename to caseflow_clue_subject;
alter table xz.caseflow_clue rename constraint source_clue_case_id_fkey to caseflow_clue_case_id_fkey;
alter table xz.caseflow_clue rename constraint source_clue_subject_id_fkey to caseflow_clue_subject_id_fkey;

-- Public halves of the intake's keys, told by `xiezhi migrate`; what comes in is encrypted to the newest.
create table xz.source_key (
  id bigint generated always as identity primary key,
  public_key bytea not null unique check (octet_length(public_key) = 65),
  since timestamptz not null default xz.now()
);

-- What a stranger wrote, for the intake's key alone (lib/sec/envelope.h), and the digest of the secret by which they
-- ask what became of it.
create table xz.source_sealed (
  message_id bigint primary key references xz.source_message,
  sealed bytea not null check (octet_length(sealed) <= 131072),
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32)
);

create sequence xz.source_number;

-- What a message asks for (诉求): received, sorted, accepted, and in the end rejected or answered.  Its record begins
-- with the first act on it.
create table xz.source_request (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  message_id bigint not null references xz.source_message,
  number text not null unique,
  digest bytea not null check (octet_length(digest) = 32),	-- SHA-256 of what was received
  sort text not null,			-- law_code kind request_sort; as sent, then as the intake sorted it
  named boolean not null,
  about_id bigint references xz.people_agency,	-- the agency a complaint about enforcement is about: never its holder
  agency_id bigint not null references xz.people_agency,
  from_agency_id bigint references xz.people_agency,	-- who had it before
  came_back boolean not null default false,	-- from there it was returned, not forwarded
  state text not null default 'received'
    check (state in ('received', 'sorted', 'accepted', 'rejected', 'answered')),
  subject_name text not null default '',	-- whom it is about, as the intake noted it
  received_at timestamptz not null,		-- by the platform
  arrived_at timestamptz not null,		-- with the agency that has it
  returned int not null default 0,
  ground text,				-- law_code kind reject_ground
  answer text,				-- what the sender is told
  told_at timestamptz,
  clue_id bigint references xz.caseflow_case,
  chain_id bigint unique references xz.record_chain,
  version int not null default 1,
  check ((state in ('rejected', 'answered')) = (told_at is not null)),
  check ((told_at is null) or answer is not null),
  check (about_id is null or about_id <> agency_id)
);
create index source_request_message on xz.source_request (message_id);
create index source_request_open on xz.source_request (agency_id, arrived_at, id)
  where state in ('received', 'sorted', 'accepted');
create index source_request_list on xz.source_request (agency_id, id desc);
create index source_request_clue on xz.source_request (clue_id) where clue_id is not null;

-- Duties beyond casework (people_duty_kind.bit) whose holders write records of the kind.
alter table xz.subject_kind add column writers int not null default 0;
update xz.subject_kind set writers = case kind when 'draw' then 256 else 768 end where kind in ('draw', 'alert');
insert into xz.subject_kind (kind, writers) values ('request', 512);
