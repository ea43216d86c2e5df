-- What was asked and agreed for inspections before goes on in the common tables, each under its ref; places in a
-- chain count from 0 there, and what an approver was shown stands in one text.
insert into xz.act_approval (ref, subject_kind, subject_id, subject_ref, action, input, asked, document_id, chain,
  at_step, state, requested_by, requested_at, occurred_at, ended_at)
  select a.ref, 'inspection', a.inspection_id, i.ref, 'ask', '{}',
    (a.asked::jsonb || jsonb_build_object('reason_ref', a.reason_ref, 'surprise_ref', a.surprise_ref,
      'again_ref', a.again_ref))::text,
    a.document_id, a.chain, a.at_step, a.state, a.requested_by, a.requested_at, a.requested_at, a.ended_at
  from xz.inspection_approval a join xz.inspection i on i.id = a.inspection_id
  where not exists (select from xz.act_approval x where x.ref = a.ref)
  order by a.id;
insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)
  select x.id, s.n - 1, s.duty, s.account_id, s.verdict, s.words, s.at
  from xz.inspection_approval_step s join xz.inspection_approval a on a.id = s.approval_id
  join xz.act_approval x on x.ref = a.ref
  on conflict do nothing;
