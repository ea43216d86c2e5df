/* secret.c - see secret.h. */
#include "lib/people/secret.h"

#include <stddef.h>

#include "lib/sec/keys.h"

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
