-- supervise: who sees a matter, who may act on it.

-- What tasks and papers of the module are about (again/subject.sql): the supervision body's, and from when it is told
-- the leadership's and legal reviewers' of the agency.
create view xz.supervise_subjects with (security_invoker) as
  select 'supervision'::text as kind, m.id, m.ref, m.number, m.title, g.name as party, ''::text as cause,
    m.agency_id as agency, null::bigint as unit, m.ref as whole, null::timestamptz as due_at,
    array_remove(array[m.agency_id * 8, case when m.told_at is not null then m.about_id * 8 end], null) as seen_by
  from xz.supervise_matter m join xz.people_agency g on g.id = m.about_id;

-- What events say of them (again/subject.sql).
create view xz.supervise_dims as
  select 'supervision'::text as kind, m.ref, null::text as cause, null::text as trade, null::text as district,
    'supervision/1'::text as procedure, m.whole_ref as about
  from xz.supervise_matter m;

-- Whether the act is under reconsideration or before a court: no second supervision of the same dispute (条例 33).
create function xz.supervise_in_remedy(of_case uuid) returns boolean language sql stable security definer
set search_path = xz, pg_temp as $$
  select exists (select from xz.caseflow_case c join xz.caseflow_track k on k.case_id = c.id
    join xz.caseflow_decision d on d.track_id = k.id join xz.caseflow_remedy r on r.decision_id = d.id
    where c.ref = of_case and r.result is null)
$$;

-- Whether the account took a step in the record of what is supervised.
create function xz.supervise_took_part(of_subject uuid, account bigint) returns boolean language sql stable
security definer set search_path = xz, pg_temp as $$
  select exists (select from xz.record_chain h join xz.record_step s on s.y = h.y and s.chain_id = h.id
    join xz.people_account a on a.id = account join xz.people_principal p on p.id = a.id and p.ref = s.actor
    where h.ref = of_subject)
$$;

-- Tasks of a matter at the other side are not the actor's to see: all end, and what is wanted comes anew.
create function xz.supervise_tasks_end(which bigint) returns void language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if exists (select from xz.supervise_matter m where m.id = which
      and xz.people_actor_agency() in (m.agency_id, m.about_id)) then
    perform xz.work_end('supervision', which, null, null, xz.people_actor());
  end if;
end $$;

-- Letters and words change with an act on their matter (again/act.sql).
create function xz.supervise_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select h.id from xz.supervise_matter m join xz.record_chain h on h.ref = m.ref
      where m.id = new.matter_id)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger supervise_letter_recorded after insert or update on xz.supervise_letter deferrable
  initially deferred for each row when (xz.at_desk()) execute function xz.supervise_recorded();
create constraint trigger supervise_word_recorded after insert or update on xz.supervise_word deferrable
  initially deferred for each row when (xz.at_desk()) execute function xz.supervise_recorded();

-- rights

alter table xz.supervise_matter enable row level security;
-- As xz.supervise_subjects says.
create policy matter_read on xz.supervise_matter for select to xz_seat
  using (array_remove(array[agency_id * 8, case when told_at is not null then about_id * 8 end], null)
    && (select xz.caseflow_rights())::bigint[]);
create policy matter_make on xz.supervise_matter for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(512))
    and exists (select from xz.people_agency_tree t where t.ancestor = agency_id and t.descendant = about_id));
create policy matter_change on xz.supervise_matter for update to xz_seat
  using ((agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 512)))
    or (about_id = (select xz.people_actor_agency()) and told_at is not null and (select xz.people_actor_has(8 | 16))))
  with check ((agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 512)))
    or (about_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(8 | 16))));
create policy matter_trusted on xz.supervise_matter to xz_daemon, xz_admin using (true) with check (true);

alter table xz.supervise_letter enable row level security;
create policy letter_read on xz.supervise_letter for select to xz_seat
  using (exists (select from xz.supervise_matter m where m.id = matter_id));
create policy letter_make on xz.supervise_letter for insert to xz_seat
  with check (exists (select from xz.supervise_matter m where m.id = matter_id
    and m.agency_id = (select xz.people_actor_agency())));
create policy letter_change on xz.supervise_letter for update to xz_seat
  using (exists (select from xz.supervise_matter m where m.id = matter_id));
create policy letter_trusted on xz.supervise_letter to xz_daemon, xz_admin using (true) with check (true);

-- What the body says among itself is its own.
alter table xz.supervise_word enable row level security;
create policy word_read on xz.supervise_word for select to xz_seat
  using (exists (select from xz.supervise_matter m where m.id = matter_id and (
    action in ('check', 'object', 'answer_objection', 'recuse', 'recusal', 'talk')
    or m.agency_id * 8 = any ((select xz.caseflow_rights())::bigint[]))));
create policy word_make on xz.supervise_word for insert to xz_seat
  with check (exists (select from xz.supervise_matter m where m.id = matter_id));
create policy word_trusted on xz.supervise_word to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.supervise_matter, xz.supervise_letter, xz.supervise_word, xz.supervise_subjects
  to xz_desk, xz_daemon, xz_admin;
grant insert on xz.supervise_matter, xz.supervise_letter, xz.supervise_word to xz_desk, xz_admin;
grant update (corrected, ended_at, first_id, number, objected_at, outcome, recusal_at, second_id, state,
  told_at, version) on xz.supervise_matter to xz_desk, xz_admin;
grant update (answer_ref, answered_at, answered_by, state) on xz.supervise_letter to xz_desk, xz_admin;
grant execute on function xz.supervise_in_remedy(uuid), xz.supervise_took_part(uuid, bigint),
  xz.supervise_tasks_end(bigint) to xz_desk, xz_admin;
-- the pool for slow work
grant select on xz.supervise_matter, xz.supervise_subjects to xz_slow;
