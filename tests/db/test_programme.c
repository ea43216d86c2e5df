/* test_programme.c - the year's programme as the store keeps it: what was filed, who reads it, what others see and
 * when; invitations that nobody answers, that are accepted and not kept.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/inspections.h"

#include "lib/joint/invite.h"
#include "lib/joint/joint.h"

static struct db *desk;
static struct ref programme;
static int64_t coordinator_account, other_head, other_officer;
static struct ref other_agency, other_officer_ref;
static const char *first_day, *last_day;

static struct joint_programme
programme_now(void)
{
	struct joint_programme p;

	must(joint_programme_get(A, D->db, programme, &p));
	return p;
}

static enum err
try_programme(int64_t account, struct joint_key k, const char *const *pairs)
{
	struct act act = acting(account);
	struct input *in;
	const char *answer;
	enum err e = joint_form(A, D->db, account, &k, &in);

	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		assert_true(input_set(in, pairs[0], pairs[1]));
	input_read(in, D->now, &said);
	return said.n > 0 ? ERR_INPUT : joint_do(A, D->db, &act, &k, ref_zero(k.ref) ? 0 : programme_now().version, in,
	    &said, &answer);
}
#define PROGRAMME(account, what, ...) must_say(try_programme(account, (struct joint_key){ .ref = programme, \
	.action = what }, PAIRS(__VA_ARGS__)))

/* Refused by the store itself, for this reason. */
static void
kept(const char *sql)
{
	must(db_script(D->db, "begin"));
	if (db_script(D->db, sql) == OK)
		fail_msg("done: %s", sql);
	assert_non_null(strstr(err_last(), "the edition is filed"));
	must(db_script(D->db, "rollback"));
}

/* From here on a connection speaks for this account. */
static void
as(struct db *db, const char *username)
{
	static int n;
	const char *token = arena_printf(A, "token-%d-%d", (int)getpid(), ++n);

	must(db_script(D->db, arena_printf(A,
	    "insert into xz.people_session (token_hash, account_id, csrf_secret, method, expires_at)"
	    " select sha256('%s'), id, '\\x00', 'test', clock_timestamp() + interval '1 hour'"
	    " from xz.people_account where username = '%s'", token, username)));
	must(db_script(db, arena_printf(A, "set xz.token to '%s'", token)));
}

static int64_t
count(struct db *db, const char *sql)
{
	struct db_row r;

	must(DRAWS_ONE(A, db, &r, sql));
	return row_i64(r, "n");
}

static const char *
user_of(int64_t account)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select username from xz.people_account where id = $1", DB_I64(account)));
	return row_text(r, "username");
}

static int
begun(void **state)
{
	const char *conninfo = getenv("XZ_TEST_PLAY_DB");
	struct db_row r;
	int year, month, mday, code = people(state);

	if (code != 0)
		return code;
	must(db_open(A, arena_printf(A, "%s user=xz_desk", conninfo), "test", &desk));
	coordinator_account = D->agency[0].coordinator;
	other_head = D->agency[1].unit[0].head;
	other_officer = D->agency[1].unit[0].officer[0];
	other_officer_ref = D->agency[1].unit[0].officer_ref[0];
	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.people_agency where id = $1", DB_I64(D->agency[1].id)));
	other_agency = row_ref(r, "ref");
	day_parts(time_day(D->now), &year, &month, &mday);
	first_day = arena_printf(A, "%d-%02d-%02d", year, month, mday);
	last_day = arena_printf(A, "%d-12-31", year);
	must_say(try_programme(coordinator_account, (struct joint_key){ .action = "open" },
	    PAIRS("year", arena_printf(A, "%d", year))));
	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.joint_programme order by id desc limit 1"));
	programme = row_ref(r, "ref");
	PROGRAMME(coordinator_account, "add", "item", "JCX-SJ-001", "firms", "餐饮服务单位", "from_on", first_day,
	    "to_on", last_day, "visits", "40");
	PROGRAMME(coordinator_account, "add", "item", "JCX-SJ-002", "firms", "集体食堂", "from_on", first_day, "to_on",
	    first_day, "visits", "3", "unannounced", "1");
	return 0;
}

