/* log_work.c - see log_work.h. */
#include "cmd/xiezhid/log_work.h"

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/db/db.h"
#include "lib/tlog/publication.h"
#include "lib/tlog/tlog.h"

#define EVENTS_A_STEP 10000

struct log_work {
	struct db *db;
	const char *folder;
	struct tlog_keys keys;
	int64_t ran, clears;	/* monotonic */
};

enum err
log_work_open(struct arena *a, const struct conf *conf, struct db *db, struct log_work **out)
{
	struct log_work *w = ARENA_NEW(a, struct log_work);
	const char *keys = conf_text(conf, "keys", NULL), *state = conf_text(conf, "state", NULL);
	enum err e;

	if (keys == NULL || state == NULL)
		return err_set(ERR_INPUT, "the configuration names no keys or no state folder");
	*w = (struct log_work){ .db = db, .folder = arena_printf(a, "%s/public/log", state) };
	e = tlog_keys_load(a, keys, conf_text(conf, "log_name", TLOG_NAME_DEFAULT), &w->keys);
	if (e == OK)
		e = tlog_begin(a, db, &w->keys);
	*out = w;
	return e;
}

int64_t
log_work_ran(const struct log_work *w)
{
	return w->ran;
}

static enum err
clear(struct arena *a, struct log_work *w)
{
	int64_t now = clock_monotonic_us(), n = 0;
	enum err e = OK;

	if (now < w->clears)
		return OK;
	e = tlog_clear(a, w->db, w->folder, clock_real_now() - TLOG_KEEP_DAYS * DAY_US, &n);
	if (e == OK)
		w->clears = n > 0 ? now : now + HOUR_US;
	return e;
}

enum err
log_work_run(struct arena *a, struct log_work *w)
{
	int64_t moved;
	bool published;
	enum err e;

	w->ran = clock_monotonic_us();
	do {
		struct arena *each = arena_child(a);

		e = tlog_sequence(each, w->db, &w->keys, w->folder, EVENTS_A_STEP, &moved);
		if (e == OK)
			e = tlog_publish(each, w->db, w->folder, &published);
		arena_free(each);
	} while (e == OK && moved == EVENTS_A_STEP);
	return e == OK ? clear(a, w) : e;
}
