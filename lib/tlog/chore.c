/* chore.c - see chore.h. */
#include "lib/tlog/chore.h"

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/sec/keys.h"
#include "lib/tlog/publication.h"
#include "lib/tlog/tlog.h"

#define EVENTS_A_STEP 4000	/* what they are sent in stays with the connection: half a MiB */

static struct {
	struct arena *arena;
	const char *folder, *name;
	struct program_keys owned;
	struct tlog_keys keys;
	bool ready;
	int64_t clears;		/* monotonic, when old files are looked for again */
} work;

void
tlog_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const char *state = conf_text(c, "state", NULL);

	work.arena = a;
	work.folder = state != NULL ? arena_printf(a, "%s/public/log", state) : NULL;
	work.name = conf_text(c, "log_name", TLOG_NAME_DEFAULT);
	work.owned = *k;
}

/* Without its keys, or with others than it began with, the log stands still; nothing else does. */
static enum err
make_ready(struct db *db)
{
	struct arena *a;
	enum err e;

	if (work.ready)
		return OK;
	if (work.folder == NULL)
		return err_set(ERR_INPUT, "the configuration names no state folder");
	a = arena_child(work.arena);
	e = tlog_keys_of(a, &work.owned, work.name, &work.keys);
	if (e == OK)
		e = tlog_begin(a, db, &work.keys);
	work.ready = e == OK;
	if (e != OK)
		arena_free(a);
	return e;
}

static enum err
clear(struct arena *a, struct db *db)
{
	int64_t now = clock_monotonic_us(), n = 0;
	enum err e = OK;

	if (now < work.clears)
		return OK;
	e = tlog_clear(a, db, work.folder, clock_real_now() - TLOG_KEEP_DAYS * DAY_US, &n);
	if (e == OK)
		work.clears = n > 0 ? now : now + HOUR_US;
	return e;
}

enum err
tlog_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	int64_t moved;
	bool published;
	enum err e = make_ready(db);

	(void)by;
	*n = 0;
	if (e != OK)
		return e;
	do {
		struct arena *each = arena_child(a);

		e = tlog_sequence(each, db, &work.keys, work.folder, EVENTS_A_STEP, &moved);
		if (e == OK)
			e = tlog_publish(each, db, work.folder, &published);
		arena_free(each);
		*n += e == OK ? moved : 0;
	} while (e == OK && moved == EVENTS_A_STEP);
	return e == OK ? clear(a, db) : e;
}
