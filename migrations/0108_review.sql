-- review: criteria as data, requests, points, opinions.

create table xz.review_criterion (
  id bigint generated always as identity primary key,
  limb smallint not null check (limb between 1 and 4),
  cause_code text,
  party text check (party in ('person', 'organisation')),
  penalty_kind text,
  amount_min_fen bigint,
  note text not null,
  source text not null,
  deliberate boolean not null default true,
  agency_id bigint references xz.people_agency,
  valid_from date not null,
  valid_to date,
  origin text not null default 'shipped'
);

create table xz.review_request (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  track_id bigint references xz.caseflow_track,
  report_version int not null,
  kind text not null check (kind in ('case', 'legal')),
  limb smallint,
  why jsonb not null default '[]',
  content_sha256 bytea not null,
  submitted_by bigint not null,
  submitted_at timestamptz not null,
  reviewer bigint references xz.people_account,
  taken_at timestamptz,
  returned_list text,
  state text not null default 'open' check (state in ('open', 'returned', 'done', 'lapsed')),
  opinion text,
  opinion_text text,
  opined_at timestamptz
);
create index review_request_case on xz.review_request (case_id, id desc);
create unique index review_request_open on xz.review_request (case_id, coalesce(track_id, 0))
  where state in ('open', 'returned');

create table xz.review_point (
  request_id bigint not null references xz.review_request,
  n smallint not null,
  verdict text not null check (verdict in ('ok', 'problem')),
  note text not null default '',
  primary key (request_id, n)
);
