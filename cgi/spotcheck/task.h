/* task.h - private to the pages of tasks: the form of a draft, and the preview. */
#ifndef CGI_SPOTCHECK_TASK_H
#define CGI_SPOTCHECK_TASK_H
#include "cgi/spotcheck/spotcheck.h"
#include "lib/spotcheck/task.h"

/* With the options of its fields; those of quotas and minima are what the draft's queries give now. */
ERR_CHECKED enum err spot_task_input(struct req *r, const struct spotcheck_task *t, struct input **out);
/* As if it had been typed. */
void spot_task_fill(struct req *r, struct input *in, const struct spotcheck_task *t);
/* What was typed, with the problems that need no look at the pools. */
void spot_task_take(struct req *r, const struct input *in, struct spotcheck_task *t);

/* The page of a task: of a draft what its pools would be now and what is wrong; else what was frozen. */
ERR_CHECKED enum err spot_task_page(struct req *r, int status, const struct spotcheck_task *t);
#endif
