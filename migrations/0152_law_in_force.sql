-- law: one law under its short and its full title; kinds of local law told apart; a version whose first day in force
-- nobody has said yet.
alter table xz.law_law add column bare text;
update xz.law_law set bare = regexp_replace(title, '^中华人民共和国', '');

-- A law that stood under both titles is the one with the longer.
create temporary table one on commit drop as
  select l.id, first_value(l.id) over (partition by l.bare order by length(l.title) desc, l.id) as into_id
  from xz.law_law l;
create temporary table twice on commit drop as
  select v.id, k.id as into_id from xz.law_version v join one on one.id = v.law_id and one.id <> one.into_id
    join xz.law_version k on k.law_id = one.into_id and k.version_day = v.version_day;
insert into xz.law_article (version_id, no, suffix, label, chapter, text)
  select t.into_id, x.no, x.suffix, x.label, x.chapter, x.text from twice t join xz.law_article x on x.version_id = t.id
  on conflict do nothing;
delete from xz.law_article x using twice t where x.version_id = t.id;
delete from xz.law_version v using twice t where v.id = t.id;
update xz.law_version v set law_id = one.into_id from one where one.id = v.law_id and one.id <> one.into_id;
insert into xz.law_cause_article (cause_id, role, law_id, article, suffix, para, item)
  select x.cause_id, x.role, one.into_id, x.article, x.suffix, x.para, x.item from xz.law_cause_article x
    join one on one.id = x.law_id and one.id <> one.into_id
  on conflict do nothing;
delete from xz.law_cause_article x using one where x.law_id = one.id and one.id <> one.into_id;
delete from xz.law_law l using one where l.id = one.id and one.id <> one.into_id;
alter table xz.law_law alter column bare set not null;
create unique index law_law_bare on xz.law_law (bare);

alter table xz.law_law drop constraint law_law_level_check;
alter table xz.law_law add constraint law_law_level_check check (level in ('constitution', 'law', 'regulation', 'rule',
  'local', 'local_rule', 'document', 'standard'));

alter table xz.law_version alter column valid_from drop not null;
-- 令36 was made public on 2025-11-20.
update xz.law_version v set version_day = '2025-11-20' from xz.law_law l where l.id = v.law_id
  and l.bare = '信用修复管理办法' and v.version_day = '2026-01-01'
  and not exists (select from xz.law_version o where o.law_id = l.id and o.version_day = '2025-11-20');
delete from xz.law_version v using xz.law_law l where l.id = v.law_id and l.bare = '信用修复管理办法'
  and v.version_day = '2026-01-01' and not exists (select from xz.law_article x where x.version_id = v.id);
