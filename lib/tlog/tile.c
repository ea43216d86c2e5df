/* tile.c - see tile.h. */
#include "lib/tlog/tile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"

void
tlog_tile_path(const struct tlog_tile *t, char out[TLOG_PATH_SIZE])
{
	char number[32] = "", rest[32], level[8], part[8] = "";
	int64_t n = t->n / 1000;

	(void)snprintf(number, sizeof(number), "%03d", (int)(t->n % 1000));
	for (; n > 0; n /= 1000) {
		(void)snprintf(rest, sizeof(rest), "%s", number);
		if (snprintf(number, sizeof(number), "x%03d/%s", (int)(n % 1000), rest) >= (int)sizeof(number))
			abort();
	}
	if (t->level == TLOG_ENTRIES)
		(void)snprintf(level, sizeof(level), "entries");
	else
		(void)snprintf(level, sizeof(level), "%d", t->level % 64);
	if (t->width < TLOG_TILE)
		(void)snprintf(part, sizeof(part), ".p/%d", t->width % TLOG_TILE);
	if (snprintf(out, TLOG_PATH_SIZE, "tile/%s/%s%s", level, number, part) >= TLOG_PATH_SIZE)
		abort();
}

/* Parsed as far as it must be to write it again: equal texts are the proof. */
bool
tlog_tile_parse(const char *path, struct tlog_tile *out)
{
	char again[TLOG_PATH_SIZE];
	struct tlog_tile t = { .width = TLOG_TILE };
	const char *p = path;
	int digits = 0;

	if (strlen(path) >= TLOG_PATH_SIZE || !str_starts(p, "tile/"))
		return false;
	p += 5;
	if (str_starts(p, "entries/")) {
		t.level = TLOG_ENTRIES;
		p += 8;
	} else {
		for (; *p >= '0' && *p <= '9' && t.level < 64; p++)
			t.level = t.level * 10 + (*p - '0');
		if (*p++ != '/' || t.level > 63)
			return false;
	}
	for (; *p == 'x' || *p == '/' || (*p >= '0' && *p <= '9'); p++)
		if (*p >= '0' && *p <= '9') {
			if (++digits > 15)
				return false;
			t.n = t.n * 10 + (*p - '0');
		}
	if (str_starts(p, ".p/")) {
		for (p += 3, t.width = 0; *p >= '0' && *p <= '9' && t.width < TLOG_TILE; p++)
			t.width = t.width * 10 + (*p - '0');
		if (t.width < 1 || t.width >= TLOG_TILE)
			return false;
	}
	if (*p != '\0')
		return false;
	tlog_tile_path(&t, again);
	if (strcmp(path, again) != 0)
		return false;
	*out = t;
	return true;
}

bool
tlog_tile_of(int64_t size, int level, int64_t at, struct tlog_tile *out)
{
	int64_t count = tlog_level_count(size, level == TLOG_ENTRIES ? 0 : level), n = at / TLOG_TILE;

	if (at < 0 || at >= count)
		return false;
	*out = (struct tlog_tile){ .level = level, .n = n,
	    .width = count - n * TLOG_TILE < TLOG_TILE ? (int)(count - n * TLOG_TILE) : TLOG_TILE };
	return true;
}

void
tlog_bundle_add(struct str *bundle, const void *entry, size_t n)
{
	if (n > UINT16_MAX)
		abort();
	str_addc(bundle, (char)(n >> 8));
	str_addc(bundle, (char)(n & 255));
	str_addn(bundle, entry, n);
}

bool
tlog_bundle_next(const void *bundle, size_t size, size_t *at, const char **entry, size_t *n)
{
	const unsigned char *b = bundle;
	size_t len;

	if (size - *at < 2)
		return false;
	len = (size_t)b[*at] << 8 | b[*at + 1];
	if (size - *at - 2 < len)
		return false;
	*entry = (const char *)b + *at + 2;
	*n = len;
	*at += 2 + len;
	return true;
}
