-- joint: whose programmes and invitations are, what others see of them, what is never changed.

-- What tasks of the module are about (again/subject.sql).  A programme: whoever belongs to the agency, the supervisors
-- above.  An invitation: of who asks the account, its unit, its leadership; of who is asked the agency.
create view xz.joint_subjects with (security_invoker) as
  select 'programme'::text as kind, p.id, p.ref, ''::text as number, g.name || ' ' || p.year as title, g.name as party,
    p.year::text as cause, p.agency_id as agency, null::bigint as unit, p.ref as whole, null::timestamptz as due_at,
    array[p.agency_id * 8, p.agency_id * 8 + 3] as seen_by
  from xz.joint_programme p join xz.people_agency g on g.id = p.agency_id
  union all
  select 'invitation'::text, v.id, v.ref, ''::text, v.subject_name, v.subject_name, g.name, v.agency_id, v.unit_id,
    v.ref, null::timestamptz, array_remove(array[v.agency_id * 8, v.unit_id * 8 + 1, v.opened_by * 8 + 4,
      v.to_agency_id * 8, v.to_agency_id * 8 + 3], null)
  from xz.joint_invitation v join xz.people_agency g on g.id = v.agency_id
  union all
  select 'refusal'::text, r.id, r.ref, ''::text, r.subject_name, r.subject_name, g.name, r.agency_id, null::bigint,
    r.ref, null::timestamptz, array[r.agency_id * 8, r.agency_id * 8 + 3]
  from xz.joint_refusal r join xz.people_agency g on g.id = r.agency_id;

-- What events say of them (again/subject.sql).
create view xz.joint_dims as
  select 'programme'::text as kind, p.ref, null::text as cause, null::text as trade, null::text as district,
    'programme/1'::text as procedure, null::uuid as about
  from xz.joint_programme p
  union all
  select 'invitation'::text, v.ref, null, s.industry, s.region, 'invitation/1', null
  from xz.joint_invitation v join xz.register_subject s on s.id = v.subject_id
  union all
  select 'refusal'::text, r.ref, null, s.industry, s.region, 'refusal/1', null
  from xz.joint_refusal r join xz.register_subject s on s.id = r.subject_id;

-- What an agency may put into a programme that day: items of the public list that are looked at on site, matters of
-- inspection; published, in force, of its field.  Its own before the common one of the same code.
create function xz.joint_items(of_agency bigint, on_day date)
returns table (code text, name text, name_en text, item_id bigint, matter_id bigint) language sql stable
set search_path = xz, pg_temp as $$
  select distinct on (x.code) x.code, x.name, x.name_en, x.item_id, x.matter_id from (
    select i.code, i.name, coalesce(nullif(i.name_en, ''), i.name) as name_en, i.id as item_id,
      null::bigint as matter_id, i.agency_id, t.field from xz.law_check_item i
      left join xz.law_matter t on t.id = i.matter_id
    where i.published_on <= on_day and i.valid_from <= on_day and coalesce(i.valid_to, 'infinity') >= on_day
      and i.mode = 'onsite'
    union all
    select t.code, t.name, coalesce(nullif(t.name_en, ''), t.name), null, t.id, t.agency_id, t.field
    from xz.law_matter t where t.type = 'inspection' and t.published_on <= on_day and t.valid_from <= on_day
      and coalesce(t.valid_to, 'infinity') >= on_day) x
  join xz.people_agency g on g.id = of_agency
  where (x.agency_id is null or x.agency_id = of_agency)
    and (g.field = '' or x.field is null or x.field = any (string_to_array(g.field, ';')))
  order by x.code, x.agency_id nulls last
$$;

