-- The guard of steps asks for approvals and countersignatures of a subject by its ref.
create index act_approval_ref on xz.act_approval (subject_ref);
create index act_cosign_ref on xz.act_cosign (subject_ref);
-- How a decision was served, of its party's track.
create index caseflow_service_track on xz.caseflow_service (track_id, id desc);
