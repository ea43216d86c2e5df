-- A decision holds no kind that was not notified, and no sum above the notified one, of any kind (行政处罚法 45).

create or replace function xz.caseflow_decision_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare k xz.caseflow_track; c xz.caseflow_case; served int;
begin
  select * into k from xz.caseflow_track where id = new.track_id;
  select * into c from xz.caseflow_case where id = k.case_id;
  if xz.caseflow_officers_ready(c.id, new.decided_on) < 2 then
    raise exception 'two certified officers are needed' using errcode = '23514', constraint = 'decision_two_officers';
  end if;
  if c.procedure = 'summary' then return new; end if;
  if not k.review_passed or c.review_passed_version < k.report_version then
    raise exception 'the review that applies has not passed' using errcode = '23514', constraint = 'decision_review';
  end if;
  if new.outcome = 'penalty' then
    select max(version) into served from xz.caseflow_notice where track_id = k.id and report_version = k.report_version;
    if served is null then
      raise exception 'no notice was served' using errcode = '23514', constraint = 'decision_notice';
    end if;
    if exists (select from (
        select 'fine' as kind, new.fine_fen as fen union all select 'confiscate_gains', new.confiscation_fen
        union all select p.kind, sum(p.amount_fen) from xz.caseflow_penalty p where p.case_id = c.id
          and p.party_id = k.party_id and p.stage = 'decision' group by p.kind) d
        left join (select p.kind, sum(p.amount_fen) as fen from xz.caseflow_penalty p where p.case_id = c.id
          and p.party_id = k.party_id and p.stage = 'notice' and p.stage_version = served group by p.kind) n on n.kind = d.kind
        where case when n.kind is null then d.fen > 0 or d.kind not in ('fine', 'confiscate_gains') else d.fen > n.fen end) then
      raise exception 'heavier than notified' using errcode = '23514', constraint = 'decision_heavier';
    end if;
  end if;
  return new;
end $$;
