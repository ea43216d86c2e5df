/* signin.h - private to the program that signs people in: its route tables, and what its pages share. */
#ifndef CGI_SIGNIN_H
#define CGI_SIGNIN_H
#include "lib/people/passkey.h"
#include "lib/web/web.h"

/* Fills `since` and `since_at`: what happened to the account between the sign-in before this session's and it. */
ERR_CHECKED enum err me_view_since(struct req *r);

/* Fills me.passkeys of who is signed in. */
ERR_CHECKED enum err me_view_passkeys(struct req *r);
/* What the page's script put into its form. */
struct people_passkey_answer passkey_answer(const struct req *r);
/* For the script: to whom, with which keys (ids), the challenge; nothing where no passkey may be used. */
void passkey_view(struct req *r, const struct people_pass *p, const char *ids);

extern const struct route login_routes[], me_routes[], passkey_routes[], activate_routes[];
#endif
