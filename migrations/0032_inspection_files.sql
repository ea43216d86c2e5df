-- inspection: photos, films and sound of an inspection, each tied to an item of its checklist or to the whole of it.

-- One row a file the phone has announced, with what it says of when and where; the file itself is attached to it once all
-- of it has arrived.  mark: the phone's own name of the file, so that the same announced twice is one.
create table xz.inspection_evidence (
  id bigint generated always as identity primary key,
  ref uuid not null unique default xz.new_ref(),
  inspection_id bigint not null references xz.inspection,
  n int,				-- null: the inspection as a whole
  mark text not null check (mark ~ '^[!-~]{8,64}$'),
  taken_by bigint not null references xz.people_account,
  taken_at timestamptz not null,
  lat numeric(9, 6) check (lat between -90 and 90),
  lon numeric(9, 6) check (lon between -180 and 180),
  accuracy_m int check (accuracy_m between 0 and 100000),
  same_as bigint references xz.inspection_evidence,	-- the same bytes were there already
  noted_at timestamptz not null,
  foreign key (inspection_id, n) references xz.inspection_item,
  unique (inspection_id, taken_by, mark),
  check ((lat is null) = (lon is null))
);
create trigger inspection_evidence_kept before truncate on xz.inspection_evidence
  for each statement execute function xz.record_never();
alter table xz.inspection_evidence enable row level security;
create policy inspection_evidence_read on xz.inspection_evidence for select to xz_desk
  using ((select true from xz.inspection i where i.id = inspection_id limit 1));
-- The team's officers, each in his own name.
create policy inspection_evidence_make on xz.inspection_evidence for insert to xz_desk
  with check (taken_by = (select xz.people_actor()) and inspection_id = any ((select xz.inspection_rights())::bigint[]));
create policy inspection_evidence_same on xz.inspection_evidence for update to xz_desk
  using (taken_by = (select xz.people_actor())) with check (taken_by = (select xz.people_actor()));
create policy inspection_evidence_trusted on xz.inspection_evidence to xz_daemon, xz_admin using (true) with check (true);
grant select, insert, update (same_as) on xz.inspection_evidence to xz_desk, xz_admin;
grant select on xz.inspection_evidence to xz_daemon;

alter table xz.record_attachment drop constraint record_attachment_subject_kind_check,
  add constraint record_attachment_subject_kind_check check (subject_kind in ('evidence', 'inspection_evidence'));
alter table xz.record_upload drop constraint record_upload_subject_kind_check,
  add constraint record_upload_subject_kind_check check (subject_kind in ('evidence', 'inspection_evidence'));
alter policy attachment_desk on xz.record_attachment
  using (case subject_kind when 'evidence' then (select true from xz.caseflow_evidence e where e.id = subject_id limit 1)
    else (select true from xz.inspection_evidence v where v.id = subject_id limit 1) end)
  with check (case subject_kind when 'evidence' then (select true from xz.caseflow_evidence e where e.id = subject_id limit 1)
    else (select true from xz.inspection_evidence v where v.id = subject_id limit 1) end);
alter policy attachment_make on xz.record_attachment
  with check (attached_by = (select xz.people_actor()) and case subject_kind
    when 'evidence' then exists (select from xz.caseflow_evidence e
      join xz.caseflow_officer o on o.case_id = e.case_id where e.id = subject_id and o.account_id = (select xz.people_actor())
      and o.state = 'accepted' and o.role in ('lead', 'assist'))
    else exists (select from xz.inspection_evidence v where v.id = subject_id
      and v.inspection_id = any ((select xz.inspection_rights())::bigint[])) end);
