/* publication.h - the publisher's acts on a track: of their own, beside execution (18 of the foundations).
 *
 * All need the duty publisher in the case's agency (ERR_DENIED). */
#ifndef LIB_CASEFLOW_PUBLICATION_H
#define LIB_CASEFLOW_PUBLICATION_H
#include "lib/caseflow/caseflow.h"

struct caseflow_span_word {
	int64_t span;		/* 0: a new span, every occurrence of text in field */
	bool redact;
	const char *field, *text;
};
/* A person's word on each span.  Problem "not_in_text" when a new span's text is not there. */
ERR_CHECKED enum err caseflow_spans(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const struct caseflow_span_word *w, int n, struct problems *p, const char **answer);
/* ERR_STATE with a problem: not open, a span undecided, the decision revoked. */
ERR_CHECKED enum err caseflow_publish(struct arena *a, struct db *db, const struct act *act, struct ref track,
    struct problems *p, const char **answer);
ERR_CHECKED enum err caseflow_withhold(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *reason, struct problems *p, const char **answer);
/* Of a published decision that was revoked, changed or found illegal.  code: of law_code withdraw_reason
 * (problem "unknown" of withdraw_reason), all that the public is told; the reason is sealed in the file. */
ERR_CHECKED enum err caseflow_withdraw(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *code, const char *reason, struct problems *p, const char **answer);
#endif
