-- A fine collected on the spot; on water the terms of handing it over run from landing (行政处罚法 71).
alter table xz.caseflow_decision add column cash text check (cash in ('shore', 'water'));
