/* tally.h - what the histories did and were refused, by action; a fault, or a refusal without a word, fails. */
#ifndef TESTS_DB_TALLY_H
#define TESTS_DB_TALLY_H
#include "tests/db/play.h"

static int done, refusals;
static const char *talk_of = "";	/* whose history it is */

/* What was done at least once, by action: a history that never gets so far finds nothing. */
static struct {
	const char *action;
	int done, refused;
} seen[128];

static void
note(const char *action, bool did)
{
	size_t i;

	for (i = 0; seen[i].action != NULL && strcmp(seen[i].action, action) != 0; i++)
		continue;
	assert_true(i + 1 < sizeof(seen) / sizeof(*seen));
	if (seen[i].action == NULL)
		seen[i].action = arena_strdup(A, action);
	if (did) {
		seen[i].done++;
		done++;
	} else {
		seen[i].refused++;
		refusals++;
	}
}

static int
times(const char *action)
{
	size_t i;

	for (i = 0; seen[i].action != NULL; i++)
		if (strcmp(seen[i].action, action) == 0)
			return seen[i].done;
	return 0;
}

/* A refusal is an answer; a fault is not. */
static void
count(const char *action, enum err e, const struct problems *p)
{
	if (e != OK && e != ERR_INPUT && e != ERR_STATE && e != ERR_DENIED && e != ERR_NOT_FOUND && e != ERR_CONFLICT)
		fail_msg("%s: %s: %s", action, err_name(e), err_last());
	if (e != OK && getenv("XZ_TALK") != NULL)
		print_message("# %s %s %s %s %s %s\n", action, talk_of, err_name(e), err_last(), p != NULL && p->n > 0 ?
		    p->first->field : "", p != NULL && p->n > 0 ? p->first->code : "");
	if (e == ERR_INPUT && p != NULL && p->n == 0)
		fail_msg("%s: refused without a word: %s", action, err_last());
	note(action, e == OK);
}
#endif
