/* draw.h - private to xiezhi verify-draw: a draw read from its files and played again by the plain rule
 * (trust.md 1).  It shares no code with the engine beyond SHA-256. */
#ifndef CMD_VERIFY_DRAW_H
#define CMD_VERIFY_DRAW_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;

enum vd_file { VD_OBJECTS, VD_OFFICERS, VD_AVOID, VD_ANNOUNCEMENT, VD_PLEDGES, VD_CONTRIBUTIONS, VD_RESULT,
    VD_SUBSTITUTIONS, VD_FILES };
extern const char *const vd_names[VD_FILES];

struct vd_part {
	char *bytes;		/* NULL: not there */
	size_t n;
	unsigned char sha[32];
};
struct vd_object {
	const char *id, *stratum;
	unsigned char score[32];
	bool used;		/* selected or put in for another */
};
struct vd_officer {
	const char *id, *unit;
	int load;
	unsigned char hash[32];	/* of the object in hand */
	bool barred;
};
struct vd_pair {
	const char *object, *officer;
};
struct vd_team {		/* of a selected object */
	const struct vd_object *object;
	int officer[64], n;
	char unassigned[160];
};

struct vd {
	struct arena *a;
	struct vd_part part[VD_FILES];
	const char *id;		/* as the address has it; NULL: as the announcement has it */
	json_t *ann, *result;
	struct vd_object *object;
	int objects;
	struct vd_officer *officer;
	int officers;
	struct vd_pair *avoid;
	int avoids;
	int size;
	struct vd_team *team;	/* in the order of processing; replacements behind */
	int teams, team_cap;
	struct vd_pair *gone;
	int gones;
	unsigned char secret[32], seed[32];
	bool failed;
};

/* One line of the report: "ok" or "FAIL" with what it is about. */
bool vd_ok(struct vd *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool vd_fail(struct vd *v, const char *file, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The log, audited from its files, and every file of the draw against its entries.  ERR_STATE: something does not fit,
 * and was said; else the log could not be looked at.  log: as fetch_open(); key: as fetch_log_keys(). */
ERR_CHECKED enum err vd_bound(struct vd *v, const char *log, const char *key);
/* Says of a file that is not the one of its log entry what can be told of the place: a digest alone tells none.  line:
 * of substitutions.jsonl, from 1; at: the time of the entry. */
void vd_where(struct vd *v, enum vd_file f, int line, int64_t at);

/* Each false: the first thing that does not fit was said. */
bool vd_read(struct vd *v);		/* announcement, pools, recusals, pledges, contributions */
bool vd_replay(struct vd *v);		/* secret, seed, selection, teams */
bool vd_substitutions(struct vd *v);

/* Text of a key, or NULL. */
const char *vd_text(const json_t *j, const char *key);
bool vd_hex_is(const unsigned char bytes[32], const char *hex);
/* Fields of the lines of a file.  False: said. */
bool vd_lines(struct vd *v, enum vd_file f, int fields, char ***out, int *n);
#endif
