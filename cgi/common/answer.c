/* answer.c - see answer.h. */
#include "cgi/common/answer.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/web/web.h"

const char *
answer_path(struct req *r, const char *answer)
{
	static const struct {
		const char *kind, *path;
	} places[] = { { "case ", "/desk/cases/" }, { "inspection ", "/desk/inspections/" },
	    { "upload ", "/desk/upload/" } };
	size_t i, n;

	for (i = 0; i < sizeof(places) / sizeof(*places); i++) {
		n = strlen(places[i].kind);
		if (strncmp(answer, places[i].kind, n) == 0)
			return arena_printf(r->arena, "%s%.*s", places[i].path,
			    (int)strcspn(answer + n, " "), answer + n);
	}
	return "/desk/";
}
