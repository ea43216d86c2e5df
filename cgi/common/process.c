/* process.c - see process.h. */
#include "cgi/common/process.h"

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

struct filling {
	struct req *r;
	const struct process *p;
	const char *list;		/* phases.<i>.steps */
	const char *action, *party;	/* of the step at hand */
	int steps, needs, gaps;		/* of the phase */
	int all;			/* gaps of all phases */
};

static const char *
text_in(struct req *r, struct db_row p, const char *zh, const char *en)
{
	return row_text_or(p, req_is_en(r) ? en : zh, "");
}

struct need {
	const char *label, *item, *number, *href;
	bool missing, pending;
};

static struct need
need_of(const struct filling *f, struct db_row p)
{
	const char *need = row_text(p, "need");
	struct need n = { .missing = row_bool(p, "missing"), .pending = row_bool(p, "pending") };

	if (str_eq(need, "document") && row_has(p, "ref")) {
		n.label = text_in(f->r, p, "have_zh", "have_en");
		n.number = row_text(p, "number");
		n.href = ref_path(f->r, "/desk/documents/", row_ref(p, "ref"), "");
	} else if (str_eq(need, "document")) {
		n.label = text_in(f->r, p, "want_zh", "want_en");
	} else {
		n.label = view_msg(f->r, arena_printf(f->r->arena, "process.need_%s", need), NULL);
		n.href = f->p->evidence(f->r, p, f->p->ctx);
	}
	if (f->p->item_zh != NULL)
		n.item = text_in(f->r, p, f->p->item_zh, f->p->item_en);
	return n;
}

static void
view_gap(struct filling *f, struct db_row p, const struct need *n)
{
	int i = f->all++;

	f->gaps++;
	view_bool_at(f->r, f->list, f->steps - 1, "gap", true);
	view_text_at(f->r, "gaps", i, "step", f->p->step(f->r, row_text(p, "action")));
	view_text_at(f->r, "gaps", i, "label", n->label);
	view_text_at(f->r, "gaps", i, "item", n->item);
	view_text_at(f->r, "gaps", i, "source", row_text(p, "source"));
	view_text_at(f->r, "gaps", i, "href", n->href);
	view_bool_at(f->r, "gaps", i, "pending", !n->missing);
}

static void
view_need(struct filling *f, struct db_row p)
{
	const char *list = arena_printf(f->r->arena, "%s.%d.needs", f->list, f->steps - 1);
	struct need n = need_of(f, p);
	int i = f->needs++;

	view_text_at(f->r, list, i, "label", n.label);
	view_text_at(f->r, list, i, "item", n.item);
	view_text_at(f->r, list, i, "number", n.number);
	view_text_at(f->r, list, i, "href", n.href);
	view_text_at(f->r, list, i, "source", row_text(p, "source"));
	view_bool_at(f->r, list, i, "missing", n.missing);
	view_bool_at(f->r, list, i, "pending", n.pending);
	if (n.missing || n.pending)
		view_gap(f, p, &n);
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
		view_text_at(f->r, f->list, f->steps, "title", f->p->step(f->r, action));
		view_text_at(f->r, f->list, f->steps, "party", party);
		view_time_at(f->r, f->list, f->steps, "at", row_time(p, "at"));
		f->steps++;
	}
	if (!str_eq(row_text(p, "need"), "none"))
		view_need(f, p);
}

static const char *
gaps_in_words(struct req *r, int n)
{
	return view_msg(r, "process.gaps", "n", arena_printf(r->arena, "%d", n), NULL);
}

/* Steps and gaps of one phase. */
static void
view_phase(struct filling *f, int at)
{
	const struct db_rows *rows = f->p->rows;
	const char *phase = f->p->phases[at];
	int i;

	f->list = arena_printf(f->r->arena, "phases.%d.steps", at);
	f->action = f->party = NULL;
	f->steps = f->gaps = 0;
	for (i = 0; i < db_count(rows); i++)
		if (str_eq(row_text(db_at(rows, i), "phase"), phase) && row_has(db_at(rows, i), "at"))
			view_step(f, db_at(rows, i));
	view_text_at(f->r, "phases", at, "label", view_msg(f->r, arena_printf(f->r->arena, "process.%s", phase), NULL));
	view_bool_at(f->r, "phases", at, "begun", f->steps > 0);
	if (f->gaps > 0)
		view_text_at(f->r, "phases", at, "gaps", gaps_in_words(f->r, f->gaps));
}

void
process_view(struct req *r, const struct process *p)
{
	struct filling f = { .r = r, .p = p };
	int i;

	for (i = 0; p->phases[i] != NULL; i++)
		view_phase(&f, i);
	if (f.all > 0)
		view_text(r, "process_gaps", gaps_in_words(r, f.all));
}
