-- people: what failed at sign-in is counted by name, address, network and password; a device that signed in before has
-- a count of its own; what happened to an account stands among its sign-ins.

-- Kept for ten minutes.  The name as it was typed, whether somebody has it or not.
create table xz.people_failure (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), -- real time
  username text not null,
  code boolean not null,		-- a one-time code, after the right password
  address inet,				-- null: not known
  network cidr,				-- /24 of it, /48 of IPv6
  tried bytea check (length(tried) = 32),	-- digest of the password under a key that the store has not
  device bytea check (length(device) = 32)	-- digest of the token of a device the account knows; null: of another
);
create index people_failure_name on xz.people_failure (username, at);
create index people_failure_address on xz.people_failure (address, at);
create index people_failure_network on xz.people_failure (network, at);
create index people_failure_tried on xz.people_failure (tried, at);
create index people_failure_at on xz.people_failure (at);

-- Devices on which the account signed in: the digest of a token that the sign-in page alone is sent.
create table xz.people_device (
  token_hash bytea not null check (length(token_hash) = 32),
  account_id bigint not null references xz.people_account,
  last_seen timestamptz not null default clock_timestamp(), -- real time
  primary key (token_hash, account_id)
);
create index people_device_account on xz.people_device (account_id, last_seen);

-- The last three are what was done to the account.
alter table xz.people_sign_in drop constraint people_sign_in_outcome_check,
  add constraint people_sign_in_outcome_check check (outcome in ('ok', 'password', 'code', 'unknown', 'locked',
    'inactive', 'sign_out', 'sign_out_everywhere', 'test', 'password_changed', 'session_ended', 'activated', 'reset',
    'disabled', 'duties')) not valid;
