/* import_write.c - writes a batch: what is known is compared and changed, what is new
 * goes in by COPY with ids taken beforehand, one stream a table. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/code.h"
#include "lib/register/import_priv.h"
#include "lib/register/words.h"
#include "lib/sec/sec.h"

struct known {
	const char *key;	/* of import_key() */
	struct db_row row;
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct known *)a)->key, ((const struct known *)b)->key);
}

#define BETWEEN "\x1f"

const char *
import_key(struct arena *a, const struct import_row *r)
{
	return *r->code != '\0' ? r->code : arena_printf(a, "%s" BETWEEN "%s", r->name, r->address);
}

/* What is stored of a subject, key by key: `offset 0` keeps the planner from turning the join round, which it would
 * in a store just filled, that has no statistics yet. */
#define FIELDS "s.id, n.name, coalesce(d.address, '') as address, s.ent_type, s.registered_on, s.capital," \
    " s.business_scope, s.city"
#define OF_KEYS "select w.key, x.* from unnest($1::text[]) as w (key) cross join lateral (select " FIELDS
#define OF_SUBJECT " join xz.register_name n on n.subject_id = s.id and n.valid_to is null" \
    " left join xz.register_address d on d.subject_id = s.id and d.kind = 'registered' and d.valid_to is null"

static enum err
look(struct arena *a, struct db *db, const struct import_batch *b, struct known **out, size_t *n)
{
	const char **codes = ARENA_ARRAY(a, const char *, b->n), **names = ARENA_ARRAY(a, const char *, b->n);
	const struct db_rows *with, *without;
	size_t i, code_n = 0, name_n = 0;
	int k, without_n;
	enum err e;

	for (i = 0; i < b->n; i++) {
		if (*b->rows[i].code != '\0')
			codes[code_n++] = b->rows[i].code;
		else
			names[name_n++] = b->rows[i].name;
	}
	e = DB_MANY(a, db, &with, OF_KEYS " from xz.register_code c join xz.register_subject s on s.id = c.subject_id"
	    OF_SUBJECT " where c.kind = 'uscc' and c.code = w.key and c.valid_to is null offset 0) x",
	    DB_TEXTS(codes, code_n));
	without = NULL;
	if (e == OK && name_n > 0)
		e = DB_MANY(a, db, &without, OF_KEYS " from xz.register_search f"
		    " join xz.register_subject s on s.id = f.subject_id and s.origin = 'import'" OF_SUBJECT
		    " where f.name = w.key and f.code = '' offset 0) x", DB_TEXTS(names, name_n));
	if (e != OK)
		return e;
	without_n = without != NULL ? db_count(without) : 0;
	*out = ARENA_ARRAY(a, struct known, (size_t)db_count(with) + (size_t)without_n + 1);
	*n = 0;
	for (k = 0; k < db_count(with); k++)
		(*out)[(*n)++] = (struct known){ row_text(db_at(with, k), "key"), db_at(with, k) };
	for (k = 0; k < without_n; k++)
		(*out)[(*n)++] = (struct known){ arena_printf(a, "%s" BETWEEN "%s", row_text(db_at(without, k), "key"),
		    row_text(db_at(without, k), "address")), db_at(without, k) };
	qsort(*out, *n, sizeof(**out), by_key);
	return OK;
}

/* The name of a row without a code, at whatever address. */
static int
by_name(const void *key, const void *known)
{
	return strncmp(key, ((const struct known *)known)->key, strlen(key));
}

static bool
is_elsewhere(struct arena *a, const struct import_row *r, const struct known *known, size_t n)
{
	return *r->code == '\0' && n > 0 &&
	    bsearch(arena_printf(a, "%s" BETWEEN, r->name), known, n, sizeof(*known), by_name) != NULL;
}

/* An empty field of the file says nothing: what is stored stays. */
static bool
differs(const char *now, const char *then)
{
	return *now != '\0' && strcmp(now, then) != 0;
}

static bool
compare(struct arena *a, const struct import_row *r, struct db_row k, json_t *changes)
{
	bool name = differs(r->name, row_text(k, "name")), address = differs(r->address, row_text(k, "address"));
	bool plain = differs(r->ent_type, row_text(k, "ent_type")) || differs(r->capital, row_text(k, "capital")) ||
	    differs(r->scope, row_text(k, "business_scope")) || differs(r->city, row_text(k, "city")) ||
	    (r->registered_on != DAY_NONE && r->registered_on != row_day(k, "registered_on"));
	const char *folded;
	char day[DAY_TEXT_SIZE] = "";
	json_t *o;

	if (!name && !address && !plain)
		return false;
	folded = fold(a, r->name);
	if (r->registered_on != DAY_NONE)
		day_text(r->registered_on, day);
	o = json_pack("{s:I, s:b, s:b, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id",
	    (json_int_t)row_i64(k, "id"), "new_name", name, "new_address", address, "name", r->name, "folded", folded,
	    "bigrams", fold_bigrams_text(a, folded), "address", r->address, "ent_type", r->ent_type, "capital",
	    r->capital, "scope", r->scope, "city", r->city, "day", day);
	(void)json_array_append_new(changes, o);
	return true;
}

