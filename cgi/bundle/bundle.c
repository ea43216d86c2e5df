/* bundle.c - the record of a case or an inspection as one file: the page where it is asked for and waited for, and the
 * file. Templates: bundle/page.cs; bundle/index.cs is the page inside the file (cgi/common/job_work.c). */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/caseflow/bundle.h"
#include "lib/evidence/store.h"
#include "lib/inspection/bundle.h"
#include "lib/people/job.h"

#define SHOWN 5
#define LOOK_AGAIN "2"		/* seconds */
#define PAGES "/desk/bundles/"
#define CASE_PAGE PAGES "case/:ref"
#define INSPECTION_PAGE PAGES "inspection/:ref"
#define POLICY "sandbox; default-src 'none'; frame-ancestors 'none'"

/* Whose record it is; who may not take it does not learn that there is one. */
struct about {
	const struct subject_kind *kind;
	struct subject_bundle of;
};

static enum err
about(struct req *r, const char *kind, struct ref ref, struct about *out)
{
	out->kind = subject_kind(kind);
	if (out->kind == NULL || out->kind->bundle == NULL)
		return err_set(ERR_NOT_FOUND, "no record of %s is a bundle", kind);
	return out->kind->bundle(r, ref, &out->of);
}

/* Of a page's path: the kind stands in it. */
static enum err
about_path(struct req *r, struct about *out)
{
	const char *kind = r->route->path + strlen(PAGES);
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? about(r, arena_strndup(r->arena, kind, strcspn(kind, "/")), ref, out) : e;
}

static const json_t *
result_of(struct req *r, const struct job *j)
{
	return json_in(r->arena, j->result != NULL ? j->result : "{}", 0);
}

static int64_t
result_number(const json_t *v, const char *key)
{
	return json_integer_value(json_object_get(v, key));
}

/* "done" until its time is over, whether it was swept away already or not. */
static const char *
state_of(const struct req *r, const struct job *j)
{
	return str_eq(j->state, "done") && j->expires_at <= r->now ? "expired" : j->state;
}

static void
view_job(struct req *r, int i, const struct job *j)
{
	const char *state = state_of(r, j);
	const json_t *v = result_of(r, j);
	int64_t size = result_number(v, "size");

	view_text_at(r, "jobs", i, "state", state);
	view_text_at(r, "jobs", i, "label", view_msg(r, arena_printf(r->arena, "bundle.state_%s", state), NULL));
	view_text_at(r, "jobs", i, "tone", str_eq(state, "done") ? "song" : str_eq(state, "failed") ? "zhu" :
	    str_eq(state, "expired") ? "" : "amber");
	view_time_at(r, "jobs", i, "at", j->created_at);
	view_i64_at(r, "jobs", i, "percent", j->progress);
	if (str_eq(state, "queued") || str_eq(state, "running"))
		view_bool(r, "under_way", true);
	if (!str_eq(state, "done"))
		return;
	view_text_at(r, "jobs", i, "href", ref_path(r, PAGES, j->ref, ""));
	view_text_at(r, "jobs", i, "size", size < 1 << 20 ? arena_printf(r->arena, "%" PRId64 " KB",
	    (size + 1023) / 1024) :
	    arena_printf(r->arena, "%" PRId64 ".%d MB", size >> 20, (int)((size & ((1 << 20) - 1)) * 10 >> 20)));
	view_text_at(r, "jobs", i, "sha256", json_string_value(json_object_get(v, "sha256")));
	view_i64_at(r, "jobs", i, "steps", result_number(v, "steps"));
	view_i64_at(r, "jobs", i, "documents", result_number(v, "documents"));
	view_i64_at(r, "jobs", i, "files", result_number(v, "files"));
	view_time_at(r, "jobs", i, "expires", j->expires_at);
}

static enum err
get_page(struct req *r)
{
	struct about x;
	struct job *jobs;
	int i, n;
	enum err e = about_path(r, &x);

	if (e == OK)
		e = job_list(r->arena, r->db, BUNDLE_JOB, x.of.ref, SHOWN, &jobs, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		view_job(r, i, &jobs[i]);
	if (n > 0 && (str_eq(jobs[0].state, "queued") || str_eq(jobs[0].state, "running")))
		req_set_header(r, "Refresh", LOOK_AGAIN);
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", x.of.title);
	view_text_at(r, "crumbs", 1, "href", ref_path(r, x.kind->path, x.of.ref, ""));
	view_text_at(r, "crumbs", 2, "label", view_msg(r, "bundle.title", NULL));
	view_text(r, "subject.action", r->path);
	view_text(r, "subject.title", x.of.title);
	view_text(r, "subject.number", x.of.number);
	view_text(r, "subject.text", view_msg(r, arena_printf(r->arena, "bundle.text_%s", x.kind->kind), NULL));
	return req_render(r, 200, "bundle/page.cs");
}

/* Asked for twice it is the same one. */
static enum err
post_page(struct req *r)
{
	struct about x;
	struct ref job;
	enum err e = about_path(r, &x);

	if (e == OK)
		req_reads(r, x.kind->kind, x.of.ref, 1);
	if (e == OK)
		e = job_add(r->arena, r->db, BUNDLE_JOB, x.kind->kind, x.of.ref, &job);
	return e == OK ? req_redirect(r, "%s", r->path) : e;
}

/* Its rights are asked again, of the case or the inspection as it is now. */
static enum err
get_bundle(struct req *r)
{
	struct slow_file f = { .type = "application/zip", .policy = POLICY, .save = true, .whole = true };
	char text[REF_TEXT_SIZE];
	struct about x;
	struct job job;
	struct ref ref;
	const json_t *v;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = job_get(r->arena, r->db, ref, &job);
	if (e == OK)
		e = about(r, job.subject_kind, job.subject, &x);
	if (e == OK && (job.account != r->session->account || !str_eq(job.kind, BUNDLE_JOB) ||
	    !str_eq(state_of(r, &job), "done")))
		e = err_set(ERR_NOT_FOUND, "no bundle, or its time is over");
	if (e != OK)
		return e;
	v = result_of(r, &job);
	ref_text(ref, text);
	f.path = evidence_store_job_path(r->arena, text);
	f.size = result_number(v, "size");
	f.sha256 = json_string_value(json_object_get(v, "sha256"));
	f.name = arena_printf(r->arena, "%s.zip", json_string_value(json_object_get(v, "number")));
	f.access_kind = x.kind->kind;
	f.access_ref = x.of.ref;
	return slow_send(r, &f);
}

const struct route bundle_routes[] = {
	{ .method = GET, .path = CASE_PAGE, .duties = CASE_BUNDLE_DUTIES, .run = get_page },
	{ .method = POST, .path = CASE_PAGE, .duties = CASE_BUNDLE_DUTIES, .flags = ROUTE_PERSONAL, .run = post_page },
	{ .method = GET, .path = INSPECTION_PAGE, .duties = INSPECTION_BUNDLE_DUTIES, .run = get_page },
	{ .method = POST, .path = INSPECTION_PAGE, .duties = INSPECTION_BUNDLE_DUTIES, .flags = ROUTE_PERSONAL,
	    .run = post_page },
	{ .method = GET, .path = PAGES ":ref", .duties = CASE_BUNDLE_DUTIES | INSPECTION_BUNDLE_DUTIES,
	    .flags = ROUTE_PERSONAL,
	  .run = get_bundle },
	{ 0 }
};
