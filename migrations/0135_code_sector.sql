-- Codes of one field: grounds for closing differ by the ministry's rule.  '': every field that has no rows of its own.
alter table xz.law_code add column sector text not null default '';
alter table xz.law_code drop constraint law_code_pkey;
alter table xz.law_code add primary key (kind, code, sector, valid_from);
