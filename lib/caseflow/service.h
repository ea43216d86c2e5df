/* service.h - private to lib/caseflow: the fields and checks of serving a paper (送达). */
#ifndef LIB_CASEFLOW_SERVICE_H
#define LIB_CASEFLOW_SERVICE_H
#include "lib/caseflow/case_priv.h"

#define SERVICE_FIELDS \
	{ .name = "method", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "service_method" }, \
	{ .name = "served_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE }, \
	{ .name = "announced_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE }, \
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 }, \
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 }, \
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 }, \
	{ .name = "waybill", .type = FIELD_LINE, .min = 2, .max = 60 }

ERR_CHECKED enum err service_prepare(struct act_move *m);
/* Electronic only with consent (行政处罚法 61); left in place with a witness; by announcement after its term. */
ERR_CHECKED enum err service_check(struct act_move *m, int32_t not_before);
/* The form serves at the public's door, by the consent of the track's party. */
ERR_CHECKED enum err service_at_door(struct act_move *m, bool *out);
/* The row of caseflow_service; document 0: the one just made. */
ERR_CHECKED enum err service_put(struct act_move *m, const char *what, int64_t document);
#endif
