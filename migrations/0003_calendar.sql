-- calendar: working days, dated parameters, and the one table of clocks.

-- A calendar is never changed: an edit makes a new version, and a clock says which it used.
create table xz.calendar_version (
  id bigint generated always as identity primary key,
  label text not null unique,
  published_from_year int not null,
  published_to_year int not null,
  origin text not null check (origin in ('shipped', 'site')),
  created timestamptz not null default xz.now(),
  check (1900 <= published_from_year and published_from_year <= published_to_year and published_to_year <= 2199)
);
create table xz.calendar_day (
  version bigint not null references xz.calendar_version,
  day date not null check (day between '1900-01-01' and '2199-12-31'),
  kind text not null check (kind in ('holiday', 'workday', 'plain')), -- plain: a site takes a shipped mark away
  name text not null default '',
  source text not null default '',
  origin text not null check (origin in ('shipped', 'site')),
  primary key (version, day)
);

-- Every figure of law.  Rows are closed, never deleted; valid_to is the last day.  A row found wrong
-- gets an empty validity (valid_to before valid_from) and stays for the clocks that used it.
create table xz.calendar_parameter (
  id bigint generated always as identity primary key,
  key text not null check (key ~ '^[a-z][a-z0-9_.]{1,79}$'),
  value bigint not null,
  unit text not null check (unit in ('wd', 'd', 'h', 'month', 'year', 'fen', 'pct_x100', 'count')),
  source text not null check (source <> ''),
  region text not null default '000000',
  agency_id bigint references xz.people_agency,
  sector text not null default '',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from - 1),
  origin text not null check (origin in ('shipped', 'site')),
  name_zh text not null default '',
  name_en text not null default '',
  note text not null default '',
  version int not null default 1,
  check (value >= 0)
);
create index calendar_parameter_key on xz.calendar_parameter (key, valid_from);
create unique index calendar_parameter_live on xz.calendar_parameter
  (key, region, coalesce(agency_id, 0), sector, valid_from, origin) where valid_to is null or valid_to >= valid_from;

create function xz.calendar_parameter_guard() returns trigger language plpgsql as $$
begin
  if (new.key, new.value, new.unit, new.region, new.agency_id, new.sector, new.valid_from, new.origin)
    is distinct from (old.key, old.value, old.unit, old.region, old.agency_id, old.sector, old.valid_from, old.origin)
    or (old.valid_to is not null and (new.valid_to is null or new.valid_to > old.valid_to)) then
    raise exception 'a parameter is closed, not changed' using errcode = '23514', constraint = 'calendar_parameter_guard';
  end if;
  return new;
end $$;
create trigger calendar_parameter_guard before update on xz.calendar_parameter
  for each row execute function xz.calendar_parameter_guard();

-- The one place of due dates.
create table xz.calendar_clock (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  duty text not null references xz.people_duty_kind,
  account_id bigint references xz.people_account,
  rule text not null,
  parameter_id bigint references xz.calendar_parameter, -- null: the term was written on a paper
  basis_day date not null,
  calendar_version bigint not null references xz.calendar_version,
  start_at timestamptz not null,
  term_n bigint not null check (term_n between 0 and 100000),
  term_unit text not null check (term_unit in ('wd', 'd', 'h', 'month', 'year')),
  due_at timestamptz,
  next_tick timestamptz,
  state text not null default 'open' check (state in ('open', 'met', 'lapsed', 'cancelled')),
  stopped boolean not null default false,
  provisional boolean not null default false,
  extension_n bigint not null default 0,
  replaced_by bigint references xz.calendar_clock,
  expiry_action text,
  derivation jsonb not null,
  closed_at timestamptz,
  check (stopped = (due_at is null)),
  check ((state = 'open') = (closed_at is null)),
  check (replaced_by is null or state <> 'open')
);
create index calendar_clock_tick on xz.calendar_clock (next_tick) where state = 'open';
create index calendar_clock_subject on xz.calendar_clock (subject_kind, subject_id);
create index calendar_clock_agency on xz.calendar_clock (agency_id, due_at) where state = 'open';
create index calendar_clock_version on xz.calendar_clock (calendar_version) where state = 'open';

create table xz.calendar_exclusion (
  id bigint generated always as identity primary key,
  clock_id bigint not null references xz.calendar_clock,
  kind text not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  basis_ref uuid
);
create index calendar_exclusion_clock on xz.calendar_exclusion (clock_id);
create unique index calendar_exclusion_open on xz.calendar_exclusion
  (clock_id, kind, coalesce(basis_ref, '00000000-0000-0000-0000-000000000000')) where to_at is null;

create table xz.calendar_extension (
  id bigint generated always as identity primary key,
  clock_id bigint not null references xz.calendar_clock,
  n bigint not null check (n between 1 and 100000),
  unit text not null check (unit in ('wd', 'd', 'h', 'month', 'year')),
  parameter_id bigint references xz.calendar_parameter,
  by_principal bigint not null references xz.people_principal,
  at timestamptz not null,
  reason text not null
);
create index calendar_extension_clock on xz.calendar_extension (clock_id);

-- What a clock is about never changes, a closed one stays closed, and neither an exclusion nor an
-- extension brings a due date nearer; only another calendar may.
create function xz.calendar_clock_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a clock is never dropped' using errcode = '42501';
  end if;
  if (new.subject_kind, new.subject_id, new.subject_ref, new.rule, new.parameter_id, new.basis_day, new.start_at,
      new.term_n, new.term_unit)
    is distinct from (old.subject_kind, old.subject_id, old.subject_ref, old.rule, old.parameter_id, old.basis_day,
      old.start_at, old.term_n, old.term_unit)
    or (old.state <> 'open' and (new.state <> old.state or new.due_at is distinct from old.due_at))
    or (new.calendar_version = old.calendar_version and new.due_at < old.due_at)
    or new.extension_n < old.extension_n then
    raise exception 'a clock may not be turned back' using errcode = '23514', constraint = 'calendar_clock_guard';
  end if;
  return new;
end $$;
create trigger calendar_clock_guard before update or delete on xz.calendar_clock
  for each row execute function xz.calendar_clock_guard();

create function xz.calendar_exclusion_guard() returns trigger language plpgsql as $$
begin
  if (new.clock_id, new.kind, new.from_at, new.basis_ref) is distinct from (old.clock_id, old.kind, old.from_at, old.basis_ref)
    or old.to_at is not null then
    raise exception 'an exclusion is ended once, not changed' using errcode = '23514', constraint = 'calendar_exclusion_guard';
  end if;
  return new;
end $$;
create trigger calendar_exclusion_guard before update on xz.calendar_exclusion
  for each row execute function xz.calendar_exclusion_guard();

grant select on xz.calendar_version, xz.calendar_day, xz.calendar_parameter
  to xz_desk, xz_portal, xz_exchange, xz_daemon, xz_admin;
grant insert on xz.calendar_version, xz.calendar_day, xz.calendar_parameter to xz_desk, xz_admin;
grant update (valid_to, note, source, name_zh, name_en, version) on xz.calendar_parameter to xz_desk, xz_admin;
grant select, insert, update on xz.calendar_clock, xz.calendar_exclusion to xz_desk, xz_daemon, xz_admin;
grant select, insert on xz.calendar_extension to xz_desk, xz_daemon, xz_admin;
