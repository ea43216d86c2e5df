/* invitation.c - what is done with an invitation; when and by whom: the rows of procedure.csv.  What it leads to is a
 * joint visit as lib/inspection has it: the agency that was asked begins an inspection of its own and joins. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/joint/priv.h"
#include "lib/law/law.h"
#include "lib/record/record.h"

#define WORDS_MAX 500

/* ---- asked */

static const struct field invite_fields[] = {
	{ .name = "agency", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "asked", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};

static enum err
offer(struct act_move *m, const char *field, const struct db_rows *rows)
{
	char ref[REF_TEXT_SIZE];
	int i;

	for (i = 0; i < db_count(rows); i++) {
		ref_text(row_ref(db_at(rows, i), "ref"), ref);
		input_option(m->in, field, arena_strdup(m->a, ref), row_text(db_at(rows, i), "name"),
		    row_text(db_at(rows, i), "name_en"));
	}
	return OK;
}

/* Agencies that have somebody to answer, and officers to come. */
static enum err
invite_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select g.ref, g.name, coalesce(nullif(g.name_en, ''), g.name) as name_en from xz.people_agency g"
	    " where g.active and g.id <> $1 and (select bit_or(xz.people_duties(c.id)) from xz.people_account c"
	    " where c.agency_id = g.id and c.active) & 6 = 6 order by g.code limit 500",
	    DB_I64(invitation_of(m)->agency));

	return e == OK ? offer(m, "agency", rows) : e;
}

/* Not begun yet, announced, and with room for one agency more: the lead, those who joined, those who are asked. */
static enum err
invite_check(struct act_move *m)
{
	const struct joint_invitation *v = invitation_of(m);
	struct calendar_parameter most;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select i.state in ('planned', 'triggered', 'asked', 'approved')"
	    " and not i.emergency and i.to_at > xz.now() as early, i.surprise_ref is not null as surprise,"
	    " xz.joint_seats(i.id) as n from xz.inspection i where i.id = $1", DB_I64(v->inspection));

	if (e == OK)
		e = calendar_parameter_get(m->a, m->db, "inspection.merge.agencies", m->today, v->agency, NULL, &most);
	if (e != OK)
		return e;
	if (!row_bool(r, "early"))
		return act_refuse(m, ERR_STATE, "", "invitation_late", NULL);
	if (row_bool(r, "surprise"))
		return act_refuse(m, ERR_STATE, "", "invitation_surprise", NULL);
	return row_i64(r, "n") + 1 > most.value ? act_refuse(m, ERR_STATE, "", "invitation_full", NULL) : OK;
}

static enum err
invite(struct act_move *m)
{
	struct joint_invitation *v = invitation_of(m);
	struct ref to;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, "agency", &to))
		return err_set(ERR_INPUT, "no agency");
	e = DB_ONE(m->a, m->db, &r, "insert into xz.joint_invitation (agency_id, unit_id, opened_by, inspection_id,"
	    " to_agency_id, subject_id, subject_name, items, asked, from_at, to_at, state, opened_at)"
	    " select $1, $2, $3, i.id, g.id, i.subject_id, i.subject_name, coalesce((select string_agg(t.name, '、'"
	    " order by t.n) from xz.inspection_item t where t.inspection_id = i.id), ''), $6, i.from_at, i.to_at,"
	    " 'asked', $7 from xz.inspection i cross join xz.people_agency g where i.id = $4 and g.ref = $5"
	    " on conflict do nothing returning id, ref, to_agency_id", DB_I64(v->agency), DB_ID(v->unit),
	    DB_I64(m->actor.account), DB_I64(v->inspection), DB_REF(to), DB_TEXT(input_text(m->in, "asked")),
	    DB_TIME(m->now));
	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "agency", "invitation_there", NULL);
	if (e != OK)
		return e;
	v->id = row_i64(r, "id");
	v->ref = row_ref(r, "ref");
	v->to_agency = row_i64(r, "to_agency_id");
	e = record_chain_open(m->a, m->db, v->ref, "invitation", m->now, &v->chain);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.joint_invitation set chain_id = $2 where id = $1",
	    DB_I64(v->id), DB_I64(v->chain)) : e;
}

