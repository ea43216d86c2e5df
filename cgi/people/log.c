/* log.c - the audit administrator's logs: sign-ins, changes of master data, reading of personal data. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/office.h"
#include "lib/query/query.h"
#include "lib/query/read.h"
#include "lib/web/params.h"

#define LOGS "/desk/admin/logs/"
#define LOG_PAGE 50
#define REF_UUID_TEXT 36
#define MEANT 50	/* so many subjects of a name; more: be more exact */

struct log {
	const char *path, *title;	/* title: message */
	enum err (*read)(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out);
	void (*row)(struct req *r, int i, struct db_row row);
	const char *page;
	bool of;		/* asks what was read, and says it in words */
};

/* The last entry of a page: its time and number, "1764460800000000-17". */
static bool
read_place(struct req *r, const char *text, struct people_log_query *q)
{
	const char *dash = strchr(text, '-');
	long long at, id;

	if (dash == NULL || !str_i64(arena_strndup(r->arena, text, (size_t)(dash - text)), 1, INT64_MAX / 4, &at) ||
	    !str_i64(dash + 1, 1, INT64_MAX, &id))
		return false;
	q->before_at = at;
	q->before = id;
	return true;
}

static const char *
read_kind(struct req *r, const char *kind)
{
	const char *key = arena_printf(r->arena, "admin.read.%s", kind);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : kind;
}

/* Bad filters are shown at the filter, with what was typed; nothing is listed. */
static enum err
read_query(struct req *r, struct people_log_query *q, bool *usable)
{
	const char *day = admin_query(r, "day", 40), *before = admin_query(r, "before", 40);

	*q = (struct people_log_query){ .username = admin_query(r, "account", 64), .day = DAY_NONE,
	    .before_at = TIME_NONE, .limit = LOG_PAGE + 1 };
	view_text(r, "q.account", q->username);
	view_text(r, "q.day", day);
	*usable = day == NULL || day_parse(day, &q->day);
	view_bool(r, "q.bad_day", !*usable);
	return before == NULL || read_place(r, before, q) ? OK : err_set(ERR_NOT_FOUND, "before: not an entry");
}

/* The blanks between them are where they end. */
static void
add_refs(struct req *r, const char *text, const char **list, size_t *n)
{
	for (; *text != '\0'; text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		list[(*n)++] = arena_strndup(r->arena, text, len);
		text += len;
	}
}

/* What is meant by "of": a case, a firm, a person; by name, number or code. */
static enum err
read_of(struct req *r, struct people_log_query *q, bool *usable)
{
	const char *of = admin_query(r, "of", 100), **list;
	const struct db_rows *rows;
	size_t most = 0;
	int i;
	enum err e;

	view_bool(r, "log_of", true);
	view_text(r, "q.of", of);
	if (of == NULL)
		return OK;
	view_bool(r, "q.of_short", !query_enough(r->arena, of));
	*usable = *usable && query_enough(r->arena, of);
	if (!*usable)
		return OK;
	e = query_read_of(r->arena, r->db, of, MEANT, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++)
		most += strlen(row_text(db_at(rows, i), "refs")) / REF_UUID_TEXT + 1;
	list = ARENA_ARRAY(r->arena, const char *, most + 1);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row m = db_at(rows, i);

		add_refs(r, row_text(m, "refs"), list, &q->of_n);
		view_text_at(r, "meant", i, "label", row_text_or(m, "label", ""));
		view_text_at(r, "meant", i, "kind", read_kind(r, row_text(m, "kind")));
		view_text_at(r, "meant", i, "href", ref_path(r, LOGS "access?of=", row_ref(m, "ref"), ""));
	}
	view_bool(r, "meant_more", db_count(rows) == MEANT);
	q->of = list;
	return OK;
}

