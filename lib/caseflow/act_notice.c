/* act_notice.c - the notice of the intended penalty, made, then served; the party's defence, its review. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/daily.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/service.h"
#include "lib/review/review.h"
#include "lib/review/words.h"
#include "lib/sec/sec.h"

static const struct field notice_fields[] = {
	{ .name = "defence_days", .type = FIELD_NUMBER, .min = 1, .max = 60 },
	{ 0 }
};

/* The figure of the field for words, and where a hearing may be asked for the one for that; 0: none. */
static enum err
terms_of_notice(struct act_move *m, int64_t *words, int64_t *hearing)
{
	struct calendar_parameter p, h;
	enum err e = case_figure(m, "defence.term", time_day(m->occurred), &p);

	if (e == OK)
		e = case_figure(m, "hearing.request", time_day(m->occurred), &h);
	if (e != OK)
		return e;
	*words = p.value;
	*hearing = track_of(m)->hearing_right ? h.value : 0;
	return OK;
}

/* Where no text sets a term for words, as many days as for a hearing are proposed, and the officer says which. */
static enum err
notice_prepare(struct act_move *m)
{
	struct calendar_parameter h;
	int64_t words, hearing;
	enum err e = terms_of_notice(m, &words, &hearing);

	if (e == OK)
		e = case_figure(m, "hearing.request", time_day(m->occurred), &h);
	if (e == OK && (words != 0 || h.value != 0))
		input_default(m->in, "defence_days", arena_printf(m->a, "%lld",
		    (long long)(words != 0 ? words : h.value)));
	return e;
}

static enum err
notice_check(struct act_move *m)
{
	int64_t words, hearing, given = input_number(m->in, "defence_days");
	enum err e = terms_of_notice(m, &words, &hearing);

	if (e == OK && words == 0 && given == 0)
		act_problem(m, "defence_days", "required", NULL);
	if (e == OK && given != 0 && given < words)
		act_problem(m, "defence_days", "below_figure", arena_printf(m->a, "%lld", (long long)words));
	return e;
}

static enum err
next_version(struct act_move *m, int *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce(max(version), 0) + 1 as v from xz.caseflow_notice where track_id = $1",
	    DB_I64(track_of(m)->id));

	if (e == OK)
		*out = row_i32(r, "v");
	return e;
}

/* Facts, clauses and tier of the report for the paper: 行政处罚法 44. */
static enum err
basis_for_paper(struct act_move *m)
{
	const struct db_rows *rows;
	struct db_row r;
	json_t *causes = json_array();
	int i;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select facts, evidence_index, nature from xz.caseflow_report where case_id = $1 and version = $2",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version));

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select c.name, coalesce(t.name, '') as tier, q.explanation,"
		    " xz.law_cited(c.id, 'broken') as broken, xz.law_cited(c.id, 'applied') as applied"
		    " from xz.caseflow_proposal q join xz.caseflow_report p on p.id = q.report_id"
		    " join xz.law_cause c on c.id = q.cause_id left join xz.law_tier t on t.id = q.tier_id"
		    " where p.case_id = $1 and p.version = $2 and q.party_id = $3 order by q.id",
		    DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version), DB_I64(track_of(m)->party_id));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row c = db_at(rows, i);

		json_array_append_new(causes, json_pack("{s:s,s:s,s:s,s:s,s:s}", "name", row_text(c, "name"),
		    "tier", row_text(c, "tier"), "explanation", row_text(c, "explanation"), "broken",
		    row_text(c, "broken"), "applied", row_text(c, "applied")));
	}
	if (e == OK) {
		act_doc_text(m, "facts", row_text(r, "facts"));
		act_doc(m, "evidence_index", json_string(row_text(r, "evidence_index")));
		act_doc(m, "causes", causes);
	}
	return e;
}

/* 行政处罚法 44: what is intended, with its reasons, and what the party may do.  It is notified by its service. */
static enum err
notice_apply(struct act_move *m)
{
	struct penalty *list;
	struct daily d;
	int64_t words, hearing, given = input_number(m->in, "defence_days");
	int n;
	enum err e = service_replace(m, "notice");

	if (e == OK)
		e = penalty_list(m, track_of(m)->party_id, "report", track_of(m)->report_version, &list, &n);
	if (e == OK)
		e = basis_for_paper(m);
	if (e == OK)
		e = terms_of_notice(m, &words, &hearing);
	if (e == OK)
		e = daily_of(m, &d);
	if (e != OK)
		return e;
	if (d.party == track_of(m)->party_id)
		act_doc(m, "daily", daily_json(m->a, &d));
	act_doc(m, "penalties", penalty_json(m->a, list, n));
	act_doc(m, "hearing_right", json_boolean(track_of(m)->hearing_right));
	act_doc(m, "defence_days", json_integer(given != 0 ? given : words));
	if (hearing > (given != 0 ? given : words))
		act_doc(m, "hearing_days", json_integer(hearing));
	return OK;
}

/* ---- its service: what it says is notified from then on, and the terms it gives run */

