/* joint.c - one visit of several agencies (联合检查): what could be made in one is offered; joining, declining with a
 * ground, parting again before the code is issued.  Each keeps its own inspection: its approval, its checklist, its
 * result. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

const struct field insp_join_fields[] = {
	{ .name = "with", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};
const struct field insp_decline_fields[] = {
	{ .name = "with", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_apart" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};
const struct field insp_part_fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_apart" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};

/* Within how many days, and how many agencies at most. */
struct limits {
	int64_t days, agencies;
};

static enum err
limits(struct arena *a, struct db *db, int64_t agency, int32_t day, struct limits *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, "inspection.merge.days", day, agency, NULL, &p);

	if (e == OK)
		out->days = p.value;
	if (e == OK)
		e = calendar_parameter_get(a, db, "inspection.merge.agencies", day, agency, NULL, &p);
	if (e == OK)
		out->agencies = p.value;
	return e;
}

enum err
inspection_offers(struct arena *a, struct db *db, const struct inspection *i, int32_t today, const struct db_rows **out)
{
	struct limits l = { .days = 0 };
	enum err e = limits(a, db, i->agency, today, &l);

	return e == OK ? DB_MANY(a, db, out,
	    "select id, ref, agency_name, unit_name, kind, from_at, to_at, items, joint"
	    " from xz.inspection_offers($1, $2::int, $3::int)", DB_I64(i->id), DB_I64(l.days), DB_I64(l.agencies)) : e;
}

enum err
inspection_partners(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select agency_name, unit_name, lead, me, approval, state, item_names as items, officers"
	    " from xz.inspection_partners($1)", DB_I64(id));
}

enum err
insp_offer_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	char from[TIME_TEXT_SIZE], to[TIME_TEXT_SIZE];
	int k;
	enum err e = inspection_offers(m->a, m->db, insp_of(m), m->today, &rows);

	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);
		const char *label;

		time_text(row_time(r, "from_at"), from);
		time_text(row_time(r, "to_at"), to);
		label = arena_printf(m->a, "%s %s · %.10s – %.10s · %s", row_text(r, "agency_name"),
		    row_text(r, "unit_name"), from, to, row_text_or(r, "items", ""));
		input_option_ref(m->in, "with", row_ref(r, "ref"), label, label);
	}
	return e == OK ? insp_codes(m) : e;
}

enum err
insp_offers_decided(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = inspection_offers(m->a, m->db, insp_of(m), m->today, &rows);

	return e == OK && db_count(rows) > 0 ? act_refuse(m, ERR_STATE, "", "inspect_merge",
	    row_text(db_at(rows, 0), "agency_name")) : e;
}

static void
note_with(struct act_move *m, struct ref ref)
{
	act_note(m, "with", json_string(ref_text_in(m->a, ref)));
}

enum err
insp_join(struct act_move *m)
{
	struct limits l = { .days = 0 };
	struct ref other;
	struct db_row r;
	enum err e = limits(m->a, m->db, insp_of(m)->agency, m->today, &l);

	if (e == OK && !input_ref(m->in, "with", &other))
		return err_set(ERR_INPUT, "with nobody");
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select xz.inspection_join($1, $2, $3::int, $4::int) as joint", DB_I64(insp_of(m)->id),
		    DB_REF(other), DB_I64(l.days), DB_I64(l.agencies));
	if (e == OK && !row_has(r, "joint"))
		return act_refuse(m, ERR_STATE, "with", "inspect_no_offer", NULL);
	if (e == OK)
		note_with(m, other);
	return e;
}

/* A coded ground; another one in words. */
static enum err
ground(struct act_move *m, struct ref *words)
{
	if (str_eq(input_text(m->in, "ground"), "other") && !input_given(m->in, "words"))
		return act_refuse(m, ERR_INPUT, "words", "required", NULL);
	act_note(m, "ground", json_string(input_text(m->in, "ground")));
	return insp_words(m, "words", input_text(m->in, "words"), words);
}

enum err
insp_decline(struct act_move *m)
{
	const struct db_rows *rows;
	struct ref other, words;
	int64_t id = 0;
	int k;
	enum err e = inspection_offers(m->a, m->db, insp_of(m), m->today, &rows);

	if (e == OK && !input_ref(m->in, "with", &other))
		return err_set(ERR_INPUT, "with nobody");
	for (k = 0; e == OK && k < db_count(rows); k++)
		if (ref_eq(row_ref(db_at(rows, k), "ref"), other))
			id = row_i64(db_at(rows, k), "id");
	if (e == OK && id == 0)
		return act_refuse(m, ERR_STATE, "with", "inspect_no_offer", NULL);
	if (e == OK)
		e = ground(m, &words);
	if (e != OK)
		return e;
	note_with(m, other);
	return DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_apart (inspection_id, other_id, ground, words_ref, account_id, at)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(insp_of(m)->id), DB_I64(id),
	    DB_TEXT(input_text(m->in, "ground")), DB_REF_OR_NULL(words),
	    DB_I64(m->actor.account), DB_TIME(m->now));
}

