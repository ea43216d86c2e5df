/* draw.c - how long a draw takes.
 *	draw make CONNINFO DRAW-KEY DRAW-ID OBJECTS OFFICERS accounts|none
 *	a closed draw: 60 strata, 1 % of each, teams of two from two units; with accounts the visits come onto desks
 *	draw run CONNINFO DRAW-KEY DRAW-ID
 *	prints the seconds from the frozen pool to result.json, those of the whole draw with the rows of all visits,
     and the
 *	peak of memory in MiB */
#include <sys/resource.h>

#include "lib/base/clock.h"
#include "lib/spotcheck/priv.h"
#include "tests/db/draws.h"

#define STRATA 60

struct making {
	const char *id;
	int64_t objects, officers;
	bool accounts;
};

static enum err
file(struct arena *a, struct db *db, int64_t task, const char *name, const char *text)
{
	unsigned char sha[32];
	struct db_row r;

	sha256(text, strlen(text), sha);
	return DRAWS_ONE(a, db, &r,
	    "insert into xz.spotcheck_file (task_id, name, body, sha256) values ($1, $2, $3, $4) returning 1",
	    DB_I64(task), DB_TEXT(name), DB_BYTES(text, strlen(text)), DB_BYTES(sha, 32));
}

static enum err
pools(struct arena *a, struct db *db, int64_t task, const struct making *m)
{
	struct db_row r;
	enum err e = DRAWS_ONE(a, db, &r,
	    "with made as (insert into xz.spotcheck_pool select $1, 'XZ' || lpad(i::text, 16, '0'),"
	    " 's' || lpad((i % 60)::text, 2, '0'), i, i from generate_series(1, $2::bigint) i returning 1)"
	    " select count(*) as n from made", DB_I64(task), DB_I64(m->objects));

	if (e == OK && m->accounts)
		e = DRAWS_ONE(a, db, &r,
		    "with p as (insert into xz.people_principal (kind) select 'person'"
		    " from generate_series(1, $2::bigint) returning id),"
		    " n as (select id, row_number() over (order by id) as i from p),"
		    " f as (insert into xz.people_officer (name, agency_id) select n.i::text, k.agency_id"
		    " from n, xz.spotcheck_task k where k.id = $1"
		    "   returning id, name, agency_id),"
		    " c as (insert into xz.people_account (id, username, display_name, officer_id, agency_id)"
		    "   select n.id, 'bench' || n.id, f.name, f.id, f.agency_id from f join n on n.i::text = f.name"
		    " returning 1), made as (insert into xz.spotcheck_team_pool select $1, 'C' || lpad(f.name, 8, '0'),"
		    "   case f.name::bigint % 2 when 0 then 'A' else 'B' end, f.id from f returning 1)"
		    " select (select count(*) from made) + (select count(*) from c) as n", DB_I64(task),
		    DB_I64(m->officers));
	else if (e == OK)
		e = DRAWS_ONE(a, db, &r,
		    "with o as (insert into xz.people_officer (name, agency_id) select 'bench', agency_id"
		    " from xz.spotcheck_task"
		    " where id = $1 returning id), made as (insert into xz.spotcheck_team_pool"
		    " select $1, 'C' || lpad(i::text, 8, '0'), case i % 2 when 0 then 'A' else 'B' end, o.id"
		    " from o, generate_series(1, $2::bigint) i returning 1)"
		    " select count(*) as n from made", DB_I64(task), DB_I64(m->officers));
	return e;
}

/* As an announcement makes them; *sha is the file's. */
static enum err
list(struct arena *a, struct db *db, int64_t task, const char *name, const char *lines, unsigned char sha[32])
{
	struct db_row r;
	const void *bytes;
	size_t n;
	enum err e = draws_one(a, db, arena_printf(a,
	    "with body as (select coalesce(convert_to((select string_agg(%s, '' order by %s"
	    " where task_id = $1), 'UTF8'), '') as b) insert into xz.spotcheck_file (task_id, name, body, sha256)"
	    " select $1, $2, b, sha256(b) from body returning sha256", lines, strstr(lines, "stratum") != NULL ?
	    "stratum collate \"C\", object_id collate \"C\") from xz.spotcheck_pool" : "certificate_no collate \"C\")"
	    " from xz.spotcheck_team_pool"), &r, DB_PARAMS_(DB_I64(task), DB_TEXT(name)));

	if (e != OK)
		return e;
	bytes = row_bytes(a, r, "sha256", &n);
	memcpy(sha, bytes, 32);
	return OK;
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
	e = DRAWS_ONE(a, db, &r,
	    "insert into xz.spotcheck_task (draw_id, agency_id, title, state, team_size, contributions, pledges,"
	    " publication, reveal_by, announced_at, closed_at, commitment, secret_sealed, created_by)"
	    " select $1, agency_id, 'bench', 'closed', 2, 'none', false, 'at-draw', $2, $3, $3, $4, $5, id"
	    " from xz.people_account where username = 'coordinator1'"
	    " returning id", DB_TEXT(m->id), DB_TIME(ann.reveal_by), DB_TIME(now), DB_BYTES(ann.commitment, 32),
	    DB_BYTES(sealed, sealed_n));
	if (e != OK)
		return e;
	task = row_i64(r, "id");
	/* a million rows to draw from are no part of the draw */
	e = db_script(db, "set local statement_timeout to 0");
	if (e == OK)
		e = pools(a, db, task, m);
	if (e == OK)
		e = list(a, db, task, "objects.tsv", "stratum || e'\\t' || object_id || e'\\n'", ann.objects);
	if (e == OK)
		e = list(a, db, task, "officers.tsv", "certificate_no || e'\\t' || unit || e'\\n'", ann.officers);
	if (e == OK)
		e = file(a, db, task, "avoid.tsv", "");
	sha256("", 0, ann.avoid);
	if (e == OK)
		e = file(a, db, task, "announcement.json", draw_announcement_json(a, &ann));
	return e == OK ? file(a, db, task, "contributions.tsv", "") : e;
}

