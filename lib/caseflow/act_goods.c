/* act_goods.c - the items of measures: further ones on the list, in to a keeper and out again, returned, sold early,
 * destroyed, confiscated (行政强制法 26-28, 行政处罚法 74; fields' rules). */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/words.h"

#define MEASURE_FIELD { .name = "measure", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE }
#define ITEMS_FIELD { .name = "items", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 300 }
#define DAY_FIELD { .name = "on_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE }

/* Those with items in one of these states (by spaces); "": all that live, of a form without a day. */
static enum err
option_measures(struct act_move *m, const char *states)
{
	char day[DAY_TEXT_SIZE];
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select q.ref, case q.kind when 'preserve' then '" CASE_PRESERVED "'"
	    " when 'seal' then '" CASE_SEALED_UP "' else '" CASE_SEIZED "' end"
	    " || ' ' || to_char(q.from_day, '" CASE_DAY_SQL "') || ' '"
	    " || coalesce((select string_agg(g.no || '.' || g.name, ' ' order by g.no)"
	    "   from xz.caseflow_goods g where g.measure_id = q.id and g.no <= 5), '') as label"
	    " from xz.caseflow_measure q where q.case_id = $1 and case when $2 = '' then q.state = 'live'"
	    " else exists (select from xz.caseflow_goods g where g.measure_id = q.id"
	    "   and g.state = any (string_to_array($2, ' '))) end order by q.id",
	    DB_I64(case_of(m)->id), DB_TEXT(states));

	if (e != OK)
		return e;
	option_rows(m, "measure", rows);
	if (*states == '\0')
		return OK;
	day_text(m->today, day);
	input_default(m->in, "on_day", arena_strdup(m->a, day));
	return OK;
}

/* Not before they were taken. */
static enum err
day_check(struct act_move *m)
{
	struct db_row r;
	int64_t measure;
	enum err e = goods_measure(m, &measure);

	if (e != OK || measure == 0)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select from_day from xz.caseflow_measure where id = $1", DB_I64(measure));
	if (e == OK)
		act_not_before(m, "on_day", row_day(r, "from_day"));
	return e;
}

static enum err
pick_check(struct act_move *m, const char *states)
{
	enum err e = goods_pick(m, states);

	return e == OK ? day_check(m) : e;
}

static void
moves(struct act_move *m, const char *to, const char *words)
{
	struct goods_moving *g = goods_of(m);

	g->to = to;
	g->day = input_day(m->in, "on_day");
	g->words = words != NULL ? input_text(m->in, words) : NULL;
}

/* ---- a list that is longer than a form */

static const struct field list_fields[] = {
	MEASURE_FIELD,
	{ .name = "lines", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 3,
	    .max = 300000 },
	{ 0 }
};

static enum err
list_prepare(struct act_move *m)
{
	return option_measures(m, "");
}

/* The next part of a line, without space around it; columns stand apart by tabs, as out of a sheet, or by "|". */
static const char *
cut(struct arena *a, const char **at)
{
	size_t n = strcspn(*at, "\t|"), wide;
	const char *part, *mark = strstr(*at, "｜");

	wide = mark != NULL && (size_t)(mark - *at) < n ? (size_t)(mark - *at) : n;
	part = str_clean(a, arena_strndup(a, *at, wide));
	*at += wide;
	if (**at != '\0')
		*at += wide < n ? strlen("｜") : 1;
	return part;
}

/* Yuan with at most two decimals, as fen in digits; NULL: it is none. */
static const char *
fen_of(struct arena *a, const char *yuan)
{
	long long whole, cents = 0;
	const char *dot = strchr(yuan, '.');
	size_t n = dot != NULL ? strlen(dot + 1) : 0;

	if (n > 2 || (dot != NULL && n == 0) ||
	    !str_i64(dot != NULL ? arena_strndup(a, yuan, (size_t)(dot - yuan)) : yuan, 0, 99999999999LL, &whole) ||
	    (n > 0 && !str_i64(dot + 1, 0, 99, &cents)))
		return NULL;
	return arena_printf(a, "%lld", whole * 100 + cents * (n == 1 ? 10 : 1));
}

/* What is wrong with it; NULL: nothing. */
static const char *
line_read(struct arena *a, const char *text, struct goods_line *l)
{
	const char *amount, *unit, *worth;

	l->name = cut(a, &text);
	l->spec = cut(a, &text);
	l->quantity = cut(a, &text);
	l->note = cut(a, &text);
	worth = cut(a, &text);
	l->worth = NULL;
	if (*l->name == '\0' || str_utf8_len(l->name) > 100 || str_utf8_len(l->spec) > 100 ||
	    str_utf8_len(l->note) > 200 || *text != '\0')
		return "goods_line";
	if (!goods_quantity(a, l->quantity, &amount, &unit) || str_utf8_len(l->quantity) > 40)
		return "goods_line_quantity";
	if (*worth != '\0' && (l->worth = fen_of(a, worth)) == NULL)
		return "goods_line_value";
	return NULL;
}

