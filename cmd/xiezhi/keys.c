/* keys.c - xiezhi keys: makes the key files that are missing, never touching one that is there. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/sec/sec.h"

/* form: hidden fields; otp: secrets of one-time codes; identity: citizens' numbers and sealed text;
 * evidence: files; draw: secrets of draws between announcement and draw. */
static const char *const seals[] = { "form", "otp", "identity", "evidence", "draw" };
static const struct {
	const char *name;
	enum sign_kind kind;
} signers[] = {
	{ "log-ed25519", SIGN_ED25519 }, { "log-sm2", SIGN_SM2 }, { "file-sm2", SIGN_SM2 },
	{ "code-ed25519", SIGN_ED25519 }, { "code-sm2", SIGN_SM2 },	/* inspection codes */
};

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	const char *folder;
	enum err e = OK;
	size_t i;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!cmd_conf(a, argv[0], &conf))
		return 2;
	folder = conf_text(conf, "keys", NULL);
	if (folder == NULL)
		return cmd_fail(argv[0], "the configuration names no keys folder");
	if (mkdir(folder, 0711) != 0 && errno != EEXIST)
		return cmd_fail(argv[0], "%s: %s", folder, strerror(errno));
	for (i = 0; e == OK && i < sizeof(seals) / sizeof(*seals); i++)
		e = seal_key_make(arena_printf(a, "%s/%s.key", folder, seals[i]));
	for (i = 0; e == OK && i < sizeof(signers) / sizeof(*signers); i++)
		e = sign_key_make(arena_printf(a, "%s/%s.pem", folder, signers[i].name), signers[i].kind);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

int
cmd_keys(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
