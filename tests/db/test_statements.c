/* test_statements.c - walks every SQL statement of the programs (section xz_sql) and prepares and runs it,
 * with nulls, as the first role that may: xz_desk, xz_slow, xz_signin, xz_portal, xz_daemon, xz_exchange,
 * xz_admin.
 * XZ_TEST_DB: an empty store of its own.  Linked with the whole of the libraries. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

extern const char __start_xz_sql[], __stop_xz_sql[];

static const char *const roles[] = { "xz_desk", "xz_slow", "xz_signin", "xz_portal", "xz_daemon", "xz_exchange",
    "xz_courier", "xz_admin" };
#define ROLES_N (sizeof(roles) / sizeof(*roles))

static int
params_of(const char *sql)
{
	const char *p;
	int n, most = 0;

	for (p = sql; (p = strchr(p, '$')) != NULL; p++) {
		n = (int)strtol(p + 1, NULL, 10);
		most = n > most ? n : most;
	}
	return most;
}

static const char *
run_text(struct arena *a, int params)
{
	struct str s;
	int i;

	str_init(&s, a);
	str_add(&s, "savepoint s; execute walked");
	for (i = 0; i < params; i++)
		str_add(&s, i == 0 ? "(null" : ", null");
	str_add(&s, params > 0 ? ")" : "");
	return s.s;
}

/* 22: a null where a value was wanted; 23: constraints.  The statement itself was understood. */
static bool
accepted(enum err e)
{
	const char *detail = err_last();

	return e == OK || e == ERR_INPUT || e == ERR_CONFLICT || strstr(detail, ": 22") != NULL ||
	    strstr(detail, "P0001") != NULL;
}

static bool
try_role(struct arena *a, struct db *db, const char *sql, const char **why)
{
	bool fine;
	enum err e = db_script(db, "begin");

	if (e == OK)
		e = db_script(db, arena_printf(a, "prepare walked as %s", sql));
	if (e == OK)
		e = db_script(db, run_text(a, params_of(sql)));
	fine = accepted(e);
	if (!fine)
		*why = arena_strdup(a, err_last());
	if (db_script(db, "rollback") != OK || db_script(db, "deallocate all") != OK)
		*why = arena_strdup(a, err_last());
	return fine;
}

int
main(void)
{
	const char *conninfo = getenv("XZ_TEST_DB"), *p, *why = "";
	struct arena *whole = arena_new("statements");
	struct db *db[ROLES_N];
	int n = 0, bad = 0;
	size_t i;

	if (str_empty(conninfo)) {
		(void)printf("1..0 # SKIP XZ_TEST_DB names no store\n");
		return 0;
	}
	for (i = 0; i < ROLES_N; i++)
		if (db_open(whole, arena_printf(whole, "%s user=%s", conninfo, roles[i]), "walk", &db[i]) != OK) {
			(void)printf("Bail out! %s\n", err_last());
			return 1;
		}
	for (p = __start_xz_sql; p < __stop_xz_sql; p += strlen(p) + 1) {
		struct arena *a = arena_child(whole);

		while (p < __stop_xz_sql && *p == '\0')
			p++;
		if (p >= __stop_xz_sql)
			break;
		why = "";
		for (i = 0; i < ROLES_N && !try_role(a, db[i], p, &why); i++)
			if (strstr(why, "42501") == NULL)
				break;
		n++;
		if (i < ROLES_N && (*why == '\0' || strstr(why, "42501") != NULL)) {
			(void)printf("ok %d - %s: %.60s\n", n, roles[i], p);
		} else {
			bad++;
			(void)printf("not ok %d - %.300s\n# %s\n", n, p, why);
		}
		arena_free(a);
	}
	(void)printf("1..%d\n", n);
	arena_free(whole);
	return bad == 0 ? 0 : 1;
}
