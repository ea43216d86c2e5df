/* jpeg.c - JPEG by libjpeg-turbo; what is cut off is shown as far as it goes. */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "cmd/thumb/thumb.h"

#define QUALITY 82

static void
failed(j_common_ptr c)
{
	(void)c;
	thumb_fail("broken");
}

static void
quiet(j_common_ptr c, int level)
{
	(void)c;
	(void)level;
}

static void
no_text(j_common_ptr c)
{
	(void)c;
}

static struct jpeg_error_mgr *
errors(struct jpeg_error_mgr *e)
{
	(void)jpeg_std_error(e);
	e->error_exit = failed;
	e->emit_message = quiet;
	e->output_message = no_text;
	return e;
}

void
jpeg_read(const unsigned char *bytes, size_t n, struct small *s, unsigned *width, unsigned *height)
{
	struct jpeg_decompress_struct c = { 0 };
	struct jpeg_error_mgr e;
	unsigned char *row;

	c.err = errors(&e);
	jpeg_create_decompress(&c);
	jpeg_mem_src(&c, bytes, (unsigned long)n);
	if (jpeg_read_header(&c, TRUE) != JPEG_HEADER_OK)
		thumb_fail("broken");
	*width = c.image_width;
	*height = c.image_height;
	if ((uint64_t)c.image_width * c.image_height > PIXELS_MAX)
		thumb_fail("pixels");
	c.out_color_space = JCS_RGB;
	c.scale_num = 1;
	c.scale_denom = 1;
	while (c.scale_denom < 8 && c.image_width / (2 * c.scale_denom) >= 2 * SIDE &&
	    c.image_height / (2 * c.scale_denom) >= 2 * SIDE)
		c.scale_denom *= 2;
	(void)jpeg_start_decompress(&c);
	if (c.output_components != 3)
		thumb_fail("kind");
	small_begin(s, c.output_width, c.output_height);
	row = thumb_alloc((size_t)c.output_width * 3);
	while (c.output_scanline < c.output_height) {
		unsigned y = c.output_scanline;

		if (jpeg_read_scanlines(&c, &row, 1) != 1)
			break;
		small_row(s, y, row);
	}
	jpeg_destroy_decompress(&c);
}

size_t
jpeg_write(const struct small *s, unsigned char **out)
{
	struct jpeg_compress_struct c = { 0 };
	struct jpeg_error_mgr e;
	unsigned long n = 0;

	*out = NULL;
	c.err = errors(&e);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, out, &n);
	c.image_width = s->w;
	c.image_height = s->h;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, QUALITY, TRUE);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		unsigned char *row = s->rgb + (size_t)c.next_scanline * s->w * 3;

		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	return (size_t)n;
}
