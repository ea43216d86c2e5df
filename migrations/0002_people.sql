-- people: regions, agencies, units, officers, certificates, accounts, duties, sessions, tasks.

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
  revoked_at timestamptz
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
-- Pairs that one account may never hold together: the three administrators exclude each other and all casework.
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
  ('supervisor', 'officer', '行政执法监督条例'), ('officer', 'supervisor', '行政执法监督条例'),
  ('supervisor', 'unit_head', '行政执法监督条例'), ('unit_head', 'supervisor', '行政执法监督条例'),
  ('reviewer', 'officer', '行政处罚法 58'), ('officer', 'reviewer', '行政处罚法 58');

create function xz.people_duty_guard() returns trigger language plpgsql as $$
begin
  if new.revoked_at is null and exists (
    select from xz.people_duty d join xz.people_duty_conflict c on c.a = d.duty and c.b = new.duty
    where d.account_id = new.account_id and d.revoked_at is null and d.id <> new.id) then
    raise exception 'duties exclude each other' using errcode = '23514', constraint = 'people_duty_conflict';
  end if;
  return new;
end $$;
create trigger people_duty_guard before insert or update on xz.people_duty
  for each row execute function xz.people_duty_guard();

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
  remote text not null default ''
);
create index people_session_account on xz.people_session (account_id) where ended_at is null;
create table xz.people_sign_in (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), -- real time
  username text not null,
  account_id bigint,
  outcome text not null check (outcome in ('ok', 'password', 'code', 'unknown', 'locked', 'inactive', 'sign_out', 'sign_out_everywhere')),
  remote text not null default ''
);
create index people_sign_in_name on xz.people_sign_in (username, at);
create index people_sign_in_at on xz.people_sign_in (at desc, id desc);

create table xz.people_deputy (
  id bigint generated always as identity primary key,
  from_account bigint not null references xz.people_account,
  to_account bigint not null references xz.people_account,
  duty text not null references xz.people_duty_kind,
  from_day date not null,
  until_day date not null,
  basis text not null,
  granted_by bigint not null references xz.people_principal,
  revoked_at timestamptz,
  check (from_account <> to_account and from_day <= until_day)
);
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
  revoked_at timestamptz
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

-- ---- who acts: looked up from the session token only.  plpgsql keeps the plans of a connection; sql would plan at each call.

create function xz.people_actor() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select s.account_id from xz.people_session s
  where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > clock_timestamp()); -- real time
end $$;
create function xz.people_duties(account bigint) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  return (select coalesce(bit_or(k.bit), 0) from xz.people_duty d
  join xz.people_duty_kind k on k.code = d.duty
  join xz.people_account a on a.id = d.account_id and a.active
  where d.account_id = account and d.revoked_at is null
    and d.from_day <= day and (d.until_day is null or d.until_day >= day));
end $$;
create function xz.people_actor_has(mask int) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return coalesce(xz.people_duties(xz.people_actor()) & mask <> 0, false);
end $$;
create function xz.people_actor_agency() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return (select agency_id from xz.people_account where id = who);
end $$;
-- Agencies whose files the actor may read: his own for agency-wide duties, the tree below for supervisors.
create function xz.people_actor_agencies() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who); day date := xz.today();
begin
  return (select coalesce(array_agg(distinct x.agency), '{}') from (
    select a.agency_id as agency from xz.people_account a where a.id = who and held & (1 | 8 | 16 | 64 | 128) <> 0
    union
    select t.descendant from xz.people_account a join xz.people_agency_tree t on t.ancestor = a.agency_id
    where a.id = who and held & 512 <> 0
    union
    select s.subject_id from xz.people_share s where s.subject_kind = 'agency'
      and s.to_kind = 'account' and s.to_id = who and s.revoked_at is null
      and day between s.from_day and s.until_day
  ) x where x.agency is not null);
end $$;
create function xz.people_actor_units() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return (select coalesce(array_agg(a.unit_id), '{}') from xz.people_account a
  where a.id = who and a.unit_id is not null and held & (2 | 4) <> 0);
end $$;

-- ---- sign-in, for a program that may not read credentials

create function xz.people_sign_in_look(name text) returns table (
  account_id bigint, active boolean, password text, totp bytea, last_counter bigint, failures int)
