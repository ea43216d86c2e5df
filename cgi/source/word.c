/* word.c - words that the portal's and the desk's pages of sources share. */
#include "cgi/source/source.h"
#include "lib/base/arena.h"

const char *
source_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "source.%s%s", prefix, word), NULL);
}
