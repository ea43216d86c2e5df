-- tlog: bodies that watch the log, and the checkpoints they cosigned.

create table xz.tlog_witness (
  id bigint generated always as identity primary key,
  vkey text not null unique,
  name_zh text not null check (length(name_zh) between 1 and 100),
  name_en text not null check (length(name_en) between 1 and 100),
  since timestamptz not null default clock_timestamp(), -- real time
  until timestamptz
);
create table xz.tlog_cosignature (
  witness_id bigint not null references xz.tlog_witness,
  size bigint not null references xz.tlog_checkpoint,
  signed_at timestamptz not null,
  line text not null check (octet_length(line) <= 1024),
  received_at timestamptz not null default clock_timestamp(), -- real time
  primary key (witness_id, size)
);
create index tlog_cosignature_size on xz.tlog_cosignature (size desc);
create trigger tlog_cosignature_fixed before update or delete on xz.tlog_cosignature
  for each row execute function xz.tlog_never();
create trigger tlog_cosignature_kept before truncate on xz.tlog_cosignature
  for each statement execute function xz.tlog_never();

-- The portal checked the signature before; nobody without a registered key gets this far.  One every two seconds a witness.
create function xz.tlog_cosign(key text, of_size bigint, at timestamptz, signed_line text) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare w bigint;
begin
  select id into w from xz.tlog_witness where vkey = key and until is null for update;
  if w is null then return 'unknown'; end if;
  if exists (select from xz.tlog_cosignature c where c.witness_id = w and c.size = of_size) then return 'again'; end if;
  if not exists (select from xz.tlog_checkpoint c where c.size = of_size and c.published_at is not null) then return 'no_checkpoint'; end if;
  if exists (select from xz.tlog_cosignature c where c.witness_id = w
    and c.received_at > clock_timestamp() - interval '2 seconds') then return 'limit'; end if; -- real time
  insert into xz.tlog_cosignature (witness_id, size, signed_at, line) values (w, of_size, at, signed_line);
  return 'taken';
end $$;
grant execute on function xz.tlog_cosign(text, bigint, timestamptz, text) to xz_portal;
grant select on xz.tlog_witness, xz.tlog_cosignature to xz_portal, xz_desk, xz_daemon, xz_exchange, xz_admin;
grant insert, update (until) on xz.tlog_witness to xz_admin;
