-- Lists and chores by what their index begins with: what they cost grows with what they show, not with what is stored.

-- Clocks of an older calendar, in the order in which they are computed again.
drop index xz.calendar_clock_version;
create index calendar_clock_version on xz.calendar_clock (calendar_version, id) where state = 'open';

-- Logs by account, by day, newest first.
create index sec_audit_actor on xz.sec_audit (actor, at desc, id desc);
create index people_access_account on xz.people_access (account_id, at desc, id desc);
create index people_access_at on xz.people_access (at desc, id desc);

-- An officer's visits in their order.
drop index xz.spotcheck_visit_officer_account;
create index spotcheck_visit_officer_account on xz.spotcheck_visit_officer (account_id, visit_id);

-- Cases of a unit by state; parts of cases that stand in a state, the newest case first.
create index caseflow_case_unit_state on xz.caseflow_case (unit_id, state, id desc);
create index caseflow_track_open on xz.caseflow_track (state, case_id desc) where closed_at is null;
