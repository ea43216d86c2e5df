/* forms.h - forms filled at random: mostly as a careful person would, sometimes wrong. */
#ifndef TESTS_DB_FORMS_H
#define TESTS_DB_FORMS_H
#include "tests/db/play.h"

static uint64_t chance;

static unsigned
rnd(unsigned below)
{
	chance ^= chance >> 12;
	chance ^= chance << 25;
	chance ^= chance >> 27;
	return (unsigned)((chance * 2685821657736338717ULL) >> 33) % below;
}

/* One of the values between ";", as likely as it is written often.  "#-3": the day three days ago, "@40": the time
 * forty minutes ago, "^y": the first option that begins so, "^": the first of all, "~": the second, "-": nothing.
 * action NULL: of every action. */
static const struct {
	const char *action, *field, *values;
} form_hints[] = {
	{ "clue_verify", "suggestion", "file" },
	{ "clue_verify", "checked_at", "@20" },
	{ "propose_filing", "proposal", "file;file;file;file;file;file;file;file;file;file;file;not_file" },
	{ "propose_filing", "cause", "^;^;^;^;^;^;^;-" }, { "propose_filing", "place_of_act", "经营场所" },
	{ "summary_decide", "cause", "^" }, { "summary_decide", "place", "经营场所" },
	{ "propose_filing", "act_from", "#-60;#-60;#-60;#-100;#-800" },
	{ "propose_filing", "act_to", "#-25;#-25;#-25;-" },
	{ "propose_filing", "harm", "-" },
	{ "propose_filing", "act_region", "430400;430400;430400;430400;430400;430400;110000" },
	{ "decide_filing", "verdict", "file;file;file;file;file;file;file;file;not_file" },
	{ "decide_filing", "reason_code", "^y;^y;^y;^y;^y;^y;^y;^y;^n" },
	{ "transfer", "designated_by", "湘指〔2026〕3号;-" },
	{ "assign_officers", "replaces", "-" },
	{ "assign_officers", "lead", "^" }, { "assign_officers", "assist", "~" },
	{ "accept_assignment", "recusal", "none;none;none;none;none;none;none;kin" },
	{ "onsite_record", "started_at", "@90" }, { "onsite_record", "ended_at", "@30" },
	{ "interview_record", "started_at", "@90" }, { "interview_record", "ended_at", "@30" },
	{ "interview_record", "person_number", "-" },
	{ NULL, "signed", "signed;signed;signed;refused" },
	{ "evidence_add", "taken_at", "@10" },
	{ NULL, "from_day", "#0;#0;#0;#-1" },
	{ "order_correct", "due_on", "#15;#30;#-1" }, { "order_correct", "at_once", "-" },
	{ "order_correct", "daily", "-" },
	{ NULL, "released_on", "#0;#0;#-1" },
	{ "suspend", "until", "鉴定结论作出之日" },
	{ "extend_decision", "further_days", "-;-;20" },
	{ "extend_decision", "discussed_on", "-;#0" },
	{ "report", "declared_major", "-;-;-;1" }, { "report", "dropped", "-" },
	{ "review_opinion", "opinion", "agree;agree;agree;agree;agree;agree;agree;correct;supplement" },
	{ "hearing_opinion", "opinion", "agree;agree;agree;agree;correct" },
	{ "recusal_decide", "verdict", "^" }, { "hearing_recuse_chair", "verdict", "^" },
	{ "hearing_recuse_clerk", "verdict", "^" }, { NULL, "asked_on", "#0" },
	{ NULL, "certificates_shown", "1;1;1;1;1;1;1;-" }, { NULL, "rights_told", "1;1;1;1;1;1;1;-" },
	{ NULL, "verdict", "agree;agree;agree;agree;agree;return" },
	{ "approve_penalty", "verdict", "agree" },
	{ "notice_make", "defence_days", "5;5;5;5;3;10;1" },
	{ NULL, "method", "direct;direct;direct;direct;direct;direct;mail;left;electronic;announcement;entrusted" },
	{ NULL, "served_on", "#0;#0;#0;#0;#-1;#-3" }, { NULL, "announced_on", "-;-;#-31;#-61" },
	{ NULL, "recipient", "张三;张三;张三;-" }, { NULL, "waybill", "EMS0001;EMS0001;-" },
	{ NULL, "refusal", "拒绝签收" }, { NULL, "witness", "社区干部;社区干部;-" },
	{ NULL, "told_public", "1;1;1;1;1;-" },
	{ "defence_record", "kind", "waived;stated" }, { "defence_record", "on_day", "#0;#0;#-1" },
	{ "defence_review", "adopted", "none;none;no" }, { "defence_review", "change", "same;same;same;lighter" },
	{ "hearing_request", "requested_on", "#0;#0;#0;#-2" },
	{ NULL, "handed_on", "#0;#0;#-1" },
	{ "hearing_schedule", "public_hearing", "public" }, { NULL, "clerk", "周文书" },
	{ NULL, "held_at", "@-25000;@-25000;@-21000;@-9000" }, { "hearing_schedule", "public_notice_on", "#0;#0;#5;-" },
	{ "hearing_schedule", "third_persons", "-" }, { "hearing_serve", "third_notice_on", "-" },
	{ "hearing_hold", "started_at", "@100" }, { "hearing_hold", "ended_at", "@20" },
	{ "hearing_hold", "agents", "1;1;2;3" }, { NULL, "withdrawn_on", "#0" },
	{ NULL, "held_on", "#0;#0;#-1" },
	{ "decide", "ban_until", "-" }, { "decide", "ban_open", "-" }, { "decide", "device_records", "-" },
	{ "decide", "pay_code_source", "local" }, { "decide", "pay_code", "-" },
	{ "instalments", "asked_on", "#0;#0;#-1" },
	{ NULL, "executed_on", "#0;#0;#0;#-1" },
	{ "remedy_file", "filed_on", "#0;#0;#0;#-3" }, { "remedy_file", "accepted_on", "-;#0" },
	{ "remedy_file", "copy_on", "-;-;#0" }, { "remedy_file", "late_reason", "-;-;-;因不可抗力耽误" },
	{ "remedy_file", "through_us", "-;-;-;1" }, { "remedy_file", "simple", "-;-;1" },
	{ "remedy_result", "result", "upheld;upheld;upheld;upheld;withdrawn;refused;unanswered;revoked;changed;illegal;"
	    "dismissed;application_dismissed;partly_revoked;void;mediated" },
	{ "remedy_result", "result_on", "#0;#0;#0;#-2" }, { "remedy_result", "result_served_on", "#0;#0;#0;#0;-;#-1" },
	{ "remedy_result", "perform_by", "-;-;#20" }, { "remedy_result", "redo", "-;-;-;-;-;1" },
	{ "remedy_result", "redo_by", "-" }, { "remedy_result", "final", "-;1" },
	{ "remedy_told", "told_on", "#0;-" },
	{ NULL, "copy_on", "#0;#-1" }, { NULL, "forwarded_on", "#0" }, { NULL, "answered_on", "#0" },
	{ "court_apply", "applied_on", "#0;#0;#0;#-1;#-4" }, { "court_apply", "late_reason", "-;-;材料退回补正" },
	{ "close", "ruling_no", "（2026）湘0408行审9号" }, { "close", "ruling_on", "#0;#0;-" },
	{ "summary_decide", "acted_at", "@30" }, { "summary_decide", "penalty", "fine;fine;warning;warning_fine" },
	{ "summary_decide", "amount", "50;100;200;150;2000;3000;5000" },
	{ "summary_decide", "collect", "bank;bank;bank;on_site" }, { "summary_decide", "cash_reason", "small" },
	{ "summary_decide", "receipt_no", "湘票0001" }, { "summary_decide", "handed", "signed" },
	{ "summary_decide", "on_water", "-" }, { "summary_decide", "landed_on", "-" },
	{ NULL, "filed_on", "#0;#0;#-1" }, { NULL, "brought_on", "#0" }, { NULL, "banked_on", "#0" },
	{ NULL, "told_on", "#0" }, { NULL, "checked_on", "#0" }, { NULL, "sent_on", "#0;#-1" },
};

