/* office.h - what the administrators' pages read of people, and the few changes admin.h leaves to them.
 *
 * Rows are read by column name; each call says which columns it gives.  `after` is the ref of the last row
 * of the page before, zero for the first page.  Changes run in the caller's transaction; row security
 * decides whether the session may: ERR_DENIED. */
#ifndef LIB_PEOPLE_OFFICE_H
#define LIB_PEOPLE_OFFICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* ---- accounts: ref username display_name active agency_name unit_name duties_zh duties_en, by user name.
 * text: part of the user name or the name, or NULL; duty: a code held, or NULL. */
ERR_CHECKED enum err people_account_search(struct arena *a, struct db *db, const char *text, const char *duty,
    struct ref after, int limit, const struct db_rows **out);
/* id ref username display_name active version created_at agency_id agency_name unit_name officer_ref officer_name
 * duties_zh duties_en password_at totp_at (NULL also for those who may not know).  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_account_card(struct arena *a, struct db *db, struct ref ref, struct db_row *out);

/* What a reset of this account waits for: RESET_OWN: for another administrator than who asks, who made it. */
enum people_reset { RESET_NONE, RESET_OWN, RESET_OTHER };
ERR_CHECKED enum err people_reset_waits(struct arena *a, struct db *db, struct ref account, enum people_reset *out);
/* The second administrator's word.  ERR_STATE: nothing waits for it. */
ERR_CHECKED enum err people_reset_confirm(struct arena *a, struct db *db, struct ref account);

/* ---- duties: code name_zh name_en from_day until_day granted_by granted_at revoked_by revoked_at (names of people),
 * those held first. */
ERR_CHECKED enum err people_duty_history(struct arena *a, struct db *db, int64_t account, const struct db_rows **out);
/* code name_zh name_en site (a duty of the whole site, which needs no agency) */
ERR_CHECKED enum err people_duty_kinds(struct arena *a, struct db *db, const struct db_rows **out);
/* Duties held that exclude the new one: name_zh name_en basis. */
ERR_CHECKED enum err people_duty_against(struct arena *a, struct db *db, int64_t account, const char *duty,
    const struct db_rows **out);

/* ---- officers: ref name kind law_qualified active agency_name unit_name no certificate_kind field valid_to standing
 * certificates, by agency and name; certificate: the newest.  text: part of a name, or the beginning of a number. */
ERR_CHECKED enum err people_officer_search(struct arena *a, struct db *db, const char *text, int64_t agency,
    int32_t today, struct ref after, int limit, const struct db_rows **out);
/* id ref name kind law_qualified active version agency_id agency_code agency_name region unit_id unit_name account_ref
 * username.  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_officer_card(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* ref no kind field region_name valid_from valid_to status status_since standing (valid not_yet expired suspended
 * revoked), newest first. */
ERR_CHECKED enum err people_officer_certificates(struct arena *a, struct db *db, int64_t officer, int32_t today,
    const struct db_rows **out);

/* ---- units and regions */
/* ERR_CONFLICT: stale version, or the name is taken. */
ERR_CHECKED enum err people_unit_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const char *name, const char *name_en, bool active);
/* Name of a region in force.  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_region_name(struct arena *a, struct db *db, const char *code, const char **out);

/* ---- logs, newest first: entries below `before` (0: all), of a user name (NULL: all), of a day (DAY_NONE: all).
 * Who may not read them gets none. */
struct people_log_query {
	const char *username;
	int32_t day;
	const char *const *of;		/* readings: uuids of what was read; NULL: of anything */
	size_t of_n;
	int64_t before_at, before;	/* time and id of the last entry of the page before; TIME_NONE: none */
	int limit;
};
/* id at username display_name outcome remote */
ERR_CHECKED enum err people_log_sign_ins(struct arena *a, struct db *db, const struct people_log_query *q,
    const struct db_rows **out);
/* id at username display_name kind subject changes: lines "name US before US after", separated by RS. */
ERR_CHECKED enum err people_log_audit(struct arena *a, struct db *db, const struct people_log_query *q,
    const struct db_rows **out);
/* id at username display_name route subject_kind subject_ref rows_seen query refused */
ERR_CHECKED enum err people_log_access(struct arena *a, struct db *db, const struct people_log_query *q,
    const struct db_rows **out);
#endif
