/* multipart.c - multipart/form-data on a buffered body (RFC 7578).  Every
 * look stays within [at, end): the body is not NUL-ended text. */
#include <string.h>
#include <strings.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/params.h"

#define HEAD_MAX 4096
#define FILES_MAX 100

struct cursor {
	const char *at, *end;
};

static const char *
boundary_of(struct arena *a, const char *type)
{
	const char *p = strcasestr(type, "boundary=");
	size_t n;

	if (p == NULL || strncasecmp(type, "multipart/form-data", 19) != 0)
		return NULL;
	p += 9;
	if (*p == '"') {
		p++;
		n = strcspn(p, "\"");
		if (p[n] != '"')
			return NULL;
	} else {
		n = strcspn(p, "; \t");
	}
	if (n < 1 || n > 70)
		return NULL;
	return arena_printf(a, "\r\n--%.*s", (int)n, p);
}

/* `name="..."` of a Content-Disposition; \" and \\ are the only escapes, as browsers send
 * %22 instead.  NULL: absent; *bad: not closed or not decodable. */
static const char *
attribute(struct arena *a, const char *line, const char *name, bool *bad)
{
	size_t len = strlen(name);
	const char *p = line;
	struct str out;

	for (;; p++) {
		p = strcasestr(p, name);
		if (p == NULL)
			return NULL;
		if (p > line && (p[-1] == ' ' || p[-1] == ';' || p[-1] == '\t') &&
		    p[len] == '=' && p[len + 1] == '"')
			break;
	}
	str_init(&out, a);
	for (p += len + 2; *p != '"'; p++) {
		if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		if (*p == '\0') {
			*bad = true;
			return NULL;
		}
		str_addc(&out, *p);
	}
	*bad |= !str_utf8_ok(out.s, out.len);
	return out.s;
}

struct head {
	const char *name, *filename, *type;
};

/* The header lines of one part; leaves c at its content. */
static enum err
read_head(struct arena *a, struct cursor *c, struct head *h)
{
	const char *stop = memmem(c->at, (size_t)(c->end - c->at), "\r\n\r\n", 4);
	const char *line, *next;
	bool bad = false;

	if (stop == NULL || stop - c->at > HEAD_MAX || memchr(c->at, '\0', (size_t)(stop - c->at)))
		return err_set(ERR_INPUT, "multipart: head of a part");
	*h = (struct head){ .type = "text/plain" };
	for (line = c->at; line < stop; line = next + 2) {
		char *text;

		next = memmem(line, (size_t)(stop + 2 - line), "\r\n", 2);
		text = arena_strndup(a, line, (size_t)(next - line));
		if (strncasecmp(text, "Content-Disposition:", 20) == 0) {
			h->name = attribute(a, text, "name", &bad);
			h->filename = attribute(a, text, "filename", &bad);
		} else if (strncasecmp(text, "Content-Type:", 13) == 0) {
			h->type = str_clean(a, text + 13);
		}
	}
	if (bad || h->name == NULL || !str_utf8_ok(h->type, strlen(h->type)))
		return err_set(ERR_INPUT, "multipart: Content-Disposition");
	c->at = stop + 4;
	return OK;
}

static enum err
keep_part(struct params *p, const struct head *h, const char *bytes, size_t n, struct part ***tail)
{
	struct part *part;

	if (h->filename == NULL) {
		if (memchr(bytes, '\0', n) != NULL)
			return err_set(ERR_INPUT, "multipart: NUL in a text");
		return params_add(p, h->name, arena_strndup(p->arena, bytes, n));
	}
	if (strspn(h->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") !=
	    strlen(h->name) || *h->name == '\0' || strlen(h->name) > PARAM_NAME_MAX)
		return err_set(ERR_INPUT, "multipart: name of a file");
	part = ARENA_NEW(p->arena, struct part);
	*part = (struct part){ .name = h->name, .filename = h->filename, .type = h->type,
	    .bytes = bytes, .n = n };
	**tail = part;
	*tail = &part->next;
	return OK;
}

enum err
multipart_parse(struct params *p, const char *content_type, const char *body, size_t n,
    struct part **files)
{
	const char *boundary = boundary_of(p->arena, content_type), *stop;
	struct cursor c = { body, body + n };
	struct part **tail = files;
	size_t len, parts = 0;
	struct head h = { 0 };
	enum err e;

	*files = NULL;
	if (boundary == NULL)
		return err_set(ERR_INPUT, "multipart: boundary");
	len = strlen(boundary);
	/* The first boundary has no line end before it. */
	if (n < len || memcmp(body, boundary + 2, len - 2) != 0)
		return err_set(ERR_INPUT, "multipart: no first boundary");
	c.at += len - 2;
	for (;;) {
		if (c.end - c.at >= 2 && memcmp(c.at, "--", 2) == 0)
			return OK;
		if (c.end - c.at < 2 || memcmp(c.at, "\r\n", 2) != 0)
			return err_set(ERR_INPUT, "multipart: after a boundary");
		c.at += 2;
		if (++parts > PARAMS_MAX + FILES_MAX)
			return err_set(ERR_LIMIT, "multipart: parts");
		e = read_head(p->arena, &c, &h);
		if (e != OK)
			return e;
		/* An empty content is followed at once by the boundary's own line end. */
		stop = memmem(c.at, (size_t)(c.end - c.at), boundary, len);
		if (stop == NULL)
			return err_set(ERR_INPUT, "multipart: not closed");
		e = keep_part(p, &h, c.at, (size_t)(stop - c.at), &tail);
		if (e != OK)
			return e;
		c.at = stop + len;
	}
}