static const struct field serve_fields[] = {
	SERVICE_FIELDS,
	{ 0 }
};

static enum err
serve_check(struct act_move *m)
{
	enum err e = service_find_newest(m, "notice");

	return e == OK ? service_check(m) : e;
}

/* The days that the paper gives. */
static enum err
days_of_paper(struct act_move *m)
{
	json_t *data = json_loads(served_of(m)->data, 0, NULL);

	if (data == NULL)
		return err_set(ERR_IO, "the notice %s has no data", served_of(m)->number);
	((struct case_move *)m->own)->defence_days = json_integer_value(json_object_get(data, "defence_days"));
	json_decref(data);
	return OK;
}

static enum err
serve_apply(struct act_move *m)
{
	struct penalty *list;
	int n, version = 0;
	enum err e = next_version(m, &version);

	if (e == OK)
		e = penalty_list(m, track_of(m)->party_id, "report", track_of(m)->report_version, &list, &n);
	if (e == OK)
		e = penalty_put(m, list, n, "notice", version);
	if (e == OK)
		e = days_of_paper(m);
	if (e != OK)
		return e;
	act_note(m, "version", json_integer(version));
	service_receipt(m, NULL);
	m->clock_day = input_day(m->in, "served_on");
	return OK;
}

static enum err
serve_after(struct act_move *m)
{
	int version = 0;
	enum err e = next_version(m, &version);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_notice (track_id, version, report_version, hearing_right, document_id,"
		    " served_on) values ($1, $2, $3, $4, $5, $6)",
		    DB_I64(track_of(m)->id), DB_I64(version), DB_I64(track_of(m)->report_version),
		    DB_BOOL(track_of(m)->hearing_right), DB_I64(served_of(m)->id),
		    DB_DAY(input_day(m->in, "served_on")));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set defence = null where id = $1", DB_I64(track_of(m)->id));
	return e == OK ? service_put(m, "notice") : e;
}

static const struct field defence_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "defence_kind" },
	{ .name = "on_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 20000 },
	{ 0 }
};

static enum err
defence_prepare(struct act_move *m)
{
	return option_codes(m, "kind", "defence_kind");
}

static enum err
served_on(struct act_move *m, int32_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select served_on from xz.caseflow_notice where track_id = $1 order by version desc limit 1",
	    DB_I64(track_of(m)->id));

	if (e == OK)
		*out = row_day(r, "served_on");
	return e;
}

static enum err
defence_check(struct act_move *m)
{
	int32_t served = 0;
	enum err e = served_on(m, &served);

	if (e == OK && input_given(m->in, "on_day") && input_day(m->in, "on_day") < served)
		act_problem(m, "on_day", "before_notice", NULL);
	if (strcmp(input_text(m->in, "kind"), "stated") == 0 && !input_given(m->in, "content"))
		act_problem(m, "content", "required", NULL);
	return e;
}

static enum err
defence_apply(struct act_move *m)
{
	const char *kind = input_text(m->in, "kind");
	enum err e = DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_defence (track_id, kind, content, on_day, made_by) values ($1, $2, $3, $4, $5)",
	    DB_I64(track_of(m)->id), DB_TEXT(kind), DB_TEXT(input_text(m->in, "content")),
	    DB_DAY(input_day(m->in, "on_day")), DB_I64(m->actor.account));

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set defence = $2 where id = $1",
		    DB_I64(track_of(m)->id), DB_TEXT(kind));
	return e;
}

/* ---- the review of what was said */

static const struct field change_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "penalty_kind" },
	{ .name = "amount", .type = FIELD_MONEY, .min = 1, .max = 100000000000000 },
	{ .name = "detail", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 200 },
	{ 0 }
};
static const struct field review_fields[] = {
	{ .name = "adopted", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "defence_adopted" },
	{ .name = "opinion", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 8000 },
	{ .name = "change", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "defence_change" },
	{ .name = "penalties", .type = FIELD_ROWS, .flags = FIELD_WIDE, .max = 20, .rows = change_fields },
	{ 0 }
};

static enum err
review_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "adopted", "defence_adopted");

	if (e == OK)
		e = option_codes(m, "change", "defence_change");
	return e == OK ? option_codes(m, "penalties.kind", "penalty_kind") : e;
}

static enum err
notified_penalties(struct act_move *m, struct penalty **list, int *n)
{
	int version;
	enum err e = penalty_latest(m, track_of(m)->party_id, "notice", &version);

	return e == OK ? penalty_list(m, track_of(m)->party_id, "notice", version, list, n) : e;
}

static struct penalty *
typed_penalties(struct act_move *m, int *n)
{
	const struct value *v = input_value(m->in, "penalties");
	struct penalty *list = ARENA_ARRAY(m->a, struct penalty, v->row_n);
	size_t i;

	for (i = 0; i < v->row_n; i++)
		list[i] = (struct penalty){ .party = track_of(m)->party_id, .kind = input_text(v->row[i], "kind"),
		    .kind_name = input_text(v->row[i], "kind"), .amount_fen = input_number(v->row[i], "amount"),
		    .detail = input_text(v->row[i], "detail") };
	*n = (int)v->row_n;
	return list;
}

