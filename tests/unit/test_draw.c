/* test_draw.c - the draw against the published vectors, and its properties (trust.md 1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/draw/file.h"
#include "lib/sec/sec.h"
#include "lib/sec/short.h"

static struct arena *a;

static char *
read_file(const char *vector, const char *name, size_t *n)
{
	const char *path = arena_printf(a, "tests/unit/data/draw/%s/%s", vector, name);
	FILE *f = fopen(path, "rb");
	char *text = arena_alloc(a, 1 << 20);

	if (f == NULL)
		fail_msg("%s is not there", path);
	*n = fread(text, 1, (1 << 20) - 1, f);
	(void)fclose(f);
	return text;
}

static json_t *
read_json(const char *vector, const char *name)
{
	size_t n;
	char *text = read_file(vector, name, &n);
	json_t *j = json_loadb(text, n, 0, NULL);

	assert_non_null(j);
	return j;
}

static void
digest_of(const char *vector, const char *name, unsigned char out[32])
{
	size_t n;
	char *text = read_file(vector, name, &n);

	sha256(text, n, out);
}

static void
assert_hex(const unsigned char *bytes, const json_t *text)
{
	char hex[65];

	str_hex(bytes, 32, hex);
	assert_string_equal(hex, json_string_value(text));
}

/* Calls fn with the fields of each line. */
static void
each_line(const char *vector, const char *name, struct draw *d, void (*fn)(struct draw *d, char *x, char *y))
{
	size_t n;
	char *p = read_file(vector, name, &n), *line, *tab;

	while ((line = strsep(&p, "\n")) != NULL && *line != '\0') {
		tab = strchr(line, '\t');
		assert_non_null(tab);
		*tab = '\0';
		fn(d, line, tab + 1);
	}
}

static void
object(struct draw *d, char *x, char *y)
{
	assert_int_equal(draw_object(d, x, y), OK);
}

static void
officer(struct draw *d, char *x, char *y)
{
	assert_int_equal(draw_officer(d, x, y), OK);
}

static void
avoid(struct draw *d, char *x, char *y)
{
	assert_int_equal(draw_avoid(d, x, y), OK);
}

static struct draw *
drawn(const char *vector, const json_t *ann, const unsigned char seed[32])
{
	const json_t *team = json_object_get(ann, "team"), *s;
	struct draw *d = draw_new(a, seed, (int)json_integer_value(json_object_get(team, "size")));
	const char *key;
	json_t *v;
	size_t i;

	json_array_foreach(json_object_get(ann, "strata"), i, s)
		assert_int_equal(draw_stratum(d, json_string_value(json_object_get(s, "key")),
		    (int)json_integer_value(json_object_get(s, "quota")), 5), OK);
	json_object_foreach(json_object_get(team, "per_unit"), key, v)
		assert_int_equal(draw_unit(d, key, (int)json_integer_value(v)), OK);
	each_line(vector, "officers.tsv", d, officer);
	each_line(vector, "avoid.tsv", d, avoid);
	each_line(vector, "objects.tsv", d, object);
	assert_int_equal(draw_run(d), OK);
	return d;
}

static struct draw *
vector_drawn(const char *vector, json_t **ann, json_t **result)
{
	unsigned char secret[32], x[32], y[32], seed[32];

	*ann = read_json(vector, "announcement.json");
	*result = read_json(vector, "result.json");
	assert_true(str_unhex(json_string_value(json_object_get(*result, "secret")), secret, 32));
	draw_commitment(secret, x);
	assert_hex(x, json_object_get(*ann, "commitment"));
	digest_of(vector, "announcement.json", x);
	digest_of(vector, "contributions.tsv", y);
	draw_seed(secret, x, y, seed);
	assert_hex(seed, json_object_get(*result, "seed"));
	return drawn(vector, *ann, seed);
}

static void
check_vector(const char *vector)
{
	json_t *ann, *result;
	struct draw *d = vector_drawn(vector, &ann, &result);
	struct draw_result r = { .draw_id = vector };
	size_t n;

	assert_true(str_unhex(json_string_value(json_object_get(result, "secret")), r.secret, 32));
	assert_true(str_unhex(json_string_value(json_object_get(result, "seed")), r.seed, 32));
	digest_of(vector, "announcement.json", r.announcement);
	digest_of(vector, "contributions.tsv", r.contributions);
	assert_true(time_parse(json_string_value(json_object_get(result, "drawn_at")), &r.drawn_at));
	r.pick = draw_picks(d, &r.pick_n);
	assert_string_equal(draw_result_json(a, &r), read_file(vector, "result.json", &n));
	json_decref(ann);
	json_decref(result);
}

