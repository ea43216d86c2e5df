/* draft.c - see draft.h. */
#include "lib/act/draft.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/people/session.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define HOURS 72		/* where the parameter is not set */

static const struct seal_key *key;

void
act_draft_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	key = k->form;
}

/* One draft cannot stand in another's place. */
static const char *
purpose(struct arena *a, int64_t account, const struct act_draft *d)
{
	return arena_printf(a, "draft %" PRId64 " %s %s", account, d->page, d->path);
}

static enum err
seal_text(struct arena *a, int64_t account, const struct act_draft *d, unsigned char **out, size_t *n)
{
	if (key == NULL)
		return err_set(ERR_IO, "no key to seal drafts");
	if (strlen(d->text) > ACT_DRAFT_MAX || !str_starts(d->path, "/desk/") || !str_starts(d->page, "/desk/"))
		return err_set(ERR_INPUT, "a draft of %zu bytes for %s", strlen(d->text), d->path);
	seal(a, key, purpose(a, account, d), d->text, strlen(d->text), out, n);
	return OK;
}

static enum err
hours(struct arena *a, struct db *db, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, "form.draft", time_day(clock_now()), 0, NULL, &p);

	*out = HOURS;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		*out = str_eq(p.unit, "h") ? p.value : 24 * p.value;
	return e;
}

enum err
act_draft_save(struct arena *a, struct db *db, int64_t account, struct act_draft *d)
{
	unsigned char *sealed = NULL;
	struct db_row r;
	size_t n = 0;
	int64_t h;
	enum err e = seal_text(a, account, d, &sealed, &n);

	if (e == OK)
		e = hours(a, db, &h);
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "insert into xz.act_draft (account_id, page, path, form_key, files, sealed, expires_at)"
		    " values ($1, $2, $3, $4, $5, $6, xz.now() + $7 * interval '1 hour')"
		    " on conflict (account_id, page, path) do update set form_key = excluded.form_key,"
		    " session_id = null, files = excluded.files, sealed = excluded.sealed, saved_at = xz.now(),"
		    " expires_at = excluded.expires_at returning saved_at",
		    DB_I64(account), DB_TEXT(d->page), DB_TEXT(d->path), DB_TEXT(d->key), DB_BOOL(d->files),
		    DB_BYTES(sealed, n), DB_I64(h));
	if (e == OK)
		d->saved_at = row_time(r, "saved_at");
	return e;
}

enum err
act_draft_keep(struct arena *a, struct db *db, const char *token, int64_t account, struct act_draft *d)
{
	unsigned char *sealed = NULL;
	struct db_row r;
	size_t n = 0;
	int64_t h;
	enum err e = seal_text(a, account, d, &sealed, &n);

	if (e == OK)
		e = hours(a, db, &h);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select xz.act_draft_keep($1, $2, $3, $4, $5, $6, $7::int) as at",
		    people_session_hash(a, token), DB_TEXT(d->page), DB_TEXT(d->path), DB_TEXT(d->key),
		    DB_BOOL(d->files), DB_BYTES(sealed, n), DB_I64(h));
	if (e == OK && !row_has(r, "at"))
		return err_set(ERR_NOT_FOUND, "no session that has just ended");
	if (e == OK)
		d->saved_at = row_time(r, "at");
	return e;
}

enum err
act_draft_find(struct arena *a, struct db *db, int64_t account, struct act_draft *d)
{
	unsigned char *text;
	const void *sealed;
	struct db_row r;
	size_t n, sealed_n;
	enum err e = DB_ONE(a, db, &r, "select d.sealed, d.files, d.saved_at from xz.act_draft d"
	    " where d.account_id = $1 and d.page = $2 and d.path = $3 and d.expires_at > xz.now()"
	    " and not exists (select from xz.db_act x where x.principal = d.account_id and x.scope = ''"
	    " and x.key = d.form_key)", DB_I64(account), DB_TEXT(d->page), DB_TEXT(d->path));

	if (e != OK)
		return e;
	if (key == NULL)
		return err_set(ERR_IO, "no key to open drafts");
	sealed = row_bytes(a, r, "sealed", &sealed_n);
	e = unseal(a, key, purpose(a, account, d), sealed, sealed_n, &text, &n);
	if (e != OK)
		return e;
	d->text = (const char *)text;
	d->files = row_bool(r, "files");
	d->saved_at = row_time(r, "saved_at");
	return OK;
}

enum err
act_draft_drop(struct arena *a, struct db *db, int64_t account, const struct act_draft *d)
{
	return DB_EXEC(a, db, "delete from xz.act_draft where account_id = $1 and page = $2 and path = $3",
	    DB_I64(account), DB_TEXT(d->page), DB_TEXT(d->path));
}

enum err
act_draft_waits(struct arena *a, struct db *db, const char *token, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.act_draft_waits($1) as waits", people_session_hash(a, token));

	*out = e == OK && row_bool(r, "waits");
	return e;
}

enum err
act_draft_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return DB_EXEC_N(a, db, n, "delete from xz.act_draft where expires_at <= xz.now()");
}
