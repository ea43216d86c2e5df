-- toy: toys.

create table xz.toy (
  id bigint generated always as identity primary key,
  ref uuid not null unique,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  made_by bigint not null references xz.people_account,
  made_at timestamptz not null,
  name text not null check (length(name) between 2 and 40),
  colour text not null,
  chain_id bigint not null unique references xz.record_chain,
  state text not null,
  version int not null default 1
);
insert into xz.subject_kind values ('toy');
