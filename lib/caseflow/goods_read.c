/* goods_read.c - see goods_list.h. */
#include "lib/caseflow/goods_list.h"

#define COLUMNS "select g.id, g.case_id, g.ref, g.code, g.no, g.name, g.spec, g.quantity, g.note, g.value_fen," \
    " g.state, g.confiscated_on, k.display_name as keeper, c.ref as case_ref," \
    " coalesce(c.number, c.clue_number, '') as case_number, c.title as case_title, q.kind as measure, q.from_day," \
    " exists (select from xz.caseflow_goods_move v" \
    "   where v.case_id = g.case_id and v.state = 'waiting' and g.id = any (v.goods)) as waits"
#define JOINS " join xz.caseflow_case c on c.id = g.case_id join xz.caseflow_measure q on q.id = g.measure_id" \
    " left join xz.people_account k on k.id = g.keeper_id"

enum err
goods_list(struct arena *a, struct db *db, const struct goods_query *q, const struct db_rows **out)
{
	if (q->agency == 0)
		return DB_MANY(a, db, out, COLUMNS " from xz.caseflow_goods g" JOINS
		    " where g.case_id = (select x.id from xz.caseflow_case x where x.ref = $1)"
		    " and ($2::text is null or g.state = $2) and ($3::uuid is null or g.id >"
		    "   (select y.id from xz.caseflow_goods y where y.ref = $3)) order by g.id limit $4",
		    DB_REF(q->case_ref), DB_TEXT(q->state), DB_REF_OR_NULL(q->after), DB_I64(q->limit));
	return DB_MANY(a, db, out, COLUMNS " from (select x.id from xz.caseflow_goods x where x.agency_id = $1"
	    " and ($2::text is null or x.state = $2) and ($3::uuid is null or x.id <"
	    "   (select y.id from xz.caseflow_goods y where y.ref = $3)) and ($4::uuid is null or x.keeper_id ="
	    "   (select p.id from xz.people_principal p where p.ref = $4)) and ($5::text is null or x.case_id = any ("
	    "   array(select z.id from xz.caseflow_case z where z.number = $5 union all"
	    "   select z.id from xz.caseflow_case z where z.clue_number = $5))) order by x.id desc limit $6) w"
	    " join xz.caseflow_goods g on g.id = w.id" JOINS " order by g.id desc",
	    DB_I64(q->agency), DB_TEXT(q->state), DB_REF_OR_NULL(q->after), DB_REF_OR_NULL(q->keeper),
	    DB_TEXT(q->number), DB_I64(q->limit));
}

enum err
goods_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out, COLUMNS " from xz.caseflow_goods g" JOINS " where g.ref = $1", DB_REF(ref));
}

enum err
goods_history(struct arena *a, struct db *db, int64_t case_id, int64_t item, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select v.action, v.on_day, v.by_name, v.other_name, v.place, v.words, v.fen,"
	    " v.state, v.to_state, d.ref as document, coalesce(d.title, t.name_zh) as paper_zh, t.name_en as paper_en"
	    " from xz.caseflow_goods_move v left join xz.record_document d on d.id = v.document_id"
	    " left join xz.record_document_type t on t.code = d.type where v.case_id = $1 and $2 = any (v.goods)"
	    " order by v.id", DB_I64(case_id), DB_I64(item));
}

enum err
goods_keepers(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select p.ref, c.display_name as name from xz.people_account c"
	    " join xz.people_principal p on p.id = c.id join xz.people_duty d on d.account_id = c.id"
	    " and d.duty = 'archivist' where c.agency_id = $1 group by p.ref, c.display_name order by c.display_name"
	    " limit 100", DB_I64(agency));
}
