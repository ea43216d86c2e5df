/* send.c - a message by libcurl: its receiver's name is resolved first, each of its addresses looked at, and the
 * connection goes to those and no other.  No redirects; what is answered is bounded in bytes and in time. */
#include "cmd/courier/send.h"

#include <curl/curl.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"

#define ANSWER_MAX 65536
#define CONNECT_S 5L
#define WHOLE_S 10L

static CURL *curl;	/* one: connections are kept */

struct answer {
	struct str text;
	bool over;
};

static size_t
take(char *bytes, size_t size, size_t n, void *ctx)
{
	struct answer *x = ctx;

	if (x->text.len + size * n > ANSWER_MAX) {
		x->over = true;
		return 0;
	}
	str_addn(&x->text, bytes, size * n);
	return size * n;
}

/* The last look, at the very address that is connected to. */
static curl_socket_t
open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
	const struct hook *h = ctx;

	(void)purpose;
	if (!h->inside && !hook_address_ok(&to->addr))
		return CURL_SOCKET_BAD;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static const char *
part(struct arena *a, CURLU *u, CURLUPart what)
{
	char *text = NULL;
	const char *out;

	if (curl_url_get(u, what, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
		return NULL;
	out = arena_strdup(a, text);
	curl_free(text);
	return out;
}

/* All addresses of a name as CURLOPT_RESOLVE has them.  NULL with *error: none, or one is not to be gone to. */
static const char *
addresses(struct arena *a, const struct hook *h, const char *host, const char *port, const char **error)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL, *x;
	char number[64];
	struct str out;

	*error = "no_address";
	str_init(&out, a);
	if (getaddrinfo(host, port, &hints, &list) != 0)
		return NULL;
	for (x = list; x != NULL; x = x->ai_next) {
		if (!h->inside && !hook_address_ok(x->ai_addr)) {
			*error = "address_refused";
			freeaddrinfo(list);
			return NULL;
		}
		if (getnameinfo(x->ai_addr, x->ai_addrlen, number, sizeof(number), NULL, 0, NI_NUMERICHOST) == 0)
			str_printf(&out, "%s%s", out.len > 0 ? "," : "", number);
	}
	freeaddrinfo(list);
	return out.len > 0 ? out.s : NULL;
}

static struct curl_slist *
pinned(struct arena *a, const struct hook *h, const char **error)
{
	CURLU *u = curl_url();
	struct curl_slist *list = NULL;
	const char *host = NULL, *port = NULL, *to, *name;
	char *bare;

	*error = "address_malformed";
	if (u != NULL && curl_url_set(u, CURLUPART_URL, h->url, 0) == CURLUE_OK) {
		host = part(a, u, CURLUPART_HOST);
		port = part(a, u, CURLUPART_PORT);
	}
	curl_url_cleanup(u);
	if (str_empty(host) || str_empty(port))
		return NULL;
	bare = arena_strdup(a, host + (*host == '['));
	bare[strcspn(bare, "]")] = '\0';
	to = addresses(a, h, bare, port, error);
	if (to == NULL)
		return NULL;
	name = arena_printf(a, "%s:%s", host, port);
	list = curl_slist_append(NULL, arena_printf(a, "-%s", name));
	return curl_slist_append(list, arena_printf(a, "%s:%s", name, to));
}

static struct curl_slist *
headers(struct arena *a, const struct hook_message *m)
{
	struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");

	list = curl_slist_append(list, arena_printf(a, "webhook-id: %s", m->id));
	list = curl_slist_append(list, arena_printf(a, "webhook-timestamp: %s", m->timestamp));
	return curl_slist_append(list, arena_printf(a, "webhook-signature: %s", m->signature));
}

static CURLcode
perform(const struct hook *h, const struct hook_message *m, struct curl_slist *list, struct curl_slist *to,
    struct answer *x, long *status)
{
	CURLcode code;

	(void)curl_easy_setopt(curl, CURLOPT_URL, h->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, WHOLE_S);
	(void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "xiezhi-courier");
	(void)curl_easy_setopt(curl, CURLOPT_RESOLVE, to);
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, m->body);
	(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, h);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, x);
	code = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
	return code;
}

static const char *
error_of(CURLcode code, long status, bool over)
{
	if (over)
		return "answer_long";
	if (code == CURLE_OPERATION_TIMEDOUT)
		return "no_answer";
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return "certificate";
	if (code != CURLE_OK)
		return "no_connection";
	return status / 100 == 2 ? "" : status / 100 == 3 ? "redirect" : "status";
}

void
send_hook(struct arena *a, const struct hook *h, struct hook_answer *out)
{
	struct curl_slist *to = NULL, *list = NULL;
	struct hook_message m;
	struct answer x = { .over = false };
	long status = 0;
	CURLcode code;

	*out = (struct hook_answer){ .error = "no_secret" };
	if (curl == NULL)
		curl = curl_easy_init();
	str_init(&x.text, a);
	if (hook_message(a, h, clock_real_now(), &m) != OK)
		return;
	to = pinned(a, h, &out->error);
	list = headers(a, &m);
	if (to != NULL && curl != NULL) {
		code = perform(h, &m, list, to, &x, &status);
		*out = (struct hook_answer){ .status = (int)status, .error = error_of(code, status, x.over),
		    .body = x.text.s, .n = x.text.len };
	}
	curl_slist_free_all(to);
	curl_slist_free_all(list);
}

void
send_end(void)
{
	curl_easy_cleanup(curl);
	curl = NULL;
}
