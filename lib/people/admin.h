/* admin.h - master data of people: agencies, units, officers, certificates,
 * accounts, credentials, duties.  For the administrators' pages, the first start
 * and the demo; whoever calls notes it in sec_audit (people_audit).
 *
 * All run in the caller's transaction.  Row security decides whether a desk's
 * session may: ERR_DENIED. */
#ifndef LIB_PEOPLE_ADMIN_H
#define LIB_PEOPLE_ADMIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* ---- agencies and units */
struct people_agency_new {
	const char *code, *uscc, *name, *short_name, *name_en, *number_word;
	const char *kind;		/* organ authorised delegated supervisor government */
	const char *region, *field;	/* fields, several by ';' */
	int64_t parent;			/* 0: none */
	const char *power_source, *address, *telephone, *duties_text, *review_body, *court;
	const char *review_ground, *review_also, *review_channel;	/* as in people_bodies */
	const char *pay_bank, *pay_place;	/* where its fines are paid */
	int32_t bodies_from;		/* of a change: the day from which these bodies are the ones; 0: today */
};
/* ERR_CONFLICT: the code is taken; ERR_INPUT: no such region or kind. */
ERR_CHECKED enum err people_agency_add(struct arena *a, struct db *db, const struct people_agency_new *n,
    int64_t *id);
/* Changes what may change (all but code, kind and place in the tree).  ERR_CONFLICT: stale version. */
ERR_CHECKED enum err people_agency_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const struct people_agency_new *n, bool active);
struct people_agency {
	int64_t id, parent;
	struct ref ref;
	const char *code, *uscc, *name, *short_name, *name_en, *number_word, *kind, *region, *region_name, *field,
	    *power_source, *address, *telephone, *duties_text, *review_body, *court, *parent_name,
	    *review_ground, *review_also, *review_channel, *pay_bank, *pay_place;
	bool active;
	int32_t version;
	int depth;
};
/* All, each after its parent. */
ERR_CHECKED enum err people_agency_list(struct arena *a, struct db *db, struct people_agency **out, int *n);
ERR_CHECKED enum err people_agency_get(struct arena *a, struct db *db, struct ref ref, struct people_agency *out);

/* Where an agency's acts are fought (行政复议法 24, 25, 27, 28; 行政诉讼法 18). */
struct people_bodies {
	const char *review_body, *court;
	const char *ground;	/* own_government dispatched ministry vertical justice; NULL: the first */
	const char *also;	/* the other body the party may choose, "": none */
	const char *channel;	/* for applications over the network, "": none */
};
/* From that day on; nothing where they are the same already. */
ERR_CHECKED enum err people_bodies_put(struct arena *a, struct db *db, int64_t agency, int32_t from,
    const struct people_bodies *b);
/* ERR_NOT_FOUND: none known that early. */
ERR_CHECKED enum err people_bodies_on(struct arena *a, struct db *db, int64_t agency, int32_t day,
    struct people_bodies *out);

ERR_CHECKED enum err people_unit_add(struct arena *a, struct db *db, int64_t agency, const char *name,
    const char *name_en, int64_t *id);
struct people_unit {
	int64_t id, agency;
	struct ref ref;
	const char *name, *name_en;
	bool active;
	int32_t version;
};
/* agency 0: of all. */
ERR_CHECKED enum err people_unit_list(struct arena *a, struct db *db, int64_t agency, struct people_unit **out,
    int *n);

/* ---- officers and certificates */
struct people_officer_new {
	const char *name;
	int64_t agency, unit;		/* unit 0: none */
	const char *kind;		/* formal auxiliary */
	bool law_qualified;
};
ERR_CHECKED enum err people_officer_add(struct arena *a, struct db *db, const struct people_officer_new *n,
    int64_t *id);
struct people_certificate_new {
	const char *no;
	const char *kind;		/* enforcement supervision hearing */
	const char *field, *region;
	int32_t valid_from, valid_to;
};
/* ERR_CONFLICT: the number is taken. */
ERR_CHECKED enum err people_certificate_add(struct arena *a, struct db *db, int64_t officer,
    const struct people_certificate_new *n, int64_t *id);
/* status: valid suspended revoked.  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_certificate_status(struct arena *a, struct db *db, const char *no,
    const char *status, int32_t since);

/* ---- accounts */
struct people_account_new {
	const char *username, *display_name;
	int64_t officer, agency, unit;	/* 0: none */
};
/* Without credentials: nobody can sign in yet.  ERR_CONFLICT: the name is taken (or the officer has
 * an account); ERR_INPUT: not a user name. */
ERR_CHECKED enum err people_account_add(struct arena *a, struct db *db, const struct people_account_new *n,
    int64_t *id);
ERR_CHECKED enum err people_account_find(struct arena *a, struct db *db, const char *username, int64_t *id);
/* An account out of use cannot sign in, and its sessions no longer count.  ERR_CONFLICT: stale version. */
ERR_CHECKED enum err people_account_active(struct arena *a, struct db *db, int64_t id, int32_t version,
    bool active);

/* Replace the credential of the kind.  The password is hashed here (argon2id). */
ERR_CHECKED enum err people_password_set(struct arena *a, struct db *db, int64_t account, const char *password);
/* An encoded hash made before (the demo hashes many at once). */
ERR_CHECKED enum err people_password_put(struct arena *a, struct db *db, int64_t account, const char *encoded);
/* ERR_IO: no key for secrets of one-time codes. */
ERR_CHECKED enum err people_totp_set(struct arena *a, struct db *db, int64_t account, const void *secret, size_t n);
/* Four groups of four, 80 random bits. */
const char *people_password_random(struct arena *a);
#define TOTP_SECRET_SIZE 20

/* ---- duties */
/* From the day (DAY_NONE: today) on.  ERR_INPUT with constraint people_duty_conflict: it excludes one held;
 * ERR_CONFLICT: held already. */
ERR_CHECKED enum err people_duty_grant(struct arena *a, struct db *db, int64_t account, const char *duty,
    int32_t from_day, int64_t by);
/* ERR_NOT_FOUND: not held. */
ERR_CHECKED enum err people_duty_revoke(struct arena *a, struct db *db, int64_t account, const char *duty,
    int64_t by);
/* Somebody holds it now. */
ERR_CHECKED enum err people_duty_held(struct arena *a, struct db *db, const char *duty, bool *out);
/* Agencies that decide and have not said where fines are paid: name. */
ERR_CHECKED enum err people_agencies_without_bank(struct arena *a, struct db *db, const struct db_rows **out);
#endif
