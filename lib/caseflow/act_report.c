/* act_report.c - parties added; the investigation ends with a report: facts, evidence index, clauses,
 * tiers, and what is proposed for each party. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/daily.h"
#include "lib/caseflow/dropped.h"
#include "lib/caseflow/lenient.h"
#include "lib/caseflow/objection.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/subject.h"
#include "lib/caseflow/words.h"
#include "lib/review/review.h"
#include "lib/sec/sec.h"

static const struct field party_fields[] = {
	SUBJECT_FIELDS,
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 1000 },
	{ 0 }
};

static enum err
party_check(struct act_move *m)
{
	return subject_check(m, true);
}

static enum err
party_apply(struct act_move *m)
{
	struct register_subject s;
	int64_t party;
	enum err e = subject_take(m, &s);

	return e == OK && s.id != 0 ? subject_party(m, s.id, &party) : e;
}

static const struct field proposal_fields[] = {
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "cause", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "outcome", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "outcome" },
	{ .name = "ground", .type = FIELD_CHOICE, .codes = "no_penalty_ground" },
	{ .name = "receiver", .type = FIELD_LINE, .min = 2, .max = 100 },
	{ .name = "tier", .type = FIELD_REF },
	{ .name = "base", .type = FIELD_MONEY },
	{ .name = "explanation", .type = FIELD_TEXT, .flags = FIELD_PERSONAL, .max = 2000 },
	{ 0 }
};
static const struct field penalty_fields[] = {
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "cause", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "penalty_kind" },
	{ .name = "amount", .type = FIELD_MONEY, .min = 1, .max = 100000000000000 },
	{ .name = "detail", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 200 },
	{ 0 }
};
static const struct field factor_fields[] = {
	{ .name = "factor", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "factor" },
	{ .name = "value", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 200 },
	{ .name = "evidence_no", .type = FIELD_NUMBER, .min = 1, .max = 9999 },
	{ 0 }
};
static const struct field report_fields[] = {
	OBJECTION_ANSWERS,
	{ .name = "facts", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 10,
	    .max = 20000 },
	{ .name = "evidence_index", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 20000 },
	{ .name = "nature", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ .name = "factors", .type = FIELD_ROWS, .flags = FIELD_WIDE, .max = 30, .rows = factor_fields },
	{ .name = "proposals", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 40,
	    .rows = proposal_fields },
	{ .name = "penalties", .type = FIELD_ROWS, .flags = FIELD_WIDE, .max = 80, .rows = penalty_fields },
	{ .name = "dropped", .type = FIELD_TICK },
	{ .name = "declared_major", .type = FIELD_TICK },
	{ .name = "opinion", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ 0 }
};

static enum err
evidence_default(struct act_move *m)
{
	const struct db_rows *rows;
	struct str s;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select no, name, source, shows from xz.caseflow_evidence where case_id = $1 order by no",
	    DB_I64(case_of(m)->id));

	if (e != OK)
		return e;
	str_init(&s, m->a);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&s, "%d. %s（%s）：%s\n", row_i32(db_at(rows, i), "no"), row_text(db_at(rows, i), "name"),
		    row_text(db_at(rows, i), "source"), row_text(db_at(rows, i), "shows"));
	if (s.len > 0)
		input_default(m->in, "evidence_index", s.s);
	return OK;
}

/* After a return the last report is what is written on. */
static enum err
last_default(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select facts, evidence_index, nature, opinion from xz.caseflow_report where case_id = $1"
	    " and version = $2", DB_I64(case_of(m)->id), DB_I64(case_of(m)->reported_version));

	if (e == ERR_NOT_FOUND)
		return evidence_default(m);
	if (e != OK)
		return e;
	input_default(m->in, "facts", row_text(r, "facts"));
	input_default(m->in, "evidence_index", row_text(r, "evidence_index"));
	input_default(m->in, "nature", row_text(r, "nature"));
	input_default(m->in, "opinion", row_text(r, "opinion"));
	return OK;
}

