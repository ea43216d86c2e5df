-- people: who acts and what they may, sign-in, sessions, deputies, background jobs.

-- Granting a duty looks at deputyships too.
create function xz.people_duty_guard() returns trigger language plpgsql as $$
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
create trigger people_duty_guard before insert or update on xz.people_duty
  for each row execute function xz.people_duty_guard();

-- ---- who acts: looked up from the session token only.  plpgsql keeps the plans of a connection; sql
-- would plan at each call.
create function xz.people_actor() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select s.account_id from xz.people_session s
  where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > clock_timestamp()); -- real time
end $$;
-- Account, principal and duties at once, of the session as it is kept where that stands.
create function xz.people_acting(out who bigint, out ref uuid, out held int) language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  select s.account_id, (s.kept).ref, (s.kept).duties into who, ref, held
    from xz.people_session s cross join xz.people_stamp t
    where s.token_hash = sha256(convert_to(nullif(current_setting('xz.token', true), ''), 'UTF8'))
      and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
      and s.kept_stamp = t.n and s.kept_day = xz.today() and (s.kept).ref is not null;
  if not found then
    who := xz.people_actor();
    ref := (select p.ref from xz.people_principal p where p.id = who);
    held := coalesce(xz.people_duties(who), 0);
  end if;
end $$;
create function xz.people_actor_ref() returns uuid language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select p.ref from xz.people_principal p where p.id = xz.people_actor());
end $$;
create function xz.people_duties(account bigint) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  if exists (select from xz.people_account a where a.id = account and a.active) then
    return xz.people_duties_own(account, day) | xz.people_duties_deputised(account, day);
  end if;
  return null;
end $$;
create function xz.people_actor_has(mask int) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return coalesce(xz.people_duties(xz.people_actor()) & mask <> 0, false);
end $$;
create function xz.people_actor_agency() returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return (select agency_id from xz.people_account where id = who);
end $$;

-- Agencies whose files the actor may read: the own one for agency-wide duties, the tree below for supervisors.
create function xz.people_actor_agencies() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who); day date := xz.today();
begin
  return (select coalesce(array_agg(distinct x.agency), '{}') from (
    select a.agency_id as agency from xz.people_account a where a.id = who and held & (1 | 8 | 16 | 64 | 128) <> 0
    union
    select t.descendant from xz.people_account a join xz.people_agency_tree t on t.ancestor = a.agency_id
    where a.id = who and held & 512 <> 0
    union
    select s.subject_id from xz.people_share s where s.subject_kind = 'agency'
      and s.to_kind = 'account' and s.to_id = who and s.revoked_at is null
      and day between s.from_day and s.until_day
  ) x where x.agency is not null);
end $$;
create function xz.people_actor_units() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return (select coalesce(array_agg(a.unit_id), '{}') from xz.people_account a
  where a.id = who and a.unit_id is not null and held & (2 | 4) <> 0);
end $$;

-- ---- who may act towards the public (行政处罚法 42).  Those in the language sql become part of the statement that
-- asks: no `set`, no `security definer`, arguments without a subquery.
-- Certificates that hold on the day.
create function xz.people_certificates_on(on_day date, of_kind text default 'enforcement')
returns table (officer_id bigint, no text, field text, region text, valid_to date) language sql stable as $$
  select t.officer_id, t.no, t.field, t.region, t.valid_to from xz.people_certificate t
  where t.kind = of_kind and t.status = 'valid' and on_day between t.valid_from and t.valid_to
$$;
-- Of those the officer's that ends last.
create function xz.people_certificate_of(officer bigint, on_day date, of_kind text default 'enforcement')
returns table (no text, region text, valid_to date) language sql stable as $$
  select t.no, t.region, t.valid_to from xz.people_certificates_on(on_day, of_kind) t where t.officer_id = officer
  order by t.valid_to desc, t.no limit 1
$$;
-- Whose certificate it is or was; no row: of nobody.
create function xz.people_certificate_holder(number text) returns table (officer_id bigint) language sql stable as $$
  select t.officer_id from xz.people_certificate t where t.no = number
