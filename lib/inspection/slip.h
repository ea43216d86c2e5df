/* slip.h - the slip (查询凭证) by which the firm of an inspection sees its visits at the public's door. */
#ifndef LIB_INSPECTION_SLIP_H
#define LIB_INSPECTION_SLIP_H
#include "lib/inspection/inspection.h"

struct door_slip;

/* Whether the page offers it: to the team, once the firm knows of the visit. */
bool inspection_slip_may(const struct inspection *i);
/* Whether this account may print one now.  ERR_NOT_FOUND: none, or not theirs; ERR_STATE: the firm knows of no visit
 * yet. */
ERR_CHECKED enum err inspection_slip_form(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    struct inspection *out);
/* Printed, once; the slip before it ends. */
ERR_CHECKED enum err inspection_slip_print(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    struct door_slip *slip, struct problems *p, const char **answer);
#endif
