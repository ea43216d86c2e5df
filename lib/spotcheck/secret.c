/* secret.c - see secret.h. */
#include "lib/spotcheck/secret.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

static const struct seal_key *draw_key;

void
spotcheck_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	draw_key = k->draw;
}

/* Sealed for one draw: the secret of another cannot be put in its place. */
static const char *
purpose(struct arena *a, const char *draw_id)
{
	return arena_printf(a, "draw-secret %s", draw_id);
}

enum err
spotcheck_secret_seal(struct arena *a, const char *draw_id, const unsigned char secret[32],
    unsigned char **out, size_t *n)
{
	if (draw_key == NULL)
		return err_set(ERR_IO, "no key to seal the secrets of draws");
	seal(a, draw_key, purpose(a, draw_id), secret, 32, out, n);
	return OK;
}

enum err
spotcheck_secret_open(struct arena *a, const char *draw_id, const void *sealed, size_t n, unsigned char secret[32])
{
	unsigned char *plain;
	size_t plain_n;

	if (draw_key == NULL)
		return err_set(ERR_IO, "no key to open the secrets of draws");
	if (unseal(a, draw_key, purpose(a, draw_id), sealed, n, &plain, &plain_n) != OK)
		return err_set(ERR_STATE, "the secret of draw %s cannot be unsealed", draw_id);
	if (plain_n == 32)
		memcpy(secret, plain, 32);
	wipe(plain, plain_n);
	return plain_n == 32 ? OK : err_set(ERR_STATE, "the secret of draw %s has %zu bytes", draw_id, plain_n);
}
