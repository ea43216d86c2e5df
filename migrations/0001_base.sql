-- Schema, clock, acts, events, jobs: what every module stands on.

create schema xz;
alter default privileges revoke execute on functions from public;
grant usage on schema xz to xz_desk, xz_portal, xz_exchange, xz_daemon, xz_admin;

-- 16 random bytes: two version-4 UUIDs hashed, since a single one has six fixed bits.
create function xz.new_ref() returns uuid language sql volatile parallel safe as $$
  select encode(substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16), 'hex')::uuid
$$;

-- The movable clock.  Sessions and one-time codes keep real time.
create table xz.db_clock (
  only_row boolean primary key default true check (only_row),
  offset_us bigint not null default 0,
  movable boolean not null default false
);
insert into xz.db_clock default values;
grant select on xz.db_clock to public;
grant update on xz.db_clock to xz_admin;

-- xz.clock_at moves the clock of one connection of xz_admin: the demo loader only.
create function xz.now() returns timestamptz language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare own text := current_setting('xz.clock_at', true);
begin
  if own <> '' and session_user in ('xz_admin', 'root', 'postgres') then
    return own::timestamptz;
  end if;
  return clock_timestamp() + (select offset_us from xz.db_clock) * interval '1 microsecond'; -- real time
end $$;

create function xz.today() returns date language plpgsql stable as $$
begin
  return (xz.now() at time zone 'Asia/Shanghai')::date;
end $$;

-- Every act once: the key and what it answered; kept 90 days.
create table xz.db_act (
  principal bigint not null,
  scope text not null default '',
  key text not null check (length(key) between 8 and 64),
  body_hash bytea not null check (length(body_hash) = 32),
  answer text,
  at timestamptz not null default clock_timestamp(), -- real time
  primary key (principal, scope, key)
);
create index db_act_at on xz.db_act (at);
grant select, insert, update on xz.db_act to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant delete on xz.db_act to xz_daemon;

-- One event stream.  The act writes event and event_pending; the sequencer gives the order.
create table xz.event (
  y smallint not null,
  id bigint generated always as identity,
  kind text not null,
  subject_kind text not null,
  subject_ref uuid not null,
  agency_id bigint,
  unit_id bigint,
  actor uuid not null,
  at timestamptz not null,
  dims jsonb not null default '{}',
  payload jsonb not null default '{}',
  primary key (y, id)
) partition by list (y);
create table xz.event_pending (
  y smallint not null,
  id bigint not null,
  primary key (y, id)
);
create table xz.event_order (
  pos bigint primary key,
  y smallint not null,
  id bigint not null,
  unique (y, id)
);
create table xz.event_cursor (
  consumer text primary key,
  pos bigint not null default 0,
  moved_at timestamptz
);
grant insert, select on xz.event, xz.event_pending to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant select, insert on xz.event_order to xz_daemon;
grant delete on xz.event_pending to xz_daemon;
grant select, insert, update on xz.event_cursor to xz_daemon;

create table xz.job (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null,
  arguments jsonb not null default '{}',
  account bigint not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  result jsonb,
  created_at timestamptz not null default xz.now(),
  finished_at timestamptz,
  expires_at timestamptz
);
create index job_queued on xz.job (id) where state = 'queued';
grant select, insert on xz.job to xz_desk;
grant select, update, delete on xz.job to xz_daemon, xz_admin;

-- Partitions by year: migrate and the daemon call this; it follows xz.now().
create table xz.db_partitioned (name text primary key);
insert into xz.db_partitioned values ('event');
create function xz.db_make_partitions(first_year int, last_year int) returns int language plpgsql
security definer set search_path = xz, pg_temp as $$
declare t text; yr int; made int := 0;
begin
  for t in select name from xz.db_partitioned order by name loop
    for yr in first_year .. last_year loop
      if to_regclass(format('xz.%I', t || '_' || yr)) is null then
        execute format('create table xz.%I partition of xz.%I for values in (%s)', t || '_' || yr, t, yr);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
revoke execute on function xz.db_make_partitions(int, int) from public;
grant execute on function xz.db_make_partitions(int, int) to xz_daemon, xz_admin;
grant execute on function xz.new_ref(), xz.now(), xz.today() to public;
