-- exchange: what other systems sent, as it came, before anything was made of it.  The bank's payment file is the first
-- link.

create table xz.exchange_inbox (
  id bigint generated always as identity primary key,
  link text not null,
  foreign_id text not null,
  raw bytea not null,
  received_at timestamptz not null default xz.now(),
  unique (link, foreign_id)
);
