/* bundle.c - see bundle.h. */
#include "lib/inspection/bundle.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/attachment.h"
#include "lib/inspection/priv.h"
#include "lib/record/record.h"

struct made_of {
	struct inspection i;
	const struct db_rows *officers, *items, *rechecks, *files, *steps;
	json_t *signatures;
};

bool
inspection_bundle_may(const struct people_actor *who, const struct inspection *i)
{
	if (who->agency == 0 || who->agency != i->agency)
		return false;
	return (who->duties & (DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_ARCHIVIST)) != 0 ||
	    ((who->duties & DUTY_UNIT_HEAD) != 0 && who->unit != 0 && who->unit == i->unit) ||
	    ((who->duties & DUTY_OFFICER) != 0 && i->mine);
}

/* ---- the signatures: what was drawn stands among the sealed values */

static enum err
add_signature(struct arena *a, struct db *db, json_t *list, const char *by, const char *name, struct db_row r,
    const char *way, const char *at)
{
	struct ref path = row_ref_or_zero(r, "path_ref");
	const char *drawn;
	enum err e = record_sides_open(a, db, &path, 1, &drawn);

	if (e == OK)
		json_array_append_new(list, json_pack("{s:s,s:s?,s:s,s:o,s:o}", "by", by, "name", name, "way",
		    row_text(r, way), "at", bundle_time(row_time(r, at)), "path", drawn != NULL ? bundle_ref(path) :
		    json_null()));
	return e;
}

static enum err
add_party(struct arena *a, struct db *db, int64_t id, json_t *list)
{
	struct ref person;
	const char *name;
	struct db_row r;
	enum err e = inspection_signature(a, db, id, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	person = row_ref_or_zero(r, "person_ref");
	e = record_sides_open(a, db, &person, 1, &name);
	return e == OK ? add_signature(a, db, list, "party", name, r, "way", "at") : e;
}

static enum err
signatures_of(struct arena *a, struct db *db, struct made_of *x)
{
	json_t *list = json_array();
	int k;
	enum err e = add_party(a, db, x->i.id, list);

	for (k = 0; e == OK && k < db_count(x->officers); k++)
		if (row_has(db_at(x->officers, k), "signed_at"))
			e = add_signature(a, db, list, "officer", row_text(db_at(x->officers, k), "name"),
			    db_at(x->officers, k), "sign_way", "signed_at");
	if (e == OK)
		x->signatures = list;
	else
		json_decref(list);
	return e;
}

/* ---- the head of the index */

static json_t *
officers_of(const struct db_rows *rows)
{
	json_t *list = json_array();
	int k;

	for (k = 0; k < db_count(rows); k++)
		json_array_append_new(list, json_pack("{s:s,s:s,s:o}", "name", row_text(db_at(rows, k), "name"),
		    "certificate", row_text(db_at(rows, k), "certificate_no"),
		    "shown_at", bundle_time(row_time(db_at(rows, k), "shown_at"))));
	return list;
}

static json_t *
day_json(struct db_row r, const char *column)
{
	char day[DAY_TEXT_SIZE];

	if (!row_has(r, column))
		return json_null();
	day_text(row_day(r, column), day);
	return json_string(day);
}

static json_t *
items_of(const struct db_rows *rows)
{
	json_t *list = json_array();
	int k;

	for (k = 0; k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);

		json_array_append_new(list, json_pack("{s:i,s:s,s:s,s:s,s:s,s:s?,s:s?,s:s?,s:s?,s:s?,s:s?,s:o}", "no",
		    row_i32(r, "n"), "code", row_text(r, "code"), "name_zh", row_text(r, "name_zh"),
		    "name_en", row_text(r, "name_en"), "standard", row_text(r, "standard"),
		    "answer_zh", row_text_null(r, "answer_zh"), "answer_en", row_text_null(r, "answer_en"),
		    "measured", row_text_null(r, "measured"), "unit", row_text_null(r, "unit"),
		    "remedy_zh", row_text_null(r, "remedy_zh"), "remedy_en", row_text_null(r, "remedy_en"),
		    "due_on", day_json(r, "due_on")));
	}
	return list;
}

