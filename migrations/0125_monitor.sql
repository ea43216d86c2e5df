-- monitor: rules over terms, and the alerts they raise.

-- A rule is its clock's from a day on: another is another row.
create table xz.monitor_rule (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^M[0-9]{2}$'),
  clock text not null,		-- rule of the clocks it watches
  warn_n bigint check (warn_n between 0 and 1000),	-- null: nobody is warned before
  warn_unit text check (warn_unit in ('wd', 'd', 'h')),
  name_zh text not null,
  name_en text not null,
  todo_zh text not null,
  todo_en text not null,
  source text not null check (source <> ''),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from - 1),
  unique (clock, valid_from),
  check ((warn_n is null) = (warn_unit is null))
);

-- A warning (yellow) is a row alone: it asks for nothing and counts nowhere.  What is overdue (red) has a record of
-- its own and is answered: open, explained, accepted.
create table xz.monitor_alert (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  rule_id bigint not null references xz.monitor_rule,
  clock_id bigint not null references xz.calendar_clock,
  subject_kind text not null,
  subject_ref uuid not null,
  number text not null,
  agency_id bigint not null references xz.people_agency,
  unit_id bigint references xz.people_unit,
  account_id bigint references xz.people_account,
  duty text not null references xz.people_duty_kind,
  level text not null check (level in ('yellow', 'red')),
  state text not null check (state in ('warning', 'open', 'explained', 'accepted')),
  due_at timestamptz not null,
  raised_at timestamptz not null,
  red_at timestamptz,
  explained_at timestamptz,
  explained_by bigint references xz.people_account,
  promised_on date,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended text check (ended in ('met', 'lapsed', 'cancelled', 'moved')),
  words_ref uuid,
  reply_ref uuid,
  chain_id bigint references xz.record_chain,
  version int not null default 1,
  check ((level = 'yellow') = (state = 'warning')),
  check ((level = 'red') = (red_at is not null)),
  check ((level = 'red') = (chain_id is not null)),
  check ((ended_at is null) = (ended is null))
);
create index monitor_alert_agency on xz.monitor_alert (agency_id, due_at, id) where state in ('open', 'explained');
create index monitor_alert_since on xz.monitor_alert (red_at) where level = 'red';
create unique index monitor_alert_live on xz.monitor_alert (clock_id) where ended_at is null;
create unique index monitor_alert_chain on xz.monitor_alert (chain_id);
create index monitor_alert_list on xz.monitor_alert (agency_id, id desc) where level = 'red';
create index monitor_alert_waits on xz.monitor_alert (due_at, id) where state in ('open', 'explained');
create index monitor_alert_warns on xz.monitor_alert (agency_id, due_at, id)
  where level = 'yellow' and ended_at is null;

-- What was said of a clock: 0 nothing, 1 that it is near, 2 that it is over, 3 that it changed after something was
-- said.  A tick finds what fell due and nothing else.
alter table xz.calendar_clock add column said smallint not null default 0 check (said between 0 and 3);
create index calendar_clock_unsaid on xz.calendar_clock (rule, due_at) where state = 'open' and said = 0;
create index calendar_clock_warned on xz.calendar_clock (rule, due_at) where state = 'open' and said = 1;
create index calendar_clock_changed on xz.calendar_clock (id) where said = 3;

insert into xz.subject_kind values ('alert'), ('measure'), ('inspection_order');
