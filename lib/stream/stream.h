/* stream.h - the one stream of events: their order, and how whoever follows it goes along.
 *
 * An act writes its events and that they wait (lib/record).  The daemon gives them their place in the order, in a
 * transaction of nobody else's: whatever becomes of a consumer, the log too, the order goes on.  A consumer takes the
 * events behind its cursor, its effect and the cursor in one transaction: done once, however often the daemon is
 * killed and however many daemons run.  None waits for another.
 *
 * The only module that touches event_order, event_cursor and stream_aside. */
#ifndef LIB_STREAM_STREAM_H
#define LIB_STREAM_STREAM_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* ---- order */

/* Gives up to limit waiting events their place: one transaction under an advisory lock, durable when it returns.
 * Positions have no gaps, and none is seen before those in front of it.  *moved < limit: nothing waits, or another
 * is at it. */
ERR_CHECKED enum err stream_order(struct arena *a, struct db *db, int64_t limit, int64_t *moved);
/* All that waits; with nothing to do one small question (struct chore of cgi/modules.h). */
ERR_CHECKED enum err stream_order_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);

/* ---- consumers */

struct stream_batch {			/* events with from < pos <= to */
	const char *consumer;
	int64_t from, to;
};

struct stream_consumer {
	const char *name;		/* of its cursor */
	int64_t limit;			/* events of a transaction */
	/* The effect of the events of a batch, inside the transaction that moves the cursor: nothing outside the
	 * store. */
	enum err (*take)(struct arena *a, struct db *db, const struct stream_batch *b);
};
/* All that is ordered.  A batch that fails is taken event by event; the event that fails is tried STREAM_TRIES times,
 * each time after a longer rest, then set aside: the cursor goes on behind it, and an incident says so.  Meanwhile, and
 * when STREAM_ASIDE_MOST one behind the other were set aside (it is not the events' fault): the error. */
#define STREAM_TRIES 5
#define STREAM_ASIDE_MOST 10
ERR_CHECKED enum err stream_consume(struct arena *a, struct db *db, const struct stream_consumer *c, int64_t *n);

/* For one that must not set anything aside (the log), inside its own transaction: what is next for it.  *alone false:
 * another is at it. */
ERR_CHECKED enum err stream_begin(struct arena *a, struct db *db, const char *consumer, int64_t limit,
    struct stream_batch *out, bool *alone);
/* The cursor behind it. */
ERR_CHECKED enum err stream_end(struct arena *a, struct db *db, const struct stream_batch *b);
/* Whether something is ordered that it has not taken. */
ERR_CHECKED enum err stream_waits(struct arena *a, struct db *db, const char *consumer, bool *out);
/* A cursor of something else than this order (lines sent to a collector of logs). */
ERR_CHECKED enum err stream_cursor_set(struct arena *a, struct db *db, const char *consumer, int64_t pos);

/* consumer pos kind reason tries aside_at, of what is set aside, for the operator. */
struct db_rows;
ERR_CHECKED enum err stream_aside(struct arena *a, struct db *db, const struct db_rows **out);
/* It is taken again with the next batch.  ERR_NOT_FOUND: nothing of that consumer is set aside there. */
ERR_CHECKED enum err stream_again(struct arena *a, struct db *db, const char *consumer, int64_t pos);
#endif
