/* process.c - the whole process of an inspection against what its steps must leave behind; see inspection.h. */
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"

/* A step is held against the requirements of the day it happened; a problem found at an item, against the files of that
 * item (or a film of the whole). */
enum err
inspection_process(struct arena *a, struct db *db, const struct inspection *i, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with done as (select split_part(s.kind, '.', 2) as action, max(s.occurred_at) as at from xz.record_step s"
	    "    where s.chain_id = $1 and s.y = (select y from xz.record_chain where id = $1) group by 1),"
	    " papers as (select d.id, d.ref, d.type, coalesce(d.number, '') as number, d.state, t.name_zh, t.name_en"
	    "    from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    "    where d.subject_kind = 'inspection' and d.subject_id = $2"
	    " and d.state in ('approved', 'to_seal', 'sealed')),"
	    " files as (select v.n, f.type from xz.inspection_evidence v join xz.record_attachment t"
	    "    on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id"
	    " join xz.record_file f on f.id = t.file_id"
	    "    where v.inspection_id = $2),"
	    " failed as (select q.n, q.name, q.name_en, l.kind from xz.inspection_item q"
	    " join xz.law_check_item l on l.id = q.item_id"
	    "    join xz.inspection_answer w on w.inspection_id = q.inspection_id and w.n = q.n and w.state = 'current'"
	    " and w.answer = 'fail'"
	    "    where q.inspection_id = $2),"
	    " steps as (select q.seq, q.phase, q.action, q.need, q.codes, q.source, e.at, x.n, x.name as item_zh,"
	    " x.name_en as item_en"
	    "    from xz.inspection_requirement q join done e on e.action = q.action"
	    "    left join failed x on q.cond = 'failed' and q.item_kind in ('', x.kind)"
	    "    where q.kind in ('', $3, $4)"
	    " and (e.at at time zone 'Asia/Shanghai')::date between q.valid_from and coalesce(q.valid_to, 'infinity')"
	    "    and case q.cond when 'refused' then exists (select from xz.inspection_signature g"
	    " where g.inspection_id = $2 and g.way = 'refused')"
	    "      when 'order' then exists (select from xz.inspection_order o where o.inspection_id = $2)"
	    "      when 'failed' then x.n is not null else true end)"
	    " select s.phase, s.action, s.need, '' as party, s.n::bigint as n, s.item_zh, s.item_en, s.at, s.source,"
	    " w.zh as want_zh, w.en as want_en,  p.ref, coalesce(p.number, '') as number, p.name_zh as have_zh,"
	    " p.name_en as have_en,  coalesce(p.state <> 'sealed', false) as pending,"
	    "  case s.need when 'document' then p.id is null"
	    "    when 'picture' then not exists (select from files f where s.n is null"
	    " and f.type ~ '^(image|video|audio)/'"
	    "      or f.n = s.n and f.type ~ '^(image|video|audio)/' or f.n is null and f.type ~ '^video/')"
	    "    when 'film' then not exists (select from files f where (s.n is null or f.n is null or f.n = s.n)"
	    " and f.type ~ '^video/')    else false end as missing"
	    " from steps s left join lateral (select string_agg(d.name_zh, '" INSPECTION_OR "' order by d.code) as zh,"
	    "    string_agg(d.name_en, ' or ' order by d.code) as en from xz.record_document_type d"
	    " where d.code = any(s.codes)) w on true"
	    " left join lateral (select g.id, g.ref, g.number, g.state, g.name_zh, g.name_en from papers g"
	    "    where g.type = any(s.codes) order by g.id desc limit 1) p on true"
	    " order by s.at, s.seq, s.n",
	    DB_I64(i->chain), DB_I64(i->id), DB_TEXT(i->kind), DB_TEXT(i->joint != 0 ? "joint" : ""));
}
