/* witness.c - xiezhi witness: what another body runs to watch a log.  It keeps the last checkpoint it saw,
 * refuses one that is not its continuation, cosigns those that are and sends them to the log.  For the log's own
 * side: which witnesses are registered. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "cmd/verify/fetch.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/tlog/audit.h"
#include "lib/tlog/file.h"
#include "lib/tlog/witness.h"

#define INCONSISTENT 1
#define EVERY_MAX_S 86400

struct watch {
	const char *folder, *url, *log;
	struct tlog_vkey me;
	struct sign_key *key;
	struct tlog_source source;
	struct tlog_log_keys keys;
};

/* ---- the folder of a witness: name, key.pem, and of the log it watches log-key and checkpoint */

static enum err
keep(struct arena *a, const char *folder, const char *name, const char *text)
{
	struct file_put *p;
	enum err e = file_put_open(a, folder, &p);

	if (e != OK)
		return e;
	e = file_put(p, name, text, strlen(text));
	if (e == OK)
		e = file_put_sync(p);
	file_put_close(p);
	return e;
}

static enum err
kept(struct arena *a, const char *folder, const char *name, char **out)
{
	size_t n;

	return file_read(a, folder, name, TLOG_NOTE_MAX, out, &n);
}

static enum err
load_me(struct arena *a, struct watch *w)
{
	char *name;
	enum err e = kept(a, w->folder, "name", &name);

	if (e == OK) {
		name[strcspn(name, "\n")] = '\0';
		e = sign_key_load(a, arena_printf(a, "%s/key.pem", w->folder), &w->key);
	}
	return e == OK ? tlog_vkey_of(a, name, TLOG_KEY_WITNESS, w->key, &w->me) : e;
}

static int
make_me(struct arena *a, const char *command, const char *folder, const char *name)
{
	struct watch w = { .folder = folder };
	char *had;
	enum err e;

	if (!tlog_name_ok(name))
		return cmd_fail(command, "a name has no space and no +, for example witness.example.org: %s", name);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return cmd_fail(command, "%s: %s", folder, strerror(errno));
	e = kept(a, folder, "name", &had);
	if (e == ERR_NOT_FOUND)
		e = keep(a, folder, "name", arena_printf(a, "%s\n", name));
	if (e == OK)
		e = sign_key_make(arena_printf(a, "%s/key.pem", folder), SIGN_ED25519);
	if (e == OK)
		e = load_me(a, &w);
	if (e != OK)
		return cmd_failed(command, e);
	(void)printf("%s\n", tlog_vkey_text(a, &w.me));
	return 0;
}

/* ---- watching */

/* The log's keys: as given, else as kept from the first time, else as the log says the first time. */
static enum err
log_keys(struct arena *a, struct watch *w, const char *given)
{
	char *text = NULL;
	size_t n;
	enum err e = kept(a, w->folder, "log-key", &text);

	if (e == OK && given != NULL && strstr(text, given) == NULL)
		return err_set(ERR_STATE, "%s/log-key is another key than the one given", w->folder);
	if (e == OK)
		return tlog_log_keys(a, text, &w->keys);
	if (e != ERR_NOT_FOUND)
		return e;
	text = given != NULL ? arena_printf(a, "%s\n", given) : NULL;
	e = text != NULL ? OK : w->source.get(w->source.ctx, a, "key", TLOG_NOTE_MAX, &text, &n);
	if (e == OK)
		e = tlog_log_keys(a, text, &w->keys);
	return e == OK ? keep(a, w->folder, "log-key", text) : e;
}

/* now continues last: by a proof out of the log's own tiles, or, the first time, by all of its entries. */
static enum err
consistent(struct arena *a, struct watch *w, const struct tlog_checkpoint *last, const struct tlog_checkpoint *now)
{
	struct tlog_remote remote;
	struct tlog_path path;
	enum err e;

	if (last == NULL)
		return tlog_audit(a, &w->source, now, NULL, NULL);
	if (now->size < last->size)
		return err_set(ERR_STATE, "the log shrank from %" PRId64 " to %" PRId64 " entries",
		    last->size, now->size);
	tlog_remote_init(&remote, a, &w->source, now->size);
	e = tlog_consistency(&remote.reader, last->size, now->size, &path);
	if (e == OK && !tlog_consistency_ok(&path, last->size, &last->root, now->size, &now->root))
		e = err_set(ERR_STATE, "the tree of %" PRId64 " entries does not continue the one of %"
		    PRId64, now->size, last->size);
	return e;
}

