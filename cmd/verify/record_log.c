/* record_log.c - every step's entry in the transparency log: its salted digest, its place in the tree, the signature
 * of the checkpoint. */
#include <string.h>

#include "cmd/verify/record.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/proof.h"

/* The Ed25519 key to check with: the one given, or the one the bundle itself names. */
static enum err
read_key(struct vr *v, struct tlog_vkey *out)
{
	const char *text = v->key_given;
	struct vr_text t;
	enum err e = OK;

	if (text == NULL) {
		e = vr_read(v, "log/key", &t);
		if (e == OK && t.bytes == NULL)
			e = err_set(ERR_STATE, "log/key is not there");
		else if (e == OK)
			text = arena_strndup(v->a, t.bytes, strcspn(t.bytes, "\n"));
	}
	if (e == OK && (text == NULL || !tlog_vkey_parse(v->a, text, out) || out->kind != TLOG_KEY_ED25519))
		e = v->key_given != NULL ? err_set(ERR_IO, "--key: not a verifier key of a log") :
		    err_set(ERR_STATE, "log/key: not a verifier key of a log");
	if (e == OK)
		v->key = tlog_vkey_text(v->a, out);
	return e;
}

static enum err
read_checkpoint(struct vr *v, const struct tlog_vkey *key, struct vr_text *note)
{
	struct tlog_note *parsed = ARENA_NEW(v->a, struct tlog_note);
	struct tlog_checkpoint c;
	enum err e = vr_read(v, "log/checkpoint", note);

	if (e != OK)
		return e;
	if (note->bytes == NULL)
		return err_set(ERR_STATE, "log/checkpoint is not there");
	if (!tlog_note_parse(v->a, note->bytes, note->n, parsed) ||
	    !tlog_checkpoint_parse(v->a, parsed->text, parsed->text_n, &c))
		return err_set(ERR_STATE, "log/checkpoint: malformed");
	if (!str_eq(c.origin, key->name) || tlog_note_signed(v->a, parsed, key, NULL) == NULL)
		return err_set(ERR_STATE, "log/checkpoint: not signed by the key %s", key->name);
	v->origin = c.origin;
	v->log_size = c.size;
	return OK;
}

/* What the proof's entry says is this step. */
static enum err
check_entry(struct vr *v, size_t n, const unsigned char salt[16], const struct tlog_proof *p, const char *what)
{
	struct digest *d = digest_new(v->a, DIGEST_SHA256);
	unsigned char hidden[32];
	struct tlog_entry entry;
	char hex[65];

	digest_add(d, salt, 16);
	digest_add(d, v->step[n].digest, 32);
	digest_end(d, hidden);
	str_hex(hidden, 32, hex);
	if (!tlog_entry_parse(v->a, p->extra, p->extra_n, &entry) || !str_eq(entry.kind, "record") ||
	    !str_eq(entry.id, v->chain))
		return err_set(ERR_STATE, "%s: not the entry of a step of this chain", what);
	if (!str_eq(entry.digest, hex))
		return err_set(ERR_STATE, "%s: the entry is not of this step, or the salt was changed", what);
	if (entry.at != v->step[n].recorded)
		return err_set(ERR_STATE, "%s: entered in the log for another time than the step says", what);
	return OK;
}

static enum err
check_proof(struct vr *v, size_t n, const unsigned char salt[16], const struct tlog_vkey *key,
    const struct vr_text *note)
{
	const char *name = arena_printf(v->a, "log/%06zu.tlog-proof", n + 1), *why;
	struct tlog_proof *p = ARENA_NEW(v->a, struct tlog_proof);
	struct vr_text t;
	enum err e = vr_read(v, name, &t);

	if (e != OK)
		return e;
	if (t.bytes == NULL)
		return err_set(ERR_STATE, "%s is not there", name);
	if (!tlog_proof_parse(v->a, t.bytes, t.n, p))
		return err_set(ERR_STATE, "%s: malformed", name);
	if (p->checkpoint_n != note->n || memcmp(p->checkpoint, note->bytes, note->n) != 0)
		return err_set(ERR_STATE, "%s: against another checkpoint", name);
	why = tlog_proof_wrong(v->a, p, key);
	return why != NULL ? err_set(ERR_STATE, "%s: %s", name, why) : check_entry(v, n, salt, p, name);
}

enum err
vr_log(struct vr *v)
{
	static const char *const keys[] = { "seq", "salt", NULL };
	struct vr_text salts, note;
	struct tlog_vkey key;
	unsigned char salt[16];
	const char *line, *what, *hex;
	size_t at = 0, n = 0;
	json_t *j;
	enum err e = vr_read(v, "log/salts.jsonl", &salts);

	if (e != OK || salts.bytes == NULL)
		return e == OK && v->zip != NULL ? err_set(ERR_STATE, "log/salts.jsonl is not there") : e;
	e = read_key(v, &key);
	if (e == OK)
		e = read_checkpoint(v, &key, &note);
	while (e == OK && vr_line(v, &salts, &at, &line, &e)) {
		what = arena_printf(v->a, "log/salts.jsonl line %zu", n + 1);
		e = vr_object(v, line, keys, what, &j);
		if (e != OK)
			return e;
		hex = json_string_value(json_object_get(j, "salt"));
		if (n >= v->steps || json_integer_value(json_object_get(j, "seq")) != (json_int_t)n + 1 ||
		    hex == NULL || strlen(hex) != 32 || !str_unhex(hex, salt, 16))
			return err_set(ERR_STATE, "%s: not the salt of step %zu", what, n + 1);
		e = check_proof(v, n++, salt, &key, &note);
	}
	if (e == OK && n != v->steps)
		e = err_set(ERR_STATE, "log/salts.jsonl: %zu steps of %zu", n, v->steps);
	return e;
}
