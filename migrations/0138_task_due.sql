-- When a task falls due, of its clock or else its due_at, so that a desk is a piece of an index in that order: what it
-- costs grows with what it shows.  Triggers keep it (again/work.sql); infinity: not by itself.
alter table xz.people_task add column due timestamptz not null default 'infinity';
update xz.people_task t set due = coalesce((select k.due_at from xz.calendar_clock k where k.id = t.clock_id
  and k.state = 'open'), t.due_at, 'infinity') where t.done_at is null;
drop index xz.people_task_account;
drop index xz.people_task_free;
create index people_task_account on xz.people_task (account_id, due, id) where done_at is null;
create index people_task_free on xz.people_task (agency_id, duty, unit_id, due, id)
  where done_at is null and account_id is null;
create index people_task_clock on xz.people_task (clock_id) where done_at is null and clock_id is not null;
