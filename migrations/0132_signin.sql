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

-- test: a session without a sign-in (`xiezhi session`).
alter table xz.people_sign_in drop constraint people_sign_in_outcome_check,
  add constraint people_sign_in_outcome_check check (outcome in ('ok', 'password', 'code', 'unknown', 'locked',
    'inactive', 'sign_out', 'sign_out_everywhere', 'test')) not valid;
