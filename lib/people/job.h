/* job.h - background jobs (foundations 10): what exceeds a request is queued by it and done by a worker of the pool for
 * slow work, with the rights of the account that asked; rights are asked again when the result is fetched.
 *
 * The worker acts under a token of the job (db_set_token()), sealed with a key of the pool; when the account's
 * sessions are ended or it loses its duties, the job sees what such an account sees. */
#ifndef LIB_PEOPLE_JOB_H
#define LIB_PEOPLE_JOB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct db;
struct db_rows;
struct program_keys;

/* Takes the key `identity`, which seals the tokens (module_start of cgi/modules.h). */
void job_start(struct arena *a, const struct conf *c, const struct program_keys *k);

/* Queues one; of the same kind and subject under way it gives that one.  ERR_DENIED: nobody is signed in. */
ERR_CHECKED enum err job_add(struct arena *a, struct db *db, const char *kind, const char *subject_kind,
    struct ref subject, struct ref *out);

struct job {
	int64_t id, account;
	struct ref ref, subject;
	const char *kind, *subject_kind;
	const char *state;		/* queued running done failed expired */
	int progress;			/* percent */
	const char *result;		/* JSON; NULL until done */
	int64_t created_at, finished_at, expires_at;
};
/* The actor's own.  ERR_NOT_FOUND. */
ERR_CHECKED enum err job_get(struct arena *a, struct db *db, struct ref ref, struct job *out);
/* The actor's newest of a kind and subject: at most `limit`. */
ERR_CHECKED enum err job_list(struct arena *a, struct db *db, const char *kind, struct ref subject, int limit,
    struct job **out, int *n);

/* ---- for the worker */
struct job_work {
	struct job job;
	const char *token;
};
/* ERR_NOT_FOUND: nothing to do.  ERR_INPUT: its token is not ours; the job has failed. */
ERR_CHECKED enum err job_take(struct arena *a, struct db *db, struct job_work *out);
/* Under the job's token: still at it.  ERR_STATE: it has ended. */
ERR_CHECKED enum err job_progress(struct arena *a, struct db *db, const struct job_work *w, int percent);
/* Under the job's token. */
ERR_CHECKED enum err job_done(struct arena *a, struct db *db, const struct job_work *w, const char *result,
    int64_t expires_at);
/* Last of all; what is not done has failed. */
ERR_CHECKED enum err job_end(struct arena *a, struct db *db, const struct job_work *w);
/* Results whose time is over expire; of the refs given those without a result to keep come first, *n of them. */
ERR_CHECKED enum err job_sweep(struct arena *a, struct db *db, struct ref *refs, size_t *n);
#endif
