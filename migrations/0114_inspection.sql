-- inspection: the ledger of visits that every kind of inspection writes; and the life of an inspection (检查): reason
-- or plan line, published items, approval, signed code (xz-code-1), notice, both officers' certificates, answers,
-- signatures, result, orders to correct, publication, rating; visits of several agencies; files.

-- The ledger every inspection writes, and the plain results of a draw's visits.  One visit of several agencies
-- (joint_ref) is one row in the firm's count.
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
  made_at timestamptz not null default xz.now(),
  joint_ref uuid
);
create index inspection_visit_subject on xz.inspection_visit (subject_id, day desc);
create index inspection_visit_agency on xz.inspection_visit (agency_id, day desc);
create unique index inspection_visit_joint on xz.inspection_visit (joint_ref) where counted and joint_ref is not null;

-- ---- who approves, in order: dated data
create table xz.inspection_chain (
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint', 'emergency')),
  chain text[] not null check (cardinality(chain) > 0),
  source text not null,
  valid_from date not null,
  valid_to date,
  primary key (kind, valid_from)
);

create table xz.inspection (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  chain_id bigint references xz.record_chain,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint')),
  subject_id bigint not null references xz.register_subject,
  object_id text not null check (length(object_id) between 1 and 64),	-- as codes and draws name it
  subject_name text not null,
  natural_person boolean not null default false,
  address text not null default '',
  state text not null check (state in ('planned', 'triggered', 'asked', 'approved', 'code_issued', 'notified',
    'arrived', 'checked', 'signed', 'rectify', 'told', 'closed', 'cancelled')),
  line_id bigint references xz.spotcheck_plan_line,
  source text,				-- code table inspect_source
  reason_ref uuid,			-- its words, sealed beside the record
  spot_visit bigint references xz.spotcheck_visit,
  emergency boolean not null default false,
  approval text not null default 'none' check (approval in ('none', 'asked', 'approved', 'returned', 'refused')),
  approved_at timestamptz,
  approval_late boolean not null default false,	-- an emergency whose term ran out before it was approved
  from_at timestamptz not null,
  to_at timestamptz not null,
  surprise_ref uuid,			-- why no notice is given beforehand
  notice_way text,			-- code table inspect_notice
  code_at timestamptz,
  notified_at timestamptz,
  arrived_at timestamptz,
  scanned boolean not null default false,
  lat numeric(9, 6),
  lon numeric(9, 6),
  accuracy_m int check (accuracy_m between 0 and 100000),
  distance_m int check (distance_m >= 0),
  checked_at timestamptz,
  statement_ref uuid,
  signed_at timestamptz,
  told_at timestamptz,
  outcome text check (outcome in ('no_issue', 'rectify', 'clue')),
  published_at timestamptz,
  rated_at timestamptz,
  closed_at timestamptz,
  cancel_reason text,			-- code table inspect_cancel
  clue_case bigint references xz.caseflow_case,
  clue_number text,
  opened_by bigint not null references xz.people_account,
  opened_at timestamptz not null,
  version int not null default 1,
  beyond text,	-- the way it went ahead by although the cap was reached
  joint_id bigint,	-- references xz.inspection_joint: below
  again_ref uuid,	-- why officers who found nothing here again and again go once more, sealed beside the record
  check (to_at > from_at),
  check (line_id is not null or source is not null or spot_visit is not null),
  check ((told_at is null) = (outcome is null))
);
create index inspection_agency on xz.inspection (agency_id, id desc);
create index inspection_unit on xz.inspection (unit_id, id desc);
create index inspection_subject on xz.inspection (subject_id, id desc);
create unique index inspection_spot_visit on xz.inspection (spot_visit)
  where spot_visit is not null and state <> 'cancelled';
create unique index inspection_clue on xz.inspection (clue_case) where clue_case is not null;
create index inspection_to_close on xz.inspection (id) where published_at is not null and closed_at is null;
create index inspection_chain_id on xz.inspection (chain_id);
create index inspection_joint_members on xz.inspection (joint_id) where joint_id is not null;
create index inspection_to_publish on xz.inspection (told_at)
  where told_at is not null and published_at is null and approval = 'approved';

-- What is checked: items of the public list, with their words of the day they were chosen.
create table xz.inspection_item (
  inspection_id bigint not null references xz.inspection,
  n int not null check (n between 1 and 60),
  item_id bigint not null references xz.law_check_item,
  code text not null,
  name text not null,
  name_en text not null,
  method text not null,
  standard text not null,
  pass_test text not null,
  primary key (inspection_id, n),
  unique (inspection_id, item_id)
);

