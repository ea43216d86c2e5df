-- The agency as the one that answers: what reached it, what it sent on, what it said (行政复议法 32, 48, 54,
-- 行政诉讼法 67).
alter table xz.caseflow_remedy
  add column through_us boolean not null default false,
  add column simple boolean not null default false,
  add column copy_on date,
  add column forwarded_on date,
  add column answered_on date,
  add column answer text,
  add column evidence text,
  add column redo boolean not null default false,
  add column redo_by date,
  add column redone text,
  add check ((answered_on is null) = (answer is null));

-- Some fields' rules know one decision more: what is another agency's goes to it (程序规定 60, 农业 54).
alter table xz.caseflow_proposal
  add column receiver text,
  add check (outcome <> 'transfer_other' or receiver is not null);
alter table xz.caseflow_track drop constraint caseflow_track_outcome_check,
  add constraint caseflow_track_outcome_check check (outcome in ('penalty', 'no_penalty', 'no_violation', 'transfer',
    'transfer_other'));
alter table xz.caseflow_decision drop constraint caseflow_decision_outcome_check,
  add constraint caseflow_decision_outcome_check check (outcome in ('penalty', 'no_penalty', 'no_violation', 'transfer',
    'transfer_other'));

-- Changed, it stands with other contents (行政复议法 63, 行政诉讼法 77); revoked in part, the rest stands (70).
alter table xz.caseflow_decision add column changed_on date, add column changed_text text,
  add check ((changed_on is null) = (changed_text is null));
create index caseflow_decision_changed on xz.caseflow_decision (agency_id, id)
  where changed_on is not null and revoked_on is null;
