/* paper.h - the article of a paper's page as PDF, set by xiezhi-paper (cmd/paper/paper.h says how). */
#ifndef LIB_PAPER_PAPER_H
#define LIB_PAPER_PAPER_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct program_keys;

/* Where the program is installed (module_start of cgi/modules.h); or its path. */
void paper_start(struct arena *a, const struct conf *c, const struct program_keys *k);
void paper_use(const char *program);
/* The same title, time and article give the same bytes.  ERR_IO: the program failed, or refused the article. */
ERR_CHECKED enum err paper_pdf(struct arena *a, const char *title, int64_t made_at, const char *article,
    const void **pdf, size_t *n);
#endif
