/* files.h - private to pages that show stored files: a row of caseflow_files() or inspection_files() into the page. */
#ifndef CGI_COMMON_FILES_H
#define CGI_COMMON_FILES_H
#include "lib/web/web.h"

/* list.<i>: ref name sha256 sm3 by at checked_at notes notes_href href kind type size state state_kind; of a picture
 * small pixels place taken apart away.  claimed: when it is said to have been taken. */
void file_view(struct req *r, const char *list, int i, struct db_row f, int64_t claimed);
/* "12 KB", "3.4 MB" */
const char *file_size(struct req *r, int64_t bytes);
#endif
