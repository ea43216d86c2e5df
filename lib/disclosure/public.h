/* public.h - what the public reads of published decisions: the copies of disclosure_public, nothing else.
 *
 * Rows are read by column name; each call says which columns it gives. */
#ifndef LIB_DISCLOSURE_PUBLIC_H
#define LIB_DISCLOSURE_PUBLIC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

#define PUBLIC_PAGE 20
#define PUBLIC_API_PAGE 100
#define PUBLIC_COUNT_MAX 1000	/* counts go no further: "1000+" */
#define PUBLIC_CSV_MAX 10000

struct public_query {
	const char *text;		/* as typed; NULL or "": all */
	const struct ref *agency;	/* any of them */
	size_t agency_n;		/* 0: all */
	const char *outcome;		/* "penalty", "no_penalty"; NULL: all */
	int32_t from, to;		/* decided on; DAY_NONE: open */
	struct ref after;		/* the last one of the page before; zero: the first page */
	int want;
};
/* decision_ref number outcome party_name party_code cause_name result_text agency_ref agency_name
 * decided_on published_at, newest decision first. */
ERR_CHECKED enum err public_search(struct arena *a, struct db *db, const struct public_query *q,
    const struct db_rows **out);

struct public_facet {
	struct ref agency;
	const char *name;
	int64_t n;
};
struct public_counts {
	bool capped;		/* more than PUBLIC_COUNT_MAX fit the words and days: the figures are of some only */
	bool gone_capped;	/* more than PUBLIC_COUNT_MAX are gone: of words, the last that ended are counted */
	int64_t found;
	int64_t subjects;
	int64_t penalty, no_penalty;	/* without the filter of outcomes */
	int64_t gone;		/* fit what was typed, but are no longer shown */
	struct public_facet *facet;	/* agencies, without their filter; the twelve with most */
	int facet_n;
};
ERR_CHECKED enum err public_count(struct arena *a, struct db *db, const struct public_query *q,
    struct public_counts *out);
/* Of a document number that is no longer shown: ERR_NOT_FOUND, or its decision. */
ERR_CHECKED enum err public_gone_number(struct arena *a, struct db *db, const char *text, struct ref *out);

/* The newest publications: columns of public_search(). */
ERR_CHECKED enum err public_newest(struct arena *a, struct db *db, int want, const struct db_rows **out);
struct public_figures {
	int64_t today;			/* published today */
	int64_t penalty, no_penalty;	/* decided this year, shown */
	int64_t withdrawn;		/* this year */
	int64_t agencies, officers, laws, scales;
	const char *example_name;	/* two characters of a name that is shown; NULL: nothing is */
	const char *example_code, *example_number;
};
ERR_CHECKED enum err public_figures(struct arena *a, struct db *db, int32_t today, struct public_figures *out);

/* How long a decision stays public, counted from the rule that applied to it on its day. */
struct public_term {
	const char *regime, *class, *start_event;	/* regime NULL: no rule sets a term */
	const char *name_zh, *name_en, *source;
	int32_t from, earliest, until;	/* earliest: repair possible; DAY_NONE: the rule sets none */
	int min_months, max_months;	/* 0: none */
	int32_t ban_until;		/* the end of a penalty for a term; DAY_NONE: none, or not known */
	bool endless;			/* a ban without an end that is known: shown as long as it lasts */
	bool shown;			/* false: in principle it is not published */
	bool repairable;
};
#define PUBLIC_CHANNELS_MAX 4
struct public_channel {
	const char *channel, *name_zh, *name_en;
	struct public_term term;
};
#define PUBLIC_ALTERED "altered"
struct public_decision {
	struct ref ref, agency;
	const char *state;	/* published withdrawn expired repaired; PUBLIC_ALTERED: its bytes are not those that
				 * were published, and are not given */
	int version;
	const char *number, *agency_name, *party_code, *party_name;	/* names NULL when it is not shown */
	int32_t decided_on;
	int64_t published_at, ended_at;
	const char *end_reason, *end_reason_zh, *end_reason_en;	/* of a withdrawal: code and its names; NULL */
	const char *json;	/* the bytes stored, NULL when it is not shown */
	size_t json_n;
	const char *sha256;	/* hex, of the last published version */
	struct public_term term;	/* of one that is shown */
};
/* ERR_NOT_FOUND: never published. */
ERR_CHECKED enum err public_get(struct arena *a, struct db *db, struct ref decision, struct public_decision *out);
/* What other channels' rules say of one that is shown; *n at most PUBLIC_CHANNELS_MAX. */
ERR_CHECKED enum err public_channels(struct arena *a, struct db *db, struct ref decision, struct public_channel *out,
    int *n);
/* Versions of it that another one took the place of, newest first; their content is not shown. */
struct public_version {
	int version;
	const char *sha256;	/* hex */
	int64_t published_at, ended_at;
	const char *reason, *reason_zh, *reason_en;	/* code and its names */
};
ERR_CHECKED enum err public_superseded(struct arena *a, struct db *db, struct ref decision,
    struct public_version **out, int *n);
/* A text that is another one whenever what the page of a shown decision is made of has changed: its own row, or
 * the others of its party as public_same_subject() lists them.
 * ERR_NOT_FOUND: not shown. */
ERR_CHECKED enum err public_stamp(struct arena *a, struct db *db, struct ref decision, const char **out);
/* Other decisions against the same credit code (never by name: names are not unique), newest first. */
ERR_CHECKED enum err public_same_subject(struct arena *a, struct db *db, const struct public_decision *d,
    const struct db_rows **out);
/* All that are published against a credit code, by whichever agency, newest first, behind `after` (zero: from the
 * start). */
ERR_CHECKED enum err public_of_code(struct arena *a, struct db *db, const char *code, struct ref after, int want,
    const struct db_rows **out);
/* An agency's newest ones. */
ERR_CHECKED enum err public_of_agency(struct arena *a, struct db *db, struct ref agency, int want,
    const struct db_rows **out);
#endif
