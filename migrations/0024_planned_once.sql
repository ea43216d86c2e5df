-- What is asked with every page is planned once a connection, and who acts is worked out once and not at each look.

-- Functions in the language sql that cannot be inlined are planned anew at each call; these are not.
create or replace function xz.people_duties_own(account bigint, day date) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(bit_or(k.bit), 0) from xz.people_duty d join xz.people_duty_kind k on k.code = d.duty
    where d.account_id = account and d.revoked_at is null and d.from_day <= day and (d.until_day is null or d.until_day >= day));
end $$;
create or replace function xz.people_duties_deputised(account bigint, day date) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(bit_or(k.bit), 0) from xz.people_deputy p join xz.people_duty_kind k on k.code = p.duty
    where p.to_account = account and p.revoked_at is null and day between p.from_day and p.until_day
      and xz.people_duties_own(p.from_account, day) & k.bit <> 0);
end $$;
create or replace function xz.people_duties(account bigint) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  if exists (select from xz.people_account a where a.id = account and a.active) then
    return xz.people_duties_own(account, day) | xz.people_duties_deputised(account, day);
  end if;
  return null;
end $$;
create or replace function xz.caseflow_officers_ready(which bigint, on_day date) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select count(distinct o.account_id)::int from xz.caseflow_officer o
    join xz.people_certificate t on t.no = o.certificate_no and t.kind = 'enforcement' and t.status = 'valid'
      and on_day between t.valid_from and t.valid_to
    where o.case_id = which and o.role in ('lead', 'assist') and o.state = 'accepted');
end $$;
create or replace function xz.law_cited(cause bigint, wanted text) returns text language plpgsql stable
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(string_agg('《' || l.title || '》第' || xz.law_numeral(x.article) || '条'
      || case when x.suffix > 0 then '之' || xz.law_numeral(x.suffix) else '' end
      || coalesce('第' || xz.law_numeral(x.para) || '款', '') || coalesce('第' || xz.law_numeral(x.item) || '项', ''),
      '、' order by l.title, x.article, x.suffix), '')
    from xz.law_cause_article x join xz.law_law l on l.id = x.law_id where x.cause_id = cause and x.role = wanted);
end $$;

-- Whose session it is, as it was worked out when its last-seen was written.  It stands while nothing about people
-- or the calendar has been written since (people_stamp) and the day is the same; read in one snapshot with the stamp, so that what is
-- revoked a moment later is not overlooked.
create type xz.people_session_actor as (ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int);
create table xz.people_stamp (
  only_row boolean primary key default true check (only_row),
  n bigint not null default 0
) with (fillfactor = 10);
insert into xz.people_stamp default values;
alter table xz.people_stamp enable row level security;	-- functions of the owner alone read it
alter table xz.people_session add kept xz.people_session_actor, add kept_stamp bigint, add kept_day date;

-- At the end of the transaction, where the row's lock is the last one taken; once, however many rows it wrote.
create function xz.people_stamp_move() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  update xz.people_stamp set n = n + 1 where xmin <> pg_current_xact_id()::xid;
  return null;
end $$;
create constraint trigger people_stamp_duty after insert or update or delete on xz.people_duty
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_deputy after insert or update or delete on xz.people_deputy
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_account after insert or update or delete on xz.people_account
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_agency after update on xz.people_agency
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_unit after update on xz.people_unit
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_kind after insert or update or delete on xz.people_duty_kind
  deferrable initially deferred for each row execute function xz.people_stamp_move();

-- Null: no such account, or not active.
create function xz.people_session_actor_now(account bigint, day date) returns xz.people_session_actor language plpgsql stable
security definer set search_path = xz, pg_temp as $$
begin
  return (select row(p.ref, a.username, a.display_name, a.agency_id, a.unit_id, g.short_name, u.name,
      xz.people_duties_own(a.id, day) | xz.people_duties_deputised(a.id, day))::xz.people_session_actor
    from xz.people_account a join xz.people_principal p on p.id = a.id
    left join xz.people_agency g on g.id = a.agency_id left join xz.people_unit u on u.id = a.unit_id
    where a.id = account and a.active);
end $$;
create or replace function xz.people_session_touch(hash bytea) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_session s set last_seen = clock_timestamp(), kept = xz.people_session_actor_now(s.account_id, m.day), -- real time
    kept_stamp = t.n, kept_day = m.day
    from xz.people_stamp t cross join (select ((clock_timestamp() + c.offset_us * interval '1 microsecond') -- real time
      at time zone 'Asia/Shanghai')::date as day from xz.db_clock c) m
    where s.token_hash = hash;
