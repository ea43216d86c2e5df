/* read.c - approvals and countersignatures as pages and other modules read them. */
#include "lib/act/act.h"

#include <string.h>

#include "lib/act/words.h"
#include "lib/people/deputy.h"

#define APPROVAL "select id, ref, subject_kind, subject_ref, part_ref, action, input, state, document_id," \
	" requested_by," \
    " requested_at, chain[at_step + 1] as duty from xz.act_approval"
#define COSIGN "select ref, subject_kind, subject_ref, part_ref, action, state, officer_name, account_id," \
	" asked_by, asked_at," \
    " document_id, step_seq from xz.act_cosign"

static struct act_approval
approval_of(struct db_row r)
{
	return (struct act_approval){ .id = row_i64(r, "id"), .asked_by = row_i64(r, "requested_by"),
	    .document = row_i64_or(r, "document_id", 0), .ref = row_ref(r, "ref"), .subject = row_ref(r, "subject_ref"),
	    .part = row_ref_or_zero(r, "part_ref"), .kind = row_text(r, "subject_kind"),
	    .action = row_text(r, "action"), .input = row_text(r, "input"), .state = row_text(r, "state"),
	    .duty = row_text_or(r, "duty", ""), .asked_at = row_time(r, "requested_at") };
}

enum err
act_approval_get(struct arena *a, struct db *db, struct ref ref, struct act_approval *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, APPROVAL " where ref = $1", DB_REF(ref));

	if (e == OK)
		*out = approval_of(r);
	return e;
}

enum err
act_approval_next(struct arena *a, struct db *db, const char *kind, int64_t subject, struct act_approval *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, APPROVAL " where subject_kind = $1 and subject_id = $2 and state = 'pending'"
	    " order by id limit 1", DB_TEXT(kind), DB_I64(subject));

	if (e == OK)
		*out = approval_of(r);
	return e;
}

enum err
act_given_back(struct arena *a, struct db *db, const char *kind, int64_t subject, int64_t part, const char *action,
    struct act_given_back *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select q.state, q.input, q.ended_at, s.words, c.display_name as by from xz.act_approval q"
	    " left join xz.act_approval_step s on s.approval_id = q.id and s.verdict = 'return'"
	    " left join xz.people_account c on c.id = s.account_id"
	    " where q.subject_kind = $1 and q.subject_id = $2 and q.part_id is not distinct from $3 and q.action = $4"
	    " order by q.id desc limit 1", DB_TEXT(kind), DB_I64(subject), DB_ID(part), DB_TEXT(action));

	if (e != OK)
		return e;
	if (strcmp(row_text(r, "state"), "pending") == 0)
		return err_set(ERR_NOT_FOUND, "an approval that waits");
	*out = (struct act_given_back){ .returned = strcmp(row_text(r, "state"), "returned") == 0,
	    .by = row_text_null(r, "by"), .words = row_text_or(r, "words", ""), .at = row_time(r, "ended_at"),
	    .input = row_text(r, "input") };
	return OK;
}

enum err
act_approvals_pending(struct arena *a, struct db *db, const char *kind, int64_t subject, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select id, part_id, action, document_id, chain[at_step + 1] as duty from xz.act_approval"
	    " where subject_kind = $1 and subject_id = $2 and state = 'pending' order by id", DB_TEXT(kind),
	    DB_I64(subject));
}

enum err
act_approval_chain(struct arena *a, struct db *db, int64_t approval, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.n, x.duty, k.name_zh as duty_zh, k.name_en as duty_en, s.verdict, c.display_name as name,"
	    " s.words, s.at,"
	    PEOPLE_STOOD_FOR("s.account_id", "s.duty", "s.at") " as for_name"
	    " from xz.act_approval p cross join lateral unnest(p.chain) with ordinality as x (duty, n)"
	    " join xz.people_duty_kind k on k.code = x.duty"
	    " left join xz.act_approval_step s on s.approval_id = p.id and s.n = x.n - 1"
	    " left join xz.people_account c on c.id = s.account_id where p.id = $1 order by x.n", DB_I64(approval));
}

static struct act_cosign
cosign_of(struct db_row r)
{
	return (struct act_cosign){ .ref = row_ref(r, "ref"), .subject = row_ref(r, "subject_ref"),
	    .part = row_ref_or_zero(r, "part_ref"), .kind = row_text(r, "subject_kind"),
	    .action = row_text(r, "action"), .state = row_text(r, "state"), .name = row_text(r, "officer_name"),
	    .account = row_i64(r, "account_id"), .asked_by = row_i64(r, "asked_by"),
	    .asked_at = row_time(r, "asked_at"), .document = row_i64_or(r, "document_id", 0),
	    .seq = row_i32(r, "step_seq") };
}

enum err
act_cosign_get(struct arena *a, struct db *db, struct ref ref, struct act_cosign *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COSIGN " where ref = $1", DB_REF(ref));

	if (e == OK)
		*out = cosign_of(r);
	return e;
}

enum err
act_cosign_next(struct arena *a, struct db *db, const char *kind, int64_t subject, struct act_cosign *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COSIGN " where subject_kind = $1 and subject_id = $2 and state = 'waiting'"
	    " order by id limit 1", DB_TEXT(kind), DB_I64(subject));

	if (e == OK)
		*out = cosign_of(r);
	return e;
}

enum err
act_verdicts(struct arena *a, struct db *db, const char *kind, int64_t subject, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select x.duty_zh, x.duty_en, x.name, x.verdict, x.words, x.at from ("
	    " select p.id, s.n, k.name_zh as duty_zh, k.name_en as duty_en, c.display_name ||"
	    " coalesce('" ACT_STANDS_IN "' ||"
	    PEOPLE_STOOD_FOR("s.account_id", "s.duty", "s.at") " || '）', '') as name, s.verdict, s.words, s.at"
	    " from xz.act_approval p join xz.act_approval_step s on s.approval_id = p.id"
	    " join xz.people_account c on c.id = s.account_id join xz.people_duty_kind k on k.code = s.duty"
	    " where p.subject_kind = $1 and p.subject_id = $2"
	    " union all select p.id, d.place::int + 100, k.name_zh, k.name_en, '', null, '', null"
	    " from xz.act_approval p"
	    " cross join unnest(p.chain) with ordinality as d (code, place)"
	    " join xz.people_duty_kind k on k.code = d.code"
	    " where p.subject_kind = $1 and p.subject_id = $2 and p.state = 'pending'"
	    " and d.place > p.at_step) x order by x.id, x.n", DB_TEXT(kind), DB_I64(subject));
}
