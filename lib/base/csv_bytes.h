/* csv_bytes.h - the bytes of a table as UTF-8 with lines that end in LF or CRLF, whatever a spreadsheet saved it as:
 * UTF-8 with or without a byte order mark, UTF-16 with one, GB 18030 (which GBK is part of), lines that end in CR
 * alone; packed by gzip too.  For csv.c. */
#ifndef LIB_BASE_CSV_BYTES_H
#define LIB_BASE_CSV_BYTES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct csv_bytes;

/* Reads in what files of other codes need, which a locked worker cannot any more: before it is locked. */
void csv_bytes_prepare(void);
/* Closed with the arena.  ERR_IO. */
ERR_CHECKED enum err csv_bytes_open(struct arena *a, const char *path, struct csv_bytes **out);
/* bytes must outlive the reader. */
struct csv_bytes *csv_bytes_memory(struct arena *a, const void *bytes, size_t n);
/* The next piece, good until the next call; false at the end and on a failure.  A byte of no character is 0xff. */
bool csv_bytes_next(struct csv_bytes *b, const unsigned char **at, const unsigned char **end);
bool csv_bytes_failed(const struct csv_bytes *b);	/* err_last() says why */
/* Bytes read of the file as stored (packed). */
int64_t csv_bytes_offset(const struct csv_bytes *b);
#endif