end $$;
create or replace function xz.people_session_open(hash bytea) returns table (
  account_id bigint, ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int, auth_time timestamptz, csrf_secret bytea,
  offset_us bigint, stale boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select s.account_id, (s.kept).ref, (s.kept).username, (s.kept).display_name, (s.kept).agency_id, (s.kept).unit_id,
    (s.kept).agency_name, (s.kept).unit_name, (s.kept).duties, s.auth_time, s.csrf_secret, c.offset_us,
    s.last_seen < clock_timestamp() - interval '1 minute' -- real time
  from xz.people_session s cross join xz.people_stamp t cross join xz.db_clock c
  where s.token_hash = hash and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
    and s.last_seen > clock_timestamp() - interval '30 minutes' -- real time
    and s.kept_stamp = t.n and (s.kept).ref is not null
    and s.kept_day = ((clock_timestamp() + c.offset_us * interval '1 microsecond') at time zone 'Asia/Shanghai')::date; -- real time
  if found then
    return;
  end if;
  return query select s.account_id, (k.v).ref, (k.v).username, (k.v).display_name, (k.v).agency_id, (k.v).unit_id,
    (k.v).agency_name, (k.v).unit_name, (k.v).duties, s.auth_time, s.csrf_secret, m.offset_us, true
  from xz.people_session s
  cross join (select c.offset_us, ((clock_timestamp() + c.offset_us * interval '1 microsecond') -- real time
    at time zone 'Asia/Shanghai')::date as day from xz.db_clock c) m
  cross join lateral (select xz.people_session_actor_now(s.account_id, m.day) as v offset 0) k
  where s.token_hash = hash and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
    and s.last_seen > clock_timestamp() - interval '30 minutes' -- real time
    and (k.v).ref is not null;
end $$;

-- As before, of the session as it is kept where that stands.
create or replace function xz.caseflow_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; day date := xz.today();
begin
  select s.account_id, (s.kept).agency_id, (s.kept).unit_id, (s.kept).duties into who, agency, unit, held
    from xz.people_session s cross join xz.people_stamp t
    where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
      and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
      and s.kept_stamp = t.n and s.kept_day = day and (s.kept).ref is not null;
  if not found then
    select a.id, a.agency_id, a.unit_id, case when a.active then xz.people_duties_own(a.id, day) | xz.people_duties_deputised(a.id, day) end
      into who, agency, unit, held
      from xz.people_session s join xz.people_account a on a.id = s.account_id
      where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
        and s.ended_at is null and s.expires_at > clock_timestamp(); -- real time
  end if;
  if who is null then
    return '{}';
  end if;
  held := coalesce(held, 0);
  return array_remove(array[case when held & (1 | 8 | 16 | 64 | 128) <> 0 then agency * 8 end,
    case when held & (2 | 4) <> 0 then unit * 8 + 1 end, agency * 8 + 3, who * 8 + 4]
    || case when held & 512 <> 0 then
      (select array_agg(t.descendant * 8) from xz.people_agency_tree t where t.ancestor = agency) end
    || (select array_agg(x.v) from (
      select o.case_id * 8 + 2 as v from xz.caseflow_officer o where o.account_id = who and o.state in ('named', 'accepted')
      union all
      select t.case_id * 8 + 2 from xz.caseflow_hearing h join xz.caseflow_track t on t.id = h.track_id
        where h.chair_account = who and h.withdrawn_on is null
      union all
      select c.id * 8 + 2 from xz.caseflow_case c where c.opened_by = who and held & (1 | 2) <> 0
      union all
      select s.subject_id * 8 + case s.subject_kind when 'agency' then 0 else 2 end
        from xz.people_share s where s.revoked_at is null and day between s.from_day and s.until_day and held & 1023 <> 0
          and ((s.subject_kind = 'agency' and s.to_kind = 'account' and s.to_id = who)
            or (s.subject_kind = 'case' and s.level = 'full' and (s.to_kind, s.to_id) in
              (('account', who), ('agency', agency), ('unit', unit))))) x), null);
end $$;

-- Tasks that wait for whoever of an agency takes them, without passing those that have an account.
create index people_task_free on xz.people_task (agency_id) where done_at is null and account_id is null;

-- The session as people_session_open(), and with it, in one look, a short text that changes with what the actor's page
-- of the case is made of: the case's record (every act appends to it), his account, what was written about people and
-- the calendar (people_stamp; with it his duties and place), the open tasks around him.  Look is null where there is no such case, or it is not his
-- to read: as in caseflow_page(), by the same rights, asked of this one case; tests/http/case_page.mjs compares them.
-- Notes the reading as that does.  Nothing but nulls: no such session.
create function xz.caseflow_open(hash bytea, which uuid, route text, out account_id bigint, out ref uuid, out username text,
  out display_name text, out agency_id bigint, out unit_id bigint, out agency_name text, out unit_name text, out duties int,
  out auth_time timestamptz, out csrf_secret bytea, out offset_us bigint, out stale boolean, out look text)
returns record language plpgsql security definer set search_path = xz, pg_temp as $$
declare s record; fresh boolean := false;
begin
  loop
    select x.account_id as who, (x.kept).ref as who_ref, (x.kept).username as who_name, (x.kept).display_name as shown,
        (x.kept).agency_id as agency, (x.kept).unit_id as unit, (x.kept).agency_name as place, (x.kept).unit_name as part,
        (x.kept).duties as held, x.auth_time, x.csrf_secret, m.offset_us, x.last_seen < m.clock - interval '1 minute' as old,
        x.kept_stamp = t.n and x.kept_day = m.day as stands, m.moment, m.day, c.id as case_id, c.agency_id as case_agency,
        c.unit_id as case_unit, c.opened_by, concat_ws('/', x.account_id, h.seq, m.day, t.n,
          (select concat_ws('.', count(*), sum(hashint8(o.id))) from xz.people_task o where o.done_at is null and o.account_id = x.account_id),
          (select concat_ws('.', count(*), sum(hashint8(o.id))) from xz.people_task o where o.done_at is null and o.account_id is null
            and o.agency_id = (x.kept).agency_id)) as look
      into s
      from xz.people_session x cross join xz.people_stamp t
      cross join (select y.clock, y.offset_us, y.moment, (y.moment at time zone 'Asia/Shanghai')::date as day
        from (select clock_timestamp() as clock, d.offset_us, clock_timestamp() + d.offset_us * interval '1 microsecond' as moment -- real time
          from xz.db_clock d) y) m
      left join xz.caseflow_case c on c.ref = which left join xz.record_chain h on h.id = c.chain_id
      where x.token_hash = hash and x.ended_at is null and x.expires_at > m.clock and x.last_seen > m.clock - interval '30 minutes';
    if not found then
      return;
    end if;
    exit when fresh or s.stands;
    perform xz.people_session_touch(hash);
    fresh := true;
  end loop;
  if s.who_ref is null then	-- not active
    return;
  end if;
  account_id := s.who; ref := s.who_ref; username := s.who_name; display_name := s.shown; agency_id := s.agency; unit_id := s.unit;
  agency_name := s.place; unit_name := s.part; duties := s.held; auth_time := s.auth_time; csrf_secret := s.csrf_secret;
  offset_us := s.offset_us; stale := s.old and not fresh;
  if s.case_id is null then
    return;
  end if;
  -- what most cases are seen by first: the rest is asked only of others
  if not coalesce((s.held & (1 | 8 | 16 | 64 | 128) <> 0 and s.case_agency = s.agency) or (s.held & (2 | 4) <> 0 and s.case_unit = s.unit)
      or (s.held & (1 | 2) <> 0 and s.opened_by = s.who), false) then
    if not (exists (select from xz.caseflow_officer o where o.case_id = s.case_id and o.account_id = s.who and o.state in ('named', 'accepted'))
      or exists (select from xz.caseflow_track t join xz.caseflow_hearing g on g.track_id = t.id
        where t.case_id = s.case_id and g.chair_account = s.who and g.withdrawn_on is null)
      or (s.held & 512 <> 0 and exists (select from xz.people_agency_tree t where t.ancestor = s.agency and t.descendant = s.case_agency))
      or s.held & 1023 <> 0 and exists (select from xz.people_share h where h.revoked_at is null and s.day between h.from_day and h.until_day
        and ((h.subject_kind = 'agency' and h.subject_id = s.case_agency and h.to_kind = 'account' and h.to_id = s.who)
          or (h.subject_kind = 'case' and h.subject_id = s.case_id and h.level = 'full' and (h.to_kind, h.to_id) in
            (('account', s.who), ('agency', s.agency), ('unit', s.unit)))))) then
      return;
    end if;
  end if;
  if route is not null then
    insert into xz.people_access (y, at, account_id, route, subject_kind, subject_ref)
      values (extract(year from s.day)::int, s.moment, s.who, caseflow_open.route, 'case', which);
  end if;
  look := s.look;
end $$;
drop function xz.caseflow_look(uuid, text);
create constraint trigger people_stamp_calendar after insert or update on xz.calendar_version
  deferrable initially deferred for each row execute function xz.people_stamp_move();
revoke execute on function xz.people_stamp_move(), xz.people_session_actor_now(bigint, date), xz.caseflow_open(bytea, uuid, text) from public;
grant execute on function xz.caseflow_open(bytea, uuid, text) to xz_desk;
