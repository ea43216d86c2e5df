-- query: the search of the desk.

-- Row security keeps GIN indexes from being used, so search goes through here, with the same predicate.  A common word
-- is found among the newest cards that may be read, a rare one by its bigrams: first a window of the newest, of each
-- agency and unit or, for who reads those of many agencies, of all; then the index for what lies beyond it, all of
-- whose matches are taken before they are sorted: walked in order, a rare word would pass everything there is.  Plans
-- are made anew each time, since only the values can say.
create function xz.query_search(of_kind text, wanted int4[], part text, before_day date, before_ref uuid, want int)
returns table (kind text, ref uuid, subject_id bigint, day date, card text) language plpgsql stable security definer
set search_path = xz, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  agencies bigint[] := xz.people_actor_agencies();
  units bigint[] := xz.people_actor_units();
  own bigint[] := case of_kind	-- of cases those that agency and unit do not open already
    when 'case' then array(select v / 8 from unnest(xz.caseflow_rights()) v where v % 8 = 2)
    when 'inspection' then xz.inspection_rights()
      || array(select i.id from xz.inspection i where i.opened_by = xz.people_actor()) else '{}' end;
  arms int := cardinality(agencies) + cardinality(units);
  many boolean := arms > 6;
  span int := case when many then 2000 else 1000 / greatest(1, arms) + 50 end;
  edge record;
  n int;
begin
  if many then
    select e.day, e.ref into edge from (select d.day, d.ref from xz.query_doc d where d.kind = of_kind
        and (before_day is null or (d.day, d.ref) < (before_day, before_ref))
      order by d.day desc, d.ref desc offset span limit 1) e;
    return query select w.kind, w.ref, w.subject_id, w.day, w.card from (select c.* from xz.query_doc c
        where c.kind = of_kind and (before_day is null or (c.day, c.ref) < (before_day, before_ref))
        order by c.day desc, c.ref desc limit span) w
      where position(part in w.folded) > 0
        and (w.agency_id = any (agencies) or w.unit_id = any (units) or w.subject_id = any (own))
      order by w.day desc, w.ref desc limit want;
  else
    select e.day, e.ref into edge from (
      select y.day, y.ref from unnest(agencies) g (id) cross join lateral (select d.day, d.ref from xz.query_doc d
        where d.agency_id = g.id and d.kind = of_kind
          and (before_day is null or (d.day, d.ref) < (before_day, before_ref))
        order by d.day desc, d.ref desc offset span limit 1) y
      union all select y.day, y.ref from unnest(units) u (id)
        cross join lateral (select d.day, d.ref from xz.query_doc d
        where d.unit_id = u.id and d.kind = of_kind
          and (before_day is null or (d.day, d.ref) < (before_day, before_ref))
        order by d.day desc, d.ref desc offset span limit 1) y
    ) e order by e.day desc, e.ref desc limit 1;
    return query select distinct on (w.day, w.ref) w.kind, w.ref, w.subject_id, w.day, w.card from (
        select y.* from unnest(agencies) g (id) cross join lateral (select c.* from xz.query_doc c
          where c.agency_id = g.id and c.kind = of_kind
            and (before_day is null or (c.day, c.ref) < (before_day, before_ref))
          order by c.day desc, c.ref desc limit span) y
        union all select y.* from unnest(units) u (id) cross join lateral (select c.* from xz.query_doc c
          where c.unit_id = u.id and c.kind = of_kind
            and (before_day is null or (c.day, c.ref) < (before_day, before_ref))
          order by c.day desc, c.ref desc limit span) y
        union all select c.* from xz.query_doc c where c.kind = of_kind and c.subject_id = any (own)
          and (before_day is null or (c.day, c.ref) < (before_day, before_ref))) w
      where position(part in w.folded) > 0 and (edge.day is null or (w.day, w.ref) > (edge.day, edge.ref))
      order by w.day desc, w.ref desc limit want;
  end if;
  get diagnostics n = row_count;
  if n >= want or edge.day is null then return; end if;
  return query with m as materialized (select d.kind, d.ref, d.subject_id, d.day, d.card from xz.query_doc d
      where d.kind = of_kind and d.bigrams @> wanted and position(part in d.folded) > 0
        and (d.agency_id = any (agencies) or d.unit_id = any (units) or d.subject_id = any (own))
        and (d.day, d.ref) <= (edge.day, edge.ref))
    select * from m order by m.day desc, m.ref desc limit want - n;
end $$;

-- rights

alter table xz.query_doc enable row level security;
create policy doc_desk on xz.query_doc to xz_seat
  using (array[unit_id * 8 + 1, agency_id * 8, case kind when 'case' then subject_id * 8 + 2 end]
      && (select xz.caseflow_rights())
    or (kind = 'inspection' and xz.inspection_seen(subject_id)))
  with check ((select xz.people_actor()) is not null);
create policy doc_trusted on xz.query_doc to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.query_doc to xz_desk, xz_daemon, xz_admin;
grant insert on xz.query_doc to xz_desk, xz_daemon, xz_admin;
grant update on xz.query_doc to xz_admin;
grant update (agency_id, bigrams, card, folded, unit_id) on xz.query_doc to xz_desk, xz_daemon;
grant execute on function xz.query_search(text, int[], text, date, uuid, int) to xz_desk, xz_admin;
-- the pool for slow work
grant select on xz.query_doc to xz_slow;
grant insert on xz.query_doc to xz_slow;
grant update (agency_id, bigrams, card, folded, unit_id) on xz.query_doc to xz_slow;
