/* service.h - private to lib/caseflow: the fields and checks of serving a paper (送达). */
#ifndef LIB_CASEFLOW_SERVICE_H
#define LIB_CASEFLOW_SERVICE_H
#include "lib/caseflow/case_priv.h"

#define SERVICE_FIELDS \
	{ "method", FIELD_CHOICE, FIELD_REQUIRED, 0, 0, "service_method", NULL }, \
	{ "served_on", FIELD_DAY, FIELD_REQUIRED | FIELD_NOT_FUTURE, 0, 0, NULL, NULL }, \
	{ "announced_on", FIELD_DAY, FIELD_NOT_FUTURE, 0, 0, NULL, NULL }, \
	{ "place", FIELD_LINE, FIELD_PERSONAL | FIELD_WIDE, 2, 200, NULL, NULL }, \
	{ "recipient", FIELD_LINE, FIELD_PERSONAL, 1, 60, NULL, NULL }, \
	{ "witness", FIELD_LINE, FIELD_PERSONAL, 1, 60, NULL, NULL }, \
	{ "waybill", FIELD_LINE, 0, 2, 60, NULL, NULL }

ERR_CHECKED enum err service_prepare(struct act_move *m);
/* Electronic only with consent (行政处罚法 61); left in place with a witness; by announcement after its term. */
ERR_CHECKED enum err service_check(struct act_move *m, int32_t not_before);
/* The row of caseflow_service; document 0: the one just made. */
ERR_CHECKED enum err service_put(struct act_move *m, const char *what, int64_t document);
#endif
