/* test_content.c - a paper that lacks what an article wants in it is not frozen: each item is taken away once, of a
 * paper of the demo, and every paper of the demo holds its list.  XZ_TEST_DEMO_DB: a store with the demo. */
#include "tests/db/cli.h"

#include "lib/base/input.h"
#include "lib/record/content.h"
#include "lib/record/document.h"

#define ITEMS_MAX 600
#define PAPERS "select d.type, d.subject_kind, d.subject_id, d.track_id, d.agency_id, d.unit_id, d.made_by, d.data," \
    " coalesce(d.number, '') as number, coalesce(d.approved_at, d.made_at) as made_at" \
    " from xz.record_document d where d.state in ('approved', 'to_seal', 'sealed')"

static struct cli c;
static struct { const char *kind, *item; } taken[ITEMS_MAX];
static int taken_n, kinds;

/* ---- takes away what stands in a place */

static void take_place(json_t *in, const char *place);

static void
take_names(json_t *in, char *names)
{
	char *name, *rest = NULL;

	for (name = strtok_r(names, "/#", &rest); name != NULL; name = strtok_r(NULL, "/#", &rest))
		json_object_del(in, name);
}

static void
take_place(json_t *in, const char *place)
{
	const char *dot = strchr(place, '.');
	char *name = arena_strndup(c.a, place, dot != NULL ? (size_t)(dot - place) : strlen(place));

	if (strcmp(name, "*") == 0)
		take_place(json_array_get(in, json_array_size(in) - 1), dot + 1);
	else if (dot != NULL)
		take_place(json_object_get(in, name), dot + 1);
	else
		take_names(in, name);
}

static json_t *
without(const json_t *data, const char *found)
{
	json_t *out = json_deep_copy(data);
	char *list = arena_strdup(c.a, found), *place, *rest = NULL;

	for (place = strtok_r(list, "|", &rest); place != NULL; place = strtok_r(NULL, "|", &rest))
		take_place(out, place);
	return out;
}

/* ---- */

static bool
was_taken(const char *kind, const char *item)
{
	bool known = false;
	int i;

	for (i = 0; i < taken_n; i++) {
		known = known || strcmp(taken[i].kind, kind) == 0;
		if (strcmp(taken[i].kind, kind) == 0 && strcmp(taken[i].item, item) == 0)
			return true;
	}
	assert_in_range(taken_n, 0, ITEMS_MAX - 1);
	kinds += !known;
	taken[taken_n].kind = kind;
	taken[taken_n++].item = item;
	return false;
}

/* As the paper was, with other data. */
static enum err
freeze(struct db_row doc, const char *type, json_t *data, struct problems *p)
{
	struct record_document_new d = { .type = type, .subject_kind = row_text(doc, "subject_kind"),
	    .subject_id = row_i64(doc, "subject_id"), .track_id = row_i64_or(doc, "track_id", 0),
	    .agency = row_i64(doc, "agency_id"), .unit = row_i64_or(doc, "unit_id", 0),
	    .made_by = row_i64(doc, "made_by"), .made_at = row_time(doc, "made_at") };
	const char *number;
	struct ref ref;
	int64_t id;
	enum err e;

	ok(db_script(c.db, "begin"));
	ok(record_document_draft(c.a, c.db, &d, data, &id, NULL));
	e = record_document_freeze(c.a, c.db, id, data, "sealed", row_time(doc, "made_at"), &number, &ref, p);
	ok(db_script(c.db, "rollback"));
	return e;
}

/* Refused, by the item and its article. */
static void
take_away(struct db_row doc, const char *type, const json_t *data, const struct record_content *item)
{
	json_t *less = without(data, item->found);
	struct problems p;
	const struct problem *one;
	bool named = false;

	/* the number is given as the paper is frozen: nobody leaves it out */
	if (strcmp(item->found, "number") == 0)
		return;
	problems_init(&p, c.a);
	if (freeze(doc, type, less, &p) != ERR_INPUT)
		fail_msg("%s without %s is frozen", type, item->item);
	for (one = p.first; one != NULL; one = one->next)
		named = named || (strcmp(one->code, "paper_lacks") == 0 && strstr(one->arg, item->name_zh) != NULL &&
		    strstr(one->arg, item->source) != NULL && strstr(one->arg_en, item->name_en) != NULL);
	if (!named)
		fail_msg("%s without %s: not named", type, item->item);
	json_decref(less);
}

