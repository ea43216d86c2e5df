/* act_recusal.c - recusal that a party asks for: of whom and why, and what was decided (行政处罚法 43). */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"

static const struct field ask_fields[] = {
	{ .name = "against", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "by_whom", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 8000 },
	{ 0 }
};

/* Who investigates, and the heads who will decide. */
static enum err
ask_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select p.ref, min(x.name) as label from (select o.account_id, o.name || ' ' || o.certificate_no as name"
	    "   from xz.caseflow_officer o where o.case_id = $1 and o.state in ('named', 'accepted')"
	    "   union all select c.id, c.display_name from xz.people_account c where c.agency_id = $2 and c.active"
	    "   and xz.people_duties(c.id) & $3::int <> 0) x join xz.people_principal p on p.id = x.account_id"
	    " group by p.ref order by min(x.name)", DB_I64(case_of(m)->id), DB_I64(case_of(m)->agency),
	    DB_I64(DUTY_AGENCY_HEAD));

	if (e == OK)
		option_rows(m, "against", rows);
	return e;
}

static enum err
ask_check(struct act_move *m)
{
	int64_t account;
	struct db_row r;
	enum err e = account_of(m, "against", &account);

	act_not_before(m, "asked_on", case_of(m)->filed_on);
	if (e != OK || account == 0)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_recusal where case_id = $1"
	    " and account_id = $2 and granted is null) as waits", DB_I64(case_of(m)->id), DB_I64(account));
	if (e == OK && row_bool(r, "waits"))
		act_problem(m, "against", "recusal_waits", NULL);
	return e;
}

static enum err
ask_apply(struct act_move *m)
{
	int64_t account, message;
	enum err e = account_of(m, "against", &account);

	if (e == OK)
		e = case_message_id(m, &message);
	return e == OK ? DB_EXEC(m->a, m->db, "insert into xz.caseflow_recusal (case_id, account_id, asked_on, by_whom,"
	    " reason, asked_by, message_id) values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(case_of(m)->id),
	    DB_I64(account), DB_DAY(input_day(m->in, "asked_on")), DB_TEXT(input_text(m->in, "by_whom")),
	    DB_TEXT(input_text(m->in, "reason")), DB_I64(m->actor.account), DB_ID(message)) : e;
}

/* ---- decided */

static const struct field decide_fields[] = {
	{ .name = "recusal_of", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "recusal_verdict" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ .name = "discussed_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "present", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 4, .max = 2000 },
	{ 0 }
};

static enum err
decide_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_codes(m, "verdict", "recusal_verdict");

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select q.ref, c.display_name || ' ' || q.asked_on as label"
		    " from xz.caseflow_recusal q join xz.people_account c on c.id = q.account_id"
		    " where q.case_id = $1 and q.granted is null order by q.id", DB_I64(case_of(m)->id));
	if (e == OK)
		option_rows(m, "recusal_of", rows);
	return e;
}

/* ERR_NOT_FOUND: none was chosen. */
static enum err
recusal_of(struct act_move *m, struct db_row *r)
{
	struct ref ref;

	if (!input_ref(m->in, "recusal_of", &ref))
		return ERR_NOT_FOUND;
	return DB_ONE(m->a, m->db, r, "select q.id, q.account_id, q.asked_on, c.display_name as name,"
	    " coalesce(xz.people_duties(q.account_id), 0) & $3::int <> 0 as head from xz.caseflow_recusal q"
	    " join xz.people_account c on c.id = q.account_id"
	    " where q.ref = $1 and q.case_id = $2 and q.granted is null", DB_REF(ref), DB_I64(case_of(m)->id),
	    DB_I64(DUTY_AGENCY_HEAD));
}

/* Nobody decides on oneself; on a head the leaders together (程序规定 4, 生态办法 6, 应急办法 17, 农业 5). */
static enum err
decide_check(struct act_move *m)
{
	struct db_row r;
	enum err e = recusal_of(m, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if (row_i64(r, "account_id") == m->actor.account)
		act_problem(m, "recusal_of", "recusal_own", NULL);
	if (row_bool(r, "head") && !input_given(m->in, "discussed_on"))
		act_problem(m, "discussed_on", "recusal_of_head", NULL);
	if (row_bool(r, "head") && !input_given(m->in, "present"))
		act_problem(m, "present", "required", NULL);
	if (input_given(m->in, "discussed_on"))
		act_not_before(m, "discussed_on", row_day(r, "asked_on"));
	return OK;
}

static enum err
decide_paper(struct act_move *m)
{
	struct db_row r;
	enum err e = recusal_of(m, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	act_doc(m, "against", json_string(row_text(r, "name")));
	return OK;
}

/* Who must withdraw is no officer of the case any more, nor signs what they were asked to. */
static enum err
leave(struct act_move *m, int64_t account)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_officer set state = 'recused', reason = 'asked'"
	    " where case_id = $1 and account_id = $2 and state in ('named', 'accepted')", DB_I64(case_of(m)->id),
	    DB_I64(account));

	return e == OK ? act_cosigns_lapse(m, account) : e;
}

static enum err
decide_apply(struct act_move *m)
{
	bool granted = str_eq(input_text(m->in, "verdict"), "granted");
	struct db_row r;
	enum err e = recusal_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_recusal set granted = $2, decided_on = $3,"
		    " decided_by = $4, words = $5, discussed_on = $6 where id = $1", DB_I64(row_i64(r, "id")),
		    DB_BOOL(granted),
		    DB_DAY(m->today), DB_I64(m->actor.account), DB_TEXT(input_text(m->in, "words")),
		    DB_DAY(input_given(m->in, "discussed_on") ? input_day(m->in, "discussed_on") : DAY_NONE));
	act_note(m, "granted", json_boolean(granted));
	return e == OK && granted ? leave(m, row_i64(r, "account_id")) : e;
}

const struct act_step caseflow_recusal_steps[] = {
	{ .code = "recusal_ask", .fields = ask_fields, .prepare = ask_prepare, .check = ask_check,
	    .effect = ask_apply },
	{ .code = "recusal_note", .fields = ask_fields, .prepare = ask_prepare, .check = ask_check,
	    .effect = ask_apply },
	{ .code = "recusal_decide", .fields = decide_fields, .prepare = decide_prepare, .check = decide_check,
	    .effect = decide_apply, .paper = decide_paper },
	{ 0 }
};