language sql stable security definer set search_path = xz, pg_temp as $$
  select a.id, a.active,
    (select secret_text from xz.people_credential where principal = a.id and kind = 'password' and revoked_at is null),
    (select secret_sealed from xz.people_credential where principal = a.id and kind = 'totp' and revoked_at is null),
    (select c.last_counter from xz.people_credential c where principal = a.id and kind = 'totp' and revoked_at is null),
    (select count(*)::int from xz.people_sign_in s
     where s.username = a.username and s.outcome in ('password', 'code')
       and s.at > greatest(clock_timestamp() - interval '10 minutes', -- real time
         coalesce((select max(at) from xz.people_sign_in o where o.username = a.username and o.outcome = 'ok'), '-infinity')))
  from xz.people_account a where a.username = name
$$;
create function xz.people_sign_in_note(name text, account bigint, what text, from_where text) returns void
language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.people_sign_in (username, account_id, outcome, remote) values (left(name, 64), account, what, left(from_where, 64))
$$;
-- Keeps the counter of a one-time code; false when it was used before.
create function xz.people_totp_used(account bigint, counter bigint) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  update xz.people_credential set last_counter = counter
  where principal = account and kind = 'totp' and revoked_at is null and last_counter < counter;
  return found;
end $$;
create function xz.people_session_start(account bigint, hash bytea, csrf bytea, how text, from_where text)
returns void language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at, remote)
  values (hash, account, csrf, how, clock_timestamp() + interval '12 hours', left(from_where, 64)) -- real time
$$;
create function xz.people_session_end(hash bytea, everywhere boolean, why text) returns int
language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint; n int;
begin
  select account_id into who from xz.people_session where token_hash = hash;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = why -- real time
  where ended_at is null and (token_hash = hash or (everywhere and account_id = who));
  get diagnostics n = row_count;
  return n;
