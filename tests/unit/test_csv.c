/* test_csv.c - the CSV reader: RFC 4180, bad rows, gzip, columns by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/str.h"

/* The whole file as text: fields in <>, bad rows as !fault, each with its line. */
static char *
read_all(struct arena *a, const char *bytes, size_t n)
{
	struct csv *c = csv_memory(a, bytes, n);
	const char *const *field;
	enum csv_result r;
	struct str s;
	size_t i, m;

	str_init(&s, a);
	while ((r = csv_next(c)) != CSV_END) {
		str_printf(&s, "%lld", (long long)csv_line(c));
		if (r == CSV_BAD) {
			str_printf(&s, "!%s ", csv_fault(c));
			continue;
		}
		assert_int_equal(r, CSV_ROW);
		field = csv_fields(c, &m);
		for (i = 0; i < m; i++)
			str_printf(&s, "<%s>", field[i]);
		str_addc(&s, ' ');
	}
	return s.s;
}

static void
test_csv_rows(void **state)
{
	static const char *const v[][2] = {
		{ "", "" }, { "\n\r\n\n", "" }, { "a", "1<a> " }, { "a\n", "1<a> " }, { "a\r\n", "1<a> " },
		{ "a,b\nc,d\n", "1<a><b> 2<c><d> " }, { "a,\n,b\n,\n", "1<a><> 2<><b> 3<><> " },
		{ "\xef\xbb\xbf" "a,b", "1<a><b> " }, { "\"a\",\"b\"", "1<a><b> " }, { "\"\"", "1<> " },
		{ "\"a,b\",c", "1<a,b><c> " }, { "\"a\"\"b\"", "1<a\"b> " }, { "\"\"\"\"", "1<\"> " },
		{ "\"a\nb\",c\nd", "1<a\nb><c> 3<d> " }, { "\"a\r\nb\"\r\nd", "1<a\r\nb> 3<d> " },
		{ "a b , c", "1<a b >< c> " }, { "\n\na\n\nb", "3<a> 5<b> " },
		{ "a\rb\nc", "1<a\rb> 2<c> " },		/* a lone CR is text */
		{ "a\rb", "1<a> 2<b> " },		/* unless no line ends otherwise */
		{ "a;b\n1,5;2", "1<a><b> 2<1,5><2> " }, { "a\tb\n1;2\t", "1<a><b> 2<1;2><> " },
		{ "sep=;\r\na,b;c\n", "2<a,b><c> " }, { "\xef\xbb\xbfsep=,\na;b,c", "2<a;b><c> " },
		{ "\xc3\xfb\xb3\xc6,b\n\xba\xe2,c", "1<名称><b> 2<衡><c> " },	/* GBK */
		{ "獬,豸", "1<獬><豸> " },
		/* bad rows, and the row after them */
		{ "a\"b\nc", "1!quote 2<c> " }, { "\"a\"b\nc", "1!quote 2<c> " }, { "\"a\" ,x\nc", "1!quote 2<c> " },
		{ "\"a", "1!quote " }, { "x,\"a\nb\nc", "1!quote " }, { "\xff\nc", "1!utf8 2<c> " },
		{ "\"a\"b\"c\n\"d\"", "1!quote 2<d> " },
	};
	struct arena *a = arena_new("test");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		assert_string_equal(read_all(a, v[i][0], strlen(v[i][0])), v[i][1]);
	assert_string_equal(read_all(a, "a\0b\nc", 5), "1!nul 2<c> ");
	arena_free(a);
}

