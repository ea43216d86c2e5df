/* input.c - reads the input of xiezhi-paper: named lines, then the few tags that templates/document/ uses. */
#include <stdlib.h>
#include <string.h>

#include "cmd/paper/input.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

struct reader {
	struct arena *a;
	struct paper *paper;
	struct block **tail;
	struct row **row_tail;
	struct cell **cell_tail;
	struct block *table;
	struct str text;		/* of the element at hand */
	bool open, pre;			/* text counts */
	enum block_kind kind;
	const char *label, **to;	/* to: it is no block, its text goes there */
	bool code, in_head;
	int items, cells;
	const char *wrong;
};

static const char *
wrong(struct reader *r, const char *what, const char *which, size_t n)
{
	if (r->wrong == NULL)
		r->wrong = arena_printf(r->a, "%s: %.*s", what, (int)(n > 60 ? 60 : n), which);
	return r->wrong;
}

static const struct {
	const char *name;
	char value;
} entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' }, { "&#39;", '\'' } };

/* Text between two tags, with entities resolved and without control characters. */
static void
take_text(struct reader *r, const char *s, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++) {
		if (s[i] == '&') {
			for (k = 0; k < sizeof(entities) / sizeof(*entities); k++)
				if (n - i >= strlen(entities[k].name) &&
				    memcmp(s + i, entities[k].name, strlen(entities[k].name)) == 0)
					break;
			if (k == sizeof(entities) / sizeof(*entities)) {
				wrong(r, "unknown entity", s + i, n - i);
				return;
			}
			str_addc(&r->text, entities[k].value);
			i += strlen(entities[k].name) - 1;
		} else if (s[i] == '\n' || s[i] == '\t') {
			str_addc(&r->text, r->pre && s[i] == '\n' ? '\n' : ' ');
		} else if ((unsigned char)s[i] >= ' ' && s[i] != 0x7f) {
			str_addc(&r->text, s[i]);
		}
	}
}

/* Spaces of the template's own lines count once, and not at the ends. */
static const char *
taken(struct reader *r)
{
	const char *s = str_clean(r->a, r->text.s);
	struct str out;

	str_init(&out, r->a);
	for (; *s != '\0'; s++)
		if (*s != ' ' || s[1] != ' ')
			str_addc(&out, *s);
	str_init(&r->text, r->a);
	return out.s;
}

static struct block *
add_block(struct reader *r, enum block_kind kind)
{
	struct block *b = ARENA_NEW(r->a, struct block);

	b->kind = kind;
	b->text = "";
	*r->tail = b;
	r->tail = &b->next;
	return b;
}

static void
begin_text(struct reader *r, enum block_kind kind, bool pre)
{
	if (r->open)
		wrong(r, "an element within another", "", 0);
	r->open = true;
	r->kind = kind;
	r->pre = pre;
	r->label = NULL;
	str_init(&r->text, r->a);
}

static void
end_text(struct reader *r)
{
	const char *text = taken(r), **to = r->to;
	struct block *b;

	r->open = false;
	r->to = NULL;
	if (*text == '\0' && r->label == NULL)
		return;
	if (to != NULL) {
		*to = text;
		return;
	}
	b = add_block(r, r->kind);
	b->text = text;
	b->label = r->label;
	if (r->kind == BLOCK_ITEM)
		b->number = ++r->items;
}

static void
begin_paragraph(struct reader *r, const char *class)
{
	static const struct {
		const char *class;
		enum block_kind kind;
		bool pre;
	} kinds[] = { { "", BLOCK_PARA, false }, { "pre", BLOCK_PARA, true }, { "p-f", BLOCK_FIELD, true },
	    { "p-org", BLOCK_ORG, false }, { "p-t", BLOCK_TITLE, false }, { "p-no", BLOCK_NUMBER, false },
	    { "p-sign", BLOCK_SIGN, true }, { "p-blank", BLOCK_BLANK, false } };
	const struct {
		const char *class, **to;
	} asides[] = { { "p-qr", &r->paper->qr }, { "p-foot", &r->paper->foot }, { "p-pages", &r->paper->pages },
	    { "p-draft", &r->paper->draft }, { "p-note", &r->paper->notes[r->paper->notes_n] } };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(class, kinds[i].class)) {
			begin_text(r, kinds[i].kind, kinds[i].pre);
			return;
		}
	for (i = 0; i < sizeof(asides) / sizeof(*asides); i++)
		if (str_eq(class, asides[i].class)) {
			begin_text(r, BLOCK_PARA, false);
			r->to = asides[i].to;
			if (str_eq(class, "p-note") && r->paper->notes_n < PAPER_NOTES)
				r->paper->notes_n++;
			return;
		}
	wrong(r, "unknown class", class, strlen(class));
}

static void
begin_row(struct reader *r)
{
	struct row *row = ARENA_NEW(r->a, struct row);

	if (r->table == NULL) {
		wrong(r, "a row outside a table", "", 0);
		return;
	}
	row->head = r->in_head;
	*r->row_tail = row;
	r->row_tail = &row->next;
	r->cell_tail = &row->cells;
	r->cells = 0;
}

