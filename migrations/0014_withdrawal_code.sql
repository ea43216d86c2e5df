-- The public is told a code for a withdrawal (law_code withdraw_reason); the words stay with the desk's item.

alter table xz.disclosure_item add withdrawn_code text;
update xz.disclosure_item i set withdrawn_code = case when d.revoke_reason in ('changed', 'illegal', 'void')
    then d.revoke_reason else 'revoked' end
  from xz.caseflow_decision d where d.id = i.decision_id and i.state = 'withdrawn';
update xz.disclosure_public p set end_reason = coalesce((select i.withdrawn_code from xz.disclosure_item i
    where i.decision_ref = p.decision_ref and i.withdrawn_code is not null order by i.id desc limit 1), 'revoked')
  where p.state = 'withdrawn';
update xz.disclosure_public set end_reason = null where state <> 'withdrawn';
alter table xz.disclosure_public add constraint disclosure_public_reason check (end_reason ~ '^[a-z_]{1,40}$');
