/* draw_departure.c - where a file departs from the one that was logged.  The log holds a digest and a time, so what is
 * told is what the form of the file and that time show: broken JSON, bytes written otherwise than they are made, a
 * time. */
#include <stdlib.h>
#include <string.h>

#include "cmd/verify/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

/* The first byte that is not as the file would be made anew from what it says. */
static void
written(struct vd *v, enum vd_file f, int line, const char *bytes, size_t n, const char *made)
{
	size_t i = 0, at, k;

	while (i < n && made[i] != '\0' && bytes[i] == made[i])
		i++;
	if (i == n && made[i] == '\0')
		return;
	for (at = 0, k = 0; k < i; k++)
		if (bytes[k] == '\n') {
			line++;
			at = k + 1;
		}
	(void)vd_fail(v, vd_names[f], "line %d, byte %zu: not written as the platform writes this file",
	    line, i - at + 1);
}

static void
timed(struct vd *v, enum vd_file f, int line, const json_t *j, const char *key, int64_t at)
{
	const char *said = vd_text(j, key);
	char logged[TIME_TEXT_SIZE];
	int64_t when;

	if (said != NULL && time_parse(said, &when) && when == at)
		return;
	time_text(at, logged);
	if (line > 0)
		(void)vd_fail(v, vd_names[f], "line %d: %s is %s, its entry was made at %s", line, key,
		    said != NULL ? said : "missing", logged);
	else
		(void)vd_fail(v, vd_names[f], "%s is %s, its entry was made at %s", key,
		    said != NULL ? said : "missing", logged);
}

/* The bytes from `from` of one JSON text; line: of the file, where it begins. */
static void
text(struct vd *v, enum vd_file f, int line, const char *bytes, size_t n, size_t how, const char *key, int64_t at)
{
	json_error_t where;
	json_t *j = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &where);
	char *made;

	if (j == NULL) {
		(void)vd_fail(v, vd_names[f], "line %d, byte %d: no JSON: %s",
		    line + (where.line > 0 ? where.line - 1 : 0), where.column, where.text);
		return;
	}
	made = json_dumps(j, how);
	if (made == NULL)
		abort();
	written(v, f, line, bytes, n, arena_printf(v->a, "%s\n", made));
	free(made);
	timed(v, f, f == VD_SUBSTITUTIONS ? line : 0, j, key, at);
	json_decref(j);
}

void
vd_where(struct vd *v, enum vd_file f, int line, int64_t at)
{
	const struct vd_part *p = &v->part[f];
	const char *from = p->bytes, *end = p->bytes + p->n, *lf;
	int i;

	if (f == VD_ANNOUNCEMENT)
		text(v, f, 1, p->bytes, p->n, JSON_INDENT(1), "announced_at", at);
	if (f == VD_RESULT)
		text(v, f, 1, p->bytes, p->n, JSON_INDENT(1), "drawn_at", at);
	if (f != VD_SUBSTITUTIONS)
		return;
	for (i = 1; (lf = memchr(from, '\n', (size_t)(end - from))) != NULL && i < line; i++)
		from = lf + 1;
	text(v, f, line, from, (size_t)((lf != NULL ? lf + 1 : end) - from), JSON_COMPACT, "at", at);
}
