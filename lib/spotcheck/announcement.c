/* announcement.c - see announcement.h. */
#include "lib/spotcheck/announcement.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/secret.h"
#include "lib/tlog/tlog.h"

/* The row is locked, so that of two coordinators the second finds it announced. */
static enum err
take(struct arena *a, struct db *db, const struct spotcheck_announcing *x, struct spotcheck_task *t)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, version, state from xz.spotcheck_task where ref = $1 for update", DB_REF(x->task));

	if (e == OK)
		e = spotcheck_may(a, db, x->by, SPOT_TASK, row_i64(r, "id"));
	if (e != OK)
		return e;
	if (row_i32(r, "version") != x->version || !str_eq(row_text(r, "state"), "draft"))
		return err_set(ERR_CONFLICT, "the task was changed or announced meanwhile");
	return spotcheck_task_get(a, db, x->task, t);
}

static enum err
put_strata(struct arena *a, struct db *db, const struct spotcheck_task *t, const struct spotcheck_pools *p)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < p->stratum_n; i++)
		e = DB_EXEC(a, db, "insert into xz.spotcheck_stratum (task_id, key, name, pool, quota)"
		    " values ($1, $2, $3, $4, $5)", DB_I64(t->id), DB_TEXT(p->stratum[i].key),
		    DB_TEXT(p->stratum[i].name_zh), DB_I64(p->stratum[i].pool), DB_I64(p->stratum[i].quota));
	return e;
}

static enum err
digest_of(struct arena *a, struct db_row r, unsigned char out[32])
{
	size_t n;
	const void *bytes = row_bytes(a, r, "sha256", &n);

	if (n != 32)
		return err_set(ERR_DB, "a digest of %zu bytes", n);
	memcpy(out, bytes, 32);
	return OK;
}

/* Lines are put together where they lie: a pool of a million does not cross the wire. */
#define FILE_OF(name, lines, public_at) "with body as (select coalesce(convert_to(" lines ", 'UTF8'), '') as b)" \
    " insert into xz.spotcheck_file (task_id, name, body, sha256, public_at) select $1, '" name \
    "', b, sha256(b), " public_at \
    " from body returning sha256"

static enum err
put_lists(struct arena *a, struct db *db, int64_t task, int64_t now, struct draw_announcement *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, FILE_OF("objects.tsv",
	    "(select string_agg(stratum || e'\\t' || object_id || e'\\n', ''"
	    " order by stratum collate \"C\", object_id collate \"C\")"
	    " from xz.spotcheck_pool where task_id = $1)", "$2"), DB_I64(task), DB_TIME(now));

	if (e == OK)
		e = digest_of(a, r, n->objects);
	if (e == OK)
		e = DB_ONE(a, db, &r, FILE_OF("officers.tsv",
		    "(select string_agg(certificate_no || e'\\t' || unit || e'\\n', ''"
		    " order by certificate_no collate \"C\")"
		    " from xz.spotcheck_team_pool where task_id = $1)", "$2"), DB_I64(task), DB_TIME(now));
	if (e == OK)
		e = digest_of(a, r, n->officers);
	if (e == OK)
		e = DB_ONE(a, db, &r, FILE_OF("avoid.tsv",
		    "(select string_agg(object_id || e'\\t' || certificate_no || e'\\n', ''"
		    " order by object_id collate \"C\", certificate_no collate \"C\")"
		    " from xz.spotcheck_avoid where task_id = $1)", "null"), DB_I64(task));
	return e == OK ? digest_of(a, r, n->avoid) : e;
}

static void
parameters(struct arena *a, const struct spotcheck_task *t, const struct spotcheck_pools *p, int64_t now,
    struct draw_announcement *n)
{
	struct draw_stratum_row *s = ARENA_ARRAY(a, struct draw_stratum_row, (size_t)p->stratum_n);
	struct draw_unit_row *u = ARENA_ARRAY(a, struct draw_unit_row, (size_t)p->unit_n);
	int i;

