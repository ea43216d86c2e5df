/* admin.c - what the administrators' pages share: one audited change, one form page, paging, places. */
#include "cgi/common/admin.h"

#include <string.h>

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/office.h"
#include "lib/web/params.h"

const char *const admin_officer_kinds[] = { "formal", "auxiliary", NULL };
const char *const admin_certificate_kinds[] = { "enforcement", "supervision", "hearing", NULL };

/* Which field a constraint of the store speaks about. */
static const struct refusal {
	const char *constraint, *field, *code;
} refusals[] = {
	{ "people_agency_code_key", "code", "taken" },
	{ "people_agency_region_fkey", "region", "no_region" },
	{ "people_unit_agency_id_name_key", "name", "taken" },
	{ "people_account_username_key", "username", "taken" },
	{ "people_account_username_check", "username", "username" },
	{ "people_account_officer_id_key", "", "officer_has_account" },
	{ "people_certificate_no_key", "certificate_no", "taken" },
	{ "people_certificate_region_fkey", "certificate_region", "no_region" },
	{ "people_certificate_check", "certificate_to", "before_from" },
	{ "people_duty_live", "duty", "duty_held" },
	{ "people_duty_conflict", "", "deputy_conflict" },
	{ "people_deputy_unit", "deputy", "deputy_unit" },
	{ "people_deputy_holder", "holder", "deputy_holder" },
	{ "people_deputy_held", "deputy", "deputy_held" },
	{ "calendar_parameter_live", "valid_from", "parameter_begins" },
	{ "calendar_version_label_key", "", "again_soon" },
	{ "law_check_item_code", "code", "taken" },
	{ "exchange_link_code_key", "code", "taken" },
	{ "exchange_link_basis", "", "link_basis" },
	{ "exchange_key_two", "", "link_two" },
	{ "exchange_grant_live", "what", "link_granted" },
	{ "spotcheck_tie_now", "firm", "spot_tie_known" },
};

struct running {
	struct admin_change *c;
	const char *request;
};

static enum err
run_change(struct arena *a, struct db *db, void *ctx)
{
	struct running *run = ctx;
	struct admin_change *c = run->c;
	enum err e;

	c->ran = true;
	e = c->run(a, db, c);
	if (e == OK)
		e = people_audit(a, db, c->by, c->kind, c->subject, c->before, c->after, run->request);
	if (e == OK)
		db_answer(db, "done");
	return e;
}

