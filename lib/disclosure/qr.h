/* qr.h - a QR code as an SVG picture. */
#ifndef LIB_DISCLOSURE_QR_H
#define LIB_DISCLOSURE_QR_H
struct arena;

/* Error correction M, four modules of quiet zone.  NULL: the text is too long. */
const char *qr_svg(struct arena *a, const char *text);
#endif
