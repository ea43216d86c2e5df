/* message.c - messages: their key, those typed at the desk, what was sent opened for who handles it. */
#include <jansson.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/envelope.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/source/envelope.h"
#include "lib/source/marks.h"
#include "lib/source/source.h"

static const struct sign_key *intake_key;

void
source_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	intake_key = k->intake_sm2;
	source_marks_start(k->identity);
}

enum err
source_key_tell(struct arena *a, struct db *db, const struct program_keys *k)
{
	unsigned char *pub;
	size_t n;
	enum err e;

	if (k->intake_sm2 == NULL)
		return OK;
	e = sign_public(a, k->intake_sm2, &pub, &n);
	return e == OK ? DB_EXEC(a, db, "insert into xz.source_key (public_key) values ($1)"
	    " on conflict (public_key) do nothing", DB_BYTES(pub, n)) : e;
}

/* The sender's own number is unique per channel for ever: a message sent twice is one message. */
enum err
source_message_typed(struct arena *a, struct db *db, const struct source_typed *t)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.source_message (channel, sender_number, received_at) values ($1, $2, $3)"
	    " on conflict (channel, sender_number) do nothing returning id", DB_TEXT(t->channel),
	    DB_TEXT(t->sender_number), DB_TIME(t->received_at));

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_CONFLICT, "the sender's number is known");
	return e == OK ? DB_EXEC(a, db, "insert into xz.source_message_clue (message_id, case_id) values ($1, $2)",
	    DB_I64(row_i64(r, "id")), DB_I64(t->case_id)) : e;
}

static const char *
member(struct arena *a, const json_t *j, const char *name)
{
	const char *text = json_string_value(json_object_get(j, name));

	return text != NULL ? arena_strdup(a, text) : "";
}

enum err
source_text_of(struct arena *a, const void *sealed, size_t n, struct source_text *out)
{
	json_t *j;
	char *text;
	size_t len;
	enum err e;

	if (intake_key == NULL)
		return err_set(ERR_IO, "the key intake-sm2 is missing");
	e = envelope_open(a, intake_key, SOURCE_PURPOSE, sealed, n, &text, &len);
	if (e != OK)
		return e;
	j = json_loadb(text, len, 0, NULL);
	*out = (struct source_text){ .about = member(a, j, "about"), .place = member(a, j, "place"),
	    .content = member(a, j, "content"), .name = member(a, j, "name"),
	    .telephone = member(a, j, "telephone"), .address = member(a, j, "address") };
	json_decref(j);
	return OK;
}

enum err
source_text_open(struct arena *a, struct db *db, int64_t request, struct source_text *out)
{
	const void *sealed;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(a, db, &r, "select sealed from xz.source_sealed_of($1)", DB_I64(request));

	if (e != OK)
		return e;
	sealed = row_bytes(a, r, "sealed", &n);
	return source_text_of(a, sealed, n, out);
}
