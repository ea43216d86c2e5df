/* small.c - a large picture made small while its rows come. */
#include <stdlib.h>
#include <string.h>

#include "cmd/thumb/thumb.h"

void
small_begin(struct small *s, unsigned width, unsigned height)
{
	unsigned longer = width > height ? width : height;

	s->width = width;
	s->height = height;
	s->w = longer <= SIDE ? width : (unsigned)((uint64_t)width * SIDE / longer);
	s->h = longer <= SIDE ? height : (unsigned)((uint64_t)height * SIDE / longer);
	s->w = s->w > 0 ? s->w : 1;
	s->h = s->h > 0 ? s->h : 1;
	s->sum = thumb_alloc((size_t)s->w * s->h * 3 * sizeof(*s->sum));
	s->n = thumb_alloc((size_t)s->w * s->h * sizeof(*s->n));
}

/* At most 64 source pixels a way count for each of the small one: the sums stay within 32 bits. */
void
small_row(struct small *s, unsigned y, const unsigned char *rgb)
{
	unsigned step_y = s->height / s->h / 64 + 1, step_x = s->width / s->w / 64 + 1, x;
	size_t row = (size_t)((uint64_t)y * s->h / s->height) * s->w, at;

	if (y % step_y != 0)
		return;
	for (x = 0; x < s->width; x += step_x) {
		at = row + (size_t)((uint64_t)x * s->w / s->width);
		s->sum[3 * at] += rgb[3 * (size_t)x];
		s->sum[3 * at + 1] += rgb[3 * (size_t)x + 1];
		s->sum[3 * at + 2] += rgb[3 * (size_t)x + 2];
		s->n[at]++;
	}
}

void
small_done(struct small *s)
{
	size_t i, k, n = (size_t)s->w * s->h;

	s->rgb = thumb_alloc(n * 3);
	for (i = 0; i < n; i++)
		for (k = 0; k < 3; k++)		/* rows that never came stay grey */
			s->rgb[3 * i + k] = s->n[i] > 0 ? (unsigned char)(s->sum[3 * i + k] / s->n[i]) : 0xcc;
}

void
small_turn(struct small *s, int orientation)
{
	unsigned x, y, w = s->w, h = s->h, to_w, tx, ty;
	unsigned char *out;

	if (orientation != 3 && orientation != 6 && orientation != 8)
		return;
	out = thumb_alloc((size_t)w * h * 3);
	to_w = orientation == 3 ? w : h;
	for (y = 0; y < h; y++)
		for (x = 0; x < w; x++) {
			tx = orientation == 3 ? w - 1 - x : orientation == 6 ? h - 1 - y : y;
			ty = orientation == 3 ? h - 1 - y : orientation == 6 ? x : w - 1 - x;
			memcpy(out + 3 * ((size_t)ty * to_w + tx), s->rgb + 3 * ((size_t)y * w + x), 3);
		}
	s->rgb = out;
	s->w = to_w;
	s->h = orientation == 3 ? h : w;
}
