-- A decision that a review body or a court changed is published anew (行政处罚法 48): its copy becomes another version,
-- and what was shown before is told of by version, digest, days and reason.

-- changes: how many results had changed the decision when the draft was made; fewer than now, and it is overtaken.
alter table xz.disclosure_item add column changes int not null default 0;

create table xz.disclosure_superseded (
  decision_ref uuid not null references xz.disclosure_public,
  version int not null,
  sha256 bytea not null,
  published_at timestamptz not null,
  ended_at timestamptz not null,
  end_reason text not null check (end_reason ~ '^[a-z_]{1,40}$'),
  primary key (decision_ref, version)
);

-- Kinds of penalty that a result took away; on whose contrary request it made the rest heavier (行政复议法 63(2),
-- 行政诉讼法 77(2)).
alter table xz.caseflow_decision add column fallen_kinds text[] not null default '{}';
alter table xz.caseflow_remedy add column opposed text;
