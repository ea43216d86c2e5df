-- disclosure: what the portal and the interface to other systems ask of the published copies.

-- Decisions shown now, newest first; for counts (sorted false) in any order, so that it may stop at the first `want`.
-- wanted and part: bigrams and folded text of what is asked for, null for all.
-- A common word is found among the newest rows, a rare one by its bigrams: first a window by the day, then the
-- index for what lies beyond it.  Plans are made anew each time, since only the values can say.
create function xz.disclosure_find(wanted int4[], part text, agencies uuid[], outcome_is text, from_day date,
  to_day date, after_ref uuid, want int, sorted boolean)
returns table (decision_ref uuid, number text, outcome text, party_name text, party_code text, cause_name text,
  result_text text, agency_ref uuid, agency_name text, decided_on date, published_at timestamptz)
language plpgsql stable set search_path = xz, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  at_day date := (select p.decided_on from xz.disclosure_public p where p.decision_ref = after_ref);
  at_ref uuid := after_ref;
  edge record;
  span int := greatest(2000, 4 * want);
  n int;
begin
  if part is null then
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_public p
      where p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or p.decided_on >= from_day) and (to_day is null or p.decided_on <= to_day)
        and (at_day is null or (p.decided_on, p.decision_ref) < (at_day, at_ref))
      order by p.decided_on desc, p.decision_ref desc limit want;
    return;
  end if;
  select s.decided_on, s.decision_ref into edge from xz.disclosure_search s
    where (to_day is null or s.decided_on <= to_day)
      and (at_day is null or (s.decided_on, s.decision_ref) < (at_day, at_ref))
    order by s.decided_on desc, s.decision_ref desc offset span limit 1;
  return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
      p.agency_ref, p.agency_name, p.decided_on, p.published_at
    from (select x.decision_ref, x.decided_on, x.folded from xz.disclosure_search x
        where (from_day is null or x.decided_on >= from_day) and (to_day is null or x.decided_on <= to_day)
          and (at_day is null or (x.decided_on, x.decision_ref) < (at_day, at_ref))
        order by x.decided_on desc, x.decision_ref desc limit span) s
      join xz.disclosure_public p on p.decision_ref = s.decision_ref
    where position(part in s.folded) > 0 and p.state = 'published'
      and (agencies is null or p.agency_ref = any(agencies)) and (outcome_is is null or p.outcome = outcome_is)
    order by s.decided_on desc, s.decision_ref desc limit want;
  get diagnostics n = row_count;
  if n >= want or edge.decided_on is null then return; end if;
  if sorted then
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_search s join xz.disclosure_public p on p.decision_ref = s.decision_ref
      where s.bigrams @> wanted and position(part in s.folded) > 0
        and p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or s.decided_on >= from_day) and (to_day is null or s.decided_on <= to_day)
        and (s.decided_on, s.decision_ref) <= (edge.decided_on, edge.decision_ref)
      order by s.decided_on desc, s.decision_ref desc limit want - n;
  else
    return query select p.decision_ref, p.number, p.outcome, p.party_name, p.party_code, p.cause_name, p.result_text,
        p.agency_ref, p.agency_name, p.decided_on, p.published_at
      from xz.disclosure_search s join xz.disclosure_public p on p.decision_ref = s.decision_ref
      where s.bigrams @> wanted and position(part in s.folded) > 0
        and p.state = 'published' and (agencies is null or p.agency_ref = any(agencies))
        and (outcome_is is null or p.outcome = outcome_is)
        and (from_day is null or s.decided_on >= from_day) and (to_day is null or s.decided_on <= to_day)
        and (s.decided_on, s.decision_ref) <= (edge.decided_on, edge.decision_ref)
      limit want - n;
  end if;
end $$;

-- Whose items may be seen: those of agencies by duty, and of one's own; commands see all.
create function xz.disclosure_agencies() returns setof bigint language plpgsql stable security definer
set search_path = xz, pg_temp as $$
begin
  if session_user in ('xz_daemon', 'xz_admin') then
    return query select a.id from xz.people_agency a;
  else
    return query select distinct x.id from unnest(xz.people_actor_agencies() || xz.people_actor_agency()) x (id)
      where x.id is not null;
  end if;
end $$;

-- A page of what was published or withheld, newest first, below one: of agencies read as a whole by their index alone,
-- of one's own agency else the items whose case is the unit's or one's own.
create function xz.disclosure_done(below bigint, most int) returns setof bigint language plpgsql stable strict rows 50
security definer set search_path = xz, pg_temp as $$
declare
  whole bigint[] := case when session_user in ('xz_daemon', 'xz_admin')
    then array(select xz.disclosure_agencies()) else xz.people_actor_agencies() end;
  agency bigint := xz.people_actor_agency();
  units bigint[] := xz.people_actor_units();
  who bigint := xz.people_actor();
  held int := xz.people_duties(who);
  shared bigint[] := case when agency = any (whole) then '{}' else xz.caseflow_shared(who, held) end;
