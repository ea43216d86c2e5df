/* test_tlog.c - the log in a store: sequencer, publisher, proofs, what is refused, files made again, a store
 * restored from a copy, a full disk, old partial files. */
#include "tests/db/tlog.h"

#include <signal.h>
#include <sys/resource.h>

#include "lib/base/clock.h"
#include "lib/tlog/entry.h"

static void
test_grows(void **state)
{
	static const int step[] = { 0, 1, 3, 251, 1, 1, 300, 700 };
	struct tlog_checkpoint before, now;
	struct tlog_log_keys k;
	struct bench b;
	int64_t moved, total = 0;
	char *text;
	size_t i, n;

	(void)state;
	if (!bench_open(&b, "grows"))
		return;
	for (i = 0; i < sizeof(step) / sizeof(*step); i++) {
		bench_events(&b, b.db, step[i]);
		total += step[i];
		ok(bench_step(&b, 10000, &moved));
		assert_int_equal(moved, 2 * step[i]);
		ok(bench_audit(&b, b.log, i > 0 ? &before : NULL, &now));
		assert_int_equal(now.size, total);
		before = now;
	}
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.event_pending"), 0);
	assert_int_equal(bench_count(&b,
	    "select count(*) as n from xz.tlog_leaf l join xz.event_order o on o.y = l.y and o.id = l.event_id"),
	    total);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_leaf l where kind <> 'record'"), 0);
	ok(file_read(b.a, b.log, "key", 4096, &text, &n));
	ok(tlog_log_keys(b.a, text, &k));
	assert_string_equal(tlog_vkey_text(b.a, &k.ed25519), tlog_vkey_text(b.a, &b.keys.ed25519));
	assert_true(k.has_sm2);
	/* nothing to do: nothing is signed or written again */
	ok(bench_step(&b, 10000, &moved));
	assert_int_equal(moved, 0);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_checkpoint"), 8);
	bench_close(&b);
}

static void
test_proofs(void **state)
{
	struct tlog_proof *p;
	struct tlog_leaf leaf, found, *list;
	struct tlog_state s;
	struct db *portal;
	struct bench b;
	int64_t moved, i;
	int n;

	(void)state;
	if (!bench_open(&b, "proofs"))
		return;
	p = ARENA_NEW(b.a, struct tlog_proof);
	ok(db_open(b.a, arena_printf(b.a, "%s user=xz_portal", b.conninfo), "test", &portal));
	assert_int_equal(tlog_state(b.a, portal, &s), ERR_NOT_FOUND);
	assert_int_equal(tlog_proof_of(b.a, portal, 0, p), ERR_NOT_FOUND);
	bench_events(&b, b.db, 777);
	ok(bench_step(&b, 10000, &moved));
	ok(tlog_state(b.a, portal, &s));
	assert_int_equal(s.checkpoint.size, 777);
	for (i = 0; i < 777; i += i < 20 ? 1 : 37) {
		ok(tlog_proof_of(b.a, portal, i, p));
		assert_null(tlog_proof_wrong(b.a, p, &b.keys.ed25519));
		assert_int_equal(p->index, i);
	}
	assert_int_equal(tlog_proof_of(b.a, portal, 777, p), ERR_NOT_FOUND);
	assert_int_equal(tlog_proof_of(b.a, portal, -1, p), ERR_NOT_FOUND);
	ok(tlog_leaf_get(b.a, portal, 500, &leaf));
	ok(tlog_find(b.a, portal, "record", leaf.id, leaf.digest, &found));
	assert_int_equal(found.index, 500);
	ok(tlog_find(b.a, portal, "record", leaf.id, NULL, &found));
	assert_int_equal(tlog_find(b.a, portal, "disclosure.published", leaf.id, NULL, &found), ERR_NOT_FOUND);
	assert_int_equal(tlog_find(b.a, portal, "record", leaf.id, arena_strndup(b.a, s.ed25519, 64), &found),
	    ERR_NOT_FOUND);
	ok(tlog_newest(b.a, portal, 0, 50, &list, &n));
	assert_int_equal(n, 50);
	assert_int_equal(list[0].index, 776);
	ok(tlog_newest(b.a, portal, 30, 50, &list, &n));
	assert_int_equal(n, 30);
	assert_int_equal(list[0].index, 29);
	/* signed but not published yet: not shown, not proved */
	bench_events(&b, b.db, 5);
	ok(stream_order(b.a, b.db, 10000, &moved));
	ok(tlog_sequence(b.a, b.db, &b.keys, b.log, 10000, &moved));
	assert_int_equal(tlog_proof_of(b.a, portal, 779, p), ERR_NOT_FOUND);
	ok(tlog_newest(b.a, portal, 0, 1, &list, &n));
	assert_int_equal(list[0].index, 776);
	bench_close(&b);
}


