-- What the portal and the interface to other systems ask of the published copies and of what the law wants
-- public beforehand: orders for keyset paging, and one search that both use.

drop index xz.disclosure_public_decided;
create index disclosure_public_decided on xz.disclosure_public (decided_on desc, decision_ref desc) where state = 'published';
create index disclosure_public_agency on xz.disclosure_public (agency_ref, decided_on desc, decision_ref desc) where state = 'published';
create index disclosure_public_year on xz.disclosure_public (decided_on, outcome) where state = 'published';
create index disclosure_public_ended on xz.disclosure_public (ended_at) where state <> 'published';
create index disclosure_search_day on xz.disclosure_search (decided_on desc, decision_ref desc);
create index law_matter_code_order on xz.law_matter (code, id) where valid_to is null;
create index people_certificate_order on xz.people_certificate (no, officer_id);

-- Decisions shown now, newest first; for counts (sorted false) in any order, so that it may stop at the first `want`.  wanted and part: bigrams and folded text of what is asked for, null for all.
-- A common word is found among the newest rows, a rare one by its bigrams: first a window by the day, then the
-- index for what lies beyond it.  Plans are made anew each time, since only the values can say.
create function xz.disclosure_find(wanted int4[], part text, agencies uuid[], outcome_is text, from_day date,
  to_day date, after_ref uuid, want int, sorted boolean)
returns table (decision_ref uuid, number text, outcome text, party_name text, party_code text, cause_name text,
  result_text text, agency_ref uuid, agency_name text, decided_on date, published_at timestamptz)
language plpgsql stable set search_path = xz, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  at_day date := (select p.decided_on from xz.disclosure_public p where p.decision_ref = after_ref);
  at_ref uuid := after_ref;
  edge record;
  span int := greatest(2000, 4 * want);
  n int;
begin
  if part is null then
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_public p
      where p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or p.decided_on >= from_day) and (to_day is null or p.decided_on <= to_day)
        and (at_day is null or (p.decided_on, p.decision_ref) < (at_day, at_ref))
      order by p.decided_on desc, p.decision_ref desc limit want;
    return;
  end if;
  select s.decided_on, s.decision_ref into edge from xz.disclosure_search s
    where (to_day is null or s.decided_on <= to_day)
      and (at_day is null or (s.decided_on, s.decision_ref) < (at_day, at_ref))
    order by s.decided_on desc, s.decision_ref desc offset span limit 1;
  return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
      p.agency_ref, p.agency_name, p.decided_on, p.published_at
    from (select x.decision_ref, x.decided_on, x.folded from xz.disclosure_search x
        where (from_day is null or x.decided_on >= from_day) and (to_day is null or x.decided_on <= to_day)
          and (at_day is null or (x.decided_on, x.decision_ref) < (at_day, at_ref))
        order by x.decided_on desc, x.decision_ref desc limit span) s
      join xz.disclosure_public p on p.decision_ref = s.decision_ref
    where position(part in s.folded) > 0 and p.state = 'published'
      and (agencies is null or p.agency_ref = any(agencies)) and (outcome_is is null or p.outcome = outcome_is)
    order by s.decided_on desc, s.decision_ref desc limit want;
  get diagnostics n = row_count;
  if n >= want or edge.decided_on is null then return; end if;
  if sorted then
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_search s join xz.disclosure_public p on p.decision_ref = s.decision_ref
      where s.bigrams @> wanted and position(part in s.folded) > 0
        and p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or s.decided_on >= from_day) and (to_day is null or s.decided_on <= to_day)
        and (s.decided_on, s.decision_ref) <= (edge.decided_on, edge.decision_ref)
      order by s.decided_on desc, s.decision_ref desc limit want - n;
  else
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_search s join xz.disclosure_public p on p.decision_ref = s.decision_ref
      where s.bigrams @> wanted and position(part in s.folded) > 0
        and p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or s.decided_on >= from_day) and (to_day is null or s.decided_on <= to_day)
        and (s.decided_on, s.decision_ref) <= (edge.decided_on, edge.decision_ref)
      limit want - n;
  end if;
end $$;
grant execute on function xz.disclosure_find(int4[], text, uuid[], text, date, date, uuid, int, boolean)
  to xz_portal, xz_exchange, xz_desk, xz_admin;
grant select on xz.disclosure_public, xz.disclosure_search to xz_exchange;
