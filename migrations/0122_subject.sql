-- subject: what acts, papers, files and tasks can be about is a table.

-- Each kind is an arm of the view xz.subject (again/subject.sql).
create table xz.subject_kind (
  kind text primary key
);
insert into xz.subject_kind values ('case'), ('track'), ('evidence'), ('inspection'), ('inspection_evidence'),
  ('draw'), ('spot_visit');
alter table xz.record_attachment drop constraint record_attachment_subject_kind_check;
alter table xz.record_upload drop constraint record_upload_subject_kind_check;
alter table xz.record_attachment add constraint record_attachment_subject_kind_fkey
  foreign key (subject_kind) references xz.subject_kind not valid;
alter table xz.record_upload add constraint record_upload_subject_kind_fkey
  foreign key (subject_kind) references xz.subject_kind not valid;
