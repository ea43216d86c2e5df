/* test_people.c - lib/people on a store: certificates that hold on a day, deputies, what an account and the logs tell.
 * XZ_TEST_DB: an empty store; each test rolls back what it made. */
#include "tests/db/crew.h"

#include "lib/people/access.h"
#include "lib/people/deputy.h"
#include "lib/people/office.h"
#include "lib/people/pass.h"
#include "lib/people/people.h"
#include "lib/sec/sec.h"

static void
rolled_back(db_tx_fn fn)
{
	struct cli c;

	if (!cli_open(&c))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, fn, NULL, NULL), ERR_STATE);
	cli_close(&c);
}

static void
certify(struct arena *a, struct db *db, const struct crew *c, const char *no, const char *kind, const char *field,
    const char *region, int from, int to)
{
	int64_t id;

	ok(people_certificate_add(a, db, c->officer[0], &(struct people_certificate_new){ .no = no, .kind = kind,
	    .field = field, .region = region, .valid_from = c->today + from, .valid_to = c->today + to }, &id));
}

/* By which the first account acts in the field on the day; "": by none. */
static const char *
certified(struct arena *a, struct db *db, const struct crew *c, const char *field, int day)
{
	struct db_row r;

	ok(DB_ONE(a, db, &r, "select coalesce(xz.people_certified($1, $2, $3::date), '') as no", DB_I64(c->account[0]),
	    DB_TEXT(field), DB_DAY(c->today + day)));
	return row_text(r, "no");
}

/* The officer's that ends last, of the kind. */
static const char *
longest(struct arena *a, struct db *db, const struct crew *c, const char *kind, int day)
{
	const struct db_rows *rows;

	ok(DB_MANY(a, db, &rows, "select t.no from xz.people_certificate_of($1, $2::date, $3) t", DB_I64(c->officer[0]),
	    DB_DAY(c->today + day), DB_TEXT(kind)));
	return db_count(rows) == 0 ? "" : row_text(db_at(rows, 0), "no");
}

static enum err
certificates(struct arena *a, struct db *db, void *ctx)
{
	struct crew c = crew(a, db);
	struct db_row r;

	(void)ctx;
	assert_string_equal(certified(a, db, &c, NULL, 0), "");
	certify(a, db, &c, "T-1", "enforcement", "市场监管", "430400", -10, 10);
	certify(a, db, &c, "T-2", "enforcement", "综合", "430000", -20, 5);
	certify(a, db, &c, "T-3", "enforcement", "市场监管", "430405", -20, 90);
	certify(a, db, &c, "T-4", "hearing", "综合", "430000", -20, 90);
	/* both days count */
	assert_string_equal(certified(a, db, &c, "市场监管", -10), "T-1");
	assert_string_equal(certified(a, db, &c, "市场监管", 10), "T-1");
	assert_string_equal(certified(a, db, &c, "市场监管", 11), "");
	assert_string_equal(certified(a, db, &c, "市场监管", -11), "T-2");
	/* of another field the one of all fields; of any field the one that ends last; a district covers no city */
	assert_string_equal(certified(a, db, &c, "食品", 0), "T-2");
	assert_string_equal(certified(a, db, &c, "食品", 6), "");
	assert_string_equal(certified(a, db, &c, NULL, 0), "T-1");
	/* who only looks whether there is one asks neither region nor field */
	assert_string_equal(longest(a, db, &c, "enforcement", 0), "T-3");
	assert_string_equal(longest(a, db, &c, "hearing", 0), "T-4");
	assert_string_equal(longest(a, db, &c, "hearing", 91), "");
	ok(people_certificate_status(a, db, "T-1", "suspended", c.today));
	assert_string_equal(certified(a, db, &c, "市场监管", 0), "T-2");
	ok(people_certificate_status(a, db, "T-2", "revoked", c.today));
	assert_string_equal(certified(a, db, &c, "市场监管", 0), "");
	/* a revoked one still tells whose it was */
	ok(DB_ONE(a, db, &r, "select h.officer_id from xz.people_certificate_holder('T-2') h"));
	assert_int_equal(row_i64(r, "officer_id"), c.officer[0]);
	assert_int_equal(people_certificate_status(a, db, "T-9", "valid", c.today), ERR_NOT_FOUND);
	return ERR_STATE;
}

static void
test_certificates(void **state)
{
	(void)state;
	rolled_back(certificates);
}

static const char *
standing(struct arena *a, struct db *db, const struct crew *c, const char *no)
{
	const struct db_rows *rows;
	int i;

	ok(people_officer_certificates(a, db, c->officer[0], c->today, &rows));
	for (i = 0; i < db_count(rows); i++)
		if (str_eq(row_text(db_at(rows, i), "no"), no))
			return row_text(db_at(rows, i), "standing");
	return "";
}

