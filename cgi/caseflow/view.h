/* view.h - private to the case's pages: its header, phases, clocks, what was entered. */
#ifndef CGI_CASEFLOW_VIEW_H
#define CGI_CASEFLOW_VIEW_H
#include "cgi/desk.h"
#include "lib/caseflow/read.h"

struct subject_bundle;

/* case.{ref,path,number,title,procedure,agency,unit,cause,version,spine,state,ended,officers,major}; crumbs. */
ERR_CHECKED enum err case_head(struct req *r, const struct case_file *cf, const char *here);
/* The same with the rows of caseflow_officers(). */
void case_head_of(struct req *r, const struct case_file *cf, const struct db_rows *officers, const char *here);
/* case.steps, case.steps_brief: the line of phases, from caseflow_marks() and caseflow_tracks(). */
void case_steps(struct req *r, const struct case_file *cf, const struct db_rows *marks, const struct db_rows *tracks);
/* clocks.<i>.{rule,left,kind,due,source,derivation.<j>.text,...}. */
void case_clocks(struct req *r, const struct clock_row *list, size_t n);
/* <at>.{state,review_until,suit_until,until,provisional,court_from,court_until,court_tag,court_kind} and
 * <at>.steps.<i>.{text,source}; owes: there is something a court could carry out. */
void case_remedy(struct req *r, const char *at, const struct remedy_term *t, bool owes);
/* "remedy", with remedy.on, of the decision of a track that stands; nothing where there is none. */
ERR_CHECKED enum err case_remedy_of(struct req *r, const struct case_file *cf, int64_t track);
/* Steps of the record: title actor at late sheet. */
void case_record(struct req *r, const char *list, const struct caseflow_step *steps, int n);
/* "核查线索", "立案审批：同意" ...: what a line of the record is called. */
const char *step_title(struct req *r, const struct caseflow_step *s);
/* As cgi/common/process.h has it. */
ERR_CHECKED enum err case_process(struct req *r, const struct case_file *cf);
/* "same": other clues and open cases of the same firm, at a clue's form (cf NULL) and on its page. */
ERR_CHECKED enum err case_same(struct req *r, struct ref subject, const struct case_file *cf);
/* A form that was sent before opens with what was sent, once it was given back, and a report always;
 * "back.{by,at,words}" says who gave it back.  track NULL: of the whole case. */
ERR_CHECKED enum err case_given_back(struct req *r, const struct case_file *cf, const struct case_track *track,
    const char *action, struct input *in);
/* "brief", with brief.on: what a decision rests on, beside the form of an act that decides or asks somebody to; of
 * one party (0: of all). */
bool case_decides(const char *action);
ERR_CHECKED enum err case_brief(struct req *r, const struct case_file *cf, int64_t party);
/* Of the kind's row in cgi/modules.c. */
ERR_CHECKED enum err case_bundle(struct req *r, struct ref ref, struct subject_bundle *out);
#endif
