/* refusal.c - a visit that the firm refuses waits, and goes on or ends as the supervision body decides (lib/joint);
 * what officers meet as obstruction is recorded apart, by code. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

struct refusal {		/* act_move.with */
	struct ref ref;
	const char *ground;
	bool stopped;
};

enum err
inspection_refused(struct arena *a, struct db *db, const struct act *act, struct ref visit, struct ref refusal,
    const char *ground)
{
	struct refusal x = { .ref = refusal, .ground = ground };

	return insp_by_platform(a, db, act, visit, "refused", &x);
}

enum err
inspection_refusal_ended(struct arena *a, struct db *db, const struct act *act, struct ref visit, struct ref refusal,
    bool stopped)
{
	struct refusal x = { .ref = refusal, .stopped = stopped };

	return insp_by_platform(a, db, act, visit, "refusal_ended", &x);
}

static enum err
set(struct act_move *m, const char *how)
{
	insp_of(m)->refused = how;
	return DB_EXEC(m->a, m->db, "update xz.inspection set refused = $2 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TEXT(how));
}

enum err
insp_refused(struct act_move *m)
{
	const struct refusal *x = m->with;

	act_note(m, "refusal", json_string(ref_text_in(m->a, x->ref)));
	act_note(m, "ground", json_string(x->ground));
	return set(m, "open");
}

/* Stopped, it was no visit: its code is good no more, and its place is given back. */
static enum err
stop(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.inspection set cancel_reason = 'stopped', closed_at = $2"
	    " where id = $1", DB_I64(insp_of(m)->id), DB_TIME(m->now));

	m->to = "cancelled";
	if (e == OK && !insp_of(m)->follows)
		e = insp_revoke(m);
	return e == OK ? insp_give_back(m, "stopped") : e;
}

enum err
insp_refusal_ended(struct act_move *m)
{
	const struct refusal *x = m->with;
	enum err e = set(m, x->stopped ? "stopped" : "goes_on");

	act_note(m, "refusal", json_string(ref_text_in(m->a, x->ref)));
	act_note(m, "stopped", json_boolean(x->stopped));
	return e == OK && x->stopped ? stop(m) : e;
}

/* ---- obstruction */

const struct field insp_obstruct_fields[] = {
	{ .name = "obstruction", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_obstruct" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = 1000 },
	{ 0 }
};

enum err
insp_obstruct(struct act_move *m)
{
	const char *code = input_text(m->in, "obstruction");
	struct ref words;
	enum err e = insp_words(m, "words", input_text(m->in, "words"), &words);

	act_note(m, "obstruction", json_string(code));
	return e == OK ? DB_EXEC(m->a, m->db, "insert into xz.inspection_obstruction (inspection_id, code, words_ref,"
	    " account_id, at) values ($1, $2, $3, $4, $5)", DB_I64(insp_of(m)->id), DB_TEXT(code), DB_REF(words),
	    DB_I64(m->actor.account), DB_TIME(m->now)) : e;
}

enum err
inspection_obstructions(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select k.name_zh, k.name_en, c.display_name as by, o.at"
	    " from xz.inspection_obstruction o join xz.law_code k on k.kind = 'inspect_obstruct' and k.code = o.code"
	    " join xz.people_account c on c.id = o.account_id where o.inspection_id = $1 order by o.id", DB_I64(id));
}
