/* admin.h - private to the pages of master data (administrators', coordinators'): route tables and what they share. */
#ifndef CGI_COMMON_ADMIN_H
#define CGI_COMMON_ADMIN_H
#include "lib/people/people.h"
#include "lib/web/web.h"

extern const struct route admin_agency_routes[], admin_account_routes[], admin_officer_routes[],
    admin_parameter_routes[], admin_calendar_routes[], admin_duty_routes[], admin_log_routes[];

#define ADMIN_PAGE 30	/* rows of a page */

/* One change of master data with its line in the audit, in one transaction, once. */
struct admin_change {
	enum err (*run)(struct arena *a, struct db *db, struct admin_change *c);
	void *with;
	const char *kind;	/* "agency.changed": message "audit.agency.changed" */
	const char *subject;	/* a code or user name */
	const char *before, *after;	/* JSON of what changed, or NULL */
	int64_t by;		/* set: the actor */
	bool ran;		/* false after OK: the same form was sent before */
};
/* A refused constraint becomes a problem at its field.  OK; ERR_INPUT or ERR_CONFLICT with problems:
 * show the form again. */
ERR_CHECKED enum err admin_do(struct req *r, struct admin_change *c);
/* The status of the page shown again; 0: not for such an error. */
int admin_again(const struct req *r, enum err e);

/* A page that is one form: title "admin.<scope>.title", lead "admin.<scope>.lead", button "admin.<scope>.send". */
struct admin_form {
	const char *scope;
	const char *path, *back;
	const struct input *in, *stored;	/* stored: shown beside what was typed when somebody else was first */
	int64_t version;
};
ERR_CHECKED enum err admin_show(struct req *r, int status, const struct admin_form *f);
/* The version the form was made from; 0: none.  ERR_INPUT. */
ERR_CHECKED enum err admin_version(struct req *r, int32_t *out);
/* Problems of a page without fields. */
void admin_problems(struct req *r);
/* Step i of the way to the page; href NULL: the page itself. */
void admin_crumb(struct req *r, int i, const char *label, const char *href);
/* Query value without blanks around it, NULL when empty. */
const char *admin_query(struct req *r, const char *name, size_t max);
/* The query's "after".  ERR_NOT_FOUND: not a ref. */
ERR_CHECKED enum err admin_after(struct req *r, struct ref *out);
/* Sets pages_first and pages_next ("<path>?<kept>&after=..."); gives the rows to show. */
int admin_pages(struct req *r, const char *path, const char *const *keep, const struct db_rows *rows);
/* An option of a filter's select. */
void admin_option(struct req *r, const char *list, int i, const char *value, const char *label, const char *chosen);
/* Message "<prefix>.<word>". */
const char *admin_word(struct req *r, const char *prefix, const char *word);
/* "2026-01-01" or NULL. */
const char *admin_day(struct req *r, int32_t day);

/* A reset that waits for a second administrator (office.h): reset.{waits,other}; and the word of the second one.
 * ERR_STATE: none waits for it. */
ERR_CHECKED enum err admin_reset_view(struct req *r, struct ref account);
ERR_CHECKED enum err admin_reset_confirm(struct req *r, struct ref account, const char *username, const char *back);

/* Agencies, and units below them, as one list: "sj" or "sj/执法一大队". */
struct admin_places {
	struct people_agency *agency;
	struct people_unit *unit;
	int agencies, units;
};
ERR_CHECKED enum err admin_places(struct req *r, struct admin_places *out);
/* Options of a CHOICE field; units too or agencies only. */
void admin_place_options(struct req *r, const struct admin_places *p, struct input *in, const char *field, bool units);
/* ids; 0: none.  "" is nowhere. */
void admin_place(const struct admin_places *p, const char *text, int64_t *agency, int64_t *unit);
const char *admin_place_text(struct req *r, const struct admin_places *p, int64_t agency, int64_t unit);

/* Fields of a certificate, in two forms: with an officer, and alone. */
#define ADMIN_CERTIFICATE(need) \
	{ .name = "certificate_no", .type = FIELD_LINE, .flags = (need), .max = 40 }, \
	{ .name = "certificate_kind", .type = FIELD_CHOICE, .flags = (need) }, \
	{ .name = "certificate_field", .type = FIELD_LINE, .flags = (need), .max = 40 }, \
	{ .name = "certificate_region", .type = FIELD_LINE, .max = 12 }, \
	{ .name = "certificate_from", .type = FIELD_DAY, .flags = (need) }, \
	{ .name = "certificate_to", .type = FIELD_DAY, .flags = (need) }
void admin_words(struct req *r, struct input *in, const char *field, const char *prefix, const char *const *words);
extern const char *const admin_officer_kinds[], *const admin_certificate_kinds[];
/* Whether a certificate was typed, and what is wrong with it. */
bool admin_certificate_typed(const struct input *in);
ERR_CHECKED enum err admin_certificate_check(struct req *r, const struct input *in);
/* region: when none was typed. */
ERR_CHECKED enum err admin_certificate_put(struct arena *a, struct db *db, const struct input *in, int64_t officer,
    const char *region);
#endif