$$;
-- A division lies in another, or is it: 430405 in 430400 and 430000.
create function xz.people_region_within(inner_code text, outer_code text) returns boolean language sql immutable as $$
  select inner_code like regexp_replace(outer_code, '(00)+$', '') || '%'
$$;
-- The certificate with which the account acts for its agency on the day: enforcement, in the field (null: any),
-- covering the agency's region.  Null: none.
create function xz.people_certified(account bigint, of_field text, on_day date) returns text
language plpgsql stable as $$
begin
  return (select t.no from xz.people_account c join xz.people_agency g on g.id = c.agency_id
    join xz.people_certificates_on(on_day) t on t.officer_id = c.officer_id
    where c.id = account and xz.people_region_within(g.region, t.region)
      and (t.field = '综合' or of_field is null or t.field = of_field)
    order by t.valid_to desc, t.no limit 1);
end $$;

create function xz.people_deputy_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
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
  if head.agency_id is null or head.agency_id is distinct from giver.agency_id
    or head.agency_id is distinct from taker.agency_id
    or xz.people_duties_own(head.id, day) & 8 = 0 then
    raise exception 'an agency head names deputies in their agency' using errcode = '42501';
  end if;
  if new.duty = 'unit_head' and giver.unit_id is distinct from taker.unit_id then
    raise exception 'another unit' using errcode = '23514', constraint = 'people_deputy_unit';
  end if;
  if xz.people_duties_own(giver.id, day) & wanted = 0 then
    raise exception 'not their duty' using errcode = '23514', constraint = 'people_deputy_holder';
  end if;
  if xz.people_duties_own(taker.id, day) & wanted <> 0 then
    raise exception 'held already' using errcode = '23514', constraint = 'people_deputy_held';
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

-- At the end of the transaction, where the row's lock is the last one taken; once, however many rows it wrote.
create function xz.people_stamp_move() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_stamp set n = n + 1 where xmin <> pg_current_xact_id()::xid;
  return null;
end $$;

-- Null: no such account, or not active.
create function xz.people_session_actor_now(account bigint, day date) returns xz.people_session_actor
language plpgsql stable security definer set search_path = xz, pg_temp as $$
begin
  return (select row(p.ref, a.username, a.display_name, a.agency_id, a.unit_id, g.short_name, u.name,
      xz.people_duties_own(a.id, day) | xz.people_duties_deputised(a.id, day))::xz.people_session_actor
    from xz.people_account a join xz.people_principal p on p.id = a.id
    left join xz.people_agency g on g.id = a.agency_id left join xz.people_unit u on u.id = a.unit_id
    where a.id = account and a.active);
end $$;

create function xz.people_cards() returns table (ref uuid, number text, agency_name text, agency_en text,
  cause_name text, state_zh text, state_en text, opened_on date, filed_on date, ended_on date, from_day date,
    until_day date)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare who bigint := xz.people_actor(); day date := xz.today();
begin
  if xz.people_duties(who) & 1023 = 0 then
    return;
  end if;
  return query select s.ref, coalesce(c.number, c.clue_number, ''), g.name, coalesce(nullif(g.name_en, ''), g.name),
      coalesce(c.cause_name, ''), t.name_zh, t.name_en, (c.opened_at at time zone 'Asia/Shanghai')::date, c.filed_on,
      case when t.ended then (select max(k.closed_at at time zone 'Asia/Shanghai')::date from xz.caseflow_track k
        where k.case_id = c.id) end,
      s.from_day, s.until_day
    from xz.people_account a join xz.people_share s on s.subject_kind = 'case' and s.level = 'card'
        and s.revoked_at is null
        and day between s.from_day and s.until_day
        and (s.to_kind, s.to_id) in (('account', a.id), ('agency', a.agency_id), ('unit', a.unit_id))
      join xz.caseflow_case c on c.id = s.subject_id join xz.people_agency g on g.id = c.agency_id
      join xz.caseflow_state t on t.procedure = c.procedure and t.version = c.procedure_version and t.code = c.state
    where a.id = who order by s.id desc limit 200;