static enum err
report_prepare(struct act_move *m)
{
	enum err e = option_parties(m, "proposals.party");

	if (e == OK)
		e = option_parties(m, "penalties.party");
	if (e == OK)
		e = option_causes(m, "proposals.cause");
	if (e == OK)
		e = option_causes(m, "penalties.cause");
	if (e == OK)
		e = option_sector_codes(m, "proposals.outcome", "outcome");
	if (e == OK)
		e = option_codes(m, "proposals.ground", "no_penalty_ground");
	if (e == OK)
		e = option_codes(m, "penalties.kind", "penalty_kind");
	if (e == OK)
		e = option_codes(m, "factors.factor", "factor");
	if (e == OK)
		e = option_tiers(m);
	if (case_of(m)->reported_version == 0)
		input_leave_out(m->in, "dropped");
	if (e == OK)
		e = objection_prepare(m);
	return e == OK ? last_default(m) : e;
}

/* ---- checks */

static const char *
cell(struct act_move *m, const char *rows, size_t i, const char *sub)
{
	return arena_printf(m->p->arena, "%s_%zu_%s", rows, i, sub);
}

static const char *
raw(const struct input *row, const char *name)
{
	return input_value(row, name)->raw;
}

/* Fine of a party for a cause, and whether any penalty row stands for them. */
static int64_t
fine_for(const struct value *pens, const char *party, const char *cause, bool *any)
{
	int64_t sum = 0;
	size_t i;

	*any = false;
	for (i = 0; i < pens->row_n; i++) {
		if (strcmp(raw(pens->row[i], "party"), party) != 0 || strcmp(raw(pens->row[i], "cause"), cause) != 0)
			continue;
		*any = true;
		if (strcmp(input_text(pens->row[i], "kind"), "fine") == 0)
			sum += input_number(pens->row[i], "amount");
	}
	return sum;
}

static enum err
check_tier(struct act_move *m, const struct input *row, size_t i, int64_t fine)
{
	struct db_row r;
	struct ref ref, cause;
	int64_t min, max, base = input_number(row, "base");
	enum err e;

	if (!input_ref(row, "tier", &ref) || !input_ref(row, "cause", &cause)) {
		if (fine > 0 && !input_given(row, "explanation"))
			act_problem(m, cell(m, "proposals", i, "tier"), "tier_or_explanation", NULL);
		return OK;
	}
	e = DB_ONE(m->a, m->db, &r,
	    "select t.base, t.min, t.max, c.ref = $2 as same from xz.law_tier t"
	    " join xz.law_scale s on s.id = t.scale_id"
	    " join xz.law_cause c on c.id = s.cause_id where t.ref = $1", DB_REF(ref), DB_REF(cause));
	if (e != OK)
		return e;
	if (!row_bool(r, "same"))
		act_problem(m, cell(m, "proposals", i, "tier"), "tier_of_other_cause", NULL);
	min = row_i64(r, "min");
	max = row_i64(r, "max");
	if (strcmp(row_text(r, "base"), "yuan") != 0) {
		if (base == 0) {
			act_problem(m, cell(m, "proposals", i, "base"), "base_needed", NULL);
			return OK;
		}
		min = base / 100 * min + base % 100 * min / 100;
		max = base / 100 * max + base % 100 * max / 100;
	}
	if (fine > 0 && (fine < min || fine > max) && !input_given(row, "explanation"))
		act_problem(m, cell(m, "proposals", i, "explanation"), fine > max ? "above_tier" : "below_tier",
		    arena_printf(m->a, "%" PRId64 "-%" PRId64, min / 100, max / 100));
	return OK;
}

/* M55: who applies law that was not in force on the day of the act says why (行政处罚法 37: because it is lighter). */
static enum err
check_law(struct act_move *m, const struct input *row, size_t i)
{
	const char *laws = "";
	struct ref cause;
	enum err e = OK;

	if (input_ref(row, "cause", &cause))
		e = case_laws_not_in_force(m, cause, &laws);
	if (e == OK && *laws != '\0' && !input_given(row, "explanation"))
		act_problem(m, cell(m, "proposals", i, "explanation"), "law_not_in_force", laws);
	return e;
}

