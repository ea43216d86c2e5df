-- What is asked of rows that wait, or of an officer, by an index of its own.

create index act_cosign_subject_waiting on xz.act_cosign (subject_kind, subject_id) where state = 'waiting';
create index spotcheck_tie_officer on xz.spotcheck_tie (officer_id);
