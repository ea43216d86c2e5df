-- Causes on a published list of what is not, or may not be, punished (行政处罚法 33): 轻微不罚, 首违不罚.
create table xz.law_lenient (
  id bigint generated always as identity primary key,
  cause_code text not null,
  kind text not null check (kind in ('minor', 'first')),
  region text not null default '000000',
  conditions text not null,
  conditions_en text not null default '',
  source text not null,
  valid_from date not null,
  valid_to date,
  unique (cause_code, kind, region, valid_from)
);
