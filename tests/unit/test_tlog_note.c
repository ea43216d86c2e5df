/* test_tlog_note.c - names of tiles, bundles, entries, signed notes, checkpoints, cosignatures, proof files:
 * known ones, their way there and back, and what must be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/note.h"
#include "lib/tlog/proof.h"
#include "lib/tlog/tile.h"

#define NAME "xiezhi.example/log"
#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_tile_names(void **state)
{
	static const struct {
		struct tlog_tile t;
		const char *path;
	} known[] = {
		{ { 0, 1234067, 256 }, "tile/0/x001/x234/067" }, { { 0, 0, 256 }, "tile/0/000" },
		{ { 1, 999, 5 }, "tile/1/999.p/5" }, { { 2, 1000, 255 }, "tile/2/x001/000.p/255" },
		{ { TLOG_ENTRIES, 273, 112 }, "tile/entries/273.p/112" },
		{ { TLOG_ENTRIES, 1000000, 256 }, "tile/entries/x001/x000/000" },
	};
	static const char *const bad[] = { "", "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/000.p/0",
	    "tile/0/000.p/256", "tile/0/000.p/05", "tile/0/x000/001", "tile/0/1000", "tile/0/x001/", "tile/0/001/002",
	    "tile/0/000/", "tile/-1/000", "tile/entries/000.p/", "tile/0/000.q/1", "tile/0/../key", "/tile/0/000",
	    "tile/0/x001234" };
	char path[TLOG_PATH_SIZE];
	struct tlog_tile t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		tlog_tile_path(&known[i].t, path);
		assert_string_equal(path, known[i].path);
		assert_true(tlog_tile_parse(path, &t));
		assert_int_equal(t.level, known[i].t.level);
		assert_int_equal(t.n, known[i].t.n);
		assert_int_equal(t.width, known[i].t.width);
	}
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (tlog_tile_parse(bad[i], &t))
			fail_msg("taken: %s", bad[i]);
	assert_true(tlog_tile_of(70000, 1, 272, &t));
	assert_int_equal(t.n, 1);
	assert_int_equal(t.width, 17);
	assert_true(tlog_tile_of(70000, 1, 255, &t));
	assert_int_equal(t.width, 256);
	assert_false(tlog_tile_of(70000, 1, 273, &t));
	assert_true(tlog_tile_of(70000, TLOG_ENTRIES, 69999, &t));
	assert_int_equal(t.width, 112);
}

static void
test_bundles(void **state)
{
	struct arena *a = arena_new("test");
	const char *entry;
	size_t at = 0, n;
	struct str s;

	(void)state;
	str_init(&s, a);
	tlog_bundle_add(&s, "abc", 3);
	tlog_bundle_add(&s, "", 0);
	tlog_bundle_add(&s, "defgh", 5);
	assert_memory_equal(s.s, "\0\3abc\0\0\0\5defgh", 14);
	assert_true(tlog_bundle_next(s.s, s.len, &at, &entry, &n));
	assert_int_equal(n, 3);
	assert_memory_equal(entry, "abc", 3);
	assert_true(tlog_bundle_next(s.s, s.len, &at, &entry, &n));
	assert_int_equal(n, 0);
	assert_true(tlog_bundle_next(s.s, s.len, &at, &entry, &n));
	assert_int_equal(n, 5);
	assert_false(tlog_bundle_next(s.s, s.len, &at, &entry, &n));
	assert_int_equal(at, s.len);
	at = 7;
	assert_false(tlog_bundle_next(s.s, s.len - 1, &at, &entry, &n));
	assert_int_equal(at, 7);
	arena_free(a);
}

static void
test_kinds(void **state)
{
	static const char *const good[] = { "record", "a", "list.published", "disclosure.count", "a..b.",
	    "abcdefghijklmnopqrstuvwxyz.abcde" };
	static const char *const bad[] = { NULL, "", ".record", "Record", "list.Published", "draw2", "draw_closed",
	    "draw-closed", "draw closed", "record\n", "\"", "公开", "abcdefghijklmnopqrstuvwxyz.abcdef" };
	struct arena *a = arena_new("test");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct tlog_entry e = { .kind = good[i], .id = "A", .at = 1795000000000000, .digest = DIGEST }, back;
		char *line = tlog_entry_line(a, &e);

		if (line == NULL || !tlog_entry_parse(a, line, strlen(line), &back))
			fail_msg("refused: %s", good[i]);
		assert_string_equal(back.kind, good[i]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct tlog_entry e = { .kind = bad[i], .id = "A", .at = 1795000000000000, .digest = DIGEST };
		char *line = arena_printf(a,
		    "{\"v\":1,\"kind\":\"%s\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\","
		    "\"digest\":\"" DIGEST "\"}", bad[i] != NULL ? bad[i] : "");

		if (tlog_kind_ok(bad[i]) || tlog_entry_line(a, &e) != NULL ||
		    tlog_entry_parse(a, line, strlen(line), &e))
			fail_msg("taken: %s", line);
	}
	arena_free(a);
}

static void
test_entries(void **state)
{
	static const char *const bad[] = {
	    "{\"v\":2,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST "\"}",
	    "{\"v\":1,\"kind\":\"Other\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST "\"}",
	    "{\"v\":1,\"kind\":\"record\",\"id\":\"A B\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST
	    "\"}", "{\"v\":1,\"kind\":\"record\",\"id\":\"\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST
	    "\"}", "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00Z\",\"digest\":\"" DIGEST
	    "\"}", "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00.5+08:00\",\"digest\":\""
	    DIGEST "\"}", "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21 10:00:00+08:00\",\"digest\":\""
	    DIGEST "\"}", "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\""
	    DIGEST "\"} ",
	    "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"E3\"}",
	    "{\"v\":1, \"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST
	    "\"}", "{\"v\":1,\"id\":\"A\",\"kind\":\"record\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST
	    "\"}", "", "{}" };
	static const char line[] = "{\"v\":1,\"kind\":\"disclosure.published\",\"id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\","
	    "\"at\":\"2026-11-21T10:00:09+08:00\",\"digest\":\"" DIGEST "\"}";
	struct arena *a = arena_new("test");
	struct tlog_entry e;
	char *long_id;
	size_t i;

	(void)state;
	assert_true(tlog_entry_parse(a, line, strlen(line), &e));
	assert_string_equal(e.kind, "disclosure.published");
	assert_string_equal(e.id, "01ARZ3NDEKTSV4RRFFQ69G5FAV");
	assert_string_equal(e.digest, DIGEST);
	assert_string_equal(tlog_entry_line(a, &e), line);
	e.at += 999999;
	assert_string_equal(tlog_entry_line(a, &e), line);	/* whole seconds */
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (tlog_entry_parse(a, bad[i], strlen(bad[i]), &e))
			fail_msg("taken: %s", bad[i]);
	long_id = arena_alloc(a, 66);
	memset(long_id, 'A', 64);
	assert_non_null(tlog_entry_line(a, &(struct tlog_entry){ "record", long_id, 0, DIGEST }));
	long_id[64] = 'A';
	assert_null(tlog_entry_line(a, &(struct tlog_entry){ "record", long_id, 0, DIGEST }));
	assert_null(tlog_entry_line(a, &(struct tlog_entry){ "record", "a\"b", 0, DIGEST }));
	assert_null(tlog_entry_line(a, &(struct tlog_entry){ "case_filed", "A", 0, DIGEST }));
	assert_null(tlog_entry_line(a, &(struct tlog_entry){ "record", "A", 0, "00" }));
	arena_free(a);
}

