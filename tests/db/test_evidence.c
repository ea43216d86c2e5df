/* test_evidence.c - lib/evidence on a store and a disk: uploads in pieces and how they end, one row for one content,
 * small pictures, notes, what reading everything again finds.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#include <signal.h>
#include <unistd.h>
#include <zlib.h>

#include "lib/caseflow/attachment.h"
#include "lib/evidence/file.h"
#include "lib/evidence/note.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/scrub.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"
#include "lib/people/people.h"

#define MIB (1 << 20)

static struct {
	struct story *s;
	struct ref item;
	int64_t item_id;
	struct act by;		/* the lead officer */
	const char *evidence, *spool;
} t;

/* ---- the bench: a filed case with its evidence, folders, a key, the program for small pictures */

static const char *
folder(const char *name)
{
	const char *path = arena_printf(A, "/tmp/xz-evidence-%d-%s", (int)getpid(), name);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static struct act
act_of(int64_t account)
{
	return (struct act){ .principal = account, .occurred_at = TIME_NONE, .request = "test" };
}

static void
test_begin(void **state)
{
	const char *key = arena_printf(A, "/tmp/xz-evidence-%d.key", (int)getpid());
	char path[4096];
	struct seal_key *k;
	struct db_row r;
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);
	assert_true(n > 0);
	path[n] = '\0';
	*strstr(path, "/tests/db/") = '\0';
	evidence_picture_use(arena_printf(A, "%s/bin/xiezhi-thumb", path));
	must(seal_key_make(key));
	must(seal_key_load(A, key, &k));
	assert_int_equal(remove(key), 0);
	t.evidence = folder("files");
	t.spool = folder("spool");
	evidence_store_use(t.evidence, k);
	evidence_spool_use(t.spool, k);
	t.s = filed(0, false);
	go(t.s, step_evidence_three, 0);
	must(DB_ONE(A, D->db, &r, "select id, ref from xz.caseflow_evidence where case_id = $1 and no = 1",
	    DB_I64(t.s->case_id)));
	t.item = row_ref(r, "ref");
	t.item_id = row_i64(r, "id");
	t.by = act_of(LEAD(t.s));
}

static char *
bytes_of(size_t n, int seed)
{
	char *b = arena_alloc(A, n);
	size_t i;

	for (i = 0; i < n; i++)
		b[i] = (char)((i * 7 + (size_t)seed * 31 + i / 4096) & 255);
	return b;
}

static enum err
try_upload(int64_t size, const unsigned char *sha, struct ref *out)
{
	struct caseflow_upload_new u = { .item = t.item, .name = "照片.bin", .size = size, .sha256 = sha };
	const char *answer;
	enum err e = caseflow_upload_begin(A, D->db, &t.by, &u, &answer);

	if (e == OK)
		assert_true(str_starts(answer, "upload ") && ref_parse(answer + 7, out));
	return e;
}

static struct ref
begun(int64_t size, const unsigned char *sha)
{
	struct ref out;

	must(try_upload(size, sha, &out));
	return out;
}

static struct evidence_upload
upload_of(struct ref ref)
{
	struct evidence_upload u;

	must(evidence_upload_get(A, D->db, ref, false, D->now, &u));
	return u;
}

static enum err
piece(struct ref ref, int64_t at, const char *bytes, size_t n, int64_t *had)
{
	struct evidence_upload out = { .had = -1 };
	enum err e = evidence_upload_piece(A, D->db, ref, at, bytes, n, D->now, &out);

	*had = out.had;
	return e;
}

/* Attaches bytes that are here; gives the attachment. */
static struct ref
attached(const char *name, const void *bytes, size_t n)
{
	struct caseflow_upload_new u = { .item = t.item, .name = name, .size = (int64_t)n };
	const char *answer;
	struct ref ref;

	must(caseflow_attach(A, D->db, &t.by, &u, bytes, &answer));
	assert_true(ref_parse(answer, &ref));
	return ref;
}

static struct evidence_attachment
attachment(struct ref ref)
{
	struct evidence_attachment out;

	must(evidence_attachment_get(A, D->db, ref, &out));
	return out;
}

/* ---- uploads */

