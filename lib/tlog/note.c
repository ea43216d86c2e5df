/* note.c - see note.h. */
#include "lib/tlog/note.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define DASH "\xe2\x80\x94 "	/* U+2014 and a space */
#define SM2_WORD "xiezhi-sm2"
#define ED25519_PUBLIC 32
#define ED25519_SIGNATURE 64
#define SM2_POINT 65

static bool
space(unsigned c)
{
	return c <= 0x20 || c == 0x7f || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
tlog_name_ok(const char *name)
{
	const char *p = name;
	unsigned c;

	if (str_empty(name) || strlen(name) > TLOG_NAME_MAX || !str_utf8_ok(name, strlen(name)))
		return false;
	while ((c = str_utf8_next(&p)) != 0)
		if (space(c) || c == '+')
			return false;
	return true;
}

/* What names the algorithm, before the key: one byte, and for SM2 its word. */
static void
add_kind(struct str *s, enum tlog_key_kind kind)
{
	str_addc(s, (char)kind);
	if (kind == TLOG_KEY_SM2)
		str_add(s, SM2_WORD);
}

static void
set_id(struct arena *a, struct tlog_vkey *k)
{
	unsigned char h[SHA256_SIZE];
	struct str s;

	str_init(&s, a);
	str_add(&s, k->name);
	str_addc(&s, '\n');
	add_kind(&s, k->kind);
	str_addn(&s, k->pub, k->pub_n);
	sha256(s.s, s.len, h);
	memcpy(k->id, h, sizeof(k->id));
}

enum err
tlog_vkey_of(struct arena *a, const char *name, enum tlog_key_kind kind, const struct sign_key *k,
    struct tlog_vkey *out)
{
	unsigned char *pub;
	size_t n;
	enum err e;

	if (!tlog_name_ok(name))
		return err_set(ERR_INPUT, "the name of a key has no space and no +: %s", name != NULL ? name : "");
	e = sign_public(a, k, &pub, &n);
	if (e == OK && n != (kind == TLOG_KEY_SM2 ? SM2_POINT : ED25519_PUBLIC))
		e = err_set(ERR_INPUT, "a key of another kind");
	if (e != OK)
		return e;
	*out = (struct tlog_vkey){ .name = arena_strdup(a, name), .kind = kind, .pub_n = n };
	memcpy(out->pub, pub, n);
	set_id(a, out);
	return OK;
}

char *
tlog_vkey_text(struct arena *a, const struct tlog_vkey *k)
{
	char id[9];
	struct str s;

	str_init(&s, a);
	add_kind(&s, k->kind);
	str_addn(&s, k->pub, k->pub_n);
	str_hex(k->id, sizeof(k->id), id);
	return arena_printf(a, "%s+%s+%s", k->name, id, base64_encode(a, s.s, s.len));
}

static bool
key_material(const unsigned char *b, size_t n, struct tlog_vkey *out)
{
	size_t word = n > 0 && b[0] == TLOG_KEY_SM2 ? strlen(SM2_WORD) : 0, want = word > 0 ? SM2_POINT :
	    ED25519_PUBLIC;

	if (n != 1 + word + want || (b[0] != TLOG_KEY_ED25519 && b[0] != TLOG_KEY_WITNESS && b[0] != TLOG_KEY_SM2) ||
	    memcmp(b + 1, SM2_WORD, word) != 0)
		return false;
	out->kind = (enum tlog_key_kind)b[0];
	out->pub_n = want;
	memcpy(out->pub, b + 1 + word, want);
	return true;
}

bool
tlog_vkey_parse(struct arena *a, const char *text, struct tlog_vkey *out)
{
	const char *first = strchr(text, '+'), *second = first != NULL ? strchr(first + 1, '+') : NULL;
	struct tlog_vkey k = { .name = "" };
	unsigned char *b;
	size_t n;

	if (second == NULL || strlen(text) > TLOG_NAME_MAX + 200)
		return false;
	k.name = arena_strndup(a, text, (size_t)(first - text));
	if (!tlog_name_ok(k.name) || !base64_decode(a, second + 1, &b, &n) || !key_material(b, n, &k))
		return false;
	set_id(a, &k);
	if (strcmp(tlog_vkey_text(a, &k), text) != 0)	/* its id is the one of its key */
		return false;
	*out = k;
	return true;
}

static bool
text_ok(const char *text, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)text[i] < 0x20 && text[i] != '\n')
			return false;
	return str_utf8_ok(text, n);
}

static bool
signature_line(struct arena *a, const char *line, size_t n, struct tlog_signature *out)
{
	const char *text = arena_strndup(a, line, n - 1), *gap;
	unsigned char *b;
	size_t len;

	out->line = arena_strndup(a, line, n);
	if (!str_starts(text, DASH))
		return false;
	text += strlen(DASH);
	gap = strchr(text, ' ');
	if (gap == NULL)
		return false;
	out->name = arena_strndup(a, text, (size_t)(gap - text));
	if (!tlog_name_ok(out->name) || !base64_decode(a, gap + 1, &b, &len) || len < 5)
		return false;
	memcpy(out->id, b, sizeof(out->id));
	out->sig = b + sizeof(out->id);
	out->n = len - sizeof(out->id);
	return true;
}

