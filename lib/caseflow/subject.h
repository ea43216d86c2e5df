/* subject.h - private to lib/caseflow: the fields by which a form names a party, chosen
 * from the register or new to it. */
#ifndef LIB_CASEFLOW_SUBJECT_H
#define LIB_CASEFLOW_SUBJECT_H
#include "lib/caseflow/case_priv.h"
#include "lib/register/register.h"

#define SUBJECT_FIELDS \
	{ "subject", FIELD_REF, FIELD_WIDE, 0, 0, NULL, NULL }, \
	{ "new_kind", FIELD_CHOICE, 0, 0, 0, "subject_kind", NULL }, \
	{ "new_name", FIELD_LINE, FIELD_PERSONAL, 2, 150, NULL, NULL }, \
	{ "new_code", FIELD_LINE, FIELD_PERSONAL, 6, 18, NULL, NULL }, \
	{ "new_address", FIELD_LINE, FIELD_PERSONAL | FIELD_WIDE, 2, 200, NULL, NULL }

/* Options: the subject of the key. */
ERR_CHECKED enum err subject_prepare(struct act_move *m);
/* Exactly one way, kind and code fit; adds problems. */
ERR_CHECKED enum err subject_check(struct act_move *m, bool required);
/* The register row named, or a new one.  id 0: none was given. */
ERR_CHECKED enum err subject_take(struct act_move *m, struct register_subject *out);
/* Copies name, code and address of the day into caseflow_party (once a case). */
ERR_CHECKED enum err subject_party(struct act_move *m, int64_t subject_id, int64_t *party_id);
#endif