static void
test_vectors(void **state)
{
	(void)state;
	check_vector("small");
	check_vector("unassigned");
	check_vector("substituted");
}

static void
test_announcement_to_the_byte(void **state)
{
	json_t *j = read_json("small", "announcement.json"), *s;
	struct draw_stratum_row rows[4];
	struct draw_unit_row units[2];
	struct draw_announcement n = { .draw_id = "small", .stratum = rows, .stratum_n = 4, .unit = units, .unit_n = 2,
	    .contributions = "witness", .pledges = true, .team_size = 3 };
	const char *key;
	json_t *v;
	size_t i, k = 0;

	(void)state;
	n.title = json_string_value(json_object_get(j, "title"));
	n.agency = json_string_value(json_object_get(j, "agency"));
	assert_true(time_parse(json_string_value(json_object_get(j, "announced_at")), &n.announced_at));
	assert_true(time_parse(json_string_value(json_object_get(j, "reveal_by")), &n.reveal_by));
	json_array_foreach(json_object_get(j, "strata"), i, s)
		rows[i] = (struct draw_stratum_row){ json_string_value(json_object_get(s, "key")),
		    json_string_value(json_object_get(s, "name")), json_integer_value(json_object_get(s, "pool")),
		    json_integer_value(json_object_get(s, "quota")) };
	json_object_foreach(json_object_get(json_object_get(j, "team"), "per_unit"), key, v)
		units[k++] = (struct draw_unit_row){ key, (int)json_integer_value(v) };
	digest_of("small", "objects.tsv", n.objects);
	digest_of("small", "officers.tsv", n.officers);
	digest_of("small", "avoid.tsv", n.avoid);
	assert_true(str_unhex(json_string_value(json_object_get(j, "commitment")), n.commitment, 32));
	assert_null(draw_announcement_fault(&n));
	assert_string_equal(draw_announcement_json(a, &n), read_file("small", "announcement.json", &i));
	rows[1].quota = 18;
	assert_string_equal(draw_announcement_fault(&n), "quota");
	rows[1].quota = 3;
	units[0].min = 3;
	assert_string_equal(draw_announcement_fault(&n), "team");
	json_decref(j);
}

static void
test_pledges(void **state)
{
	size_t n, m;
	char *p = read_file("small", "pledges.tsv", &n), *c = read_file("small", "contributions.tsv", &m), *line;
	struct str pledges, values;
	int k = 0;

	(void)state;
	str_init(&pledges, a);
	str_init(&values, a);
	while ((line = strsep(&c, "\n")) != NULL && *line != '\0') {
		unsigned char value[256], pledge[32];
		char *name = strchr(line, '\t') + 1, *hex = strchr(name, '\t') + 1;

		hex[-1] = '\0';
		assert_true(str_unhex(hex, value, strlen(hex) / 2));
		draw_pledge(name, value, strlen(hex) / 2, pledge);
		draw_pledge_line(&pledges, ++k, name, pledge);
		draw_value_line(&values, k, name, value, strlen(hex) / 2);
	}
	assert_string_equal(pledges.s, p);
	assert_string_equal(values.s, read_file("small", "contributions.tsv", &m));
}

static void
test_substitutions(void **state)
{
	json_t *ann, *result, *j;
	struct draw *d = vector_drawn("substituted", &ann, &result);
	size_t n;
	char *p = read_file("substituted", "substitutions.jsonl", &n), *line;

	(void)state;
	while ((line = strsep(&p, "\n")) != NULL && *line != '\0') {
		const struct draw_pick *pick;
		struct draw_substitution s = { .reason = "" };

		j = json_loads(line, 0, NULL);
		assert_non_null(j);
		s.n = (int)json_integer_value(json_object_get(j, "n"));
		s.officer = strcmp(json_string_value(json_object_get(j, "kind")), "officer") == 0;
		s.object = json_string_value(json_object_get(j, "for"));
		s.out = json_string_value(json_object_get(j, "out"));
		s.reason = json_string_value(json_object_get(j, "reason"));
		assert_true(time_parse(json_string_value(json_object_get(j, "at")), &s.at));
		if (s.officer) {
			assert_int_equal(draw_replace_officer(d, s.object, s.out, &s.in, &pick), OK);
		} else {
			assert_int_equal(draw_replace_object(d, s.out, &pick), OK);
			s.in = pick->object;
		}
		s.team = pick->team;
		s.team_n = pick->team_n;
		assert_string_equal(draw_substitution_line(a, &s), line);
		json_decref(j);
	}
	json_decref(ann);
	json_decref(result);
}