end $$;

-- ---- background jobs
-- The actor's own; one of a kind and subject is under way at a time.
create function xz.job_add(job_kind text, kind_of_subject text, subject uuid, hash bytea, sealed bytea) returns uuid
language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); live uuid; s bigint; made uuid;
begin
  if job_kind is null or subject is null or hash is null or sealed is null then
    raise exception 'a job of nothing' using errcode = '22004';
  end if;
  if who is null then
    return null;
  end if;
  if exists (select from xz.people_session p where p.method = 'job' -- its session would never end
      and p.token_hash = sha256(convert_to(current_setting('xz.token', true), 'UTF8'))) then
    raise exception 'a job starts no job' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('job ' || who, 0));
  select j.ref into live from xz.job j where j.account = who and j.kind = job_kind and j.subject_ref = subject
    and j.state in ('queued', 'running') limit 1;
  if live is not null then
    return live;
  end if;
  insert into xz.people_session (token_hash, account_id, csrf_secret, method, last_seen, expires_at, remote)
    values (hash, who, '\x', 'job', '-infinity', clock_timestamp() + interval '12 hours', -- real time
      '') returning id into s;
  insert into xz.job (kind, account, session_id, token_sealed, subject_kind, subject_ref)
    values (job_kind, who, s, sealed, kind_of_subject, subject) returning ref into made;
  return made;
end $$;

-- The next for whoever works: queued, or left by a worker that was killed.  Tried three times.
create function xz.job_take() returns table (id bigint, ref uuid, kind text, token_sealed bytea, subject_kind text,
  subject_ref uuid, account bigint)
language plpgsql security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  update xz.job j set state = 'failed', finished_at = xz.now(), token_sealed = null where j.state = 'running'
    and j.tries >= 3 and j.beat_at < clock_timestamp() - interval '2 minutes'; -- real time
  return query update xz.job j set state = 'running', progress = 0, tries = j.tries + 1,
    beat_at = clock_timestamp() -- real time
    where j.id = (select q.id from xz.job q where q.state = 'queued'
      or (q.state = 'running' and q.tries < 3 and q.beat_at < clock_timestamp() - interval '2 minutes') -- real time
      order by q.id limit 1 for update skip locked)
    returning j.id, j.ref, j.kind, j.token_sealed, j.subject_kind, j.subject_ref, j.account;
end $$;

-- Where a review of this agency's acts is applied for over the network (行政复议法 22), as of that day; null: nowhere.
create function xz.people_review_channel(agency bigint, on_day date) returns text language sql stable security definer
set search_path = xz, pg_temp as $$
  select nullif(b.review_channel, '') from xz.people_remedy_body b where b.agency_id = agency and b.valid_from <= on_day
    order by b.valid_from desc limit 1
$$;
-- The worker is through with it: its session ends, its token is forgotten.
create function xz.job_end(which bigint) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
declare s bigint;
begin
  update xz.job set token_sealed = null, state = case state when 'running' then 'failed' else state end,
    finished_at = coalesce(finished_at, xz.now()) where id = which returning session_id into s;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = 'job' where id = s -- real time
    and ended_at is null;
end $$;

-- Results whose time is over; and of these refs those that have no result to be kept.
create function xz.job_expire() returns int language plpgsql security definer set search_path = xz, pg_temp as $$
declare n int;
begin
  update xz.job set state = 'expired' where state = 'done' and expires_at <= xz.now();
  get diagnostics n = row_count;
  return n;
end $$;
create function xz.job_without(refs uuid[]) returns setof uuid language sql stable security definer
set search_path = xz, pg_temp as $$
  select r from unnest(refs) as r where not exists (select from xz.job j where j.ref = r
    and j.state in ('running', 'done'))
$$;

create constraint trigger people_stamp_agency after update on xz.people_agency
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_unit after update on xz.people_unit
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_account after insert or update or delete on xz.people_account
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_kind after insert or update or delete on xz.people_duty_kind
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_duty after insert or update or delete on xz.people_duty
  deferrable initially deferred for each row execute function xz.people_stamp_move();
