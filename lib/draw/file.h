/* file.h - the published files of a draw, to the byte (trust.md 1).  Pure. */
#ifndef LIB_DRAW_FILE_H
#define LIB_DRAW_FILE_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/str.h"
#include "lib/draw/draw.h"

struct draw_stratum_row {
	const char *key, *name;
	int64_t pool, quota;
};
struct draw_unit_row {
	const char *unit;
	int min;
};
struct draw_announcement {
	const char *draw_id, *title, *agency;
	int64_t announced_at, reveal_by;	/* us */
	const struct draw_stratum_row *stratum;	/* bytewise by key */
	int stratum_n;
	int team_size;
	const struct draw_unit_row *unit;
	int unit_n;
	unsigned char objects[32], officers[32], avoid[32];	/* digests of the files */
	bool after_visits;
	int64_t publish_by;			/* with after_visits */
	const char *contributions;		/* "witness", "beacon" or "none" */
	bool pledges;
	const char *beacon;			/* which future value; NULL without */
	unsigned char commitment[32];
};
/* What makes it invalid, as a word: NULL when it is well-formed.  "id", "title", "times", "strata", "quota", "team",
 * "beacon", "publish_by". */
const char *draw_announcement_fault(const struct draw_announcement *n);
/* announcement.json. */
const char *draw_announcement_json(struct arena *a, const struct draw_announcement *n);

/* One line each, with its LF. */
void draw_object_line(struct str *s, const char *stratum, const char *object);
void draw_officer_line(struct str *s, const char *id, const char *unit);
void draw_avoid_line(struct str *s, const char *object, const char *officer);
void draw_pledge_line(struct str *s, int n, const char *name, const unsigned char pledge[32]);
void draw_value_line(struct str *s, int n, const char *name, const void *value, size_t value_n);
/* contributions.tsv of a public value: 1 TAB beacon:NAME TAB hex(value). */
void draw_beacon_line(struct str *s, const char *beacon, const char *value);

struct draw_result {
	const char *draw_id;
	unsigned char announcement[32], contributions[32];	/* digests of the files */
	unsigned char secret[32], seed[32];
	const struct draw_pick *pick;
	int pick_n;
	int64_t drawn_at;
};
const char *draw_result_json(struct arena *a, const struct draw_result *r);

struct draw_substitution {
	int n;
	bool officer;				/* else an object */
	const char *object, *out, *in;		/* in NULL: nobody is left */
	const char *const *team;
	int team_n;
	const char *reason;			/* dissolved moved recused unfit */
	int64_t at;
};
/* One line of substitutions.jsonl, without LF. */
const char *draw_substitution_line(struct arena *a, const struct draw_substitution *s);
#endif
