-- people: sign-in is a program of its own; a code that stands for a second signature is good for one act.

-- xiezhi-signin writes a row when it has found a code right; the act of this key and body, by who asked, needs it
-- within two minutes and uses it up.  late: typed without a network; its step is in people_code_step once it is used.
create table xz.people_code_used (
  account_id bigint not null references xz.people_account,
  step bigint not null,
  asked_by bigint not null references xz.people_account,
  act_key text not null check (length(act_key) between 8 and 64),
  body_digest bytea not null check (length(body_digest) = 32),
  late boolean not null,
  checked_at timestamptz not null default clock_timestamp(), -- real time
  used_at timestamptz,
  primary key (account_id, step)
);

-- test: a session without a sign-in (`xiezhi session`); the last three are the owner's own doing.
alter table xz.people_sign_in drop constraint people_sign_in_outcome_check,
  add constraint people_sign_in_outcome_check check (outcome in ('ok', 'password', 'code', 'unknown', 'locked',
    'inactive', 'sign_out', 'sign_out_everywhere', 'test', 'password_changed', 'session_ended', 'activated')) not valid;

-- What an administrator gives instead of a password: a link, good once and for three days, by which its owner chooses
-- the password and is shown the secret of one-time codes.  Of its token the digest stands here.
create table xz.people_activation (
  id bigint generated always as identity primary key,
  account_id bigint not null references xz.people_account,
  token_hash bytea not null unique check (length(token_hash) = 32),
  password boolean not null,
  totp boolean not null,
  made_by bigint not null references xz.people_account,
  made_at timestamptz not null default clock_timestamp(), -- real time
  expires_at timestamptz not null,
  ended_at timestamptz,
  waits boolean not null,	-- for a second administrator
  confirmed_by bigint references xz.people_account check (confirmed_by <> made_by),
  check (password or totp)
);
create index people_activation_account on xz.people_activation (account_id) where ended_at is null;
