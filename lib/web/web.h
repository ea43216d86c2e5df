/* web.h - a request as handlers see it, the form it sent, the view it fills.
 * Only lib/web touches FastCGI and ClearSilver. */
#ifndef LIB_WEB_WEB_H
#define LIB_WEB_WEB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

/* HEAD is served as GET without a body; the last two are for uploads in pieces. */
enum method { GET = 1, POST = 2, PATCH = 3, DELETE = 4, OPTIONS = 5 };

struct conf;
struct req;
struct web;
struct people_session;
struct program_keys;
typedef enum err (*handler)(struct req *r);
typedef enum err (*session_opener)(struct req *r, const char *token, struct people_session *out);

/* Who may come.  A route without one does not start. */
enum route_flag {
	ROUTE_PUBLIC = 1,	/* nobody signs in (portal, sign-in page, health) */
	ROUTE_READ = 2,		/* may be answered by a replica */
	ROUTE_PERSONAL = 4,	/* its page says whom or what it shows (req_reads()), or it is not answered */
	ROUTE_RAW = 8,		/* the body is not parsed as a form */
	ROUTE_CACHE = 16,	/* public page: max-age=1, stale-while-revalidate=1 */
	ROUTE_PLAIN = 32,	/* takes no parameter but the language */
	ROUTE_DRAFT = 128,	/* what it is sent is a draft */
	ROUTE_SIGNED = 64	/* from programs, signed by itself: no page of ours sends it */
};

struct route {
	enum method method;
	const char *path;	/* "/desk/cases/:ref/do/:action"; a :name matches one segment */
	uint32_t duties;	/* mask of DUTY_* (people.h), any of them; ROUTE_PUBLIC: 0;
				 * DUTY_ANY: every signed-in account */
	unsigned flags;
	handler run;
	int32_t body_max;	/* bytes; 0 = 1 MiB for POST */
	session_opener open;	/* reads the session and, in the same statement, what the handler asks first
				 * (req->found); NULL: the session alone */
};

/* What was typed into forms and not sent (cgi/common/draft.c); req is of a session but for keep(). */
struct program_drafts {
	void (*load)(struct req *r);			/* a form's page: req_set_draft() */
	bool (*keep)(struct req *r, const char *token);	/* sent in a session that has just ended; false: not kept */
	void (*done)(struct req *r);			/* what was sent is carried out: its draft is gone */
};

struct program {		/* the boundary of cgi/portal.c, desk.c ... as xz_program, or with its modules */
	const char *name;			/* "portal" */
	const char *cookie_path;		/* "/desk", or NULL: no session at all */
	const struct route *const *tables;	/* NULL-ended */
	const char *const *templates;		/* folders below templates/ its pages lie in, NULL-ended;
						 * error/ is every program's; NULL: all */
	const char *layout;			/* "desk", "portal": pages with the other's frame are not its; NULL:
						 * it has those of both */
	const char *const *messages;		/* files of templates/lang/<lang>/ its pages need, NULL-ended;
						 * NULL: all */
	const char *const *topics;		/* names below M its pages need, NULL-ended; NULL: all */
	int at_rest;				/* workers while nothing waits; 0: as many as it may have */
	int request_ms;				/* a request may take; 0: REQUEST_MS */
	bool children;				/* it sets papers or makes pictures: starts programs */
	const struct program_drafts *drafts;	/* NULL: none are kept */
	void (*frame)(struct req *r);		/* fills what surrounds each page of a session
						 * (the menu); NULL: nothing */
	/* once, when the keys were read; NULL: nothing */
	void (*start)(struct arena *a, const struct conf *c, const struct program_keys *k);
	/* A process of its own beside the workers, replaced when it ends; NULL: none.  ending() waits for that long and
	 * says whether to end. */
	void (*background)(struct web *w, struct db *db, bool (*ending)(int wait_ms));
};

extern const struct program xz_program;

struct session {		/* filled by dispatch from people_session */
	int64_t account;		/* = people_principal.id */
	struct ref ref;
	const char *username, *display_name;
	int64_t agency, unit;		/* 0 = none */
	const char *agency_name, *unit_name;
	uint32_t duties;		/* mask */
	const char *token;		/* raw, from the cookie */
	const char *csrf;		/* the token its forms carry */
	int64_t auth_time;		/* us, real */
};

