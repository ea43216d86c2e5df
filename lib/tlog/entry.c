/* entry.c - see entry.h. */
#include "lib/tlog/entry.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

bool
tlog_kind_ok(const char *kind)
{
	size_t n = kind != NULL ? strspn(kind, "abcdefghijklmnopqrstuvwxyz.") : 0;

	return n >= 1 && n <= TLOG_KIND_MAX && kind[0] != '.' && kind[n] == '\0';
}

bool
tlog_id_ok(const char *id)
{
	size_t n = id != NULL ? strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") : 0;

	return n >= 1 && n <= TLOG_ID_MAX && id[n] == '\0';
}

bool
tlog_digest_ok(const char *digest)
{
	return digest != NULL && strspn(digest, "0123456789abcdef") == 64 && digest[64] == '\0';
}

char *
tlog_entry_line(struct arena *a, const struct tlog_entry *e)
{
	char at[TIME_TEXT_SIZE];

	if (!tlog_kind_ok(e->kind) || !tlog_id_ok(e->id) || !tlog_digest_ok(e->digest))
		return NULL;
	time_text(e->at, at);
	return arena_printf(a, "{\"v\":1,\"kind\":\"%s\",\"id\":\"%s\",\"at\":\"%s\",\"digest\":\"%s\"}",
	    e->kind, e->id, at, e->digest);
}

/* The value between the key and what ends it; *p moves past. */
static char *
take(struct arena *a, const char **p, const char *key, const char *end)
{
	const char *from, *to;

	if (!str_starts(*p, key))
		return NULL;
	from = *p + strlen(key);
	to = strchr(from, '"');
	if (to == NULL || !str_starts(to, end))
		return NULL;
	*p = to + strlen(end);
	return arena_strndup(a, from, (size_t)(to - from));
}

/* YYYY-MM-DDTHH:MM:SS+HH:MM */
static bool
time_ok(const char *at, int64_t *out)
{
	return strlen(at) == TIME_TEXT_SIZE - 1 && at[10] == 'T' && at[16] == ':' && (at[19] == '+' || at[19] == '-') &&
	    time_parse(at, out);
}

bool
tlog_entry_parse(struct arena *a, const void *line, size_t n, struct tlog_entry *out)
{
	const char *p, *at;
	struct tlog_entry e;

	if (n > TLOG_ENTRY_MAX || memchr(line, '\0', n) != NULL)
		return false;
	p = arena_strndup(a, line, n);
	e.kind = take(a, &p, "{\"v\":1,\"kind\":\"", "\",");
	e.id = e.kind != NULL ? take(a, &p, "\"id\":\"", "\",") : NULL;
	at = e.id != NULL ? take(a, &p, "\"at\":\"", "\",") : NULL;
	e.digest = at != NULL ? take(a, &p, "\"digest\":\"", "\"}") : NULL;
	if (e.digest == NULL || *p != '\0' || !time_ok(at, &e.at) || !tlog_kind_ok(e.kind) || !tlog_id_ok(e.id) ||
	    !tlog_digest_ok(e.digest))
		return false;
	*out = e;
	return true;
}
