/* agree.c - the next duty of an inspection's chain agrees, by the function the desk calls; prints the state it is in
 * then:
 *	agree CONNINFO ACCOUNT REF */
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/db/db.h"
#include "lib/inspection/inspection.h"
#include "lib/people/people.h"

static enum err
agree(struct arena *a, struct db *db, int64_t account, struct ref ref)
{
	struct inspection_doing d = { .key = { .ref = ref, .action = "approve" }, .version = -1 };
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct inspection_form f;
	struct problems p;
	const char *answer;
	int64_t now = 0;
	enum err e;

	problems_init(&p, a);
	e = inspection_form(a, db, account, &d.key, &f);
	if (e == OK)
		e = db_now(a, db, &now);
	if (e == OK && !input_set(f.in, "agree", "yes"))
		e = ERR_INPUT;
	if (e != OK)
		return e;
	input_read(f.in, now, &p);
	d.in = f.in;
	return inspection_do(a, db, &act, &d, &p, &answer);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("agree");
	struct inspection i;
	struct ref ref;
	struct db *db;

	if (argc != 4 || !ref_parse(argv[3], &ref) || db_open(a, argv[1], "test", &db) != OK) {
		(void)fprintf(stderr, "agree: %s\n", err_last());
		return 2;
	}
	if (agree(a, db, strtoll(argv[2], NULL, 10), ref) != OK || inspection_get(a, db, ref, 0, &i) != OK) {
		(void)fprintf(stderr, "agree: %s\n", err_last());
		return 1;
	}
	(void)printf("%s %s\n", i.state, i.approval);
	return 0;
}
