-- The newest cards of a kind, for who reads those of many agencies.
drop index xz.query_doc_day;
create index query_doc_kind on xz.query_doc (kind, day desc, ref desc);
