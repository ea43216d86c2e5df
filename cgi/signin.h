/* signin.h - private to the program that signs people in: its route tables. */
#ifndef CGI_SIGNIN_H
#define CGI_SIGNIN_H
#include "lib/web/web.h"

extern const struct route login_routes[], me_routes[], activate_routes[];
#endif
