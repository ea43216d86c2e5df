/* link.h - the systems this platform is linked with or should be (本平台对接系统清单), as the desk keeps them: the
 * security administrator says what a link is, may and signs with; the system administrator sees how it does, switches
 * it, and deals with what could not be delivered.  None of them sees what passes.
 *
 * All run in the caller's transaction; whoever calls notes the change (people_audit).  Sources: 政务数据共享条例 31, 32
 * (no channel of its own to another department without a basis). */
#ifndef LIB_EXCHANGE_LINK_H
#define LIB_EXCHANGE_LINK_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/exchange/signed.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* Rows of the shipped list, in the caller's transaction. */
ERR_CHECKED enum err exchange_reference_load(struct arena *a, struct db *db, const char *folder);

/* Those that are linked first, by code:
 * ref, code, name_zh, name_en, kind, agency_zh, agency_en, owner, direction, network, way, standing (planned,
 * off, on, paused, silent, long), last_at, queue (100: that many or more), oldest_at, dead, bad, key_days. */
ERR_CHECKED enum err exchange_link_list(struct arena *a, struct db *db, struct ref after, int limit,
    const struct db_rows **out);
/* One, with more: id, agency_code, basis, rhythm_hours, rate, hook_url, hook_inside, state, on_since, confirmed_at,
 * confirmed_text, version.  ERR_NOT_FOUND. */
ERR_CHECKED enum err exchange_link_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);

struct exchange_link_new {
	const char *code, *name_zh, *name_en, *kind, *owner, *direction, *network, *way, *basis, *hook_url;
	int64_t agency;			/* 0: nobody's of this platform */
	int64_t rhythm_hours, rate;
	bool hook_inside;
};
/* ERR_CONFLICT: the code is taken. */
ERR_CHECKED enum err exchange_link_add(struct arena *a, struct db *db, const struct exchange_link_new *n);
/* All but the code.  ERR_CONFLICT: stale version; ERR_INPUT: exchange_link_basis. */
ERR_CHECKED enum err exchange_link_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const struct exchange_link_new *n);
/* state: on, off.  On, it is not paused.  ERR_CONFLICT, ERR_INPUT as above. */
ERR_CHECKED enum err exchange_link_switch(struct arena *a, struct db *db, int64_t id, int32_t version,
    const char *state);
/* What its owner says about its silence. */
ERR_CHECKED enum err exchange_link_confirm(struct arena *a, struct db *db, int64_t id, int32_t version,
    const char *text);

/* ---- what it may: "route clues", "events case" */
extern const char *const exchange_grants[];	/* NULL-ended */
/* ref, kind, name, granted_at: those that hold. */
ERR_CHECKED enum err exchange_grant_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out);
/* ERR_CONFLICT: it holds already. */
ERR_CHECKED enum err exchange_grant_add(struct arena *a, struct db *db, int64_t link, const char *what, int64_t by);
ERR_CHECKED enum err exchange_grant_revoke(struct arena *a, struct db *db, int64_t link, struct ref ref, int64_t by);

/* ---- what it signs with */

/* ref, keyid, algorithm, test, made_at, until_day, ended_at: the newest first. */
ERR_CHECKED enum err exchange_key_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out);
struct exchange_key_new {
	int64_t link, by;
	const char *code;		/* of the link: its keys are named by it */
	enum key_algorithm algorithm;
	const char *pem;		/* of the public half it signs with; of an HMAC an SM2 key that its secret is
					 * sealed to, or NULL */
	int32_t until;
	bool test;
};
struct exchange_key_made {
	const char *keyid;
	const char *secret;		/* base64; NULL: none was made */
	bool sealed;			/* to the key given */
};
/* Whether the text is a key for that. */
bool exchange_key_pem(struct arena *a, enum key_algorithm algorithm, const char *pem);
/* ERR_INPUT exchange_key_two: two are live; ERR_STATE: the store knows no key to seal a secret to. */
ERR_CHECKED enum err exchange_key_add(struct arena *a, struct db *db, const struct exchange_key_new *n,
    struct exchange_key_made *out);
/* From now on; ERR_NOT_FOUND: no live one. */
ERR_CHECKED enum err exchange_key_end(struct arena *a, struct db *db, int64_t link, struct ref ref, int64_t by);

/* What its webhooks are signed with from now on, as it is given to its owner.  ERR_STATE as above. */
ERR_CHECKED enum err exchange_hook_secret(struct arena *a, struct db *db, int64_t link,
    struct exchange_key_made *out);

/* ---- how it does */

/* error, n: what was refused in the last day. */
ERR_CHECKED enum err exchange_errors(struct arena *a, struct db *db, int64_t link, const struct db_rows **out);
/* pos, kind, subject_kind, made_at, attempts, status, error: what could not be delivered, a hundred at most. */
ERR_CHECKED enum err exchange_dead_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out);
/* Sent again from the beginning, or given up for a reason.  ERR_NOT_FOUND: it is not dead. */
ERR_CHECKED enum err exchange_dead_again(struct arena *a, struct db *db, int64_t link, int64_t pos);
ERR_CHECKED enum err exchange_dead_give_up(struct arena *a, struct db *db, int64_t link, int64_t pos,
    const char *reason);
/* foreign_id, route, received_at, reason: what waits to be sent again by its sender, a hundred at most. */
ERR_CHECKED enum err exchange_parked_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out);
#endif