static void
test_csv_limits(void **state)
{
	struct arena *a = arena_new("test");
	size_t n = CSV_ROW_MAX + 10, raw_n;
	char *big = arena_alloc(a, n + 3);
	struct csv *c;

	(void)state;
	memset(big, ',', CSV_FIELDS_MAX - 1);
	(void)csv_fields(c = csv_memory(a, big, CSV_FIELDS_MAX - 1), &raw_n);
	assert_int_equal(csv_next(c), CSV_ROW);
	(void)csv_fields(c, &raw_n);
	assert_int_equal(raw_n, CSV_FIELDS_MAX);
	big[CSV_FIELDS_MAX - 1] = ',';
	assert_string_equal(read_all(a, big, CSV_FIELDS_MAX), "1!fields ");
	memset(big, 'x', n);
	memcpy(big + n, "\ny", 2);
	assert_string_equal(read_all(a, big, n + 2), "1!size 2<y> ");
	big[0] = '"';		/* never closed: ends with its line once it is too long */
	assert_string_equal(read_all(a, big, n + 2), "1!size 2<y> ");
	c = csv_memory(a, "a,\"b\"\r\nx", 8);
	assert_int_equal(csv_next(c), CSV_ROW);
	assert_string_equal(csv_raw(c, &raw_n), "a,\"b\"");
	assert_int_equal(raw_n, 5);
	arena_free(a);
}

static void
test_csv_header(void **state)
{
	static const char *const wanted[] = { "name", "code", NULL };
	struct arena *a = arena_new("test");
	struct csv *c = csv_memory(a, "code,x,name\n1,2,3\n4", 19);
	size_t at[2];

	(void)state;
	assert_int_equal(csv_header(c, wanted, at), OK);
	assert_int_equal(csv_next(c), CSV_ROW);
	assert_string_equal(csv_field(c, at[0]), "3");
	assert_string_equal(csv_field(c, at[1]), "1");
	assert_int_equal(csv_next(c), CSV_ROW);
	assert_string_equal(csv_field(c, at[0]), "");	/* a short row */
	assert_int_equal(csv_next(c), CSV_END);
	assert_int_equal(csv_header(csv_memory(a, "code", 4), wanted, at), ERR_INPUT);
	assert_int_equal(csv_header(csv_memory(a, "", 0), wanted, at), ERR_INPUT);
	arena_free(a);
}

static void
test_csv_gzip(void **state)
{
	char path[] = "/tmp/xz-csv-XXXXXX";
	struct arena *a = arena_new("test");
	struct csv *c;
	int fd = mkstemp(path), i;
	long size;
	gzFile z;
	FILE *f;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(close(fd), 0);
	z = gzopen(path, "wb");
	assert_non_null(z);
	for (i = 0; i < 50000; i++)
		assert_true(gzprintf(z, "%d,公司%d\n", i, i * 7919) > 0);
	assert_int_equal(gzclose(z), Z_OK);
	assert_int_equal(csv_open(a, path, &c), OK);
	for (i = 0; csv_next(c) == CSV_ROW; i++)
		assert_int_equal(atol(csv_field(c, 0)), i);
	assert_int_equal(i, 50000);
	assert_int_equal(csv_next(c), CSV_END);
	assert_true(csv_offset(c) > 0);
	f = fopen(path, "r+");		/* cut in the middle: said, not taken for the end */
	assert_non_null(f);
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	size = ftell(f);
	assert_int_equal(ftruncate(fileno(f), size / 2), 0);
	(void)fclose(f);
	assert_int_equal(csv_open(a, path, &c), OK);
	for (i = 0; csv_next(c) == CSV_ROW; i++)
		continue;
	assert_int_equal(csv_next(c), CSV_FAILED);
	assert_true(i < 50000);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(csv_open(a, path, &c), ERR_IO);
	arena_free(a);
}

static void
test_csv_write_field(void **state)
{
	struct arena *a = arena_new("test");
	struct str s;

	(void)state;
	str_init(&s, a);
	csv_write_field(&s, "plain");
	str_addc(&s, ',');
	csv_write_field(&s, "a,\"b\"\n");
	assert_string_equal(s.s, "plain,\"a,\"\"b\"\"\n\"");
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_rows),
		cmocka_unit_test(test_csv_limits),
		cmocka_unit_test(test_csv_header),
		cmocka_unit_test(test_csv_gzip),
		cmocka_unit_test(test_csv_write_field),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
