/* process.c - the whole process of a case against what its steps must leave behind; see read.h. */
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/read.h"
#include "lib/caseflow/words.h"

/* A step is held against the requirements of the day it happened; one of a party, against that party's papers. */
enum err
caseflow_process(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with done as (select x.kind, x.track, max(x.occurred_at) as at from (select s.kind, s.occurred_at,"
	    "    convert_from(s.line, 'UTF8')::jsonb #>> '{payload,track}' as track from xz.record_step s"
	    "    where s.chain_id = $1 and s.y = (select y from xz.record_chain where id = $1)) x"
	    " group by x.kind, x.track), tracks as (select k.id, k.ref, p.name from xz.caseflow_track k"
	    " join xz.caseflow_party p on p.id = k.party_id"
	    "    where k.case_id = $2),"
	    " papers as (select d.id, d.ref, d.type, coalesce(d.number, '') as number, d.state, d.track_id,"
	    " t.name_zh, t.name_en"
	    "    from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    "    where d.subject_kind = 'case' and d.subject_id = $2 and d.state in ('approved', 'to_seal', 'sealed')),"
	    " steps as (select q.seq, q.phase, q.action, q.need, q.codes, q.source, n.at, n.id as track_id,"
	    " n.name as party"
	    "    from xz.caseflow_requirement q left join lateral (select e.at, k.id, k.name from done e"
	    "      left join tracks k on xz.spotcheck_ref_text(k.ref) = e.track where e.kind = q.action) n on true"
	    "    where q.procedure = $3 and coalesce((n.at at time zone 'Asia/Shanghai')::date, xz.today())"
	    "      between q.valid_from and coalesce(q.valid_to, 'infinity'))"
	    " select s.phase, s.action, s.need, s.party, null::bigint as n, s.at, s.source, w.zh as want_zh,"
	    " w.en as want_en, p.ref,  coalesce(p.number, '') as number, p.name_zh as have_zh, p.name_en as have_en,"
	    "  coalesce(p.state <> 'sealed', false) as pending,"
	    "  s.at is not null and case s.need when 'document' then p.id is null"
	    "    when 'evidence' then not exists (select from xz.caseflow_evidence v where v.case_id = $2)"
	    "    when 'picture' then not exists (select from xz.caseflow_evidence v join xz.record_attachment t"
	    "      on t.subject_kind = 'evidence' and t.subject_id = v.id join xz.record_file f on f.id = t.file_id"
	    "      where v.case_id = $2 and f.type ~ '^(image|video|audio)/') else false end as missing"
	    " from steps s left join lateral (select string_agg(d.name_zh, '" CASE_OR "' order by d.code) as zh,"
	    "    string_agg(d.name_en, ' or ' order by d.code) as en from xz.record_document_type d"
	    " where d.code = any(s.codes)) w on true"
	    " left join lateral (select g.id, g.ref, g.number, g.state, g.name_zh, g.name_en from papers g"
	    "    where g.type = any(s.codes) and (s.track_id is null or g.track_id is null or g.track_id = s.track_id)"
	    "    order by g.id desc limit 1) p on true"
	    " order by s.at, s.seq, s.track_id nulls first",
	    DB_I64(cf->chain_id), DB_I64(cf->id), DB_TEXT(cf->procedure));
}
