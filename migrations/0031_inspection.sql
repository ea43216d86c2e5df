-- inspection: the life of an inspection (检查): reason or plan line, published items, approval, signed code (xz-code-1),
-- notice, both officers' certificates, answers, signatures, result, orders to correct, publication, rating.

-- ---- where a registered place lies, when somebody measured it (WGS 84)
create table xz.register_geo (
  subject_id bigint primary key references xz.register_subject,
  lat numeric(9, 6) not null check (lat between -90 and 90),
  lon numeric(9, 6) not null check (lon between -180 and 180),
  source text not null,
  noted_at timestamptz not null default xz.now()
);

-- ---- who approves, in order: dated data
create table xz.inspection_chain (
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint', 'emergency')),
  chain text[] not null check (cardinality(chain) > 0),
  source text not null,
  valid_from date not null,
  valid_to date,
  primary key (kind, valid_from)
);

create table xz.inspection (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  chain_id bigint references xz.record_chain,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint')),
  subject_id bigint not null references xz.register_subject,
  object_id text not null check (length(object_id) between 1 and 64),	-- as codes and draws name it
  subject_name text not null,
  natural_person boolean not null default false,
  address text not null default '',
  state text not null check (state in ('planned', 'triggered', 'asked', 'approved', 'code_issued', 'notified', 'arrived',
    'checked', 'signed', 'rectify', 'told', 'closed', 'cancelled')),
  line_id bigint references xz.spotcheck_plan_line,
  source text,				-- code table inspect_source
  reason_ref uuid,			-- its words, sealed beside the record
  spot_visit bigint references xz.spotcheck_visit,
  emergency boolean not null default false,
  approval text not null default 'none' check (approval in ('none', 'asked', 'approved', 'returned', 'refused')),
  approved_at timestamptz,
  approval_late boolean not null default false,	-- an emergency whose term ran out before it was approved
  from_at timestamptz not null,
  to_at timestamptz not null,
  surprise_ref uuid,			-- why no notice is given beforehand
  notice_way text,			-- code table inspect_notice
  code_at timestamptz,
  notified_at timestamptz,
  arrived_at timestamptz,
  scanned boolean not null default false,
  lat numeric(9, 6),
  lon numeric(9, 6),
  accuracy_m int check (accuracy_m between 0 and 100000),
  distance_m int check (distance_m >= 0),
  checked_at timestamptz,
  statement_ref uuid,
  signed_at timestamptz,
  told_at timestamptz,
  outcome text check (outcome in ('no_issue', 'rectify', 'clue')),
  published_at timestamptz,
  rated_at timestamptz,
  closed_at timestamptz,
  cancel_reason text,			-- code table inspect_cancel
  clue_case bigint references xz.caseflow_case,
  clue_number text,
  opened_by bigint not null references xz.people_account,
  opened_at timestamptz not null,
  version int not null default 1,
  check (to_at > from_at),
  check (line_id is not null or source is not null or spot_visit is not null),
  check ((told_at is null) = (outcome is null))
);
create index inspection_agency on xz.inspection (agency_id, id desc);
create index inspection_unit on xz.inspection (unit_id, id desc);
create index inspection_subject on xz.inspection (subject_id, id desc);
create unique index inspection_spot_visit on xz.inspection (spot_visit) where spot_visit is not null and state <> 'cancelled';
create unique index inspection_clue on xz.inspection (clue_case) where clue_case is not null;
create index inspection_to_publish on xz.inspection (told_at) where told_at is not null and published_at is null;
create index inspection_to_close on xz.inspection (id) where published_at is not null and closed_at is null;