create constraint trigger people_stamp_deputy after insert or update or delete on xz.people_deputy
  deferrable initially deferred for each row execute function xz.people_stamp_move();
-- In whose name a commissioned organisation acts that day (行政处罚法 20): the letter must be in force and published.
create function xz.people_commissioner(agency bigint, on_day date) returns bigint language sql stable
security definer set search_path = xz, pg_temp as $$
  select d.from_agency from xz.people_agency g join xz.people_delegation d on d.to_agency = g.id
    and d.from_day <= on_day and coalesce(d.until_day, 'infinity') >= on_day and d.published_on <= on_day
  where g.id = agency and g.kind = 'delegated' order by d.from_day desc, d.id desc limit 1
$$;

-- rights

alter table xz.people_agency enable row level security;
create policy agency_read on xz.people_agency for select using (true);
create policy agency_make on xz.people_agency for insert to xz_seat with check ((select xz.people_actor_has(1024)));
create policy agency_change on xz.people_agency for update to xz_seat using ((select xz.people_actor_has(1024)));

alter table xz.people_officer enable row level security;
create policy officer_read on xz.people_officer for select using (true);
create policy officer_make on xz.people_officer for insert to xz_seat with check ((select xz.people_actor_has(1024)));
create policy officer_change on xz.people_officer for update to xz_seat
  using ((select xz.people_actor_has(1024 | 8 | 16)));

alter table xz.people_certificate enable row level security;
create policy certificate_read on xz.people_certificate for select using (true);
create policy certificate_make on xz.people_certificate for insert to xz_seat
  with check ((select xz.people_actor_has(1024)));
create policy certificate_change on xz.people_certificate for update to xz_seat
  using ((select xz.people_actor_has(1024)));

alter table xz.people_account enable row level security;
create policy account_read on xz.people_account for select to xz_seat, xz_signin, xz_daemon, xz_admin using (true);
create policy account_make on xz.people_account for insert to xz_seat with check ((select xz.people_actor_has(1024)));
create policy account_change on xz.people_account for update to xz_seat using ((select xz.people_actor_has(1024)));

-- Hashes are xz_signin's alone; the desk sees since when there is one.
alter table xz.people_credential enable row level security;
create policy credential_read on xz.people_credential for select to xz_seat, xz_signin
  using ((select xz.people_actor_has(1024)) or principal = (select xz.people_actor()));
create policy credential_make on xz.people_credential for insert to xz_signin
  with check (principal = (select xz.people_actor()));
create policy credential_change on xz.people_credential for update to xz_signin
  using (principal = (select xz.people_actor()));

alter table xz.people_duty enable row level security;
create policy duty_read on xz.people_duty for select to xz_seat, xz_daemon, xz_admin using (true);
create policy duty_own on xz.people_duty for select to xz_signin using (account_id = (select xz.people_actor()));
create policy duty_make on xz.people_duty for insert to xz_seat with check ((select xz.people_actor_has(2048)));
create policy duty_change on xz.people_duty for update to xz_seat using ((select xz.people_actor_has(2048)));

alter table xz.people_sign_in enable row level security;
create policy sign_in_read on xz.people_sign_in for select to xz_seat
  using ((select xz.people_actor_has(4096)) or account_id = (select xz.people_actor()));
create policy sign_in_own on xz.people_sign_in for select to xz_signin
  using (account_id = (select xz.people_actor()));

alter table xz.people_deputy enable row level security;
create policy deputy_read on xz.people_deputy for select to xz_seat using (true);
create policy deputy_own on xz.people_deputy for select to xz_signin using (to_account = (select xz.people_actor()));
create policy deputy_make on xz.people_deputy for insert to xz_seat
  with check ((select xz.people_actor_has(8)) and granted_by = (select xz.people_actor()));
create policy deputy_change on xz.people_deputy for update to xz_seat using ((select xz.people_actor_has(8))
  and (select a.agency_id from xz.people_account a where a.id = from_account) = (select xz.people_actor_agency()));
