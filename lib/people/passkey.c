/* passkey.c - see passkey.h. */
#include "lib/people/passkey.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

/* Of public_url and of desk_host; party.id is NULL where browsers have no passkeys. */
static const char *origins[3];
static struct passkey_party party = { .origins = origins };

static const char *
small(struct arena *a, const char *s, size_t n)
{
	char *out = arena_strndup(a, s, n), *p;

	for (p = out; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && str_eq(s + n - m, end);
}

/* A name, not an address; "localhost" and what lies below it are trusted without https. */
static bool
usable(const char *host, bool https)
{
	bool local = str_eq(host, "localhost") || ends_with(host, ".localhost");
	const char *last = strrchr(host, '.');

	if (*host == '\0' || *host == '[' || (!https && !local))
		return false;
	return local || (last != NULL && !isdigit((unsigned char)last[1]));
}

void
people_passkey_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const char *url = conf_text(c, "public_url", ""), *desk = conf_text(c, "desk_host", ""), *host, *port;
	bool https = str_starts(url, "https://");
	size_t n;

	(void)k;
	party.id = NULL;
	memset(origins, 0, sizeof(origins));
	if (!https && !str_starts(url, "http://"))
		return;
	url = strstr(url, "://") + 3;
	n = strcspn(url, ":/");
	host = small(a, url, n);
	port = small(a, url + n, strcspn(url + n, "/"));
	if (str_eq(port, https ? ":443" : ":80"))
		port = "";
	if (!usable(host, https))
		return;
	party.id = host;
	origins[0] = arena_printf(a, "%s://%s%s", https ? "https" : "http", host, port);
	if (ends_with(desk, arena_printf(a, ".%s", host)))
		origins[1] = arena_printf(a, "%s://%s%s", https ? "https" : "http", desk, port);
}

const char *
people_passkey_party(const char *host)
{
	const char *const *o;

	for (o = origins; *o != NULL; o++)
		if (host != NULL && strcasecmp(strstr(*o, "://") + 3, host) == 0)
			return party.id;
	return NULL;
}

const char *
people_passkey_why(enum people_passkey_why why)
{
	static const char *const names[] = { [PASSKEY_WHY_NONE] = "none", [PASSKEY_WHY_WRONG] = "wrong",
	    [PASSKEY_WHY_LATE] = "late", [PASSKEY_WHY_COUNT] = "count" };

	return names[why];
}

static enum err
load_keys(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select id, credential_id, kind, public_key, sign_count"
	    " from xz.people_passkeys_of($1, $2)", DB_I64(account), DB_TEXT(party.id != NULL ? party.id : ""));
}

enum err
people_passkey_ids(struct arena *a, struct db *db, int64_t account, const char **out)
{
	const struct db_rows *rows;
	const void *id;
	struct str s;
	size_t n;
	int i;
	enum err e = load_keys(a, db, account, &rows);

	str_init(&s, a);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		id = row_bytes(a, db_at(rows, i), "credential_id", &n);
		str_printf(&s, "%s%s", i > 0 ? " " : "", base64url_encode(a, id, n));
	}
	*out = s.s;
	return e;
}

static bool
decode(struct arena *a, const char *text, struct passkey_bytes *out)
{
	unsigned char *p;

	if (text == NULL || !base64url_decode(a, text, &p, &out->n))
		return false;
	out->p = p;
	return true;
}

/* Whether one of the keys of the account has signed the challenge; *key: its row. */
static enum passkey_fault
look(struct arena *a, const struct db_rows *rows, const char *challenge, const struct people_passkey_answer *w,
    int64_t *key, int64_t *count)
{
	struct passkey_bytes id, client, data, signature;
	struct passkey_key k;
	int i;

	if (!decode(a, w->id, &id) || !decode(a, w->client, &client) || !decode(a, w->data, &data) ||
	    !decode(a, w->signature, &signature))
		return PASSKEY_FORM;
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		k = (struct passkey_key){ .kind = (int)row_i64(r, "kind") };
		k.id.p = row_bytes(a, r, "credential_id", &k.id.n);
		k.bytes.p = row_bytes(a, r, "public_key", &k.bytes.n);
		*key = row_i64(r, "id");
		if (k.id.n == id.n && memcmp(k.id.p, id.p, id.n) == 0)
			return passkey_used(a, &party, challenge, client, data, signature, &k, count);
	}
	return PASSKEY_PARTY;
}

enum err
people_passkey_spend(struct arena *a, struct db *db, const struct people_pass *p, bool *fresh)
{
	struct db_row r;
	enum err e;

	*fresh = false;
	if (p->challenge_until < clock_real_now())
		return OK;
	e = DB_ONE(a, db, &r, "select xz.people_passkey_spend($1) as fresh", people_session_hash(a, p->challenge));
	if (e == OK)
		*fresh = row_bool(r, "fresh");
	return e;
}

