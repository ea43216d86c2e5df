/* start.c - see start.h. */
#include "lib/evidence/start.h"

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/str.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/scan.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"
#include "lib/sec/keys.h"

void
evidence_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	evidence_store_use(conf_text(c, "evidence", NULL), k->evidence);
	evidence_spool_use(conf_text(c, "spool", NULL), k->evidence);
	evidence_scan_use(str_empty(conf_text(c, "clamd", "")) ? NULL : conf_text(c, "clamd", ""),
	    conf_bool(c, "clamd_needed", true));
	evidence_picture_use(arena_printf(a, "%s/bin/xiezhi-thumb", conf_text(c, "app", ".")));
}
