/* recheck.c - orders to correct are re-checked by two officers with certificates valid that day: the second confirms by
 * a one-time code on the first one's phone, or from their own account; until then it waits and nothing comes of it. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"

const struct field insp_recheck_fields[] = {
	{ .name = "order", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_recheck" },
	{ .name = "checked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "due_on", .type = FIELD_DAY },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 1,
	    .max = 1000 },
	{ .name = "username", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 9 },
	{ 0 }
};
const struct field insp_confirm_fields[] = {
	{ .name = "which", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "agree", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ 0 }
};

enum err
insp_recheck_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	char day[DAY_TEXT_SIZE];
	int i;
	enum err e = inspection_orders(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!str_eq(row_text(r, "state"), "open") || row_bool(r, "waits"))
			continue;
		day_text(row_day(r, "due_on"), day);
		input_option_ref(m->in, "order", row_ref(r, "ref"),
		    arena_printf(m->a, "%s %s", day, row_text(r, "item_zh")),
		    arena_printf(m->a, "%s %s", day, row_text(r, "item_en")));
	}
	if (e == OK)
		e = inspection_officers(m->a, m->db, insp_of(m)->id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *label = arena_printf(m->a, "%s %s", row_text(r, "name"), row_text(r, "certificate_no"));

		if (row_i64(r, "account_id") != m->actor.account)
			input_option(m->in, "username", row_text(r, "username"), label, label);
	}
	day_text(m->today, day);
	input_default(m->in, "checked_on", arena_strdup(m->a, day));
	return e == OK ? insp_codes(m) : e;
}

enum err
inspection_rechecks(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.ref, k.checked_on, i.name as item_zh, i.name_en as item_en, c.name_zh as result_zh,"
	    " c.name_en as result_en, (select x.display_name from xz.people_account x"
	    " where x.id = k.by_account) || ' ' || k.by_certificate as by, k.by_account,"
	    " (select x.display_name from xz.people_account x"
	    " where x.id = k.second) || ' ' || k.second_certificate as second, k.way,"
	    " k.confirmed_at, k.dropped_at, k.words_ref from xz.inspection_recheck k"
	    " join xz.inspection_order o on o.id = k.order_id"
	    " join xz.inspection_item i on i.inspection_id = o.inspection_id and i.n = o.n"
	    " left join xz.law_code c on c.kind = 'inspect_recheck'"
	    " and c.code = k.result and c.valid_to is null where k.inspection_id = $1 order by k.id", DB_I64(id));
}

/* The certificate of an officer of the team that was valid that day. */
static enum err
certificate(struct act_move *m, int64_t account, int32_t day, const char **no)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select t.no from xz.inspection_officer o join xz.people_account c on c.id = o.account_id and c.active"
	    " join xz.people_certificates_on($3::date) t on t.officer_id = c.officer_id"
	    " where o.inspection_id = $1 and o.account_id = $2 order by t.no = o.certificate_no desc, t.no"
	    " limit 1", DB_I64(insp_of(m)->id), DB_I64(account), DB_DAY(day));

	if (e == OK && db_count(rows) == 0)
		return act_refuse(m, ERR_STATE, "checked_on", "inspect_recheck_officers", NULL);
	if (e == OK)
		*no = row_text(db_at(rows, 0), "no");
	return e;
}

enum err
insp_recheck_clock(struct act_move *m, int64_t order, struct ref ref, int32_t due, int64_t *clock)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select coalesce((select t.field from xz.inspection_order o"
	    " join xz.inspection_item i on i.inspection_id = o.inspection_id and i.n = o.n"
	    " join xz.law_check_item c on c.id = i.item_id join xz.law_matter t on t.id = c.matter_id"
	    " where o.id = $1), '') as field", DB_I64(order));

	return e == OK ? act_clock_start(m, &(struct clock_new){ .subject_kind = "inspection_order",
	    .subject_id = order, .subject_ref = ref, .agency = insp_of(m)->agency, .unit = insp_of(m)->unit,
	    .duty = "officer", .rule = "inspection.recheck", .sector = row_text(r, "field"),
	    .start_at = time_of_day(due, 12, 0) }, clock) : e;
}

static enum err
clock_again(struct act_move *m, int64_t order, struct ref ref, int32_t due)
{
	int64_t old, clock = 0;
	enum err e = calendar_clock_find(m->a, m->db, "inspection_order", order, "inspection.recheck", &old);

	if (e == OK && due != DAY_NONE)
		e = insp_recheck_clock(m, order, ref, due, &clock);
	return e == OK ? act_clock_replace(m, old, clock) : e;
}

