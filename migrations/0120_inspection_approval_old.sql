-- Tasks name the approval by its id, which is another now.
update xz.people_task t set item_id = x.id
  from xz.inspection_approval a join xz.act_approval x on x.ref = a.ref
  where t.kind = 'inspection_approve' and t.subject_kind = 'inspection' and t.item_id = a.id;
-- Their rows are in the common tables (0119).
drop table xz.inspection_approval_step, xz.inspection_approval;