/* A problem at the first line that is wrong. */
static struct goods_line *
lines_of(struct act_move *m, size_t *n)
{
	struct goods_line *l = ARENA_ARRAY(m->a, struct goods_line, GOODS_MAX);
	const char *p = input_text(m->in, "lines"), *end, *line, *why;
	int no;

	*n = 0;
	for (no = 1; *p != '\0'; no++, p = *end == '\0' ? end : end + 1) {
		end = p + strcspn(p, "\n");
		line = str_clean(m->a, arena_strndup(m->a, p, (size_t)(end - p)));
		if (*line == '\0')
			continue;
		why = *n == GOODS_MAX ? "goods_too_many" : line_read(m->a, line, &l[*n]);
		if (why != NULL) {
			act_problem(m, "lines", why, arena_printf(m->a, "%d", no));
			break;
		}
		(*n)++;
	}
	return l;
}

static enum err
list_check(struct act_move *m)
{
	size_t n;

	if (input_given(m->in, "lines"))
		(void)lines_of(m, &n);
	return OK;
}

static enum err
list_apply(struct act_move *m)
{
	size_t n;
	int64_t measure;
	struct db_row r;
	struct goods_line *l = lines_of(m, &n);
	enum err e = goods_measure(m, &measure);

	if (e != OK || measure == 0)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select q.state, p.name, q.place from xz.caseflow_measure q"
	    " left join xz.caseflow_party p on p.id = q.party_id where q.id = $1 for update of q", DB_I64(measure));
	if (e == OK && !str_eq(row_text(r, "state"), "live"))
		act_problem(m, "measure", "measure_ended", NULL);
	if (e == OK)
		act_doc(m, "place", json_string(row_text(r, "place")));
	act_note(m, "items", json_integer((json_int_t)n));
	return e == OK ? goods_add(m, measure, l, n) : e;
}

/* ---- in to the keeper, and out */

static const struct field in_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD,
	{ .name = "keeper", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	DAY_FIELD,
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 200 },
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 300 },
	{ 0 }
};

static enum err
in_prepare(struct act_move *m)
{
	enum err e = option_measures(m, "held");

	return e == OK ? option_officers(m, "keeper", "archivist") : e;
}

/* The keeper signs, and neither investigates the case nor did. */
static enum err
keeper_signs(struct act_move *m, int64_t keeper, const char *field)
{
	struct case_move *own = m->own;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select c.display_name, c.active and exists (select from xz.people_duty d"
	    "   where d.account_id = c.id and d.duty = 'archivist' and d.revoked_at is null) as keeps,"
	    " exists (select from xz.caseflow_officer o where o.case_id = $2 and o.account_id = c.id"
	    "   and o.state in ('named', 'accepted')) as investigates from xz.people_account c where c.id = $1",
	    DB_I64(keeper), DB_I64(case_of(m)->id));

	if (e != OK)
		return e;
	if (row_bool(r, "investigates") || keeper == m->requester)
		act_problem(m, field, "keeper_apart", NULL);
	else if (!row_bool(r, "keeps"))
		act_problem(m, field, "keeper_none", row_text(r, "display_name"));
	own->signer = (struct act_signer){ keeper, row_text(r, "display_name"), "" };
	goods_of(m)->keeper_id = keeper;
	goods_of(m)->other = own->signer.name;
	act_doc(m, "keeper", json_string(own->signer.name));
	return OK;
}

static enum err
in_check(struct act_move *m)
{
	int64_t keeper;
	enum err e = pick_check(m, "held");

	if (e == OK)
		e = account_of(m, "keeper", &keeper);
	return e == OK && keeper != 0 ? keeper_signs(m, keeper, "keeper") : e;
}

static enum err
in_apply(struct act_move *m)
{
	moves(m, "kept", "note");
	goods_of(m)->place = input_text(m->in, "place");
	return OK;
}

static enum err
in_after(struct act_move *m)
{
	int64_t measure;
	enum err e = goods_move(m);

	if (e == OK)
		e = goods_measure(m, &measure);
	return e == OK ? goods_term_met(m, measure) : e;
}

static const struct field out_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD, DAY_FIELD,
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 300 },
	{ 0 }
};

static enum err
out_prepare(struct act_move *m)
{
	return option_measures(m, "kept");
}

/* One keeper gives out what is with them. */
static enum err
out_check(struct act_move *m)
{
	struct db_row r;
	enum err e = pick_check(m, "kept");

	if (e != OK || goods_of(m)->ids == NULL)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select min(keeper_id) as keeper, count(distinct keeper_id) = 1 as one"
	    " from xz.caseflow_goods where id = any ($1::text::bigint[])", DB_TEXT(goods_of(m)->ids));
	if (e == OK && !row_bool(r, "one")) {
		act_problem(m, "items", "keepers_many", NULL);
		return OK;
	}
	return e == OK ? keeper_signs(m, row_i64(r, "keeper"), "items") : e;
}

