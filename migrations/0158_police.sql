-- 移送规定 (国务院令310) 5, 7-9, 12: what is proposed to be sent to the police, and what became of it.
create table xz.caseflow_police (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  state text not null check (state in ('proposed', 'refused', 'sent', 'received', 'filed', 'not_filed', 'asked_again',
    'upheld', 'told_procurator', 'returned')),
  proposed_on date not null,
  refused_why text,
  sent_at timestamptz,
  receipt_on date,
  receipt_number text,
  answered_on date,
  answer_number text,
  goods_on date,
  party_told_on date,
  asked_again_on date,
  answered_again_on date,
  procurator_on date
);
create index caseflow_police_case on xz.caseflow_police (case_id);