/* A draft is its agency's own; nobody approves what they asked for; what was filed stands against any statement. */
static void
test_filed(void **state)
{
	(void)state;
	as(desk, "supervisor1");
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_programme"), 1);
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_line"), 0);
	PROGRAMME(coordinator_account, "submit");
	assert_int_equal(try_programme(coordinator_account, (struct joint_key){ .ref = programme,
	    .action = "approve" }, PAIRS("agree", "yes")), ERR_NOT_FOUND);
	PROGRAMME(head, "approve", "agree", "yes");
	PROGRAMME(coordinator_account, "file", "filed_on", on(0), "upper", "省市场监督管理局", "upper_on", on(0));
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_line"), 2);
	kept("update xz.joint_line set visits = 1");
	kept("delete from xz.joint_line");
	kept("insert into xz.joint_line (programme_id, edition, n, item_id, code, name, name_en, from_on, to_on,"
	    " visits) select programme_id, edition, 9, item_id, code, name, name_en, from_on, to_on, 1"
	    " from xz.joint_line limit 1");
	kept("insert into xz.joint_firm (line_id, subject_id, code, name) select l.id, s.id, 'x', 'x'"
	    " from xz.joint_line l, xz.register_subject s limit 1");
	kept("update xz.joint_edition set filed_on = filed_on - 30");
	kept("update xz.joint_edition set digest = sha256('x')");
	kept("delete from xz.joint_edition");
}

/* A change is another edition; the one before reads as it was filed. */
static void
test_changed(void **state)
{
	struct db_row before, after;
	const char *sql = "select encode(e.digest, 'hex') as digest, (select string_agg(l::text, ';' order by l.n)"
	    " from xz.joint_line l where l.programme_id = e.programme_id and l.edition = 1) as lines"
	    " from xz.joint_edition e where e.n = 1";

	(void)state;
	must(DRAWS_ONE(A, D->db, &before, sql));
	PROGRAMME(coordinator_account, "change", "reason", "上级部署，调整安排");
	PROGRAMME(coordinator_account, "add", "item", "JCX-SJ-003", "firms", "农贸市场", "from_on", first_day, "to_on",
	    last_day, "visits", "7");
	as(desk, "supervisor1");
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_line"), 2);
	as(desk, user_of(coordinator_account));
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_line"), 5);
	PROGRAMME(coordinator_account, "submit");
	PROGRAMME(head, "approve", "agree", "yes");
	PROGRAMME(coordinator_account, "file", "filed_on", on(0), "upper", "省市场监督管理局", "upper_on", on(0));
	must(DRAWS_ONE(A, D->db, &after, sql));
	assert_string_equal(row_text(after, "digest"), row_text(before, "digest"));
	assert_string_equal(row_text(after, "lines"), row_text(before, "lines"));
	assert_int_equal(programme_now().filed_edition, 2);
}

/* Another agency reads no table of it; agency, item and window by the one function, and what is not announced once its
 * window is over. */
static void
test_others(void **state)
{
	static const char *const tables[] = { "joint_programme", "joint_edition", "joint_line", "joint_firm",
	    "joint_load" };
	const char *others = arena_printf(A, "select count(*) as n from xz.joint_others(%.4s, null, 100)", first_day);
	size_t i;

	(void)state;
	as(desk, user_of(D->agency[1].coordinator));
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		assert_int_equal(count(desk, arena_printf(A, "select count(*) as n from xz.%s", tables[i])), 0);
	as(desk, user_of(agency->unit[0].officer[0]));
	assert_int_equal(count(desk, "select count(*) as n from xz.joint_programme"), 1);
	assert_int_equal(count(desk, "with u as (update xz.joint_programme set version = 99 returning 1)"
	    " select count(*) as n from u"), 0);
	as(D->db, user_of(D->agency[1].coordinator));
	assert_int_equal(count(D->db, others), 2);	/* of three lines one is not announced */
	wait_days(1);
	assert_int_equal(count(D->db, others), 3);
	must(db_script(D->db, "reset xz.token"));
}

