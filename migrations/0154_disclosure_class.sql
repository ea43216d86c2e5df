-- How long a decision is shown is each channel's own rule (信用修复管理办法 5): a class says for which it speaks, and
-- from what fine on; a ban that ends later is shown until it does (12(3)).
alter table xz.disclosure_regime
  add column channel text[] not null default '{portal}',
  add column fine_min_fen bigint;

-- When a penalty for a term ends; or that it has no end.
alter table xz.caseflow_decision
  add column ban_until date,
  add column ban_open boolean not null default false,
  add check (ban_until is null or not ban_open);

alter table xz.disclosure_public
  add column ban_until date,
  add column ban_open boolean not null default false;
