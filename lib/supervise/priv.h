/* priv.h - private to lib/supervise: a matter as the subject of acts. */
#ifndef LIB_SUPERVISE_PRIV_H
#define LIB_SUPERVISE_PRIV_H
#include "lib/act/act.h"
#include "lib/supervise/supervise.h"

#define SUPERVISE_SUBJECT "supervision"
#define SUPERVISE_PROCEDURE "supervision"
#define SUPERVISE_VERSION 1	/* of its rows in procedure.csv */
#define SUPERVISE_TERM "supervise.report"
#define SUPERVISE_OBJECTION "supervise.objection"
#define SUPERVISE_WORDS 4000

/* act_move.own is a struct supervise_matter. */
static inline struct supervise_matter *
matter_of(const struct act_move *m)
{
	return m->own;
}

extern const struct act_kind supervise_kind;
/* register.c, steps.c, letter.c */
extern const struct act_step supervise_register_steps[], supervise_steps[], supervise_letter_steps[];
extern const struct act_guard supervise_guards[];

/* steps.c: options of all fields of the form that have a code table. */
ERR_CHECKED enum err supervise_codes(struct act_move *m);
/* Seals the words of a field into the record and notes them under its name; *side zero: nothing was typed. */
ERR_CHECKED enum err supervise_side(struct act_move *m, const char *field, struct ref *side);
/* The same, shown on the page as what was said at this step. */
ERR_CHECKED enum err supervise_say(struct act_move *m, const char *field);
#endif