begin
  return query select x.id from (
    select y.id from unnest(whole) g (id) cross join lateral (select i.id from xz.disclosure_item i
      where i.agency_id = g.id and i.state <> 'draft' and i.id < below order by i.id desc limit most) y
    -- in their order, each asked by itself, until the page is full
    union (select i.id from (select x.id, x.decision_id from xz.disclosure_item x where not agency = any (whole)
          and x.agency_id = agency and x.state <> 'draft' and x.id < below order by x.id desc offset 0) i
      cross join lateral (select from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
        where d.id = i.decision_id and (k.unit_id = any (units) or k.case_id = any (shared)
          or (select true from xz.caseflow_own o where o.account_id = who and o.case_id = k.case_id
            and (not o.opened or held & (1 | 2) <> 0))) limit 1) t
      order by i.id desc limit most)
  ) x order by x.id desc limit most;
end $$;

-- The kinds of a decision's penalties that stand: a result may have taken some away, or the whole fine.
create function xz.disclosure_kinds(decision bigint) returns text[] language sql stable security definer
set search_path = xz, pg_temp as $$
  select coalesce(array_agg(p.kind), '{}') from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
    join xz.caseflow_penalty p on p.case_id = k.case_id and p.party_id = k.party_id and p.stage = 'decision'
  where d.id = decision and p.kind <> all (d.fallen_kinds)
    and not (p.kind = 'fine' and d.changed_on is not null and d.fine_fen = 0)
$$;
-- The first class by seq that fits the decision, of the field of its cause and the channel; seq has the longer term
-- first, which is that of several kinds (信用修复管理办法 12(3)).
create function xz.disclosure_regime_of(decision bigint, channel text) returns bigint language sql stable
security definer set search_path = xz, pg_temp as $$
  select g.id from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
    join xz.caseflow_case c on c.id = k.case_id join xz.people_agency a on a.id = d.agency_id
    left join xz.law_cause l on l.id = c.cause_id cross join xz.disclosure_kinds(d.id) x (kinds)
    join xz.disclosure_regime g on g.seq is not null and $2 = any (g.channel)
      and d.decided_on between g.valid_from and coalesce(g.valid_to, 'infinity')
      and (g.field = '' or g.field = l.field
        or (l.field is null and g.field = any(string_to_array(a.field, ';'))))
      and (g.procedure = '' or g.procedure = d.procedure)
      and (g.only_kinds = '{}' or x.kinds <@ g.only_kinds) and (g.has_kinds = '{}' or x.kinds && g.has_kinds)
      and (g.fine_min_fen is null or d.fine_fen >= g.fine_min_fen)
      and (not ('fine' = any(g.only_kinds) and 'fine' = any(x.kinds)) or d.fine_fen <= g.fine_max_fen)
  where d.id = decision and d.outcome = 'penalty' order by g.seq limit 1
$$;
-- Channels a published decision has beside the portal, each with its class.
create function xz.disclosure_channels(decision uuid) returns table (channel text, regime_id bigint) language sql stable
security definer set search_path = xz, pg_temp as $$
  select h.channel, h.regime_id from xz.disclosure_public p join xz.caseflow_decision d on d.ref = p.decision_ref
    join xz.disclosure_item i on i.decision_id = d.id and i.version = p.version
    join xz.disclosure_channel h on h.item_id = i.id and h.channel <> 'portal' and h.regime_id is not null
  where p.decision_ref = decision and p.state = 'published' order by h.channel
$$;
-- What is shown of a party's decision is to go: the decision fell, or a result changed it since (行政处罚法 48).
create function xz.disclosure_overtaken(track bigint) returns boolean language sql stable
set search_path = xz, pg_temp as $$
  select exists (select from xz.caseflow_decision d join xz.disclosure_item i on i.decision_id = d.id
    and i.state = 'published' where d.track_id = track and (d.revoked_on is not null or d.illegal_on is not null
      or i.changes < xz.caseflow_changes(d.id)))
$$;
create function xz.disclosure_public_changes() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  new.changed := nextval('xz.disclosure_change');
  return new;
end $$;
create trigger disclosure_public_changes before insert or update on xz.disclosure_public
  for each row execute function xz.disclosure_public_changes();
create function xz.disclosure_public_told() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
begin
  update xz.disclosure_public p set changed = 0	-- the other trigger gives the number
    -- a withdrawn row no longer names its party
    where p.party_code = any (array[nullif(new.party_code, ''), case when tg_op = 'UPDATE'
      then nullif(old.party_code, '') end])
      and p.state = 'published' and p.decision_ref <> new.decision_ref;
  return null;
end $$;
create trigger disclosure_public_told after insert or update on xz.disclosure_public
  for each row when (pg_trigger_depth() = 0) execute function xz.disclosure_public_told();

-- What is published, withheld or withdrawn is so by an act on the case (again/act.sql).
create function xz.disclosure_recorded() returns trigger language plpgsql security definer
set search_path = xz, pg_temp as $$
declare decision uuid := case tg_op when 'DELETE' then old.decision_ref else new.decision_ref end;
begin
  if not xz.act_recorded((select c.chain_id from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id
      join xz.caseflow_case c on c.id = k.case_id where d.ref = decision)) then
    raise exception '% without an act', tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