-- What is checked: items of the public list, with their words of the day they were chosen.
create table xz.inspection_item (
  inspection_id bigint not null references xz.inspection,
  n int not null check (n between 1 and 60),
  item_id bigint not null references xz.law_check_item,
  code text not null,
  name text not null,
  name_en text not null,
  method text not null,
  standard text not null,
  pass_test text not null,
  primary key (inspection_id, n),
  unique (inspection_id, item_id)
);
-- Every answer that came in stays.  One of an item is current; one given on an older answer than that waits as a conflict
-- until a person has chosen.
create table xz.inspection_answer (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null,
  n int not null,
  version int not null check (version > 0),
  base int not null check (base >= 0 and base < version),	-- the version he who answered saw; 0: none
  state text not null check (state in ('current', 'replaced', 'conflict', 'dropped')),
  answer text not null check (answer in ('pass', 'fail', 'na')),
  measured numeric(18, 6),
  unit text,
  sample text,
  note_ref uuid,
  remedy text check (remedy in ('corrected', 'order', 'clue')),
  due_on date,
  answered_by bigint not null references xz.people_account,
  answered_at timestamptz not null,
  recorded_at timestamptz not null,
  foreign key (inspection_id, n) references xz.inspection_item,
  unique (inspection_id, n, version),
  check ((measured is null) = (unit is null)),
  check ((answer = 'fail') = (remedy is not null)),
  check ((due_on is not null) = (remedy is not distinct from 'order'))
);
create unique index inspection_answer_now on xz.inspection_answer (inspection_id, n) where state = 'current';
create table xz.inspection_officer (
  inspection_id bigint not null references xz.inspection,
  account_id bigint not null references xz.people_account,
  name text not null,
  certificate_no text not null,
  place int not null,
  shown_at timestamptz,
  shown_way text check (shown_way in ('account', 'code')),
  signed_at timestamptz,
  sign_way text check (sign_way in ('account', 'code')),
  path_ref uuid,			-- the drawn signature, sealed beside the record
  primary key (inspection_id, account_id),
  unique (inspection_id, place),
  check ((shown_at is null) = (shown_way is null)),
  check ((signed_at is null) = (sign_way is null))
);
create index inspection_officer_account on xz.inspection_officer (account_id);
-- The party's side: signed, on paper, or refused before a witness.
create table xz.inspection_signature (
  inspection_id bigint primary key references xz.inspection,
  way text not null check (way in ('drawn', 'paper', 'refused')),
  person_ref uuid,
  path_ref uuid,
  witness_ref uuid,
  at timestamptz not null,
  check ((way = 'drawn') = (path_ref is not null)),
  check ((way = 'refused') = (witness_ref is not null)),
  check (way = 'refused' or person_ref is not null)
);

create table xz.inspection_approval (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  chain text[] not null check (cardinality(chain) > 0),
  at_step int not null default 0,
  state text not null default 'pending' check (state in ('pending', 'approved', 'returned')),
  document_id bigint references xz.record_document,
  requested_by bigint not null references xz.people_account,
  requested_at timestamptz not null,
  ended_at timestamptz
);
create unique index inspection_approval_pending on xz.inspection_approval (inspection_id) where state = 'pending';
create table xz.inspection_approval_step (
  approval_id bigint not null references xz.inspection_approval,
  n int not null,
  duty text not null,
  account_id bigint not null references xz.people_account,
  verdict text not null check (verdict in ('agree', 'return')),
  words text not null default '',
  at timestamptz not null,
  primary key (approval_id, n),
  unique (approval_id, account_id)	-- four eyes are not two
);

-- ---- the code: public keys by agency, what was signed, what was taken back
create table xz.inspection_key (
  kid text primary key check (kid ~ '^[A-Za-z0-9-]{1,32}$'),
  agency_id bigint not null references xz.people_agency,
  agency_name text not null,
  public bytea not null check (length(public) = 32),
  valid_from timestamptz not null,
  valid_until timestamptz
);
create table xz.inspection_code (
  inspection_id bigint primary key references xz.inspection,
  ref uuid not null unique,
  kid text not null references xz.inspection_key,
  json text not null,
  code text not null check (code ~ '^XZ1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$' and length(code) <= 660),
  code_hash bytea not null unique check (length(code_hash) = 32),
  sm2 bytea not null,
  issued_at timestamptz not null,
  revoked_at timestamptz
);
create index inspection_code_revoked on xz.inspection_code (revoked_at) where revoked_at is not null;

