/* test_request.c - requests: a message in parts, merged and taken apart, bound; what their senders are told.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#include "lib/sec/keys.h"
#include "lib/source/cause.h"
#include "lib/source/marks.h"
#include "lib/source/public.h"
#include "lib/source/source.h"

static struct problems said;
static struct ref agency;
static int64_t intake;
static struct source_receipt got;

static struct ref
ref_of_number(const char *number)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select ref from xz.source_request where number = $1", DB_TEXT(number)));
	return row_ref(r, "ref");
}

static struct source_request
look(struct ref ref)
{
	struct source_request q;

	must(source_get(A, D->db, ref, &q));
	return q;
}

/* Sent in by the public; its request. */
static struct ref
sent(const char *sort, const char *content)
{
	struct source_report r = { .once = source_once(A), .sort = sort, .agency = agency, .about = "湘江小食店",
	    .place = "蒸湘区红湘路", .content = content, .name = "欧阳晓雯", .telephone = "13907340000",
	    .address = "红湘路九十九号" };

	must(source_take(A, D->db, &r, &got));
	return ref_of_number(got.number);
}

static enum err
try(struct ref ref, const char *action, const char *const *pairs)
{
	struct act act = { .principal = intake, .occurred_at = TIME_NONE };
	const char *answer;
	struct input *in;
	enum err e;

	wait_days(0);
	problems_init(&said, A);
	e = source_form(A, D->db, intake, ref, action, &in);
	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		if (!input_set(in, pairs[0], pairs[1]))
			fail_msg("%s: no field %s", action, pairs[0]);
	input_read(in, D->now, &said);
	return said.n > 0 ? ERR_INPUT : source_do(A, D->db, &act, ref, action, look(ref).version, in, &said, &answer);
}
#define ACT(ref, action, ...) must(try(ref, action, (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL }))

static void
refuses(struct ref ref, const char *action, const char *code, const char *const *pairs)
{
	enum err e = try(ref, action, pairs);

	assert_int_not_equal(e, OK);
	if (said.first == NULL || !str_eq(said.first->code, code))
		fail_msg("%s instead of %s", said.first != NULL ? said.first->code : err_last(), code);
}
#define REFUSES(ref, action, code, ...) refuses(ref, action, code, (const char *const[]){ __VA_ARGS__, NULL })

/* As who handles it reads it; the test has no session. */
static enum err
source_text_open_as_admin(struct ref ref, struct source_text *out)
{
	const void *sealed;
	struct db_row r;
	size_t n;

	must(DB_ONE(A, D->db, &r, "select s.sealed from xz.source_request q join xz.source_sealed s"
	    " on s.message_id = q.message_id where q.ref = $1", DB_REF(ref)));
	sealed = row_bytes(A, r, "sealed", &n);
	return source_text_of(A, sealed, n, out);
}

static int64_t
tasks(struct ref ref)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.people_task where subject_ref = $1 and done_at is null",
	    DB_REF(ref)));
	return row_i64(r, "n");
}

static struct source_status
status(int i, int of)
{
	struct source_status *s;
	int n;

	must(source_status(A, D->db, got.number, got.secret, &s, &n));
	assert_int_equal(n, of);
	return s[i];
}

static void
test_parts(void **state)
{
	struct ref first = sent("report", "该店后厨使用过期原料，另外想问小餐饮许可怎么办理。"), second;
	struct source_request q;
	struct db_row r;

	(void)state;
	ACT(first, "sort", "sort", "report", "subject_name", "湘江小食店");
	ACT(first, "part", "sort", "consult", "reason", "另问许可办理");
	second = ref_of_number(arena_printf(A, "%s-2", got.number));
	q = look(second);
	assert_string_equal(q.state, "sorted");
	assert_string_equal(q.sort, "consult");
	assert_true(q.received_at == look(first).received_at);
	assert_int_equal(tasks(second), 1);
	assert_string_equal(status(1, 2).sort, "consult");
	ACT(second, "answer", "answer", "到政务中心三楼窗口办理。");
	assert_string_equal(look(first).state, "sorted");
	assert_string_equal(status(0, 2).state, "sorted");
	assert_string_equal(status(1, 2).answer, "到政务中心三楼窗口办理。");
	assert_int_equal(tasks(first), 1);
	/* by the number of the second as well */
	got.number = arena_printf(A, "%s2", got.number);
	assert_string_equal(status(0, 2).state, "sorted");
	must(DB_ONE(A, D->db, &r, "select count(distinct q.chain_id) as n, count(distinct q.digest) as one"
	    " from xz.source_request q where q.number like left($1, 14) || '%'", DB_TEXT(got.number)));
	assert_int_equal(row_i64(r, "n"), 2);
	assert_int_equal(row_i64(r, "one"), 1);
	/* what is about enforcement is no part of something else: it would be handled by whom it is about */
	REFUSES(first, "part", "choice", "sort", "enforcement", "reason", "执法人员态度");
}

