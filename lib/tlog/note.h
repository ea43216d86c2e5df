/* note.h - signed notes (C2SP signed-note), the checkpoint they carry (tlog-checkpoint), cosignatures of
 * witnesses (tlog-cosignature v1).  Pure but for the keys given.
 *
 * Three kinds of keys: Ed25519 (type 0x01) and, beside it, SM2 (type 0xff "xiezhi-sm2", DER over SM3) of the
 * log; Ed25519 of a witness (type 0x04, with a time). */
#ifndef LIB_TLOG_NOTE_H
#define LIB_TLOG_NOTE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/tlog/tree.h"

#define TLOG_NAME_MAX 200
#define TLOG_NOTE_MAX 16384
#define TLOG_SIGNATURES_MAX 64

struct arena;
struct sign_key;

enum tlog_key_kind { TLOG_KEY_ED25519 = 0x01, TLOG_KEY_WITNESS = 0x04, TLOG_KEY_SM2 = 0xff };
struct tlog_vkey {			/* verifier key */
	const char *name;
	enum tlog_key_kind kind;
	unsigned char id[4];
	unsigned char pub[65];
	size_t pub_n;
};
/* Non-empty UTF-8 without space, control character or '+'. */
bool tlog_name_ok(const char *name);
/* The verifier key of a signing key under a name.  ERR_INPUT: the name, or the key's kind. */
ERR_CHECKED enum err tlog_vkey_of(struct arena *a, const char *name, enum tlog_key_kind kind, const struct sign_key *k,
    struct tlog_vkey *out);
char *tlog_vkey_text(struct arena *a, const struct tlog_vkey *k);		/* name+hex+base64 */
bool tlog_vkey_parse(struct arena *a, const char *text, struct tlog_vkey *out);

struct tlog_signature {
	const char *name;
	unsigned char id[4];
	const unsigned char *sig;	/* without the id */
	size_t n;
	const char *line;		/* as it stands in the note, with LF */
};
struct tlog_note {
	const char *text;		/* ends in LF */
	size_t text_n;
	struct tlog_signature sig[TLOG_SIGNATURES_MAX];
	int n;
};
bool tlog_note_parse(struct arena *a, const void *bytes, size_t n, struct tlog_note *out);
/* The signature line of a key (kinds of the log), with LF. */
ERR_CHECKED enum err tlog_note_sign(struct arena *a, const char *text, const struct tlog_vkey *v,
    const struct sign_key *k, char **line);
/* A witness's, at a time in seconds. */
ERR_CHECKED enum err tlog_note_cosign(struct arena *a, const char *text, const struct tlog_vkey *v,
    const struct sign_key *k, int64_t at_s, char **line);
/* The note's signature by that key, when there is one and it holds; else NULL.  at_s (may be NULL): the time
 * of a cosignature, 0 for the log's kinds. */
const struct tlog_signature *tlog_note_signed(struct arena *a, const struct tlog_note *n, const struct tlog_vkey *v,
    int64_t *at_s);

struct tlog_checkpoint {
	const char *origin;
	int64_t size;
	struct tlog_hash root;
};
char *tlog_checkpoint_text(struct arena *a, const struct tlog_checkpoint *c);	/* three lines */
/* Three lines, no extension lines. */
bool tlog_checkpoint_parse(struct arena *a, const char *text, size_t n, struct tlog_checkpoint *out);
#endif
