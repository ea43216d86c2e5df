/* png.c - PNG by libpng, row by row. */
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "cmd/thumb/thumb.h"

struct source {
	const unsigned char *bytes;
	size_t n, at;
};

static void
failed(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
	thumb_fail("broken");
}

static void
quiet(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
give(png_structp png, png_bytep to, size_t n)
{
	struct source *s = png_get_io_ptr(png);

	if (n > s->n - s->at)
		thumb_fail("cut");
	memcpy(to, s->bytes + s->at, n);
	s->at += n;
}

/* Whatever it is, eight bits of red, green and blue come out. */
static void
as_rgb(png_structp png, png_infop info)
{
	png_set_expand(png);
	png_set_scale_16(png);
	png_set_gray_to_rgb(png);
	if (png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA || png_get_valid(png, info, PNG_INFO_tRNS)) {
		png_color_16 white = { .red = 255, .green = 255, .blue = 255, .gray = 255 };

		png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
	}
}

static void
rows(png_structp png, struct small *s, unsigned width, unsigned height, int passes)
{
	unsigned char *row = thumb_alloc((size_t)width * 4 + 8), **all;
	unsigned y;

	if (passes == 1) {
		for (y = 0; y < height; y++) {
			png_read_row(png, row, NULL);
			small_row(s, y, row);
		}
		return;
	}
	if ((uint64_t)width * height > PIXELS_HELD)
		thumb_fail("pixels");
	all = thumb_alloc(height * sizeof(*all));
	for (y = 0; y < height; y++)
		all[y] = thumb_alloc((size_t)width * 4);
	png_read_image(png, all);
	for (y = 0; y < height; y++)
		small_row(s, y, all[y]);
}

void
png_read(const unsigned char *bytes, size_t n, struct small *s, unsigned *width, unsigned *height)
{
	struct source from = { bytes, n, 0 };
	png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, failed, quiet);
	png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
	int passes;

	if (info == NULL)
		thumb_fail("memory");
	png_set_read_fn(png, &from, give);
	png_set_user_limits(png, 65500, 65500);
	png_set_chunk_malloc_max(png, 1 << 20);
	png_read_info(png, info);
	*width = png_get_image_width(png, info);
	*height = png_get_image_height(png, info);
	if ((uint64_t)*width * *height > PIXELS_MAX)
		thumb_fail("pixels");
	as_rgb(png, info);
	passes = png_set_interlace_handling(png);
	png_read_update_info(png, info);
	if (png_get_rowbytes(png, info) > (size_t)*width * 3)
		thumb_fail("kind");
	small_begin(s, *width, *height);
	rows(png, s, *width, *height, passes);
}
