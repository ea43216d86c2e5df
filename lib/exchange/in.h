/* in.h - what other systems send in and read, as the exchange's functions of the store allow it; the program has no
 * right of its own.  Sources: 政务数据共享条例 29 (each use leaves its line). */
#ifndef LIB_EXCHANGE_IN_H
#define LIB_EXCHANGE_IN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/exchange/signed.h"

struct arena;
struct conf;
struct db;
struct program_keys;

#define EXCHANGE_PURPOSE "exchange key"	/* for what a link's secret is sealed */
#define EXCHANGE_RAW_PURPOSE "inbox"	/* and what comes in, for the intake's key */

/* Takes the key `exchange`, which opens secrets (module_start of cgi/modules.h). */
void exchange_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* Tells the store its public half and that of the key `courier`; what lacks is left out. */
ERR_CHECKED enum err exchange_key_tell(struct arena *a, struct db *db, const struct program_keys *k);

struct exchange_caller {
	int64_t key;
	const char *link;			/* code */
	enum key_algorithm algorithm;
	const unsigned char *check;		/* what its signatures are checked with */
	size_t check_n;
};
/* ERR_NOT_FOUND: no such key; ERR_IO: the key that opens secrets is missing. */
ERR_CHECKED enum err exchange_caller(struct arena *a, struct db *db, const char *keyid, struct exchange_caller *out);

struct exchange_refusal {
	const char *code;	/* NULL: none */
	int wait;		/* s until it may come again; 0: not said */
};
/* A signature that was right comes in once.  For what changes nothing; exchange_put() does the same by itself. */
ERR_CHECKED enum err exchange_enter(struct arena *a, struct db *db, int64_t key, const char *nonce, const char *route,
    struct exchange_refusal *out);

struct exchange_came {
	int64_t inbox;
	const char *state;	/* parked: not read yet; or as it stands: taken, refused */
	const char *reason, *field, *answer;
	bool again;
};
/* Raw and first, encrypted to the intake's key.  ERR_STATE: there is no such key: nothing can come in. */
ERR_CHECKED enum err exchange_put(struct arena *a, struct db *db, int64_t key, const char *nonce, const char *route,
    const char *idempotency_key, const void *body, size_t n, struct exchange_refusal *refused,
    struct exchange_came *out);
/* What was wrong with it when it was read. */
ERR_CHECKED enum err exchange_refuse(struct arena *a, struct db *db, struct exchange_came *x, const char *reason,
    const char *field);
struct source_report;
/* A message for the intake, report->once being the sender's number: x says what became of it. */
ERR_CHECKED enum err exchange_clue(struct arena *a, struct db *db, const struct exchange_caller *c,
    const struct source_report *report, struct exchange_came *x);

struct exchange_event {
	int64_t pos, at;
	const char *kind, *subject_kind;
	struct ref ref;
};
struct exchange_page {
	struct exchange_event *event;
	int n;
	int64_t last;		/* where to go on */
	bool more;
};
#define EXCHANGE_EVENTS_MAX 100
ERR_CHECKED enum err exchange_events(struct arena *a, struct db *db, int64_t key, int64_t after,
    struct exchange_page *out);

struct exchange_use {
	int64_t key;
	const char *route, *subject, *error;
	int rows, bytes, ms, status;
};
ERR_CHECKED enum err exchange_called(struct arena *a, struct db *db, const struct exchange_use *u);
#endif
