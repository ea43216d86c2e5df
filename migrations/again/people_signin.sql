-- people_signin: credentials, sessions and codes, for the program that signs people in; see people.sql for who acts.

-- ---- sign-in, for a program that may not read credentials
create function xz.people_sign_in_note(name text, account bigint, what text, from_where text) returns void
language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.people_sign_in (username, account_id, outcome, remote)
    values (left(name, 64), account, what, left(from_where, 64))
$$;

-- Keeps the counter of a one-time code; false when it was used before.
create function xz.people_totp_used(account bigint, counter bigint) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  update xz.people_credential set last_counter = counter
  where principal = account and kind = 'totp' and revoked_at is null and last_counter < counter;
  if not found then return false; end if;
  insert into xz.people_code_step (account_id, counter) values ($1, $2) on conflict do nothing;
  return found;
end $$;
-- Each start leaves its line.
create function xz.people_session_start(account bigint, hash bytea, csrf bytea, how text, from_where text)
returns void language sql security definer set search_path = xz, pg_temp as $$
  insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at, remote)
  values (hash, account, csrf, how, clock_timestamp() + interval '12 hours', left(from_where, 64)); -- real time
  insert into xz.people_sign_in (username, account_id, outcome, remote)
  select a.username, a.id, case how when 'test' then 'test' else 'ok' end, left(from_where, 64)
  from xz.people_account a where a.id = account
$$;
-- Sessions begin with a sign-in, and by a job of who is signed in; without any on a movable clock alone.
create function xz.people_session_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if (session_user = 'xz_signin' and new.method not in ('job', 'test'))
    or (session_user = 'xz_slow' and new.method = 'job')
    or (session_user not in ('xz_signin', 'xz_desk', 'xz_slow', 'xz_portal', 'xz_exchange', 'xz_daemon')
      and (select c.movable from xz.db_clock c)) then
    return new;
  end if;
  raise exception 'a session without a sign-in' using errcode = '42501';
end $$;
create trigger people_session_guard before insert on xz.people_session
  for each row execute function xz.people_session_guard();
-- It stays whose it is, and an ended one never comes back.
create function xz.people_session_keep() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if session_user in ('xz_signin', 'xz_desk', 'xz_slow')
      and (new.token_hash, new.account_id, new.csrf_secret, new.auth_time, new.method, new.expires_at)
      is distinct from (old.token_hash, old.account_id, old.csrf_secret, old.auth_time, old.method, old.expires_at)
    or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'a session is ended, not changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger people_session_keep before update on xz.people_session
  for each row execute function xz.people_session_keep();
create function xz.people_session_end(hash bytea, everywhere boolean, why text) returns void
language sql security definer set search_path = xz, pg_temp as $$
  select xz.people_devices_forget(s.account_id) from xz.people_session s where everywhere and s.token_hash = hash;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = why -- real time
  where ended_at is null and (token_hash = hash
    or everywhere and account_id = (select s.account_id from xz.people_session s where s.token_hash = hash))
$$;

-- For who still has its token: why it ended, where it was not the owner's doing or its time.
create function xz.people_session_why(hash bytea) returns text language sql stable security definer
set search_path = xz, pg_temp as $$
  select s.end_reason from xz.people_session s where s.token_hash = hash and s.ended_at is not null
    and s.end_reason in ('credentials', 'people_account', 'people_duty')
$$;
-- One that ended at most twelve hours ago, but because it may have been another's: for drafts of what was sent in it.
create function xz.people_session_past(hash bytea) returns table (session_id bigint, account_id bigint,
  csrf_secret bytea) language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select s.id, s.account_id, s.csrf_secret from xz.people_session s
    join xz.people_account a on a.id = s.account_id and a.active
    where s.token_hash = hash and s.method <> 'job'
      and coalesce(s.end_reason, '') not in ('credentials', 'people_account', 'everywhere')
      and least(s.ended_at, s.expires_at, s.last_seen + interval '30 minutes')
        between clock_timestamp() - interval '12 hours' and clock_timestamp(); -- real time
