/* ceremony.h - a draw from its announcement to its result (trust.md 1): witnesses, pledges, closing, the draw, lapsing.
 *
 * States: announced -> revealing (pledging ended) -> closed -> drawn (sealed until the visits are done) -> published;
 * or lapsed.  Without pledges values come while it is announced.  Each call is one transaction of its own: all of it
 * happens or none.  A refusal adds a problem "draw_..." to p, with ERR_STATE or ERR_INPUT; two who do the same at once:
 * one does it, the other is told. */
#ifndef LIB_SPOTCHECK_CEREMONY_H
#define LIB_SPOTCHECK_CEREMONY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct act;
struct arena;
struct db;
struct db_rows;
struct problems;

struct spotcheck_draw {
	int64_t id, agency, chain;	/* chain 0: none yet */
	struct ref ref;
	const char *draw_id, *title, *agency_name, *state;
	const char *contributions;	/* witness, beacon, none */
	const char *beacon;		/* NULL without */
	const char *grade;		/* A B C: as drawn, or as it will be when it is */
	const char *lapse_reason;	/* NULL, pledging_open, no_contribution, missing_value, not_closed, not_drawn */
	bool pledges, after_visits;
	int team_size;
	/* TIME_NONE */
	int64_t announced_at, reveal_by, publish_by, pledged_at, closed_at, drawn_at, published_at, lapsed_at;
	const char *commitment, *seed;	/* hex; seed NULL while it is not public */
	int pool, quota;		/* of all strata */
};
/* ERR_NOT_FOUND: none of that name, or a draft. */
ERR_CHECKED enum err spotcheck_draw_get(struct arena *a, struct db *db, const char *draw_id,
    struct spotcheck_draw *out);
/* A witnesses with pledges, or a beacon; B witnesses without pledges; C none. */
const char *spotcheck_grade(const char *contributions, bool pledges);

/* ---- the coordinator's side */

/* n name pledged_at revealed_at, in order of receipt; links that nobody used have no n. */
ERR_CHECKED enum err spotcheck_witnesses(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out);
/* Those who gave something, for the public page. */
ERR_CHECKED enum err spotcheck_witnesses_named(struct arena *a, struct db *db, int64_t draw,
    const struct db_rows **out);
/* count (1-20) one-time tokens, shown once: only their digests are kept.  ERR_STATE: no witness can join any more. */
ERR_CHECKED enum err spotcheck_witness_links(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    int count, struct problems *p, const char **tokens);
/* A new code for the wall, in place of an earlier one; who scans it gets a token of their own. */
ERR_CHECKED enum err spotcheck_wall_code(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    struct problems *p, const char **code);
/* pledges.tsv is published and logged; from now on values are taken and pledges are not. */
ERR_CHECKED enum err spotcheck_pledging_end(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    struct problems *p);
/* contributions.tsv.  Of a beacon: its value as published (no control characters, at most 256 bytes) and when that was,
 * after the announcement.  ERR_STATE "draw_missing": a pledge without its value. */
struct spotcheck_beacon {
	const char *value;
	int64_t at;
};
ERR_CHECKED enum err spotcheck_close(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    const struct spotcheck_beacon *beacon, struct problems *p);
/* Draws: result.json, teams, visits, tasks; the secret is wiped.  ERR_STATE "draw_secret": it cannot be opened. */
ERR_CHECKED enum err spotcheck_run(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    struct problems *p);

/* A lapse is taken note of, once, with words that are sealed in the record's step; the coordinator's alert ends.
 * ERR_STATE "draw_state", "draw_seen"; ERR_INPUT "required": no words. */
ERR_CHECKED enum err spotcheck_lapse_seen(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    const char *words, struct problems *p);
struct spotcheck_lapse_note {
	int64_t at;			/* TIME_NONE: not yet */
	const char *by, *words;		/* NULL: gone, or not to be read */
};
ERR_CHECKED enum err spotcheck_lapse_note(struct arena *a, struct db *db, int64_t draw,
    struct spotcheck_lapse_note *out);

/* ---- the witness's side: the portal, by the digest of the witness's token or of the wall's code */

struct spotcheck_witness {
	const char *state, *contributions, *title, *agency, *name;	/* name NULL: not given yet */
	bool pledges, wall, pledged, revealed;
	int64_t reveal_by;
};
/* Before anything else is done with what somebody typed: "known", "unknown", or "wait", when too many unknown ones came
 * from that address (only its digest, with the draw, is kept, for a day).  A token of a link is never held up. */
ERR_CHECKED enum err spotcheck_witness_admit(struct arena *a, struct db *db, const char *draw_id, const char *token,
    const char *address, const char **word);
/* ERR_NOT_FOUND: no such token of that draw. */
ERR_CHECKED enum err spotcheck_witness_look(struct arena *a, struct db *db, const char *draw_id, const char *token,
    struct spotcheck_witness *out);
/* 16 random bytes in hex: a witness's own token, the tail of a value made without a script. */
const char *spotcheck_random(struct arena *a);
/* What became of it, a word for "witness.said_<word>": pledged revealed, or unknown again over late early closed name
 * value mismatch.  own: the witness's own token, when the other is the wall's code; NULL otherwise. */
ERR_CHECKED enum err spotcheck_witness_pledge(struct arena *a, struct db *db, const char *draw_id, const char *token,
    const char *own, const char *name, const unsigned char pledge[32], const char **word);
ERR_CHECKED enum err spotcheck_witness_reveal(struct arena *a, struct db *db, const char *draw_id, const char *token,
    const char *own, const char *name, const char *value, const char **word);

/* ---- the daemon's side */

/* Draws past reveal_by lapse; sealed results whose visits are done, or whose publish_by came, are published. */
ERR_CHECKED enum err spotcheck_due(struct arena *a, struct db *db, int64_t by, int64_t *done);
#endif
