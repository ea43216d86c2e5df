/* accounts.c - xiezhi first-accounts: the three administrators of a store that starts empty,
 * with random passwords, told once in a file only its owner can read. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"
#include "lib/sec/sec.h"

static const struct {
	const char *username, *name;
} first[] = {
	{ "sysadmin", "系统管理员" }, { "secadmin", "安全管理员" }, { "auditadmin", "审计管理员" },
};

struct making {
	const char *path;
};

static enum err
make_one(struct arena *a, struct db *db, int64_t by, size_t i, struct str *out)
{
	struct people_account_new n = { .username = first[i].username, .display_name = first[i].name };
	const char *password = people_password_random(a);
	unsigned char secret[TOTP_SECRET_SIZE];
	int64_t id;
	enum err e = people_account_add(a, db, &n, &id);

	random_bytes(secret, sizeof(secret));
	if (e == OK)
		e = people_password_set(a, db, id, password);
	if (e == OK)
		e = people_totp_set(a, db, id, secret, sizeof(secret));
	if (e == OK)
		e = people_duty_grant(a, db, id, first[i].username, DAY_NONE, by);
	if (e == OK)
		e = people_audit(a, db, by, "account.made", first[i].username, NULL, NULL, "");
	str_printf(out, "%s,%s,%s,%s,\n", first[i].username, password,
	    base32_encode(a, secret, sizeof(secret)), first[i].username);
	wipe(secret, sizeof(secret));
	return e;
}

static enum err
write_file(struct arena *a, const char *path, const struct str *text)
{
	const char *temporary = arena_printf(a, "%s.new", path);
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok;

	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", temporary, strerror(errno));
	ok = fchmod(fd, 0600) == 0 && write(fd, text->s, text->len) == (ssize_t)text->len && fsync(fd) == 0;
	if (close(fd) != 0 || !ok || rename(temporary, path) != 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return OK;
}

/* The file is there before the accounts are: a start killed between the two begins anew. */
static enum err
make(struct arena *a, struct db *db, void *ctx)
{
	const struct making *m = ctx;
	struct str out;
	int64_t by;
	size_t i;
	enum err e = people_service(a, db, "xz-cli", &by);

	str_init(&out, a);
	str_add(&out, "username,password,totp_secret,duties,agency\n");
	for (i = 0; e == OK && i < sizeof(first) / sizeof(*first); i++)
		e = make_one(a, db, by, i, &out);
	return e == OK ? write_file(a, m->path, &out) : e;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct making m;
	struct conf *conf;
	struct db *db;
	bool held;
	enum err e;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	m.path = arena_printf(a, "%s/first-accounts.csv", conf_text(conf, "state", "."));
	e = people_duty_held(a, db, "sysadmin", &held);
	if (e == OK && held && access(m.path, F_OK) == 0)
		return 0;
	if (e == OK && held)
		return cmd_fail(argv[0], "the store has a system administrator already");
	if (e == OK)
		e = cmd_start(a, argv[0], conf);
	if (e == OK)
		e = db_tx_run(a, db, NULL, make, &m, NULL);
	if (e == OK)
		(void)printf("%s\n", m.path);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

int
cmd_first_accounts(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
