/* programme.c - what is done with a programme from its opening to its change; when and by whom: the rows of
 * procedure.csv. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/joint/priv.h"
#include "lib/joint/words.h"
#include "lib/record/record.h"

#define WORDS_MAX 1000

/* ---- opened */

static const struct field open_fields[] = {
	{ .name = "year", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 2020, .max = 2099 },
	{ 0 }
};

/* In the last two months the next year's is written. */
static enum err
open_prepare(struct act_move *m)
{
	int year, month, mday;

	day_parts(m->today, &year, &month, &mday);
	input_default(m->in, "year", arena_printf(m->a, "%d", month >= 11 ? year + 1 : year));
	return OK;
}

static enum err
open_check(struct act_move *m)
{
	int64_t asked = input_number(m->in, "year");
	int year, month, mday;

	day_parts(m->today, &year, &month, &mday);
	if (input_given(m->in, "year") && (asked < year || asked > year + 1))
		act_problem(m, "year", "programme_year", NULL);
	return OK;
}

static enum err
add_edition(struct act_move *m, const char *reason)
{
	return DB_EXEC(m->a, m->db, "insert into xz.joint_edition (programme_id, n, reason) values ($1, $2, $3)",
	    DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition), DB_TEXT(reason));
}

static enum err
open_it(struct act_move *m)
{
	struct joint_programme *p = programme_of(m);
	struct db_row r;
	enum err e;

	p->year = (int)input_number(m->in, "year");
	p->edition = 1;
	e = DB_ONE(m->a, m->db, &r, "insert into xz.joint_programme (agency_id, year, state, opened_at)"
	    " values ($1, $2, 'draft', $3) on conflict do nothing returning id, ref", DB_I64(p->agency),
	    DB_I64(p->year), DB_TIME(m->now));
	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "year", "programme_there", NULL);
	if (e != OK)
		return e;
	p->id = row_i64(r, "id");
	p->ref = row_ref(r, "ref");
	e = add_edition(m, "");
	if (e == OK)
		e = record_chain_open(m->a, m->db, p->ref, "programme", m->now, &p->chain);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.joint_programme set chain_id = $2 where id = $1",
	    DB_I64(p->id), DB_I64(p->chain)) : e;
}

/* ---- agreed upon */

static const struct field submit_fields[] = {
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field approve_fields[] = {
	{ .name = "agree", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};

static enum err
asking(struct act_move *m)
{
	m->to = "asked";
	return OK;
}

static enum err
approve_prepare(struct act_move *m)
{
	input_option(m->in, "agree", "yes", JOINT_AGREE);
	input_option(m->in, "agree", "no", JOINT_RETURN);
	return OK;
}

/* Where lines may be written: the first edition is a draft, any other one a change. */
static const char *
open_state(const struct act_move *m)
{
	return programme_of(m)->edition > 1 ? "changing" : "draft";
}

static enum err
approve_it(struct act_move *m)
{
	struct act_verdict v;
	enum err e = act_verdict(m, str_eq(input_text(m->in, "agree"), "yes"), input_text(m->in, "words"), &v);

	if (e != OK)
		return e;
	act_note(m, "verdict", json_string(v.agree ? "agree" : "return"));
	if (!v.agree || !v.last) {
		m->to = v.agree ? "=" : open_state(m);
		return OK;
	}
	return DB_EXEC(m->a, m->db, "update xz.joint_edition set agreed_on = $3 where programme_id = $1 and n = $2",
	    DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition), DB_DAY(m->today));
}

/* Agreed upon and not filed yet: it may still be found wrong. */
static const struct field rework_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static enum err
rework(struct act_move *m)
{
	m->to = open_state(m);
	return DB_EXEC(m->a, m->db, "update xz.joint_edition set agreed_on = null where programme_id = $1 and n = $2",
	    DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition));
}

/* ---- filed: with the bureau of justice and the department above */

static const struct field file_fields[] = {
	{ .name = "filed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "upper", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "upper_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
file_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select agreed_on from xz.joint_edition where programme_id = $1 and n = $2",
	    DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition));

	if (e != OK)
		return e;
	act_not_before(m, "filed_on", row_day(r, "agreed_on"));
	act_not_before(m, "upper_on", row_day(r, "agreed_on"));
	return OK;
}

/* The digest is of the lines in their order, their parts divided by tabs. */
#define LINES_DIGEST "select sha256(convert_to(coalesce(string_agg(concat_ws(E'\\t', l.n, l.code, l.name, l.firms," \
    " coalesce((select string_agg(f.code, ',' order by f.code, f.subject_id) from xz.joint_firm f" \
    " where f.line_id = l.id), ''), l.from_on, l.to_on, l.visits, l.unannounced," \
    " nullif(l.campaign, '')), E'\\n' order by l.n), ''), 'UTF8'))" \
    " from xz.joint_line l where l.programme_id = $1 and l.edition = $2"

