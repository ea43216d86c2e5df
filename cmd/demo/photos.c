/* photos.c - photos of the demo's inspections: drawn here, of nothing and nobody, attached as a phone's are. */
#include <math.h>
#include <zlib.h>

#include "cmd/demo/visits.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/store.h"
#include "lib/inspection/attachment.h"
#include "lib/people/people.h"

#define WIDTH 640
#define HEIGHT 480
#define STRIDE (1 + WIDTH * 3)

struct colour {
	double r, g, b;
};

static double
clamp(double v)
{
	return v < 0 ? 0 : v > 1 ? 1 : v;
}

/* c over the ground as far as the distance from its edge says, a pixel soft. */
static void
paint(struct colour *ground, struct colour c, double distance)
{
	double k = clamp(0.5 - distance);

	ground->r += (c.r - ground->r) * k;
	ground->g += (c.g - ground->g) * k;
	ground->b += (c.b - ground->b) * k;
}

static double
box(double x, double y, double cx, double cy, double w, double h)
{
	return fmax(fabs(x - cx) - w / 2, fabs(y - cy) - h / 2);
}

/* A gauge on a wall. */
static struct colour
gauge(double x, double y, int seed)
{
	struct colour c = { 0.62 - y / 2400, 0.66 - y / 2400, 0.66 - y / 2200 };
	double dx = x - 330, dy = y - 235, r = hypot(dx, dy), turn = -2.2 + seed % 7 * 0.6, along, across;
	int i;

	paint(&c, (struct colour){ 0.45, 0.47, 0.48 }, box(x, y, 330, 440, 46, 160));
	paint(&c, (struct colour){ 0.22, 0.24, 0.25 }, r - 165);
	paint(&c, (struct colour){ 0.96, 0.96, 0.93 }, r - 150);
	for (i = 0; i <= 20; i++) {
		double a = -2.36 + i * 0.236, ax = dx * sin(a) - dy * cos(a), ay = dx * cos(a) + dy * sin(a);

		paint(&c, i > 15 ? (struct colour){ 0.67, 0.15, 0.09 } : (struct colour){ 0.15, 0.16, 0.17 },
		    fmax(fabs(ax - (i % 5 == 0 ? 122 : 128)) - (i % 5 == 0 ? 16 : 9), fabs(ay) - 2.2));
	}
	along = dx * sin(turn) - dy * cos(turn);
	across = dx * cos(turn) + dy * sin(turn);
	paint(&c, (struct colour){ 0.12, 0.12, 0.13 }, fmax(fabs(along - 45) - 70, fabs(across) - 4 + along / 60));
	paint(&c, (struct colour){ 0.12, 0.12, 0.13 }, r - 13);
	return c;
}

/* Shelves with boxes. */
static struct colour
shelves(double x, double y, int seed)
{
	struct colour c = { 0.80 - y / 3000, 0.79 - y / 3000, 0.75 - y / 2600 };
	int row, i;

	for (row = 0; row < 3; row++) {
		double floor = 150 + row * 140;

		for (i = 0; i < 7; i++) {
			unsigned n = (unsigned)(seed * 31 + row * 17 + i * 7);
			double tall = 60 + n % 5 * 11, wide = 58 + n % 3 * 9, cx = 70 + i * 84;

			if (n % 6 == 0)
				continue;
			paint(&c, (struct colour){ 0.55 + n % 4 * 0.09, 0.46 + n % 5 * 0.06, 0.30 + n % 3 * 0.12 },
			    box(x, y, cx, floor - tall / 2, wide, tall));
			paint(&c, (struct colour){ 0.93, 0.92, 0.87 },
			    box(x, y, cx, floor - tall / 2, wide * 0.55, tall * 0.3));
		}
		paint(&c, (struct colour){ 0.36, 0.40, 0.42 }, box(x, y, 320, floor + 7, 600, 14));
	}
	paint(&c, (struct colour){ 0.30, 0.34, 0.36 }, fmin(box(x, y, 24, 250, 14, 420), box(x, y, 616, 250, 14, 420)));
	return c;
}