static void
test_limits(void **state)
{
	struct ref u[4], more;
	int64_t most;
	int i;

	(void)state;
	must(evidence_upload_max(A, D->db, t.s->agency->id, D->now, &most));
	assert_int_equal(most, 2048LL * MIB);
	assert_int_equal(try_upload(0, NULL, &more), ERR_INPUT);
	assert_int_equal(try_upload(most + 1, NULL, &more), ERR_INPUT);
	for (i = 0; i < 4; i++)
		u[i] = begun(most, NULL);
	assert_int_equal(try_upload(1, NULL, &more), ERR_LIMIT);	/* 8192 MiB are under way */
	for (i = 0; i < 4; i++)
		must(evidence_upload_end(A, D->db, u[i], D->now));
	more = begun(1, NULL);
	must(evidence_upload_end(A, D->db, more, D->now));
	assert_string_equal(upload_of(more).state, "ended");
}

static void
test_pieces(void **state)
{
	size_t n = 3 * MIB + 17;
	const char *bytes = bytes_of(n, 1);
	unsigned char sha[32];
	struct ref ref, first, again;
	struct evidence_upload u;
	struct evidence_attachment f;
	int64_t had, id;

	(void)state;
	sha256(bytes, n, sha);
	ref = begun((int64_t)n, sha);
	must(piece(ref, 0, bytes, MIB + 5, &had));
	assert_int_equal(had, MIB + 5);
	assert_int_equal(piece(ref, 0, bytes, MIB, &had), ERR_CONFLICT);	/* it says where to go on */
	assert_int_equal(had, MIB + 5);
	assert_int_equal(piece(ref, MIB + 5, bytes, n, &had), ERR_INPUT);
	must(piece(ref, MIB + 5, bytes + MIB + 5, 0, &had));
	must(piece(ref, MIB + 5, bytes + MIB + 5, n - MIB - 5, &had));
	assert_int_equal(had, n);
	assert_int_equal(piece(ref_random(), 0, bytes, 1, &had), ERR_NOT_FOUND);
	u = upload_of(ref);
	assert_string_equal(u.state, "open");
	assert_true(ref_zero(u.attachment) && memcmp(u.sha256, sha, 32) == 0);
	must(caseflow_upload_finish(A, D->db, &t.by, &u, &first));
	u = upload_of(ref);
	assert_string_equal(u.state, "done");
	must(caseflow_upload_finish(A, D->db, &t.by, &u, &again));
	assert_true(ref_eq(first, again) && ref_eq(u.attachment, first));
	assert_int_equal(piece(ref, (int64_t)n, bytes, 0, &had), ERR_STATE);

	f = attachment(first);
	assert_int_equal(f.size, n);
	assert_string_equal(f.name, "照片.bin");
	assert_true(ref_eq(f.subject_ref, t.item));
	must(evidence_attached(A, D->db, "evidence", t.item_id, f.file, &id, &again));
	assert_true(ref_eq(first, again));
	assert_int_equal(evidence_attached(A, D->db, "evidence", t.item_id + 99, f.file, &id, &again), ERR_NOT_FOUND);
	assert_int_equal(evidence_attachment_get(A, D->db, ref_random(), &f), ERR_NOT_FOUND);
}

/* Bytes that are not those of the digest said: refused for good. */
static void
test_changed_on_the_way(void **state)
{
	const char *bytes = bytes_of(1000, 2);
	unsigned char sha[32];
	struct ref ref, none;
	struct evidence_upload u;
	int64_t had;

	(void)state;
	sha256(bytes, 999, sha);
	ref = begun(1000, sha);
	must(piece(ref, 0, bytes, 1000, &had));
	u = upload_of(ref);
	assert_int_equal(caseflow_upload_finish(A, D->db, &t.by, &u, &none), ERR_CONFLICT);
	u = upload_of(ref);
	assert_string_equal(u.state, "refused");
	assert_string_equal(u.reason, "changed");
	assert_int_equal(piece(ref, 1000, bytes, 0, &had), ERR_STATE);
}