static enum err
send_cosigned(struct arena *a, struct watch *w, const char *note, int64_t size)
{
	struct tlog_note *n = ARENA_NEW(a, struct tlog_note);
	char *line, *answer;
	long status;
	enum err e;

	if (!tlog_note_parse(a, note, strlen(note), n))
		return err_set(ERR_STATE, "the checkpoint is not a signed note");
	e = tlog_note_cosign(a, n->text, &w->me, w->key, clock_real_now() / SECOND_US, &line);
	if (e == OK)
		e = fetch_post(a, arena_printf(a, "%s/cosignatures", w->log), arena_printf(a, "%s%s", note, line),
		    &status, &answer);
	if (e == OK && status != 200)
		e = err_set(ERR_IO, "the log did not take the cosignature: status %ld", status);
	if (e == OK) {
		(void)printf("cosigned %" PRId64 "\n", size);
		(void)fflush(stdout);
	}
	return e;
}

static enum err
look(struct arena *a, struct watch *w)
{
	struct tlog_checkpoint now, last;
	char *note, *before;
	bool first;
	enum err e = kept(a, w->folder, "checkpoint", &before);

	first = e == ERR_NOT_FOUND;
	if (e == OK)
		e = tlog_checkpoint_check(a, &w->keys, "the checkpoint kept", before, strlen(before), &last);
	if (e == OK || first)
		e = tlog_checkpoint_get(a, &w->source, &w->keys, &now, &note);
	if (e == OK)
		e = consistent(a, w, first ? NULL : &last, &now);
	if (e == OK && (first || now.size > last.size))
		e = keep(a, w->folder, "checkpoint",
		    note);	/* before it is cosigned: what was signed is remembered */
	return e == OK ? send_cosigned(a, w, note, now.size) : e;
}

static int
watch(struct arena *a, const char *command, struct watch *w, const char *key, long long every)
{
	const struct timespec pause = { .tv_sec = (time_t)every };
	enum err e = fetch_open(a, w->url, &w->source, &w->log);

	if (e == OK)
		e = load_me(a, w);
	if (e == OK)
		e = log_keys(a, w, key);
	for (;;) {
		struct arena *each = arena_child(a);

		if (e == OK)
			e = look(each, w);
		arena_free(each);
		if (e == ERR_STATE) {	/* evidence: the folder holds the older checkpoint */
			(void)cmd_fail(command, "REFUSED: %s", err_last());
			return INCONSISTENT;
		}
		if (e != OK && (every == 0 || e == ERR_INPUT))
			return cmd_failed(command, e);
		if (e != OK)
			(void)cmd_failed(command, e);	/* not reached: the next time */
		if (every == 0)
			return 0;
		(void)nanosleep(&pause, NULL);
		e = OK;
	}
}

static int
cmd_watch(struct arena *a, int argc, char **argv)
{
	struct watch w = { .folder = argv[2], .url = argv[3] };
	const char *key = NULL;
	long long every = 0;
	int i;

	for (i = 4; i + 1 < argc; i += 2) {
		if (str_eq(argv[i], "--key"))
			key = argv[i + 1];
		else if (!str_eq(argv[i], "--every") || !str_i64(argv[i + 1], 1, EVERY_MAX_S, &every))
			return cmd_usage(argv[0]);
	}
	return i == argc ? watch(a, argv[0], &w, key, every) : cmd_usage(argv[0]);
}

/* ---- on the log's side */

static int
registered(struct arena *a, int argc, char **argv)
{
	bool add = str_eq(argv[1], "add");
	struct conf *conf;
	struct db *db;
	enum err e;

	if (argc != (add ? 5 : 3))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = add ? tlog_witness_add(a, db, argv[2], argv[3], argv[4]) : tlog_witness_end(a, db, argv[2]);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

static int
run(struct arena *a, int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (str_eq(what, "key") && argc == 4)
		return make_me(a, argv[0], argv[2], argv[3]);
	if (str_eq(what, "watch") && argc >= 4)
		return cmd_watch(a, argc, argv);
	if (str_eq(what, "add") || str_eq(what, "end"))
		return registered(a, argc, argv);
	return cmd_usage(argv[0]);
}

int
cmd_witness(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
