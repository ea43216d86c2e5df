-- supervise: matters of enforcement supervision (行政执法监督), what an agency was asked for, what was said.

-- agency_id: the supervision body.  about_id: the agency that is supervised.  first_id, second_id: the two supervisors
-- (湖南省行政执法监督条例 11), once it is opened.
create table xz.supervise_matter (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  number text not null default '',	-- of its registration
  agency_id bigint not null references xz.people_agency,
  about_id bigint not null references xz.people_agency,
  source text not null,			-- law_code kind supervise_source
  source_number text not null default '',
  act_kind text not null,		-- law_code kind supervise_act
  ground text not null,			-- law_code kind supervise_ground
  title text not null check (length(title) between 4 and 100),
  object_number text not null default '',	-- the act or case, as it is numbered
  subject_kind text,
  subject_ref uuid,
  whole_ref uuid,			-- what the subject is part of
  alert_id bigint references xz.monitor_alert,
  request_id bigint references xz.source_request,
  state text not null,
  registered_by bigint not null references xz.people_account,
  registered_at timestamptz not null,
  first_id bigint references xz.people_account,
  second_id bigint references xz.people_account,
  told_at timestamptz,			-- since when the agency sees it
  corrected boolean,			-- what the last check found
  objected_at timestamptz,		-- an objection waits for its answer
  recusal_at timestamptz,		-- so does a request for recusal
  outcome text,				-- law_code kind supervise_outcome
  ended_at timestamptz,
  chain_id bigint unique references xz.record_chain,
  version int not null default 1,
  check (agency_id <> about_id),
  check ((first_id is null) = (second_id is null)),
  check (first_id <> second_id),
  check ((subject_kind is null) = (subject_ref is null))
);
create index supervise_matter_list on xz.supervise_matter (agency_id, id desc);
create index supervise_matter_open on xz.supervise_matter (agency_id, id desc) where ended_at is null;
create index supervise_matter_about on xz.supervise_matter (about_id, id desc) where told_at is not null;
create unique index supervise_matter_alert on xz.supervise_matter (alert_id)
  where state not in ('refused', 'passed');
create unique index supervise_matter_request on xz.supervise_matter (request_id)
  where state not in ('refused', 'passed');

-- What was asked of the agency by a day: a notice (监督通知书), 督办函, 意见书, or the government's 决定书, which has
-- its own number and is no paper of the platform.
create table xz.supervise_letter (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  matter_id bigint not null references xz.supervise_matter,
  about_id bigint not null references xz.people_agency,
  n int not null check (n >= 1),
  kind text not null check (kind in ('notice', 'urge', 'advise', 'decision')),
  number text not null,
  document_id bigint references xz.record_document,
  issued_on date not null,
  due_on date not null,
  demand_ref uuid not null,
  state text not null default 'open' check (state in ('open', 'answered', 'void')),
  answer_ref uuid,
  answered_at timestamptz,
  answered_by bigint references xz.people_account,
  unique (matter_id, n),
  check (due_on >= issued_on),
  check ((kind = 'decision') = (document_id is null)),
  check ((state = 'answered') = (answered_at is not null)),
  check (num_nulls(answer_ref, answered_at, answered_by) in (0, 3))
);
create index supervise_letter_open on xz.supervise_letter (about_id, due_on, id) where state = 'open';
create index supervise_letter_matter on xz.supervise_letter (matter_id, n);

-- What was said at a step, sealed in the record's sides.
create table xz.supervise_word (
  id bigint generated always as identity primary key,
  matter_id bigint not null references xz.supervise_matter,
  action text not null,
  side_ref uuid not null,
  said_by bigint not null references xz.people_account,
  said_at timestamptz not null
);
create index supervise_word_matter on xz.supervise_word (matter_id, id);

insert into xz.subject_kind (kind, writers) values ('supervision', 512);
