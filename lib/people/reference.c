/* reference.c - see reference.h. */
#include "lib/people/reference.h"

#include "lib/db/db.h"
#include "lib/db/reference.h"
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

static const struct db_reference tables[] = {
	{ .file = "region.csv", .table = "people_region", .changes = "o.origin = 'shipped'", .column = {
		{ .name = "code", .key = true },
		{ .name = "name" },
		{ .name = "name_en" },
		{ .name = "parent", .as = DB_AS_TEXT_NULL },
		{ .name = "level" },
	} },
	{ 0 }
};

enum err
people_reference_load(struct arena *a, struct db *db, const char *folder)
{
	enum err e = db_reference_load(a, db, folder, tables);

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
