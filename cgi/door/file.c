/* file.c - files with what a party sends in, in pieces (tus 1.0.0: creation, termination, checksum), for the form with
 * a script; what goes without one is send_files.c's.  Each answer is one word. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/door/file.h"
#include "lib/door/public.h"
#include "lib/evidence/tus.h"

#define NUMBER_MAX 15		/* digits */
#define FILES "/my/cases/:ref/files/"

static enum err
answer(struct req *r, int status, const char *word)
{
	const char *text = word != NULL ? arena_printf(r->arena, "%s\n", word) : "";

	req_set_header(r, "Tus-Resumable", "1.0.0");
	return req_send(r, status, "text/plain; charset=utf-8", text, strlen(text));
}

static enum err
refused(struct req *r, enum err e)
{
	LOG(LOG_INFO, "refused", LOG_TEXT("request", r->id), LOG_TEXT("error", err_name(e)),
	    LOG_TEXT("detail", err_last()));
	switch (e) {
	case ERR_NOT_FOUND: return answer(r, 404, "unknown");
	case ERR_STATE: return answer(r, 409, "closed");
	case ERR_LIMIT: return answer(r, 429, "limit");
	case ERR_INPUT: return answer(r, 413, "size");
	default: return e;
	}
}

/* Whose session it is, by its cookie and the token of its forms; false: answered. */
static bool
come_in(struct req *r, const char **token, enum err *e)
{
	struct door_visitor who;

	*e = door_known(r, &who, token);
	if (*e == ERR_NOT_FOUND)
		*e = answer(r, 401, "session");
	else if (*e == OK && r->method != GET && !req_csrf_ok(r))
		*e = answer(r, 403, "token");
	else if (*e == OK && !str_eq(req_header(r, "HTTP_TUS_RESUMABLE"), "1.0.0"))
		*e = answer(r, 412, "version");
	else
		return *e == OK;
	return false;
}

static bool
number(const struct req *r, const char *header, int64_t *out)
{
	const char *text = req_header(r, header);
	long long v;

	if (text == NULL || strlen(text) > NUMBER_MAX || strspn(text, "0123456789") != strlen(text) ||
	    !str_i64(text, 0, INT64_MAX, &v))
		return false;
	*out = v;
	return true;
}

static void
set_number(struct req *r, const char *header, int64_t v)
{
	req_set_header(r, header, arena_printf(r->arena, "%" PRId64, v));
}

static enum err
post_file(struct req *r)
{
	const char *token;
	struct ref which, file;
	int64_t size;
	enum err e;

	if (!come_in(r, &token, &e))
		return e;
	e = req_path_ref(r, "ref", &which);
	if (e == OK && !number(r, "HTTP_UPLOAD_LENGTH", &size))
		return answer(r, 400, "length");
	if (e == OK)
		e = door_file_begin(r->arena, r->db, token, which, size, time_day(r->now), &file);
	if (e != OK)
		return refused(r, e);
	req_set_header(r, "Location", ref_path(r, ref_path(r, DOOR "cases/", which, "/files/"), file, ""));
	return answer(r, 201, NULL);
}

static enum err
head_file(struct req *r)
{
	const char *token;
	struct ref file;
	int64_t had, size;
	enum err e;

	if (!come_in(r, &token, &e))
		return e;
	e = req_path_ref(r, "file", &file);
	if (e == OK)
		e = door_file_had(r->arena, r->db, token, file, &had, &size);
	if (e != OK)
		return refused(r, e);
	set_number(r, "Upload-Offset", had);
	set_number(r, "Upload-Length", size);
	return answer(r, 200, NULL);
}

static enum err
patch_file(struct req *r)
{
	const char *checksum = req_header(r, "HTTP_UPLOAD_CHECKSUM"), *token;
	const void *bytes;
	struct ref file;
	int64_t at, had, size;
	size_t n;
	enum err e;

	if (!come_in(r, &token, &e))
		return e;
	e = req_path_ref(r, "file", &file);
	if (e == OK && !str_eq(req_header(r, "CONTENT_TYPE"), "application/offset+octet-stream"))
		return answer(r, 415, "type");
	if (e == OK && !number(r, "HTTP_UPLOAD_OFFSET", &at))
		return answer(r, 400, "offset");
	bytes = req_body(r, &n);
	if (e == OK && !str_empty(checksum) && tus_checksum(r->arena, checksum, bytes, n) != OK)
		return answer(r, 460, "checksum");
	if (e == OK)
		e = door_file_piece(r->arena, r->db, token, file, at, bytes, n, &had, &size);
	if (e == ERR_CONFLICT) {
		set_number(r, "Upload-Offset", had);
		return answer(r, 409, "offset");
	}
	if (e != OK)
		return refused(r, e);
	set_number(r, "Upload-Offset", had);
	return answer(r, 204, NULL);
}

static enum err
delete_file(struct req *r)
{
	const char *token;
	struct ref file;
	enum err e;

	if (!come_in(r, &token, &e))
		return e;
	e = req_path_ref(r, "file", &file);
	if (e == OK)
		e = door_file_end(r->arena, r->db, token, file);
	return e == OK ? answer(r, 204, NULL) : refused(r, e);
}

const struct route door_file_routes[] = {
	{ .method = POST, .path = FILES, .flags = ROUTE_PUBLIC | ROUTE_RAW, .run = post_file, .body_max = 1024 },
	{ .method = GET, .path = FILES ":file", .flags = ROUTE_PUBLIC, .run = head_file },
	{ .method = PATCH, .path = FILES ":file", .flags = ROUTE_PUBLIC | ROUTE_RAW, .run = patch_file,
	    .body_max = DOOR_PIECE },
	{ .method = DELETE, .path = FILES ":file", .flags = ROUTE_PUBLIC | ROUTE_RAW, .run = delete_file,
	    .body_max = 1024 },
	{ 0 }
};
