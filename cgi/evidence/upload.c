/* upload.c - tus 1.0.0 (tus.io/protocols/resumable-upload): creation, checksum, expiration, termination.  A file of an
 * evidence item, or of an inspection, comes in pieces of at most 1 MiB; an acknowledged piece is on the disk.
 * Upload-Metadata: filename, sha256 (hex, of the whole; may be left out), and
 *   item (ref of the evidence item), or
 *   inspection (its ref), mark (the phone's own name of the file), and if known n (number of the item), taken
 *   (milliseconds
 *   since 1970), lat, lon (decimal degrees), accuracy (metres). */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cgi/common/answer.h"
#include "cgi/common/subject.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/caseflow/attachment.h"
#include "lib/evidence/tus.h"
#include "lib/evidence/upload.h"
#include "lib/inspection/attachment.h"
#include "lib/people/people.h"

#define PIECE_MAX (1 << 20)
#define SIZE_MAX_TEXT 15	/* digits */

/* Every answer of this protocol is short text; what went wrong stands in it by one word. */
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
	case ERR_DENIED: return answer(r, 403, "denied");
	case ERR_STATE: return answer(r, 410, "ended");
	case ERR_LIMIT: return answer(r, 429, "limit");
	default: return e;
	}
}

/* False: answered already. */
static bool
version_ok(struct req *r, enum err *e)
{
	if (str_eq(req_header(r, "HTTP_TUS_RESUMABLE"), "1.0.0"))
		return true;
	req_set_header(r, "Tus-Version", "1.0.0");
	*e = answer(r, 412, "version");
	return false;
}

