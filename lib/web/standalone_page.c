/* standalone_page.c - pages that answer no request. */
#include <string.h>

#include "lib/web/priv.h"

static void
free_hdf(void *p)
{
	HDF *hdf = p;

	hdf_destroy(&hdf);
}

static void
fill_json(struct req *r, const void *json)
{
	view_json(r, "d", json);
}

enum err
web_page(struct web *w, struct arena *a, const char *lang, const char *template_path, const char *json,
    const char **out)
{
	return web_page_of(w, a, lang, template_path, fill_json, json, out);
}

enum err
web_page_of(struct web *w, struct arena *a, const char *lang, const char *template_path,
    void (*fill)(struct req *r, const void *ctx), const void *ctx, const char **out)
{
	const struct template *t = template_find(w, template_path);
	struct web_state *s = ARENA_NEW(a, struct web_state);
	struct req *r = ARENA_NEW(a, struct req);
	struct str text;
	enum err e;

	if (t == NULL)
		return err_set(ERR_IO, "no template %s", template_path);
	*r = (struct req){ .arena = a, .lang = lang, .path = "", .web = s };
	s->web = w;
	if (hdf_init(&s->hdf) != STATUS_OK)
		return err_set(ERR_IO, "hdf");
	arena_defer(a, free_hdf, s->hdf);
	view_text(r, "Lang.code", lang);
	fill(r, ctx);
	str_init(&text, a);
	e = template_render(t, s->hdf, catalogue_of(r), &text);
	if (e == OK)
		*out = text.s + strspn(text.s, " \t\r\n");
	return e;
}

struct web *
req_programs_web(const struct req *r)
{
	return r->web->web;
}
