/* answer.c - see answer.h. */
#include "cgi/common/answer.h"

#include <string.h>

#include "cgi/common/subject.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/web.h"

const char *
answer_path(struct req *r, const char *answer)
{
	size_t n = strcspn(answer, " ");
	const char *kind = arena_strndup(r->arena, answer, n), *ref = answer[n] == ' ' ? answer + n + 1 : "";
	const struct subject_kind *k = subject_kind(kind);
	const char *path = k != NULL ? k->path : str_eq(kind, "upload") ? "/desk/upload/" :
	    str_eq(kind, "request_run") ? "/desk/source/next?after=" : NULL;

	return path == NULL || *ref == '\0' ? "/desk/" :
	    arena_printf(r->arena, "%s%.*s", path, (int)strcspn(ref, " "), ref);
}

enum err
answer_done(struct req *r, const char *answer)
{
	return req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer), "notice.done"));
}
