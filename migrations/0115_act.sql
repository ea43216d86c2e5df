-- Acts of every kind of subject: requests for approval with their chains, second signatures, and the rows of the
-- procedures.  What a subject is, its module knows; here stand its kind, id and ref.
create table xz.act_approval (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  part_id bigint,			-- the part it is on (a party's track)
  part_ref uuid,
  action text not null,
  input text not null,			-- the form as it was typed
  asked text not null default '{}',	-- what the approver was shown, where that is more than the form
  document_id bigint references xz.record_document,
  chain text[] not null check (cardinality(chain) > 0),
  at_step int not null default 0,
  state text not null default 'pending' check (state in ('pending', 'approved', 'returned')),
  requested_by bigint not null,
  requested_at timestamptz not null,
  occurred_at timestamptz not null,
  ended_at timestamptz,
  check ((part_id is null) = (part_ref is null))
);
create index act_approval_returned on xz.act_approval (ended_at) where state = 'returned';
create index act_approval_subject on xz.act_approval (subject_kind, subject_id, id desc);
create unique index act_approval_one on xz.act_approval (subject_kind, subject_id, coalesce(part_id, 0), action)
  where state = 'pending';

create table xz.act_approval_step (
  approval_id bigint not null references xz.act_approval,
  n int not null,			-- from 0: the place in the chain
  duty text not null,
  account_id bigint not null references xz.people_account,
  verdict text not null check (verdict in ('agree', 'return')),
  words text not null default '',
  at timestamptz not null,
  primary key (approval_id, n)
);

-- Two officers means two: until the second has countersigned, no guard counts the step.
create table xz.act_cosign (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_kind text not null,
  subject_id bigint not null,
  subject_ref uuid not null,
  part_id bigint,
  part_ref uuid,
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
create index act_cosign_subject on xz.act_cosign (subject_kind, subject_id);
create index act_cosign_waiting on xz.act_cosign (account_id) where state = 'waiting';

-- The rows of the procedures: which words of scope and relation there are, each kind of subject says.
alter table xz.caseflow_transition rename to act_transition;
alter table xz.act_transition rename constraint caseflow_transition_pkey to act_transition_pkey;
alter table xz.act_transition rename constraint caseflow_transition_task_check to act_transition_task_check;
alter table xz.act_transition drop constraint caseflow_transition_scope_check,
  drop constraint caseflow_transition_relation_check;
