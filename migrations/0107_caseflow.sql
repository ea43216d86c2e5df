-- source and caseflow: clues, cases, parties, tracks and everything that hangs on them.

-- ---- procedures are data, with a version; a running case keeps its version
create table xz.caseflow_state (
  procedure text not null,
  version int not null,
  code text not null,
  scope text not null check (scope in ('case', 'track')),
  seq int not null,
  phase text not null,
  name_zh text not null,
  name_en text not null,
  ended boolean not null default false,
  primary key (procedure, version, code)
);

create table xz.caseflow_transition (
  procedure text not null,
  version int not null,
  seq int not null,
  action text not null,
  scope text not null check (scope in ('case', 'track')),
  from_states text[] not null,
  to_state text not null,
  duty int not null,
  relation text not null check (relation in ('agency', 'unit', 'verifier', 'named', 'officer', 'chair')),
  document text,
  chain text[] not null default '{}',
  cosign boolean not null default false,
  guards text[] not null default '{}',
  opens text[] not null default '{}',
  closes text[] not null default '{}',
  task text check (task in ('next', 'must')),
  primary key (procedure, version, action)
);

-- ---- the file: a clue, and the case filed from it, one chain
create table xz.caseflow_case (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  chain_id bigint not null unique references xz.record_chain,
  procedure text not null,
  procedure_version int not null,
  state text not null,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  clue_number text,
  number text unique,
  title text not null,
  cause_id bigint references xz.law_cause,
  cause_name text not null default '',
  act_from date,
  act_to date,
  harm boolean not null default false,
  declared_major boolean not null default false,
  filed_on date,
  reported_version int not null default 0,
  review_passed_version int not null default 0,
  review_passed_sha256 bytea,
  suspended_from date,
  decide_extended int not null default 0,
  opened_by bigint not null references xz.people_principal,
  opened_at timestamptz not null default xz.now(),
  closed_at timestamptz,
  archived_at timestamptz,
  version int not null default 1,
  foreign key (procedure, procedure_version, state) references xz.caseflow_state (procedure, version, code)
);
create index caseflow_case_opened on xz.caseflow_case (opened_by);
create index caseflow_case_list on xz.caseflow_case (agency_id, id desc);
create index caseflow_case_unit on xz.caseflow_case (unit_id, id desc);
create index caseflow_case_state on xz.caseflow_case (agency_id, state, id desc);

create table xz.source_message (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  channel text not null,
  sender_number text,
  received_at timestamptz not null,
  unique (channel, sender_number)
);

create table xz.source_clue (
  case_id bigint primary key references xz.caseflow_case,
  channel text not null,
  received_at timestamptz not null,
  subject_id bigint references xz.register_subject,
  subject_name text not null,
  subject_code text not null default '',
  content text not null,
  reporter_sealed bytea,
  real_name boolean not null default false,
  extended boolean not null default false,
  finding text,
  verified_on date,
  proposal text,
  proposal_reason text,
  outcome text,
  outcome_reason text,
  told_on date,
  told_how text
);
create index source_clue_subject on xz.source_clue (subject_id);

create table xz.source_message_clue (
  message_id bigint not null references xz.source_message,
  case_id bigint not null references xz.caseflow_case,
  primary key (message_id, case_id)
);

create table xz.caseflow_officer (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  account_id bigint not null references xz.people_account,
  officer_id bigint not null references xz.people_officer,
  role text not null check (role in ('verifier', 'lead', 'assist')),
  state text not null check (state in ('named', 'accepted', 'recused', 'removed')),
  certificate_no text not null,
  name text not null,
  named_at timestamptz not null default xz.now(),
  accepted_at timestamptz,
  reason text
);
create unique index caseflow_officer_live on xz.caseflow_officer (case_id, account_id, (role = 'verifier'))
  where state in ('named', 'accepted');
create index caseflow_officer_case on xz.caseflow_officer (case_id);
create index caseflow_officer_account on xz.caseflow_officer (account_id, case_id) where state in ('named', 'accepted');

create table xz.caseflow_party (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  subject_id bigint not null references xz.register_subject,
  natural_person boolean not null,
  name text not null,
  code text not null default '',
  address text not null default '',
  representative text not null default '',
  contact text not null default '',
  service_address text,
  electronic_consent boolean not null default false,
  unique (case_id, subject_id)
);
create index caseflow_party_subject on xz.caseflow_party (subject_id);

create table xz.caseflow_track (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  party_id bigint not null references xz.caseflow_party,
  procedure text not null,
  procedure_version int not null,
  state text not null,
  report_version int not null,
  outcome text not null check (outcome in ('penalty', 'no_penalty', 'no_violation', 'transfer')),
  hearing_right boolean not null default false,
  heard boolean not null default false,
  major boolean not null default false,
  defence text check (defence in ('none', 'stated', 'waived')),
  review_passed boolean not null default false,
  deliberated boolean not null default false,
  publish_state text not null default 'none'
    check (publish_state in ('none', 'open', 'published', 'withheld', 'withdrawn', 'expired')),
  closed_at timestamptz,
  version int not null default 1,
  unique (case_id, party_id),
  foreign key (procedure, procedure_version, state) references xz.caseflow_state (procedure, version, code)
);
create index caseflow_track_closed on xz.caseflow_track (closed_at) where closed_at is not null;

