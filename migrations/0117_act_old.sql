-- Their rows are in the common tables (0116).
drop table xz.caseflow_approval_step, xz.caseflow_approval, xz.caseflow_cosign;
