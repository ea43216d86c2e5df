/* sealing.h - papers that were frozen and have no file yet (record_sealing): the act that froze one puts it there, whoever
 * has the seals takes it, sets it (lib/record/paper.h) and keeps file and signatures.  Needs no session: what it may do is
 * this and nothing else. */
#ifndef LIB_RECORD_SEALING_H
#define LIB_RECORD_SEALING_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/record/document.h"

struct sealing {
	struct record_document d;	/* without case and title */
	int64_t agency;
	struct ref agency_ref;
};
/* The next one, leased: taken again after half a minute, then later and later, if nothing was kept.  ERR_NOT_FOUND: none. */
ERR_CHECKED enum err record_sealing_take(struct arena *a, struct db *db, struct sealing *out);
/* Signs the file and keeps it (where the seal lies in a device it waits for that).  ERR_STATE: the agency's key is over, or
 * the paper waited for a device that has ended. */
ERR_CHECKED enum err record_sealing_keep(struct arena *a, struct db *db, const struct sealing *s, const void *pdf, size_t n);

/* For the operator: all sealed papers that have no file are to be made; *n of them. */
ERR_CHECKED enum err record_sealing_all(struct arena *a, struct db *db, int64_t *n);
/* A store loaded as a whole: its papers are made when they are asked for. */
ERR_CHECKED enum err record_sealing_forget(struct arena *a, struct db *db);
#endif