/* Frozen pool to result.json, which is then taken back. */
static enum err
result_only(struct act_move *m)
{
	struct draw_result out;
	const char *json;
	enum err e = spot_result(m, &out);

	if (e != OK)
		return e;
	json = draw_result_json(m->a, &out);
	e = spot_file(m, "result.json", json, strlen(json), true, "draw.result");
	*(int64_t *)m->with += clock_monotonic_us();
	return e == OK ? ERR_STATE : e;
}

static enum err
take_back(struct arena *a, struct db *db, const struct act *act, const char *id, int64_t *us)
{
	static const struct act_step only[] = { { .code = "drawn", .effect = result_only }, { .code = NULL } };
	static const struct act_step *const steps[] = { only, NULL };
	struct act_kind kind = spot_draw_kind;
	struct act_request q = { .kind = &kind, .key = { .action = "drawn" }, .version = ACT_ANY_VERSION, .with = us };
	struct spotcheck_draw d;
	struct problems p;
	enum err e = spotcheck_draw_get(a, db, id, &d);

	if (e != OK)
		return e;
	kind.steps = steps;
	q.key.ref = d.ref;
	problems_init(&p, a);
	*us = -clock_monotonic_us();
	return act_do(a, db, act, &q, &p, NULL) == ERR_STATE && *us >= 0 ? OK : ERR_STATE;
}

/* Then the whole draw, as a coordinator has it done. */
static enum err
run(struct arena *a, struct db *db, const char *id, int64_t *result_us, int64_t *us)
{
	struct act act = { .scope = "", .occurred_at = TIME_NONE, .request = "bench" };
	struct problems p;
	struct db_row r;
	enum err e = DRAWS_ONE(a, db, &r,
	    "select id from xz.people_account where username = $1", DB_TEXT("coordinator1"));

	if (e != OK)
		return e;
	act.principal = row_i64(r, "id");
	problems_init(&p, a);
	e = take_back(a, db, &act, id, result_us);
	if (e != OK)
		return e;
	*us = clock_monotonic_us();
	e = spotcheck_run(a, db, &act, id, &p);
	*us = clock_monotonic_us() - *us;
	return e;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("bench");
	bool making = argc == 8 && str_eq(argv[1], "make");
	struct rusage use;
	struct making m;
	struct seal_key *k;
	struct db *db;
	int64_t us, result_us;
	enum err e;

	if ((!making && (argc != 5 || !str_eq(argv[1], "run"))) || seal_key_load(a, argv[3], &k) != OK ||
	    db_open(a, argv[2], "bench", &db) != OK) {
		(void)fprintf(stderr, "draw: %s\n", err_last());
		return 2;
	}
	spotcheck_start(a, NULL, &(struct program_keys){ .draw = k });
	m.id = argv[4];
	if (making) {
		m.objects = strtoll(argv[5], NULL, 10);
		m.officers = strtoll(argv[6], NULL, 10);
		m.accounts = str_eq(argv[7], "accounts");
		e = db_tx_run(a, db, NULL, make, &m, NULL);
	} else {
		e = run(a, db, m.id, &result_us, &us);
	}
	if (e != OK) {
		(void)fprintf(stderr, "draw: %s\n", err_last());
		return 1;
	}
	(void)getrusage(RUSAGE_SELF, &use);
	if (!making)
		(void)printf("%.3f %.3f %.1f\n", (double)result_us / SECOND_US, (double)us / SECOND_US,
		    (double)use.ru_maxrss / 1024);
	arena_free(a);
	return 0;
}
