/* code.h - the inspection code, version xz-code-1 (trust.md 4): one line of JSON, signed, as text for a QR.  Pure but
 * for the keys, which are set once at program start. */
#ifndef LIB_INSPECTION_CODE_H
#define LIB_INSPECTION_CODE_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct program_keys;

#define INSPECTION_CODE_MAX 660		/* so that with "https://HOST/code#" it stays within 700 bytes */

/* Takes the keys `code-ed25519` and `code-sm2` (module_start of cgi/modules.h); without them no code can be made. */
void inspection_start(struct arena *a, const struct conf *c, const struct program_keys *k);

struct inspection_code {
	const char *kid;
	struct ref ref;
	const char *agency, *subject, *kind;	/* subject: the object-id */
	const char *const *item, *const *officer;
	size_t item_n, officer_n;
	int64_t from, to;			/* us; whole seconds are written */
};
struct inspection_signed {
	const char *json, *text;	/* text: XZ1.P.S */
	unsigned char hash[32];		/* SHA-256 of text: who shows it held the code */
	const unsigned char *sm2;	/* DER, of the same bytes */
	size_t sm2_n;
};
/* ERR_INPUT: longer than INSPECTION_CODE_MAX; ERR_IO: no keys. */
ERR_CHECKED enum err inspection_code_sign(struct arena *a, const struct inspection_code *c,
    struct inspection_signed *out);
/* The public key, 32 bytes, and its name in an agency: "<agency>-<first 8 hex of its SHA-256>".  ERR_IO: no keys. */
ERR_CHECKED enum err inspection_code_key(struct arena *a, const char *agency_code, const char **kid,
    const unsigned char **pub);
#endif