enum err
admin_do(struct req *r, struct admin_change *c)
{
	struct act act = req_act(r);
	struct running run = { c, act.request };
	size_t i, had = r->problems.n;
	enum err e;

	c->ran = false;
	c->by = act.principal;
	e = db_tx_run(r->arena, r->db, &act, run_change, &run, NULL);
	if ((e != ERR_CONFLICT && e != ERR_INPUT) || r->problems.n > had)
		return e;
	if (!c->ran) {
		problem_add(&r->problems, "", "sent_before", NULL);
		return e;
	}
	for (i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (strcmp(db_constraint(r->db), refusals[i].constraint) == 0) {
			problem_add(&r->problems, refusals[i].field, refusals[i].code, NULL);
			return ERR_INPUT;
		}
	problem_add(&r->problems, "", e == ERR_CONFLICT ? "stale" : "refused", NULL);
	return e;
}

int
admin_again(const struct req *r, enum err e)
{
	if (r->problems.n == 0)
		return 0;
	return e == ERR_CONFLICT || e == ERR_STATE ? 409 : e == ERR_INPUT ? 422 : 0;
}

/* Fields that differ between what is stored and what was typed. */
static void
view_differs(struct req *r, const struct admin_form *f)
{
	const struct field *x;
	int k = 0;

	for (x = input_form(f->in); x->type != FIELD_END; x++) {
		const char *mine = input_value(f->in, x->name)->raw, *theirs = input_value(f->stored, x->name)->raw;
		const char *key = arena_printf(r->arena, "field.%s.%s", f->scope, x->name);

		if (strcmp(mine, theirs) == 0 || x->type == FIELD_ROWS)
			continue;
		if (!view_has_msg(r, key))
			key = arena_printf(r->arena, "field.%s", x->name);
		view_text_at(r, "differs", k, "label", view_msg(r, key, NULL));
		view_text_at(r, "differs", k, "mine", mine);
		view_text_at(r, "differs", k++, "theirs", theirs);
	}
}

static void
view_form_words(struct req *r, const struct admin_form *f)
{
	const char *part[] = { "title", "lead", "send" };
	const struct field *x;
	size_t i;
	int k = 0;

	for (i = 0; i < 3; i++) {
		const char *key = arena_printf(r->arena, "admin.%s.%s", f->scope, part[i]);

		if (view_has_msg(r, key))
			view_text(r, arena_printf(r->arena, "page.%s", part[i]), view_msg(r, key, NULL));
	}
	for (x = input_form(f->in); x->type != FIELD_END; x++, k++) {
		const char *key = arena_printf(r->arena, "group.%s.%s", f->scope, x->name);

		if (view_has_msg(r, key))
			view_text_at(r, "form.fields", k, "heading", view_msg(r, key, NULL));
	}
}

enum err
admin_show(struct req *r, int status, const struct admin_form *f)
{
	view_input(r, f->scope, f->in);
	view_form_words(r, f);
	view_text(r, "page.path", f->path);
	view_text(r, "page.back", f->back);
	if (f->version > 0)
		view_i64(r, "page.version", f->version);
	if (status == 409 && f->stored != NULL)
		view_differs(r, f);
	return req_render(r, status, "admin/form.cs");
}

enum err
admin_version(struct req *r, int32_t *out)
{
	const char *text = req_form(r, "_version", 10);
	long long n = 0;

	if (text != NULL && !str_i64(text, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	*out = (int32_t)n;
	return OK;
}

void
admin_problems(struct req *r)
{
	static const struct field none[] = { { 0 } };

	view_input(r, "admin", input_new(r->arena, none));
}

void
admin_crumb(struct req *r, int i, const char *label, const char *href)
{
	view_text_at(r, "crumbs", i, "label", label);
	view_text_at(r, "crumbs", i, "href", href);
}

const char *
admin_query(struct req *r, const char *name, size_t max)
{
	const char *text = req_query(r, name, max);

	if (text != NULL)
		text = str_clean(r->arena, text);
	return str_empty(text) ? NULL : text;
}

enum err
admin_after(struct req *r, struct ref *out)
{
	const char *text = admin_query(r, "after", 26);

	*out = (struct ref){ { 0 } };
	return text == NULL || ref_parse(text, out) ? OK : err_set(ERR_NOT_FOUND, "after: not a ref");
}

int
admin_pages(struct req *r, const char *path, const char *const *keep, const struct db_rows *rows)
{
	struct str kept;

	str_init(&kept, r->arena);
	str_printf(&kept, "%s?", path);
	for (; *keep != NULL; keep++) {
		const char *v = admin_query(r, *keep, 100);

		if (v != NULL)
			str_printf(&kept, "%s=%s&", *keep, percent_encode(r->arena, v));
	}
	if (admin_query(r, "after", 26) != NULL)
		view_text(r, "pages_first", arena_strndup(r->arena, kept.s, kept.len - 1));
	if (db_count(rows) <= ADMIN_PAGE)
		return db_count(rows);
	view_text(r, "pages_next", ref_path(r, arena_printf(r->arena, "%safter=", kept.s),
	    row_ref(db_at(rows, ADMIN_PAGE - 1), "ref"), ""));
	return ADMIN_PAGE;
}

void
admin_option(struct req *r, const char *list, int i, const char *value, const char *label, const char *chosen)
{
	view_text_at(r, list, i, "value", value);
	view_text_at(r, list, i, "label", label);
	view_bool_at(r, list, i, "on", chosen != NULL && strcmp(value, chosen) == 0);
}

const char *
admin_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "%s.%s", prefix, word), NULL);
}

const char *
admin_day(struct req *r, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return NULL;
	day_text(day, text);
	return arena_strdup(r->arena, text);
}

/* ---- places */

enum err
admin_places(struct req *r, struct admin_places *out)
{
	enum err e = people_agency_list(r->arena, r->db, &out->agency, &out->agencies);

	return e == OK ? people_unit_list(r->arena, r->db, 0, &out->unit, &out->units) : e;
}

