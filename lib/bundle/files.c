/* files.c - the evidence of a record as a bundle has it: its items, their files, what was noted beside them; see
 * priv.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/bundle/priv.h"
#include "lib/evidence/note.h"

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

/* What the platform's people noted beside the file: bound by nothing, taken back or not. */
static json_t *
notes_of(const struct db_rows *notes, struct ref attachment)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(notes); i++) {
		struct db_row n = db_at(notes, i);
		json_t *v;

		if (!ref_eq(row_ref(n, "attachment"), attachment))
			continue;
		v = json_pack("{s:s,s:s,s:s,s:o,s:o}", "spot", row_text(n, "spot"), "body", row_text(n, "body"),
		    "by", row_text(n, "by"), "at", bundle_time(row_time(n, "noted_at")),
		    "taken_back_at", bundle_time(row_time(n, "taken_back_at")));
		if (row_has(n, "x"))
			json_object_update_new(v, json_pack("{s:i,s:i}", "x", row_i32(n, "x"), "y", row_i32(n, "y")));
		json_array_append_new(list, v);
	}
	return list;
}

/* What the last re-reading found damaged or missing is said, and is no member. */
static json_t *
file_of(struct bundle *b, struct db_row r, const struct db_rows *notes)
{
	const char *sha = row_text(r, "sha256"), *result = row_text_or(r, "result", "ok"), *member = NULL;
	json_t *v;

	if (str_eq(result, "ok")) {
		member = arena_printf(b->a, "files/%.64s.%s", sha, ending(row_text(r, "type")));
		keep_file(b, r, member);
	}
	v = json_pack("{s:o,s:s,s:s,s:I,s:s,s:s,s:s,s:o,s:s?,s:s}", "ref", bundle_ref(row_ref(r, "ref")),
	    "name", row_text(r, "name"), "type", row_text(r, "type"), "size", (json_int_t)row_i64(r, "size"),
	    "sha256", sha, "sm3", row_text(r, "sm3"), "by", row_text(r, "by"), "at", bundle_time(row_time(r, "at")),
	    "member", member, "state", result);
	if (row_has(r, "claimed"))
		json_object_update_new(v, json_pack("{s:o,s:s?,s:s?,s:o}", "taken_at",
		    bundle_time(row_time(r, "claimed")), "lat", row_text_null(r, "lat"),
		    "lon", row_text_null(r, "lon"), "accuracy_m", row_has(r, "accuracy_m") ?
		    json_integer(row_i64(r, "accuracy_m")) : json_null()));
	json_object_set_new(v, "notes", notes_of(notes, row_ref(r, "ref")));
	return v;
}

enum err
bundle_evidence(struct bundle *b)
{
	const struct db_rows *files = b->of->files, *notes;
	struct ref *refs = ARENA_ARRAY(b->a, struct ref, (size_t)db_count(files) + 1);
	json_t *item, *list;
	size_t k;
	int i;
	enum err e;

	for (i = 0; i < db_count(files); i++)
		refs[i] = row_ref(db_at(files, i), "ref");
	e = evidence_note_all(b->a, b->db, refs, (size_t)db_count(files), &notes);
	if (e != OK)
		return e;
	json_array_foreach(b->of->evidence, k, item) {
		list = json_array();
		for (i = 0; i < db_count(files); i++)
			if (row_i64(db_at(files, i), "item_no") == json_integer_value(json_object_get(item, "no")))
				json_array_append_new(list, file_of(b, db_at(files, i), notes));
		json_object_set_new(item, "files", list);
	}
	json_object_set(b->index, "evidence", b->of->evidence);
	return e;
}
