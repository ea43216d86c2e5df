/* qr.c - see qr.h. */
#include "lib/disclosure/qr.h"

#include <qrencode.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define QUIET 4

/* One run of dark modules a step of the path. */
static void
row(struct str *out, const unsigned char *line, int width, int y)
{
	int x, from;

	for (x = 0; x < width; x++) {
		if ((line[x] & 1) == 0)
			continue;
		for (from = x; x + 1 < width && (line[x + 1] & 1) != 0;)
			x++;
		str_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x + 1 - from, x + 1 - from);
	}
}

bool
qr_modules(struct arena *a, const char *text, const unsigned char **out, int *size)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	unsigned char *copy;
	int i;

	if (code == NULL)
		return false;
	*size = code->width;
	copy = arena_alloc(a, (size_t)code->width * (size_t)code->width);
	for (i = 0; i < code->width * code->width; i++)
		copy[i] = code->data[i] & 1;
	*out = copy;
	QRcode_free(code);
	return true;
}

const char *
qr_svg(struct arena *a, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct str out;
	int y, size;

	if (code == NULL)
		return NULL;
	size = code->width + 2 * QUIET;
	str_init(&out, a);
	str_printf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
	    " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", size, size, size * 4,
	    size * 4, size, size);
	for (y = 0; y < code->width; y++)
		row(&out, code->data + y * code->width, code->width, y);
	str_add(&out, "\"/></svg>\n");
	QRcode_free(code);
	return out.s;
}
