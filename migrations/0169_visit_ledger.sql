-- inspection: the ledger of visits, from their approval on (lib/inspection/ledger.c); and the consent to one routine
-- visit more than a year has.

-- How many visits of an agency a firm has had or will have in a year: the one row that is locked for the next.
create table xz.inspection_cap (
  subject_id bigint not null references xz.register_subject,
  agency_id bigint not null references xz.people_agency,
  year int not null check (year between 2000 and 2199),
  taken int not null default 0 check (taken >= 0),
  primary key (subject_id, agency_id, year)
);

-- One visit of one agency at one firm: taken with its approval, given back when it is not made; n is odd where it is
-- taken, even where it is given back, the greatest is how it stands.  What counts and why; the cap as it was then.
create table xz.inspection_ledger (
  id bigint generated always as identity primary key,
  source_kind text not null check (source_kind in ('inspection', 'spotcheck', 'recheck')),
  source_ref uuid not null,
  n int not null check (n >= 1),
  subject_id bigint not null references xz.register_subject,
  agency_id bigint not null references xz.people_agency,
  year int not null,
  kind text not null check (kind in ('routine', 'case', 'special', 'random', 'joint')),
  counted boolean not null,
  place int check (place >= 1),		-- which of its agency's counted ones of the year
  cap int check (cap >= 0),		-- null: none was published
  parameter_id bigint references xz.calendar_parameter,
  beyond text,				-- the way by which it goes ahead past the cap
  why text not null,			-- the way it is, or why it was given back
  at timestamptz not null default xz.now(),
  unique (source_ref, n),
  foreign key (subject_id, agency_id, year) references xz.inspection_cap,
  check ((place is not null) = (counted and n % 2 = 1)),
  constraint inspection_cap_kept check (place is null or cap is null or place <= cap or beyond is not null)
);
create index inspection_ledger_year on xz.inspection_ledger (subject_id, year, agency_id);

-- What was approved, coded or made before there was a ledger stands in it as it was counted.
create temporary table visit on commit drop as
  select v.source_kind, v.source_ref, v.subject_id, v.agency_id, extract(year from v.day)::int as year, v.kind,
    v.counted or v.joint_ref is not null as counted, v.reason as why, v.day, v.made_at as at
  from xz.inspection_visit v where v.reason <> 'recheck' or v.source_kind <> 'inspection'
  union all
  select 'recheck', k.ref, i.subject_id, i.agency_id, extract(year from k.checked_on)::int, i.kind, false, 'recheck',
    k.checked_on, k.confirmed_at
  from xz.inspection_recheck k join xz.inspection_order o on o.id = k.order_id
    join xz.inspection i on i.id = k.inspection_id where k.confirmed_at is not null
  union all
  select 'inspection', i.ref, i.subject_id, i.agency_id,
    extract(year from i.from_at at time zone 'Asia/Shanghai')::int, i.kind,
    coalesce((select w.counted from xz.inspection_way w where w.way = i.source and w.kind in ('', i.kind)
      order by w.kind desc, w.valid_from desc limit 1), true), coalesce(i.source, ''),
    (i.from_at at time zone 'Asia/Shanghai')::date, coalesce(i.approved_at, i.code_at)
  from xz.inspection i where i.told_at is null and i.state <> 'cancelled'
    and (i.approval = 'approved' or i.code_at is not null);
insert into xz.inspection_cap (subject_id, agency_id, year, taken)
  select subject_id, agency_id, year, count(*) filter (where counted) from visit group by 1, 2, 3;
insert into xz.inspection_ledger (source_kind, source_ref, n, subject_id, agency_id, year, kind, counted, place, why,
    at)
  select v.source_kind, v.source_ref, 1, v.subject_id, v.agency_id, v.year, v.kind, v.counted,
    case when v.counted then row_number() over (partition by v.subject_id, v.agency_id, v.year, v.counted
      order by v.day, v.source_ref) end, case when v.why = '' then v.kind else v.why end, v.at
  from visit v;

-- An approved visit that stands past a cap which was lowered since: the cap it was lowered to.
alter table xz.inspection add cap_lowered int;
create index inspection_to_come on xz.inspection (agency_id, id)
  where approval = 'approved' and arrived_at is null and state <> 'cancelled';

-- A routine visit more than the region lets a firm have: who consented, or why none is needed.
create table xz.inspection_consent (
  inspection_id bigint primary key references xz.inspection,
  ground text not null,			-- code table inspect_consent
  government text not null default '',
  paper_no text not null default '',
  given_on date,
  account_id bigint not null references xz.people_account,
  at timestamptz not null default xz.now(),
  check ((ground = 'consent') = (given_on is not null)),
  check (ground <> 'consent' or (government <> '' and paper_no <> ''))
);