static json_t *
rechecks_of(const struct db_rows *rows)
{
	json_t *list = json_array();
	int k;

	for (k = 0; k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);

		json_array_append_new(list, json_pack("{s:s,s:s,s:s?,s:s?,s:o,s:s,s:s?}", "item_zh",
		    row_text(r, "item_zh"), "item_en", row_text(r, "item_en"),
		    "result_zh", row_text_null(r, "result_zh"), "result_en", row_text_null(r, "result_en"),
		    "checked_on", day_json(r, "checked_on"), "by", row_text(r, "by"),
		    "second", row_text_null(r, "second")));
	}
	return list;
}

static json_t *
head_of(const struct made_of *x)
{
	const struct inspection *i = &x->i;
	json_t *head = json_pack("{s:o,s:s,s:s?,s:s,s:s,s:s,s:s,s:s,s:s?,s:s?,s:b,s:o,s:o,s:o,s:o}", "ref",
	    bundle_ref(i->ref), "name", i->name, "object", i->natural ? NULL : i->object, "address", i->address,
	    "agency", i->agency_name, "unit", i->unit_name, "kind", i->kind,
	    "state", i->state, "outcome", i->outcome, "plan", i->plan, "emergency", (int)i->emergency, "opened_at",
	    bundle_time(i->opened_at), "arrived_at", bundle_time(i->arrived_at), "told_at", bundle_time(i->told_at),
	    "closed_at", bundle_time(i->closed_at));

	json_object_set_new(head, "clue_number", i->clue_number != NULL ? json_string(i->clue_number) : json_null());
	json_object_set_new(head, "officers", officers_of(x->officers));
	json_object_set_new(head, "items", items_of(x->items));
	json_object_set_new(head, "rechecks", rechecks_of(x->rechecks));
	json_object_set_new(head, "signatures", x->signatures);
	return head;
}

/* Items with files, and the whole. */
static json_t *
evidence_of(const struct made_of *x)
{
	json_t *list = json_array();
	int64_t last = -1;
	int k;

	for (k = 0; k < db_count(x->files); k++) {
		struct db_row r = db_at(x->files, k);

		if (row_i64(r, "item_no") == last)
			continue;
		last = row_i64(r, "item_no");
		json_array_append_new(list, json_pack("{s:I,s:s,s:s,s:s}", "no", (json_int_t)last, "name",
		    row_text(r, "item_zh"), "name_en", row_text(r, "item_en"), "place", x->i.address));
	}
	return list;
}

static enum err
read_all(struct arena *a, struct db *db, struct made_of *x)
{
	enum err e = inspection_officers(a, db, x->i.id, &x->officers);

	if (e == OK)
		e = inspection_items(a, db, x->i.id, &x->items);
	if (e == OK)
		e = inspection_rechecks(a, db, x->i.id, &x->rechecks);
	if (e == OK)
		e = inspection_files(a, db, x->i.id, &x->files);
	if (e == OK)
		e = inspection_process(a, db, &x->i, &x->steps);
	return e == OK ? signatures_of(a, db, x) : e;
}

enum err
inspection_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref, const struct bundle_to *to,
    struct bundle_made *out)
{
	struct people_actor who;
	struct made_of x = { .signatures = NULL };
	struct bundle_of of = { .kind = "inspection" };
	char text[REF_TEXT_SIZE];
	enum err e = people_actor_load(a, db, account, &who);

	if (e == OK)
		e = inspection_get(a, db, ref, account, &x.i);
	if (e == OK && !inspection_bundle_may(&who, &x.i))
		e = err_set(ERR_DENIED, "the record is not this account's to take");
	if (e == OK)
		e = read_all(a, db, &x);
	if (e != OK)
		return e;
	ref_text(x.i.ref, text);
	of.id = x.i.id;
	of.chain = x.i.chain;
	of.number = arena_strdup(a, text);
	of.files = x.files;
	of.head = head_of(&x);
	of.evidence = evidence_of(&x);
	of.gaps = bundle_gaps(x.steps);
	return bundle_write(a, db, &of, to, out);
}
