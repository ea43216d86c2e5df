/* chore.c - see chore.h. */
#include "lib/spotcheck/chore.h"

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/spotcheck/files.h"

static const char *folder;

void
spotcheck_files_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)k;
	folder = arena_printf(a, "%s/public/disclosure/draws", conf_text(c, "state", "."));
}

enum err
spotcheck_files_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return spotcheck_files_publish(a, db, folder, n);
}
