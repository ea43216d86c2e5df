/* secret.c - see secret.h. */
#include "lib/people/secret.h"

#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

static const struct seal_key *otp, *form;

void
people_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	otp = k->otp;
	form = k->form;
}

enum err
people_otp_key(const struct seal_key **out)
{
	*out = otp;
	return otp != NULL ? OK : err_set(ERR_IO, "no key otp: no one-time codes here");
}

enum err
people_form_key(const struct seal_key **out)
{
	*out = form;
	return form != NULL ? OK : err_set(ERR_IO, "no key form: nobody signs in here");
}

enum err
people_form_seal(struct arena *a, const char *purpose, const void *bytes, size_t n, const char **out)
{
	const struct seal_key *k;
	unsigned char *sealed;
	size_t sealed_n;
	enum err e = people_form_key(&k);

	if (e != OK)
		return e;
	seal(a, k, purpose, bytes, n, &sealed, &sealed_n);
	*out = base64url_encode(a, sealed, sealed_n);
	return OK;
}

enum err
people_form_open(struct arena *a, const char *purpose, const char *text, unsigned char **out, size_t *n)
{
	const struct seal_key *k;
	unsigned char *sealed;
	size_t sealed_n;
	enum err e = people_form_key(&k);

	if (e != OK)
		return e;
	if (text == NULL || !base64url_decode(a, text, &sealed, &sealed_n))
		return err_set(ERR_INPUT, "%s: not ours", purpose);
	return unseal(a, k, purpose, sealed, sealed_n, out, n);
}
