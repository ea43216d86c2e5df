/* visit.c - at the firm: arrival with its position, both officers' certificates shown. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/geo.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

#define USCC_SIZE 18

const struct field insp_arrive_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ .name = "lat", .type = FIELD_LINE, .min = 1, .max = 12 },
	{ .name = "lon", .type = FIELD_LINE, .min = 1, .max = 12 },
	{ .name = "accuracy", .type = FIELD_NUMBER, .max = 100000 },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 1, .max = 800 },
	{ 0 }
};
const struct field insp_show_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ .name = "username", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 9 },
	{ 0 }
};

bool
insp_degrees(const char *text, double most, double *out)
{
	char *end;

	*out = strtod(text, &end);
	return *text != '\0' && strspn(text, "+-.0123456789") == strlen(text) && *end == '\0' && fabs(*out) <= most;
}

/* "" stands for none. */
static bool
degrees(struct act_move *m, const char *field, double most, double *out)
{
	const char *text = input_text(m->in, field);

	if (*text == '\0' || insp_degrees(text, most, out))
		return *text != '\0';
	act_problem(m, field, "inspect_degrees", NULL);
	return false;
}

/* Where, when the phone said it, and how far from the registered place, when somebody measured that. */
static enum err
position(struct act_move *m)
{
	double lat = 0, lon = 0;
	bool both = degrees(m, "lat", 90, &lat);
	const struct db_rows *rows;
	struct db_param far = DB_NULL;
	enum err e;

	both = degrees(m, "lon", 180, &lon) && both;
	if (!both)
		return OK;
	e = DB_MANY(m->a, m->db, &rows,
	    "select lat::text as lat, lon::text as lon from xz.register_geo where subject_id = $1",
	    DB_I64(insp_of(m)->subject));
	if (e == OK && db_count(rows) == 1)
		far = DB_I64(geo_metres(lat, lon, strtod(row_text(db_at(rows, 0), "lat"), NULL),
		    strtod(row_text(db_at(rows, 0), "lon"), NULL)));
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.inspection set lat = round($2::text::numeric, 6), lon = round($3::text::numeric, 6),"
	    " accuracy_m = $4, distance_m = $5 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TEXT(input_text(m->in, "lat")), DB_TEXT(input_text(m->in, "lon")), input_given(m->in, "accuracy") ?
	    DB_I64(input_number(m->in, "accuracy")) : DB_NULL, far) : e;
}

/* A licence's QR leads to an address that holds the firm's credit code; an object-id begins with it. */
static bool
is_licence(const struct act_move *m, const char *text)
{
	return !insp_of(m)->natural && strlen(insp_of(m)->object) >= USCC_SIZE &&
	    strstr(text, arena_strndup(m->a, insp_of(m)->object, USCC_SIZE)) != NULL;
}

/* What was scanned at the door: this inspection's code, with or without the address before it, or the licence of the
 * firm. NULL: nothing. */
static enum err
scanned(struct act_move *m, const char **what)
{
	const char *text = input_text(m->in, "code"), *hash = strchr(text, '#');
	struct db_row r;
	enum err e;

	*what = NULL;
	if (*text == '\0')
		return OK;
	e = inspection_code_of(m->a, m->db, insp_of(m)->id, &r);
	if (e != OK)
		return e;
	if (str_eq(hash != NULL ? hash + 1 : text, row_text(r, "code")))
		*what = "code";
	else if (is_licence(m, text))
		*what = "licence";
	else
		act_problem(m, "code", "inspect_code_other", NULL);
	return OK;
}

static int64_t
minute_of(int64_t us)
{
	return us - us % (60 * SECOND_US);
}

enum err
insp_arrive(struct act_move *m)
{
	const char *scan = NULL;
	enum err e = insp_approved(m);

	if (e == OK)
		e = insp_items_published(m);
	if (e == OK)
		e = insp_two_officers(m);
	if (e == OK)
		e = insp_code_good(m);
	if (e != OK)
		return e;
	if (input_given(m->in, "at"))
		m->occurred = input_time(m->in, "at");
	/* a phone's clock has minutes: not before the code was issued within that minute, nor before the notice, unless
	 * that was given there */
	if (m->occurred < minute_of(insp_of(m)->code_at) || m->occurred < insp_of(m)->from_at ||
	    m->occurred > insp_of(m)->to_at)
		act_problem(m, "at", "inspect_window_now", NULL);
	else if (insp_of(m)->notified_at != TIME_NONE && !str_eq(insp_of(m)->notice_way, "on_site") &&
	    m->occurred < minute_of(insp_of(m)->notified_at))
		act_problem(m, "at", "inspect_before_notice", NULL);
	e = position(m);
	if (e == OK)
		e = scanned(m, &scan);
	if (e != OK || m->p->n > 0)
		return e;
	e = DB_EXEC(m->a, m->db,
	    "update xz.inspection set arrived_at = $2, scanned = $3 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TIME(m->occurred), DB_BOOL(scan != NULL));
	act_note(m, "scanned", json_boolean(scan != NULL));
	if (scan != NULL)
		act_note(m, "scan", json_string(scan));
	return e;
}

/* Not before the arrival, and nobody signs a record before it is finished, whatever the phone says. */
void
insp_at(struct act_move *m)
{
	if (input_given(m->in, "at"))
		m->occurred = input_time(m->in, "at");
	if (m->occurred < insp_of(m)->arrived_at)
		m->occurred = insp_of(m)->arrived_at;
	if (insp_of(m)->checked_at != TIME_NONE && m->occurred < insp_of(m)->checked_at)
		m->occurred = insp_of(m)->checked_at;
}

enum err
insp_show_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = inspection_officers(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *label = arena_printf(m->a, "%s %s", row_text(r, "name"), row_text(r, "certificate_no"));

		if (row_i64(r, "account_id") != m->actor.account && !row_has(r, "shown_at"))
			input_option(m->in, "username", row_text(r, "username"), label, label);
	}
	return e;
}

enum err
insp_show(struct act_move *m)
{
	const char *way = insp_signer(m) == m->actor.account ? "account" : "code";
	struct people_actor who;
	char ref[REF_TEXT_SIZE];
	int64_t n = 0;
	enum err e = insp_two_officers(m);

	insp_at(m);
	if (e == OK)
		e = DB_EXEC_N(m->a, m->db, &n,
		    "update xz.inspection_officer set shown_at = $3, shown_way = $4 where inspection_id = $1"
		    " and account_id = $2 and shown_at is null", DB_I64(insp_of(m)->id), DB_I64(insp_signer(m)),
		    DB_TIME(m->occurred), DB_TEXT(way));
	if (e == OK && n == 0)
		return act_refuse(m, ERR_STATE, "", "inspect_shown", NULL);
	if (e == OK)
		e = people_actor_load(m->a, m->db, insp_signer(m), &who);
	if (e != OK)
		return e;
	ref_text(who.ref, ref);
	act_note(m, "officer", json_string(ref));
	act_note(m, "way", json_string(way));
	return OK;
}
