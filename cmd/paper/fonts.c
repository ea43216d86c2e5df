/* fonts.c - the fonts of a paper, chosen by the characters of its text and opened before anything of the text is looked
 * at otherwise: behind the lock no file is opened. */
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/paper/paper.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define UNICODE 0x110000
#define KEPT_MAX (2 * (1 + PAPER_FALLBACKS))

static struct face {
	const char *file;
	int index;		/* of the face in it */
} kept[KEPT_MAX];
static size_t kept_n;
static struct str odd;				/* a character for each of the others */

static const int weights[] = { FC_WEIGHT_REGULAR, FC_WEIGHT_BOLD };

/* The characters of the text, a bit each. */
static unsigned char *
characters(struct arena *a, const char *text)
{
	unsigned char *set = arena_alloc(a, UNICODE / 8);
	const unsigned char *p = (const unsigned char *)text;

	memset(set, 0, UNICODE / 8);
	while (*p != '\0') {
		int more = *p < 0x80 ? 0 : *p < 0xe0 ? 1 : *p < 0xf0 ? 2 : 3;
		unsigned c = more == 0 ? *p : *p & (0x3fu >> more);

		for (p++; more > 0; more--, p++)
			c = c << 6 | (*p & 0x3f);
		if (c >= ' ' && c < UNICODE)
			set[c / 8] |= (unsigned char)(1 << c % 8);
	}
	return set;
}

static FcFontSet *
sorted(int weight)
{
	FcPattern *p = FcPatternCreate();
	FcFontSet *set;
	FcResult result;

	if (p == NULL || !FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)PAPER_FONT) ||
	    !FcPatternAddInteger(p, FC_WEIGHT, weight) || !FcPatternAddString(p, FC_LANG, (const FcChar8 *)"zh-cn") ||
	    !FcConfigSubstitute(NULL, p, FcMatchPattern))
		abort();
	FcDefaultSubstitute(p);
	set = FcFontSort(NULL, p, FcTrue, NULL, &result);
	FcPatternDestroy(p);
	return set;
}

static struct face
face_of(const FcPattern *p)
{
	struct face f = { "", 0 };
	FcChar8 *file;

	if (FcPatternGetString(p, FC_FILE, 0, &file) == FcResultMatch)
		f.file = (const char *)file;
	if (FcPatternGetInteger(p, FC_INDEX, 0, &f.index) != FcResultMatch)
		f.index = 0;
	return f;
}

static bool
is_kept(struct face f)
{
	size_t i;

	for (i = 0; i < kept_n && !(f.index == kept[i].index && str_eq(f.file, kept[i].file)); i++)
		;
	return i < kept_n;
}

/* Takes the font, and what it has off the characters that are still without one; *last: one of these.  false: it has
 * none. */
static bool
take(struct arena *a, const FcPattern *p, unsigned char *need, unsigned *last)
{
	FcCharSet *has;
	struct face f;
	unsigned c;
	bool any = false;

	if (FcPatternGetCharSet(p, FC_CHARSET, 0, &has) != FcResultMatch)
		return false;
	for (c = 0; c < UNICODE; c++) {
		if (need[c / 8] == 0)
			c |= 7;
		else if ((need[c / 8] & 1 << c % 8) != 0 && FcCharSetHasChar(has, c)) {
			need[c / 8] &= (unsigned char)~(1 << c % 8);
			*last = c;
			any = true;
		}
	}
	f = face_of(p);
	if (any && !is_kept(f))
		kept[kept_n++] = (struct face){ arena_strdup(a, f.file), f.index };
	return any;
}

static void
choose(struct arena *a, int weight, const char *text)
{
	unsigned char *need = characters(a, text);
	FcFontSet *set = sorted(weight);
	char utf8[8];
	unsigned c = 0;
	int i, others = 0, n;

	for (i = 0; set != NULL && i < set->nfont && others < PAPER_FALLBACKS; i++) {
		if (!take(a, set->fonts[i], need, &c) || i == 0)
			continue;
		others++;
		n = g_unichar_to_utf8(c, utf8);
		str_addn(&odd, utf8, (size_t)n);
	}
	if (set != NULL)
		FcFontSetDestroy(set);
}

void
paper_fonts_choose(struct arena *a, const char *text)
{
	FcFontSet *all = FcConfigGetFonts(NULL, FcSetSystem);
	size_t i;
	int k, n = 0;

	str_init(&odd, a);
	text = arena_printf(a, "甲A%s", text);		/* its own font in any case */
	for (i = 0; i < sizeof(weights) / sizeof(*weights); i++)
		choose(a, weights[i], text);
	if (all == NULL)
		return;
	/* those left out stay where they are: the set only forgets them */
	for (k = 0; k < all->nfont; k++)
		if (is_kept(face_of(all->fonts[k])))
			all->fonts[n++] = all->fonts[k];
	all->nfont = n;
}

void
paper_fonts_open(struct arena *a, PangoContext *c)
{
	cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
	cairo_t *cr = cairo_create(surface);
	const char *text = arena_printf(a, "甲A%s", odd.s);
	PangoRectangle ink;
	size_t i;

	for (i = 0; i < sizeof(weights) / sizeof(*weights); i++) {
		PangoFontDescription *d = pango_font_description_new();
		PangoLayout *l = pango_layout_new(c);

		pango_font_description_set_family_static(d, PAPER_FONT);
		pango_font_description_set_weight(d, weights[i] == FC_WEIGHT_BOLD ? PANGO_WEIGHT_BOLD :
		    PANGO_WEIGHT_NORMAL);
		pango_font_description_set_absolute_size(d, 12.0 * PANGO_SCALE);
		pango_layout_set_font_description(l, d);
		pango_font_description_free(d);
		pango_layout_set_text(l, text, -1);
		pango_layout_get_extents(l, &ink, NULL);
		pango_cairo_show_layout(cr, l);
		g_object_unref(l);
	}
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
}