end $$;
create function xz.people_session_open(hash bytea) returns table (
  account_id bigint, ref uuid, username text, display_name text, agency_id bigint, unit_id bigint,
  agency_name text, unit_name text, duties int, auth_time timestamptz, csrf_secret bytea,
  offset_us bigint, stale boolean)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select s.account_id, (s.kept).ref, (s.kept).username, (s.kept).display_name, (s.kept).agency_id,
    (s.kept).unit_id,
    (s.kept).agency_name, (s.kept).unit_name, (s.kept).duties, s.auth_time, s.csrf_secret, c.offset_us,
    s.last_seen < clock_timestamp() - interval '1 minute' -- real time
  from xz.people_session s cross join xz.people_stamp t cross join xz.db_clock c
  where s.token_hash = hash and s.ended_at is null and s.expires_at > clock_timestamp() -- real time
    and s.last_seen > clock_timestamp() - interval '30 minutes' -- real time
    and s.kept_stamp = t.n and (s.kept).ref is not null
    and s.kept_day = ((clock_timestamp() + c.offset_us * interval '1 microsecond') -- real time
      at time zone 'Asia/Shanghai')::date;
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
create function xz.people_session_touch(hash bytea) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_session s set last_seen = clock_timestamp(), -- real time
    kept = xz.people_session_actor_now(s.account_id, m.day),
    kept_stamp = t.n, kept_day = m.day
    from xz.people_stamp t cross join (select ((clock_timestamp() + c.offset_us * interval '1 microsecond') -- real time
      at time zone 'Asia/Shanghai')::date as day from xz.db_clock c) m
    where s.token_hash = hash;
