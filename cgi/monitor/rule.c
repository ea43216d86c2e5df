/* rule.c - the rules as their keeper has them: the list, one with its versions and mutes, a version from a day on,
    muted
 * for a time, tried on the last year.  Templates: monitor/rule*.cs.  Rules: lib/monitor/keep.h. */
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/monitor/monitor.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/monitor/keep.h"

#define RULES "/desk/rules/"
#define SHOWN 50
#define YEAR_DAYS 365
#define N_MAX 100000
#define READS (DUTY_COORDINATOR | DUTY_SUPERVISOR)

static const struct field version_fields[] = {
	{ .name = "n", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = N_MAX },
	{ .name = "from", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};
static const struct field mute_fields[] = {
	{ .name = "until", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};

static const char *
word(struct req *r, const char *which)
{
	return view_msg(r, arena_printf(r->arena, "monitor.rule_%s", which), NULL);
}

/* ---- the list */

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "code", 't' }, { "key", 't' }, { "name", 'l' }, { "asks", 'b' },
	    { "warn_n", 'i' }, { "n", 'i' }, { "muted_to", 'd' }, { "since", 'd' }, { "person", 'b' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = monitor_rules(r->arena, r->db, &rows);

	if (e != OK)
		return e;
	rows_view(r, "rules", rows, cols);
	for (i = 0; i < db_count(rows); i++) {
		const char *unit = row_text_null(db_at(rows, i), "warn_unit");
		const char *level = row_text_or(db_at(rows, i), "level", "red");

		view_text_at(r, "rules", i, "href", arena_printf(r->arena, RULES "%s", row_text(db_at(rows, i),
		    "key")));
		view_text_at(r, "rules", i, "card", str_eq(level, "red") ? "r" : "y");
		view_text_at(r, "rules", i, "level", view_msg(r, arena_printf(r->arena, "monitor.level_%s", level),
		    NULL));
		if (unit != NULL)
			view_text_at(r, "rules", i, "unit", word(r, arena_printf(r->arena, "unit_%s", unit)));
	}
	return req_render(r, 200, "monitor/rules.cs");
}

/* ---- one */

static enum err
load(struct req *r, struct monitor_rule *x)
{
	enum err e = monitor_rule_get(r->arena, r->db, req_path_text(r, "key"), x);

	if (e != OK)
		return e;
	view_text(r, "rule.code", x->code);
	view_text(r, "rule.key", x->key);
	view_text(r, "rule.name", req_pick(r, x->name_zh, x->name_en));
	view_text(r, "rule.todo", req_pick(r, x->todo_zh, x->todo_en));
	view_text(r, "rule.source", x->source);
	view_text(r, "rule.level", view_msg(r, arena_printf(r->arena, "monitor.level_%s", x->level), NULL));
	view_text(r, "rule.card", str_eq(x->level, "red") ? "r" : "y");
	view_text(r, "rule.href", arena_printf(r->arena, RULES "%s", x->key));
	view_bool(r, "rule.asks", x->asks);
	view_bool(r, "rule.person", x->person);
	if (x->asks)
		view_i64(r, "rule.n", x->n);
	else if (x->warn_n >= 0)
		view_i64(r, "rule.n", x->warn_n);
	if (*x->warn_unit != '\0')
		view_text(r, "rule.unit", word(r, arena_printf(r->arena, "unit_%s", x->warn_unit)));
	return OK;
}

static enum err
get_one(struct req *r)
{
	static const struct column version[] = { { "valid_from", 'd' }, { "n", 'i' }, { "reason", 't' }, { "name",
	    't' },
	    { 0 } };
	static const struct column mute[] = { { "from_on", 'd' }, { "to_on", 'd' }, { "reason", 't' }, { "name", 't' },
	    { 0 } };
	const struct db_rows *versions, *mutes;
	struct monitor_rule x;
	bool keeps = false, muted = false;
	int i;
	enum err e = load(r, &x);

	if (e == OK)
		e = monitor_versions(r->arena, r->db, x.key, &versions);
	if (e == OK)
		e = monitor_mutes(r->arena, r->db, x.key, &mutes);
	if (e == OK)
		e = monitor_keeps(r->arena, r->db, &keeps);
	if (e != OK)
		return e;
	rows_view(r, "versions", versions, version);
	rows_view(r, "mutes", mutes, mute);
	for (i = 0; i < db_count(mutes); i++)
		muted |= row_day(db_at(mutes, i), "to_on") >= time_day(r->now);
	view_bool(r, "keeps", keeps);
	view_bool(r, "versionable", x.asks || x.warn_n >= 0);
	view_bool(r, "muted", muted);
	return req_render(r, 200, "monitor/rule.cs");
}

/* ---- a version, a mute */

static enum err
only_keeper(struct req *r)
{
	bool keeps = false;
	enum err e = monitor_keeps(r->arena, r->db, &keeps);

	return e == OK && !keeps ? err_set(ERR_NOT_FOUND, "not who keeps rules") : e;
}

static enum err
show_form(struct req *r, int status, const struct monitor_rule *x, const char *what, const struct input *in)
{
	view_text(r, "act.path", r->path);
	view_text(r, "act.back", arena_printf(r->arena, RULES "%s", x->key));
	view_text(r, "act.title", word(r, what));
	view_text(r, "act.lead", word(r, arena_printf(r->arena, "lead_%s", what)));
	view_input(r, "rule", in);
	return req_render(r, status, "monitor/rule_form.cs");
}

static enum err
get_version(struct req *r)
{
	struct input *in = input_new(r->arena, version_fields);
	struct monitor_rule x;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	return e == OK ? show_form(r, 200, &x, "version", in) : e;
}

static enum err
run_version(struct arena *a, struct db *db, struct admin_change *c)
{
	struct monitor_version *v = c->with;

	v->by = c->by;
	return monitor_version_add(a, db, v);
}

static enum err
finish(struct req *r, struct admin_change *c, const struct monitor_rule *x, const char *what, const struct input *in)
{
	enum err e;

	c->subject = x->key;
	c->after = input_to_json(r->arena, in);
	e = admin_do(r, c);
	if (admin_again(r, e) != 0)
		return show_form(r, admin_again(r, e), x, what, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, arena_printf(r->arena, RULES "%s", x->key),
	    "notice.saved")) : e;
}

