/* register.c - see register.h. */
#include "lib/register/register.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/code.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

static const struct seal_key *key;

void
register_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	key = k->identity;
}

static const char *
opened(struct arena *a, struct db_row r, const char *col, const char *purpose)
{
	unsigned char *plain;
	const void *sealed;
	size_t n, plain_n;

	sealed = row_bytes(a, r, col, &n);
	if (sealed == NULL || key == NULL || unseal(a, key, purpose, sealed, n, &plain, &plain_n) != OK)
		return "";
	return (const char *)plain;
}

static enum err
fill(struct arena *a, struct db_row r, struct register_subject *out)
{
	*out = (struct register_subject){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .kind = row_text(r, "kind"), .natural_person = str_eq(row_text(r, "kind"), "person"),
	    .status = row_text(r, "status"), .name = row_text(r, "name"), .code = row_text(r, "code"),
	    .code_fault = row_text(r, "fault"), .address = row_text(r, "address"),
	    .ent_type = row_text(r, "ent_type"), .capital = row_text(r, "capital"),
	    .business_scope = row_text(r, "business_scope"), .city = row_text(r, "city"),
	    .representative = opened(a, r, "representative_sealed", "representative"),
	    .contact = opened(a, r, "contact_sealed", "contact"),
	    .registered_on = row_day(r, "registered_on"), .version = row_i32(r, "version") };
	return OK;
}

static enum err
load(struct arena *a, struct db *db, int64_t id, struct ref ref, struct register_subject *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select s.id, s.ref, s.kind, s.status, n.name, coalesce(c.code, '') as code,"
	    " coalesce(c.fault, '') as fault, coalesce(d.address, '') as address, s.ent_type, s.capital,"
	    " s.business_scope, s.city, s.registered_on, s.version, p.representative_sealed, p.contact_sealed"
	    " from xz.register_subject s"
	    " join xz.register_name n on n.subject_id = s.id and n.valid_to is null"
	    " left join lateral (select code, fault from xz.register_code c where c.subject_id = s.id"
	    "   and c.valid_to is null order by (c.kind = 'uscc') desc, c.id limit 1) c on true"
	    " left join lateral (select address from xz.register_address d where d.subject_id = s.id"
	    "   and d.valid_to is null order by (d.kind = 'registered') desc, d.id limit 1) d on true"
	    " left join xz.register_person p on p.subject_id = s.id"
	    " where s.id = $1 or s.ref = $2", DB_ID(id), DB_REF_OR_NULL(ref));

	return e == OK ? fill(a, r, out) : e;
}

enum err
register_get(struct arena *a, struct db *db, struct ref ref, struct register_subject *out)
{
	return load(a, db, 0, ref, out);
}

enum err
register_get_id(struct arena *a, struct db *db, int64_t id, struct register_subject *out)
{
	return load(a, db, id, (struct ref){ { 0 } }, out);
}

static struct db_param
sealed(struct arena *a, const char *purpose, const char *value)
{
	unsigned char *out;
	size_t n;

	if (str_empty(value) || key == NULL)
		return DB_NULL;
	seal(a, key, purpose, value, strlen(value), &out, &n);
	return DB_BYTES(out, n);
}

static enum err
add_person(struct arena *a, struct db *db, const struct register_new *n, int64_t id)
{
	bool person = str_eq(n->kind, "person");
	unsigned char *lookup = arena_alloc(a, 32);
	struct db_param number = DB_NULL, found = DB_NULL;

	if (person && !str_empty(n->code)) {
		if (key == NULL)
			return err_set(ERR_IO, "no key to seal a citizen's number");
		seal_lookup(key, "citizen", n->code, lookup);
		found = DB_BYTES(lookup, 32);
		number = sealed(a, "citizen", n->code);
	}
	return DB_EXEC(a, db,
	    "insert into xz.register_person (subject_id, number_sealed, number_lookup, contact_sealed,"
	    " representative_sealed) values ($1, $2, $3, $4, $5)",
	    DB_I64(id), number, found, sealed(a, "contact", n->contact),
	    sealed(a, "representative", n->representative));
}

/* The subject that has the code now, 0 if none. */
static enum err
holder(struct arena *a, struct db *db, const struct register_new *n, int64_t *id)
{
	unsigned char lookup[32] = { 0 };
	struct db_row r;
	enum err e;

	if (str_eq(n->kind, "person") && key != NULL)
		seal_lookup(key, "citizen", n->code, lookup);
	e = DB_ONE(a, db, &r,
	    "select coalesce((select subject_id from xz.register_code where kind = 'uscc' and code = $1"
	    " and valid_to is null), (select subject_id from xz.register_person where number_lookup = $2), 0) as id",
	    DB_TEXT(n->code), DB_BYTES(lookup, 32));
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
register_add(struct arena *a, struct db *db, const struct register_new *n, int64_t *id)
{
	bool person = str_eq(n->kind, "person"), coded = !person && !str_empty(n->code);
	const char *folded = fold(a, n->name);
	int64_t found = 0;
	struct db_row r;
	enum err e = OK;

	if (!str_empty(n->code))
		e = holder(a, db, n, &found);
	if (e == OK && found != 0) {
		*id = found;
		return err_set(ERR_CONFLICT, "the code is in the register already");
	}
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "insert into xz.register_subject (kind, origin, business_scope) values ($1, $2, $3) returning id",
		    DB_TEXT(n->kind), DB_TEXT(n->origin), DB_TEXT(n->business_scope != NULL ? n->business_scope : ""));
	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	e = DB_EXEC(a, db, "insert into xz.register_name (subject_id, name) values ($1, $2)", DB_I64(*id),
	    DB_TEXT(n->name));
	if (e == OK && coded)
		e = DB_EXEC(a, db, "insert into xz.register_code (subject_id, code, fault) values ($1, $2, $3)",
		    DB_I64(*id), DB_TEXT(n->code), DB_TEXT(code_uscc(n->code) == CODE_OK ? "" :
		    code_fault_name(code_uscc(n->code))));
	if (e == OK && !str_empty(n->address))
		e = DB_EXEC(a, db, "insert into xz.register_address (subject_id, address) values ($1, $2)",
		    DB_I64(*id), DB_TEXT(n->address));
	if (e == OK)
		e = add_person(a, db, n, *id);
	if (e == OK)
		e = DB_EXEC(a, db,
		    "insert into xz.register_search (subject_id, name, folded, code, bigrams)"
		    " values ($1, $2, $3, $4, $5::int4[])", DB_I64(*id), DB_TEXT(n->name), DB_TEXT(folded),
		    DB_TEXT(coded ? n->code : ""), DB_TEXT(fold_bigrams_text(a, folded)));
	return e;
}
