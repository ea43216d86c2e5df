-- spotcheck: double-random checks (双随机、一公开): item rates, object and officer libraries, ties, plans, tasks, draws,
-- substitutions, visits and results; and the ledger of visits that every kind of inspection writes.

-- ---- what the register has to know for pools: credit-risk class and licences, with validity
create table xz.register_class (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  source text not null,
  valid_from date not null default xz.today(),
  valid_to date,
  check (valid_to is null or valid_from <= valid_to)
);
create unique index register_class_now on xz.register_class (subject_id) where valid_to is null;
create table xz.register_licence (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  kind text not null,			-- code table licence_kind
  number text not null,
  authority text not null default '',
  valid_from date not null,
  valid_to date,
  state text not null default 'valid' check (state in ('valid', 'suspended', 'revoked', 'cancelled'))
);
create index register_licence_subject on xz.register_licence (subject_id);
create index register_licence_kind on xz.register_licence (kind, subject_id) where state = 'valid';

-- ---- the item list (抽查事项清单): how often and how many, by credit class
create table xz.spotcheck_rate (
  id bigint generated always as identity primary key,
  item_id bigint not null references xz.law_check_item,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  ratio_permille int not null check (ratio_permille between 0 and 1000),
  per_year int not null check (per_year between 0 and 365),
  source text not null,
  valid_from date not null default xz.today(),
  valid_to date
);
create unique index spotcheck_rate_now on xz.spotcheck_rate (item_id, class) where valid_to is null;

-- ---- object library (检查对象名录库): object_id is what draws publish (trust.md 1)
create table xz.spotcheck_object (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_id bigint not null references xz.register_subject,
  kind text not null check (kind in ('firm', 'site', 'product', 'project')),
  n int not null default 0 check ((kind = 'firm') = (n = 0)),	-- number within subject and kind
  object_id text not null unique check (length(object_id) between 1 and 64 and object_id !~ '[\x01-\x1f]'),
  name text not null,
  address text not null default '',
  region text,
  industry text,
  added_by bigint not null references xz.people_principal,
  added_at timestamptz not null default xz.now(),
  ended_on date,
  end_reason text,			-- code table object_end
  version int not null default 1,
  unique (subject_id, kind, n)
);
create index spotcheck_object_region on xz.spotcheck_object (region, object_id) where ended_on is null;
create index spotcheck_object_industry on xz.spotcheck_object (industry, object_id) where ended_on is null;

-- ---- officer library (执法检查人员名录库): certificates come from people_certificate; here skills and whether he is drawn
create table xz.spotcheck_officer (
  officer_id bigint primary key references xz.people_officer,
  skills text[] not null default '{}',	-- code table skill
  drawn boolean not null default true,
  reason text not null default '',	-- why not drawn
  version int not null default 1
);
-- Known ties (回避); three clean visits to the same firm in a year are counted, not kept here.
create table xz.spotcheck_tie (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  officer_id bigint not null references xz.people_officer,
  subject_id bigint not null references xz.register_subject,
  kind text not null check (kind in ('relative', 'former_employer', 'other')),
  source text not null check (source in ('declared', 'found')),
  valid_from date not null default xz.today(),
  valid_to date,
  noted_by bigint not null references xz.people_principal,
  noted_at timestamptz not null default xz.now()
);
create index spotcheck_tie_subject on xz.spotcheck_tie (subject_id);
create unique index spotcheck_tie_now on xz.spotcheck_tie (officer_id, subject_id, kind) where valid_to is null;

-- ---- annual plan (年度抽查计划) and its lines
create table xz.spotcheck_plan (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  agency_id bigint not null references xz.people_agency,
  year smallint not null,
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'published')),
  published_at timestamptz,
  published_by bigint,
  version int not null default 1
);
create index spotcheck_plan_of on xz.spotcheck_plan (agency_id, year desc);
create table xz.spotcheck_plan_line (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  plan_id bigint not null references xz.spotcheck_plan,
  n int not null,
  title text not null,
  kind text not null check (kind in ('routine', 'special')),
  joint boolean not null default false,
  scope text not null,			-- whom it is about, in words
  batches int not null default 1 check (batches between 1 and 52),
  from_month smallint not null check (from_month between 1 and 12),
  to_month smallint not null check (to_month between from_month and 12),
  ratio_permille int not null check (ratio_permille between 0 and 1000),
  unique (plan_id, n)
);
create table xz.spotcheck_plan_item (
  line_id bigint not null references xz.spotcheck_plan_line,
  item_id bigint not null references xz.law_check_item,
  primary key (line_id, item_id)
);
create table xz.spotcheck_plan_agency (
  line_id bigint not null references xz.spotcheck_plan_line,
  agency_id bigint not null references xz.people_agency,
  primary key (line_id, agency_id)
);