static void
test_not_theirs_or_too_late(void **state)
{
	const char *bytes = bytes_of(100, 3);
	struct act other = act_of(t.s->agency->unit[1].officer[0]);
	struct caseflow_upload_new n = { .item = t.item, .name = "x", .size = 100 };
	struct ref ref = begun(100, NULL), none;
	struct evidence_upload u;
	const char *answer;
	int64_t had;

	(void)state;
	assert_int_equal(caseflow_upload_begin(A, D->db, &other, &n, &answer), ERR_DENIED);
	must(piece(ref, 0, bytes, 100, &had));
	u = upload_of(ref);
	assert_int_equal(caseflow_upload_finish(A, D->db, &other, &u, &none), ERR_DENIED);
	assert_string_equal(upload_of(ref).reason, "denied");
	ref = begun(100, NULL);
	must(DB_EXEC(A, D->db, "update xz.record_upload set expires_at = xz.now() where ref = $1", DB_REF(ref)));
	assert_true(upload_of(ref).expired);
	assert_int_equal(piece(ref, 0, bytes, 100, &had), ERR_STATE);
}

/* The same bytes of one agency are one row and one file, whatever they are called. */
static void
test_one_content_one_row(void **state)
{
	const char *bytes = bytes_of(5000, 4);
	struct ref one = attached("一.bin", bytes, 5000), two = attached("二.bin", bytes, 5000);
	struct evidence_attachment f = attachment(one), g = attachment(two);

	(void)state;
	assert_int_equal(f.file, g.file);
	assert_string_equal(f.address, g.address);
	assert_int_equal(access(evidence_store_path(A, f.address), R_OK), 0);
	assert_string_equal(f.type, "application/octet-stream");
}

/* ---- small pictures */

static void
png_chunk(struct str *out, const char *name, const void *bytes, size_t n)
{
	unsigned long crc = crc32(crc32(0, (const unsigned char *)name, 4), bytes, (uInt)n);
	int shift;

	for (shift = 24; shift >= 0; shift -= 8)
		str_addc(out, (char)(n >> shift & 255));
	str_addn(out, name, 4);
	str_addn(out, bytes, n);
	for (shift = 24; shift >= 0; shift -= 8)
		str_addc(out, (char)(crc >> shift & 255));
}

/* 40 x 30, grey. */
static struct str
png(void)
{
	static const char head[13] = { [3] = 40, [7] = 30, [8] = 8 }, rows[30 * 41];
	unsigned char packed[400];
	uLongf n = sizeof(packed);
	struct str out;

	assert_int_equal(compress((Bytef *)packed, &n, (const Bytef *)rows, sizeof(rows)), Z_OK);
	str_init(&out, A);
	str_addn(&out, "\x89PNG\r\n\x1a\n", 8);
	png_chunk(&out, "IHDR", head, sizeof(head));
	png_chunk(&out, "IDAT", packed, n);
	png_chunk(&out, "IEND", "", 0);
	return out;
}

static void
test_pictures(void **state)
{
	struct str good = png();
	struct ref photo = attached("照片.png", good.s, good.len), text, broken;
	const unsigned char *small;
	const void *bytes;
	struct db_row r;
	size_t n;

	(void)state;
	assert_string_equal(attachment(photo).type, "image/png");
	assert_true(evidence_picture_wanted("image/png") && !evidence_picture_wanted("image/gif"));
	assert_int_equal(evidence_picture_small(A, D->db, photo, &bytes, &n), ERR_NOT_FOUND);
	must(evidence_picture_make(A, D->db, photo, D->now));
	must(evidence_picture_make(A, D->db, photo, D->now));	/* it has one */
	must(DB_ONE(A, D->db, &r, "select state, width, height from xz.record_picture where file_id = $1",
	    DB_I64(attachment(photo).file)));
	assert_string_equal(row_text(r, "state"), "made");
	assert_int_equal(row_i32(r, "width"), 40);
	assert_int_equal(row_i32(r, "height"), 30);
	must(evidence_picture_small(A, D->db, photo, &bytes, &n));
	small = bytes;
	assert_true(n > 100 && small[0] == 0xff && small[1] == 0xd8);

	text = attached("说明.txt", "文字", 6);
	must(evidence_picture_make(A, D->db, text, D->now));
	assert_int_equal(evidence_picture_small(A, D->db, text, &bytes, &n), ERR_NOT_FOUND);
	good.s[good.len / 2] ^= 1;
	broken = attached("坏.png", good.s, good.len);
	must(evidence_picture_make(A, D->db, broken, D->now));
	must(DB_ONE(A, D->db, &r, "select state, reason from xz.record_picture where file_id = $1",
	    DB_I64(attachment(broken).file)));
	assert_string_equal(row_text(r, "state"), "failed");
	assert_string_not_equal(row_text(r, "reason"), "");
	assert_int_equal(evidence_picture_small(A, D->db, broken, &bytes, &n), ERR_NOT_FOUND);
}

