/* call.c - xiezhi call: one request to an interface, signed as docs/api.md says, each step printed as it is done.  For
 * developers of other systems: what a signature covers is best seen.
 *
 * The key file: JSON with keyid, algorithm and, of an HMAC, secret (base64), of the others, pem (a file beside it). */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/exchange/sfield.h"
#include "lib/exchange/signed.h"
#include "lib/sec/sec.h"

#define ANSWER_MAX (1 << 20)
#define FILE_MAX (1 << 20)
#define SECONDS_MAX 60L

struct call {
	const char *url, *method, *body_file;
	char *body;
	size_t n;
	const char *keyid, *digest, *idempotency;
	enum key_algorithm algorithm;
	unsigned char *secret;
	size_t secret_n;
	struct sign_key *pem;
};

static enum err
read_file(struct arena *a, const char *path, char **out, size_t *n)
{
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return err_set(ERR_IO, "%s: cannot be read", path);
	*out = arena_alloc(a, FILE_MAX + 1);
	*n = fread(*out, 1, FILE_MAX, f);
	(void)fclose(f);
	return OK;
}

static enum err
read_key(struct arena *a, const char *path, struct call *c)
{
	const char *slash = strrchr(path, '/'), *text, *pem;
	char *bytes;
	json_t *j;
	size_t n;
	enum err e = read_file(a, path, &bytes, &n);

	if (e != OK)
		return e;
	j = json_in(a, bytes, JSON_REJECT_DUPLICATES);
	c->keyid = json_text_at(a, j, "keyid");
	text = json_text_at(a, j, "algorithm");
	if (c->keyid == NULL || text == NULL || !key_algorithm(text, &c->algorithm))
		return err_set(ERR_INPUT, "%s: a key file has keyid and algorithm", path);
	pem = json_text_at(a, j, "pem");
	if (pem != NULL)
		return sign_key_load(a, *pem == '/' || slash == NULL ? pem :
		    arena_printf(a, "%.*s/%s", (int)(slash - path), path, pem), &c->pem);
	text = json_text_at(a, j, "secret");
	return text != NULL && base64_decode(a, text, &c->secret, &c->secret_n) ? OK :
	    err_set(ERR_INPUT, "%s: neither secret (base64) nor pem", path);
}

/* ---- what is signed */

static const char *
field(void *ctx, const char *name)
{
	const struct call *c = ctx;

	return str_eq(name, "content-digest") ? c->digest : NULL;
}

static enum err
message(struct arena *a, struct call *c, struct signed_message *m)
{
	const char *host = strstr(c->url, "://"), *path = host != NULL ? strchr(host + 3, '/') : NULL, *query;

	if (path == NULL)
		return err_set(ERR_INPUT, "not an address with a path: %s", c->url);
	query = strchr(path, '?');
	*m = (struct signed_message){ .method = c->method, .scheme = arena_strndup(a, c->url, (size_t)(host - c->url)),
	    .authority = arena_strndup(a, host + 3, (size_t)(path - host - 3)),
	    .query = query != NULL ? query + 1 : NULL,
	    .path = arena_strndup(a, path, strcspn(path, "?")), .field = field, .ctx = c };
	return OK;
}

static enum err
signature_of(struct arena *a, const struct call *c, const char *base, const char **out)
{
	unsigned char mac[32], *sig = mac;
	size_t n = sizeof(mac);
	enum err e = c->pem != NULL ? sign(a, c->pem, base, strlen(base), &sig, &n) :
	    signed_hmac(c->algorithm, c->secret, c->secret_n, base, mac);

	if (e == OK)
		*out = arena_printf(a, "xz=:%s:", base64_encode(a, sig, n));
	return e;
}

