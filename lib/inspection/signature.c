/* signature.c - signatures: the party's drawn one, on paper or refused before a witness; each officer's own. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

#define PATH_MAX_CHARS 16000
#define POINTS_MIN 8
#define EXTENT_MIN 40		/* of the 640 x 260 field */
#define FIELD_W 640
#define FIELD_H 260

const struct field insp_party_fields[] = {
	{ .name = "way", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_sign" },
	{ .name = "person", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "path", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 1, .max = PATH_MAX_CHARS },
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};
const struct field insp_sign_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ .name = "path", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 1, .max = PATH_MAX_CHARS },
	{ .name = "username", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 9 },
	{ 0 }
};

/* "M12,34L13,35..." in whole points of the field. */
bool
insp_path_ok(const char *path, bool *dot)
{
	long x, y, left = FIELD_W, right = 0, top = FIELD_H, bottom = 0;
	const char *p = path;
	int n = 0;
	char *end;

	*dot = false;
	if (*p != 'M')
		return false;
	for (; *p != '\0'; n++) {
		if ((*p != 'M' && *p != 'L') || !isdigit((unsigned char)p[1]))
			return false;
		x = strtol(p + 1, &end, 10);
		if (*end != ',' || !isdigit((unsigned char)end[1]))
			return false;
		y = strtol(end + 1, &end, 10);
		if (x > FIELD_W || y > FIELD_H)
			return false;
		p = end;
		left = x < left ? x : left;
		right = x > right ? x : right;
		top = y < top ? y : top;
		bottom = y > bottom ? y : bottom;
	}
	*dot = n < POINTS_MIN || (right - left < EXTENT_MIN && bottom - top < EXTENT_MIN);
	return true;
}

static void
check_path(struct act_move *m)
{
	bool dot;

	if (!insp_path_ok(input_text(m->in, "path"), &dot))
		act_problem(m, "path", "inspect_path", NULL);
	else if (dot)
		act_problem(m, "path", "inspect_dot", NULL);
}

/* All have signed: the record is whole. */
static enum err
whole(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.inspection_signature s where s.inspection_id = $1)"
	    " and not exists (select from xz.inspection_officer o where o.inspection_id = $1 and o.shown_at is not null"
	    " and o.signed_at is null) as yes", DB_I64(insp_of(m)->id));

	if (e != OK || !row_bool(r, "yes"))
		return e;
	m->to = "signed";
	return DB_EXEC(m->a, m->db,
	    "update xz.inspection set signed_at = $2 where id = $1", DB_I64(insp_of(m)->id), DB_TIME(m->now));
}

enum err
insp_party(struct act_move *m)
{
	const char *way = input_text(m->in, "way");
	struct ref person, path = { { 0 } }, witness = { { 0 } };
	enum err e;

	if (str_eq(way, "refused") && !input_given(m->in, "witness"))
		act_problem(m, "witness", "inspect_witness", NULL);
	if (!str_eq(way, "refused") && !input_given(m->in, "person"))
		act_problem(m, "person", "required", NULL);
	if (str_eq(way, "drawn"))
		check_path(m);
	if (m->p->n > 0)
		return err_set(ERR_INPUT, "%s", m->p->first->code);
	insp_at(m);
	e = insp_words(m, "person", input_text(m->in, "person"), &person);
	if (e == OK && str_eq(way, "drawn"))
		e = insp_words(m, "path", input_text(m->in, "path"), &path);
	if (e == OK && str_eq(way, "refused"))
		e = insp_words(m, "witness", input_text(m->in, "witness"), &witness);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_signature (inspection_id, way, person_ref, path_ref, witness_ref, at)"
		    " values ($1, $2, $3, $4, $5, $6)", DB_I64(insp_of(m)->id), DB_TEXT(way), DB_REF_OR_NULL(person),
		    DB_REF_OR_NULL(path), DB_REF_OR_NULL(witness), DB_TIME(m->occurred));
	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", "inspect_signed", NULL);
	act_note(m, "way", json_string(way));
	return e == OK ? whole(m) : e;
}

enum err
insp_sign_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = inspection_officers(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *label = arena_printf(m->a, "%s %s", row_text(r, "name"), row_text(r, "certificate_no"));

		if (row_i64(r, "account_id") != m->actor.account && row_has(r, "shown_at") && !row_has(r, "signed_at"))
			input_option(m->in, "username", row_text(r, "username"), label, label);
	}
	return e;
}

enum err
insp_sign(struct act_move *m)
{
	const char *way = insp_signer(m) == m->actor.account ? "account" : "code";
	struct people_actor who;
	struct ref path = { { 0 } };
	char ref[REF_TEXT_SIZE];
	int64_t n = 0;
	enum err e = OK;

	insp_at(m);
	if (input_given(m->in, "path"))
		check_path(m);
	if (m->p->n > 0)
		return err_set(ERR_INPUT, "%s", m->p->first->code);
	if (input_given(m->in, "path"))
		e = insp_words(m, "path", input_text(m->in, "path"), &path);
	if (e == OK)
		e = DB_EXEC_N(m->a, m->db, &n,
		    "update xz.inspection_officer set signed_at = $3, sign_way = $4, path_ref = $5"
		    " where inspection_id = $1 and account_id = $2 and signed_at is null and shown_at is not null",
		    DB_I64(insp_of(m)->id), DB_I64(insp_signer(m)), DB_TIME(m->occurred), DB_TEXT(way),
		    DB_REF_OR_NULL(path));
	if (e == OK && n == 0)
		return act_refuse(m, ERR_STATE, "", "inspect_signed", NULL);
	if (e == OK)
		e = people_actor_load(m->a, m->db, insp_signer(m), &who);
	if (e != OK)
		return e;
	ref_text(who.ref, ref);
	act_note(m, "officer", json_string(ref));
	act_note(m, "way", json_string(way));
	return whole(m);
}