static enum err
view_words(struct req *r, const struct db_rows *rows)
{
	const char *list[LOG_PAGE + 1];
	const struct db_rows *words;
	size_t n = 0;
	int i, k;
	enum err e;

	for (i = 0; i < db_count(rows) && i < LOG_PAGE; i++)
		if (row_has(db_at(rows, i), "subject_ref"))
			list[n++] = row_text(db_at(rows, i), "subject_ref");
	e = query_read_words(r->arena, r->db, list, n, &words);
	for (i = 0; e == OK && i < db_count(rows) && i < LOG_PAGE; i++)
		for (k = 0; k < db_count(words); k++)
			if (str_eq(row_text_or(db_at(rows, i), "subject_ref", ""), row_text(db_at(words, k), "ref")))
				view_text_at(r, "log", i, "subject", row_text(db_at(words, k), "label"));
	return e;
}

static void
view_pages(struct req *r, const struct log *l, const struct people_log_query *q, const struct db_rows *rows)
{
	struct str kept;

	str_init(&kept, r->arena);
	str_printf(&kept, "%s?", l->path);
	if (q->username != NULL)
		str_printf(&kept, "account=%s&", percent_encode(r->arena, q->username));
	if (q->of != NULL)
		str_printf(&kept, "of=%s&", percent_encode(r->arena, admin_query(r, "of", 100)));
	if (q->day != DAY_NONE)
		str_printf(&kept, "day=%s&", admin_day(r, q->day));
	if (q->before_at != TIME_NONE)
		view_text(r, "pages_first", arena_strndup(r->arena, kept.s, kept.len - 1));
	if (db_count(rows) > LOG_PAGE)
		view_text(r, "pages_next", arena_printf(r->arena, "%sbefore=%" PRId64 "-%" PRId64, kept.s,
		    row_time(db_at(rows, LOG_PAGE - 1), "at"), row_i64(db_at(rows, LOG_PAGE - 1), "id")));
}