create policy deputy_trusted on xz.people_deputy to xz_daemon, xz_admin using (true) with check (true);

alter table xz.people_share enable row level security;
create policy share_read on xz.people_share for select to xz_seat
  using (subject_kind = 'case' and (select true from xz.caseflow_case c where c.id = subject_id limit 1));
create policy share_make on xz.people_share for insert to xz_seat
  with check (subject_kind = 'case' and level in ('full', 'card')
  and to_kind in ('account', 'agency') and granted_by = (select xz.people_actor())
    and xz.caseflow_may_share(subject_id));
create policy share_change on xz.people_share for update to xz_seat
  using (subject_kind = 'case' and xz.caseflow_may_share(subject_id));
create policy share_trusted on xz.people_share to xz_daemon, xz_admin using (true) with check (true);

alter table xz.people_access enable row level security;
create policy access_write on xz.people_access for insert to xz_seat
  with check (account_id = (select xz.people_actor()));
create policy access_read on xz.people_access for select to xz_seat using ((select xz.people_actor_has(4096)));

alter table xz.people_task enable row level security;
create policy task_read on xz.people_task for select to xz_seat
  using (array[account_id * 8 + 4, agency_id * 8 + 3, agency_id * 8] && (select xz.caseflow_rights()));
-- An act ends tasks of others too: in the name of who acts.
create policy task_change on xz.people_task for update to xz_seat
  using ((select xz.people_actor()) is not null) with check (done_by = (select xz.people_actor()));
create policy task_daemon on xz.people_task to xz_daemon using (true) with check (true);

alter table xz.sec_audit enable row level security;
create policy audit_write on xz.sec_audit for insert to xz_seat with check (actor = (select xz.people_actor()));
create policy audit_signin on xz.sec_audit for insert to xz_signin
  with check (actor = (select xz.people_actor()));
create policy audit_read on xz.sec_audit for select to xz_seat using ((select xz.people_actor_has(4096)));

alter table xz.people_principal enable row level security;
create policy principal_read on xz.people_principal for select using (true);
create policy principal_make on xz.people_principal for insert to xz_seat
  with check ((select xz.people_actor_has(1024)));
create policy principal_trusted on xz.people_principal to xz_daemon, xz_admin using (true) with check (true);

alter table xz.people_stamp enable row level security;

alter table xz.people_session enable row level security;
create policy session_trusted on xz.people_session to xz_admin using (true) with check (true);

alter table xz.people_code_step enable row level security;
create policy code_step_trusted on xz.people_code_step to xz_admin using (true) with check (true);

alter table xz.people_activation enable row level security;
create policy activation_trusted on xz.people_activation to xz_admin using (true) with check (true);

alter table xz.people_code_used enable row level security;
create policy code_used_trusted on xz.people_code_used to xz_admin using (true) with check (true);

alter table xz.job enable row level security;
create policy job_desk on xz.job to xz_seat using (account = (select xz.people_actor()));
create policy job_trusted on xz.job to xz_daemon, xz_admin using (true) with check (true);

