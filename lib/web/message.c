/* message.c - the message catalogue: templates/lang/<lang>/<module>.hdf, all
 * of a language merged below M; Chinese stands in for what English lacks. */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/web/priv.h"

static int
is_hdf(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return d->d_name[0] != '.' && len > 4 && strcmp(d->d_name + len - 4, ".hdf") == 0;
}

static enum err
read_file(HDF *into, const char *path)
{
	NEOERR *e = hdf_read_file(into, path);

	return e == STATUS_OK ? OK : web_neo_error(e, path);
}

/* NAME.hdf is of those the program has. */
static bool
is_own(const struct web *w, const char *name)
{
	const char *const *own = w->opt.messages;
	size_t n = strlen(name) - strlen(".hdf");

	if (own == NULL)
		return true;
	for (; *own != NULL; own++)
		if (strlen(*own) == n && memcmp(*own, name, n) == 0)
			return true;
	return false;
}

static enum err
read_folder(struct web *w, HDF *into, const char *lang)
{
	const char *folder = arena_printf(w->arena, "%s/templates/lang/%s", w->opt.app, lang);
	struct dirent **list;
	enum err e = OK;
	int i, n = scandir(folder, &list, is_hdf, alphasort);

	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	for (i = 0; i < n; i++) {
		if (e == OK && is_own(w, list[i]->d_name))
			e = read_file(into, arena_printf(w->arena, "%s/%s", folder, list[i]->d_name));
		free(list[i]);
	}
	free(list);
	return e;
}

static bool
is_topic(const struct web *w, const char *name)
{
	const char *const *t = w->opt.topics;

	while (t != NULL && *t != NULL && !str_eq(*t, name))
		t++;
	return t == NULL || *t != NULL;
}

/* A message takes some three hundred bytes: a program has those of its pages. */
static enum err
drop_others(const struct web *w, HDF *messages)
{
	HDF *child = hdf_obj_child(messages), *next;
	NEOERR *e = STATUS_OK;

	for (; child != NULL && e == STATUS_OK; child = next) {
		next = hdf_obj_next(child);
		if (!is_topic(w, hdf_obj_name(child)))
			e = hdf_remove_tree(messages, hdf_obj_name(child));
	}
	return e == STATUS_OK ? OK : web_neo_error(e, "catalogue");
}

/* Names of the bundled files; before a build has written them, the plain ones. */
static enum err
read_assets(struct web *w, HDF *into)
{
	const char *path = arena_printf(w->arena, "%s/assets.hdf", w->opt.app);

	hdf_put(into, "Assets.app_css", "/assets/app.css");
	hdf_put(into, "Assets.app_js", "/assets/app.js");
	hdf_put(into, "Assets.boot_js", "/assets/boot.js");
	hdf_put(into, "Assets.mark_svg", "/assets/mark.svg");
	return access(path, R_OK) == 0 ? read_file(into, path) : OK;
}

enum err
catalogues_open(struct web *w)
{
	static const char *const lang[2] = { "zh-CN", "en" };
	HDF *messages;
	NEOERR *ne;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < 2; i++) {
		struct catalogue *c = &w->catalogue[i];

		c->lang = lang[i];
		ne = hdf_init(&c->hdf);
		if (ne == STATUS_OK)
			ne = hdf_get_node(c->hdf, "M", &messages);
		if (ne != STATUS_OK)
			return web_neo_error(ne, "catalogue");
		e = read_folder(w, messages, lang[0]);
		if (e == OK && i > 0)
			e = read_folder(w, messages, lang[i]);
		if (e == OK)
			e = drop_others(w, messages);
		if (e == OK)
			e = read_assets(w, c->hdf);
	}
	return e;
}

HDF *
catalogue_of(const struct req *r)
{
	const struct web *w = r->web->web;

	return w->catalogue[req_is_en(r)].hdf;
}

static const char *
message_find(const struct req *r, const char *key)
{
	char name[200];

	if (strlen(key) > sizeof(name) - 3)
		return NULL;
	memcpy(name, "M.", 2);
	memcpy(name + 2, key, strlen(key) + 1);
	return hdf_get_value(catalogue_of(r), name, NULL);
}

bool
view_has_msg(const struct req *r, const char *key)
{
	return message_find(r, key) != NULL;
}

/* The value of {name} among the pairs, NULL when it is not there. */
static const char *
filling(const char *name, size_t n, va_list pairs)
{
	const char *key, *value;

	while ((key = va_arg(pairs, const char *)) != NULL) {
		value = va_arg(pairs, const char *);
		if (strlen(key) == n && memcmp(key, name, n) == 0)
			return value != NULL ? value : "";
	}
	return NULL;
}

const char *
view_msg(struct req *r, const char *key, ...)
{
	const char *text = message_find(r, key), *close, *value;
	struct str out;
	va_list pairs;

	if (text == NULL) {
		LOG(LOG_WARN, "message missing", LOG_TEXT("key", key), LOG_TEXT("lang", r->lang));
		return arena_strdup(r->arena, key);
	}
	str_init(&out, r->arena);
	for (; *text != '\0'; text++) {
		close = *text == '{' ? strchr(text, '}') : NULL;
		value = NULL;
		if (close != NULL) {
			va_start(pairs, key);
			value = filling(text + 1, (size_t)(close - text - 1), pairs);
			va_end(pairs);
		}
		if (value == NULL) {
			str_addc(&out, *text);
			continue;
		}
		str_add(&out, value);
		text = close;
	}
	return out.s;
}
