/* files.c - see files.h. */
#include "cgi/common/files.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/geo.h"
#include "lib/base/str.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/type.h"

#define APART_US HOUR_US	/* times further apart than this are said to differ */
#define APART_M 200		/* and places, beyond what the claimed one is unsure of */

static void
view_file(struct req *r, const char *list, int i, struct db_row f)
{
	static const struct column cols[] = { { "ref", 'r' }, { "name", 't' }, { "sha256", 't' }, { "sm3", 't' },
	    { "by", 't' }, { "at", 'T' }, { "checked_at", 'T' }, { "notes", 'i' }, { 0 } };
	const char *type = row_text(f, "type"), *kind = evidence_type_kind(type), *result = row_text_or(f, "result",
	    "stored");

	row_view_at(r, list, i, f, cols);
	view_text_at(r, list, i, "href", ref_path(r, "/desk/files/", row_ref(f, "ref"), ""));
	view_text_at(r, list, i, "notes_href", ref_path(r, "/desk/notes/", row_ref(f, "ref"), ""));
	view_text_at(r, list, i, "kind", kind);
	view_text_at(r, list, i, "type", type);
	view_text_at(r, list, i, "size", file_size(r, row_i64(f, "size")));
	view_text_at(r, list, i, "state", view_msg(r, arena_printf(r->arena, "evidence.state_%s", result), NULL));
	view_text_at(r, list, i, "state_kind", str_eq(result, "ok") || str_eq(result, "stored") ? "song" : "zhu");
}

/* How far its own position lies from the claimed one, where there are both. */
static void
view_away(struct req *r, const char *list, int i, struct db_row f)
{
	int64_t m;

	if (!row_has(f, "lat"))
		return;
	m = geo_metres(strtod(row_text(f, "lat"), NULL), strtod(row_text(f, "lon"), NULL),
	    (double)row_i64(f, "latitude_e6") / 1e6, (double)row_i64(f, "longitude_e6") / 1e6);
	if (m > APART_M + row_i64_or(f, "accuracy_m", 0))
		view_text_at(r, list, i, "away",
		    view_msg(r, "evidence.away", "m", arena_printf(r->arena, "%" PRId64, m), NULL));
}

/* What the photo says of itself beside what was registered. */
static void
view_picture(struct req *r, const char *list, int i, struct db_row f, int64_t claimed)
{
	int64_t apart, lat, lon;

	/* Where no small one could be made, the browser is not asked to decode it either. */
	if (!str_eq(row_text_or(f, "picture", ""), "failed"))
		view_text_at(r, list, i, "small", ref_path(r, "/desk/files/", row_ref(f, "ref"),
		    evidence_picture_wanted(row_text(f, "type")) ? "/small" : ""));
	if (row_has(f, "width"))
		view_text_at(r, list, i, "pixels", arena_printf(r->arena, "%" PRId64 " × %" PRId64, row_i64(f, "width"),
		    row_i64(f, "height")));
	if (row_has(f, "latitude_e6")) {
		lat = row_i64(f, "latitude_e6");
		lon = row_i64(f, "longitude_e6");
		view_text_at(r, list, i, "place", arena_printf(r->arena, "%s%" PRId64 ".%06d°, %s%" PRId64 ".%06d°",
		    lat < 0 ? "S " : "N ", (lat < 0 ? -lat : lat) / 1000000, (int)((lat < 0 ? -lat : lat) % 1000000),
		    lon < 0 ? "W " : "E ", (lon < 0 ? -lon : lon) / 1000000, (int)((lon < 0 ? -lon : lon) % 1000000)));
		view_away(r, list, i, f);
	}
	if (!row_has(f, "taken_at"))
		return;
	view_time_at(r, list, i, "taken", row_time(f, "taken_at"));
	apart = row_time(f, "taken_at") - claimed;
	apart = apart < 0 ? -apart : apart;
	if (apart > APART_US)
		view_text_at(r, list, i, "apart", view_msg(r, "evidence.apart", "days",
		    arena_printf(r->arena, "%d", (int)(apart / DAY_US)), "hours",
		    arena_printf(r->arena, "%d", (int)(apart % DAY_US / HOUR_US)), NULL));
}

const char *
file_size(struct req *r, int64_t bytes)
{
	if (bytes < 1 << 20)
		return arena_printf(r->arena, "%" PRId64 " KB", (bytes + 1023) / 1024);
	return arena_printf(r->arena, "%" PRId64 ".%d MB", bytes >> 20,
	    (int)((bytes & ((1 << 20) - 1)) * 10 >> 20));
}

void
file_view(struct req *r, const char *list, int i, struct db_row f, int64_t claimed)
{
	view_file(r, list, i, f);
	view_picture(r, list, i, f, claimed);
}
