-- work: a task carries the words of its row on a desk.

-- number, title, party, cause: of the subject, as xz.subject says; due_at: where no clock runs.  seen_by: who may read
-- them, by keys of xz.caseflow_rights().  part_ref: of track_id; item_ref, action, asked_by: of what is to be approved
-- or countersigned.
alter table xz.people_task add column number text not null default '', add column title text not null default '',
  add column party text not null default '', add column cause text not null default '',
  add column due_at timestamptz, add column seen_by bigint[] not null default '{}', add column part_ref uuid,
  add column item_ref uuid, add column action text, add column asked_by bigint;
