/* record.c - the record of a bundle: the chain, the side values the account may see, the proofs of the log; see
 * priv.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/bundle/priv.h"
#include "lib/record/sealed.h"
#include "lib/sec/sec.h"
#include "lib/tlog/tlog.h"

static void
keep_text(struct bundle *b, const char *name, const struct str *text)
{
	bundle_keep(b, name, text->s, text->len);
}

static void
add_json_line(struct bundle *b, struct str *to, json_t *v)
{
	str_printf(to, "%s\n", json_text_of(b->a, v));
}

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
		add_json_line(b, &text, json_pack("{s:s,s:s,s:s}", "ref", ref, "salt", salt, "value", v[i].value));
	}
	keep_text(b, "side.jsonl", &text);
	return e;
}

enum err
bundle_chain(struct bundle *b)
{
	struct sealed named = { .n = 0 };
	struct str lines, digests;
	char hex[65];
	size_t i;
	enum err e = record_steps(b->a, b->db, b->of->chain, &b->chain, &b->steps, &b->steps_n);

	if (e != OK)
		return e;
	str_init(&lines, b->a);
	str_init(&digests, b->a);
	for (i = 0; i < b->steps_n; i++) {
		json_t *line = json_loads(b->steps[i].line, 0, NULL);

		sealed_gather(b->a, &named, json_object_get(line, "payload"), b->of->except);
		json_decref(line);
		str_printf(&lines, "%s\n", b->steps[i].line);
		str_hex(b->steps[i].digest, 32, hex);
		str_printf(&digests, "%s\n", hex);
	}
	keep_text(b, "chain.jsonl", &lines);
	keep_text(b, "digests.txt", &digests);
	return gather_sides(b, &named);
}

/* ---- the log */

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
enum err
bundle_log(struct bundle *b)
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
			bundle_keep(b, arena_printf(b->a, "log/%06d.tlog-proof", b->steps[i].seq), proof,
			    strlen(proof));
		}
	}
	if (e == OK)
		json_object_set_new(b->index, "log", json_pack("{s:s,s:I}", "origin", s.name, "size",
		    (json_int_t)s.checkpoint.size));
	return e;
}
