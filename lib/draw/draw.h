/* draw.h - the draw itself, version xz-draw-1 (trust.md 1): who is visited, and by whom.  Pure: no store, no clock,
 * no chance but the secret it is given.
 *
 * Use: draw_new(), draw_stratum() for each, draw_officer() and draw_avoid() for all, draw_object() for each line of the
 * pool as it streams by, then draw_run().  Time O(pool log quota + quota officers), memory O(quota + officers +
 * recusals). */
#ifndef LIB_DRAW_DRAW_H
#define LIB_DRAW_DRAW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define DRAW_ID_MAX 64		/* bytes of an object-id, an officer-id, a name */
#define DRAW_VALUE_MAX 256	/* bytes of a contribution */
#define DRAW_TEAM_MAX 64

struct arena;

/* H("xz-draw-1 commit\n" || secret). */
void draw_commitment(const unsigned char secret[32], unsigned char out[32]);
/* H("xz-draw-1 seed\n" || secret || H(announcement) || H(contributions)). */
void draw_seed(const unsigned char secret[32], const unsigned char announcement[32],
    const unsigned char contributions[32], unsigned char out[32]);
/* H(name || "\n" || value): a witness's pledge. */
void draw_pledge(const char *name, const void *value, size_t n, unsigned char out[32]);
/* A field of the published files: 1 to max bytes of UTF-8, none below 0x20. */
bool draw_field_ok(const char *s, size_t n, size_t max);

struct draw;
struct draw_pick {
	const char *object, *stratum;
	unsigned char score[32];
	const char **team;		/* officer-ids, in the order they were ranked */
	int team_n;
	const char *unassigned;		/* NULL, "size" or "unit <unit>" */
};

/* team_size >= 1. */
struct draw *draw_new(struct arena *a, const unsigned char seed[32], int team_size);
/* Before any object; `reserve` more of it are kept in order for replacements.  ERR_INPUT: twice, or negative. */
ERR_CHECKED enum err draw_stratum(struct draw *d, const char *key, int quota, int reserve);
/* At least `min` of a team are of this unit.  ERR_INPUT: twice, or the minima exceed the team. */
ERR_CHECKED enum err draw_unit(struct draw *d, const char *unit, int min);
/* ERR_INPUT: twice, or not a field. */
ERR_CHECKED enum err draw_officer(struct draw *d, const char *id, const char *unit);
/* Recusals in bytewise order of object and officer, as the file has them.  ERR_INPUT: out of order, unknown officer. */
ERR_CHECKED enum err draw_avoid(struct draw *d, const char *object, const char *officer);
/* ERR_INPUT: no such stratum, or not a field. */
ERR_CHECKED enum err draw_object(struct draw *d, const char *stratum, const char *object);
/* Selects and makes the teams.  ERR_INPUT: a pool smaller than its quota. */
ERR_CHECKED enum err draw_run(struct draw *d);

/* After draw_run(), in the order of processing. */
const struct draw_pick *draw_picks(const struct draw *d, int *n);

/* ---- replacements, played again in their order on a draw that has run (trust.md 1, Substitution) */

/* The object with the next smallest score of the stratum of `out` takes its place; its team follows from the loads
 * so far.  *in NULL: nobody is left.  ERR_NOT_FOUND: `out` is not selected now. ERR_INPUT: reserve used up though the
 * pool is not (draw_stratum was given too little). */
ERR_CHECKED enum err draw_replace_object(struct draw *d, const char *out, const struct draw_pick **in);
/* Another officer takes the place of `out` in the team of the object.  *in NULL: nobody is left, the team shrinks.
 * ERR_NOT_FOUND: no such object or officer there. */
ERR_CHECKED enum err draw_replace_officer(struct draw *d, const char *object, const char *out, const char **in,
    const struct draw_pick **pick);
#endif