create table xz.caseflow_approval (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  track_id bigint references xz.caseflow_track,
  action text not null,
  input text not null,
  document_id bigint references xz.record_document,
  chain text[] not null,
  at_step int not null default 0,
  state text not null default 'pending' check (state in ('pending', 'approved', 'returned')),
  requested_by bigint not null,
  requested_at timestamptz not null,
  occurred_at timestamptz not null,
  ended_at timestamptz
);
create index caseflow_approval_returned on xz.caseflow_approval (ended_at) where state = 'returned';
create index caseflow_approval_case on xz.caseflow_approval (case_id, id desc);
create unique index caseflow_approval_one on xz.caseflow_approval (case_id, coalesce(track_id, 0), action)
  where state = 'pending';

create table xz.caseflow_approval_step (
  approval_id bigint not null references xz.caseflow_approval,
  n int not null,
  duty text not null,
  account_id bigint not null,
  verdict text not null check (verdict in ('agree', 'return')),
  words text not null default '',
  at timestamptz not null,
  primary key (approval_id, n)
);

-- Two officers means two: until the second has countersigned, no guard counts them.
create table xz.caseflow_cosign (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  track_id bigint,
  step_seq int not null,
  action text not null,
  document_id bigint references xz.record_document,
  account_id bigint not null references xz.people_account,
  officer_name text not null,
  certificate_no text not null,
  asked_by bigint not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'refused', 'lapsed')),
  method text check (method in ('account', 'code')),
  signed_at timestamptz,
  words text
);
create index caseflow_cosign_case on xz.caseflow_cosign (case_id);
create index caseflow_cosign_waiting on xz.caseflow_cosign (account_id) where state = 'waiting';

-- ---- investigation
create table xz.caseflow_evidence (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  no int not null,
  kind text not null,
  name text not null,
  source text not null,
  place text not null default '',
  taken_at timestamptz not null,
  taken_by text not null,
  original boolean not null default true,
  pages int,
  note text not null default '',
  shows text not null default '',
  step_seq int not null,
  unique (case_id, no)
);

create table xz.caseflow_measure (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  party_id bigint references xz.caseflow_party,
  kind text not null check (kind in ('preserve', 'seal', 'seize')),
  reason text not null,
  basis text not null,
  place text not null default '',
  keeper text not null default '',
  from_day date not null,
  emergency boolean not null default false,
  reported_at timestamptz,
  extended boolean not null default false,
  state text not null default 'live' check (state in ('live', 'released', 'lapsed', 'converted')),
  ended_on date,
  end_reason text,
  document_id bigint references xz.record_document
);
create index caseflow_measure_case on xz.caseflow_measure (case_id);

create table xz.caseflow_goods (
  id bigint generated always as identity primary key,
  measure_id bigint not null references xz.caseflow_measure,
  no int not null,
  name text not null,
  spec text not null default '',
  quantity text not null,
  note text not null default '',
  disposed text,
  unique (measure_id, no)
);

create table xz.caseflow_pause (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  kind text not null,
  reason text not null,
  from_day date not null,
  to_day date,
  check (to_day is null or to_day >= from_day)
);
create index caseflow_pause_case on xz.caseflow_pause (case_id);

create table xz.caseflow_aid (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  body text not null,
  request text not null,
  sent_on date not null,
  answered_on date,
  answer text
);
create index caseflow_aid_case on xz.caseflow_aid (case_id);

create table xz.caseflow_correction (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  party_id bigint not null references xz.caseflow_party,
  demand text not null,
  due_on date,
  corrected_on date,
  result text
);
create index caseflow_correction_case on xz.caseflow_correction (case_id);

-- ---- report, proposals, penalties by stage
create table xz.caseflow_report (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  version int not null,
  facts text not null,
  evidence_index text not null,
  nature text not null default '',
  opinion text not null default '',
  content_sha256 bytea not null,
  document_id bigint references xz.record_document,
  made_by bigint not null,
  made_at timestamptz not null,
  unique (case_id, version)
);

create table xz.caseflow_proposal (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  report_id bigint not null references xz.caseflow_report,
  party_id bigint not null references xz.caseflow_party,
  cause_id bigint not null references xz.law_cause,
  outcome text not null,
  ground text,
  tier_id bigint references xz.law_tier,
  base_fen bigint,
  explanation text not null default '',
  lighter_note text not null default ''
);
create index caseflow_proposal_report on xz.caseflow_proposal (report_id);

create table xz.caseflow_penalty (
  id bigint generated always as identity primary key,
  case_id bigint not null references xz.caseflow_case,
  party_id bigint not null references xz.caseflow_party,
  stage text not null check (stage in ('report', 'notice', 'review', 'decision')),
  stage_version int not null,
  cause_id bigint references xz.law_cause,
  kind text not null,
  amount_fen bigint not null default 0 check (amount_fen >= 0),
  detail text not null default ''
);
create index caseflow_penalty_stage on xz.caseflow_penalty (case_id, party_id, stage, stage_version);

