-- joint: a firm refuses a visit (拒绝检查) on a ground of law: recorded, told to the supervision body, which decides in
-- writing whether the visit goes on and who was wrong.

create table xz.joint_refusal (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  agency_id bigint not null references xz.people_agency,	-- whose visit it is
  to_agency_id bigint references xz.people_agency,		-- who decides; null: nobody is above
  subject_id bigint not null references xz.register_subject,
  subject_name text not null,
  ground text not null,			-- code table inspect_refuse
  state text not null check (state in ('received', 'open', 'goes_on', 'stopped')),
  received_at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint references xz.people_account,
  wrong text check (wrong in ('firm', 'agency', 'nobody')),
  words text not null default '',	-- of the decision
  noted_at timestamptz,			-- when the visit's record had the decision
  chain_id bigint unique references xz.record_chain,
  version int not null default 1,
  check ((state in ('goes_on', 'stopped')) = (decided_at is not null)),
  check (num_nulls(decided_at, decided_by, wrong) in (0, 3)),
  check ((decided_at is null) = (words = ''))
);
create unique index joint_refusal_one on xz.joint_refusal (inspection_id) where state in ('received', 'open');
create index joint_refusal_from on xz.joint_refusal (agency_id, id desc);
create index joint_refusal_to on xz.joint_refusal (to_agency_id, id desc);
create index joint_refusal_year on xz.joint_refusal (received_at);
create index joint_refusal_of on xz.joint_refusal (inspection_id, id);
create index joint_refusal_due on xz.joint_refusal (id)
  where state = 'received' or (decided_at is not null and noted_at is null);

insert into xz.subject_kind (kind, writers) values ('refusal', 512);

-- While it is open the visit waits; stopped, it is over.
alter table xz.inspection add refused text check (refused in ('open', 'goes_on', 'stopped'));

-- Obstruction of a visit (妨碍检查) is another matter than a refusal: what the officers met, by code.
create table xz.inspection_obstruction (
  id bigint generated always as identity primary key,
  inspection_id bigint not null references xz.inspection,
  code text not null,			-- code table inspect_obstruct
  words_ref uuid,			-- sealed beside the record
  account_id bigint not null references xz.people_account,
  at timestamptz not null
);
create index inspection_obstruction_of on xz.inspection_obstruction (inspection_id, id);