/* The example of Go's package note: its key and its note. */
#define TEXT "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
#define SIGNED \
	"\n\xe2\x80\x94 PeterNeumann" \
	" x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define VKEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

static void
test_known_note(void **state)
{
	struct arena *a = arena_new("test");
	struct tlog_note *n = ARENA_NEW(a, struct tlog_note);
	struct tlog_vkey v;
	int64_t at = 7;

	(void)state;
	assert_true(tlog_vkey_parse(a, VKEY, &v));
	assert_string_equal(tlog_vkey_text(a, &v), VKEY);
	assert_true(tlog_note_parse(a, TEXT SIGNED, strlen(TEXT SIGNED), n));
	assert_string_equal(n->text, TEXT);
	assert_int_equal(n->n, 1);
	assert_non_null(tlog_note_signed(a, n, &v, &at));
	assert_int_equal(at, 0);
	assert_true(tlog_note_parse(a, "x" TEXT SIGNED, strlen(TEXT SIGNED) + 1, n));
	assert_null(tlog_note_signed(a, n, &v, NULL));
	assert_false(tlog_vkey_parse(a, "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", &v));
	assert_false(tlog_vkey_parse(a, "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", &v));
	assert_false(tlog_vkey_parse(a, "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", &v));
	arena_free(a);
}

