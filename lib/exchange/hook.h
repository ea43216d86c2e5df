/* hook.h - what is sent to linked systems: that something happened, signed as Standard Webhooks are, and beside it by
 * HMAC-SM3.  The body is position, kind and ref, no content: its receiver reads the state of the day, so that neither
 * order nor repetition matters. */
#ifndef LIB_EXCHANGE_HOOK_H
#define LIB_EXCHANGE_HOOK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct program_keys;
struct sockaddr;

#define HOOK_PURPOSE "webhook secret"	/* for what a link's secret is sealed */
#define HOOK_PREFIX "whsec_"		/* before its base64, as its owner gets it */

/* Takes the key `courier`, which opens secrets. */
void hook_start(const struct program_keys *k);

struct hook {
	int64_t y, link, pos;
	const char *kind, *about, *code, *url;
	struct ref ref;
	bool inside;			/* its address may be one of this network */
	const unsigned char *sealed;	/* its secret */
	size_t sealed_n;
};
/* What is due, most at most: another courier, or this one once it was killed, gets them again after a minute. */
ERR_CHECKED enum err hook_take(struct arena *a, struct db *db, int most, struct hook **out, int *n);

struct hook_message {
	const char *id, *body, *timestamp, *signature;
};
/* ERR_IO: its secret does not open. */
ERR_CHECKED enum err hook_message(struct arena *a, const struct hook *h, int64_t now, struct hook_message *out);

struct hook_answer {
	int status;			/* 0: none */
	const char *error;		/* "": it was taken */
	const void *body;
	size_t n;
};
/* Sent, to be sent again later, or dead after three days; a link that failed for a day is paused. */
ERR_CHECKED enum err hook_told(struct arena *a, struct db *db, const struct hook *h, const struct hook_answer *x);

/* Public: not of this machine, this network, a link, a document, or one that stands for another (RFC 6890). */
bool hook_address_ok(const struct sockaddr *address);
#endif
