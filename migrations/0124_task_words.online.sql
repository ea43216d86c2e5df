-- Open tasks of before get the words their rows were shown with.
update xz.people_task t set number = coalesce(c.number, c.clue_number, ''), title = c.title,
    party = coalesce(p.name, (select y.name from xz.caseflow_party y where y.case_id = c.id order by y.id limit 1),
      (select s.subject_name from xz.source_clue s where s.case_id = c.id), ''),
    cause = coalesce(c.cause_name, ''), part_ref = k.ref,
    seen_by = array_remove(array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2], null)
  from xz.people_task o join xz.caseflow_case c on c.id = o.subject_id
    left join xz.caseflow_track k on k.id = o.track_id left join xz.caseflow_party p on p.id = k.party_id
  where o.subject_kind = 'case' and o.done_at is null and t.id = o.id;
update xz.people_task t set title = i.subject_name, party = i.subject_name,
    seen_by = array_remove(array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4]
      || array(select f.account_id * 8 + 4 from xz.inspection_officer f where f.inspection_id = i.id
        order by f.account_id), null)
  from xz.inspection i where t.subject_kind = 'inspection' and i.id = t.subject_id and t.done_at is null;
update xz.people_task t set number = k.draw_id, title = k.title, cause = k.title,
    due_at = case when k.state <> 'lapsed' then k.publish_by end, seen_by = array[k.agency_id * 8 + 3, k.agency_id * 8]
  from xz.spotcheck_task k where t.subject_kind = 'draw' and k.id = t.subject_id and t.done_at is null;
update xz.people_task t set number = k.draw_id, title = k.title, cause = k.title,
    party = coalesce((select o.name from xz.spotcheck_object o where o.object_id = v.object_id), v.object_id),
    due_at = case when k.state <> 'lapsed' then k.publish_by end,
    seen_by = array(select f.account_id * 8 + 4 from xz.spotcheck_visit_officer f where f.visit_id = v.id
      order by f.account_id)
  from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id
  where t.subject_kind = 'spot_visit' and v.id = t.subject_id and t.done_at is null;
update xz.people_task t set action = a.action, item_ref = a.ref, asked_by = a.requested_by
  from xz.act_approval a where t.kind = 'approve' and a.id = t.item_id and t.done_at is null;
update xz.people_task t set action = s.action, item_ref = s.ref
  from xz.act_cosign s where t.kind = 'countersign' and s.id = t.item_id and t.done_at is null;
alter table xz.record_attachment validate constraint record_attachment_subject_kind_fkey;
alter table xz.record_upload validate constraint record_upload_subject_kind_fkey;
