-- joint: the year's programme of visits to firms (涉企年度行政检查计划), and invitations to one visit of several
-- agencies (联合检查).

-- A programme is one agency's for one year.  edition: the one that is written on, or was filed last.
create table xz.joint_programme (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  agency_id bigint not null references xz.people_agency,
  year int not null check (year between 2020 and 2099),
  state text not null check (state in ('draft', 'asked', 'agreed', 'filed', 'changing')),
  edition int not null default 1 check (edition >= 1),
  filed_edition int not null default 0 check (filed_edition in (edition, edition - 1)),	-- 0: none yet
  opened_at timestamptz not null,
  chain_id bigint unique references xz.record_chain,
  version int not null default 1,
  unique (agency_id, year),
  check (state <> 'filed' or filed_edition = edition),
  check (state <> 'changing' or edition > 1)
);
create index joint_programme_list on xz.joint_programme (year desc, id desc);

-- What was filed stays as it was filed: with the bureau of justice, with the department above.
create table xz.joint_edition (
  programme_id bigint not null references xz.joint_programme,
  n int not null check (n >= 1),
  reason text not null default '',	-- why it was changed; the first has none
  agreed_on date,
  filed_on date,
  upper_name text,
  upper_on date,
  filed_at timestamptz,			-- when that was recorded
  digest bytea check (octet_length(digest) = 32),	-- of its lines as they were filed
  received_at timestamptz,
  received_by bigint references xz.people_account,
  primary key (programme_id, n),
  check ((n = 1) = (reason = '')),
  check (num_nulls(filed_on, upper_name, upper_on, filed_at, digest) in (0, 5)),
  check (filed_at is null or agreed_on is not null),
  check ((received_at is null) = (received_by is null)),
  check (received_at is null or filed_at is not null)
);

-- What is to be visited: an item of the public list or a matter, under the words of the day it was written down.
create table xz.joint_line (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  programme_id bigint not null,
  edition int not null,
  n int not null check (n >= 1),
  item_id bigint references xz.law_check_item,
  matter_id bigint references xz.law_matter,
  code text not null,
  name text not null,
  name_en text not null,
  firms text not null default '',	-- kinds of firms; those that are named stand in joint_firm
  from_on date not null,
  to_on date not null,
  visits int not null check (visits between 1 and 10000),
  unannounced boolean not null default false,
  foreign key (programme_id, edition) references xz.joint_edition,
  unique (programme_id, edition, n),
  check (num_nonnulls(item_id, matter_id) = 1),
  check (to_on >= from_on)
);

create table xz.joint_firm (
  line_id bigint not null references xz.joint_line on delete cascade,
  subject_id bigint not null references xz.register_subject,
  code text not null,
  name text not null,
  primary key (line_id, subject_id)
);
create index joint_firm_subject on xz.joint_firm (subject_id, line_id);

-- A file of lines that was loaded into an edition; the same is not loaded again.
create table xz.joint_load (
  programme_id bigint not null,
  edition int not null,
  digest bytea not null check (octet_length(digest) = 32),
  lines int not null,
  loaded_at timestamptz not null,
  account_id bigint not null references xz.people_account,
  primary key (programme_id, edition, digest),
  foreign key (programme_id, edition) references xz.joint_edition
);

insert into xz.subject_kind (kind, writers) values ('programme', 768);

-- ---- an agency is asked to come along: what is accepted becomes a visit of inspection_joint

create table xz.joint_invitation (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  opened_by bigint not null references xz.people_account,
  inspection_id bigint not null references xz.inspection,
  to_agency_id bigint not null references xz.people_agency,
  subject_id bigint not null references xz.register_subject,
  subject_name text not null,
  items text not null,			-- what the one who asks will check, as it was named then
  asked text not null,			-- what the other one is asked for
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null check (state in ('asked', 'accepted', 'joined', 'came', 'declined', 'withdrawn', 'lapsed',
    'missed')),
  opened_at timestamptz not null,
  answered_at timestamptz,
  answered_by bigint references xz.people_account,
  officer_id bigint references xz.people_account,	-- who begins the part of the agency that was asked
  ground text,				-- code table inspect_apart
  words text not null default '',
  known_at timestamptz,			-- who asked has seen that nobody comes
  chain_id bigint unique references xz.record_chain,
  version int not null default 1,
  check (to_agency_id <> agency_id),
  check (state <> 'declined' or ground is not null),
  check (ground is null or state in ('asked', 'declined')),
  check (state not in ('accepted', 'joined', 'came', 'missed') or officer_id is not null),
  check ((answered_at is null) = (answered_by is null))
);
create unique index joint_invitation_open on xz.joint_invitation (inspection_id, to_agency_id)
  where state in ('asked', 'accepted', 'joined', 'came');
create index joint_invitation_from on xz.joint_invitation (agency_id, id desc);
create index joint_invitation_to on xz.joint_invitation (to_agency_id, id desc);
create index joint_invitation_looked on xz.joint_invitation (id) where state in ('accepted', 'joined');

insert into xz.subject_kind (kind, writers) values ('invitation', 0);
