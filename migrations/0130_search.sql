-- The newest cards of an agency or a unit, and the card of a subject, by an index of their own.

create index query_doc_agency on xz.query_doc (agency_id, kind, day desc, ref desc);
create index query_doc_unit on xz.query_doc (unit_id, kind, day desc, ref desc);
create index query_doc_subject on xz.query_doc (kind, subject_id);
