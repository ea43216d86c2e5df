-- Who takes part in a hearing beside its chair, third persons among them (市场监督管理行政处罚听证办法 9, 14, 20), and
-- that it stands still or ends without being held (26, 27).
alter table xz.caseflow_hearing
  add column clerk text,
  add column officers text,
  add column interpreter text,
  add column third_persons text,
  add column third_notice_on date,
  add column present text,
  add column suspended_on date,
  add column suspended_ground text,
  add column ended_ground text,
  add check ((suspended_on is null) = (suspended_ground is null));
