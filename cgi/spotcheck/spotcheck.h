/* spotcheck.h - private to the coordinators' pages of random checks: route tables and what they share. */
#ifndef CGI_SPOTCHECK_SPOTCHECK_H
#define CGI_SPOTCHECK_SPOTCHECK_H
#include "cgi/common/admin.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/ratio.h"
#include "lib/spotcheck/scope.h"

extern const struct route spot_item_routes[], spot_object_routes[], spot_officer_routes[], spot_plan_routes[],
    spot_task_routes[], spot_year_routes[];

/* Who reads, who writes. */
#define SPOT_READ (DUTY_COORDINATOR | DUTY_SUPERVISOR | DUTY_AGENCY_HEAD)
#define SPOT_WRITE DUTY_COORDINATOR

#define SPOT_ITEMS "/desk/spotcheck/items/"
#define SPOT_OBJECTS "/desk/spotcheck/objects/"
#define SPOT_OFFICERS "/desk/spotcheck/officers/"
#define SPOT_PLANS "/desk/spotcheck/plans/"
#define SPOT_TASKS "/desk/spotcheck/tasks/"

/* Whether the actor writes it (keeper.h): for links that lead there. */
bool spot_may(struct req *r, enum spotcheck_thing what, int64_t id);
/* Options of a field from a code table (law_code kind). */
ERR_CHECKED enum err spot_code_options(struct req *r, struct input *in, const char *field, const char *kind);
/* Options of a filter's select below list. */
ERR_CHECKED enum err spot_code_filter(struct req *r, const char *list, const char *kind, const char *chosen);
/* Agencies in use: options of a field (codes), and of a filter; *chosen: id of the code, 0: none. */
ERR_CHECKED enum err spot_agency_options(struct req *r, struct input *in, const char *field);
ERR_CHECKED enum err spot_agency_filter(struct req *r, const char *code, int64_t *chosen);
/* Divisions of the actor's agency. */
ERR_CHECKED enum err spot_region_options(struct req *r, struct input *in, const char *field);
ERR_CHECKED enum err spot_region_filter(struct req *r, const char *list, const char *chosen);
/* Words of a NULL-ended list as options labelled "<prefix>.<word>". */
void spot_word_filter(struct req *r, const char *list, const char *prefix, const char *const *words,
    const char *chosen);
/* A ratio typed in a field, with its problem. */
bool spot_ratio(struct req *r, const struct input *in, const char *field, int *permille);
/* Values of a list field as "a,b"; "" for none. */
const char *spot_joined(struct req *r, const struct input *in, const char *field);
/* Sets each of "a,b" in a list field. */
void spot_set_list(struct req *r, struct input *in, const char *field, const char *joined);
/* A fact "label: value" below facts; nothing for an empty value. */
void spot_fact(struct req *r, int *i, const char *label, const char *value);
/* The row's text in the page's language. */
const char *spot_text(struct req *r, struct db_row row, const char *name);
/* Rates of an item's row: <list>.<i>.rates.<k>.{class,ratio,times}. */
void spot_rates_view(struct req *r, const char *list, int i, struct db_row item);
#endif
