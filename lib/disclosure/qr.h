/* qr.h - a QR code, as an SVG picture or as its modules. */
#ifndef LIB_DISCLOSURE_QR_H
#define LIB_DISCLOSURE_QR_H
#include <stdbool.h>

struct arena;

/* size * size bytes, row by row, 1 for a dark module, without the quiet zone.  Error correction M.  false: the text is
 * too long. */
bool qr_modules(struct arena *a, const char *text, const unsigned char **out, int *size);
/* Error correction M, four modules of quiet zone.  NULL: the text is too long. */
const char *qr_svg(struct arena *a, const char *text);
#endif
