-- monitor: rules over events and state beside those over clocks; rules kept by hand: versions by day, muted for a
-- time.

-- A rule watches a clock, or asks a question (again/monitor_ask.sql) at the events the question is about, with one
-- number.
alter table xz.monitor_rule alter column clock drop not null;
alter table xz.monitor_rule add column ask text, add column n bigint, add column level text, add column person boolean;
alter table xz.monitor_rule add unique (ask, valid_from);
alter table xz.monitor_rule add check ((clock is null) <> (ask is null));
alter table xz.monitor_rule add check ((ask is null) = (n is null) and (ask is null) = (level is null)
  and (ask is null) = (person is null));
alter table xz.monitor_rule add check (level in ('yellow', 'red'));

-- What the keeper of rules made of one from a day on; key: its clock or its question.
create table xz.monitor_version (
  id bigint generated always as identity primary key,
  key text not null,
  valid_from date not null,
  warn_n bigint check (warn_n between 0 and 1000),
  n bigint check (n between 1 and 100000),
  level text check (level in ('yellow', 'red')),
  reason text not null check (length(reason) between 2 and 500),
  made_by bigint not null references xz.people_account,
  made_at timestamptz not null,
  unique (key, valid_from),
  check (num_nonnulls(warn_n, n) = 1)
);

-- Muted: nothing is raised from one day to another.
create table xz.monitor_mute (
  id bigint generated always as identity primary key,
  key text not null,
  from_on date not null,
  to_on date not null,
  reason text not null check (length(reason) between 2 and 500),
  made_by bigint not null references xz.people_account,
  made_at timestamptz not null,
  check (to_on >= from_on)
);
create index monitor_mute_key on xz.monitor_mute (key, to_on);

-- An alert of an event has no clock.  once: what it is about, said once.  seen: who reads it: the person and the unit,
-- the head of the agency too, the supervision body too.  person: it concerns a person, and is in no list or figure.
alter table xz.monitor_alert alter column clock_id drop not null;
alter table xz.monitor_alert add column once text unique, add column n bigint, add column of_n bigint,
  add column person boolean not null default false,
  add column seen text not null default 'unit' check (seen in ('unit', 'head', 'body'));
alter table xz.monitor_alert add check ((clock_id is null) <> (once is null));
update xz.monitor_alert set seen = 'body' where level = 'red';
create index monitor_alert_person on xz.monitor_alert (red_at) where person and state = 'open';
create index monitor_alert_signal on xz.monitor_alert (id desc) where level = 'yellow' and seen = 'body';

-- What a question finds (again/monitor_ask.sql).
create type xz.monitor_hit as (once text, subject_kind text, subject_ref uuid, number text, agency_id bigint,
  unit_id bigint, account_id bigint, at timestamptz, n bigint, of_n bigint);
