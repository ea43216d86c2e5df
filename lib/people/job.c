/* job.c - see job.h. */
#include "lib/people/job.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define TOKEN_BYTES 32
#define PURPOSE "job token"

static const struct seal_key *key;

void
job_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	key = k->identity;
}

enum err
job_add(struct arena *a, struct db *db, const char *kind, const char *subject_kind, struct ref subject, struct ref *out)
{
	const char *token = random_token(a, TOKEN_BYTES);
	unsigned char hash[32], *sealed;
	struct db_row r;
	size_t n;
	enum err e;

	if (key == NULL)
		return err_set(ERR_IO, "no key to seal a job's token");
	sha256(token, strlen(token), hash);
	seal(a, key, PURPOSE, token, strlen(token), &sealed, &n);
	e = DB_ONE(a, db, &r, "select xz.job_add($1, $2, $3, $4, $5) as ref", DB_TEXT(kind), DB_TEXT(subject_kind),
	    DB_REF(subject), DB_BYTES(hash, sizeof(hash)), DB_BYTES(sealed, n));
	if (e == OK && !row_has(r, "ref"))
		e = err_set(ERR_DENIED, "nobody is signed in");
	if (e == OK)
		*out = row_ref(r, "ref");
	return e;
}

static void
fill(struct db_row r, struct job *out)
{
	*out = (struct job){ .id = row_i64(r, "id"), .account = row_i64(r, "account"), .ref = row_ref(r, "ref"),
	    .subject = row_ref_or_zero(r, "subject_ref"), .kind = row_text(r, "kind"),
	    .subject_kind = row_text(r, "subject_kind"), .state = row_text(r, "state"),
	    .progress = row_i32(r, "progress"), .result = row_text_null(r, "result"),
	    .created_at = row_time(r, "created_at"), .finished_at = row_time(r, "finished_at"),
	    .expires_at = row_time(r, "expires_at") };
}

enum err
job_get(struct arena *a, struct db *db, struct ref ref, struct job *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, account, ref, subject_ref, kind, subject_kind, state, progress, result, created_at,"
	    " finished_at, expires_at from xz.job where ref = $1", DB_REF(ref));

	if (e == OK)
		fill(r, out);
	return e;
}

enum err
job_list(struct arena *a, struct db *db, const char *kind, struct ref subject, int limit, struct job **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select id, account, ref, subject_ref, kind, subject_kind, state, progress, result, created_at,"
	    " finished_at, expires_at from xz.job where account = xz.people_actor() and kind = $1 and subject_ref = $2"
	    " order by id desc limit $3", DB_TEXT(kind), DB_REF(subject), DB_I64(limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct job, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		fill(db_at(rows, i), &(*out)[i]);
	return OK;
}

enum err
job_take(struct arena *a, struct db *db, struct job_work *out)
{
	unsigned char *token;
	const void *sealed;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(a, db, &r,
	    "select id, ref, kind, token_sealed, subject_kind, subject_ref, account from xz.job_take()");

	if (e != OK)
		return e;
	*out = (struct job_work){ .job = { .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .kind = row_text(r, "kind"), .subject_kind = row_text(r, "subject_kind"),
	    .subject = row_ref_or_zero(r, "subject_ref"), .account = row_i64(r, "account"), .state = "running" } };
	sealed = row_bytes(a, r, "token_sealed", &n);
	if (key == NULL || sealed == NULL || unseal(a, key, PURPOSE, sealed, n, &token, &n) != OK) {
		e = job_end(a, db, out);
		return e == OK ? err_set(ERR_INPUT, "a job whose token does not open") : e;
	}
	out->token = (const char *)token;
	return OK;
}

enum err
job_progress(struct arena *a, struct db *db, const struct job_work *w, int percent)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.job set progress = $2, beat_at = clock_timestamp()" /* real time */
	    " where id = $1 and state = 'running'", DB_I64(w->job.id), DB_I64(percent));

	return e == OK && n == 0 ? err_set(ERR_STATE, "the job has ended") : e;
}

enum err
job_done(struct arena *a, struct db *db, const struct job_work *w, const char *result, int64_t expires_at)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.job set state = 'done', progress = 100, result = $2::jsonb,"
	    " finished_at = xz.now(), expires_at = $3 where id = $1 and state = 'running'", DB_I64(w->job.id),
	    DB_TEXT(result), DB_TIME(expires_at));

	return e == OK && n == 0 ? err_set(ERR_STATE, "the job has ended") : e;
}

enum err
job_end(struct arena *a, struct db *db, const struct job_work *w)
{
	struct db_row r;

	return DB_ONE(a, db, &r, "select xz.job_end($1)", DB_I64(w->job.id));
}

enum err
job_sweep(struct arena *a, struct db *db, struct ref *refs, size_t *n)
{
	const char **hex = ARENA_ARRAY(a, const char *, *n + 1);
	const struct db_rows *rows;
	struct db_row r;
	size_t i;
	enum err e = DB_ONE(a, db, &r, "select xz.job_expire()");

	for (i = 0; i < *n; i++) {
		char *s = arena_alloc(a, 33);

		str_hex(refs[i].b, 16, s);
		hex[i] = s;
	}
	if (e == OK)
		e = DB_MANY(a, db, &rows, "select w.ref from xz.job_without($1::uuid[]) as w (ref)", DB_TEXTS(hex, *n));
	if (e != OK)
		return e;
	*n = (size_t)db_count(rows);
	for (i = 0; i < *n; i++)
		refs[i] = row_ref(db_at(rows, (int)i), "ref");
	return OK;
}
