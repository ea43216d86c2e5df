/* lines.c - breaks the blocks of a paper into lines and slices of tables, which pages are made of. */
#include <stdio.h>
#include <string.h>

#include "cmd/paper/paper.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define BODY 14.0		/* 四号 */
#define EM BODY
#define TABLE_SIZE 10.5		/* 五号 */
#define TABLE_PITCH 16.0
#define CODE_SIZE 8.0
#define PAD 5.0			/* in a cell */
#define ROW_WHOLE 240.0		/* rows up to this height stay on one page */

static double
pt(int units)
{
	return (double)units / PANGO_SCALE;
}

static PangoLayout *
layout(struct setter *s, const char *text, double points, bool bold, double width)
{
	PangoLayout *l = pango_layout_new(s->context);
	PangoFontDescription *d = pango_font_description_new();

	arena_defer(s->arena, g_object_unref, l);
	pango_font_description_set_family_static(d, PAPER_FONT);
	pango_font_description_set_weight(d, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(d, points * PANGO_SCALE);
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(l, width > 0 ? (int)(width * PANGO_SCALE) : -1);
	pango_layout_set_text(l, text, -1);
	return l;
}

PangoLayout *
paper_line(struct setter *s, const char *text, double points, bool bold, double width)
{
	return layout(s, text, points, bold, width);
}

static double
natural(struct setter *s, const char *text, double points, bool bold)
{
	int w, h;

	pango_layout_get_size(layout(s, text, points, bold, 0), &w, &h);
	return pt(w);
}

static struct atom *
add_atom(struct setter *s, enum atom_kind kind, double before, double height)
{
	struct atoms *o = &s->out;
	struct atom *at = ARENA_NEW(s->arena, struct atom);

	if (o->n == o->cap) {
		o->cap = o->cap == 0 ? 256 : o->cap * 2;
		o->a = o->a == NULL ? ARENA_ARRAY(s->arena, struct atom *, o->cap) :
		    arena_regrow(s->arena, o->a, o->cap, sizeof(*o->a));
	}
	o->a[o->n++] = at;
	at->kind = kind;
	at->before = before;
	at->height = height;
	return at;
}

struct style {
	double x, pitch, before;
	bool red, keep;		/* keep: with what follows */
};

/* The baseline that puts a line in the middle of its pitch. */
static double
middle(PangoLayoutLine *line, double pitch)
{
	PangoRectangle logical;

	pango_layout_line_get_extents(line, NULL, &logical);
	return (pitch - pt(logical.height)) / 2 + pt(-logical.y);
}

/* No line of a paragraph stands alone at the foot or the head of a page. */
static void
add_lines(struct setter *s, PangoLayout *l, const struct style *style)
{
	PangoLayoutIter *it = pango_layout_get_iter(l);
	int i = 0, n = pango_layout_get_line_count(l);

	do {
		PangoRectangle logical;
		struct atom *at = add_atom(s, ATOM_LINE, i == 0 ? style->before : 0, style->pitch);

		at->line = pango_layout_iter_get_line_readonly(it);
		pango_layout_iter_get_line_extents(it, NULL, &logical);
		at->x = style->x + pt(logical.x);
		at->baseline = middle(at->line, style->pitch);
		at->red = style->red;
		at->keep = style->keep || (n > 1 && (i == 0 || i == n - 2));
		i++;
	} while (pango_layout_iter_next_line(it));
	pango_layout_iter_free(it);
}

static void
spaced(PangoLayout *l, double points)
{
	PangoAttrList *attrs = pango_attr_list_new();

	pango_attr_list_insert(attrs, pango_attr_letter_spacing_new((int)(points * PANGO_SCALE)));
	pango_layout_set_attributes(l, attrs);
	pango_attr_list_unref(attrs);
}

/* As large as fits on one line; the double rule below it. */
static void
set_org(struct setter *s, const struct block *b)
{
	double size = 30;
	PangoLayout *l;
	int w, h;

	for (;;) {
		l = layout(s, b->text, size, true, 0);
		spaced(l, size / 8);
		pango_layout_get_size(l, &w, &h);
		if (pt(w) + size / 8 <= TEXT_W || size < 15)
			break;
		size -= 1;
	}
	pango_layout_set_width(l, (int)(TEXT_W * PANGO_SCALE));
	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	add_lines(s, l, &(struct style){ .pitch = size * 1.5, .red = true, .keep = true });
	add_atom(s, ATOM_RULE, 4, 10)->keep = true;
}

static void
set_title(struct setter *s, const struct block *b)
{
	PangoLayout *l = layout(s, b->text, 22, true, TEXT_W);

	spaced(l, pango_layout_get_character_count(l) < 14 ? 3 : 1);
	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	add_lines(s, l, &(struct style){ .pitch = 34, .before = 18, .keep = true });
	s->out.a[s->out.n - 1]->height += 6;
}

static void
set_number(struct setter *s, const struct block *b)
{
	PangoLayout *l = layout(s, b->text, 12, false, TEXT_W);

	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	add_lines(s, l, &(struct style){ .pitch = 22, .keep = true });
	s->out.a[s->out.n - 1]->height += 10;
}

/* Each line of the text is a paragraph of its own, two characters in; one that is already (U+3000) stays as it is. */
static void
set_paragraphs(struct setter *s, const struct block *b)
{
	const char *at = b->text;
	size_t n;

	for (;; at += n + 1) {
		n = strcspn(at, "\n");
		if (n > 0) {
			PangoLayout *l = layout(s, arena_strndup(s->arena, at, n), BODY, false, TEXT_W);

			if (!str_starts(at, "\xe3\x80\x80"))
				pango_layout_set_indent(l, (int)(2 * EM * PANGO_SCALE));
			add_lines(s, l, &(struct style){ .pitch = s->pitch });
		}
		if (at[n] == '\0')
			return;
	}
}

static const char *
soft_lines(struct setter *s, const char *text)
{
	struct str out;

	str_init(&out, s->arena);
	for (; *text != '\0'; text++)
		if (*text == '\n')
			str_add(&out, "\xe2\x80\xa8");	/* U+2028: a line of the same paragraph */
		else
			str_addc(&out, *text);
	return out.s;
}

/* The text hangs beside its label. */
static void
set_field(struct setter *s, const struct block *b)
{
	const char *label = b->label == NULL ? "" : b->label;
	PangoLayout *l = layout(s, arena_printf(s->arena, "%s%s", label, soft_lines(s, b->text)), BODY, false,
	    TEXT_W - 2 * EM);
	PangoAttrList *attrs = pango_attr_list_new();
	PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
	double hang = natural(s, label, BODY, true);

	bold->start_index = 0;
	bold->end_index = (guint)strlen(label);
	pango_attr_list_insert(attrs, bold);
	pango_layout_set_attributes(l, attrs);
	pango_attr_list_unref(attrs);
	pango_layout_set_indent(l, -(int)((hang < 10 * EM ? hang : 2 * EM) * PANGO_SCALE));
	add_lines(s, l, &(struct style){ .x = 2 * EM, .pitch = s->pitch });
}

/* 一 to 九十九. */
static const char *
numeral(struct setter *s, int n)
{
	static const char *const digit[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

	if (n >= 100)
		return arena_printf(s->arena, "%d", n);
	return arena_printf(s->arena, "%s%s%s", n >= 20 ? digit[n / 10] : "", n >= 10 ? "十" : "", digit[n % 10]);
}

static void
set_item(struct setter *s, const struct block *b)
{
	const char *number = arena_printf(s->arena, "%s、", numeral(s, b->number));
	PangoLayout *l = layout(s, arena_printf(s->arena, "%s%s", number, b->text), BODY, false, TEXT_W - 2 * EM);

	pango_layout_set_indent(l, -(int)(natural(s, number, BODY, false) * PANGO_SCALE));
	add_lines(s, l, &(struct style){ .x = 2 * EM, .pitch = s->pitch });
}

static void
set_head(struct setter *s, const struct block *b)
{
	add_lines(s, layout(s, b->text, BODY, true, TEXT_W - 2 * EM), &(struct style){ .x = 2 * EM, .pitch = s->pitch,
	    .before = 4, .keep = true });
}

#define BLANK_HEIGHT 34.0

static void
set_blank(struct setter *s, const struct block *b)
{
	size_t n = strcspn(b->text, "|");
	const char *label = arena_strndup(s->arena, b->text, n), *end = b->text[n] == '|' ? b->text + n + 1 : "";
	PangoLayout *l = layout(s, end, BODY, false, TEXT_W);
	struct atom *at;
	double y;

	add_lines(s, layout(s, label, BODY, false, 0), &(struct style){ .x = 2 * EM, .pitch = BLANK_HEIGHT,
	    .keep = true });
	at = s->out.a[s->out.n - 1];
	at->rule_from = 2 * EM + natural(s, label, BODY, false);
	at->rule_to = TEXT_W - natural(s, end, BODY, false) - EM;
	if (*end == '\0')
		return;
	y = at->baseline;
	pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
	at->height = 0;		/* its end is on the same line */
	add_lines(s, l, &(struct style){ .pitch = BLANK_HEIGHT });
	s->out.a[s->out.n - 1]->baseline = y;
}

/* ---- tables */
static double
cell_size(const struct cell *c)
{
	return c->code ? CODE_SIZE : TABLE_SIZE;
}

/* What the longest line of each column asks for. */
static void
wishes(struct setter *s, const struct block *b, double fair, double *want)
{
	const struct row *r;
	const struct cell *c;
	double w;
	int i;

	for (r = b->rows; r != NULL; r = r->next)
		for (c = r->cells, i = 0; c != NULL; c = c->next, i++) {
			w = natural(s, c->text, cell_size(c), r->head) + 2 * PAD + 1;
			if (c->code && w > fair * 1.5)
				w = fair * 1.5;
			if (w > want[i])
				want[i] = w;
		}
}

/* Who asks for no more than an equal share of what is left gets it; the others share the rest equally, but for what is
 * left over when all are content. */
static void
columns(struct setter *s, const struct block *b, struct table *t)
{
	double *want = ARENA_ARRAY(s->arena, double, (size_t)t->columns), left = TEXT_W,
	    share = TEXT_W / t->columns, got;
	bool *content = ARENA_ARRAY(s->arena, bool, (size_t)t->columns), more = true;
	int i, waiting = t->columns;

	wishes(s, b, share, want);
	while (more && waiting > 0) {
		more = false;
		share = left / waiting;
		for (i = 0; i < t->columns; i++)
			if (!content[i] && want[i] <= share) {
				content[i] = more = true;
				left -= want[i];
				waiting--;
			}
	}
	t->edges[0] = 0;
	for (i = 0; i < t->columns; i++) {
		got = !content[i] ? left / waiting : waiting == 0 ? want[i] + left / t->columns : want[i];
		t->edges[i + 1] = t->edges[i] + got;
	}
}

static void
fill_slice(struct slice *sl, int column, PangoLayout *l, int line, double x, double top)
{
	PangoLayoutLine *ln = pango_layout_get_line_readonly(l, line);
	PangoRectangle logical;

	if (ln == NULL)
		return;
	pango_layout_line_get_extents(ln, NULL, &logical);
	sl->lines[column] = ln;
	sl->x[column] = x + pt(logical.x);
	sl->baseline[column] = top + middle(ln, TABLE_PITCH);
}

static void
set_row(struct setter *s, struct table *t, const struct row *r)
{
	PangoLayout **l = ARENA_ARRAY(s->arena, PangoLayout *, (size_t)t->columns);
	const struct cell *c;
	int i, k, n = 1;

	for (c = r->cells, i = 0; c != NULL; c = c->next, i++) {
		l[i] = layout(s, c->text, cell_size(c), r->head, t->edges[i + 1] - t->edges[i] - 2 * PAD);
		if (pango_layout_get_line_count(l[i]) > n)
			n = pango_layout_get_line_count(l[i]);
	}
	for (k = 0; k < n; k++) {
		struct slice *sl = ARENA_NEW(s->arena, struct slice);
		double top = k == 0 ? PAD - 1 : 0;
		struct atom *at = add_atom(s, ATOM_SLICE, 0, top + TABLE_PITCH + (k == n - 1 ? PAD - 1 : 0));

		sl->lines = ARENA_ARRAY(s->arena, PangoLayoutLine *, (size_t)t->columns);
		sl->x = ARENA_ARRAY(s->arena, double, (size_t)t->columns);
		sl->baseline = ARENA_ARRAY(s->arena, double, (size_t)t->columns);
		sl->table = t;
		sl->first = k == 0;
		sl->last = k == n - 1;
		for (i = 0; i < t->columns; i++)
			if (l[i] != NULL)
				fill_slice(sl, i, l[i], k, t->edges[i] + PAD, top);
		at->slice = sl;
		at->keep = r->head || (k < n - 1 && n * TABLE_PITCH < ROW_WHOLE);
	}
}

static void
set_table(struct setter *s, const struct block *b)
{
	struct table *t = ARENA_NEW(s->arena, struct table);
	const struct row *r = b->rows;
	size_t from = s->out.n, i;

	if (b->columns == 0)
		return;
	t->columns = b->columns;
	t->edges = ARENA_ARRAY(s->arena, double, (size_t)b->columns + 1);
	columns(s, b, t);
	for (; r != NULL && r->head; r = r->next)
		set_row(s, t, r);
	t->head_n = (int)(s->out.n - from);
	t->head = ARENA_ARRAY(s->arena, struct atom *, s->out.n - from);
	for (i = from; i < s->out.n; i++) {
		t->head[i - from] = s->out.a[i];
		t->head_h += s->out.a[i]->height;
	}
	for (; r != NULL; r = r->next)
		set_row(s, t, r);
	if (s->out.n > from)
		s->out.a[from]->before = 6;
}

/* ---- the end: who and when, the code and what it says */

/* 2026-03-02 as 2026年3月2日 where it is a line of its own. */
static const char *
with_days(struct setter *s, const char *text)
{
	struct str out;
	const char *end;
	int y, m, d, n;

	str_init(&out, s->arena);
	for (;; text = end + 1) {
		end = text + strcspn(text, "\n");
		if (end - text == 10 && sscanf(text, "%4d-%2d-%2d%n", &y, &m, &d, &n) == 3 && n == 10)
			str_printf(&out, "%d年%d月%d日", y, m, d);
		else
			str_addn(&out, text, (size_t)(end - text));
		if (*end == '\0')
			return out.s;
		str_addc(&out, '\n');
	}
}

static void
set_end(struct setter *s, const struct paper *p, const struct block *sign)
{
	double height = 0;
	size_t n = s->out.n;
	int w, h, i;

	if (sign != NULL) {
		s->sign = layout(s, with_days(s, sign->text), BODY, false, 0);
		pango_layout_set_alignment(s->sign, PANGO_ALIGN_CENTER);
		pango_layout_set_spacing(s->sign, (int)(6 * PANGO_SCALE));
		pango_layout_get_size(s->sign, &w, &h);
		s->sign_w = pt(w);
		s->sign_h = pt(h);
		height += s->sign_h + END_GAP;
	}
	for (i = 0; i < p->notes_n; i++)
		s->notes[i] = layout(s, p->notes[i], 8, false, TEXT_W - END_QR - END_GAP);
	if (p->qr != NULL)
		height += END_QR + 8;
	if (height <= 0)
		return;
	add_atom(s, ATOM_END, 16, height);
	for (i = 0; i < 2 && n > 0; i++)	/* it is never alone on its page */
		s->out.a[--n]->keep = true;
}

void
paper_set(struct setter *s, const struct paper *p)
{
	static void (*const set[])(struct setter *, const struct block *) = { [BLOCK_ORG] = set_org,
	    [BLOCK_TITLE] = set_title, [BLOCK_NUMBER] = set_number, [BLOCK_HEAD] = set_head,
	    [BLOCK_PARA] = set_paragraphs, [BLOCK_FIELD] = set_field, [BLOCK_ITEM] = set_item,
	    [BLOCK_TABLE] = set_table, [BLOCK_BLANK] = set_blank };
	static const struct atoms none;
	const struct block *b, *sign = NULL;
	bool table = false;
	size_t from;

	s->out = none;
	s->sign = NULL;
	for (b = p->blocks; b != NULL; b = b->next) {
		if (b->kind == BLOCK_SIGN) {
			sign = b;
			continue;
		}
		from = s->out.n;
		set[b->kind](s, b);
		if (table && s->out.n > from)
			s->out.a[from]->before += 8;
		table = b->kind == BLOCK_TABLE;
	}
	set_end(s, p, sign);
}