static void
test_merge(void **state)
{
	struct ref head = sent("report", "湘江小食店后厨使用过期原料加工食品。"), a, b, c;
	const char *number = got.number, *second;

	(void)state;
	a = sent("report", "湘江小食店用过期的冷冻肉。");
	second = got.number;
	REFUSES(a, "merge", "no_such_request", "other", "99999999999999");
	REFUSES(a, "merge", "same_request", "other", second);
	ACT(a, "merge", "other", number);
	assert_string_equal(look(a).state, "merged");
	assert_string_equal(look(a).head_number, number);
	assert_int_equal(tasks(a), 0);
	b = sent("report", "湘江小食店冷冻肉过期。");
	REFUSES(b, "merge", "merge_of_merged", "other", second);
	REFUSES(head, "merge", "merge_is_head", "other", got.number);
	/* a complaint is decided by itself */
	c = sent("complaint", "在湘江小食店吃坏了肚子，要求赔偿。");
	REFUSES(c, "merge", "guard_may_follow", "other", number);
	ACT(c, "bind", "other", number, "way", "same");
	REFUSES(c, "bind", "bound_already", "other", number, "way", "follows");
	assert_true(look(c).bound);
	ACT(c, "unbind", "bound", number, "reason", "不是同一事项");
	assert_false(look(c).bound);
	/* undone, it is to be sorted as before; then again merged, it hears what the head's sender hears */
	ACT(a, "unmerge", "reason", "不是同一家店");
	assert_string_equal(look(a).state, "received");
	assert_int_equal(tasks(a), 1);
	ACT(b, "merge", "other", number);
	got.number = look(b).number;
	ACT(head, "sort", "sort", "report", "subject_name", "湘江小食店");
	ACT(head, "answer", "answer", "经核查已责令改正。");
	b = sent("report", "湘江小食店的事我再说一次。");
	REFUSES(b, "merge", "merge_ended", "other", number);
	ACT(b, "bind", "other", number, "way", "follows");
}

static void
test_told_as_head(void **state)
{
	struct ref head = sent("report", "演示浴场热水锅炉没有检验合格证。"), a;
	const char *number = got.number;

	(void)state;
	a = sent("report", "那家浴场的锅炉很旧，没有合格证。");
	ACT(a, "merge", "other", number);
	assert_string_equal(status(0, 1).state, "received");
	ACT(head, "sort", "sort", "report", "subject_name", "演示浴场");
	ACT(head, "accept", "note", "现场核查");
	assert_string_equal(status(0, 1).state, "accepted");
	ACT(head, "answer", "answer", "已责令停止使用。");
	assert_string_equal(status(0, 1).state, "answered");
	assert_string_equal(status(0, 1).answer, "已责令停止使用。");
}

