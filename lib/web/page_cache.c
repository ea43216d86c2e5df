/* page_cache.c - pages a worker keeps after rendering, by what they were made of. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/sec/sec.h"
#include "lib/web/priv.h"

#define SLOTS 64
#define PAGE_MAX (64 * 1024)
#define KEPT_US (60 * SECOND_US)
#define TOKENS_MAX 16

struct token {			/* place in a page of what each answer has anew */
	size_t at;
	bool key;		/* form.key; otherwise form.csrf */
};

struct kept {			/* one page a slot: the newest whose key falls into it */
	char *key, *page;
	size_t n;
	struct token token[TOKENS_MAX];
	int tokens;
	size_t csrf_n, key_n;
	int64_t until;
};

/* The page depends on its path alone. */
static bool
plain(const struct req *r)
{
	return r->route != NULL && ((r->route->flags & ROUTE_PLAIN) || r->web->query.n == 0);
}

static const char *
whole_key(struct req *r, const char *key)
{
	/* with a clock that moves each page carries the time */
	return arena_printf(r->arena, "%s\n%s\n%lld\n%s", r->path, r->lang,
	    r->web->web->opt.test_clock ? (long long)(r->now / (60 * SECOND_US)) : 0, key);
}

static struct kept *
slot(struct web *w, const char *key)
{
	uint64_t h = 14695981039346656037u;	/* FNV-1a */

	if (w->kept == NULL)
		w->kept = ARENA_ARRAY(w->arena, struct kept, SLOTS);
	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return &w->kept[h % SLOTS];
}

static void
drop(struct kept *k)
{
	free(k->key);
	free(k->page);
	*k = (struct kept){ 0 };
}

bool
req_kept(struct req *r, const char *key)
{
	const char *whole = whole_key(r, key), *csrf = r->session != NULL ? r->session->csrf : "", *form;
	const struct kept *k = slot(r->web->web, whole);
	int i;

	if (!plain(r) || k->key == NULL || strcmp(k->key, whole) != 0 || clock_monotonic_us() >= k->until ||
	    strlen(csrf) != k->csrf_n || req_send(r, 200, "text/html; charset=utf-8", k->page, k->n) != OK)
		return false;
	form = random_token(r->arena, FORM_KEY_SIZE);
	for (i = 0; i < k->tokens; i++)
		memcpy(r->web->out.s + k->token[i].at, k->token[i].key ? form : csrf,
		    k->token[i].key ? k->key_n : k->csrf_n);
	return true;
}

/* Notes where a value stands.  False: too often. */
static bool
find_tokens(struct kept *k, const char *value, bool key)
{
	size_t n = strlen(value);
	const char *p;

	for (p = n > 0 ? strstr(k->page, value) : NULL; p != NULL; p = strstr(p + n, value)) {
		if (k->tokens == TOKENS_MAX)
			return false;
		k->token[k->tokens++] = (struct token){ (size_t)(p - k->page), key };
	}
	*(key ? &k->key_n : &k->csrf_n) = n;
	return true;
}

void
req_keep(struct req *r, const char *key)
{
	const char *whole = whole_key(r, key);
	const struct str *out = &r->web->out;
	struct kept made, *k = slot(r->web->web, whole);

	if (!plain(r) || r->web->status != 200 || out->len > PAGE_MAX)
		return;
	made = (struct kept){ .key = strdup(whole), .page = malloc(out->len + 1), .n = out->len,
	    .until = clock_monotonic_us() + KEPT_US };
	if (made.key == NULL || made.page == NULL)
		abort();
	memcpy(made.page, out->s, out->len + 1);
	if (!find_tokens(&made, r->session != NULL ? r->session->csrf : "", false) ||
	    !find_tokens(&made, hdf_get_value(r->web->hdf, "form.key", ""), true)) {
		drop(&made);
		return;
	}
	drop(k);
	*k = made;
}

void
kept_close(struct web *w)
{
	size_t i;

	for (i = 0; w->kept != NULL && i < SLOTS; i++)
		drop(&w->kept[i]);
}