-- ---- a task: from a plan line to the result of one draw
create table xz.spotcheck_task (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  chain_id bigint references xz.record_chain,
  draw_id text not null unique check (draw_id ~ '^[A-Za-z0-9-]{1,64}$'),
  agency_id bigint not null references xz.people_agency,
  line_id bigint references xz.spotcheck_plan_line,
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'announced', 'revealing', 'closed', 'drawn', 'published', 'lapsed')),
  query jsonb not null default '{}',	-- whom the pool holds: region, industry, kind, licence, not visited since
  strata_by text not null default 'class' check (strata_by in ('class', 'region', 'industry', 'none')),
  quota jsonb not null default '{}',	-- per stratum key: {"n":3} or {"permille":50}
  officer_query jsonb not null default '{}',	-- agencies, units, skills
  team_size int not null default 2 check (team_size between 2 and 20),
  per_unit jsonb not null default '{}',
  contributions text not null default 'witness' check (contributions in ('witness', 'beacon', 'none')),
  pledges boolean not null default true,
  beacon text,
  publication text not null default 'at-draw' check (publication in ('at-draw', 'after-visits')),
  reveal_by timestamptz,
  publish_by timestamptz,
  announced_at timestamptz,
  pledged_at timestamptz,
  closed_at timestamptz,
  drawn_at timestamptz,
  published_at timestamptz,
  lapsed_at timestamptz,
  lapse_reason text,
  commitment bytea check (length(commitment) = 32),
  secret_sealed bytea,			-- gone once drawn or lapsed
  seed bytea check (length(seed) = 32),
  grade text check (grade in ('A', 'B', 'C')),
  created_by bigint not null references xz.people_principal,
  created_at timestamptz not null default xz.now(),
  version int not null default 1,
  check (secret_sealed is null or state in ('announced', 'revealing', 'closed'))
);
create index spotcheck_task_agency on xz.spotcheck_task (agency_id, id desc);
create index spotcheck_task_open on xz.spotcheck_task (reveal_by) where state in ('announced', 'revealing', 'closed');
create table xz.spotcheck_task_item (
  task_id bigint not null references xz.spotcheck_task,
  item_id bigint not null references xz.law_check_item,
  primary key (task_id, item_id)
);
create table xz.spotcheck_stratum (
  task_id bigint not null references xz.spotcheck_task,
  key text not null,
  name text not null,
  pool int not null,
  quota int not null check (quota between 0 and pool),
  primary key (task_id, key)
);
-- The frozen pools: exactly the lines of objects.tsv, officers.tsv, avoid.tsv.
create table xz.spotcheck_pool (
  task_id bigint not null,		-- no foreign key: a million rows at once, written by the announcement only
  object_id text not null,
  stratum text not null,
  subject_id bigint not null,
  object bigint not null,
  primary key (task_id, object_id)
);
create index spotcheck_pool_subject on xz.spotcheck_pool (subject_id, task_id);
create table xz.spotcheck_team_pool (
  task_id bigint not null references xz.spotcheck_task,
  certificate_no text not null,
  unit text not null,
  officer_id bigint not null references xz.people_officer,
  primary key (task_id, certificate_no)
);
create table xz.spotcheck_avoid (
  task_id bigint not null references xz.spotcheck_task,
  object_id text not null,
  certificate_no text not null,
  reason text not null check (reason in ('relative', 'former_employer', 'other', 'three_clean')),
  primary key (task_id, object_id, certificate_no)
);

-- ---- witnesses: a one-time link or a code on the wall, no account; the token is kept as its digest
create table xz.spotcheck_witness (
  id bigint generated always as identity primary key,
  task_id bigint not null references xz.spotcheck_task,
  token_hash bytea not null unique check (length(token_hash) = 32),
  n int,				-- in order of receipt
  name text check (length(convert_to(name, 'UTF8')) between 1 and 64 and name !~ '[\x01-\x1f]'),
  pledge bytea check (length(pledge) = 32),
  pledged_at timestamptz,
  value bytea check (length(value) between 1 and 256),
  revealed_at timestamptz,
  made_at timestamptz not null default xz.now(),
  unique (task_id, n)
);

