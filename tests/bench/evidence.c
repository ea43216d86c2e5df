/* evidence.c - how long evidence takes to come in: evidence CONNINFO FOLDER KEY MIB ROUNDS.  A file of MIB in pieces of
 * 4 MiB, as the page sends them, through evidence_upload_piece() to its place in the store, on the disk; against the
 * same cipher, tags and digests run alone in memory over the same bytes.  Prints for each round MiB/s of the intake, of
 * the memory, and the longest piece in milliseconds.  What it puts into the store it leaves there: for a store of its
 * own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/evidence/disk.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"
#include "lib/evidence/upload.h"
#include "lib/sec/chunk.h"
#include "lib/sec/sec.h"

#define PIECE (4 << 20)

static void
must(enum err e)
{
	if (e == OK)
		return;
	(void)fprintf(stderr, "evidence: %s\n", err_last());
	exit(1);
}

/* Whom and what the upload belongs to does not matter: any item of the demo. */
static struct evidence_upload_new
any_item(struct arena *a, struct db *db, int64_t size)
{
	struct evidence_upload_new u = { .name = "bench.bin", .subject_kind = "evidence", .size = size };
	struct db_row r;

	must(DB_ONE(a, db, &r,
	    "select e.id, c.agency_id, o.account_id, xz.now() as now from xz.caseflow_evidence e"
	    " join xz.caseflow_case c on c.id = e.case_id"
	    " join xz.caseflow_officer o on o.case_id = c.id and o.state = 'accepted' order by e.id limit 1"));
	u.subject = row_i64(r, "id");
	u.agency = row_i64(r, "agency_id");
	u.account = row_i64(r, "account_id");
	u.now = row_time(r, "now");
	return u;
}

static int64_t
intake(struct db *db, const unsigned char *bytes, int64_t size, int64_t *longest)
{
	struct arena *a = arena_new("intake");
	struct evidence_upload_new u = any_item(a, db, size);
	struct evidence_upload had;
	struct store_content c;
	struct ref ref;
	int64_t at, began, piece;

	must(evidence_upload_begin(a, db, &u, &ref));
	began = clock_monotonic_us();
	for (at = 0; at < size; at += PIECE) {
		struct arena *each = arena_child(a);

		piece = clock_monotonic_us();
		must(evidence_upload_piece(each, db, ref, at, bytes + at,
		    (size_t)(size - at < PIECE ? size - at : PIECE), u.now, &had));
		piece = clock_monotonic_us() - piece;
		*longest = piece > *longest ? piece : *longest;
		arena_free(each);
	}
	piece = clock_monotonic_us();
	must(evidence_upload_get(a, db, ref, false, u.now, &had));
	must(evidence_upload_assemble(a, &had, &c));
	piece = clock_monotonic_us() - piece;
	*longest = piece > *longest ? piece : *longest;
	began = clock_monotonic_us() - began;
	must(DB_EXEC(a, db, "update xz.record_upload set state = 'ended' where ref = $1", DB_REF(ref)));
	must(evidence_spool_drop(a, ref));
	if (unlink(evidence_store_path(a, c.address)) != 0)
		exit(1);
	arena_free(a);
	return began;
}

static int64_t
in_memory(const struct seal_key *k, const unsigned char *bytes, int64_t size)
{
	struct arena *a = arena_new("memory");
	unsigned char head[CHUNK_HEAD], *out = arena_alloc(a, CHUNK_SEALED), end[32];
	struct digest *sha = digest_new(a, DIGEST_SHA256), *three = digest_new(a, DIGEST_SM3);
	struct chunk_keys *keys;
	int64_t at, began = clock_monotonic_us();
	size_t n;

	chunk_head(k, head);
	must(chunk_keys(a, k, head, &keys));
	for (at = 0; at < size; at += CHUNK_PLAIN) {
		n = (size_t)(size - at < CHUNK_PLAIN ? size - at : CHUNK_PLAIN);
		digest_add(sha, bytes + at, n);
		digest_add(three, bytes + at, n);
		chunk_seal(keys, (uint64_t)(at / CHUNK_PLAIN), at + (int64_t)n == size, bytes + at, n, out);
	}
	digest_end(sha, end);
	digest_end(three, end);
	began = clock_monotonic_us() - began;
	arena_free(a);
	return began;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("bench");
	long long mib, rounds;
	unsigned char *bytes;
	struct seal_key *k;
	struct db *db;
	int64_t size, came, alone, longest;

	if (argc != 6 || !str_i64(argv[4], 1, 1024, &mib) || !str_i64(argv[5], 1, 100, &rounds)) {
		(void)fprintf(stderr, "usage: evidence CONNINFO FOLDER KEY MIB ROUNDS\n");
		return 2;
	}
	size = mib << 20;
	must(db_open(a, argv[1], "bench", &db));
	must(seal_key_load(a, argv[3], &k));
	must(disk_folder(a, arena_printf(a, "%s/store", argv[2])));
	must(disk_folder(a, arena_printf(a, "%s/spool", argv[2])));
	evidence_store_use(arena_printf(a, "%s/store", argv[2]), k);
	evidence_spool_use(arena_printf(a, "%s/spool", argv[2]), k);
	bytes = arena_alloc(a, (size_t)size);
	for (; rounds > 0; rounds--) {
		random_bytes(bytes, (size_t)size);
		longest = 0;
		came = intake(db, bytes, size, &longest);
		alone = in_memory(k, bytes, size);
		(void)printf("%.1f %.1f %.0f\n", (double)mib * SECOND_US / (double)came,
		    (double)mib * SECOND_US / (double)alone, (double)longest / 1000);
	}
	arena_free(a);
	return 0;
}
