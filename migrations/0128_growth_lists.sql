-- An officer's visits in their order.
drop index xz.spotcheck_visit_officer_account;
create index spotcheck_visit_officer_account on xz.spotcheck_visit_officer (account_id, visit_id);

-- Cases of a unit by state; parts of cases that stand in a state, the newest case first.
create index caseflow_case_unit_state on xz.caseflow_case (unit_id, state, id desc);
create index caseflow_track_open on xz.caseflow_track (state, case_id desc) where closed_at is null;
