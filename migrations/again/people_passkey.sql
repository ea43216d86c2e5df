-- people_passkey: passkeys of an account, for the program that signs people in; see people_signin.sql for who signs in.

-- Of an account in use, bound to that host name.
create function xz.people_passkeys_of(account bigint, of_party text) returns table (id bigint, credential_id bytea,
  kind int, public_key bytea, sign_count bigint) language plpgsql stable security definer
set search_path = xz, pg_temp as $$
#variable_conflict use_column
begin
  return query select p.id, p.credential_id, p.kind, p.public_key, p.sign_count from xz.people_passkey p
    join xz.people_account a on a.id = p.account_id and a.active
    where p.account_id = account and p.party = of_party and p.removed_at is null order by p.id;
end $$;
create function xz.people_passkeys_own() returns table (id bigint, credential_id bytea, name text, party text,
  added_at timestamptz, used_at timestamptz) language plpgsql stable security definer
set search_path = xz, pg_temp as $$
#variable_conflict use_column
declare who bigint := xz.people_actor();
begin
  return query select p.id, p.credential_id, p.name, p.party, p.added_at, p.used_at from xz.people_passkey p
    where p.account_id = who and p.removed_at is null order by p.id;
end $$;

-- False: it was answered before.  One is good for two minutes.
create function xz.people_passkey_spend(digest bytea) returns boolean language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  delete from xz.people_passkey_spent where at < clock_timestamp() - interval '10 minutes'; -- real time
  insert into xz.people_passkey_spent (challenge) values (digest) on conflict do nothing;
  return found;
end $$;
-- Keeps what the device counts; false when that went back or stood still, as with a copy of it.
create function xz.people_passkey_used(which bigint, count bigint) returns boolean language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_passkey p set sign_count = count, used_at = clock_timestamp() -- real time
  where p.id = which and p.removed_at is null and (count > p.sign_count or count = 0 and p.sign_count = 0);
  return found;
end $$;

-- Of who asks.  False: there is one of this id, or they have ten.
create function xz.people_passkey_add(of_id bytea, of_kind int, key bytea, count bigint, of_party text, called text,
  from_where text) returns boolean language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  if who is null then
    raise exception 'nobody is signed in';
  end if;
  perform from xz.people_account a where a.id = who for no key update;	-- two at once are counted
  if (select count(*) from xz.people_passkey p where p.account_id = who and p.removed_at is null) >= 10 then
    return false;
  end if;
  insert into xz.people_passkey (account_id, credential_id, kind, public_key, sign_count, party, name)
    values (who, of_id, of_kind, key, count, of_party, called) on conflict do nothing;
  if not found then
    return false;
  end if;
  perform xz.people_sign_in_note(a.username, a.id, 'passkey_added', from_where) from xz.people_account a
    where a.id = who;
  return true;
end $$;
create function xz.people_passkey_remove(which bigint, from_where text) returns boolean
language plpgsql security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  update xz.people_passkey p set removed_at = clock_timestamp() -- real time
  where p.id = which and p.account_id = who and p.removed_at is null;
  if not found then
    return false;
  end if;
  perform xz.people_sign_in_note(a.username, a.id, 'passkey_removed', from_where) from xz.people_account a
    where a.id = who;
  return true;
end $$;
-- Who loses the secret of one-time codes (a reset, a new authenticator) has lost the device: its passkeys go too.
create function xz.people_passkeys_over() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.people_passkey p set removed_at = clock_timestamp() -- real time
  where p.account_id = new.principal and p.removed_at is null;
  return null;
end $$;
create trigger people_passkeys_over after update of revoked_at on xz.people_credential
  for each row when (new.kind = 'totp' and old.revoked_at is null and new.revoked_at is not null)
  execute function xz.people_passkeys_over();

-- rights

alter table xz.people_passkey enable row level security;
create policy passkey_trusted on xz.people_passkey to xz_admin using (true) with check (true);
alter table xz.people_passkey_spent enable row level security;
create policy passkey_spent_trusted on xz.people_passkey_spent to xz_admin using (true) with check (true);
grant all on xz.people_passkey, xz.people_passkey_spent to xz_admin;
grant execute on function xz.people_passkeys_of(bigint, text), xz.people_passkeys_own(),
  xz.people_passkey_spend(bytea), xz.people_passkey_used(bigint, bigint),
  xz.people_passkey_add(bytea, int, bytea, bigint, text, text, text), xz.people_passkey_remove(bigint, text)
  to xz_signin, xz_admin;
