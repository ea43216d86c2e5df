/* told.c - see told.h. */
#include "lib/caseflow/told.h"

#include <string.h>

#include "lib/caseflow/words.h"
#include "lib/record/content.h"

/* when: of which papers of the kind, as in document_content.csv */
static const struct { const char *type, *name, *words, *when; } told[] = {
	{ "decision", "unpaid", CASE_TOLD_UNPAID, "total" },
	{ "daily_decision", "unpaid", CASE_TOLD_UNPAID, "total" },
	{ "summary_decision", "unpaid", CASE_TOLD_UNPAID, "pay" },
	{ "no_penalty_decision", "education", CASE_TOLD_EDUCATION, "" },
	{ "notice", "how", CASE_TOLD_HOW, "" },
	{ "notice", "hearing", CASE_TOLD_HEARING, "hearing_right" },
	{ "hearing_notice", "agents", CASE_TOLD_AGENTS, "" },
	{ "hearing_notice", "recusal", CASE_TOLD_RECUSAL, "" },
	{ "hearing_notice", "absent", CASE_TOLD_ABSENT, "" },
	{ "demand", "how", CASE_TOLD_HOW_DEMAND, "" },
	{ "demand", "court", CASE_TOLD_COURT, "" },
	{ "measure", "storage", CASE_TOLD_STORAGE, "" },
	{ "measure", "copies", CASE_TOLD_COPIES, "" },
	{ "measure", "rights", CASE_TOLD_RIGHTS, "" },
	{ "preservation", "keep", CASE_TOLD_KEEP, "" },
	{ "preservation", "copies", CASE_TOLD_COPIES, "" },
};

void
told_put(struct act_move *m, struct db_row agency, json_t *data)
{
	json_t *words = json_object(), *pay = json_object_get(data, "pay");
	size_t i;

	json_object_set_new(data, "contact", json_pack("{s:s,s:s}", "address", row_text(agency, "place"),
	    "telephone", row_text(agency, "telephone")));
	if (pay != NULL) {
		json_object_set_new(pay, "bank", json_string(row_text(agency, "pay_bank")));
		json_object_set_new(pay, "place", json_string(row_text(agency, "pay_place")));
	}
	for (i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (strcmp(told[i].type, m->document) == 0 && record_content_applies(data, told[i].when))
			json_object_set_new(words, told[i].name, json_string(told[i].words));
	if (json_object_size(words) > 0)
		json_object_set(data, "told", words);
	json_decref(words);
}
