-- 按日连续处罚 (生态环境法典 1060, 安全生产法 112): the fine of a decision again for each day from the day after an
-- order to correct until the re-check that found it was not obeyed.
alter table xz.caseflow_correction
  add column ordered_on date,
  add column daily boolean not null default false,
  add column surprise boolean,
  add column openly_why text;
update xz.caseflow_correction c set ordered_on = s.day
  from (select k.id as case_id, (t.recorded_at at time zone 'Asia/Shanghai')::date as day,
      row_number() over (partition by k.id order by t.seq) as n
    from xz.caseflow_case k join xz.record_chain h on h.id = k.chain_id
    join xz.record_step t on t.y = h.y and t.chain_id = h.id and t.kind = 'order_correct') s,
  (select id, row_number() over (partition by case_id order by id) as n from xz.caseflow_correction) o
  where o.id = c.id and s.case_id = c.case_id and s.n = o.n;

create table xz.caseflow_daily (
  case_id bigint primary key references xz.caseflow_case,
  party_id bigint not null references xz.caseflow_party,
  correction_id bigint not null unique references xz.caseflow_correction,
  decision_id bigint not null references xz.caseflow_decision,
  ground text not null,
  from_on date not null,
  until_on date not null,
  base_fen bigint not null check (base_fen > 0),
  check (from_on <= until_on)
);
create index caseflow_daily_decision on xz.caseflow_daily (decision_id);
