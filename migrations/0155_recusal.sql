-- Recusal that a party asks for is decided by the head, of a head by the leaders together; work goes on meanwhile
-- (行政处罚法 43).
create table xz.caseflow_recusal (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  account_id bigint not null references xz.people_account,
  asked_on date not null,
  by_whom text not null,
  reason text not null,
  asked_by bigint not null references xz.people_account,
  granted boolean,
  decided_on date,
  decided_by bigint references xz.people_account,
  words text,
  discussed_on date,
  check ((granted is null) = (decided_on is null))
);
create index caseflow_recusal_case on xz.caseflow_recusal (case_id);

-- Where the act took place, as a code (行政处罚法 22); by whose word a case may be sent on that came by transfer.
alter table xz.caseflow_case add column act_region text references xz.people_region;
alter table xz.caseflow_clue add column designated_by text;
