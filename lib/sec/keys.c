/* keys.c - see keys.h. */
#include "lib/sec/keys.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define NOWHERE SIZE_MAX

enum kind { SEALING, ED25519, SM2 };

/* "xiezhi ...": the operator's program, for that command alone.  The portal is in no row. */
static const struct key {
	const char *file;
	enum kind kind;
	size_t at;			/* in struct program_keys; NOWHERE: made, and nobody's yet */
	const char *programs[6];	/* NULL-ended */
} keys[] = {
	{ "form.key", SEALING, offsetof(struct program_keys, form), { "desk", "slow" } },
	{ "signin.key", SEALING, offsetof(struct program_keys, form), { "signin" } },
	{ "otp.key", SEALING, offsetof(struct program_keys, otp),
	    { "signin", "xiezhi first-accounts", "xiezhi demo" } },
	{ "draw.key", SEALING, offsetof(struct program_keys, draw), { "desk", "xiezhi draw", "xiezhi demo" } },
	{ "identity.key", SEALING, offsetof(struct program_keys, identity),
	    { "desk", "slow", "xiezhi draw", "xiezhi demo", "xiezhi import" } },
	{ "evidence.key", SEALING, offsetof(struct program_keys, evidence), { "slow", "xiezhi scrub", "xiezhi demo" } },
	{ "code-ed25519.pem", ED25519, offsetof(struct program_keys, code_ed25519), { "desk", "xiezhi demo" } },
	{ "code-sm2.pem", SM2, offsetof(struct program_keys, code_sm2), { "desk", "xiezhi demo" } },
	{ "intake-sm2.pem", SM2, offsetof(struct program_keys, intake_sm2),
	    { "desk", "xiezhi migrate", "xiezhi demo" } },
	{ "exchange-sm2.pem", SM2, offsetof(struct program_keys, exchange_sm2), { "exchange", "xiezhi migrate" } },
	{ "courier-sm2.pem", SM2, offsetof(struct program_keys, courier_sm2), { "courier", "xiezhi migrate" } },
	{ "spool-sm2.pem", SM2, offsetof(struct program_keys, spool_sm2), { "slow", "xiezhi migrate", "xiezhi demo" } },
	{ "log-ed25519.pem", ED25519, offsetof(struct program_keys, log_ed25519), { "daemon" } },
	{ "log-sm2.pem", SM2, offsetof(struct program_keys, log_sm2), { "daemon" } },
	{ "file-sm2.pem", SM2, NOWHERE, { NULL } },
};
#define KEYS (sizeof(keys) / sizeof(*keys))

static bool
has(const char *program, const struct key *k)
{
	size_t i;

	for (i = 0; k->programs[i] != NULL; i++)
		if (str_eq(k->programs[i], program))
			return true;
	return false;
}

static enum err
load(struct arena *a, const char *path, const struct key *k, struct program_keys *out)
{
	void *at = (char *)out + k->at;
	struct seal_key *sealing = NULL;
	struct sign_key *signing = NULL;
	enum err e;

	if (k->kind == SEALING) {
		e = seal_key_load(a, path, &sealing);
		*(const struct seal_key **)at = sealing;
	} else {
		e = sign_key_load(a, path, &signing);
		*(const struct sign_key **)at = signing;
	}
	return e;
}

static enum err
load_all(struct arena *a, const char *program, const char *folder, bool need, struct program_keys *out)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < KEYS; i++) {
		const char *path = arena_printf(a, "%s/%s", folder, keys[i].file);

		if (keys[i].at == NOWHERE || !has(program, &keys[i]) ||
		    (!need && access(path, F_OK) != 0 && errno == ENOENT))
			continue;
		e = load(a, path, &keys[i], out);
	}
	return e;
}

enum err
program_keys_open(struct arena *a, const char *program, const char *folder, struct program_keys *out)
{
	*out = (struct program_keys){ NULL };
	return folder != NULL ? load_all(a, program, folder, false, out) : OK;
}

enum err
program_keys_need(struct arena *a, const char *program, const char *folder, struct program_keys *out)
{
	*out = (struct program_keys){ NULL };
	if (folder == NULL)
		return err_set(ERR_INPUT, "the configuration names no keys folder");
	return load_all(a, program, folder, true, out);
}

enum err
program_keys_make(struct arena *a, const char *folder)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < KEYS; i++) {
		const char *path = arena_printf(a, "%s/%s", folder, keys[i].file);

		e = keys[i].kind == SEALING ? seal_key_make(path) :
		    sign_key_make(path, keys[i].kind == ED25519 ? SIGN_ED25519 : SIGN_SM2);
	}
	return e;
}