static bool
number(const struct req *r, const char *header, int64_t *out)
{
	const char *text = req_header(r, header);
	long long v;

	if (text == NULL || strlen(text) > SIZE_MAX_TEXT || strspn(text, "0123456789") != strlen(text) ||
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

/* "Wed, 25 Jun 2014 16:00:00 GMT" */
static void
set_expires(struct req *r, int64_t us)
{
	static const char days[] = "MonTueWedThuFriSatSun", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int64_t utc = us - 8 * HOUR_US;		/* days are of +08:00 */
	int32_t day = time_day(utc);
	int year, month, mday, minute = time_minute(utc);

	day_parts(day, &year, &month, &mday);
	req_set_header(r, "Upload-Expires", arena_printf(r->arena, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
	    days + 3 * (day_weekday(day) - 1), mday, months + 3 * (month - 1), year, minute / 60, minute % 60,
	    (int)(us / SECOND_US % 60)));
}

static enum err
options_upload(struct req *r)
{
	int64_t largest;
	enum err e = evidence_upload_max(r->arena, r->db, r->session->agency, r->now, &largest);

	if (e != OK)
		return e;
	req_set_header(r, "Tus-Version", "1.0.0");
	req_set_header(r, "Tus-Extension", "creation,checksum,expiration,termination");
	req_set_header(r, "Tus-Checksum-Algorithm", "sha1,sha256");
	set_number(r, "Tus-Max-Size", largest);
	return answer(r, 204, NULL);
}

/* What the sender says of a file: to an evidence item, or (its ref not zero) to an inspection. */
struct said {
	struct caseflow_upload_new item;
	struct inspection_upload_new field;
};

/* The value of a key as text; NULL: not said. */
static enum err
said_text(struct req *r, const char *key, const char **out)
{
	size_t n = 0;
	enum err e = tus_metadata(r->arena, req_header(r, "HTTP_UPLOAD_METADATA"), key, out, &n);

	if (e == ERR_NOT_FOUND) {
		*out = NULL;
		return OK;
	}
	return e == OK && (strlen(*out) != n || !str_utf8_ok(*out, n)) ?
	    err_set(ERR_INPUT, "Upload-Metadata: %s", key) : e;
}

static enum err
said_number(struct req *r, const char *key, int64_t most, int64_t otherwise, int64_t *out)
{
	const char *text;
	long long v = otherwise;
	enum err e = said_text(r, key, &text);

	if (e == OK && text != NULL && !str_i64(text, 0, most, &v))
		return err_set(ERR_INPUT, "Upload-Metadata: %s", key);
	*out = v;
	return e;
}

/* Folders of the name are cut off; a name without a character is "file". */
static enum err
read_file(struct req *r, struct said *s)
{
	const char *name, *hex, *p;
	unsigned char *digest = NULL;
	enum err e = said_text(r, "filename", &name);

	if (e == OK)
		e = said_text(r, "sha256", &hex);
	if (e != OK)
		return e;
	for (p = name = name != NULL ? name : ""; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	name = str_clean(r->arena, name);
	if (str_utf8_len(name) > UPLOAD_NAME_MAX)
		return err_set(ERR_INPUT, "Upload-Metadata: filename");
	if (hex != NULL) {
		digest = arena_alloc(r->arena, 32);
		if (strlen(hex) != 64 || !str_unhex(hex, digest, 32))
			return err_set(ERR_INPUT, "Upload-Metadata: sha256");
	}
	s->item.name = s->field.name = *name != '\0' ? name : "file";
	s->item.sha256 = s->field.sha256 = digest;
	s->field.size = s->item.size;
	return OK;
}

static enum err
read_field(struct req *r, struct inspection_upload_new *u)
{
	int64_t n = 0, taken = -1, accuracy = -1;
	enum err e = said_text(r, "mark", &u->mark);

	if (e == OK && (u->mark == NULL || strlen(u->mark) < 8 || strlen(u->mark) > 64))
		e = err_set(ERR_INPUT, "Upload-Metadata: mark");
	if (e == OK)
		e = said_number(r, "n", 1000, 0, &n);
	if (e == OK)
		e = said_number(r, "taken", INT64_MAX / 1000, -1, &taken);
	if (e == OK)
		e = said_number(r, "accuracy", 100000, -1, &accuracy);
	if (e == OK)
		e = said_text(r, "lat", &u->lat);
	if (e == OK)
		e = said_text(r, "lon", &u->lon);
	if (e != OK)
		return e;
	u->n = (int)n;
	u->taken_at = taken >= 0 ? taken * 1000 : TIME_NONE;
	u->accuracy_m = (int)accuracy;
	return OK;
}

static enum err
read_metadata(struct req *r, struct said *s)
{
	const char *item, *inspection;
	enum err e;

	if (req_header(r, "HTTP_UPLOAD_METADATA") == NULL)
		return err_set(ERR_INPUT, "no Upload-Metadata");
	e = said_text(r, "item", &item);
	if (e == OK)
		e = said_text(r, "inspection", &inspection);
	if (e == OK && ((item == NULL) == (inspection == NULL) ||
	    !ref_parse(item != NULL ? item : inspection, item != NULL ? &s->item.item : &s->field.inspection)))
		e = err_set(ERR_INPUT, "Upload-Metadata: item or inspection");
	if (e == OK)
		e = read_file(r, s);
	return e == OK && inspection != NULL ? read_field(r, &s->field) : e;
}

static enum err
post_upload(struct req *r)
{
	struct said s = { .item.size = 0 };
	struct act act = req_act(r);
	const char *where;
	bool field;
	size_t n;
	enum err e;

	if (!version_ok(r, &e))
		return e;
	(void)req_body(r, &n);
	if (!number(r, "HTTP_UPLOAD_LENGTH", &s.item.size) || s.item.size < 1 || n > 0)
		return answer(r, 400, "length");
	if (read_metadata(r, &s) != OK)
		return answer(r, 400, "metadata");
	if (act.key != NULL)	/* the body is empty: what was asked stands in the headers */
		act.body = arena_printf(r->arena, "%s\n%" PRId64 "\n%s", act.body, s.item.size,
		    req_header(r, "HTTP_UPLOAD_METADATA"));
	if (secrecy_marked(s.item.name))
		return answer(r, 422, "secrecy");
	field = !ref_zero(s.field.inspection);
	e = field ? inspection_upload_begin(r->arena, r->db, &act, &s.field, &where) :
	    caseflow_upload_begin(r->arena, r->db, &act, &s.item, &where);
	if (e == ERR_INPUT)
		return answer(r, 413, "size");
	if (e == ERR_CONFLICT && field)
		return answer(r, 409, "early");	/* its arrival is still on its way */
	if (e != OK)
		return refused(r, e);
	req_set_header(r, "Location", answer_path(r, where));
	return answer(r, 201, NULL);
}

/* The last piece is there (or was, and what follows was cut short): the file is stored and attached. */
static enum err
finish(struct req *r, struct ref ref, int status)
{
	struct act act = { .principal = r->session->account, .occurred_at = r->now, .request = r->id };
	const struct subject_kind *kind;
	struct evidence_upload u;
	struct ref attachment;
	char text[REF_TEXT_SIZE];
	enum err e = evidence_upload_get(r->arena, r->db, ref, false, r->now, &u);

	kind = e == OK ? subject_kind(u.subject_kind) : NULL;
	if (e == OK && (kind == NULL || kind->attach == NULL))
		e = err_set(ERR_INPUT, "%s takes no files", u.subject_kind);
	if (e == OK)
		e = kind->attach(r->arena, r->db, &act, &u, &attachment);
	if (e == ERR_CONFLICT)
		return answer(r, 460, "changed");
	if (e == ERR_STATE && evidence_upload_get(r->arena, r->db, ref, false, r->now, &u) == OK && u.reason != NULL)
		return answer(r, 410, u.reason);
	if (e != OK)
		return refused(r, e);
	evidence_picture(r, attachment);
	ref_text(attachment, text);
	req_set_header(r, "Upload-Attachment", text);
	set_number(r, "Upload-Offset", u.size);
	return answer(r, status, NULL);
}

static enum err
head_upload(struct req *r)
{
	struct evidence_upload u;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK && !version_ok(r, &e))
		return e;
	if (e == OK)
		e = evidence_upload_get(r->arena, r->db, ref, false, r->now, &u);
	if (e != OK)
		return refused(r, e);
	if (str_eq(u.state, "open") && !u.expired && u.had == u.size) {
		/* Killed between the last piece and its file: a sender who sees all of it here asks no more. */
		e = finish(r, ref, 200);
		if (e != OK || req_status(r) != 200)
			return e;
		set_number(r, "Upload-Length", u.size);
		return OK;
	}
	if (u.expired || str_eq(u.state, "refused") || str_eq(u.state, "ended"))
		return answer(r, 410, u.reason != NULL ? u.reason : "ended");
	set_number(r, "Upload-Offset", u.had);
	set_number(r, "Upload-Length", u.size);
	set_expires(r, u.expires_at);
	return answer(r, 200, NULL);
}

static enum err
patch_upload(struct req *r)
{
	struct evidence_upload u = { 0 };
	const char *checksum = req_header(r, "HTTP_UPLOAD_CHECKSUM");
	const void *bytes;
	struct ref ref;
	int64_t offset;
	size_t n;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK && !version_ok(r, &e))
		return e;
	if (e != OK)
		return refused(r, e);
	if (!str_eq(req_header(r, "CONTENT_TYPE"), "application/offset+octet-stream"))
		return answer(r, 415, "type");
	if (!number(r, "HTTP_UPLOAD_OFFSET", &offset))
		return answer(r, 400, "offset");
	bytes = req_body(r, &n);
	if (!str_empty(checksum)) {
		e = tus_checksum(r->arena, checksum, bytes, n);
		if (e != OK)
			return answer(r, e == ERR_INPUT ? 400 : 460, "checksum");
	}
	e = evidence_upload_piece(r->arena, r->db, ref, offset, bytes, n, r->now, &u);
	if (e == ERR_CONFLICT) {
		set_number(r, "Upload-Offset", u.had);
		return answer(r, 409, "offset");
	}
	if (e == ERR_INPUT)
		return answer(r, 413, "length");
	if (e == ERR_STATE && u.had == u.size && n == 0 && offset == u.size)
		return finish(r, ref, 204);	/* asked again: done is done */
	if (e != OK)
		return refused(r, e);
	set_expires(r, u.expires_at);
	if (u.had == u.size)
		return finish(r, ref, 204);
	set_number(r, "Upload-Offset", u.had);
	return answer(r, 204, NULL);
}

static enum err
delete_upload(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK && !version_ok(r, &e))
		return e;
	if (e == OK)
		e = evidence_upload_end(r->arena, r->db, ref, r->now);
	return e == OK ? answer(r, 204, NULL) : refused(r, e);
}

const struct route upload_routes[] = {
	{ .method = OPTIONS, .path = "/desk/upload/", .duties = DUTY_OFFICER, .run = options_upload },
	{ .method = POST, .path = "/desk/upload/", .duties = DUTY_OFFICER, .flags = ROUTE_RAW, .run = post_upload,
	  .body_max = 1024 },
	{ .method = GET, .path = "/desk/upload/:ref", .duties = DUTY_OFFICER, .run = head_upload },
	{ .method = PATCH, .path = "/desk/upload/:ref", .duties = DUTY_OFFICER, .flags = ROUTE_RAW, .run = patch_upload,
	  .body_max = PIECE_MAX },
	{ .method = DELETE, .path = "/desk/upload/:ref", .duties = DUTY_OFFICER, .flags = ROUTE_RAW,
	    .run = delete_upload,
	  .body_max = 1024 },
	{ 0 }
};
