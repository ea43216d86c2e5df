/* migrate.c - xiezhi migrate: brings the store to this version, with its reference
 * data, partitions and the accounts of the programs; again: nothing to do, at once. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cgi/modules.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/csv_json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/loaded.h"
#include "lib/db/migration.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

/* Goes up when the same files would be loaded otherwise. */
#define LOADER "1"

static int
is_csv(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".csv") == 0;
}

static enum err
add_file(struct digest *d, const char *path)
{
	char buf[16384];
	size_t n;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		digest_add(d, buf, n);
	(void)fclose(f);
	return OK;
}

/* In the order of their names, which are part of it. */
static enum err
add_files(struct arena *a, struct digest *d, const char *folder)
{
	struct dirent **list;
	enum err e = OK;
	int i, n = scandir(folder, &list, is_csv, alphasort);

	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	for (i = 0; i < n; i++) {
		digest_add(d, list[i]->d_name, strlen(list[i]->d_name) + 1);
		if (e == OK)
			e = add_file(d, arena_printf(a, "%s/%s", folder, list[i]->d_name));
		free(list[i]);
	}
	free(list);
	return e;
}

/* One checksum of all of the reference files, those of the modules' own folders too. */
static enum err
checksum(struct arena *a, const char *folder, const char **out)
{
	struct digest *d = digest_new(a, DIGEST_SHA256);
	unsigned char sum[SHA256_SIZE];
	const char *const *in;
	char *hex = arena_alloc(a, 2 * SHA256_SIZE + 1);
	enum err e = csv_folders(a, folder, &in);

	digest_add(d, LOADER, sizeof(LOADER));
	for (; e == OK && *in != NULL; in++) {
		digest_add(d, *in + strlen(folder), strlen(*in + strlen(folder)) + 1);
		e = add_files(a, d, *in);
	}
	digest_end(d, sum);
	str_hex(sum, sizeof(sum), hex);
	*out = hex;
	return e;
}

static const char *const *
module_names(struct arena *a)
{
	const struct module *m;
	const char **list;
	size_t n = 0;

	for (m = xz_modules; m->name != NULL; m++)
		n++;
	list = ARENA_ARRAY(a, const char *, n + 1);
	for (n = 0, m = xz_modules; m->name != NULL; m++)
		list[n++] = m->name;
	return list;
}

struct loading {
	const char *folder, *sum;
};

/* All in one transaction: killed at any moment, the store has the old data or the new. */
static enum err
load(struct arena *a, struct db *db, void *ctx)
{
	const struct loading *l = ctx;
	const struct module *m;
	enum err e = OK;

	for (m = xz_modules; e == OK && m->name != NULL; m++)
		if (m->load != NULL)
			e = m->load(a, db, l->folder);
	return e == OK ? db_loaded_note(a, db, "reference", l->sum) : e;
}

/* A store that was moved has papers of days to come: it must not pass for a real one. */
static enum err
set_clock(struct arena *a, struct db *db, bool test_clock)
{
	struct db_clock c;
	enum err e = db_clock_get(a, db, &c);

	if (e == OK && !test_clock && c.offset_us != 0)
		return err_set(ERR_STATE, "the clock of this store was moved: start it with XIEZHI_TEST_CLOCK=1,"
		    " or `xiezhi clock reset` before");
	return e == OK && c.movable != test_clock ? db_clock_movable(a, db, test_clock) : e;
}

static enum err
tell_keys(struct arena *a, struct db *db, const char *folder)
{
	struct program_keys keys;
	const struct module *m;
	enum err e = program_keys_open(a, "xiezhi migrate", str_empty(folder) ? NULL : folder, &keys);

	for (m = xz_modules; e == OK && m->name != NULL; m++)
		if (m->tell_keys != NULL)
			e = m->tell_keys(a, db, &keys);
	return e;
}

static enum err
cmd_bring_up(struct arena *a, struct db *db, const char *app, bool test_clock, struct migrated *done, bool *loaded)
{
	struct loading l = { .folder = arena_printf(a, "%s/etc/reference", app) };
	bool same = false;
	int64_t made;
	enum err e = db_alone(a, db, "migrate");

	if (e == OK)
		e = migrate_run(a, db, arena_printf(a, "%s/migrations", app), module_names(a), done);
	if (e == OK)
		e = db_loaded_prepare(db);
	if (e == OK)
		e = checksum(a, l.folder, &l.sum);
	if (e == OK)
		e = db_loaded_is(a, db, "reference", l.sum, &same);
	if (e == OK && (done->applied > 0 || !same))
		e = db_tx_run(a, db, NULL, load, &l, NULL);
	*loaded = done->applied > 0 || !same;
	if (e == OK)
		e = set_clock(a, db, test_clock);
	return e == OK ? db_partitions(a, db, &made) : e;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	struct db *db;
	const char *app;
	int64_t version;
	struct migrated done = { 0 };
	bool loaded;
	enum err e;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	app = conf_text(conf, "app", cmd_app_folder(a));
	if (app == NULL)
		return cmd_fail(argv[0], "the configuration names no app folder");
	e = cmd_bring_up(a, db, app, conf_bool(conf, "test_clock", false), &done, &loaded);
	if (e == OK)
		e = tell_keys(a, db, conf_text(conf, "keys", NULL));
	if (e == OK)
		e = migrate_version(a, db, &version);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("schema %lld, %d applied, functions and rights %s, reference data %s\n",
	    (long long)version, done.applied, done.again ? "made anew" : "unchanged", loaded ? "loaded" : "unchanged");
	return 0;
}

int
cmd_migrate(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
