/* test_bundle.c - what leaves a record: its papers sealed as files, by the agency's key and by a device; the bundle of
 * a case with its papers, files, chain and proofs of the log; the card the desk's search finds it by.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/tlog.h"

#include "tests/db/play.h"

#include <jansson.h>

#include "lib/base/conf.h"
#include "lib/caseflow/attachment.h"
#include "lib/caseflow/bundle.h"
#include "lib/evidence/note.h"
#include "lib/evidence/store.h"
#include "lib/evidence/zip.h"
#include "lib/paper/rendition.h"
#include "lib/paper/seals.h"
#include "lib/paper/sealing.h"
#include "lib/people/session.h"
#include "lib/query/query.h"
#include "lib/record/document.h"
#include "lib/sec/stamp.h"

#define PDF "%PDF-1.7 a paper"
#define PHOTO "\xff\xd8\xff\xe0 not a whole picture"

static struct bench b;			/* the log's part of it: b.db is the daemon's */
static struct db *desk, *pool, *portal;
static struct story *s;

static const char *
folder(const char *name)
{
	const char *path = arena_printf(A, "%s/%s", b.folder, name);

	assert_int_equal(mkdir(path, 0755), 0);
	return path;
}

static struct db *
as(const char *role)
{
	struct db *db;

	must(db_open(A, arena_printf(A, "%s user=%s", getenv("XZ_TEST_PLAY_DB"), role), "test", &db));
	return db;
}

static void
open_log(void)
{
	b.a = A;
	b.db = as("xz_daemon");
	b.log = folder("log");
	must(sign_key_make(arena_printf(A, "%s/log-ed25519.pem", b.folder), SIGN_ED25519));
	must(sign_key_make(arena_printf(A, "%s/log-sm2.pem", b.folder), SIGN_SM2));
	must(program_keys_open(A, "daemon", b.folder, &b.owned));
	must(tlog_keys_of(A, &b.owned, LOG_NAME, &b.keys));
	must(tlog_begin(A, b.db, &b.keys));
}

static void
start_seals(const char *at)
{
	static const char *const known[] = { "seals", NULL };
	const char *path = arena_printf(A, "%s/conf", b.folder);
	struct conf *c;
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	if (at != NULL)
		(void)fprintf(f, "seals = %s\n", at);
	assert_int_equal(fclose(f), 0);
	must(conf_load(A, path, known, &c));
	paper_seals_start(A, c, NULL);
}

static void
test_begin(void **state)
{
	const char *key;
	struct seal_key *k;

	(void)state;
	memcpy(b.folder, "/tmp/xz-bundle-XXXXXX", 22);
	assert_non_null(mkdtemp(b.folder));
	open_log();
	desk = as("xz_desk");
	pool = as("xz_slow");
	portal = as("xz_portal");
	key = arena_printf(A, "%s/evidence.key", b.folder);
	must(seal_key_make(key));
	must(seal_key_load(A, key, &k));
	evidence_store_use(folder("evidence"), k);
	s = filed(0, false);
	go(s, step_evidence_three, 0);
	go(s, step_interview, 0);
}

/* The case's papers in force, the k-th. */
static struct record_document
paper(int k)
{
	const struct db_rows *rows;
	struct record_document d;

	must(DB_MANY(A, D->db, &rows, "select ref from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and state in ('sealed', 'to_seal') order by id", DB_I64(s->case_id)));
	assert_true(k < db_count(rows));
	must(record_document_get(A, D->db, row_ref(db_at(rows, k), "ref"), &d));
	return d;
}

static int
papers(void)
{
	return (int)NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and state in ('sealed', 'to_seal')");
}

static enum sealing_stage
stage(int64_t id)
{
	enum sealing_stage out;

	must(paper_sealing_stage(A, pool, id, &out));
	return out;
}

static struct paper_verified
verified(struct ref ref)
{
	struct paper_verified v;

	must(paper_verify(A, portal, ref, &v));
	return v;
}

/* ---- sealed right behind the act */

static void
test_nothing_is_sealed_without_seals(void **state)
{
	struct record_document d = paper(0);
	struct paper_rendition made;

	(void)state;
	assert_int_equal(paper_rendition_make(A, D->db, &d, LEAD(s), PDF, sizeof(PDF), &made), ERR_STATE);
	assert_int_equal(paper_rendition_get(A, D->db, d.id, &made), ERR_NOT_FOUND);
	assert_false(verified(d.ref).made);
	assert_int_equal(paper_verify(A, portal, ref_random(), &(struct paper_verified){ .made = false }),
	    ERR_NOT_FOUND);
	start_seals(folder("seals"));
}

