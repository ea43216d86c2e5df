/* door.h - pages of the public's door: `/my/` on the portal; slips and messages on the desk. */
#ifndef CGI_DOOR_DOOR_H
#define CGI_DOOR_DOOR_H
#include "lib/web/web.h"

struct arena;
struct conf;
struct db_row;
struct door_statement;
struct door_visitor;
struct program_keys;

extern const struct route door_portal_routes[], door_case_routes[], door_visit_routes[], door_refuse_routes[],
    door_send_routes[], door_wish_routes[], door_file_routes[], door_open_routes[], door_slip_routes[],
    door_desk_routes[], door_sent_routes[];

#define DOOR "/my/"
#define MESSAGES "/desk/door/"
#define SLIPS "/desk/slips/"
/* What a party may send in, NULL-ended. */
extern const char *const door_sorts[];
/* Message "door.<prefix><word>", of which dots are underlines. */
const char *door_word(struct req *r, const char *prefix, const char *word);

/* ---- portal */

/* Whose session it is, for a page below `/my/`; its tokens are those of the page's forms.  *in false: nobody's, and the
 * request was answered: by the page where a code is typed. */
ERR_CHECKED enum err door_visit(struct req *r, struct door_visitor *out, const char **token, bool *in);
/* The same without a page: ERR_NOT_FOUND: nobody's. */
ERR_CHECKED enum err door_known(struct req *r, struct door_visitor *out, const char **token);
/* A path of `/my/` in the language of the request. */
const char *door_path(struct req *r, const char *path);
/* Row i of a list: one of their cases, one of their visits, as door_cases() and door_visits() have them. */
void door_view_case(struct req *r, const char *list, int i, struct db_row row);
void door_view_visit(struct req *r, const char *list, int i, struct db_row row);
/* wish.c: what the firm asks for: wishes. */
ERR_CHECKED enum err door_view_wishes(struct req *r, const char *token);
/* The visit among theirs, put below `visit.0`.  ERR_NOT_FOUND. */
ERR_CHECKED enum err door_visit_of_path(struct req *r, const char *token, struct ref ref);
/* refuse.c: its refusals and what was decided, and the way to refuse it while that may be. */
ERR_CHECKED enum err door_view_refusals(struct req *r, const char *token, struct ref visit);
/* Files of the form: those that came in pieces before (field "files", lines of ref and name), and without a script
 * those of the form itself.  What is wrong with them becomes a problem. */
ERR_CHECKED enum err door_files_typed(struct req *r);
/* How many and how large they may be, and which came before; for the page of the form. */
ERR_CHECKED enum err door_files_view(struct req *r);
/* Into the statement; those of the form are taken in now. */
ERR_CHECKED enum err door_files_put(struct req *r, const char *token, struct door_statement *s);
/* It was sent before: what was taken in goes. */
ERR_CHECKED enum err door_files_drop(struct req *r, const char *token, const struct door_statement *s);
/* The case of the path among theirs, put below `case.0`.  ERR_NOT_FOUND. */
ERR_CHECKED enum err door_case_of_path(struct req *r, const char *token, struct ref *ref, struct db_row *out);
#endif
