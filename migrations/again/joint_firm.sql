-- joint: one firm: what agencies plan and owe there, what it asks for (lib/joint/firm.h).

-- At a firm between two days, of other agencies than the reader's: lines of what they filed that name it, visits they
-- have announced, re-checks they owe.  Agency, item and window; nothing that a clue brought about or that is not
-- announced before it is over.
create function xz.joint_at_firm(firm bigint, from_day date, to_day date)
returns table (what text, agency_id bigint, agency_name text, agency_en text, items text, from_on date, to_on date)
language sql stable security definer set search_path = xz, pg_temp as $$
  select x.what, x.agency_id, g.name, coalesce(nullif(g.name_en, ''), g.name), x.items, x.from_on, x.to_on from (
    select 'plan'::text as what, p.agency_id, l.name as items, l.from_on, l.to_on
    from xz.joint_firm f join xz.joint_line l on l.id = f.line_id
      join xz.joint_programme p on p.id = l.programme_id and p.filed_edition = l.edition
    where f.subject_id = firm and (not l.unannounced or l.to_on < xz.today())
    union all
    select 'visit', i.agency_id, (select string_agg(t.name, '、' order by t.n) from xz.inspection_item t
        where t.inspection_id = i.id), (i.from_at at time zone 'Asia/Shanghai')::date,
      (i.to_at at time zone 'Asia/Shanghai')::date
    from xz.inspection i where i.subject_id = firm and i.told_at is null and i.state <> 'cancelled'
      and i.line_id is not null and i.surprise_ref is null and not i.emergency
    union all
    select 'recheck', i.agency_id, t.name, o.due_on, o.due_on
    from xz.inspection i join xz.inspection_order o on o.inspection_id = i.id and o.state = 'open'
      join xz.inspection_item t on t.inspection_id = i.id and t.n = o.n where i.subject_id = firm) x
  join xz.people_agency g on g.id = x.agency_id
  where x.agency_id <> xz.people_actor_agency() and xz.people_actor_has(2 | 4 | 8 | 16 | 256 | 512)
    and x.from_on <= to_day and x.to_on >= from_day
  order by x.from_on, x.agency_id limit 50
$$;

-- What is still to be checked at a firm in a year, of all agencies: lines of what was filed that name it, are announced
-- or the reader's own, and have no visit there that stands.
create function xz.joint_to_cover(firm bigint, of_year int)
returns table (agency_id bigint, agency_name text, agency_en text, code text, name text, name_en text, from_on date,
  to_on date) language sql stable security definer set search_path = xz, pg_temp as $$
  select p.agency_id, g.name, coalesce(nullif(g.name_en, ''), g.name), l.code, l.name, l.name_en, l.from_on, l.to_on
  from xz.joint_firm f join xz.joint_line l on l.id = f.line_id
    join xz.joint_programme p on p.id = l.programme_id and p.filed_edition = l.edition and p.year = of_year
    join xz.people_agency g on g.id = p.agency_id
  where f.subject_id = firm
    and (not l.unannounced or p.agency_id = xz.people_actor_agency() or session_user = 'xz_admin')
    and not exists (select from xz.joint_line x join xz.joint_tie y on y.line_id = x.id
      join xz.inspection v on v.id = y.inspection_id and v.subject_id = firm and v.state <> 'cancelled'
        and v.approval = 'approved' where (x.programme_id, x.n, x.code) = (l.programme_id, l.n, l.code))
    and (session_user = 'xz_admin' or xz.people_actor_has(2 | 4 | 8 | 16 | 256 | 512))
  order by l.to_on, l.id limit 65
$$;

-- What the firm asks for: one wish for a joint visit a year, and quiet days up to a number.  taken, no (not now, or too
-- many), unknown (no firm's session).
create function xz.joint_wish(token bytea, of_kind text, from_day date, to_day date, most int) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare firm bigint := xz.door_firm(token); y int := extract(year from from_day);
begin
  if firm is null then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('joint wish ' || firm, 0));
  if from_day < xz.today() or to_day < from_day or extract(year from to_day) <> y
    or y > extract(year from xz.today()) + 1
    or of_kind = 'joint' and exists (select from xz.joint_wish w where w.subject_id = firm and w.kind = 'joint'
      and extract(year from w.from_on) = y)
    or of_kind = 'quiet' and to_day - from_day + 1 + coalesce((select sum(w.to_on - w.from_on + 1) from xz.joint_wish w
      where w.subject_id = firm and w.kind = 'quiet' and extract(year from w.from_on) = y), 0) > most then
    return 'no';
  end if;
  insert into xz.joint_wish (subject_id, kind, from_on, to_on, made_at)
    values (firm, of_kind, from_day, to_day, xz.now());
  return 'taken';
end $$;

create function xz.joint_wishes_of(token bytea) returns table (kind text, from_on date, to_on date)
language sql stable security definer set search_path = xz, pg_temp as $$
  select w.kind, w.from_on, w.to_on from xz.joint_wish w where w.subject_id = xz.door_firm(token)
    and w.to_on >= xz.today() order by w.from_on limit 50
$$;

-- rights

alter table xz.joint_wish enable row level security;
create policy wish_read on xz.joint_wish for select to xz_seat using ((select xz.people_actor_has(1023)));
create policy wish_trusted on xz.joint_wish to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.joint_wish to xz_desk, xz_admin;
grant execute on function xz.joint_at_firm(bigint, date, date), xz.joint_to_cover(bigint, int) to xz_desk, xz_admin;
grant execute on function xz.joint_wish(bytea, text, date, date, int), xz.joint_wishes_of(bytea) to xz_portal, xz_admin;
