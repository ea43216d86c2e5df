-- people: regions, agencies, units, officers, certificates, accounts, duties, sessions, tasks, background jobs.

create table xz.people_region (
  code text primary key check (code ~ '^[0-9]{6,12}$'),
  name text not null,
  name_en text not null default '',
  parent text,
  level text not null check (level in ('country', 'province', 'city', 'county', 'town', 'village')),
  valid_from date not null default '1980-01-01',
  valid_to date,
  origin text not null default 'shipped' check (origin in ('shipped', 'site'))
);
create index people_region_parent on xz.people_region (parent);

create table xz.people_agency (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  code text not null unique,
  uscc text,
  name text not null,
  short_name text not null,
  name_en text not null default '',
  number_word text not null,
  kind text not null check (kind in ('organ', 'authorised', 'delegated', 'supervisor', 'government')),
  region text not null references xz.people_region,
  field text not null default '',
  parent_id bigint references xz.people_agency,
  power_source text not null default '',
  address text not null default '',
  telephone text not null default '',
  duties_text text not null default '',
  review_body text not null default '',
  court text not null default '',
  active boolean not null default true,
  version int not null default 1
);

create table xz.people_agency_tree (
  ancestor bigint not null references xz.people_agency,
  descendant bigint not null references xz.people_agency,
  depth int not null,
  primary key (ancestor, descendant)
);
create index people_agency_tree_down on xz.people_agency_tree (descendant);

create table xz.people_delegation (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  from_agency bigint not null references xz.people_agency,
  to_agency bigint not null references xz.people_agency,
  matters text not null,
  from_day date not null,
  until_day date,
  letter_no text not null,
  published_on date
);

create table xz.people_unit (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  agency_id bigint not null references xz.people_agency,
  name text not null,
  name_en text not null default '',
  active boolean not null default true,
  version int not null default 1,
  unique (agency_id, name)
);

create table xz.people_officer (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  name text not null,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  kind text not null default 'formal' check (kind in ('formal', 'auxiliary')),
  law_qualified boolean not null default false,
  first_review_on date,
  active boolean not null default true,
  version int not null default 1
);
create index people_officer_agency on xz.people_officer (agency_id, id);

create table xz.people_certificate (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  officer_id bigint not null references xz.people_officer,
  no text not null unique,
  kind text not null check (kind in ('enforcement', 'supervision', 'hearing')),
  field text not null,
  region text not null references xz.people_region,
  valid_from date not null,
  valid_to date not null,
  status text not null default 'valid' check (status in ('valid', 'suspended', 'revoked')),
  status_since date,
  version int not null default 1,
  check (valid_from <= valid_to)
);
create index people_certificate_officer on xz.people_certificate (officer_id);
create index people_certificate_order on xz.people_certificate (no, officer_id);

create table xz.people_principal (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null check (kind in ('person', 'system', 'link', 'service'))
);

create table xz.people_account (
  id bigint primary key references xz.people_principal,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  display_name text not null,
  officer_id bigint unique references xz.people_officer,
  agency_id bigint references xz.people_agency,
  unit_id bigint references xz.people_unit,
  active boolean not null default true,
  created_at timestamptz not null default xz.now(),
  version int not null default 1
);
create index people_account_agency on xz.people_account (agency_id, unit_id);

create table xz.people_credential (
  id bigint generated always as identity primary key,
  principal bigint not null references xz.people_principal,
  kind text not null check (kind in ('password', 'totp', 'oidc', 'sm2')),
  secret_text text,
  secret_sealed bytea,
  last_counter bigint not null default 0,
  valid_from timestamptz not null default clock_timestamp(), -- real time
  revoked_at timestamptz,
  counter_floor bigint not null default 0
);
create unique index people_credential_live on xz.people_credential (principal, kind) where revoked_at is null;

