/* test_session.c - lib/people on a store: signing in by two steps, the codes of a second officer, sessions, background
 * jobs, the administrators' and the public's lists.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/crew.h"

#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/json.h"
#include "lib/people/code.h"
#include "lib/people/code_answer.h"
#include "lib/people/job.h"
#include "lib/people/office.h"
#include "lib/people/pass.h"
#include "lib/people/people.h"
#include "lib/people/public.h"
#include "lib/people/secret.h"
#include "lib/people/session.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/sec/totp.h"

#define PASSWORD "试验口令-2026"
#define SECRET "12345678901234567890"
#define REMOTE "10.0.0.7"
#define KEY "the-act-of-one"
#define BODY "what was sent"

static struct {
	struct arena *a;
	struct db *admin, *signin, *desk, *slow, *portal;
	struct crew c;
	const char *one;		/* token of a session of t.one */
} t;

static const char *
code_at(int64_t age_us)
{
	char code[7];

	totp_code(SECRET, 20, (clock_real_now() - age_us) / SECOND_US / 30, code);
	return arena_strdup(t.a, code);
}

/* What follows asks for the same code again: its half minute does not end meanwhile. */
static void
fresh_half_minute(void)
{
	while (clock_real_now() / SECOND_US % 30 > 15)
		(void)usleep(100000);
}

static const char *
signed_in(const char *username)
{
	const char *token;

	ok(people_session_for(t.a, t.admin, username, &token));
	return token;
}

/* What xiezhi-signin answers when the desk asks for t.one. */
static const char *
asked(const char *username, const char *text, int64_t age, const char *key, const char *body)
{
	unsigned char h[SHA256_SIZE];
	char hex[2 * SHA256_SIZE + 1];
	const char *answer;

	t.one = signed_in("t.one");	/* a new password ended the one before */
	sha256(body, strlen(body), h);
	str_hex(h, sizeof(h), hex);
	answer = people_code_answer(t.a, arena_printf(t.a, "{\"ask\":\"code\",\"token\":\"%s\",\"username\":\"%s\","
	    "\"code\":\"%s\",\"remote\":\"%s\",\"key\":\"%s\",\"body\":\"%s\",\"age\":%lld}", t.one, username, text,
	    REMOTE, key, hex, (long long)age), t.signin);
	return answer != NULL ? json_text_at(t.a, json_in(t.a, answer, 0), "outcome") : "none";
}

static enum sign_in_outcome
password(const char *username, const char *text, int64_t *account)
{
	struct sign_in s = { .username = username, .remote = REMOTE };

	ok(people_sign_in_password(t.a, t.signin, &s, text));
	if (s.outcome == SIGN_IN_OK)
		*account = s.account;
	return s.outcome;
}

static enum sign_in_outcome
code(const char *username, int64_t account, const char *text, const char **token)
{
	struct sign_in s = { .username = username, .account = account, .remote = REMOTE };

	ok(people_sign_in_code(t.a, t.signin, &s, text, token, &(const char *){ NULL }));
	return s.outcome;
}

static void
test_sign_in(void **state)
{
	struct people_session s;
	const struct db_rows *rows;
	const char *token = NULL, *now = code_at(0);
	int64_t account = 0;

	(void)state;
	ok(people_password_set(t.a, t.admin, t.c.account[0], PASSWORD));
	ok(people_totp_set(t.a, t.admin, t.c.account[0], SECRET, 20));
	assert_int_equal(password("t.nobody", PASSWORD, &account), SIGN_IN_WRONG);
	assert_int_equal(password("t.chief", PASSWORD, &account), SIGN_IN_WRONG);	/* has none yet */
	assert_int_equal(password("t.one", "another", &account), SIGN_IN_WRONG);
	assert_int_equal(account, 0);
	assert_int_equal(password("t.one", PASSWORD, &account), SIGN_IN_OK);
	assert_int_equal(account, t.c.account[0]);
	assert_int_equal(code("t.one", account, str_eq(now, "111111") ? "222222" : "111111", &token), SIGN_IN_WRONG);
	assert_int_equal(code("t.one", account, now, &token), SIGN_IN_OK);
	assert_int_equal(code("t.one", account, now, &(const char *){ NULL }), SIGN_IN_WRONG);	/* it is good once */
	assert_int_equal(code("t.nobody", account, now, &(const char *){ NULL }), SIGN_IN_WRONG);

	ok(people_session_load(t.a, t.desk, token, &s));
	assert_int_equal(s.account, t.c.account[0]);
	assert_string_equal(s.username, "t.one");
	assert_string_equal(s.agency_name, "试验局");
	assert_int_equal(s.duties, DUTY_OFFICER);
	assert_int_equal(people_session_load(t.a, t.desk, "no-such-token", &s), ERR_NOT_FOUND);

	ok(people_sign_ins(t.a, t.admin, t.c.account[0], 20, &rows));
	assert_string_equal(row_text(db_at(rows, 0), "outcome"), "code");
	assert_string_equal(row_text(db_at(rows, 1), "outcome"), "ok");
	assert_string_equal(row_text(db_at(rows, 1), "remote"), REMOTE);

	ok(people_sign_out(t.a, t.signin, token, "t.one", REMOTE, false));
	assert_int_equal(people_session_load(t.a, t.desk, token, &s), ERR_NOT_FOUND);
}

