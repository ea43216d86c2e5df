/* act_page.c - see act_page.h. */
#include "cgi/common/act_page.h"

#include "cgi/common/answer.h"
#include "cgi/desk.h"
#include "lib/base/str.h"
#include "lib/web/web.h"

enum err
act_page_get(struct req *r, const struct act_page *p, void *doing)
{
	struct input *in;
	enum err e = p->begin(r, doing, &in);

	return e == OK ? p->render(r, 200, doing, in) : e;
}

enum err
act_page_post(struct req *r, const struct act_page *p, void *doing)
{
	const char *answer, *version = req_form(r, "_version", 10);
	struct act act = req_act(r);
	long long n;
	struct input *in;
	enum err e = p->begin(r, doing, &in);

	if ((e == ERR_STATE || e == ERR_NOT_FOUND) && db_act_answer(r->arena, r->db, &act, &answer) == OK)
		return answer_done(r, answer);
	if (e != OK)
		return e;
	if (!str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	req_input(r, in);
	if (r->problems.n > 0)
		return p->render(r, 422, doing, in);
	e = p->carry_out(r, doing, &act, (int32_t)n, in, &answer);
	if (e == OK)
		return answer_done(r, answer);
	if ((e == ERR_INPUT || e == ERR_STATE || e == ERR_CONFLICT) && r->problems.n > 0)
		return p->render(r, e == ERR_INPUT ? 422 : 409, doing, in);
	return e;
}
