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
  any_day boolean not null default false,
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