-- ---- afterwards
create table xz.inspection_order (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  n int not null,
  due_on date not null,
  again int not null default 0,		-- how often its term was set anew after a re-check
  state text not null default 'open' check (state in ('open', 'met', 'unmet')),
  document_id bigint references xz.record_document,
  rechecked_on date,
  words_ref uuid,
  unique (inspection_id, n)
);
create table xz.inspection_public (
  ref uuid primary key,
  agency_ref uuid not null,
  agency_name text not null,
  kind text not null,
  object_id text not null,
  name text not null,
  day date not null,
  outcome text not null,
  published_at timestamptz not null,
  json bytea not null,
  sha256 bytea not null check (length(sha256) = 32)
);
create index inspection_public_new on xz.inspection_public (published_at desc, ref);
create table xz.inspection_rating (
  ref uuid primary key,			-- of the inspection: one rating each
  score smallint not null check (score between 1 and 5),
  said text[] not null default '{}' check (said <@ array['certificates', 'code', 'explained', 'no_extra', 'polite']),
  at timestamptz not null
);

-- ---- without approval, published item, code and two certificates there is no inspection, whatever the code does
create function xz.inspection_guard() returns trigger language plpgsql security definer set search_path = xz, pg_temp as $$
declare day date := (new.arrived_at at time zone 'Asia/Shanghai')::date;
begin
  if new.arrived_at is null or old.arrived_at is not null then
    return new;
  end if;
  if new.approval <> 'approved' and not (new.emergency and not new.approval_late and new.approval in ('none', 'asked')) then
    raise exception 'nobody approved it' using errcode = '23514', constraint = 'inspection_approved';
  end if;
  if not exists (select from xz.inspection_code c where c.inspection_id = new.id and c.revoked_at is null) then
    raise exception 'it has no code' using errcode = '23514', constraint = 'inspection_code';
  end if;
  if not exists (select from xz.inspection_item i where i.inspection_id = new.id)
    or exists (select from xz.inspection_item i join xz.law_check_item l on l.id = i.item_id where i.inspection_id = new.id
      and (l.published_on is null or l.published_on > day or l.valid_from > day or l.valid_to < day)) then
    raise exception 'an item is not published' using errcode = '23514', constraint = 'inspection_published';
  end if;
  if (select count(distinct o.account_id) from xz.inspection_officer o join xz.people_certificate t on t.no = o.certificate_no
      and t.kind = 'enforcement' and t.status = 'valid' and day between t.valid_from and t.valid_to
      where o.inspection_id = new.id) < 2 then
    raise exception 'two certified officers are needed' using errcode = '23514', constraint = 'inspection_two_officers';
  end if;
  return new;
end $$;
create trigger inspection_guard before update on xz.inspection for each row execute function xz.inspection_guard();

-- ---- rights: officer his own, and his unit's to read; unit head the unit's; heads, reviewers and the like the agency's
create function xz.inspection_rights() returns bigint[] language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor();
begin
  return (select coalesce(array_agg(o.inspection_id), '{}') from xz.inspection_officer o where o.account_id = who);
end $$;
grant execute on function xz.inspection_rights() to xz_desk, xz_daemon, xz_admin;
-- Who may change it: its officers and whoever opened it, the heads above them.
create function xz.inspection_may_write(which bigint) returns boolean language plpgsql stable security definer
set search_path = xz, pg_temp as $$
declare who bigint := xz.people_actor(); held int := xz.people_duties(who);
begin
  return exists (select from xz.inspection i join xz.people_account a on a.id = who where i.id = which
    and (i.opened_by = who or exists (select from xz.inspection_officer o where o.inspection_id = which and o.account_id = who)
      or (held & 4 <> 0 and i.unit_id = a.unit_id) or (held & 8 <> 0 and i.agency_id = a.agency_id)));
end $$;
grant execute on function xz.inspection_may_write(bigint) to xz_desk, xz_daemon, xz_admin;
alter table xz.inspection enable row level security;
create policy inspection_read on xz.inspection for select to xz_desk
  using (array[unit_id * 8 + 1, agency_id * 8, opened_by * 8 + 4] && (select xz.caseflow_rights())
    or id = any ((select xz.inspection_rights())::bigint[]));