end $$;
create function xz.people_totp_of(account bigint) returns table (totp bytea, last_counter bigint, counter_floor bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select secret_sealed, c.last_counter, c.counter_floor from xz.people_credential c
  where principal = account and kind = 'totp' and revoked_at is null
$$;

-- A new password or secret ends what was signed in with the old one.
create function xz.people_sessions_close(account bigint, why text) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if session_user = 'xz_signin' and not xz.people_actor_has(1024) and account is distinct from xz.people_actor() then
    raise exception 'the sessions of another account' using errcode = '42501';
  end if;
  update xz.people_session set ended_at = clock_timestamp(), end_reason = why -- real time
  where account_id = account and ended_at is null;
  perform xz.people_devices_forget(account);
end $$;

-- An account out of use, and one whose duties change, signs in again; its owner is told of it then.
create function xz.people_sessions_over() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare account bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
begin
  update xz.people_session set ended_at = clock_timestamp(), end_reason = tg_table_name -- real time
  where account_id = account and ended_at is null;
  insert into xz.people_sign_in (username, account_id, outcome)
    select a.username, a.id, tg_argv[1] from xz.people_account a where a.id = account
      and exists (select from xz.people_sign_in s where s.username = a.username);
  if tg_argv[1] = 'disabled' then
    perform xz.people_devices_forget(account);
  end if;
  return null;
end $$;
create trigger people_account_off after update of active on xz.people_account
  for each row when (old.active and not new.active) execute function xz.people_sessions_over('id', 'disabled');
create trigger people_duty_changed after insert or update on xz.people_duty
  for each row execute function xz.people_sessions_over('account_id', 'duties');

-- ---- links by which an account gets a password or a secret
-- What the account had of it ends at once, and its sessions; what it has not is made too.  It waits for a second
-- administrator where all is new to an account that had something, or for who leads, reviews or administers.
create function xz.people_activation_make(account bigint, hash bytea, for_password boolean, for_totp boolean)
returns boolean language plpgsql security definer set search_path = xz, pg_temp as $$
declare of_kinds text[]; two boolean;
begin
  if account is null or hash is null then
    raise exception 'a link of nobody' using errcode = '22004';
  end if;
  if not xz.people_actor_has(1024) then
    raise exception 'no system administrator' using errcode = '42501';
  end if;
  perform from xz.people_account x where x.id = account for no key update;	-- of two at once one waits
  update xz.people_credential set revoked_at = clock_timestamp() -- real time
  where principal = account and revoked_at is null
    and (kind = 'password' and for_password or kind = 'totp' and for_totp);
  update xz.people_activation a set ended_at = clock_timestamp() -- real time
  where a.account_id = account and a.ended_at is null;
  of_kinds := array(select c.kind from xz.people_credential c where c.principal = account and c.revoked_at is null);
  two := exists (select from xz.people_credential c where c.principal = account)
    and (of_kinds = '{}' or coalesce(xz.people_duties(account), 0) & (4 | 8 | 16 | 1024 | 2048 | 4096) <> 0);
  insert into xz.people_activation (account_id, token_hash, password, totp, made_by, expires_at, waits)
    values (account, hash, not 'password' = any (of_kinds), not 'totp' = any (of_kinds), xz.people_actor(),
      clock_timestamp() + interval '72 hours', two); -- real time
  perform xz.people_sessions_close(account, 'credentials');
  insert into xz.people_sign_in (username, account_id, outcome)
    select x.username, x.id, 'reset' from xz.people_account x where x.id = account;
  return two;
end $$;
-- Whether one waits for the account of this ref, to who may say so: 'own': who asks made it, 'other'; null: none.
create function xz.people_activation_waits(of uuid) returns text language sql stable security definer
set search_path = xz, pg_temp as $$
  select case when a.made_by = xz.people_actor() then 'own' else 'other' end from xz.people_activation a
  join xz.people_principal p on p.id = a.account_id where p.ref = of and a.waits and a.ended_at is null
    and a.expires_at > clock_timestamp() and xz.people_actor_has(1024 | 2048) -- real time
$$;
create function xz.people_activation_confirm(of uuid) returns boolean language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  update xz.people_activation a set waits = false, confirmed_by = who from xz.people_principal p
  where p.ref = of and p.id = a.account_id and a.made_by <> who and p.id <> who
    and xz.people_activation_waits(of) = 'other' and a.waits and a.ended_at is null;
  return found;
end $$;
-- No row: no such link, used, over, or its account is out of use.
create function xz.people_activation_open(hash bytea) returns table (account_id bigint, username text,
  password boolean, totp boolean) language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.account_id, c.username, a.password, a.totp from xz.people_activation a
    join xz.people_account c on c.id = a.account_id and c.active
    where a.token_hash = hash and not a.waits and a.ended_at is null
      and a.expires_at > clock_timestamp(); -- real time
end $$;
-- The owner's, with the step of the code that showed that the secret has arrived (sealed null: none is new).  False:
-- the link was used meanwhile.
create function xz.people_activation_use(hash bytea, encoded text, sealed bytea, code_step bigint, from_where text)
returns boolean language plpgsql security definer set search_path = xz, pg_temp as $$
declare a xz.people_activation;
begin
  update xz.people_activation x set ended_at = clock_timestamp() -- real time
  where x.token_hash = hash and not x.waits and x.ended_at is null
    and x.expires_at > clock_timestamp() -- real time
    and x.password = (encoded is not null) and x.totp = (sealed is not null)
    and exists (select from xz.people_account c where c.id = x.account_id and c.active)
  returning * into a;
  if not found then return false; end if;
  update xz.people_credential c set revoked_at = clock_timestamp() -- real time
  where c.principal = a.account_id and c.revoked_at is null
    and (c.kind = 'password' and a.password or c.kind = 'totp' and a.totp);
  insert into xz.people_credential (principal, kind, secret_text, secret_sealed, last_counter)
    select a.account_id, 'password', encoded, null, 0 where a.password
    union all select a.account_id, 'totp', null, sealed, code_step where a.totp;
  insert into xz.people_code_step select a.account_id, code_step where a.totp on conflict do nothing;
  update xz.people_session s set ended_at = clock_timestamp(), end_reason = 'credentials' -- real time
  where s.account_id = a.account_id and s.ended_at is null;
  perform xz.people_devices_forget(a.account_id);
  insert into xz.people_sign_in (username, account_id, outcome, remote)
    select c.username, c.id, 'activated', left(from_where, 64) from xz.people_account c where c.id = a.account_id;
  return true;
end $$;

-- ---- one's own sessions; those of jobs are not shown
create function xz.people_sessions_own() returns table (id bigint, auth_time timestamptz, last_seen timestamptz,
  remote text, here boolean) language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare who bigint := xz.people_actor();
begin
  return query select s.id, s.auth_time, s.last_seen, s.remote,
      s.token_hash = sha256(convert_to(current_setting('xz.token', true), 'UTF8'))
    from xz.people_session s where s.account_id = who and s.ended_at is null and s.method <> 'job'
      and s.expires_at > clock_timestamp() -- real time
      and s.last_seen > clock_timestamp() - interval '30 minutes' -- real time
    order by s.id desc limit 50;
end $$;
create function xz.people_session_end_own(which bigint) returns boolean language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); gone boolean;
begin
  update xz.people_session s set ended_at = clock_timestamp(), end_reason = 'sign_out' -- real time
  where s.id = which and s.account_id = who and s.ended_at is null and s.method <> 'job';
  gone := found;
  insert into xz.people_sign_in (username, account_id, outcome)
    select a.username, a.id, 'session_ended' from xz.people_account a where gone and a.id = who;
  return gone;