/* ---- answered */

static const struct field accept_fields[] = {
	{ .name = "officer", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field decline_fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_apart" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};

/* Officers of the agency with a certificate of today: one of them begins the agency's part. */
static enum err
accept_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows, "select p.ref, f.name || ' ' || t.no as name,"
	    " f.name || ' ' || t.no as name_en from xz.people_account c join xz.people_principal p on p.id = c.id"
	    " join xz.people_officer f on f.id = c.officer_id and f.active and f.kind = 'formal'"
	    " join lateral xz.people_certificate_of(f.id, $2::date) t on true where c.active and c.agency_id = $1"
	    " and c.unit_id is not null and xz.people_duties(c.id) & 2 <> 0"
	    " order by (c.unit_id = $3) desc nulls last, f.name, c.id limit 500", DB_I64(m->actor.agency),
	    DB_DAY(m->today), DB_ID(m->actor.unit));

	return e == OK ? offer(m, "officer", rows) : e;
}

static enum err
answered(struct act_move *m, int64_t officer, const char *ground)
{
	invitation_of(m)->officer = officer;
	return DB_EXEC(m->a, m->db, "update xz.joint_invitation set answered_at = $2, answered_by = $3,"
	    " officer_id = $4, ground = $5, words = $6 where id = $1", DB_I64(invitation_of(m)->id), DB_TIME(m->now),
	    DB_I64(m->actor.account), DB_ID(officer), ground != NULL ? DB_TEXT(ground) : DB_NULL,
	    DB_TEXT(input_text(m->in, "words")));
}

static enum err
accept_it(struct act_move *m)
{
	struct ref officer;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, "officer", &officer))
		return err_set(ERR_INPUT, "no officer");
	e = DB_ONE(m->a, m->db, &r, "select id from xz.people_principal where ref = $1", DB_REF(officer));
	return e == OK ? answered(m, row_i64(r, "id"), NULL) : e;
}

static enum err
decline_prepare(struct act_move *m)
{
	struct law_code *codes;
	int i, n;
	enum err e = law_codes(m->a, m->db, "inspect_apart", m->today, &codes, &n);

	for (i = 0; e == OK && i < n; i++)
		input_option(m->in, "ground", codes[i].code, codes[i].name_zh, codes[i].name_en);
	return e;
}

static enum err
decline_check(struct act_move *m)
{
	if (str_eq(input_text(m->in, "ground"), "other") && !input_given(m->in, "words"))
		act_problem(m, "words", "required", NULL);
	return OK;
}

static enum err
decline(struct act_move *m)
{
	return answered(m, 0, input_text(m->in, "ground"));
}

/* ---- taken back; known */

static const struct field withdraw_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field know_fields[] = {
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 2, .max = 200 },
	{ 0 }
};

/* Who was asked need not do anything any more. */
static enum err
withdraw(struct act_move *m)
{
	struct db_row r;

	return DB_ONE(m->a, m->db, &r, "select xz.joint_tasks_end('invitation', $1) is null as done",
	    DB_I64(invitation_of(m)->id));
}

static enum err
know(struct act_move *m)
{
	invitation_of(m)->known = true;
	return DB_EXEC(m->a, m->db, "update xz.joint_invitation set known_at = $2 where id = $1",
	    DB_I64(invitation_of(m)->id), DB_TIME(m->now));
}

const struct act_step invitation_steps[] = {
	{ .code = "invite", .fields = invite_fields, .prepare = invite_prepare, .check = invite_check,
	    .effect = invite },
	{ .code = "accept", .fields = accept_fields, .prepare = accept_prepare, .effect = accept_it },
	{ .code = "decline", .fields = decline_fields, .prepare = decline_prepare, .check = decline_check,
	    .effect = decline },
	{ .code = "withdraw", .fields = withdraw_fields, .effect = withdraw },
	{ .code = "know", .fields = know_fields, .effect = know },
	{ .code = "lapse" },
	{ .code = "joined" },
	{ .code = "came" },
	{ .code = "missed" },
	{ .code = NULL },
};