/* From tomorrow on at the earliest: what was raised today was by the rule of today. */
static enum err
post_version(struct req *r)
{
	struct input *in = input_new(r->arena, version_fields);
	struct monitor_version v = { 0 };
	struct admin_change c = { .run = run_version, .with = &v, .kind = "rule.version" };
	struct monitor_rule x;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	if (e != OK)
		return e;
	req_input(r, in);
	if (input_given(in, "from") && input_day(in, "from") <= time_day(r->now))
		problem_add(&r->problems, "from", "rule_from", NULL);
	if (!x.asks && input_number(in, "n") > 1000)
		problem_add(&r->problems, "n", "rule_days", NULL);
	if (r->problems.n > 0)
		return show_form(r, 422, &x, "version", in);
	v = (struct monitor_version){ .key = x.key, .reason = input_text(in, "reason"), .asks = x.asks,
	    .n = input_number(in, "n"), .from = input_day(in, "from") };
	return finish(r, &c, &x, "version", in);
}

static enum err
get_mute(struct req *r)
{
	struct input *in = input_new(r->arena, mute_fields);
	struct monitor_rule x;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	return e == OK ? show_form(r, 200, &x, "mute", in) : e;
}

static enum err
run_mute(struct arena *a, struct db *db, struct admin_change *c)
{
	struct monitor_mute *m = c->with;

	m->by = c->by;
	return monitor_mute_add(a, db, m);
}

static enum err
post_mute(struct req *r)
{
	struct input *in = input_new(r->arena, mute_fields);
	struct monitor_mute m = { 0 };
	struct admin_change c = { .run = run_mute, .with = &m, .kind = "rule.mute" };
	struct monitor_rule x;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	if (e != OK)
		return e;
	req_input(r, in);
	if (input_given(in, "until") && (input_day(in, "until") < time_day(r->now) ||
	    input_day(in, "until") > time_day(r->now) + YEAR_DAYS))
		problem_add(&r->problems, "until", "rule_until", NULL);
	if (r->problems.n > 0)
		return show_form(r, 422, &x, "mute", in);
	m = (struct monitor_mute){ .key = x.key, .reason = input_text(in, "reason"), .from = time_day(r->now),
	    .to = input_day(in, "until") };
	return finish(r, &c, &x, "mute", in);
}

