/* public.h - what the public sends in, and how it asks what became of it.  For a program without keys and with no
 * right to read. */
#ifndef LIB_SOURCE_PUBLIC_H
#define LIB_SOURCE_PUBLIC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

/* A name of a form that is about to be shown, which nobody guesses; whether it is one. */
const char *source_once(struct arena *a);
bool source_once_ok(const char *text);

struct source_report {
	const char *once;		/* of the form that was sent: the same form again is the same message */
	const char *sort;		/* report, complaint, enforcement */
	struct ref agency;		/* zero: it is for whoever is above all */
	const char *about, *place, *content;
	const char *name, *telephone, *address;		/* "": not said; who says a name reports by name */
	int64_t received_at;		/* by the platform that passes it on; 0: now, by this one */
};
struct source_receipt {
	const char *number, *secret;	/* the secret is said once and stored nowhere */
	bool again;			/* it was here already */
};
/* Encrypted to the intake's key, for a function of the store that takes it in.  ERR_STATE: the store knows no key. */
struct source_sealed {
	const char *once, *secret;
	unsigned char *bytes, hash[32];		/* hash: of the secret */
	size_t n;
};
/* All but the envelope: by it the same message is known again. */
void source_name(struct arena *a, const struct source_report *r, struct source_sealed *out);
ERR_CHECKED enum err source_seal(struct arena *a, struct db *db, const struct source_report *r,
    struct source_sealed *out);
/* To a key that was asked for before. */
ERR_CHECKED enum err source_seal_to(struct arena *a, const unsigned char *pub, size_t pub_n,
    const struct source_report *r, struct source_sealed *out);
/* ERR_STATE: nobody takes it in. */
ERR_CHECKED enum err source_take(struct arena *a, struct db *db, const struct source_report *r,
    struct source_receipt *out);
/* The public half of the intake's key, for what is encrypted to it.  ERR_STATE: the store knows none. */
ERR_CHECKED enum err source_key_now(struct arena *a, struct db *db, const unsigned char **pub, size_t *n);
/* Whether reports can be taken in at all. */
ERR_CHECKED enum err source_open(struct arena *a, struct db *db, bool *out);

struct source_status {		/* of one request of the message */
	const char *number, *sort, *state, *agency_name, *agency_en, *answer;	/* answer: NULL: none yet */
	int64_t received_at, told_at;
	bool clue;			/* it is being looked into as a clue */
};
/* Number and secret as typed: blanks, hyphens and small letters do not matter.  ERR_NOT_FOUND: no such pair. */
ERR_CHECKED enum err source_status(struct arena *a, struct db *db, const char *number, const char *secret,
    struct source_status **out, int *n);
#endif