static void
test_short_hash_is_sha256(void **state)
{
	unsigned char head[32], whole[96], x[32], y[32];
	struct short_text t;
	size_t n;

	(void)state;
	for (n = 0; n <= SHORT_TEXT_MAX; n++) {
		random_bytes(whole, sizeof(whole));
		memcpy(head, whole, 32);
		short_text_set(&t, whole + 32, n);
		sha256_short(head, &t, x);
		sha256(whole, 32 + n, y);
		assert_memory_equal(x, y, 32);
	}
}

/* The teams of a random draw, against the rule said plainly: sort all, take the first. */
static int
plain_rank(const int *load, const unsigned char (*hash)[32], const bool *barred, const int *unit, int n, int want_unit)
{
	int i, best = -1;

	for (i = 0; i < n; i++)
		if (!barred[i] && (want_unit < 0 || unit[i] == want_unit) && (best < 0 || load[i] < load[best] ||
		    (load[i] == load[best] && memcmp(hash[i], hash[best], 32) < 0)))
			best = i;
	return best;
}

static void
test_teams_against_the_plain_rule(void **state)
{
	enum { OFFICERS = 23, OBJECTS = 200, SIZE = 4 };
	static const int min[3] = { 1, 2, 0 };
	unsigned char seed[32], hash[OFFICERS][32];
	int load[OFFICERS] = { 0 }, unit[OFFICERS], i, k, n, round;

	(void)state;
	for (round = 0; round < 5; round++) {
		struct draw *d;
		const struct draw_pick *p;

		random_bytes(seed, 32);
		memset(load, 0, sizeof(load));
		d = draw_new(a, seed, SIZE);
		assert_int_equal(draw_stratum(d, "S", 120, 0), OK);
		for (k = 0; k < 2; k++)
			assert_int_equal(draw_unit(d, arena_printf(a, "U%d", k), min[k]), OK);
		for (i = 0; i < OFFICERS; i++) {
			unit[i] = i % 3;
			assert_int_equal(draw_officer(d, arena_printf(a, "Z%02d", i), arena_printf(a, "U%d", unit[i])),
			    OK);
		}
		for (i = 0; i < OBJECTS; i += 7)
			for (k = i % 5; k < OFFICERS; k += 3)
				assert_int_equal(draw_avoid(d, arena_printf(a, "O%03d", i),
				    arena_printf(a, "Z%02d", k)), OK);
		for (i = 0; i < OBJECTS; i++)
			assert_int_equal(draw_object(d, "S", arena_printf(a, "O%03d", i)), OK);
		assert_int_equal(draw_run(d), OK);
		p = draw_picks(d, &n);
		assert_int_equal(n, 120);
		for (i = 0; i < n; i++) {
			bool barred[OFFICERS] = { false };
			int o = atoi(p[i].object + 1), got = 0, u, left[3] = { 0, 0, 0 };

			assert_true(i == 0 || memcmp(p[i - 1].score, p[i].score, 32) < 0);
			for (k = o % 5; o % 7 == 0 && k < OFFICERS; k += 3)
				barred[k] = true;
			for (k = 0; k < OFFICERS; k++) {
				unsigned char both[64];

				memcpy(both, p[i].score, 32);
				(void)snprintf((char *)both + 32, 32, "Z%02d", k);
				sha256(both, 35, hash[k]);
				left[unit[k]] += !barred[k];
			}
			if (left[0] < 1 || left[1] < 2 || left[0] + left[1] + left[2] < SIZE) {
				assert_non_null(p[i].unassigned);
				continue;
			}
			assert_null(p[i].unassigned);
			for (u = 0; u < 4; u++)
				for (k = 0; k < (u < 3 ? min[u] : SIZE - 3); k++) {
					int best = plain_rank(load, hash, barred, unit, OFFICERS, u < 3 ? u : -1);

					assert_string_equal(p[i].team[got++], arena_printf(a, "Z%02d", best));
					barred[best] = true;
				}
			assert_int_equal(p[i].team_n, got);
			for (k = 0; k < got; k++)
				load[atoi(p[i].team[k] + 1)]++;
		}
	}
}