end $$;

-- Functions in the language sql that cannot be inlined are planned anew at each call; what is asked with every page is
-- plpgsql, planned once a connection.
-- Duties of the account's own, on a day of its own time.
create function xz.people_duties_own(account bigint, day date) returns int language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return (select coalesce(bit_or(k.bit), 0) from xz.people_duty d join xz.people_duty_kind k on k.code = d.duty
    where d.account_id = account and d.revoked_at is null and d.from_day <= day
      and (d.until_day is null or d.until_day >= day));
end $$;

-- Deputyships of the account that hold on the day; a duty that its holder lost is no longer deputised.
create function xz.people_deputy_on(account bigint, on_day date)
returns table (deputy bigint, holder bigint, duty_bit int)
language sql stable as $$
  select p.id, p.from_account, k.bit from xz.people_deputy p join xz.people_duty_kind k on k.code = p.duty
  where p.to_account = account and p.revoked_at is null and on_day between p.from_day and p.until_day
    and xz.people_duties_own(p.from_account, on_day) & k.bit <> 0
$$;
create function xz.people_duties_deputised(account bigint, day date) returns int language plpgsql stable
security definer set search_path = xz, pg_temp as $$
begin
  return (select coalesce(bit_or(d.duty_bit), 0) from xz.people_deputy_on(account, day) d);
end $$;

-- For whom the account acts when it uses one of these duties: nobody, while it holds one itself.
create function xz.people_deputy_for(account bigint, mask int) returns uuid language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare day date := xz.today();
begin
  if xz.people_duties_own(account, day) & mask <> 0 then
    return null;
  end if;
  return (select n.ref from xz.people_deputy_on(account, day) d join xz.people_principal n on n.id = d.holder
    where d.duty_bit & mask <> 0 order by d.deputy limit 1);
end $$;

-- For whom the account stood when it used the duty at that instant: null for nobody, also when it held it of its own.
create function xz.people_stood_for(account bigint, used text, at_time timestamptz) returns text
language plpgsql stable as $$
begin
  return (select f.display_name from xz.people_deputy p join xz.people_account f on f.id = p.from_account
    where p.to_account = account and p.duty = used
      and (at_time at time zone 'Asia/Shanghai')::date between p.from_day and p.until_day
      and coalesce(p.revoked_at, 'infinity') > at_time
      and not exists (select from xz.people_duty o where o.account_id = account and o.duty = used
        and o.granted_at <= at_time and coalesce(o.revoked_at, 'infinity') > at_time)
    order by p.id limit 1);
end $$;

