/* pass.c - see pass.h. */
#include "lib/people/pass.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/people/secret.h"
#include "lib/sec/sec.h"

#define CHALLENGE_BYTES 32
#define CHALLENGE_LIFE (120 * SECOND_US)

static const struct {
	const char *purpose;
	int64_t life;
} kinds[] = { [PASS_SIGN_IN] = { "signin", 300 * SECOND_US }, [PASS_OWN] = { "own", CHALLENGE_LIFE } };

enum err
people_pass_seal(struct arena *a, enum people_pass_for what, struct people_pass *p, const char **out)
{
	int64_t now = clock_real_now();
	const char *plain;

	if (p->until == 0)
		p->until = now + kinds[what].life;
	p->challenge = random_token(a, CHALLENGE_BYTES);
	p->challenge_until = now + CHALLENGE_LIFE;
	plain = arena_printf(a, "%lld %lld %lld %s %s", (long long)p->until, (long long)p->account,
	    (long long)p->challenge_until, p->challenge, p->username);
	return people_form_seal(a, kinds[what].purpose, plain, strlen(plain), out);
}

enum err
people_pass_open(struct arena *a, enum people_pass_for what, const char *text, struct people_pass *out)
{
	unsigned char *plain;
	char *at, *name;
	size_t n;
	enum err e = people_form_open(a, kinds[what].purpose, text, &plain, &n);

	if (e != OK)
		return e;
	out->until = strtoll((const char *)plain, &at, 10);
	if (out->until < clock_real_now())
		return err_set(ERR_INPUT, "pass: over");
	out->account = strtoll(at, &at, 10);
	out->challenge_until = strtoll(at, &at, 10);
	name = *at == ' ' ? strchr(at + 1, ' ') : NULL;
	if (name == NULL)
		return err_set(ERR_INPUT, "pass: not ours");
	out->challenge = arena_strndup(a, at + 1, (size_t)(name - at - 1));
	out->username = name + 1;
	return OK;
}

enum err
people_sign_ins(struct arena *a, struct db *db, int64_t account, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select at, outcome, remote from xz.people_sign_in where account_id = $1"
	    " and username = (select x.username from xz.people_account x where x.id = $1) order by at desc limit $2",
	    DB_I64(account), DB_I64(limit));
}

enum err
people_since(struct arena *a, struct db *db, int64_t account, int64_t until, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select kind, count(*) as n, max(at) as at, min(since) as since,"
	    " array_to_string((array_agg(distinct remote) filter (where remote <> ''))[1:3], ' · ') as remotes"
	    " from (select case when s.outcome in ('password', 'code', 'passkey', 'locked', 'inactive')"
	    "   then 'failed' else s.outcome end as kind, s.at, s.remote, b.since"
	    "   from (select x.username, (select max(o.at) from xz.people_sign_in o where o.username = x.username"
	    "     and o.outcome = 'ok' and o.at < $2) as since from xz.people_account x where x.id = $1) b"
	    "   join xz.people_sign_in s on s.username = b.username and s.at > b.since and s.at < $2"
	    "   where s.outcome in ('password', 'code', 'passkey', 'locked', 'inactive', 'reset', 'activated',"
	    "     'disabled', 'duties', 'password_changed', 'passkey_count', 'passkey_added', 'passkey_removed')) y"
	    " group by kind order by kind = 'failed', min(at)",
	    DB_I64(account), DB_TIME(until));
}

enum err
people_session_why(struct arena *a, struct db *db, const char *token, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_session_why($1) as why", people_session_hash(a, token));

	if (e == OK)
		*out = row_text_null(r, "why");
	return e;
}

enum err
people_duties_of(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select code, name_zh, name_en, from_day, until_day, for_name from ("
	    " select k.bit, k.code, k.name_zh, k.name_en, d.from_day, d.until_day, null as for_name"
	    " from xz.people_duty d"
	    "   join xz.people_duty_kind k on k.code = d.duty where d.account_id = $1 and d.revoked_at is null"
	    " union all select k.bit, k.code, k.name_zh, k.name_en, p.from_day, p.until_day, f.display_name"
	    " from xz.people_deputy p"
	    "   join xz.people_duty_kind k on k.code = p.duty join xz.people_account f on f.id = p.from_account"
	    "   where p.to_account = $1 and p.revoked_at is null and p.until_day >= xz.today()) x"
	    " order by for_name is not null, bit", DB_I64(account));
}

enum err
people_certificates_of(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.no, t.kind, t.field, t.valid_from, t.valid_to, t.status from xz.people_account c"
	    " join xz.people_certificate t on t.officer_id = c.officer_id where c.id = $1"
	    " order by t.valid_to desc, t.id", DB_I64(account));
}