static enum err
run_unmute(struct arena *a, struct db *db, struct admin_change *c)
{
	return monitor_mute_end(a, db, c->subject);
}

static enum err
post_unmute(struct req *r)
{
	struct admin_change c = { .run = run_unmute, .kind = "rule.unmute" };
	struct monitor_rule x;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	if (e != OK)
		return e;
	c.subject = x.key;
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, arena_printf(r->arena, RULES "%s", x.key),
	    "notice.saved")) : e;
}

/* ---- tried on the last year */

static void
view_hit(struct req *r, int i, struct db_row row)
{
	static const struct column cols[] = { { "number", 't' }, { "agency", 'l' }, { "at", 'T' }, { "n", 'i' },
	    { "of_n", 'i' }, { 0 } };

	row_view_at(r, "hits", i, row, cols);
	if (row_has(row, "whole"))
		view_text_at(r, "hits", i, "href", subject_path(r, row_text(row, "subject_kind"),
		    row_ref(row, "subject_ref"), row_ref(row, "whole"), row_text(row, "number")));
}

static enum err
get_try(struct req *r)
{
	const char *typed = req_query(r, "n", 6), *page = req_query(r, "from", 4);
	const struct db_rows *rows;
	struct monitor_rule x;
	long long n, from = 0;
	int64_t found;
	int i;
	enum err e = only_keeper(r);

	if (e == OK)
		e = load(r, &x);
	if (e == OK && !x.asks)
		return err_set(ERR_NOT_FOUND, "it asks nothing");
	if (e != OK)
		return e;
	if (!str_i64(typed != NULL ? typed : "", 1, N_MAX, &n))
		n = x.n;
	if (page != NULL && !str_i64(page, 0, MONITOR_TRY_MOST, &from))
		return err_set(ERR_NOT_FOUND, "from: no such row");
	e = monitor_try(r->arena, r->db, x.key, n, time_of_day(time_day(r->now) - YEAR_DAYS, 0, 0), &rows, &found);
	if (e != OK)
		return e;
	for (i = 0; !x.person && i < SHOWN && from + i < found && from + i < MONITOR_TRY_MOST; i++)
		view_hit(r, i, db_at(rows, (int)from + i));
	if (!x.person && from + SHOWN < found && from + SHOWN < MONITOR_TRY_MOST)
		view_text(r, "next", arena_printf(r->arena, RULES "%s/try?n=%lld&from=%lld", x.key, n, from + SHOWN));
	if (from > 0)
		view_text(r, "first", arena_printf(r->arena, RULES "%s/try?n=%lld", x.key, n));
	view_i64(r, "try.n", n);
	view_i64(r, "try.found", found > MONITOR_TRY_MOST ? MONITOR_TRY_MOST : found);
	view_bool(r, "try.more", found > MONITOR_TRY_MOST);
	return req_render(r, 200, "monitor/rule_try.cs");
}

const struct route rule_routes[] = {
	{ .method = GET, .path = "/desk/rules/", .duties = READS, .run = get_list },
	{ .method = GET, .path = "/desk/rules/:key", .duties = READS, .run = get_one },
	{ .method = GET, .path = "/desk/rules/:key/try", .duties = DUTY_COORDINATOR, .run = get_try },
	{ .method = GET, .path = "/desk/rules/:key/version", .duties = DUTY_COORDINATOR, .run = get_version },
	{ .method = POST, .path = "/desk/rules/:key/version", .duties = DUTY_COORDINATOR, .run = post_version },
	{ .method = GET, .path = "/desk/rules/:key/mute", .duties = DUTY_COORDINATOR, .run = get_mute },
	{ .method = POST, .path = "/desk/rules/:key/mute", .duties = DUTY_COORDINATOR, .run = post_mute },
	{ .method = POST, .path = "/desk/rules/:key/unmute", .duties = DUTY_COORDINATOR, .run = post_unmute },
	{ 0 }
};
