/* bundle_list.c - the evidence of a case as a bundle has it; see bundle_priv.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/attach.h"
#include "lib/caseflow/bundle_priv.h"
#include "lib/caseflow/read.h"

#define ALL 100000

static json_t *
ref_json(struct ref ref)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return json_string(text);
}

static json_t *
time_json(int64_t at)
{
	char text[TIME_TEXT_SIZE];

	if (at == TIME_NONE)
		return json_null();
	time_text(at, text);
	return json_string(text);
}

static const char *
ending(const char *type)
{
	static const struct {
		const char *type, *ending;
	} known[] = { { "image/jpeg", "jpg" }, { "image/png", "png" }, { "image/gif", "gif" }, { "image/webp", "webp" },
	    { "video/mp4", "mp4" }, { "video/quicktime", "mov" }, { "video/webm", "webm" }, { "audio/mpeg", "mp3" },
	    { "audio/x-m4a", "m4a" }, { "audio/x-wav", "wav" }, { "application/pdf", "pdf" } };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_eq(known[i].type, type))
			return known[i].ending;
	return "bin";
}

/* The same bytes are one member, whatever they are attached to. */
static void
keep_file(struct bundle *b, struct db_row r, const char *member)
{
	size_t i;

	for (i = 0; i < b->files_n; i++)
		if (str_eq(b->file[i].member, member))
			return;
	if (b->files_n % 32 == 0)
		b->file = b->file == NULL ? ARENA_ARRAY(b->a, struct bundle_file, 32) :
		    arena_regrow(b->a, b->file, b->files_n + 32, sizeof(*b->file));
	b->file[b->files_n++] = (struct bundle_file){ .member = member, .address = row_text(r, "address"),
	    .sha256 = row_text(r, "sha256"), .sm3 = row_text(r, "sm3"), .size = row_i64(r, "size") };
}

/* What the last re-reading found damaged or missing is said, and is no member. */
static json_t *
file_of(struct bundle *b, struct db_row r)
{
	const char *sha = row_text(r, "sha256"), *result = row_text_or(r, "result", "ok"), *member = NULL;

	if (str_eq(result, "ok")) {
		member = arena_printf(b->a, "files/%.64s.%s", sha, ending(row_text(r, "type")));
		keep_file(b, r, member);
	}
	return json_pack("{s:o,s:s,s:s,s:I,s:s,s:s,s:s,s:o,s:s?,s:s}", "ref", ref_json(row_ref(r, "ref")), "name",
	    row_text(r, "name"), "type", row_text(r, "type"), "size", (json_int_t)row_i64(r, "size"), "sha256", sha, "sm3",
	    row_text(r, "sm3"), "by", row_text(r, "by"), "at", time_json(row_time(r, "at")), "member", member, "state",
	    result);
}

static json_t *
item_of(struct bundle *b, struct db_row item, const struct db_rows *files)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(files); i++)
		if (row_i64(db_at(files, i), "item_no") == row_i64(item, "no"))
			json_array_append_new(list, file_of(b, db_at(files, i)));
	return json_pack("{s:I,s:o,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:b,s:s,s:s,s:o}", "no", (json_int_t)row_i64(item, "no"), "ref",
	    ref_json(row_ref(item, "ref")), "kind_zh", row_text(item, "kind_zh"), "kind_en", row_text(item, "kind_en"), "name",
	    row_text(item, "name"), "source", row_text(item, "source"), "place", row_text_or(item, "place", ""), "taken_at",
	    time_json(row_time(item, "taken_at")), "taken_by", row_text_or(item, "taken_by", ""), "original",
	    (int)row_bool(item, "original"), "shows", row_text_or(item, "shows", ""), "note", row_text_or(item, "note", ""),
	    "files", list);
}

enum err
bundle_evidence(struct bundle *b)
{
	json_t *list = json_array();
	const struct db_rows *items, *files;
	int i;
	enum err e = caseflow_evidence(b->a, b->db, &b->cf, ALL, &items);

	if (e == OK)
		e = caseflow_files(b->a, b->db, b->cf.id, 0, &files);
	for (i = e == OK ? db_count(items) - 1 : -1; i >= 0; i--)	/* the newest come first */
		json_array_append_new(list, item_of(b, db_at(items, i), files));
	json_object_set_new(b->index, "evidence", list);
	return e;
}
