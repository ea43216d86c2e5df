/* job_work.c - the process behind the pool for slow work: has papers sealed that were just frozen; stores what came
 * through the public's door; takes one job after the other and does it with the rights of whoever asked; sweeps away
 * results whose time is over; reads evidence again while there is nothing else to do. */
#include <dirent.h>
#include <malloc.h>

#include "cgi/common/subject.h"
#include "cgi/paper/document.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/bundle/bundle.h"
#include "lib/door/file.h"
#include "lib/evidence/scrub.h"
#include "lib/evidence/store.h"
#include "lib/paper/rendition.h"
#include "lib/people/job.h"
#include "lib/record/document.h"

#define IDLE_MS 1000
#define SWEEP_US (60 * SECOND_US)
#define ASK_US (5 * SECOND_US)		/* whether a file is due to be read again */
#define LOG_TRIES 15		/* seconds until a step just done is in the log */
#define RESULTS_MAX 10000

struct working {
	struct arena *arena;		/* of the job */
	struct web *web;
	struct db *db;
	const struct job_work *job;
	bool (*ending)(int wait_ms);
	struct store_writer *out;
	int64_t beat;			/* monotonic, of the last progress written */
};

static void
seal_all(struct arena *a, struct working *w)
{
	bool more = true;

	while (more && !w->ending(0))
		if (seal_work(a, w->web, w->db, &more) != OK) {
			LOG(LOG_ERROR, "seals", LOG_TEXT("detail", err_last()));
			return;
		}
}

/* What came through the public's door, one file after the other. */
static void
door_files(struct arena *a, struct working *w)
{
	bool more = true;

	while (more && !w->ending(0)) {
		struct arena *own = arena_child(a);

		if (door_file_work(own, w->db, &more) != OK) {
			LOG(LOG_ERROR, "door", LOG_TEXT("detail", err_last()));
			more = false;
		}
		arena_free(own);
	}
}

/* ---- the record of a subject */

static enum err
make_page(struct arena *a, const char *index, const char *lang, const char **out, void *ctx)
{
	const struct working *w = ctx;

	return web_page(w->web, a, lang, "bundle/index.cs", index, out);
}

/* A key that is over cannot sign: the bundle says so instead of not coming to be. */
static enum err
make_paper(struct arena *a, struct ref document, void *ctx)
{
	const struct working *w = ctx;
	struct arena *own = arena_child(a);
	struct paper_rendition made;
	struct record_document d;
	const void *pdf;
	size_t n;
	enum err e = record_document_get(own, w->db, document, &d);

	if (e == OK)
		e = document_set(w->web, own, &d, "", &pdf, &n);
	if (e == OK)
		e = paper_rendition_make(own, w->db, &d, w->job->job.account, pdf, n, &made);
	arena_free(own);
	return e == ERR_STATE ? OK : e;
}

static enum err
put(const void *bytes, size_t n, void *ctx)
{
	const struct working *w = ctx;

	return evidence_store_add(w->out, bytes, n);
}

static enum err
progress(int percent, void *ctx)
{
	struct working *w = ctx;
	struct arena *a;
	enum err e;

	if (w->ending(0))
		return err_set(ERR_IO, "the program ends");
	if (clock_monotonic_us() - w->beat < SECOND_US)
		return OK;
	w->beat = clock_monotonic_us();
	a = arena_child(w->arena);
	e = job_progress(a, w->db, w->job, percent);
	if (e == OK)
		seal_all(a, w);		/* a long job keeps no paper waiting */
	arena_free(a);
	return e;
}

static enum err
write_bundle(struct working *w, struct bundle_made *b)
{
	const struct job *job = &w->job->job;
	const struct bundle_to to = { .page = make_page, .paper = make_paper, .put = put,
	    .progress = progress, .ctx = w };
	const struct subject_kind *kind = subject_kind(job->subject_kind);
	int tries = 0;
	enum err e;

	if (kind == NULL || kind->bundle_write == NULL)
		return err_set(ERR_INPUT, "no record of %s is a bundle", job->subject_kind);
	do {
		e = evidence_store_begin(w->arena, &w->out);
		if (e == OK)
			e = kind->bundle_write(w->arena, w->db, job->account, job->subject, &to, b);
	} while (e == ERR_STATE && tries++ < LOG_TRIES && !w->ending(IDLE_MS));
	return e;
}

static enum err
days(struct working *w, const char *parameter, int64_t *now, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = db_now(w->arena, w->db, now);

	if (e == OK)
		e = calendar_parameter_get(w->arena, w->db, parameter, time_day(*now), 0, NULL, &p);
	if (e == OK)
		*out = p.value;
	return e;
}