/* What a page shows of somebody: noted before the page leaves (people_access). */
struct reading {
	const char *kind;		/* "case", "subject", "file" ...: what ref is of; NULL: the page has not said */
	struct ref ref;			/* zero: of no one thing */
	int rows;
	const char *query;		/* of a search; NULL: it is none */
	bool noted;			/* by the page's own statement; or it shows nothing of anybody */
	bool part;			/* of a file that is read in parts, which are one reading */
};

struct req {
	struct arena *arena;		/* gone after the answer */
	struct db *db;
	const struct route *route;
	const struct session *session;	/* NULL: public */
	enum method method;
	bool head;
	const char *path;		/* decoded, no query */
	const char *id;			/* request id, in the log and on error pages */
	const char *lang;		/* "zh-CN" or "en" */
	const char *remote;		/* client address as nginx saw it */
	bool https;
	int64_t now;			/* legal time, us */
	struct problems problems;	/* of the form being answered */
	struct reading reading;
	const char *found;		/* what route->open found besides the session; NULL: nothing */
	const void *for_frame;		/* what the handler knows already of what program->frame shows; its type is
					 * the program's; NULL: nothing */
	struct web_state *web;		/* private to lib/web */
};

/* ---- input */
/* Segment of the path; NULL when the route has none of that name. */
const char *req_path_text(const struct req *r, const char *name);
/* ERR_NOT_FOUND when it is not a ref. */
ERR_CHECKED enum err req_path_ref(const struct req *r, const char *name, struct ref *out);
/* Query or form value, valid UTF-8 of at most max code points; NULL when absent.  A
 * parameter sent twice, an unlisted list or bad bytes made dispatch answer 400 before. */
const char *req_query(const struct req *r, const char *name, size_t max);
const char *req_form(const struct req *r, const char *name, size_t max);
/* All values of a parameter that is a list; n = 0 when absent.  At most 1000. */
const char *const *req_query_list(const struct req *r, const char *name, size_t *n);
const char *const *req_form_list(const struct req *r, const char *name, size_t *n);
/* Copies the posted values of the form's fields into `in` (rows and lists too),
 * ignoring names that are not its fields, then input_read() into r->problems.  When the
 * button "add a row" was pressed (form field "_more") the only problem is "more", which
 * view_input() does not show: handlers show the form again as for any other problem. */
void req_input(struct req *r, struct input *in);
const char *req_cookie(const struct req *r, const char *name);
const char *req_header(const struct req *r, const char *cgi_name);	/* "HTTP_ACCEPT" */
/* Raw body (ROUTE_RAW). */
const void *req_body(const struct req *r, size_t *n);
/* A file of a multipart form; false: none, or left empty.  filename is UTF-8 as sent, its folders cut off. */
struct req_file {
	const char *filename;
	const void *bytes;
	size_t n;
};
bool req_file(const struct req *r, const char *name, struct req_file *out);
const char *req_method(const struct req *r);
/* The address of the page whose form this is or was: path and query, without notices and language. */
const char *req_form_page(const struct req *r);
/* What was typed into the posted form, to be kept: without its hidden fields, files and one-time codes.  *files: some
 * were chosen. */
const char *req_typed(struct req *r, bool *files);
/* Whether any value of the posted form is so; hidden fields are not asked. */
bool req_typed_any(const struct req *r, bool (*is)(const char *text));
/* That text again: view_input() shows it in a form that nobody has sent yet.  ERR_INPUT: it is none. */
ERR_CHECKED enum err req_set_draft(struct req *r, const char *text);
/* The act of this request: actor, idempotency key (form field "_key"), body hash, now. */
struct act req_act(struct req *r);
bool req_duty(const struct req *r, uint32_t mask);	/* the session has any of them */

/* For ROUTE_PERSONAL, before the answer: what it shows, and how many of them; a search by what. */
void req_reads(struct req *r, const char *kind, struct ref ref, int rows);
void req_reads_search(struct req *r, const char *query, int rows);
/* The page's own statement has noted it, or nothing of anybody is shown. */
void req_reads_noted(struct req *r);

/* ---- view: names are literals ("case.title"), values are escaped by the template.
 * _at variants write row i of a list: view_text_at(r, "case.steps", i, "title", s) is
 * case.steps.<i>.title. */
