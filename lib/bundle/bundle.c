/* bundle.c - gathers a record and writes it as a bundle: index, pages, members; see bundle.h.  Papers are papers.c's,
 * evidence is files.c's, chain and log are record.c's. */
#include "lib/bundle/bundle.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/bundle/priv.h"
#include "lib/evidence/zip.h"
#include "lib/sec/sec.h"

json_t *
bundle_ref(struct ref ref)
{
	char text[REF_TEXT_SIZE];

	if (ref_zero(ref))
		return json_null();
	ref_text(ref, text);
	return json_string(text);
}

json_t *
bundle_time(int64_t at)
{
	char text[TIME_TEXT_SIZE];

	if (at == TIME_NONE)
		return json_null();
	time_text(at, text);
	return json_string(text);
}

json_t *
bundle_gaps(const struct db_rows *rows)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		bool missing = row_bool(r, "missing");

		if (!row_has(r, "at") || (!missing && !row_bool(r, "pending")))
			continue;
		json_array_append_new(list, json_pack("{s:s,s:o,s:s,s:s,s:s,s:s,s:s,s:o,s:s}", "step",
		    row_text(r, "action"), "at", bundle_time(row_time(r, "at")), "need", row_text(r, "need"),
		    "name_zh", row_text_or(r, missing ? "want_zh" : "have_zh", ""),
		    "name_en", row_text_or(r, missing ? "want_en" : "have_en", ""),
		    "source", row_text(r, "source"), "party", row_text_or(r, "party", ""), "item", row_has(r, "n") ?
		    json_integer(row_i64(r, "n")) : json_null(), "state", missing ? "missing" : "pending"));
	}
	return list;
}

/* ---- small members, kept until the index is written before them */

void
bundle_keep(struct bundle *b, const char *name, const char *bytes, size_t n)
{
	struct bundle_small *s;

	if (b->small_n % 32 == 0)
		b->small = b->small == NULL ? ARENA_ARRAY(b->a, struct bundle_small, 32) :
		    arena_regrow(b->a, b->small, b->small_n + 32, sizeof(*b->small));
	s = &b->small[b->small_n++];
	*s = (struct bundle_small){ .name = name, .bytes = bytes, .n = n };
}

/* ---- the index and the pages */

static json_t *
chain_of(struct bundle *b)
{
	char ref[REF_TEXT_SIZE], hex[65];

	ref_text(b->chain, ref);
	str_hex(b->steps[b->steps_n - 1].digest, 32, hex);
	return json_pack("{s:s,s:I,s:s}", "ref", ref, "steps", (json_int_t)b->steps_n, "digest", hex);
}

static void
list_member(json_t *members, const char *name, int64_t size, const char *sha256_hex, const char *sm3_hex)
{
	json_array_append_new(members, json_pack("{s:s,s:I,s:s,s:s}", "name", name, "size", (json_int_t)size, "sha256",
	    sha256_hex, "sm3", sm3_hex));
}

/* Everything but the index itself, in the order of the file. */
static json_t *
members_of(const struct bundle *b)
{
	json_t *members = json_array();
	unsigned char digest[32];
	char a256[65], a3[65];
	size_t i;

	for (i = 0; i < b->small_n; i++) {
		sha256(b->small[i].bytes, b->small[i].n, digest);
		str_hex(digest, 32, a256);
		sm3(b->small[i].bytes, b->small[i].n, digest);
		str_hex(digest, 32, a3);
		list_member(members, b->small[i].name, (int64_t)b->small[i].n, a256, a3);
	}
	for (i = 0; i < b->files_n; i++)
		list_member(members, b->file[i].member, b->file[i].size, b->file[i].sha256, b->file[i].sm3);
	return members;
}