static void
test_stages(void **state)
{
	struct record_document d = paper(0);
	struct sealing q;
	int64_t n;

	(void)state;
	assert_int_equal(stage(d.id), SEALING_WAITS);
	must(DB_EXEC(A, D->db, "update xz.record_sealing set since = clock_timestamp() - interval '2 minutes'"));
	assert_int_equal(stage(d.id), SEALING_LATE);
	must(paper_sealing_take(A, pool, &q));
	assert_int_equal(q.d.id, d.id);
	assert_int_equal(q.agency, s->agency->id);
	must(paper_sealing_failed(A, pool, &q, false));
	assert_int_equal(stage(d.id), SEALING_FAILED);
	must(paper_sealing_failed(A, pool, &q, true));
	assert_int_equal(stage(d.id), SEALING_NO_KEY);
	must(paper_sealing_forget(A, D->db));
	assert_int_equal(stage(d.id), SEALING_UNASKED);
	assert_int_equal(paper_sealing_take(A, pool, &q), ERR_NOT_FOUND);
	must(paper_sealing_all(A, D->db, &n));
	assert_int_equal(n, papers());
	assert_int_equal(stage(d.id), SEALING_WAITS);
}

/* Asked for by who reads it; without a session nobody asks. */
static void
test_asked_for(void **state)
{
	struct record_document d = paper(0);
	const char *token;

	(void)state;
	must(paper_sealing_forget(A, D->db));
	must(paper_sealing_ask(A, pool, d.id, false));
	assert_int_equal(stage(d.id), SEALING_UNASKED);
	must(people_session_for(A, D->db, "sj.chief", &token));
	db_set_token(pool, token);
	must(paper_sealing_ask(A, pool, d.id, false));
	assert_int_equal(stage(d.id), SEALING_WAITS);
	must(DB_EXEC(A, D->db, "update xz.record_sealing set since = clock_timestamp() - interval '2 minutes'"));
	must(paper_sealing_ask(A, pool, d.id, false));
	assert_int_equal(stage(d.id), SEALING_LATE);
	must(paper_sealing_ask(A, pool, d.id, true));
	assert_int_equal(stage(d.id), SEALING_WAITS);
	db_set_token(pool, NULL);
}

static void
test_sealed(void **state)
{
	struct record_document d = paper(0);
	struct paper_rendition r;
	struct paper_verified v;
	struct sealing q;

	(void)state;
	must(paper_sealing_take(A, pool, &q));
	assert_int_equal(q.d.id, d.id);
	must(paper_sealing_keep(A, pool, &q, PDF, sizeof(PDF)));
	assert_int_equal(stage(d.id), SEALING_MADE);
	must(paper_rendition_get(A, D->db, d.id, &r));
	assert_int_equal(r.n, sizeof(PDF));
	assert_memory_equal(r.pdf, PDF, sizeof(PDF));
	v = verified(d.ref);
	assert_true(v.made && v.valid);
	assert_string_equal(v.key_id, r.key_id);
	assert_string_equal(v.sha256, r.sha256);
	assert_string_equal(v.data_sha256, d.sha256);
	assert_string_equal(v.holder, "file");
	assert_true(stamp_verify(v.public, STAMP_PUBLIC, PDF, sizeof(PDF), r.signature, r.signature_n));
	assert_false(stamp_verify(v.public, STAMP_PUBLIC, PDF, sizeof(PDF) - 1, r.signature, r.signature_n));
	must(paper_rendition_make(A, D->db, &d, LEAD(s), "another", 7, &r));	/* what is there stays */
	assert_int_equal(r.n, sizeof(PDF));
}

static void
test_made_by_hand(void **state)
{
	struct record_document d = paper(1), other = d;
	struct paper_rendition r;
	const struct db_rows *rows;
	struct db_row draft;
	const char *pem;

	(void)state;
	must(paper_rendition_make(A, D->db, &d, LEAD(s), PDF, sizeof(PDF), &r));
	assert_non_null(r.signature);
	must(paper_seals_list(A, D->db, &rows));
	assert_int_equal(db_count(rows), 1);		/* of one agency, whoever made the file */
	must(paper_seals_pem(A, D->db, r.key_id, &pem));
	assert_true(str_starts(pem, "-----BEGIN PUBLIC KEY-----"));
	assert_int_equal(paper_seals_pem(A, D->db, "0000000000000000", &pem), ERR_NOT_FOUND);
	must(DB_ONE(A, D->db, &draft, "insert into xz.record_document (type, template_version, subject_kind,"
	    " subject_id, agency_id, unit_id, data, data_sha256, state, made_by, made_at)"
	    " select type, template_version, subject_kind, subject_id, agency_id, unit_id, data, data_sha256,"
	    " 'drafted', made_by, made_at from xz.record_document where id = $1 returning id", DB_I64(d.id)));
	other.id = row_i64(draft, "id");
	assert_int_equal(paper_rendition_make(A, D->db, &other, LEAD(s), PDF, sizeof(PDF), &r), ERR_STATE);
}

