/* article.c - what a paper says, for its page and for its file, which is set from the page's article in Chinese,
 * whoever asks. */
#include "cgi/paper/document.h"

#include "cgi/common/address.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/paper/paper.h"
#include "lib/record/document.h"

#define PAPER_LANG "zh-CN"

const char *
document_mark(const struct record_document *d)
{
	if (d->waits || str_eq(d->state, "to_seal"))
		return "waits";
	if (str_eq(d->state, "sealed"))
		return "";
	return str_eq(d->state, "void") ? "void" : "draft";
}

void
document_view(struct req *r, const struct record_document *d, const char *mark)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	view_json(r, "doc", d->data);
	view_text(r, "paper.type", d->type);
	view_i64(r, "paper.version", d->template_version);
	view_text(r, "paper.number", str_empty(d->number) ? NULL : d->number);
	view_text(r, "paper.sha256", d->sha256);
	view_time(r, "paper.made", d->made_at);
	if (*mark == '\0')
		view_text(r, "paper.verify", arena_printf(r->arena, "%s/verify/%s", address_public(), ref));
	else
		view_text(r, "paper.draft", mark);
}

struct setting {
	const struct record_document *d;
	const char *mark;
};

static void
fill(struct req *r, const void *ctx)
{
	const struct setting *s = ctx;

	document_view(r, s->d, s->mark);
	view_bool(r, "paper.bare", true);
}

enum err
document_set(struct web *w, struct arena *a, const struct record_document *d, const char *mark,
    const void **pdf, size_t *n)
{
	const struct setting s = { d, mark };
	const char *article;
	enum err e = web_page_of(w, a, PAPER_LANG, arena_printf(a, "document/%s.cs", d->type), fill, &s, &article);

	return e == OK ? paper_pdf(a, d->name_zh, d->made_at, article, pdf, n) : e;
}
