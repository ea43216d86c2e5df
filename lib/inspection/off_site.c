/* off_site.c - before anybody goes: a matter that is settled without a visit (非现场监管优先), a visit that is moved to
 * other days. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"

/* ---- settled: by shared data, in writing, from afar */

const struct field insp_settle_fields[] = {
	{ .name = "settled_by", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_settle" },
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = 1000 },
	{ 0 }
};

enum err
insp_settle_prepare(struct act_move *m)
{
	input_option(m->in, "result", "no_issue", INSPECTION_NO_ISSUE);
	input_option(m->in, "result", "corrected", INSPECTION_CORRECTED);
	return insp_codes(m);
}

/* It ends here, with its result; its place in the year is given back. */
enum err
insp_settle(struct act_move *m)
{
	const char *way = input_text(m->in, "settled_by"), *result = input_text(m->in, "result");
	struct ref words;
	enum err e = insp_words(m, "words", input_text(m->in, "words"), &words);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "insert into xz.inspection_settled (inspection_id, way, result, words_ref,"
		    " account_id, at) values ($1, $2, $3, $4, $5, $6)", DB_I64(insp_of(m)->id), DB_TEXT(way),
		    DB_TEXT(result), DB_REF_OR_NULL(words), DB_I64(m->actor.account), DB_TIME(m->now));
	act_note(m, "way", json_string(way));
	act_note(m, "result", json_string(result));
	return e == OK ? insp_end(m, "settled") : e;
}

enum err
inspection_settled(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select k.name_zh, k.name_en, s.result, c.display_name as by, s.at"
	    " from xz.inspection_settled s join xz.law_code k on k.kind = 'inspect_settle' and k.code = s.way"
	    " join xz.people_account c on c.id = s.account_id where s.inspection_id = $1", DB_I64(id));
}

/* ---- moved: one that was approved for its days is asked for again */

const struct field insp_move_fields[] = {
	{ .name = "from_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "to_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "moved_for", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 200 },
	{ 0 }
};

enum err
insp_move_prepare(struct act_move *m)
{
	char text[TIME_TEXT_SIZE];

	time_text(insp_of(m)->from_at, text);
	text[16] = '\0';
	input_default(m->in, "from_at", arena_strdup(m->a, text));
	time_text(insp_of(m)->to_at, text);
	text[16] = '\0';
	input_default(m->in, "to_at", arena_strdup(m->a, text));
	return OK;
}

static enum err
ask_again(struct act_move *m)
{
	enum err e = insp_give_back(m, "moved");

	insp_of(m)->approval = "none";
	m->to = insp_of(m)->line != 0 || insp_of(m)->spot_visit != 0 ? "planned" : "triggered";
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.inspection set approval = 'none', approved_at = null"
	    " where id = $1", DB_I64(insp_of(m)->id)) : e;
}

enum err
insp_move(struct act_move *m)
{
	int64_t from = input_time(m->in, "from_at"), to = input_time(m->in, "to_at");
	char was[TIME_TEXT_SIZE], is[TIME_TEXT_SIZE];
	enum err e = OK;

	insp_window_check(m, from, to);
	if (m->p->n > 0)
		return err_set(ERR_INPUT, "%s", m->p->first->code);
	time_text(insp_of(m)->from_at, was);
	time_text(from, is);
	act_note(m, "was", json_string(was));
	act_note(m, "is", json_string(is));
	if (str_eq(insp_of(m)->state, "approved"))
		e = ask_again(m);
	insp_of(m)->from_at = from;
	insp_of(m)->to_at = to;
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.inspection set from_at = $2, to_at = $3 where id = $1",
	    DB_I64(insp_of(m)->id), DB_TIME(from), DB_TIME(to)) : e;
}
