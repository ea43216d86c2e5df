/* witness.c - see witness.h. */
#include "lib/tlog/witness.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/tlog/note.h"

#define AHEAD_US (300 * SECOND_US)	/* what a witness's clock may be ahead of ours */

static bool
witness_key(struct arena *a, const char *text, struct tlog_vkey *out)
{
	return tlog_vkey_parse(a, text, out) && out->kind == TLOG_KEY_WITNESS;
}

enum err
tlog_witness_add(struct arena *a, struct db *db, const char *vkey, const char *name_zh, const char *name_en)
{
	struct tlog_vkey v;

	if (!witness_key(a, vkey, &v))
		return err_set(ERR_INPUT, "not the verifier key of a witness (type 0x04): %s", vkey);
	return DB_EXEC(a, db, "insert into xz.tlog_witness (vkey, name_zh, name_en) values ($1, $2, $3)", DB_TEXT(vkey),
	    DB_TEXT(name_zh), DB_TEXT(name_en));
}

enum err
tlog_witness_end(struct arena *a, struct db *db, const char *vkey)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.tlog_witness set until = $2 where vkey = $1 and until is null",
	    DB_TEXT(vkey), DB_TIME(clock_real_now()));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no witness with this key: %s", vkey) : e;
}

enum err
tlog_witnesses(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.vkey, w.name_zh, w.name_en, w.since, w.until, c.size, c.signed_at, c.line from xz.tlog_witness w"
	    " left join lateral (select size, signed_at, line from xz.tlog_cosignature c where c.witness_id = w.id"
	    "  order by size desc limit 1) c on true order by w.id");
}

/* The registered key that signed the note, and its line. */
static enum err
signer(struct arena *a, struct db *db, const struct tlog_note *note, struct tlog_vkey *v,
    const char **line, int64_t *at_s)
{
	const struct tlog_signature *s;
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select vkey from xz.tlog_witness where until is null order by id");

	for (i = 0; e == OK && i < db_count(rows); i++) {
		if (!witness_key(a, row_text(db_at(rows, i), "vkey"), v))
			continue;
		s = tlog_note_signed(a, note, v, at_s);
		if (s != NULL) {
			*line = s->line;
			return OK;
		}
	}
	return e == OK ? err_set(ERR_DENIED, "no registered witness signed it") : e;
}

enum err
tlog_cosign(struct arena *a, struct db *db, const void *bytes, size_t n, const char **word)
{
	struct tlog_note *note = ARENA_NEW(a, struct tlog_note);
	const char *line = "";
	struct tlog_checkpoint c;
	struct tlog_vkey v;
	struct db_row r;
	int64_t at_s = 0;
	enum err e;

	if (!tlog_note_parse(a, bytes, n, note) || !tlog_checkpoint_parse(a, note->text, note->text_n, &c))
		return err_set(ERR_INPUT, "not a signed checkpoint");
	e = signer(a, db, note, &v, &line, &at_s);
	if (e == OK && at_s * SECOND_US > clock_real_now() + AHEAD_US)
		e = err_set(ERR_INPUT, "a cosignature of the future");
	if (e == OK)
		e = DB_ONE(a, db, &r, "select starts_with(note, $2 || E'\\n') as same from xz.tlog_checkpoint"
		    " where size = $1", DB_I64(c.size), DB_TEXT(note->text));
	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "no checkpoint of %lld entries", (long long)c.size);
	if (e == OK && !row_bool(r, "same"))
		return err_set(ERR_INPUT, "a checkpoint of %lld entries that is not ours", (long long)c.size);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select xz.tlog_cosign($1, $2, $3, $4) as word", DB_TEXT(tlog_vkey_text(a, &v)),
		    DB_I64(c.size), DB_TIME(at_s * SECOND_US), DB_TEXT(line));
	if (e != OK)
		return e;
	*word = row_text(r, "word");
	if (str_eq(*word, "limit"))
		return err_set(ERR_LIMIT, "%s: too often", v.name);
	if (!str_eq(*word, "taken") && !str_eq(*word, "again"))
		return err_set(ERR_STATE, "%s: %s", v.name, *word);
	return OK;
}

enum err
tlog_cosigned(struct arena *a, struct db *db, const char **note)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select c.note || string_agg(s.line, '' order by s.witness_id) as note from xz.tlog_checkpoint c"
	    " join xz.tlog_cosignature s on s.size = c.size where c.size = (select max(size) from xz.tlog_cosignature)"
	    " group by c.size, c.note");

	if (e == OK)
		*note = row_text(r, "note");
	return e;
}
