/* thumb.h - private to xiezhi-thumb: a picture on its way from bytes to a small one. */
#ifndef CMD_THUMB_THUMB_H
#define CMD_THUMB_THUMB_H
#include <stddef.h>
#include <stdint.h>

#define SIDE 360		/* of the small picture, the longer one */
#define PIXELS_MAX 150000000	/* more is not decoded at all */
#define PIXELS_HELD 20000000	/* where all of it must be held at once (interlaced PNG) */

/* A small picture that source rows are added to, from the top: each pixel becomes the mean of those that fall on it. */
struct small {
	unsigned width, height;		/* of the source as it is decoded */
	unsigned w, h;			/* of the small one */
	uint32_t *sum, *n;
	unsigned char *rgb;		/* w * h * 3, once it is done */
};
void small_begin(struct small *s, unsigned width, unsigned height);
void small_row(struct small *s, unsigned y, const unsigned char *rgb);
void small_done(struct small *s);
/* As a camera that was held in another way says (EXIF 1 to 8; only turns are followed). */
void small_turn(struct small *s, int orientation);

/* Ends the program with "failed WORD" as its answer. */
void thumb_fail(const char *word) __attribute__((noreturn));
void *thumb_alloc(size_t n);

/* Fill s and the source's own size; end the program on their own when they cannot. */
void jpeg_read(const unsigned char *bytes, size_t n, struct small *s, unsigned *width, unsigned *height);
void png_read(const unsigned char *bytes, size_t n, struct small *s, unsigned *width, unsigned *height);
size_t jpeg_write(const struct small *s, unsigned char **out);

struct camera {			/* what a JPEG says of itself; texts as they stand there, checked by the reader */
	char taken[20], offset[7];	/* "2026:01:02 03:04:05", "+08:00"; "" when not said */
	int orientation;		/* 0: not said */
	int placed;			/* latitude and longitude are said */
	int32_t latitude_e6, longitude_e6;
};
void exif_read(const unsigned char *bytes, size_t n, struct camera *out);
#endif