static const char *
unit_text(struct req *r, const struct people_agency *g, const struct people_unit *u)
{
	return arena_printf(r->arena, "%s/%s", g->code, u->name);
}

void
admin_place_options(struct req *r, const struct admin_places *p, struct input *in, const char *field, bool units)
{
	int i, k;

	for (i = 0; i < p->agencies; i++) {
		const struct people_agency *g = &p->agency[i];
		const char *en = *g->name_en != '\0' ? g->name_en : g->short_name;

		if (!g->active)
			continue;
		input_option(in, field, g->code, g->short_name, en);
		for (k = 0; units && k < p->units; k++) {
			const struct people_unit *u = &p->unit[k];

			if (u->agency == g->id && u->active)
				input_option(in, field, unit_text(r, g, u),
				    arena_printf(r->arena, "%s · %s", g->short_name, u->name),
				    arena_printf(r->arena, "%s · %s", en, *u->name_en != '\0' ? u->name_en : u->name));
		}
	}
}

void
admin_place(const struct admin_places *p, const char *text, int64_t *agency, int64_t *unit)
{
	size_t n = strcspn(text, "/");
	int i;

	*agency = *unit = 0;
	for (i = 0; i < p->agencies; i++)
		if (strlen(p->agency[i].code) == n && strncmp(p->agency[i].code, text, n) == 0)
			*agency = p->agency[i].id;
	for (i = 0; *agency != 0 && text[n] == '/' && i < p->units; i++)
		if (p->unit[i].agency == *agency && strcmp(p->unit[i].name, text + n + 1) == 0)
			*unit = p->unit[i].id;
}

const char *
admin_place_text(struct req *r, const struct admin_places *p, int64_t agency, int64_t unit)
{
	int i, k;

	for (i = 0; i < p->agencies; i++) {
		if (p->agency[i].id != agency)
			continue;
		for (k = 0; unit != 0 && k < p->units; k++)
			if (p->unit[k].id == unit)
				return unit_text(r, &p->agency[i], &p->unit[k]);
		return p->agency[i].code;
	}
	return "";
}

/* ---- certificates */

void
admin_words(struct req *r, struct input *in, const char *field, const char *prefix, const char *const *words)
{
	for (; *words != NULL; words++) {
		const char *label = admin_word(r, prefix, *words);

		input_option(in, field, *words, label, label);
	}
}

bool
admin_certificate_typed(const struct input *in)
{
	return input_given(in, "certificate_no") || input_given(in, "certificate_field") ||
	    input_given(in, "certificate_kind") || input_given(in, "certificate_from") ||
	    input_given(in, "certificate_to");
}

enum err
admin_certificate_check(struct req *r, const struct input *in)
{
	static const char *const needed[] = { "certificate_no", "certificate_kind", "certificate_field",
	    "certificate_from", "certificate_to", NULL };
	const char *name;
	enum err e = OK;
	int i;

	for (i = 0; needed[i] != NULL; i++)
		if (*input_value(in, needed[i])->raw == '\0')
			problem_add(&r->problems, needed[i], "required", NULL);
	if (input_given(in, "certificate_from") && input_given(in, "certificate_to") &&
	    input_day(in, "certificate_to") < input_day(in, "certificate_from"))
		problem_add(&r->problems, "certificate_to", "before_from", NULL);
	if (input_given(in, "certificate_region"))
		e = people_region_name(r->arena, r->db, input_text(in, "certificate_region"), &name);
	if (e == ERR_NOT_FOUND)
		problem_add(&r->problems, "certificate_region", "no_region", NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
admin_certificate_put(struct arena *a, struct db *db, const struct input *in, int64_t officer, const char *region)
{
	struct people_certificate_new n = { .no = input_text(in, "certificate_no"),
	    .kind = input_text(in, "certificate_kind"), .field = input_text(in, "certificate_field"),
	    .region = input_given(in, "certificate_region") ? input_text(in, "certificate_region") : region,
	    .valid_from = input_day(in, "certificate_from"), .valid_to = input_day(in, "certificate_to") };
	int64_t id;

	return people_certificate_add(a, db, officer, &n, &id);
}