/* How a penalty without a sum gets lighter is not for a machine to weigh: it stays as notified or falls away. */
static bool
same_detail(const struct penalty *p, const struct penalty *then, int then_n)
{
	int i;

	for (i = 0; i < then_n; i++)
		if (strcmp(p->kind, then[i].kind) == 0 && strcmp(p->detail, then[i].detail) == 0)
			return true;
	return penalty_has_amount(p->kind) && *p->detail == '\0';
}

static void
check_changed(struct act_move *m, const struct penalty *now, int now_n, const struct penalty *then, int then_n)
{
	int i;

	for (i = 0; i < now_n; i++) {
		if (penalty_has_amount(now[i].kind) != (now[i].amount_fen > 0))
			act_problem(m, arena_printf(m->p->arena, "penalties_%d_amount", i),
			    now[i].amount_fen > 0 ? "amount_not_wanted" : "required", NULL);
		if (!same_detail(&now[i], then, then_n))
			act_problem(m, arena_printf(m->p->arena, "penalties_%d_detail", i), "detail_differs", NULL);
	}
}

static enum err
review_check(struct act_move *m)
{
	bool lighter = strcmp(input_text(m->in, "change"), "lighter") == 0;
	struct penalty *then, *now;
	int then_n, now_n;
	enum err e = notified_penalties(m, &then, &then_n);

	if (e != OK)
		return e;
	now = typed_penalties(m, &now_n);
	if (lighter && now_n == 0)
		act_problem(m, "penalties", "required", NULL);
	if (!lighter && now_n > 0)
		act_problem(m, "penalties", "penalty_not_wanted", NULL);
	if (lighter && now_n > 0 && penalty_heavier(now, now_n, then, then_n))
		act_problem(m, "penalties", "heavier_than_notice", penalty_text(m->a, then, then_n));
	if (lighter)
		check_changed(m, now, now_n, then, then_n);
	if (lighter && now_n > 0 && penalty_same(now, now_n, then, then_n))
		act_problem(m, "change", "not_lighter", NULL);
	return OK;
}

static enum err
ask_reviewer(struct act_move *m, bool legal, int limb)
{
	const char *content = input_to_json(m->a, m->in);
	unsigned char hash[32];
	json_t *why = json_array();
	int64_t clock;
	enum err e;

	sha256(content, strlen(content), hash);
	json_array_append_new(why, json_pack("{s:i,s:s,s:s}", "limb", limb, "note",
	    legal ? REVIEW_HEARD : REVIEW_LIGHTER, "source", REVIEW_SOURCE));
	e = review_open(m->a, m->db, &(struct review_new){ .case_id = case_of(m)->id, .track_id = track_of(m)->id,
	    .version = track_of(m)->report_version, .legal = legal, .limb = limb, .why = why,
	    .content_sha256 = hash, .by = m->actor.account, .at = m->now });
	json_decref(why);
	return e == OK ? case_clock_open(m, "review.term", m->today, &clock) : e;
}

static enum err
review_apply(struct act_move *m)
{
	bool lighter = strcmp(input_text(m->in, "change"), "lighter") == 0;
	struct penalty *list;
	int n, version;
	enum err e = notified_penalties(m, &list, &n);

	if (e == OK && lighter)
		list = typed_penalties(m, &n);
	if (e == OK)
		e = penalty_latest(m, track_of(m)->party_id, "review", &version);
	if (e == OK)
		e = penalty_put(m, list, n, "review", version + 1);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_defence (track_id, kind, content, adopted, on_day, made_by)"
		    " values ($1, 'review', $2, $3, $4, $5)", DB_I64(track_of(m)->id),
		    DB_TEXT(input_text(m->in, "opinion")), DB_BOOL(strcmp(input_text(m->in, "adopted"), "no") != 0),
		    DB_DAY(m->today), DB_I64(m->actor.account));
	if (e == OK && track_of(m)->defence == NULL && !track_of(m)->heard)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set defence = 'none' where id = $1", DB_I64(track_of(m)->id));
	if (e == OK && track_of(m)->heard) {
		m->to = "hearing_review";
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set review_passed = false where id = $1",
		    DB_I64(track_of(m)->id));
		if (e == OK)
			e = ask_reviewer(m, true, 2);
	} else if (e == OK && lighter) {
		m->to = "lighter_review";
		e = ask_reviewer(m, false, 0);
	}
	act_note(m, "lighter", json_boolean(lighter));
	return e;
}

const struct act_step caseflow_notice_steps[] = {
	{ .code = "notice_make", .fields = notice_fields, .prepare = notice_prepare, .check = notice_check,
	    .effect = notice_apply },
	{ .code = "notice_serve", .fields = serve_fields, .prepare = service_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ .code = "defence_record", .fields = defence_fields, .prepare = defence_prepare, .check = defence_check,
	    .effect = defence_apply },
	{ .code = "defence_review", .fields = review_fields, .prepare = review_prepare, .check = review_check,
	    .effect = review_apply },
	{ 0 }
};