static enum err
write_event(struct arena *a, struct db *db, void *ctx)
{
	return tlog_event(a, db, ctx);
}

static void
test_events(void **state)
{
	static const char hex[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	struct tlog_event ev = { .kind = "draw.announced", .id = "2026-11-A", .digest = hex, .subject_kind = "draw",
	    .subject_ref = ref_random(), .actor = ref_random(), .at = 1795000000123456 };
	static const char *const kinds[] = { "Record", "draw2", "", ".record", "abcdefghijklmnopqrstuvwxyz.abcdef" };
	struct tlog_checkpoint c;
	struct tlog_entry entry;
	struct tlog_leaf leaf;
	struct bench b;
	char ref[REF_TEXT_SIZE];
	int64_t moved;
	size_t i;

	(void)state;
	if (!bench_open(&b, "events"))
		return;
	ok(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL));
	ev.kind = "disclosure.published";
	ev.id = NULL;
	ok(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL));
	ev.kind = "list.published";	/* of a newer writer */
	ok(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL));
	ev.kind = "Case.filed";
	assert_int_equal(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL), ERR_INPUT);
	ev.kind = "record";
	ev.id = "a b";
	assert_int_equal(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL), ERR_INPUT);
	ev.id = NULL;
	ev.digest = "00";
	assert_int_equal(db_tx_run(b.a, b.db, NULL, write_event, &ev, NULL), ERR_INPUT);
	/* whoever goes past the call is stopped by the store */
	assert_int_equal(db_script(b.db, "insert into xz.event (y, kind, subject_kind, subject_ref, actor, at) values"
	    " (2026, 'record', 'chain', xz.new_ref(), xz.new_ref(), xz.now())"), ERR_INPUT);
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		assert_int_equal(db_script(b.db, arena_printf(b.a,
		    "insert into xz.event (y, kind, subject_kind, subject_ref, actor, at,"
		    " payload) values (2026, '%s', 'chain', xz.new_ref(), xz.new_ref(), xz.now(),"
		    " jsonb_build_object('digest', '%s'))", kinds[i], hex)), ERR_INPUT);
	assert_int_equal(db_script(b.db,
	    "insert into xz.event (y, kind, subject_kind, subject_ref, actor, at, payload) values"
	    " (2026, 'list.published', 'list', xz.new_ref(), xz.new_ref(), xz.now(), '{\"digest\":null}')"), ERR_INPUT);
	ok(bench_step(&b, 100, &moved));
	ok(bench_audit(&b, b.log, NULL, &c));
	assert_int_equal(c.size, 3);
	ok(tlog_leaf_get(b.a, b.db, 2, &leaf));
	assert_string_equal(leaf.kind, "list.published");
	ok(tlog_leaf_get(b.a, b.db, 0, &leaf));
	assert_true(tlog_entry_parse(b.a, leaf.line, strlen(leaf.line), &entry));
	assert_string_equal(entry.id, "2026-11-A");
	assert_int_equal(entry.at, 1795000000000000);
	ref_text(ev.subject_ref, ref);
	ok(tlog_find(b.a, b.db, "disclosure.published", ref, hex, &leaf));
	assert_int_equal(leaf.index, 1);
	bench_close(&b);
}

