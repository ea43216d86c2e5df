/* file.h - private to lib/caseflow: makes a new file with its chain, names officers. */
#ifndef LIB_CASEFLOW_FILE_H
#define LIB_CASEFLOW_FILE_H
#include "lib/caseflow/case_priv.h"

/* Chain and row of a new file; fills case_of(m)-> */
ERR_CHECKED enum err file_open(struct act_move *m, const char *title, const char *clue_number);
/* Names an account as verifier, lead or assist, with the certificate they hold that day: of kind enforcement, valid,
 * of the cause's field (or 综合) and covering the agency's region.  Problem "no_certificate" on field. */
ERR_CHECKED enum err file_name_officer(struct act_move *m, int64_t account, const char *role,
    const char *state, const char *field);
/* Of an officer of the case whose certificate there is no longer valid: the one they hold today, renewed under another
 * number.  Nothing changes where they hold none. */
ERR_CHECKED enum err file_renew_certificate(struct act_move *m, int64_t account);
#endif