create policy inspection_make on xz.inspection for insert to xz_desk
  with check (agency_id = (select xz.people_actor_agency()) and opened_by = (select xz.people_actor())
    and (select xz.people_actor_has(2 | 4)));
create policy inspection_change on xz.inspection for update to xz_desk
  using (xz.inspection_may_write(id)) with check (true);
create policy inspection_trusted on xz.inspection to xz_daemon, xz_admin using (true) with check (true);
do $$
declare t text; seen text := '(select true from xz.inspection i where i.id = inspection_id limit 1)';
begin
  foreach t in array array['inspection_item', 'inspection_answer', 'inspection_officer', 'inspection_signature',
    'inspection_approval', 'inspection_code', 'inspection_order'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk using (%s)', t || '_read', t, seen);
    execute format('create policy %I on xz.%I for insert to xz_desk with check (xz.inspection_may_write(inspection_id))', t || '_make', t);
    execute format('create policy %I on xz.%I for update to xz_desk using (xz.inspection_may_write(inspection_id))', t || '_change', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
    execute format('grant select, insert, update on xz.%I to xz_desk, xz_daemon, xz_admin', t);
  end loop;
end $$;
alter table xz.inspection_approval_step enable row level security;
create policy approval_step_read on xz.inspection_approval_step for select to xz_desk
  using ((select true from xz.inspection_approval p where p.id = approval_id limit 1));
create policy approval_step_make on xz.inspection_approval_step for insert to xz_desk
  with check (account_id = (select xz.people_actor()) and (select true from xz.inspection_approval p where p.id = approval_id limit 1));
create policy approval_step_trusted on xz.inspection_approval_step to xz_daemon, xz_admin using (true) with check (true);
grant select, insert, update on xz.inspection to xz_desk, xz_daemon, xz_admin;
grant select, insert on xz.inspection_approval_step to xz_desk, xz_daemon, xz_admin;
grant select on xz.inspection_chain to xz_desk, xz_daemon, xz_admin;
grant insert, update on xz.inspection_chain to xz_admin;
alter table xz.register_geo enable row level security;
create policy geo_read on xz.register_geo for select to xz_desk using (true);
create policy geo_trusted on xz.register_geo to xz_daemon, xz_admin, xz_exchange using (true) with check (true);
grant select on xz.register_geo to xz_desk, xz_daemon, xz_exchange;
grant select, insert, update on xz.register_geo to xz_admin;

-- Keys are their agency's; everybody reads them.  What the public reads is written by the daemon only.
alter table xz.inspection_key enable row level security;
create policy key_read on xz.inspection_key for select to public using (true);
create policy key_make on xz.inspection_key for insert to xz_desk with check (agency_id = (select xz.people_actor_agency()));
create policy key_trusted on xz.inspection_key to xz_daemon, xz_admin using (true) with check (true);
grant select, insert on xz.inspection_key to xz_desk, xz_admin;
grant select on xz.inspection_key to xz_portal, xz_daemon;
create policy code_public on xz.inspection_code for select to xz_portal using (revoked_at is not null);
grant select (ref, revoked_at) on xz.inspection_code to xz_portal;
do $$
declare t text;
begin
  foreach t in array array['inspection_public', 'inspection_rating'] loop
    execute format('alter table xz.%I enable row level security', t);
    execute format('create policy %I on xz.%I for select to xz_desk, xz_portal using (true)', t || '_read', t);
    execute format('create policy %I on xz.%I to xz_daemon, xz_admin using (true) with check (true)', t || '_trusted', t);
    execute format('grant select on xz.%I to xz_desk, xz_portal', t);
    execute format('grant select, insert, update on xz.%I to xz_daemon, xz_admin', t);
  end loop;
end $$;

-- What the public sends in: whoever holds the code of an inspection whose result was told rates it once.
create function xz.inspection_rate(which uuid, hash bytea, points int, words text[]) returns text
language plpgsql security definer set search_path = xz, pg_temp as $$
declare i xz.inspection;
begin
  select x.* into i from xz.inspection x join xz.inspection_code c on c.inspection_id = x.id
    where c.ref = which and c.code_hash = hash for update of x;
  if i.id is null then return 'unknown'; end if;
  if i.told_at is null then return 'early'; end if;
  if i.rated_at is not null then return 'again'; end if;
  insert into xz.inspection_rating (ref, score, said, at) values (i.ref, points, coalesce(words, '{}'), xz.now());
  update xz.inspection set rated_at = xz.now(), version = version + 1 where id = i.id;
  return 'rated';
end $$;
revoke execute on function xz.inspection_rate(uuid, bytea, int, text[]) from public;
grant execute on function xz.inspection_rate(uuid, bytea, int, text[]) to xz_portal, xz_admin;

-- ---- record, sealed words and papers of an inspection are as visible as it is
alter policy chain_desk on xz.record_chain using (subject_kind not in ('case', 'inspection') or seq = 0
  or (select true from xz.caseflow_case c where c.chain_id = record_chain.id limit 1)
  or (select true from xz.inspection i where i.chain_id = record_chain.id limit 1));
create index inspection_chain_id on xz.inspection (chain_id);
alter policy document_desk on xz.record_document
  using (case subject_kind when 'case' then (select true from xz.caseflow_case c where c.id = record_document.subject_id limit 1)
    when 'inspection' then (select true from xz.inspection i where i.id = record_document.subject_id limit 1) else true end)
  with check (case subject_kind when 'case' then (select true from xz.caseflow_case c where c.id = record_document.subject_id limit 1)
    when 'inspection' then (select true from xz.inspection i where i.id = record_document.subject_id limit 1) else true end);

-- As before, and the work of inspections; the duties are asked once and not for each kind of duty.
create or replace function xz.caseflow_counts(rights bigint[], at timestamptz) returns json language plpgsql stable
set search_path = xz, pg_temp as $$
declare who bigint; agency bigint; unit bigint; held int; codes text[]; day date := (at at time zone 'Asia/Shanghai')::date;
begin
  select max(x / 8) filter (where x % 8 = 4), max(x / 8) filter (where x % 8 = 3) into who, agency from unnest(rights) x;
  held := xz.people_duties(who);
  select a.unit_id, array(select k.code from xz.people_duty_kind k where held & k.bit <> 0) into unit, codes from xz.people_account a where a.id = who;
  return (select json_build_object('open', count(*), 'over', count(*) filter (where q.due_at < at),
      'today', count(*) filter (where (q.due_at at time zone 'Asia/Shanghai')::date = day),
      'signing', count(*) filter (where t.kind in ('approve', 'countersign')),
      'cases', (select count(*) from xz.caseflow_case m where m.id in (select x / 8 from unnest(rights) x where x % 8 = 2)
        and not exists (select from xz.caseflow_state s where s.procedure = m.procedure
          and s.version = m.procedure_version and s.code = m.state and s.ended)))
    from (select o.* from xz.people_task o where o.done_at is null and o.account_id = who
      union all
      select o.* from xz.people_task o where o.done_at is null and o.account_id is null and o.agency_id = agency
        and o.duty = any(codes) and (o.unit_id is null or o.unit_id = unit)) t
    left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id
      and array[c.unit_id * 8 + 1, c.agency_id * 8, c.id * 8 + 2] && rights
    left join xz.spotcheck_visit v on t.subject_kind = 'spot_visit' and v.id = t.subject_id
    left join xz.spotcheck_task s on s.id = case t.subject_kind when 'draw' then t.subject_id else v.task_id end
    left join xz.inspection i on t.subject_kind = 'inspection' and i.id = t.subject_id
    left join xz.calendar_clock k on k.id = t.clock_id and k.state = 'open'
    left join xz.caseflow_approval p on t.kind = 'approve' and p.id = t.item_id
    cross join lateral (select coalesce(k.due_at, case when t.kind <> 'draw_lapsed' then s.publish_by end) as due_at) q
    where (c.id is not null or s.id is not null or i.id is not null) and (p.id is null or p.requested_by <> who));
end $$;