static enum err
keep_count(struct arena *a, struct db *db, int64_t key, int64_t count, bool *further)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_passkey_used($1, $2) as further", DB_I64(key), DB_I64(count));

	if (e == OK)
		*further = row_bool(r, "further");
	return e;
}

/* Of an attempt that is looked at. */
static enum err
check(struct arena *a, struct db *db, int64_t account, const struct people_pass *p,
    const struct people_passkey_answer *w, enum people_passkey_why *why)
{
	const struct db_rows *rows;
	enum passkey_fault fault;
	int64_t key, count;
	bool fresh, further;
	enum err e = people_passkey_spend(a, db, p, &fresh);

	*why = PASSKEY_WHY_LATE;
	if (e != OK || !fresh)
		return e;
	*why = PASSKEY_WHY_WRONG;
	e = load_keys(a, db, account, &rows);
	if (e != OK || party.id == NULL)
		return e;
	fault = look(a, rows, p->challenge, w, &key, &count);
	if (fault != PASSKEY_GOOD) {
		LOG(LOG_INFO, "passkey", LOG_I64("account", account), LOG_TEXT("fault", passkey_fault_name(fault)));
		return OK;
	}
	e = keep_count(a, db, key, count, &further);
	if (e == OK)
		*why = further ? PASSKEY_WHY_NONE : PASSKEY_WHY_COUNT;
	return e;
}

enum err
people_own_passkey(struct arena *a, struct db *db, struct sign_in *s, const struct people_pass *p,
    const struct people_passkey_answer *w, enum people_passkey_why *why)
{
	struct attempt t;
	int64_t of_name;
	enum err e = people_attempt(a, db, s, NULL, &t, &of_name);

	*why = PASSKEY_WHY_WRONG;
	if (e != OK)
		return e;
	if (s->outcome == SIGN_IN_LOCKED)
		return people_attempt_failed(a, db, &t, of_name, "locked");
	if (of_name != s->account || of_name == 0 || p->account != of_name)
		return OK;
	e = check(a, db, s->account, p, w, why);
	if (e != OK)
		return e;
	if (*why != PASSKEY_WHY_NONE)
		return people_attempt_failed(a, db, &t, s->account,
		    *why == PASSKEY_WHY_COUNT ? "passkey_count" : "passkey");
	s->outcome = SIGN_IN_OK;
	return OK;
}

enum err
people_sign_in_passkey(struct arena *a, struct db *db, struct sign_in *s, const struct people_pass *p,
    const struct people_passkey_answer *w, enum people_passkey_why *why, const char **token, const char **device)
{
	enum err e = people_own_passkey(a, db, s, p, w, why);

	return e == OK && s->outcome == SIGN_IN_OK ?
	    people_sign_in_start(a, db, s, "password+passkey", token, device) : e;
}

/* ---- one's own */

enum err
people_passkeys_own(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select id, credential_id, name, party, added_at, used_at from xz.people_passkeys_own()");
}

bool
people_passkey_read(struct arena *a, const struct people_pass *p, const char *client, const char *data,
    struct passkey_key *out)
{
	struct passkey_bytes c, d;
	enum passkey_fault fault = PASSKEY_FORM;

	if (party.id != NULL && decode(a, client, &c) && decode(a, data, &d))
		fault = passkey_made(a, &party, p->challenge, c, d, out);
	if (fault != PASSKEY_GOOD)
		LOG(LOG_INFO, "passkey", LOG_I64("account", p->account), LOG_TEXT("fault", passkey_fault_name(fault)));
	return fault == PASSKEY_GOOD;
}

enum err
people_passkey_add(struct arena *a, struct db *db, const struct passkey_key *k, const char *name, const char *remote)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_passkey_add($1, $2::int, $3, $4, $5, $6, $7) as added",
	    DB_BYTES(k->id.p, k->id.n), DB_I64(k->kind), DB_BYTES(k->bytes.p, k->bytes.n), DB_I64(k->count),
	    DB_TEXT(party.id), DB_TEXT(name), DB_TEXT(remote));

	return e == OK && !row_bool(r, "added") ? err_set(ERR_STATE, "a passkey too many, or added before") : e;
}

enum err
people_passkey_remove(struct arena *a, struct db *db, int64_t id, const char *remote)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_passkey_remove($1, $2) as removed", DB_I64(id),
	    DB_TEXT(remote));

	return e == OK && !row_bool(r, "removed") ? err_set(ERR_NOT_FOUND, "no passkey of theirs") : e;
}
