/* process.c - the tab of the whole process of a case.  Template: case/macros_tabs.cs, tab_process. */
#include "cgi/caseflow/view.h"
#include "cgi/common/process.h"
#include "cgi/common/rows.h"

static const char *
evidence_tab(struct req *r, struct db_row row, const void *ctx)
{
	const struct case_file *cf = ctx;

	(void)row;
	return ref_path(r, "/desk/cases/", cf->ref, "?tab=evidence");
}

enum err
case_process(struct req *r, const struct case_file *cf)
{
	static const char *const phases[] = { "initiate", "investigate", "review", "decide", "serve", "execute", NULL };
	struct process p = { .phases = phases, .step = action_label, .evidence = evidence_tab, .ctx = cf };
	enum err e = caseflow_process(r->arena, r->db, cf, &p.rows);

	if (e == OK)
		process_view(r, &p);
	return e;
}
