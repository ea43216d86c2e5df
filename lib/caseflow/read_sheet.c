/* read_sheet.c - what was entered in a step, as people read it: codes and refs by their names, sealed
 * values opened.  The reader has passed row security of the case. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/read.h"
#include "lib/caseflow/words.h"
#include "lib/record/sealed.h"
#include "lib/people/deputy.h"
#include "lib/record/record.h"

struct reading {
	struct arena *a;
	struct db *db;
	struct sheet *out;
	const struct sealed *opened;	/* NULL: opened one by one */
	const char *rows;
	int row;
	int64_t cause;			/* whose field has codes of its own; 0: none */
};

static void
put_line(struct reading *s, const char *field, const char *zh, const char *en)
{
	struct sheet *o = s->out;

	if (str_empty(zh))
		return;
	if (o->n % 16 == 0)
		o->v = arena_regrow(s->a, o->v, (size_t)o->n + 16, sizeof(*o->v));
	o->v[o->n++] = (struct sheet_line){ .field = field, .rows = s->rows, .row = s->row, .zh = zh,
	    .en = str_empty(en) ? zh : en };
}

static enum err
code_name(struct reading *s, const char *kind, const char *code, const char **zh, const char **en)
{
	struct db_row r;
	enum err e = DB_ONE(s->a, s->db, &r,
	    "select name_zh, name_en from xz.law_code where kind = $1 and code = $2 order by sector = coalesce("
	    "(select c.field from xz.law_cause c where c.id = $3), '') desc, sector, valid_from desc limit 1",
	    DB_TEXT(kind), DB_TEXT(code), DB_ID(s->cause));

	*zh = *en = code;
	if (e == OK) {
		*zh = row_text(r, "name_zh");
		*en = row_text(r, "name_en");
	}
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
ref_name(struct reading *s, const char *text, const char **name)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	*name = text;
	if (!ref_parse(text, &ref))
		return OK;
	e = DB_ONE(s->a, s->db, &r,
	    "select coalesce((select name from xz.caseflow_party where ref = $1),"
	    " (select c.display_name from xz.people_principal p join xz.people_account c on c.id = p.id"
	    " where p.ref = $1), (select name from xz.law_cause where ref = $1), (select name from xz.law_tier"
	    " where ref = $1), (select n.name from xz.register_subject g join xz.register_name n on n.subject_id = g.id"
	    "   and n.valid_to is null where g.ref = $1),"
	    " (select string_agg(g.name, '、' order by g.no) from xz.caseflow_measure m"
	    "   join xz.caseflow_goods g on g.measure_id = m.id where m.ref = $1),"
	    " (select demand from xz.caseflow_correction where ref = $1),"
	    " (select body from xz.caseflow_aid where ref = $1)) as name", DB_REF(ref));
	if (e == OK)
		*name = row_text_or(r, "name", text);
	return e;
}

static const char *
money(struct arena *a, int64_t fen)
{
	if (fen % 100 == 0)
		return arena_printf(a, "%" PRId64 CASE_YUAN, fen / 100);
	return arena_printf(a, "%" PRId64 ".%02d" CASE_YUAN, fen / 100, (int)(fen % 100));
}

static const char *
money_en(struct arena *a, int64_t fen)
{
	return arena_printf(a, "CNY %" PRId64 ".%02d", fen / 100, (int)(fen % 100));
}

static enum err
sealed(struct reading *s, const json_t *v, const char **out)
{
	struct ref ref;

	*out = NULL;
	if (!ref_parse(json_string_value(json_object_get(v, "ref")), &ref))
		return OK;
	if (s->opened != NULL && sealed_find(s->opened, ref, out))
		return OK;
	return record_side_open(s->a, s->db, ref, out);
}

