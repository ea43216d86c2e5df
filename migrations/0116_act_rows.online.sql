-- What was asked, agreed and signed before goes on in the common tables, under the ids that tasks name.
insert into xz.act_approval (id, ref, subject_kind, subject_id, subject_ref, part_id, part_ref, action, input,
  document_id, chain, at_step, state, requested_by, requested_at, occurred_at, ended_at)
  overriding system value
  select a.id, a.ref, 'case', a.case_id, c.ref, a.track_id, k.ref, a.action, a.input,
    a.document_id, a.chain, a.at_step, a.state, a.requested_by, a.requested_at, a.occurred_at, a.ended_at
  from xz.caseflow_approval a join xz.caseflow_case c on c.id = a.case_id
  left join xz.caseflow_track k on k.id = a.track_id
  where not exists (select from xz.act_approval x where x.id = a.id);
insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)
  select approval_id, n, duty, account_id, verdict, words, at from xz.caseflow_approval_step
  on conflict do nothing;
insert into xz.act_cosign (id, ref, subject_kind, subject_id, subject_ref, part_id, part_ref, step_seq, action,
  document_id, account_id, officer_name, certificate_no, asked_by, asked_at, state, method, signed_at, words)
  overriding system value
  select s.id, s.ref, 'case', s.case_id, c.ref, s.track_id, k.ref, s.step_seq, s.action,
    s.document_id, s.account_id, s.officer_name, s.certificate_no, s.asked_by, s.asked_at, s.state, s.method,
    s.signed_at, s.words
  from xz.caseflow_cosign s join xz.caseflow_case c on c.id = s.case_id
  left join xz.caseflow_track k on k.id = s.track_id
  where not exists (select from xz.act_cosign x where x.id = s.id);
select setval(pg_get_serial_sequence('xz.act_approval', 'id'),
  (select coalesce(max(id), 0) + 1 from xz.act_approval), false);
select setval(pg_get_serial_sequence('xz.act_cosign', 'id'),
  (select coalesce(max(id), 0) + 1 from xz.act_cosign), false);

-- Answers of acts name the subject; where it is shown, the program knows.  A phone that sends an act of before again is
-- answered as it was then.
update xz.db_act set answer = regexp_replace(regexp_replace(regexp_replace(answer, '^/desk/cases/', 'case '),
    '^/desk/inspections/', 'inspection '), '^/desk/upload/', 'upload ')
  where answer ~ '^/desk/(cases|inspections|upload)/';
