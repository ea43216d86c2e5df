/* template.c - parses every template once, before the workers are made. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/web/priv.h"

#define TEMPLATE_MAX (1 << 20)
#define COMMENT "<?cs #"
#define SHARED "macros.cs"	/* parsed once for all: half of what the templates would take */

enum err
web_neo_error(NEOERR *e, const char *what)
{
	STRING text;

	string_init(&text);
	nerr_error_string(e, &text);
	(void)err_set(ERR_IO, "%s: %s", what, text.buf != NULL ? text.buf : "?");
	string_clear(&text);
	nerr_ignore(&e);
	return ERR_IO;
}

/* Makes of a template's text what web.h says of its lines, in place.  Stops when that is `stop` bytes long and gives
 * the number of the line it has come to. */
static int
join_lines(char *text, size_t stop)
{
	char *to = text;
	const char *p = text, *end;
	int line = 1;

	while (*p != '\0' && (size_t)(to - text) < stop) {
		if (*p == '\n') {
			line++;
			p += 1 + strspn(p + 1, "\t");
			while (*p == '\n') {
				line++;
				p += 1 + strspn(p + 1, "\t");
				*to++ = '\n';
			}
		} else if (strncmp(p, COMMENT, strlen(COMMENT)) == 0 && (end = strstr(p, "?>")) != NULL) {
			for (; p < end + 2; p++)
				line += *p == '\n';
		} else {
			*to++ = *p++;
		}
	}
	*to = '\0';
	return line;
}

/* NULL: there is none of that name. */
static char *
read_text(const struct web *w, const char *name)
{
	struct arena *a = arena_new("template");
	const char *path = arena_printf(a, "%s/templates/%s", w->opt.app, name);
	struct stat st = { 0 };
	char *text = NULL;
	int fd = -1;
	ssize_t n = -1;

	if (strstr(name, "..") == NULL && *name != '/')
		fd = open(path, O_RDONLY | O_CLOEXEC);
	arena_free(a);
	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size < TEMPLATE_MAX) {
		text = calloc(1, (size_t)st.st_size + 1);
		n = text != NULL ? read(fd, text, (size_t)st.st_size) : -1;
	}
	if (fd >= 0)
		(void)close(fd);
	if (n == st.st_size && text != NULL)
		return text;
	free(text);
	return NULL;
}

/* ClearSilver frees what it gets here, when the template is closed: it is no longer than it must be. */
static NEOERR *
load(void *ctx, HDF *hdf, const char *name, char **contents)
{
	const struct web *w = ctx;
	bool read_before = w->shared != NULL && str_eq(name, SHARED);
	char *text = read_before ? NULL : read_text(w, name);

	(void)hdf;
	if (text == NULL && !read_before)
		return nerr_raise(NERR_NOT_FOUND, "template %s", name);
	if (text != NULL)
		(void)join_lines(text, SIZE_MAX);
	*contents = strdup(text != NULL ? text : "");
	free(text);
	return *contents != NULL ? STATUS_OK : nerr_raise(NERR_NOMEM, "template %s", name);
}

/* ClearSilver tells the place of a mistake as a file and a number of bytes of what load() gave: here it is a line. */
static enum err
parse_error(struct web *w, NEOERR *e, const char *path)
{
	enum err code = web_neo_error(e, path);
	const char *at = strstr(err_last(), "[-E- ");
	char name[200], *text;
	size_t offset;

	if (at == NULL || sscanf(at, "[-E- %199[^]:]:%zu]", name, &offset) != 2)
		return code;
	text = read_text(w, name);
	if (text != NULL)
		(void)err_set(code, "%s", arena_printf(w->arena, "templates/%s:%d: %s", name, join_lines(text, offset),
		    err_last()));
	free(text);
	return code;
}

/* Without the shared macros, which stand at the end of its list. */
static void
destroy(const struct web *w, CSPARSE *parsed)
{
	CS_MACRO **m = &parsed->macros;

	while (w->shared != NULL && *m != NULL && *m != w->shared->macros)
		m = &(*m)->next;
	if (w->shared != NULL)
		*m = NULL;
	cs_destroy(&parsed);
}

