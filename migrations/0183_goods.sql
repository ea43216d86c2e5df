-- The register of goods (涉案财物台账): each item of a list has a code, a whole number with its unit, a value where it
-- is known, and where it is now; each act on items is a row.
alter table xz.caseflow_goods add column ref uuid not null default xz.new_ref();
alter table xz.caseflow_goods add column case_id bigint references xz.caseflow_case;
alter table xz.caseflow_goods add column agency_id bigint references xz.people_agency;
alter table xz.caseflow_goods add column code text;
alter table xz.caseflow_goods add column amount bigint check (amount > 0);
alter table xz.caseflow_goods add column unit text not null default '';
alter table xz.caseflow_goods add column value_fen bigint check (value_fen >= 0);
alter table xz.caseflow_goods add column state text not null default 'held' check (state in ('held', 'kept', 'returned',
  'sold', 'destroyed', 'transferred', 'converted', 'other'));
alter table xz.caseflow_goods add column confiscated_on date;
alter table xz.caseflow_goods add column keeper_id bigint references xz.people_account;
-- what ended before there was a register was accounted for on paper
update xz.caseflow_goods g set case_id = q.case_id, agency_id = c.agency_id,
  code = 'WP' || to_char(q.from_day, 'YYMMDD') || upper(right(replace(q.ref::text, '-', ''), 6)) || '-'
    || lpad(g.no::text, 4, '0'),
  amount = case when g.quantity ~ '^[1-9][0-9]{0,8} ?[^0-9.,/ ]' then substring(g.quantity from '^[0-9]+')::bigint end,
  unit = case when g.quantity ~ '^[1-9][0-9]{0,8} ?[^0-9.,/ ]'
    then trim(substring(g.quantity from '^[0-9]+(.*)$')) else '' end,
  state = case when g.disposed in ('returned', 'destroyed', 'transferred', 'other') then g.disposed
    when g.disposed = 'seized' then 'converted' when q.state <> 'live' then 'other' else 'held' end,
  confiscated_on = case when g.disposed = 'confiscated' then q.ended_on end
  from xz.caseflow_measure q join xz.caseflow_case c on c.id = q.case_id where q.id = g.measure_id;
alter table xz.caseflow_goods alter column case_id set not null;
alter table xz.caseflow_goods alter column agency_id set not null;
alter table xz.caseflow_goods alter column code set not null;
create unique index caseflow_goods_ref on xz.caseflow_goods (ref);
create unique index caseflow_goods_code on xz.caseflow_goods (code);
create index caseflow_goods_case on xz.caseflow_goods (case_id, id);
create index caseflow_goods_agency on xz.caseflow_goods (agency_id, id);
create index caseflow_goods_agency_state on xz.caseflow_goods (agency_id, state, id);

create table xz.caseflow_goods_move (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  case_id bigint not null references xz.caseflow_case,
  goods bigint[] not null check (goods <> '{}'),	-- ids, of one act
  action text not null,
  step_seq int not null,
  to_state text,			-- null: stays where it is
  on_day date not null,
  by_name text not null,
  keeper_id bigint references xz.people_account,
  other_name text not null default '',	-- who took it over, or signed as second
  place text not null default '',
  words text not null default '',
  fen bigint check (fen >= 0),
  document_id bigint references xz.record_document,
  -- waiting: until the second signature; void: it was refused, or has lapsed
  state text not null check (state in ('waiting', 'done', 'void')),
  unique (case_id, step_seq)
);
create index caseflow_case_clue_number on xz.caseflow_case (clue_number);
