-- exchange: the systems this platform is linked with, or should be, their keys, what they may; what came in and what
-- goes out.

create table xz.exchange_link (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name_zh text not null check (name_zh <> ''),
  name_en text not null default '',
  kind text not null check (kind in ('bank', 'hotline', 'court', 'police', 'ministry', 'province', 'node', 'own',
    'department')),
  agency_id bigint references xz.people_agency,	-- whose it is; null: nobody's of this platform
  owner text not null default '',		-- who answers for it there, and how they are reached
  direction text not null check (direction in ('in', 'out', 'both')),
  network text not null check (network in ('internet', 'government', 'private')),
  way text not null check (way in ('api', 'webhook', 'file', 'replica')),
  basis text not null default '',
  rhythm_hours int not null default 0 check (rhythm_hours between 0 and 8784),	-- it is heard of that often; 0: none
  rate int not null default 600 check (rate between 1 and 100000),		-- requests a minute
  hook_url text check (hook_url ~ '^https?://[^ ]+$' and length(hook_url) <= 400),
  hook_inside boolean not null default false,	-- its address may be one of this network
  hook_sealed bytea check (octet_length(hook_sealed) <= 1024),	-- what webhooks are signed with, for the courier
  state text not null default 'planned' check (state in ('planned', 'on', 'off')),
  on_since timestamptz,
  paused_at timestamptz,			-- nothing is sent: it failed for a day
  principal_id bigint unique references xz.people_principal,
  confirmed_at timestamptz,			-- silent for long, and its owner said why
  confirmed_text text not null default '',
  version int not null default 1,
  -- 政务数据共享条例 31, 32: no channel of its own to another department without a basis, which has the city's node
  constraint exchange_link_basis check (state <> 'on' or kind <> 'department' or basis <> '')
);

-- Of a secret the store has what is sealed for the program that checks with it (lib/sec/envelope.h).
create table xz.exchange_key (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  link_id bigint not null references xz.exchange_link,
  keyid text not null unique check (keyid ~ '^[a-z0-9][a-z0-9.-]{3,63}$'),
  algorithm text not null check (algorithm in ('hmac-sm3', 'hmac-sha256', 'ed25519', 'sm2')),
  public_key bytea check (octet_length(public_key) = case algorithm when 'sm2' then 65 else 32 end),
  secret_sealed bytea check (octet_length(secret_sealed) <= 1024),
  test boolean not null default false,		-- good where the clock can be moved, and nowhere else
  made_at timestamptz not null default clock_timestamp(), -- real time
  made_by bigint not null references xz.people_principal,
  until_day date not null,
  ended_at timestamptz,
  ended_by bigint references xz.people_principal,
  check ((algorithm in ('ed25519', 'sm2')) = (public_key is not null)),
  check ((public_key is null) = (secret_sealed is not null))
);
create index exchange_key_link on xz.exchange_key (link_id, id);

-- Public halves of the programs' keys, told by `xiezhi migrate`; secrets are sealed to the newest.
create table xz.exchange_seal (
  id bigint generated always as identity primary key,
  owner text not null check (owner in ('exchange', 'courier')),
  public_key bytea not null unique check (octet_length(public_key) = 65),
  since timestamptz not null default xz.now()
);

-- What a link may: a route, or events about subjects of a kind.
create table xz.exchange_grant (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  link_id bigint not null references xz.exchange_link,
  kind text not null check (kind in ('route', 'events')),
  name text not null,
  granted_at timestamptz not null default xz.now(),
  granted_by bigint not null references xz.people_principal,
  revoked_at timestamptz,
  revoked_by bigint references xz.people_principal
);
create unique index exchange_grant_live on xz.exchange_grant (link_id, kind, name) where revoked_at is null;

-- A signature counts once, whichever host it comes to.
create table xz.exchange_nonce (
  key_id bigint not null references xz.exchange_key,
  nonce text not null check (length(nonce) <= 64),
  at timestamptz not null default clock_timestamp(), -- real time
  primary key (key_id, nonce)
);
create index exchange_nonce_at on xz.exchange_nonce (at);
create table xz.exchange_pace (
  link_id bigint not null references xz.exchange_link,
  kind text not null check (kind in ('taken', 'refused')),
  minute timestamptz not null,
  n int not null,
  primary key (link_id, kind)
);

-- Bytes go after their time; that a message came, its digest and what became of it stay.
alter table xz.exchange_inbox alter column raw drop not null,
  add column link_id bigint references xz.exchange_link,
  add column route text not null default '',
  add column digest bytea check (octet_length(digest) = 32),
  add column state text not null default 'taken' check (state in ('taken', 'refused', 'parked')),
  add column reason text not null default '',
  add column field text not null default '',
  add column answer text not null default '',	-- the number it has here
  add column ended_at timestamptz;
create index exchange_inbox_parked on xz.exchange_inbox (link_id, id) where state = 'parked';
create index exchange_inbox_raw on xz.exchange_inbox (received_at) where raw is not null;

create table xz.exchange_delivery (
  y smallint not null,
  link_id bigint not null references xz.exchange_link,
  pos bigint not null,
  kind text not null,
  subject_kind text not null,
  subject_ref uuid not null,
  made_at timestamptz not null default clock_timestamp(), -- real time
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'given_up')),
  attempts int not null default 0,
  next_at timestamptz not null default clock_timestamp(), -- real time
  status int,
  answer_digest bytea check (octet_length(answer_digest) = 32),
  error text not null default '',
  reason text not null default '',
  ended_at timestamptz,
  primary key (y, link_id, pos, kind)
) partition by list (y);
create index exchange_delivery_next on xz.exchange_delivery (next_at, link_id) where state = 'waiting';
create index exchange_delivery_open on xz.exchange_delivery (link_id, state, pos) where state in ('waiting', 'dead');
create index exchange_delivery_sent on xz.exchange_delivery (link_id, ended_at) where state = 'sent';

-- Each use of an interface (政务数据共享条例 29: kept for three years and longer).
create table xz.exchange_call (
  y smallint not null,
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(), -- real time
  link_id bigint not null references xz.exchange_link,
  key_id bigint not null references xz.exchange_key,
  route text not null,
  purpose text not null default '',
  subject text not null default '',
  rows_n int not null default 0,
  bytes_n int not null default 0,
  ms int not null default 0,
  status int not null,
  error text not null default '',
  primary key (y, id)
) partition by list (y);
create index exchange_call_ok on xz.exchange_call (link_id, at) where status < 400;
create index exchange_call_bad on xz.exchange_call (link_id, at) where status >= 400;

insert into xz.db_partitioned values ('exchange_delivery'), ('exchange_call');
