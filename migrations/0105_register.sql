-- register: regulated parties.  id and ref never change; names, codes and addresses have validity.

create table xz.register_subject (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  kind text not null check (kind in ('person', 'individual', 'company', 'other')),
  status text not null default 'active'
    check (status in ('active', 'cancelled', 'revoked', 'withdrawn', 'moved_out', 'closed')),
  ent_type text not null default '',
  registered_on date,
  capital text not null default '',
  business_scope text not null default '',
  city text not null default '',
  region text,
  industry text,
  origin text not null default 'desk' check (origin in ('import', 'desk', 'demo', 'exchange')),
  created_at timestamptz not null default xz.now(),
  version int not null default 1
);

create table xz.register_name (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  name text not null check (length(name) between 1 and 300),
  valid_from date not null default xz.today(),
  valid_to date
);
create unique index register_name_now on xz.register_name (subject_id) where valid_to is null;

create table xz.register_code (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  kind text not null default 'uscc' check (kind in ('uscc', 'registration', 'other')),
  code text not null,
  fault text not null default '',
  valid_from date not null default xz.today(),
  valid_to date
);
create unique index register_code_valid on xz.register_code (kind, code) where valid_to is null;
create index register_code_subject on xz.register_code (subject_id);

create table xz.register_address (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  kind text not null default 'registered' check (kind in ('registered', 'business', 'service')),
  address text not null,
  valid_from date not null default xz.today(),
  valid_to date
);
create index register_address_subject on xz.register_address (subject_id);

-- What concerns a natural person: sealed; the number's keyed digest finds them again.
create table xz.register_person (
  subject_id bigint primary key references xz.register_subject,
  number_sealed bytea,
  number_lookup bytea unique,
  contact_sealed bytea,
  representative_sealed bytea,
  birth_year smallint
);

create table xz.register_succession (
  id bigint generated always as identity primary key,
  from_subject bigint not null references xz.register_subject,
  to_subject bigint not null references xz.register_subject,
  kind text not null check (kind in ('rename', 'split', 'merge', 'new_code')),
  on_day date not null
);

create table xz.register_search (
  subject_id bigint primary key references xz.register_subject,
  name text not null,
  folded text not null,
  code text not null default '',
  bigrams int4[] not null
);
alter table xz.register_search alter bigrams set statistics 2000;
create index register_search_code on xz.register_search (code text_pattern_ops);
create index register_search_bigrams on xz.register_search using gin ((bigrams || (subject_id >> 13)::int4));
alter index xz.register_search_bigrams alter column 1 set statistics 0;

-- What pools are drawn by: credit-risk class and licences, with validity.
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

-- Where a registered place lies, when somebody measured it (WGS 84).
create table xz.register_geo (
  subject_id bigint primary key references xz.register_subject,
  lat numeric(9, 6) not null check (lat between -90 and 90),
  lon numeric(9, 6) not null check (lon between -180 and 180),
  source text not null,
  noted_at timestamptz not null default xz.now()
);
