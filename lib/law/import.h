/* import.h - laws from CSV files: their full texts, and the days of their versions.
 *
 * A law is found by its title, with or without 中华人民共和国 before it; unknown ones are added.  The same file again
 * changes nothing, and nothing that has ended is opened again. */
#ifndef LIB_LAW_IMPORT_H
#define LIB_LAW_IMPORT_H
#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

/* law, version_date, latest_in_source, chapter, article, article_no, text and, if it is there, valid_from.  Each
 * version of a law is one transaction.  Its first day in force is the store's, else the column's, else the text's
 * (inforce.h), else not known: the version is kept and io->undated() told.
 * ERR_INPUT: the header lacks a column; ERR_IO; errors of db.h.  *out counts articles. */
ERR_CHECKED enum err law_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out);
/* title, version_day, valid_from, valid_to, number, source, as etc/reference/law_version.csv has them: a last day is
 * how a repeal comes in; what is empty leaves what is known.  One transaction.  The same errors.  *out counts
 * versions. */
ERR_CHECKED enum err law_import_versions(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out);
#endif
