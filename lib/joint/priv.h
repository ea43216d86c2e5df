/* priv.h - private to lib/joint: programmes and invitations as subjects of acts. */
#ifndef LIB_JOINT_PRIV_H
#define LIB_JOINT_PRIV_H
#include "lib/act/act.h"
#include "lib/joint/invite.h"
#include "lib/joint/joint.h"

#define PROGRAMME_PROCEDURE "programme"
#define PROGRAMME_VERSION 1	/* of its rows in procedure.csv */
#define PROGRAMME_TERM "joint.programme"	/* rule of the clock and parameter: when it is filed at the latest */

/* act_move.own is a struct joint_programme; act_key.source the joint_key. */
static inline struct joint_programme *
programme_of(const struct act_move *m)
{
	return m->own;
}
static inline const struct joint_key *
key_of(const struct act_move *m)
{
	return m->key->source;
}

extern const struct act_kind programme_kind;

/* programme.c: from the opening to the change; line.c: its lines; load.c: lines from a file */
extern const struct act_step programme_steps[], line_steps[], load_steps[];
extern const struct act_guard programme_guards[];

#define INVITATION_PROCEDURE "invitation"
#define INVITATION_VERSION 1
#define INVITATION_TERM "joint.answer"	/* rule of the clock and parameter: when it is answered at the latest */

/* act_move.own is a struct joint_invitation; act_key.source of a new one the invite_key. */
static inline struct joint_invitation *
invitation_of(const struct act_move *m)
{
	return m->own;
}
extern const struct act_kind invitation_kind;
extern const struct act_step invitation_steps[];

/* joint.c: what the desk may do with a subject of the module, and the form of it. */
ERR_CHECKED enum err joint_desk_form(struct arena *a, struct db *db, int64_t account, const struct act_kind *kind,
    const struct act_key *key, struct input **out);
/* m: kind, own, arena and store are set. */
ERR_CHECKED enum err joint_desk_actions(struct act_move *m, int64_t account, const char *procedure, int32_t version,
    const char *const **out);

/* line.c: a line before it is written. */
struct line_new {
	const char *code, *firms, *campaign;	/* campaign NULL or "": none, routine */
	const char *const *named;	/* credit codes */
	size_t named_n;
	int32_t from, to;
	int64_t visits;
	bool unannounced;
};
/* Says of line i what is wrong with it; arg: what is meant, or NULL. */
typedef void (*line_complain)(void *ctx, size_t i, const char *field, const char *code, const char *arg);
ERR_CHECKED enum err lines_check(struct act_move *m, const struct line_new *l, size_t n, line_complain complain,
    void *ctx);
/* Writes them from number first on, where none stand. */
ERR_CHECKED enum err lines_put(struct act_move *m, const struct line_new *l, size_t n, int64_t first);
/* The number behind the last line. */
ERR_CHECKED enum err lines_next(struct act_move *m, int64_t *out);
/* Credit codes as they are typed, one behind the other. */
const char *const *line_codes(struct arena *a, const char *text, size_t *n);
#endif