/* ---- notes */

static void
test_notes(void **state)
{
	struct ref one = attached("台账.bin", bytes_of(700, 5), 700), two = attached("另一.bin", bytes_of(701, 5), 701);
	struct evidence_note_new n = { .by = t.by.principal, .spot = "左上", .body = "缺页", .x = 120, .y = 80 };
	const struct db_rows *rows;
	struct db_row r;
	struct ref first, both[2] = { one, two };

	(void)state;
	must(evidence_note_of(A, D->db, one, &r));
	n.attachment = row_i64(r, "id");
	assert_true(ref_eq(row_ref(r, "subject_ref"), t.item));
	assert_int_equal(evidence_note_of(A, D->db, ref_random(), &r), ERR_NOT_FOUND);
	must(evidence_note_add(A, D->db, &n));
	n = (struct evidence_note_new){ .attachment = n.attachment, .by = n.by, .spot = "", .body = "第二条", .x = -1 };
	must(evidence_note_add(A, D->db, &n));
	n.body = "";
	assert_int_equal(evidence_note_add(A, D->db, &n), ERR_INPUT);

	must(evidence_note_list(A, D->db, n.attachment, (struct ref){ 0 }, n.by, 10, &rows));
	assert_int_equal(db_count(rows), 2);
	first = row_ref(db_at(rows, 0), "ref");
	assert_string_equal(row_text(db_at(rows, 0), "body"), "缺页");
	assert_int_equal(row_i32(db_at(rows, 0), "x"), 120);
	assert_true(row_bool(db_at(rows, 0), "mine"));
	must(evidence_note_list(A, D->db, n.attachment, first, n.by + 1, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_false(row_has(db_at(rows, 0), "x") || row_bool(db_at(rows, 0), "mine"));

	assert_int_equal(evidence_note_take_back(A, D->db, n.attachment, first, n.by + 1), ERR_NOT_FOUND);
	must(evidence_note_take_back(A, D->db, n.attachment, first, n.by));
	assert_int_equal(evidence_note_take_back(A, D->db, n.attachment, first, n.by), ERR_NOT_FOUND);
	must(evidence_note_all(A, D->db, both, 2, &rows));
	assert_int_equal(db_count(rows), 2);		/* it stays to be read, as taken back */
	assert_true(row_has(db_at(rows, 0), "taken_back_at"));
}

/* ---- reading everything again */

static void
found(void *ctx, enum scrub_kind k, const char *name)
{
	struct str *said = ctx;

	str_printf(said, "%s %s\n", evidence_scrub_kind_name(k), name);
}

static void
progress(void *ctx, int64_t bytes, int64_t of)
{
	(void)ctx;
	assert_true(bytes <= of);
}

static struct scrub
scrub(bool tidy, struct str *said)
{
	struct scrub s = { .tidy = tidy, .found = found, .progress = progress, .ctx = said };

	str_init(said, A);
	must(evidence_scrub(A, D->db, &s));
	return s;
}

static void
spoil(const char *path)
{
	FILE *f = fopen(path, "r+");
	int c;

	assert_non_null(f);
	assert_int_equal(fseek(f, 200, SEEK_SET), 0);
	c = fgetc(f);
	assert_int_equal(fseek(f, 200, SEEK_SET), 0);
	assert_int_equal(fputc(c ^ 1, f), c ^ 1);
	assert_int_equal(fclose(f), 0);
}

static void
leave(const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fclose(f), 0);
}

static const char *
said_of(struct ref attachment_ref, const char *what)
{
	struct db_row r;
	char text[REF_TEXT_SIZE];

	must(DB_ONE(A, D->db, &r, "select ref from xz.record_file where id = $1",
	    DB_I64(attachment(attachment_ref).file)));
	ref_text(row_ref(r, "ref"), text);
	return arena_printf(A, "%s %s\n", what, text);
}

static void
test_scrub(void **state)
{
	struct ref bad = attached("坏.bin", bytes_of(900, 6), 900), gone = attached("失.bin", bytes_of(901, 6), 901),
	    open;
	const char *path = evidence_store_path(A, attachment(bad).address), *orphan, *left;
	struct scrub s;
	struct str said;
	struct db_row r;
	int64_t had;

	(void)state;
	s = scrub(true, &said);		/* uploads that earlier tests left are cleared away */
	s = scrub(false, &said);
	assert_string_equal(said.s, "");
	assert_true(s.files >= 8);
	open = begun(100, NULL);
	must(piece(open, 0, "x", 1, &had));
	must(DB_EXEC(A, D->db, "update xz.record_upload set expires_at = xz.now() where ref = $1", DB_REF(open)));
	spoil(path);
	assert_int_equal(remove(evidence_store_path(A, attachment(gone).address)), 0);
	orphan = arena_printf(A, "%s/ab/ab%062d", t.evidence, 0);
	(void)mkdir(arena_printf(A, "%s/ab", t.evidence), 0700);
	leave(orphan);
	left = arena_printf(A, "%s/new/half", t.evidence);
	(void)mkdir(arena_printf(A, "%s/new", t.evidence), 0700);
	leave(left);
	s = scrub(false, &said);
	assert_int_equal(s.count[SCRUB_DAMAGED], 1);
	assert_int_equal(s.count[SCRUB_MISSING], 1);
	assert_int_equal(s.count[SCRUB_ORPHAN], 1);
	assert_int_equal(s.count[SCRUB_LEFT], 1);
	assert_int_equal(s.count[SCRUB_ABANDONED], 1);
	assert_non_null(strstr(said.s, said_of(bad, "damaged")));
	assert_non_null(strstr(said.s, said_of(gone, "missing")));
	assert_non_null(strstr(said.s, orphan));
	assert_int_equal(access(orphan, F_OK) + access(left, F_OK), 0);
	s = scrub(true, &said);
	assert_int_equal(access(orphan, F_OK) + access(left, F_OK), -2);
	assert_string_equal(upload_of(open).state, "ended");
	s = scrub(false, &said);
	assert_int_equal(s.count[SCRUB_ORPHAN] + s.count[SCRUB_LEFT] + s.count[SCRUB_ABANDONED], 0);
	assert_int_equal(s.count[SCRUB_DAMAGED] + s.count[SCRUB_MISSING], 2);	/* for people, not for --tidy */
	s = (struct scrub){ .age_us = 3600 * SECOND_US, .found = found, .progress = progress, .ctx = &said };
	leave(left);
	must(evidence_scrub(A, D->db, &s));
	assert_int_equal(s.count[SCRUB_LEFT], 0);	/* young: it may be being written */
	assert_int_equal(remove(left), 0);

	/* by itself, the one that was not looked at for longest */
	must(DB_EXEC(A, D->db, "update xz.record_check set result = 'ok', checked_at = case file_id when $1 then"
	    " xz.now() - interval '40 days' else xz.now() end", DB_I64(attachment(bad).file)));
	must(evidence_scrub_due(A, D->db, 30, &path));
	assert_string_equal(path, "damaged");
	must(evidence_scrub_due(A, D->db, 30, &path));
	assert_null(path);
	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.sec_audit where kind = 'evidence.damaged'"));
	assert_int_equal(row_i64(r, "n"), 1);
}

static void
test_end(void **state)
{
	(void)state;
	assert_int_equal(system(arena_printf(A, "rm -rf %s %s", t.evidence, t.spool)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin), cmocka_unit_test(test_limits), cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_changed_on_the_way), cmocka_unit_test(test_not_theirs_or_too_late),
		cmocka_unit_test(test_one_content_one_row), cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_notes), cmocka_unit_test(test_scrub), cmocka_unit_test(test_end),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
