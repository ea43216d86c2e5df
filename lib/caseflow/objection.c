/* objection.c - see objection.h. */
#include "lib/caseflow/objection.h"

#include "lib/base/arena.h"
#include "lib/review/review.h"

static const char *
answer_name(struct act_move *m, int n)
{
	return arena_printf(m->p != NULL ? m->p->arena : m->a, "answer%d", n);
}

/* Points 1 to REVIEW_POINTS of the opinion that gave the last report back; request 0: none did. */
static enum err
objected(struct act_move *m, int64_t *request, bool points[REVIEW_POINTS])
{
	const struct db_rows *rows;
	int i;
	enum err e = review_objections(m->a, m->db, case_of(m)->id, case_of(m)->reported_version, &rows);

	*request = 0;
	for (i = 0; i < REVIEW_POINTS; i++)
		points[i] = false;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		*request = row_i64(db_at(rows, i), "request_id");
		points[row_i32(db_at(rows, i), "n") - 1] = true;
	}
	return e;
}

enum err
objection_prepare(struct act_move *m)
{
	bool points[REVIEW_POINTS];
	int64_t request;
	int i;
	enum err e = objected(m, &request, points);

	for (i = 0; e == OK && i < REVIEW_POINTS; i++)
		if (!points[i])
			input_leave_out(m->in, answer_name(m, i + 1));
	return e;
}

enum err
objection_check(struct act_move *m)
{
	bool points[REVIEW_POINTS];
	int64_t request;
	int i;
	enum err e = objected(m, &request, points);

	for (i = 0; e == OK && i < REVIEW_POINTS; i++)
		if (points[i] && !input_given(m->in, answer_name(m, i + 1)))
			act_problem(m, answer_name(m, i + 1), "required", NULL);
	return e;
}

enum err
objection_apply(struct act_move *m, int version)
{
	bool points[REVIEW_POINTS];
	int64_t request;
	int i;
	enum err e = objected(m, &request, points);

	for (i = 0; e == OK && i < REVIEW_POINTS; i++)
		if (points[i])
			e = review_answer_put(m->a, m->db, &(struct review_answer){ .request = request, .n = i + 1,
			    .version = version, .text = input_text(m->in, answer_name(m, i + 1)), .by = m->requester,
			    .at = m->now });
	return e;
}