/* Proposed with what speaks for it: another's words about the same shop; not the copied words about another one. */
static void
test_alike(void **state)
{
	static const char text[] = "冰柜里有去年的冻肉，后厨用过期原料，老板拿不出许可证。";
	struct ref first = sent("report", text), third;
	struct source_report r = { .once = source_once(A), .sort = "report", .agency = agency, .about = "福来阁物流站",
	    .place = "珠晖区东风路", .content = text, .name = "", .telephone = "", .address = "" };
	const char *number = got.number;
	struct source_text t;
	struct source_like *like;
	struct db_row row;
	int i, n;

	(void)state;
	must(source_text_open_as_admin(first, &t));
	must(source_alike(A, D->db, look(first).id, &t, &like, &n));
	must(source_take(A, D->db, &r, &got));
	must(source_text_open_as_admin(ref_of_number(got.number), &t));
	must(source_alike(A, D->db, look(ref_of_number(got.number)).id, &t, &like, &n));
	for (i = 0; i < n; i++)
		assert_string_not_equal(like[i].number, number);
	third = sent("report", "冻肉是去年的，冰柜发臭，过期原料做菜。");
	must(source_text_open_as_admin(third, &t));
	must(source_alike(A, D->db, look(third).id, &t, &like, &n));
	assert_true(n >= 1);
	assert_string_equal(like[0].number, number);
	assert_int_equal(like[0].score.about, 100);
	assert_int_equal(like[0].score.place, 100);
	assert_non_null(strstr(like[0].words, "冻肉"));
	/* again: marked once; nothing of it is readable */
	must(source_alike(A, D->db, look(third).id, &t, &like, &n));
	must(DB_ONE(A, D->db, &row, "select (select n from xz.source_gram where mark = 0) = (select count(*)"
	    " from xz.source_mark) and not exists (select from xz.source_gram g where g.mark in"
	    " (select (ascii(a)::bigint << 25) | (ascii(b) << 1) from unnest(array['冻', '过']) a,"
	    " unnest(array['肉', '期']) b)) as ok"));
	assert_true(row_bool(row, "ok"));
}

/* Three filed cases with words of their own: a message that has them is likely of their cause. */
static void
test_causes(void **state)
{
	static const char *const told[] = { "夜里渣土车抛洒滴漏，路面全是泥", "渣土车抛洒，没有盖篷布",
		"抛洒滴漏的渣土车天天过" };
	struct source_text t = { .about = "", .place = "", .content = "小区门口的渣土车一路抛洒滴漏，请处理。" };
	struct source_advice v;
	struct db_row cause;
	int64_t n;
	int i;

	(void)state;
	must(DB_ONE(A, D->db, &cause, "select id, name, field from xz.law_cause where field = '城市管理'"
	    " and valid_to is null order by id desc limit 1"));
	for (i = 0; i < 3; i++) {
		struct story *s = filed(0, false);

		must(DB_EXEC(A, D->db, "update xz.caseflow_clue set content = $2 where case_id = $1",
		    DB_I64(s->case_id), DB_TEXT(told[i])));
		must(DB_EXEC(A, D->db, "update xz.caseflow_case set cause_id = $2 where id = $1", DB_I64(s->case_id),
		    DB_I64(row_i64(cause, "id"))));
	}
	must(source_learn_chore(A, D->db, 0, &n));
	assert_int_equal(n, 1);
	must(source_learn_chore(A, D->db, 0, &n));
	assert_int_equal(n, 0);
	must(source_advice(A, D->db, D->agency[0].id, &t, &v));
	assert_true(v.n >= 1);
	assert_string_equal(v.cause[0].name, row_text(cause, "name"));
	assert_non_null(strstr(v.cause[0].words, "抛洒"));
	assert_false(v.own);
	assert_false(ref_zero(v.agency));
	/* a word that one clue alone has is nobody's but its sender's: it is not learned */
	t.content = "盖篷布";
	must(source_advice(A, D->db, D->agency[0].id, &t, &v));
	assert_int_equal(v.n, 0);
}