static void
test_bad_input_is_refused(void **state)
{
	unsigned char seed[32] = { 0 };
	struct draw *d = draw_new(a, seed, 2);

	(void)state;
	assert_int_equal(draw_stratum(d, "A", 2, 0), OK);
	assert_int_equal(draw_stratum(d, "A", 1, 0), ERR_INPUT);
	assert_int_equal(draw_unit(d, "U", 3), ERR_INPUT);
	assert_int_equal(draw_object(d, "B", "X"), ERR_INPUT);
	assert_int_equal(draw_object(d, "A", ""), ERR_INPUT);
	assert_int_equal(draw_object(d, "A", "a\tb"), ERR_INPUT);
	assert_int_equal(draw_object(d, "A", "\xff"), ERR_INPUT);
	assert_int_equal(draw_officer(d, "Z1", "U"), OK);
	assert_int_equal(draw_officer(d, "Z1", "V"), OK);
	assert_int_equal(draw_object(d, "A", "X"), OK);
	/* the officer is there twice, and the pool below its quota */
	assert_int_equal(draw_run(d), ERR_INPUT);
	d = draw_new(a, seed, 2);
	assert_int_equal(draw_stratum(d, "A", 2, 0), OK);
	assert_int_equal(draw_officer(d, "Z1", "U"), OK);
	assert_int_equal(draw_avoid(d, "X", "Z2"), ERR_INPUT);
	assert_int_equal(draw_avoid(d, "X", "Z1"), OK);
	assert_int_equal(draw_avoid(d, "W", "Z1"), ERR_INPUT);
	assert_int_equal(draw_object(d, "A", "X"), OK);
	assert_int_equal(draw_run(d), ERR_INPUT);
}

/* Each of a hundred objects, equally often: chi-square at 99 degrees of freedom, and of neighbouring draws. */
static void
test_every_object_has_its_chance(void **state)
{
	const char *rounds = getenv("XZ_DRAWS");
	int n = rounds != NULL ? atoi(rounds) : 2000, i, k, picks, last = 0;
	double expected = (double)n / 10, x, sum = 0, serial = 0;
	static int hit[100], pair[4];
	struct arena *was = a;

	(void)state;
	memset(hit, 0, sizeof(hit));
	for (i = 0; i < n; i++) {
		struct arena *one = arena_child(was);
		unsigned char seed[32];
		const struct draw_pick *p;
		struct draw *d;
		bool first = false;

		sha256(&i, sizeof(i), seed);
		d = draw_new(one, seed, 1);
		assert_int_equal(draw_stratum(d, "A", 10, 0), OK);
		for (k = 0; k < 100; k++) {
			char id[16];

			(void)snprintf(id, sizeof(id), "%02d", k);
			assert_int_equal(draw_object(d, "A", id), OK);
		}
		assert_int_equal(draw_run(d), OK);
		p = draw_picks(d, &picks);
		for (k = 0; k < picks; k++) {
			hit[atoi(p[k].object)]++;
			first |= atoi(p[k].object) < 7;		/* about every second draw */
		}
		if (i > 0)
			pair[last * 2 + first]++;
		last = first;
		arena_free(one);
	}
	for (k = 0; k < 100; k++) {
		x = hit[k] - expected;
		sum += x * x / (expected * 0.9);	/* drawn without replacement: the variance is n p (1 - p) */
	}
	sum *= 0.99;
	if (sum > 148.2 || sum < 61.1)		/* 0.1 % on either side */
		fail_msg("chi-square %.1f", sum);
	/* whether an object of the first seven was drawn says nothing about the next draw */
	x = (double)(pair[1] + pair[3]) / (n - 1);
	for (k = 0; k < 2; k++) {
		double row = pair[2 * k] + pair[2 * k + 1];

		serial += (pair[2 * k + 1] - row * x) * (pair[2 * k + 1] - row * x) / (row * x);
		serial += (pair[2 * k] - row * (1 - x)) * (pair[2 * k] - row * (1 - x)) / (row * (1 - x));
	}
	if (serial > 10.8)
		fail_msg("serial chi-square %.1f", serial);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_vectors),
	    cmocka_unit_test(test_announcement_to_the_byte), cmocka_unit_test(test_pledges),
	    cmocka_unit_test(test_substitutions), cmocka_unit_test(test_short_hash_is_sha256),
	    cmocka_unit_test(test_teams_against_the_plain_rule), cmocka_unit_test(test_bad_input_is_refused),
	    cmocka_unit_test(test_every_object_has_its_chance) };

	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	a = arena_new("test");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return failed;
}