static void
test_fixed(void **state)
{
	static const char *const forbidden[] = { "update xz.tlog_leaf set line = line", "delete from xz.tlog_leaf",
	    "truncate xz.tlog_leaf", "delete from xz.tlog_checkpoint", "update xz.tlog_checkpoint set note = ''",
	    "update xz.tlog_node set hash = hash", "delete from xz.tlog_node", "update xz.tlog_log set name = 'x'",
	    "truncate xz.tlog_checkpoint cascade", "truncate xz.tlog_cosignature",
	    "delete from xz.tlog_log", "update xz.tlog_leaf set event_id = 1" };
	static const char *const roles[] = { "xz_daemon", "xz_admin", "xz_portal", "xz_desk",
	    "xz_signin", "xz_exchange", "postgres" };
	struct tlog_keys other;
	struct bench b;
	struct db *db;
	int64_t moved;
	size_t i, k;

	(void)state;
	if (!bench_open(&b, "fixed"))
		return;
	bench_events(&b, b.db, 300);
	ok(bench_step(&b, 10000, &moved));
	for (k = 0; k < sizeof(roles) / sizeof(*roles); k++) {
		ok(db_open(b.a, arena_printf(b.a, "%s user=%s", b.conninfo, roles[k]), "test", &db));
		for (i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
			if (db_script(db, forbidden[i]) != ERR_DENIED)
				fail_msg("%s may: %s", roles[k], forbidden[i]);
	}
	/* nor does the log change its name or its key */
	ok(tlog_keys_of(b.a, &b.owned, "other.example/log", &other));
	assert_int_equal(tlog_begin(b.a, b.db, &other), ERR_STATE);
	ok(tlog_begin(b.a, b.db, &b.keys));
	bench_close(&b);
}

static int
differ(struct bench *b, const char *other)
{
	return system(arena_printf(b->a, "diff -r %s %s >/dev/null", b->log, other));
}

static void
test_rebuild(void **state)
{
	const char *other;
	struct tlog_checkpoint c;
	struct bench b;
	int64_t moved, files;

	(void)state;
	if (!bench_open(&b, "rebuild"))
		return;
	other = arena_printf(b.a, "%s/again", b.folder);
	assert_int_equal(mkdir(other, 0755), 0);
	assert_int_equal(tlog_rebuild(b.a, b.admin, other, &files), ERR_STATE);
	bench_events(&b, b.db, 100);
	ok(bench_step(&b, 10000, &moved));
	bench_events(&b, b.db, 600);
	ok(bench_step(&b, 10000, &moved));
	bench_events(&b, b.db, 3);
	ok(bench_step(&b, 10000, &moved));
	ok(tlog_rebuild(b.a, b.admin, other, &files));
	assert_int_equal(differ(&b, other), 0);
	ok(bench_audit(&b, other, NULL, &c));
	assert_int_equal(c.size, 703);
	/* over damaged and missing ones, in place */
	assert_int_equal(system(arena_printf(b.a, "echo x > %s/tile/0/001; rm -r %s/tile/entries %s/checkpoint", b.log,
	    b.log, b.log)), 0);
	assert_int_not_equal(bench_audit(&b, b.log, NULL, &c), OK);
	ok(tlog_rebuild(b.a, b.admin, b.log, &files));
	assert_int_equal(differ(&b, other), 0);
	/* entries that were changed in the store behind its back are found, and nothing is written */
	bench_sql(&b, b.name, "set session_replication_role to replica; update xz.tlog_leaf"
	    " set line = replace(line, '+08:00', '+07:00'), hash = sha256('\\x00'::bytea || convert_to(replace(line,"
	    " '+08:00', '+07:00'), 'UTF8')) where idx = 7");
	assert_int_equal(tlog_rebuild(b.a, b.admin, b.log, &files), ERR_STATE);
	assert_int_equal(differ(&b, other), 0);
	bench_close(&b);
}

/* What an auditor must find, whatever was done to the files. */
static void
test_audit_finds(void **state)
{
	static const struct {
		const char *damage, *said;
	} each[] = {
		{ "printf '\\1' | dd of=tile/0/000 bs=1 seek=99 conv=notrunc", "tile/0/000 does not hold" },
		{ "printf '\\1' | dd of=tile/0/002.p/88 bs=1 seek=9 conv=notrunc", "tile/0/002.p/88 does not hold" },
		{ "printf '\\1' | dd of=tile/1/000.p/2 bs=1 seek=9 conv=notrunc", "tile/1/000.p/2 does not hold" },
		{ "rm tile/1/000.p/2", "tile/1/000.p/2 is not there" },
		{ "rm tile/entries/001", "tile/entries/001 is not there" },
		{ "truncate -s -3 tile/entries/001", "tile/entries/001 holds 255 entries" },
		{ "printf 'x' >> tile/entries/002.p/88", "tile/entries/002.p/88 holds more" },
		{ "printf '\\1' >> tile/0/000", "tile/0/000 is too long" },
		{ "sed -i 's/+08:00/+07:00/' tile/entries/000", "tile/0/000 does not hold" },
		{ "sed -i 's/record/recorD/' tile/entries/000", "entry 0 is not of the form" },
		{ "sed -i '2s/600/599/' checkpoint", "the Ed25519 signature" },
		{ "grep -v 'AAAAnothing' checkpoint | sed '$d' > c && mv c checkpoint", "the SM2 signature" },
		{ "echo x > checkpoint", "not a signed note" },
	};
	struct tlog_checkpoint c, from;
	struct bench b;
	int64_t moved, files;
	size_t i;

	(void)state;
	if (!bench_open(&b, "audit"))
		return;
	bench_events(&b, b.db, 600);
	ok(bench_step(&b, 10000, &moved));
	for (i = 0; i < sizeof(each) / sizeof(*each); i++) {
		assert_int_equal(system(arena_printf(b.a, "cd %s && { %s; } 2>/dev/null", b.log, each[i].damage)), 0);
		if (bench_audit(&b, b.log, NULL, &c) != ERR_STATE || strstr(err_last(), each[i].said) == NULL)
			fail_msg("%s: %s", each[i].damage, err_last());
		assert_int_equal(system(arena_printf(b.a, "rm -rf %s/*", b.log)), 0);
		ok(tlog_rebuild(b.a, b.admin, b.log, &files));
		ok(bench_audit(&b, b.log, NULL, &c));
	}
	from = c;
	from.size = 511;
	assert_int_equal(bench_audit(&b, b.log, &from, &c), ERR_STATE);
	from.size = 601;
	assert_int_equal(bench_audit(&b, b.log, &from, &c), ERR_STATE);
	bench_close(&b);
}

/* The store goes back to a copy; the published tree goes on, with no second one and nothing twice. */
static void
test_restored(void **state)
{
	struct tlog_checkpoint published, c;
	struct bench b;
	int64_t moved;
	const char *old;

	(void)state;
	if (!bench_open(&b, "restored"))
		return;
	bench_events(&b, b.db, 400);
	ok(bench_step(&b, 10000, &moved));
	bench_events(&b, b.db, 300);	/* in the copy: written, without an index */
	old = arena_printf(b.a, "%s_copy", b.name);
	/* a template has no sessions; ours come back by themselves */
	bench_sql(&b, "postgres", arena_printf(b.a,
	    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'", b.name));
	bench_sql(&b, "postgres", arena_printf(b.a, "create database %s owner xz_owner template %s", old, b.name));
	ok(bench_step(&b, 10000, &moved));
	bench_events(&b, b.db, 50);	/* lost by the restore, but published */
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, NULL, &published));
	assert_int_equal(published.size, 750);
	ok(db_open(b.a, arena_printf(b.a, "%s dbname=%s user=xz_daemon", b.conninfo, old), "test", &b.db));
	ok(db_open(b.a, arena_printf(b.a, "%s dbname=%s user=xz_admin", b.conninfo, old), "test", &b.admin));
	assert_int_equal(bench_count(&b, "select max(size) as n from xz.tlog_checkpoint"), 400);
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, &published, &c));
	assert_int_equal(c.size, 750);		/* the 300 are in it already */
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_leaf where event_id is null"), 50);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_incident where kind = 'tlog.restored'"), 1);
	bench_events(&b, b.db, 10);
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, &published, &c));
	assert_int_equal(c.size, 760);
	bench_sql(&b, "postgres", arena_printf(b.a, "drop database %s with (force)", old));
	bench_close(&b);
}