/* Whoever complains in a market field: two regimes by the day it was received. */
static void
test_mediation(void **state)
{
	struct ref q[2];
	struct db_row r;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		q[i] = sent("complaint", "买的热水器漏电，商家不退货，请求调解退款。");
		must(DB_EXEC(A, D->db, "update xz.source_request set received_at = $2, arrived_at = $2 where ref = $1",
		    DB_REF(q[i]), DB_TIME(time_of_day(day_of(2026, 4, i == 0 ? 14 : 15), 9, 0))));
		ACT(q[i], "sort", "sort", "complaint", "subject_name", "演示家电");
		ACT(q[i], "accept", "note", "双方同意调解");
		must(DB_ONE(A, D->db, &r, "select term_n, term_unit, start_at >= xz.now() - interval '1 hour' as now"
		    " from xz.calendar_clock where subject_ref = $1 and rule = 'source.mediate' and state = 'open'",
		    DB_REF(q[i])));
		assert_int_equal(row_i64(r, "term_n"), i == 0 ? 45 : 60);
		assert_string_equal(row_text(r, "term_unit"), i == 0 ? "wd" : "d");
		assert_true(row_bool(r, "now"));
	}
	/* one of the later rules alone is offered where they hold */
	REFUSES(q[0], "conclude", "choice", "outcome", "gone", "answer", "主体已经注销。");
	ACT(q[1], "conclude", "outcome", "gone", "answer", "主体已经注销，终止调解。");
	ACT(q[0], "conclude", "outcome", "agreed", "answer", "已达成退货协议。");
	assert_string_equal(look(q[0]).state, "answered");
	assert_non_null(look(q[1]).outcome_zh);
	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.calendar_clock where subject_ref in ($1, $2)"
	    " and state = 'open'", DB_REF(q[0]), DB_REF(q[1])));
	assert_int_equal(row_i64(r, "n"), 0);
	/* no mediation of a report */
	q[0] = sent("report", "该店卖过期食品，请查处。");
	ACT(q[0], "sort", "sort", "report", "subject_name", "演示店");
	ACT(q[0], "accept", "note", "核查");
	REFUSES(q[0], "conclude", "guard_is_mediated", "outcome", "agreed", "answer", "已经办结了。");
}

/* What came of the head was filed: the merge stays. */
static void
test_filed(void **state)
{
	struct story *s = filed(0, false);
	struct ref head = sent("report", "演示超市销售过期奶粉。"), a;
	const char *number = got.number;

	(void)state;
	a = sent("report", "超市卖过期奶粉。");
	ACT(a, "merge", "other", number);
	must(DB_EXEC(A, D->db, "update xz.source_request set clue_id = $2 where ref = $1", DB_REF(head),
	    DB_I64(s->case_id)));
	REFUSES(a, "unmerge", "merge_filed", "reason", "不是同一事项");
	assert_string_equal(look(a).state, "merged");
	must(DB_EXEC(A, D->db, "update xz.source_request set clue_id = null where ref = $1", DB_REF(head)));
	ACT(a, "unmerge", "reason", "不是同一事项");
}

/* Forwarded, the parts and what was merged stay where they are. */
static void
test_elsewhere(void **state)
{
	struct ref head = sent("report", "工地夜间施工噪声很大。"), a;
	const char *number = got.number;
	char there[REF_TEXT_SIZE];
	struct db_row r;

	(void)state;
	a = sent("report", "工地晚上吵得睡不着。");
	must(DB_ONE(A, D->db, &r, "select ref from xz.people_agency where id = $1", DB_I64(D->agency[1].id)));
	ref_text(row_ref(r, "ref"), there);
	ACT(head, "forward", "agency", there, "reason", "属于该机关职责");
	REFUSES(a, "merge", "merge_elsewhere", "other", number);
}

/* The intake's key, and who reads what was sent to the first agency. */
static int
begin(void **state)
{
	struct program_keys keys = { 0 };
	struct seal_key *of_marks;
	struct sign_key *k;
	struct db_row r;
	const char *path = arena_printf(A, "/tmp/xiezhi-intake-%d", (int)clock_monotonic_us());

	(void)state;
	must(sign_key_make(path, SIGN_SM2));
	must(sign_key_load(A, path, &k));
	(void)remove(path);
	must(seal_key_make(path));
	must(seal_key_load(A, path, &of_marks));
	(void)remove(path);
	keys.identity = of_marks;
	keys.intake_sm2 = k;
	source_start(A, NULL, &keys);
	must(source_key_tell(A, D->db, &keys));
	must(DB_ONE(A, D->db, &r, "select ref from xz.people_agency where id = $1", DB_I64(D->agency[0].id)));
	agency = row_ref(r, "ref");
	intake = D->agency[0].intake;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_parts), cmocka_unit_test(test_merge),
	    cmocka_unit_test(test_alike), cmocka_unit_test(test_causes), cmocka_unit_test(test_mediation),
	    cmocka_unit_test(test_told_as_head),
	    cmocka_unit_test(test_filed), cmocka_unit_test(test_elsewhere) };

	return play_group(tests, sizeof(tests) / sizeof(*tests), begin);
}
