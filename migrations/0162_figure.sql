-- Figures: what is counted, and each event that counts.

create table xz.figure_kind (
  code text not null,
  n int not null,				-- its place in lists
  name_zh text not null,
  name_en text not null,
  unit text not null check (unit in ('count', 'fen')),
  events text[] not null check (cardinality(events) > 0),	-- kinds of xz.event
  states text[] not null default '{}',		-- the state it led to; empty: any
  dims text[] not null,				-- by what it may be asked for
  formula_zh text not null,
  formula_en text not null,
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from)
);

-- y: of the event; day: when it was done, in Shanghai.
create table xz.figure_delta (
  y smallint not null,
  pos bigint not null,
  kind text not null,
  day date not null,
  booked date not null,				-- first day of the month in which it was recorded
  agency_id bigint not null references xz.people_agency,
  district text not null,
  trade text not null,
  cause text not null,
  n int not null,
  fen bigint not null,
  primary key (y, pos, kind)
) partition by list (y);
create index figure_delta_kind on xz.figure_delta (kind, agency_id, day, pos);
insert into xz.db_partitioned values ('figure_delta');
