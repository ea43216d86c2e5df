/* range.h - the Range header of a request (RFC 9110, 14): one range of bytes. */
#ifndef LIB_WEB_RANGE_H
#define LIB_WEB_RANGE_H
#include <stdbool.h>
#include <stdint.h>

enum range { RANGE_WHOLE, RANGE_PART, RANGE_NOT_THERE };

/* Of a file of size bytes.  WHOLE: no header, another unit, several ranges or malformed: all of it is answered (200);
 * PART: [*from, *from + *n), within the file (206); NOT_THERE: begins past its end (416).  *open (may be NULL): no end
 * was named, the reader takes as much as it likes. */
enum range range_parse(const char *header, int64_t size, int64_t *from, int64_t *n, bool *open);
#endif
