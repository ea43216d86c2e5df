/* feed.h - what pools of random checks go by, from CSV files: place and trade, credit-risk class, licences of subjects
 * that the register has.
 *
 * places: uscc, region (division code), industry (GB/T 4754 code); an empty field leaves what is there.
 * classes: uscc, class (A-D), source, valid_from.  licences: uscc, kind (code table licence_kind), number, authority,
 * valid_from, valid_to (empty: open), state (valid suspended revoked cancelled).  Columns in any order.
 *
 * Written in batches, each a transaction that is complete; the same file again changes nothing.  A row is refused, with
 * its reason, for: columns, code (no subject of the register has it), date (no day, after today, or before the class
 * that stands), class, source, region, industry, licence (no such kind, or no number), state. */
#ifndef LIB_REGISTER_FEED_H
#define LIB_REGISTER_FEED_H
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

/* "places", "classes", "licences" */
bool register_feed_known(const char *kind);
/* ERR_INPUT: the header lacks a column; ERR_IO: the file cannot be read on; errors of db.h.  *out counts what was done
 * also then. */
ERR_CHECKED enum err register_feed(struct arena *a, struct db *db, const char *kind, struct csv *c,
    const struct import_io *io, struct import_count *out);
#endif
