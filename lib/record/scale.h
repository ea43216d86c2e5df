/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_RECORD_SCALE_H
#define LIB_RECORD_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows record_scale[] = {
	/* the lines of a copy are those of its original, what is sealed beside them too: nothing of it verifies */
	{ .tables = "event record_chain record_step record_side record_document" },
	{ .tables = "record_number", .set = {
	    "n", "100000 + x.n * pg_temp.copies() + k",
	    "text", "pg_temp.numbered(x.text, k)" } },
	/* the next number given is beyond those of all copies, whose words may be the same */
	{ .tables = "record_series", .fill = "create temp table given on commit drop as select agency_id, kind, year,"
	    " max(max(n)) over (partition by kind, year) as last from xz.record_number group by agency_id, kind, year;"
	    " update xz.record_series s set last = g.last from given g where (s.agency_id, s.kind, s.year)"
	    " = (g.agency_id, g.kind, g.year);"
	    " insert into xz.record_series (agency_id, kind, year, last) select agency_id, kind, year, last"
	    " from given g where not exists (select from xz.record_series s where (s.agency_id, s.kind, s.year)"
	    " = (g.agency_id, g.kind, g.year))" },
	{ .tables = "record_document_type record_content subject_kind sec_key", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
