/* draw.c - how long a draw takes: draw CONNINFO DRAW-KEY OBJECTS OFFICERS ROUNDS.  60 strata, 1 % of each, teams of two from
 * two units; from the frozen pool to result.json and the rows of all visits, in one transaction.  Prints the milliseconds of
 * each round, then the peak of memory in MiB.  The officers have no accounts: tasks on desks are not measured. */
#include <sys/resource.h>

#include "lib/base/clock.h"
#include "tests/db/draws.h"

#define STRATA 60

struct making {
	const char *id;
	int64_t objects, officers;
};

static enum err
file(struct arena *a, struct db *db, int64_t task, const char *name, const char *text)
{
	unsigned char sha[32];
	struct db_row r;

	sha256(text, strlen(text), sha);
	return DRAWS_ONE(a, db, &r, "insert into xz.spotcheck_file (task_id, name, body, sha256) values ($1, $2, $3, $4) returning 1",
	    DB_I64(task), DB_TEXT(name), DB_BYTES(text, strlen(text)), DB_BYTES(sha, 32));
}

static enum err
pools(struct arena *a, struct db *db, int64_t task, const struct making *m)
{
	struct db_row r;
	enum err e = DRAWS_ONE(a, db, &r, "with made as (insert into xz.spotcheck_pool select $1, 'XZ' || lpad(i::text, 16, '0'),"
	    " 's' || lpad((i % 60)::text, 2, '0'), i, i from generate_series(1, $2::bigint) i returning 1) select count(*) as n from made",
	    DB_I64(task), DB_I64(m->objects));

	if (e == OK)
		e = DRAWS_ONE(a, db, &r, "with o as (select id, agency_id from xz.people_officer order by id limit 1), made as ("
		    " insert into xz.spotcheck_team_pool select $1, 'C' || lpad(i::text, 8, '0'), case i % 2 when 0 then 'A' else 'B' end, o.id"
		    " from o, generate_series(1, $2::bigint) i returning 1) select count(*) as n from made", DB_I64(task), DB_I64(m->officers));
	return e;
}

static enum err
make(struct arena *a, struct db *db, void *ctx)
{
	const struct making *m = ctx;
	struct draw_stratum_row strata[STRATA];
	struct draw_unit_row units[2] = { { "A", 1 }, { "B", 1 } };
	struct draw_announcement ann = { .draw_id = m->id, .title = "bench", .agency = "bench", .stratum = strata,
	    .stratum_n = STRATA, .team_size = 2, .unit = units, .unit_n = 2, .contributions = "none" };
	unsigned char secret[32], *sealed;
	struct db_row r;
	size_t sealed_n;
	int64_t task, now;
	int i;
	enum err e;

	for (i = 0; i < STRATA; i++) {
		const char *key = arena_printf(a, "s%02d", i);
		int64_t pool = m->objects / STRATA + (i > 0 && i <= m->objects % STRATA);

		strata[i] = (struct draw_stratum_row){ key, key, pool, pool / 100 };
	}
	random_bytes(secret, sizeof(secret));
	draw_commitment(secret, ann.commitment);
	e = spotcheck_secret_seal(a, m->id, secret, &sealed, &sealed_n);
	if (e == OK)
		e = db_now(a, db, &now);
	if (e != OK)
		return e;
	ann.announced_at = now;
	ann.reveal_by = now + HOUR_US;
	e = DRAWS_ONE(a, db, &r, "insert into xz.spotcheck_task (draw_id, agency_id, title, state, team_size, contributions, pledges,"
	    " publication, reveal_by, announced_at, closed_at, commitment, secret_sealed, created_by) select $1, agency_id, 'bench',"
	    " 'closed', 2, 'none', false, 'at-draw', $2, $3, $3, $4, $5, id from xz.people_account where username = 'coordinator1'"
	    " returning id", DB_TEXT(m->id), DB_TIME(ann.reveal_by), DB_TIME(now), DB_BYTES(ann.commitment, 32), DB_BYTES(sealed, sealed_n));
	if (e != OK)
		return e;
	task = row_i64(r, "id");
	e = db_script(db, "set local statement_timeout to 0");	/* a million rows to draw from are no part of the draw */
	if (e == OK)
		e = pools(a, db, task, m);
	if (e == OK)
		e = file(a, db, task, "announcement.json", draw_announcement_json(a, &ann));
	return e == OK ? file(a, db, task, "contributions.tsv", "") : e;
}

static enum err
round_of(struct arena *a, struct db *db, struct making *m, int64_t *us)
{
	struct act act = { .scope = "", .occurred_at = TIME_NONE, .request = "bench" };
	struct problems p;
	struct db_row r;
	enum err e = db_tx_run(a, db, NULL, make, m, NULL);

	if (e == OK)
		e = db_script(db, "analyze xz.spotcheck_pool; analyze xz.spotcheck_team_pool; checkpoint");
	if (e == OK)
		e = DRAWS_ONE(a, db, &r, "select a.id, p.ref from xz.people_account a join xz.people_principal p on p.id = a.id"
		    " where username = $1", DB_TEXT("coordinator1"));
	if (e != OK)
		return e;
	act.principal = row_i64(r, "id");
	act.principal_ref = row_ref(r, "ref");
	problems_init(&p, a);
	*us = clock_monotonic_us();
	e = spotcheck_run(a, db, &act, m->id, &p);
	*us = clock_monotonic_us() - *us;
	return e;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("bench"), *each;
	struct rusage use;
	struct making m;
	struct seal_key *k;
	struct db *db;
	int64_t us;
	int i, rounds;
	enum err e = OK;

	if (argc != 6 || seal_key_load(a, argv[2], &k) != OK || db_open(a, argv[1], "bench", &db) != OK) {
		(void)fprintf(stderr, "draw: %s\n", err_last());
		return 2;
	}
	spotcheck_use_key(k);
	m.objects = strtoll(argv[3], NULL, 10);
	m.officers = strtoll(argv[4], NULL, 10);
	rounds = (int)strtol(argv[5], NULL, 10);
	for (i = 1; e == OK && i <= rounds; i++) {
		each = arena_child(a);
		m.id = arena_printf(each, "BENCH-%d-%d", (int)(clock_monotonic_us() % 1000000), i);
		e = round_of(each, db, &m, &us);
		if (e == OK)
			(void)printf("%.1f\n", (double)us / 1000);
		arena_free(each);
	}
	if (e != OK) {
		(void)fprintf(stderr, "draw: %s\n", err_last());
		return 1;
	}
	(void)getrusage(RUSAGE_SELF, &use);
	(void)printf("memory %.1f\n", (double)use.ru_maxrss / 1024);
	return 0;
}
