/* case_process.c - the tab of the whole process: phase by phase what was done, with the paper or evidence it left, and the
 * gaps where it left none.  Template: case/macros_tabs.cs, tab_process. */
#include <string.h>

#include "cgi/case_view.h"
#include "cgi/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

static const char *const phases[] = { "initiate", "investigate", "review", "decide", "serve", "execute", NULL };

struct filling {
	struct req *r;
	const struct case_file *cf;
	const char *list;		/* phases.<i>.steps */
	const char *action, *party;	/* of the step at hand */
	int steps, needs, gaps;		/* of the phase */
};

static const char *
text_in(struct req *r, struct db_row p, const char *zh, const char *en)
{
	return row_text_or(p, str_eq(r->lang, "en") ? en : zh, "");
}

static void
view_need(struct filling *f, struct db_row p)
{
	const char *need = row_text(p, "need"), *list = arena_printf(f->r->arena, "%s.%d.needs", f->list, f->steps - 1);
	bool missing = row_bool(p, "missing");
	int i = f->needs++;

	if (str_eq(need, "document") && row_has(p, "ref")) {
		view_text_at(f->r, list, i, "label", text_in(f->r, p, "have_zh", "have_en"));
		view_text_at(f->r, list, i, "number", row_text(p, "number"));
		view_text_at(f->r, list, i, "href", ref_path(f->r, "/desk/documents/", row_ref(p, "ref"), ""));
	} else if (str_eq(need, "document")) {
		view_text_at(f->r, list, i, "label", text_in(f->r, p, "want_zh", "want_en"));
	} else {
		view_text_at(f->r, list, i, "label", view_msg(f->r, arena_printf(f->r->arena, "process.need_%s", need), NULL));
		view_text_at(f->r, list, i, "href", ref_path(f->r, "/desk/cases/", f->cf->ref, "?tab=evidence"));
	}
	view_text_at(f->r, list, i, "source", row_text(p, "source"));
	view_bool_at(f->r, list, i, "missing", missing);
	view_bool_at(f->r, list, i, "pending", row_bool(p, "pending"));
	if (missing || row_bool(p, "pending")) {
		f->gaps++;
		view_bool_at(f->r, f->list, f->steps - 1, "gap", true);
	}
}

/* A step may have to leave several things: they stand together. */
static void
view_step(struct filling *f, struct db_row p)
{
	const char *action = row_text(p, "action"), *party = row_text_or(p, "party", "");

	if (f->action == NULL || !str_eq(action, f->action) || !str_eq(party, f->party)) {
		f->action = action;
		f->party = party;
		f->needs = 0;
		view_text_at(f->r, f->list, f->steps, "title", action_label(f->r, action));
		view_text_at(f->r, f->list, f->steps, "party", party);
		view_time_at(f->r, f->list, f->steps, "at", row_time(p, "at"));
		f->steps++;
	}
	if (!str_eq(row_text(p, "need"), "none"))
		view_need(f, p);
}

/* Steps and gaps of one phase. */
static void
view_phase(struct filling *f, int at, const struct db_rows *rows)
{
	int i;

	f->list = arena_printf(f->r->arena, "phases.%d.steps", at);
	f->action = f->party = NULL;
	f->steps = f->gaps = 0;
	for (i = 0; i < db_count(rows); i++)
		if (str_eq(row_text(db_at(rows, i), "phase"), phases[at]) && row_has(db_at(rows, i), "at"))
			view_step(f, db_at(rows, i));
	view_text_at(f->r, "phases", at, "label", view_msg(f->r, arena_printf(f->r->arena, "process.%s", phases[at]), NULL));
	view_bool_at(f->r, "phases", at, "begun", f->steps > 0);
	if (f->gaps > 0)
		view_text_at(f->r, "phases", at, "gaps", view_msg(f->r, "process.gaps", "n",
		    arena_printf(f->r->arena, "%d", f->gaps), NULL));
}

enum err
case_process(struct req *r, const struct case_file *cf)
{
	struct filling f = { .r = r, .cf = cf };
	const struct db_rows *rows;
	int i, gaps = 0;
	enum err e = caseflow_process(r->arena, r->db, cf, &rows);

	for (i = 0; e == OK && phases[i] != NULL; i++) {
		view_phase(&f, i, rows);
		gaps += f.gaps;
	}
	if (e == OK && gaps > 0)
		view_text(r, "process_gaps", view_msg(r, "process.gaps", "n", arena_printf(r->arena, "%d", gaps), NULL));
	return e;
}
