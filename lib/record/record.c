/* record.c - see record.h. */
#include "lib/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/record/words.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define LINE_MAX_BYTES 65536

#define SIDES_GROW 8

struct record_sides {
	struct arena *arena;
	const char **ref, **salt, **sealed;	/* hex */
	size_t n;
};

static const struct seal_key *side_key;

void
record_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	side_key = k->identity;
}

static int
year_of(int64_t us)
{
	int y, m, d;

	day_parts(time_day(us), &y, &m, &d);
	return y;
}

enum err
record_chain_open(struct arena *a, struct db *db, struct ref ref, const char *subject_kind,
    int64_t now_us, int64_t *chain_id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.record_chain (ref, y, subject_kind) values ($1, $2, $3) returning id",
	    DB_REF(ref), DB_I64(year_of(now_us)), DB_TEXT(subject_kind));

	if (e == OK)
		*chain_id = row_i64(r, "id");
	return e;
}

char *
record_line(struct arena *a, struct ref chain, int seq, const struct record_entry *in)
{
	char chain_text[REF_TEXT_SIZE], actor[REF_TEXT_SIZE], occurred[TIME_TEXT_SIZE],
	    recorded[TIME_TEXT_SIZE], hex[65], *payload;
	struct str s;
	int i;

	ref_text(chain, chain_text);
	ref_text(in->actor, actor);
	time_text(in->occurred_at, occurred);
	time_text(in->recorded_at, recorded);
	payload = json_dumps(in->payload, JSON_COMPACT);
	if (payload == NULL)
		abort();
	str_init(&s, a);
	str_printf(&s, "{\"v\":1,\"chain\":\"%s\",\"seq\":%d,\"occurred\":\"%s\",\"recorded\":\"%s\","
	    "\"actor\":\"%s\",\"kind\":\"%s\",\"payload\":", chain_text, seq, occurred, recorded, actor,
	    in->kind);
	str_add(&s, payload);
	str_add(&s, ",\"evidence\":[");
	for (i = 0; i < in->evidence_n; i++) {
		str_hex(in->evidence[i], 32, hex);
		str_printf(&s, "%s\"%s\"", i > 0 ? "," : "", hex);
	}
	str_add(&s, "]}");
	free(payload);
	return s.s;
}

void
record_digest(const unsigned char previous[32], const char *line, unsigned char out[32])
{
	struct arena *a = arena_new("digest");
	struct digest *d = digest_new(a, DIGEST_SHA256);

	digest_add(d, previous, 32);
	digest_add(d, line, strlen(line));
	digest_end(d, out);
	arena_free(a);
}

/* A step, and two events: the log's own kind `record`, whose digest says nothing until the
 * salt is shown, and the act's kind for everybody else who follows. */
static enum err
put_step(struct arena *a, struct db *db, const struct record_entry *in, struct db_row chain, int seq, const char *line,
    const unsigned char digest[32])
{
	unsigned char hidden[32], salt[16];
	struct digest *d = digest_new(a, DIGEST_SHA256);
	char hex[65];

	random_bytes(salt, sizeof(salt));
	digest_add(d, salt, 16);
	digest_add(d, digest, 32);
	digest_end(d, hidden);
	str_hex(hidden, 32, hex);
	return DB_EXEC(a, db,
	    "with step as (insert into xz.record_step (y, chain_id, seq, line, digest, salt, kind, actor, occurred_at,"
	    " recorded_at) values ($13, $14, $11::int, $15, $16, $17, $8, $5, $18, $6)),"
	    " made as (insert into xz.event (y, kind, subject_kind, subject_ref, agency_id, unit_id,"
	    " actor, at, occurred_at, fen, payload) values"
	    " ($1, 'record', 'chain', $2, $3, $4, $5, $6, null, null, jsonb_build_object('digest', $7::text)),"
	    " ($1, $8, $12, $9, $3, $4, $5, $6, $18, $10,"
	    "  jsonb_strip_nulls(jsonb_build_object('seq', $11::int, 'state', $19::text, 'about', $20::uuid)))"
	    " returning y, id)"
	    " insert into xz.event_pending (y, id) select y, id from made",
	    DB_I64(year_of(in->recorded_at)), DB_REF(row_ref(chain, "ref")), DB_ID(in->agency), DB_ID(in->unit),
	    DB_REF(in->actor), DB_TIME(in->recorded_at), DB_TEXT(hex), DB_TEXT(in->kind), DB_REF(in->subject_ref),
	    DB_ID(in->fen), DB_I64(seq), DB_TEXT(in->subject_kind),
	    DB_I64(row_i64(chain, "y")), DB_I64(in->chain_id), DB_BYTES(line, strlen(line)), DB_BYTES(digest, 32),
	    DB_BYTES(salt, 16), DB_TIME(in->occurred_at), DB_TEXT(in->state), DB_REF_OR_NULL(in->about));
}

