-- A task that came back (returned by an approver, a reviewer, the second officer) says so.
alter table xz.people_task add column back boolean not null default false;
create index people_task_back_account on xz.people_task (account_id) where done_at is null and back;
create index people_task_back_agency on xz.people_task (agency_id, duty)
  where done_at is null and back and account_id is null;