static enum err
out_apply(struct act_move *m)
{
	moves(m, "held", "reason");
	return OK;
}

/* ---- what becomes of them */

static const struct field return_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD, DAY_FIELD,
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 300 },
	{ 0 }
};

static enum err
held_prepare(struct act_move *m)
{
	return option_measures(m, "held");
}

/* What is confiscated is nobody's to take back but by a revocation, which lifts that first. */
static enum err
held_check(struct act_move *m)
{
	return pick_check(m, "held");
}

static enum err
return_check(struct act_move *m)
{
	struct db_row r;
	enum err e = held_check(m);

	if (e != OK || goods_of(m)->ids == NULL)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_goods where id = any ($1::text::bigint[])"
	    " and confiscated_on is not null) and not exists (select from xz.caseflow_decision d"
	    "   join xz.caseflow_track k on k.id = d.track_id where k.case_id = $2 and d.revoked_on is not null)"
	    " as yes",
	    DB_TEXT(goods_of(m)->ids), DB_I64(case_of(m)->id));
	if (e == OK && row_bool(r, "yes"))
		act_problem(m, "items", "goods_confiscated", NULL);
	return e;
}

static enum err
return_apply(struct act_move *m)
{
	moves(m, "returned", "reason");
	goods_of(m)->other = input_text(m->in, "recipient");
	return OK;
}

/* 先行处置: with the owner's consent or after a notice, approved by the head (市场监管程序规定 41, 农业 45, 交通
 * 128). */
static const struct field sell_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD, DAY_FIELD,
	{ .name = "way", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "consent", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 300 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "proceeds", .type = FIELD_MONEY, .min = 0, .max = 99999999999999 },
	{ 0 }
};

static enum err
sell_apply(struct act_move *m)
{
	moves(m, "sold", "reason");
	goods_of(m)->other = input_text(m->in, "way");
	if (input_given(m->in, "proceeds"))
		goods_of(m)->fen = arena_printf(m->a, "%" PRId64, input_number(m->in, "proceeds"));
	return OK;
}

static const struct field destroy_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD, DAY_FIELD,
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 200 },
	{ .name = "way", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 3, .max = 300 },
	{ .name = "course", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
destroy_prepare(struct act_move *m)
{
	enum err e = option_measures(m, "held");

	return e == OK ? option_case_officers(m, "second", true) : e;
}

static enum err
destroy_apply(struct act_move *m)
{
	moves(m, "destroyed", "course");
	goods_of(m)->place = input_text(m->in, "place");
	return OK;
}

static const struct field confiscate_fields[] = {
	MEASURE_FIELD, ITEMS_FIELD, DAY_FIELD,
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 300 },
	{ 0 }
};

static enum err
confiscate_prepare(struct act_move *m)
{
	return option_measures(m, "held kept");
}

/* Once a decision that stands says so. */
static enum err
confiscate_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_decision d"
	    " join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_penalty p on p.case_id = k.case_id"
	    "   and p.party_id = k.party_id where k.case_id = $1"
	    " and d.revoked_on is null and p.stage = 'decision' and p.kind = 'confiscate_goods') as yes",
	    DB_I64(case_of(m)->id));

	if (e == OK && !row_bool(r, "yes"))
		act_problem(m, "measure", "goods_undecided", NULL);
	return e == OK ? pick_check(m, "held kept") : e;
}

static enum err
confiscate_apply(struct act_move *m)
{
	moves(m, NULL, "note");
	goods_of(m)->confiscates = true;
	return OK;
}

const struct act_step caseflow_goods_steps[] = {
	{ .code = "goods_list", .fields = list_fields, .prepare = list_prepare, .check = list_check,
	    .effect = list_apply, .needs = "live" },
	{ .code = "goods_in", .fields = in_fields, .prepare = in_prepare, .check = in_check, .effect = in_apply,
	    .after = in_after, .needs = "goods_held" },
	{ .code = "goods_out", .fields = out_fields, .prepare = out_prepare, .check = out_check, .effect = out_apply,
	    .after = goods_move, .needs = "goods_kept" },
	{ .code = "goods_return", .fields = return_fields, .prepare = held_prepare, .check = return_check,
	    .effect = return_apply, .after = goods_move, .needs = "goods_held" },
	{ .code = "goods_sell", .fields = sell_fields, .prepare = held_prepare, .check = held_check,
	    .effect = sell_apply, .after = goods_move, .needs = "goods_held" },
	{ .code = "goods_destroy", .fields = destroy_fields, .prepare = destroy_prepare, .check = held_check,
	    .effect = destroy_apply, .after = goods_move, .needs = "goods_held" },
	{ .code = "goods_confiscate", .fields = confiscate_fields, .prepare = confiscate_prepare,
	    .check = confiscate_check, .effect = confiscate_apply, .after = goods_move, .needs = "goods_left" },
	{ 0 }
};