	*n = (struct draw_announcement){ .draw_id = t->draw_id, .title = t->title, .agency = t->agency_name,
	    .announced_at = now, .reveal_by = t->reveal_by, .stratum = s, .stratum_n = p->stratum_n,
	    .team_size = t->team_size, .unit = u, .after_visits = str_eq(t->publication, "after-visits"),
	    .publish_by = t->publish_by, .contributions = t->contributions,
	    .pledges = t->pledges, .beacon = str_eq(t->contributions, "beacon") ? t->beacon : NULL };
	for (i = 0; i < p->stratum_n; i++)
		s[i] = (struct draw_stratum_row){ p->stratum[i].key, p->stratum[i].name_zh, p->stratum[i].pool,
		    p->stratum[i].quota };
	for (i = 0; i < p->unit_n; i++)
		if (p->unit[i].min > 0)
			u[n->unit_n++] = (struct draw_unit_row){ p->unit[i].unit, p->unit[i].min };
}

/* The secret leaves this function sealed only. */
static enum err
commit_secret(struct arena *a, const struct spotcheck_task *t, struct draw_announcement *n, unsigned char **sealed,
    size_t *sealed_n)
{
	unsigned char secret[32];
	enum err e;

	random_bytes(secret, sizeof(secret));
	draw_commitment(secret, n->commitment);
	e = spotcheck_secret_seal(a, t->draw_id, secret, sealed, sealed_n);
	wipe(secret, sizeof(secret));
	return e;
}

static enum err
announced(struct arena *a, struct db *db, const struct spotcheck_announcing *x, const struct spotcheck_task *t,
    const struct draw_announcement *n, const char *json)
{
	unsigned char hash[32];
	char hex[65];
	struct tlog_event ev = { .kind = "draw.announced", .id = t->draw_id, .digest = hex, .subject_kind = "draw",
	    .subject_ref = t->ref, .actor = x->actor, .agency = t->agency, .at = n->announced_at };
	enum err e;

	sha256(json, strlen(json), hash);
	str_hex(hash, sizeof(hash), hex);
	e = DB_EXEC(a, db, "insert into xz.spotcheck_file (task_id, name, body, sha256, public_at)"
	    " values ($1, 'announcement.json', $2, $3, $4)", DB_I64(t->id), DB_BYTES(json, strlen(json)),
	    DB_BYTES(hash, sizeof(hash)), DB_TIME(n->announced_at));
	return e == OK ? tlog_event(a, db, &ev) : e;
}

enum err
spotcheck_announce(struct arena *a, struct db *db, struct spotcheck_announcing *x)
{
	struct draw_announcement n;
	struct spotcheck_task t;
	unsigned char *sealed;
	const char *fault, *json;
	size_t sealed_n, had = x->problems->n;
	int64_t now = 0;
	enum err e = take(a, db, x, &t);

	if (e == OK)
		e = db_now(a, db, &now);
	now -= now % SECOND_US;
	if (e == OK)
		e = spotcheck_pools_freeze(a, db, &t, time_day(now));
	if (e == OK)
		e = spotcheck_pools_frozen(a, db, &t, &x->pools);
	if (e == OK)
		e = spotcheck_faults(a, db, &t, &x->pools, now, x->problems);
	if (e == OK && x->problems->n > had)
		return err_set(ERR_INPUT, "the task cannot be announced");
	if (e != OK)
		return e;
	parameters(a, &t, &x->pools, now, &n);
	e = put_strata(a, db, &t, &x->pools);
	if (e == OK)
		e = put_lists(a, db, t.id, now, &n);
	if (e == OK)
		e = commit_secret(a, &t, &n, &sealed, &sealed_n);
	if (e != OK)
		return e;
	fault = draw_announcement_fault(&n);
	if (fault != NULL)
		return err_set(ERR_STATE, "the announcement is not well-formed: %s", fault);
	json = draw_announcement_json(a, &n);
	e = DB_EXEC(a, db,
	    "update xz.spotcheck_task set state = 'announced', announced_at = $2, commitment = $3, secret_sealed = $4,"
	    " version = version + 1 where id = $1", DB_I64(t.id), DB_TIME(now),
	    DB_BYTES(n.commitment, sizeof(n.commitment)), DB_BYTES(sealed, sealed_n));
	return e == OK ? announced(a, db, x, &t, &n, json) : e;
}
