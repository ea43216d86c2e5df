/* read.h - the auditor's questions to the log of readings: which subjects and firms are meant, and what those that were
 * read are called.  Who may not read that log gets nothing. */
#ifndef LIB_QUERY_READ_H
#define LIB_QUERY_READ_H
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* kind, ref, label, and refs: theirs and of their papers and files, as text with blanks between.  q: number, code,
 * name, or the text of a ref.  Two characters at least (query_enough()). */
ERR_CHECKED enum err query_read_of(struct arena *a, struct db *db, const char *q, int most, const struct db_rows **out);
/* ref, label (null: not known any more). */
ERR_CHECKED enum err query_read_words(struct arena *a, struct db *db, const char *const *refs, size_t n,
    const struct db_rows **out);
#endif
