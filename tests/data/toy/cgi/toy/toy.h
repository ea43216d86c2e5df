/* toy.h - the page of toys. */
#ifndef CGI_TOY_TOY_H
#define CGI_TOY_TOY_H
#include "lib/people/people.h"
#include "lib/web/web.h"

extern const struct route toy_routes[];
#endif