static const char *
form_hint(const char *action, const char *field)
{
	size_t i;

	for (i = 0; i < sizeof(form_hints) / sizeof(*form_hints); i++)
		if (strcmp(form_hints[i].field, field) == 0 && (form_hints[i].action == NULL ||
		    strcmp(form_hints[i].action, action) == 0))
			return form_hints[i].values;
	return str_starts(field, "point") ? "ok;ok;ok;ok;ok;ok;ok;ok;ok;ok;ok;ok;ok;ok;problem" : NULL;
}

static const char *
form_day(struct arena *a, int offset)
{
	char text[DAY_TEXT_SIZE];

	day_text(time_day(D->now) + offset, text);
	return arena_strdup(a, text);
}

static const char *
form_time(struct arena *a, int minutes)
{
	char text[TIME_TEXT_SIZE];

	time_text(D->now - minutes * 60 * SECOND_US, text);
	text[16] = '\0';
	return arena_strdup(a, text);
}

/* The value a hint's word stands for; NULL: nothing. */
static const char *
form_word(struct arena *a, const struct input *in, const char *name, const char *word)
{
	const struct option *o;
	size_t i, n;

	if (strcmp(word, "-") == 0)
		return NULL;
	if (*word == '#')
		return form_day(a, (int)strtol(word + 1, NULL, 10));
	if (*word == '@')
		return form_time(a, (int)strtol(word + 1, NULL, 10));
	if (*word != '^' && *word != '~')
		return word;
	o = input_options(in, name, &n);
	if (*word == '~')
		return n > 1 ? o[1].value : NULL;
	for (i = 0; i < n; i++)
		if (word[1] == '\0' || o[i].value[0] == word[1])
			return o[i].value;
	return NULL;
}

