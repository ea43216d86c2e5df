/* guard.c - the conditions that the procedure names; what must be so before anybody goes to a firm: published items,
 * two valid certificates, approval. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

enum err
insp_items_published(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as n, coalesce(string_agg(i.code, ' ' order by i.n) filter (where"
	    "  l.published_on is null or l.published_on > $2 or l.valid_from > $2 or l.valid_to < $2), '') as bad"
	    " from xz.inspection_item i join xz.law_check_item l on l.id = i.item_id where i.inspection_id = $1",
	    DB_I64(insp_of(m)->id), DB_DAY(m->today));

	if (e != OK)
		return e;
	if (row_i64(r, "n") == 0)
		return act_refuse(m, ERR_STATE, "items", "inspect_no_item", NULL);
	return *row_text(r, "bad") == '\0' ? OK : act_refuse(m, ERR_STATE, "items", "inspect_unpublished",
	    row_text(r, "bad"));
}

enum err
insp_two_officers(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select count(distinct o.account_id)"
	    " >= xz.calendar_officers_least($2::date) as enough from xz.inspection_officer o"
	    " join xz.people_account c on c.id = o.account_id and c.active"
	    " join xz.people_certificates_on($2::date) t on t.no = o.certificate_no and t.officer_id = c.officer_id"
	    " where o.inspection_id = $1",
	    DB_I64(insp_of(m)->id), DB_DAY(m->today));

	if (e == OK && !row_bool(r, "enough"))
		return act_refuse(m, ERR_STATE, "second", "inspect_two_officers", NULL);
	return e;
}

enum err
insp_approved(struct act_move *m)
{
	if (str_eq(insp_of(m)->approval, "approved"))
		return OK;
	if (!insp_of(m)->emergency)
		return act_refuse(m, ERR_STATE, "", "inspect_unapproved", NULL);
	return insp_of(m)->approval_late ? act_refuse(m, ERR_STATE, "", "inspect_late", NULL) : OK;
}

/* ---- whether an act is about anything at all, named by the procedure */

static enum err
asked_for(struct act_move *m, bool *holds)
{
	*holds = str_eq(insp_of(m)->approval, "asked");
	return OK;
}

/* An emergency goes ahead; its approval is asked for beside it. */
static enum err
not_asked_for(struct act_move *m, bool *holds)
{
	*holds = !str_eq(insp_of(m)->approval, "asked") && !str_eq(insp_of(m)->approval, "approved");
	return OK;
}

static enum err
was_returned(struct act_move *m, bool *holds)
{
	*holds = str_eq(insp_of(m)->approval, "returned");
	return OK;
}

static enum err
alone(struct act_move *m, bool *holds)
{
	*holds = insp_of(m)->joint == 0 && !insp_of(m)->emergency;
	return OK;
}

static enum err
together(struct act_move *m, bool *holds)
{
	*holds = insp_of(m)->joint != 0;
	return OK;
}

static enum err
goes_ahead(struct act_move *m, bool *holds)
{
	*holds = (str_eq(insp_of(m)->approval, "approved") || (insp_of(m)->emergency &&
	    !insp_of(m)->approval_late)) && (insp_of(m)->refused == NULL || str_eq(insp_of(m)->refused, "goes_on"));
	return OK;
}

const struct act_guard insp_guards[] = {
	{ .name = "asked_for", .test = asked_for, .when = true },
	{ .name = "not_asked_for", .test = not_asked_for, .when = true },
	{ .name = "was_returned", .test = was_returned, .when = true },
	{ .name = "alone", .test = alone, .when = true },
	{ .name = "together", .test = together, .when = true },
	{ .name = "goes_ahead", .test = goes_ahead, .when = true },
	{ .name = "consent_wanted", .test = insp_consent_wanted, .when = true },
	{ .name = NULL },
};
