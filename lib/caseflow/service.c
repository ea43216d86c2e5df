/* service.c - see service.h. */
#include "lib/caseflow/service.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/door.h"
#include "lib/record/document.h"

/* The party the act is on: of its track, of the paper found, or the only one; 0: not known yet. */
static enum err
party_known(struct act_move *m, int64_t *out)
{
	struct db_row r;
	enum err e;

	*out = on_track(m) ? track_of(m)->party_id : served_of(m)->party;
	if (*out != 0)
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select case when count(*) = 1 then min(id) else 0 end as id"
	    " from xz.caseflow_party where case_id = $1", DB_I64(case_of(m)->id));
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

enum err
service_prepare(struct act_move *m)
{
	char text[DAY_TEXT_SIZE];
	struct db_row r;
	int64_t party;
	enum err e = option_codes(m, "method", "service_method");

	day_text(m->today, text);
	input_default(m->in, "served_on", arena_strdup(m->a, text));
	if (e == OK)
		e = party_known(m, &party);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select (select coalesce(service_address, address) from xz.caseflow_party where id = $1) as place",
		    DB_ID(party));
	if (e == OK && row_has(r, "place"))
		input_default(m->in, "place", row_text(r, "place"));
	return e;
}

/* ---- the paper */

static void
look_at_state(struct act_move *m, struct db_row r)
{
	const char *state = row_text(r, "state");
	char text[DAY_TEXT_SIZE];

	if (strcmp(state, "void") == 0)
		act_problem(m, "", "paper_void", NULL);
	else if (strcmp(state, "sealed") != 0)
		act_problem(m, "", "paper_unsealed", NULL);
	else if (row_has(r, "served_on")) {
		day_text(row_day(r, "served_on"), text);
		act_problem(m, "", "paper_served", text);
	}
}

enum err
service_find(struct act_move *m, int64_t document, int64_t party)
{
	struct served_paper *s = served_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select d.id, coalesce(d.title, t.name_zh) as name, coalesce(d.number, '') as number, d.state, d.data,"
	    " coalesce(d.sealed_at, d.approved_at, d.made_at) as made_at, (select max(s.served_on)"
	    "   from xz.caseflow_service s where s.document_id = d.id and coalesce(s.party_id, $2) = $2) as served_on,"
	    " (select k.id from xz.caseflow_track k where k.case_id = $3 and k.party_id = $2) as track_id"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type where d.id = $1",
	    DB_ID(document), DB_I64(party), DB_I64(case_of(m)->id));

	if (e == ERR_NOT_FOUND) {
		act_problem(m, "", "paper_none", NULL);
		return OK;
	}
	if (e != OK)
		return e;
	*s = (struct served_paper){ .id = row_i64(r, "id"), .party = party, .track = row_i64_or(r, "track_id", 0),
	    .name = row_text(r, "name"), .number = row_text(r, "number"), .data = row_text(r, "data"),
	    .day = time_day(row_time(r, "made_at")) };
	look_at_state(m, r);
	return OK;
}

enum err
service_find_newest(struct act_move *m, const char *type)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select coalesce(max(id), 0) as id from xz.record_document"
	    " where subject_kind = 'case' and subject_id = $1 and track_id = $2 and type = $3"
	    " and state <> 'drafted'", DB_I64(case_of(m)->id), DB_I64(track_of(m)->id), DB_TEXT(type));

	return e == OK ? service_find(m, row_i64(r, "id"), track_of(m)->party_id) : e;
}

enum err
service_unserved(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out, "select d.ref, concat_ws(' ', coalesce(d.title, t.name_zh), d.number,"
	    " to_char(coalesce(d.sealed_at, d.made_at), 'YYYY-MM-DD'), y.name) as label"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " left join xz.caseflow_track k on k.id = d.track_id left join xz.caseflow_party y on y.id = k.party_id"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.state = 'sealed' and " SERVED_BESIDE("$2")
	    " and (select count(*) from xz.caseflow_service s where s.document_id = d.id) < case"
	    "   when d.track_id is not null then 1 else (select greatest(count(*), 1) from xz.caseflow_party p"
	    "   where p.case_id = $1) end order by d.id desc limit 60", DB_I64(case_of(m)->id), DB_DAY(m->today));
}

enum err
service_replace(struct act_move *m, const char *type)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select d.id from xz.record_document d where d.subject_kind = 'case'"
	    " and d.subject_id = $1 and d.track_id = $2 and d.type = $3 and d.state in ('to_seal', 'sealed')"
	    " and not exists (select from xz.caseflow_service s where s.document_id = d.id)"
	    " and (d.type <> 'hearing_notice' or not exists (select from xz.caseflow_hearing h"
	    "   where h.track_id = d.track_id and (h.notice_served_on is not null or h.withdrawn_on is not null)))"
	    " order by d.id",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->id), DB_TEXT(type));

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = record_document_replaced(m->a, m->db, row_i64(db_at(rows, i), "id"));
	return e;
}