static enum err
file_it(struct act_move *m)
{
	struct joint_programme *p = programme_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "update xz.joint_edition set filed_on = $3, upper_name = $4,"
	    " upper_on = $5, filed_at = $6, digest = (" LINES_DIGEST ") where programme_id = $1 and n = $2"
	    " returning encode(digest, 'hex') as digest", DB_I64(p->id), DB_I64(p->edition),
	    DB_DAY(input_day(m->in, "filed_on")), DB_TEXT(input_text(m->in, "upper")),
	    DB_DAY(input_day(m->in, "upper_on")), DB_TIME(m->now));

	if (e != OK)
		return e;
	act_note(m, "edition", json_integer(p->edition));
	act_note(m, "lines", json_integer(p->lines));
	act_note(m, "digest", json_string(row_text(r, "digest")));
	p->filed_edition = p->edition;
	p->received = false;
	return OK;
}

static const struct field receive_fields[] = {
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static enum err
receive(struct act_move *m)
{
	programme_of(m)->received = true;
	return DB_EXEC(m->a, m->db, "update xz.joint_edition set received_at = $3, received_by = $4"
	    " where programme_id = $1 and n = $2", DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->filed_edition),
	    DB_TIME(m->now), DB_I64(m->actor.account));
}

/* ---- changed: another edition, which begins with the lines of the one before */

static const struct field change_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = WORDS_MAX },
	{ 0 }
};

static enum err
change(struct act_move *m)
{
	struct joint_programme *p = programme_of(m);
	struct db_row r;
	enum err e;

	/* what was filed need not be noted any more: the change will be */
	e = DB_ONE(m->a, m->db, &r, "select xz.joint_tasks_end('programme', $1) is null as done", DB_I64(p->id));
	p->edition++;
	if (e == OK)
		e = add_edition(m, input_text(m->in, "reason"));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "insert into xz.joint_line (programme_id, edition, n, item_id, matter_id,"
		    " code, name, name_en, firms, campaign, from_on, to_on, visits, unannounced) select programme_id,"
		    " $2, n, item_id, matter_id, code, name, name_en, firms, campaign, from_on, to_on, visits,"
		    " unannounced"
		    " from xz.joint_line"
		    " where programme_id = $1 and edition = $2 - 1", DB_I64(p->id), DB_I64(p->edition));
	return e == OK ? DB_EXEC(m->a, m->db, "insert into xz.joint_firm (line_id, subject_id, code, name)"
	    " select l.id, f.subject_id, f.code, f.name from xz.joint_line l join xz.joint_line x"
	    " on x.programme_id = l.programme_id and x.n = l.n and x.edition = $2 - 1 join xz.joint_firm f"
	    " on f.line_id = x.id where l.programme_id = $1 and l.edition = $2", DB_I64(p->id),
	    DB_I64(p->edition)) : e;
}

/* What was filed stands; its record says that a change was begun. */
static const struct field give_up_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static enum err
give_up(struct act_move *m)
{
	struct joint_programme *p = programme_of(m);
	enum err e = DB_EXEC(m->a, m->db, "delete from xz.joint_line where programme_id = $1 and edition = $2",
	    DB_I64(p->id), DB_I64(p->edition));

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "delete from xz.joint_load where programme_id = $1 and edition = $2",
		    DB_I64(p->id), DB_I64(p->edition));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "delete from xz.joint_edition where programme_id = $1 and n = $2",
		    DB_I64(p->id), DB_I64(p->edition));
	p->edition = p->filed_edition;
	return e;
}

const struct act_step programme_steps[] = {
	{ .code = "open", .fields = open_fields, .prepare = open_prepare, .check = open_check, .effect = open_it },
	{ .code = "submit", .fields = submit_fields, .asking = asking },
	{ .code = "approve", .fields = approve_fields, .prepare = approve_prepare, .effect = approve_it },
	{ .code = "rework", .fields = rework_fields, .effect = rework },
	{ .code = "file", .fields = file_fields, .check = file_check, .effect = file_it },
	{ .code = "receive", .fields = receive_fields, .effect = receive },
	{ .code = "change", .fields = change_fields, .effect = change },
	{ .code = "give_up", .fields = give_up_fields, .effect = give_up },
	{ .code = NULL },
};

/* ---- guards */

static enum err
has_lines(struct act_move *m, bool *holds)
{
	*holds = programme_of(m)->lines > 0;
	return OK;
}

static enum err
not_received(struct act_move *m, bool *holds)
{
	*holds = !programme_of(m)->received;
	return OK;
}

const struct act_guard programme_guards[] = {
	{ .name = "has_lines", .test = has_lines, .when = true },
	{ .name = "not_received", .test = not_received, .when = true },
	{ .name = NULL },
};