enum err
record_append(struct arena *a, struct db *db, const struct record_entry *in, int *seq_out)
{
	struct record_entry entry = *in;
	unsigned char digest[32];
	const unsigned char *previous;
	struct db_row r;
	char *line;
	size_t n;
	int seq;
	enum err e = DB_ONE(a, db, &r,
	    "select ref, y, seq, digest, recorded_at from xz.record_chain where id = $1 for update",
	    DB_I64(in->chain_id));

	if (e != OK)
		return e;
	entry.occurred_at -= entry.occurred_at % SECOND_US;
	entry.recorded_at -= entry.recorded_at % SECOND_US;
	if (row_i32(r, "seq") > 0 && entry.recorded_at < row_time(r, "recorded_at"))
		return err_set(ERR_STATE, "recorded before the chain's last step");
	seq = row_i32(r, "seq") + 1;
	previous = row_bytes(a, r, "digest", &n);
	line = record_line(a, row_ref(r, "ref"), seq, &entry);
	if (strlen(line) > LINE_MAX_BYTES)
		return err_set(ERR_LIMIT, "record line of %zu bytes", strlen(line));
	record_digest(previous, line, digest);
	e = put_step(a, db, &entry, r, seq, line, digest);
	if (e == OK && seq_out != NULL)
		*seq_out = seq;
	return e;
}

enum err
record_event(struct arena *a, struct db *db, const struct record_event_new *ev)
{
	return DB_EXEC(a, db,
	    "with made as (insert into xz.event (y, kind, subject_kind, subject_ref, agency_id, unit_id, actor, at,"
	    " payload) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb) returning y, id)"
	    " insert into xz.event_pending (y, id) select y, id from made",
	    DB_I64(year_of(ev->at)), DB_TEXT(ev->kind), DB_TEXT(ev->subject_kind), DB_REF(ev->subject_ref),
	    DB_ID(ev->agency), DB_ID(ev->unit), DB_REF(ev->actor), DB_TIME(ev->at), DB_TEXT(ev->payload));
}

struct record_sides *
record_sides_new(struct arena *a)
{
	struct record_sides *s = ARENA_NEW(a, struct record_sides);

	s->arena = a;
	return s;
}

static const char *
hex_of(struct arena *a, const void *bytes, size_t n)
{
	char *hex = arena_alloc(a, 2 * n + 1);

	str_hex(bytes, n, hex);
	return hex;
}

static void
keep_side(struct record_sides *s, struct ref ref, const unsigned char salt[16], const unsigned char *sealed, size_t n)
{
	if (s->n % SIDES_GROW == 0) {
		s->ref = arena_regrow(s->arena, s->ref, s->n + SIDES_GROW, sizeof(*s->ref));
		s->salt = arena_regrow(s->arena, s->salt, s->n + SIDES_GROW, sizeof(*s->salt));
		s->sealed = arena_regrow(s->arena, s->sealed, s->n + SIDES_GROW, sizeof(*s->sealed));
	}
	s->ref[s->n] = hex_of(s->arena, ref.b, sizeof(ref.b));
	s->salt[s->n] = hex_of(s->arena, salt, 16);
	s->sealed[s->n] = hex_of(s->arena, sealed, n);
	s->n++;
}