/* One value that is no list; names of refs are the same in both languages. */
static enum err
scalar(struct reading *s, const struct field *f, const json_t *v, const char **zh, const char **en)
{
	char *text = json_is_string(v) ? arena_strdup(s->a, json_string_value(v)) : NULL;
	enum err e = OK;

	*zh = *en = NULL;
	if (json_is_object(v)) {
		e = sealed(s, v, zh);
	} else if (json_is_boolean(v)) {
		*zh = json_is_true(v) ? ACT_YES : ACT_NO;
		*en = json_is_true(v) ? "Yes" : "No";
	} else if (json_is_integer(v) && f->type == FIELD_MONEY) {
		*zh = money(s->a, json_integer_value(v));
		*en = money_en(s->a, json_integer_value(v));
	} else if (json_is_integer(v)) {
		*zh = arena_printf(s->a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	} else if (json_is_string(v) && (f->type == FIELD_CHOICE || f->type == FIELD_CHOICES) && f->codes != NULL) {
		e = code_name(s, f->codes, text, zh, en);
	} else if (json_is_string(v) && (f->type == FIELD_REF || f->type == FIELD_REFS)) {
		e = ref_name(s, text, zh);
	} else if (json_is_string(v)) {
		if (f->type == FIELD_TIME && strlen(text) > 16) {
			text[10] = ' ';
			text[16] = '\0';
		}
		*zh = text;
	}
	if (*en == NULL)
		*en = *zh;
	return e;
}

static enum err
put_list(struct reading *s, const struct field *f, const json_t *v)
{
	const char *zh, *en;
	struct str all_zh, all_en;
	enum err e = OK;
	json_t *item;
	size_t i;

	str_init(&all_zh, s->a);
	str_init(&all_en, s->a);
	json_array_foreach(v, i, item) {
		e = scalar(s, f, item, &zh, &en);
		if (e != OK)
			return e;
		str_printf(&all_zh, "%s%s", i > 0 ? "、" : "", zh != NULL ? zh : "");
		str_printf(&all_en, "%s%s", i > 0 ? ", " : "", en != NULL ? en : "");
	}
	put_line(s, f->name, all_zh.s, all_en.s);
	return e;
}

static enum err read_fields(struct reading *s, const struct field *fields, const json_t *payload, bool reporter);

static enum err
read_rows(struct reading *s, const struct field *f, const json_t *v)
{
	enum err e = OK;
	json_t *item;
	size_t i;

	s->rows = f->name;
	json_array_foreach(v, i, item) {
		s->row = (int)i;
		if (e == OK)
			e = read_fields(s, f->rows, item, true);
	}
	s->rows = NULL;
	return e;
}

static enum err
read_fields(struct reading *s, const struct field *f, const json_t *payload, bool reporter)
{
	const char *zh, *en;
	const json_t *v;
	enum err e = OK;

	for (; e == OK && f->type != FIELD_END; f++) {
		v = json_object_get(payload, f->name);
		if (v == NULL || json_is_null(v) || (!reporter && strcmp(f->name, "reporter") == 0))
			continue;
		if (f->type == FIELD_ROWS) {
			e = read_rows(s, f, v);
		} else if (json_is_array(v)) {
			e = put_list(s, f, v);
		} else {
			e = scalar(s, f, v, &zh, &en);
			if (e == OK)
				put_line(s, f->name, zh, en);
		}
	}
	return e;
}

/* What approvals, countersignatures and papers add to a line. */
static enum err
read_rest(struct reading *s, const json_t *payload)
{
	const char *verdict = json_string_value(json_object_get(payload, "verdict"));
	const char *number = json_string_value(json_object_get(payload, "number"));
	const json_t *words = json_object_get(payload, "words"), *signed_ = json_object_get(payload, "signed");
	const char *text;
	enum err e = OK;

	if (number != NULL)
		put_line(s, "number", arena_strdup(s->a, number), NULL);
	if (json_object_get(payload, "approval") != NULL && verdict != NULL)
		put_line(s, "verdict", strcmp(verdict, "agree") == 0 ? ACT_AGREED : ACT_RETURNED,
		    strcmp(verdict, "agree") == 0 ? "Agreed" : "Returned");
	if (json_is_boolean(signed_))
		put_line(s, "signed", json_is_true(signed_) ? CASE_COUNTERSIGNED : CASE_NOT_COUNTERSIGNED,
		    json_is_true(signed_) ? "Countersigned" : "Refused");
	if (json_is_object(words)) {
		e = sealed(s, words, &text);
		if (e == OK)
			put_line(s, "words", text, NULL);
	}
	return e;
}

static enum err
name_of(struct reading *s, const char *text, const char **out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (text == NULL || !ref_parse(text, &ref))
		return OK;
	e = DB_ONE(s->a, s->db, &r,
	    "select c.display_name from xz.people_account c join xz.people_principal p on p.id = c.id"
	    " where p.ref = $1", DB_REF(ref));
	if (e == OK)
		*out = row_text(r, "display_name");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
read_step(struct reading *s, struct db_row r, const json_t *payload, bool reporter, struct caseflow_step *out)
{
	const struct act_step *action;
	const char *dot;
	enum err e = OK;

	*out = (struct caseflow_step){ .seq = row_i32(r, "seq"), .kind = row_text(r, "kind"),
	    .actor = row_text_or(r, "actor", ""), .actor_for = row_text_null(r, "actor_for"),
	    .occurred_at = row_time(r, "occurred_at"),
	    .recorded_at = row_time(r, "recorded_at") };
	dot = strchr(out->kind, '.');
	out->action = dot == NULL ? out->kind : arena_strndup(s->a, out->kind, (size_t)(dot - out->kind));
	out->part = dot == NULL ? NULL : dot + 1;
	s->out = &out->sheet;
	if (json_object_get(payload, "for") != NULL)
		e = name_of(s, json_string_value(json_object_get(payload, "for")), &out->actor_for);
	action = caseflow_step_find(out->action);
	if (e == OK && action != NULL && action->fields != NULL &&
	    (out->part == NULL || strcmp(out->part, "asked") == 0))
		e = read_fields(s, action->fields, payload, reporter);
	if (e == OK && (action == NULL || action->fields == NULL || out->part != NULL ||
	    json_object_get(payload, "number") != NULL))
		e = read_rest(s, payload);
	return e;
}

/* The payload of a step's line; it lives as long as the arena. */
static const json_t *
payload_of(struct arena *a, struct db_row r)
{
	size_t n;
	const void *line = row_bytes(a, r, "line", &n);

	return json_object_get(json_kept(a, json_loadb(line, n, 0, NULL)), "payload");
}

enum err
caseflow_steps(struct arena *a, struct db *db, const struct case_file *cf, int before, int limit, bool reporter,
    struct caseflow_step **out, int *n)
{
	struct sealed opened = { .n = 0 };
	struct reading s = { .a = a, .db = db, .opened = &opened, .cause = cf->cause_id };
	const struct db_rows *rows;
	const json_t **payload;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select s.seq, s.kind, s.line, s.occurred_at, s.recorded_at, c.display_name as actor,"
	    /* an approval's line says the duty; an actor who held it then stands for nobody */
	    PEOPLE_STOOD_FOR("c.id", "split_part(s.kind, '.', 2)", "s.recorded_at") " as actor_for"
	    " from xz.record_step s left join xz.people_principal p on p.ref = s.actor"
	    " left join xz.people_account c on c.id = p.id"
	    " where s.chain_id = $1 and s.y = (select y from xz.record_chain where id = $1)"
	    " and ($2 = 0 or s.seq < $2) order by s.seq desc limit $3",
	    DB_I64(cf->chain_id), DB_I64(before), DB_I64(limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct caseflow_step, (size_t)*n + 1);
	payload = ARENA_ARRAY(a, const json_t *, (size_t)*n + 1);
	for (i = 0; i < *n; i++) {
		payload[i] = payload_of(a, db_at(rows, i));
		sealed_gather(a, &opened, payload[i], reporter ? NULL : "reporter");
	}
	e = sealed_open(a, db, &opened);
	for (i = 0; e == OK && i < *n; i++)
		e = read_step(&s, db_at(rows, i), payload[i], reporter, &(*out)[i]);
	return e;
}

enum err
caseflow_step(struct arena *a, struct db *db, const struct case_file *cf, int seq, struct caseflow_step *out)
{
	struct caseflow_step *list_;
	int n;
	enum err e = caseflow_steps(a, db, cf, seq + 1, 1, false, &list_, &n);

	if (e != OK)
		return e;
	if (n == 0 || list_[0].seq != seq)
		return err_set(ERR_NOT_FOUND, "no step %d", seq);
	*out = list_[0];
	return OK;
}

enum err
caseflow_may_see_reporter(struct arena *a, struct db *db, const struct people_actor *who,
    const struct case_file *cf, bool *out)
{
	struct db_row r;
	enum err e;

	*out = (who->duties & DUTY_INTAKE) != 0 && who->agency == cf->agency;
	if (*out)
		return OK;
	e = DB_ONE(a, db, &r, "select exists (select from xz.caseflow_officer where case_id = $1 and account_id = $2"
	    " and state = 'accepted') as yes", DB_I64(cf->id), DB_I64(who->account));
	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

/* ---- a form that waits for approval */

static void
choice_names(struct reading *s, const struct input *in, const struct field *f, const char *value, struct str *zh,
    struct str *en)
{
	size_t i, n;
	const struct option *o = input_options(in, f->name, &n);

	(void)s;
	for (i = 0; i < n; i++) {
		if (strcmp(o[i].value, value) != 0)
			continue;
		str_printf(zh, "%s%s", zh->len > 0 ? "、" : "", o[i].label_zh);
		str_printf(en, "%s%s", en->len > 0 ? ", " : "", o[i].label_en);
	}
}

static void
read_input(struct reading *s, const struct input *in)
{
	const struct field *f;
	const struct value *v;
	struct str zh, en;
	size_t i;

	for (f = input_form(in); f->type != FIELD_END; f++) {
		v = input_value(in, f->name);
		if (!v->given)
			continue;
		str_init(&zh, s->a);
		str_init(&en, s->a);
		if (f->type == FIELD_ROWS) {
			for (i = 0; i < v->row_n; i++) {
				s->rows = f->name;
				s->row = (int)i;
				read_input(s, v->row[i]);
			}
			s->rows = NULL;
		} else if (f->type == FIELD_CHOICE || f->type == FIELD_REF) {
			choice_names(s, in, f, v->raw, &zh, &en);
		} else if (f->type == FIELD_CHOICES || f->type == FIELD_REFS) {
			for (i = 0; i < v->list_n; i++)
				choice_names(s, in, f, v->list[i], &zh, &en);
		} else if (f->type == FIELD_TICK) {
			str_add(&zh, v->number != 0 ? ACT_YES : ACT_NO);
			str_add(&en, v->number != 0 ? "Yes" : "No");
		} else if (f->type == FIELD_MONEY) {
			str_add(&zh, money(s->a, v->number));
			str_add(&en, money_en(s->a, v->number));
		} else {
			str_add(&zh, v->raw);
		}
		put_line(s, f->name, zh.s, en.s);
	}
}

struct input *
caseflow_blank(struct arena *a, const char *action)
{
	const struct act_step *known = caseflow_step_find(action);

	return known != NULL && known->fields != NULL ? input_new(a, known->fields) : NULL;
}

void
caseflow_typed(struct arena *a, const struct input *in, struct sheet *out)
{
	struct reading s = { .a = a, .out = out };
	const struct input *row;
	const struct field *f, *g;
	const char *const *raw;
	size_t i, n;

	for (f = input_form(in); f->type != FIELD_END; f++) {
		s.rows = NULL;
		raw = f->type != FIELD_ROWS ? input_raw(in, f->name, &n) : NULL;
		if (raw != NULL && n > 0 && f->type <= FIELD_NUMBER)
			put_line(&s, f->name, raw[0], NULL);
		for (i = 0; f->type == FIELD_ROWS && i < input_row_count(in, f->name); i++) {
			s.rows = f->name;
			s.row = (int)i;
			row = input_row(in, f->name, i);
			for (g = f->rows; row != NULL && g->type != FIELD_END; g++) {
				raw = g->type <= FIELD_NUMBER ? input_raw(row, g->name, &n) : NULL;
				if (raw != NULL && n > 0)
					put_line(&s, g->name, raw[0], NULL);
			}
		}
	}
}

static enum err
approval_sheet(struct act_move *m, const char *action, const char *json, struct sheet *out)
{
	struct reading s = { .a = m->a, .db = m->db, .out = out, .cause = case_of(m)->cause_id };
	struct problems unseen;
	enum err e = OK;

	m->step = caseflow_step_find(action);
	if (m->step == NULL)
		return err_set(ERR_DB, "an approval of an unknown action %s", action);
	problems_init(&unseen, m->a);
	m->p = &unseen;
	m->in = input_new(m->a, m->step->fields);
	if (m->step->prepare != NULL)
		e = m->step->prepare(m);
	if (e == OK && !input_from_json(m->in, json))
		return err_set(ERR_DB, "an approval's input does not fit its form");
	if (e == OK) {
		input_read(m->in, m->now, &unseen);
		read_input(&s, m->in);
	}
	return e;
}

/* The approval's next step is the actor's to take. */
static bool
is_theirs(const struct act_move *m, const struct act_approval *p)
{
	uint32_t bit = people_duty_bit(p->duty);

	return strcmp(p->state, "pending") == 0 && (m->actor.duties & bit) != 0 &&
	    m->actor.agency == case_of(m)->agency && (bit != DUTY_UNIT_HEAD || m->actor.unit == case_of(m)->unit) &&
	    m->actor.account != p->asked_by;
}

static enum err
approval_of(struct act_move *m, const struct act_approval *p, struct caseflow_approval *out)
{
	struct case_move *own = m->own;
	enum err e = case_load(m->a, m->db, p->subject, &own->cf);

	own->on_track = !ref_zero(p->part);
	if (e == OK && own->on_track)
		e = track_load(m->a, m->db, p->part, own->cf.id, &own->tr);
	if (e != OK)
		return e;
	*out = (struct caseflow_approval){ .ref = p->ref, .case_ref = own->cf.ref, .track_ref = p->part,
	    .action = p->action, .party = own->on_track ? own->tr.party_name : NULL,
	    .party_id = own->on_track ? own->tr.party_id : 0, .asked_by_id = p->asked_by,
	    .asked_at = p->asked_at, .state = p->state, .mine = is_theirs(m, p) };
	m->requester = p->asked_by;
	return approval_sheet(m, p->action, p->input, &out->sheet);
}

/* Names that stand in other modules' rows. */
static enum err
approval_names(struct act_move *m, const struct act_approval *p, struct caseflow_approval *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select (select display_name from xz.people_account where id = $1) as asked_by,"
	    " (select ref from xz.record_document where id = $2) as document_ref", DB_I64(p->asked_by),
	    DB_ID(p->document));

	if (e != OK)
		return e;
	out->asked_by = row_text(r, "asked_by");
	out->document_ref = row_ref_or_zero(r, "document_ref");
	return OK;
}

enum err
caseflow_approval_get(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    struct caseflow_approval *out)
{
	struct act_move *m = ARENA_NEW(a, struct act_move);
	struct act_approval p;
	enum err e = act_approval_get(a, db, ref, &p);

	*m = (struct act_move){ .a = a, .db = db, .act = act, .kind = &caseflow_kind,
	    .own = ARENA_NEW(a, struct case_move) };
	if (e == OK && strcmp(p.kind, "case") != 0)
		return err_set(ERR_NOT_FOUND, "an approval of another kind of subject");
	if (e == OK)
		e = people_actor_load(a, db, act->principal, &m->actor);
	if (e == OK)
		e = db_now(a, db, &m->now);
	m->occurred = m->now;
	m->today = time_day(m->now);
	if (e == OK)
		e = approval_of(m, &p, out);
	if (e == OK)
		e = approval_names(m, &p, out);
	return e == OK ? act_approval_chain(a, db, p.id, &out->chain) : e;
}

enum err
caseflow_cosign_get(struct arena *a, struct db *db, struct ref ref, struct caseflow_cosign *out)
{
	struct act_cosign s;
	struct db_row r;
	enum err e = act_cosign_get(a, db, ref, &s);

	if (e == OK && strcmp(s.kind, "case") != 0)
		return err_set(ERR_NOT_FOUND, "a countersignature on another kind of subject");
	if (e == OK)
		e = DB_ONE(a, db, &r, "select u.username, b.display_name as asked_name,"
		    " (select ref from xz.record_document where id = $3) as document_ref"
		    " from xz.people_account u, xz.people_account b where u.id = $1 and b.id = $2",
		    DB_I64(s.account), DB_I64(s.asked_by), DB_ID(s.document));
	if (e == OK)
		*out = (struct caseflow_cosign){ .ref = s.ref, .case_ref = s.subject,
		    .document_ref = row_ref_or_zero(r, "document_ref"), .action = s.action, .officer = s.name,
		    .username = row_text(r, "username"), .asked_by = row_text(r, "asked_name"), .state = s.state,
		    .account = s.account, .asked_by_id = s.asked_by, .asked_at = s.asked_at, .step_seq = s.seq };
	return e;
}