/* ---- the form */

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
	    " from xz.caseflow_party where id = $1", DB_I64(served_of(m)->party));

	if (e == OK)
		*out = electronic(m) && row_bool(r, "door");
	return e;
}

/* With consent that holds.  At the public's door a paper arrives with this act: that day is the day of service
 * (行政复议法实施条例 23); nobody has a door there before the case is at its decision. */
static enum err
electronic_check(struct act_move *m, int32_t served)
{
	char text[DAY_TEXT_SIZE];
	bool withdrawn = false, door = false;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select electronic_consent from xz.caseflow_party where id = $1",
	    DB_I64(served_of(m)->party));

	if (e == OK && served_of(m)->track != 0)
		e = door_consent_withdrawn(m->a, m->db, served_of(m)->track, &withdrawn);
	if (e == OK)
		e = service_at_door(m, &door);
	if (e != OK)
		return e;
	if (!row_bool(r, "electronic_consent"))
		act_problem(m, "method", "no_consent", NULL);
	else if (withdrawn)
		act_problem(m, "method", "consent_withdrawn", NULL);
	else if (door && served_of(m)->track == 0)
		act_problem(m, "method", "no_door_yet", NULL);
	else if (door && served != DAY_NONE && served != m->today) {
		day_text(m->today, text);
		act_problem(m, "served_on", "electronic_day", text);
	}
	return OK;
}

static enum err
announced_check(struct act_move *m, int32_t served)
{
	char text[DAY_TEXT_SIZE];
	int32_t announced = input_day(m->in, "announced_on");
	int64_t term;
	enum err e = act_parameter(m, "service.announcement", &term);

	need(m, "announced_on");
	need(m, "announced_why");
	act_not_before(m, "announced_on", served_of(m)->day);
	if (e == OK && input_given(m->in, "announced_on") && served != DAY_NONE && served < announced + (int32_t)term) {
		day_text(announced + (int32_t)term, text);
		act_problem(m, "served_on", "announcement_term", text);
	}
	return e;
}

enum err
service_check(struct act_move *m)
{
	const char *method = input_text(m->in, "method");
	int32_t served = input_day(m->in, "served_on");

	if (served_of(m)->id == 0)	/* said already */
		return OK;
	act_not_before(m, "served_on", served_of(m)->day);
	if (strcmp(method, "direct") == 0)
		need(m, "recipient");
	if (strcmp(method, "left") == 0) {
		need(m, "refusal");
		if (!input_given(m->in, "witness") && !input_given(m->in, "pictures"))
			act_problem(m, "witness", "witness_or_pictures", NULL);
	}
	if (strcmp(method, "mail") == 0)
		need(m, "waybill");
	if (electronic(m))
		return electronic_check(m, served);
	return strcmp(method, "announcement") == 0 ? announced_check(m, served) : OK;
}

/* ---- what is kept */

void
service_receipt(struct act_move *m, const char *server)
{
	const struct served_paper *s = served_of(m);
	char day[DAY_TEXT_SIZE];

	day_text(s->day, day);
	act_doc(m, "paper", json_string(*s->number != '\0' ? s->number : s->name));
	act_doc(m, "paper_name", json_string(s->name));
	if (*s->number != '\0')
		act_doc(m, "paper_number", json_string(s->number));
	act_doc(m, "paper_date", json_string(day));
	/* that it will be public is told with a decision */
	if (strcmp(m->t->action, "serve_decision") != 0)
		act_doc(m, "other_paper", json_true());
	if (server != NULL) {
		act_doc(m, "officers", json_array());
		act_doc(m, "served_by", json_string(server));
	}
}

enum err
service_put(struct act_move *m, const char *what)
{
	const struct served_paper *s = served_of(m);

	return DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_service (case_id, track_id, what, method, served_on, place, recipient, witness,"
	    " waybill, document_id, announced_on, receipt_id, party_id)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
	    DB_I64(case_of(m)->id), DB_ID(s->track), DB_TEXT(what),
	    DB_TEXT(input_text(m->in, "method")), DB_DAY(input_day(m->in, "served_on")),
	    DB_TEXT(input_text(m->in, "place")), DB_TEXT(input_text(m->in, "recipient")),
	    DB_TEXT(input_text(m->in, "witness")), DB_TEXT(input_text(m->in, "waybill")), DB_ID(s->id),
	    DB_DAY(input_given(m->in, "announced_on") ? input_day(m->in, "announced_on") : DAY_NONE),
	    DB_I64(m->document_id), DB_I64(s->party));
}
