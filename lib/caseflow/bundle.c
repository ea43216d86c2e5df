/* bundle.c - gathers the record of a case and writes it as a bundle; see bundle.h.  Evidence is bundle_list.c's,
 * papers are bundle_papers.c's. */
#include "lib/caseflow/bundle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/bundle_priv.h"
#include "lib/caseflow/read.h"
#include "lib/caseflow/sealed.h"
#include "lib/record/record.h"
#include "lib/sec/sec.h"
#include "lib/tlog/tlog.h"

bool
caseflow_bundle_may(uint32_t duties, int64_t agency, const struct case_file *cf)
{
	return (duties & BUNDLE_DUTIES) != 0 && agency != 0 && agency == cf->agency;
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

static void
keep_text(struct bundle *b, const char *name, const struct str *text)
{
	bundle_keep(b, name, text->s, text->len);
}

static void
add_json_line(struct str *to, json_t *v)
{
	char *text = json_dumps(v, JSON_COMPACT);

	if (text == NULL)
		abort();
	str_add(to, text);
	str_addc(to, '\n');
	free(text);
	json_decref(v);
}

/* ---- the chain, the side values the account may see, the log */

static enum err
gather_sides(struct bundle *b, const struct sealed *named)
{
	struct record_side_value *v = ARENA_ARRAY(b->a, struct record_side_value, named->n + 1);
	char ref[REF_TEXT_SIZE], salt[33];
	struct str text;
	size_t i;
	enum err e;

	for (i = 0; i < named->n; i++)
		v[i].ref = named->ref[i];
	e = record_sides_salted(b->a, b->db, v, named->n);
	str_init(&text, b->a);
	for (i = 0; e == OK && i < named->n; i++) {
		if (v[i].value == NULL)
			continue;
		ref_text(v[i].ref, ref);
		str_hex(v[i].salt, 16, salt);
		add_json_line(&text, json_pack("{s:s,s:s,s:s}", "ref", ref, "salt", salt, "value", v[i].value));
	}
	keep_text(b, "side.jsonl", &text);
	return e;
}

static enum err
gather_chain(struct bundle *b)
{
	struct sealed named = { .n = 0 };
	struct str lines, digests;
	char hex[65];
	size_t i;
	enum err e = record_steps(b->a, b->db, b->cf.chain_id, &b->chain, &b->steps, &b->steps_n);

	if (e != OK)
		return e;
	str_init(&lines, b->a);
	str_init(&digests, b->a);
	for (i = 0; i < b->steps_n; i++) {
		json_t *line = json_loads(b->steps[i].line, 0, NULL);

		sealed_gather(b->a, &named, json_object_get(line, "payload"), b->reporter ? NULL : "reporter");
		json_decref(line);
		str_printf(&lines, "%s\n", b->steps[i].line);
		str_hex(b->steps[i].digest, 32, hex);
		str_printf(&digests, "%s\n", hex);
	}
	keep_text(b, "chain.jsonl", &lines);
	keep_text(b, "digests.txt", &digests);
	return gather_sides(b, &named);
}

/* The digest of a step's entry in the log. */
static void
entry_digest(struct arena *a, const struct record_step *s, char hex[65])
{
	struct digest *d = digest_new(a, DIGEST_SHA256);
	unsigned char hidden[32];

	digest_add(d, s->salt, sizeof(s->salt));
	digest_add(d, s->digest, sizeof(s->digest));
	digest_end(d, hidden);
	str_hex(hidden, sizeof(hidden), hex);
}

static enum err
find_entries(struct bundle *b, int64_t *index, int64_t *last)
{
	char chain[REF_TEXT_SIZE], hex[65];
	struct tlog_leaf leaf;
	enum err e = OK;
	size_t i;

	ref_text(b->chain, chain);
	*last = 0;
	for (i = 0; e == OK && i < b->steps_n; i++) {
		entry_digest(b->a, &b->steps[i], hex);
		e = tlog_find(b->a, b->db, "record", chain, hex, &leaf);
		if (e == ERR_NOT_FOUND)
			return err_set(ERR_STATE, "step %d is not in the log yet", b->steps[i].seq);
		if (e != OK)
			return e;
		index[i] = leaf.index;
		*last = leaf.index > *last ? leaf.index : *last;
	}
	return e;
}

/* Against the first checkpoint that holds them all, so that the bundle stays the same while the log grows. */
static enum err
gather_log(struct bundle *b)
{
	int64_t *index = ARENA_ARRAY(b->a, int64_t, b->steps_n), last;
	struct tlog_proof *p = ARENA_NEW(b->a, struct tlog_proof);
	char salt[33], *proof;
	struct str salts, keys;
	struct tlog_state s;
	size_t i;
	enum err e = find_entries(b, index, &last);

	if (e == OK)
		e = tlog_state_holding(b->a, b->db, last, &s);
	if (e != OK)
		return e == ERR_NOT_FOUND ? err_set(ERR_STATE, "no checkpoint holds the record yet") : e;
	str_init(&salts, b->a);
	str_init(&keys, b->a);
	str_printf(&keys, "%s\n%s\n", s.ed25519, s.sm2);
	keep_text(b, "log/key", &keys);
	bundle_keep(b, "log/checkpoint", s.note, strlen(s.note));
	for (i = 0; i < b->steps_n; i++) {
		str_hex(b->steps[i].salt, 16, salt);
		str_printf(&salts, "{\"seq\":%d,\"salt\":\"%s\"}\n", b->steps[i].seq, salt);
	}
	keep_text(b, "log/salts.jsonl", &salts);
	for (i = 0; e == OK && i < b->steps_n; i++) {
		e = tlog_proof_in(b->a, b->db, &s, index[i], p);
		if (e == OK) {
			proof = tlog_proof_text(b->a, p);
			bundle_keep(b, arena_printf(b->a, "log/%06d.tlog-proof", b->steps[i].seq), proof, strlen(proof));
		}
	}
	if (e == OK)
		json_object_set_new(b->index, "log", json_pack("{s:s,s:I}", "origin", s.name, "size",
		    (json_int_t)s.checkpoint.size));
	return e;
}

/* ---- the index and the pages */

static json_t *
case_of(struct bundle *b)
{
	const struct case_file *cf = &b->cf;
	char ref[REF_TEXT_SIZE];

	ref_text(cf->ref, ref);
	return json_pack("{s:s,s:s?,s:s?,s:s,s:s,s:s,s:s,s:s,s:i,s:s}", "ref", ref, "number", cf->number, "clue_number",
	    cf->clue_number, "title", cf->title, "agency", cf->agency_name, "unit", cf->unit_name, "procedure",
	    cf->procedure, "cause", cf->cause_name != NULL ? cf->cause_name : "", "procedure_version",
	    cf->procedure_version, "state", cf->state);
}

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

static char *
dump(struct arena *a, const json_t *v)
{
	char *text = json_dumps(v, JSON_COMPACT), *out;

	if (text == NULL)
		abort();
	out = arena_printf(a, "%s\n", text);
	free(text);
	return out;
}

static void
drop_json(void *v)
{
	json_decref(v);
}

static enum err
make_pages(struct bundle *b, const struct caseflow_bundle_to *to)
{
	static const struct {
		const char *lang, *name;
	} pages[] = { { "zh-CN", "index.html" }, { "en", "index.en.html" } };
	const char *index = dump(b->a, b->index), *html;
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
gather(struct bundle *b, const struct caseflow_bundle_to *to)
{
	enum err e;

	b->index = json_object();
	arena_defer(b->a, drop_json, b->index);
	json_object_set_new(b->index, "format", json_string(BUNDLE_FORMAT));
	json_object_set_new(b->index, "case", case_of(b));
	/* What is attached first: the chain read after it names all of it. */
	e = bundle_documents(b, to);
	if (e == OK)
		e = bundle_evidence(b);
	if (e == OK)
		e = gather_chain(b);
	if (e == OK) {
		json_object_set_new(b->index, "chain", chain_of(b));
		e = gather_log(b);
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
	const struct caseflow_bundle_to *to;
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
	enum err e = store_open(a, f->address, &r);

	if (e == OK && store_size(r) != f->size)
		e = err_set(ERR_STATE, "%s: another size than was stored", f->member);
	if (e == ERR_NOT_FOUND)
		e = err_set(ERR_STATE, "%s is missing", f->member);
	if (e == OK)
		e = zip_open(w->zip, f->member, f->size);
	if (e == OK)
		e = store_read(r, 0, f->size, add_bytes, w);
	arena_free(a);
	return e == OK ? zip_close(w->zip) : e;
}

static enum err
write_all(struct bundle *b, const struct caseflow_bundle_to *to)
{
	struct writing w = { .zip = zip_begin(b->a, to->put, to->ctx), .to = to };
	const char *index = dump(b->a, b->index);
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
caseflow_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref,
    const struct caseflow_bundle_to *to, struct caseflow_bundle *out)
{
	struct bundle b = { .a = a, .db = db };
	struct people_actor who;
	enum err e = people_actor_load(a, db, account, &who);

	if (e == OK)
		e = caseflow_get(a, db, ref, &b.cf);
	if (e == OK && !caseflow_bundle_may(who.duties, who.agency, &b.cf))
		e = err_set(ERR_DENIED, "the record is not this account's to take");
	if (e == OK)
		e = caseflow_may_see_reporter(a, db, &who, &b.cf, &b.reporter);
	if (e == OK)
		e = gather(&b, to);
	if (e == OK)
		e = write_all(&b, to);
	if (e == OK)
		*out = (struct caseflow_bundle){ .number = b.cf.number != NULL ? b.cf.number : b.cf.clue_number,
		    .steps = (int)b.steps_n, .documents = b.documents_n, .files = (int)b.files_n };
	return e;
}
