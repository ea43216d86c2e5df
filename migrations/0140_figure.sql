-- Figures that take long to count, kept for a while (lib/db/kept.h): by name and by all that they hang on.
create table xz.db_kept (
  name text not null,
  key text not null,
  at timestamptz not null default clock_timestamp(), -- real time
  doc json not null,
  primary key (name, key)
);
create index db_kept_at on xz.db_kept (at);

-- How many objects of checks came into the library and left it, by day: triggers keep it (again/spotcheck.sql).
create table xz.spotcheck_library (
  day date primary key,
  added bigint not null default 0,
  ended bigint not null default 0
);
insert into xz.spotcheck_library (day, added, ended)
  select x.day, sum(x.added), sum(x.ended) from (
    select (o.added_at at time zone 'Asia/Shanghai')::date as day, 1 as added, 0 as ended from xz.spotcheck_object o
    union all select greatest(o.ended_on, (o.added_at at time zone 'Asia/Shanghai')::date), 0, 1
      from xz.spotcheck_object o where o.ended_on is not null) x group by x.day;