/* One decision a party: its proposals agree in outcome; a party has each cause once. */
static void
check_one_outcome(struct act_move *m, const struct value *pro, size_t i)
{
	size_t j;

	for (j = 0; j < i; j++) {
		if (strcmp(raw(pro->row[j], "party"), raw(pro->row[i], "party")) != 0)
			continue;
		if (strcmp(raw(pro->row[j], "cause"), raw(pro->row[i], "cause")) == 0)
			act_problem(m, cell(m, "proposals", i, "cause"), "cause_twice", NULL);
		else if (!str_eq(input_text(pro->row[j], "outcome"), input_text(pro->row[i], "outcome")))
			act_problem(m, cell(m, "proposals", i, "outcome"), "outcome_differs", NULL);
	}
}

static enum err
check_proposals(struct act_move *m, const struct value *pro, const struct value *pens)
{
	enum err e = OK;
	int64_t fine;
	bool any;
	size_t i;

	for (i = 0; e == OK && i < pro->row_n; i++) {
		const struct input *row = pro->row[i];
		const char *outcome = input_text(row, "outcome");

		fine = fine_for(pens, raw(row, "party"), raw(row, "cause"), &any);
		check_one_outcome(m, pro, i);
		if (strcmp(outcome, "penalty") == 0 && !any)
			act_problem(m, cell(m, "proposals", i, "outcome"), "penalty_missing", NULL);
		if (strcmp(outcome, "penalty") != 0 && any)
			act_problem(m, cell(m, "proposals", i, "outcome"), "penalty_not_wanted", NULL);
		if (strcmp(outcome, "no_penalty") == 0 && !input_given(row, "ground"))
			act_problem(m, cell(m, "proposals", i, "ground"), "required", NULL);
		if ((strcmp(outcome, "transfer_other") == 0) != input_given(row, "receiver"))
			act_problem(m, cell(m, "proposals", i, "receiver"), input_given(row, "receiver") ?
			    "receiver_not_wanted" : "required", NULL);
		if (strcmp(outcome, "penalty") == 0)
			e = check_tier(m, row, i, fine);
		if (e == OK && strcmp(outcome, "penalty") == 0)
			e = check_law(m, row, i);
	}
	return e;
}

/* I9: one act, one fine (行政处罚法 29). */
static void
check_penalties(struct act_move *m, const struct value *pro, const struct value *pens)
{
	size_t i, j;

	for (i = 0; i < pens->row_n; i++) {
		const struct input *row = pens->row[i];
		bool known = false;

		for (j = 0; j < pro->row_n; j++)
			known |= strcmp(raw(pro->row[j], "party"), raw(row, "party")) == 0 &&
			    strcmp(raw(pro->row[j], "cause"), raw(row, "cause")) == 0;
		if (!known)
			act_problem(m, cell(m, "penalties", i, "cause"), "no_proposal", NULL);
		if (penalty_has_amount(input_text(row, "kind")) != input_given(row, "amount"))
			act_problem(m, cell(m, "penalties", i, "amount"),
			    input_given(row, "amount") ? "amount_not_wanted" : "required", NULL);
		for (j = 0; j < i; j++)
			if (strcmp(raw(pens->row[j], "party"), raw(row, "party")) == 0 &&
			    strcmp(raw(pens->row[j], "cause"), raw(row, "cause")) == 0 &&
			    str_eq(input_text(pens->row[j], "kind"), input_text(row, "kind")))
				act_problem(m, cell(m, "penalties", i, "kind"), "one_fine", NULL);
	}
}

/* Where days were counted the party's penalty is their sum. */
static enum err
check_daily(struct act_move *m, const struct value *pens)
{
	struct daily d;
	struct db_row r;
	char party[REF_TEXT_SIZE];
	int64_t sum = 0;
	bool other = false;
	size_t i;
	enum err e = daily_of(m, &d);

	if (e == OK && d.party != 0)
		e = DB_ONE(m->a, m->db, &r, "select ref from xz.caseflow_party where id = $1", DB_I64(d.party));
	if (e != OK || d.party == 0)
		return e;
	ref_text(row_ref(r, "ref"), party);
	for (i = 0; i < pens->row_n; i++) {
		if (strcmp(raw(pens->row[i], "party"), party) != 0)
			continue;
		other |= !str_eq(input_text(pens->row[i], "kind"), "fine");
		sum += input_number(pens->row[i], "amount");
	}
	if (other || sum != d.sum_fen)
		act_problem(m, "penalties", "daily_sum", daily_text(m->a, &d));
	return OK;
}

