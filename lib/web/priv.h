/* priv.h - the inside of lib/web: a worker's state and a request's. */
#ifndef LIB_WEB_PRIV_H
#define LIB_WEB_PRIV_H
#include <ClearSilver.h>
#include <fcgiapp.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/params.h"
#include "lib/web/web.h"

struct template {
	const char *path;	/* below templates/: "case/show.cs" */
	CSPARSE *parse;
};

struct shared {			/* a file of macros: macros*.cs of templates/ and of the program's own folders */
	const char *path;
	CSPARSE *parse;		/* its list of macros goes on with those of the file before */
	const char *outside;	/* text that is no macro's */
};

struct catalogue {
	const char *lang;
	HDF *hdf;		/* M.*: messages; Assets.*: names of bundled files */
};

struct web {
	struct arena *arena;
	struct web_options opt;
	HDF *base;		/* Config of the parsers */
	struct shared *shared;	/* in the order in which they were read */
	size_t shared_n;
	struct template *template;	/* by path */
	size_t template_n, template_cap;
	struct catalogue catalogue[2];	/* zh-CN, en */
	struct kept *kept;		/* NULL until the first is kept */
	FCGX_Request fcgi;
	int waiting;		/* epoll of the listening socket, with fcgi_ready */
	bool fcgi_ready, cgi_done;
};

struct web_state {
	struct web *web;
	const struct program *program;
	char **envp;
	bool is_fcgi;
	struct params query, form, cookies, draft;
	bool drafted;			/* a form is shown as its draft has it */
	struct part *files;
	const char *body;
	size_t body_n;
	bool body_read, more, doubled;
	unsigned char csrf_key[32];
	bool csrf_ready;
	HDF *hdf;
	bool framed, no_frame;
	struct str head, out;
	const char *policy;	/* NULL: that of pages */
	req_stream_fn stream;	/* NULL: out is the answer */
	void *stream_ctx;
	int64_t stream_n;
	int status;		/* 0: not answered */
};

/* template.c */
ERR_CHECKED enum err templates_open(struct web *w);
void templates_close(struct web *w);
const struct template *template_find(const struct web *w, const char *path);
/* Appends to out.  ERR_IO. */
ERR_CHECKED enum err template_render(const struct template *t, HDF *data, HDF *global, struct str *out);
/* Puts the error's text into err_set() and frees it. */
enum err web_neo_error(NEOERR *e, const char *what);

/* message.c */
ERR_CHECKED enum err catalogues_open(struct web *w);
HDF *catalogue_of(const struct req *r);

/* listener.c */
ERR_CHECKED enum err web_accept_fcgi(struct web *w, int fd);

/* output.c: answers the request at hand and ends it.  read_whole: its body was taken from the library, or it has
 * none. */
void send_fcgi(struct web *w, struct arena *a, bool read_whole, const struct str *head, const struct str *body);
/* An answer in pieces, of any length.  False: the reader has gone. */
bool send_piece(struct web *w, const void *bytes, size_t n);
void send_end(struct web *w);

/* page_cache.c */
void kept_close(struct web *w);

/* request.c */
const char *web_param(const struct web_state *s, const char *name);	/* CGI variable or NULL */
/* The host is the desk's own: cookies are __Host-. */
bool web_own_host(const struct req *r);

/* guard.c */
#define FORM_KEY_SIZE 18	/* random bytes */
void guard_view(struct req *r);		/* form.csrf, form.key, Notice */
void hdf_put(HDF *hdf, const char *name, const char *value);
#endif
