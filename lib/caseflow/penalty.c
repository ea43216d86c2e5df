/* penalty.c - see penalty.h. */
#include "lib/caseflow/penalty.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/capital.h"
#include "lib/base/str.h"
#include "lib/caseflow/words.h"

enum err
penalty_list(struct act_move *m, int64_t party, const char *stage, int version, struct penalty **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select p.party_id, p.cause_id, p.kind, coalesce(k.name_zh, p.kind) as kind_name, p.amount_fen, p.detail"
	    " from xz.caseflow_penalty p left join xz.law_code k on k.kind = 'penalty_kind' and k.code = p.kind"
	    " where p.case_id = $1 and ($2 = 0 or p.party_id = $2) and p.stage = $3 and p.stage_version = $4"
	    " order by k.seq, p.id", DB_I64(case_of(m)->id), DB_I64(party), DB_TEXT(stage), DB_I64(version));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(m->a, struct penalty, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct penalty){ row_i64(r, "party_id"), row_i64_or(r, "cause_id", 0),
		    row_text(r, "kind"), row_text(r, "kind_name"), row_i64(r, "amount_fen"), row_text(r, "detail") };
	}
	return OK;
}

enum err
penalty_put(struct act_move *m, const struct penalty *p, int n, const char *stage, int version)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < n; i++)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_penalty (case_id, party_id, stage, stage_version, cause_id, kind,"
		    " amount_fen, detail) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		    DB_I64(case_of(m)->id), DB_I64(p[i].party), DB_TEXT(stage), DB_I64(version), DB_ID(p[i].cause),
		    DB_TEXT(p[i].kind), DB_I64(p[i].amount_fen), DB_TEXT(p[i].detail));
	return e;
}

enum err
penalty_latest(struct act_move *m, int64_t party, const char *stage, int *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce(max(stage_version), 0) as v from xz.caseflow_penalty"
	    " where case_id = $1 and party_id = $2 and stage = $3",
	    DB_I64(case_of(m)->id), DB_I64(party), DB_TEXT(stage));

	if (e == OK)
		*out = row_i32(r, "v");
	return e;
}

int64_t
penalty_sum(const struct penalty *p, int n, const char *kind)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(p[i].kind, kind) == 0)
			sum += p[i].amount_fen;
	return sum;
}

bool
penalty_has_amount(const char *kind)
{
	return strcmp(kind, "fine") == 0 || strcmp(kind, "confiscate_gains") == 0 ||
	    strcmp(kind, "confiscate_goods") == 0;
}

static bool
has_kind(const struct penalty *p, int n, const char *kind)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(p[i].kind, kind) == 0)
			return true;
	return false;
}

bool
penalty_heavier(const struct penalty *now, int now_n, const struct penalty *then, int then_n)
{
	int i;

	for (i = 0; i < now_n; i++)
		if (!has_kind(then, then_n, now[i].kind) ||
		    penalty_sum(now, now_n, now[i].kind) > penalty_sum(then, then_n, now[i].kind))
			return true;
	return false;
}

bool
penalty_same(const struct penalty *a, int a_n, const struct penalty *b, int b_n)
{
	return !penalty_heavier(a, a_n, b, b_n) && !penalty_heavier(b, b_n, a, a_n);
}

const char *
penalty_yuan(struct arena *a, int64_t fen)
{
	if (fen % 100 == 0)
		return arena_printf(a, "%" PRId64, fen / 100);
	return arena_printf(a, "%" PRId64 ".%02d", fen / 100, (int)(fen % 100));
}

const char *
penalty_text(struct arena *a, const struct penalty *p, int n)
{
	struct str s;
	int i;

	str_init(&s, a);
	for (i = 0; i < n; i++) {
		str_add(&s, i > 0 ? "；" : "");
		str_add(&s, p[i].kind_name);
		if (p[i].amount_fen > 0)
			str_printf(&s, strcmp(p[i].kind, "confiscate_goods") == 0 ? CASE_VALUE : CASE_AMOUNT,
			    penalty_yuan(a, p[i].amount_fen));
		if (*p[i].detail != '\0')
			str_printf(&s, "（%s）", p[i].detail);
	}
	return s.s;
}

void
penalty_doc(struct act_move *m, const char *name, int64_t fen)
{
	if (fen <= 0)
		return;
	act_doc(m, name, json_string(penalty_yuan(m->a, fen)));
	act_doc(m, arena_printf(m->a, "%s_capital", name), json_string(capital_yuan(m->a, fen)));
}

json_t *
penalty_json(struct arena *a, const struct penalty *p, int n)
{
	json_t *out = json_array();
	int i;

	for (i = 0; i < n; i++)
		json_array_append_new(out, json_pack("{s:s,s:s,s:s,s:s,s:I,s:s}", "kind", p[i].kind, "name",
		    p[i].kind_name, "amount", p[i].amount_fen > 0 ? penalty_yuan(a, p[i].amount_fen) : "",
		    "capital", p[i].amount_fen > 0 ? capital_yuan(a, p[i].amount_fen) : "",
		    "amount_fen", (json_int_t)p[i].amount_fen, "detail", p[i].detail));
	return out;
}