static enum err
officers(struct arena *a, struct db *db, void *ctx)
{
	struct crew c = crew(a, db);
	const struct db_rows *rows;
	struct db_row card;
	struct ref first;

	(void)ctx;
	certify(a, db, &c, "T-1", "enforcement", "市场监管", "430400", -10, 10);
	certify(a, db, &c, "T-2", "enforcement", "市场监管", "430400", -20, -1);
	certify(a, db, &c, "T-3", "enforcement", "市场监管", "430400", 1, 30);
	certify(a, db, &c, "T-4", "supervision", "市场监管", "430400", -20, 30);
	ok(people_certificate_status(a, db, "T-4", "suspended", c.today));
	assert_string_equal(standing(a, db, &c, "T-1"), "valid");
	assert_string_equal(standing(a, db, &c, "T-2"), "expired");
	assert_string_equal(standing(a, db, &c, "T-3"), "not_yet");
	assert_string_equal(standing(a, db, &c, "T-4"), "suspended");
	ok(people_certificates_of(a, db, c.account[0], &rows));
	assert_int_equal(db_count(rows), 4);
	ok(people_certificates_of(a, db, c.account[1], &rows));
	assert_int_equal(db_count(rows), 0);
	ok(people_officer_search(a, db, "t.", c.agency, c.today, (struct ref){ 0 }, 10, &rows));
	assert_int_equal(db_count(rows), 2);
	assert_int_equal(row_i64(db_at(rows, 0), "certificates"), 4);
	first = row_ref(db_at(rows, 0), "ref");
	ok(people_officer_search(a, db, NULL, c.agency, c.today, first, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_string_equal(row_text(db_at(rows, 0), "name"), "t.two");
	ok(people_officer_search(a, db, "T-3", 0, c.today, (struct ref){ 0 }, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(people_officer_card(a, db, first, &card));
	assert_string_equal(row_text(card, "username"), "t.one");
	assert_int_equal(people_officer_card(a, db, ref_random(), &card), ERR_NOT_FOUND);
	return ERR_STATE;
}

static void
test_officers(void **state)
{
	(void)state;
	rolled_back(officers);
}

/* Whom the account stands for today with the duty; "": nobody. */
static const char *
stands(struct arena *a, struct db *db, int64_t account, uint32_t duty)
{
	struct db_row r;
	struct ref who;

	ok(people_deputy_for(a, db, account, duty, &who));
	if (ref_zero(who))
		return "";
	ok(DB_ONE(a, db, &r, "select c.username from xz.people_account c join xz.people_principal p on p.id = c.id"
	    " where p.ref = $1", DB_REF(who)));
	return row_text(r, "username");
}

/* The same as it was at an instant, in the words of the record. */
static const char *
stood(struct arena *a, struct db *db, int64_t account, const char *duty, const char *at)
{
	struct db_row r;

	ok(DB_ONE(a, db, &r, "select coalesce(" PEOPLE_STOOD_FOR("$1", "$2", "(xz.now() + $3::interval)")
	    ", '') as name", DB_I64(account), DB_TEXT(duty), DB_TEXT(at)));
	return row_text(r, "name");
}

static uint32_t
deputised(struct arena *a, struct db *db, int64_t account)
{
	struct people_actor who;

	ok(people_actor_load(a, db, account, &who));
	return who.deputised;
}

static enum err
deputies(struct arena *a, struct db *db, void *ctx)
{
	struct crew c = crew(a, db);
	struct people_deputy_new n = { .from = "t.head", .to = "t.one", .duty = "unit_head", .basis = "出差",
	    .from_day = c.today, .until_day = c.today + 5, .by = c.account[2] };
	const struct db_rows *rows;
	struct ref now, later;

	(void)ctx;
	ok(people_deputy_holders(a, db, c.agency, c.today, &rows));
	assert_int_equal(db_count(rows), 2);	/* officers are represented by nobody */
	ok(people_colleagues(a, db, c.agency, &rows));
	assert_int_equal(db_count(rows), 4);
	ok(people_deputy_name(a, db, &n));
	n.to = "t.two";
	n.from_day = c.today + 1;
	ok(people_deputy_name(a, db, &n));
	ok(people_deputies(a, db, c.agency, c.today, &rows));
	assert_int_equal(db_count(rows), 2);
	assert_string_equal(row_text(db_at(rows, 0), "standing"), "to_come");
	later = row_ref(db_at(rows, 0), "ref");
	assert_string_equal(row_text(db_at(rows, 1), "standing"), "live");
	now = row_ref(db_at(rows, 1), "ref");

	assert_int_equal(deputised(a, db, c.account[0]), DUTY_UNIT_HEAD);
	assert_int_equal(deputised(a, db, c.account[1]), 0);
	assert_string_equal(stands(a, db, c.account[0], DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD), "t.head");
	assert_string_equal(stands(a, db, c.account[0], DUTY_AGENCY_HEAD), "");
	assert_string_equal(stands(a, db, c.account[1], DUTY_UNIT_HEAD), "");
	assert_string_equal(stands(a, db, c.account[3], DUTY_UNIT_HEAD), "");	/* holds it */
	assert_string_equal(stood(a, db, c.account[0], "unit_head", "0"), "t.head");
	assert_string_equal(stood(a, db, c.account[0], "agency_head", "0"), "");
	assert_string_equal(stood(a, db, c.account[0], "unit_head", "-1 day"), "");
	assert_string_equal(stood(a, db, c.account[0], "unit_head", "6 days"), "");
	assert_string_equal(stood(a, db, c.account[1], "unit_head", "1 day"), "t.head");
	ok(people_duties_of(a, db, c.account[0], &rows));
	assert_int_equal(db_count(rows), 2);
	assert_string_equal(row_text(db_at(rows, 1), "for_name"), "t.head");

	/* ended: for nobody from then on */
	ok(people_deputy_end(a, db, now));
	ok(people_deputy_end(a, db, later));
	assert_int_equal(people_deputy_end(a, db, now), ERR_NOT_FOUND);
	assert_int_equal(deputised(a, db, c.account[0]), 0);
	assert_string_equal(stands(a, db, c.account[0], DUTY_UNIT_HEAD), "");
	assert_string_equal(stood(a, db, c.account[0], "unit_head", "-1 second"), "t.head");
	assert_string_equal(stood(a, db, c.account[0], "unit_head", "1 second"), "");
	ok(people_deputies(a, db, c.agency, c.today, &rows));
	assert_string_equal(row_text(db_at(rows, 0), "standing"), "ended");

	/* a duty that its holder lost is deputised by nobody; what was done stays done for them */
	n = (struct people_deputy_new){ .from = "t.head", .to = "t.two", .duty = "unit_head", .basis = "出差",
	    .from_day = c.today, .until_day = c.today, .by = c.account[2] };
	ok(people_deputy_name(a, db, &n));
	assert_int_equal(deputised(a, db, c.account[1]), DUTY_UNIT_HEAD);
	ok(people_duty_revoke(a, db, c.account[3], "unit_head", c.service));
	assert_int_equal(deputised(a, db, c.account[1]), 0);
	assert_string_equal(stands(a, db, c.account[1], DUTY_UNIT_HEAD), "");
	assert_string_equal(stood(a, db, c.account[1], "unit_head", "0"), "t.head");
	return ERR_STATE;
}

static void
test_deputies(void **state)
{
	(void)state;
	rolled_back(deputies);
}

static enum err
logs(struct arena *a, struct db *db, void *ctx)
{
	struct crew c = crew(a, db);
	struct people_log_query q = { .username = "t.one", .day = DAY_NONE, .before_at = TIME_NONE,
	    .limit = 10 };
	const struct db_rows *rows;
	struct db_row newest;

	(void)ctx;
	ok(people_audit(a, db, c.account[0], "unit", "t.unit", "{\"name\":\"一科\"}", "{\"name\":\"二科\"}", "r-1"));
	ok(people_audit(a, db, c.account[0], "unit", "t.unit", NULL, "{\"name\":\"三科\"}", "r-2"));
	ok(people_audit(a, db, c.account[1], "unit", "t.other", NULL, "{}", "r-3"));
	ok(people_log_audit(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 2);
	newest = db_at(rows, 0);
	assert_non_null(strstr(row_text(newest, "changes"), "三科"));
	assert_non_null(strstr(row_text(db_at(rows, 1), "changes"), "一科"));
	q.before_at = row_time(newest, "at");
	q.before = row_i64(newest, "id");
	ok(people_log_audit(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 1);
	q = (struct people_log_query){ .day = c.today - 400, .before_at = TIME_NONE, .limit = 10 };
	ok(people_log_audit(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 0);

	ok(people_access_note(a, db, &(struct people_reading){ .account = c.account[0], .route = "/desk/x",
	    .kind = "case", .ref = ref_random(), .rows = 3 }));
	q = (struct people_log_query){ .username = "t.one", .day = DAY_NONE, .before_at = TIME_NONE,
	    .limit = 10 };
	ok(people_log_access(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_int_equal(row_i64(db_at(rows, 0), "rows_seen"), 3);
	q.username = "t.two";
	ok(people_log_access(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 0);
	ok(people_log_sign_ins(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 0);
	ok(DB_EXEC(a, db, "select xz.people_sign_in_note('t.two', $1, 'ok', '10.0.0.1')", DB_I64(c.account[1])));
	ok(people_log_sign_ins(a, db, &q, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_string_equal(row_text(db_at(rows, 0), "remote"), "10.0.0.1");
	ok(people_sign_ins(a, db, c.account[1], 5, &rows));
	assert_int_equal(db_count(rows), 1);
	return ERR_STATE;
}

static void
test_logs(void **state)
{
	(void)state;
	rolled_back(logs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_certificates), cmocka_unit_test(test_officers), cmocka_unit_test(test_deputies),
		cmocka_unit_test(test_logs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
