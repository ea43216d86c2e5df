/* process.h - private to the desk: a whole process phase by phase, with what each step left behind and the gaps where
 * it left
 * nothing.  Template: process.cs. */
#ifndef CGI_COMMON_PROCESS_H
#define CGI_COMMON_PROCESS_H
#include "lib/web/web.h"

struct db_row;
struct db_rows;

struct process {
	const char *const *phases;	/* NULL-ended; messages "process.<phase>" */
	/* Of rows: phase action at need party n want_zh want_en source missing pending ref number have_zh have_en, by
	 * at. */
	const struct db_rows *rows;
	const char *(*step)(struct req *r, const char *action);	/* its name */
	/* Where the evidence of a need is, or is added; NULL: no page of it. */
	const char *(*evidence)(struct req *r, struct db_row row, const void *ctx);
	const char *item_zh, *item_en;	/* columns: of which item a need is; NULL: rows have none */
	const void *ctx;
};
/* phases.<i>.{label, begun, gaps (in words, when there are any), steps.<j>.{title, party, at, gap, needs.<k>.{label,
 * item, number, href, source, missing, pending}}}; gaps.<i>.{step, label, item, source, href, pending}: what is missing
 * or waits, in one list; process_gaps: how many, in words, when there are any. */
void process_view(struct req *r, const struct process *p);
#endif
