/* bundle.c - see bundle.h. */
#include "lib/caseflow/bundle.h"

#include "lib/base/arena.h"
#include "lib/caseflow/attachment.h"
#include "lib/caseflow/read.h"

#define ALL 100000

bool
caseflow_bundle_may(uint32_t duties, int64_t agency, const struct case_file *cf)
{
	return (duties & CASE_BUNDLE_DUTIES) != 0 && agency != 0 && agency == cf->agency;
}

static json_t *
head_of(const struct case_file *cf)
{
	return json_pack("{s:o,s:s?,s:s?,s:s,s:s,s:s,s:s,s:s,s:i,s:s}", "ref", bundle_ref(cf->ref),
	    "number", cf->number, "clue_number", cf->clue_number, "title", cf->title, "agency", cf->agency_name, "unit",
	    cf->unit_name, "procedure", cf->procedure, "cause", cf->cause_name != NULL ? cf->cause_name : "",
	    "procedure_version", cf->procedure_version, "state", cf->state);
}

static json_t *
item_of(struct db_row item)
{
	return json_pack("{s:I,s:o,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:b,s:s,s:s}", "no",
	    (json_int_t)row_i64(item, "no"), "ref", bundle_ref(row_ref(item, "ref")),
	    "kind_zh", row_text(item, "kind_zh"), "kind_en", row_text(item, "kind_en"), "name",
	    row_text(item, "name"), "source", row_text(item, "source"), "place", row_text_or(item, "place", ""),
	    "taken_at", bundle_time(row_time(item, "taken_at")), "taken_by", row_text_or(item, "taken_by", ""),
	    "original", (int)row_bool(item, "original"), "shows", row_text_or(item, "shows", ""),
	    "note", row_text_or(item, "note", ""));
}

/* One decided on the spot has no number of its own. */
static const char *
number_of(struct arena *a, const struct case_file *cf)
{
	char *ref;

	if (cf->number != NULL || cf->clue_number != NULL)
		return cf->number != NULL ? cf->number : cf->clue_number;
	ref = arena_alloc(a, REF_TEXT_SIZE);
	ref_text(cf->ref, ref);
	return ref;
}

static enum err
write_all(struct arena *a, struct db *db, const struct case_file *cf, bool reporter, const struct bundle_to *to,
    struct bundle_made *out)
{
	struct bundle_of of = { .kind = "case", .id = cf->id, .chain = cf->chain_id,
	    .except = reporter ? NULL : "reporter", .number = number_of(a, cf) };
	const struct db_rows *items, *steps;
	int i;
	enum err e = caseflow_evidence(a, db, cf, ALL, &items);

	if (e == OK)
		e = caseflow_files(a, db, cf->id, 0, &of.files);
	if (e == OK)
		e = caseflow_process(a, db, cf, &steps);
	if (e != OK)
		return e;
	of.head = head_of(cf);
	of.gaps = bundle_gaps(steps);
	of.evidence = json_array();
	for (i = db_count(items) - 1; i >= 0; i--)	/* the newest come first */
		json_array_append_new(of.evidence, item_of(db_at(items, i)));
	return bundle_write(a, db, &of, to, out);
}

enum err
caseflow_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref, const struct bundle_to *to,
    struct bundle_made *out)
{
	struct people_actor who;
	struct case_file cf;
	bool reporter;
	enum err e = people_actor_load(a, db, account, &who);

	if (e == OK)
		e = caseflow_get(a, db, ref, &cf);
	if (e == OK && !caseflow_bundle_may(who.duties, who.agency, &cf))
		e = err_set(ERR_DENIED, "the record is not this account's to take");
	if (e == OK)
		e = caseflow_may_see_reporter(a, db, &who, &cf, &reporter);
	return e == OK ? write_all(a, db, &cf, reporter, to, out) : e;
}
