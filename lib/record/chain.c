/* chain.c - a chain and its side values as whoever hands the record on needs them; see record.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/record/record.h"

static void
copy(struct arena *a, struct db_row r, const char *col, unsigned char *out, size_t size)
{
	size_t n;
	const void *bytes = row_bytes(a, r, col, &n);

	memcpy(out, bytes, n < size ? n : size);
}

enum err
record_story(struct arena *a, struct db *db, int64_t chain_id, bool newest_first, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select s.kind, s.recorded_at as at, coalesce(c.display_name, '') as name"
	    " from xz.record_chain h join xz.record_step s on s.y = h.y and s.chain_id = h.id"
	    " left join xz.people_principal p on p.ref = s.actor"
	    " left join xz.people_account c on c.id = p.id where h.id = $1"
	    " order by case when $2 then -s.seq else s.seq end limit case when $2 then 60 end",
	    DB_I64(chain_id), DB_BOOL(newest_first));
}

enum err
record_steps(struct arena *a, struct db *db, int64_t chain_id, struct ref *chain, struct record_step **out, size_t *n)
{
	const struct db_rows *rows;
	const char *line;
	size_t len;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select c.ref, s.seq, s.kind, s.line, s.digest, s.salt from xz.record_chain c"
	    " join xz.record_step s on s.chain_id = c.id and s.y = c.y where c.id = $1 order by s.seq",
	    DB_I64(chain_id));

	if (e == OK && db_count(rows) == 0)
		e = err_set(ERR_NOT_FOUND, "a chain without steps");
	if (e != OK)
		return e;
	*chain = row_ref(db_at(rows, 0), "ref");
	*n = (size_t)db_count(rows);
	*out = ARENA_ARRAY(a, struct record_step, *n);
	for (i = 0; i < (int)*n; i++) {
		struct db_row r = db_at(rows, i);
		struct record_step *s = &(*out)[i];

		s->seq = row_i32(r, "seq");
		s->kind = row_text(r, "kind");
		line = row_bytes(a, r, "line", &len);
		s->line = arena_strndup(a, line, len);
		copy(a, r, "digest", s->digest, sizeof(s->digest));
		copy(a, r, "salt", s->salt, sizeof(s->salt));
	}
	return OK;
}

enum err
record_sides_salted(struct arena *a, struct db *db, struct record_side_value *out, size_t n)
{
	struct ref *refs = ARENA_ARRAY(a, struct ref, n + 1);
	const char **hex = ARENA_ARRAY(a, const char *, n + 1), **text = ARENA_ARRAY(a, const char *, n + 1);
	const struct db_rows *rows;
	enum err e;
	size_t i;
	int k;

	for (i = 0; i < n; i++) {
		char *s = arena_alloc(a, 33);

		refs[i] = out[i].ref;
		str_hex(refs[i].b, 16, s);
		hex[i] = s;
	}
	e = record_sides_open(a, db, refs, n, text);
	if (e == OK)
		e = DB_MANY(a, db, &rows, "select w.n, s.salt from unnest($1::uuid[]) with ordinality as w (ref, n)"
		    " join xz.record_side s on s.ref = w.ref", DB_TEXTS(hex, n));
	for (i = 0; e == OK && i < n; i++)
		out[i].value = text[i];
	for (k = 0; e == OK && k < db_count(rows); k++)
		copy(a, db_at(rows, k), "salt", out[row_i64(db_at(rows, k), "n") - 1].salt, 16);
	return e;
}
