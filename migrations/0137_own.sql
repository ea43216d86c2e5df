-- Whose own a case is, a row for each account and case: officers named or accepted, the chair of a hearing, who opened
-- it; with what lists of one's own and the rights to single cases begin with.  Triggers keep it
-- (again/caseflow_own.sql); shares are not in it.
create table xz.caseflow_own (
  account_id bigint not null,
  case_id bigint not null,
  opened boolean not null,	-- by nothing else than having opened it
  agency_id bigint not null,
  unit_id bigint,
  state text not null,
  ended boolean not null
);
insert into xz.caseflow_own
  select w.account_id, c.id, bool_and(w.opened), c.agency_id, c.unit_id, c.state, s.ended
  from (select o.account_id, o.case_id, false as opened from xz.caseflow_officer o
        where o.state in ('named', 'accepted')
      union all select h.chair_account, t.case_id, false from xz.caseflow_hearing h join xz.caseflow_track t
        on t.id = h.track_id where h.chair_account is not null and h.withdrawn_on is null
      union all select c.opened_by, c.id, true from xz.caseflow_case c) w
    join xz.caseflow_case c on c.id = w.case_id
    join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version and s.code = c.state
  group by w.account_id, c.id, s.ended;
-- keys behind the rows: each row by itself would ask for all it refers to
alter table xz.caseflow_own add primary key (account_id, case_id),
  add foreign key (account_id) references xz.people_principal, add foreign key (case_id) references xz.caseflow_case,
  add foreign key (agency_id) references xz.people_agency, add foreign key (unit_id) references xz.people_unit;
create index caseflow_own_case on xz.caseflow_own (case_id);
create index caseflow_own_state on xz.caseflow_own (account_id, state, case_id desc);
create index caseflow_own_open on xz.caseflow_own (account_id, case_id desc) where not ended;
create index caseflow_own_place on xz.caseflow_own (account_id, agency_id, unit_id);

-- Where the case of a party's track stands, so that lists of an agency or a unit find the open ones by state.
alter table xz.caseflow_track add column agency_id bigint, add column unit_id bigint;
update xz.caseflow_track k set agency_id = c.agency_id, unit_id = c.unit_id from xz.caseflow_case c
  where c.id = k.case_id;
alter table xz.caseflow_track alter column agency_id set not null,
  add foreign key (agency_id) references xz.people_agency, add foreign key (unit_id) references xz.people_unit;
drop index xz.caseflow_track_open;
create index caseflow_track_agency on xz.caseflow_track (agency_id, state, case_id desc) where closed_at is null;
create index caseflow_track_unit on xz.caseflow_track (unit_id, state, case_id desc) where closed_at is null;
create index caseflow_track_done on xz.caseflow_track (agency_id, closed_at) where closed_at is not null;