static void
test_key_over(void **state)
{
	struct record_document d = paper(2);
	struct paper_rendition r;
	struct paper_verified v = verified(paper(0).ref);

	(void)state;
	assert_int_equal(paper_seals_revoke(A, D->db, "0000000000000000", "lost"), ERR_NOT_FOUND);
	must(paper_seals_revoke(A, D->db, v.key_id, "lost"));
	assert_int_equal(paper_seals_revoke(A, D->db, v.key_id, "lost"), ERR_NOT_FOUND);
	assert_int_equal(paper_rendition_make(A, D->db, &d, LEAD(s), PDF, sizeof(PDF), &r), ERR_STATE);
	assert_int_equal(paper_rendition_get(A, D->db, d.id, &r), ERR_NOT_FOUND);
	assert_true(verified(paper(0).ref).revoked_at != TIME_NONE);
}

/* ---- a seal that lies in a device */

static void
test_device(void **state)
{
	struct record_document d = paper(2);
	struct paper_rendition r;
	struct paper_verified v;
	struct paper_seal by = { 0 };
	struct stamp device;
	unsigned char *one, *two;
	const char *text;
	bool fits;

	(void)state;
	must(stamp_file(A, folder("device"), ref_random(), &device));
	assert_int_equal(paper_seals_device(A, D->db, "no-such", stamp_pem(A, device.public)), ERR_NOT_FOUND);
	assert_int_equal(paper_seals_device(A, D->db, s->agency->code, "no key"), ERR_INPUT);
	must(paper_seals_device(A, D->db, s->agency->code, stamp_pem(A, device.public)));
	must(paper_rendition_make(A, D->db, &d, LEAD(s), PDF, sizeof(PDF), &r));
	assert_null(r.signature);			/* it waits */
	assert_false(verified(d.ref).made);
	text = paper_seal_statement(A, d.ref, d.sha256, r.sha256);
	must(device.sign(A, &device, PDF, sizeof(PDF), &one, &by.pdf_n));
	must(device.sign(A, &device, text, strlen(text), &two, &by.statement_n));
	by.pdf = by.statement = one;
	must(paper_rendition_seal(A, D->db, &d, &r, LEAD(s), &by, &fits));
	assert_false(fits);
	assert_false(verified(d.ref).made);
	by.statement = two;
	must(paper_rendition_seal(A, D->db, &d, &r, LEAD(s), &by, &fits));
	assert_true(fits);
	assert_int_equal(paper_rendition_seal(A, D->db, &d, &r, LEAD(s), &by, &fits), ERR_STATE);
	v = verified(d.ref);
	assert_true(v.valid);
	assert_string_equal(v.holder, "device");
	must(paper_seals_revoke(A, D->db, v.key_id, "given back"));
}

static void
test_signatures_as_devices_give_them(void **state)
{
	const void *out;
	size_t n;

	(void)state;
	assert_true(paper_seal_read(A, " YWJj\r\n ZGVm \t", &out, &n));
	assert_int_equal(n, 6);
	assert_memory_equal(out, "abcdef", 6);
	assert_false(paper_seal_read(A, "YW?j", &out, &n));
}

/* ---- the bundle */

struct written {
	struct str zip;
	int pages, papers, progress;
	const char *index;
};

static enum err
page(struct arena *a, const char *index, const char *lang, const char **out, void *ctx)
{
	struct written *w = ctx;

	w->pages++;
	w->index = arena_strdup(A, index);
	*out = arena_printf(a, "<html lang=\"%s\">", lang);
	return OK;
}

static enum err
missing_paper(struct arena *a, struct ref document, void *ctx)
{
	(void)a;
	(void)document;
	((struct written *)ctx)->papers++;
	return OK;			/* its agency's key is over */
}

static enum err
put(const void *bytes, size_t n, void *ctx)
{
	str_addn(&((struct written *)ctx)->zip, bytes, n);
	return OK;
}

static enum err
progress(int percent, void *ctx)
{
	((struct written *)ctx)->progress = percent;
	return OK;
}

static enum err
try_bundle(int64_t account, struct written *w, struct bundle_made *made)
{
	struct bundle_to to = { .page = page, .paper = missing_paper, .put = put, .progress = progress, .ctx = w };

	*w = (struct written){ .pages = 0 };
	str_init(&w->zip, A);
	return caseflow_bundle_write(A, D->db, account, s->case_ref, &to, made);
}