-- ---- a code that stands for a signature
-- Noted for the act of who asks, by its key and body; false: it was used before.  A late one whose act came to nothing
-- may be noted for another, and then counts for that alone; the same again is noted anew.
create function xz.people_code_note(account bigint, of_step bigint, key text, digest bytea, is_late boolean)
returns boolean language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); u xz.people_code_used;
begin
  if who is null then
    raise exception 'nobody is signed in';
  end if;
  if is_late and not exists (select from xz.people_credential c where c.principal = account and c.kind = 'totp'
      and c.revoked_at is null and c.counter_floor < of_step
      and c.valid_from < to_timestamp((of_step + 2) * 30)) then
    return false;
  end if;
  select * into u from xz.people_code_used x where x.account_id = account and x.step = of_step for update;
  if found then
    if (u.asked_by, u.act_key, u.body_digest) is distinct from (who, key, digest)
      and (not u.late or not is_late or u.used_at is not null) then
      return false;
    end if;
    update xz.people_code_used x set asked_by = who, act_key = key, body_digest = digest,
      checked_at = clock_timestamp() -- real time
    where x.account_id = account and x.step = of_step and x.used_at is null;
    return true;
  end if;
  if is_late and exists (select from xz.people_code_step x where x.account_id = account and x.counter = of_step)
    or not is_late and not xz.people_totp_used(account, of_step) then
    return false;
  end if;
  insert into xz.people_code_used (account_id, step, asked_by, act_key, body_digest, late)
    values (account, of_step, who, key, digest, is_late) on conflict do nothing;
  return found;
end $$;

-- Uses up the code of the account that was checked for the act under way; false: there is none, or it was used.
create function xz.people_code_take(account bigint) returns boolean language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); u xz.people_code_used;
begin
  select x.* into u from xz.people_code_used x join xz.db_act d on d.principal = x.asked_by and d.scope = ''
      and d.key = x.act_key and d.body_hash = x.body_digest and d.xmin = pg_current_xact_id()::xid
    where x.account_id = account and x.asked_by = who
      and (x.used_at is null and x.checked_at > clock_timestamp() - interval '2 minutes' -- real time
        or x.used_at is not null and x.xmin = pg_current_xact_id()::xid)
    order by x.step desc limit 1 for update of x;
  if not found or u.used_at is not null then
    return found;
  end if;
  update xz.people_code_used x set used_at = clock_timestamp() -- real time
  where x.account_id = account and x.step = u.step;
  if u.late then
    insert into xz.people_code_step (account_id, counter) values (account, u.step) on conflict do nothing;
    return found;
  end if;
  return true;
end $$;
-- For triggers: a second signature by the desk needs one.
create function xz.people_code_needed(account bigint) returns void language plpgsql as $$
begin
  if not xz.people_code_take(account) then
    raise exception 'no code was checked for this act' using errcode = '42501';
  end if;
end $$;

-- rights

-- What the program of sign-in is for.
grant insert (principal, kind, secret_text, secret_sealed), update (revoked_at) on xz.people_credential to xz_signin;
grant select on xz.people_agency, xz.people_unit, xz.people_officer, xz.people_certificate, xz.people_principal,
  xz.people_account, xz.people_duty_kind, xz.people_duty, xz.people_deputy, xz.people_sign_in to xz_signin;
grant insert on xz.sec_audit to xz_signin;
grant execute on function xz.people_sign_in_note(text, bigint, text, text), xz.people_session_why(bytea),
  xz.people_totp_used(bigint, bigint), xz.people_session_start(bigint, bytea, bytea, text, text),
  xz.people_session_end(bytea, boolean, text), xz.people_totp_of(bigint),
  xz.people_sessions_close(bigint, text), xz.people_code_note(bigint, bigint, text, bytea, boolean),
  xz.people_sessions_own(), xz.people_session_end_own(bigint),
  xz.people_activation_make(bigint, bytea, boolean, boolean), xz.people_activation_open(bytea),
  xz.people_activation_use(bytea, text, bytea, bigint, text) to xz_signin, xz_admin;
grant execute on function xz.people_session_open(bytea), xz.people_session_touch(bytea) to xz_desk, xz_signin, xz_admin;
grant execute on function xz.people_session_past(bytea), xz.people_code_take(bigint), xz.people_cards(),
  xz.people_activation_waits(uuid), xz.people_activation_confirm(uuid) to xz_desk, xz_admin;
-- the pool for slow work
grant execute on function xz.people_duties_deputised(bigint, date), xz.people_session_open(bytea),
  xz.people_session_past(bytea), xz.people_session_touch(bytea) to xz_slow;