-- ---- what was drawn
create table xz.spotcheck_selected (
  task_id bigint not null references xz.spotcheck_task,
  seq int not null,			-- order of processing; replacements follow
  object_id text not null,
  stratum text not null,
  score bytea not null check (length(score) = 32),
  team text[] not null,
  unassigned text,			-- size | unit <unit>
  out_by int,				-- number of the substitution that replaced it
  visit_ref uuid,
  primary key (task_id, seq),
  unique (task_id, object_id)
);
create table xz.spotcheck_substitution (
  task_id bigint not null references xz.spotcheck_task,
  n int not null,
  kind text not null check (kind in ('object', 'officer')),
  for_object text not null,
  out_id text not null,
  in_id text,
  team text[] not null,
  reason text not null check (reason in ('dissolved', 'moved', 'recused', 'unfit')),
  line text not null,			-- of substitutions.jsonl, without LF
  made_by bigint not null references xz.people_principal,
  at timestamptz not null,
  primary key (task_id, n)
);
-- The published files, byte for byte: what stands under public/ can be made again from here.
create table xz.spotcheck_file (
  task_id bigint not null references xz.spotcheck_task,
  name text not null check (name in ('objects.tsv', 'officers.tsv', 'avoid.tsv', 'announcement.json', 'pledges.tsv',
    'contributions.tsv', 'result.json', 'substitutions.jsonl')),
  body bytea not null,
  sha256 bytea not null check (length(sha256) = 32),
  public_at timestamptz,		-- null: not yet
  written_at timestamptz,		-- by the publisher; null: to be written
  primary key (task_id, name)
);
create index spotcheck_file_due on xz.spotcheck_file (task_id) where public_at is not null and written_at is null;

-- ---- visits: the ledger every inspection writes (frequency caps stand on it later), and the plain results of a draw's visits
create table xz.inspection_visit (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_id bigint not null references xz.register_subject,
  agency_id bigint not null references xz.people_agency,
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint')),
  day date not null,
  counted boolean not null default true,
  reason text not null default '',
  officers text[] not null,		-- certificate numbers
  source_kind text not null,		-- spotcheck | case | inspection
  source_ref uuid not null,
  clean boolean,			-- no problem found; null: not known yet
  made_at timestamptz not null default xz.now()
);
create index inspection_visit_subject on xz.inspection_visit (subject_id, day desc);
create index inspection_visit_agency on xz.inspection_visit (agency_id, day desc);

create table xz.spotcheck_visit (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  task_id bigint not null references xz.spotcheck_task,
  object_id text not null,
  visited_on date,
  subject_status text,			-- code table subject_status of the day
  note_sealed bytea,
  state text not null default 'open' check (state in ('open', 'to_sign', 'done', 'published', 'replaced')),
  recorded_by bigint references xz.people_account,
  recorded_at timestamptz,
  second bigint references xz.people_account,
  signed_at timestamptz,
  sign_method text check (sign_method in ('account', 'code')),
  direct boolean not null default false,	-- an object without a team: assigned by hand, with a step of the record
  due_on date,
  published_at timestamptz,
  sha256 bytea check (length(sha256) = 32),	-- of the published JSON
  body bytea,
  clue_case bigint references xz.caseflow_case,
  version int not null default 1,
  unique (task_id, object_id)
);
create index spotcheck_visit_open on xz.spotcheck_visit (task_id) where state in ('open', 'to_sign', 'done');
create table xz.spotcheck_visit_result (
  visit_id bigint not null references xz.spotcheck_visit,
  item_id bigint not null references xz.law_check_item,
  result text not null,			-- code table inspect_result
  primary key (visit_id, item_id, result)
);
create table xz.spotcheck_visit_officer (
  visit_id bigint not null references xz.spotcheck_visit,
  account_id bigint not null references xz.people_account,
  certificate_no text not null,
  place int not null,
  primary key (visit_id, account_id)
);
create index spotcheck_visit_officer_account on xz.spotcheck_visit_officer (account_id);

-- ---- the item list is the law module's; coordinators keep it.  What a site changed, shipped data no longer touches.
alter table xz.law_check_item add origin text not null default 'shipped' check (origin in ('shipped', 'site'));
alter table xz.law_check_item add version int not null default 1;
alter table xz.law_check_item enable row level security;
create policy check_item_read on xz.law_check_item for select to public using (true);
create policy check_item_write on xz.law_check_item to xz_desk
  using ((select xz.people_actor_has(256)) and (agency_id is null or agency_id = (select xz.people_actor_agency())))
  with check ((select xz.people_actor_has(256)) and (agency_id is null or agency_id = (select xz.people_actor_agency())));
