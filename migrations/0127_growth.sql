-- Lists and chores by what their index begins with: what they cost grows with what they show, not with what is stored.

-- Clocks of an older calendar, in the order in which they are computed again.
drop index xz.calendar_clock_version;
create index calendar_clock_version on xz.calendar_clock (calendar_version, id) where state = 'open';

-- Logs by account, by day, newest first.
create index sec_audit_actor on xz.sec_audit (actor, at desc, id desc);
create index people_access_account on xz.people_access (account_id, at desc, id desc);
create index people_access_at on xz.people_access (at desc, id desc);
