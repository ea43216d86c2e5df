/* ceremony.h - what the tests of draws share: the coordinator, the steps of a witness, the files held against the
 * rule. */
#ifndef TESTS_DB_CEREMONY_H
#define TESTS_DB_CEREMONY_H
/* of play.h the people and the clock are enough here; not every test uses every step */
#pragma GCC diagnostic ignored "-Wunused-function"
#include "tests/db/play.h"
#include "tests/db/draws.h"

#include <sys/wait.h>
#include <unistd.h>

static struct act coordinator;
static struct problems said;
static int keys;

static void
get(const char *id, struct spotcheck_draw *d)
{
	must(spotcheck_draw_get(A, D->db, id, d));
}

static const struct act *
act_of(void)
{
	coordinator.key = NULL;
	problems_init(&said, A);
	keys++;
	return &coordinator;
}

static void
state_is(const char *id, const char *state)
{
	struct spotcheck_draw d;

	get(id, &d);
	assert_string_equal(d.state, state);
}

/* e is the refusal, with the problem. */
static void
told(enum err got, enum err want, const char *code)
{
	if (got != want)
		fail_msg("%s instead of %s: %s", err_name(got), err_name(want), err_last());
	assert_non_null(said.first);
	assert_string_equal(said.first->code, code);
}

static int64_t
number(const char *sql, const char *id)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, sql, DB_TEXT(id)));
	return row_i64(r, "n");
}

static void
announce(struct draws_new n)
{
	if (n.objects == 0)
		n.objects = 12;
	if (n.quota == 0)
		n.quota = 2;
	if (n.reveal_in == 0)
		n.reveal_in = 2 * HOUR_US;
	if (n.publish_in == 0)
		n.publish_in = 30 * DAY_US;
	n.title = "加油站计量双随机抽查";
	must(draws_announce(A, D->db, &n));
}

static const char *
pledge(const char *id, const char *token, const char *own, const char *name, const char *value)
{
	unsigned char hash[32];
	const char *word = NULL;

	draw_pledge(name, value, strlen(value), hash);
	must(spotcheck_witness_pledge(A, D->db, id, token, own, name, hash, &word));
	return word;
}
static const char *
reveal(const char *id, const char *token, const char *own, const char *name, const char *value)
{
	const char *word = NULL;

	must(spotcheck_witness_reveal(A, D->db, id, token, own, name, value, &word));
	return word;
}

static const char *
body(const char *id, const char *name)
{
	struct db_row r;
	size_t n;
	const void *bytes;

	must(DRAWS_ONE(A, D->db, &r,
	    "select f.body from xz.spotcheck_file f join xz.spotcheck_task k on k.id = f.task_id"
	    " where k.draw_id = $1 and f.name = $2", DB_TEXT(id), DB_TEXT(name)));
	bytes = row_bytes(A, r, "body", &n);
	return arena_strndup(A, bytes, n);
}

/* The files as they stand, held against the rule by the tool that shares no code with the engine; its exit code. */
static int
verified(const char *id)
{
	char folder[] = "/tmp/xz-draw-XXXXXX";
	const struct db_rows *rows;
	const void *bytes;
	size_t n;
	FILE *f;
	int i, code;

	assert_non_null(mkdtemp(folder));
	must(DRAWS_MANY(A, D->db, &rows,
	    "select f.name, f.body from xz.spotcheck_file f join xz.spotcheck_task k on k.id = f.task_id"
	    " where k.draw_id = $1 and f.public_at is not null", DB_TEXT(id)));
	for (i = 0; i < db_count(rows); i++) {
		bytes = row_bytes(A, db_at(rows, i), "body", &n);
		f = fopen(arena_printf(A, "%s/%s", folder, row_text(db_at(rows, i), "name")), "w");
		assert_non_null(f);
		assert_int_equal(fwrite(bytes, 1, n, f), n);
		assert_int_equal(fclose(f), 0);
	}
	code = system(arena_printf(A, "build/rel/bin/xiezhi verify-draw %s >%s/said 2>&1", folder, folder));
	if (WEXITSTATUS(code) == 1)
		(void)!system(arena_printf(A, "cat %s/said", folder));
	(void)!system(arena_printf(A, "rm -r %s", folder));
	return WEXITSTATUS(code);
}

static int
firms(void **state)
{
	struct seal_key *k;
	const char *path = arena_printf(A, "/tmp/xz-key-%d", (int)getpid());
	struct demo_party party;
	struct db_row r;
	int i;

	(void)state;
	if (seal_key_make(path) != OK || seal_key_load(A, path, &k) != OK)
		return -1;
	(void)remove(path);
	spotcheck_start(A, NULL, &(struct program_keys){ .draw = k });
	for (i = 0; i < 16; i++)
		must(demo_party_new(A, D, false, &party));
	must(DRAWS_ONE(A, D->db, &r,
	    "select id from xz.people_account where username = 'coordinator1'"));
	coordinator = (struct act){ .principal = row_i64(r, "id"), .occurred_at = TIME_NONE };
	return 0;
}
#endif