static enum err
parse(struct web *w, const char *path, CSPARSE **out)
{
	CSPARSE *parsed;
	NEOERR *e = cs_init(&parsed, w->base);

	if (e != STATUS_OK)
		return web_neo_error(e, path);
	cs_register_fileload(parsed, w, load);
	if (w->shared != NULL)
		parsed->macros = w->shared->macros;	/* its own come before these in the list */
	e = cs_parse_file(parsed, path);
	if (e != STATUS_OK) {
		destroy(w, parsed);
		return parse_error(w, e, path);
	}
	*out = parsed;
	return OK;
}

static enum err
parse_one(struct web *w, const char *path)
{
	CSPARSE *parsed;
	enum err e = parse(w, path, &parsed);

	if (e != OK)
		return e;
	if (w->template_n == w->template_cap) {
		w->template_cap = w->template_cap == 0 ? 64 : w->template_cap * 2;
		w->template = w->template == NULL ?
		    ARENA_ARRAY(w->arena, struct template, w->template_cap) :
		    arena_regrow(w->arena, w->template, w->template_cap, sizeof(*w->template));
	}
	w->template[w->template_n++] = (struct template){ arena_strdup(w->arena, path), parsed };
	return OK;
}

/* layout/ and macros*.cs are parts of other templates, lang/ is no template. */
static bool
is_part(const char *name, const char *below)
{
	return name[0] == '.' || str_starts(name, "macros") ||
	    (*below == '\0' && (str_eq(name, "layout") || str_eq(name, "lang")));
}

/* Parsed templates are most of a program's memory: it has its own only. */
static bool
is_foreign(const struct web *w, const char *name)
{
	const char *const *own = w->opt.templates;

	if (own == NULL || str_eq(name, "error"))
		return false;
	for (; *own != NULL; own++)
		if (strcmp(name, *own) == 0)
			return false;
	return true;
}

static enum err
parse_folder(struct web *w, const char *below)
{
	const char *folder = arena_printf(w->arena, "%s/templates/%s", w->opt.app, below);
	struct dirent **list;
	enum err e = OK;
	int i, n = scandir(folder, &list, NULL, alphasort);

	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	for (i = 0; i < n; i++) {
		const char *name = list[i]->d_name;
		size_t len = strlen(name);

		if (e == OK && !is_part(name, below)) {
			if (list[i]->d_type == DT_DIR && (*below != '\0' || !is_foreign(w, name)))
				e = parse_folder(w, arena_printf(w->arena, "%s%s/", below, name));
			else if (list[i]->d_type != DT_DIR && len > 3 && strcmp(name + len - 3, ".cs") == 0)
				e = parse_one(w, arena_printf(w->arena, "%s%s", below, name));
		}
		free(list[i]);
	}
	free(list);
	return e;
}

static int
by_path(const void *a, const void *b)
{
	const struct template *x = a, *y = b;

	return strcmp(x->path, y->path);
}

void
templates_close(struct web *w)
{
	size_t i;

	for (i = 0; i < w->template_n; i++)
		destroy(w, w->template[i].parse);
	if (w->shared != NULL)
		cs_destroy(&w->shared);
}

enum err
templates_open(struct web *w)
{
	NEOERR *ne = hdf_init(&w->base);
	enum err e;

	if (ne != STATUS_OK)
		return web_neo_error(ne, "hdf");
	hdf_put(w->base, "Config.VarEscapeMode", "html");	/* before any cs_init() */
	e = parse(w, SHARED, &w->shared);
	if (e == OK)
		e = parse_folder(w, "");
	if (e == OK && w->template_n > 0)
		qsort(w->template, w->template_n, sizeof(*w->template), by_path);
	return e;
}

const struct template *
template_find(const struct web *w, const char *path)
{
	const struct template key = { .path = path };

	if (w->template_n == 0)
		return NULL;
	return bsearch(&key, w->template, w->template_n, sizeof(key), by_path);
}

static NEOERR *
append(void *ctx, char *text)
{
	str_add(ctx, text);
	return STATUS_OK;
}

enum err
template_render(const struct template *t, HDF *data, HDF *global, struct str *out)
{
	CSPARSE *parse = t->parse;
	NEOERR *e;

	parse->hdf = data;
	parse->global_hdf = global;
	parse->locals = NULL;	/* a rendering that failed may have left some */
	e = cs_render(parse, out, append);
	parse->hdf = NULL;
	return e == STATUS_OK ? OK : web_neo_error(e, t->path);
}
