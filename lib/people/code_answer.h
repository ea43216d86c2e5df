/* code_answer.h - xiezhi-signin's side of code.h. */
#ifndef LIB_PEOPLE_CODE_ANSWER_H
#define LIB_PEOPLE_CODE_ANSWER_H

struct arena;

/* To a question the answer, JSON both; NULL: it is none.  db: struct db of xz_signin, whose statements then carry the
 * token of the session that asks. */
const char *people_code_answer(struct arena *a, const char *question, void *db);
#endif