void view_text(struct req *r, const char *name, const char *value);	/* NULL: not set */
void view_i64(struct req *r, const char *name, int64_t value);
void view_bool(struct req *r, const char *name, bool value);		/* "1" or not set */
void view_ref(struct req *r, const char *name, struct ref value);
void view_money(struct req *r, const char *name, int64_t fen);		/* "52 000" or "52 000.50" */
void view_day(struct req *r, const char *name, int32_t day);		/* YYYY-MM-DD; not set for none */
void view_time(struct req *r, const char *name, int64_t us);		/* YYYY-MM-DD HH:MM */
void view_text_at(struct req *r, const char *list, int i, const char *name, const char *value);
void view_i64_at(struct req *r, const char *list, int i, const char *name, int64_t value);
void view_bool_at(struct req *r, const char *list, int i, const char *name, bool value);
void view_ref_at(struct req *r, const char *list, int i, const char *name, struct ref value);
void view_money_at(struct req *r, const char *list, int i, const char *name, int64_t fen);
void view_day_at(struct req *r, const char *list, int i, const char *name, int32_t day);
void view_time_at(struct req *r, const char *list, int i, const char *name, int64_t us);
/* A JSON document of our own making (frozen data of a paper) as a tree below name:
 * objects by key, arrays by index; keys must be [A-Za-z0-9_]+ (others are skipped). */
void view_json(struct req *r, const char *name, const char *json);
/* Message of the catalogue in the request's language with {name} filled in, arena-owned.
 * Pairs end with NULL: view_msg(r, "case.days_left", "n", "3", NULL). */
const char *view_msg(struct req *r, const char *key, ...) __attribute__((sentinel));
bool view_has_msg(const struct req *r, const char *key);
/* The form for the template macro `form_fields`: under form.fields.<i>: name, type, label, hint,
 * value, required, wide, options, rows, problem; and form.problems.<i>: field, text.
 * Labels are messages "field.<scope>.<name>" or, without that, "field.<name>"; hints
 * "hint...." likewise (no message: no hint). */
void view_input(struct req *r, const char *scope, const struct input *in);

/* ---- templates: one element a line, indented by tabs, at most 120 columns (a tab is four).  A line break is dropped
 * with the tabs after it, and an empty line is a line break in the page.  Nothing else is dropped but comments
 * (<?cs # ... ?>): a blank that is to stand between two lines stands at the start of the second, after its tabs. */

/* ---- answer */
/* Renders template (below templates/, e.g. "case/show.cs") inside the layout it names. */
ERR_CHECKED enum err req_render(struct req *r, int status, const char *template_path);
/* What the template makes of the view, without the frame of a session and without answering. */
ERR_CHECKED enum err req_render_text(struct req *r, const char *template_path, const char **out);
/* Pages that the worker keeps, of requests without parameters (or of a ROUTE_PLAIN route): the key holds
 * all the page is made of beside path and language, but for what may be a minute old.  req_kept()
 * answers with the page of this key and tokens of its own, false: there is none; req_keep() keeps the
 * one just rendered. */
