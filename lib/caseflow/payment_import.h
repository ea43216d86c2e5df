/* payment_import.h - the bank's file of payments: pay_code, amount_fen, paid_at, bank_serial.
 *
 * A line is one transaction, kept as it came beside the payment it made; a serial that is known with
 * the same content is passed over, so the same file again books nothing twice. */
#ifndef LIB_CASEFLOW_PAYMENT_IMPORT_H
#define LIB_CASEFLOW_PAYMENT_IMPORT_H
#include "lib/base/err.h"
#include "lib/base/import.h"

struct arena;
struct csv;
struct db;

#define PAYMENT_LINK "bank"

/* ERR_INPUT: the header lacks a column; ERR_IO; errors of db.h. */
ERR_CHECKED enum err payment_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out);
#endif
