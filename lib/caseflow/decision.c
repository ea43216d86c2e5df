/* decision.c - see decision.h: the row of a decision and its payment code. */
#include "lib/caseflow/decision.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"

const char *
decision_pay_code(struct act_move *m)
{
	int y, month, day;

	day_parts(m->today, &y, &month, &day);
	return arena_printf(m->a, "43%02d%02d%02d%06d%03d", y % 100, month, day, (int)(track_of(m)->id % 1000000),
	    (int)(case_of(m)->agency % 1000));
}

enum err
decision_put(struct act_move *m, const struct decision_new *d, int64_t *id)
{
	int64_t owed = d->fine_fen + d->confiscation_fen;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.caseflow_decision (track_id, agency_id, number, outcome, ground, facts, basis, discretion,"
	    " remedies, decided_on, decided_by, procedure, document_id, fine_fen, confiscation_fen, pay_code,"
	    " pay_code_source, ban_until, ban_open) values ($1::bigint, $2::bigint, $3, $4, $5, $6, $7, $8, $9,"
	    " $10::date, $11, $12, $13, $14, $15, case when $16::bigint = 0 then null else $17 end,"
	    " case when $16 = 0 then null else $18 end,"
	    " $19, $20) returning id, ref",
	    DB_I64(track_of(m)->id), DB_I64(case_of(m)->agency), DB_TEXT(m->document_number),
	    DB_TEXT(track_of(m)->outcome), DB_TEXT(d->ground), DB_TEXT(d->facts), DB_TEXT(d->basis),
	    DB_TEXT(d->discretion), DB_TEXT(d->remedies), DB_DAY(m->today), DB_I64(m->actor.account),
	    DB_TEXT(case_of(m)->procedure), DB_ID(m->document_id), DB_I64(d->fine_fen), DB_I64(d->confiscation_fen),
	    DB_I64(owed), DB_TEXT(d->pay_code != NULL ? d->pay_code : decision_pay_code(m)),
	    DB_TEXT(d->pay_code_source != NULL ? d->pay_code_source : "local"),
	    DB_DAY(d->ban_until != 0 ? d->ban_until : DAY_NONE), DB_BOOL(d->ban_open));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}
