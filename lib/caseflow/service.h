/* service.h - private to lib/caseflow: serving a paper (送达) that is made and sealed already, and its receipt
 * (送达回证).  The act that records a service makes the receipt: its row of the procedure has that type.  `check` finds
 * the paper and looks at the form, `effect` says what the receipt holds, `after` keeps the service. */
#ifndef LIB_CASEFLOW_SERVICE_H
#define LIB_CASEFLOW_SERVICE_H
#include "lib/caseflow/case_priv.h"

#define SERVICE_FIELDS \
	{ .name = "method", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "service_method" }, \
	{ .name = "served_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE }, \
	{ .name = "announced_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE }, \
	{ .name = "announced_why", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 4, .max = 400 }, \
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 }, \
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 }, \
	{ .name = "refusal", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 }, \
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 }, \
	{ .name = "pictures", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 }, \
	{ .name = "waybill", .type = FIELD_LINE, .min = 2, .max = 60 }

ERR_CHECKED enum err service_prepare(struct act_move *m);

/* The paper the act serves, into case_move.served, on the party of the act's track, or the one given.  Problems of the
 * form as a whole: paper_none, paper_void, paper_unsealed, paper_served (on that party, its day). */
ERR_CHECKED enum err service_find(struct act_move *m, int64_t document, int64_t party);
/* The newest of the type on the act's track. */
ERR_CHECKED enum err service_find_newest(struct act_move *m, const char *type);

/* Electronic only with consent (行政处罚法 61); left in place with the reason and a witness or pictures
 * (民事诉讼法 89); by announcement after its term, with the reason and the course of it (95); never before
 * the paper was made. */
ERR_CHECKED enum err service_check(struct act_move *m);
/* The form serves at the public's door, by the consent of the party. */
ERR_CHECKED enum err service_at_door(struct act_move *m, bool *out);
/* Of the receipt: which paper, and who served it where the act is not the officers' (NULL: they did). */
void service_receipt(struct act_move *m, const char *server);
/* The row of caseflow_service, once the receipt is made. */
ERR_CHECKED enum err service_put(struct act_move *m, const char *what);
/* SQL: the paper d of a case is served by paper_serve on that day (a parameter): its kind is one that no other step
 * serves (code served_paper), or it took the place of a decision's that serve_decision serves no more. */
#define SERVED_BESIDE(day) \
	" (exists (select from xz.law_code c where c.kind = 'served_paper' and c.code = d.type" \
	"   and c.valid_from <= " day " and coalesce(c.valid_to, 'infinity') >= " day ")" \
	" or exists (select from xz.caseflow_track z join xz.caseflow_decision w on w.track_id = z.id" \
	"   where z.id = d.track_id and w.document_id = d.id and w.reissued_on is not null and z.state <> 'decided'))"
/* ref label, newest first: sealed papers of the case that are served by paper_serve, and were not served on every party
 * they are for. */
ERR_CHECKED enum err service_unserved(struct act_move *m, const struct db_rows **out);
/* Before a paper of the type is made: one on the same track that was never served is void. */
ERR_CHECKED enum err service_replace(struct act_move *m, const char *type);
#endif
