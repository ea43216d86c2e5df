/* guard.c - what must be so before anybody goes to a firm: published items, two valid certificates, approval. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

enum err
insp_items_published(struct insp_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select count(*) as n, coalesce(string_agg(i.code, ' ' order by i.n) filter (where"
	    "  l.published_on is null or l.published_on > $2 or l.valid_from > $2 or l.valid_to < $2), '') as bad"
	    " from xz.inspection_item i join xz.law_check_item l on l.id = i.item_id where i.inspection_id = $1",
	    DB_I64(m->i.id), DB_DAY(m->today));

	if (e != OK)
		return e;
	if (row_i64(r, "n") == 0)
		return insp_refuse(m, ERR_STATE, "items", "inspect_no_item", NULL);
	return *row_text(r, "bad") == '\0' ? OK : insp_refuse(m, ERR_STATE, "items", "inspect_unpublished", row_text(r, "bad"));
}

enum err
insp_two_officers(struct insp_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select count(distinct o.account_id) as n from xz.inspection_officer o"
	    " join xz.people_account c on c.id = o.account_id and c.active"
	    " join xz.people_certificates_on($2::date) t on t.no = o.certificate_no and t.officer_id = c.officer_id"
	    " where o.inspection_id = $1",
	    DB_I64(m->i.id), DB_DAY(m->today));

	if (e == OK && row_i64(r, "n") < INSP_OFFICERS_MIN)
		return insp_refuse(m, ERR_STATE, "second", "inspect_two_officers", NULL);
	return e;
}

enum err
insp_approved(struct insp_move *m)
{
	if (str_eq(m->i.approval, "approved"))
		return OK;
	if (!m->i.emergency)
		return insp_refuse(m, ERR_STATE, "", "inspect_unapproved", NULL);
	return m->i.approval_late ? insp_refuse(m, ERR_STATE, "", "inspect_late", NULL) : OK;
}
