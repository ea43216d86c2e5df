/* slip.h - acts of a case about the public's door: the slip (查询凭证) of a party that something was served on, and
 * what is answered to a message that no step takes over. */
#ifndef LIB_CASEFLOW_SLIP_H
#define LIB_CASEFLOW_SLIP_H
#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/caseflow/caseflow.h"

/* The act; the desk offers it as it offers others, on a page of its own. */
#define CASEFLOW_SLIP "slip_print"

struct door_slip;

/* Whether this account may print one for the party of the track now; whose it is.  ERR_NOT_FOUND: no such case or
 * track, or not theirs; ERR_STATE: nothing was served on it. */
ERR_CHECKED enum err caseflow_slip_form(struct arena *a, struct db *db, const struct act *act, struct ref case_ref,
    struct ref track, const struct case_file **cf, const struct case_track **tr);
/* Printed, once; the slip before it ends.  Errors as above. */
ERR_CHECKED enum err caseflow_slip_print(struct arena *a, struct db *db, const struct act *act, struct ref case_ref,
    struct ref track, struct door_slip *slip, struct problems *p, const char **answer);

/* The party of a track, and where papers are served on it. */
ERR_CHECKED enum err caseflow_party_of(struct arena *a, struct db *db, struct ref track, struct ref *party,
    const char **address);

/* The form of the answer to a message, and the answer.  Errors as of caseflow_form() and caseflow_do(). */
ERR_CHECKED enum err caseflow_answer_form(struct arena *a, struct db *db, const struct act *act, struct ref case_ref,
    struct ref track, struct input **in);
ERR_CHECKED enum err caseflow_answer(struct arena *a, struct db *db, const struct act *act, struct ref case_ref,
    struct ref track, struct ref message, struct input *in, struct problems *p, const char **answer);
#endif
