/* fuzz_tlog.c - what strangers send or serve of a log: notes, checkpoints, keys, entries, proof files, names
 * of tiles, bundles.  The first byte says which; what is taken must come back as it was. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/note.h"
#include "lib/tlog/proof.h"
#include "lib/tlog/tile.h"
#include "tests/fuzz/fuzz.h"

#define KEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

static void
note(struct arena *a, const char *text, size_t n)
{
	struct tlog_note *out = ARENA_NEW(a, struct tlog_note);
	struct tlog_checkpoint c;
	struct tlog_vkey v;
	int64_t at;
	struct str s;
	int i;

	if (tlog_note_parse(a, text, n, out)) {
		str_init(&s, a);
		str_add(&s, out->text);
		str_addc(&s, '\n');
		for (i = 0; i < out->n; i++)
			str_add(&s, out->sig[i].line);
		MUST(s.len == n && memcmp(s.s, text, n) == 0);
		MUST(tlog_vkey_parse(a, KEY, &v));
		(void)tlog_note_signed(a, out, &v, &at);
		text = out->text;
		n = out->text_n;
	}
	if (tlog_checkpoint_parse(a, text, n, &c))
		MUST(strlen(tlog_checkpoint_text(a, &c)) == n && memcmp(tlog_checkpoint_text(a, &c), text, n) == 0);
}

static void
entry(struct arena *a, const char *text, size_t n)
{
	struct tlog_entry e;

	if (!tlog_entry_parse(a, text, n, &e))
		return;
	MUST(tlog_entry_line(a, &e) != NULL);
	if (memmem(text, n, "+08:00\"", 7) != NULL)
		MUST(str_eq(tlog_entry_line(a, &e), arena_strndup(a, text, n)));
}

static void
proof(struct arena *a, const char *text, size_t n)
{
	struct tlog_proof *p = ARENA_NEW(a, struct tlog_proof);
	struct tlog_vkey v;

	if (!tlog_proof_parse(a, text, n, p))
		return;
	MUST(strlen(tlog_proof_text(a, p)) == n && memcmp(tlog_proof_text(a, p), text, n) == 0);
	MUST(tlog_vkey_parse(a, KEY, &v));
	(void)tlog_proof_wrong(a, p, &v);
}

static void
bundle(const char *text, size_t n)
{
	const char *e;
	size_t at = 0, len, total = 0;

	while (tlog_bundle_next(text, n, &at, &e, &len))
		total += 2 + len;
	MUST(total == at && at <= n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	const char *text = (const char *)data + 1;
	struct tlog_vkey v;
	struct tlog_tile t;
	char path[TLOG_PATH_SIZE];

	if (n == 0) {
		arena_free(a);
		return 0;
	}
	n--;
	switch (data[0]) {
	case 'n': note(a, text, n); break;
	case 'e': entry(a, text, n); break;
	case 'p': proof(a, text, n); break;
	case 'b': bundle(text, n); break;
	case 'k':
		text = arena_strndup(a, text, n);
		if (tlog_vkey_parse(a, text, &v))
			MUST(str_eq(tlog_vkey_text(a, &v), text));
		break;
	default:
		text = arena_strndup(a, text, n);
		if (tlog_tile_parse(text, &t)) {
			tlog_tile_path(&t, path);
			MUST(str_eq(path, text));
		}
	}
	arena_free(a);
	return 0;
}