static enum err
check_all_parties(struct act_move *m, const struct value *pro)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	size_t j;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select y.ref, y.name, exists (select from xz.caseflow_track k"
	    " join xz.caseflow_decision d on d.track_id = k.id"
	    " where k.case_id = y.case_id and k.party_id = y.id) as decided from xz.caseflow_party y"
	    " where y.case_id = $1 order by y.id",
	    DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		ref_text(row_ref(db_at(rows, i), "ref"), text);
		for (j = 0; j < pro->row_n; j++)
			if (strcmp(raw(pro->row[j], "party"), text) == 0)
				break;
		if (row_bool(db_at(rows, i), "decided") && j < pro->row_n)
			act_problem(m, cell(m, "proposals", j, "party"),
			    "party_decided", row_text(db_at(rows, i), "name"));
		else if (!row_bool(db_at(rows, i), "decided") && j == pro->row_n)
			act_problem(m, "proposals", "party_missing", row_text(db_at(rows, i), "name"));
	}
	return e;
}

/* What the report before proposed does not go unseen. */
static enum err
check_dropped(struct act_move *m)
{
	const char *what = "";
	enum err e = case_of(m)->reported_version > 0 ? report_dropped(m, &what) : OK;

	if (e == OK && *what != '\0' && input_number(m->in, "dropped") == 0)
		act_problem(m, "dropped", "dropped_rows", what);
	return e;
}

static enum err
report_check(struct act_move *m)
{
	const struct value *pro = input_value(m->in, "proposals"), *pens = input_value(m->in, "penalties");
	enum err e = check_all_parties(m, pro);

	if (e == OK)
		e = check_proposals(m, pro, pens);
	if (e == OK)
		check_penalties(m, pro, pens);
	if (e == OK)
		e = check_dropped(m);
	if (e == OK)
		e = objection_check(m);
	return e == OK ? check_daily(m, pens) : e;
}

/* ---- effect */

static enum err
row_party(struct act_move *m, const struct input *row, int64_t *out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(row, "party", &ref))
		return err_set(ERR_INPUT, "a row without a party");
	e = DB_ONE(m->a, m->db, &r, "select id from xz.caseflow_party where ref = $1 and case_id = $2",
	    DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

static enum err
row_cause(struct act_move *m, const struct input *row, int64_t *out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(row, "cause", &ref))
		return err_set(ERR_INPUT, "a row without a cause");
	e = DB_ONE(m->a, m->db, &r, "select id from xz.law_cause where ref = $1", DB_REF(ref));
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

static enum err
add_proposal(struct act_move *m, const struct input *row, int64_t report)
{
	struct ref tier;
	const char *note = "";
	int64_t party, cause;
	enum err e = row_party(m, row, &party);

	if (e == OK)
		e = row_cause(m, row, &cause);
	if (e == OK)
		e = case_lighter(m, cause, &note);
	if (e != OK)
		return e;
	return DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_proposal (report_id, party_id, cause_id, outcome, ground, tier_id, base_fen,"
	    " explanation, lighter_note, receiver) values ($1, $2, $3, $4, $5, (select id from xz.law_tier"
	    " where ref = $6), $7, $8, $9, $10)", DB_I64(report), DB_I64(party), DB_I64(cause),
	    DB_TEXT(input_text(row, "outcome")),
	    DB_TEXT(input_given(row, "ground") ? input_text(row, "ground") : NULL),
	    input_ref(row, "tier", &tier) ? DB_REF(tier) : DB_NULL,
	    input_given(row, "base") ? DB_I64(input_number(row, "base")) : DB_NULL,
	    DB_TEXT(input_text(row, "explanation")), DB_TEXT(note),
	    DB_TEXT(input_given(row, "receiver") ? input_text(row, "receiver") : NULL));
}

static enum err
add_penalties(struct act_move *m, int version)
{
	const struct value *v = input_value(m->in, "penalties");
	struct penalty *list = ARENA_ARRAY(m->a, struct penalty, v->row_n);
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < v->row_n; i++) {
		list[i] = (struct penalty){ .kind = input_text(v->row[i], "kind"),
		    .amount_fen = input_number(v->row[i], "amount"), .detail = input_text(v->row[i], "detail") };
		e = row_party(m, v->row[i], &list[i].party);
		if (e == OK)
			e = row_cause(m, v->row[i], &list[i].cause);
	}
	return e == OK ? penalty_put(m, list, (int)v->row_n, "report", version) : e;
}