enum err
record_sides_add(struct record_sides *s, const char *value, json_t **out)
{
	unsigned char salt[16], hash[32], *sealed;
	struct digest *d;
	struct ref ref = ref_random();
	char text[REF_TEXT_SIZE], hex[65];
	size_t n;

	if (value == NULL) {
		*out = json_null();
		return OK;
	}
	if (side_key == NULL)
		return err_set(ERR_IO, "no key to seal side values");
	random_bytes(salt, sizeof(salt));
	d = digest_new(s->arena, DIGEST_SHA256);
	digest_add(d, salt, sizeof(salt));
	digest_add(d, value, strlen(value));
	digest_end(d, hash);
	seal(s->arena, side_key, "side", value, strlen(value), &sealed, &n);
	keep_side(s, ref, salt, sealed, n);
	ref_text(ref, text);
	str_hex(hash, 32, hex);
	*out = json_pack("{s:s,s:s}", "ref", text, "sha256", hex);
	return OK;
}

enum err
record_sides_put(struct record_sides *s, struct db *db, int64_t chain_id)
{
	if (s->n == 0)
		return OK;
	return DB_EXEC(s->arena, db,
	    "insert into xz.record_side (ref, chain_id, salt, sealed)"
	    " select x.ref, $1, decode(x.salt, 'hex'), decode(x.sealed, 'hex')"
	    " from unnest($2::uuid[], $3::text[], $4::text[]) as x (ref, salt, sealed)", DB_I64(chain_id),
	    DB_TEXTS(s->ref, s->n), DB_TEXTS(s->salt, s->n), DB_TEXTS(s->sealed, s->n));
}

enum err
record_side(struct arena *a, struct db *db, int64_t chain_id, const char *value, json_t **out)
{
	struct record_sides *s = record_sides_new(a);
	enum err e = record_sides_add(s, value, out);

	return e == OK ? record_sides_put(s, db, chain_id) : e;
}

static enum err
open_sealed(struct arena *a, struct db_row r, const char **out)
{
	const void *sealed;
	unsigned char *plain;
	size_t n, plain_n;
	enum err e;

	*out = NULL;
	sealed = row_bytes(a, r, "sealed", &n);
	if (sealed == NULL)
		return OK;
	if (side_key == NULL)
		return err_set(ERR_IO, "no key to open side values");
	e = unseal(a, side_key, "side", sealed, n, &plain, &plain_n);
	if (e == OK)
		*out = (const char *)plain;
	return e;
}

enum err
record_side_open(struct arena *a, struct db *db, struct ref ref, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select sealed from xz.record_side where ref = $1", DB_REF(ref));

	return e == OK ? open_sealed(a, r, out) : e;
}

enum err
record_sides_open(struct arena *a, struct db *db, const struct ref *refs, size_t n, const char **out)
{
	const char **hex = ARENA_ARRAY(a, const char *, n + 1);
	const struct db_rows *rows;
	enum err e;
	size_t i;
	int k;

	for (i = 0; i < n; i++) {
		char *s = arena_alloc(a, 33);

		str_hex(refs[i].b, 16, s);
		hex[i] = s;
		out[i] = NULL;
	}
	if (n == 0)
		return OK;
	e = DB_MANY(a, db, &rows, "select w.n, s.sealed from unnest($1::uuid[]) with ordinality as w (ref, n)"
	    " join xz.record_side s on s.ref = w.ref", DB_TEXTS(hex, n));
	for (k = 0; e == OK && k < db_count(rows); k++)
		e = open_sealed(a, db_at(rows, k), &out[row_i64(db_at(rows, k), "n") - 1]);
	return e;
}

enum err
record_number_next(struct arena *a, struct db *db, int64_t agency_id, const char *series,
    const char *word, int year, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "with s as (insert into xz.record_series as s (agency_id, kind, year, last) values ($1, $2, $3, 1)"
	    " on conflict (agency_id, kind, year) do update set last = s.last + 1 returning last)"
	    " insert into xz.record_number (agency_id, kind, year, n, text)"
	    " select $1, $2, $3, s.last, " RECORD_NUMBER " from s returning text",
	    DB_I64(agency_id), DB_TEXT(series), DB_I64(year), DB_TEXT(word));

	if (e == OK)
		*out = row_text(r, "text");
	return e;
}
