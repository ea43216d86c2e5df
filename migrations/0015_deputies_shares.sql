-- Deputies and shares are written at the desk: by an agency head, and by who leads the case's agency or unit.

alter table xz.people_deputy add ref uuid not null unique default xz.new_ref(), add granted_at timestamptz not null default xz.now(),
  add check (duty in ('intake', 'unit_head', 'agency_head', 'reviewer', 'publisher', 'archivist')),
  add check (until_day <= from_day + 366);
create index people_deputy_to on xz.people_deputy (to_account) where revoked_at is null;
alter table xz.people_share add check (from_day <= until_day);

-- Duties of the account's own, on a day of its own time.
create function xz.people_duties_own(account bigint, day date) returns int language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce(bit_or(k.bit), 0) from xz.people_duty d join xz.people_duty_kind k on k.code = d.duty
  where d.account_id = account and d.revoked_at is null and d.from_day <= day and (d.until_day is null or d.until_day >= day)
$$;
-- Duties the account holds for others today; a duty that its holder lost is no longer deputised.
create function xz.people_duties_deputised(account bigint, day date) returns int language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce(bit_or(k.bit), 0) from xz.people_deputy p join xz.people_duty_kind k on k.code = p.duty
  where p.to_account = account and p.revoked_at is null and day between p.from_day and p.until_day
    and xz.people_duties_own(p.from_account, day) & k.bit <> 0
$$;
create or replace function xz.people_duties(account bigint) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  return (select xz.people_duties_own(a.id, day) | xz.people_duties_deputised(a.id, day)
    from xz.people_account a where a.id = account and a.active);
end $$;
-- For whom the account acts when it uses one of these duties: nobody, while it holds one itself.
create function xz.people_deputy_for(account bigint, mask int) returns uuid language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  if xz.people_duties_own(account, day) & mask <> 0 then
    return null;
  end if;
  return (select n.ref from xz.people_deputy p join xz.people_duty_kind k on k.code = p.duty and k.bit & mask <> 0
    join xz.people_principal n on n.id = p.from_account
    where p.to_account = account and p.revoked_at is null and day between p.from_day and p.until_day
      and xz.people_duties_own(p.from_account, day) & k.bit <> 0 order by p.id limit 1);
end $$;

create function xz.people_deputy_guard() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
declare giver xz.people_account; taker xz.people_account; head xz.people_account; wanted int; day date := xz.today();
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - 'revoked_at') is distinct from (to_jsonb(old) - 'revoked_at') or old.revoked_at is not null then
      raise exception 'a deputy is ended once, not changed' using errcode = '42501';
    end if;
    return new;
  end if;
  select * into giver from xz.people_account where id = new.from_account and active;
  select * into taker from xz.people_account where id = new.to_account and active;
  select * into head from xz.people_account where id = new.granted_by and active;
  select bit into wanted from xz.people_duty_kind where code = new.duty;
  if giver.id is null or taker.id is null or head.id is null then
    raise exception 'no such account' using errcode = '23514', constraint = 'people_deputy_unknown';
  end if;
  if head.agency_id is null or head.agency_id is distinct from giver.agency_id or head.agency_id is distinct from taker.agency_id
    or xz.people_duties_own(head.id, day) & 8 = 0 then
    raise exception 'an agency head names deputies in his agency' using errcode = '42501';
  end if;
  if new.duty = 'unit_head' and giver.unit_id is distinct from taker.unit_id then
    raise exception 'another unit' using errcode = '23514', constraint = 'people_deputy_unit';
  end if;
  if xz.people_duties_own(giver.id, day) & wanted = 0 then
    raise exception 'not his duty' using errcode = '23514', constraint = 'people_deputy_holder';
  end if;
  if xz.people_duties_own(taker.id, day) & wanted <> 0 then
    raise exception 'holds it himself' using errcode = '23514', constraint = 'people_deputy_held';
  end if;
  if exists (select from xz.people_duty_conflict c where c.a = new.duty and (
      exists (select from xz.people_duty d where d.account_id = taker.id and d.revoked_at is null and d.duty = c.b)
      or exists (select from xz.people_deputy p where p.to_account = taker.id and p.revoked_at is null and p.duty = c.b
        and p.from_day <= new.until_day and new.from_day <= p.until_day))) then
    raise exception 'duties exclude each other' using errcode = '23514', constraint = 'people_duty_conflict';
  end if;
  return new;
end $$;
create trigger people_deputy_guard before insert or update on xz.people_deputy
  for each row execute function xz.people_deputy_guard();
