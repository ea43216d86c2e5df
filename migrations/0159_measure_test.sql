-- 行政强制法 25: the time of a test does not count for sealing and seizure; it is fixed and told in writing.
create table xz.caseflow_test (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  measure_id bigint not null references xz.caseflow_measure,
  kind text not null,
  body text not null,
  from_on date not null,
  until_on date not null,
  told_on date not null,
  ended_on date,
  result text,
  result_told_on date,
  check (from_on <= until_on),
  check ((ended_on is null) = (result is null))
);
create index caseflow_test_case on xz.caseflow_test (case_id);