create table xz.people_duty_kind (
  code text primary key,
  bit int not null unique,
  name_zh text not null,
  name_en text not null,
  scope_kind text not null default 'agency' check (scope_kind in ('agency', 'unit', 'tree', 'site'))
);
insert into xz.people_duty_kind (code, bit, name_zh, name_en, scope_kind) values
  ('intake', 1, '受理', 'Intake', 'agency'),
  ('officer', 2, '执法人员', 'Officer', 'unit'),
  ('unit_head', 4, '办案机构负责人', 'Unit head', 'unit'),
  ('agency_head', 8, '机关负责人', 'Agency head', 'agency'),
  ('reviewer', 16, '审核人员', 'Reviewer', 'agency'),
  ('chair', 32, '听证主持人', 'Hearing chair', 'agency'),
  ('publisher', 64, '公示人员', 'Publisher', 'agency'),
  ('archivist', 128, '档案管理员', 'Archivist', 'agency'),
  ('coordinator', 256, '协调人员', 'Coordinator', 'agency'),
  ('supervisor', 512, '执法监督人员', 'Supervisor', 'tree'),
  ('sysadmin', 1024, '系统管理员', 'System administrator', 'site'),
  ('secadmin', 2048, '安全管理员', 'Security administrator', 'site'),
  ('auditadmin', 4096, '审计管理员', 'Audit administrator', 'site');

create table xz.people_duty (
  id bigint generated always as identity primary key,
  account_id bigint not null references xz.people_account,
  duty text not null references xz.people_duty_kind,
  from_day date not null default xz.today(),
  until_day date,
  granted_by bigint not null references xz.people_principal,
  granted_at timestamptz not null default xz.now(),
  revoked_by bigint references xz.people_principal,
  revoked_at timestamptz
);
create unique index people_duty_live on xz.people_duty (account_id, duty) where revoked_at is null;

-- Pairs that one account may never hold together, whichever was granted first: the three administrators exclude each
-- other and all casework.
create table xz.people_duty_conflict (
  a text not null references xz.people_duty_kind,
  b text not null references xz.people_duty_kind,
  basis text not null,
  primary key (a, b)
);
insert into xz.people_duty_conflict (a, b, basis)
  select x.code, y.code, 'GB/T 22239-2019 8.1.10' from xz.people_duty_kind x, xz.people_duty_kind y
  where x.code in ('sysadmin', 'secadmin', 'auditadmin') and y.code <> x.code;
insert into xz.people_duty_conflict (a, b, basis) values
  ('supervisor', 'officer', '行政执法监督条例'), ('supervisor', 'unit_head', '行政执法监督条例'),
  ('reviewer', 'officer', '行政处罚法 58');
insert into xz.people_duty_conflict (a, b, basis)
  select b, a, basis from xz.people_duty_conflict on conflict do nothing;

-- Whose session it is, as it was worked out when its last-seen was written.  It stands while nothing about people or
-- the calendar has been written since (people_stamp) and the day is the same; read in one snapshot with the stamp, so
-- that what is revoked a moment later is not overlooked.
create type xz.people_session_actor as (ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int);
create table xz.people_session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  account_id bigint not null references xz.people_account,
  csrf_secret bytea not null,
  auth_time timestamptz not null default clock_timestamp(), -- real time
  method text not null,
  last_seen timestamptz not null default clock_timestamp(), -- real time
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  remote text not null default '',
  kept xz.people_session_actor,
  kept_stamp bigint,
  kept_day date
);
create index people_session_account on xz.people_session (account_id) where ended_at is null;

create table xz.people_sign_in (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), -- real time
  username text not null,
  account_id bigint,
  outcome text not null check (outcome in ('ok', 'password', 'code', 'unknown', 'locked', 'inactive',
    'sign_out', 'sign_out_everywhere')),
  remote text not null default ''
);
create index people_sign_in_name on xz.people_sign_in (username, at);
create index people_sign_in_at on xz.people_sign_in (at desc, id desc);