create constraint trigger disclosure_item_recorded after update of state, json, sha256, published_at
  on xz.disclosure_item deferrable initially deferred for each row when (xz.at_desk())
  execute function xz.disclosure_recorded();
create constraint trigger disclosure_public_recorded after insert or update on xz.disclosure_public
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.disclosure_recorded();
create constraint trigger disclosure_superseded_recorded after insert on xz.disclosure_superseded
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.disclosure_recorded();
create constraint trigger disclosure_search_recorded after insert or update or delete on xz.disclosure_search
  deferrable initially deferred for each row when (xz.at_desk()) execute function xz.disclosure_recorded();

-- rights

alter table xz.disclosure_item enable row level security;
create policy item_desk on xz.disclosure_item to xz_seat
  using (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights()))
  with check (array[agency_id * 8, agency_id * 8 + 3] && (select xz.caseflow_rights()));
create policy item_trusted on xz.disclosure_item to xz_daemon, xz_admin using (true) with check (true);
-- An item is made and changed by those who work on cases in its agency, not by whom the tree lets read.
create policy item_make on xz.disclosure_item as restrictive for insert to xz_seat
  with check (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(255)));
create policy item_change on xz.disclosure_item as restrictive for update to xz_seat
  using (agency_id = (select xz.people_actor_agency()) and (select xz.people_actor_has(255)));

-- Spans and channels are as visible as their item; at least a duty of casework (1 to 128) is needed to write.
do $$
declare t text;
begin
  foreach t in array array['disclosure_redaction', 'disclosure_channel'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_desk on xz.%1$s to xz_seat
        using ((select true from xz.disclosure_item i where i.id = item_id limit 1))
        with check ((select true from xz.disclosure_item i where i.id = item_id limit 1));
      create policy %1$s_make on xz.%1$s as restrictive for insert to xz_seat
        with check ((select xz.people_actor_has(255)));
      create policy %1$s_change on xz.%1$s as restrictive for update to xz_seat
        using ((select xz.people_actor_has(255)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

-- What the public reads is written by publishers only, whatever a handler does.
do $$
declare t text;
begin
  foreach t in array array['disclosure_public', 'disclosure_search', 'disclosure_superseded'] loop
    execute format($p$
      alter table xz.%1$s enable row level security;
      create policy %1$s_read on xz.%1$s for select to public using (true);
      create policy %1$s_publish on xz.%1$s to xz_seat
        using ((select xz.people_actor_has(64))) with check ((select xz.people_actor_has(64)));
      create policy %1$s_trusted on xz.%1$s to xz_daemon, xz_admin using (true) with check (true);
    $p$, t);
  end loop;
end $$;

grant select on xz.disclosure_superseded to xz_portal, xz_desk, xz_exchange, xz_daemon, xz_admin;
grant insert on xz.disclosure_superseded to xz_desk, xz_admin;
grant select on xz.disclosure_regime, xz.disclosure_public, xz.disclosure_search to xz_portal, xz_desk, xz_exchange,
  xz_daemon, xz_admin;
grant select on xz.disclosure_rule to xz_portal, xz_desk, xz_daemon, xz_admin;
grant select on xz.disclosure_item, xz.disclosure_redaction, xz.disclosure_channel to xz_desk, xz_daemon, xz_admin;
grant insert on xz.disclosure_regime, xz.disclosure_rule to xz_admin;
grant insert on xz.disclosure_public, xz.disclosure_search, xz.disclosure_item, xz.disclosure_redaction,
  xz.disclosure_channel to xz_desk, xz_daemon, xz_admin;
grant update on xz.disclosure_regime, xz.disclosure_public, xz.disclosure_search, xz.disclosure_rule,
  xz.disclosure_item, xz.disclosure_redaction, xz.disclosure_channel to xz_admin;
grant update (cause_name, end_reason, ended_at, json, party_code, party_name, result_text, state, status) on
  xz.disclosure_public to xz_desk, xz_daemon;
grant update (ban_open, ban_until, number, published_at, regime_id, sha256, version) on xz.disclosure_public to xz_desk;
grant update (bigrams, folded) on xz.disclosure_search to xz_desk, xz_daemon;
grant update (json, published_at, published_by, sha256, state, withdrawn_at, withdrawn_code, withdrawn_reason,
  withheld_reason) on xz.disclosure_item to xz_desk, xz_daemon;
grant update (decided_by, state) on xz.disclosure_redaction to xz_desk, xz_daemon;
grant update (done_at, state) on xz.disclosure_channel to xz_desk, xz_daemon;
grant delete on xz.disclosure_public to xz_admin;
grant delete on xz.disclosure_search to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.disclosure_agencies(), xz.disclosure_done(bigint, int),
  xz.disclosure_overtaken(bigint) to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.disclosure_find(int[], text, uuid[], text, date, date, uuid, int, boolean)
  to xz_portal, xz_desk, xz_exchange, xz_admin;
grant execute on function xz.disclosure_regime_of(bigint, text), xz.disclosure_kinds(bigint)
  to xz_desk, xz_daemon, xz_admin;
grant execute on function xz.disclosure_channels(uuid) to xz_portal, xz_desk, xz_exchange, xz_admin;
