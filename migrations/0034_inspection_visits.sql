-- inspection: how often a firm may be visited; two agencies in one visit; changes to a returned one; re-checks by two officers.

-- ---- which inspections stand in the year's count, which may go ahead although the cap is reached: dated data
create table xz.inspection_way (
  way text not null,			-- emergency, recheck, or a source (code table inspect_source)
  kind text not null default '',	-- '': every kind
  counted boolean not null,
  beyond boolean not null,
  name_zh text not null,
  name_en text not null,
  basis text not null,
  valid_from date not null,
  valid_to date,
  primary key (way, kind, valid_from)
);
grant select on xz.inspection_way to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.inspection_way to xz_admin;
alter table xz.inspection add beyond text;	-- the way it went ahead by although the cap was reached
-- One visit of several agencies is one row in the firm's count.
alter table xz.inspection_visit add joint_ref uuid;
create unique index inspection_visit_joint on xz.inspection_visit (joint_ref) where counted and joint_ref is not null;

-- ---- one visit of several agencies (联合检查): each keeps its own inspection, the lead's code names all
create table xz.inspection_joint (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  subject_id bigint not null references xz.register_subject,
  lead_id bigint not null references xz.inspection,
  made_at timestamptz not null
);
alter table xz.inspection add joint_id bigint references xz.inspection_joint;
create index inspection_joint_members on xz.inspection (joint_id) where joint_id is not null;
create index inspection_joint_lead on xz.inspection_joint (lead_id);
-- Who came and who left; noted_at: when the daemon wrote it into the others' records.
create table xz.inspection_joint_move (
  id bigint generated always as identity primary key,
  joint_id bigint not null references xz.inspection_joint,
  inspection_id bigint not null references xz.inspection,
  kind text not null check (kind in ('joined', 'parted')),
  at timestamptz not null,
  noted_at timestamptz
);
create index inspection_joint_move_new on xz.inspection_joint_move (id) where noted_at is null;
create index inspection_joint_move_joint on xz.inspection_joint_move (joint_id, inspection_id, id);
-- An offer declined, or a visit parted again: never without a ground.
create table xz.inspection_apart (
  inspection_id bigint not null references xz.inspection,
  other_id bigint not null references xz.inspection,
  ground text not null,			-- code table inspect_apart
  words_ref uuid,
  account_id bigint not null references xz.people_account,
  at timestamptz not null,
  primary key (inspection_id, other_id),
  check (inspection_id <> other_id)
);

