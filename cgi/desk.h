/* desk.h - private to the desk's pages: their route tables and what they share. */
#ifndef CGI_DESK_H
#define CGI_DESK_H
#include "lib/caseflow/read.h"
#include "lib/people/people.h"
#include "lib/web/web.h"

extern const struct route home_routes[], case_routes[], act_routes[], sign_routes[],
    goods_routes[], draft_routes[],
    register_routes[], register_firm_routes[],
    query_routes[], law_desk_routes[], deputy_routes[], share_routes[], file_note_routes[];

extern const struct program_drafts desk_drafts;	/* draft.c */

/* The menu, made of the modules' entries at the program's start; for its frame(). */
void desk_menu_start(struct arena *a, const struct conf *c, const struct program_keys *k);
void desk_menu_view(struct req *r, const struct caseflow_counts *n);
/* Of tasks and cases: how many, "999+" where more were not counted. */
const char *desk_count_text(struct req *r, int64_t n);
void desk_menu(struct req *r);	/* with what waits; r->for_frame: struct caseflow_counts, or NULL */
/* Who asks, for modules that read. */
struct people_actor desk_actor(const struct req *r);

/* Message "action.<code>", or the code. */
const char *action_label(struct req *r, const char *action);
/* Remaining time of a term in words ("超 1 日", "今日", "3 日"), and how it stands: "late", "soon" or "". */
const char *left_text(struct req *r, const struct clock_left *left, int64_t due_at, const char *unit);
const char *left_kind(const struct clock_left *left);
const char *rule_name(struct req *r, const char *rule);
/* Lines of a sheet below list: label value (or heading, before the lines of a row). */
void sheet_view(struct req *r, const char *list, const char *scope, const struct sheet *s);
#endif
