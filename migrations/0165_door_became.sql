-- door: what became of what a party asked for; consent to electronic service, given and withdrawn at the door
-- (行政处罚法 61).
alter table xz.caseflow_hearing add column message_id bigint references xz.door_message;
alter table xz.caseflow_recusal add column message_id bigint references xz.door_message;
create unique index caseflow_hearing_message on xz.caseflow_hearing (message_id) where message_id is not null;
create unique index caseflow_recusal_message on xz.caseflow_recusal (message_id) where message_id is not null;

alter table xz.door_message drop constraint door_message_sort_check;
alter table xz.door_message add constraint door_message_sort_check
  check (sort in ('defence', 'hearing', 'instalments', 'recusal', 'consent', 'withdrawal'));

-- By which system, since when; law_code kind electronic_channel.
alter table xz.caseflow_party
  add column electronic_channel text,
  add column electronic_on date;
