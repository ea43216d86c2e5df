-- source: which pairs of characters clues of filed cases had, by cause, so that likely causes of a message are said.

create table xz.source_cause (
  cause_id bigint primary key references xz.law_cause,
  cases bigint not null,
  grams bigint not null
);
create table xz.source_cause_gram (
  gram bigint not null,
  cause_id bigint not null references xz.law_cause,
  n bigint not null,
  primary key (gram, cause_id)
);
-- Up to which case that was learned.
create table xz.source_learned (
  one boolean primary key default true check (one),
  case_id bigint not null
);