/* Another tree, or another key's: nothing is signed. */
static void
test_other_tree(void **state)
{
	struct tlog_checkpoint c;
	struct bench b, other;
	int64_t moved;

	(void)state;
	if (!bench_open(&b, "mine") || !bench_open(&other, "other"))
		return;
	bench_events(&b, b.db, 20);
	ok(bench_step(&b, 10000, &moved));
	bench_events(&other, other.db, 10);
	ok(bench_step(&other, 10000, &moved));
	/* signed by another key */
	assert_int_equal(system(arena_printf(b.a, "cp -r %s %s/kept && cp %s/checkpoint %s/", b.log, b.folder,
	    other.log, b.log)), 0);
	bench_events(&b, b.db, 1);
	assert_int_equal(bench_step(&b, 10000, &moved), ERR_STATE);
	assert_int_equal(bench_count(&b, "select max(size) as n from xz.tlog_checkpoint"), 20);
	/* the same key, another tree: smaller, larger */
	other.keys = b.keys;
	assert_int_equal(system(arena_printf(b.a, "rm -r %s/*", other.log)), 0);
	bench_sql(&other, other.name, arena_printf(b.a, "set session_replication_role to replica; delete"
	    " from xz.tlog_log; delete from xz.tlog_checkpoint; insert into xz.tlog_log (name, ed25519, sm2)"
	    " values ('%s', '%s', '%s')", LOG_NAME, tlog_vkey_text(b.a, &b.keys.ed25519),
	    tlog_vkey_text(b.a, &b.keys.sm2)));
	bench_sql(&other, other.name, "set session_replication_role to replica; delete from xz.tlog_leaf; delete"
	    " from xz.event_cursor");
	ok(bench_step(&other, 10000, &moved));
	assert_int_equal(system(arena_printf(b.a, "cp %s/checkpoint %s/", other.log, b.log)), 0);
	assert_int_equal(bench_step(&b, 10000, &moved), ERR_STATE);
	bench_events(&other, other.db, 30);
	ok(bench_step(&other, 10000, &moved));
	assert_int_equal(system(arena_printf(b.a, "cp -r %s/* %s/", other.log, b.log)), 0);
	assert_int_equal(bench_step(&b, 10000, &moved), ERR_STATE);
	assert_int_equal(bench_count(&b, "select max(size) as n from xz.tlog_checkpoint"), 20);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_leaf"), 20);
	/* put right, it goes on */
	assert_int_equal(system(arena_printf(b.a, "rm -r %s && mv %s/kept %s", b.log, b.folder, b.log)), 0);
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, NULL, &c));
	assert_int_equal(c.size, 21);
	bench_close(&other);
	bench_close(&b);
}

