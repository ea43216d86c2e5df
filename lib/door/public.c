/* public.c - see public.h. */
#include "lib/door/public.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/door/code.h"
#include "lib/sec/sec.h"

#define TOKEN_BYTES 32

/* The digest under which the store knows the session. */
static struct db_param
hash_of(struct arena *a, const char *token)
{
	unsigned char *hash = arena_alloc(a, SHA256_SIZE);

	sha256(token, strlen(token), hash);
	return DB_BYTES(hash, SHA256_SIZE);
}

enum err
door_enter(struct arena *a, struct db *db, const char *typed, const char *remote, struct door_entry *out)
{
	unsigned char code[DOOR_HASH_SIZE], secret[32];
	const char *token = random_token(a, TOKEN_BYTES);
	struct db_row r;
	enum err e;

	*out = (struct door_entry){ .outcome = DOOR_MISTYPED, .until = TIME_NONE };
	if (!door_code_read(a, typed, code))
		return OK;
	random_bytes(secret, sizeof(secret));
	e = DB_ONE(a, db, &r, "select entered, held from xz.door_enter($1, $2, $3, $4)", DB_BYTES(code, sizeof(code)),
	    DB_TEXT(remote), hash_of(a, token), DB_BYTES(secret, sizeof(secret)));
	wipe(secret, sizeof(secret));
	if (e != OK)
		return e;
	out->until = row_time(r, "held");
	out->outcome = row_bool(r, "entered") ? DOOR_IN : row_has(r, "held") ? DOOR_HELD : DOOR_WRONG;
	out->token = out->outcome == DOOR_IN ? token : NULL;
	return OK;
}

enum err
door_session(struct arena *a, struct db *db, const char *token, struct door_visitor *out)
{
	const void *secret;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(a, db, &r,
	    "select secret, name, code, natural_person, until, others from xz.door_session($1)", hash_of(a, token));

	if (e != OK)
		return e;
	secret = row_bytes(a, r, "secret", &n);
	if (n != sizeof(out->secret))
		return err_set(ERR_DB, "a session without a secret");
	*out = (struct door_visitor){ .name = row_text(r, "name"), .code = row_text(r, "code"),
	    .natural_person = row_bool(r, "natural_person"), .until = row_time(r, "until"),
	    .others = row_i64(r, "others") };
	memcpy(out->secret, secret, n);
	return OK;
}

enum err
door_leave(struct arena *a, struct db *db, const char *token)
{
	return DB_EXEC(a, db, "select xz.door_leave($1)", hash_of(a, token));
}

enum err
door_cases(struct arena *a, struct db *db, const char *token, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select ref, number, cause, agency_zh, agency_en, telephone, phase, decision, decision_ref,"
	    " outcome, decided_on, served_on, revoked_on, fine_fen, confiscation_fen, paid_fen, pay_code, pay_due,"
	    " public_state, public_since, public_until, array_to_string(may, ',') as may, electronic,"
	    " electronic_on from xz.door_cases($1)",
	    hash_of(a, token));
}

enum err
door_papers(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select ref, name_zh, name_en, number, what, served_on, ended, made,"
	    " electronic, review from xz.door_papers($1, $2)", hash_of(a, token), DB_REF(which));
}

enum err
door_terms(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select rule, state, due_at, term_n, term_unit, source, place"
	    " from xz.door_terms($1, $2)", hash_of(a, token), DB_REF(which));
}

enum err
door_payments(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select n, due_on, paid_at, amount_fen from xz.door_payments($1, $2)",
	    hash_of(a, token), DB_REF(which));
}

enum err
door_sent(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select number, sort, received_at, late, state, answer, ended_at, became,"
	    " became_on, files, refused from xz.door_sent($1, $2)", hash_of(a, token), DB_REF(which));
}

enum err
door_paper(struct arena *a, struct db *db, const char *token, struct ref which, const void **out, size_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select content from xz.door_paper($1, $2)", hash_of(a, token), DB_REF(which));

	if (e == OK)
		*out = row_bytes(a, r, "content", n);
	return e;
}

enum err
door_readings(struct arena *a, struct db *db, const char *token, struct ref which, int32_t today,
    const struct db_rows **out)
{
	struct calendar_parameter p = { .value = 0 };
	enum err e = calendar_parameter_get(a, db, DOOR_READINGS, today, 0, NULL, &p);

	*out = NULL;
	if (e == ERR_NOT_FOUND || (e == OK && p.value == 0))
		return OK;
	return e == OK ? DB_MANY(a, db, out, "select agency_zh, agency_en, at from xz.door_readings($1, $2)",
	    hash_of(a, token), DB_REF(which)) : e;
}

/* ---- visits */

enum err
door_visits(struct arena *a, struct db *db, const char *token, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select ref, agency_zh, agency_en, telephone, kind, state, from_at, to_at, arrived_at, told_at, outcome,"
	    " reason_zh, reason_en, basis, officers, emergency, counted, place, cap"
	    " from xz.door_visits($1)", hash_of(a, token));
}

enum err
door_visit_items(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select n, name_zh, name_en, standard, answer_zh, answer_en, bad, remedy_zh, remedy_en, due_on"
	    " from xz.door_visit_items($1, $2)", hash_of(a, token), DB_REF(which));
}

enum err
door_counts(struct arena *a, struct db *db, const char *token, int32_t today, struct door_count **out, int *n)
{
	int year, month, day, i;
	const struct db_rows *rows;
	enum err e;

	day_parts(today, &year, &month, &day);
	e = DB_MANY(a, db, &rows, "select agency_id, agency_zh, agency_en, n from xz.door_counts($1, $2::int)",
	    hash_of(a, token), DB_I64(year));
	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct door_count, (size_t)*n + 1);
	for (i = 0; e == OK && i < *n; i++) {
		struct db_row r = db_at(rows, i);
		bool all = !row_has(r, "agency_id");
		struct calendar_parameter p;

		(*out)[i] = (struct door_count){ .agency_zh = row_text_null(r, "agency_zh"),
		    .agency_en = row_text_null(r, "agency_en"), .n = row_i64(r, "n"), .of = -1 };
		e = calendar_parameter_get(a, db, all ? "inspection.cap.firm" : "inspection.cap.agency", today,
		    row_i64_or(r, "agency_id", 0), NULL, &p);
		if (e == OK) {
			(*out)[i].of = p.value;
			(*out)[i].source = p.source;
		}
		e = e == ERR_NOT_FOUND ? OK : e;
	}
	return e;
}
