/* search.c - how long the register's search takes: search CONNINFO FILE ROUNDS.  FILE has a class and a
 * term a line, a tab between; prints a class, the median and the 99th percentile in microseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/search.h"

#define TERMS_MAX 64
#define SAMPLES_MAX 20000
#define WARM 30

struct term {
	char class[32], text[128];
};

static struct term terms[TERMS_MAX];
static int64_t sample[SAMPLES_MAX];

static int
by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static int
load(const char *path)
{
	FILE *f = fopen(path, "r");
	int n = 0;

	if (f == NULL)
		return 0;
	while (n < TERMS_MAX && fscanf(f, "%31s %127s", terms[n].class, terms[n].text) == 2)
		n++;
	(void)fclose(f);
	return n;
}

static int64_t
once(struct arena *a, struct db *db, const char *text)
{
	struct arena *child = arena_child(a);
	const struct db_rows *rows;
	int64_t start = clock_monotonic_us(), took;

	if (register_search(child, db, text, (struct ref){ { 0 } }, 20, &rows) != OK) {
		(void)fprintf(stderr, "search: %s\n", err_last());
		exit(1);
	}
	took = clock_monotonic_us() - start;
	arena_free(child);
	return took;
}

static void
one_class(struct arena *a, struct db *db, const char *class, int n, int rounds)
{
	int i, r, k = 0;

	for (r = -WARM; r < rounds; r++) {
		for (i = 0; i < n && k < SAMPLES_MAX; i++) {
			if (strcmp(terms[i].class, class) != 0)
				continue;
			if (r < 0)
				(void)once(a, db, terms[i].text);
			else
				sample[k++] = once(a, db, terms[i].text);
		}
	}
	qsort(sample, (size_t)k, sizeof(*sample), by_time);
	(void)printf("%s %lld %lld\n", class, (long long)sample[k / 2], (long long)sample[k * 99 / 100]);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("bench");
	struct db *db;
	long long rounds;
	int i, n;

	if (argc != 4 || !str_i64(argv[3], 1, 5000, &rounds) || (n = load(argv[2])) == 0) {
		(void)fprintf(stderr, "usage: search CONNINFO FILE ROUNDS\n");
		return 2;
	}
	if (db_open(a, argv[1], "bench", &db) != OK) {
		(void)fprintf(stderr, "search: %s\n", err_last());
		return 1;
	}
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(terms[i].class, terms[i - 1].class) != 0)
			one_class(a, db, terms[i].class, n, (int)rounds);
	arena_free(a);
	return 0;
}
