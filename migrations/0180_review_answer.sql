-- What the officers answer to each objection of a review, with the report that comes after it.
create table xz.review_answer (
  request_id bigint not null references xz.review_request,
  n smallint not null check (n between 1 and 8),
  report_version int not null,
  answer text not null check (answer <> ''),
  made_by bigint not null references xz.people_account,
  made_at timestamptz not null,
  primary key (request_id, n, report_version)
);