static void
test_who_may(void **state)
{
	struct bundle_made made;
	struct written w;

	(void)state;
	assert_int_equal(try_bundle(LEAD(s), &w, &made), ERR_DENIED);
	assert_int_equal(try_bundle(D->agency[1].archivist, &w, &made), ERR_DENIED);
	assert_int_equal(try_bundle(s->agency->archivist, &w, &made), ERR_STATE);	/* no step is in the log yet */
	assert_non_null(strstr(err_last(), "not in the log yet"));
}

static struct ref
attach(int no, const char *name, const char *bytes)
{
	struct caseflow_upload_new u = { .name = name, .size = (int64_t)strlen(bytes) };
	struct act by = { .principal = LEAD(s), .occurred_at = TIME_NONE, .request = "test" };
	const char *answer;
	struct db_row r;
	struct ref out;

	must(DB_ONE(A, D->db, &r, "select ref from xz.caseflow_evidence where case_id = $1 and no = $2",
	    DB_I64(s->case_id), DB_I64(no)));
	u.item = row_ref(r, "ref");
	must(caseflow_attach(A, D->db, &by, &u, bytes, &answer));
	assert_true(ref_parse(answer, &out));
	return out;
}

static enum err
zip_bytes_at(void *ctx, int64_t at, void *bytes, size_t n)
{
	const struct written *w = ctx;

	if (at < 0 || at + (int64_t)n > (int64_t)w->zip.len)
		return ERR_IO;
	memcpy(bytes, w->zip.s + at, n);
	return OK;
}

static enum err
collect(const void *bytes, size_t n, void *ctx)
{
	str_addn(ctx, bytes, n);
	return OK;
}

/* A member's bytes; NULL: there is none. */
static const char *
member(struct written *w, const char *name)
{
	struct zip_source from = { .read = zip_bytes_at, .ctx = w, .size = (int64_t)w->zip.len };
	struct zip_reader *z;
	const struct zip_member *m;
	struct str *out = ARENA_NEW(A, struct str);
	size_t i, n;

	must(zip_read(A, &from, &z));
	m = zip_members(z, &n);
	for (i = 0; i < n && !str_eq(m[i].name, name); i++)
		;
	if (i == n)
		return NULL;
	str_init(out, A);
	must(zip_bytes(z, &m[i], collect, out));
	return out->s;
}

