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
#define SHARED_GROW 8
#define SHARED "macros"	/* begins the name of a file of macros: parsed once for all pages that include it */

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

static const struct shared *
shared_find(const struct web *w, const char *name)
{
	size_t i;

	for (i = 0; i < w->shared_n; i++)
		if (str_eq(w->shared[i].path, name))
			return &w->shared[i];
	return NULL;
}

/* ClearSilver frees what it gets here, when the template is closed: it is no longer than it must be. */
static NEOERR *
load(void *ctx, HDF *hdf, const char *name, char **contents)
{
	const struct web *w = ctx;
	const struct shared *before = shared_find(w, name);
	char *text = before != NULL ? NULL : read_text(w, name);

	(void)hdf;
	if (text == NULL && before == NULL)	/* not NERR_NOT_FOUND: what includes it would go on without */
		return nerr_raise(NERR_IO, "template %s", name);
	if (text != NULL)
		(void)join_lines(text, SIZE_MAX);
	*contents = strdup(text != NULL ? text : before->outside);
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

/* The macros of the first n shared files: those of the last, then those before them, in one list. */
static CS_MACRO *
shared_macros(const struct web *w, size_t n)
{
	return n > 0 ? w->shared[n - 1].parse->macros : NULL;
}

/* Without the macros of others, which stand at the end of its list. */
static void
destroy(CSPARSE *parsed, const CS_MACRO *others)
{
	CS_MACRO **m = &parsed->macros;

	while (*m != NULL && *m != others)
		m = &(*m)->next;
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
	parsed->macros = shared_macros(w, w->shared_n);	/* its own come before these in the list */
	e = cs_parse_file(parsed, path);
	if (e != STATUS_OK) {
		destroy(parsed, shared_macros(w, w->shared_n));
		return parse_error(w, e, path);
	}
	*out = parsed;
	return OK;
}

static NEOERR *
append(void *ctx, char *text)
{
	str_add(ctx, text);
	return STATUS_OK;
}

/* What a folder's file has between its macros stands in every page that includes it; of macros.cs nothing does. */
static enum err
parse_shared(struct web *w, const char *below, const char *name)
{
	const char *path = arena_printf(w->arena, "%s%s", below, name);
	CSPARSE *parsed;
	struct str outside;
	NEOERR *ne;
	enum err e = parse(w, path, &parsed);

	if (e != OK)
		return e;
	str_init(&outside, w->arena);
	ne = cs_render(parsed, &outside, append);
	if (w->shared_n % SHARED_GROW == 0)
		w->shared = arena_regrow(w->arena, w->shared, w->shared_n + SHARED_GROW, sizeof(*w->shared));
	w->shared[w->shared_n++] = (struct shared){ path, parsed, *below != '\0' ? outside.s : "" };
	return ne == STATUS_OK ? OK : web_neo_error(ne, path);
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
	return name[0] == '.' || str_starts(name, SHARED) ||
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

static bool
is_template(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 3 && strcmp(name + len - 3, ".cs") == 0;
}

/* Calls for each own folder ("" first, then "case/"), then in it for each file. */
static enum err
walk(struct web *w, const char *below, enum err (*fn)(struct web *w, const char *below, const char *name))
{
	const char *folder = arena_printf(w->arena, "%s/templates/%s", w->opt.app, below);
	struct dirent **list;
	enum err e = OK;
	int i, n = scandir(folder, &list, NULL, alphasort);

	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	for (i = 0; i < n; i++) {
		const char *name = list[i]->d_name;

		if (e == OK && list[i]->d_type != DT_DIR && is_template(name))
			e = fn(w, below, name);
	}
	for (i = 0; i < n; i++) {
		const char *name = list[i]->d_name;

		if (e == OK && list[i]->d_type == DT_DIR && !is_part(name, below) &&
		    (*below != '\0' || !is_foreign(w, name)))
			e = walk(w, arena_printf(w->arena, "%s%s/", below, name), fn);
		free(list[i]);
	}
	free(list);
	return e;
}

static enum err
share(struct web *w, const char *below, const char *name)
{
	return str_starts(name, SHARED) ? parse_shared(w, below, name) : OK;
}

/* Its frame is another program's. */
static bool
is_framed_elsewhere(const struct web *w, const char *path)
{
	static const char *const layouts[] = { "desk", "portal" };
	struct arena *a = arena_new("frame");
	char *text = read_text(w, path);
	bool yes = false;
	size_t i;

	for (i = 0; w->opt.layout != NULL && text != NULL && i < sizeof(layouts) / sizeof(*layouts); i++)
		yes = yes || (!str_eq(layouts[i], w->opt.layout) &&
		    strstr(text, arena_printf(a, "include:\"layout/%s.cs\"", layouts[i])) != NULL);
	free(text);
	arena_free(a);
	return yes;
}

static enum err
page(struct web *w, const char *below, const char *name)
{
	const char *path = arena_printf(w->arena, "%s%s", below, name);

	return is_part(name, below) || is_framed_elsewhere(w, path) ? OK : parse_one(w, path);
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
		destroy(w->template[i].parse, shared_macros(w, w->shared_n));
	for (i = w->shared_n; i > 0; i--)
		destroy(w->shared[i - 1].parse, shared_macros(w, i - 1));
}

enum err
templates_open(struct web *w)
{
	NEOERR *ne = hdf_init(&w->base);
	enum err e;

	if (ne != STATUS_OK)
		return web_neo_error(ne, "hdf");
	hdf_put(w->base, "Config.VarEscapeMode", "html");	/* before any cs_init() */
	e = walk(w, "", share);		/* all of them before the first page */
	if (e == OK)
		e = walk(w, "", page);
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
