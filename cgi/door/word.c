/* word.c - words that the portal's and the desk's pages of the door share. */
#include "cgi/door/door.h"
#include "lib/base/arena.h"

const char *const door_sorts[] = { "defence", "hearing", "instalments", "recusal", "consent", "withdrawal", "file",
    NULL };

const char *
door_word(struct req *r, const char *prefix, const char *word)
{
	char *key = arena_strdup(r->arena, arena_printf(r->arena, "%s%s", prefix, word)), *p;

	for (p = key; *p != '\0'; p++)
		if (*p == '.')
			*p = '_';
	return view_msg(r, arena_printf(r->arena, "door.%s", key), NULL);
}
