-- disclosure: classes and rules of publication, items, redactions, the copies that the public reads.

-- Which class a penalty falls into is data: the field of the agency, the procedure, its kinds, the sum.  The first by
-- seq that fits; without a seq only a person can say so.  The end is never stored: it is counted from the row.
create table xz.disclosure_regime (
  id bigint generated always as identity primary key,
  code text not null,
  class text not null,
  name_zh text not null,
  name_en text not null,
  start_event text not null check (start_event in ('publication', 'decision')),
  shown boolean not null default true,
  min_months int,
  max_months int,
  repairable boolean not null default true,
  valid_from date not null,
  valid_to date,
  source text not null,
  seq int,
  field text not null default '',
  procedure text not null default '',
  only_kinds text[] not null default '{}',
  has_kinds text[] not null default '{}',
  fine_max_fen bigint
);

create table xz.disclosure_rule (
  code text primary key,
  seq int not null,
  name_zh text not null,
  name_en text not null,
  pattern text not null,
  replacement text not null default '*',
  source text not null
);

-- withdrawn_code: what the public is told (law_code withdraw_reason); the words stay here.
create table xz.disclosure_item (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  decision_id bigint not null references xz.caseflow_decision,
  decision_ref uuid not null,
  agency_id bigint not null references xz.people_agency,
  version int not null default 1,
  state text not null default 'draft'
    check (state in ('draft', 'published', 'withheld', 'withdrawn', 'corrected', 'expired')),
  regime_id bigint references xz.disclosure_regime,
  draft text not null,
  json bytea,
  sha256 bytea,
  published_by bigint,
  published_at timestamptz,
  withheld_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  withdrawn_code text,
  unique (decision_id, version)
);

create table xz.disclosure_redaction (
  id bigint generated always as identity primary key,
  item_id bigint not null references xz.disclosure_item,
  field text not null,
  at int not null,
  len int not null,
  rule text,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected')),
  decided_by bigint
);
create index disclosure_redaction_item on xz.disclosure_redaction (item_id);

create table xz.disclosure_channel (
  id bigint generated always as identity primary key,
  item_id bigint not null references xz.disclosure_item,
  channel text not null default 'portal',
  regime_id bigint references xz.disclosure_regime,
  state text not null default 'open',
  opened_at timestamptz not null default xz.now(),
  done_at timestamptz,
  unique (item_id, channel, regime_id)
);

create sequence xz.disclosure_change;
-- ---- copies made at publication: all the portal's role can read
-- changed: a number that changes with whatever the public page of a decision is made of: its own row, and those of the
-- other decisions about the same party.  One look-up by primary key says whether a page made before still holds.
create table xz.disclosure_public (
  decision_ref uuid primary key,
  state text not null check (state in ('published', 'withdrawn', 'expired', 'repaired')),
  version int not null,
  number text not null,
  outcome text not null,
  party_name text,
  party_code text,
  natural_person boolean not null default false,
  cause_name text,
  result_text text,
  agency_ref uuid not null,
  agency_name text not null,
  region text not null,
  decided_on date not null,
  published_at timestamptz not null,
  ended_at timestamptz,
  end_reason text constraint disclosure_public_reason check (end_reason ~ '^[a-z_]{1,40}$'),
  json bytea,
  sha256 bytea,
  status json not null default '{}',
  regime_id bigint references xz.disclosure_regime,
  changed bigint not null default 0,
  check ((state = 'published') = (json is not null))
);
create index disclosure_public_new on xz.disclosure_public (published_at desc, decision_ref) where state = 'published';
create index disclosure_public_code on xz.disclosure_public (party_code) where state = 'published';
create index disclosure_public_number on xz.disclosure_public (number);
create index disclosure_public_decided on xz.disclosure_public (decided_on desc, decision_ref desc)
  where state = 'published';
create index disclosure_public_agency on xz.disclosure_public (agency_ref, decided_on desc, decision_ref desc)
  where state = 'published';
create index disclosure_public_year on xz.disclosure_public (decided_on, outcome) where state = 'published';
create index disclosure_public_ended on xz.disclosure_public (ended_at) where state <> 'published';

create table xz.disclosure_search (
  decision_ref uuid primary key references xz.disclosure_public,
  decided_on date not null,
  folded text not null,
  bigrams int4[] not null
);
alter table xz.disclosure_search alter bigrams set statistics 2000;
create index disclosure_search_bigrams on xz.disclosure_search using gin (bigrams) with (fastupdate = on);
create index disclosure_search_day on xz.disclosure_search (decided_on desc, decision_ref desc);
