/* witness.c - who gives a draw its chance: one-time links, the code on the wall, pledges and values. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/priv.h"

#define LINKS_MAX 20
#define TOKEN_BYTES 16
#define WALL_BYTES 5		/* eight characters, to be typed from the wall */

enum err
spotcheck_witnesses(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select n, name, pledged_at, revealed_at from xz.spotcheck_witness where task_id = $1"
	    " order by n nulls last, id", DB_I64(draw));
}

enum err
spotcheck_witnesses_named(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select n, name, pledged_at, revealed_at from xz.spotcheck_witness where task_id = $1"
	    " and n is not null order by n", DB_I64(draw));
}

const char *
spotcheck_random(struct arena *a)
{
	unsigned char bytes[TOKEN_BYTES];
	char *text = arena_alloc(a, 2 * TOKEN_BYTES + 1);

	random_bytes(bytes, sizeof(bytes));
	str_hex(bytes, sizeof(bytes), text);
	return text;
}

/* Typed from a wall: case and blanks do not matter. */
static void
token_hash(struct arena *a, const char *token, unsigned char out[32])
{
	struct str s;

	str_init(&s, a);
	for (; *token != '\0'; token++)
		if (*token != ' ' && *token != '-')
			str_addc(&s, *token >= 'A' && *token <= 'Z' ? (char)(*token - 'A' + 'a') : *token);
	sha256(s.s, s.len, out);
}

enum err
spot_joinable(struct act_move *m)
{
	if (!str_eq(spot_of(m)->contributions, "witness"))
		return act_refuse(m, ERR_STATE, "", "draw_no_witness", NULL);
	return spot_in_time(m);
}

struct links {
	int count;
	const char **tokens;
	struct arena *a;
};

enum err
spot_links(struct act_move *m)
{
	const struct links *x = m->with;
	unsigned char bytes[TOKEN_BYTES], hash[32];
	char hex[2 * TOKEN_BYTES + 1];
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < x->count; i++) {
		random_bytes(bytes, sizeof(bytes));
		str_hex(bytes, sizeof(bytes), hex);
		token_hash(m->a, hex, hash);
		x->tokens[i] = arena_strdup(x->a, hex);
		e = DB_EXEC(m->a, m->db, "insert into xz.spotcheck_witness (task_id, token_hash) values ($1, $2)",
		    DB_I64(spot_of(m)->id), DB_BYTES(hash, 32));
	}
	act_note(m, "links", json_integer(x->count));
	return e;
}

enum err
spotcheck_witness_links(struct arena *a, struct db *db, const struct act *act, const char *draw_id, int count,
    struct problems *p, const char **tokens)
{
	struct links x = { .count = count, .tokens = tokens, .a = a };

	if (count < 1 || count > LINKS_MAX)
		return err_set(ERR_INPUT, "%d links", count);
	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "witness_links", .with = &x,
	    .problems = p });
}

struct wall {
	const char *code;
	struct arena *a;
};

enum err
spot_wall(struct act_move *m)
{
	struct wall *x = m->with;
	unsigned char bytes[WALL_BYTES], hash[32];
	const char *code;

	random_bytes(bytes, sizeof(bytes));
	code = base32_encode(m->a, bytes, sizeof(bytes));
	token_hash(m->a, code, hash);
	x->code = arena_printf(x->a, "%.4s-%s", code, code + 4);
	return DB_EXEC(m->a, m->db, "insert into xz.spotcheck_wall (task_id, code_hash) values ($1, $2)"
	    " on conflict (task_id) do update set code_hash = excluded.code_hash, made_at = xz.now()",
	    DB_I64(spot_of(m)->id), DB_BYTES(hash, 32));
}

enum err
spotcheck_wall_code(struct arena *a, struct db *db, const struct act *act, const char *draw_id, struct problems *p,
    const char **code)
{
	struct wall x = { .a = a };
	enum err e = spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "wall_code", .with = &x,
	    .problems = p });

	if (e == OK)
		*code = x.code;
	return e;
}

enum err
spotcheck_witness_admit(struct arena *a, struct db *db, const char *draw_id, const char *token, const char *address,
    const char **word)
{
	const char *asker = arena_printf(a, "%s\n%s", draw_id, address);
	unsigned char hash[32], from[32];
	struct db_row r;
	enum err e;

	token_hash(a, token, hash);
	sha256(asker, strlen(asker), from);
	e = DB_ONE(a, db, &r, "select xz.spotcheck_admit($1, $2, $3) as word", DB_TEXT(draw_id), DB_BYTES(hash, 32),
	    DB_BYTES(from, 32));
	if (e == OK)
		*word = row_text(r, "word");
	return e;
}

enum err
spotcheck_witness_look(struct arena *a, struct db *db, const char *draw_id, const char *token,
    struct spotcheck_witness *out)
{
	unsigned char hash[32];
	struct db_row r;
	enum err e;

	token_hash(a, token, hash);
	e = DB_ONE(a, db, &r,
	    "select w.state, w.contributions, w.pledges, w.reveal_by, w.title, w.agency, w.wall, w.name,"
	    " w.pledge is not null as pledged, coalesce(w.revealed, false) as revealed"
	    " from xz.spotcheck_witness_look($1, $2) w", DB_TEXT(draw_id), DB_BYTES(hash, 32));
	if (e == OK)
		*out = (struct spotcheck_witness){ .state = row_text(r, "state"),
		    .contributions = row_text(r, "contributions"), .title = row_text(r, "title"),
		    .agency = row_text(r, "agency"), .name = row_text_null(r, "name"),
		    .pledges = row_bool(r, "pledges"), .wall = row_bool(r, "wall"), .pledged = row_bool(r, "pledged"),
		    .revealed = row_bool(r, "revealed"), .reveal_by = row_time(r, "reveal_by") };
	return e;
}

static struct db_param
own_param(struct arena *a, const char *own)
{
	unsigned char *hash = arena_alloc(a, 32);

	if (own == NULL)
		return DB_NULL;
	token_hash(a, own, hash);
	return DB_BYTES(hash, 32);
}

enum err
spotcheck_witness_pledge(struct arena *a, struct db *db, const char *draw_id, const char *token, const char *own,
    const char *name, const unsigned char pledge[32], const char **word)
{
	unsigned char hash[32];
	struct db_row r;
	enum err e;

	token_hash(a, token, hash);
	e = DB_ONE(a, db, &r, "select xz.spotcheck_pledge($1, $2, $3, $4, $5) as word", DB_TEXT(draw_id),
	    DB_BYTES(hash, 32), own_param(a, own), DB_TEXT(name), DB_BYTES(pledge, 32));
	if (e == OK)
		*word = row_text(r, "word");
	return e;
}

enum err
spotcheck_witness_reveal(struct arena *a, struct db *db, const char *draw_id, const char *token, const char *own,
    const char *name, const char *value, const char **word)
{
	unsigned char hash[32];
	struct db_row r;
	enum err e;

	token_hash(a, token, hash);
	e = DB_ONE(a, db, &r, "select xz.spotcheck_reveal($1, $2, $3, $4, $5) as word", DB_TEXT(draw_id),
	    DB_BYTES(hash, 32), own_param(a, own), DB_TEXT(name), DB_TEXT(value));
	if (e == OK)
		*word = row_text(r, "word");
	return e;
}
