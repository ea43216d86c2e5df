/* brief.c - see brief.h. */
#include "lib/caseflow/brief.h"

#include "lib/base/arena.h"

enum err
caseflow_brief_clue(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select coalesce(l.name_zh, s.channel) as channel_zh, coalesce(l.name_en, s.channel) as channel_en,"
	    " s.received_at, s.subject_name, s.content, coalesce(s.finding, '') as finding from xz.caseflow_clue s"
	    " left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'channel'"
	    "   and v.code = s.channel order by v.valid_from desc limit 1) l on true where s.case_id = $1",
	    DB_I64(cf->id));
}

enum err
caseflow_brief_words(struct arena *a, struct db *db, const struct case_file *cf, int64_t party,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.what, p.name as party, w.on_day, w.text from xz.caseflow_track k"
	    " join xz.caseflow_party p on p.id = k.party_id cross join lateral ("
	    "   select 1 as turn, d.id, d.kind as what, d.on_day, d.content as text from xz.caseflow_defence d"
	    "     where d.track_id = k.id"
	    "   union all select 2, h.id, 'heard', h.reported_on, h.opinion from xz.caseflow_hearing h"
	    "     where h.track_id = k.id and h.opinion is not null"
	    "   union all select 3, b.id, 'deliberated', b.held_on, b.conclusion from xz.caseflow_deliberation b"
	    "     where b.track_id = k.id) w"
	    " where k.case_id = $1 and ($2::bigint is null or k.party_id = $2) order by k.id, w.on_day, w.turn, w.id",
	    DB_I64(cf->id), DB_ID(party));
}

enum err
caseflow_brief_sums(struct arena *a, struct db *db, const struct case_file *cf, int64_t party,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with s as (select q.party_id, q.stage, q.stage_version as v, q.kind, sum(q.amount_fen)::bigint as fen,"
	    "   string_agg(nullif(q.detail, ''), '；' order by q.id) as detail from xz.caseflow_penalty q"
	    "   where q.case_id = $1 and ($2::bigint is null or q.party_id = $2) group by 1, 2, 3, 4),"
	    " l as (select s.party_id, s.stage, max(s.v) as v from s where s.stage <> 'report' group by 1, 2),"
	    " x as (select s.party_id, case when s.stage <> 'report' then s.stage when s.v = $3 then 'report'"
	    "     else 'earlier' end as stage, s.kind, s.fen, s.detail from s"
	    "   where s.stage = 'report' and s.v between $3 - 1 and $3"
	    "     or (s.party_id, s.stage, s.v) in (select l.party_id, l.stage, l.v from l))"
	    " select x.party_id, p.name as party, x.kind, k.name_zh as kind_zh, k.name_en as kind_en,"
	    " coalesce((array_agg(x.detail order by x.stage = 'earlier')"
	    "   filter (where x.detail is not null))[1], '') as detail,"
	    " max(x.fen) filter (where x.stage = 'earlier') as earlier_fen,"
	    " max(x.fen) filter (where x.stage = 'report') as report_fen,"
	    " max(x.fen) filter (where x.stage = 'notice') as notice_fen,"
	    " max(x.fen) filter (where x.stage = 'review') as review_fen,"
	    " max(x.fen) filter (where x.stage = 'decision') as decision_fen from x"
	    " join xz.caseflow_party p on p.id = x.party_id cross join lateral (select v.name_zh, v.name_en, v.seq"
	    "   from xz.law_code v where v.kind = 'penalty_kind' and v.code = x.kind"
	    "   order by v.valid_from desc limit 1) k"
	    " group by x.party_id, p.name, x.kind, k.name_zh, k.name_en, k.seq order by x.party_id, k.seq, x.kind",
	    DB_I64(cf->id), DB_ID(party), DB_I64(cf->reported_version));
}
