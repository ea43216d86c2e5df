/* review.h - reviews of a case (法制审核, 案件审核): which applies by criteria held as data, the points,
 * the six opinions (行政处罚法 58; 程序规定 50-55).  Knows nothing of states: caseflow moves the case. */
#ifndef LIB_REVIEW_REVIEW_H
#define LIB_REVIEW_REVIEW_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

#define REVIEW_POINTS 8

struct review_need {
	bool legal;			/* legal review applies */
	bool deliberate;		/* and collective discussion must follow (程序规定 60) */
	int limb;			/* 1, 3 or 4; 0 none */
	json_t *why;			/* array of {"limb","note","source","party","amount_fen"} */
};
/* Compares the report's proposals (penalties of stage "report" and version) with the criteria of the day. */
ERR_CHECKED enum err review_needed(struct arena *a, struct db *db, int64_t case_id, int version,
    int32_t day, bool declared_major, struct review_need *out);

struct review_new {
	int64_t case_id, track_id;	/* track 0: the whole report */
	int version;
	bool legal;
	int limb;
	const json_t *why;
	const unsigned char *content_sha256;
	int64_t by, at;
};
ERR_CHECKED enum err review_open(struct arena *a, struct db *db, const struct review_new *n);

struct review_request {
	int64_t id;
	struct ref ref;
	bool legal;
	int limb;
	int64_t reviewer;		/* 0: nobody took it yet */
	bool returned;			/* was returned as incomplete once */
	int version;
};
/* The open request of the case (track 0) or of the track.  ERR_NOT_FOUND. */
ERR_CHECKED enum err review_find(struct arena *a, struct db *db, int64_t case_id, int64_t track_id,
    struct review_request *out);
/* Once, with the whole list of what is missing. */
ERR_CHECKED enum err review_return(struct arena *a, struct db *db, int64_t id, int64_t by, const char *list);
ERR_CHECKED enum err review_call_in(struct arena *a, struct db *db, int64_t id, int64_t by, const char *reason,
    int64_t at);
struct review_verdict {
	const char *opinion;		/* agree correct supplement not_established transfer out_of_power */
	const char *text;
	bool ok[REVIEW_POINTS];
	const char *note[REVIEW_POINTS];
};
/* Points of the opinion that gave this version of the report back: request_id n note; none where none did. */
ERR_CHECKED enum err review_objections(struct arena *a, struct db *db, int64_t case_id, int version,
    const struct db_rows **out);
struct review_answer {
	int64_t request;
	int n, version;			/* the point; the report it comes with */
	const char *text;
	int64_t by, at;
};
ERR_CHECKED enum err review_answer_put(struct arena *a, struct db *db, const struct review_answer *x);
ERR_CHECKED enum err review_opine(struct arena *a, struct db *db, int64_t id, int64_t by,
    const struct review_verdict *v, int64_t at);
/* Open requests of the case end without an opinion: what they looked at has changed. */
ERR_CHECKED enum err review_lapse(struct arena *a, struct db *db, int64_t case_id);
#endif
