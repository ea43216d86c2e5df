-- Lists by what their index begins with, of inspections, publications and reviews.

create index inspection_agency_state on xz.inspection (agency_id, state, id desc);
create index inspection_unit_state on xz.inspection (unit_id, state, id desc);
create index inspection_opened_by on xz.inspection (opened_by, id);

create index disclosure_item_waits on xz.disclosure_item (agency_id, id) where state = 'draft';
create index disclosure_item_done on xz.disclosure_item (agency_id, id desc) where state <> 'draft';
create index caseflow_decision_revoked on xz.caseflow_decision (agency_id, id) where revoked_on is not null;

-- A review is its case's, which stays with its agency.
alter table xz.review_request add column agency_id bigint references xz.people_agency;
update xz.review_request q set agency_id = c.agency_id from xz.caseflow_case c where c.id = q.case_id;
alter table xz.review_request alter column agency_id set not null;
create index review_request_waits on xz.review_request (agency_id, id desc) where state in ('open', 'returned');
create index review_request_done on xz.review_request (agency_id, id desc) where state = 'done';
create index review_request_back on xz.review_request (agency_id, id desc) where state = 'done' and opinion <> 'agree';

-- pairs: each two characters of the name that stand side by side, by which a part of it is found.
alter table xz.inspection_public add column pairs text[] not null default '{}';
update xz.inspection_public p set pairs = array(select distinct substr(p.name, n, 2)
  from generate_series(1, length(p.name) - 1) n);
create index inspection_public_pairs on xz.inspection_public using gin (pairs);
create index inspection_public_agency on xz.inspection_public (agency_ref, published_at desc, ref desc);
create index inspection_public_object on xz.inspection_public (object_id, published_at desc, ref desc);