static const char *
form_pick(struct arena *a, const char *values)
{
	unsigned n = 1;
	const char *p;

	for (p = values; *p != '\0'; p++)
		n += *p == ';';
	for (n = rnd(n), p = values; n > 0; n--)
		p = strchr(p, ';') + 1;
	return arena_strndup(a, p, strcspn(p, ";"));
}

static const char *
form_text(struct arena *a, const struct field *f)
{
	struct str s;
	unsigned i, n = (unsigned)(f->min > 0 ? f->min : 1) + rnd(12);

	str_init(&s, a);
	for (i = 0; i < n && (f->max == 0 || i < (unsigned)f->max); i++)
		str_add(&s, (const char *const[]){ "甲", "乙", "丙", "查", "实" }[rnd(5)]);
	return s.s;
}

static const char *
form_value(struct arena *a, const struct input *in, const struct field *f, const char *options)
{
	const struct option *o;
	size_t n;

	switch (f->type) {
	case FIELD_LINE:
	case FIELD_TEXT:
		return form_text(a, f);
	case FIELD_DAY:
		return form_day(a, (int)rnd(5) - 3);
	case FIELD_TIME:
		return form_time(a, (int)rnd(600));
	case FIELD_MONEY:
		return arena_printf(a, "%u", 500 + rnd(200) * 1000);
	case FIELD_NUMBER:
		return "1";
	case FIELD_TICK:
		return rnd(8) > 0 ? "1" : NULL;
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_REF:
	case FIELD_REFS:
		o = input_options(in, options, &n);
		return n > 0 ? o[rnd(3) == 0 ? rnd((unsigned)n) : 0].value : NULL;
	case FIELD_ROWS:
	case FIELD_END:
		break;
	}
	return NULL;
}

static void
form_rows(struct arena *a, struct input *in, const struct field *f)
{
	unsigned i, rows = (f->flags & FIELD_REQUIRED) != 0 ? 1 : 0;
	const struct field *g;
	const char *value;

	for (i = 0; i < rows; i++)
		for (g = f->rows; g->type != FIELD_END; g++) {
			value = form_value(a, in, g, arena_printf(a, "%s.%s", f->name, g->name));
			if (value != NULL)
				(void)input_set(in, arena_printf(a, "%s_%u_%s", f->name, i, g->name), value);
		}
}

