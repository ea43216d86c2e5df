/* import.h - the register from a CSV file: name, uscc, uscc_valid, reg_date,
 * ent_type, capital, business_scope, city, address, in any order.
 *
 * Written in batches, each a transaction that is complete: ended at any moment,
 * the same file again goes on where it stopped and doubles nothing.  A subject is
 * known again by its code (without one, by name and address together; where the
 * register has the name at another address the row is set aside: "unclear"); another
 * name or address ends the old row and opens a new one.  Values are read as people
 * write them (lib/base/plain.h). */
#ifndef LIB_REGISTER_IMPORT_H
#define LIB_REGISTER_IMPORT_H
#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

/* ERR_INPUT: the header lacks a column; ERR_IO: the file cannot be read on; errors of db.h.
 * *out counts what was done also then. */
ERR_CHECKED enum err register_import(struct arena *a, struct db *db, struct csv *c,
    const struct import_io *io, struct import_count *out);
#endif
