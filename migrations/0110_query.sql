-- query: the search of the desk.

create table xz.query_doc (
  y smallint not null,
  kind text not null,
  ref uuid not null,
  subject_id bigint not null,
  day date not null,
  agency_id bigint not null,
  unit_id bigint,
  card text not null,
  folded text not null,
  bigrams int4[] not null,
  fold_version smallint not null default 1,
  primary key (y, kind, ref)
) partition by list (y);
create index query_doc_bigrams on xz.query_doc using gin (bigrams) with (fastupdate = on);
create index query_doc_day on xz.query_doc (day desc, ref);
insert into xz.db_partitioned values ('query_doc');