/* What the form offers by itself, by field; to be read before anything is set. */
static const char **
form_offered(struct arena *a, const struct input *in)
{
	const struct field *f;
	const char **out, *const *raw;
	size_t i, n;

	for (f = input_form(in), n = 0; f->type != FIELD_END; f++)
		n++;
	out = ARENA_ARRAY(a, const char *, n + 1);
	for (f = input_form(in), i = 0; f->type != FIELD_END; f++, i++) {
		if (f->type == FIELD_ROWS)
			continue;
		raw = input_raw(in, f->name, &n);
		out[i] = n > 0 && *raw[0] != '\0' ? arena_strdup(a, raw[0]) : NULL;
	}
	return out;
}

static void
form_others(struct input *in, const char *name, const char *value)
{
	const struct option *o;
	size_t i, n;

	o = input_options(in, name, &n);
	for (i = strcmp(name, "assist") == 0 ? 1 : 0; i < n && i < 3; i++)
		if (strcmp(o[i].value, value) != 0)
			(void)input_set(in, name, o[i].value);
}

/* What the form offers is sent with it, as a browser does; but for one time in fifty. */
static void
form_fill(struct arena *a, struct input *in, const char *action)
{
	const char **offered = form_offered(a, in), *value, *values;
	const struct field *f;
	size_t i;

	for (f = input_form(in), i = 0; f->type != FIELD_END; f++, i++) {
		if (f->type == FIELD_ROWS) {
			form_rows(a, in, f);
			continue;
		}
		values = form_hint(action, f->name);
		value = offered[i];
		if (values != NULL && (value == NULL || rnd(3) > 0))
			value = form_word(a, in, f->name, form_pick(a, values));
		else if (value == NULL || rnd(50) == 0)
			value = (f->flags & FIELD_REQUIRED) != 0 || rnd(4) == 0 ? form_value(a, in, f, f->name) : NULL;
		if (str_starts(f->name, "new_") || value == NULL)
			continue;
		(void)input_set(in, f->name, value);
		if (f->type == FIELD_REFS)
			form_others(in, f->name, value);
	}
}

/* A report whose rows fit each other: one outcome for each party, with sums on both sides of every line. */
static void
form_report(struct arena *a, struct input *in, bool harsh)
{
	static const char *const texts[] = { "facts", "evidence_index", "nature", "opinion" };
	static const char *const outcomes[] = { "penalty", "penalty", "penalty", "penalty", "no_penalty",
	    "no_violation" };
	const struct option *party, *cause;
	const char *outcome = outcomes[rnd(6)];
	size_t i, n, causes;

	for (i = 0; i < 4; i++)
		(void)input_set(in, texts[i], "经查明当事人的行为事实清楚证据确凿");
	party = input_options(in, "proposals.party", &n);
	cause = input_options(in, "proposals.cause", &causes);
	for (i = 0; i < n && causes > 0; i++) {
		const char *c = cause[0].value;

		(void)input_set(in, arena_printf(a, "proposals_%zu_party", i), party[i].value);
		(void)input_set(in, arena_printf(a, "proposals_%zu_cause", i), c);
		(void)input_set(in, arena_printf(a, "proposals_%zu_outcome", i), outcome);
		(void)input_set(in, arena_printf(a, "proposals_%zu_explanation", i), "说明");
		if (strcmp(outcome, "no_penalty") == 0)
			(void)input_set(in, arena_printf(a, "proposals_%zu_ground", i), "minor_corrected");
		if (strcmp(outcome, "penalty") != 0)
			continue;
		(void)input_set(in, arena_printf(a, "penalties_%zu_party", i), party[i].value);
		(void)input_set(in, arena_printf(a, "penalties_%zu_cause", i), c);
		(void)input_set(in, arena_printf(a, "penalties_%zu_kind", i), "fine");
		(void)input_set(in, arena_printf(a, "penalties_%zu_amount", i), arena_printf(a, "%u",
		    harsh ? 50000 + rnd(400) * 1000 : 1000 + rnd(9) * 1000));
	}
	if (rnd(5) == 0)
		(void)input_set(in, "declared_major", "1");
}
#endif