do $$
declare t text;
begin
  foreach t in array array['people_agency_tree', 'people_delegation', 'people_unit', 'people_remedy_body'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to public using (true);
      create policy %1$s_write on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(1024))) with check ((select xz.people_actor_has(1024)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

grant all on xz.people_region, xz.people_agency, xz.people_agency_tree, xz.people_delegation, xz.people_unit,
  xz.people_officer, xz.people_certificate, xz.people_principal, xz.people_account, xz.people_credential,
  xz.people_duty_kind, xz.people_duty, xz.people_duty_conflict, xz.people_session, xz.people_sign_in,
  xz.people_deputy, xz.people_code_used, xz.people_activation, xz.people_share, xz.people_access, xz.people_task,
  xz.sec_audit, xz.job to xz_admin;
grant select on xz.people_region, xz.people_agency, xz.people_delegation, xz.people_unit, xz.people_officer,
  xz.people_certificate to xz_portal, xz_desk, xz_exchange, xz_daemon;
grant select on xz.people_agency_tree, xz.people_duty_kind, xz.people_duty_conflict to xz_portal, xz_desk, xz_daemon;
grant select on xz.people_principal, xz.people_account, xz.people_duty, xz.people_deputy, xz.people_share to
  xz_desk, xz_daemon;
grant select on xz.job to xz_daemon;
grant all on xz.people_remedy_body to xz_admin;
grant select on xz.people_remedy_body to xz_portal, xz_desk, xz_daemon;
grant insert, update (review_body, review_ground, review_also, review_channel, court) on xz.people_remedy_body
  to xz_desk;
grant select on xz.people_sign_in, xz.people_access, xz.sec_audit to xz_desk;
grant select on xz.people_task to xz_daemon;
grant select (kind, principal, revoked_at, valid_from) on xz.people_credential to xz_desk, xz_signin;
-- Opened by xz.work_open(); the words of its subject are read through xz.caseflow_home().
grant select (account_id, agency_id, clock_id, done_at, done_by, duty, id, item_id, kind, opened_at, ref, subject_id,
  subject_kind, subject_ref, track_id, unit_id) on xz.people_task to xz_desk;
grant insert on xz.people_agency, xz.people_agency_tree, xz.people_unit, xz.people_officer, xz.people_certificate,
  xz.people_duty, xz.people_share to xz_desk;
grant insert on xz.people_principal, xz.people_account, xz.people_deputy, xz.sec_audit to xz_desk, xz_daemon;
grant insert (y, account_id, route, subject_kind, subject_ref, rows_seen, query, refused) on xz.people_access to
  xz_desk, xz_slow;
grant update (active, address, court, duties_text, field, name, name_en, number_word, pay_bank, pay_place, power_source,
  region, review_body, short_name, telephone, uscc, version) on xz.people_agency to xz_desk;
grant update (active, name, name_en, version) on xz.people_unit to xz_desk;
grant update (status, status_since, version) on xz.people_certificate to xz_desk;
grant update (active, version) on xz.people_account to xz_desk;
grant update (revoked_at) on xz.people_share to xz_desk;
grant update (revoked_at, revoked_by) on xz.people_duty to xz_desk;
grant update (revoked_at) on xz.people_deputy to xz_desk, xz_daemon;
grant update (done_at, done_by) on xz.people_task to xz_desk, xz_daemon;
grant update (beat_at, expires_at, finished_at, progress, result, state) on xz.job to xz_slow;
grant execute on function xz.people_actor_ref() to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.people_actor(), xz.people_duties(bigint), xz.people_actor_has(int),
  xz.people_actor_agency(), xz.people_actor_agencies(), xz.people_actor_units()
  to xz_desk, xz_signin, xz_daemon, xz_admin;
grant execute on function xz.people_duties_own(bigint, date), xz.people_duties_deputised(bigint, date),
  xz.people_deputy_for(bigint, int), xz.people_deputy_guard(), xz.people_deputy_on(bigint, date),
  xz.people_stood_for(bigint, text, timestamptz), xz.people_certified(bigint, text, date),
  xz.people_region_within(text, text)
  to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.people_duties_deputised(bigint, date) to xz_signin;
grant execute on function xz.people_certificates_on(date, text), xz.people_certificate_of(bigint, date, text),
  xz.people_certificate_holder(text) to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
grant execute on function xz.job_add(text, text, uuid, bytea, bytea), xz.job_take(), xz.job_end(bigint),
  xz.job_expire(), xz.job_without(uuid[]) to xz_slow;
-- the pool for slow work
grant select on xz.job, xz.people_account, xz.people_agency, xz.people_duty_kind, xz.people_officer,
  xz.people_principal, xz.people_region, xz.people_unit to xz_slow;
grant execute on function xz.people_actor(), xz.people_actor_agencies(), xz.people_actor_agency(),
  xz.people_actor_has(int), xz.people_actor_units(), xz.people_duties(bigint) to xz_slow;
grant execute on function xz.people_commissioner(bigint, date) to xz_desk, xz_daemon, xz_admin;
