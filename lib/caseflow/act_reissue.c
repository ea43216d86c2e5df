/* act_reissue.c - the paper of a decision that was issued wrongly is void, and one with the same contents takes its
 * place: of the outcome's kind, with its remedies. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/shown.h"
#include "lib/caseflow/words.h"
#include "lib/record/document.h"

static const struct field reissue_fields[] = {
	{ .name = "fault", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = 1000 },
	{ .name = "remedies", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 10, .max = 2000 },
	{ 0 }
};

/* The decision that stands, and its paper. */
static enum err
decision_row(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select d.id, d.number, d.decided_on, d.served_on, d.pay_code, d.procedure, d.document_id,"
	    " array_to_string(d.faults, ' ') as faults, coalesce(x.title, t.name_zh) as paper, x.data"
	    " from xz.caseflow_decision d join xz.record_document x on x.id = d.document_id"
	    " join xz.record_document_type t on t.code = x.type"
	    " where d.track_id = $1 and d.revoked_on is null", DB_I64(track_of(m)->id));
}

static const char *
fault_text(struct arena *a, const char *faults)
{
	static const char *const words[][2] = { { "other_type", CASE_FAULT_OTHER_TYPE },
	    { "review_first", CASE_FAULT_REVIEW_FIRST }, { "no_remedies", CASE_FAULT_NO_REMEDIES } };
	struct str s;
	size_t i;

	str_init(&s, a);
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strstr(faults, words[i][0]) != NULL)
			str_printf(&s, "%s%s", str_empty(s.s) ? "" : "\n", words[i][1]);
	return s.s;
}

static enum err
reissue_prepare(struct act_move *m)
{
	const char *remedies;
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	input_default(m->in, "fault", fault_text(m->a, row_text(r, "faults")));
	e = decision_remedies(m, m->today, &remedies);
	if (e == OK)
		input_default(m->in, "remedies", remedies);
	return e;
}

static enum err
reissue_check(struct act_move *m)
{
	return decision_remedies_check(m, m->today, false);
}

/* Of a decision on the spot the paper's contents are those of the old one: nobody types them again. */
static void
as_it_was(struct act_move *m, const json_t *old)
{
	static const char *const kept[] = { "penalties", "pay" };
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (json_object_get(old, kept[i]) != NULL)
			act_doc(m, kept[i], json_deep_copy(json_object_get(old, kept[i])));
	act_doc_text(m, "remedies", input_text(m->in, "remedies"));
}

static enum err
reissue_paper(struct act_move *m)
{
	char day[DAY_TEXT_SIZE];
	json_t *old, *input;
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e != OK)
		return e;
	old = json_in(m->a, row_text(r, "data"), 0);
	if (strcmp(row_text(r, "procedure"), "summary") == 0)
		as_it_was(m, old);
	else
		e = decision_doc(m, row_text_or(r, "pay_code", ""));
	input = json_deep_copy(json_object_get(old, "input"));
	json_object_set_new(input, "remedies", json_string(act_paragraphs(m->a, input_text(m->in, "remedies"))));
	act_doc(m, "input", input);
	day_text(row_day(r, "decided_on"), day);
	act_doc(m, "replaces", json_pack("{s:s,s:s,s:s,s:s}", "day", day, "number", row_text(r, "number"), "name",
	    row_text(r, "paper"), "fault", act_paragraphs(m->a, input_text(m->in, "fault"))));
	return e;
}

/* The new paper is served as any decision is (行政处罚法 61); until then what the party was told does not count. */
static enum err
served_before(struct act_move *m, int64_t decision)
{
	int64_t clock;
	enum err e = case_clock_open(m, "service.term", m->today, &clock);

	if (e == OK && !str_starts(track_of(m)->outcome, "transfer"))
		e = remedy_clocks(m, decision, NULL);
	return e;
}

/* A paper that was served is in the party's hands: until the new one is, the party was not told its remedies. */
static enum err
put(struct act_move *m, struct db_row r)
{
	bool served = row_has(r, "served_on");

	return DB_EXEC(m->a, m->db, "update xz.caseflow_decision set document_id = $2, number = $3, remedies = $4,"
	    " untold = $5, told_on = null, reissued_on = $6, faults = '{}' where id = $1", DB_I64(row_i64(r, "id")),
	    DB_I64(m->document_id), DB_TEXT(m->document_number), DB_TEXT(input_text(m->in, "remedies")),
	    DB_TEXT(served ? input_text(m->in, "fault") : NULL), DB_DAY(m->today));
}

static enum err
reissue_after(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		e = record_document_replaced(m->a, m->db, row_i64(r, "document_id"));
	if (e == OK)
		e = put(m, r);
	if (e == OK)
		e = shown_anew(m, row_i64(r, "id"), NULL, m->today, input_text(m->in, "fault"));
	act_note(m, "replaces", json_string(row_text(r, "number")));
	return e == OK && row_has(r, "served_on") ? served_before(m, row_i64(r, "id")) : e;
}

const struct act_step caseflow_reissue_steps[] = {
	{ .code = "reissue", .fields = reissue_fields, .prepare = reissue_prepare, .check = reissue_check,
	    .paper = reissue_paper, .after = reissue_after },
	{ 0 }
};