-- Every answer that came in stays.  One of an item is current; one given on an older answer than that waits as a
-- conflict until a person has chosen.
create table xz.inspection_answer (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null,
  n int not null,
  version int not null check (version > 0),
  base int not null check (base >= 0 and base < version),	-- the version that who answered saw; 0: none
  state text not null check (state in ('current', 'replaced', 'conflict', 'dropped')),
  answer text not null check (answer in ('pass', 'fail', 'na')),
  measured numeric(18, 6),
  unit text,
  sample text,
  note_ref uuid,
  remedy text check (remedy in ('corrected', 'order', 'clue')),
  due_on date,
  answered_by bigint not null references xz.people_account,
  answered_at timestamptz not null,
  recorded_at timestamptz not null,
  foreign key (inspection_id, n) references xz.inspection_item,
  unique (inspection_id, n, version),
  check ((measured is null) = (unit is null)),
  check ((answer = 'fail') = (remedy is not null)),
  check ((due_on is not null) = (remedy is not distinct from 'order'))
);
create unique index inspection_answer_now on xz.inspection_answer (inspection_id, n) where state = 'current';

create table xz.inspection_officer (
  inspection_id bigint not null references xz.inspection,
  account_id bigint not null references xz.people_account,
  name text not null,
  certificate_no text not null,
  place int not null,
  shown_at timestamptz,
  shown_way text check (shown_way in ('account', 'code')),
  signed_at timestamptz,
  sign_way text check (sign_way in ('account', 'code')),
  path_ref uuid,			-- the drawn signature, sealed beside the record
  primary key (inspection_id, account_id),
  unique (inspection_id, place),
  check ((shown_at is null) = (shown_way is null)),
  check ((signed_at is null) = (sign_way is null))
);
create index inspection_officer_account on xz.inspection_officer (account_id);

-- The party's side: signed, on paper, or refused before a witness.
create table xz.inspection_signature (
  inspection_id bigint primary key references xz.inspection,
  way text not null check (way in ('drawn', 'paper', 'refused')),
  person_ref uuid,
  path_ref uuid,
  witness_ref uuid,
  at timestamptz not null,
  check ((way = 'drawn') = (path_ref is not null)),
  check ((way = 'refused') = (witness_ref is not null)),
  check (way = 'refused' or person_ref is not null)
);

create table xz.inspection_approval (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  chain text[] not null check (cardinality(chain) > 0),
  at_step int not null default 0,
  state text not null default 'pending' check (state in ('pending', 'approved', 'returned')),
  document_id bigint references xz.record_document,
  requested_by bigint not null references xz.people_account,
  requested_at timestamptz not null,
  ended_at timestamptz,
  asked text not null default '{}',
  reason_ref uuid,
  surprise_ref uuid,
  again_ref uuid
);
create unique index inspection_approval_pending on xz.inspection_approval (inspection_id) where state = 'pending';

create table xz.inspection_approval_step (
  approval_id bigint not null references xz.inspection_approval,
  n int not null,
  duty text not null,
  account_id bigint not null references xz.people_account,
  verdict text not null check (verdict in ('agree', 'return')),
  words text not null default '',
  at timestamptz not null,
  primary key (approval_id, n),
  unique (approval_id, account_id)	-- four eyes are not two
);

-- ---- the code: public keys by agency, what was signed, what was taken back
create table xz.inspection_key (
  kid text primary key check (kid ~ '^[A-Za-z0-9-]{1,32}$'),
  agency_id bigint not null references xz.people_agency,
  agency_name text not null,
  public bytea not null check (length(public) = 32),
  valid_from timestamptz not null,
  valid_until timestamptz
);

create table xz.inspection_code (
  inspection_id bigint primary key references xz.inspection,
  ref uuid not null unique,
  kid text not null references xz.inspection_key,
  json text not null,
  code text not null check (code ~ '^XZ1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$' and length(code) <= 660),
  code_hash bytea not null unique check (length(code_hash) = 32),
  sm2 bytea not null,
  issued_at timestamptz not null,
  revoked_at timestamptz
);
create index inspection_code_revoked on xz.inspection_code (revoked_at) where revoked_at is not null;

-- ---- afterwards
create table xz.inspection_order (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  n int not null,
  due_on date not null,
  again int not null default 0,		-- how often its term was set anew after a re-check
  state text not null default 'open' check (state in ('open', 'met', 'unmet', 'void')),
  document_id bigint references xz.record_document,
  rechecked_on date,
  words_ref uuid,
  unique (inspection_id, n)
);

create table xz.inspection_public (
  ref uuid primary key,
  agency_ref uuid not null,
  agency_name text not null,
  kind text not null,
  object_id text not null,
  name text not null,
  day date not null,
  outcome text not null,
  published_at timestamptz not null,
  json bytea not null,
  sha256 bytea not null check (length(sha256) = 32)
);
create index inspection_public_new on xz.inspection_public (published_at desc, ref);

create table xz.inspection_rating (
  ref uuid primary key,			-- of the inspection: one rating each
  score smallint not null check (score between 1 and 5),
  said text[] not null default '{}' check (said <@ array['certificates', 'code', 'explained', 'no_extra', 'polite']),
  at timestamptz not null
);