static enum err
add_factors(struct act_move *m)
{
	const struct value *v = input_value(m->in, "factors");
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < v->row_n; i++)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_factor (case_id, factor, value, evidence_no) values ($1, $2, $3, $4)",
		    DB_I64(case_of(m)->id), DB_TEXT(input_text(v->row[i], "factor")),
		    DB_TEXT(input_text(v->row[i], "value")), DB_ID(input_number(v->row[i], "evidence_no")));
	return e;
}

static enum err
ask_review(struct act_move *m, int version, const unsigned char hash[32])
{
	struct review_need need;
	struct review_new n = { .case_id = case_of(m)->id, .version = version, .content_sha256 = hash,
	    .by = m->requester, .at = m->now };
	enum err e = review_needed(m->a, m->db, case_of(m)->id, version, m->today,
	    input_number(m->in, "declared_major") != 0, &need);

	if (e != OK)
		return e;
	n.legal = need.legal;
	n.limb = need.limb;
	n.why = need.why;
	e = review_lapse(m->a, m->db, case_of(m)->id);
	if (e == OK)
		e = review_open(m->a, m->db, &n);
	act_note(m, "review", json_string(need.legal ? "legal" : "case"));
	act_note(m, "limb", json_integer(need.limb));
	return e;
}

static enum err
report_apply(struct act_move *m)
{
	const struct value *pro = input_value(m->in, "proposals");
	const char *content = input_to_json(m->a, m->in);
	int version = case_of(m)->reported_version + 1;
	unsigned char hash[32];
	struct db_row r;
	size_t i;
	enum err e;

	sha256(content, strlen(content), hash);
	e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.caseflow_report (case_id, version, facts, evidence_index, nature, opinion,"
	    " content_sha256, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
	    DB_I64(case_of(m)->id), DB_I64(version), DB_TEXT(input_text(m->in, "facts")),
	    DB_TEXT(input_text(m->in, "evidence_index")), DB_TEXT(input_text(m->in, "nature")),
	    DB_TEXT(input_text(m->in, "opinion")), DB_BYTES(hash, 32), DB_I64(m->requester), DB_TIME(m->now));
	for (i = 0; e == OK && i < pro->row_n; i++)
		e = add_proposal(m, pro->row[i], row_i64(r, "id"));
	if (e == OK)
		e = add_penalties(m, version);
	if (e == OK)
		e = add_factors(m);
	if (e == OK)
		e = lenient_note(m);
	if (e == OK)
		e = objection_apply(m, version);
	if (e == OK)
		e = ask_review(m, version, hash);
	if (e == OK)	/* what was asked for stands on the report before */
		e = case_approvals_end(m, true);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_case set reported_version = $2, declared_major = $3 where id = $1",
		    DB_I64(case_of(m)->id), DB_I64(version), DB_BOOL(input_number(m->in, "declared_major") != 0));
	/* a passed review lapses with the report it passed */
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set review_passed = false where case_id = $1 and not exists"
		    " (select from xz.caseflow_decision d where d.track_id = xz.caseflow_track.id)",
		    DB_I64(case_of(m)->id));
	act_note(m, "version", json_integer(version));
	act_doc(m, "version", json_integer(version));
	case_of(m)->reported_version = version;
	return e;
}

static enum err
report_after(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_report set document_id = $3 where case_id = $1 and version = $2",
	    DB_I64(case_of(m)->id), DB_I64(case_of(m)->reported_version), DB_ID(m->document_id));
}

const struct act_step caseflow_report_steps[] = {
	{ .code = "party_add", .fields = party_fields, .prepare = subject_prepare, .check = party_check,
	    .effect = party_apply },
	{ .code = "report", .fields = report_fields, .prepare = report_prepare, .check = report_check,
	    .effect = report_apply, .after = report_after },
	{ 0 }
};
