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
#include "lib/spotcheck/priv.h"
#include "lib/spotcheck/secret.h"

struct announcing {
	struct spotcheck_announcing *x;
	struct spotcheck_task t;
	struct draw_announcement n;
};

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

/* The lists as they are at this moment, if a draw can be made of them. */
enum err
spot_freeze(struct act_move *m)
{
	struct announcing *y = m->with;
	struct spotcheck_announcing *x = y->x;
	size_t had = m->p->n;
	enum err e = spotcheck_task_get(m->a, m->db, m->key->ref, &y->t);

	m->now -= m->now % SECOND_US;		/* as the announcement has it */
	if (e == OK)
		e = spotcheck_pools_freeze(m->a, m->db, &y->t, time_day(m->now));
	if (e == OK)
		e = spotcheck_pools_frozen(m->a, m->db, &y->t, &x->pools);
	if (e == OK)
		e = spotcheck_faults(m->a, m->db, &y->t, &x->pools, m->now, m->p);
	if (e == OK && m->p->n > had)
		return err_set(ERR_INPUT, "the task cannot be announced");
	if (e != OK)
		return e;
	parameters(m->a, &y->t, &x->pools, m->now, &y->n);
	e = put_strata(m->a, m->db, &y->t, &x->pools);
	return e == OK ? put_lists(m->a, m->db, y->t.id, m->now, &y->n) : e;
}

/* The secret, once the draw is announced: no draft may hold one. */
enum err
spot_announce(struct act_move *m)
{
	struct announcing *y = m->with;
	unsigned char *sealed;
	const char *fault, *json;
	size_t sealed_n;
	enum err e = commit_secret(m->a, &y->t, &y->n, &sealed, &sealed_n);

	if (e != OK)
		return e;
	fault = draw_announcement_fault(&y->n);
	if (fault != NULL)
		return err_set(ERR_DB, "the announcement is not well-formed: %s", fault);
	json = draw_announcement_json(m->a, &y->n);
	e = DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_task set announced_at = $2, commitment = $3, secret_sealed = $4 where id = $1",
	    DB_I64(y->t.id), DB_TIME(m->now), DB_BYTES(y->n.commitment, sizeof(y->n.commitment)),
	    DB_BYTES(sealed, sealed_n));
	return e == OK ? spot_file(m, "announcement.json", json, strlen(json), true, "draw.announced") : e;
}

enum err
spotcheck_announce(struct arena *a, struct db *db, struct spotcheck_announcing *x)
{
	struct announcing y = { .x = x };
	struct act act = { .principal = x->by, .occurred_at = TIME_NONE };
	struct act_request q = { .kind = &spot_draw_kind, .key = { .ref = x->task, .action = "announced" },
	    .version = x->version, .with = &y };
	enum err e = act_do_within(a, db, &act, &q, x->problems);

	return e == ERR_STATE ? err_set(ERR_CONFLICT, "the task was changed or announced meanwhile") : e;
}
