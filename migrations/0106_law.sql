-- law: laws and articles by version, matters, causes, discretion scales, check items, code tables.

-- law: laws and articles by version, matters, causes, discretion scales, check items, code tables.
create table xz.law_code (
  kind text not null,
  code text not null,
  seq int not null default 0,
  name_zh text not null,
  name_en text not null,
  valid_from date not null default '2000-01-01',
  valid_to date,
  source text not null default '',
  primary key (kind, code, valid_from)
);

create table xz.law_law (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  title text not null unique,
  title_en text not null default '',
  level text not null check (level in ('constitution', 'law', 'regulation', 'rule', 'local', 'document', 'standard')),
  issuer text not null default '',
  origin text not null default 'shipped'
);

create table xz.law_version (
  id bigint generated always as identity primary key,
  law_id bigint not null references xz.law_law,
  version_day date not null,
  valid_from date not null,
  valid_to date,
  number text not null default '',
  source text not null default '',
  unique (law_id, version_day)
);

create table xz.law_article (
  version_id bigint not null references xz.law_version,
  no int not null,
  suffix int not null default 0,
  label text not null,
  chapter text not null default '',
  text text,
  primary key (version_id, no, suffix)
);

create table xz.law_matter (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  code text not null,
  name text not null,
  name_en text not null default '',
  type text not null check (type in ('penalty', 'coercion', 'inspection', 'licence', 'other')),
  field text not null default '',
  basis text not null default '',
  levels text not null default '',
  agency_id bigint references xz.people_agency,
  published_on date,
  valid_from date not null,
  valid_to date,
  version int not null default 1
);
create unique index law_matter_code on xz.law_matter (code, coalesce(agency_id, 0)) where valid_to is null;
create index law_matter_list on xz.law_matter (agency_id, code);
create index law_matter_code_order on xz.law_matter (code, id) where valid_to is null;

create table xz.law_cause (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  code text not null,
  name text not null,
  name_en text not null default '',
  field text not null,
  matter_id bigint references xz.law_matter,
  harm boolean not null default false,
  valid_from date not null,
  valid_to date
);
create unique index law_cause_code on xz.law_cause (code) where valid_to is null;

create table xz.law_cause_article (
  cause_id bigint not null references xz.law_cause,
  role text not null check (role in ('broken', 'applied')),
  law_id bigint not null references xz.law_law,
  article int not null,
  suffix int not null default 0,
  para int,
  item int,
  primary key (cause_id, role, law_id, article, suffix)
);

create table xz.law_scale (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  cause_id bigint not null references xz.law_cause,
  kind text not null check (kind in ('tier', 'weights')),
  title text not null,
  source text not null,
  published_on date,
  valid_from date not null,
  valid_to date
);

-- min and max in fen, or hundredths of the multiple of the base.
create table xz.law_tier (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  scale_id bigint not null references xz.law_scale,
  seq int not null,
  name text not null,
  name_en text not null default '',
  penalties text[] not null default '{fine}',
  base text not null check (base in ('yuan', 'gains', 'goods', 'investment')),
  min bigint not null check (min >= 0),
  max bigint not null,
  conditions text not null default '',
  check (min <= max)
);

create table xz.law_tier_condition (
  tier_id bigint not null references xz.law_tier,
  grp int not null,
  factor text not null,
  comparator text not null check (comparator in ('=', '<', '<=', '>', '>=', 'in')),
  value text not null,
  primary key (tier_id, grp, factor, comparator)
);

create table xz.law_check_item (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  code text not null,
  name text not null,
  name_en text not null default '',
  matter_id bigint references xz.law_matter,
  agency_id bigint references xz.people_agency,
  kind text not null check (kind in ('general', 'key')),
  method text not null default '',
  standard text not null default '',
  pass_test text not null default '',
  mode text not null default 'onsite' check (mode in ('onsite', 'remote', 'written')),
  published_on date,
  valid_from date not null,
  valid_to date,
  origin text not null default 'shipped' check (origin in ('shipped', 'site')),
  version int not null default 1
);
create unique index law_check_item_code on xz.law_check_item (code, coalesce(agency_id, 0)) where valid_to is null;