static void
test_malformed_notes(void **state)
{
	static const char *const bad[] = { "", "\n", "text\n", "text\n\n", "text\n\nno dash\n",
	    TEXT "\n\xe2\x80\x94 a\n", TEXT "\n\xe2\x80\x94 a ====\n", TEXT "\n\xe2\x80\x94 a AAAA\n",
	    TEXT "\n\xe2\x80\x94 a+b AAAAAAAA\n", TEXT "\n\xe2\x80\x94 a AAAAAAAA",
	    "te\rxt\n\n\xe2\x80\x94 a AAAAAAAA\n", "te\xffxt\n\n\xe2\x80\x94 a AAAAAAAA\n",
	    TEXT "\n\xe2\x80\x94 a AAAAAAA\n", TEXT "\n\xe2\x80\x94  AAAAAAAA\n" };
	static const char *const bad_checkpoint[] = { "", "a\n1\n",
	    "a\n01\n" "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
	    "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "a\n1\nAAAA\n",
	    "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    "a\n-0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    "a\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n" };
	struct arena *a = arena_new("test");
	struct tlog_note *n = ARENA_NEW(a, struct tlog_note);
	struct tlog_checkpoint c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (tlog_note_parse(a, bad[i], strlen(bad[i]), n))
			fail_msg("taken: %s", bad[i]);
	for (i = 0; i < sizeof(bad_checkpoint) / sizeof(*bad_checkpoint); i++)
		if (tlog_checkpoint_parse(a, bad_checkpoint[i], strlen(bad_checkpoint[i]), &c))
			fail_msg("taken: %s", bad_checkpoint[i]);
	assert_true(tlog_note_parse(a, TEXT "\n\xe2\x80\x94 a AAAAAAA=\n", strlen(TEXT "\n\xe2\x80\x94 a AAAAAAA=\n"),
	    n));
	assert_false(tlog_note_parse(a, "te\0xt\n\n\xe2\x80\x94 a AAAAAAAA\n", 19, n));
	arena_free(a);
}

struct keys {
	char folder[32];
	struct sign_key *ed, *sm2, *other;
	struct tlog_vkey ved, vsm2, vwitness;
};

static void
make_keys(struct arena *a, struct keys *k)
{
	const char *path;

	memcpy(k->folder, "/tmp/xz-note-XXXXXX", 20);
	assert_non_null(mkdtemp(k->folder));
	path = arena_printf(a, "%s/ed", k->folder);
	assert_int_equal(sign_key_make(path, SIGN_ED25519), OK);
	assert_int_equal(sign_key_load(a, path, &k->ed), OK);
	(void)unlink(path);
	assert_int_equal(sign_key_make(path, SIGN_ED25519), OK);
	assert_int_equal(sign_key_load(a, path, &k->other), OK);
	(void)unlink(path);
	assert_int_equal(sign_key_make(path, SIGN_SM2), OK);
	assert_int_equal(sign_key_load(a, path, &k->sm2), OK);
	(void)unlink(path);
	assert_int_equal(rmdir(k->folder), 0);
	assert_int_equal(tlog_vkey_of(a, NAME, TLOG_KEY_ED25519, k->ed, &k->ved), OK);
	assert_int_equal(tlog_vkey_of(a, NAME, TLOG_KEY_SM2, k->sm2, &k->vsm2), OK);
	assert_int_equal(tlog_vkey_of(a, "witness.example", TLOG_KEY_WITNESS, k->other, &k->vwitness), OK);
}