create policy check_item_trusted on xz.law_check_item to xz_daemon, xz_admin using (true) with check (true);
grant insert, update on xz.law_check_item to xz_desk;

-- A party without a credit code is drawn under its ref as the outside knows it: 26 characters of Crockford base32.
create function xz.spotcheck_ref_text(ref uuid) returns text language sql immutable parallel safe as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    substring(b'00' || ('x' || replace(ref::text, '-', ''))::bit(128) from 1 + 5 * i for 5)::bit(5)::int + 1, 1), '' order by i)
  from generate_series(0, 25) i
$$;
grant execute on function xz.spotcheck_ref_text(uuid) to xz_desk, xz_daemon, xz_admin;

-- Tasks whose coordinator the actor is.
create function xz.spotcheck_own() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.people_actor_has(256) then
    return '{}';
  end if;
  return (select coalesce(array_agg(id), '{}') from xz.spotcheck_task where agency_id = xz.people_actor_agency());
end $$;
grant execute on function xz.spotcheck_own() to xz_desk, xz_daemon, xz_admin;

-- ---- rights.  The libraries are read by everybody who works here and written by coordinators; a task is its agency's
-- coordinators'; a visit is its officers'; heads and supervisors read.
do $$
declare t text;
begin
  foreach t in array array['register_class', 'register_licence', 'spotcheck_object', 'spotcheck_officer'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk, xz_portal using (true)', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)))', t || '_write', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin, xz_exchange using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;
alter table xz.spotcheck_rate enable row level security;
create policy rate_read on xz.spotcheck_rate for select to xz_desk, xz_portal using (true);
create policy rate_write on xz.spotcheck_rate to xz_desk
  using ((select xz.people_actor_has(256)) and exists (select from xz.law_check_item i where i.id = item_id
    and (i.agency_id is null or i.agency_id = (select xz.people_actor_agency()))))
  with check ((select xz.people_actor_has(256)) and exists (select from xz.law_check_item i where i.id = item_id
    and (i.agency_id is null or i.agency_id = (select xz.people_actor_agency()))));
create policy rate_trusted on xz.spotcheck_rate to xz_daemon, xz_admin using (true) with check (true);
alter table xz.spotcheck_tie enable row level security;
create policy tie_desk on xz.spotcheck_tie to xz_desk
  using ((select xz.people_actor_has(256))) with check ((select xz.people_actor_has(256)));
create policy tie_trusted on xz.spotcheck_tie to xz_daemon, xz_admin using (true) with check (true);

alter table xz.spotcheck_plan enable row level security;
create policy plan_public on xz.spotcheck_plan for select to xz_portal using (state = 'published');
create policy plan_read on xz.spotcheck_plan for select to xz_desk
  using (state = 'published' or array[agency_id * 8 + 3, agency_id * 8] && (select xz.caseflow_rights()));
create policy plan_write on xz.spotcheck_plan to xz_desk
  using ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()))
  with check ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()));
create policy plan_trusted on xz.spotcheck_plan to xz_daemon, xz_admin using (true) with check (true);
alter table xz.spotcheck_plan_line enable row level security;
create policy plan_line_read on xz.spotcheck_plan_line for select to xz_desk, xz_portal
  using (exists (select from xz.spotcheck_plan p where p.id = plan_id));
-- a published plan is fixed
create policy plan_line_write on xz.spotcheck_plan_line to xz_desk
  using ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan p where p.id = plan_id
    and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())))
  with check ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan p where p.id = plan_id
    and p.state = 'draft' and p.agency_id = (select xz.people_actor_agency())));
create policy plan_line_trusted on xz.spotcheck_plan_line to xz_daemon, xz_admin using (true) with check (true);
do $$
declare t text;
begin
  foreach t in array array['spotcheck_plan_item', 'spotcheck_plan_agency'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk, xz_portal using (exists (select from xz.spotcheck_plan_line l where l.id = line_id))', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan_line l join xz.spotcheck_plan p on p.id = l.plan_id where l.id = line_id and p.state = ''draft'' and p.agency_id = (select xz.people_actor_agency()))) with check ((select xz.people_actor_has(256)) and exists (select from xz.spotcheck_plan_line l join xz.spotcheck_plan p on p.id = l.plan_id where l.id = line_id and p.state = ''draft'' and p.agency_id = (select xz.people_actor_agency())))', t || '_write', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;

-- A drawn officer reads the task of his visit, whichever agency's it is.
create function xz.spotcheck_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct v.task_id), '{}') from xz.spotcheck_visit_officer o
    join xz.spotcheck_visit v on v.id = o.visit_id where o.account_id = xz.people_actor());
