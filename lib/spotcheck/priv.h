/* priv.h - private to lib/spotcheck: draws and their visits in an act, and what these share. */
#ifndef LIB_SPOTCHECK_PRIV_H
#define LIB_SPOTCHECK_PRIV_H
#include "lib/act/act.h"
#include "lib/draw/draw.h"
#include "lib/draw/file.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/visit.h"

#define SPOT_PROCEDURE "draw"
#define SPOT_VERSION 1		/* of its rows in procedure.csv */
#define SPOT_VISIT_PROCEDURE "visit"
#define SPOT_VISIT_VERSION 1

struct spot_own {		/* act_move.own */
	struct spotcheck_draw d;
	int32_t version;
	bool lapse_seen;
	struct spotcheck_visit v;	/* of an act on a visit */
};
static inline struct spotcheck_draw *
spot_of(const struct act_move *m)
{
	return &((struct spot_own *)m->own)->d;
}

static inline struct spotcheck_visit *
spot_visit_of(const struct act_move *m)
{
	return &((struct spot_own *)m->own)->v;
}

struct spot_visiting {		/* act_move.with of a person's act on a visit */
	const struct spotcheck_signing *sign;
	const struct spotcheck_settling *settle;	/* by an inspection of its own; NULL: by its team */
	const struct spotcheck_clue *clue;
};
static inline const struct spot_visiting *
spot_visiting(const struct act_move *m)
{
	return m->with;
}

extern const struct act_kind spot_draw_kind, spot_visit_kind;
extern const struct act_step spot_draw_steps[], spot_visit_steps[];

/* kind.c: one act of a person, in a transaction of its own. */
struct spot_doing {
	const char *draw_id, *action;
	void *with;			/* act_move.with */
	struct problems *problems;
	const char **answer;		/* NULL: nobody asks */
};
ERR_CHECKED enum err spot_do(struct arena *a, struct db *db, const struct act *act, const struct spot_doing *d);

/* ---- steps, in the files named */

ERR_CHECKED enum err spot_in_time(struct act_move *m);			/* check: ERR_STATE "draw_late" */
ERR_CHECKED enum err spot_freeze(struct act_move *m);			/* announcement.c */
ERR_CHECKED enum err spot_announce(struct act_move *m);
ERR_CHECKED enum err spot_joinable(struct act_move *m);			/* witness.c */
ERR_CHECKED enum err spot_links(struct act_move *m);
ERR_CHECKED enum err spot_wall(struct act_move *m);
ERR_CHECKED enum err spot_pledging_check(struct act_move *m);		/* closing.c */
ERR_CHECKED enum err spot_pledging_end(struct act_move *m);
ERR_CHECKED enum err spot_close(struct act_move *m);
ERR_CHECKED enum err spot_draw(struct act_move *m);			/* drawing.c */
ERR_CHECKED enum err spot_substitute(struct act_move *m);		/* substitution.c */
ERR_CHECKED enum err spot_assign_check(struct act_move *m);		/* assignment.c */
ERR_CHECKED enum err spot_assign(struct act_move *m);
ERR_CHECKED enum err spot_assigned(struct act_move *m);
ERR_CHECKED enum err spot_lapse(struct act_move *m);			/* due_draws.c */
ERR_CHECKED enum err spot_publish(struct act_move *m);
ERR_CHECKED enum err spot_see_lapse(struct act_move *m);

ERR_CHECKED enum err spot_visit_publish(struct act_move *m);		/* visit_publication.c */

/* ---- what they share */

/* kind.c: every step of a draw's record names the draw; the first one opens it. */
ERR_CHECKED enum err spot_telling(struct act_move *m);
/* The draw as it stands, not locked. */
ERR_CHECKED enum err spot_draw_read(struct act_move *m, struct ref ref);
/* visit.c: words: the note too. */
ERR_CHECKED enum err spot_visit_read(struct arena *a, struct db *db, struct ref ref, int64_t account, bool words,
    struct spotcheck_visit *out);
ERR_CHECKED enum err spot_visit_items(struct arena *a, struct db *db, int64_t task, struct spotcheck_item **out,
    int *n);

/* draw_files.c: a file of the draw, published at once or kept sealed; an entry of the log with its digest unless kind
 * is NULL.  An existing file is replaced: only substitutions.jsonl ever is. */
ERR_CHECKED enum err spot_file(struct act_move *m, const char *name, const char *text, size_t n, bool open,
    const char *kind);
/* text may be NULL. */
ERR_CHECKED enum err spot_file_get(struct act_move *m, const char *name, const char **text, unsigned char sha[32]);
/* frozen_pools.c: the draw of the announced files, run.  reserve: how many more of a stratum are kept in order.
 * ERR_STATE "draw_pools": a file is not the one whose digest was announced. */
ERR_CHECKED enum err spot_play(struct act_move *m, const unsigned char seed[32], int reserve, struct draw **out);
/* drawing.c: the result of the announced files, with the secret, which the caller wipes whatever comes of it. */
ERR_CHECKED enum err spot_result(struct act_move *m, struct draw_result *out);
/* A visit with its officers and their tasks. */
ERR_CHECKED enum err spot_visit_open(struct act_move *m, const char *object, const char *const *team,
    int team_n, bool direct);
#endif
