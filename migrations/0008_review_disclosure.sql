-- review: criteria as data, requests, points, opinions.  disclosure: items, redactions, the public's copies.  query: desk search.

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
create unique index review_request_open on xz.review_request (case_id, coalesce(track_id, 0)) where state in ('open', 'returned');
create table xz.review_point (
  request_id bigint not null references xz.review_request,
  n smallint not null,
  verdict text not null check (verdict in ('ok', 'problem')),
  note text not null default '',
  primary key (request_id, n)
);
-- An opinion is immutable.
create function xz.review_request_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'done' and (new.opinion, new.opinion_text, new.reviewer) is distinct from (old.opinion, old.opinion_text, old.reviewer) then
    raise exception 'an opinion does not change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger review_request_guard before update on xz.review_request
  for each row execute function xz.review_request_guard();

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
  source text not null
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
create table xz.disclosure_item (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  decision_id bigint not null references xz.caseflow_decision,
  decision_ref uuid not null,
  agency_id bigint not null references xz.people_agency,
  version int not null default 1,
  state text not null default 'draft' check (state in ('draft', 'published', 'withheld', 'withdrawn', 'corrected', 'expired')),
  regime_id bigint references xz.disclosure_regime,
  draft text not null,
  json bytea,
  sha256 bytea,
  published_by bigint,
  published_at timestamptz,
  withheld_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
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

-- ---- copies made at publication: all the portal's role can read
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
  end_reason text,
  json bytea,
  sha256 bytea,
  status json not null default '{}',
  check ((state = 'published') = (json is not null))
);
create index disclosure_public_new on xz.disclosure_public (published_at desc, decision_ref) where state = 'published';
create index disclosure_public_decided on xz.disclosure_public (decided_on desc, decision_ref) where state = 'published';
create index disclosure_public_code on xz.disclosure_public (party_code) where state = 'published';
create index disclosure_public_number on xz.disclosure_public (number);
create table xz.disclosure_search (
  decision_ref uuid primary key references xz.disclosure_public,
  decided_on date not null,
  folded text not null,
  bigrams int4[] not null
);
alter table xz.disclosure_search alter bigrams set statistics 2000;
create index disclosure_search_bigrams on xz.disclosure_search using gin (bigrams) with (fastupdate = on);

-- ---- desk search
create table xz.query_doc (
  y smallint not null,
  kind text not null,
  ref uuid not null,
  subject_id bigint not null,
  day date not null,
  agency_id bigint not null,
  unit_id bigint,
  card text not null,
  folded text not null,
  bigrams int4[] not null,
  fold_version smallint not null default 1,
  primary key (y, kind, ref)
) partition by list (y);
create index query_doc_bigrams on xz.query_doc using gin (bigrams) with (fastupdate = on);
create index query_doc_day on xz.query_doc (day desc, ref);
insert into xz.db_partitioned values ('query_doc');

-- Row security keeps GIN indexes from being used, so search goes through here, with the same predicate.
create function xz.query_search(wanted int4[], part text, before_day date, before_ref uuid, want int)
returns table (kind text, ref uuid, subject_id bigint, day date, card text) language sql stable security definer
set search_path = xz, pg_temp as $$
  select d.kind, d.ref, d.subject_id, d.day, d.card from xz.query_doc d
  where d.bigrams @> wanted and position(part in d.folded) > 0
    and (d.agency_id = any((select xz.people_actor_agencies())::bigint[])
      or d.unit_id = any((select xz.people_actor_units())::bigint[])
      or d.subject_id = any((select xz.caseflow_actor_cases())::bigint[]))
    and (before_day is null or (d.day, d.ref) < (before_day, before_ref))
  order by d.day desc, d.ref desc limit want
$$;
grant execute on function xz.query_search(int4[], text, date, uuid, int) to xz_desk, xz_admin;

do $$
declare t text;
begin
  foreach t in array array['review_request'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select true from xz.caseflow_case c where c.id = case_id limit 1)) with check ((select true from xz.caseflow_case c where c.id = case_id limit 1))', t || '_desk', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;
alter table xz.review_point enable row level security;
create policy point_desk on xz.review_point to xz_desk
  using ((select true from xz.review_request r where r.id = request_id limit 1))
  with check ((select true from xz.review_request r where r.id = request_id limit 1));
create policy point_trusted on xz.review_point to xz_daemon, xz_admin using (true) with check (true);
alter table xz.disclosure_item enable row level security;
create policy item_desk on xz.disclosure_item to xz_desk
  using (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights()))
  with check (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights()));
create policy item_trusted on xz.disclosure_item to xz_daemon, xz_admin using (true) with check (true);
alter table xz.query_doc enable row level security;
create policy doc_desk on xz.query_doc to xz_desk
  using (array[unit_id * 8 + 1, agency_id * 8, subject_id * 8 + 2] && (select xz.caseflow_rights())) with check (true);
create policy doc_trusted on xz.query_doc to xz_daemon, xz_admin using (true) with check (true);

grant select on all tables in schema xz to xz_admin;
grant select on xz.review_criterion, xz.disclosure_regime, xz.disclosure_rule to xz_desk, xz_portal, xz_daemon;
grant insert, update on xz.review_criterion, xz.disclosure_regime, xz.disclosure_rule to xz_admin;
grant select, insert, update on xz.review_request, xz.review_point, xz.disclosure_item, xz.disclosure_redaction,
  xz.disclosure_channel to xz_desk, xz_daemon, xz_admin;
grant select on xz.disclosure_public, xz.disclosure_search to xz_portal, xz_desk, xz_daemon, xz_admin;
grant insert, update, delete on xz.disclosure_public, xz.disclosure_search to xz_desk, xz_daemon, xz_admin;
grant select, insert, update on xz.query_doc to xz_desk, xz_daemon, xz_admin;
-- What the public reads is written by publishers only, whatever a handler does.
do $$
declare t text;
begin
  foreach t in array array['disclosure_public', 'disclosure_search'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to public using (true)', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select xz.people_actor_has(64))) with check ((select xz.people_actor_has(64)))', t || '_publish', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;
