/* keys.h - which program has which key.  One table says it (keys.c); a program reads its own files before it does
 * anything else, and nobody else reads key files. */
#ifndef LIB_SEC_KEYS_H
#define LIB_SEC_KEYS_H
#include "lib/base/err.h"

struct arena;
struct seal_key;
struct sign_key;

/* A key that the program has not stays NULL, and what needs it refuses with an error: nobody goes on without. */
struct program_keys {
	const struct seal_key *form;		/* tokens of forms before the sign-in, notices, the way from password
						 * to code */
	const struct seal_key *otp;		/* secrets of one-time codes */
	const struct seal_key *identity;	/* citizens' numbers, sealed text, tokens of jobs */
	const struct seal_key *evidence;	/* files and uploads under way */
	const struct seal_key *draw;		/* secrets of draws between announcement and draw */
	const struct sign_key *code_ed25519, *code_sm2;	/* inspection codes */
	const struct sign_key *intake_sm2;		/* opens what the public sent in (envelope.h) */
	const struct sign_key *exchange_sm2;		/* opens the secrets of links */
	const struct sign_key *courier_sm2;		/* opens what webhooks are signed with */
	const struct sign_key *spool_sm2;		/* opens files that the public sent in (parcel.h) */
	const struct sign_key *log_ed25519, *log_sm2;	/* the transparency log */
};

/* Those of the program ("desk", "daemon", "xiezhi draw" ...) whose files lie in the folder; NULL: none.  They live as
 * long as the arena.  ERR_IO, ERR_INPUT: a key of its own that is there and cannot be read. */
ERR_CHECKED enum err program_keys_open(struct arena *a, const char *program, const char *folder,
    struct program_keys *out);
/* The same for a program or command that does nothing without its keys.  ERR_INPUT: no folder; ERR_IO: names the file
 * that is missing. */
ERR_CHECKED enum err program_keys_need(struct arena *a, const char *program, const char *folder,
    struct program_keys *out);
/* Makes every key file that is missing. */
ERR_CHECKED enum err program_keys_make(struct arena *a, const char *folder);
#endif