static enum err
record_bundle(struct working *w)
{
	struct store_content made;
	struct bundle_made b;
	char ref[REF_TEXT_SIZE], hex[65];
	int64_t now, kept;
	json_t *v;
	enum err e = write_bundle(w, &b);

	ref_text(w->job->job.ref, ref);
	if (e == OK)
		e = evidence_store_keep_job(w->out, ref, &made);
	if (e == OK)
		e = days(w, "bundle.life", &now, &kept);
	if (e != OK)
		return e;
	str_hex(made.sha256, 32, hex);
	v = json_pack("{s:s,s:I,s:s,s:i,s:i,s:i}", "number", b.number, "size", (json_int_t)made.size,
	    "sha256", hex, "steps", b.steps, "documents", b.documents, "files", b.files);
	return job_done(w->arena, w->db, w->job, json_text_of(w->arena, v), now + kept * DAY_US);
}

/* ---- the loop */

static const struct {
	const char *kind;
	enum err (*run)(struct working *w);
} kinds[] = { { BUNDLE_JOB, record_bundle } };

static enum err
run(struct working *w)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(kinds[i].kind, w->job->job.kind))
			return kinds[i].run(w);
	return err_set(ERR_INPUT, "a job of kind %s", w->job->job.kind);
}

/* Stopped in the middle it is taken again, by whoever comes next. */
static enum err
work_once(struct working *w)
{
	struct job_work *job = ARENA_NEW(w->arena, struct job_work);
	enum err e;

	db_set_token(w->db, NULL);
	e = job_take(w->arena, w->db, job);
	if (e != OK)
		return e;
	w->job = job;
	db_set_token(w->db, job->token);
	e = run(w);
	db_set_token(w->db, NULL);
	if (e != OK)
		LOG(LOG_ERROR, "job", LOG_I64("job", job->job.id), LOG_TEXT("kind", job->job.kind),
		    LOG_TEXT("detail", err_last()));
	return e != OK && w->ending(0) ? OK : job_end(w->arena, w->db, job);
}

static enum err
sweep(struct arena *a, struct db *db)
{
	DIR *dir = opendir(evidence_store_job_path(a, ""));
	struct ref *refs = ARENA_ARRAY(a, struct ref, RESULTS_MAX);
	char text[REF_TEXT_SIZE];
	struct dirent *d;
	size_t i, n = 0;
	enum err e;

	if (dir == NULL)
		return OK;	/* nothing was made yet */
	while (n < RESULTS_MAX && (d = readdir(dir)) != NULL)
		if (ref_parse(d->d_name, &refs[n]))
			n++;
	(void)closedir(dir);
	e = job_sweep(a, db, refs, &n);
	for (i = 0; e == OK && i < n; i++) {
		ref_text(refs[i], text);
		e = evidence_store_job_drop(a, text);
	}
	return e;
}

/* Evidence is read again by itself, a file at a time; *more: another may be due. */
static enum err
scrub(struct working *w, bool *more)
{
	const char *result = NULL;
	int64_t now, every;
	enum err e = days(w, "scrub.every", &now, &every);

	if (e == OK)
		e = evidence_scrub_due(w->arena, w->db, every, &result);
	*more = e == OK && result != NULL;
	if (*more && !str_eq(result, "ok"))
		LOG(LOG_ERROR, "evidence", LOG_TEXT("found", result));
	return e;
}

void
job_background(struct web *web, struct db *db, bool (*ending)(int wait_ms))
{
	int64_t swept = 0, asked = 0;
	bool idle = true, more = true, trimmed = false;

	while (!ending(idle ? IDLE_MS : 0)) {
		struct arena *a = arena_new("job");
		struct working w = { .arena = a, .web = web, .db = db, .ending = ending };
		enum err e;

		seal_all(a, &w);
		door_files(a, &w);
		e = work_once(&w);
		idle = e != OK;
		if (e != OK && e != ERR_NOT_FOUND)
			LOG(LOG_ERROR, "jobs", LOG_TEXT("detail", err_last()));
		if (swept == 0 || clock_monotonic_us() - swept > SWEEP_US) {
			swept = clock_monotonic_us();
			if (sweep(a, db) != OK)
				LOG(LOG_ERROR, "sweep", LOG_TEXT("detail", err_last()));
			trimmed = false;
		}
		if (idle && (more || clock_monotonic_us() - asked > ASK_US)) {
			asked = clock_monotonic_us();
			if (scrub(&w, &more) != OK)
				LOG(LOG_ERROR, "scrub", LOG_TEXT("detail", err_last()));
		}
		arena_free(a);
		if (idle && !trimmed)
			(void)malloc_trim(0);	/* papers and files are large, and then there are none for long */
		trimmed = idle;
	}
}