end $$;
create function xz.people_session_open(hash bytea) returns table (
  account_id bigint, ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int, auth_time timestamptz, csrf_secret bytea,
  offset_us bigint, stale boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.id, p.ref, a.username, a.display_name, a.agency_id, a.unit_id, g.short_name, u.name,
    xz.people_duties(a.id), s.auth_time, s.csrf_secret, (select c.offset_us from xz.db_clock c),
    s.last_seen < clock_timestamp() - interval '1 minute' -- real time
  from xz.people_session s
  join xz.people_account a on a.id = s.account_id and a.active
  join xz.people_principal p on p.id = a.id
  left join xz.people_agency g on g.id = a.agency_id
  left join xz.people_unit u on u.id = a.unit_id
  where s.token_hash = hash and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
    and s.last_seen > clock_timestamp() - interval '30 minutes'; -- real time
end $$;
create function xz.people_session_touch(hash bytea) returns void language sql security definer
set search_path = xz, pg_temp as $$
  update xz.people_session set last_seen = clock_timestamp() where token_hash = hash -- real time
$$;
create function xz.people_totp_of(account bigint) returns table (totp bytea, last_counter bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select secret_sealed, c.last_counter from xz.people_credential c
  where principal = account and kind = 'totp' and revoked_at is null
$$;
revoke execute on all functions in schema xz from public;
grant execute on function xz.new_ref(), xz.now(), xz.today() to public;
grant execute on function xz.db_make_partitions(int, int) to xz_daemon, xz_admin;
grant execute on function xz.people_actor(), xz.people_duties(bigint), xz.people_actor_has(int),
  xz.people_actor_agency(), xz.people_actor_agencies(), xz.people_actor_units(),
  xz.people_duty_guard()
  to xz_desk, xz_exchange, xz_daemon, xz_admin;
grant execute on function xz.people_sign_in_look(text), xz.people_sign_in_note(text, bigint, text, text),
  xz.people_totp_used(bigint, bigint), xz.people_session_start(bigint, bytea, bytea, text, text),
  xz.people_session_end(bytea, boolean, text), xz.people_session_open(bytea), xz.people_session_touch(bytea),
  xz.people_totp_of(bigint) to xz_desk, xz_admin;

-- Public master data.
grant select on xz.people_region, xz.people_agency, xz.people_agency_tree, xz.people_unit,
  xz.people_officer, xz.people_certificate, xz.people_delegation, xz.people_duty_kind, xz.people_duty_conflict
  to xz_desk, xz_portal, xz_exchange, xz_daemon, xz_admin;
grant select on xz.people_principal, xz.people_account, xz.people_duty, xz.people_deputy, xz.people_share,
  xz.people_task to xz_desk, xz_daemon, xz_admin;
grant insert on xz.people_principal, xz.people_account, xz.people_credential, xz.people_duty, xz.people_deputy, xz.people_share,
  xz.people_access, xz.people_task, xz.sec_audit, xz.people_agency, xz.people_agency_tree, xz.people_unit,
  xz.people_officer, xz.people_certificate, xz.people_delegation to xz_desk, xz_daemon, xz_admin;
grant update on xz.people_account, xz.people_credential, xz.people_duty, xz.people_deputy, xz.people_share, xz.people_task,
  xz.people_agency, xz.people_unit, xz.people_officer, xz.people_certificate, xz.people_delegation to xz_desk, xz_daemon, xz_admin;
grant select (principal, kind, valid_from, revoked_at) on xz.people_credential to xz_desk;
grant select on xz.people_access, xz.people_sign_in, xz.sec_audit to xz_desk;
grant all on all tables in schema xz to xz_admin;

-- Administration writes by duty, whatever a handler does.
alter table xz.people_account enable row level security;
create policy account_read on xz.people_account for select to xz_desk, xz_daemon, xz_admin using (true);
create policy account_make on xz.people_account for insert to xz_desk with check ((select xz.people_actor_has(1024)));
create policy account_change on xz.people_account for update to xz_desk using ((select xz.people_actor_has(1024)));
alter table xz.people_duty enable row level security;
create policy duty_read on xz.people_duty for select to xz_desk, xz_daemon, xz_admin using (true);
create policy duty_make on xz.people_duty for insert to xz_desk with check ((select xz.people_actor_has(2048)));
create policy duty_change on xz.people_duty for update to xz_desk using ((select xz.people_actor_has(2048)));
alter table xz.people_credential enable row level security;
create policy credential_read on xz.people_credential for select to xz_desk
  using ((select xz.people_actor_has(1024)) or principal = (select xz.people_actor()));
create policy credential_make on xz.people_credential for insert to xz_desk
  with check ((select xz.people_actor_has(1024)) or principal = (select xz.people_actor()));
create policy credential_change on xz.people_credential for update to xz_desk
  using ((select xz.people_actor_has(1024)) or principal = (select xz.people_actor()));
alter table xz.people_agency enable row level security;
create policy agency_read on xz.people_agency for select using (true);
create policy agency_make on xz.people_agency for insert to xz_desk with check ((select xz.people_actor_has(1024)));
create policy agency_change on xz.people_agency for update to xz_desk using ((select xz.people_actor_has(1024)));
alter table xz.people_officer enable row level security;
create policy officer_read on xz.people_officer for select using (true);
create policy officer_make on xz.people_officer for insert to xz_desk with check ((select xz.people_actor_has(1024)));
create policy officer_change on xz.people_officer for update to xz_desk
  using ((select xz.people_actor_has(1024 | 8 | 16)));
alter table xz.people_certificate enable row level security;
create policy certificate_read on xz.people_certificate for select using (true);
create policy certificate_make on xz.people_certificate for insert to xz_desk with check ((select xz.people_actor_has(1024)));
create policy certificate_change on xz.people_certificate for update to xz_desk using ((select xz.people_actor_has(1024)));
-- Logs: the audit administrator and monitoring only; nobody changes them.
alter table xz.people_access enable row level security;
create policy access_write on xz.people_access for insert to xz_desk with check (true);
create policy access_read on xz.people_access for select to xz_desk using ((select xz.people_actor_has(4096)));
alter table xz.people_sign_in enable row level security;
create policy sign_in_read on xz.people_sign_in for select to xz_desk
  using ((select xz.people_actor_has(4096)) or account_id = (select xz.people_actor()));
alter table xz.sec_audit enable row level security;
create policy audit_write on xz.sec_audit for insert to xz_desk with check (true);
create policy audit_read on xz.sec_audit for select to xz_desk using ((select xz.people_actor_has(4096)));
alter table xz.people_task enable row level security;
create policy task_read on xz.people_task for select to xz_desk using (
  account_id = (select xz.people_actor())
  or agency_id = (select xz.people_actor_agency())
  or agency_id = any((select xz.people_actor_agencies())::bigint[]));
create policy task_write on xz.people_task for insert to xz_desk with check (true);
create policy task_change on xz.people_task for update to xz_desk using (true);
create policy task_daemon on xz.people_task to xz_daemon using (true) with check (true);