bool req_kept(struct req *r, const char *key);
void req_keep(struct req *r, const char *key);
/* 303 to a path of ours. */
ERR_CHECKED enum err req_redirect(struct req *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* 303 to the same page at this path, with the parameters that came. */
ERR_CHECKED enum err req_respell(struct req *r, const char *path);
/* Bytes as they are. */
ERR_CHECKED enum err req_send(struct req *r, int status, const char *content_type, const void *bytes, size_t n);
/* A PDF of our own setting, for the browser's viewer (docs/decisions/0010-pdf-in-the-browser.md); name: as which it is
 * saved. */
ERR_CHECKED enum err req_send_pdf(struct req *r, const char *name, const void *bytes, size_t n);
/* n bytes that fn puts with req_put() once the head has gone out; they are not gathered in memory.  When fn fails, or
 * puts less, the connection breaks off and the reader sees that. */
typedef enum err (*req_stream_fn)(struct req *r, void *ctx);
ERR_CHECKED enum err req_stream(struct req *r, int status, const char *content_type, int64_t n,
    req_stream_fn fn, void *ctx);
/* ERR_IO: the reader has gone. */
ERR_CHECKED enum err req_put(struct req *r, const void *bytes, size_t n);
/* Before the answer: name and value without control characters. */
void req_set_header(struct req *r, const char *name, const char *value);
/* In place of the one for pages, of an answer that is no page of ours.  Once, before it. */
void req_set_policy(struct req *r, const char *content_security_policy);
/* Session cookie: HttpOnly, SameSite=Strict, Path of the program; Secure with TLS; __Host- on
 * a host of its own.  NULL token deletes it. */
void req_set_session_cookie(struct req *r, const char *token);
/* One that the browser keeps for so long, 0: until it is closed: HttpOnly, SameSite=Strict, Secure with TLS, sent below
 * this path alone.  NULL value deletes it. */
void req_set_kept_cookie(struct req *r, const char *name, const char *path, const char *value, int32_t seconds);
/* The desk's language, "en" or else Chinese: cookie `lang`, kept a year. */
void req_set_lang_cookie(struct req *r, const char *lang);
bool req_is_en(const struct req *r);
/* What is said in the language of the page. */
const char *req_pick(const struct req *r, const char *zh, const char *en);
/* A notice shown once on the next page: a signed query parameter "ok" that names a message, or "message:other", the
 * words of the other as its {what}. */
const char *req_with_notice(struct req *r, const char *path, const char *message_key);

/* ---- program start and loop, for cgi/main.c and dispatch.c */
struct seal_key;
struct web;	/* parsed templates, catalogues, configuration: made before the workers */
struct web_fact {
	const char *name, *value;
};
struct web_options {
	const char *app;		/* folder with templates/ and assets/ */
	bool tls, test_clock;
	const char *desk_host;		/* NULL: shared host */
	const char *program;		/* "portal" ... */
	const char *const *templates, *const *messages, *const *topics, *layout;	/* as in struct program */
	const struct web_fact *facts;	/* on every page; ends with { 0 }; NULL: none */
	const struct seal_key *form_key;	/* csrf of signed-out forms, notices; NULL: none */
};
/* Lives in the arena. */
ERR_CHECKED enum err web_open(struct arena *a, const struct web_options *o, struct web **out);
/* A unix socket, 0660, that does not block. */
ERR_CHECKED enum err web_listen(const char *path, int *out);
/* Accepts one request on the FastCGI socket `fd`, which does not block (or plain CGI from the
 * environment when fd < 0); parses head, query, cookies.  ERR_STATE: a signal came; ERR_IO: the loop
 * ends.  A request that is itself malformed is answered here (400, 405) and false put in
 * *usable.  SIGTERM may be blocked: it is let through only while it waits. */
ERR_CHECKED enum err web_accept(struct web *w, int fd, const struct program *p, struct req **out, bool *usable);
void web_finish(struct req *r);	/* sends what is left, frees the arena */
/* The body, at most max bytes, parsed as a form unless the route is ROUTE_RAW.  Once, after
 * r->route is set.  ERR_LIMIT: too long; ERR_INPUT: malformed. */
ERR_CHECKED enum err req_read_body(struct req *r, size_t max);
/* A page that answers no request, to be kept as a file: the template with the JSON below "d".  Arena-owned. */
ERR_CHECKED enum err web_page(struct web *w, struct arena *a, const char *lang, const char *template_path,
    const char *json, const char **out);
/* The same with what fill() puts into the view: its request has an arena, a language and nothing else. */
ERR_CHECKED enum err web_page_of(struct web *w, struct arena *a, const char *lang, const char *template_path,
    void (*fill)(struct req *r, const void *ctx), const void *ctx, const char **out);
struct web *req_programs_web(const struct req *r);
/* Renders error/<status>.cs with the request's number; never fails. */
void req_error(struct req *r, int status);
int req_status(const struct req *r);	/* of the answer; 0: none yet */
bool req_doubled(const struct req *r);	/* a single parameter came twice and was asked for */

/* Route tables made fast.  ERR_INPUT: a route without duties and ROUTE_PUBLIC, with both, with
 * a malformed path, or twice the same. */
struct routes;
ERR_CHECKED enum err routes_build(struct arena *a, const struct program *p, struct routes **out);
/* NULL: none.  HEAD asks for GET. */
const struct route *routes_match(const struct routes *rs, enum method m, const char *path);
/* How a page is addressed that was asked for by an address typed from paper: references in capital letters, with the
 * last slash or without it.  NULL: the path is as it is written, or there is no such page. */
const char *routes_respell(const struct routes *rs, struct arena *a, const char *path);

/* A page of this host sent it: those of Sec-Fetch-Site, Origin and Referer that came say so, and one came. */
bool req_own_page(const struct req *r);
/* An address of this host, to lead to: path and query, at most 1000 bytes. */
bool req_own_path(const char *path);
/* Path and query of the page of this host that sent the request, as the browser wrote them; NULL: not said, or another
 * host's. */
const char *req_referer(const struct req *r);
/* Sets the key of this request's forms (the session's secret; NULL: that of signed-out forms) and
 * gives a token that is different each time. */
const char *req_csrf_begin(struct req *r, const unsigned char key[32]);
/* The form field "_csrf" or header X-CSRF-Token fits the key. */
bool req_csrf_ok(struct req *r);
/* The token of the session cookie, NULL when there is none. */
const char *req_session_token(const struct req *r);
#endif
