/* send.c - what a party sends in, encrypted to the intake's key before the store has any of it; see public.h. */
#include <jansson.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/door/envelope.h"
#include "lib/door/public.h"
#include "lib/sec/envelope.h"
#include "lib/sec/sec.h"
#include "lib/source/public.h"

static const char *
as_json(struct arena *a, const struct door_statement *s)
{
	json_t *files = json_array();
	char text[REF_TEXT_SIZE];
	size_t i;

	for (i = 0; i < s->files_n; i++) {
		ref_text(s->files[i].ref, text);
		json_array_append_new(files, json_pack("{s:s,s:s}", "ref", text, "name", s->files[i].name));
	}
	return envelope_text(a, json_pack("{s:s,s:s,s:s,s:s?,s:s?,s:o}", "content", s->content, "name", s->name,
	    "telephone", s->telephone, "channel", s->channel, "address", s->address, "files", files));
}

static struct db_param
refs_of(struct arena *a, const struct door_statement *s)
{
	const char **list = ARENA_ARRAY(a, const char *, s->files_n + 1);
	size_t i;

	for (i = 0; i < s->files_n; i++) {
		char *hex = arena_alloc(a, 33);

		str_hex(s->files[i].ref.b, 16, hex);
		list[i] = hex;
	}
	return DB_TEXTS(list, s->files_n);
}

static const char *
plain(const char *text)
{
	return text != NULL ? text : "";
}

/* One form with one content is one message. */
static void
message_of(struct arena *a, const struct door_statement *s, unsigned char out[SHA256_SIZE])
{
	char ref[REF_TEXT_SIZE];
	const char *bytes;

	ref_text(s->which, ref);
	bytes = arena_printf(a, "xz-door-message\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", s->once, s->sort,
	    ref, plain(s->files_are), s->name, s->telephone, plain(s->channel), plain(s->address), s->content);
	sha256(bytes, strlen(bytes), out);
}

enum err
door_send(struct arena *a, struct db *db, const char *token, const struct door_statement *s, struct door_receipt *out)
{
	const char *text = as_json(a, s);
	unsigned char once[SHA256_SIZE], session[SHA256_SIZE], *sealed;
	const unsigned char *pub;
	size_t pub_n, n;
	struct db_row r;
	enum err e = source_key_now(a, db, &pub, &pub_n);

	if (e == OK)
		e = envelope_close(a, pub, pub_n, DOOR_PURPOSE, text, strlen(text), &sealed, &n);
	if (e != OK)
		return e;
	message_of(a, s, once);
	sha256(token, strlen(token), session);
	e = DB_ONE(a, db, &r, "select number, received_at, late, again from xz.door_send($1, $2, $3, $4, $5,"
	    " $6::text[]::uuid[])", DB_BYTES(session, sizeof(session)), DB_REF(s->which), DB_TEXT(s->sort),
	    DB_BYTES(once, sizeof(once)), DB_BYTES(sealed, n), refs_of(a, s));
	if (e == ERR_INPUT && str_eq(db_constraint(db), "door_many"))
		return err_set(ERR_LIMIT, "too many messages today");
	if (e == ERR_INPUT && str_eq(db_constraint(db), "door_files"))
		return err_set(ERR_CONFLICT, "files that are not all there");
	if (e == OK)
		*out = (struct door_receipt){ .number = row_text(r, "number"),
		    .received_at = row_time(r, "received_at"), .late = row_bool(r, "late"),
		    .again = row_bool(r, "again") };
	return e;
}