-- Granting a duty looks at deputyships too.
create or replace function xz.people_duty_guard() returns trigger language plpgsql as $$
begin
  if new.revoked_at is null and (exists (
    select from xz.people_duty d join xz.people_duty_conflict c on c.a = d.duty and c.b = new.duty
    where d.account_id = new.account_id and d.revoked_at is null and d.id <> new.id)
    or exists (select from xz.people_deputy p join xz.people_duty_conflict c on c.a = p.duty and c.b = new.duty
    where p.to_account = new.account_id and p.revoked_at is null and p.until_day >= xz.today())) then
    raise exception 'duties exclude each other' using errcode = '23514', constraint = 'people_duty_conflict';
  end if;
  return new;
end $$;

-- The same lists as before, with the deputy's duties; a share is for those who work with cases.
create or replace function xz.caseflow_actor_cases() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who); day date := xz.today();
begin
  return (select coalesce(array_agg(distinct x.case_id), '{}') from (
    select o.case_id from xz.caseflow_officer o where o.account_id = who and o.state in ('named', 'accepted')
    union
    select t.case_id from xz.caseflow_hearing h join xz.caseflow_track t on t.id = h.track_id
      where h.chair_account = who and h.withdrawn_on is null
    union
    select c.id from xz.caseflow_case c where c.opened_by = who and held & (1 | 2) <> 0
    union
    select s.subject_id from xz.people_account a
      join xz.people_share s on s.subject_kind = 'case' and s.level = 'full' and s.revoked_at is null
        and day between s.from_day and s.until_day and held & 1023 <> 0
        and ((s.to_kind = 'account' and s.to_id = who) or (s.to_kind = 'agency' and s.to_id = a.agency_id)
          or (s.to_kind = 'unit' and s.to_id = a.unit_id)) where a.id = who
  ) x);
end $$;
create or replace function xz.caseflow_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; day date := xz.today();
begin
  select a.id, a.agency_id, a.unit_id, case when a.active then (select bit_or(k.bit) from (
        select d.duty from xz.people_duty d where d.account_id = a.id and d.revoked_at is null
          and d.from_day <= day and (d.until_day is null or d.until_day >= day)
        union all
        select p.duty from xz.people_deputy p where p.to_account = a.id and p.revoked_at is null
          and day between p.from_day and p.until_day and exists (select from xz.people_duty d
            where d.account_id = p.from_account and d.duty = p.duty and d.revoked_at is null
              and d.from_day <= day and (d.until_day is null or d.until_day >= day))) x
      join xz.people_duty_kind k on k.code = x.duty) end
    into who, agency, unit, held
    from xz.people_session s join xz.people_account a on a.id = s.account_id
    where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
      and s.ended_at is null and s.expires_at > clock_timestamp(); -- real time
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

-- Who leads the case's agency or its unit may share it.
create function xz.caseflow_may_share(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return exists (select from xz.caseflow_case c join xz.people_account a on a.id = who and a.agency_id = c.agency_id
    where c.id = which and (held & 8 <> 0 or (held & 4 <> 0 and a.unit_id = c.unit_id)));
end $$;
revoke execute on function xz.people_duties_own(bigint, date), xz.people_duties_deputised(bigint, date),
  xz.people_deputy_for(bigint, int), xz.people_deputy_guard(), xz.caseflow_may_share(bigint) from public;
grant execute on function xz.people_duties_own(bigint, date), xz.people_duties_deputised(bigint, date),
  xz.people_deputy_for(bigint, int), xz.people_deputy_guard(), xz.caseflow_may_share(bigint) to xz_desk, xz_daemon, xz_admin;

grant insert, update (revoked_at) on xz.people_deputy, xz.people_share to xz_desk;
alter table xz.people_deputy enable row level security;
create policy deputy_read on xz.people_deputy for select to xz_desk using (true);
create policy deputy_make on xz.people_deputy for insert to xz_desk
  with check ((select xz.people_actor_has(8)) and granted_by = (select xz.people_actor()));
create policy deputy_change on xz.people_deputy for update to xz_desk using ((select xz.people_actor_has(8))
  and (select a.agency_id from xz.people_account a where a.id = from_account) = (select xz.people_actor_agency()));
create policy deputy_trusted on xz.people_deputy to xz_daemon, xz_admin using (true) with check (true);
alter table xz.people_share enable row level security;
create policy share_read on xz.people_share for select to xz_desk
  using (subject_kind = 'case' and (select true from xz.caseflow_case c where c.id = subject_id limit 1));
create policy share_make on xz.people_share for insert to xz_desk with check (subject_kind = 'case' and level = 'full'
  and to_kind in ('account', 'agency') and granted_by = (select xz.people_actor()) and xz.caseflow_may_share(subject_id));
create policy share_change on xz.people_share for update to xz_desk
  using (subject_kind = 'case' and xz.caseflow_may_share(subject_id));
create policy share_trusted on xz.people_share to xz_daemon, xz_admin using (true) with check (true);