/* The way there is a visit too; it is the firm's doing, so it is not counted. */
static enum err
ledger(struct act_move *m, struct db_row k, struct ref recheck)
{
	enum err e = insp_take_recheck(m, recheck, row_day(k, "checked_on"));

	return e != OK ? e : DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_visit (subject_id, agency_id, kind, day, counted, reason, officers,"
	    " source_kind, source_ref, clean) values ($1, $2, $3, $4, false, 'recheck', array[$5::text, $6::text],"
	    " 'inspection', $7, $8)", DB_I64(insp_of(m)->subject), DB_I64(insp_of(m)->agency),
	    DB_TEXT(insp_of(m)->kind), DB_DAY(row_day(k, "checked_on")), DB_TEXT(row_text(k, "by_certificate")),
	    DB_TEXT(row_text(k, "second_certificate")), DB_REF(insp_of(m)->ref),
	    DB_BOOL(str_eq(row_text(k, "result"), "met")));
}

/* What comes of it, now that two have said so. */
static enum err
settle(struct act_move *m, struct ref recheck)
{
	struct db_row k, left;
	const char *result;
	bool again;
	enum err e = DB_ONE(m->a, m->db, &k,
	    "select k.order_id, o.ref as order_ref, o.n, k.result, k.checked_on, k.due_on, k.words_ref,"
	    " k.by_certificate, k.second_certificate from xz.inspection_recheck k"
	    " join xz.inspection_order o on o.id = k.order_id"
	    " where k.ref = $1 and k.inspection_id = $2 and k.confirmed_at is not null", DB_REF(recheck),
	    DB_I64(insp_of(m)->id));

	if (e != OK)
		return e;
	result = row_text(k, "result");
	again = str_eq(result, "again");
	e = DB_EXEC(m->a, m->db,
	    "update xz.inspection_order set state = $2, due_on = coalesce($3, due_on), again = again + $4,"
	    " rechecked_on = $5, words_ref = $6 where id = $1", DB_I64(row_i64(k, "order_id")),
	    DB_TEXT(again ? "open" : result), DB_DAY(again ? row_day(k, "due_on") : DAY_NONE), DB_I64(again),
	    DB_DAY(row_day(k, "checked_on")), DB_REF_OR_NULL(row_ref_or_zero(k, "words_ref")));
	if (e == OK)
		e = clock_again(m, row_i64(k, "order_id"), row_ref(k, "order_ref"),
		    again ? row_day(k, "due_on") : DAY_NONE);
	if (e == OK && str_eq(result, "unmet"))
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set outcome = 'clue' where id = $1", DB_I64(insp_of(m)->id));
	if (e == OK)
		e = ledger(m, k, recheck);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &left,
		    "select count(*) as n from xz.inspection_order where inspection_id = $1 and state = 'open'",
		    DB_I64(insp_of(m)->id));
	if (e == OK && row_i64(left, "n") == 0)
		m->to = "told";
	act_note(m, "item", json_integer(e == OK ? row_i32(k, "n") : 0));
	act_note(m, "result", json_string(result));
	return e;
}

static enum err
confirm(struct act_move *m, struct ref recheck, int64_t second, int32_t day, const char *way)
{
	const char *no;
	struct people_actor who;
	enum err e = certificate(m, second, day, &no);

	if (e == OK)
		e = people_actor_load(m->a, m->db, second, &who);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection_recheck set second = $2, second_certificate = $3, way = $4, confirmed_at = $5"
		    " where ref = $1 and inspection_id = $6", DB_REF(recheck), DB_I64(second), DB_TEXT(no),
		    DB_TEXT(way), DB_TIME(m->now), DB_I64(insp_of(m)->id));
	if (e != OK)
		return e;
	act_note(m, "second", json_string(ref_text_in(m->a, who.ref)));
	act_note(m, "way", json_string(way));
	return settle(m, recheck);
}

static enum err
put(struct act_move *m, struct ref order, const char *no, struct ref *out)
{
	bool again = str_eq(input_text(m->in, "result"), "again");
	struct ref words;
	struct db_row r;
	enum err e = insp_words(m, "words", input_text(m->in, "words"), &words);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.inspection_recheck (inspection_id, order_id, result, checked_on, due_on,"
		    " words_ref, by_account, by_certificate, made_at) select $1, o.id, $3, $4, $5, $6, $7, $8, $9"
		    " from xz.inspection_order o where o.inspection_id = $1"
		    " and o.ref = $2 and o.state = 'open' returning ref", DB_I64(insp_of(m)->id), DB_REF(order),
		    DB_TEXT(input_text(m->in, "result")), DB_DAY(input_day(m->in, "checked_on")),
		    DB_DAY(again ? input_day(m->in, "due_on") : DAY_NONE), DB_REF_OR_NULL(words),
		    DB_I64(m->actor.account), DB_TEXT(no), DB_TIME(m->now));
	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_STATE, "order", "inspect_state", NULL);
	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "order", "inspect_recheck_waits", NULL);
	if (e == OK)
		*out = row_ref(r, "ref");
	return e;
}

