-- work: what waits on the desks; each task carries the words of its row (migrations/0123).

-- Opens the same task for many, each with the words it is shown by; of a track, an approval, a countersignature where
-- it is for one of them.  One plan for all kinds of subjects: a plan for each call costs more than it saves.
create function xz.work_open(of_kind text, of_duty text, of_subject text, of_unit bigint, track bigint, item bigint,
  clock bigint, subjects bigint[], agencies bigint[], accounts bigint[]) returns void language plpgsql security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
declare made int;
begin
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

-- Open tasks with their words, of those whose subject the actor may read.  The words are read nowhere else.
create view xz.work_task with (security_barrier) as
  select t.id, t.ref, t.kind, t.subject_kind, t.subject_ref, t.agency_id, t.unit_id, t.duty, t.account_id, t.clock_id,
    t.number, t.title, t.party, t.cause, t.due_at, t.part_ref, t.item_ref, t.action, t.asked_by
  from (select xz.caseflow_rights() as rights offset 0) a
    join xz.people_task t on array[t.account_id * 8 + 4, t.agency_id * 8 + 3, t.agency_id * 8] && a.rights
      and t.seen_by && a.rights
  where t.done_at is null;

-- What waits for an actor with these rights; the duties are asked once and not for each kind of duty.
create function xz.work_counts(rights bigint[], at timestamptz, out open bigint, out over bigint, out today bigint,
  out signing bigint)
language plpgsql stable set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; codes text[];
  day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select max(x / 8) filter (where x % 8 = 4), max(x / 8) filter (where x % 8 = 3) into who, agency
    from unnest(rights) x;
  held := xz.people_duties(who);
  select a.unit_id, array(select k.code from xz.people_duty_kind k where held & k.bit <> 0) into unit, codes
    from xz.people_account a where a.id = who;
  select count(*), count(*) filter (where q.due_at < at),
      count(*) filter (where (q.due_at at time zone 'Asia/Shanghai')::date = day),
      count(*) filter (where t.kind in ('approve', 'countersign'))
    into open, over, today, signing
    from (select o.* from xz.people_task o where o.done_at is null and o.account_id = who
      union all
      select o.* from xz.people_task o where o.done_at is null and o.account_id is null and o.agency_id = agency
        and o.duty = any(codes) and (o.unit_id is null or o.unit_id = unit)) t
    left join xz.calendar_clock k on k.id = t.clock_id and k.state = 'open'
    cross join lateral (select coalesce(k.due_at, t.due_at) as due_at) q
    where t.seen_by && rights and t.asked_by is distinct from who;
end $$;

-- rights

grant select on xz.work_task to xz_desk, xz_admin;
grant execute on function xz.work_open(text, text, text, bigint, bigint, bigint, bigint, bigint[], bigint[], bigint[]),
  xz.work_in_step(text, bigint) to xz_desk, xz_daemon, xz_admin;