static enum err
headers(struct arena *a, struct call *c, struct curl_slist **out)
{
	struct signed_message m;
	const char *input, *base, *signature;
	struct sf_dict *d;
	enum err e = message(a, c, &m);

	if (e != OK)
		return e;
	if (c->body != NULL) {
		c->digest = signed_digest(a, c->body, c->n);
		(void)printf("# 1 digest of the body\n%s\n", c->digest);
	}
	input = arena_printf(a, "xz=(\"@method\" \"@target-uri\"%s);created=%lld;keyid=\"%s\";nonce=\"%s\"",
	    c->body != NULL ? " \"content-digest\"" : "", (long long)(clock_real_now() / SECOND_US), c->keyid,
	    random_token(a, 12));
	e = sf_dict_parse(a, input, &d);
	if (e == OK)
		e = signed_base(a, &m, &d->v[0], &base);
	if (e == OK)
		e = signature_of(a, c, base, &signature);
	if (e != OK)
		return e;
	(void)printf("# 2 signature base\n%s\n# 3 signature by %s\n%s\n# 4 request\n%s %s\n", base,
	    key_algorithm_names[c->algorithm], signature, c->method, c->url);
	*out = curl_slist_append(*out, arena_printf(a, "Signature-Input: %s", input));
	*out = curl_slist_append(*out, arena_printf(a, "Signature: %s", signature));
	if (c->body != NULL) {
		*out = curl_slist_append(*out, arena_printf(a, "Content-Digest: %s", c->digest));
		*out = curl_slist_append(*out, arena_printf(a, "Idempotency-Key: %s", c->idempotency));
		*out = curl_slist_append(*out, "Content-Type: application/json");
	}
	return *out != NULL ? OK : err_set(ERR_IO, "out of memory");
}

/* ---- the request */

static size_t
take(char *bytes, size_t size, size_t n, void *ctx)
{
	struct str *s = ctx;

	if (s->len + size * n > ANSWER_MAX)
		return 0;
	str_addn(s, bytes, size * n);
	return size * n;
}

static enum err
perform(struct arena *a, const struct call *c, struct curl_slist *list, long *status)
{
	CURL *curl = curl_easy_init();
	const char *authorities = getenv("SSL_CERT_FILE");
	struct curl_slist *h;
	struct str body;
	CURLcode code;

	if (curl == NULL)
		return err_set(ERR_IO, "libcurl");
	str_init(&body, a);
	(void)curl_easy_setopt(curl, CURLOPT_URL, c->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, SECONDS_MAX);
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
	(void)curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
	if (!str_empty(authorities))
		(void)curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
	if (c->body != NULL) {
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)c->n);
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, c->body);
	}
	for (h = list; h != NULL; h = h->next)
		(void)printf("%s\n", h->data);
	code = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
	curl_easy_cleanup(curl);
	if (code != CURLE_OK)
		return err_set(ERR_IO, "%s: %s", c->url, curl_easy_strerror(code));
	(void)printf("# 5 answer\n%ld\n%s\n", *status, body.s);
	return OK;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct call c = { .method = "GET" };
	struct curl_slist *list = NULL;
	const char *key = NULL;
	long status = 0;
	enum err e;
	int i;

	c.idempotency = random_token(a, 12);
	for (i = 1; i + 1 < argc; i += 2) {
		if (str_eq(argv[i], "--key"))
			key = argv[i + 1];
		else if (str_eq(argv[i], "--post"))
			c.body_file = argv[i + 1];
		else if (str_eq(argv[i], "--once"))
			c.idempotency = argv[i + 1];
		else
			break;
	}
	if (i + 1 != argc || key == NULL)
		return cmd_usage(argv[0]);
	c.url = argv[i];
	e = read_key(a, key, &c);
	if (e == OK && c.body_file != NULL) {
		c.method = "POST";
		e = read_file(a, c.body_file, &c.body, &c.n);
	}
	if (e == OK)
		e = headers(a, &c, &list);
	if (e == OK)
		e = perform(a, &c, list, &status);
	curl_slist_free_all(list);
	return e != OK ? cmd_failed(argv[0], e) : status / 100 == 2 ? 0 : 1;
}

int
cmd_call(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