/* No room: the published checkpoint stands with all its files, no half file, and later it goes on. */
static void
test_no_room(void **state)
{
	struct tlog_checkpoint before, c;
	struct rlimit old, small;
	struct bench b;
	int64_t moved;
	int i;

	(void)state;
	if (!bench_open(&b, "room"))
		return;
	(void)signal(SIGXFSZ, SIG_IGN);
	bench_events(&b, b.db, 300);
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, NULL, &before));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	for (i = 0; i < 8; i++) {
		bench_events(&b, b.db, 700);
		small = (struct rlimit){ .rlim_cur = (rlim_t)(i < 5 ? 200 + 40 * i : 2000 * i),
		    .rlim_max = old.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
		assert_int_equal(bench_step(&b, 10000, &moved), ERR_IO);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
		ok(bench_audit(&b, b.log, NULL, &c));
		assert_int_equal(c.size, 300);
		assert_true(tlog_hash_eq(&c.root, &before.root));
		assert_int_equal(system(arena_printf(b.a, "! find %s -name new | grep .", b.log)), 0);
	}
	ok(bench_step(&b, 10000, &moved));
	ok(bench_audit(&b, b.log, &before, &c));
	assert_int_equal(c.size, 300 + 8 * 700);
	bench_close(&b);
}

static int
has(struct bench *b, const char *path)
{
	return access(arena_printf(b->a, "%s/%s", b->log, path), F_OK) == 0;
}

