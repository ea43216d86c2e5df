/* store.h - the files of evidence on the disk: sealed chunk by chunk (lib/sec/chunk.h), named by their content, never
 * overwritten.  Knows nothing of the database; rows are file.h's.
 *
 *     FOLDER/<2 hex>/<64 hex>   a file; its name, the address, is HMAC-SM3 of agency and SHA-256 under a key of its
 *     own:
 *                               the same bytes of one agency have one name, and names say nothing to others
 *     FOLDER/new/               being written
 *     FOLDER/job/<ref>          what a background job made (lib/people/job.h), until it expires; no evidence
 *     FOLDER/damaged/           files that no longer fitted their tags when the same content came again
 *
 * The same folder may be shared by machines, if rename and link work there. */
#ifndef LIB_EVIDENCE_STORE_H
#define LIB_EVIDENCE_STORE_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define STORE_ADDRESS_SIZE 65	/* with NUL */
#define STORE_BEGIN 65536	/* of a file, kept for whoever looks what it is */

struct arena;
struct seal_key;
struct store_writer;
struct store_reader;

/* Folder and key of this program; set once at its start.  NULL: every call gives ERR_IO. */
void evidence_store_use(const char *folder, const struct seal_key *k);
const char *evidence_store_folder(void);

/* ---- writing.  What is not ended leaves nothing when the arena is freed. */
struct store_content {
	unsigned char sha256[32], sm3[32];
	int64_t size;
	char address[STORE_ADDRESS_SIZE];
	const unsigned char *begin;	/* the first begin_n <= STORE_BEGIN bytes; the writer's, or the arena's */
	size_t begin_n;
	struct arena *arena;		/* private to evidence_store_adopt() */
};
ERR_CHECKED enum err evidence_store_begin(struct arena *a, struct store_writer **out);
ERR_CHECKED enum err evidence_store_add(struct store_writer *w, const void *bytes, size_t n);
/* Digests of all that was added; nothing has a name yet. */
ERR_CHECKED enum err evidence_store_digest(struct store_writer *w, struct store_content *out);
/* Puts it at its address of this agency, file and folder on the disk before it returns.  What is there already is read
 * through and stays if it is whole; otherwise it is moved to damaged/ and this one takes its place. */
ERR_CHECKED enum err evidence_store_keep(struct store_writer *w, int64_t agency, struct store_content *out);
/* The same with a whole file in this form that was made elsewhere (incoming.h) and is on the disk; c says its digests
 * and size, and gets address and begin.  The file at path stays.  ERR_STATE: damaged, or of another size. */
ERR_CHECKED enum err evidence_store_adopt(struct arena *a, const char *path, int64_t agency, struct store_content *c);
/* Puts it at FOLDER/job/<name> in place of what is there, on the disk before it returns. */
ERR_CHECKED enum err evidence_store_keep_job(struct store_writer *w, const char *name, struct store_content *out);
const char *evidence_store_job_path(struct arena *a, const char *name);
/* What is not there is no error. */
ERR_CHECKED enum err evidence_store_job_drop(struct arena *a, const char *name);

/* ---- reading.  ERR_NOT_FOUND: no such file.  ERR_STATE: damaged (cut, altered, of another key). */
ERR_CHECKED enum err evidence_store_open(struct arena *a, const char *address, struct store_reader **out);
/* Any path; for those who look at all of them. */
ERR_CHECKED enum err evidence_store_open_path(struct arena *a, const char *path, struct store_reader **out);
int64_t evidence_store_size(const struct store_reader *r);
typedef enum err (*store_fn)(const void *bytes, size_t n, void *ctx);
/* Checks the tags of all chunks that [from, from + n) touches, giving nothing out. */
ERR_CHECKED enum err evidence_store_check(struct store_reader *r, int64_t from, int64_t n);
/* The bytes in order, each chunk checked before any of it is given; fn's error ends it and is passed on.
 * ERR_INPUT: not within the file. */
ERR_CHECKED enum err evidence_store_read(struct store_reader *r, int64_t from, int64_t n, store_fn fn, void *ctx);
/* Reads all of it and says what it is; begin is not set. */
ERR_CHECKED enum err evidence_store_measure(struct arena *a, struct store_reader *r, struct store_content *out);
const char *evidence_store_path(struct arena *a, const char *address);
#endif
