/* check.c - see check.h. */
#include "lib/law/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/csv_json.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/cite.h"
#include "lib/law/title.h"
#include "lib/law/words.h"

#define SOURCES 5
#define NONE CSV_FIELDS_MAX	/* a field behind the last of any row */

/* Tables with sources; what tells two rows of one apart. */
static const struct { const char *name; const char *key[4]; } files[] = {
	{ "cause.csv", { "code" } }, { "matter.csv", { "code" } }, { "check_item.csv", { "code" } },
	{ "code.csv", { "kind", "code", "sector" } }, { "parameter.csv", { "key", "sector", "region" } },
	{ "review_criterion.csv", { "limb", "cause_code", "penalty_kind", "sector" } },
	{ "inspection_requirement.csv", { "kind", "phase", "action" } }, { "inspection_way.csv", { "way", "kind" } },
	{ "inspection_chain.csv", { "kind" } }, { "process_requirement.csv", { "procedure", "phase", "action" } },
	{ "regime.csv", { "code" } }, { "redaction_rule.csv", { "code" } }, { "lenient.csv", { "cause", "kind" } },
	{ "document_content.csv", { "kind", "item", "sector" } },
	{ "rule.csv", { "code" } },
};
static const char *const sources[SOURCES] = { "source", "basis", "standard", "broken", "applied" };

struct table {
	const char *file;	/* as it is named: within the folder */
	struct csv *c;
	const char *const *names;
	size_t n, from, to, value, unit, source[SOURCES], key[4];
};

/* What a row says in figures: one, or from a lower to a higher; high 0: none. */
struct figure {
	int64_t low, high;
	const char *unit;
};

struct checking {
	struct arena *a;
	struct db *db;
	struct law_check *out;
	int32_t today;
};

static size_t
column(const struct table *t, const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < t->n; i++)
		if (str_eq(t->names[i], name))
			return i;
	return NONE;
}

static void
say(struct checking *k, const struct table *t, const char *key, const char *cited, const char *why)
{
	k->out->faults++;
	k->out->fault(k->out->ctx, t->file, key, cited, why);
}

static const char *
cited(struct arena *a, const struct law_cite *c)
{
	struct str s;

	str_init(&s, a);
	str_printf(&s, LAW_TITLE_BEGINS "%s" LAW_TITLE_ENDS LAW_NO "%s" LAW_ARTICLE, law_bare_title(c->title),
	    law_numeral(a, c->article));
	if (c->suffix > 0)
		str_printf(&s, LAW_OF "%s", law_numeral(a, c->suffix));
	if (c->para > 0)
		str_printf(&s, LAW_NO "%s" LAW_PARA, law_numeral(a, c->para));
	if (c->item > 0)
		str_printf(&s, LAW_NO "%s" LAW_ITEM, law_numeral(a, c->item));
	return s.s;
}

/* The words of the article on the day: *why is NULL, or what is not there.  days: that the version counts so many 日 as
 * working days. */
static enum err
article(struct checking *k, const struct law_cite *c, int32_t day, int64_t days, const char **text, bool *working,
    const char **why)
{
	struct db_row r;
	enum err e = DB_ONE(k->a, k->db, &r,
	    "with l as (select id from xz.law_law where bare = $1), v as (select v.id from xz.law_version v"
	    "   join l on l.id = v.law_id where v.valid_from <= $2 and coalesce(v.valid_to, 'infinity') >= $2"
	    "   order by v.valid_from desc limit 1),"
	    " x as (select x.no, x.suffix, x.text from xz.law_article x join v on v.id = x.version_id)"
	    " select exists (select from l) as law, exists (select from v) as version,"
	    " exists (select from x) as loaded, (select x.text from x where x.no = $3 and x.suffix = $4) as text,"
	    " exists (select from x"
	    "   where position('" LAW_WORKDAY "' in x.text) > 0 and (position($5 in x.text) > 0"
	    "     or position($6 in x.text) > 0)) as working",
	    DB_TEXT(law_bare_title(c->title)), DB_DAY(day), DB_I64(c->article), DB_I64(c->suffix),
	    DB_TEXT(arena_printf(k->a, "%s" LAW_DAY, law_numeral(k->a, days))),
	    DB_TEXT(arena_printf(k->a, "%" PRId64 LAW_DAY, days)));

	if (e != OK)
		return e;
	*text = row_text_null(r, "text");
	*working = row_bool(r, "working");
	*why = !row_bool(r, "law") ? "law" : !row_bool(r, "version") ? "version" : !row_bool(r, "loaded") ? "text" :
	    *text == NULL ? "article" : NULL;
	if (*why == NULL && (c->para > 0 || c->item > 0) && law_part(k->a, *text, c->para, c->item) == NULL)
		*why = "part";
	return OK;
}

