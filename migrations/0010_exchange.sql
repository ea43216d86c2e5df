-- exchange: what other systems sent, as it came, before anything was made of it.  The bank's payment file is the first link.

create table xz.exchange_inbox (
  id bigint generated always as identity primary key,
  link text not null,
  foreign_id text not null,
  raw bytea not null,
  received_at timestamptz not null default xz.now(),
  unique (link, foreign_id)
);
create trigger exchange_inbox_fixed before update or delete on xz.exchange_inbox
  for each row execute function xz.record_never();
grant select, insert on xz.exchange_inbox to xz_exchange, xz_daemon, xz_admin;
