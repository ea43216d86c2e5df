/* assemble.h - a program as it runs: its own boundary (cgi/<program>.c) and what the rows of the modules give it. */
#ifndef CGI_ASSEMBLE_H
#define CGI_ASSEMBLE_H
#include "lib/web/web.h"

/* xz_program with all of its route tables and template folders; its start() goes through the rows too. */
const struct program *assemble_program(struct arena *a);
#endif
