/* content.h - what a paper of a kind must hold, each with its article (document_content.csv), and whether its data
 * does.
 *
 * found: one place in the data, or several by '|' of which one will do.  A place is names by '.'; '*' is each of a
 * list, which must not be empty; the last name may be several by '/', of which one will do; "#n" behind it: a list of
 * so many.  Held is a text that is not blank, true, a number but 0, a list or an object with something in it.
 * applies: conditions by ';', all of them: a place that is held, one that is not ("!place"), one that says so
 * ("place=text"), one that says otherwise ("place!=text"); empty: of every paper. */
#ifndef LIB_RECORD_CONTENT_H
#define LIB_RECORD_CONTENT_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct problems;

struct record_content {
	const char *item, *name_zh, *name_en, *source, *found;
	const char *field;		/* of the act's form in which it is typed; "": none */
	const char *todo_zh, *todo_en;	/* what to do where it is missing */
	bool held;
};
bool record_content_applies(const json_t *data, const char *applies);

/* What is asked of a paper of the kind with this data on a day, in the field it names. */
ERR_CHECKED enum err record_content_list(struct arena *a, struct db *db, const char *type, const json_t *data,
    int32_t day, struct record_content **out, size_t *n);
/* rows: as xz.record_contents() has them.
 * A problem "paper_lacks" for each item that is not held, at its field; ERR_INPUT.  sealed false: of a draft, which has
 * no approvals yet. */
ERR_CHECKED enum err record_content_check(struct arena *a, const char *rows, const json_t *data, bool sealed,
    struct problems *p);
/* The field whose list holds for a paper with this data; "": the general one. */
const char *record_content_field(const json_t *data);
#endif
