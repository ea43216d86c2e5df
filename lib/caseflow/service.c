/* service.c - see service.h. */
#include "lib/caseflow/service.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/door/door.h"

enum err
service_prepare(struct act_move *m)
{
	char text[DAY_TEXT_SIZE];
	struct db_row r;
	enum err e = option_codes(m, "method", "service_method");

	day_text(m->today, text);
	input_default(m->in, "served_on", arena_strdup(m->a, text));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select coalesce(service_address, address) as place, name from xz.caseflow_party where id = $1",
		    DB_I64(track_of(m)->party_id));
	if (e == OK)
		input_default(m->in, "place", row_text(r, "place"));
	return e;
}

static void
need(struct act_move *m, const char *field)
{
	if (!input_given(m->in, field))
		act_problem(m, field, "required", NULL);
}

static bool
electronic(const struct act_move *m)
{
	return strcmp(input_text(m->in, "method"), "electronic") == 0;
}

enum err
service_at_door(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select coalesce(electronic_channel = 'door', false) as door"
	    " from xz.caseflow_party where id = $1", DB_I64(track_of(m)->party_id));

	if (e == OK)
		*out = electronic(m) && row_bool(r, "door");
	return e;
}

/* With consent that holds.  At the public's door a paper arrives with this act: that day is the day of service
 * (行政复议法实施条例 23). */
static enum err
electronic_check(struct act_move *m, int32_t served)
{
	char text[DAY_TEXT_SIZE];
	bool withdrawn = false, door = false;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select electronic_consent from xz.caseflow_party where id = $1",
	    DB_I64(track_of(m)->party_id));

	if (e == OK)
		e = door_consent_withdrawn(m->a, m->db, track_of(m)->id, &withdrawn);
	if (e == OK)
		e = service_at_door(m, &door);
	if (e != OK)
		return e;
	if (!row_bool(r, "electronic_consent"))
		act_problem(m, "method", "no_consent", NULL);
	else if (withdrawn)
		act_problem(m, "method", "consent_withdrawn", NULL);
	else if (door && served != DAY_NONE && served != m->today) {
		day_text(m->today, text);
		act_problem(m, "served_on", "electronic_day", text);
	}
	return OK;
}

enum err
service_check(struct act_move *m, int32_t not_before)
{
	const char *method = input_text(m->in, "method");
	int32_t served = input_day(m->in, "served_on");
	char text[DAY_TEXT_SIZE];
	int64_t term;
	enum err e = OK;

	if (served != DAY_NONE && not_before != DAY_NONE && served < not_before) {
		day_text(not_before, text);
		act_problem(m, "served_on", "before_day", text);
	}
	if (strcmp(method, "direct") == 0)
		need(m, "recipient");
	if (strcmp(method, "left") == 0)
		need(m, "witness");
	if (strcmp(method, "mail") == 0)
		need(m, "waybill");
	if (electronic(m))
		e = electronic_check(m, served);
	if (strcmp(method, "announcement") == 0) {
		need(m, "announced_on");
		e = act_parameter(m, "service.announcement", &term);
		if (e == OK && input_given(m->in, "announced_on") && served != DAY_NONE &&
		    served < input_day(m->in, "announced_on") + (int32_t)term) {
			day_text(input_day(m->in, "announced_on") + (int32_t)term, text);
			act_problem(m, "served_on", "announcement_term", text);
		}
	}
	return e;
}

enum err
service_put(struct act_move *m, const char *what, int64_t document)
{
	return DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_service (case_id, track_id, what, method, served_on, place, recipient, witness,"
	    " waybill, document_id, announced_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	    DB_I64(case_of(m)->id), DB_ID(on_track(m) ? track_of(m)->id : 0), DB_TEXT(what),
	    DB_TEXT(input_text(m->in, "method")), DB_DAY(input_day(m->in, "served_on")),
	    DB_TEXT(input_text(m->in, "place")), DB_TEXT(input_text(m->in, "recipient")),
	    DB_TEXT(input_text(m->in, "witness")), DB_TEXT(input_text(m->in, "waybill")),
	    DB_ID(document != 0 ? document : m->document_id),
	    DB_DAY(input_given(m->in, "announced_on") ? input_day(m->in, "announced_on") : DAY_NONE));
}