end $$;
grant execute on function xz.spotcheck_rights() to xz_desk, xz_daemon, xz_admin;
alter table xz.spotcheck_task enable row level security;
create policy task_public on xz.spotcheck_task for select to xz_portal using (state <> 'draft');
create policy spot_task_read on xz.spotcheck_task for select to xz_desk
  using (state <> 'draft' or array[agency_id * 8 + 3, agency_id * 8] && (select xz.caseflow_rights()));
create policy spot_task_write on xz.spotcheck_task to xz_desk
  using ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()))
  with check ((select xz.people_actor_has(256)) and agency_id = (select xz.people_actor_agency()));
create policy spot_task_trusted on xz.spotcheck_task to xz_daemon, xz_admin using (true) with check (true);
do $$
declare t text;
begin
  foreach t in array array['spotcheck_task_item', 'spotcheck_stratum', 'spotcheck_pool', 'spotcheck_substitution'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk using (exists (select from xz.spotcheck_task k where k.id = task_id))', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_desk using (task_id = any ((select xz.spotcheck_own())::bigint[])) with check (task_id = any ((select xz.spotcheck_own())::bigint[]))', t || '_write', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
  -- recusals, and files before their day: the task's coordinators only
  foreach t in array array['spotcheck_avoid', 'spotcheck_file'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using (task_id = any ((select xz.spotcheck_own())::bigint[])) with check (task_id = any ((select xz.spotcheck_own())::bigint[]))', t || '_write', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
  create policy spotcheck_file_read on xz.spotcheck_file for select to xz_desk
    using (public_at is not null and exists (select from xz.spotcheck_task k where k.id = task_id));
  -- with reasons, names behind certificates, sealed results: coordinators of the task, and who is on a team
  foreach t in array array['spotcheck_team_pool', 'spotcheck_witness', 'spotcheck_selected', 'spotcheck_visit'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using (task_id = any ((select xz.spotcheck_rights())::bigint[]) or (select true from xz.spotcheck_task k where k.id = task_id and array[k.agency_id * 8 + 3, k.agency_id * 8] && (select xz.caseflow_rights()))) with check ((select true from xz.spotcheck_task k where k.id = task_id))', t || '_desk', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
  foreach t in array array['spotcheck_visit_result', 'spotcheck_visit_officer'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select true from xz.spotcheck_visit v where v.id = visit_id)) with check ((select true from xz.spotcheck_visit v where v.id = visit_id))', t || '_desk', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;
alter table xz.inspection_visit enable row level security;
create policy visit_ledger_read on xz.inspection_visit for select to xz_desk using (true);
create policy visit_ledger_add on xz.inspection_visit for insert to xz_desk
  with check (agency_id = (select xz.people_actor_agency()) or (select xz.people_actor_has(256)));
create policy visit_ledger_trusted on xz.inspection_visit to xz_daemon, xz_admin using (true) with check (true);

grant select on all tables in schema xz to xz_admin;
do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'xz'
    and (tablename like 'spotcheck\_%' or tablename in ('register_class', 'register_licence', 'inspection_visit')) loop
    execute format('grant select, insert, update on xz.%I to xz_desk, xz_daemon, xz_admin', t);
  end loop;
end $$;
grant delete on xz.spotcheck_plan_line, xz.spotcheck_plan_item, xz.spotcheck_plan_agency, xz.spotcheck_task_item to xz_desk, xz_admin;
revoke update on xz.spotcheck_pool, xz.spotcheck_team_pool, xz.spotcheck_avoid, xz.spotcheck_substitution from xz_desk, xz_daemon;
grant select on xz.spotcheck_plan, xz.spotcheck_plan_line, xz.spotcheck_plan_item, xz.spotcheck_plan_agency, xz.spotcheck_rate to xz_portal;
grant select (id, ref, draw_id, agency_id, line_id, title, state, strata_by, team_size, contributions, pledges, beacon, publication,
  reveal_by, publish_by, announced_at, pledged_at, closed_at, drawn_at, published_at, lapsed_at, lapse_reason, commitment, seed,
  grade) on xz.spotcheck_task to xz_portal;