static void
test_signing(void **state)
{
	struct arena *a = arena_new("test");
	struct tlog_note *n = ARENA_NEW(a, struct tlog_note);
	struct tlog_checkpoint c = { NAME, 12345, tlog_empty_root() }, again;
	char *ed, *sm2, *cosigned, *text = tlog_checkpoint_text(a, &c), *note, *message;
	struct tlog_vkey v;
	struct keys k;
	int64_t at;

	(void)state;
	make_keys(a, &k);
	assert_string_equal(text, NAME "\n12345\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
	assert_true(tlog_checkpoint_parse(a, text, strlen(text), &again));
	assert_int_equal(again.size, 12345);
	assert_true(tlog_hash_eq(&again.root, &c.root));
	assert_int_equal(tlog_note_sign(a, text, &k.ved, k.ed, &ed), OK);
	assert_int_equal(tlog_note_sign(a, text, &k.vsm2, k.sm2, &sm2), OK);
	assert_int_equal(tlog_note_cosign(a, text, &k.vwitness, k.other, 1795000000, &cosigned), OK);
	assert_int_equal(tlog_note_cosign(a, text, &k.ved, k.ed, 1795000000, &note), ERR_INPUT);
	assert_int_equal(tlog_vkey_of(a, "a b", TLOG_KEY_ED25519, k.ed, &v), ERR_INPUT);
	assert_int_equal(tlog_vkey_of(a, NAME, TLOG_KEY_ED25519, k.sm2, &v), ERR_INPUT);
	note = arena_printf(a, "%s\n%s%s%s", text, ed, sm2, cosigned);
	assert_true(tlog_note_parse(a, note, strlen(note), n));
	assert_int_equal(n->n, 3);
	assert_non_null(tlog_note_signed(a, n, &k.ved, NULL));
	assert_non_null(tlog_note_signed(a, n, &k.vsm2, NULL));
	assert_non_null(tlog_note_signed(a, n, &k.vwitness, &at));
	assert_int_equal(at, 1795000000);
	assert_string_equal(tlog_note_signed(a, n, &k.vwitness, &at)->line, cosigned);
	message = arena_printf(a, "cosignature/v1\ntime 1795000000\n%s", text);
	assert_true(sign_verify(SIGN_ED25519, k.vwitness.pub, 32, message, strlen(message), n->sig[2].sig + 8, 64));
	assert_true(tlog_vkey_parse(a, tlog_vkey_text(a, &k.vsm2), &v));
	assert_int_equal(v.kind, TLOG_KEY_SM2);
	assert_non_null(tlog_note_signed(a, n, &v, NULL));
	/* another name, another text, a time that was changed */
	v.name = "other";
	assert_null(tlog_note_signed(a, n, &v, NULL));
	note = arena_printf(a, "%s\n%s%s%s", tlog_checkpoint_text(a, &(struct tlog_checkpoint){ NAME, 12346, c.root }),
	    ed, sm2, cosigned);
	assert_true(tlog_note_parse(a, note, strlen(note), n));
	assert_null(tlog_note_signed(a, n, &k.ved, NULL));
	assert_null(tlog_note_signed(a, n, &k.vsm2, NULL));
	assert_null(tlog_note_signed(a, n, &k.vwitness, NULL));
	arena_free(a);
}

/* The id of the SM2 key as trust.md writes it. */
static void
test_sm2_id(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char h[32];
	struct keys k;
	struct str s;

	(void)state;
	make_keys(a, &k);
	str_init(&s, a);
	str_add(&s, NAME "\n\xff" "xiezhi-sm2");
	str_addn(&s, k.vsm2.pub, 65);
	sha256(s.s, s.len, h);
	assert_memory_equal(k.vsm2.id, h, 4);
	assert_true(str_starts(tlog_vkey_text(a, &k.vsm2), arena_printf(a, NAME "+%02x%02x%02x%02x+/3hpZXpoaS1zbTIE",
	    h[0], h[1], h[2], h[3])));
	arena_free(a);
}

static enum err
two(void *ctx, int level, int64_t first, int count, struct tlog_hash *out)
{
	(void)level;
	memcpy(out, (struct tlog_hash *)ctx + first, (size_t)count * sizeof(*out));
	return OK;
}

static void
test_proof_file(void **state)
{
	static const char line[] =
	    "{\"v\":1,\"kind\":\"record\",\"id\":\"A\",\"at\":\"2026-11-21T10:00:00+08:00\",\"digest\":\"" DIGEST "\"}";
	struct arena *a = arena_new("test");
	struct tlog_hash leaf[2] = { tlog_leaf_hash(line, strlen(line)), tlog_leaf_hash("x", 1) };
	struct tlog_reader r = { two, leaf };
	struct tlog_proof *p = ARENA_NEW(a, struct tlog_proof), *back = ARENA_NEW(a, struct tlog_proof);
	struct tlog_checkpoint c = { NAME, 2, tlog_node_hash(&leaf[0], &leaf[1]) };
	char *text = tlog_checkpoint_text(a, &c), *ed, *bytes;
	struct keys k;

	(void)state;
	make_keys(a, &k);
	assert_int_equal(tlog_note_sign(a, text, &k.ved, k.ed, &ed), OK);
	p->extra = line;
	p->extra_n = strlen(line);
	assert_int_equal(tlog_inclusion(&r, 0, 2, &p->path), OK);
	p->checkpoint = arena_printf(a, "%s\n%s", text, ed);
	p->checkpoint_n = strlen(p->checkpoint);
	bytes = tlog_proof_text(a, p);
	assert_true(str_starts(bytes, "c2sp.org/tlog-proof@v1\nextra eyJ2IjoxLCJraW5kIjoicmVjb3JkIi"));
	assert_non_null(strstr(bytes, "\nindex 0\n"));
	assert_non_null(strstr(bytes, "\n\n" NAME "\n2\n"));
	assert_true(tlog_proof_parse(a, bytes, strlen(bytes), back));
	assert_int_equal(back->path.n, 1);
	assert_int_equal(back->extra_n, strlen(line));
	assert_null(tlog_proof_wrong(a, back, &k.ved));
	assert_string_equal(tlog_proof_text(a, back), bytes);
	back->index = 1;
	assert_string_equal(tlog_proof_wrong(a, back, &k.ved), "the entry is not in the tree of the checkpoint");
	back->index = 0;
	k.ved.id[0] ^= 1;
	assert_string_equal(tlog_proof_wrong(a, back, &k.ved), "the checkpoint is not signed by the log's key");
	back->extra = NULL;
	assert_non_null(tlog_proof_wrong(a, back, &k.ved));
	assert_false(tlog_proof_parse(a, "c2sp.org/tlog-proof@v1\nindex 01\n\nx\n", 36, back));
	assert_false(tlog_proof_parse(a, "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx\n", 40, back));
	assert_false(tlog_proof_parse(a, "c2sp.org/tlog-proof@v1\nindex 0\n\n", 33, back));
	assert_false(tlog_proof_parse(a, "c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", 35, back));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tile_names), cmocka_unit_test(test_bundles), cmocka_unit_test(test_kinds),
		    cmocka_unit_test(test_entries),
		cmocka_unit_test(test_known_note), cmocka_unit_test(test_malformed_notes),
		    cmocka_unit_test(test_signing),
		cmocka_unit_test(test_sm2_id), cmocka_unit_test(test_proof_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
