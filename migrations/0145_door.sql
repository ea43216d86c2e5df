-- door: the public's door `/my/`: slips by which it is opened (查询凭证), tries, sessions, what is sent in through it.

-- Printed by an officer for a party that papers were served on, or for whom a visit was announced to or made.  Of its
-- code the digest alone; one is good at a time.
create table xz.door_slip (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null check (kind in ('track', 'inspection')),
  subject_id bigint not null,		-- of the kind
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  printed_by bigint not null references xz.people_account,
  printed_at timestamptz not null,
  ended_at timestamptz check (ended_at >= printed_at)
);
create unique index door_slip_now on xz.door_slip (kind, subject_id) where ended_at is null;

-- Codes that opened nothing, by whence they came; an hour long.
create table xz.door_try (
  id bigint generated always as identity primary key,
  address inet,				-- null: it could not be read, and all of those count together
  at timestamptz not null
);
create index door_try_address on xz.door_try (address, at);
create index door_try_at on xz.door_try (at);

create table xz.door_session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  slip_id bigint not null references xz.door_slip,
  secret bytea not null check (octet_length(secret) = 32),	-- of the tokens of its forms
  begun_at timestamptz not null,
  seen_at timestamptz not null,		-- to the minute
  ended_at timestamptz
);
create index door_session_slip on xz.door_session (slip_id);
create index door_session_seen on xz.door_session (seen_at);

-- What a party sent: taken over by a step of the case, or answered why not.
create sequence xz.door_number;
create table xz.door_message (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  number text not null unique,
  slip_id bigint not null references xz.door_slip,
  track_id bigint not null references xz.caseflow_track,
  sort text not null check (sort in ('defence', 'hearing', 'instalments', 'recusal')),
  once bytea not null unique check (octet_length(once) = 32),	-- of the form and what was typed: the same again is it
  digest bytea not null check (octet_length(digest) = 32),	-- SHA-256 of what was received
  received_at timestamptz not null,
  due_at timestamptz,			-- of the term it is measured by, as it stood; null: none
  state text not null default 'received' check (state in ('received', 'taken', 'answered')),
  step text,				-- the act that took it over
  answer text,
  ended_at timestamptz,
  ended_by bigint references xz.people_account,
  check ((state = 'received') = (ended_at is null)),
  check ((state = 'taken') = (step is not null)),
  check ((state = 'answered') = (answer is not null)),
  check ((ended_at is null) = (ended_by is null))
);
create index door_message_track on xz.door_message (track_id, id);

-- For the intake's key alone (lib/sec/envelope.h).
create table xz.door_sealed (
  message_id bigint primary key references xz.door_message,
  sealed bytea not null check (octet_length(sealed) <= 131072)
);

insert into xz.subject_kind (kind) values ('message');
