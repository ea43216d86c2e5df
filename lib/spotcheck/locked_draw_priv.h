/* locked_draw_priv.h - private to lib/spotcheck: a draw in hand inside a transaction. */
#ifndef LIB_SPOTCHECK_LOCKED_DRAW_PRIV_H
#define LIB_SPOTCHECK_LOCKED_DRAW_PRIV_H
#include <jansson.h>

#include "lib/draw/draw.h"
#include "lib/spotcheck/ceremony.h"

struct db_row;

/* One act on one draw.  The problems of a try that is done again are taken back. */
struct spot_move {
	struct arena *a;
	struct db *db;
	const struct act *act;
	const char *draw_id;
	struct problems *p;
	struct spotcheck_draw d;	/* locked */
	int64_t now;
	void *with;
};
typedef enum err (*spot_fn)(struct spot_move *m);
/* Runs fn in a transaction with the draw's row locked.  ERR_DENIED: the actor may not (keeper.h). */
ERR_CHECKED enum err spot_do(struct spot_move *m, struct arena *a, spot_fn fn, const char **answer);
/* The same of what is due by itself: the daemon's.  m->p is NULL. */
ERR_CHECKED enum err spot_do_due(struct spot_move *m, struct arena *a, spot_fn fn);
/* Reads only: officers of a visit may not change the draw. */
ERR_CHECKED enum err spot_look(struct spot_move *m);
/* Adds a problem to the form and gives e. */
enum err spot_refuse(struct spot_move *m, enum err e, const char *field, const char *code, const char *arg);
/* ERR_STATE with "draw_state" unless the state is one of the two. */
ERR_CHECKED enum err spot_need(struct spot_move *m, const char *state, const char *other);
/* ERR_STATE with "draw_late" after reveal_by. */
ERR_CHECKED enum err spot_in_time(struct spot_move *m);

/* A file of the draw, published at once or kept sealed; an event of the log with its digest unless kind is NULL.
 * An existing file is replaced: only substitutions.jsonl ever is. */
ERR_CHECKED enum err spot_file(struct spot_move *m, const char *name, const char *text, size_t n, bool open,
    const char *kind);
ERR_CHECKED enum err spot_file_get(struct spot_move *m, const char *name, const char **text, unsigned char sha[32]);
ERR_CHECKED enum err spot_log(struct spot_move *m, const char *kind, const unsigned char digest[32]);
/* A step of the draw's chain, opened when there is none; takes the payload's reference. */
ERR_CHECKED enum err spot_step(struct spot_move *m, const char *kind, json_t *payload, int *seq);

/* The secret of a draw, opened and held against its commitment.  ERR_STATE "draw_secret": it cannot be. */
ERR_CHECKED enum err spot_secret_open(struct spot_move *m, unsigned char secret[32]);

/* The draw of the announced files, run.  reserve: how many more of a stratum are kept in order.  ERR_STATE
 * "draw_pools": a file is not the one whose digest was announced. */
ERR_CHECKED enum err spot_play(struct spot_move *m, const unsigned char seed[32], int reserve, struct draw **out);
/* The alert of late visits ends when none is open any more. */
ERR_CHECKED enum err spot_visits_in(struct spot_move *m);
/* A visit with its officers and their tasks. */
ERR_CHECKED enum err spot_visit_open(struct spot_move *m, const char *object, const char *const *team,
    int team_n, bool direct);
#endif