static int
lines(const char *text)
{
	int n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static const char *
hex_of(const char *bytes)
{
	unsigned char digest[SHA256_SIZE];
	char *hex = arena_alloc(A, 65);

	sha256(bytes, strlen(bytes), digest);
	str_hex(digest, sizeof(digest), hex);
	return hex;
}

/* Everything the record has is a member, whose digests the index says; the same again is the same to the byte. */
static void
test_bundle(void **state)
{
	struct ref photo = attach(1, "照片.jpg", PHOTO), same = attach(2, "同一.jpg", PHOTO);
	struct evidence_note_new note = { .by = LEAD(s), .spot = "", .body = "缺页", .x = 100, .y = 200 };
	struct bundle_made made, again;
	struct written w, w2;
	struct db_row r;
	json_t *index, *item;
	int64_t moved;

	(void)state;
	(void)same;
	must(evidence_note_of(A, D->db, photo, &r));
	note.attachment = row_i64(r, "id");
	must(evidence_note_add(A, D->db, &note));
	must(bench_step(&b, 10000, &moved));
	must(try_bundle(s->agency->archivist, &w, &made));
	assert_int_equal(w.pages, 2);
	assert_int_equal(w.papers, papers() - 3);
	assert_int_equal(w.progress, 99);
	assert_int_equal(made.documents, papers());
	assert_int_equal(made.files, 1);		/* the same bytes are one member */
	assert_int_equal(made.steps, NUMBER(s, "select h.seq as n from xz.record_chain h join xz.caseflow_case c"
	    " on c.chain_id = h.id where c.id = $1"));

	index = json_loads(member(&w, "index.json"), 0, NULL);
	assert_string_equal(json_string_value(json_object_get(index, "format")), BUNDLE_FORMAT);
	assert_int_equal(json_array_size(json_object_get(index, "documents")), papers());
	assert_int_equal(json_array_size(json_object_get(index, "seals")), 2);
	assert_int_equal(json_array_size(json_object_get(index, "evidence")), 3);
	item = json_array_get(json_object_get(index, "evidence"), 0);
	item = json_array_get(json_object_get(item, "files"), 0);
	assert_string_equal(json_string_value(json_object_get(item, "sha256")), hex_of(PHOTO));
	assert_string_equal(member(&w, json_string_value(json_object_get(item, "member"))), PHOTO);
	item = json_array_get(json_object_get(item, "notes"), 0);
	assert_string_equal(json_string_value(json_object_get(item, "body")), "缺页");
	json_decref(index);
	assert_int_equal(lines(member(&w, "chain.jsonl")), made.steps);
	assert_int_equal(lines(member(&w, "digests.txt")), made.steps);
	assert_true(lines(member(&w, "side.jsonl")) > 0);
	assert_non_null(member(&w, arena_printf(A, "log/%06d.tlog-proof", made.steps)));
	assert_non_null(member(&w, "log/checkpoint"));

	must(try_bundle(s->agency->archivist, &w2, &again));
	assert_int_equal(w.zip.len, w2.zip.len);
	assert_memory_equal(w.zip.s, w2.zip.s, w.zip.len);
}

/* What the last re-reading found damaged is said and is no member; one gone that nobody knew of ends the bundle. */
static void
test_bundle_of_what_is_damaged(void **state)
{
	struct ref gone = attach(3, "失.bin", "some other bytes");
	struct bundle_made made;
	struct written w;
	struct db_row r;
	int64_t moved;

	(void)state;
	must(bench_step(&b, 10000, &moved));
	must(DB_ONE(A, D->db, &r, "select f.id, f.address from xz.record_attachment t join xz.record_file f"
	    " on f.id = t.file_id where t.ref = $1", DB_REF(gone)));
	assert_int_equal(remove(evidence_store_path(A, row_text(r, "address"))), 0);
	assert_int_equal(try_bundle(s->agency->archivist, &w, &made), ERR_STATE);
	assert_non_null(strstr(err_last(), "is missing"));
	must(DB_EXEC(A, D->db, "insert into xz.record_check (file_id, result, checked_at)"
	    " values ($1, 'missing', xz.now())", DB_I64(row_i64(r, "id"))));
	must(try_bundle(s->agency->archivist, &w, &made));
	assert_int_equal(made.files, 1);
	assert_non_null(strstr(w.index, "\"state\":\"missing\""));
	assert_null(member(&w, arena_printf(A, "files/%s.bin", hex_of("some other bytes"))));
}

/* ---- the search of the desk */

static int
hits(const char *username, const char *q, struct query_key after, struct query_hit **out)
{
	const char *token;
	int n;

	must(people_session_for(A, D->db, username, &token));
	db_set_token(desk, token);
	must(query_search(A, desk, "case", q, after, 10, out, &n));
	db_set_token(desk, NULL);
	return n;
}

static void
test_search(void **state)
{
	struct query_key start = { .day = DAY_NONE };
	struct query_hit *h, *more;
	struct case_file cf;

	(void)state;
	assert_true(query_enough(A, "衡州") && query_enough(A, "ab"));
	assert_false(query_enough(A, "衡") || query_enough(A, "") || query_enough(A, NULL));
	must(caseflow_get(A, D->db, s->case_ref, &cf));
	assert_int_equal(hits("sj.chief", cf.number, start, &h), 1);
	assert_true(ref_eq(h[0].ref, s->case_ref));
	assert_string_equal(h[0].kind, "case");
	assert_string_equal(h[0].number, cf.number);
	assert_string_equal(h[0].title, cf.title);
	assert_int_equal(hits("sj.chief", s->party.name, start, &h), 1);
	assert_int_equal(hits("sj.chief", s->party.name, (struct query_key){ h[0].day, h[0].ref }, &more), 0);
	assert_int_equal(hits("sj.chief", "没有这样的词", start, &more), 0);
	assert_int_equal(hits("hj.chief", cf.number, start, &more), 0);		/* another agency's */
}

static void
test_end(void **state)
{
	(void)state;
	assert_int_equal(system(arena_printf(A, "rm -rf %s", b.folder)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_begin), cmocka_unit_test(test_nothing_is_sealed_without_seals),
		cmocka_unit_test(test_stages), cmocka_unit_test(test_asked_for), cmocka_unit_test(test_sealed),
		cmocka_unit_test(test_made_by_hand), cmocka_unit_test(test_key_over), cmocka_unit_test(test_device),
		cmocka_unit_test(test_signatures_as_devices_give_them), cmocka_unit_test(test_who_may),
		cmocka_unit_test(test_bundle), cmocka_unit_test(test_bundle_of_what_is_damaged),
		cmocka_unit_test(test_search), cmocka_unit_test(test_end),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
