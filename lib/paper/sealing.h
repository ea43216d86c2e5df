/* sealing.h - papers that were frozen and have no file yet (record_sealing): the act that froze one puts it there,
 * whoever has the seals takes it, sets it (lib/paper/paper.h) and keeps file and signatures.  Needs no session: what it
 * may do is this and nothing else. */
#ifndef LIB_PAPER_SEALING_H
#define LIB_PAPER_SEALING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/record/document.h"

struct sealing {
	struct record_document d;	/* without case and title */
	int64_t agency;
	struct ref agency_ref;
};
/* The next one, leased: taken again after half a minute, then later and later, if nothing was kept.  ERR_NOT_FOUND:
 * none. */
ERR_CHECKED enum err paper_sealing_take(struct arena *a, struct db *db, struct sealing *out);
/* Signs the file and keeps it (where the seal lies in a device it waits for that).  ERR_STATE: the agency's key is
 * over, or the paper waited for a device that has ended. */
ERR_CHECKED enum err paper_sealing_keep(struct arena *a, struct db *db, const struct sealing *s, const void *pdf,
    size_t n);

/* It could not be made, and is tried again as paper_sealing_take() says.  key: the agency's key is over. */
ERR_CHECKED enum err paper_sealing_failed(struct arena *a, struct db *db, const struct sealing *s, bool key);

/* How far the file of a paper in force is. */
enum sealing_stage {
	SEALING_MADE,
	SEALING_UNASKED,	/* a paper of before files were made by themselves: nobody has asked for it yet */
	SEALING_WAITS,		/* for seconds */
	SEALING_LATE,		/* for longer than a minute */
	SEALING_NO_KEY,		/* tried: the agency's seal key is over */
	SEALING_FAILED		/* tried */
};
ERR_CHECKED enum err paper_sealing_stage(struct arena *a, struct db *db, int64_t document_id, enum sealing_stage *out);
/* An unasked one waits from now on; once_more: one that waits is tried again at once.  The caller has read the
 * paper. */
ERR_CHECKED enum err paper_sealing_ask(struct arena *a, struct db *db, int64_t document_id, bool once_more);

/* For the operator: all sealed papers that have no file are to be made; *n of them. */
ERR_CHECKED enum err paper_sealing_all(struct arena *a, struct db *db, int64_t *n);
/* A store loaded as a whole: its papers are made when they are asked for. */
ERR_CHECKED enum err paper_sealing_forget(struct arena *a, struct db *db);
#endif
