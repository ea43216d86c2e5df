/* signin.h - private to the program that signs people in: its route tables, and what its pages share. */
#ifndef CGI_SIGNIN_H
#define CGI_SIGNIN_H
#include "lib/web/web.h"

/* Fills `since` and `since_at`: what happened to the account between the sign-in before this session's and it. */
ERR_CHECKED enum err me_view_since(struct req *r);

extern const struct route login_routes[], me_routes[], activate_routes[];
#endif