static enum err
make_pages(struct bundle *b, const struct bundle_to *to)
{
	static const struct {
		const char *lang, *name;
	} pages[] = { { "zh-CN", "index.html" }, { "en", "index.en.html" } };
	const char *index = arena_printf(b->a, "%s\n", json_text(b->a, b->index)), *html;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < sizeof(pages) / sizeof(*pages); i++) {
		e = to->page(b->a, index, pages[i].lang, &html, to->ctx);
		if (e == OK)
			bundle_keep(b, pages[i].name, html, strlen(html));
	}
	return e;
}

static enum err
gather(struct bundle *b, const struct bundle_to *to)
{
	enum err e;

	json_object_set_new(b->index, "format", json_string(BUNDLE_FORMAT));
	json_object_set(b->index, b->of->kind, b->of->head);
	/* What is attached first: the chain read after it names all of it. */
	e = bundle_documents(b, to);
	if (e == OK)
		e = bundle_evidence(b);
	json_object_set(b->index, "gaps", b->of->gaps);
	if (e == OK)
		e = bundle_chain(b);
	if (e == OK) {
		json_object_set_new(b->index, "chain", chain_of(b));
		e = bundle_log(b);
	}
	if (e == OK)
		e = make_pages(b, to);
	if (e == OK)
		json_object_set_new(b->index, "members", members_of(b));
	return e;
}

/* ---- writing */

struct writing {
	struct zip_writer *zip;
	const struct bundle_to *to;
	int64_t done, of;
	int said;			/* percent */
};

static enum err
add_bytes(const void *bytes, size_t n, void *ctx)
{
	struct writing *w = ctx;
	enum err e = zip_add(w->zip, bytes, n);
	int percent;

	w->done += (int64_t)n;
	percent = w->of > 0 ? (int)(w->done * 99 / w->of) : 99;
	if (e == OK && percent > w->said) {
		w->said = percent;
		e = w->to->progress(percent, w->to->ctx);
	}
	return e;
}

static enum err
add_file(struct bundle *b, struct writing *w, const struct bundle_file *f)
{
	struct arena *a = arena_child(b->a);
	struct store_reader *r;
	enum err e = evidence_store_open(a, f->address, &r);

	if (e == OK && evidence_store_size(r) != f->size)
		e = err_set(ERR_STATE, "%s: another size than was stored", f->member);
	if (e == ERR_NOT_FOUND)
		e = err_set(ERR_STATE, "%s is missing", f->member);
	if (e == OK)
		e = zip_open(w->zip, f->member, f->size);
	if (e == OK)
		e = evidence_store_read(r, 0, f->size, add_bytes, w);
	arena_free(a);
	return e == OK ? zip_close(w->zip) : e;
}

static enum err
write_all(struct bundle *b, const struct bundle_to *to)
{
	struct writing w = { .zip = zip_begin(b->a, to->put, to->ctx), .to = to };
	const char *index = arena_printf(b->a, "%s\n", json_text(b->a, b->index));
	enum err e = zip_member(w.zip, "index.json", index, strlen(index));
	size_t i;

	for (i = 0; i < b->files_n; i++)
		w.of += b->file[i].size;
	for (i = 0; e == OK && i < b->small_n; i++)
		e = zip_member(w.zip, b->small[i].name, b->small[i].bytes, b->small[i].n);
	for (i = 0; e == OK && i < b->files_n; i++)
		e = add_file(b, &w, &b->file[i]);
	return e == OK ? zip_end(w.zip) : e;
}

enum err
bundle_write(struct arena *a, struct db *db, const struct bundle_of *of, const struct bundle_to *to,
    struct bundle_made *out)
{
	struct bundle b = { .a = a, .db = db, .of = of, .index = json_object() };
	enum err e;

	(void)json_kept(a, b.index);
	(void)json_kept(a, of->head);
	(void)json_kept(a, of->evidence);
	(void)json_kept(a, of->gaps);
	e = gather(&b, to);
	if (e == OK)
		e = write_all(&b, to);
	if (e == OK)
		*out = (struct bundle_made){ .number = of->number, .steps = (int)b.steps_n, .documents = b.documents_n,
		    .files = (int)b.files_n };
	return e;
}
