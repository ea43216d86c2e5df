/* proof.c - see proof.h. */
#include "lib/tlog/proof.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define HEAD "c2sp.org/tlog-proof@v1\n"
#define PROOF_MAX 65536

char *
tlog_proof_text(struct arena *a, const struct tlog_proof *p)
{
	struct str s;
	int i;

	str_init(&s, a);
	str_add(&s, HEAD);
	if (p->extra != NULL)
		str_printf(&s, "extra %s\n", base64_encode(a, p->extra, p->extra_n));
	str_printf(&s, "index %lld\n", (long long)p->index);
	for (i = 0; i < p->path.n; i++)
		str_printf(&s, "%s\n", base64_encode(a, p->path.hash[i].b, TLOG_HASH));
	str_addc(&s, '\n');
	str_addn(&s, p->checkpoint, p->checkpoint_n);
	return s.s;
}

/* The next line without LF; *p moves.  NULL: none. */
static char *
line(struct arena *a, const char **p)
{
	const char *end = strchr(*p, '\n');
	char *out;

	if (end == NULL)
		return NULL;
	out = arena_strndup(a, *p, (size_t)(end - *p));
	*p = end + 1;
	return out;
}

static bool
path_line(struct arena *a, const char *text, struct tlog_path *path)
{
	unsigned char *b;
	size_t n;

	if (path->n == TLOG_PROOF_MAX || !base64_decode(a, text, &b, &n) || n != TLOG_HASH)
		return false;
	memcpy(path->hash[path->n++].b, b, TLOG_HASH);
	return true;
}

bool
tlog_proof_parse(struct arena *a, const void *bytes, size_t n, struct tlog_proof *out)
{
	const char *p, *text, *digits;
	unsigned char *extra;
	long long index;

	if (n > PROOF_MAX || !str_utf8_ok(bytes, n))
		return false;
	p = arena_strndup(a, bytes, n);
	if (!str_starts(p, HEAD))
		return false;
	p += strlen(HEAD);
	memset(out, 0, sizeof(*out));
	text = line(a, &p);
	if (text != NULL && str_starts(text, "extra ")) {
		if (!base64_decode(a, text + 6, &extra, &out->extra_n))
			return false;
		out->extra = (const char *)extra;
		text = line(a, &p);
	}
	if (text == NULL || !str_starts(text, "index "))
		return false;
	digits = text + 6;
	if (*digits == '-' || (digits[0] == '0' && digits[1] != '\0') || !str_i64(digits, 0, TLOG_SIZE_MAX, &index))
		return false;
	out->index = index;
	for (text = line(a, &p); text != NULL && *text != '\0'; text = line(a, &p))
		if (!path_line(a, text, &out->path))
			return false;
	out->checkpoint = p;
	out->checkpoint_n = strlen(p);
	return text != NULL && *p != '\0';
}

const char *
tlog_proof_wrong(struct arena *a, const struct tlog_proof *p, const struct tlog_vkey *v)
{
	struct tlog_note *note = ARENA_NEW(a, struct tlog_note);
	struct tlog_checkpoint c;
	struct tlog_hash leaf;

	if (p->extra == NULL || p->extra_n > UINT16_MAX)
		return "the proof holds no entry";
	if (!tlog_note_parse(a, p->checkpoint, p->checkpoint_n, note) ||
	    !tlog_checkpoint_parse(a, note->text, note->text_n, &c))
		return "the checkpoint is malformed";
	if (!str_eq(c.origin, v->name) || tlog_note_signed(a, note, v, NULL) == NULL)
		return "the checkpoint is not signed by the log's key";
	leaf = tlog_leaf_hash(p->extra, p->extra_n);
	return tlog_inclusion_ok(&p->path, p->index, c.size, &leaf, &c.root) ? NULL :
	    "the entry is not in the tree of the checkpoint";
}