static void
end_cell(struct reader *r)
{
	struct cell *c = ARENA_NEW(r->a, struct cell);

	r->open = false;
	c->text = taken(r);
	c->code = r->code;
	if (r->table == NULL || r->cell_tail == NULL)
		return;
	*r->cell_tail = c;
	r->cell_tail = &c->next;
	if (++r->cells > r->table->columns)
		r->table->columns = r->cells;
}

static void
begin_table(struct reader *r)
{
	r->table = add_block(r, BLOCK_TABLE);
	r->row_tail = &r->table->rows;
	r->cell_tail = NULL;
}

static void
begin_cell(struct reader *r, const char *class)
{
	if (r->table == NULL || r->cell_tail == NULL)
		wrong(r, "a cell outside a row", "", 0);
	begin_text(r, BLOCK_PARA, true);
	r->code = str_eq(class, "hash");
}

static void
end_label(struct reader *r)
{
	r->label = arena_strdup(r->a, taken(r));
}

static void
tag_open(struct reader *r, const char *name, const char *class)
{
	if (str_eq(name, "p"))
		begin_paragraph(r, class);
	else if (str_eq(name, "h2"))
		begin_text(r, BLOCK_HEAD, false);
	else if (str_eq(name, "li"))
		begin_text(r, BLOCK_ITEM, false);
	else if (str_eq(name, "ol"))
		r->items = 0;
	else if (str_eq(name, "table"))
		begin_table(r);
	else if (str_eq(name, "thead") || str_eq(name, "tbody"))
		r->in_head = str_eq(name, "thead");
	else if (str_eq(name, "tr"))
		begin_row(r);
	else if (str_eq(name, "th") || str_eq(name, "td"))
		begin_cell(r, class);
	else if (str_eq(name, "br") && r->open)
		str_addc(&r->text, '\n');
	else if (!str_eq(name, "article") && !(str_eq(name, "b") && r->open))
		wrong(r, "unknown element", name, strlen(name));
}

static void
tag_close(struct reader *r, const char *name)
{
	if (str_eq(name, "p") || str_eq(name, "h2") || str_eq(name, "li"))
		end_text(r);
	else if (str_eq(name, "th") || str_eq(name, "td"))
		end_cell(r);
	else if (str_eq(name, "b"))
		end_label(r);
	else if (str_eq(name, "table"))
		r->table = NULL;
}

/* One tag, between its brackets. */
static void
take_tag(struct reader *r, const char *s, size_t n)
{
	bool closing = n > 0 && *s == '/';
	const char *tag = arena_strndup(r->a, s + closing, n - closing), *class = strstr(tag, " class=\"");
	const char *name = arena_strndup(r->a, tag, strcspn(tag, " "));

	if (class != NULL)
		class = arena_strndup(r->a, class + 8, strcspn(class + 8, "\""));
	if (closing)
		tag_close(r, name);
	else
		tag_open(r, name, class == NULL ? "" : class);
}

static void
read_article(struct reader *r, const char *s)
{
	const char *end;

	while (*s != '\0' && r->wrong == NULL) {
		if (*s != '<') {
			end = s + strcspn(s, "<");
			if (r->open)
				take_text(r, s, (size_t)(end - s));
			else if (strspn(s, " \t\r\n") < (size_t)(end - s))
				wrong(r, "text outside an element", s, (size_t)(end - s));
			s = end;
			continue;
		}
		end = strchr(s, '>');
		if (end == NULL) {
			wrong(r, "a tag without end", s, strlen(s));
			return;
		}
		take_tag(r, s + 1, (size_t)(end - s - 1));
		s = end + 1;
	}
	if (r->open)
		wrong(r, "an element without end", "", 0);
}

static bool
take_line(struct arena *a, struct paper *p, const char *line, size_t n)
{
	if (n > 6 && memcmp(line, "title ", 6) == 0)
		p->title = arena_strndup(a, line + 6, n - 6);
	else if (n > 5 && memcmp(line, "made ", 5) == 0)
		p->made = arena_strndup(a, line + 5, n - 5);
	else
		return false;
	return true;
}

const char *
paper_read(struct arena *a, const char *text, struct paper *out)
{
	struct reader r = { .a = a, .paper = out };
	size_t n;

	*out = (struct paper){ 0 };
	while ((n = strcspn(text, "\n")) > 0) {
		if (!take_line(a, out, text, n))
			return arena_printf(a, "unknown line: %.*s", (int)(n > 60 ? 60 : n), text);
		text += n + (text[n] == '\n');
	}
	if (str_empty(out->title) || str_empty(out->made))
		return "no title, or no date";
	str_init(&r.text, a);
	r.tail = &out->blocks;
	read_article(&r, text);
	return r.wrong != NULL ? r.wrong : out->blocks == NULL ? "no article" : NULL;
}