-- Whether the actor supervises the agency.
create function xz.joint_above(of_agency bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return xz.people_actor_has(512) and exists (select from xz.people_agency_tree t
    where t.ancestor = xz.people_actor_agency() and t.descendant = of_agency);
end $$;

-- Of the programmes of others what was filed last: agency, item and window.  What is not announced stays with its
-- agency until its window is over.  after: id of the line before; newest year first.
create function xz.joint_others(of_year int, after bigint, most int)
returns table (id bigint, agency_name text, agency_en text, code text, name text, name_en text, from_on date,
  to_on date)
language sql stable security definer set search_path = xz, pg_temp as $$
  select l.id, g.name, coalesce(nullif(g.name_en, ''), g.name), l.code, l.name, l.name_en, l.from_on, l.to_on
  from xz.joint_programme p join xz.joint_line l on l.programme_id = p.id and l.edition = p.filed_edition
  join xz.people_agency g on g.id = p.agency_id
  where p.year = of_year and p.agency_id <> xz.people_actor_agency()
    and xz.people_actor_has(2 | 4 | 8 | 16 | 256 | 512)
    and (not l.unannounced or l.to_on < xz.today())
    and (after is null or (l.from_on, l.id) > (select x.from_on, x.id from xz.joint_line x where x.id = after))
  order by l.from_on, l.id limit most
$$;

-- ---- the programme held against the visits of its year

-- For each item of an inspection a line of what its agency filed for that year: of the item or its matter, of the firm
-- where firms are named, its window open that day, a campaign's where it is special; the one with a place left first.
create function xz.joint_fit(which bigint)
returns table (code text, line_id bigint, visits int, used bigint) language sql stable security definer
set search_path = xz, pg_temp as $$
  select distinct on (t.code) t.code, l.id, l.visits, u.n
  from xz.inspection i join xz.inspection_item t on t.inspection_id = i.id
    join xz.law_check_item k on k.id = t.item_id
    join xz.joint_programme p on p.agency_id = i.agency_id
      and p.year = extract(year from i.from_at at time zone 'Asia/Shanghai')
    join xz.joint_line l on l.programme_id = p.id and l.edition = p.filed_edition
      and coalesce(l.matter_id = k.matter_id, l.code = t.code)
      and (i.from_at at time zone 'Asia/Shanghai')::date between l.from_on and l.to_on
      and (l.campaign <> '') = (i.kind = 'special')
      and (not exists (select from xz.joint_firm f where f.line_id = l.id)
        or exists (select from xz.joint_firm f where f.line_id = l.id and f.subject_id = i.subject_id))
    cross join lateral (select count(distinct v.id) as n from xz.joint_line x
      join xz.joint_tie y on y.line_id = x.id join xz.inspection v on v.id = y.inspection_id and v.id <> i.id
        and v.state <> 'cancelled' and v.approval in ('asked', 'approved')
      where (x.programme_id, x.n, x.code) = (l.programme_id, l.n, l.code)) u
  where i.id = which order by t.code, u.n >= l.visits, l.n
$$;

-- Ties a visit to its lines, anew each time it is asked; the items that have none, and why: none is filed, or its
-- visits are used up.  Where nothing was filed for the year nothing is tied, and nothing said.
create function xz.joint_tie(which bigint) returns table (code text, why text) language plpgsql security definer
set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare programme bigint;
begin
  if session_user in ('xz_desk', 'xz_slow') and not xz.inspection_may_write(which) then
    raise exception 'another''s visit' using errcode = '42501';
  end if;
  select p.id into programme from xz.inspection i join xz.joint_programme p on p.agency_id = i.agency_id
    and p.year = extract(year from i.from_at at time zone 'Asia/Shanghai') and p.filed_edition > 0
    where i.id = which for update of p;
  if programme is null then
    return;
  end if;
  delete from xz.joint_tie y where y.inspection_id = which;
  insert into xz.joint_tie (inspection_id, line_id, code)
    select distinct on (f.line_id) which, f.line_id, f.code from xz.joint_fit(which) f where f.used < f.visits
    order by f.line_id, f.code;
  return query select t.code, case when f.line_id is null then 'none' else 'full' end
    from xz.inspection_item t left join xz.joint_fit(which) f on f.code = t.code
    where t.inspection_id = which and (f.line_id is null or f.used >= f.visits) order by 1;
end $$;

-- Whether the actor reads how a programme was carried out: its agency's, and supervisors above.
create function xz.joint_reads(programme bigint) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select session_user in ('xz_daemon', 'xz_admin') or exists (select from xz.joint_programme p
    where p.id = programme and (p.agency_id = xz.people_actor_agency() or xz.joint_above(p.agency_id)))
$$;

-- Visits of each line of an edition, that stand and of them those whose result was told.
create function xz.joint_used(programme bigint, of_edition int) returns table (n int, stands bigint, done bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select l.n, count(distinct v.id), count(distinct v.id) filter (where v.told_at is not null)
  from xz.joint_line l join xz.joint_line x on (x.programme_id, x.n, x.code) = (l.programme_id, l.n, l.code)
    join xz.joint_tie y on y.line_id = x.id join xz.inspection v on v.id = y.inspection_id and v.state <> 'cancelled'
      and v.approval = 'approved'
  where l.programme_id = programme and l.edition = of_edition and xz.joint_reads(programme) group by l.n
$$;

-- A visit whose result was told carried out as many planned ones as it has lines; of several agencies it is its lead's.
create function xz.joint_held(programme bigint) returns table (planned bigint, carried bigint, visits bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select (select coalesce(sum(l.visits), 0) from xz.joint_line l where l.programme_id = p.id
      and l.edition = p.filed_edition), coalesce(sum(d.lines), 0)::bigint,
    count(*) filter (where d.lead) from xz.joint_programme p left join lateral (
      select count(*) as lines, v.joint_id is null or exists (select from xz.inspection_joint j
        where j.id = v.joint_id and j.lead_id = v.id) as lead
      from xz.joint_tie y join xz.joint_line x on x.id = y.line_id and x.programme_id = p.id
        join xz.inspection v on v.id = y.inspection_id and v.told_at is not null and v.state <> 'cancelled'
      group by v.id, v.joint_id) d on true
  where p.id = programme and xz.joint_reads(programme) group by p.id
$$;

-- A tie is of an act on its visit.
create function xz.joint_tie_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select i.chain_id from xz.inspection i where i.id = new.inspection_id)) then
    raise exception 'a tie without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger joint_tie_recorded after insert on xz.joint_tie deferrable initially deferred
  for each row when (xz.at_desk()) execute function xz.joint_tie_recorded();

-- Tasks at other agencies that an act of who began it made pointless: their rows are not the actor's to see.
create function xz.joint_tasks_end(of_kind text, which bigint) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  if of_kind = 'programme' and exists (select from xz.joint_programme p join xz.people_account a on a.id = who
      and a.agency_id = p.agency_id where p.id = which and xz.people_duties(who) & 256 <> 0) then
    perform xz.work_end('programme', which, 'programme_receive', null, who);
  elsif of_kind = 'invitation' and exists (select from xz.joint_invitation v
      where v.id = which and v.opened_by = who) then
    perform xz.work_end('invitation', which, null, null, who);
  end if;
end $$;

-- ---- one visit of several

-- Agencies of the visit an inspection is or would be part of: its own, those who joined, those who are asked.
create function xz.joint_seats(which bigint) returns int language sql stable security definer
set search_path = xz, pg_temp as $$
  select count(distinct x.agency_id)::int from xz.inspection i cross join lateral (
    select i.agency_id union all
    select m.agency_id from xz.inspection m where m.joint_id = i.joint_id and m.state <> 'cancelled' union all
    select v.to_agency_id from xz.joint_invitation v
      where v.inspection_id = i.id and v.state in ('asked', 'accepted', 'joined')) x
  where i.id = which and xz.inspection_seen(which)
$$;

-- What the daemon notes of invitations that were accepted: the agency is part of the visit, its officers were there, or
-- nobody came although the visit is over or was given up.
create function xz.joint_outcomes(most int) returns table (ref uuid, outcome text) language sql stable
set search_path = xz, pg_temp as $$
  select v.ref, o.outcome from xz.joint_invitation v join xz.inspection i on i.id = v.inspection_id
  left join lateral (select true as there, m.arrived_at from xz.inspection m where m.joint_id = i.joint_id
    and m.agency_id = v.to_agency_id and m.state <> 'cancelled' order by m.arrived_at nulls last limit 1) p on true
  cross join lateral (select case
      when p.arrived_at is not null and v.state = 'joined' then 'came'
      when p.there and v.state = 'accepted' then 'joined'
      when i.state = 'cancelled' or (i.told_at is not null and p.arrived_at is null) then 'missed' end as outcome) o
  where v.state in ('accepted', 'joined') and o.outcome is not null order by v.id limit most
$$;

-- A firm's visits of a year, of all agencies: made, or asked for and approved; of others' that are still to come only
-- what was planned and is announced.  nth: which of its agency's; a visit of several is one of each.
create function xz.joint_ledger(firm bigint, y int)
returns table (day date, agency_id bigint, agency_name text, agency_en text, kind text, counted boolean, done boolean,
  items text, joint boolean, nth bigint) language sql stable security definer set search_path = xz, pg_temp as $$
  select v.day, v.agency_id, v.agency_name, coalesce(nullif(g.name_en, ''), g.name), v.kind, v.counted, v.done,
    array_to_string(v.items, ' '), v.joint is not null,
    case when v.counted then row_number() over (partition by v.agency_id, v.counted order by v.day, v.ref) end
  from xz.inspection_visits(firm, y, null) v join xz.people_agency g on g.id = v.agency_id
  left join xz.inspection i on i.ref = v.ref and not v.done
  where session_user = 'xz_admin' or xz.people_actor_has(1023) and (v.done or v.agency_id = xz.people_actor_agency()
    or (i.line_id is not null and i.surprise_ref is null))
$$;

-- One visit that was not made one: an offer declined or a visit parted again (offer), an invitation declined, an
-- invitation nobody answered.  As far as the reader sees inspections and invitations.  n: newer is greater.
create view xz.joint_refusals with (security_invoker) as
  select (extract(epoch from a.at) * 1000000)::bigint * 4 as n, 'offer'::text as kind, i.agency_id,
    null::bigint as other_id, i.subject_name as firm, max(a.ground) as ground, a.at
  from xz.inspection_apart a join xz.inspection i on i.id = a.inspection_id
  group by a.inspection_id, a.at, i.agency_id, i.subject_name
  union all
  select (extract(epoch from v.answered_at) * 1000000)::bigint * 4 + 1, 'invitation', v.to_agency_id, v.agency_id,
    v.subject_name, v.ground, v.answered_at from xz.joint_invitation v where v.state = 'declined'
  union all
  select (extract(epoch from k.closed_at) * 1000000)::bigint * 4 + 2, 'unanswered', v.to_agency_id, v.agency_id,
    v.subject_name, null, k.closed_at from xz.joint_invitation v join xz.calendar_clock k
    on k.subject_kind = 'invitation' and k.subject_id = v.id and k.state = 'lapsed' where v.state = 'lapsed';

-- ---- as filed is as filed, whatever the code does

create function xz.joint_line_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare l xz.joint_line;
begin
  if tg_op = 'DELETE' then l := old; else l := new; end if;
  if tg_op = 'UPDATE' and (new.programme_id, new.edition) is distinct from (old.programme_id, old.edition) then
    raise exception 'a line stays in its edition' using errcode = '23514', constraint = 'joint_filed';
  end if;
  if exists (select from xz.joint_edition e where (e.programme_id, e.n) = (l.programme_id, l.edition)
      and e.filed_at is not null) then
    raise exception 'the edition is filed' using errcode = '23514', constraint = 'joint_filed';
  end if;
  return l;
end $$;
create trigger joint_line_guard before insert or update or delete on xz.joint_line
  for each row execute function xz.joint_line_guard();
create function xz.joint_firm_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare f xz.joint_firm;
begin
  if tg_op = 'DELETE' then f := old; else f := new; end if;
  if exists (select from xz.joint_line l join xz.joint_edition e on (e.programme_id, e.n) = (l.programme_id, l.edition)
      where l.id = f.line_id and e.filed_at is not null) then
    raise exception 'the edition is filed' using errcode = '23514', constraint = 'joint_filed';
  end if;
  return f;
end $$;
create trigger joint_firm_guard before insert or update or delete on xz.joint_firm
  for each row execute function xz.joint_firm_guard();
create function xz.joint_edition_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if old.filed_at is not null and (tg_op = 'DELETE' or (new.programme_id, new.n, new.reason, new.agreed_on,
      new.filed_on, new.upper_name, new.upper_on, new.filed_at, new.digest) is distinct from (old.programme_id, old.n,
      old.reason, old.agreed_on, old.filed_on, old.upper_name, old.upper_on, old.filed_at, old.digest)
      or old.received_at is not null) then
    raise exception 'the edition is filed' using errcode = '23514', constraint = 'joint_filed';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger joint_edition_guard before update or delete on xz.joint_edition
  for each row execute function xz.joint_edition_guard();

create trigger joint_edition_kept before truncate on xz.joint_edition
  for each statement execute function xz.record_never();
create trigger joint_line_kept before truncate on xz.joint_line
  for each statement execute function xz.record_never();

-- A programme's editions, lines and their firms change with an act on it (again/act.sql).
create function xz.joint_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare row jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end); programme bigint;
begin
  programme := coalesce((row ->> 'programme_id')::bigint,
    (select l.programme_id from xz.joint_line l where l.id = (row ->> 'line_id')::bigint));
  -- a firm goes with its line
  if not (programme is null and tg_op = 'DELETE') and not xz.act_recorded((select h.id from xz.joint_programme p
      join xz.record_chain h on h.ref = p.ref where p.id = programme)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['joint_edition', 'joint_line', 'joint_load', 'joint_firm'] loop
    execute format('create constraint trigger %1$s_recorded after insert or update or delete on xz.%1$s deferrable
      initially deferred for each row when (xz.at_desk()) execute function xz.joint_recorded()', t);
  end loop;
end $$;

-- rights

alter table xz.joint_programme enable row level security;
-- As xz.joint_subjects says: tasks carry its words to the same.
create policy programme_read on xz.joint_programme for select to xz_seat
  using (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights())::bigint[]);
create policy programme_make on xz.joint_programme for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(256)));
-- Its coordinators, the head who approves; supervisors above note that what was filed was received.
create policy programme_change on xz.joint_programme for update to xz_seat
  using ((agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 256)))
    or (state = 'filed' and xz.joint_above(agency_id)))
  with check ((agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 256)))
    or state = 'filed');
