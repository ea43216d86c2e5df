-- What a paper of a kind must hold, each with its article: held against the data before it is frozen.  found: where it
-- stands in the data; applies: of which papers it is asked (lib/record/content.h).  A row of a sector stands in place
-- of the general one of the same item.
create table xz.record_content (
  kind text not null references xz.record_document_type,
  sector text not null default '',
  item text not null,
  no int not null,
  name_zh text not null,
  name_en text not null,
  source text not null,
  found text not null,
  applies text not null default '',
  field text not null default '',
  todo_zh text not null,
  todo_en text not null,
  valid_from date not null,
  valid_to date,
  primary key (kind, sector, item, valid_from)
);

-- Where fines are paid (罚款决定与罚款收缴分离实施办法 7): a decision that asks for money is not frozen without it.
alter table xz.people_agency
  add column pay_bank text not null default '',
  add column pay_place text not null default '';
