-- people: who read what.  Rows are added, and deleted by the job of their retention alone; the daemon links them, each
-- minute, in its own order.

-- A file is read in parts, which are one reading for an hour.
create function xz.people_access_part(of_route text, of_kind text, which uuid) returns void language plpgsql
security definer set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  if exists (select from xz.people_access a where a.subject_ref = which and a.account_id = who and not a.refused
      and a.noted_at > clock_timestamp() - interval '1 hour') then -- real time
    return;
  end if;
  insert into xz.people_access (y, account_id, route, subject_kind, subject_ref)
    values (extract(year from xz.now() at time zone 'Asia/Shanghai')::int, who, of_route, of_kind, which);
end $$;

create function xz.people_access_line(a xz.people_access) returns bytea language sql stable as $$
  select convert_to(jsonb_build_array(a.y, a.id, (extract(epoch from a.noted_at) * 1000000)::bigint,
    (extract(epoch from a.at) * 1000000)::bigint, a.account_id, a.route, a.subject_kind, a.subject_ref, a.purpose,
    a.rows_seen, a.query, a.refused)::text, 'UTF8')
$$;
-- Links what stands outside of the chain, at most so many.  behind: of these were noted more than two minutes ago, the
-- first of them first_behind.  A transaction that ends an hour after it noted is not waited for: verify finds it.
create function xz.people_access_chain(most int, out linked int, out behind int, out first_behind text)
language plpgsql security definer set search_path = xz, pg_temp as $$
declare h xz.people_access_head; r xz.people_access; began timestamptz := clock_timestamp(); -- real time
begin
  linked := 0;
  behind := 0;
  select * into h from xz.people_access_head for update;
  for r in select a.* from xz.people_access a where a.noted_at > coalesce(h.mark, '-infinity') - interval '1 hour'
      and not exists (select from xz.people_access_link l where l.y = a.y and l.access_id = a.id)
      order by a.noted_at, a.id limit most loop
    h.n := h.n + 1;
    h.digest := sha256(h.digest || xz.people_access_line(r));
    h.mark := greatest(h.mark, r.noted_at);
    insert into xz.people_access_link (n, y, access_id, digest) values (h.n, r.y, r.id, h.digest);
    linked := linked + 1;
    if r.noted_at < began - interval '2 minutes' then
      behind := behind + 1;
      first_behind := coalesce(first_behind, r.y || '-' || r.id);
    end if;
  end loop;
  update xz.people_access_head set n = h.n, digest = h.digest, mark = h.mark where linked > 0;
end $$;
-- The head, for the log.
create function xz.people_access_head_now(out n bigint, out digest text, out told_n bigint, out told_ago bigint)
language sql stable security definer set search_path = xz, pg_temp as $$
  select h.n, encode(h.digest, 'hex'), h.told_n,
    coalesce(extract(epoch from clock_timestamp() - h.told_at), 1000000000)::bigint -- real time; never: long ago
  from xz.people_access_head h
$$;
create function xz.people_access_told(of_n bigint) returns void language sql security definer
set search_path = xz, pg_temp as $$
  update xz.people_access_head h set told_n = of_n, told_at = clock_timestamp() where h.told_n < of_n -- real time
$$;
-- Links above `after`, at most so many, are computed again.  wrong: of these do not fit, or their row is gone, the
-- first of them first_wrong; last: the last that was looked at, null: there is none.
create function xz.people_access_verify(after bigint, most int, out looked int, out last bigint, out wrong int,
  out first_wrong bigint) language sql stable security definer set search_path = xz, pg_temp as $$
  select count(*), max(x.n), count(*) filter (where not x.fits), min(x.n) filter (where not x.fits) from (
    select l.n, coalesce(l.digest = sha256(coalesce((select b.digest from xz.people_access_link b where b.n = l.n - 1),
        case when l.n = h.kept_n + 1 then h.kept_digest end) || xz.people_access_line(a)), false) as fits
    from xz.people_access_head h cross join lateral (select * from xz.people_access_link k
      where k.n > greatest(after, h.kept_n) and k.n <= greatest(after, h.kept_n) + most) l
    left join xz.people_access a on a.y = l.y and a.id = l.access_id) x
$$;
-- What stands in no link though an hour has passed, or in no order: the head is of another chain.
create function xz.people_access_outside(out unlinked bigint, out head_fits boolean) language sql stable
security definer set search_path = xz, pg_temp as $$
  select (select count(*) from xz.people_access a where a.noted_at < clock_timestamp() - interval '1 hour' -- real time
      and not exists (select from xz.people_access_link l where l.y = a.y and l.access_id = a.id)),
    (select (case when h.n = h.kept_n then h.kept_digest else (select l.digest from xz.people_access_link l
      where l.n = h.n) end) = h.digest from xz.people_access_head h)
$$;
-- The job of retention: what was linked so many months ago is deleted, and the chain begins behind it.
create function xz.people_access_retire(months int, most int) returns int language plpgsql security definer
set search_path = xz, pg_temp as $$
declare h xz.people_access_head; upto bigint;
  till timestamptz := clock_timestamp() - months * interval '1 month'; -- real time
begin
  if months < 6 then
    raise exception 'readings are kept for six months at least' using errcode = '22023';
  end if;
  select * into h from xz.people_access_head for update;
  -- rows behind a younger one wait for it
  select coalesce(min(x.n) - 1, h.n) into upto from (select l.n, a.noted_at from xz.people_access_link l
    join xz.people_access a on a.y = l.y and a.id = l.access_id
    where l.n > h.kept_n order by l.n limit most) x where x.noted_at >= till;
  upto := least(upto, h.kept_n + most);
  if upto <= h.kept_n then return 0; end if;
  perform set_config('xz.retiring', 'yes', true);
  update xz.people_access_head set kept_n = upto,
    kept_digest = (select l.digest from xz.people_access_link l where l.n = upto);
  delete from xz.people_access a using xz.people_access_link l where l.n > h.kept_n and l.n <= upto
    and a.y = l.y and a.id = l.access_id;
  delete from xz.people_access_link l where l.n <= upto;
  perform set_config('xz.retiring', '', true);
  return upto - h.kept_n;
end $$;
create function xz.people_access_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'xz_owner' and current_setting('xz.retiring', true) = 'yes' then
    return old;
  end if;
  raise exception 'what was read stays recorded' using errcode = '42501';
end $$;
create trigger people_access_kept before update or delete on xz.people_access
  for each row execute function xz.people_access_kept();
create trigger people_access_whole before truncate on xz.people_access
  for each statement execute function xz.people_access_kept();
create trigger people_access_link_kept before update or delete on xz.people_access_link
  for each row execute function xz.people_access_kept();
create trigger people_access_link_whole before truncate on xz.people_access_link
  for each statement execute function xz.people_access_kept();

-- rights

alter table xz.people_access_link enable row level security;
create policy access_link_trusted on xz.people_access_link to xz_admin using (true) with check (true);
alter table xz.people_access_head enable row level security;
create policy access_head_trusted on xz.people_access_head to xz_admin using (true) with check (true);
grant select on xz.people_access_link, xz.people_access_head to xz_admin;
grant execute on function xz.people_access_part(text, text, uuid) to xz_desk, xz_slow;
grant execute on function xz.people_access_chain(int), xz.people_access_head_now(), xz.people_access_told(bigint),
  xz.people_access_verify(bigint, int), xz.people_access_outside(), xz.people_access_retire(int, int)
  to xz_daemon, xz_admin;