static void
test_sign_out_everywhere(void **state)
{
	const char *one = signed_in("t.two"), *two = signed_in("t.two"), *other = signed_in("t.one");
	struct people_session s;

	(void)state;
	ok(people_sign_out(t.a, t.signin, one, "t.two", REMOTE, true));
	assert_int_equal(people_session_load(t.a, t.desk, one, &s), ERR_NOT_FOUND);
	assert_int_equal(people_session_load(t.a, t.desk, two, &s), ERR_NOT_FOUND);
	ok(people_session_load(t.a, t.desk, other, &s));
	assert_int_equal(people_session_for(t.a, t.admin, "t.nobody", &one), ERR_NOT_FOUND);
}

/* Five failures hold up the name at that address, also for who knows password and code. */
static void
test_locked(void **state)
{
	const char *token;
	int64_t account = 0;
	int i;

	(void)state;
	ok(people_password_set(t.a, t.admin, t.c.account[1], PASSWORD));
	ok(people_totp_set(t.a, t.admin, t.c.account[1], SECRET, 20));
	for (i = 0; i < 5; i++)
		assert_int_equal(password("t.two", "wrong", &account), SIGN_IN_WRONG);
	assert_int_equal(password("t.two", PASSWORD, &account), SIGN_IN_LOCKED);
	assert_int_equal(account, 0);
	assert_int_equal(code("t.two", t.c.account[1], code_at(0), &token), SIGN_IN_LOCKED);
	assert_string_equal(asked("t.two", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "locked");
	assert_string_equal(asked("t.two", code_at(0), 0, KEY, BODY), "locked");
}

static void
forget_failures(void)
{
	ok(DB_EXEC(t.a, t.admin, "delete from xz.people_failure"));
}

static enum sign_in_outcome
tried(struct sign_in *s, const char *text)
{
	ok(people_sign_in_password(t.a, t.signin, s, text));
	return s->outcome;
}

static enum sign_in_outcome
tried_from(const char *username, const char *remote, const char *text)
{
	struct sign_in s = { .username = username, .remote = remote };

	return tried(&s, text);
}

/* Five of a name at an address hold up there, whether somebody has the name or not, and until ten minutes after the
 * first of them. */
static void
test_failures_of_a_pair(void **state)
{
	static const char *const names[] = { "t.one", "t.nobody" };
	struct db_row r;
	size_t k;
	int i;

	(void)state;
	forget_failures();
	for (k = 0; k < 2; k++) {
		struct sign_in s = { .username = names[k], .remote = "10.1.0.1" };

		for (i = 0; i < 5; i++)
			assert_int_equal(tried(&s, "wrong"), SIGN_IN_WRONG);
		assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);
		assert_true(s.ticket == NULL && s.account == 0);
		ok(DB_ONE(t.a, t.admin, &r, "select min(at) + interval '10 minutes' as until from xz.people_failure"
		    " where username = $1", DB_TEXT(names[k])));
		assert_int_equal(s.until, row_time(r, "until"));
	}
	assert_int_equal(tried_from("t.one", "10.1.1.1", PASSWORD), SIGN_IN_OK);
	ok(DB_EXEC(t.a, t.admin, "update xz.people_failure set at = at - interval '601 seconds' where id ="
	    " (select min(id) from xz.people_failure where username = 't.one')"));
	assert_int_equal(tried_from("t.one", "10.1.0.1", PASSWORD), SIGN_IN_OK);
	forget_failures();
}

