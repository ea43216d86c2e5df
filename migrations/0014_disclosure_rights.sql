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

-- Which class a penalty falls into is data: the field of the agency, the procedure, its kinds, the sum.  The first by seq
-- that fits; without a seq only a person can say so.  The end is never stored: it is counted from the row.
alter table xz.disclosure_regime add seq int, add field text not null default '', add procedure text not null default '',
  add only_kinds text[] not null default '{}', add has_kinds text[] not null default '{}', add fine_max_fen bigint;
alter table xz.disclosure_public add regime_id bigint references xz.disclosure_regime;
grant select on xz.disclosure_regime to xz_exchange;
create function xz.disclosure_regime_of(decision bigint) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select g.id from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
    join xz.people_agency a on a.id = d.agency_id
    cross join lateral (select coalesce(array_agg(p.kind), '{}') as kinds from xz.caseflow_penalty p
      where p.case_id = k.case_id and p.party_id = k.party_id and p.stage = 'decision') x
    join xz.disclosure_regime g on g.seq is not null and d.decided_on between g.valid_from and coalesce(g.valid_to, 'infinity')
      and (g.field = '' or g.field = any(string_to_array(a.field, ';'))) and (g.procedure = '' or g.procedure = d.procedure)
      and (g.only_kinds = '{}' or x.kinds <@ g.only_kinds) and (g.has_kinds = '{}' or x.kinds && g.has_kinds)
      and (not ('fine' = any(g.only_kinds) and 'fine' = any(x.kinds)) or d.fine_fen <= g.fine_max_fen)
  where d.id = decision and d.outcome = 'penalty' order by g.seq limit 1
$$;
revoke execute on function xz.disclosure_regime_of(bigint) from public;
grant execute on function xz.disclosure_regime_of(bigint) to xz_desk, xz_daemon, xz_admin;

-- Spans and channels are as visible as their item.
do $$
declare t text;
begin
  foreach t in array array['disclosure_redaction', 'disclosure_channel'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_desk using ((select true from xz.disclosure_item i where i.id = item_id limit 1)) with check ((select true from xz.disclosure_item i where i.id = item_id limit 1))', t || '_desk', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
  end loop;
end $$;

-- What may be written is less than what may be read: neither the tree below a supervisor nor a share counts.  As in
-- caseflow_rights(): id * 8 and 0: agency, 1: unit, 2: case.
create function xz.caseflow_writes() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return (select array_remove(array[case when held & (1 | 8 | 16 | 64 | 128) <> 0 then a.agency_id * 8 end,
      case when held & (2 | 4) <> 0 then a.unit_id * 8 + 1 end], null) from xz.people_account a where a.id = who)
    || (select array_agg(x.v) from (
      select o.case_id * 8 + 2 as v from xz.caseflow_officer o where o.account_id = who and o.state in ('named', 'accepted')
      union all
      select t.case_id * 8 + 2 from xz.caseflow_hearing h join xz.caseflow_track t on t.id = h.track_id
        where h.chair_account = who and h.withdrawn_on is null
      union all
      select c.id * 8 + 2 from xz.caseflow_case c where c.opened_by = who and held & (1 | 2) <> 0) x);
end $$;
create function xz.caseflow_may_write(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return exists (select from xz.caseflow_case c where c.id = which
    and array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && xz.caseflow_writes());
end $$;
grant execute on function xz.caseflow_writes(), xz.caseflow_may_write(bigint) to xz_desk, xz_daemon, xz_admin;
create policy case_change on xz.caseflow_case as restrictive for update to xz_desk
  using (array[unit_id * 8 + 1, agency_id * 8, id * 8 + 2] && (select xz.caseflow_writes()));
do $$
declare t text;
begin
  foreach t in array array['caseflow_officer', 'caseflow_party', 'caseflow_track', 'caseflow_approval', 'caseflow_cosign',
    'caseflow_evidence', 'caseflow_measure', 'caseflow_pause', 'caseflow_aid', 'caseflow_correction', 'caseflow_report',
    'caseflow_penalty', 'caseflow_factor', 'caseflow_service', 'source_clue', 'source_message_clue', 'review_request'] loop
    execute format('create policy %I on xz.%I as restrictive for insert to xz_desk with check (xz.caseflow_may_write(case_id))', t || '_make', t);
    execute format('create policy %I on xz.%I as restrictive for update to xz_desk using (xz.caseflow_may_write(case_id))', t || '_change', t);
  end loop;
  foreach t in array array['caseflow_notice', 'caseflow_defence', 'caseflow_hearing', 'caseflow_deliberation', 'caseflow_decision'] loop
    execute format('create policy %I on xz.%I as restrictive for insert to xz_desk with check ((select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = track_id))', t || '_make', t);
    execute format('create policy %I on xz.%I as restrictive for update to xz_desk using ((select xz.caseflow_may_write(k.case_id) from xz.caseflow_track k where k.id = track_id))', t || '_change', t);
  end loop;
end $$;
-- What hangs deeper: at least a duty of casework (1 to 128) is needed.
do $$
declare t text;
begin
  foreach t in array array['caseflow_instalment', 'caseflow_demand', 'caseflow_remedy', 'caseflow_approval_step', 'caseflow_goods',
    'caseflow_proposal', 'review_point', 'record_chain', 'record_step', 'record_side', 'record_document'] loop
    execute format('create policy %I on xz.%I as restrictive for insert to xz_desk with check ((select xz.people_actor_has(255)))', t || '_make', t);
    execute format('create policy %I on xz.%I as restrictive for update to xz_desk using ((select xz.people_actor_has(255)))', t || '_change', t);
  end loop;
end $$;
-- An item is made and changed by those who work on cases in its agency, not by whom the tree lets read.
create policy item_make on xz.disclosure_item as restrictive for insert to xz_desk
  with check (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(255)));
create policy item_change on xz.disclosure_item as restrictive for update to xz_desk
  using (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(255)));
do $$
declare t text;
begin
  foreach t in array array['disclosure_redaction', 'disclosure_channel'] loop
    execute format('create policy %I on xz.%I as restrictive for insert to xz_desk with check ((select xz.people_actor_has(255)))', t || '_make', t);
    execute format('create policy %I on xz.%I as restrictive for update to xz_desk using ((select xz.people_actor_has(255)))', t || '_change', t);
  end loop;
end $$;
