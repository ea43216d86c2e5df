-- joint: refusals of visits (lib/joint/refusal.h): what a firm does at the public's door, who reads and decides.

-- On what a visit may be refused now, by the session's firm: announced or begun, not told; no other refusal open.  Of
-- one that a clue or an order brought about, a campaign, an emergency or a surprise, plan, cap and code are no ground.
create function xz.joint_refuse_grounds(token bytea, visit uuid)
returns table (code text, name_zh text, name_en text, source text) language sql stable security definer
set search_path = xz, pg_temp as $$
  select c.code, c.name_zh, c.name_en, c.source from xz.inspection i cross join xz.law_code c
  where i.ref = visit and i.id in (select xz.door_visits_of(token)) and i.told_at is null
    and i.state in ('code_issued', 'notified', 'arrived', 'checked')
    and i.refused is distinct from 'open' and i.refused is distinct from 'stopped'
    and c.kind = 'inspect_refuse' and c.valid_from <= xz.today() and coalesce(c.valid_to, 'infinity') >= xz.today()
    and (c.code not in ('plan', 'cap', 'code')
      or i.kind = 'routine' and not i.emergency and i.surprise_ref is null)
  order by c.seq
$$;

-- taken, again (one is open), unknown (none of theirs), no (not now, or not on that ground).
create function xz.joint_refuse(token bytea, visit uuid, of_ground text) returns text language plpgsql security definer
set search_path = xz, pg_temp as $$
declare i xz.inspection;
begin
  select x.* into i from xz.inspection x where x.ref = visit and x.id in (select xz.door_visits_of(token));
  if i.id is null then
    return 'unknown';
  end if;
  if exists (select from xz.joint_refusal r where r.inspection_id = i.id and r.state in ('received', 'open')) then
    return 'again';
  end if;
  if not exists (select from xz.joint_refuse_grounds(token, visit) g where g.code = of_ground) then
    return 'no';
  end if;
  insert into xz.joint_refusal (inspection_id, agency_id, to_agency_id, subject_id, subject_name, ground, state,
      received_at)
    values (i.id, i.agency_id, xz.monitor_supervisor_of(i.agency_id), i.subject_id, i.subject_name, of_ground,
      'received', xz.now())
    on conflict do nothing;
  return case when found then 'taken' else 'again' end;
end $$;

create function xz.joint_refused_of(token bytea, visit uuid)
returns table (state text, ground_zh text, ground_en text, received_at timestamptz, decided_at timestamptz, wrong text,
  words text, to_zh text, to_en text) language sql stable security definer set search_path = xz, pg_temp as $$
  select r.state, c.name_zh, c.name_en, r.received_at, r.decided_at, r.wrong, nullif(r.words, ''), g.name,
    coalesce(nullif(g.name_en, ''), g.name)
  from xz.inspection i join xz.joint_refusal r on r.inspection_id = i.id
    left join xz.people_agency g on g.id = r.to_agency_id
    left join lateral (select x.name_zh, x.name_en from xz.law_code x where x.kind = 'inspect_refuse'
      and x.code = r.ground order by x.valid_from desc limit 1) c on true
  where i.ref = visit and i.id in (select xz.door_visits_of(token)) order by r.id desc
$$;

-- rights

-- The agency whose visit it is, as far as its people read the visit, and the supervisors above, who decide.
alter table xz.joint_refusal enable row level security;
create policy refusal_read on xz.joint_refusal for select to xz_seat
  using (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights())::bigint[]
    or (select true from xz.inspection i where i.id = inspection_id limit 1));
create policy refusal_change on xz.joint_refusal for update to xz_seat
  using (state = 'open' and xz.joint_above(agency_id))
  with check (decided_by = (select xz.people_actor()));
create policy refusal_trusted on xz.joint_refusal to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.joint_refusal to xz_desk, xz_daemon, xz_admin, xz_slow;
grant update (chain_id, decided_at, decided_by, noted_at, state, version, words, wrong) on xz.joint_refusal
  to xz_daemon, xz_admin;
grant update (decided_at, decided_by, state, version, words, wrong) on xz.joint_refusal to xz_desk;
grant execute on function xz.joint_refuse_grounds(bytea, uuid), xz.joint_refuse(bytea, uuid, text),
  xz.joint_refused_of(bytea, uuid) to xz_portal, xz_admin;