-- Whether the actor may read it: as the policy says.
create function xz.inspection_seen(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return session_user in ('xz_daemon', 'xz_admin') or exists (select from xz.inspection i where i.id = which
    and (array[i.unit_id * 8 + 1, i.agency_id * 8, i.opened_by * 8 + 4] && xz.caseflow_rights() or i.id = any (xz.inspection_rights())));
end $$;
grant execute on function xz.inspection_seen(bigint) to xz_desk, xz_daemon, xz_admin;

-- Visits to a firm in a year, of all agencies: those of the ledger, and inspections that were asked for, approved or begun.
-- What they check, no more: not why, not what came of it.
create function xz.inspection_visits(firm bigint, y int, but bigint)
returns table (day date, agency_id bigint, agency_name text, kind text, counted boolean, done boolean, items text[], joint text, ref uuid)
language sql stable security definer set search_path = xz, pg_temp as $$
  select v.day, v.agency_id, g.name, v.kind, v.counted, true,
    case v.source_kind when 'inspection' then array(select t.code from xz.inspection_item t join xz.inspection i on i.id = t.inspection_id
        where i.ref = v.source_ref order by t.n)
      else array(select distinct l.code from xz.spotcheck_visit_result r join xz.spotcheck_visit s on s.id = r.visit_id
        join xz.law_check_item l on l.id = r.item_id where s.ref = v.source_ref order by 1) end,
    v.joint_ref::text, v.source_ref
  from xz.inspection_visit v join xz.people_agency g on g.id = v.agency_id
  where v.subject_id = firm and v.day between make_date(y, 1, 1) and make_date(y, 12, 31)
  union all
  select (i.from_at at time zone 'Asia/Shanghai')::date, i.agency_id, g.name, i.kind, coalesce((select w.counted from xz.inspection_way w
      where w.way = i.source and w.kind in ('', i.kind) and w.valid_from <= xz.today() and coalesce(w.valid_to, 'infinity') >= xz.today()
      order by w.kind desc, w.valid_from desc limit 1), true), false,
    array(select t.code from xz.inspection_item t where t.inspection_id = i.id order by t.n),
    (select j.ref::text from xz.inspection_joint j where j.id = i.joint_id), i.ref
  from xz.inspection i join xz.people_agency g on g.id = i.agency_id
  where i.subject_id = firm and i.id <> coalesce(but, 0) and i.told_at is null and i.state <> 'cancelled'
    and (i.approval in ('asked', 'approved') or i.emergency)
    and extract(year from i.from_at at time zone 'Asia/Shanghai') = y
$$;
revoke execute on function xz.inspection_visits(bigint, int, bigint) from public;
grant execute on function xz.inspection_visits(bigint, int, bigint) to xz_desk, xz_daemon, xz_admin;

-- Others' inspections of the same firm that could be made in one visit with this: of another agency or unit, near in time, no code
-- issued yet, neither declined nor joined.
create function xz.inspection_offers(which bigint, days int, most int)
returns table (id bigint, ref uuid, agency_name text, unit_name text, kind text, from_at timestamptz, to_at timestamptz, items text, joint boolean)
language sql stable security definer set search_path = xz, pg_temp as $$
  select o.id, o.ref, g.name, coalesce(u.name, ''), o.kind, o.from_at, o.to_at,
    (select string_agg(t.name, '、' order by t.n) from xz.inspection_item t where t.inspection_id = o.id), o.joint_id is not null
  from xz.inspection i join xz.inspection o on o.subject_id = i.subject_id and o.id <> i.id
    and (o.agency_id, coalesce(o.unit_id, 0)) is distinct from (i.agency_id, coalesce(i.unit_id, 0))
  join xz.people_agency g on g.id = o.agency_id left join xz.people_unit u on u.id = o.unit_id
  where i.id = which and xz.inspection_seen(which) and i.joint_id is null and not i.emergency and not o.emergency
    and i.state in ('planned', 'triggered') and o.state in ('planned', 'triggered', 'asked', 'approved')
    and o.from_at <= i.to_at + make_interval(days => days) and o.to_at >= i.from_at - make_interval(days => days) and o.to_at > xz.now()
    and not exists (select from xz.inspection_apart a where (a.inspection_id, a.other_id) in ((i.id, o.id), (o.id, i.id)))
    and (o.joint_id is null or (select count(distinct m.agency_id) from xz.inspection m where m.joint_id = o.joint_id or m.id = i.id) <= most)
    and (o.joint_id is null or not exists (select from xz.inspection_joint j join xz.inspection_code c on c.inspection_id = j.lead_id
      where j.id = o.joint_id))
  order by o.from_at, o.id
$$;
revoke execute on function xz.inspection_offers(bigint, int, int) from public;
grant execute on function xz.inspection_offers(bigint, int, int) to xz_desk, xz_admin;

-- Makes this one a part of the other's visit: its time becomes the visit's.  Null: no such offer.
create function xz.inspection_join(which bigint, other uuid, days int, most int) returns bigint
language plpgsql security definer set search_path = xz, pg_temp as $$
declare o xz.inspection; visit bigint;
begin
  if session_user <> 'xz_admin' and not xz.inspection_may_write(which) then return null; end if;
  perform 1 from xz.inspection i where i.id = which or i.ref = other order by i.id for update;
  if not exists (select from xz.inspection_offers(which, days, most) f where f.ref = other) then return null; end if;
  select * into o from xz.inspection i where i.ref = other;
  visit := o.joint_id;
  if visit is null then
    insert into xz.inspection_joint (subject_id, lead_id, made_at) values (o.subject_id, o.id, xz.now()) returning id into visit;
    update xz.inspection set joint_id = visit, version = version + 1 where id = o.id;
  end if;
  update xz.inspection set joint_id = visit, from_at = o.from_at, to_at = o.to_at where id = which;
  insert into xz.inspection_joint_move (joint_id, inspection_id, kind, at) values (visit, which, 'joined', xz.now());
  return visit;
end $$;
revoke execute on function xz.inspection_join(bigint, uuid, int, int) from public;
grant execute on function xz.inspection_join(bigint, uuid, int, int) to xz_desk, xz_admin;

-- Takes this one out of its visit before the code is issued; who is left last is alone again.  The others' ids; null: not possible.
create function xz.inspection_part(which bigint) returns bigint[] language plpgsql security definer set search_path = xz, pg_temp as $$
declare visit bigint; rest bigint[];
begin
  select joint_id into visit from xz.inspection where id = which;
  if visit is null or (session_user <> 'xz_admin' and not xz.inspection_may_write(which)) then return null; end if;
  perform 1 from xz.inspection i where i.joint_id = visit order by i.id for update;
  if exists (select from xz.inspection_joint j join xz.inspection_code c on c.inspection_id = j.lead_id where j.id = visit) then
    return null;
  end if;
  rest := array(select i.id from xz.inspection i where i.joint_id = visit and i.id <> which order by i.id);
  insert into xz.inspection_joint_move (joint_id, inspection_id, kind, at) values (visit, which, 'parted', xz.now());
  update xz.inspection set joint_id = null where id = which;
  update xz.inspection_joint set lead_id = rest[1] where id = visit and lead_id = which;
  if cardinality(rest) = 1 then
    update xz.inspection set joint_id = null, version = version + 1 where id = rest[1];
  end if;
  return rest;
end $$;
revoke execute on function xz.inspection_part(bigint) from public;
grant execute on function xz.inspection_part(bigint) to xz_desk, xz_admin;

-- All of the visit this one is part of: what the code names and how far each is, nothing of their matters.
create function xz.inspection_partners(which bigint)
returns table (id bigint, ref uuid, agency_name text, unit_name text, lead boolean, me boolean, approval text, state text,
  items text[], item_names text, certificates text[], officers text)
language sql stable security definer set search_path = xz, pg_temp as $$
  select m.id, m.ref, g.name, coalesce(u.name, ''), j.lead_id = m.id, m.id = which, m.approval, m.state,
    array(select t.code from xz.inspection_item t where t.inspection_id = m.id order by t.n),
    (select string_agg(t.name, '、' order by t.n) from xz.inspection_item t where t.inspection_id = m.id),
    array(select f.certificate_no from xz.inspection_officer f where f.inspection_id = m.id order by f.place),
    (select string_agg(f.name || ' ' || f.certificate_no, '、' order by f.place) from xz.inspection_officer f where f.inspection_id = m.id)
  from xz.inspection i join xz.inspection_joint j on j.id = i.joint_id join xz.inspection m on m.joint_id = j.id
  join xz.people_agency g on g.id = m.agency_id left join xz.people_unit u on u.id = m.unit_id
  where i.id = which and xz.inspection_seen(which) order by j.lead_id = m.id desc, m.id
$$;
revoke execute on function xz.inspection_partners(bigint) from public;
grant execute on function xz.inspection_partners(bigint) to xz_desk, xz_admin;

do $$
declare t text;
begin
  foreach t in array array['inspection_joint', 'inspection_joint_move', 'inspection_apart'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
    execute format('grant select on xz.%I to xz_desk, xz_daemon, xz_admin', t);
  end loop;
end $$;
create policy inspection_joint_read on xz.inspection_joint for select to xz_desk
  using (exists (select from xz.inspection i where i.joint_id = inspection_joint.id));
create policy inspection_apart_read on xz.inspection_apart for select to xz_desk
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_apart_make on xz.inspection_apart for insert to xz_desk
  with check (account_id = (select xz.people_actor()) and xz.inspection_may_write(inspection_id));
grant insert on xz.inspection_apart to xz_desk, xz_admin;
grant update on xz.inspection_joint_move to xz_daemon, xz_admin;
-- The visit's code is everybody's who is part of it.
create function xz.inspection_code_holder(which bigint) returns bigint language sql stable security definer set search_path = xz, pg_temp as $$
  select coalesce((select j.lead_id from xz.inspection i join xz.inspection_joint j on j.id = i.joint_id where i.id = which), which)
$$;
revoke execute on function xz.inspection_code_holder(bigint) from public;
grant execute on function xz.inspection_code_holder(bigint) to xz_desk, xz_daemon, xz_admin;
alter policy inspection_code_read on xz.inspection_code using ((select true from xz.inspection i where i.id = inspection_id limit 1)
  or exists (select from xz.inspection_joint j join xz.inspection i on i.joint_id = j.id where j.lead_id = inspection_code.inspection_id));

-- As before; the code may be the lead's.
create or replace function xz.inspection_guard() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
declare day date := (new.arrived_at at time zone 'Asia/Shanghai')::date;
begin
  if new.arrived_at is null or old.arrived_at is not null then
    return new;
  end if;
  if new.approval <> 'approved' and not (new.emergency and not new.approval_late and new.approval in ('none', 'asked')) then
    raise exception 'nobody approved it' using errcode = '23514', constraint = 'inspection_approved';
  end if;
  if not exists (select from xz.inspection_code c where c.inspection_id = xz.inspection_code_holder(new.id) and c.revoked_at is null) then
    raise exception 'it has no code' using errcode = '23514', constraint = 'inspection_code';
  end if;
  if not exists (select from xz.inspection_item i where i.inspection_id = new.id)
    or exists (select from xz.inspection_item i join xz.law_check_item l on l.id = i.item_id where i.inspection_id = new.id
      and (l.published_on is null or l.published_on > day or l.valid_from > day or l.valid_to < day)) then
    raise exception 'an item is not published' using errcode = '23514', constraint = 'inspection_published';
  end if;
  if (select count(distinct o.account_id) from xz.inspection_officer o join xz.people_certificate t on t.no = o.certificate_no
      and t.kind = 'enforcement' and t.status = 'valid' and day between t.valid_from and t.valid_to
      where o.inspection_id = new.id) < 2 then
    raise exception 'two certified officers are needed' using errcode = '23514', constraint = 'inspection_two_officers';
  end if;
  return new;
end $$;

-- ---- what an approver was asked for, so that a changed one shows its differences
alter table xz.inspection_approval add asked text not null default '{}', add reason_ref uuid, add surprise_ref uuid;
create policy inspection_item_drop on xz.inspection_item for delete to xz_desk using (xz.inspection_may_write(inspection_id)
  and (select true from xz.inspection i where i.id = inspection_id and i.approval = 'returned' limit 1));
create policy inspection_officer_drop on xz.inspection_officer for delete to xz_desk using (xz.inspection_may_write(inspection_id)
  and (select true from xz.inspection i where i.id = inspection_id and i.approval = 'returned' limit 1));
grant delete on xz.inspection_item, xz.inspection_officer to xz_desk, xz_admin;

-- ---- a re-check counts when the second officer has confirmed it
create table xz.inspection_recheck (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  order_id bigint not null references xz.inspection_order,
  result text not null,			-- code table inspect_recheck
  checked_on date not null,
  due_on date,
  words_ref uuid,
  by_account bigint not null references xz.people_account,
  by_certificate text not null,
  second bigint references xz.people_account,
  second_certificate text,
  way text check (way in ('account', 'code')),
  made_at timestamptz not null,
  confirmed_at timestamptz,
  dropped_at timestamptz,		-- the second officer did not agree
  check (confirmed_at is null or dropped_at is null),
  check (second <> by_account),
  check ((second is null) = (confirmed_at is null) and (second is null) = (way is null) and (second is null) = (second_certificate is null))
);
create unique index inspection_recheck_waits on xz.inspection_recheck (order_id) where confirmed_at is null and dropped_at is null;
create index inspection_recheck_inspection on xz.inspection_recheck (inspection_id, id);
alter table xz.inspection_recheck enable row level security;
create policy inspection_recheck_read on xz.inspection_recheck for select to xz_desk
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
create policy inspection_recheck_make on xz.inspection_recheck for insert to xz_desk with check (xz.inspection_may_write(inspection_id));
create policy inspection_recheck_change on xz.inspection_recheck for update to xz_desk using (xz.inspection_may_write(inspection_id));
create policy inspection_recheck_trusted on xz.inspection_recheck to xz_daemon, xz_admin using (true) with check (true);
grant select, insert, update on xz.inspection_recheck to xz_desk, xz_daemon, xz_admin;
create function xz.inspection_recheck_guard() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if new.confirmed_at is not null and (select count(distinct t.officer_id) from xz.people_certificate t
      where t.no in (new.by_certificate, new.second_certificate) and t.kind = 'enforcement' and t.status = 'valid'
      and new.checked_on between t.valid_from and t.valid_to) < 2 then
    raise exception 'two officers certified on that day are needed' using errcode = '23514', constraint = 'inspection_recheck_officers';
  end if;
  return new;
end $$;
create trigger inspection_recheck_guard before insert or update on xz.inspection_recheck for each row
  execute function xz.inspection_recheck_guard();

-- ---- one-time codes that came later than they were typed: each step is used once, whichever came first
create table xz.people_code_step (
  account_id bigint not null references xz.people_account,
  counter bigint not null,
  primary key (account_id, counter)
);
alter table xz.people_code_step enable row level security;
create policy code_step_trusted on xz.people_code_step to xz_admin using (true) with check (true);
-- Codes up to here were used before their steps were kept: none of them is taken later.
alter table xz.people_credential add counter_floor bigint not null default 0;
update xz.people_credential set counter_floor = last_counter where kind = 'totp';
create or replace function xz.people_totp_used(account bigint, counter bigint) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  update xz.people_credential set last_counter = counter
  where principal = account and kind = 'totp' and revoked_at is null and last_counter < counter;
  if not found then return false; end if;
  insert into xz.people_code_step (account_id, counter) values ($1, $2) on conflict do nothing;
  return found;
end $$;
create function xz.people_totp_late(account bigint) returns table (totp bytea, counter_floor bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select secret_sealed, c.counter_floor from xz.people_credential c
  where principal = account and kind = 'totp' and revoked_at is null
$$;
create function xz.people_totp_used_late(account bigint, step bigint) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.people_credential c where c.principal = account and c.kind = 'totp' and c.revoked_at is null
      and c.counter_floor < step and c.valid_from < to_timestamp((step + 2) * 30)) then
    return false;
  end if;
  insert into xz.people_code_step (account_id, counter) values (account, step) on conflict do nothing;
  return found;
end $$;
revoke execute on function xz.people_totp_late(bigint), xz.people_totp_used_late(bigint, bigint) from public;
grant execute on function xz.people_totp_late(bigint), xz.people_totp_used_late(bigint, bigint) to xz_desk, xz_admin;
