/* paper.c - the papers of an inspection: frozen data, sealed at once by the file key's rule. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"
#include "lib/record/document.h"
#include "lib/record/written.h"

static enum err
officers(struct act_move *m, json_t *data)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	int i;
	enum err e = inspection_officers(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(list, json_pack("{s:s,s:s}", "name", row_text(db_at(rows, i), "name"),
		    "certificate", row_text(db_at(rows, i), "certificate_no")));
	json_object_set_new(data, "officers", list);
	return e;
}

static const struct { const char *type, *name, *words; } told[] = {
	{ "inspection_notice", "rights", INSPECTION_TOLD_RIGHTS },
	{ "inspection_notice", "rules", INSPECTION_TOLD_RULES },
	{ "inspection_record", "rights", INSPECTION_TOLD_RIGHTS_RECORD },
	{ "inspection_result", "objection", INSPECTION_TOLD_OBJECTION },
};

/* What articles want told beyond what was found, and where the agency is asked. */
static enum err
tell(struct act_move *m, const char *type, json_t *data)
{
	json_t *words = json_object();
	struct db_row r;
	size_t i;
	enum err e = DB_ONE(m->a, m->db, &r, "select address, telephone from xz.people_agency where id = $1",
	    DB_I64(insp_of(m)->agency));

	for (i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (strcmp(told[i].type, type) == 0)
			json_object_set_new(words, told[i].name, json_string(told[i].words));
	if (json_object_size(words) > 0)
		json_object_set(data, "told", words);
	json_decref(words);
	if (e == OK)
		json_object_set_new(data, "contact", json_pack("{s:s,s:s}", "address", row_text(r, "address"),
		    "telephone", row_text(r, "telephone")));
	return e;
}

/* The step names its papers, one or several. */
static void
name_it(struct act_move *m, const char *type, struct ref ref, const char *number)
{
	json_t *list = m->payload != NULL ? json_object_get(m->payload, "papers") : NULL;

	if (list == NULL) {
		list = json_array();
		act_note(m, "papers", list);
	}
	json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "document", ref_text_in(m->a, ref), "type", type,
	    "number", number != NULL ? number : ""));
}

enum err
insp_paper(struct act_move *m, const char *type, json_t *data, int64_t *id)
{
	struct record_document_new d = { .type = type, .subject_kind = "inspection", .subject_id = insp_of(m)->id,
	    .agency = insp_of(m)->agency, .unit = insp_of(m)->unit, .made_by = m->actor.account, .made_at = m->now };
	char day[DAY_TEXT_SIZE];
	const char *number = NULL;
	struct ref ref;
	enum err e;

	day_text(m->today, day);
	json_object_set_new(data, "agency", json_string(insp_of(m)->agency_name));
	json_object_set_new(data, "date", json_string(day));
	json_object_set_new(data, "parties", json_pack("[{s:s,s:s,s:s}]", "name", insp_of(m)->name, "code",
	    insp_of(m)->natural ? "" : insp_of(m)->object, "address", *insp_of(m)->address != '\0' ?
	    insp_of(m)->address : INSPECTION_THERE));
	json_object_set_new(data, "window", json_sprintf(INSPECTION_WINDOW,
	    record_moment(m->a, insp_of(m)->from_at), record_moment(m->a, insp_of(m)->to_at)));
	json_object_set_new(data, "input", json_object());
	e = officers(m, data);
	if (e == OK)
		e = tell(m, type, data);
	if (e == OK)
		e = record_document_draft(m->a, m->db, &d, data, id, NULL);
	if (e == OK)
		e = record_document_freeze(m->a, m->db, *id, data, "sealed", m->now, &number, &ref,
		    m->p);
	json_decref(data);
	if (e == OK)
		name_it(m, type, ref, number);
	return e;
}
