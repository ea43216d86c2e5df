-- spotcheck: double-random checks (双随机、一公开): item rates, object and officer libraries, ties, plans, tasks,
-- draws, substitutions, visits and results.

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

-- ---- officer library (执法检查人员名录库): certificates come from people_certificate; here skills and who is drawn
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
  state text not null default 'draft'
    check (state in ('draft', 'announced', 'revealing', 'closed', 'drawn', 'published', 'lapsed')),
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
  lapse_seen_at timestamptz,
  lapse_seen_by bigint references xz.people_account,
  lapse_words uuid,
  check (secret_sealed is null or state in ('announced', 'revealing', 'closed'))
);
create index spotcheck_task_agency on xz.spotcheck_task (agency_id, id desc);
create index spotcheck_task_open on xz.spotcheck_task (reveal_by) where state in ('announced', 'revealing', 'closed');
create index spotcheck_task_sealed on xz.spotcheck_task (publish_by) where state = 'drawn';
create index spotcheck_task_public on xz.spotcheck_task (announced_at desc, id desc) where state <> 'draft';
create index spotcheck_task_announced on xz.spotcheck_task (agency_id, announced_at) where state <> 'draft';
create index spotcheck_task_drawn on xz.spotcheck_task (agency_id, drawn_at) where drawn_at is not null;

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
create index spotcheck_pool_object on xz.spotcheck_pool (object_id, task_id);

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
create index spotcheck_substitution_at on xz.spotcheck_substitution (at);

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
alter table xz.spotcheck_file alter column body set storage external;
create index spotcheck_file_due on xz.spotcheck_file (task_id) where public_at is not null and written_at is null;

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
  note_ref uuid,	-- what was noted, sealed beside the record
  clue_number text,
  unique (task_id, object_id)
);
create index spotcheck_visit_open on xz.spotcheck_visit (task_id) where state in ('open', 'to_sign', 'done');
create index spotcheck_visit_due on xz.spotcheck_visit (due_on) where state = 'done';
create unique index spotcheck_visit_clue on xz.spotcheck_visit (clue_case) where clue_case is not null;
create index spotcheck_visit_day on xz.spotcheck_visit (visited_on, id) where state in ('done', 'published');

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

create table xz.spotcheck_wall (
  task_id bigint primary key references xz.spotcheck_task,
  code_hash bytea not null unique check (length(code_hash) = 32),
  made_at timestamptz not null default xz.now()
);

-- An object that the draw left without a team, assigned by hand: the reason is sealed in the record's step.
create table xz.spotcheck_assignment (
  task_id bigint not null references xz.spotcheck_task,
  object_id text not null,
  team text[] not null check (cardinality(team) >= 2),
  made_by bigint not null references xz.people_principal,
  at timestamptz not null,
  step int not null,
  primary key (task_id, object_id)
);

-- Codes typed that were nobody's, by draw and by the digest of draw and address: the code on the wall is short.  A
-- link's own token is long and is always let in.  Kept for a day.
create table xz.spotcheck_guess (
  task_id bigint not null references xz.spotcheck_task,
  from_hash bytea not null check (length(from_hash) = 32),
  since timestamptz not null,
  tries int not null,
  primary key (task_id, from_hash)
);
create index spotcheck_guess_since on xz.spotcheck_guess (since);
