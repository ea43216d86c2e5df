-- States of every kind of subject: which words of scope there are, each kind says.
alter table xz.caseflow_state drop constraint caseflow_state_scope_check;
