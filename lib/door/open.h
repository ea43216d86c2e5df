/* open.h - a party's file (湖南省行政程序规定 79): opened by an act of the case, to the party or whoever acts for it,
 * and read at the public's door for the days of the parameter `door.open`.  Which papers are of it is data:
 * document_type.csv, column front. */
#ifndef LIB_DOOR_OPEN_H
#define LIB_DOOR_OPEN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

#define DOOR_OPEN_DAYS "door.open"

/* ---- at the desk, in the act's transaction */
struct door_grant {
	int64_t track, message, account, now, until;	/* message 0: it was asked for at the agency */
	const char *by_whom, *authority;
	bool agent;
};
ERR_CHECKED enum err door_grant_put(struct arena *a, struct db *db, const struct door_grant *g);
/* What was read by the grant that a message led to: name_zh name_en (null: all together) at, the last first. */
ERR_CHECKED enum err door_grant_readings(struct arena *a, struct db *db, int64_t message, const struct db_rows **out);

/* ---- at the door; token: of the session */
struct door_open {
	struct ref ref;
	const char *by_whom;
	bool agent;
	int64_t granted_at, until_at;
};
/* ERR_NOT_FOUND: none of theirs, or not open. */
ERR_CHECKED enum err door_open_get(struct arena *a, struct db *db, const char *token, struct ref which,
    struct door_open *out);
/* ref name_zh name_en number made_at made */
ERR_CHECKED enum err door_open_papers(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
/* The file of one of them; the reading is noted.  ERR_NOT_FOUND. */
ERR_CHECKED enum err door_open_paper(struct arena *a, struct db *db, const char *token, struct ref which,
    struct ref paper, const void **out, size_t *n);
/* All of them as one zip, begun by the cover: a PDF that says who reads, until when, and what for.  The reading is
 * noted. */
ERR_CHECKED enum err door_open_zip(struct arena *a, struct db *db, const char *token, struct ref which,
    const void *cover, size_t cover_n, const void **out, size_t *n);
#endif