bool
tlog_note_parse(struct arena *a, const void *bytes, size_t n, struct tlog_note *out)
{
	const char *msg, *p, *at, *end;

	if (n > TLOG_NOTE_MAX || !text_ok(bytes, n))
		return false;
	msg = arena_strndup(a, bytes, n);
	at = NULL;
	for (p = msg; (p = strstr(p, "\n\n")) != NULL; p++)	/* the last one parts text and signatures */
		at = p;
	if (at == NULL || at[2] == '\0' || msg[n - 1] != '\n')
		return false;
	*out = (struct tlog_note){ .text = arena_strndup(a, msg, (size_t)(at - msg) + 1),
	    .text_n = (size_t)(at - msg) + 1 };
	for (p = at + 2; *p != '\0'; p = end + 1) {
		end = strchr(p, '\n');
		if (end == NULL || out->n == TLOG_SIGNATURES_MAX ||
		    !signature_line(a, p, (size_t)(end - p) + 1, &out->sig[out->n]))
			return false;
		out->n++;
	}
	return true;
}

static char *
line_of(struct arena *a, const struct tlog_vkey *v, const void *sig, size_t n)
{
	struct str s;

	str_init(&s, a);
	str_addn(&s, v->id, sizeof(v->id));
	str_addn(&s, sig, n);
	return arena_printf(a, "%s%s %s\n", DASH, v->name, base64_encode(a, s.s, s.len));
}

enum err
tlog_note_sign(struct arena *a, const char *text, const struct tlog_vkey *v, const struct sign_key *k, char **line)
{
	unsigned char *sig;
	size_t n;
	enum err e = v->kind != TLOG_KEY_WITNESS ? sign(a, k, text, strlen(text), &sig, &n) :
	    err_set(ERR_INPUT, "a witness signs with a time");

	if (e == OK)
		*line = line_of(a, v, sig, n);
	return e;
}

static char *
cosigned_text(struct arena *a, const char *text, int64_t at_s)
{
	return arena_printf(a, "cosignature/v1\ntime %lld\n%s", (long long)at_s, text);
}

enum err
tlog_note_cosign(struct arena *a, const char *text, const struct tlog_vkey *v, const struct sign_key *k, int64_t at_s,
    char **line)
{
	const char *message = cosigned_text(a, text, at_s);
	unsigned char stamped[8 + ED25519_SIGNATURE], *sig;
	size_t n = 0;
	int i;
	enum err e = v->kind == TLOG_KEY_WITNESS && at_s > 0 ? sign(a, k, message, strlen(message), &sig, &n) :
	    err_set(ERR_INPUT, "not a witness's key");

	if (e == OK && n != ED25519_SIGNATURE)
		e = err_set(ERR_INPUT, "not an Ed25519 key");
	if (e != OK)
		return e;
	for (i = 0; i < 8; i++)
		stamped[i] = (unsigned char)(at_s >> (56 - 8 * i) & 255);
	memcpy(stamped + 8, sig, n);
	*line = line_of(a, v, stamped, sizeof(stamped));
	return OK;
}

static bool
cosigned(struct arena *a, const struct tlog_note *n, const struct tlog_signature *s, const struct tlog_vkey *v,
    int64_t *at_s)
{
	const char *message;
	uint64_t at = 0;
	int i;

	if (s->n != 8 + ED25519_SIGNATURE)
		return false;
	for (i = 0; i < 8; i++)
		at = at << 8 | s->sig[i];
	if (at == 0 || at > INT64_MAX / 1000000)
		return false;
	message = cosigned_text(a, n->text, (int64_t)at);
	if (!sign_verify(SIGN_ED25519, v->pub, v->pub_n, message, strlen(message), s->sig + 8, s->n - 8))
		return false;
	*at_s = (int64_t)at;
	return true;
}

const struct tlog_signature *
tlog_note_signed(struct arena *a, const struct tlog_note *n, const struct tlog_vkey *v, int64_t *at_s)
{
	int64_t at = 0;
	bool holds;
	int i;

	for (i = 0; i < n->n; i++) {
		const struct tlog_signature *s = &n->sig[i];

		if (!str_eq(s->name, v->name) || memcmp(s->id, v->id, sizeof(v->id)) != 0)
			continue;
		if (v->kind == TLOG_KEY_WITNESS)
			holds = cosigned(a, n, s, v, &at);
		else
			holds = sign_verify(v->kind == TLOG_KEY_SM2 ? SIGN_SM2 : SIGN_ED25519, v->pub,
			    v->pub_n, n->text, n->text_n, s->sig, s->n);
		if (!holds)
			return NULL;
		if (at_s != NULL)
			*at_s = at;
		return s;
	}
	return NULL;
}

char *
tlog_checkpoint_text(struct arena *a, const struct tlog_checkpoint *c)
{
	return arena_printf(a, "%s\n%lld\n%s\n", c->origin, (long long)c->size, base64_encode(a, c->root.b, TLOG_HASH));
}

bool
tlog_checkpoint_parse(struct arena *a, const char *text, size_t n, struct tlog_checkpoint *out)
{
	char *copy = arena_strndup(a, text, n), *size = strchr(copy, '\n'), *root, *end;
	struct tlog_checkpoint c;
	unsigned char *b;
	long long value;
	size_t len;

	if (size == NULL || strlen(copy) != n)
		return false;
	*size++ = '\0';
	root = strchr(size, '\n');
	if (root == NULL)
		return false;
	*root++ = '\0';
	end = strchr(root, '\n');
	if (end == NULL || end[1] != '\0')
		return false;
	*end = '\0';
	if (!tlog_name_ok(copy) || (size[0] == '0' && size[1] != '\0') || !str_i64(size, 0, TLOG_SIZE_MAX, &value) ||
	    *size == '-' || !base64_decode(a, root, &b, &len) || len != TLOG_HASH)
		return false;
	c = (struct tlog_checkpoint){ .origin = copy, .size = value };
	memcpy(c.root.b, b, TLOG_HASH);
	*out = c;
	return true;
}
