/* tlog.h - for tests of the log in a store: a database of their own, keys, a folder, events to log. */
#ifndef TESTS_DB_TLOG_H
#define TESTS_DB_TLOG_H
#include "tests/db/cli.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/stream/stream.h"
#include "lib/tlog/audit.h"
#include "lib/tlog/file.h"
#include "lib/tlog/publication.h"
#include "lib/tlog/tlog.h"

#define LOG_NAME "test.example/log"

struct bench {
	struct arena *a;
	const char *conninfo;	/* without user */
	const char *name;	/* of the database */
	struct db *db;		/* as xz_daemon */
	struct db *admin;
	struct program_keys owned;
	struct tlog_keys keys;
	struct tlog_log_keys log_keys;
	char folder[64];	/* keys/ and log/ */
	const char *log;
};

static inline const char *
bench_sql(struct bench *b, const char *database, const char *sql)
{
	struct arena *a = arena_new("sql");
	struct db *db;
	enum err e = db_open(a, arena_printf(a, "%s user=postgres dbname=%s", getenv("XZ_TEST_DB"), database),
	    "test", &db);

	if (e == OK)
		e = db_script(db, sql);
	if (e != OK)
		fail_msg("%s: %s", sql, err_last());
	arena_free(a);
	return b->name;
}

/* An empty store with all migrations, cloned as the tests' own template was.  False: skipped. */
static inline bool
bench_open(struct bench *b, const char *word)
{
	const char *conninfo = getenv("XZ_TEST_DB");

	memset(b, 0, sizeof(*b));
	if (conninfo == NULL) {
		print_message("# SKIP: XZ_TEST_DB is not set\n");
		return false;
	}
	b->a = arena_new("bench");
	b->name = arena_printf(b->a, "xz_tlog_%s_%d", word, (int)getpid());
	bench_sql(b, "postgres", arena_printf(b->a, "create database %s owner xz_owner template xz_empty", b->name));
	b->conninfo = arena_printf(b->a, "%s dbname=%s", conninfo, b->name);
	ok(db_open(b->a, arena_printf(b->a, "%s user=xz_daemon", b->conninfo), "test", &b->db));
	ok(db_open(b->a, arena_printf(b->a, "%s user=xz_admin", b->conninfo), "test", &b->admin));
	memcpy(b->folder, "/tmp/xz-tlog-XXXXXX", 20);
	assert_non_null(mkdtemp(b->folder));
	b->log = arena_printf(b->a, "%s/log", b->folder);
	assert_int_equal(mkdir(b->log, 0755), 0);
	ok(sign_key_make(arena_printf(b->a, "%s/log-ed25519.pem", b->folder), SIGN_ED25519));
	ok(sign_key_make(arena_printf(b->a, "%s/log-sm2.pem", b->folder), SIGN_SM2));
	ok(program_keys_open(b->a, "daemon", b->folder, &b->owned));
	ok(tlog_keys_of(b->a, &b->owned, LOG_NAME, &b->keys));
	ok(tlog_begin(b->a, b->db, &b->keys));
	b->log_keys = (struct tlog_log_keys){ b->keys.ed25519, b->keys.sm2, true };
	return true;
}

static inline void
bench_close(struct bench *b)
{
	const char *name = arena_printf(b->a, "drop database %s with (force)", b->name);

	bench_sql(b, "postgres", name);
	assert_int_equal(system(arena_printf(b->a, "rm -rf %s", b->folder)), 0);
	arena_free(b->a);
}

/* n events of the log, and as many that are not. */
static inline void
bench_events(struct bench *b, struct db *db, int n)
{
	struct arena *a = arena_child(b->a);

	ok(db_script(db, arena_printf(a,
	    "with made as (insert into xz.event (y, kind, subject_kind, subject_ref, actor, at, dims, payload)"
	    " select 2026, case when i %% 2 = 0 then 'record' else 'case.step' end, 'chain', xz.new_ref(),"
	    " xz.new_ref(), xz.now(), '{\"cause\": \"none\", \"trade\": \"none\", \"district\": \"none\","
	    "   \"procedure\": \"none\", \"level\": \"none\"}', jsonb_build_object(case when i %% 2 = 0 then 'digest'"
	    " else 'seq' end, encode(sha256(i::text::bytea), 'hex')) from generate_series(1, %d) i returning y, id)"
	    " insert into xz.event_pending (y, id) select y, id from made", 2 * n)));
	arena_free(a);
}

/* Until the store has ended what the killed clients of that name had asked of it. */
static inline void
bench_settle(struct bench *b, const char *program)
{
	struct db_row r;
	int i;

	for (i = 0; i < 600; i++) {
		struct arena *a = arena_child(b->a);
		bool left;

		ok(DB_ONE(a, b->admin, &r, "select exists (select from pg_stat_activity"
		    " where datname = current_database() and application_name = $1) as is", DB_TEXT(program)));
		left = row_bool(r, "is");
		arena_free(a);
		if (!left)
			return;
		(void)usleep(50000);
	}
	fail_msg("%s is still there", program);
}

static inline int64_t
bench_count(struct bench *b, const char *sql)
{
	struct cli c = { .a = b->a, .db = b->admin };

	return count_of(&c, sql);
}

static inline enum err
bench_get(void *ctx, struct arena *a, const char *path, size_t max, char **out, size_t *n)
{
	return file_read(a, ctx, path, max, out, n);
}

/* The published log, checked from its files; gives its checkpoint. */
static inline enum err
bench_audit(struct bench *b, const char *folder, const struct tlog_checkpoint *from, struct tlog_checkpoint *out)
{
	char *copy = arena_strdup(b->a, folder), *note;
	struct tlog_source s = { bench_get, copy };
	enum err e = tlog_checkpoint_get(b->a, &s, &b->log_keys, out, &note);

	return e == OK ? tlog_audit(b->a, &s, out, from, NULL) : e;
}

static inline enum err
bench_step(struct bench *b, int64_t limit, int64_t *moved)
{
	bool published;
	int64_t ordered;
	enum err e = stream_order(b->a, b->db, limit, &ordered);

	if (e == OK)
		e = tlog_sequence(b->a, b->db, &b->keys, b->log, limit, moved);
	return e == OK ? tlog_publish(b->a, b->db, b->log, &published) : e;
}
#endif
