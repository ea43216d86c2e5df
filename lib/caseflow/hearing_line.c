/* hearing_line.c - see hearing_line.h. */
#include "lib/caseflow/hearing_line.h"

#include <string.h>

#include "lib/calendar/calendar.h"
#include "lib/law/law.h"

enum { CITIZEN, ORGANISATION, CITIZEN_SEEN, ORGANISATION_SEEN, ABOVE, KEYS };

static const char *const keys[KEYS] = { "hearing.threshold.citizen", "hearing.threshold.organisation",
    "hearing.seen.citizen", "hearing.seen.organisation", "hearing.threshold.above" };

bool
hearing_line_reached(const struct hearing_line *line, int64_t fen)
{
	if (fen <= 0 || !line->known)
		return fen > 0;
	return line->above ? fen > line->fen : fen >= line->fen;
}

/* Of the cause's field and the agency's region, on the act's day. */
static enum err
line_of(struct act_move *m, bool natural_person, struct hearing_line *out)
{
	struct calendar_parameter p[KEYS];
	const struct calendar_parameter *set, *seen;
	enum err e = calendar_parameters_get(m->a, m->db, keys, KEYS, time_day(m->occurred), case_of(m)->agency,
	    case_of(m)->field, p);

	*out = (struct hearing_line){ .source = "" };
	if (e != OK)
		return e;
	set = &p[natural_person ? CITIZEN : ORGANISATION];
	seen = &p[natural_person ? CITIZEN_SEEN : ORGANISATION_SEEN];
	if (seen->id != 0 && (set->id == 0 || seen->value < set->value))
		*out = (struct hearing_line){ .known = true, .fen = seen->value, .source = seen->source };
	else if (set->id != 0)
		*out = (struct hearing_line){ .known = true, .fen = set->value, .above = p[ABOVE].value != 0,
		    .source = set->source };
	return OK;
}

static bool
is_kind(const struct law_code *list, int n, const char *kind)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i].code, kind) == 0)
			return true;
	return false;
}

enum err
hearing_right_of(struct act_move *m, bool natural_person, const struct penalty *p, int n, bool *out)
{
	struct hearing_line line;
	struct law_code *list;
	int i, kinds;
	enum err e = line_of(m, natural_person, &line);

	if (e == OK)
		e = law_sector_codes(m->a, m->db, "hearing_kind", case_of(m)->field, time_day(m->occurred), &list,
		    &kinds);
	if (e != OK)
		return e;
	*out = hearing_line_reached(&line, penalty_sum(p, n, "fine")) || hearing_line_reached(&line,
	    penalty_sum(p, n, "confiscate_gains") + penalty_sum(p, n, "confiscate_goods"));
	for (i = 0; i < n; i++)
		*out |= is_kind(list, kinds, p[i].kind);
	return OK;
}