static void
test_old_partials(void **state)
{
	struct tlog_checkpoint c;
	struct bench b;
	int64_t moved, n;
	int i;

	(void)state;
	if (!bench_open(&b, "partials"))
		return;
	for (i = 0; i < 3; i++) {	/* 100, 200, 300 */
		bench_events(&b, b.db, 100);
		ok(bench_step(&b, 10000, &moved));
	}
	ok(tlog_clear(b.a, b.db, b.log, clock_real_now() - 7 * DAY_US, &n));
	assert_int_equal(n, 0);
	assert_true(has(&b, "tile/0/000.p/100") && has(&b, "tile/entries/000.p/200") && has(&b, "tile/0/001.p/44"));
	/* published long ago, but the current one until eight days ago: kept as long as it is within seven */
	bench_sql(&b, b.name, "set session_replication_role to replica; update xz.tlog_checkpoint set published_at ="
	    " clock_timestamp() - case size when 100 then 30 when 200 then 9 when 300 then 3 end * interval '1 day'");
	ok(tlog_clear(b.a, b.db, b.log, clock_real_now() - 7 * DAY_US, &n));
	assert_int_equal(n, 1);
	assert_false(has(&b, "tile/0/000.p/100") || has(&b, "tile/entries/000.p/100"));
	assert_true(has(&b, "tile/0/000.p/200") && has(&b, "tile/entries/000.p/200"));
	bench_sql(&b, b.name, "set session_replication_role to replica; update xz.tlog_checkpoint set published_at ="
	    " published_at - interval '6 days'");
	ok(tlog_clear(b.a, b.db, b.log, clock_real_now() - 7 * DAY_US, &n));
	assert_int_equal(n, 1);
	assert_false(has(&b, "tile/0/000.p") || has(&b, "tile/entries/000.p"));
	/* the current one stays for ever, and what it shares with older ones */
	assert_true(has(&b, "tile/0/001.p/44") && has(&b, "tile/1/000.p/1"));
	bench_events(&b, b.db, 10);
	ok(bench_step(&b, 10000, &moved));
	ok(tlog_clear(b.a, b.db, b.log, clock_real_now() + DAY_US, &n));
	assert_int_equal(n, 1);
	assert_true(has(&b, "tile/1/000.p/1") && !has(&b, "tile/0/001.p/44"));
	ok(bench_audit(&b, b.log, NULL, &c));
	bench_close(&b);
}

/* Acts commit out of the order of their ids; a batch is not a high-water mark. */
static void
test_out_of_order(void **state)
{
	struct tlog_checkpoint c;
	struct db *slow;
	struct bench b;
	int64_t moved;

	(void)state;
	if (!bench_open(&b, "order"))
		return;
	ok(db_open(b.a, arena_printf(b.a, "%s user=xz_daemon", b.conninfo), "test", &slow));
	ok(db_script(slow, "begin"));
	bench_events(&b, slow, 5);	/* the lower ids, not committed */
	bench_events(&b, b.db, 7);
	ok(bench_step(&b, 10000, &moved));
	assert_int_equal(moved, 14);
	ok(db_script(slow, "commit"));
	ok(bench_step(&b, 4, &moved));	/* and in small batches */
	assert_int_equal(moved, 4);
	ok(bench_step(&b, 4, &moved));
	ok(bench_step(&b, 4, &moved));
	assert_int_equal(moved, 2);
	ok(bench_audit(&b, b.log, NULL, &c));
	assert_int_equal(c.size, 12);
	bench_close(&b);
}

/* 10 000 entries in a batch: in the tree, signed and published; how long it took is printed. */
static void
test_batch(void **state)
{
	struct tlog_checkpoint c;
	struct bench b;
	int64_t moved, began, took;

	(void)state;
	if (!bench_open(&b, "batch"))
		return;
	bench_events(&b, b.db, 300);
	ok(bench_step(&b, 20000, &moved));
	bench_events(&b, b.db, 10000);
	began = clock_monotonic_us();
	ok(bench_step(&b, 20000, &moved));
	took = clock_monotonic_us() - began;
	assert_int_equal(moved, 20000);
	print_message("# 10 000 entries: %" PRId64 " ms\n", took / 1000);
	ok(bench_audit(&b, b.log, NULL, &c));
	assert_int_equal(c.size, 10300);
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows), cmocka_unit_test(test_proofs), cmocka_unit_test(test_events),
		cmocka_unit_test(test_fixed), cmocka_unit_test(test_rebuild), cmocka_unit_test(test_audit_finds),
		cmocka_unit_test(test_restored), cmocka_unit_test(test_other_tree), cmocka_unit_test(test_no_room),
		cmocka_unit_test(test_old_partials), cmocka_unit_test(test_out_of_order), cmocka_unit_test(test_batch),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