static enum err
show_log(struct req *r, const struct log *l)
{
	static const struct column cols[] = { { "id", 'i' }, { "at", 'T' }, { "username", 't' },
	    { "display_name", 't' }, { 0 } };
	struct people_log_query q;
	const struct db_rows *rows;
	bool usable;
	int i;
	enum err e = read_query(r, &q, &usable);

	if (e == OK && l->of)
		e = read_of(r, &q, &usable);
	if (e == OK && usable)
		e = l->read(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	for (i = 0; usable && i < db_count(rows) && i < LOG_PAGE; i++) {
		row_view_at(r, "log", i, db_at(rows, i), cols);
		l->row(r, i, db_at(rows, i));
	}
	if (usable)
		view_pages(r, l, &q, rows);
	if (usable && l->of)
		e = view_words(r, rows);
	if (e != OK)
		return e;
	view_text(r, "log_path", l->path);
	view_text(r, "log_title", view_msg(r, l->title, NULL));
	return req_render(r, usable ? 200 : 422, l->page);
}

static void
sign_in_row(struct req *r, int i, struct db_row row)
{
	const char *what = row_text(row, "outcome");

	view_text_at(r, "log", i, "outcome", admin_word(r, "me.outcome", what));
	view_bool_at(r, "log", i, "bad", !str_eq(what, "ok") && !str_starts(what, "sign_out"));
	view_text_at(r, "log", i, "remote", row_text(row, "remote"));
}

/* Label of a form's field, for the scope of the kind ("agency.changed": admin_agency). */
static const char *
change_label(struct req *r, const char *kind, const char *name)
{
	const char *key = arena_printf(r->arena, "field.admin_%.*s.%s", (int)strcspn(kind, "."), kind, name);

	if (!view_has_msg(r, key))
		key = arena_printf(r->arena, "field.%s", name);
	return view_has_msg(r, key) ? view_msg(r, key, NULL) : name;
}

/* Codes in words where the pages have them. */
static const char *
change_value(struct req *r, const char *name, const char *value)
{
	static const char *const words[][2] = { { "kind", "admin.agency_kind" },
	    { "officer_kind", "admin.officer_kind" }, { "certificate_kind", "me.certificate" },
	    { "status", "me.certificate" }, { "active", "admin.active" },
	    { "law_qualified", "admin.active" }, { "duty", "admin.duty" } };
	const char *key;
	size_t i;

	for (i = 0; *value != '\0' && i < sizeof(words) / sizeof(*words); i++) {
		key = arena_printf(r->arena, "%s.%s", words[i][1], value);
		if (str_eq(name, words[i][0]) && view_has_msg(r, key))
			return view_msg(r, key, NULL);
	}
	return value;
}

static void
audit_row(struct req *r, int i, struct db_row row)
{
	const char *kind = row_text(row, "kind"), *key = arena_printf(r->arena, "audit.%s", kind);
	const char *list = arena_printf(r->arena, "log.%d.changes", i);
	char *line = arena_strdup(r->arena, row_text(row, "changes")), *next, *old, *new;
	int k = 0;

	view_text_at(r, "log", i, "kind", view_has_msg(r, key) ? view_msg(r, key, NULL) : kind);
	view_text_at(r, "log", i, "subject", row_text(row, "subject"));
	for (; line != NULL && *line != '\0'; line = next) {
		next = strchr(line, '\x1e');
		if (next != NULL)
			*next++ = '\0';
		old = strchr(line, '\x1f');
		new = old != NULL ? strchr(old + 1, '\x1f') : NULL;
		if (new == NULL)
			continue;
		*old++ = '\0';
		*new++ = '\0';
		view_text_at(r, list, k, "label", change_label(r, kind, line));
		view_text_at(r, list, k, "before", change_value(r, line, old));
		view_text_at(r, list, k++, "after", change_value(r, line, new));
	}
}

/* The page by its name: message "admin.page.desk_cases_ref". */
static const char *
page_name(struct req *r, const char *route)
{
	const char *p;
	struct str key;

	str_init(&key, r->arena);
	str_add(&key, "admin.page.");
	for (p = route + strspn(route, "/"); *p != '\0'; p++)
		if (*p != ':')
			str_addc(&key, *p == '/' ? '_' : *p);
	return view_has_msg(r, key.s) ? view_msg(r, key.s, NULL) : NULL;
}

static void
access_row(struct req *r, int i, struct db_row row)
{
	view_text_at(r, "log", i, "route", page_name(r, row_text(row, "route")));
	view_text_at(r, "log", i, "kind", read_kind(r, row_text(row, "subject_kind")));
	view_text_at(r, "log", i, "query", row_text_null(row, "query"));
	view_bool_at(r, "log", i, "refused", row_bool(row, "refused"));
	view_i64_at(r, "log", i, "rows", row_i64(row, "rows_seen"));
	view_ref_at(r, "log", i, "ref", row_ref_or_zero(row, "subject_ref"));
}

static enum err
get_sign_ins(struct req *r)
{
	static const struct log l = { .path = LOGS "sign-ins", .title = "menu.log_sign_ins",
	    .read = people_log_sign_ins, .row = sign_in_row, .page = "admin/log_sign_ins.cs" };

	return show_log(r, &l);
}

static enum err
get_audit(struct req *r)
{
	static const struct log l = { .path = LOGS "audit", .title = "menu.log_audit", .read = people_log_audit,
	    .row = audit_row, .page = "admin/log_audit.cs" };

	return show_log(r, &l);
}

static enum err
get_access(struct req *r)
{
	static const struct log l = { .path = LOGS "access", .title = "menu.log_access", .read = people_log_access,
	    .row = access_row, .page = "admin/log_access.cs", .of = true };

	return show_log(r, &l);
}

const struct route admin_log_routes[] = {
	{ .method = GET, .path = LOGS "sign-ins", .duties = DUTY_AUDITADMIN, .run = get_sign_ins },
	{ .method = GET, .path = LOGS "audit", .duties = DUTY_AUDITADMIN, .run = get_audit },
	{ .method = GET, .path = LOGS "access", .duties = DUTY_AUDITADMIN, .run = get_access },
	{ 0 }
};
