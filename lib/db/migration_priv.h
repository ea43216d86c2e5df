/* migration_priv.h - what the files of migrate share. */
#ifndef LIB_DB_MIGRATION_PRIV_H
#define LIB_DB_MIGRATION_PRIV_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct migration {
	int64_t number;
	const char *name;
	const char *sql;
	bool online;
};

ERR_CHECKED enum err migrate_read_file(struct arena *a, const char *path, const char **out);
/* The numbered files, by number. */
ERR_CHECKED enum err migrate_read_folder(struct arena *a, const char *folder, struct migration **out, int *n);
/* The text of the file `name`, which an error names. */
ERR_CHECKED enum err migrate_script(struct arena *a, struct db *db, const char *name, const char *sql);
/* Says that it has landed, with the checksum of its text. */
ERR_CHECKED enum err migrate_note(struct arena *a, struct db *db, const struct migration *m);
/* Makes what stands in `folder`/again anew where a file of it, or the schema, is another than the last time. */
ERR_CHECKED enum err migrate_again(struct arena *a, struct db *db, const char *folder,
    const char *const *modules, bool *made);
/* Notes the folded ones among the n of `list` as landed when the store is exactly as the last of the old series left
 * it.
 * ERR_STATE: it is not; err_last() names the first difference. */
ERR_CHECKED enum err migrate_take_over(struct arena *a, struct db *db, const char *folder,
    const struct migration *list, int n);
#endif
