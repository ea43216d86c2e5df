/* scan.h - a file is looked at by the city's virus scanner (clamd, at a local socket) before it is put anywhere: the
 * settings `clamd` (path of the socket; without it nothing is scanned) and `clamd_needed` (0: what cannot be scanned
 * is let through and said in the log; otherwise it waits). */
#ifndef LIB_EVIDENCE_SCAN_H
#define LIB_EVIDENCE_SCAN_H
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/store.h"

struct arena;
struct db;

/* NULL: nothing is scanned. */
void evidence_scan_use(const char *socket, bool needed);
/* A file that lies in the store, for that subject; outside of a transaction.  ERR_INPUT: the scanner found something,
 * which is an incident now; ERR_DB: the scanner is away, or has no word about the file, and is needed: to be tried
 * again. */
ERR_CHECKED enum err evidence_scan(struct arena *a, struct db *db, const struct store_content *c, const char *kind,
    struct ref subject);
#endif