/* The firm has until the day of its order, and a new day is a later one. */
static enum err
in_its_time(struct act_move *m, struct ref order)
{
	const char *result = input_text(m->in, "result");
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select due_on from xz.inspection_order where inspection_id = $1 and ref = $2", DB_I64(insp_of(m)->id),
	    DB_REF(order));

	if (e != OK || db_count(rows) == 0)
		return e;
	if (str_eq(result, "unmet") && input_day(m->in, "checked_on") < row_day(db_at(rows, 0), "due_on"))
		return act_refuse(m, ERR_INPUT, "checked_on", "inspect_recheck_early", NULL);
	if (str_eq(result, "again") && input_day(m->in, "due_on") <= row_day(db_at(rows, 0), "due_on"))
		return act_refuse(m, ERR_INPUT, "due_on", "inspect_recheck_sooner", NULL);
	return OK;
}

enum err
insp_recheck(struct act_move *m)
{
	int32_t day = input_day(m->in, "checked_on"), due = input_day(m->in, "due_on");
	struct ref order, recheck;
	const char *no;
	enum err e;

	if (str_eq(input_text(m->in, "result"), "again") && (due == DAY_NONE || due <= m->today))
		act_problem(m, "due_on", "inspect_due", NULL);
	if (insp_of(m)->told_at != TIME_NONE && day < time_day(insp_of(m)->told_at))
		act_problem(m, "checked_on", "inspect_recheck_day", NULL);
	if (m->p->n > 0 || !input_ref(m->in, "order", &order))
		return err_set(ERR_INPUT, "the re-check does not fit");
	e = in_its_time(m, order);
	if (e == OK)
		e = certificate(m, m->actor.account, day, &no);
	if (e == OK)
		e = put(m, order, no, &recheck);
	return e == OK && insp_signer(m) != m->actor.account ? confirm(m, recheck, insp_signer(m), day, "code") : e;
}

/* ---- the second officer, from their own account */

enum err
insp_confirm_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	char day[DAY_TEXT_SIZE];
	int i;
	enum err e = inspection_rechecks(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (row_has(r, "confirmed_at") || row_has(r, "dropped_at") ||
		    row_i64(r, "by_account") == m->actor.account)
			continue;
		day_text(row_day(r, "checked_on"), day);
		input_option_ref(m->in, "which", row_ref(r, "ref"), arena_printf(m->a, "%s %s · %s · %s", day,
		    row_text(r, "item_zh"), row_text_or(r, "result_zh", ""), row_text(r, "by")),
		    arena_printf(m->a, "%s %s · %s · %s", day, row_text(r, "item_en"),
		    row_text_or(r, "result_en", ""), row_text(r, "by")));
	}
	input_option(m->in, "agree", "yes", INSPECTION_CONFIRM);
	input_option(m->in, "agree", "no", INSPECTION_NOT_CONFIRM);
	return e;
}

enum err
insp_confirm(struct act_move *m)
{
	bool agree = str_eq(input_text(m->in, "agree"), "yes");
	struct ref which;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, "which", &which))
		return err_set(ERR_INPUT, "no re-check");
	e = DB_ONE(m->a, m->db, &r,
	    "select by_account, checked_on from xz.inspection_recheck where inspection_id = $1 and ref = $2"
	    " and confirmed_at is null and dropped_at is null", DB_I64(insp_of(m)->id), DB_REF(which));
	if (e == ERR_NOT_FOUND || (e == OK && row_i64(r, "by_account") == m->actor.account))
		return act_refuse(m, ERR_STATE, "which", "inspect_state", NULL);
	if (e == OK && agree)
		return confirm(m, which, m->actor.account, row_day(r, "checked_on"), "account");
	act_note(m, "agree", json_boolean(false));
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.inspection_recheck set dropped_at = $3 where ref = $2 and inspection_id = $1",
	    DB_I64(insp_of(m)->id), DB_REF(which), DB_TIME(m->now)) : e;
}
