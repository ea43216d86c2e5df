-- joint: the year's programme held against the visits of its year (lib/joint/held.c); special campaigns.

-- A special campaign (专项检查) says why; its agency's head approved it with the edition.
alter table xz.joint_line add campaign text not null default '' check (length(campaign) <= 400);

-- A visit carries out lines of what was filed, one for each of its items; as it was when it was asked for.
create table xz.joint_tie (
  inspection_id bigint not null references xz.inspection,
  line_id bigint not null references xz.joint_line,
  code text not null,
  primary key (inspection_id, line_id)
);
create index joint_tie_line on xz.joint_tie (line_id);
