/* subject.c - see subject.h. */
#include "lib/caseflow/subject.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/register/code.h"

enum err
subject_prepare(struct act_move *m)
{
	struct register_subject s;
	enum err e = option_codes(m, "new_kind", "subject_kind");

	if (e != OK || ref_zero(case_source(m)->subject))
		return e;
	e = register_get(m->a, m->db, case_source(m)->subject, &s);
	if (e != OK)
		return e;
	input_option_ref(m->in, "subject", s.ref, arena_printf(m->a, "%s %s", s.name, s.code), NULL);
	input_default(m->in, "subject", ref_text_in(m->a, s.ref));
	return OK;
}

static void
check_code(struct act_move *m)
{
	const char *kind = input_text(m->in, "new_kind"), *code = input_text(m->in, "new_code");
	const char *wrong;
	enum code_fault fault;

	if (*code == '\0') {
		if (strcmp(kind, "company") == 0 || strcmp(kind, "individual") == 0)
			act_problem(m, "new_code", "required", NULL);
		return;
	}
	if (strcmp(kind, "person") == 0)
		wrong = (fault = code_citizen_id(code, m->today)) != CODE_OK ? code_fault_name(fault) : NULL;
	else
		wrong = code_refused(code, m->today);
	if (wrong != NULL)
		act_problem(m, "new_code", arena_printf(m->p->arena, "code_%s", wrong), NULL);
}

enum err
subject_check(struct act_move *m, bool required)
{
	bool chosen = input_given(m->in, "subject"), typed = input_given(m->in, "new_name");

	if (chosen && typed)
		act_problem(m, "new_name", "subject_twice", NULL);
	if (!chosen && !typed && required)
		act_problem(m, "new_name", "subject_missing", NULL);
	if (typed && !input_given(m->in, "new_kind"))
		act_problem(m, "new_kind", "required", NULL);
	if (typed && input_given(m->in, "new_kind"))
		check_code(m);
	return OK;
}

enum err
subject_take(struct act_move *m, struct register_subject *out)
{
	struct register_new n = { .kind = input_text(m->in, "new_kind"), .name = input_text(m->in, "new_name"),
	    .code = input_text(m->in, "new_code"), .address = input_text(m->in, "new_address"), .origin = "desk" };
	struct ref ref;
	int64_t id = 0;
	enum err e;

	*out = (struct register_subject){ .name = "", .code = "" };
	if (input_ref(m->in, "subject", &ref))
		return register_get(m->a, m->db, ref, out);
	if (*n.name == '\0')
		return OK;
	e = register_add(m->a, m->db, &n, &id);
	if (e == ERR_CONFLICT) {
		act_problem(m, "new_code", "code_taken", NULL);
		return OK;
	}
	return e == OK ? register_get_id(m->a, m->db, id, out) : e;
}

enum err
subject_party(struct act_move *m, int64_t subject_id, int64_t *party_id)
{
	struct register_subject s;
	struct db_row r;
	enum err e = register_get_id(m->a, m->db, subject_id, &s);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.caseflow_party as p (case_id, subject_id, natural_person, name, code, address,"
		    " representative, contact) values ($1, $2, $3, $4, $5, $6, $7, $8)"
		    " on conflict (case_id, subject_id) do update set name = p.name returning id",
		    DB_I64(case_of(m)->id), DB_I64(s.id), DB_BOOL(s.natural_person), DB_TEXT(s.name), DB_TEXT(s.code),
		    DB_TEXT(s.address), DB_TEXT(s.representative), DB_TEXT(s.contact));
	if (e == OK)
		*party_id = row_i64(r, "id");
	return e;
}
