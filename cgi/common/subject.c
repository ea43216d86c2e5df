/* subject.c - see subject.h. */
#include "cgi/common/subject.h"

#include "cgi/caseflow/view.h"
#include "cgi/common/rows.h"
#include "cgi/inspection/inspection.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/attachment.h"
#include "lib/caseflow/bundle.h"
#include "lib/inspection/attachment.h"
#include "lib/inspection/bundle.h"

#define DESK "/desk/"

static const struct subject_kind kinds[] = {
	{ .kind = "case", .path = "/desk/cases/", .forms = true, .bundle = case_bundle,
	    .bundle_write = caseflow_bundle_write },
	{ .kind = "evidence", .path = "/desk/evidence/", .attach = caseflow_upload_finish },
	{ .kind = "inspection", .path = "/desk/inspections/", .bundle = inspection_bundle,
	    .bundle_write = inspection_bundle_write },
	{ .kind = "inspection_evidence", .path = "/desk/evidence/inspection/", .within = true,
	    .attach = inspection_upload_finish },
	{ .kind = "draw", .path = "/desk/draws/", .numbered = true },
	{ .kind = "spot_visit", .path = "/desk/visits/" },
	{ .kind = "alert", .path = "/desk/alerts/" },
	/* parts that have terms */
	{ .kind = "track", .path = "/desk/cases/", .within = true },
	{ .kind = "measure", .path = "/desk/cases/", .within = true },
	{ .kind = "inspection_order", .path = "/desk/inspections/", .within = true },
};

const struct subject_kind *
subject_kind(const char *kind)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(kinds[i].kind, kind))
			return &kinds[i];
	return NULL;
}

const char *
subject_path(struct req *r, const char *kind, struct ref ref, struct ref whole, const char *number)
{
	const struct subject_kind *k = subject_kind(kind);

	if (k == NULL)
		return DESK;
	return k->numbered ? arena_printf(r->arena, "%s%s", k->path, number) :
	    ref_path(r, k->path, k->within ? whole : ref, "");
}