/* Names at one address, then at one network. */
static void
test_failures_of_an_address(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		assert_int_equal(tried_from(arena_printf(t.a, "t.name%d", i), "2001:db8:1:2::1",
		    arena_printf(t.a, "wrong%d", i)), SIGN_IN_WRONG);
	assert_int_equal(tried_from("t.one", "2001:db8:1:2::1", PASSWORD), SIGN_IN_LOCKED);
	assert_int_equal(tried_from("t.one", "2001:db8:1:3::1", PASSWORD), SIGN_IN_OK);
	ok(DB_EXEC(t.a, t.admin, "insert into xz.people_failure (username, code, address, network) select 't.x' || i,"
	    " false, a, xz.people_network(a) from generate_series(1, 90) i cross join lateral"
	    " (select ('2001:db8:1:ff::' || i)::inet as a) y"));
	assert_int_equal(tried_from("t.one", "2001:db8:1:3::1", PASSWORD), SIGN_IN_LOCKED);
	assert_int_equal(tried_from("t.one", "2001:db8:2::1", PASSWORD), SIGN_IN_OK);
	forget_failures();
}

/* One wrong password at ten names: it is not looked at for an eleventh, right or wrong.  What is kept of it is not it,
 * and not for longer than ten minutes. */
static void
test_failures_of_a_password(void **state)
{
	struct db_row r;
	int i;

	(void)state;
	for (i = 0; i < 10; i++)
		assert_int_equal(tried_from(arena_printf(t.a, "t.name%d", i), arena_printf(t.a, "10.%d.0.1", i),
		    PASSWORD), SIGN_IN_WRONG);
	assert_int_equal(tried_from("t.one", "10.99.0.1", PASSWORD), SIGN_IN_LOCKED);
	assert_int_equal(tried_from("t.one", "10.99.0.1", "another"), SIGN_IN_WRONG);
	ok(DB_ONE(t.a, t.admin, &r, "select count(*) as n from xz.people_failure where tried in (sha256($1),"
	    " sha256($2))", DB_BYTES(PASSWORD, strlen(PASSWORD)), DB_BYTES("another", 7)));
	assert_int_equal(row_i64(r, "n"), 0);
	ok(DB_EXEC(t.a, t.admin, "update xz.people_failure set at = at - interval '10 minutes'"));
	assert_int_equal(tried_from("t.one", "10.99.0.1", PASSWORD), SIGN_IN_OK);
	ok(DB_ONE(t.a, t.admin, &r, "select xz.people_failures_over() as n"));
	assert_int_equal(row_i64(r, "n"), 11);
}

static void
strangers(int n)
{
	ok(DB_EXEC(t.a, t.admin, "insert into xz.people_failure (username, code, address, network) select 't.one',"
	    " false, a, xz.people_network(a) from generate_series(1, $1) i cross join lateral"
	    " (select ('10.100.' || i || '.1')::inet as a) y", DB_I64(n)));
}

/* Strangers at many addresses: who has no known device waits, one by one, and longer the more they are; a device
 * that signed in before does not. */
static void
test_strangers(void **state)
{
	struct sign_in s = { .username = "t.one", .remote = "10.200.0.1" }, own, short_wait;
	const char *token, *device, *text;
	int i;

	(void)state;
	ok(DB_EXEC(t.a, t.admin, "delete from xz.people_code_step"));
	ok(DB_EXEC(t.a, t.admin, "update xz.people_credential set last_counter = 0"));
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_OK);
	text = code_at(0);
	ok(people_sign_in_code(t.a, t.signin, &s, text, &token, &device));
	assert_int_equal(s.outcome, SIGN_IN_OK);
	assert_non_null(device);
	own = (struct sign_in){ .username = "t.one", .remote = "10.3.0.1", .device = device };
	for (i = 0; i < 15; i++)
		assert_int_equal(tried_from("t.one", arena_printf(t.a, "10.%d.0.1", i % 3), "wrong"),
		    i < 10 ? SIGN_IN_WRONG : SIGN_IN_LOCKED);
	s = (struct sign_in){ .username = "t.one", .remote = "10.201.0.1" };
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);
	assert_non_null(s.ticket);
	short_wait = s;
	strangers(15);
	s.ticket = NULL;
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);
	assert_true(s.until > short_wait.until + 60 * SECOND_US);
	s.waited = s.ticket;
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);	/* too early */
	while (clock_real_now() <= short_wait.until)
		(void)usleep(50000);
	s.waited = short_wait.ticket;
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_OK);	/* whatever others did meanwhile */
	s.remote = "10.202.0.1";
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);	/* another's wait */
	s.waited = "not-a-ticket";
	assert_int_equal(tried(&s, PASSWORD), SIGN_IN_LOCKED);
	assert_int_equal(tried(&own, PASSWORD), SIGN_IN_OK);
	own.username = "t.two";
	assert_int_equal(tried(&own, "wrong"), SIGN_IN_WRONG);	/* it is no device of that account's */
	forget_failures();
}

