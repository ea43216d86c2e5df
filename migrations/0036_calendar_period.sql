-- calendar: a period in which something holds (how long a decision is public) ends on the day it ends; a term within which
-- somebody has to act ends on a working day.
alter table xz.calendar_clock add any_day boolean not null default false;
-- The days of those under way stay as they were told until the calendar changes.
update xz.calendar_clock set any_day = true where rule = 'disclosure.term' and state = 'open';
