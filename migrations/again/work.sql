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

-- After an act: its tasks are opened, one a place of the arrays, and all open tasks of the subject say what it is
-- called now, to who may read it now.  The subject is read once: the view has an arm for each module, and a plan is
-- started with all its arms.
create function xz.work_in_step(which text, subject bigint, kinds text[] default '{}', duties text[] default '{}',
  units bigint[] default '{}', tracks bigint[] default '{}', items bigint[] default '{}', clocks bigint[] default '{}',
  agencies bigint[] default '{}', accounts bigint[] default '{}', backs boolean[] default '{}') returns void
language plpgsql security definer set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
declare s record;
begin
  if kinds <> '{}' and session_user in ('xz_desk', 'xz_slow') and xz.people_actor() is null then
    raise exception 'a task opened by nobody' using errcode = '42501';
  end if;
  select y.ref, y.number, y.title, y.party, y.cause, y.due_at, y.seen_by into s from xz.subject y
    where y.kind = which and y.id = subject limit 1;
  if not found then
    if kinds <> '{}' then
      raise exception 'a task about nothing' using errcode = '23514', constraint = 'work_subject';
    end if;
    return;
  end if;
  insert into xz.people_task (kind, subject_kind, subject_id, subject_ref, track_id, item_id, agency_id, unit_id, duty,
      account_id, clock_id, opened_at, number, title, party, cause, due_at, seen_by, part_ref, item_ref, action,
      asked_by, back)
    select x.kind, which, subject, s.ref, nullif(x.track, 0), nullif(x.item, 0), x.agency, nullif(x.unit, 0), x.duty,
      nullif(x.account, 0), nullif(x.clock, 0), (select xz.now()), s.number, s.title, coalesce(p.party, s.party),
      s.cause, s.due_at, s.seen_by, p.ref, coalesce(a.ref, c.ref), coalesce(a.action, c.action), a.requested_by,
      coalesce(x.back, false)
    from unnest(kinds, duties, units, tracks, items, clocks, agencies, accounts, backs)
      as x (kind, duty, unit, track, item, clock, agency, account, back)
    -- a view of arms is entered by what is given to it; joined, it is gone through
    left join lateral (select y.ref, y.party from xz.subject y where y.kind = 'track' and y.id = x.track limit 1) p
      on true
    left join xz.act_approval a on x.kind = 'approve' and a.id = x.item
    left join xz.act_cosign c on x.kind = 'countersign' and c.id = x.item;
  update xz.people_task t set number = s.number, title = s.title, party = x.party, cause = s.cause, seen_by = s.seen_by
    from (select o.id, coalesce((select p.party from xz.subject p where p.kind = 'track' and p.id = o.track_id),
        s.party) as party
      from xz.people_task o where o.subject_kind = which and o.subject_id = subject and o.done_at is null) x
    where t.id = x.id and (t.number, t.title, t.party, t.cause, t.seen_by)
      is distinct from (s.number, s.title, x.party, s.cause, s.seen_by);
end $$;

-- Ends the open tasks of a subject: of one kind (null: all), of these accounts (null: all).  For functions of modules
-- that end tasks of others.
create function xz.work_end(which text, subject bigint, of_kind text, accounts bigint[], by bigint) returns void
language sql set search_path = xz, pg_temp as $$
  update xz.people_task t set done_at = xz.now(), done_by = by
    where t.subject_kind = which and t.subject_id = subject and t.done_at is null
      and (of_kind is null or t.kind = of_kind) and (accounts is null or t.account_id = any(accounts))
$$;

-- Each task by when it falls due.
create function xz.work_due() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  new.due := coalesce((select k.due_at from xz.calendar_clock k where k.id = new.clock_id and k.state = 'open'),
    new.due_at, 'infinity');
  return new;
end $$;
create trigger people_task_due before insert or update of clock_id, due_at on xz.people_task
  for each row execute function xz.work_due();
create function xz.work_due_moved() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_task t set due = coalesce(case when new.state = 'open' then new.due_at end, t.due_at, 'infinity')
    where t.clock_id = new.id and t.done_at is null;
  return null;
end $$;
create trigger calendar_clock_task after update on xz.calendar_clock
  for each row when ((new.due_at, new.state) is distinct from (old.due_at, old.state))
  execute function xz.work_due_moved();

-- The first open tasks of an account by when they fall due, behind a place in that order: its own, and those of its
-- duties in its agency and unit, about what it may read.  Nobody approves what they asked for.  kinds: null, all.  An
-- arm for each beginning of an index, none of which reads more than is asked for.  Becomes part of the statement that
-- asks.
create function xz.work_of(near bigint[], who bigint, agency bigint, unit bigint, codes text[], kinds text[],
  after_due timestamptz, after_id bigint, most int)
returns table (id bigint, ref uuid, kind text, due timestamptz, clock_id bigint) language sql stable as $$
  select t.id, t.ref, t.kind, t.due, t.clock_id from (
    (select o.id, o.ref, o.kind, o.due, o.clock_id from xz.people_task o
      where o.done_at is null and o.account_id = who and (o.due, o.id) > (after_due, after_id)
        and (kinds is null or o.kind = any (kinds)) and o.asked_by is distinct from who
        and (o.seen_by && near or o.seen_by && (select xz.caseflow_rights()))
      order by o.due, o.id limit most)
    union all
    select f.id, f.ref, f.kind, f.due, f.clock_id from unnest(codes) c (code)
      cross join lateral (select o.id, o.ref, o.kind, o.due, o.clock_id from xz.people_task o
        where o.done_at is null and o.account_id is null and o.agency_id = agency and o.duty = c.code
          and o.unit_id is null and (o.due, o.id) > (after_due, after_id)
          and (kinds is null or o.kind = any (kinds)) and o.asked_by is distinct from who
          and (o.seen_by && near or o.seen_by && (select xz.caseflow_rights()))
        order by o.due, o.id limit most) f
    union all
    select f.id, f.ref, f.kind, f.due, f.clock_id from unnest(codes) c (code)
      cross join lateral (select o.id, o.ref, o.kind, o.due, o.clock_id from xz.people_task o
        where o.done_at is null and o.account_id is null and o.agency_id = agency and o.duty = c.code
          and o.unit_id = unit and (o.due, o.id) > (after_due, after_id)
          and (kinds is null or o.kind = any (kinds)) and o.asked_by is distinct from who
          and (o.seen_by && near or o.seen_by && (select xz.caseflow_rights()))
        order by o.due, o.id limit most) f) t
  order by t.due, t.id limit most