create policy programme_trusted on xz.joint_programme to xz_daemon, xz_admin using (true) with check (true);

-- Drafts are the agency's own.
alter table xz.joint_edition enable row level security;
create policy edition_read on xz.joint_edition for select to xz_seat
  using (exists (select from xz.joint_programme p where p.id = programme_id
    and (filed_at is not null or p.agency_id = (select xz.people_actor_agency()))));
create policy edition_make on xz.joint_edition for insert to xz_seat
  with check (filed_at is null and (select xz.people_actor_has(256)) and exists (select from xz.joint_programme p
    where p.id = programme_id and p.agency_id = (select xz.people_actor_agency())));
create policy edition_change on xz.joint_edition for update to xz_seat
  using (exists (select from xz.joint_programme p where p.id = programme_id
    and ((p.agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 256)))
      or xz.joint_above(p.agency_id))));
create policy edition_drop on xz.joint_edition for delete to xz_seat
  using ((select xz.people_actor_has(256)) and exists (select from xz.joint_programme p
    where p.id = programme_id and p.agency_id = (select xz.people_actor_agency())));
create policy edition_trusted on xz.joint_edition to xz_daemon, xz_admin using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['joint_line', 'joint_load'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat
        using (exists (select from xz.joint_edition e where (e.programme_id, e.n) = (%1$s.programme_id, %1$s.edition)));
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(256)) and exists (select from xz.joint_programme p
          where p.id = programme_id and p.agency_id = (select xz.people_actor_agency())));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

