-- people: passkeys, a factor beside one-time codes.

create table xz.people_passkey (
  id bigint generated always as identity primary key,
  account_id bigint not null references xz.people_account,
  credential_id bytea not null check (length(credential_id) between 1 and 1023),
  kind int not null check (kind in (-7, -257)),	-- ES256, RS256 (COSE)
  public_key bytea not null check (length(public_key) in (64, 259)),
  sign_count bigint not null check (sign_count >= 0),	-- as the device said last; 0: it does not count
  party text not null check (length(party) between 1 and 253),	-- the host name it is bound to
  name text not null check (length(name) between 1 and 40),
  added_at timestamptz not null default clock_timestamp(), -- real time
  used_at timestamptz,
  removed_at timestamptz
);
create unique index people_passkey_live on xz.people_passkey (credential_id) where removed_at is null;
create index people_passkey_account on xz.people_passkey (account_id) where removed_at is null;

-- Challenges that were answered, for as long as one is good: of each the first answer is looked at.
create table xz.people_passkey_spent (
  challenge bytea primary key check (length(challenge) = 32),	-- its digest
  at timestamptz not null default clock_timestamp() -- real time
);
create index people_passkey_spent_at on xz.people_passkey_spent (at);

alter table xz.people_sign_in drop constraint people_sign_in_outcome_check,
  add constraint people_sign_in_outcome_check check (outcome in ('ok', 'password', 'code', 'unknown', 'locked',
    'inactive', 'sign_out', 'sign_out_everywhere', 'test', 'password_changed', 'session_ended', 'activated', 'reset',
    'disabled', 'duties', 'passkey', 'passkey_count', 'passkey_added', 'passkey_removed')) not valid;
