/* priv.h - private to lib/act: the stages of an act. */
#ifndef LIB_ACT_PRIV_H
#define LIB_ACT_PRIV_H
#include "lib/act/act.h"

/* One stage; the first error ends the act. */
typedef enum err (*act_stage)(struct act_move *m);
/* Stages up to the NULL, in their order. */
ERR_CHECKED enum err act_run(struct act_move *m, const act_stage *stages);

/* Everything an act stands on: actor, subject (locked first when it will write), the time, the procedure's row. */
ERR_CHECKED enum err act_begin(struct act_move *m, bool lock);
/* The stages between the check and the record, with the input that is in m. */
ERR_CHECKED enum err act_carry_out(struct act_move *m);
/* ERR_STATE: the procedure does not begin this in the state the subject is in. */
ERR_CHECKED enum err act_possible(struct act_move *m);
ERR_CHECKED enum err act_guards(struct act_move *m);
ERR_CHECKED enum err act_check(struct act_move *m);
/* The problems as they were before the act: a try that is done again begins with them. */
void act_problems_restore(struct problems *p, const struct problems *before);
/* The answer of an act: "<kind> REF". */
void act_answer(struct act_move *m);

/* step.c: the record */
ERR_CHECKED enum err act_payload(struct act_move *m, json_t **out);
ERR_CHECKED enum err act_step_put(struct act_move *m, const char *kind, json_t *payload);

/* paper.c */
ERR_CHECKED enum err act_paper_choose(struct act_move *m);
ERR_CHECKED enum err act_paper_draft(struct act_move *m);
ERR_CHECKED enum err act_paper_make(struct act_move *m);

/* cosign.c */
ERR_CHECKED enum err act_cosign_ask(struct act_move *m);

/* task.c */
ERR_CHECKED enum err act_tasks(struct act_move *m);
#endif
