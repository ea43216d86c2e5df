/* chosen.c - see chosen.h. */
#include "lib/people/chosen.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/sec/sec.h"

#define DIGEST 8	/* bytes of each in the list, which is sorted */

/* The programs of one parent share its pages, of which a look-up reads a few. */
static const unsigned char *list;
static size_t list_n;

void
people_chosen_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	int fd = open(arena_printf(a, "%s/passwords.bin", conf_text(c, "app", ".")), O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *at;

	(void)k;
	list = NULL;
	list_n = 0;
	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && st.st_size >= DIGEST) {
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
		if (at != MAP_FAILED) {
			list = at;
			list_n = (size_t)st.st_size / DIGEST;
		}
	}
	(void)close(fd);
}

static int
by_digest(const void *a, const void *b)
{
	return memcmp(a, b, DIGEST);
}

static void
small(char *s)
{
	for (; *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
}

static bool
common(const char *password)
{
	unsigned char h[SHA256_SIZE];
	char text[4 * PASSWORD_MAX + 1];

	memcpy(text, password, strlen(password) + 1);	/* its length was looked at */
	small(text);
	sha256(text, strlen(text), h);
	wipe(text, sizeof(text));
	return bsearch(h, list, list_n, DIGEST, by_digest) != NULL;
}

enum err
people_chosen_fault(const char *password, const char *username, const char **out)
{
	size_t n = str_utf8_len(password);

	*out = NULL;
	if (list == NULL)
		return err_set(ERR_IO, "no list of common passwords: nobody chooses one here");
	if (n < PASSWORD_MIN)
		*out = "short";
	else if (n > PASSWORD_MAX || strlen(password) > 4 * PASSWORD_MAX)
		*out = "long";
	else if (strcasestr(password, username) != NULL)
		*out = "name";
	else if (common(password))
		*out = "common";
	return OK;
}

struct changing {
	const struct people_session *who;
	const char *fresh, *remote;
};

static enum err
change(struct arena *a, struct db *db, void *ctx)
{
	const struct changing *w = ctx;
	enum err e = people_password_set(a, db, w->who->account, w->fresh);

	return e == OK ? DB_EXEC(a, db, "select xz.people_sign_in_note($1, $2, 'password_changed', $3)",
	    DB_TEXT(w->who->username), DB_I64(w->who->account), DB_TEXT(w->remote)) : e;
}

enum err
people_chosen_change(struct arena *a, struct db *db, const struct people_session *who, const char *current,
    const char *fresh, const char *remote, enum sign_in_outcome *outcome)
{
	struct changing w = { who, fresh, remote };
	struct sign_in s = { .username = who->username, .remote = remote, .at_once = true };
	enum err e = people_sign_in_password(a, db, &s, current);

	*outcome = s.outcome;
	if (e != OK || s.outcome != SIGN_IN_OK)
		return e;
	return db_tx_run(a, db, NULL, change, &w, NULL);
}

enum err
people_sessions_own(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select id, auth_time, last_seen, remote, here from xz.people_sessions_own()");
}

enum err
people_session_end_own(struct arena *a, struct db *db, int64_t id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_session_end_own($1) as ended", DB_I64(id));

	return e == OK && !row_bool(r, "ended") ? err_set(ERR_NOT_FOUND, "no session of theirs") : e;
}
