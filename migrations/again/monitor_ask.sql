-- monitor: what rules ask at events.  One place says so, for the consumer that raises and for whoever tries a rule on
-- the
-- past.  Each question gets the number of its rule and a stretch of the order of events, and gives one row an alert:
-- once (said once), what it is about, whose it is, the number found and what it is held against.

-- Events of the kinds in a stretch.
create function xz.monitor_events(kinds text[], behind bigint, up_to bigint) returns table (pos bigint, kind text, ref
  uuid,
  agency_id bigint, unit_id bigint, at timestamptz, dims jsonb, state text, fen bigint) language sql stable
set search_path = xz, pg_temp as $$
  select o.pos, e.kind, e.subject_ref, e.agency_id, e.unit_id, e.at, e.dims, e.payload ->> 'state', coalesce(e.fen, 0)
  from xz.event_order o join xz.event e on e.y = o.y and e.id = o.id
  where o.pos > behind and o.pos <= up_to and e.kind = any (kinds)
$$;

-- M05: clues about one party that the agency did not file, within 180 days.
create function xz.monitor_ask_refused_again(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select distinct on (p.subject_id, v.agency_id) format('refused_again %s %s %s', v.agency_id, p.subject_id, v.ref),
    'case', v.ref, coalesce(c.clue_number, ''), v.agency_id, v.unit_id, null::bigint, v.at, x.found, n
  from xz.monitor_events('{decide_filing}', behind, up_to) v join xz.caseflow_case c on c.ref = v.ref
  join xz.caseflow_party p on p.case_id = c.id
  cross join lateral (select count(distinct o.id) as found from xz.caseflow_party q join xz.caseflow_case o
    on o.id = q.case_id where q.subject_id = p.subject_id and o.agency_id = v.agency_id and o.state = 'not_filed'
    and o.opened_at > v.at - interval '180 days' and o.opened_at <= v.at) x
  where v.state = 'not_filed' and x.found >= n order by p.subject_id, v.agency_id, v.pos desc
$$;

-- M13: the share of the time from filing to decision that did not count, in percent; stops that overlap count once.
create function xz.monitor_ask_stood_half(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('stood_half %s', k.id), 'case', v.ref, coalesce(c.number, ''), v.agency_id, v.unit_id, null::bigint,
    v.at,
    x.stood * 100 / x.lasted, n
  from xz.monitor_events('{decide}', behind, up_to) v join xz.caseflow_case c on c.ref = v.ref
  cross join lateral (select k.id, k.start_at from xz.calendar_clock k where k.subject_kind = 'case'
    and k.subject_id = c.id and k.rule = 'case.decide' order by k.id desc limit 1) k
  cross join lateral (select greatest(extract(epoch from v.at - k.start_at)::bigint, 1) as lasted,
    coalesce((select sum(extract(epoch from upper(r) - lower(r)))::bigint from (
      select unnest(range_agg(tstzrange(e.from_at, least(coalesce(e.to_at, v.at), v.at)))) as r
      from xz.calendar_exclusion e where e.clock_id = k.id and e.from_at < v.at) y), 0) as stood) x
  where x.stood * 100 / x.lasted > n
$$;

-- M17: closed, and a measure is in force.
create function xz.monitor_ask_measure_left(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('measure_left %s', v.ref), 'case', v.ref, coalesce(c.number, ''), v.agency_id, v.unit_id, null::bigint,
    v.at, x.left_n, n
  from xz.monitor_events('{close}', behind, up_to) v join xz.caseflow_case c on c.ref = v.ref
  cross join lateral (select count(*) as left_n from xz.caseflow_measure m where m.case_id = c.id and m.state =
    'live') x
  where c.closed_at is not null and x.left_n >= n
$$;

-- M26: a fine further from the median of like cases (same agency, cause and kind of party, 24 months, ten at least)
-- than n
-- median deviations.  n: the fine in per cent of the median.
create function xz.monitor_ask_unlike_others(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('unlike_others %s', d.id), 'case', v.ref, d.number, v.agency_id, v.unit_id, null::bigint, v.at,
    d.fine_fen * 100 / x.med, x.cases
  from xz.monitor_events('{decide,summary_decide}', behind, up_to) v join xz.caseflow_case c on c.ref = v.ref
  join xz.caseflow_track k on k.case_id = c.id join xz.caseflow_party p on p.id = k.party_id
  join xz.caseflow_decision d on d.track_id = k.id and d.fine_fen > 0 and d.revoked_on is null
  cross join lateral (
    with others as materialized (select e.fine_fen from xz.caseflow_decision e join xz.caseflow_track ek on ek.id =
      e.track_id
      join xz.caseflow_case ec on ec.id = ek.case_id join xz.caseflow_party ep on ep.id = ek.party_id
      where e.agency_id = d.agency_id and e.decided_on between d.decided_on - 730 and d.decided_on and e.id <> d.id
        and e.fine_fen > 0 and ec.cause_id = c.cause_id and ep.natural_person = p.natural_person),
    middle as (select percentile_disc(0.5) within group (order by o.fine_fen) as med, count(*) as cases from others o)
    select m.med, m.cases, (select percentile_disc(0.5) within group (order by abs(o.fine_fen - m.med)) from others o)
      as mad from middle m) x
  where x.cases >= 10 and x.mad > 0 and abs(d.fine_fen - x.med) > n * x.mad
$$;

-- M37: visits to one firm within 30 days, of whatever agency.
create function xz.monitor_ask_visits_month(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('visits_month %s', v.ref), 'inspection', v.ref, '', v.agency_id, v.unit_id, null::bigint, v.at,
    x.found, n
  from xz.monitor_events('{inspection.arrive}', behind, up_to) v join xz.inspection i on i.ref = v.ref
  cross join lateral (select count(*) as found from xz.inspection o where o.subject_id = i.subject_id
    and o.arrived_at > v.at - interval '30 days' and o.arrived_at <= v.at + interval '1 minute') x
  where x.found > n
$$;

-- M38: an officer found nothing at one firm n times within a year.  Concerns a person.
create function xz.monitor_ask_clean_again(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('clean_again %s %s', v.ref, w.account_id), 'inspection', v.ref, '', v.agency_id, v.unit_id,
    w.account_id,
    v.at, x.found, n
  from xz.monitor_events('{inspection.tell}', behind, up_to) v join xz.inspection i on i.ref = v.ref
  join xz.inspection_officer w on w.inspection_id = i.id
  cross join lateral (select count(*) as found from xz.inspection o join xz.inspection_officer q
    on q.inspection_id = o.id and q.account_id = w.account_id where o.subject_id = i.subject_id
    and o.outcome = 'no_issue' and o.told_at > v.at - interval '365 days' and o.told_at <= v.at + interval '1 minute')
      x
  where i.outcome = 'no_issue' and x.found >= n
$$;

-- M39: another agency was at the firm within n days before, and it was not one visit.
create function xz.monitor_ask_two_visits(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('two_visits %s', v.ref), 'inspection', v.ref, '', v.agency_id, v.unit_id, null::bigint, v.at, x.days, n
  from xz.monitor_events('{inspection.arrive}', behind, up_to) v join xz.inspection i on i.ref = v.ref
  cross join lateral (select min((v.at at time zone 'Asia/Shanghai')::date
      - (o.arrived_at at time zone 'Asia/Shanghai')::date) as days
    from xz.inspection o where o.subject_id = i.subject_id and o.agency_id <> i.agency_id
      and o.arrived_at < v.at and o.arrived_at >= v.at - make_interval(days => n::int + 1)
      and (i.joint_id is null or o.joint_id is distinct from i.joint_id)) x
  where x.days <= n and i.kind <> 'case'
$$;

-- M65: an agency's fines of the month, in per cent above those of the same month the year before (five fines at
-- least).
-- A signal, no score.
create function xz.monitor_ask_fines_up(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select distinct on (v.agency_id, m.first) format('fines_up %s %s', v.agency_id, m.first), 'case', v.ref,
    to_char(m.first, 'YYYY-MM'), v.agency_id, null::bigint, null::bigint, v.at,
    x.fen * 100 / y.fen - 100, n
  from xz.monitor_events('{decide,summary_decide}', behind, up_to) v
  cross join lateral (select date_trunc('month', v.at at time zone 'Asia/Shanghai')::date as first) m
  cross join lateral (select coalesce(sum(d.fine_fen), 0) as fen from xz.caseflow_decision d
    where d.agency_id = v.agency_id and d.decided_on >= m.first and d.decided_on < m.first + interval '1 month') x
  cross join lateral (select coalesce(sum(d.fine_fen), 0) as fen, count(*) as fines from xz.caseflow_decision d
    where d.agency_id = v.agency_id and d.fine_fen > 0 and d.decided_on >= m.first - interval '1 year'
      and d.decided_on < m.first - interval '11 months') y
  where y.fines >= 5 and x.fen * 100 / y.fen - 100 > n order by v.agency_id, m.first, v.pos
$$;

-- M66: the share of an agency's decisions of the month on acts outside its region, in per cent; of five at least.
create function xz.monitor_ask_elsewhere(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select distinct on (v.agency_id, m.first) format('elsewhere %s %s', v.agency_id, m.first), 'case', v.ref,
    to_char(m.first, 'YYYY-MM'), v.agency_id, null::bigint, null::bigint, v.at, x.away * 100 / x.all_n, n
  from xz.monitor_events('{decide,summary_decide}', behind, up_to) v join xz.people_agency g on g.id = v.agency_id
  cross join lateral (select date_trunc('month', v.at at time zone 'Asia/Shanghai')::date as first) m
  cross join lateral (select count(*) as all_n, count(*) filter (where left(c.act_region, length(r.p)) <> r.p) as away
    from (select rtrim(left(g.region, 4), '0') as p) r, xz.caseflow_decision d
    join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id
    where d.agency_id = v.agency_id and d.decided_on >= m.first and d.decided_on < m.first + interval '1 month') x
  where x.all_n >= 5 and x.away * 100 / x.all_n > n order by v.agency_id, m.first, v.pos
$$;

-- M74: routine visits to one firm within the year beyond n, but for those that had a way beyond the cap.
create function xz.monitor_ask_routine_third(n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language sql stable set search_path = xz, pg_temp as $$
  select format('routine_third %s', v.ref), 'inspection', v.ref, '', v.agency_id, v.unit_id, null::bigint, v.at,
    x.found, n
  from xz.monitor_events('{inspection.arrive}', behind, up_to) v join xz.inspection i on i.ref = v.ref
  cross join lateral (select count(*) as found from xz.inspection o where o.subject_id = i.subject_id
    and o.kind = 'routine' and o.arrived_at >= date_trunc('year', v.at at time zone 'Asia/Shanghai')
      at time zone 'Asia/Shanghai' and o.arrived_at <= v.at + interval '1 minute') x
  where i.kind = 'routine' and i.beyond is null and x.found > n
$$;

create function xz.monitor_ask(question text, n bigint, behind bigint, up_to bigint) returns setof xz.monitor_hit
language plpgsql stable set search_path = xz, pg_temp as $$
begin
  case question
    when 'refused_again' then return query select * from xz.monitor_ask_refused_again(n, behind, up_to);
    when 'stood_half' then return query select * from xz.monitor_ask_stood_half(n, behind, up_to);
    when 'measure_left' then return query select * from xz.monitor_ask_measure_left(n, behind, up_to);
    when 'unlike_others' then return query select * from xz.monitor_ask_unlike_others(n, behind, up_to);
    when 'visits_month' then return query select * from xz.monitor_ask_visits_month(n, behind, up_to);
    when 'clean_again' then return query select * from xz.monitor_ask_clean_again(n, behind, up_to);
    when 'two_visits' then return query select * from xz.monitor_ask_two_visits(n, behind, up_to);
    when 'fines_up' then return query select * from xz.monitor_ask_fines_up(n, behind, up_to);
    when 'elsewhere' then return query select * from xz.monitor_ask_elsewhere(n, behind, up_to);
    when 'routine_third' then return query select * from xz.monitor_ask_routine_third(n, behind, up_to);
    else return;
  end case;
end $$;

-- The rules of the day as the keeper has them, but for those that are muted.
create function xz.monitor_live() returns table (id bigint, code text, clock text, ask text, warn_n bigint, warn_unit
  text,
  n bigint, level text, person boolean) language sql stable set search_path = xz, pg_temp as $$
  select r.id, r.code, r.clock, r.ask, coalesce(v.warn_n, r.warn_n), r.warn_unit, coalesce(v.n, r.n),
    coalesce(v.level, r.level), r.person
  from xz.monitor_rule r left join lateral (select x.warn_n, x.n, x.level from xz.monitor_version x
    where x.key = coalesce(r.clock, r.ask) and x.valid_from <= xz.today() order by x.valid_from desc limit 1) v on true
  where r.valid_from <= xz.today() and coalesce(r.valid_to, 'infinity') >= xz.today()
    and not exists (select from xz.monitor_mute u where u.key = coalesce(r.clock, r.ask)
      and xz.today() between u.from_on and u.to_on)
$$;

-- Who keeps the rules: the coordinators of a supervision body.
create function xz.monitor_keeper() returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return xz.people_actor_has(256) and exists (select from xz.people_agency g where g.id = xz.people_actor_agency()
    and g.kind = 'supervisor');
end $$;

-- What a question would have found at the events of the days since, with the number: for its keeper, below whose body
-- the
-- agencies stand.  Two hundred thousand events
-- at most, no more than a number of rows; of persons nobody.
create function xz.monitor_try(question text, n bigint, since timestamptz, most int) returns setof xz.monitor_hit
language plpgsql stable security definer set search_path = xz, pg_temp as $$
declare first bigint; last bigint := (select coalesce(max(o.pos), 0) from xz.event_order o);
begin
  if not xz.monitor_keeper() then
    return;
  end if;
  select min(o.pos) - 1 into first from xz.event_order o join xz.event e on e.y = o.y and e.id = o.id where e.at >=
    since;
  return query select distinct on (h.once) h.once, h.subject_kind, h.subject_ref, h.number, h.agency_id, h.unit_id,
      null::bigint, h.at, h.n, h.of_n
    from xz.monitor_ask(question, n, greatest(coalesce(first, last), last - 200000), last) h
    where exists (select from xz.people_agency_tree t where t.ancestor = xz.people_actor_agency()
      and t.descendant = h.agency_id) order by h.once limit most;
end $$;

-- rights

grant execute on function xz.monitor_live(), xz.monitor_keeper(), xz.monitor_try(text, bigint, timestamptz, int)
  to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.monitor_ask(text, bigint, bigint, bigint), xz.monitor_events(text[], bigint, bigint),
  xz.monitor_ask_refused_again(bigint, bigint, bigint), xz.monitor_ask_stood_half(bigint, bigint, bigint),
  xz.monitor_ask_measure_left(bigint, bigint, bigint), xz.monitor_ask_unlike_others(bigint, bigint, bigint),
  xz.monitor_ask_visits_month(bigint, bigint, bigint), xz.monitor_ask_clean_again(bigint, bigint, bigint),
  xz.monitor_ask_two_visits(bigint, bigint, bigint), xz.monitor_ask_fines_up(bigint, bigint, bigint),
  xz.monitor_ask_elsewhere(bigint, bigint, bigint), xz.monitor_ask_routine_third(bigint, bigint, bigint)
  to xz_daemon, xz_admin;
