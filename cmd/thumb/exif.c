/* exif.c - what a camera wrote into its picture: time, place, how it was held (libexif). */
#include <stdlib.h>
#include <string.h>

#include <libexif/exif-data.h>

#include "cmd/thumb/thumb.h"

static ExifEntry *
entry(ExifData *d, ExifIfd ifd, ExifTag tag)
{
	return exif_content_get_entry(d->ifd[ifd], tag);
}

/* Printable, of exactly the length a value of its kind has. */
static void
text(ExifData *d, ExifIfd ifd, unsigned tag, char *out, size_t len)
{
	ExifEntry *e = entry(d, ifd, (ExifTag)tag);
	size_t i;

	if (e == NULL || e->format != EXIF_FORMAT_ASCII || e->data == NULL || e->size < len)
		return;
	for (i = 0; i < len; i++)
		if (e->data[i] < 0x20 || e->data[i] > 0x7e)
			return;
	memcpy(out, e->data, len);
	out[len] = '\0';
}

/* Degrees, minutes and seconds as fractions; false: not there, or no place on earth. */
static int
angle(ExifData *d, unsigned tag, unsigned ref_tag, char negative, int32_t most, int32_t *out)
{
	ExifEntry *e = entry(d, EXIF_IFD_GPS, (ExifTag)tag), *ref = entry(d, EXIF_IFD_GPS, (ExifTag)ref_tag);
	ExifByteOrder order = exif_data_get_byte_order(d);
	static const int64_t parts[] = { 1, 60, 3600 };
	int64_t v = 0;
	size_t i;

	if (e == NULL || e->format != EXIF_FORMAT_RATIONAL || e->components < 3 || e->data == NULL || e->size < 24 ||
	    ref == NULL || ref->data == NULL || ref->size < 1)
		return 0;
	for (i = 0; i < 3; i++) {
		ExifRational q = exif_get_rational(e->data + 8 * i, order);

		if (q.denominator == 0 || q.numerator / q.denominator > 360)
			return 0;
		v += (int64_t)q.numerator * 1000000000 / ((int64_t)q.denominator * parts[i]);
	}
	v = (v + 500) / 1000;
	if (v > (int64_t)most * 1000000)
		return 0;
	*out = (int32_t)((char)ref->data[0] == negative ? -v : v);
	return 1;
}

void
exif_read(const unsigned char *bytes, size_t n, struct camera *out)
{
	ExifData *d = exif_data_new_from_data(bytes, (unsigned)n);
	ExifEntry *e;

	if (d == NULL)
		return;
	text(d, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, out->taken, sizeof(out->taken) - 1);
	text(d, EXIF_IFD_EXIF, 0x9011, out->offset, sizeof(out->offset) - 1);	/* OffsetTimeOriginal */
	e = entry(d, EXIF_IFD_0, EXIF_TAG_ORIENTATION);
	if (e != NULL && e->format == EXIF_FORMAT_SHORT && e->data != NULL && e->size >= 2)
		out->orientation = exif_get_short(e->data, exif_data_get_byte_order(d));
	out->placed = angle(d, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, 'S', 90, &out->latitude_e6) &&
	    angle(d, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, 'W', 180, &out->longitude_e6);
	exif_data_unref(d);
}
