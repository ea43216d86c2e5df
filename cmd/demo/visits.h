/* visits.h - private to the demo's inspections: one of them, played by the functions the desk calls. */
#ifndef CMD_DEMO_VISITS_H
#define CMD_DEMO_VISITS_H
#include "cmd/demo/checks.h"
#include "lib/base/input.h"
#include "lib/inspection/inspection.h"

/* How far an inspection comes. */
enum until { BEGUN, ASKED, APPROVED, ISSUED, NOTIFIED, ARRIVED, CHECKED, SIGNED, TOLD };
struct story_of {
	const char *kind, *source, *reason, *remedy, *found;	/* remedy NULL: no problem */
	bool emergency, surprise, refused;
	enum until until;
	int agency, firm;
	int photos, items_from, items;	/* which of the agency's items are checked, and how many; 0: three */
};
struct hand {
	struct checks *k;
	struct arena *a;
	const struct story_of *s;
	const struct demo_agency *y;
	const struct demo_unit *u;
	struct ref ref;
	struct problems said;
};

/* An act with its fields as name and value pairs, ended by NULL, a while later. */
ERR_CHECKED enum err visits_act(struct hand *h, int64_t account, struct inspection_key key, const char *const *pairs);
#define ACT(account, what, ...) visits_act(h, account, (struct inspection_key){ .action = what, .ref = h->ref }, \
	(const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL, NULL })
/* At a firm of the list, by a unit of the story's agency; false: there is no such firm. */
bool visits_hand(struct checks *k, const struct story_of *s, int unit, struct hand *out);
ERR_CHECKED enum err visits_begin(struct hand *h);
/* Asked for and, as far as the story comes, approved. */
ERR_CHECKED enum err visits_approve(struct hand *h);
/* From the arrival to the end of the story. */
ERR_CHECKED enum err visits_there(struct hand *h);
/* All of it. */
ERR_CHECKED enum err visits_play(struct hand *h);
const char *visits_text(struct hand *h, struct ref ref);
/* What the daemon does with them. */
ERR_CHECKED enum err visits_due(struct checks *k);

/* photos.c: n invented pictures of an inspection under way, at its items, where this store keeps evidence. */
ERR_CHECKED enum err demo_photos(struct hand *h, int n);
/* joint.c: visits of several agencies in one, and a firm at its cap. */
ERR_CHECKED enum err demo_joint(struct checks *k);
/* The second is part of the first's visit: found out before it asks for approval. */
ERR_CHECKED enum err visits_join(struct hand *first, struct hand *h);
/* invitation.c: agencies asked to come along: one comes, one does not, one has not answered. */
ERR_CHECKED enum err demo_invitations(struct checks *k);
#endif
