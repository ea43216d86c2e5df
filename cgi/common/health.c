/* health.c - /healthz, /metrics, and the switch of the desk's language. */
#include "cgi/common/health.h"

#include <string.h>
#include <sys/stat.h>

#include "cgi/common/metrics.h"
#include "cgi/dispatch.h"
#include "cgi/pool.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

static const char *installed = "";
static struct stat was;

void
health_start(const char *app)
{
	installed = app;
	(void)stat(app, &was);
}

/* Answers 200 only when the store does.  This worker is one of those at work. */
static enum err
get_healthz(struct req *r)
{
	struct pool_look l = pool_look();
	struct stat is;
	struct str out;
	int64_t now;

	if (db_now(r->arena, r->db, &now) != OK)
		return req_send(r, 503, "text/plain; charset=utf-8", "store\n", 6);
	str_init(&out, r->arena);
	str_printf(&out, "ok\nat work %d, the longest for %lld s\n", l.at_work, (long long)(l.longest_us / SECOND_US));
	if (stat(installed, &is) == 0 && is.st_ino != was.st_ino)
		str_add(&out, "old: another version is installed\n");
	return req_send(r, 200, "text/plain; charset=utf-8", out.s, out.len);
}

static bool
loopback(const char *remote)
{
	return str_starts(remote, "127.") || str_eq(remote, "::1") || str_eq(remote, "unix:") ||
	    *remote == '\0';
}

static enum err
get_metrics(struct req *r)
{
	struct str out;

	if (!loopback(r->remote))
		return err_set(ERR_NOT_FOUND, "metrics: not from here");
	str_init(&out, r->arena);
	metrics_text(&out, xz_program.name);
	return req_send(r, 200, "text/plain; version=0.0.4; charset=utf-8", out.s, out.len);
}

/* A choice of the reader's own, not an act: GET, so that the link works everywhere. */
static enum err
get_lang(struct req *r)
{
	const char *to = req_query(r, "to", 5);
	const char *back = dispatch_next_path(r, req_query(r, "back", 1000), "/desk/");

	req_set_lang_cookie(r, to != NULL ? to : "zh");
	return req_redirect(r, "%s", str_starts(back, "/desk/") ? back : "/desk/");
}

const struct route health_routes[] = {
	{ .method = GET, .path = "/healthz", .flags = ROUTE_PUBLIC, .run = get_healthz },
	{ .method = GET, .path = "/metrics", .flags = ROUTE_PUBLIC, .run = get_metrics },
	{ 0 }
};

const struct route lang_routes[] = {
	{ .method = GET, .path = "/desk/lang", .flags = ROUTE_PUBLIC, .run = get_lang },
	{ 0 }
};
