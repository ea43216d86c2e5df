/* priv.h - private to the draw: what a draw in the making holds. */
#ifndef LIB_DRAW_PRIV_H
#define LIB_DRAW_PRIV_H
#include "lib/draw/draw.h"
#include "lib/sec/short.h"

struct draw_lot {			/* an object in a stratum's heap */
	unsigned char score[32];
	char object[DRAW_ID_MAX + 1];
};
struct draw_heap {
	const char *key;
	int quota, keep;		/* keep = quota + reserve */
	int64_t pool;			/* seen so far */
	struct draw_lot *lot;		/* a heap, the largest first; sorted once drawn */
	int n, cap;
	int next;			/* the next reserve, once drawn */
};
/* Officers of a unit, by load: those of load L stand at [end[L - 1], end[L]). */
struct draw_unit {
	const char *name;
	int min;
	int *officer;
	int n, cap;
	int *end;
	int loads, end_cap;
};
struct draw_person {
	const char *id;
	struct short_text text;
	int unit, place, load;		/* place in the list of the officer's unit */
};
struct draw_tie {
	const char *object;
	int officer;
};
struct draw_gone {			/* an officer replaced out of the team of an object */
	const char *object;
	int officer;
};

struct draw {
	struct arena *a;
	unsigned char seed[32];
	int team_size, min_sum;
	struct draw_heap *stratum, *last;	/* last: of the object before, or NULL */
	int stratum_n;
	struct draw_unit *unit;		/* sorted bytewise once the draw runs */
	int unit_n;
	struct draw_person *person;
	int person_n, person_cap;
	int *by_id;			/* persons in bytewise order of id, once all are there */
	bool sorted;
	struct draw_tie *tie;
	int tie_n, tie_cap;
	unsigned char *barred;		/* of the object in hand, one byte a person */
	struct draw_pick *pick;
	int pick_n, pick_cap;
	struct draw_gone *gone;
	int gone_n, gone_cap;
};

/* Makes the team of a pick from the loads so far and adds to them. */
void draw_team(struct draw *d, struct draw_pick *p);
/* Units and officers brought in order; again: no harm. */
void draw_sort_people(struct draw *d);
int draw_person_find(const struct draw *d, const char *id);
void draw_load_add(struct draw *d, int person);
void draw_load_less(struct draw *d, int person);
/* Marks who may not visit the object. */
void draw_bar(struct draw *d, const char *object);
#endif
