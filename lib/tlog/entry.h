/* entry.h - an entry of the log, one line of JSON fixed to the byte (trust.md 2):
 * {"v":1,"kind":K,"id":REF,"at":RFC3339,"digest":HEX}.  Pure. */
#ifndef LIB_TLOG_ENTRY_H
#define LIB_TLOG_ENTRY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TLOG_ENTRY_MAX 1024
#define TLOG_KIND_MAX 32
#define TLOG_ID_MAX 64

struct arena;

struct tlog_entry {
	const char *kind;		/* [a-z][a-z.]{0,31}: the set is open, writers may be newer than readers */
	const char *id;			/* [A-Za-z0-9-]{1,64}: a ref, or a draw-id */
	int64_t at;			/* us; whole seconds are written, offset +08:00 */
	const char *digest;		/* 64 characters of lower-case hex */
};

bool tlog_kind_ok(const char *kind);
bool tlog_id_ok(const char *id);
bool tlog_digest_ok(const char *digest);
/* The line without LF; NULL: kind, id or digest is not of the form above. */
char *tlog_entry_line(struct arena *a, const struct tlog_entry *e);
/* Exactly that line; `at` may have any numeric offset.  Texts live in the arena. */
bool tlog_entry_parse(struct arena *a, const void *line, size_t n, struct tlog_entry *out);
#endif
