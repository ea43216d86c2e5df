-- joint: what a firm asks for at its door: one visit of several agencies instead of several, days without visits.
create table xz.joint_wish (
  id bigint generated always as identity primary key,
  subject_id bigint not null references xz.register_subject,
  kind text not null check (kind in ('joint', 'quiet')),
  from_on date not null,
  to_on date not null,
  made_at timestamptz not null,
  check (to_on >= from_on)
);
create index joint_wish_subject on xz.joint_wish (subject_id, from_on);

-- What was settled without a visit (非现场): by which way, and what came of it.
create table xz.inspection_settled (
  inspection_id bigint primary key references xz.inspection,
  way text not null,			-- code table inspect_settle
  result text not null check (result in ('no_issue', 'corrected')),
  words_ref uuid,			-- sealed beside the record
  account_id bigint not null references xz.people_account,
  at timestamptz not null
);
create index inspection_by_day on xz.inspection (agency_id, from_at) where state <> 'cancelled';