static void
test_inactive(void **state)
{
	struct people_session s;
	const char *token;
	int64_t account = 0;
	struct db_row r;

	(void)state;
	ok(people_password_set(t.a, t.admin, t.c.account[2], PASSWORD));
	token = signed_in("t.chief");
	ok(people_session_load(t.a, t.desk, token, &s));
	ok(DB_ONE(t.a, t.admin, &r, "select version from xz.people_account where id = $1", DB_I64(t.c.account[2])));
	assert_int_equal(people_account_active(t.a, t.admin, t.c.account[2], row_i32(r, "version") + 1, false),
	    ERR_CONFLICT);
	ok(people_account_active(t.a, t.admin, t.c.account[2], row_i32(r, "version"), false));
	assert_int_equal(people_session_load(t.a, t.desk, token, &s), ERR_NOT_FOUND);
	assert_int_equal(password("t.chief", PASSWORD, &account), SIGN_IN_WRONG);
	assert_string_equal(asked("t.chief", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "wrong");
	ok(people_account_active(t.a, t.admin, t.c.account[2], row_i32(r, "version") + 1, true));
	assert_int_equal(password("t.chief", PASSWORD, &account), SIGN_IN_OK);
}

static void
test_pass(void **state)
{
	struct people_pass p = { .username = "t.one", .account = 42 }, back;
	const char *text, *again, *first;
	char *other;

	(void)state;
	ok(people_pass_seal(t.a, PASS_SIGN_IN, &p, &text));
	ok(people_pass_open(t.a, PASS_SIGN_IN, text, &back));
	assert_string_equal(back.username, "t.one");
	assert_int_equal(back.account, 42);
	assert_string_equal(back.challenge, p.challenge);
	assert_int_equal(back.challenge_until, p.challenge_until);
	first = back.challenge;
	ok(people_pass_seal(t.a, PASS_SIGN_IN, &back, &again));		/* shown again: it ends when it would have */
	assert_string_not_equal(back.challenge, first);
	assert_int_equal(back.until, p.until);
	other = arena_strdup(t.a, text);
	other[8] = other[8] == 'A' ? 'B' : 'A';
	assert_int_equal(people_pass_open(t.a, PASS_SIGN_IN, other, &back), ERR_INPUT);
	assert_int_equal(people_pass_open(t.a, PASS_OWN, text, &back), ERR_INPUT);
	assert_int_equal(people_pass_open(t.a, PASS_SIGN_IN, "!", &back), ERR_INPUT);
	assert_int_equal(people_pass_open(t.a, PASS_SIGN_IN, NULL, &back), ERR_INPUT);
	p.until = 1;
	ok(people_pass_seal(t.a, PASS_SIGN_IN, &p, &text));
	assert_int_equal(people_pass_open(t.a, PASS_SIGN_IN, text, &back), ERR_INPUT);
}

struct taking {
	int64_t account;
	bool taken;
};

static enum err
take_fn(struct arena *a, struct db *db, void *ctx)
{
	struct taking *w = ctx;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_code_take($1) as taken", DB_I64(w->account));

	w->taken = e == OK && row_bool(r, "taken");
	db_answer(db, "");
	return e;
}

/* In an act of t.one on the desk, which is not done again when nothing was taken. */
static bool
taken(int64_t account, const char *key, const char *body)
{
	struct act act = { .principal = t.c.account[0], .key = key, .body = body, .occurred_at = TIME_NONE };
	struct taking w = { .account = account };

	db_set_token(t.desk, t.one);
	ok(db_tx_run(t.a, t.desk, &act, take_fn, &w, NULL));
	db_set_token(t.desk, NULL);
	return w.taken;
}

/* An officer beside the one who is signed in: right for that act alone, and once. */
static void
test_second_officer(void **state)
{
	int64_t head = t.c.account[3];

	(void)state;
	assert_string_equal(asked("t.head", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "wrong");	/* has no secret */
	ok(people_totp_set(t.a, t.admin, head, SECRET, 20));
	ok(DB_EXEC(t.a, t.admin, "update xz.people_credential set valid_from = valid_from - interval '1 day'"
	    " where principal = $1", DB_I64(head)));
	assert_string_equal(asked("t.nobody", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "wrong");
	assert_string_equal(asked("t.head", code_at(3600 * SECOND_US), PEOPLE_CODE_NOW, KEY, BODY), "wrong");
	assert_false(taken(head, "before-the-code", BODY));
	assert_string_equal(asked("t.head", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "ok");
	assert_string_equal(asked("t.head", code_at(0), PEOPLE_CODE_NOW, KEY, BODY), "wrong");
	assert_false(taken(head, "another-act", BODY));
	assert_false(taken(t.c.account[1], "another-signer", BODY));
	assert_true(taken(head, KEY, BODY));
	assert_false(taken(head, "another-act-2", BODY));
}

/* A code that was typed an hour ago without a network. */
static void
test_late_code(void **state)
{
	int64_t hour = 3600 * SECOND_US, head = t.c.account[3];

	(void)state;
	fresh_half_minute();
	assert_string_equal(asked("t.head", code_at(2 * hour), hour, "late-wrong", BODY), "wrong");
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-refused", BODY), "ok");
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-done", "one body"), "ok");
	assert_false(taken(head, "late-refused", BODY));	/* it is another act's now */
	assert_false(taken(head, "late-other", "one body"));
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-body", "one body"), "ok");
	assert_false(taken(head, "late-body", "another body"));
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-at-last", BODY), "ok");
	assert_true(taken(head, "late-at-last", BODY));
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-at-last", BODY), "ok");	/* the same again */
	assert_string_equal(asked("t.head", code_at(hour), hour, "late-again", BODY), "used");
	assert_false(taken(head, "late-again", BODY));
}

/* What was checked more than two minutes ago does not count. */
static void
test_code_over(void **state)
{
	int64_t hour = 2 * 3600 * SECOND_US, head = t.c.account[3];

	(void)state;
	assert_string_equal(asked("t.head", code_at(hour), hour, "code-over", BODY), "ok");
	ok(DB_EXEC(t.a, t.admin, "update xz.people_code_used set checked_at = checked_at - interval '121 seconds'"
	    " where used_at is null"));
	assert_false(taken(head, "code-over", BODY));
}

/* A session without a sign-in: nobody's where the clock cannot be moved, nor for a program where it can. */
static void
test_session_of_nobody(void **state)
{
	const char *token;

	(void)state;
	ok(db_script(t.admin, "begin; update xz.db_clock set movable = false"));
	assert_int_equal(people_session_for(t.a, t.admin, "t.one", &token), ERR_DENIED);
	ok(db_script(t.admin, "rollback"));
	ok(people_session_for(t.a, t.admin, "t.one", &token));
	assert_int_equal(people_session_for(t.a, t.signin, "t.one", &token), ERR_DENIED);
	assert_int_equal(people_session_for(t.a, t.desk, "t.one", &token), ERR_DENIED);
}

static void
test_job(void **state)
{
	struct ref subject = ref_random(), one, same, swept[2] = { ref_random() };
	const char *token = signed_in("t.one");
	struct job_work w;
	struct job j, *list;
	size_t n = 2;
	int count;

	(void)state;
	db_set_token(t.slow, NULL);
	assert_int_equal(job_add(t.a, t.slow, "test", "case", subject, &one), ERR_DENIED);
	db_set_token(t.desk, token);
	assert_int_equal(job_add(t.a, t.desk, "test", "case", subject, &one), ERR_DENIED);	/* the slow pool's */
	db_set_token(t.desk, NULL);
	db_set_token(t.slow, token);
	ok(job_add(t.a, t.slow, "test", "case", subject, &one));
	ok(job_add(t.a, t.slow, "test", "case", subject, &same));
	assert_true(ref_eq(one, same));		/* under way already */
	ok(job_get(t.a, t.slow, one, &j));
	assert_string_equal(j.state, "queued");
	assert_int_equal(job_get(t.a, t.slow, ref_random(), &j), ERR_NOT_FOUND);
	db_set_token(t.slow, signed_in("t.head"));
	assert_int_equal(job_get(t.a, t.slow, one, &j), ERR_NOT_FOUND);	/* another's */

	db_set_token(t.slow, NULL);
	ok(job_take(t.a, t.slow, &w));
	assert_true(ref_eq(w.job.ref, one));
	assert_int_equal(w.job.account, t.c.account[0]);
	assert_int_equal(job_take(t.a, t.slow, &(struct job_work){ .token = NULL }), ERR_NOT_FOUND);
	db_set_token(t.slow, w.token);
	ok(job_progress(t.a, t.slow, &w, 40));
	ok(job_get(t.a, t.slow, one, &j));
	assert_int_equal(j.progress, 40);
	ok(job_done(t.a, t.slow, &w, "{\"size\": 1}", clock_real_now() - SECOND_US));
	assert_int_equal(job_progress(t.a, t.slow, &w, 50), ERR_STATE);
	assert_int_equal(job_done(t.a, t.slow, &w, "{}", 0), ERR_STATE);
	db_set_token(t.slow, NULL);
	ok(job_end(t.a, t.slow, &w));

	db_set_token(t.slow, token);
	ok(job_list(t.a, t.slow, "test", subject, 5, &list, &count));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].state, "done");
	assert_string_equal(list[0].result, "{\"size\": 1}");
	db_set_token(t.slow, NULL);
	swept[1] = one;
	ok(job_sweep(t.a, t.slow, swept, &n));	/* its time is over, the other never was a job */
	assert_int_equal(n, 2);
	db_set_token(t.slow, token);
	ok(job_get(t.a, t.slow, one, &j));
	assert_string_equal(j.state, "expired");
	db_set_token(t.slow, NULL);
}

/* Whose worker ends without a result has failed; whose token is of another key too. */
static void
test_job_fails(void **state)
{
	struct ref ref;
	struct job_work w;
	struct job j;

	(void)state;
	db_set_token(t.slow, signed_in("t.one"));
	ok(job_add(t.a, t.slow, "test", "case", ref_random(), &ref));
	ok(job_take(t.a, t.slow, &w));
	ok(job_end(t.a, t.slow, &w));
	ok(job_get(t.a, t.slow, ref, &j));
	assert_string_equal(j.state, "failed");
	ok(job_add(t.a, t.slow, "test", "case", ref_random(), &ref));
	ok(DB_EXEC(t.a, t.admin, "update xz.job set token_sealed = '\\x0102' where ref = $1", DB_REF(ref)));
	assert_int_equal(job_take(t.a, t.slow, &w), ERR_INPUT);
	ok(job_get(t.a, t.slow, ref, &j));
	assert_string_equal(j.state, "failed");
	db_set_token(t.slow, NULL);
}

static int
found(const char *text, const char *duty)
{
	const struct db_rows *rows;

	ok(people_account_search(t.a, t.admin, text, duty, (struct ref){ 0 }, 50, &rows));
	return db_count(rows);
}

static void
test_office(void **state)
{
	const struct db_rows *rows;
	const char *name;
	struct db_row card;
	struct ref ref;
	bool held;

	(void)state;
	assert_int_equal(found("t.", NULL), 4);
	assert_int_equal(found("t.", "officer"), 2);
	assert_int_equal(found("t.chief", "officer"), 0);
	ok(people_account_search(t.a, t.admin, "t.chief", NULL, (struct ref){ 0 }, 1, &rows));
	ref = row_ref(db_at(rows, 0), "ref");
	ok(people_account_card(t.a, t.admin, ref, &card));
	assert_string_equal(row_text(card, "agency_name"), "试验局");
	assert_int_equal(people_account_card(t.a, t.admin, ref_random(), &card), ERR_NOT_FOUND);

	ok(people_duty_against(t.a, t.admin, t.c.account[2], "sysadmin", &rows));
	assert_true(db_count(rows) > 0);
	assert_int_equal(people_duty_grant(t.a, t.admin, t.c.account[2], "sysadmin", DAY_NONE, t.c.service), ERR_INPUT);
	assert_int_equal(people_duty_grant(t.a, t.admin, t.c.account[2], "agency_head", DAY_NONE, t.c.service),
	    ERR_CONFLICT);
	ok(people_duty_grant(t.a, t.admin, t.c.account[2], "unit_head", DAY_NONE, t.c.service));
	ok(people_duty_revoke(t.a, t.admin, t.c.account[2], "unit_head", t.c.service));
	assert_int_equal(people_duty_revoke(t.a, t.admin, t.c.account[2], "unit_head", t.c.service), ERR_NOT_FOUND);
	ok(people_duty_history(t.a, t.admin, t.c.account[2], &rows));
	assert_int_equal(db_count(rows), 2);
	assert_false(row_has(db_at(rows, 0), "revoked_at"));	/* those held first */
	assert_true(row_has(db_at(rows, 1), "revoked_at"));
	ok(people_duty_kinds(t.a, t.admin, &rows));
	assert_int_equal(db_count(rows), 13);
	ok(people_duty_held(t.a, t.admin, "agency_head", &held));
	assert_true(held);
	ok(people_duty_held(t.a, t.admin, "sysadmin", &held));
	assert_false(held);
	ok(people_region_name(t.a, t.admin, "430400", &name));
	assert_string_equal(name, "衡阳市");
	assert_int_equal(people_region_name(t.a, t.admin, "999999", &name), ERR_NOT_FOUND);
}

static void
test_agencies_and_units(void **state)
{
	struct people_agency_new n = { .code = "t-below", .name = "试验分局", .short_name = "分局", .number_word = "分",
	    .kind = "organ", .region = "430405", .field = "市场监管", .parent = t.c.agency };
	struct people_agency *list;
	struct people_unit *units;
	int64_t id, other;
	int count;

	(void)state;
	ok(people_agency_add(t.a, t.admin, &n, &id));
	assert_int_equal(people_agency_add(t.a, t.admin, &n, &other), ERR_CONFLICT);
	n.code = "t-nowhere";
	n.region = "999999";
	assert_int_equal(people_agency_add(t.a, t.admin, &n, &other), ERR_INPUT);
	n.name = "试验分局（新）";
	assert_int_equal(people_agency_change(t.a, t.admin, id, 99, &n, true), ERR_CONFLICT);
	ok(people_agency_list(t.a, t.admin, &list, &count));
	assert_int_equal(count, 2);
	assert_int_equal(list[1].id, id);		/* after its parent */
	assert_int_equal(list[1].depth, list[0].depth + 1);
	n.region = list[1].region;
	ok(people_agency_change(t.a, t.admin, id, list[1].version, &n, true));
	ok(people_agency_get(t.a, t.admin, list[1].ref, &list[1]));
	assert_string_equal(list[1].name, "试验分局（新）");
	assert_int_equal(people_agency_get(t.a, t.admin, ref_random(), &list[1]), ERR_NOT_FOUND);

	ok(people_unit_list(t.a, t.admin, t.c.agency, &units, &count));
	assert_int_equal(count, 1);
	assert_int_equal(people_unit_change(t.a, t.admin, units[0].id, units[0].version + 1, "二科", "", true),
	    ERR_CONFLICT);
	ok(people_unit_change(t.a, t.admin, units[0].id, units[0].version, "二科", "Second", true));
	ok(people_unit_list(t.a, t.admin, 0, &units, &count));
	assert_string_equal(units[0].name, "二科");
}

/* What the law wants public, read by the portal. */
static void
test_public(void **state)
{
	struct people_certificate_new n = { .no = "T-P-1", .kind = "enforcement", .field = "市场监管",
	    .region = "430400", .valid_from = t.c.today - 10, .valid_to = t.c.today + 10 };
	struct ref none = { 0 }, agency;
	const struct db_rows *rows;
	struct db_row card;
	int64_t id;

	(void)state;
	ok(people_certificate_add(t.a, t.admin, t.c.officer[0], &n, &id));
	assert_int_equal(people_certificate_add(t.a, t.admin, t.c.officer[1], &n, &id), ERR_CONFLICT);
	ok(people_public_agencies(t.a, t.portal, "430400", NULL, none, 10, &rows));
	assert_int_equal(db_count(rows), 2);	/* a city with the districts below it */
	ok(people_public_agencies(t.a, t.portal, NULL, "government", none, 10, &rows));
	assert_int_equal(db_count(rows), 0);
	ok(people_public_agencies(t.a, t.portal, NULL, NULL, none, 10, &rows));
	agency = row_ref(db_at(rows, 0), "ref");
	ok(people_public_agencies(t.a, t.portal, NULL, NULL, agency, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(people_public_regions(t.a, t.portal, &rows));
	assert_int_equal(db_count(rows), 2);
	ok(people_public_officers(t.a, t.portal, "T-P", none, t.c.today, none, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_string_equal(row_text(db_at(rows, 0), "standing"), "valid");
	agency = row_ref(db_at(rows, 0), "agency_ref");
	ok(people_public_officers(t.a, t.portal, NULL, agency, t.c.today + 11, none, 10, &rows));
	assert_string_equal(row_text(db_at(rows, 0), "standing"), "expired");
	ok(people_public_agency(t.a, t.portal, agency, &card));
	assert_string_equal(row_text(card, "code"), "t-agency");
	assert_int_equal(row_i64(card, "officers"), 2);
	assert_int_equal(people_public_agency(t.a, t.portal, ref_random(), &card), ERR_NOT_FOUND);
	ok(people_public_units(t.a, t.portal, t.c.agency, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(people_public_below(t.a, t.portal, t.c.agency, &rows));
	assert_int_equal(db_count(rows), 1);
	ok(people_public_delegations(t.a, t.portal, t.c.agency, t.c.today, &rows));
	assert_int_equal(db_count(rows), 0);
	ok(people_public_choices(t.a, t.portal, &rows));
	assert_int_equal(db_count(rows), 2);
}

static int
begin(void **state)
{
	static const struct program_keys none;
	const char *conninfo = getenv("XZ_TEST_PLAY_DB"), *path;
	struct program_keys keys;
	struct seal_key *k;
	struct ref ref;

	(void)state;
	path = arena_printf(t.a, "/tmp/xz-session-%d", (int)getpid());
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_admin", conninfo), "test", &t.admin));
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_signin", conninfo), "test", &t.signin));
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_desk", conninfo), "test", &t.desk));
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_slow", conninfo), "test", &t.slow));
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_portal", conninfo), "test", &t.portal));
	t.c = crew(t.a, t.admin);
	people_start(t.a, NULL, &none);
	job_start(t.a, NULL, &none);
	assert_int_equal(people_pass_seal(t.a, PASS_SIGN_IN, &(struct people_pass){ .username = "t.one" }, &path),
	    ERR_IO);			/* a program without that key */
	assert_int_equal(job_add(t.a, t.desk, "test", "case", ref_random(), &ref), ERR_IO);
	path = arena_printf(t.a, "/tmp/xz-session-%d", (int)getpid());
	ok(seal_key_make(path));
	ok(seal_key_load(t.a, path, &k));
	assert_int_equal(remove(path), 0);
	keys = (struct program_keys){ .otp = k, .form = k, .identity = k };
	people_start(t.a, NULL, &keys);
	job_start(t.a, NULL, &keys);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sign_in), cmocka_unit_test(test_sign_out_everywhere),
		cmocka_unit_test(test_locked), cmocka_unit_test(test_failures_of_a_pair),
		cmocka_unit_test(test_failures_of_an_address), cmocka_unit_test(test_failures_of_a_password),
		cmocka_unit_test(test_strangers), cmocka_unit_test(test_inactive), cmocka_unit_test(test_pass),
		cmocka_unit_test(test_second_officer), cmocka_unit_test(test_late_code),
		cmocka_unit_test(test_code_over), cmocka_unit_test(test_session_of_nobody), cmocka_unit_test(test_job),
		cmocka_unit_test(test_job_fails), cmocka_unit_test(test_office),
		cmocka_unit_test(test_agencies_and_units), cmocka_unit_test(test_public),
	};

	if (getenv("XZ_TEST_PLAY_DB") == NULL) {
		(void)printf("1..0 # SKIP XZ_TEST_PLAY_DB names no store\n");
		return 0;
	}
	t.a = arena_new("test");
	return cmocka_run_group_tests(tests, begin, NULL);
}
