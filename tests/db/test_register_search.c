/* test_register_search.c - the register by part of a name and by code: every way of searching agrees
 * with a plain scan, pages go on where they stopped. */
#include "tests/db/cli.h"

#include "lib/base/fold.h"
#include "lib/register/register.h"
#include "lib/register/search.h"

#define SUBJECTS 45000		/* several stretches of the index (migration 0037) */

static enum err
prepare(struct arena *a, struct db *db)
{
	static const char *const first[] = { "永和", "聚福", "云海", "金桥", "玉泉" },
	    *const trade[] = { "餐饮", "建材", "药房" };
	struct str rows;
	enum err e;
	int i;

	str_init(&rows, a);
	ok(db_script(db,
	    "create temp table wanted (name text, code text, folded text, bigrams int4[]) on commit drop"));
	for (i = 0; i < SUBJECTS; i++) {
		/* a word that is evenly seldom, and one that stands late only, where the first stretches have none */
		const char *seldom = i % 110 == 7 ? "蒸湘稀客" : "", *late = i > SUBJECTS - 400 ? "雁峰晚到" : "";
		const char *name = arena_printf(a, "衡阳%s%s%s%s%d有限公司", first[i % 5], trade[i / 5 % 3],
		    seldom, late, i);
		const char *folded = fold(a, name);

		str_printf(&rows, "%s\t91430499DEMS%05d0\t%s\t%s\n", name, i, folded, fold_bigrams_text(a, folded));
	}
	ok(db_copy_begin(db, "copy wanted from stdin"));
	ok(db_copy_send(db, rows.s, rows.len));
	ok(db_copy_end(db));
	e = db_script(db, "with s as (insert into xz.register_subject (kind) select 'company' from wanted"
	    " returning id), m as (select id, row_number() over (order by id) as n"
	    " from s), w as (select *, row_number() over (order by code) as n"
	    " from wanted) insert into xz.register_search (subject_id, name, folded, code, bigrams)"
	    " select m.id, w.name, w.folded, w.code, w.bigrams from m join w using (n);"
	    " analyze xz.register_search");
	return e;
}

static void
same_as_scan(struct arena *a, struct db *db, const char *q, int limit)
{
	const struct db_rows *found, *plain;
	char sql[] = "select s.ref from xz.register_search f join xz.register_subject s on s.id = f.subject_id"
	    " where position($1 in f.folded) > 0 order by f.subject_id limit $2";
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);
	struct db_param p[] = { DB_TEXT(fold(a, q)), DB_I64(limit) };
	int i;

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	ok(register_search(a, db, q, (struct ref){ { 0 } }, limit, &found));
	ok(db_many(a, db, st, &plain, p, 2));
	assert_int_equal(db_count(found), db_count(plain));
	for (i = 0; i < db_count(found); i++)
		assert_true(ref_eq(row_ref(db_at(found, i), "ref"), row_ref(db_at(plain, i), "ref")));
}

/* All that pages of 50 show; none twice. */
static int
paged(struct arena *a, struct db *db, const char *q)
{
	const struct db_rows *rows;
	struct ref last = { { 0 } };
	int total = 0;

	do {
		ok(register_search(a, db, q, last, 50, &rows));
		total += db_count(rows);
		if (db_count(rows) > 0)
			last = row_ref(db_at(rows, db_count(rows) - 1), "ref");
	} while (db_count(rows) == 50 && total <= SUBJECTS);
	return total;
}

static enum err
body(struct arena *a, struct db *db, void *ctx)
{
	static const char *const asked[] = { "公司", "永和", "衡阳永和", "永和餐饮", "药房8999", "衡阳金桥建材",
	    "云海药房22", "不存在", "有限公司", "ＹＯＮＧ", "8999有限", "泉餐", "稀客", "蒸湘稀客", "房蒸湘", "晚到",
	    "雁峰晚到", "晚到44", NULL };
	const struct db_rows *rows;
	int i;

	(void)ctx;
	ok(prepare(a, db));
	for (i = 0; asked[i] != NULL; i++) {
		same_as_scan(a, db, asked[i], 20);
		same_as_scan(a, db, asked[i], 300);
	}
	assert_int_equal(paged(a, db, "玉泉药房"), SUBJECTS / 15);
	assert_int_equal(paged(a, db, "稀客"), (SUBJECTS - 8) / 110 + 1);
	assert_int_equal(paged(a, db, "雁峰晚到"), 399);
	ok(register_search(a, db, "91430499DEMS00042", (struct ref){ { 0 } }, 20, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(register_search(a, db, "91430499dems0004", (struct ref){ { 0 } }, 20, &rows));
	assert_int_equal(db_count(rows), 10);
	/* as an input method types it, or as a paper prints it */
	ok(register_search(a, db, "９１４３０４９９ＤＥＭＳ０００４２", (struct ref){ { 0 } }, 20, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(register_search(a, db, " 91430499 DEMS00042 ", (struct ref){ { 0 } }, 20, &rows));
	assert_int_equal(db_count(rows), 1);
	return ERR_STATE;
}

static void
test_search(void **state)
{
	struct cli c;

	(void)state;
	if (!cli_open(&c))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, body, NULL, NULL), ERR_STATE);
	assert_true(register_search_enough(c.a, "公司"));
	assert_false(register_search_enough(c.a, "司"));
	assert_false(register_search_enough(c.a, ""));
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_search) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