#define CHANGED "with new as (select id, new_name, new_address, name, folded, bigrams::int4[] as bigrams, address," \
    " ent_type, capital, scope, city, nullif(day, '')::date as day from jsonb_to_recordset($1::jsonb) as t" \
    " (id bigint, new_name boolean, new_address boolean, name text, folded text, bigrams text, address text," \
    " ent_type text, capital text, scope text, city text, day text))"

static enum err
change_names(struct arena *a, struct db *db, const char *json, int32_t today)
{
	enum err e = DB_EXEC(a, db, CHANGED
	    " update xz.register_name n set valid_to = $2 from new where n.subject_id = new.id and new.new_name"
	    " and n.valid_to is null", DB_TEXT(json), DB_DAY(today));

	if (e == OK)
		e = DB_EXEC(a, db, CHANGED " insert into xz.register_name (subject_id, name, valid_from)"
		    " select id, name, $2 from new where new_name", DB_TEXT(json), DB_DAY(today));
	if (e == OK)
		e = DB_EXEC(a, db, CHANGED " update xz.register_search f set name = new.name, folded = new.folded,"
		    " bigrams = new.bigrams from new where f.subject_id = new.id and new.new_name", DB_TEXT(json));
	return e;
}

static enum err
change(struct arena *a, struct db *db, const json_t *changes, int32_t today)
{
	const char *json = json_text(a, changes);
	enum err e = change_names(a, db, json, today);

	if (e == OK)
		e = DB_EXEC(a, db, CHANGED
		    " update xz.register_address d set valid_to = $2 from new where d.subject_id = new.id"
		    " and new.new_address"
		    " and d.kind = 'registered' and d.valid_to is null", DB_TEXT(json), DB_DAY(today));
	if (e == OK)
		e = DB_EXEC(a, db, CHANGED " insert into xz.register_address (subject_id, address, valid_from)"
		    " select id, address, $2 from new where new_address", DB_TEXT(json), DB_DAY(today));
	if (e == OK)
		e = DB_EXEC(a, db, CHANGED " update xz.register_subject s set"
		    " ent_type = coalesce(nullif(new.ent_type, ''), s.ent_type),"
		    " capital = coalesce(nullif(new.capital, ''), s.capital),"
		    " business_scope = coalesce(nullif(new.scope, ''), s.business_scope),"
		    " city = coalesce(nullif(new.city, ''), s.city), registered_on = coalesce(new.day,"
		    " s.registered_on), version = s.version + 1 from new where s.id = new.id", DB_TEXT(json));
	return e;
}

/* ---- new rows */

struct streams {
	struct str subject, name, code, address, search;
};

/* A field of COPY's text form. */
static void
put_text(struct str *s, const char *v)
{
	size_t n;

	for (; *v != '\0'; v += n) {
		n = strcspn(v, "\\\t\n\r");
		str_addn(s, v, n);
		if (v[n] == '\0')
			return;
		str_addc(s, '\\');
		str_addc(s, v[n] == '\t' ? 't' : v[n] == '\n' ? 'n' : v[n] == '\r' ? 'r' : '\\');
		n++;
	}
}

static const char *
kind_of(const struct import_row *r)
{
	if (strncmp(r->code, "92", 2) == 0 || strstr(r->ent_type, REGISTER_INDIVIDUAL) != NULL)
		return "individual";
	return *r->code == '\0' || strncmp(r->code, "91", 2) == 0 || strncmp(r->code, "93", 2) == 0 ||
	    strlen(r->code) != 18 ? "company" : "other";
}

static void
stream_subject(struct str *s, const struct import_row *r, const char *id, const char *ref, const char *now)
{
	char day[DAY_TEXT_SIZE] = "\\N";

	if (r->registered_on != DAY_NONE)
		day_text(r->registered_on, day);
	str_add(s, id);
	str_addc(s, '\t');
	str_add(s, ref);
	str_addc(s, '\t');
	str_add(s, kind_of(r));
	str_addc(s, '\t');
	put_text(s, r->ent_type);
	str_addc(s, '\t');
	str_add(s, day);
	str_addc(s, '\t');
	put_text(s, r->capital);
	str_addc(s, '\t');
	put_text(s, r->scope);
	str_addc(s, '\t');
	put_text(s, r->city);
	str_add(s, "\timport\t");
	str_add(s, now);
	str_addc(s, '\n');
}

static void
stream_child(struct str *s, const char *id, const char *value, const char *today)
{
	str_add(s, id);
	str_addc(s, '\t');
	put_text(s, value);
	str_addc(s, '\t');
	str_add(s, today);
	str_addc(s, '\n');
}