/* A page on a table, its lines too far away to be read. */
static struct colour
page(double x, double y, int seed)
{
	struct colour c = { 0.47 + x / 6000, 0.36 + x / 6000, 0.26 };
	double u = x - 320 + (y - 240) * 0.06, v = y - 240 - (x - 320) * 0.06;
	int i;

	paint(&c, (struct colour){ 0.30, 0.23, 0.17 }, box(u, v, 7, 7, 330, 420));
	paint(&c, (struct colour){ 0.97, 0.96, 0.93 }, box(u, v, 0, 0, 330, 420));
	paint(&c, (struct colour){ 0.67, 0.15, 0.09 }, box(u, v, 0, -170, 170, 12));
	for (i = 0; i < 13; i++) {
		double wide = 270 - (seed * 13 + i * 29) % 9 * 14;

		paint(&c, (struct colour){ 0.45, 0.46, 0.48 }, box(u, v, -135 + wide / 2, -130 + i * 22, wide, 4));
	}
	paint(&c, (struct colour){ 0.72, 0.24, 0.18 }, fabs(hypot(u - 90, v - 150) - 34) - 3);
	return c;
}

/* ---- as PNG */

static void
put32(unsigned char *out, unsigned long v)
{
	out[0] = (unsigned char)(v >> 24);
	out[1] = (unsigned char)(v >> 16);
	out[2] = (unsigned char)(v >> 8);
	out[3] = (unsigned char)v;
}

static void
chunk(struct str *out, const char *name, const unsigned char *bytes, size_t n)
{
	unsigned char word[4];
	unsigned long crc = crc32(crc32(0, (const unsigned char *)name, 4), bytes, (uInt)n);

	put32(word, n);
	str_addn(out, word, 4);
	str_addn(out, name, 4);
	str_addn(out, bytes, n);
	put32(word, crc);
	str_addn(out, word, 4);
}

static void
draw(unsigned char *raw, int seed)
{
	static struct colour (*const scenes[])(double x, double y, int seed) = { gauge, shelves, page };
	int x, y;

	for (y = 0; y < HEIGHT; y++) {
		unsigned char *row = raw + (size_t)y * STRIDE, last[3] = { 0, 0, 0 };

		*row++ = 1;	/* each pixel less the one to its left */
		for (x = 0; x < WIDTH; x++) {
			struct colour c = scenes[seed % 3](x, y, seed / 3);
			unsigned char v[3] = { (unsigned char)(c.r * 255), (unsigned char)(c.g * 255),
			    (unsigned char)(c.b * 255) };
			int k;

			for (k = 0; k < 3; k++) {
				*row++ = (unsigned char)(v[k] - last[k]);
				last[k] = v[k];
			}
		}
	}
}

static enum err
png(struct arena *a, int seed, struct str *out)
{
	static const unsigned char head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	unsigned char *raw = arena_alloc(a, (size_t)HEIGHT * STRIDE), *packed, size[13] = { [8] = 8, [9] = 2 };
	uLongf n = compressBound((uLong)HEIGHT * STRIDE);

	packed = arena_alloc(a, n);
	draw(raw, seed);
	if (compress2(packed, &n, raw, (uLong)HEIGHT * STRIDE, 6) != Z_OK)
		return err_set(ERR_IO, "a demo photo could not be packed");
	put32(size, WIDTH);
	put32(size + 4, HEIGHT);
	str_init(out, a);
	str_addn(out, head, sizeof(head));
	chunk(out, "IHDR", size, sizeof(size));
	chunk(out, "IDAT", packed, n);
	chunk(out, "IEND", packed, 0);
	return OK;
}

static enum err
attach(struct hand *h, int n)
{
	static const char *const names[] = { "压力表.png", "货架.png", "台账.png" };
	static int made;
	int seed = made++;
	struct act by = { .principal = h->u->officer[n % 2], .occurred_at = TIME_NONE, .request = "demo" };
	struct inspection_upload_new u = { .inspection = h->ref, .n = n % 3 + 1,
	    .mark = arena_printf(h->a, "demo-photo-%d", seed), .taken_at = TIME_NONE,
	    .lat = "26.893110", .lon = "112.594690", .accuracy_m = 12, .name = names[seed % 3] };
	struct ref attachment;
	const char *answer;
	struct str bytes;
	enum err e = png(h->a, seed, &bytes);

	if (e != OK)
		return e;
	u.size = (int64_t)bytes.len;
	e = inspection_attach(h->a, h->k->d->db, &by, &u, bytes.s, &answer);
	if (e == OK && ref_parse(answer, &attachment))
		e = evidence_picture_make(h->a, h->k->d->db, attachment, h->k->d->now);
	return e;
}

enum err
demo_photos(struct hand *h, int n)
{
	int i;
	enum err e = OK;

	for (i = 0; evidence_store_folder() != NULL && e == OK && i < n; i++)
		e = attach(h, i);
	return e;
}