/* In the paragraph that is cited, with its item, or anywhere in the article. */
static bool
says(struct checking *k, const char *text, const struct law_cite *c, const struct figure *f, bool working)
{
	const char *part = c->para > 0 ? law_part(k->a, text, c->para, 0) : NULL, *item = c->item > 0 ?
	    law_part(k->a, text, c->para, c->item) : "";

	if (part != NULL && law_says_range(k->a, arena_printf(k->a, "%s\n%s", part, item != NULL ? item : ""), f->low,
	    f->high, f->unit))
		return true;
	return law_says_range(k->a, text, f->low, f->high, f->unit) || (str_eq(f->unit, "wd") && working &&
	    law_says(k->a, text, f->high, "d"));
}

/* Whether any of the articles says the value, where there is one to say. */
static enum err
check_cites(struct checking *k, const struct table *t, const char *key, const struct law_cite *c, int n,
    int32_t day, const struct figure *f)
{
	const char *text, *why;
	bool said = f->high <= 0, held = false, working;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < n; i++) {
		k->out->cites++;
		e = article(k, &c[i], day, f->high, &text, &working, &why);
		if (e != OK)
			break;
		if (why != NULL)
			say(k, t, key, cited(k->a, &c[i]), why);
		if (text == NULL)
			continue;
		held = true;
		said |= says(k, text, &c[i], f, working);
	}
	if (e == OK && held && !said)
		say(k, t, key, arena_printf(k->a, "%s: %s%" PRId64 " %s", cited(k->a, &c[n - 1]),
		    f->low == f->high ? "" : arena_printf(k->a, "%" PRId64 "-", f->low), f->high, f->unit), "figure");
	return e;
}

/* The last day on which the row holds. */
static int32_t
day_of_row(struct checking *k, const struct table *t)
{
	int32_t from = DAY_NONE, to = DAY_NONE;

	if (day_parse(csv_field(t->c, t->to), &to) && to < k->today)
		return to;
	return day_parse(csv_field(t->c, t->from), &from) && from > k->today ? from : k->today;
}

static const char *
key_of(struct checking *k, const struct table *t)
{
	struct str s;
	size_t i;

	str_init(&s, k->a);
	for (i = 0; i < sizeof(t->key) / sizeof(*t->key); i++)
		if (*csv_field(t->c, t->key[i]) != '\0')
			str_printf(&s, "%s%s", s.len > 0 ? "/" : "", csv_field(t->c, t->key[i]));
	if (*csv_field(t->c, t->from) != '\0')
		str_printf(&s, "@%s", csv_field(t->c, t->from));
	return s.s;
}

/* A value of 1 that is counted is a switch, no figure. */
static int64_t
value_of(const struct table *t)
{
	long long value = 0;

	(void)str_i64(csv_field(t->c, t->value), 1, INT64_MAX, &value);
	return value == 1 && str_eq(csv_field(t->c, t->unit), "count") ? 0 : value;
}

