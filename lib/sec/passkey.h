/* passkey.h - passkeys (WebAuthn): what a browser sends when one is made and when one is used.  The only place that
 * knows libfido2.  ES256, and RS256 of 2048 bits; which maker's device it is nobody asks (attestation "none"). */
#ifndef LIB_SEC_PASSKEY_H
#define LIB_SEC_PASSKEY_H
#include <stddef.h>
#include <stdint.h>

struct arena;

#define PASSKEY_ID_MAX 1023
#define PASSKEY_ES256 (-7)	/* COSE */
#define PASSKEY_RS256 (-257)

struct passkey_bytes {
	const unsigned char *p;
	size_t n;
};

/* Whom they are for. */
struct passkey_party {
	const char *id;			/* the host name they are bound to */
	const char *const *origins;	/* "https://host[:port]" of pages that may use them, NULL-ended */
};

struct passkey_key {
	struct passkey_bytes id, bytes;
	int kind;			/* PASSKEY_ES256, PASSKEY_RS256 */
	int64_t count;			/* of signatures, as the device said last; 0: it does not count */
};

enum passkey_fault {
	PASSKEY_GOOD,
	PASSKEY_FORM,			/* not as it should be written, or a key of another kind */
	PASSKEY_TYPE,			/* made where it should be used, or the other way */
	PASSKEY_CHALLENGE, PASSKEY_ORIGIN, PASSKEY_PARTY,
	PASSKEY_USER,			/* the device did not ask who is there */
	PASSKEY_SIGNATURE
};
const char *passkey_fault_name(enum passkey_fault f);

/* client: clientDataJSON; data: authenticatorData; challenge: base64url, as it was given out.  *out points into `a`. */
enum passkey_fault passkey_made(struct arena *a, const struct passkey_party *p, const char *challenge,
    struct passkey_bytes client, struct passkey_bytes data, struct passkey_key *out);
/* With the key's id, bytes and kind.  *count is what the device counts now: the caller holds it against the last. */
enum passkey_fault passkey_used(struct arena *a, const struct passkey_party *p, const char *challenge,
    struct passkey_bytes client, struct passkey_bytes data, struct passkey_bytes signature,
    const struct passkey_key *k, int64_t *count);
#endif
