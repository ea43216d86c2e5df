-- act: who sees and makes approvals and second signatures on any kind of subject.

-- Who may work on a subject may ask, agree and sign on it; of the kinds that are not asked here, who may read it.
create function xz.act_may_write(kind text, id bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  return case kind when 'case' then xz.caseflow_may_write(id) when 'inspection' then xz.inspection_may_write(id)
    else xz.subject_seen(kind, id) end;
end $$;

-- ---- what stands behind the programs.  Whatever the desk's program says, an act is of the account that is signed in
-- and of a duty it has, a chain of approval is gone through by others than who asked, and rows of a subject change with
-- a step of the same transaction in its record.  Of xz_desk only, and not of functions that act
-- with the owner's rights and look who asks: commands and the daemon act without a session.

-- The record of what a row is about; null: it has none.
create function xz.act_chain(kind text, which bigint) returns bigint language plpgsql stable security definer
set search_path = xz, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if kind = 'case' then
    return (select c.chain_id from xz.caseflow_case c where c.id = which);
  elsif kind = 'track' then
    return (select c.chain_id from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id where k.id = which);
  elsif kind = 'inspection' then
    return (select h.id from xz.inspection i join xz.record_chain h on h.ref = i.ref where i.id = which);
  elsif kind = 'disclosure' then
    return (select c.chain_id from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id
      join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id where i.id = which);
  end if;
  return (select h.id from (select * from xz.subject y where y.kind = act_chain.kind and y.id = which limit 1) s
    join xz.record_chain h on h.ref = s.whole);
end $$;
-- An act has been written there by this transaction.
create function xz.act_recorded(chain bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare of_year smallint; last int;
begin
  select c.y, c.seq into of_year, last from xz.record_chain c where c.id = chain;
  return found and coalesce((select s.xmin = pg_current_xact_id()::xid from xz.record_step s where s.y = of_year
    and s.chain_id = chain and s.seq = last), false);
end $$;

-- What was asked for on a part of a subject: for functions of other modules, which know who may learn it.
create function xz.act_asked(of_kind text, subject bigint, part bigint, of_action text)
returns table (id bigint, state text, document_id bigint, requested_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path = xz, pg_temp as $$
  select a.id, a.state, a.document_id, a.requested_at, a.ended_at from xz.act_approval a
    where a.subject_kind = of_kind and a.subject_id = subject and a.part_id = part and a.action = of_action
$$;

-- A step is in the name of who is signed in, of an act that the procedure has, by a duty that may, after its chain.
create function xz.act_step_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint; held int; own uuid; c record; t record; act text := new.kind; ending text; rows_of text[];
  edition int;
begin
  select a.who, a.ref, a.held into who, own, held from xz.people_acting() a;
  if new.actor is distinct from own then
    raise exception 'a step in another''s name' using errcode = '42501';
  end if;
  -- the pool for slow work stores files, and does nothing else
  if session_user = 'xz_slow' and new.kind not in ('evidence_file', 'inspection.file') then
    raise exception 'an act of the desk' using errcode = '42501';
  end if;
  select h.id, h.ref, h.subject_kind into c from xz.record_chain h where h.id = new.chain_id;
  if c.subject_kind = 'case' then
    select array[k.procedure], k.procedure_version into rows_of, edition from xz.caseflow_case k
      where k.chain_id = c.id;
  else
    rows_of := case c.subject_kind when 'draw' then '{draw,visit}' else array[c.subject_kind] end;
    act := substr(act, position('.' in act) + 1);
  end if;
  select x.relation, x.chain, x.duty into t from xz.act_transition x
    where x.procedure = any (rows_of) and x.action = act
    and (edition is null or x.version in (0, edition)) order by x.version desc limit 1;
  if not found and act = 'countersign' then
    if exists (select from xz.act_cosign s where s.subject_kind = c.subject_kind and s.subject_ref = c.ref
        and s.state in ('signed', 'refused') and s.xmin = pg_current_xact_id()::xid) then
      return new;
    end if;
  elsif not found then
    ending := substring(act from '[^.]+$');
    act := left(act, -length(ending) - 1);
    if exists (select from xz.act_approval p where p.subject_kind = c.subject_kind and p.subject_ref = c.ref
        and p.action = act
        and case when ending = 'asked' then p.requested_by = who and p.xmin = pg_current_xact_id()::xid
          else exists (select from xz.act_approval_step s where s.approval_id = p.id and s.account_id = who
            and s.duty = ending and s.xmin = pg_current_xact_id()::xid) end) then
      return new;
    end if;
  elsif t.relation = 'platform' then
    -- what one agency's act does to its partners' visits
    if act in ('partner_joined', 'partner_parted') then
      return new;
    end if;
  elsif t.chain <> '{}' then
    if exists (select from xz.act_approval p where p.subject_kind = c.subject_kind and p.subject_ref = c.ref
        and p.action = act and p.xmin = pg_current_xact_id()::xid
        and case when p.state = 'approved' then exists (select from xz.act_approval_step s where s.approval_id = p.id
            and s.n = cardinality(p.chain) - 1 and s.account_id = who and s.verdict = 'agree')
          else c.subject_kind <> 'case' and p.state = 'pending' and p.requested_by = who end) then
      return new;
    end if;
  elsif t.duty & held <> 0 or t.relation in ('opener', 'starter', 'approver') then
    return new;
  end if;
  raise exception 'no such act, or not theirs' using errcode = '42501';
end $$;
create trigger act_step_guard before insert on xz.record_step
  for each row when (xz.at_desk()) execute function xz.act_step_guard();
-- The daemon ends terms in its own name.
create function xz.act_step_service() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not exists (select from xz.people_principal p where p.ref = new.actor and p.kind = 'service') then
    raise exception 'a step in another''s name' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger act_step_service before insert on xz.record_step
  for each row when (session_user = 'xz_daemon') execute function xz.act_step_service();

-- ---- chains of approval
create function xz.act_approval_asked() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare t xz.act_transition;
begin
  if new.requested_by is distinct from xz.people_actor() or new.state <> 'pending' or new.at_step <> 0
    or new.ended_at is not null then
    raise exception 'an approval in another''s name, or without its chain' using errcode = '42501';
  end if;
  if new.subject_kind = 'case' then
    select x.* into t from xz.caseflow_case c join xz.act_transition x on x.procedure = c.procedure
      and x.version in (0, c.procedure_version) and x.action = new.action where c.id = new.subject_id
      order by x.version desc limit 1;
    if new.chain is distinct from t.chain or t.duty & xz.people_duties(new.requested_by) = 0 then
      raise exception 'not the chain of this act' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
create trigger act_approval_asked before insert on xz.act_approval
  for each row when (xz.at_desk()) execute function xz.act_approval_asked();
-- It moves by a verdict of the one who acts, one place at a time.
create function xz.act_approval_moved() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare verdict text;
begin
  select s.verdict into verdict from xz.act_approval_step s where s.approval_id = new.id and s.n = old.at_step
    and s.account_id = xz.people_actor() and s.xmin = pg_current_xact_id()::xid;
  if (new.at_step, new.state) is distinct from (old.at_step, old.state) and (old.state <> 'pending' or not (
      verdict = 'agree' and new.at_step = old.at_step + 1
        and new.state = case when new.at_step = cardinality(new.chain) then 'approved' else 'pending' end
      -- taken back, or stale: with an act on the subject (act_approval_dropped)
      or new.state = 'returned' and new.at_step = old.at_step and verdict is distinct from 'agree')) then
    raise exception 'an approval without a verdict' using errcode = '42501';
  end if;
  if new.document_id is distinct from old.document_id and not exists (select from xz.record_document d
      where d.id = new.document_id and (d.subject_kind, d.subject_id) = (new.subject_kind, new.subject_id)) then
    raise exception 'a paper of something else' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger act_approval_moved before update on xz.act_approval
  for each row when (xz.at_desk()) execute function xz.act_approval_moved();
-- A verdict is of the duty whose turn it is, by somebody who has not been part of the chain.
create function xz.act_verdict_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare p xz.act_approval; who xz.people_account; s record;
begin
  select * into p from xz.act_approval where id = new.approval_id for update;
  select * into who from xz.people_account where id = xz.people_actor();
  select x.agency, x.unit into s from xz.subject x where x.kind = p.subject_kind and x.id = p.subject_id limit 1;
  if new.account_id is distinct from who.id or p.state <> 'pending' or new.n <> p.at_step
    or new.duty is distinct from p.chain[p.at_step + 1] or p.requested_by = who.id
    or exists (select from xz.act_approval_step e where e.approval_id = p.id and e.account_id = who.id)
    or xz.people_duties(who.id) & (select k.bit from xz.people_duty_kind k where k.code = new.duty) = 0
    or who.agency_id is distinct from s.agency or (new.duty = 'unit_head' and who.unit_id is distinct from s.unit) then
    raise exception 'not theirs to approve' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger act_verdict_guard before insert on xz.act_approval_step
  for each row when (xz.at_desk()) execute function xz.act_verdict_guard();

-- ---- second signatures: the desk asks in the actor's own name, of the act at hand; who is asked signs with a code
-- that was checked for the act, or refuses from their own account; what was signed, refused or has lapsed stays so.
create function xz.act_cosign_guard() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare who bigint;
begin
  if session_user not in ('xz_desk', 'xz_slow') then
    return new;
  end if;
  who := xz.people_actor();
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.method is not null or new.signed_at is not null or new.words is not null
      or new.asked_by is distinct from who or new.account_id = who
      or not new.action = any (xz.record_now(xz.act_chain(new.subject_kind, new.subject_id))) then
      raise exception 'a second signature is asked for, by the actor' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'waiting' or new.state = 'waiting'
    or (to_jsonb(new) - '{state,method,signed_at,words}'::text[])
      is distinct from (to_jsonb(old) - '{state,method,signed_at,words}'::text[])
    or new.state = 'lapsed' and (new.method is not null or new.signed_at is not null or new.words is not null)
    or new.state = 'refused' and old.account_id is distinct from who
    or new.state = 'signed' and who is distinct from (case new.method when 'account' then old.account_id
      when 'code' then old.asked_by end) then
    raise exception 'a second signature in another''s name' using errcode = '42501';
  end if;
  if new.state = 'signed' then
    perform xz.people_code_needed(old.account_id);
  end if;
  return new;
end $$;
create trigger act_cosign_guard before insert or update on xz.act_cosign
  for each row execute function xz.act_cosign_guard();

-- ---- with an act, or not at all.  The step may come after the row: asked when the transaction ends.
create function xz.act_row_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded(xz.act_chain(new.subject_kind, new.subject_id)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger act_approval_recorded after insert or update on xz.act_approval
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.act_row_recorded();
create constraint trigger act_cosign_recorded after insert or update on xz.act_cosign
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.act_row_recorded();
create constraint trigger people_task_recorded after update on xz.people_task
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.act_row_recorded();
-- A paper too, but for the seal of a device, which is no act: in the name of who put the signature in.
create function xz.act_document_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.state = 'to_seal' and new.state = 'sealed' and xz.people_actor_has(8 | 128)
    and exists (select from xz.record_signature s where s.document_id = new.id and s.account_id = xz.people_actor()
      and s.xmin = pg_current_xact_id()::xid) and (new.data_sha256, new.number) is not distinct from
        (old.data_sha256, old.number) then
    return null;
  end if;
  if not xz.act_recorded(xz.act_chain(new.subject_kind, new.subject_id)) then
    raise exception 'a paper without an act' using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger act_document_recorded after insert or update on xz.record_document
  deferrable initially deferred for each row when (xz.at_desk())
  execute function xz.act_document_recorded();

-- Where the effect of an act may lead beside the state that its row of the procedure names: "step>state".
create function xz.act_elsewhere() returns text[] language sql immutable as $$
  select array['decide_filing>clue_verifying', 'decide_filing>not_filed', 'accept_assignment>investigating',
    'review_opinion>investigating', 'approve_penalty>investigating', 'back_to_investigation>investigating',
    'back_to_investigation>to_notify', 'approve_penalty>to_notify', 'approve_penalty>to_decide', 'close>closed',
    'hearing_opinion>heard', 'hearing_end>notified',
    'lighter_confirm>notified', 'serve_decision>executed', 'defence_review>hearing_review',
    'defence_review>lighter_review', 'remedy_result>revoked',
    'police_returned>clue_verified', 'inspection.change>triggered', 'inspection.ask>asked',
    'inspection.approve>approved', 'inspection.approve>planned', 'inspection.approve>triggered',
    'inspection.approve>cancelled', 'inspection.issue>notified', 'inspection.sign>signed', 'inspection.tell>rectify',
    'inspection.recheck>told', 'inspection.confirm>told', 'spotcheck.drawn>published', 'programme.approve>draft',
    'programme.approve>changing', 'programme.rework>changing', 'supervision.resume>opened',
    'supervision.answer_objection>opened', 'refusal.decide>stopped',
    'inspection.move>planned', 'inspection.move>triggered']
$$;
-- Whether a step that this transaction wrote leads from the state to the other.  A step on a part may move the whole,
-- and one on the whole its parts: those stand above.
create function xz.act_leads(chain bigint, procedures text[], edition int, whole boolean, was text, becomes text)
returns boolean language plpgsql stable security definer set search_path = xz, pg_temp as $$
begin
  return exists (select from unnest(xz.record_now(chain)) s (kind)
    join xz.act_transition t on t.procedure = any (procedures) and (edition is null or t.version in (0, edition))
      and s.kind in (t.action, t.procedure || '.' || t.action, 'spotcheck.' || t.action)
    where (was = any (t.from_states) or '*' = any (t.from_states) or whole is distinct from (t.scope <> 'track'))
      and (t.to_state = becomes or s.kind || '>' || becomes = any (xz.act_elsewhere())));
end $$;
-- Of a kind with a state and a record of its own, which its first act may open.
create function xz.act_moved() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
begin
  if not xz.act_leads((select h.id from xz.record_chain h where h.ref = new.ref), array[tg_argv[0]], null, true,
    old.state, new.state) then
    raise exception '% from % to % without an act that leads there', tg_table_name, old.state, new.state
      using errcode = '42501';
  end if;
  return null;
end $$;
create function xz.act_own_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  if not xz.act_recorded((select h.id from xz.record_chain h where h.ref = new.ref)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
do $$
declare x record;
begin
  for x in select * from (values ('inspection', 'inspection'), ('monitor_alert', 'alert'),
      ('source_request', 'request'), ('joint_programme', 'programme'), ('joint_invitation', 'invitation'),
      ('joint_refusal', 'refusal'), ('supervise_matter', 'supervision')) v (tab, kind)
  loop
    execute format('create constraint trigger %1$s_recorded after insert or update on xz.%1$s
      deferrable initially deferred for each row when (xz.at_desk())
      execute function xz.act_own_recorded()', x.tab);
    execute format('create constraint trigger %1$s_moved after update of state on xz.%1$s deferrable initially deferred
      for each row when (xz.at_desk() and new.state <> old.state) execute function xz.act_moved(%2$L)',
      x.tab, x.kind);
  end loop;
end $$;

-- rights

-- They are seen with their subject.
do $$
declare t text;
begin
  foreach t in array array['act_approval', 'act_cosign'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to xz_seat using (case subject_kind
        when 'case' then (select true from xz.caseflow_case c where c.id = %1$s.subject_id limit 1)
        when 'inspection' then (select true from xz.inspection i where i.id = %1$s.subject_id limit 1)
        else xz.subject_seen(subject_kind, subject_id) end);
      create policy %1$s_make on xz.%1$s for insert to xz_seat with check (xz.act_may_write(subject_kind, subject_id));
      create policy %1$s_change on xz.%1$s for update to xz_seat using (xz.act_may_write(subject_kind, subject_id));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;
alter table xz.act_approval_step enable row level security;
create policy act_approval_step_read on xz.act_approval_step for select to xz_seat
  using ((select true from xz.act_approval p where p.id = approval_id limit 1));
-- Nobody agrees in another's name.
create policy act_approval_step_make on xz.act_approval_step for insert to xz_seat
  with check (account_id = (select xz.people_actor()) and (select xz.people_actor_has(255))
    and (select true from xz.act_approval p where p.id = approval_id limit 1));
create policy act_approval_step_trusted on xz.act_approval_step to xz_daemon, xz_admin using (true) with check (true);

grant select on xz.act_transition to xz_portal, xz_desk, xz_daemon, xz_admin;
grant select on xz.act_approval, xz.act_cosign, xz.act_approval_step to xz_desk, xz_daemon, xz_admin;
grant insert on xz.act_transition to xz_admin;
grant insert on xz.act_approval, xz.act_cosign, xz.act_approval_step to xz_desk, xz_daemon, xz_admin;
grant update on xz.act_transition, xz.act_approval, xz.act_cosign to xz_admin;
grant update (at_step, document_id, ended_at, state) on xz.act_approval to xz_desk, xz_daemon;
grant update (method, signed_at, state, words) on xz.act_cosign to xz_desk, xz_daemon;
grant execute on function xz.act_may_write(text, bigint) to xz_desk, xz_daemon, xz_admin;
-- the pool for slow work
grant select on xz.act_cosign, xz.act_transition to xz_slow;
grant execute on function xz.act_may_write(text, bigint) to xz_slow;