-- ---- photos, films and sound, each tied to an item of the checklist or to the whole of the inspection
-- One row a file the phone has announced, with what it says of when and where; the file itself is attached to it once
-- all of it has arrived.  mark: the phone's own name of the file, so that the same announced twice is one.
create table xz.inspection_evidence (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  n int,				-- null: the inspection as a whole
  mark text not null check (mark ~ '^[!-~]{8,64}$'),
  taken_by bigint not null references xz.people_account,
  taken_at timestamptz not null,
  lat numeric(9, 6) check (lat between -90 and 90),
  lon numeric(9, 6) check (lon between -180 and 180),
  accuracy_m int check (accuracy_m between 0 and 100000),
  same_as bigint references xz.inspection_evidence,	-- the same bytes were there already
  noted_at timestamptz not null,
  foreign key (inspection_id, n) references xz.inspection_item,
  unique (inspection_id, taken_by, mark),
  check ((lat is null) = (lon is null))
);

-- ---- which inspections stand in the year's count, which may go ahead although the cap is reached: dated data
create table xz.inspection_way (
  way text not null,			-- emergency, recheck, or a source (code table inspect_source)
  kind text not null default '',	-- '': every kind
  counted boolean not null,
  beyond boolean not null,
  name_zh text not null,
  name_en text not null,
  basis text not null,
  valid_from date not null,
  valid_to date,
  primary key (way, kind, valid_from)
);

-- ---- one visit of several agencies (联合检查): each keeps its own inspection, the lead's code names all
create table xz.inspection_joint (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_id bigint not null references xz.register_subject,
  lead_id bigint not null references xz.inspection,
  made_at timestamptz not null
);
create index inspection_joint_lead on xz.inspection_joint (lead_id);
alter table xz.inspection add foreign key (joint_id) references xz.inspection_joint;

-- Who came and who left; noted_at: when the daemon wrote it into the others' records.
create table xz.inspection_joint_move (
  id bigint generated always as identity primary key,
  joint_id bigint not null references xz.inspection_joint,
  inspection_id bigint not null references xz.inspection,
  kind text not null check (kind in ('joined', 'parted')),
  at timestamptz not null,
  noted_at timestamptz
);
create index inspection_joint_move_new on xz.inspection_joint_move (id) where noted_at is null;
create index inspection_joint_move_joint on xz.inspection_joint_move (joint_id, inspection_id, id);

-- An offer declined, or a visit parted again: never without a ground.
create table xz.inspection_apart (
  inspection_id bigint not null references xz.inspection,
  other_id bigint not null references xz.inspection,
  ground text not null,			-- code table inspect_apart
  words_ref uuid,
  account_id bigint not null references xz.people_account,
  at timestamptz not null,
  primary key (inspection_id, other_id),
  check (inspection_id <> other_id)
);

-- ---- a re-check counts when the second officer has confirmed it
create table xz.inspection_recheck (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  order_id bigint not null references xz.inspection_order,
  result text not null,			-- code table inspect_recheck
  checked_on date not null,
  due_on date,
  words_ref uuid,
  by_account bigint not null references xz.people_account,
  by_certificate text not null,
  second bigint references xz.people_account,
  second_certificate text,
  way text check (way in ('account', 'code')),
  made_at timestamptz not null,
  confirmed_at timestamptz,
  dropped_at timestamptz,		-- the second officer did not agree
  check (confirmed_at is null or dropped_at is null),
  check (second <> by_account),
  check ((second is null) = (confirmed_at is null) and (second is null) = (way is null)
    and (second is null) = (second_certificate is null))
);
create unique index inspection_recheck_waits on xz.inspection_recheck (order_id)
  where confirmed_at is null and dropped_at is null;
create index inspection_recheck_inspection on xz.inspection_recheck (inspection_id, id);

-- What each step of an inspection must leave behind (执法全过程记录), dated reference data.  kind: of the inspection,
-- '' every one.  cond: always, or only when the party refused to sign, an order to correct was given, an item was not
-- met; of the latter item_kind: of the public list (law_check_item), '' every one.
create table xz.inspection_requirement (
  kind text not null default '' check (kind in ('', 'routine', 'case', 'special', 'random', 'joint')),
  seq int not null,
  phase text not null check (phase in ('initiate', 'check', 'result', 'serve', 'follow')),
  action text not null,
  cond text not null default '' check (cond in ('', 'refused', 'order', 'failed')),
  item_kind text not null default '' check (item_kind in ('', 'general', 'key')),
  need text not null check (need in ('none', 'document', 'picture', 'film')),
  codes text[] not null default '{}',
  source text not null check (source <> ''),
  valid_from date not null,
  valid_to date,
  primary key (kind, action, cond, item_kind, need, codes, valid_from),
  check ((need = 'document') = (codes <> '{}')),
  check (item_kind = '' or cond = 'failed')
);
