/* rows.h - rows of a query into the data set of a page, column by column. */
#ifndef CGI_COMMON_ROWS_H
#define CGI_COMMON_ROWS_H
#include "lib/web/web.h"

struct column {
	const char *name;
	char as;	/* t text, l text in the page's language (<name>_zh, <name>_en), r ref, d day,
			 * s month and day, T time, m money, i number, b yes or no */
};

/* Columns end with { 0 }.  Nulls are left out. */
void rows_view(struct req *r, const char *list, const struct db_rows *rows, const struct column *cols);
void row_view_at(struct req *r, const char *list, int i, struct db_row row, const struct column *cols);
/* "11-20"; of another year than this one "2025-11-20". */
const char *day_short(struct req *r, int32_t day);
/* before, the ref, after: a path. */
const char *ref_path(struct req *r, const char *before, struct ref ref, const char *after);
#endif