enum err
insp_part(struct act_move *m)
{
	struct ref words;
	int64_t n = 0;
	enum err e = ground(m, &words);

	if (e == OK)
		e = DB_EXEC_N(m->a, m->db, &n,
		    "insert into xz.inspection_apart (inspection_id, other_id, ground, words_ref, account_id, at)"
		    " select $1, x, $2, $3, $4, $5 from unnest(xz.inspection_part($1)) x"
		    " on conflict (inspection_id, other_id) do nothing", DB_I64(insp_of(m)->id),
		    DB_TEXT(input_text(m->in, "ground")), DB_REF_OR_NULL(words), DB_I64(m->actor.account),
		    DB_TIME(m->now));
	return e == OK && n == 0 ? act_refuse(m, ERR_STATE, "", "inspect_joint_code", NULL) : e;
}

enum err
insp_leave(struct act_move *m)
{
	struct db_row r;

	return insp_of(m)->joint != 0 ? DB_ONE(m->a, m->db, &r,
	    "select xz.inspection_part($1) is null as stays", DB_I64(insp_of(m)->id)) : OK;
}

enum err
insp_partners_ready(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce(string_agg(agency_name, '、' order by id), '') as who from xz.inspection_partners($1)"
	    " where approval <> 'approved' and state <> 'cancelled'", DB_I64(insp_of(m)->id));

	return e == OK && *row_text(r, "who") != '\0' ? act_refuse(m, ERR_STATE, "", "inspect_joint_wait",
	    row_text(r, "who")) : e;
}

enum err
insp_code_good(struct act_move *m)
{
	struct db_row r;
	enum err e = inspection_code_of(m->a, m->db, insp_of(m)->id, &r);

	return e == ERR_NOT_FOUND || (e == OK && row_has(r, "revoked_at")) ? act_refuse(m, ERR_STATE, "",
	    "inspect_joint_lead", NULL) : e;
}

/* ---- the daemon: what one did stands in the records of the others */

struct noting {
	const struct act *act;
	int64_t move;
	struct ref who;
	const char *kind;
};

enum err
insp_partner(struct act_move *m)
{
	note_with(m, ((const struct noting *)m->with)->who);
	return OK;
}

void
insp_want_partner(struct act_move *m, struct act_work *w)
{
	if (m->step->effect == insp_partner)
		act_want(w, (struct act_wanted){ .kind = "inspection_partner", .duty = "officer",
		    .account = insp_of(m)->opened_by, .item = ((const struct noting *)m->with)->move });
}

static enum err
note_one(struct arena *a, struct db *db, struct noting *x, struct ref to)
{
	return insp_by_platform(a, db, x->act, to, str_eq(x->kind, "joined") ? "partner_joined" : "partner_parted", x);
}

/* Those who are of the visit: its lead, and whoever joined last and did not part. */
static enum err
note_fn(struct arena *a, struct db *db, void *ctx)
{
	struct noting *x = ctx;
	const struct db_rows *rows;
	int k;
	enum err e = DB_MANY(a, db, &rows,
	    "select o.ref from xz.inspection_joint_move v join xz.inspection_joint j on j.id = v.joint_id"
	    " cross join lateral (select j.lead_id as id union select y.inspection_id from xz.inspection_joint_move y"
	    " where y.joint_id = j.id) p"
	    " join xz.inspection o on o.id = p.id and o.id <> v.inspection_id"
	    " and o.state not in ('closed', 'cancelled')"
	    " where v.id = $1 and v.noted_at is null and (o.id = j.lead_id or (select y.kind"
	    " from xz.inspection_joint_move y"
	    "  where y.joint_id = j.id and y.inspection_id = o.id order by y.id desc limit 1) = 'joined')"
	    " order by o.id", DB_I64(x->move));

	for (k = 0; e == OK && k < db_count(rows); k++)
		e = note_one(a, db, x, row_ref(db_at(rows, k), "ref"));
	return e == OK ? DB_EXEC(a, db,
	    "update xz.inspection_joint_move set noted_at = xz.now() where id = $1", DB_I64(x->move)) : e;
}

enum err
insp_joint_due(struct arena *a, struct db *db, const struct act *by, int64_t *n)
{
	const struct db_rows *rows;
	int k;
	enum err e = DB_MANY(a, db, &rows,
	    "select v.id, v.kind, w.ref as who from xz.inspection_joint_move v join xz.inspection w"
	    " on w.id = v.inspection_id where v.noted_at is null order by v.id limit 50");

	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);
		struct noting x = { .act = by, .move = row_i64(r, "id"), .who = row_ref(r, "who"),
		    .kind = row_text(r, "kind") };

		e = db_tx_run(a, db, NULL, note_fn, &x, NULL);
		*n += e == OK;
	}
	return e;
}
