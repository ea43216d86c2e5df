-- people_failure: what failed at sign-in, and who is held up by it; see people_signin.sql for who signs in.

create function xz.people_network(address inet) returns cidr language sql immutable as $$
  select network(set_masklen(address, case family(address) when 4 then 24 else 48 end))
$$;
create function xz.people_address(from_where text) returns inet language plpgsql immutable as $$
begin
  return nullif(from_where, '')::inet;
exception when others then
  return null;
end $$;

-- One row for any name, with the same work.  held: until when the attempt is not looked at; wait: seconds that who asks
-- waits first, one by one.  A device that the account knows has a count of its own, and strangers' failures are
-- nothing to it.  most: how many failures in ten minutes are let pass of such a device, of the name at one address, of
-- the name anywhere (then the waiting grows), of an address, of a network, of one password at other names, of codes.
create function xz.people_sign_in_look(name text, from_where text, of_tried bytea, token bytea, most int[])
returns table (account_id bigint, active boolean, password text, known boolean, held timestamptz, wait int)
language plpgsql stable security definer set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare
  here inet := xz.people_address(from_where);
  net cidr := xz.people_network(here);
  span interval := '10 minutes';
  since timestamptz := clock_timestamp() - span; -- real time
  who bigint; is_active boolean; hash text; knows boolean; until timestamptz; strangers int := -1;
begin
  select a.id, a.active, c.secret_text into who, is_active, hash from (select name as of) n
    left join xz.people_account a on a.username = n.of
    left join xz.people_credential c on c.principal = a.id and c.kind = 'password' and c.revoked_at is null;
  knows := exists (select from xz.people_device d where d.token_hash = token and d.account_id = who
    and d.last_seen > clock_timestamp() - interval '180 days'); -- real time
  if knows then
    until := (select f.at from xz.people_failure f where f.username = name and f.device = token and f.at > since
      order by f.at desc offset most[1] - 1 limit 1);
  else
    until := greatest(
      (select f.at from xz.people_failure f where f.username = name and f.address = here and f.device is null
        and f.at > since order by f.at desc offset most[2] - 1 limit 1),
      (select f.at from xz.people_failure f where f.address = here and f.at > since
        order by f.at desc offset most[4] - 1 limit 1),
      (select f.at from xz.people_failure f where f.network = net and f.at > since
        order by f.at desc offset most[5] - 1 limit 1),
      (select g.at from (select max(f.at) as at from xz.people_failure f where f.tried = of_tried
          and f.username <> name and f.at > since group by f.username) g order by g.at desc offset most[6] - 1 limit 1),
      (select f.at from xz.people_failure f where f.username = name and f.code and f.device is null and f.at > since
        order by f.at desc offset most[7] - 1 limit 1));
    strangers := (select count(*)::int from xz.people_failure f where f.username = name and f.device is null
      and f.at > since) - most[3];
  end if;
  return query select who, is_active, hash, knows, until + span,
    case when strangers < 0 then 0 else least(2 ^ (1 + least(strangers, 20)), 120)::int end;
end $$;

-- What failed, and what was not looked at because who asks is held up ('locked'), which counts no further.  token: of a
-- device that is known; else null.
create function xz.people_sign_in_fail(name text, account bigint, what text, from_where text, of_tried bytea,
  token bytea)
returns void language plpgsql security definer set search_path = xz, pg_temp as $$
declare here inet := xz.people_address(from_where);
begin
  perform xz.people_failures_over();
  insert into xz.people_failure (username, code, address, network, tried, device)
    select left(name, 64), what in ('code', 'passkey', 'passkey_count'), here, xz.people_network(here), of_tried, token
    where what <> 'locked';
  perform xz.people_sign_in_note(name, account, what, from_where);
end $$;
create function xz.people_failures_over() returns bigint language plpgsql security definer
set search_path = xz, pg_temp as $$
declare n bigint;
begin
  delete from xz.people_failure where at < clock_timestamp() - interval '10 minutes'; -- real time
  get diagnostics n = row_count;
  return n;
end $$;

-- Signed in: what failed here by this name is forgotten, and the device is known from now on, by the token it had when
-- the store gave it out, else by the fresh one (true).  An account knows its twenty newest.
create function xz.people_device_keep(account bigint, had bytea, fresh bytea, from_where text) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
declare
  is_new boolean := not exists (select from xz.people_device d where d.token_hash = had);
  here inet := xz.people_address(from_where);
begin
  delete from xz.people_failure f using xz.people_account a
  where a.id = account and f.username = a.username and (f.device = had or f.device is null and f.address = here);
  insert into xz.people_device (token_hash, account_id)
    values (case when is_new then fresh else had end, account)
    on conflict (token_hash, account_id) do update set last_seen = excluded.last_seen;
  delete from xz.people_device d where d.account_id = account and d.token_hash not in (select x.token_hash
    from xz.people_device x where x.account_id = account order by x.last_seen desc limit 20);
  return is_new;
end $$;
-- For the functions that end all sessions of an account.
create function xz.people_devices_forget(account bigint) returns void language sql security definer
set search_path = xz, pg_temp as $$
  delete from xz.people_device where account_id = account
$$;

-- Sign-ins older than so many months, the oldest first; of the law six at least.
create function xz.people_sign_in_retire(months int, most int) returns int language plpgsql security definer
set search_path = xz, pg_temp as $$
declare gone int;
begin
  if months < 6 then
    raise exception 'sign-ins are kept for six months at least' using errcode = '22023';
  end if;
  delete from xz.people_sign_in s where s.id in (select x.id from xz.people_sign_in x
    where x.at < clock_timestamp() - months * interval '1 month' order by x.at, x.id limit most); -- real time
  get diagnostics gone = row_count;
  return gone;
end $$;

-- rights

alter table xz.people_failure enable row level security;
create policy failure_trusted on xz.people_failure to xz_admin using (true) with check (true);
alter table xz.people_device enable row level security;
create policy device_trusted on xz.people_device to xz_admin using (true) with check (true);
grant all on xz.people_failure, xz.people_device to xz_admin;
grant execute on function xz.people_sign_in_look(text, text, bytea, bytea, int[]),
  xz.people_sign_in_fail(text, bigint, text, text, bytea, bytea), xz.people_device_keep(bigint, bytea, bytea, text)
  to xz_signin, xz_admin;
grant execute on function xz.people_failures_over() to xz_daemon, xz_admin;
grant execute on function xz.people_sign_in_retire(int, int) to xz_daemon;
