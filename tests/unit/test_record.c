/* test_record.c - the record chain to the byte: lines, digests, side values (data/record-vector). */
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
#include "lib/record/record.h"
#include "lib/sec/sec.h"

#define VECTOR "tests/unit/data/record-vector/"

static char *
next_line(struct arena *a, FILE *f)
{
	char buf[4096];

	if (fgets(buf, sizeof(buf), f) == NULL)
		return NULL;
	buf[strcspn(buf, "\n")] = '\0';
	return arena_strdup(a, buf);
}

static const char *
text_of(const json_t *j, const char *key)
{
	const char *s = json_string_value(json_object_get(j, key));

	assert_non_null(s);
	return s;
}

/* Makes the line anew from what it says. */
static char *
line_again(struct arena *a, const char *line)
{
	json_t *j = json_loads(line, 0, NULL), *ev;
	struct record_entry e = { .kind = text_of(j, "kind"), .payload = json_object_get(j, "payload") };
	unsigned char (*digests)[32];
	struct ref chain;
	size_t i;
	char *out;

	assert_true(ref_parse(text_of(j, "chain"), &chain));
	assert_true(ref_parse(text_of(j, "actor"), &e.actor));
	assert_true(time_parse(text_of(j, "occurred"), &e.occurred_at));
	assert_true(time_parse(text_of(j, "recorded"), &e.recorded_at));
	ev = json_object_get(j, "evidence");
	digests = arena_calloc(a, json_array_size(ev) + 1, 32);
	for (i = 0; i < json_array_size(ev); i++)
		assert_true(str_unhex(json_string_value(json_array_get(ev, i)), digests[i], 32));
	e.evidence = (const unsigned char (*)[32])digests;
	e.evidence_n = (int)i;
	out = record_line(a, chain, (int)json_integer_value(json_object_get(j, "seq")), &e);
	json_decref(j);
	return out;
}

static void
test_record_chain_reproduced(void **state)
{
	struct arena *a = arena_new("t");
	FILE *lines = fopen(VECTOR "chain.jsonl", "re"), *digests = fopen(VECTOR "digests.txt", "re");
	unsigned char digest[32] = { 0 };
	char *line, *want, hex[65];
	int n = 0;

	(void)state;
	assert_non_null(lines);
	assert_non_null(digests);
	while ((line = next_line(a, lines)) != NULL) {
		assert_string_equal(line_again(a, line), line);
		record_digest(digest, line, digest);
		str_hex(digest, 32, hex);
		want = next_line(a, digests);
		assert_non_null(want);
		assert_string_equal(hex, want);
		n++;
	}
	assert_int_equal(n, 3);
	(void)fclose(lines);
	(void)fclose(digests);
	arena_free(a);
}

/* {"ref":..,"sha256":hex(H(salt || value))} of the second line. */
static void
test_record_side_value(void **state)
{
	struct arena *a = arena_new("t");
	FILE *f = fopen(VECTOR "side.jsonl", "re"), *lines = fopen(VECTOR "chain.jsonl", "re");
	char *side, *line, hex[65];
	unsigned char salt[16], hash[32];
	struct digest *d = digest_new(a, DIGEST_SHA256);
	json_t *j;

	(void)state;
	side = next_line(a, f);
	j = json_loads(side, 0, NULL);
	assert_true(str_unhex(text_of(j, "salt"), salt, 16));
	digest_add(d, salt, 16);
	digest_add(d, text_of(j, "value"), strlen(text_of(j, "value")));
	digest_end(d, hash);
	str_hex(hash, 32, hex);
	(void)next_line(a, lines);
	line = next_line(a, lines);
	assert_non_null(strstr(line, hex));
	assert_non_null(strstr(line, text_of(j, "ref")));
	assert_null(strstr(line, text_of(j, "value")));
	json_decref(j);
	(void)fclose(f);
	(void)fclose(lines);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_record_chain_reproduced),
	    cmocka_unit_test(test_record_side_value) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
