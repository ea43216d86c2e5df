/* csv.h - reads CSV (RFC 4180) row by row, from a file (gzip too) or memory.
 *
 * Rows end with LF, CRLF or, in the whole file, CR; empty lines are passed over.  What a
 * spreadsheet saves is read (csv_bytes.h): other ways of writing characters, a line sep=;
 * before the header, semicolons or tabs between fields.  A row that is not well-formed is
 * reported and reading goes on at the next line. */
#ifndef LIB_BASE_CSV_H
#define LIB_BASE_CSV_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define CSV_FIELDS_MAX 256
#define CSV_ROW_MAX (1 << 20)	/* bytes */

struct arena;
struct csv;

enum csv_result {
	CSV_ROW,	/* csv_fields() has it */
	CSV_BAD,	/* csv_fault() says why; csv_raw() has the text */
	CSV_END,
	CSV_FAILED	/* cannot be read on: err_last() */
};

/* Closed with the arena.  ERR_IO. */
ERR_CHECKED enum err csv_open(struct arena *a, const char *path, struct csv **out);
/* bytes must outlive the reader. */
struct csv *csv_memory(struct arena *a, const void *bytes, size_t n);
enum csv_result csv_next(struct csv *c);
/* Fields of the row, each NUL-ended; good until the next csv_next(). */
const char *const *csv_fields(const struct csv *c, size_t *n);
/* The row as it stood in the file (as UTF-8), without its line end. */
const char *csv_raw(const struct csv *c, size_t *n);
/* "quote", "fields" (too many), "size", "utf8", "nul". */
const char *csv_fault(const struct csv *c);
int64_t csv_line(const struct csv *c);		/* line on which the row began, from 1 */
/* Bytes read of the file as stored (packed), for progress. */
int64_t csv_offset(const struct csv *c);

/* Reads the first row as the header: every wanted name (NULL-ended list) must be
 * in it, in any order, with others between; at[i] is where.  A name may be several
 * between |, of which one is enough.  ERR_INPUT, ERR_IO. */
ERR_CHECKED enum err csv_header(struct csv *c, const char *const *wanted, size_t *at);
/* The row has the header's columns; a comma at its end may add empty ones. */
bool csv_fits(const struct csv *c);
/* The i-th field of the row, "" when the row is shorter. */
const char *csv_field(const struct csv *c, size_t i);

/* The field as it is written: quoted when it must be. */
struct str;
void csv_write_field(struct str *out, const char *field);
/* The same for a spreadsheet, which must not take a text for a formula; then the end ("," or a line's).  NULL is
 * empty. */
void csv_write_cell(struct arena *a, struct str *out, const char *text, const char *end);
#endif
