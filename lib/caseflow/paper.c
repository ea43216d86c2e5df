/* paper.c - what every paper of a case says of it: parties, officers, numbers, and the form as people read it. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/told.h"
#include "lib/caseflow/words.h"

/* What stands above a paper. */
struct head {
	const char *title;	/* as the cause's field calls it; NULL: by its type */
	const char *agency;	/* in whose name: a commissioned organisation's is its commissioner (行政处罚法 20) */
	struct db_row row;	/* as told_put() reads it */
};

static enum err
parties_of(struct act_move *m, json_t **out, struct head *head)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select y.id, y.natural_person, y.name, y.code, coalesce(nullif(y.address, ''), y.service_address, '')"
	    "   as address, y.representative, (select t.name_zh"
	    "   from xz.law_code t where t.kind = 'document_title' and t.code = $2 and t.sector = $3 and t.sector <> ''"
	    "   and t.valid_from <= $4 and coalesce(t.valid_to, 'infinity') >= $4 order by t.valid_from desc limit 1)"
	    " as title, (select g.name from xz.people_agency g where g.id = xz.people_commissioner($5, $4)) as agency,"
	    " o.address as place, o.telephone, o.pay_bank, o.pay_place"
	    " from xz.people_agency o left join xz.caseflow_party y on y.case_id = $1 where o.id = $5 order by y.id",
	    DB_I64(case_of(m)->id), DB_TEXT(m->document), DB_TEXT(case_of(m)->field), DB_DAY(m->today),
	    DB_I64(case_of(m)->agency));

	*out = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		*head = (struct head){ .title = row_text_null(r, "title"),
		    .agency = row_text_or(r, "agency", case_of(m)->agency_name), .row = r };
		if (!row_has(r, "id") || (on_track(m) && row_i64(r, "id") != track_of(m)->party_id))
			continue;
		json_array_append_new(*out, json_pack("{s:b,s:s,s:s,s:s,s:s}", "natural",
		    row_bool(r, "natural_person"), "name", row_text(r, "name"), "code", row_text(r, "code"),
		    "address", row_text(r, "address"), "head", row_text(r, "representative")));
	}
	return e;
}

/* Of a clue those who verify it; once it is filed, and on the spot, those who handle it. */
static enum err
officers_of(struct act_move *m, json_t **out)
{
	bool handled = case_of(m)->number != NULL || strcmp(case_of(m)->procedure, "summary") == 0;
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select name, certificate_no, role from xz.caseflow_officer where case_id = $1"
	    " and state = 'accepted' and (role <> 'verifier') = $2"
	    " order by role desc, id", DB_I64(case_of(m)->id), DB_BOOL(handled));

	*out = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(*out, json_pack("{s:s,s:s,s:s}",
		    "name", row_text(db_at(rows, i), "name"),
		    "certificate", row_text(db_at(rows, i), "certificate_no"),
		    "role", row_text(db_at(rows, i), "role")));
	return e;
}

/* The figures of law that a paper states, as they hold that day in the field of the case. */
#define PAPER_FIGURES 3
static const struct { const char *type, *keys[PAPER_FIGURES]; } stated[] = {
	{ "decision", { "payment.term", "payment.surcharge", "payment.surcharge_max" } },
	{ "daily_decision", { "payment.term", "payment.surcharge", "payment.surcharge_max" } },
	{ "summary_decision", { "payment.term", "payment.surcharge", "payment.surcharge_max" } },
	{ "demand", { "demand.term" } }, { "measure", { "measure.term", "measure.extension" } },
	{ "preservation", { "preserve.term" } }, { "police_report", { "transfer.police.decide" } },
};

static enum err
figures_of(struct act_move *m, json_t *data)
{
	json_t *figures = NULL;
	size_t i, n;
	enum err e;

	for (i = 0; i < sizeof(stated) / sizeof(*stated) && strcmp(stated[i].type, m->document) != 0; i++)
		;
	for (n = 0; i < sizeof(stated) / sizeof(*stated) && n < PAPER_FIGURES && stated[i].keys[n] != NULL; n++)
		;
	if (n == 0)
		return OK;
	e = calendar_stated(m->a, m->db, stated[i].keys, n, m->today, case_of(m)->agency, case_of(m)->field, &figures);
	if (e == OK)
		json_object_set_new(data, "figures", figures);
	return e;
}

enum err
case_paper(struct act_move *m, json_t **out)
{
	json_t *parties, *officers, *data = json_object();
	char day[DAY_TEXT_SIZE], filed[DAY_TEXT_SIZE];
	struct head head = { .agency = "" };
	enum err e = parties_of(m, &parties, &head);

	if (e == OK)
		e = officers_of(m, &officers);
	if (e != OK)
		return e;
	day_text(time_day(m->occurred), day);
	json_object_set_new(data, "format", json_string("xz-document-1"));
	json_object_set_new(data, "type", json_string(m->document));
	if (head.title != NULL)
		json_object_set_new(data, "heading", json_string(head.title));
	json_object_set_new(data, "agency", json_string(head.agency));
	json_object_set_new(data, "procedure", json_string(case_of(m)->procedure));
	if (case_of(m)->field != NULL)
		json_object_set_new(data, "field", json_string(case_of(m)->field));
	if (strcmp(head.agency, case_of(m)->agency_name) != 0)
		json_object_set_new(data, "commissioned", json_string(case_of(m)->agency_name));
	json_object_set_new(data, "unit", json_string(case_of(m)->unit_name));
	json_object_set_new(data, "date", json_string(day));
	json_object_set_new(data, "title", json_string(case_of(m)->title));
	json_object_set_new(data, "cause", json_string(case_of(m)->cause_name));
	if (case_of(m)->number != NULL)
		json_object_set_new(data, "case_number", json_string(case_of(m)->number));
	if (case_of(m)->clue_number != NULL)
		json_object_set_new(data, "clue_number", json_string(case_of(m)->clue_number));
	if (case_of(m)->filed_on != DAY_NONE) {
		day_text(case_of(m)->filed_on, filed);
		json_object_set_new(data, "filed_on", json_string(filed));
	}
	json_object_set_new(data, "by", json_string(m->actor.name));
	json_object_set_new(data, "parties", parties);
	json_object_set_new(data, "officers", officers);
	if (m->in != NULL)
		json_object_set_new(data, "input", act_shown(m->a, m->in));
	if (m->approvals != NULL)
		json_object_set(data, "approvals", m->approvals);
	if (m->doc != NULL)
		json_object_update(data, m->doc);
	told_put(m, head.row, data);
	*out = data;
	return figures_of(m, data);
}
