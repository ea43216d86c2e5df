/* sealing.c - papers that were just frozen get their files and seals, in the process behind the pool for slow work. */
#include "cgi/paper/document.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/paper/sealing.h"

enum err
seal_work(struct arena *a, struct web *w, struct db *db, bool *more)
{
	struct arena *own = arena_child(a);
	struct sealing s;
	const void *pdf;
	size_t n;
	enum err e = paper_sealing_take(own, db, &s);

	*more = e == OK;
	if (e == OK) {
		e = document_set(w, own, &s.d, "", &pdf, &n);
		if (e == OK)
			e = paper_sealing_keep(own, db, &s, pdf, n);
		if (e != OK) {	/* it is tried again, later each time, and holds up no other */
			LOG(LOG_ERROR, "seal", LOG_I64("paper", s.d.id), LOG_TEXT("type", s.d.type),
			    LOG_TEXT("detail", err_last()));
			e = paper_sealing_failed(own, db, &s, e == ERR_STATE);
		}
	}
	arena_free(own);
	return e == ERR_NOT_FOUND ? OK : e;
}