alter table xz.joint_firm enable row level security;
create policy firm_read on xz.joint_firm for select to xz_seat
  using (exists (select from xz.joint_line l where l.id = line_id));
create policy firm_write on xz.joint_firm to xz_seat
  using ((select xz.people_actor_has(256)) and exists (select from xz.joint_line l join xz.joint_programme p
    on p.id = l.programme_id where l.id = line_id and p.agency_id = (select xz.people_actor_agency())));
create policy firm_trusted on xz.joint_firm to xz_daemon, xz_admin using (true) with check (true);

-- Who asks begins it of an inspection of their own; who is asked answers.
alter table xz.joint_invitation enable row level security;
create policy invitation_read on xz.joint_invitation for select to xz_seat
  using (array[agency_id * 8, unit_id * 8 + 1, opened_by * 8 + 4, to_agency_id * 8, to_agency_id * 8 + 3]
    && (select xz.caseflow_rights())::bigint[]);
create policy invitation_make on xz.joint_invitation for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) and opened_by = (select xz.people_actor())
    and state = 'asked' and xz.inspection_may_write(inspection_id));
create policy invitation_change on xz.joint_invitation for update to xz_seat
  using (opened_by = (select xz.people_actor())
    or (to_agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(4))))
  with check (opened_by = (select xz.people_actor()) or answered_by = (select xz.people_actor()));
