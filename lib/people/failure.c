/* failure.c - see failure.h. */
#include "lib/people/failure.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/secret.h"
#include "lib/people/session.h"
#include "lib/sec/sec.h"

#define TICKET_LIFE (5 * MINUTE_US)	/* from the end of the wait */
#define MOST_MAX 100000

/* In the order of xz.people_sign_in_look(). */
static struct {
	const char *key;
	int64_t n;
} most[] = { { "fail_own", 5 }, { "fail_pair", 5 }, { "fail_account", 10 }, { "fail_address", 30 },
    { "fail_network", 120 }, { "fail_password", 10 }, { "fail_code", 10 } };
#define MOST (sizeof(most) / sizeof(*most))

void
people_failure_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	size_t i;

	(void)a;
	(void)k;
	for (i = 0; i < MOST; i++) {
		int64_t n = conf_i64(c, most[i].key, most[i].n);

		if (n > 0 && n <= MOST_MAX)
			most[i].n = n;
	}
}

static const char *
limits(struct arena *a)
{
	struct str s;
	size_t i;

	str_init(&s, a);
	for (i = 0; i < MOST; i++)
		str_printf(&s, "%s%" PRId64, i > 0 ? "," : "", most[i].n);
	return s.s;
}

/* Who waited: until when, at which address, by which name. */
static enum err
seal_ticket(struct arena *a, const struct sign_in *s, const char **out)
{
	const char *plain = arena_printf(a, "%" PRId64 " %s %s", s->until, s->remote, s->username);

	return people_form_seal(a, "wait", plain, strlen(plain), out);
}

static bool
has_waited(struct arena *a, const struct sign_in *s)
{
	int64_t now = clock_real_now(), until;
	unsigned char *plain;
	char *end;
	size_t n;

	if (people_form_open(a, "wait", s->waited, &plain, &n) != OK) {
		err_clear();
		return false;
	}
	until = strtoll((const char *)plain, &end, 10);
	return now >= until && now < until + TICKET_LIFE &&
	    str_eq(end, arena_printf(a, " %s %s", s->remote, s->username));
}

static struct db_param
bytes(const unsigned char *p)
{
	return p != NULL ? DB_BYTES(p, SHA256_SIZE) : DB_NULL;
}

static struct db_param
device_of(struct arena *a, const struct sign_in *s)
{
	return s->device != NULL ? people_session_hash(a, s->device) : DB_NULL;
}

/* The password itself is not kept: what is lies under a key that the store has not. */
static enum err
digest(struct arena *a, const char *password, const unsigned char **out)
{
	unsigned char *h = arena_alloc(a, SHA256_SIZE);
	const struct seal_key *k;
	enum err e = people_form_key(&k);

	if (e != OK)
		return e;
	seal_lookup(k, "password tried", password, h);
	*out = h;
	return OK;
}

enum err
people_attempt(struct arena *a, struct db *db, struct sign_in *s, const char *password, struct attempt *out,
    int64_t *account)
{
	struct attempt t = { .s = s };
	struct db_row r;
	enum err e = password != NULL ? digest(a, password, &t.tried) : OK;

	if (e == OK)
		e = DB_ONE(a, db, &r, "select account_id, active, password, known, held, wait"
		    " from xz.people_sign_in_look($1, $2, $3, $4, string_to_array($5, ',')::int[])",
		    DB_TEXT(s->username), DB_TEXT(s->remote), bytes(t.tried), device_of(a, s), DB_TEXT(limits(a)));
	if (e != OK)
		return e;
	t.known = row_bool(r, "known");
	t.active = row_has(r, "active") && row_bool(r, "active");
	t.password = row_text_null(r, "password");
	*account = row_i64_or(r, "account_id", 0);
	*out = t;
	s->outcome = SIGN_IN_WRONG;
	if (row_has(r, "held")) {
		s->outcome = SIGN_IN_LOCKED;
		s->until = row_time(r, "held");
	} else if (password != NULL && row_i64(r, "wait") > 0 && !s->at_once && !has_waited(a, s)) {
		s->outcome = SIGN_IN_LOCKED;
		s->until = clock_real_now() + row_i64(r, "wait") * SECOND_US;
		e = seal_ticket(a, s, &s->ticket);
	}
	return e;
}

enum err
people_attempt_failed(struct arena *a, struct db *db, const struct attempt *t, int64_t account, const char *what)
{
	return DB_EXEC(a, db, "select xz.people_sign_in_fail($1, $2, $3, $4, $5, $6)", DB_TEXT(t->s->username),
	    DB_ID(account), DB_TEXT(what), DB_TEXT(t->s->remote), bytes(t->tried),
	    t->known ? device_of(a, t->s) : DB_NULL);
}
