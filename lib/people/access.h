/* access.h - who read what of whom, and who was refused it: people_access, to which rows are only added. */
#ifndef LIB_PEOPLE_ACCESS_H
#define LIB_PEOPLE_ACCESS_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

struct people_reading {
	int64_t account;
	const char *route;		/* as the program has it, with its :names */
	const char *kind;		/* what ref is of; of a refusal the word of the path */
	struct ref ref;			/* zero: of no one thing */
	int rows;
	const char *query;		/* of a search; NULL */
	bool refused;
	bool part;			/* of a file: noted when the account's last reading of it is an hour old */
};
ERR_CHECKED enum err people_access_note(struct arena *a, struct db *db, const struct people_reading *x);

/* ---- the chain of these rows, for the daemon */
struct people_access_linked {
	int32_t linked, behind;		/* behind: noted more than two minutes ago */
	const char *first_behind;	/* "year-number"; NULL: none */
};
/* Links up to most rows.  In a transaction of the caller's. */
ERR_CHECKED enum err people_access_link(struct arena *a, struct db *db, int most, struct people_access_linked *out);
struct people_access_head {
	int64_t n, told_n, told_ago;	/* told_n: of the head that the log has; seconds ago */
	const char *digest;		/* hex */
};
ERR_CHECKED enum err people_access_head(struct arena *a, struct db *db, struct people_access_head *out);
ERR_CHECKED enum err people_access_told(struct arena *a, struct db *db, int64_t n);
struct people_access_check {
	int32_t looked, wrong;		/* wrong: altered, gone, or not following the one before */
	int64_t last, first_wrong;	/* numbers of links; 0: none */
};
/* Computes up to most links above `after` again. */
ERR_CHECKED enum err people_access_check(struct arena *a, struct db *db, int64_t after, int most,
    struct people_access_check *out);
/* How many rows stand in no link though an hour has passed, and whether the head is that of the links. */
ERR_CHECKED enum err people_access_outside(struct arena *a, struct db *db, int64_t *rows, bool *head_fits);
/* What was linked first and is older than so many months is deleted. */
ERR_CHECKED enum err people_access_retire(struct arena *a, struct db *db, int64_t months, int most, int64_t *n);
/* Sign-ins older than so many months are deleted, at most so many. */
ERR_CHECKED enum err people_sign_in_retire(struct arena *a, struct db *db, int64_t months, int most, int64_t *n);
#endif
