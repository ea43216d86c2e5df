-- figure: what was counted, for who leads and who supervises.

-- What the events of a stretch of the order count as: the one place that says so, for the consumer and for whoever
-- counts again.
create function xz.figure_counted(behind bigint, up_to bigint) returns setof xz.figure_delta language sql stable
set search_path = xz, pg_temp as $$
  select e.y, o.pos, k.code, x.day, date_trunc('month', e.at at time zone 'Asia/Shanghai')::date, e.agency_id,
    e.dims ->> 'district', e.dims ->> 'trade', e.dims ->> 'cause', 1, case k.unit when 'fen' then coalesce(e.fen, 0)
    else 0 end
  from xz.event_order o join xz.event e on e.y = o.y and e.id = o.id
  cross join lateral (select (coalesce(e.occurred_at, e.at) at time zone 'Asia/Shanghai')::date as day) x
  join xz.figure_kind k on e.kind = any (k.events)
    and (k.states = '{}' or e.payload ->> 'state' = any (k.states))
    and x.day >= k.valid_from and x.day <= coalesce(k.valid_to, 'infinity')
  where o.pos > behind and o.pos <= up_to and e.agency_id is not null
$$;

-- Whose figures the session's account may read: a head and a coordinator those of the agency, and where that supervises
-- or governs those below it; a supervisor those below.
create function xz.figure_agencies() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare own bigint := xz.people_actor_agency();
begin
  return (select coalesce(array_agg(distinct t.descendant), '{}') from xz.people_agency a
    join xz.people_agency_tree t on t.ancestor = a.id
    where a.id = own and (xz.people_actor_has(512) or (xz.people_actor_has(8 | 256)
      and (t.depth = 0 or a.kind in ('supervisor', 'government')))));
end $$;

-- rights

alter table xz.figure_kind enable row level security;
create policy kind_read on xz.figure_kind for select to xz_seat, xz_daemon using (true);
create policy kind_trusted on xz.figure_kind to xz_admin using (true) with check (true);

alter table xz.figure_delta enable row level security;
create policy delta_read on xz.figure_delta for select to xz_desk
  using (agency_id = any ((select xz.figure_agencies())::bigint[]));
create policy delta_trusted on xz.figure_delta to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.figure_kind, xz.figure_delta to xz_desk, xz_daemon, xz_admin;
grant select on xz.event_order to xz_desk;
grant insert on xz.figure_delta to xz_daemon, xz_admin;
grant delete on xz.figure_delta to xz_admin;
grant insert, update on xz.figure_kind to xz_admin;
grant execute on function xz.figure_counted(bigint, bigint) to xz_daemon, xz_admin;
grant execute on function xz.figure_agencies() to xz_desk;