create policy invitation_trusted on xz.joint_invitation to xz_daemon, xz_admin using (true) with check (true);

-- Ties are written by their function alone.
alter table xz.joint_tie enable row level security;
create policy tie_trusted on xz.joint_tie to xz_daemon, xz_admin using (true) with check (true);
grant select on xz.joint_invitation, xz.joint_refusals, xz.joint_programme, xz.joint_edition, xz.joint_line,
  xz.joint_load, xz.joint_firm, xz.joint_subjects to xz_desk, xz_daemon, xz_admin;
grant insert on xz.joint_invitation, xz.joint_programme, xz.joint_edition, xz.joint_line, xz.joint_load, xz.joint_firm
  to xz_desk, xz_daemon, xz_admin;
grant update on xz.joint_edition, xz.joint_line to xz_admin;
grant update (answered_at, answered_by, chain_id, ground, known_at, officer_id, state, version, words) on
  xz.joint_invitation to xz_desk, xz_daemon, xz_admin;
grant update (chain_id, edition, filed_edition, state, version) on xz.joint_programme to xz_desk, xz_daemon, xz_admin;
grant update (agreed_on, digest, filed_at, filed_on, received_at, received_by, upper_name, upper_on) on
  xz.joint_edition to xz_desk, xz_daemon;
grant delete on xz.joint_edition, xz.joint_line, xz.joint_load to xz_desk, xz_daemon, xz_admin;
grant delete on xz.joint_firm to xz_admin;
grant execute on function xz.joint_seats(bigint), xz.joint_tasks_end(text, bigint), xz.joint_ledger(bigint, int)
  to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.joint_outcomes(int) to xz_daemon, xz_admin;
grant execute on function xz.joint_tie(bigint), xz.joint_used(bigint, int), xz.joint_held(bigint)
  to xz_desk, xz_admin;
grant select on xz.joint_tie to xz_admin;
grant execute on function xz.joint_items(bigint, date), xz.joint_above(bigint),
  xz.joint_others(int, bigint, int) to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.joint_invitation, xz.joint_programme, xz.joint_subjects to xz_slow;
grant execute on function xz.joint_above(bigint) to xz_slow;
