/* disclosure.h - publication (公示): a draft at the decision, spans to redact proposed by rules and each
 * confirmed by a person, the copy the public reads byte for byte, withdrawal with a tombstone. */
#ifndef LIB_DISCLOSURE_DISCLOSURE_H
#define LIB_DISCLOSURE_DISCLOSURE_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

/* The draft of a decision with the spans its rules propose. */
ERR_CHECKED enum err disclosure_open(struct arena *a, struct db *db, int64_t decision);
/* The draft of the next version: what the result of this remedy left of the decision, and whose result it was. */
ERR_CHECKED enum err disclosure_open_anew(struct arena *a, struct db *db, int64_t decision, struct ref remedy);

struct disclosure_span {
	int64_t id;
	const char *field;	/* "facts" ... */
	int at, len;		/* code points of the draft's field */
	const char *text;	/* what stands there */
	const char *rule, *rule_name_zh, *rule_name_en;	/* NULL: marked by a person */
	const char *state;	/* proposed confirmed rejected */
};
struct disclosure_item {
	int64_t id, decision, track, case_id, agency;
	struct ref ref, decision_ref, track_ref, case_ref;
	int version;
	const char *state, *number, *outcome, *party_name;
	json_t *draft;		/* object of texts */
	struct disclosure_span *span;
	int span_n;
	bool revoked;		/* the decision fell, or was changed since this was drafted */
	struct {
		int64_t id;	/* 0: nothing is shown */
		int version;
		const char *sha256;
		bool overtaken;	/* to be withdrawn, or another version put in its place */
	} shown;		/* the version that the public reads; may be an older one */
	const char *sha256;	/* hex, NULL until published */
	const char *agency_name;
	struct ref agency_ref;
	const char *region, *party_code, *cause_name;
	bool natural_person;
	bool name_shown;	/* of a natural person: the field publishes it, on the page of the decision alone */
	int32_t decided_on;
};
/* The newest item of a track.  ERR_NOT_FOUND. */
ERR_CHECKED enum err disclosure_get(struct arena *a, struct db *db, struct ref track, struct disclosure_item *out);
/* name_zh name_en class_zh class_en source shown, of each channel of an item whose rule has a class for it; shown
 * false: in principle it is not published. */
struct db_rows;
ERR_CHECKED enum err disclosure_item_channels(struct arena *a, struct db *db, int64_t item,
    const struct db_rows **out);
/* A person's word on a span, or a span they add. */
ERR_CHECKED enum err disclosure_span_decide(struct arena *a, struct db *db, int64_t span, bool redact, int64_t by);
ERR_CHECKED enum err disclosure_span_add(struct arena *a, struct db *db, int64_t item, const char *field,
    int at, int len, int64_t by);
/* The draft with confirmed spans masked, as it would be published; spans by field and place, those that
 * overlap as one.  ERR_STATE: a span waits for a word. */
ERR_CHECKED enum err disclosure_text(struct arena *a, struct db *db, const struct disclosure_item *it,
    json_t **out);
/* Writes the copy for the public; gives H of the JSON (hex).  What was shown before stays as superseded, without its
 * content.  The caller moves the track. */
ERR_CHECKED enum err disclosure_publish(struct arena *a, struct db *db, const struct disclosure_item *it,
    int64_t by, int64_t now, const char **sha256_hex);
ERR_CHECKED enum err disclosure_withhold(struct arena *a, struct db *db, int64_t item, const char *reason, int64_t by);
/* Of the version that is shown.  Leaves a tombstone: number, times, a code (law_code withdraw_reason); no content.  The
 * reason stays inside. */
ERR_CHECKED enum err disclosure_withdraw(struct arena *a, struct db *db, const struct disclosure_item *it,
    const char *code, const char *reason, int64_t now);
#endif
