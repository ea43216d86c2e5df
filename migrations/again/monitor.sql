-- monitor: who reads an alert, who may answer.

-- What tasks of alerts are about (again/subject.sql): no party's name, supervisors read it.
create view xz.monitor_subjects with (security_invoker) as
  select 'alert'::text as kind, a.id, a.ref, a.number, r.name_zh as title, g.name as party,
    r.name_zh || ' ' || a.number as cause, a.agency_id as agency, a.unit_id as unit, a.ref as whole,
    null::timestamptz as due_at,
    case when a.person then array_remove(array[a.account_id * 8 + 4, case when a.seen <> 'unit' then a.agency_id * 8
      end],
      null) else array_remove(array[a.account_id * 8 + 4, a.unit_id * 8 + 1, a.agency_id * 8], null) end as seen_by
  from xz.monitor_alert a join xz.monitor_rule r on r.id = a.rule_id join xz.people_agency g on g.id = a.agency_id;

-- What events say of them (again/subject.sql).
create view xz.monitor_dims as
  select 'alert'::text as kind, a.ref, null::text as cause, null::text as trade, null::text as district,
    'alert/1'::text as procedure, a.subject_ref as about
  from xz.monitor_alert a;

-- The nearest agency above (or itself) that has a supervisor; null: none.
create function xz.monitor_supervisor_of(agency bigint) returns bigint
language sql stable security definer set search_path = xz, pg_temp as $$
  select t.ancestor from xz.people_agency_tree t where t.descendant = agency
    and exists (select from xz.people_account a where a.agency_id = t.ancestor and a.active
      and xz.people_duties(a.id) & 512 <> 0)
  order by t.depth, t.ancestor limit 1
$$;

-- rights

alter table xz.monitor_rule enable row level security;
create policy rule_read on xz.monitor_rule for select to xz_seat, xz_daemon using (true);
create policy rule_trusted on xz.monitor_rule to xz_admin using (true) with check (true);

-- A warning is whose term it is and their unit's, or, of a duty that no unit holds, its holders'; what is overdue,
-- and a
-- signal, also the agency's and, above it, the supervisor's.  What concerns a person is theirs, then the head's, then
-- the
-- supervisor's.
alter table xz.monitor_alert enable row level security;
create policy alert_read on xz.monitor_alert for select to xz_seat
  using (account_id = (select xz.people_actor())
    or (not person and unit_id = any ((select xz.people_actor_units())::bigint[]))
    or (seen = 'body' and agency_id = any ((select xz.people_actor_agencies())::bigint[])
      and (not person or (select xz.people_actor_has(8 | 512))))
    or (person and seen = 'head' and agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8)))
    or (not person and (unit_id is null or duty not in ('officer', 'unit_head')) and agency_id = (select
      xz.people_actor_agency())
      and (select k.bit from xz.people_duty_kind k where k.code = duty)
        & (select xz.people_duties(xz.people_actor())) <> 0));
create policy alert_change on xz.monitor_alert for update to xz_seat
  using (level = 'red') with check (level = 'red' and (state <> 'accepted' or (select xz.people_actor_has(512))
    or (person and (select xz.people_actor_has(8)))));
alter table xz.monitor_version enable row level security;
create policy version_read on xz.monitor_version for select to xz_seat, xz_daemon using (true);
create policy version_make on xz.monitor_version for insert to xz_seat
  with check ((select xz.monitor_keeper()) and made_by = (select xz.people_actor()));
create policy version_trusted on xz.monitor_version to xz_admin using (true) with check (true);
alter table xz.monitor_mute enable row level security;
create policy mute_read on xz.monitor_mute for select to xz_seat, xz_daemon using (true);
create policy mute_make on xz.monitor_mute for insert to xz_seat
  with check ((select xz.monitor_keeper()) and made_by = (select xz.people_actor()));
create policy mute_end on xz.monitor_mute for update to xz_seat using ((select xz.monitor_keeper()));
create policy mute_trusted on xz.monitor_mute to xz_admin using (true) with check (true);

create policy alert_trusted on xz.monitor_alert to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.monitor_rule, xz.monitor_alert, xz.monitor_subjects to xz_desk, xz_daemon, xz_admin;
grant select on xz.monitor_version, xz.monitor_mute to xz_desk, xz_daemon, xz_admin;
grant insert on xz.monitor_version, xz.monitor_mute to xz_desk, xz_admin;
grant update (to_on) on xz.monitor_mute to xz_desk, xz_admin;
grant insert on xz.monitor_rule to xz_admin;
grant insert on xz.monitor_alert to xz_daemon, xz_admin;
grant update on xz.monitor_rule, xz.monitor_alert to xz_admin;
grant update (accepted_at, explained_at, explained_by, promised_on, reply_ref, state, version, words_ref) on
  xz.monitor_alert to xz_desk;
grant update (accepted_at, account_id, chain_id, due_at, duty, ended, ended_at, explained_at, explained_by, level,
  promised_on, red_at, reply_ref, rule_id, seen, state, unit_id, version, words_ref) on xz.monitor_alert to xz_daemon;
grant execute on function xz.monitor_supervisor_of(bigint) to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.monitor_alert, xz.monitor_rule, xz.monitor_subjects to xz_slow;
