-- A decision whose paper was issued wrongly: what the record says is wrong, and when a new paper took its place.
alter table xz.caseflow_decision
  add column faults text[] not null default '{}',
  add column reissued_on date;
