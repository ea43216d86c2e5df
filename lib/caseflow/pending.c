/* pending.c - see pending.h. */
#include "lib/caseflow/pending.h"

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"

enum err
caseflow_next_approval(struct arena *a, struct db *db, int64_t case_id, struct caseflow_waiting *out)
{
	struct act_approval p;
	enum err e = act_approval_next(a, db, "case", case_id, &p);

	if (e == OK)
		*out = (struct caseflow_waiting){ .ref = p.ref, .action = p.action, .duty = p.duty,
		    .asked_by = p.asked_by };
	return e;
}

enum err
caseflow_next_cosign(struct arena *a, struct db *db, int64_t case_id, struct caseflow_waiting *out)
{
	struct act_cosign s;
	enum err e = act_cosign_next(a, db, "case", case_id, &s);

	if (e == OK)
		*out = (struct caseflow_waiting){ .ref = s.ref, .action = s.action, .account = s.account,
		    .asked_by = s.asked_by };
	return e;
}

enum err
caseflow_track_list(struct arena *a, struct db *db, int64_t case_id, struct case_track **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select ref from xz.caseflow_track where case_id = $1 order by id",
	    DB_I64(case_id));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct case_track, (size_t)*n);
	for (i = 0; e == OK && i < *n; i++)
		e = track_load(a, db, row_ref(db_at(rows, i), "ref"), case_id, &(*out)[i]);
	return e;
}

enum err
caseflow_members(struct arena *a, struct db *db, int64_t case_id, struct caseflow_member **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select o.account_id, p.ref, o.role, o.state from xz.caseflow_officer o"
	    " join xz.people_principal p on p.id = o.account_id where o.case_id = $1 order by o.id", DB_I64(case_id));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct caseflow_member, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = (struct caseflow_member){ row_i64(db_at(rows, i), "account_id"),
		    row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "role"),
		    row_text(db_at(rows, i), "state") };
	return OK;
}

enum err
caseflow_party_refs(struct arena *a, struct db *db, int64_t case_id, struct ref **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select ref from xz.caseflow_party where case_id = $1 order by id",
	    DB_I64(case_id));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct ref, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = row_ref(db_at(rows, i), "ref");
	return OK;
}