create table xz.caseflow_factor (
  id bigint generated always as identity primary key,
  case_id bigint not null references xz.caseflow_case,
  party_id bigint references xz.caseflow_party,
  factor text not null,
  value text not null,
  evidence_no int
);
create index caseflow_factor_case on xz.caseflow_factor (case_id);

-- ---- tracks
create table xz.caseflow_notice (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  version int not null,
  report_version int not null,
  hearing_right boolean not null,
  document_id bigint references xz.record_document,
  served_on date not null,
  unique (track_id, version)
);

create table xz.caseflow_defence (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  kind text not null check (kind in ('stated', 'waived', 'hearing', 'review')),
  content text not null default '',
  adopted boolean,
  on_day date not null,
  made_by bigint not null
);
create index caseflow_defence_track on xz.caseflow_defence (track_id);

create table xz.caseflow_hearing (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  requested_on date not null,
  chair_account bigint references xz.people_account,
  chair_name text,
  appointed_on date,
  handed_on date,
  held_at timestamptz,
  place text,
  public boolean not null default true,
  notice_served_on date,
  public_notice_on date,
  record text,
  report text,
  opinion text,
  reported_on date,
  withdrawn_on date
);
create index caseflow_hearing_track on xz.caseflow_hearing (track_id);
create unique index caseflow_hearing_live on xz.caseflow_hearing (track_id)
  where withdrawn_on is null and reported_on is null;
create index caseflow_hearing_chair on xz.caseflow_hearing (chair_account) where withdrawn_on is null;

create table xz.caseflow_deliberation (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  held_on date not null,
  present text not null,
  dissent text not null default '',
  conclusion text not null,
  document_id bigint references xz.record_document
);
create index caseflow_deliberation_track on xz.caseflow_deliberation (track_id);

create table xz.caseflow_decision (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  track_id bigint not null references xz.caseflow_track,
  agency_id bigint not null references xz.people_agency,
  number text not null unique,
  outcome text not null check (outcome in ('penalty', 'no_penalty', 'no_violation', 'transfer')),
  ground text,
  facts text not null,
  basis text not null,
  discretion text not null default '',
  remedies text not null default '',
  decided_on date not null,
  decided_by bigint not null,
  procedure text not null,
  document_id bigint references xz.record_document,
  fine_fen bigint not null default 0,
  confiscation_fen bigint not null default 0,
  pay_code text unique,
  pay_code_source text check (pay_code_source in ('local', 'nontax')),
  served_on date,
  pay_due date,
  surcharge_from date,
  revoked_on date,
  revoke_reason text
);
create index caseflow_decision_month on xz.caseflow_decision (agency_id, decided_on);
create index caseflow_decision_track on xz.caseflow_decision (track_id);
create unique index caseflow_decision_live on xz.caseflow_decision (track_id) where revoked_on is null;

create table xz.caseflow_service (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  track_id bigint references xz.caseflow_track,
  what text not null,
  method text not null,
  served_on date not null,
  place text not null default '',
  recipient text not null default '',
  witness text not null default '',
  waybill text not null default '',
  document_id bigint references xz.record_document
);
create index caseflow_service_case on xz.caseflow_service (case_id);

create table xz.caseflow_instalment (
  id bigint generated always as identity primary key,
  decision_id bigint not null references xz.caseflow_decision,
  n int not null,
  due_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  unique (decision_id, n)
);

create table xz.caseflow_payment (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  link text not null,
  serial text not null,
  pay_code text not null,
  amount_fen bigint not null check (amount_fen <> 0),
  paid_at timestamptz not null,
  reverses bigint references xz.caseflow_payment,
  decision_id bigint references xz.caseflow_decision,
  imported_at timestamptz not null default xz.now(),
  unique (link, serial)
);
create index caseflow_payment_decision on xz.caseflow_payment (decision_id);

create table xz.caseflow_demand (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  decision_id bigint not null references xz.caseflow_decision,
  served_on date not null,
  principal_fen bigint not null,
  surcharge_fen bigint not null,
  applied_on date,
  court text,
  document_id bigint references xz.record_document
);
create index caseflow_demand_decision on xz.caseflow_demand (decision_id);

create table xz.caseflow_remedy (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  decision_id bigint not null references xz.caseflow_decision,
  kind text not null check (kind in ('reconsideration', 'litigation')),
  body text not null,
  number text not null default '',
  filed_on date not null,
  result text,
  result_on date,
  result_number text
);
create index caseflow_remedy_decision on xz.caseflow_remedy (decision_id);

-- What each step of the whole process must leave behind (执法全过程记录), dated reference data.
create table xz.caseflow_requirement (
  procedure text not null,
  seq int not null,
  phase text not null check (phase in ('initiate', 'investigate', 'review', 'decide', 'serve', 'execute')),
  action text not null,
  need text not null check (need in ('none', 'document', 'evidence', 'picture')),
  codes text[] not null default '{}',
  source text not null,
  valid_from date not null,
  valid_to date,
  primary key (procedure, action, need, codes, valid_from),
  check ((need = 'document') = (codes <> '{}'))
);
