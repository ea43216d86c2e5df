/* err.h - the few expected errors, and the one last detail of each worker.
 *
 * A fallible function returns enum err; the detail for the log is recorded
 * once, where it is found, by err_set(), and passed up unchanged. */
#ifndef LIB_BASE_ERR_H
#define LIB_BASE_ERR_H

enum err {
	OK = 0,
	ERR_INPUT = -1,		/* what was sent is wrong: problems say where (422) */
	ERR_NOT_FOUND = -2,	/* not there, or not for this actor (404) */
	ERR_DENIED = -3,	/* may see it, may not do it (403) */
	ERR_CONFLICT = -4,	/* somebody wrote first (409) */
	ERR_STATE = -5,		/* not possible in the present state (409) */
	ERR_LIMIT = -6,		/* too much or too often (429, 413) */
	ERR_DB = -7,		/* the store failed (503) */
	ERR_IO = -8		/* a file, a socket or a library failed (500) */
};

#define ERR_CHECKED __attribute__((warn_unused_result))

/* Records the detail (for the log, never for users) and returns e. */
enum err err_set(enum err e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The last detail recorded, never NULL. */
const char *err_last(void);
void err_clear(void);
const char *err_name(enum err e);
#endif