/* ---- invitations */

static struct joint_invitation
invitation_of(struct ref ref)
{
	struct joint_invitation v;

	must(joint_invitation_get(A, D->db, ref, &v));
	return v;
}

static enum err
try_invitation(int64_t account, struct invite_key k, const char *const *pairs)
{
	struct act act = acting(account);
	struct input *in;
	const char *answer;
	enum err e = joint_invitation_form(A, D->db, account, &k, &in);

	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		assert_true(input_set(in, pairs[0], pairs[1]));
	input_read(in, D->now, &said);
	return said.n > 0 ? ERR_INPUT : joint_invitation_do(A, D->db, &act, &k,
	    ref_zero(k.ref) ? 0 : invitation_of(k.ref).version, in, &said, &answer);
}

static struct ref
invited(struct ref inspection)
{
	struct db_row r;

	must_say(try_invitation(lead, (struct invite_key){ .inspection = inspection, .action = "invite" },
	    PAIRS("agency", text_of(other_agency), "asked", "油烟净化设施")));
	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.joint_invitation order by id desc limit 1"));
	return row_ref(r, "ref");
}

static int64_t
due(void)
{
	int64_t n;

	must(joint_due(A, D->db, daemon_account, &n));
	return n;
}

/* Nobody answers in the term: it lapses, who asked is told, and it is counted. */
static void
test_unanswered(void **state)
{
	struct ref v = invited(opened_case(false, NULL));
	struct clock_row c;
	int64_t id;

	(void)state;
	must(calendar_clock_find(A, D->db, "invitation", invitation_of(v).id, "joint.answer", &id));
	must(calendar_clock_get(A, D->db, id, D->now, &c));
	assert_string_equal(c.expiry_action, INVITATION_EXPIRY);
	assert_int_equal(due(), 0);
	wait_days(4);
	must(db_script(D->db, "begin"));
	must(joint_invitation_lapse(A, D->db, &c, daemon_account, D->now));
	must(db_script(D->db, "commit"));
	assert_string_equal(invitation_of(v).state, "lapsed");
	assert_int_equal(count(D->db, "select count(*) as n from xz.joint_refusals where kind = 'unanswered'"), 1);
	assert_int_equal(count(D->db, "select count(*) as n from xz.people_task where kind = 'invitation_told'"
	    " and done_at is null"), 1);
	assert_int_equal(try_invitation(other_head, (struct invite_key){ .ref = v, .action = "accept" },
	    PAIRS("officer", text_of(other_officer_ref))), ERR_STATE);
}

/* Accepted, and nobody comes: once the visit is over that stands there, once. */
static void
test_missed(void **state)
{
	struct ref i = opened_case(false, NULL), v = invited(i);

	(void)state;
	assert_int_equal(try_invitation(lead, (struct invite_key){ .ref = v, .action = "accept" }, PAIRS()),
	    ERR_NOT_FOUND);
	must_say(try_invitation(other_head, (struct invite_key){ .ref = v, .action = "accept" },
	    PAIRS("officer", text_of(other_officer_ref))));
	assert_int_equal(invitation_of(v).officer, other_officer);
	assert_int_equal(due(), 0);
	approved(i);
	there(i);
	ACT(lead, "check", i, "a_1", "pass", "a_2", "pass");
	all_signed(i);
	assert_int_equal(due(), 0);
	ACT(lead, "tell", i);
	assert_int_equal(due(), 1);
	assert_string_equal(invitation_of(v).state, "missed");
	assert_int_equal(due(), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_filed, begun),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_unanswered),
		cmocka_unit_test(test_missed),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
