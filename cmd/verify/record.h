/* record.h - private to xiezhi verify-record: the record of a case or an inspection checked from its files alone
 * (trust.md 3, docs/formats/record-bundle.md), without the platform.  Every check gives ERR_STATE with err_last()
 * saying what does not fit, ERR_IO when it could not be looked at. */
#ifndef CMD_VERIFY_RECORD_H
#define CMD_VERIFY_RECORD_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/zip.h"

struct arena;

struct vr_text {
	const char *bytes;		/* NUL-ended; NULL: not there */
	size_t n;
};
struct vr_step {
	const char *line;
	unsigned char digest[32];
	int64_t recorded;
	json_t *json;
};
struct vr_side {
	struct ref ref;
	const char *sha256;		/* as its line says */
	bool opened;
};
struct vr {
	struct arena *a;
	const char *folder;		/* or */
	struct zip_reader *zip;
	const struct zip_member *member;	/* of the zip */
	size_t members;

	struct vr_step *step;
	size_t steps;
	const char *chain;		/* ref */
	struct vr_side *side;		/* all that the lines name */
	size_t sides, opened;
	json_t *index;			/* NULL: a bare folder */
	int papers, sealed, unsealed, loose;	/* sealed: with a file and its signatures; loose: named by their type
						 * only */
	int signatures;			/* of an inspection: drawn ones that are here */
	int files, absent;		/* absent: digests of evidence whose originals are not here */
	const char *origin;		/* of the log; NULL: no proofs */
	int64_t log_size;
	const char *key;		/* vkey the checkpoint was checked with */
	const char *key_given;		/* --key, or NULL */
};

/* record_source.c */
ERR_CHECKED enum err vr_open(struct vr *v, const char *path);
/* All of a member of at most 64 MiB; bytes NULL when it is not there. */
ERR_CHECKED enum err vr_read(struct vr *v, const char *name, struct vr_text *out);
/* The next line without LF, as a copy; false: none.  ERR_STATE in *e: the text does not end in LF. */
bool vr_line(struct vr *v, const struct vr_text *t, size_t *at, const char **line, enum err *e);
/* One object with exactly these keys in this order; ERR_STATE otherwise.  It lives as long as the arena. */
ERR_CHECKED enum err vr_object(struct vr *v, const char *line, const char *const *keys, const char *what, json_t **out);

/* record_chain.c: chain.jsonl, digests.txt, side.jsonl */
ERR_CHECKED enum err vr_chain(struct vr *v);
ERR_CHECKED enum err vr_sides(struct vr *v);
/* record_log.c: log/... */
ERR_CHECKED enum err vr_log(struct vr *v);
/* record_index.c: index.json against the members, files of evidence against the chain */
ERR_CHECKED enum err vr_index(struct vr *v);
const char *vr_text_of(const json_t *v, const char *key);	/* NULL: no text */
const json_t *vr_listed(const struct vr *v, const char *name);	/* the member of that name in the index, or NULL */
/* record_papers.c: papers against the chain, their files against their signatures */
ERR_CHECKED enum err vr_papers(struct vr *v);
/* record_chain.c: the signatures that index.inspection names are sealed values of the chain, and here */
ERR_CHECKED enum err vr_signatures(struct vr *v);
#endif