static void
add_row(struct arena *a, struct streams *s, const struct import_row *r, int64_t number, const char *now,
    const char *today)
{
	const char *folded = fold(a, r->name);
	unsigned char raw[16];
	char id[24], ref[33];
	enum code_fault fault;

	random_bytes(raw, sizeof(raw));
	str_hex(raw, sizeof(raw), ref);
	(void)snprintf(id, sizeof(id), "%" PRId64, number);
	stream_subject(&s->subject, r, id, ref, now);
	stream_child(&s->name, id, r->name, today);
	if (*r->address != '\0')
		stream_child(&s->address, id, r->address, today);
	if (*r->code != '\0') {
		fault = code_uscc(r->code);
		str_add(&s->code, id);
		str_addc(&s->code, '\t');
		put_text(&s->code, r->code);
		str_addc(&s->code, '\t');
		str_add(&s->code, fault == CODE_OK ? "" : code_fault_name(fault));
		str_addc(&s->code, '\t');
		str_add(&s->code, today);
		str_addc(&s->code, '\n');
	}
	str_add(&s->search, id);
	str_addc(&s->search, '\t');
	put_text(&s->search, r->name);
	str_addc(&s->search, '\t');
	put_text(&s->search, folded);
	str_addc(&s->search, '\t');
	put_text(&s->search, r->code);
	str_addc(&s->search, '\t');
	str_add(&s->search, fold_bigrams_text(a, folded));
	str_addc(&s->search, '\n');
}

static enum err
copy(struct db *db, const char *sql, const struct str *s)
{
	enum err e, end;

	if (s->len == 0)
		return OK;
	e = db_copy_begin(db, sql);
	if (e != OK)
		return e;
	e = db_copy_send(db, s->s, s->len);
	end = db_copy_end(db);
	return e == OK ? end : e;
}

static enum err
send_streams(struct db *db, const struct streams *s)
{
	enum err e = copy(db,
	    "copy xz.register_subject (id, ref, kind, ent_type, registered_on, capital, business_scope,"
	    " city, origin, created_at) from stdin", &s->subject);

	if (e == OK)
		e = copy(db, "copy xz.register_name (subject_id, name, valid_from) from stdin", &s->name);
	if (e == OK)
		e = copy(db, "copy xz.register_code (subject_id, code, fault, valid_from) from stdin", &s->code);
	if (e == OK)
		e = copy(db, "copy xz.register_address (subject_id, address, valid_from) from stdin", &s->address);
	if (e == OK)
		e = copy(db, "copy xz.register_search (subject_id, name, folded, code, bigrams)"
		    " from stdin", &s->search);
	return e;
}

static enum err
add_subjects(struct arena *a, struct db *db, const struct import_batch *b)
{
	char today[DAY_TEXT_SIZE], now_text[TIME_TEXT_SIZE];
	const struct db_rows *ids;
	struct arena *scratch = arena_child(a);
	struct streams s;
	int64_t now;
	size_t i;
	int k = 0;
	enum err e = DB_MANY(a, db, &ids, "select nextval('xz.register_subject_id_seq') as id"
	    " from generate_series(1, $1)", DB_I64(b->added));

	if (e == OK)
		e = db_now(a, db, &now);
	if (e != OK)
		return e;
	day_text(b->today, today);
	time_text(now, now_text);
	str_init(&s.subject, a);
	str_init(&s.name, a);
	str_init(&s.code, a);
	str_init(&s.address, a);
	str_init(&s.search, a);
	for (i = 0; i < b->n; i++)
		if (!b->rows[i].known && !b->rows[i].unclear)
			add_row(scratch, &s, &b->rows[i], row_i64(db_at(ids, k++), "id"), now_text, today);
	arena_free(scratch);
	return send_streams(db, &s);
}

enum err
import_write(struct arena *a, struct db *db, void *ctx)
{
	struct import_batch *b = ctx;
	struct known *known = NULL, want;
	json_t *changes;
	size_t i, n = 0;
	enum err e = b->fresh ? OK : look(a, db, b, &known, &n);

	if (e != OK)
		return e;
	b->added = b->changed = b->same = 0;
	changes = json_array();
	for (i = 0; i < b->n; i++) {
		const struct known *k;

		want.key = import_key(a, &b->rows[i]);
		k = n > 0 ? bsearch(&want, known, n, sizeof(*known), by_key) : NULL;
		b->rows[i].known = k != NULL;
		b->rows[i].unclear = k == NULL && is_elsewhere(a, &b->rows[i], known, n);
		if (b->rows[i].unclear)
			continue;
		if (k == NULL)
			b->added++;
		else if (compare(a, &b->rows[i], k->row, changes))
			b->changed++;
		else
			b->same++;
	}
	if (b->changed > 0)
		e = change(a, db, changes, b->today);
	json_decref(changes);
	return e == OK && b->added > 0 ? add_subjects(a, db, b) : e;
}