$$;
-- Of these what came back, the first twenty: they stand before the others.
create function xz.work_back(near bigint[], who bigint, agency bigint, unit bigint, codes text[])
returns table (id bigint, due timestamptz, clock_id bigint) language sql stable as $$
  select t.id, t.due, t.clock_id from (
    select o.id, o.due, o.clock_id from xz.people_task o
      where o.done_at is null and o.back and o.account_id = who
        and (o.seen_by && near or o.seen_by && (select xz.caseflow_rights()))
    union all
    select o.id, o.due, o.clock_id from xz.people_task o
      where o.done_at is null and o.back and o.account_id is null and o.agency_id = agency and o.duty = any (codes)
        and (o.unit_id is null or o.unit_id = unit) and o.asked_by is distinct from who
        and (o.seen_by && near or o.seen_by && (select xz.caseflow_rights()))) t
  order by t.due, t.id limit 20
$$;
create function xz.work_codes(held int) returns text[] language plpgsql stable set search_path = xz, pg_temp as $$
begin
  return array(select k.code from xz.people_duty_kind k where held & k.bit <> 0);
end $$;

-- What waits for an actor with these rights (of xz.caseflow_rights(true)), of the first thousand by when they fall due:
-- more are not counted.
create function xz.work_counts(near bigint[], at timestamptz, out open bigint, out over bigint, out today bigint,
  out signing bigint)
language plpgsql stable set search_path = xz, pg_temp as $$
declare me record; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select * into me from xz.caseflow_actor(near);
  codes := xz.work_codes(me.held);
  select count(*), count(*) filter (where t.due < at), count(*) filter (where t.due >= day::timestamptz
      and t.due < (day + 1)::timestamptz), count(*) filter (where t.kind in ('approve', 'countersign'))
    into open, over, today, signing
    from xz.work_of(near, me.who, me.agency, me.unit, codes, null, '-infinity', 0, 1000) t;
end $$;

-- The same counts, a page of the tasks by due date with their words, and how many fall due on which day (of the first
-- thousand of those days).  due_on, signs: only those of the page.
create function xz.work_desk(near bigint[], at timestamptz, due_on date, signs boolean, after uuid, most int,
  from_day date, to_day date) returns json language plpgsql stable set search_path = xz, pg_temp as $$
declare me record; codes text[]; place record; counts json; days json; tasks json; back bigint[];
  kinds text[] := case when signs then array['approve', 'countersign'] end;
begin
  select * into me from xz.caseflow_actor(near);
  codes := xz.work_codes(me.held);
  counts := (select row_to_json(x) from xz.work_counts(near, at) x);
  days := (select json_agg(x) from (select (t.due at time zone 'Asia/Shanghai')::date as day, count(*) as n
    from xz.work_of(near, me.who, me.agency, me.unit, codes, null, from_day::timestamptz, 0, 1000) t
    where t.due < (to_day + 1)::timestamptz group by 1 order by 1) x);
  -- a task that is done meanwhile is still a place
  select coalesce(t.due, case when after is null then coalesce(due_on::timestamptz, '-infinity') end) as due,
      coalesce(t.id, 0) as id into place
    from (values (after)) v (ref) left join xz.people_task t on t.ref = v.ref;
  -- what came back stands first, on the first page of all
  back := array(select b.id from xz.work_back(near, me.who, me.agency, me.unit, codes) b
    where due_on is null and not signs);
  tasks := (select json_agg(x) from (select t.ref, t.kind, t.subject_kind, t.subject_ref, t.part_ref, t.item_ref,
      t.action, t.number, t.title, t.party, t.cause, q.rule, q.term_n, q.term_unit, nullif(m.due, 'infinity') as due_at,
      q.stopped, q.provisional, p.source, t.back
    from (select b.id, b.due, b.clock_id, 0 as turn
        from xz.work_back(near, me.who, me.agency, me.unit, codes) b where b.id = any (back) and after is null
      union all select o.id, o.due, o.clock_id, 1
        from xz.work_of(near, me.who, me.agency, me.unit, codes, kinds, place.due, place.id,
          most + cardinality(back)) o where o.id <> all (back)) m
      join xz.people_task t on t.id = m.id
      left join xz.calendar_clock q on q.id = m.clock_id and q.state = 'open'
      left join xz.calendar_parameter p on p.id = q.parameter_id
    where due_on is null or m.due < (due_on + 1)::timestamptz
    order by m.turn, m.due, m.id limit most) x);
  return json_build_object('counts', counts, 'days', days, 'tasks', tasks, 'back', cardinality(back));
end $$;

-- rights

grant execute on function xz.work_open(text, text, text, bigint, bigint, bigint, bigint, bigint[], bigint[], bigint[]),
  xz.work_in_step(text, bigint, text[], text[], bigint[], bigint[], bigint[], bigint[], bigint[], bigint[], boolean[])
  to xz_desk, xz_daemon, xz_admin;
