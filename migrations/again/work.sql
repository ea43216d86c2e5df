-- work: what waits on the desks; each task carries the words of its row (migrations/0123).

-- Opens the same task for many, each with the words it is shown by; of a track, an approval, a countersignature where
-- it is for one of them.  One plan for all kinds of subjects: a plan for each call costs more than it saves.
create function xz.work_open(of_kind text, of_duty text, of_subject text, of_unit bigint, track bigint, item bigint,
  clock bigint, subjects bigint[], agencies bigint[], accounts bigint[]) returns void language plpgsql security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
declare made int;
begin
  if session_user in ('xz_desk', 'xz_slow') and xz.people_actor() is null then
    raise exception 'a task opened by nobody' using errcode = '42501';
  end if;
  insert into xz.people_task (kind, subject_kind, subject_id, subject_ref, track_id, item_id, agency_id, unit_id, duty,
      account_id, clock_id, opened_at, number, title, party, cause, due_at, seen_by, part_ref, item_ref, action,
      asked_by)
    select of_kind, of_subject, x.subject, s.ref, track, item, x.agency, of_unit, of_duty, nullif(x.account, 0),
      clock, (select xz.now()), s.number, s.title, coalesce(p.party, s.party), s.cause, s.due_at, s.seen_by, p.ref,
      coalesce(a.ref, c.ref), coalesce(a.action, c.action), a.requested_by
    from unnest(subjects, agencies, accounts) as x (subject, agency, account)
    cross join lateral (select * from xz.subject y where y.kind = of_subject and y.id = x.subject limit 1) s
    left join xz.subject p on p.kind = 'track' and p.id = track
    left join xz.act_approval a on of_kind = 'approve' and a.id = item
    left join xz.act_cosign c on of_kind = 'countersign' and c.id = item;
  get diagnostics made = row_count;
  if made <> cardinality(subjects) then
    raise exception 'a task about nothing' using errcode = '23514', constraint = 'work_subject';
  end if;
end $$;

-- After an act: open tasks of the subject say what it is called now, to who may read it now.
create function xz.work_in_step(which text, subject bigint) returns void language plpgsql security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  update xz.people_task t set number = x.number, title = x.title, party = x.party, cause = x.cause, seen_by = x.seen_by
    from (select o.id, s.number, s.title, coalesce((select p.party from xz.subject p where p.kind = 'track'
        and p.id = o.track_id), s.party) as party, s.cause, s.seen_by
      from (select * from xz.subject y where y.kind = which and y.id = subject limit 1) s
        join xz.people_task o on o.subject_kind = which and o.subject_id = subject and o.done_at is null) x
    where t.id = x.id and (t.number, t.title, t.party, t.cause, t.seen_by)
      is distinct from (x.number, x.title, x.party, x.cause, x.seen_by);
end $$;

-- Ends the open tasks of a subject: of one kind (null: all), of these accounts (null: all).  For functions of modules
-- that end tasks of others.
create function xz.work_end(which text, subject bigint, of_kind text, accounts bigint[], by bigint) returns void
language sql set search_path = xz, pg_temp as $$
  update xz.people_task t set done_at = xz.now(), done_by = by
    where t.subject_kind = which and t.subject_id = subject and t.done_at is null
      and (of_kind is null or t.kind = of_kind) and (accounts is null or t.account_id = any(accounts))
$$;

-- Open tasks of an account: its own, and those of its duties in its agency and unit, about what it may read.  Nobody
-- approves what they asked for.  Becomes part of the statement that asks.
create function xz.work_of(near bigint[], who bigint, agency bigint, unit bigint, codes text[])
returns table (id bigint, ref uuid, kind text, due_at timestamptz, clock_id bigint) language sql stable as $$
  select t.id, t.ref, t.kind, coalesce(k.due_at, t.due_at), k.id
    from (select o.* from xz.people_task o where o.done_at is null and o.account_id = who
      union all
      select o.* from xz.people_task o where o.done_at is null and o.account_id is null and o.agency_id = agency
        and o.duty = any(codes) and (o.unit_id is null or o.unit_id = unit)
      offset 0) t	-- whose they are first: others' would be asked all rights
    left join xz.calendar_clock k on k.id = t.clock_id and k.state = 'open'
    where (t.seen_by && near or t.seen_by && (select xz.caseflow_rights())) and t.asked_by is distinct from who
$$;
create function xz.work_codes(held int) returns text[] language plpgsql stable set search_path = xz, pg_temp as $$
begin
  return array(select k.code from xz.people_duty_kind k where held & k.bit <> 0);
end $$;

-- What waits for an actor with these rights (of xz.caseflow_rights(true)).
create function xz.work_counts(near bigint[], at timestamptz, out open bigint, out over bigint, out today bigint,
  out signing bigint)
language plpgsql stable set search_path = xz, pg_temp as $$
declare me record; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select * into me from xz.caseflow_actor(near);
  codes := xz.work_codes(me.held);
  select count(*), count(*) filter (where t.due_at < at),
      count(*) filter (where (t.due_at at time zone 'Asia/Shanghai')::date = day),
      count(*) filter (where t.kind in ('approve', 'countersign'))
    into open, over, today, signing from xz.work_of(near, me.who, me.agency, me.unit, codes) t;
end $$;

-- The same counts, a page of the tasks by due date with their words, and how many fall due on which day: the tasks are
-- read once.  due_on, signs: only those of the page.
create function xz.work_desk(near bigint[], at timestamptz, due_on date, signs boolean, after uuid, most int,
  from_day date, to_day date) returns json language plpgsql stable set search_path = xz, pg_temp as $$
declare me record; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select * into me from xz.caseflow_actor(near);
  codes := xz.work_codes(me.held);
  return (with mine as materialized (
      select t.id, t.ref, t.kind in ('approve', 'countersign') as signing, t.clock_id,
        coalesce(t.due_at, 'infinity') as due, (t.due_at at time zone 'Asia/Shanghai')::date as due_day
        from xz.work_of(near, me.who, me.agency, me.unit, codes) t)
    select json_build_object(
      'counts', (select row_to_json(x) from (select count(*) as open, count(*) filter (where m.due < at) as over,
        count(*) filter (where m.due_day = day) as today, count(*) filter (where m.signing) as signing from mine m) x),
      'days', (select json_agg(x) from (select m.due_day as day, count(*) as n from mine m
        where m.due_day between from_day and to_day group by 1 order by 1) x),
      'tasks', (select json_agg(x) from (select t.ref, t.kind, t.subject_kind, t.subject_ref, t.part_ref, t.item_ref,
          t.action, t.number, t.title, t.party, t.cause, q.rule, q.term_n, q.term_unit,
          nullif(m.due, 'infinity') as due_at, q.stopped, q.provisional, p.source
        from (select n.* from mine n where (due_on is null or n.due_day = due_on) and (not signs or n.signing)
            and (after is null or (n.due, n.id) > (select y.due, y.id from mine y where y.ref = after
              and (due_on is null or y.due_day = due_on) and (not signs or y.signing)))
            order by n.due, n.id limit most) m
          join xz.people_task t on t.id = m.id left join xz.calendar_clock q on q.id = m.clock_id
          left join xz.calendar_parameter p on p.id = q.parameter_id
        order by m.due, m.id) x)));
end $$;

-- rights

grant execute on function xz.work_open(text, text, text, bigint, bigint, bigint, bigint, bigint[], bigint[], bigint[]),
  xz.work_in_step(text, bigint) to xz_desk, xz_daemon, xz_admin;