static int
read_paper(struct db_row doc)
{
	struct record_content *list;
	json_t *data = json_loads(row_text(doc, "data"), 0, NULL);
	struct problems p;
	size_t i, n;
	int lacks = 0;
	bool once = false;

	ok(record_content_list(c.a, c.db, row_text(doc, "type"), data, time_day(row_time(doc, "made_at")), &list, &n));
	for (i = 0; i < n; i++) {
		if (!list[i].held)
			print_message("# %s %s lacks %s (%s)\n", row_text(doc, "type"), row_text(doc, "number"),
			    list[i].item, list[i].found);
		lacks += !list[i].held;
		if (!list[i].held || was_taken(row_text(doc, "type"), list[i].item))
			continue;
		take_away(doc, row_text(doc, "type"), data, &list[i]);
		once = true;
	}
	problems_init(&p, c.a);
	if (once && lacks == 0)
		assert_int_equal(freeze(doc, row_text(doc, "type"), data, &p), OK);
	json_decref(data);
	return lacks;
}

static void
test_each_content_is_needed_and_held(void **state)
{
	const struct db_rows *rows;
	int i, lacks = 0, papers;

	(void)state;
	ok(DB_MANY(c.a, c.db, &rows, PAPERS " and exists (select from xz.record_content q where q.kind = d.type)"
	    " order by d.id"));
	papers = db_count(rows);
	for (i = 0; i < papers; i++)
		lacks += read_paper(db_at(rows, i)) > 0;
	print_message("# %d papers hold their list; %d kinds, %d items taken away\n", papers, kinds, taken_n);
	assert_int_equal(lacks, 0);
}

/* ---- what no paper of the demo was asked for: a paper that is */

/* "a.b" or "a.b=text"; "!a", "a!=b" as it is. */
static void
put_place(json_t *in, const char *one)
{
	char *place = arena_strndup(c.a, one, strcspn(one, "=|/")), *name, *rest = NULL, *next;
	const char *is = strchr(one, '=');

	if (*one == '!' || strchr(one, '*') != NULL || (is != NULL && is[-1] == '!'))
		return;
	for (name = strtok_r(place, ".", &rest); (next = strtok_r(NULL, ".", &rest)) != NULL; name = next) {
		if (!json_is_object(json_object_get(in, name)))
			json_object_set_new(in, name, json_object());
		in = json_object_get(in, name);
	}
	json_object_set_new(in, name, json_string(is != NULL ? is + 1 : "x"));
}

static void
make_and_take(struct db_row row)
{
	const char *kind = row_text(row, "kind");
	struct record_content *list;
	struct db_row doc;
	json_t *data;
	char *one, *rest = NULL;
	size_t i, n;
	bool found = false;

	ok(DB_ONE(c.a, c.db, &doc, PAPERS " and d.type = $1 order by d.id desc limit 1",
	    DB_TEXT(strcmp(kind, "daily_decision") == 0 ? "decision" : kind)));
	data = json_loads(row_text(doc, "data"), 0, NULL);
	if (*row_text(row, "sector") != '\0')
		json_object_set_new(data, "field", json_string(row_text(row, "sector")));
	for (one = strtok_r(arena_strdup(c.a, row_text(row, "applies")), ";", &rest); one != NULL;
	    one = strtok_r(NULL, ";", &rest))
		put_place(data, one);
	put_place(data, row_text(row, "found"));
	ok(record_content_list(c.a, c.db, kind, data, time_day(row_time(doc, "made_at")), &list, &n));
	for (i = 0; i < n; i++)
		if (strcmp(list[i].item, row_text(row, "item")) == 0) {
			found = true;
			assert_true(list[i].held);
			take_away(doc, kind, data, &list[i]);
		}
	if (!found)
		fail_msg("%s %s is asked of no paper", kind, row_text(row, "item"));
	json_decref(data);
}

static void
test_every_item_is_asked_for(void **state)
{
	const struct db_rows *rows;
	int i, made = 0;

	(void)state;
	ok(DB_MANY(c.a, c.db, &rows,
	    "select kind, item, sector, found, applies from xz.record_content order by kind, no"));
	for (i = 0; i < db_count(rows); i++) {
		if (was_taken(row_text(db_at(rows, i), "kind"), row_text(db_at(rows, i), "item")))
			continue;
		make_and_take(db_at(rows, i));
		made++;
	}
	print_message("# %d kinds, %d items taken away, %d of them of papers made for it\n", kinds, taken_n, made);
	assert_int_equal(taken_n, db_count(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_each_content_is_needed_and_held),
	    cmocka_unit_test(test_every_item_is_asked_for) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return 0;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