static enum err
check_row(struct checking *k, const struct table *t)
{
	const char *key = key_of(k, t), *text;
	int64_t value = value_of(t);
	struct figure f = { value, value, t->unit != NONE ? csv_field(t->c, t->unit) : "fen" };
	struct law_cite *c;
	size_t i;
	int n;
	enum err e = OK;

	k->out->rows++;
	for (i = 0; e == OK && i < SOURCES; i++) {
		text = csv_field(t->c, t->source[i]);
		if (*text == '\0')
			continue;
		c = i < 3 ? law_cites(k->a, text, &n) : law_cites_coded(k->a, text, &n);
		if (n > 0)
			e = check_cites(k, t, key, c, n, day_of_row(k, t), &f);
		else if (value > 0)
			say(k, t, key, text, "none");
	}
	return e;
}

static enum err
check_file(struct checking *k, const char *folder, const char *path, size_t which)
{
	struct table t = { .file = path + strlen(folder) + 1 };
	static const char *const none[] = { NULL };
	enum csv_result result;
	size_t i, at[1];
	enum err e = csv_open(k->a, path, &t.c);

	if (e == OK)
		e = csv_header(t.c, none, at);
	if (e != OK)
		return e;
	t.names = csv_fields(t.c, &t.n);
	t.from = column(&t, "valid_from");
	t.to = column(&t, "valid_to");
	t.value = column(&t, "value");
	t.unit = column(&t, "unit");
	if (t.value == NONE)
		t.value = column(&t, "amount_min_fen");
	for (i = 0; i < SOURCES; i++)
		t.source[i] = column(&t, sources[i]);
	for (i = 0; i < sizeof(t.key) / sizeof(*t.key); i++)
		t.key[i] = column(&t, files[which].key[i]);
	while (e == OK && (result = csv_next(t.c)) != CSV_END)
		e = result == CSV_ROW ? check_row(k, &t) : err_set(ERR_INPUT, "%s: not well-formed", path);
	return e;
}

/* The lowest and the highest of a scale, against what its cause applies. */
static enum err
check_scales(struct checking *k)
{
	static const struct table scales = { .file = "tier.csv" };
	const struct db_rows *rows;
	enum err e = DB_MANY(k->a, k->db, &rows,
	    "select c.code, s.valid_from, s.valid_to, t.base, min(t.min) as lowest, max(t.max) as highest,"
	    " xz.law_cited(c.id, 'applied') as applied from xz.law_scale s join xz.law_tier t on t.scale_id = s.id"
	    " join xz.law_cause c on c.id = s.cause_id group by c.id, s.id, t.base"
	    " order by c.code, s.valid_from, t.base");
	struct law_cite *c;
	int i, n;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *base = row_text(r, "base"), *unit = str_eq(base, "yuan") ? "fen" :
		    str_eq(base, "investment") ? "pct_x100" : "times";
		int32_t to = row_day(r, "valid_to"), day = to != DAY_NONE && to < k->today ? to : k->today;
		const char *key = arena_printf(k->a, "%s/%s@%s", row_text(r, "code"), base, row_text(r, "valid_from"));
		int64_t factor = str_eq(base, "investment") ? 100 : 1;
		struct figure f = { row_i64(r, "lowest") * factor, row_i64(r, "highest") * factor, unit };

		k->out->rows++;
		c = law_cites(k->a, row_text(r, "applied"), &n);
		e = check_cites(k, &scales, key, c, n, day, &f);
	}
	return e;
}

enum err
law_check(struct arena *a, struct db *db, const char *folder, int32_t today, struct law_check *out)
{
	struct checking k = { .a = a, .db = db, .out = out, .today = today };
	const char *const *paths;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < sizeof(files) / sizeof(*files); i++) {
		if (csv_files(a, folder, files[i].name, &paths) != OK)
			continue;	/* a folder of few tables */
		for (; e == OK && *paths != NULL; paths++)
			e = check_file(&k, folder, *paths, i);
	}
	return e == OK ? check_scales(&k) : e;
}