create table xz.people_deputy (
  id bigint generated always as identity primary key,
  from_account bigint not null references xz.people_account,
  to_account bigint not null references xz.people_account,
  duty text not null references xz.people_duty_kind
    check (duty in ('intake', 'unit_head', 'agency_head', 'reviewer', 'publisher', 'archivist')),
  from_day date not null,
  until_day date not null,
  basis text not null,
  granted_by bigint not null references xz.people_principal,
  revoked_at timestamptz,
  ref uuid not null unique default xz.new_ref(),
  granted_at timestamptz not null default xz.now(),
  check (from_account <> to_account and from_day <= until_day),
  check (until_day <= from_day + 366)
);
create index people_deputy_to on xz.people_deputy (to_account) where revoked_at is null;

create table xz.people_share (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_kind text not null,
  subject_id bigint not null,
  to_kind text not null check (to_kind in ('agency', 'unit', 'account')),
  to_id bigint not null,
  level text not null check (level in ('card', 'full')),
  purpose text not null,
  basis text not null,
  from_day date not null default xz.today(),
  until_day date not null,
  granted_by bigint not null,
  revoked_at timestamptz,
  check (from_day <= until_day)
);
create index people_share_to on xz.people_share (to_kind, to_id) where revoked_at is null;

create table xz.people_access (
  y smallint not null,
  id bigint generated always as identity,
  at timestamptz not null default xz.now(),
  account_id bigint not null,
  route text not null,
  subject_kind text not null,
  subject_ref uuid,
  purpose text not null default '',
  rows_seen int not null default 1,
  primary key (y, id)
) partition by list (y);
insert into xz.db_partitioned values ('people_access');

create table xz.people_task (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null,
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  track_id bigint,
  item_id bigint,
  agency_id bigint not null,
  unit_id bigint,
  duty text not null,
  account_id bigint,
  clock_id bigint,
  note text not null default '',
  opened_at timestamptz not null default xz.now(),
  done_at timestamptz,
  done_by bigint
);
create index people_task_open on xz.people_task (agency_id, duty, id) where done_at is null;
create index people_task_account on xz.people_task (account_id) where done_at is null;
create index people_task_subject on xz.people_task (subject_kind, subject_id) where done_at is null;
-- Tasks that wait for whoever of an agency takes them, without passing those that have an account.
create index people_task_free on xz.people_task (agency_id) where done_at is null and account_id is null;

-- One audit table for master data.
create table xz.sec_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default xz.now(),
  actor bigint not null,
  kind text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  request text not null default ''
);
create index sec_audit_at on xz.sec_audit (at desc, id desc);

-- What was written about people and the calendar counts this up, and with it ends what sessions keep.
create table xz.people_stamp (
  only_row boolean primary key default true check (only_row),
  n bigint not null default 0
) with (fillfactor = 10);
insert into xz.people_stamp default values;

-- One-time codes that came later than they were typed: each step is used once, whichever came first.
create table xz.people_code_step (
  account_id bigint not null references xz.people_account,
  counter bigint not null,
  primary key (account_id, counter)
);

-- Background jobs (foundations 10).  A job acts under a session of its own: method 'job', never seen, so that no cookie
-- opens it (people_session_open wants to have seen it within half an hour) while row security knows its account.  What
-- ends the account's sessions ends it too.  token_sealed: its token, sealed with a key the store does not have.
create table xz.job (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null,
  arguments jsonb not null default '{}',
  account bigint not null constraint job_account references xz.people_account,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'expired')),
  progress smallint not null default 0 check (progress between 0 and 100),
  result jsonb,
  created_at timestamptz not null default xz.now(),
  finished_at timestamptz,
  expires_at timestamptz,
  session_id bigint references xz.people_session,
  token_sealed bytea,
  tries smallint not null default 0,
  beat_at timestamptz,
  subject_kind text not null default '',
  subject_ref uuid
);
create index job_queued on xz.job (id) where state = 'queued';
create index job_account_subject on xz.job (account, subject_ref, id desc);
create index job_live on xz.job (id) where state in ('queued', 'running', 'done');
