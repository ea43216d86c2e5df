/* subject.h - private to lib/caseflow: the fields by which a form names a party, chosen
 * from the register or new to it. */
#ifndef LIB_CASEFLOW_SUBJECT_H
#define LIB_CASEFLOW_SUBJECT_H
#include "lib/caseflow/case_priv.h"
#include "lib/register/register.h"

#define SUBJECT_FIELDS \
	{ .name = "subject", .type = FIELD_REF, .flags = FIELD_WIDE }, \
	{ .name = "new_kind", .type = FIELD_CHOICE, .codes = "subject_kind" }, \
	{ .name = "new_name", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 150 }, \
	{ .name = "new_code", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_CODE, .min = 6, .max = 18 }, \
	{ .name = "new_address", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 }

/* Options: the subject of the key. */
ERR_CHECKED enum err subject_prepare(struct act_move *m);
/* Exactly one way, kind and code fit; adds problems. */
ERR_CHECKED enum err subject_check(struct act_move *m, bool required);
/* The register row named, or a new one.  id 0: none was given. */
ERR_CHECKED enum err subject_take(struct act_move *m, struct register_subject *out);
/* Copies name, code and address of the day into caseflow_party (once a case). */
ERR_CHECKED enum err subject_party(struct act_move *m, int64_t subject_id, int64_t *party_id);
#endif
