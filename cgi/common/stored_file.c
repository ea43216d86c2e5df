/* stored_file.c - a file of the store as an answer: ranges, its headers, the reading noted. */
#include <inttypes.h>

#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/store.h"
#include "lib/web/params.h"
#include "lib/web/range.h"

#define OPEN_PART (8 << 20)		/* answered to a reader who names no end: films are read in parts */

struct sending {
	struct store_reader *file;
	int64_t from, n;
};

static enum err
put(const void *bytes, size_t n, void *ctx)
{
	return req_put(ctx, bytes, n);
}

static enum err
send_part(struct req *r, void *ctx)
{
	const struct sending *s = ctx;

	return evidence_store_read(s->file, s->from, s->n, put, r);
}

/* Nothing in a file runs with the rights of the desk: no scripts, no forms, an origin of its own, and no type but those
 * of lib/evidence/type.h, which the browser may not guess better. */
static void
set_headers(struct req *r, const struct slow_file *f)
{
	req_set_policy(r, f->policy);
	req_set_header(r, "Cross-Origin-Resource-Policy", "same-origin");
	req_set_header(r, "Accept-Ranges", "bytes");
	req_set_header(r, "ETag", arena_printf(r->arena, "\"%s\"", f->sha256));
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "%s; filename*=UTF-8''%s",
	    f->save ? "attachment" : "inline", percent_encode(r->arena, f->name)));
}

enum err
slow_send(struct req *r, const struct slow_file *f)
{
	struct sending *s = ARENA_NEW(r->arena, struct sending);
	const char *range = req_header(r, "HTTP_RANGE"), *as = req_header(r, "HTTP_IF_RANGE");
	enum range part;
	bool open;
	enum err e;

	req_reads(r, f->access_kind, f->access_ref, 1);
	if (!str_empty(as) && !str_eq(as, arena_printf(r->arena, "\"%s\"", f->sha256)))
		range = NULL;
	part = range_parse(range, f->size, &s->from, &s->n, &open);
	if (part == RANGE_NOT_THERE) {
		req_set_header(r, "Content-Range", arena_printf(r->arena, "bytes */%" PRId64, f->size));
		return req_send(r, 416, "text/plain; charset=utf-8", "range\n", 6);
	}
	r->reading.part = s->from > 0;	/* a film is read in many parts, and is one reading */
	if (open && s->n > OPEN_PART && !f->whole)
		s->n = OPEN_PART;
	e = evidence_store_open_path(r->arena, f->path, &s->file);
	if (e == OK && evidence_store_size(s->file) != f->size)
		e = err_set(ERR_STATE, "a file of another size");
	if (e == OK)
		/* Before the first byte leaves; a long bundle breaks off where it is damaged. */
		e = evidence_store_check(s->file, s->from, f->whole && s->n > OPEN_PART ? OPEN_PART : s->n);
	if (e != OK)	/* the row says it is there: what is not readable is our fault, not the reader's */
		return err_set(ERR_IO, "store: %s", arena_strdup(r->arena, err_last()));
	set_headers(r, f);
	if (part == RANGE_PART)
		req_set_header(r, "Content-Range",
		    arena_printf(r->arena, "bytes %" PRId64 "-%" PRId64 "/%" PRId64, s->from,
		    s->from + s->n - 1, f->size));
	return req_stream(r, part == RANGE_PART ? 206 : 200, f->type, s->n, send_part, s);
}
