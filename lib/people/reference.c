/* reference.c - see reference.h. */
#include "lib/people/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"
#include "lib/people/words.h"

static enum err
make(struct arena *a, struct db *db, const char *username, const char *name)
{
	return DB_EXEC(a, db,
	    "with new as (insert into xz.people_principal (kind) select 'service'"
	    "  where not exists (select from xz.people_account where username = $1) returning id)"
	    " insert into xz.people_account (id, username, display_name) select id, $1, $2 from new",
	    DB_TEXT(username), DB_TEXT(name));
}

static enum err
make_services(struct arena *a, struct db *db)
{
	enum err e = make(a, db, "xz-daemon", PEOPLE_DAEMON);

	return e == OK ? make(a, db, "xz-cli", PEOPLE_CLI) : e;
}

enum err
people_reference_load(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "code", "name", "name_en", "parent", "level", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "region.csv", columns, &json);

	if (e != OK)
		return e;
	e = DB_EXEC(a, db,
	    "insert into xz.people_region as r (code, name, name_en, parent, level)"
	    " select code, name, name_en, nullif(parent, ''), level"
	    " from jsonb_to_recordset($1::jsonb) as t (code text, name text, name_en text, parent text, level text)"
	    " on conflict (code) do update set name = excluded.name, name_en = excluded.name_en,"
	    "  parent = excluded.parent, level = excluded.level"
	    " where r.origin = 'shipped' and (r.name, r.name_en, r.parent, r.level) is distinct from"
	    "  (excluded.name, excluded.name_en, excluded.parent, excluded.level)", DB_TEXT(json));
	return e == OK ? make_services(a, db) : e;
}

enum err
people_service(struct arena *a, struct db *db, const char *username, int64_t *account)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select a.id from xz.people_account a join xz.people_principal p on p.id = a.id"
	    " where a.username = $1 and p.kind = 'service'", DB_TEXT(username));

	if (e == OK)
		*account = row_i64(r, "id");
	return e;
}
