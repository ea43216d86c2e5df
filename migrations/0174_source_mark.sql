-- source: by what messages are compared.  Marks are keyed (lib/source/marks.h): whoever has the store alone reads no
-- words in them.

create table xz.source_mark (
  message_id bigint primary key references xz.source_message,
  day date not null,			-- of receipt
  about bigint[] not null,
  place bigint[] not null,
  body bigint[] not null,
  marks bigint[] not null		-- all of them, each once
);
create index source_mark_marks on xz.source_mark using gin (marks);

-- How many messages have a mark; mark 0: how many there are.
create table xz.source_gram (
  mark bigint primary key,
  n bigint not null
);
