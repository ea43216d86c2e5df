/* fetch.c - see fetch.h. */
#include "cmd/verify/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/tlog/file.h"

#define ANSWER_MAX 4096
#define SECONDS_MAX 60L

struct fetch {
	CURL *curl;
	const char *base;
};
struct body {
	struct str bytes;
	size_t max;
	bool over;
};

static void
close_curl(void *p)
{
	curl_easy_cleanup(p);
}

static size_t
take(char *bytes, size_t size, size_t n, void *ctx)
{
	struct body *b = ctx;

	if (size * n > b->max - b->bytes.len) {
		b->over = true;
		return 0;
	}
	str_addn(&b->bytes, bytes, size * n);
	return size * n;
}

static CURL *
fresh(struct arena *a)
{
	const char *authorities = getenv("SSL_CERT_FILE");
	CURL *c = curl_easy_init();

	if (c == NULL)
		abort();
	arena_defer(a, close_curl, c);
	(void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https,file");
	(void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c, CURLOPT_TIMEOUT, SECONDS_MAX);
	(void)curl_easy_setopt(c, CURLOPT_USERAGENT, "xiezhi");
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	if (!str_empty(authorities))
		(void)curl_easy_setopt(c, CURLOPT_CAINFO, authorities);
	return c;
}

static enum err
run(CURL *c, const char *url, struct body *b, long *status)
{
	CURLcode code;

	(void)curl_easy_setopt(c, CURLOPT_URL, url);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, b);
	code = curl_easy_perform(c);
	*status = 0;
	if (code == CURLE_FILE_COULDNT_READ_FILE)
		return err_set(ERR_NOT_FOUND, "%s: not there", url);
	if (b->over)
		return err_set(ERR_LIMIT, "%s: too long", url);
	if (code != CURLE_OK)
		return err_set(ERR_IO, "%s: %s", url, curl_easy_strerror(code));
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, status);
	return OK;
}

static enum err
get(void *ctx, struct arena *a, const char *path, size_t max, char **out, size_t *n)
{
	struct fetch *f = ctx;
	struct body b = { .max = max };
	long status;
	enum err e;

	str_init(&b.bytes, a);
	e = run(f->curl, arena_printf(a, "%s/%s", f->base, path), &b, &status);
	if (e == OK && status == 404)
		return err_set(ERR_NOT_FOUND, "%s/%s: 404", f->base, path);
	if (e == OK && status != 200 && status != 0)	/* 0: a file */
		return err_set(ERR_IO, "%s/%s: status %ld", f->base, path, status);
	*out = b.bytes.s;
	*n = b.bytes.len;
	return e;
}

enum err
fetch_folder(struct arena *a, const char *url, struct tlog_source *out)
{
	struct fetch *f = ARENA_NEW(a, struct fetch);
	char *base = arena_strdup(a, url);
	size_t n = strlen(base);

	if (!str_starts(url, "http://") && !str_starts(url, "https://") && !str_starts(url, "file:///"))
		return err_set(ERR_INPUT, "not an address (http, https or file): %s", url);
	while (n > 8 && base[n - 1] == '/')
		base[--n] = '\0';
	f->base = base;
	f->curl = fresh(a);
	*out = (struct tlog_source){ .get = get, .ctx = f };
	return OK;
}

static enum err
get_here(void *ctx, struct arena *a, const char *path, size_t max, char **out, size_t *n)
{
	const struct fetch *f = ctx;

	return file_read(a, f->base, path, max, out, n);
}

enum err
fetch_open(struct arena *a, const char *url, struct tlog_source *out, const char **log)
{
	struct fetch *f;
	size_t n;
	enum err e = OK;

	if (strstr(url, "://") == NULL) {
		f = ARENA_NEW(a, struct fetch);
		f->base = url;
		*out = (struct tlog_source){ .get = get_here, .ctx = f };
	} else {
		e = fetch_folder(a, url, out);
	}
	if (e != OK)
		return e;
	f = out->ctx;
	n = strlen(f->base);
	if (n < 4 || strcmp(f->base + n - 4, "/log") != 0)
		f->base = arena_printf(a, "%s/log", f->base);
	*log = f->base;
	return OK;
}

enum err
fetch_log_keys(struct arena *a, const struct tlog_source *log, const char *key, struct tlog_log_keys *out)
{
	char *text;
	size_t n;
	enum err e;

	if (key == NULL)
		e = log->get(log->ctx, a, "key", TLOG_NOTE_MAX, &text, &n);
	else if (strchr(key, '+') != NULL)
		return tlog_log_keys(a, key, out);
	else
		e = file_read(a, key[0] == '/' ? "/" : ".", key, TLOG_NOTE_MAX, &text, &n);
	return e == OK ? tlog_log_keys(a, text, out) : e;
}

enum err
fetch_post(struct arena *a, const char *url, const char *bytes, long *status, char **answer)
{
	struct curl_slist *head = curl_slist_append(NULL, "Content-Type: text/plain; charset=utf-8");
	struct body b = { .max = ANSWER_MAX };
	CURL *c = fresh(a);
	enum err e;

	if (head == NULL)
		abort();
	str_init(&b.bytes, a);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, bytes);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)strlen(bytes));
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, head);
	e = run(c, url, &b, status);
	curl_slist_free_all(head);
	*answer = b.bytes.s;
	return e == ERR_LIMIT ? OK : e;		/* a page for people: its status says enough */
}
