-- base: schema, clock, acts, events: what every module stands on.

create schema xz;
alter default privileges revoke execute on functions from public;

-- The movable clock.  Sessions and one-time codes keep real time.
create table xz.db_clock (
  only_row boolean primary key default true check (only_row),
  offset_us bigint not null default 0,
  movable boolean not null default false
);
insert into xz.db_clock default values;

-- Defaults of columns call these three, so they cannot be dropped and made anew: they stand here, not in again/.
-- 16 random bytes: two version-4 UUIDs hashed, since a single one has six fixed bits.
create function xz.new_ref() returns uuid language sql volatile parallel safe as $$
  select encode(substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16), 'hex')::uuid
$$;
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

-- The tables that are partitioned by year: xz.db_make_partitions().
create table xz.db_partitioned (name text primary key);
insert into xz.db_partitioned values ('event');

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
  primary key (y, id),
  constraint event_logged check (
    kind not in ('draw.announced', 'draw.pledged', 'draw.closed', 'draw.result', 'draw.lapsed', 'draw.substituted',
      'disclosure.published', 'disclosure.corrected', 'disclosure.withdrawn', 'disclosure.expired',
      'disclosure.repaired', 'record')
    or coalesce(payload->>'digest' ~ '^[0-9a-f]{64}$', false)
      and coalesce(payload->>'id' ~ '^[A-Za-z0-9-]{1,64}$', true))
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
