-- A service names the paper it served, on whom, and its receipt (送达回证).  Until now that of a decision had its
-- receipt in the place of the paper, and a demand did not name its paper.
alter table xz.caseflow_service add column receipt_id bigint references xz.record_document;
alter table xz.caseflow_service add column party_id bigint references xz.caseflow_party;
update xz.caseflow_service s set receipt_id = s.document_id,
  document_id = (select d.document_id from xz.caseflow_decision d where d.track_id = s.track_id
    and d.served_on = s.served_on order by d.id desc limit 1)
  from xz.record_document r where r.id = s.document_id and r.type = 'service_receipt';
update xz.caseflow_service s set party_id = k.party_id from xz.caseflow_track k where k.id = s.track_id;
update xz.caseflow_demand q set document_id = s.document_id from xz.caseflow_decision d join xz.caseflow_service s
  on s.track_id = d.track_id and s.what = 'demand'
  where d.id = q.decision_id and s.served_on = q.served_on and q.document_id is null;
create index caseflow_service_document on xz.caseflow_service (document_id);
create unique index caseflow_service_receipt on xz.caseflow_service (receipt_id);

-- What waits to be notified has its notice made first.
update xz.people_task set kind = 'notice_make' where kind = 'notice_serve' and done_at is null;
