-- tlog: lines that leave for the city's collector of logs: who did what to which row, by references alone.  No
-- name, address, word typed or value leaves; whoever may read them looks up the row by its number.

-- Rows of one kind behind `after`, at most so many, in the order of their numbers and only as far as no transaction
-- under way may still bring one between them.  Refusals have the numbers of their links.
create function xz.tlog_syslog_lines(what text, behind bigint, most int)
returns table (n bigint, at timestamptz, word text, leaves boolean, actor uuid, kind text, ref uuid) language sql stable
security definer set search_path = xz, pg_temp as $$
  with x as (
    (select s.id as n, s.at, s.kind as word, true as leaves, s.actor, '' as kind, null::uuid as ref, age(s.xmin) as age
      from xz.sec_audit s where what = 'audit' and s.id > behind order by s.id limit most)
    union all
    (select s.id, s.at, s.outcome, true, s.account_id, '', null, age(s.xmin)
      from xz.people_sign_in s where what = 'sign_in' and s.id > behind order by s.id limit most)
    union all
    (select l.n, a.at, a.route, a.refused, a.account_id, a.subject_kind, a.subject_ref, l.age
      from (select k.n, k.y, k.access_id, age(k.xmin) as age from xz.people_access_link k
        where what = 'refused' and k.n > behind order by k.n limit most) l
      join xz.people_access a on a.y = l.y and a.id = l.access_id)
    union all
    (select i.id, i.at, i.kind, true, null, '', null, age(i.xmin)
      from xz.tlog_incident i where what = 'incident' and i.id > behind order by i.id limit most)
  )
  select x.n, x.at, x.word, x.leaves, p.ref, x.kind, x.ref from x left join xz.people_principal p on p.id = x.actor
    where x.n < coalesce((select min(y.n) from x y
      where y.age <= age(xid(pg_snapshot_xmin(pg_current_snapshot())))), 9223372036854775807)
    order by x.n
$$;

-- The last row there is: where lines begin that never left before.
create function xz.tlog_syslog_begin(what text) returns bigint language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce(case what when 'audit' then (select max(s.id) from xz.sec_audit s)
    when 'sign_in' then (select max(s.id) from xz.people_sign_in s)
    when 'refused' then (select h.n from xz.people_access_head h)
    when 'incident' then (select max(i.id) from xz.tlog_incident i) end, 0)
$$;

-- rights

grant execute on function xz.tlog_syslog_lines(text, bigint, int), xz.tlog_syslog_begin(text) to xz_daemon, xz_admin;
