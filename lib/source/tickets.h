/* tickets.h - a file of the hotline or of another platform: each row a message for the intake.
 *
 * Columns, in any order, under their English or Chinese names: number, sort (code or name of request_sort), agency
 * (its code, name or ref; empty: whoever is above all), about, place, content, name, telephone, address, received.
 * Written in batches, each a transaction; the same file again, after whatever end, does the rest.  A row that does not
 * parse is parked in the link's inbox, encrypted to the intake's key, with its reason: columns, number, sort, agency,
 * text, content, complaint, time, and those of csv.h.  number_known: another text under a known number. */
#ifndef LIB_SOURCE_TICKETS_H
#define LIB_SOURCE_TICKETS_H
#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

#define TICKETS_LINK "hotline-12345"
/* ERR_INPUT: the header lacks a column; ERR_NOT_FOUND: no such link; ERR_STATE: the store knows no key of the intake;
 * ERR_IO: the file cannot be read on, or a key is missing; errors of db.h. */
ERR_CHECKED enum err tickets_import(struct arena *a, struct db *db, const char *link, struct csv *c,
    const struct import_io *io, struct import_count *out);
#endif
