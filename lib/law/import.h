/* import.h - full texts of laws from a CSV file: law, version_date, latest_in_source, chapter, article,
 * article_no, text.
 *
 * A law is found by its title, with or without 中华人民共和国 before it; unknown ones are added.  Each
 * version of a law is one transaction; the same file again changes nothing. */
#ifndef LIB_LAW_IMPORT_H
#define LIB_LAW_IMPORT_H
#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

/* ERR_INPUT: the header lacks a column; ERR_IO; errors of db.h.  *out counts articles. */
ERR_CHECKED enum err law_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out);
#endif
