/* link.c - links as the desk keeps them; see link.h. */
#include "lib/exchange/link.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"
#include "lib/db/reference.h"

static const struct db_reference tables[] = {
	/* what is shipped should be linked; once somebody registered it, it is theirs */
	{ .file = "link.csv", .table = "exchange_link", .changes = "o.state = 'planned' and o.version = 1", .column = {
		{ .name = "code", .key = true },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "kind" },
		{ .name = "direction" },
		{ .name = "network" },
		{ .name = "way" },
	} },
	{ 0 }
};

enum err
exchange_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}

#define SEEN \
	" left join lateral (select max(x.at) as at from (" \
	"  (select c.at from xz.exchange_call c where c.link_id = l.id and c.status < 400 order by c.at desc limit 1)" \
	"  union all (select d.ended_at from xz.exchange_delivery d where d.link_id = l.id and d.state = 'sent'" \
	"   order by d.ended_at desc limit 1)) x) s on true"

enum err
exchange_link_list(struct arena *a, struct db *db, struct ref after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select l.ref, l.code, l.name_zh, l.name_en, l.kind, g.short_name as agency_zh,"
	    " coalesce(nullif(g.name_en, ''), g.short_name) as agency_en, l.owner, l.direction, l.network, l.way,"
	    " s.at as last_at, xz.exchange_standing(l, s.at) as standing, q.queue, q.oldest_at, d.dead, b.bad,"
	    " k.key_days"
	    " from xz.exchange_link l left join xz.people_agency g on g.id = l.agency_id" SEEN
	    " cross join lateral (select count(*) as queue, min(w.made_at) as oldest_at from (select e.made_at"
	    "  from xz.exchange_delivery e where e.link_id = l.id and e.state = 'waiting' order by e.pos limit 100"
	    "  ) w) q"
	    " cross join lateral (select count(*) as dead from (select from xz.exchange_delivery e"
	    "  where e.link_id = l.id and e.state = 'dead' limit 100) w) d"
	    " cross join lateral (select count(*) as bad from (select from xz.exchange_call c where c.link_id = l.id"
	    "  and c.status >= 400 and c.at > clock_timestamp() - interval '1 day' limit 1000) w) b" /* real time */
	    " cross join lateral (select max(y.until_day) - xz.today() as key_days from xz.exchange_key y"
	    "  where y.link_id = l.id and y.ended_at is null) k"
	    " where $1::uuid is null or (l.state = 'planned', l.code) >"
	    "  (select z.state = 'planned', z.code from xz.exchange_link z where z.ref = $1)"
	    " order by l.state = 'planned', l.code limit $2::int", DB_REF_OR_NULL(after), DB_I64(limit));
}

enum err
exchange_link_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select l.id, l.ref, l.code, l.name_zh, l.name_en, l.kind, g.code as agency_code,"
	    " g.short_name as agency_zh,"
	    " coalesce(nullif(g.name_en, ''), g.short_name) as agency_en, l.owner, l.direction, l.network, l.way,"
	    " l.basis, l.rhythm_hours, l.rate, l.hook_url, l.hook_inside, l.state, l.on_since, l.confirmed_at,"
	    " l.confirmed_text, l.version, s.at as last_at,"
	    " xz.exchange_standing(l, s.at) as standing"
	    " from xz.exchange_link l left join xz.people_agency g on g.id = l.agency_id" SEEN
	    " where l.ref = $1", DB_REF(ref));
}

enum err
exchange_link_add(struct arena *a, struct db *db, const struct exchange_link_new *n)
{
	return DB_EXEC(a, db,
	    "insert into xz.exchange_link (code, name_zh, name_en, kind, agency_id, owner, direction, network, way,"
	    " basis, rhythm_hours, rate, hook_url, hook_inside, version)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::int, $12::int, $13, $14, 2)", DB_TEXT(n->code),
	    DB_TEXT(n->name_zh), DB_TEXT(n->name_en), DB_TEXT(n->kind), DB_ID(n->agency), DB_TEXT(n->owner),
	    DB_TEXT(n->direction), DB_TEXT(n->network), DB_TEXT(n->way), DB_TEXT(n->basis), DB_I64(n->rhythm_hours),
	    DB_I64(n->rate), DB_TEXT(n->hook_url), DB_BOOL(n->hook_inside));
}

static enum err
one_changed(enum err e, int64_t n)
{
	return e == OK && n == 0 ? err_set(ERR_CONFLICT, "somebody changed it first") : e;
}

enum err
exchange_link_change(struct arena *a, struct db *db, int64_t id, int32_t version, const struct exchange_link_new *n)
{
	int64_t done;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.exchange_link set name_zh = $3, name_en = $4, kind = $5, agency_id = $6, owner = $7,"
	    " direction = $8, network = $9, way = $10, basis = $11, rhythm_hours = $12::int, rate = $13::int,"
	    " hook_url = $14, hook_inside = $15, version = version + 1 where id = $1 and version = $2::int",
	    DB_I64(id), DB_I64(version), DB_TEXT(n->name_zh), DB_TEXT(n->name_en), DB_TEXT(n->kind), DB_ID(n->agency),
	    DB_TEXT(n->owner), DB_TEXT(n->direction), DB_TEXT(n->network), DB_TEXT(n->way), DB_TEXT(n->basis),
	    DB_I64(n->rhythm_hours), DB_I64(n->rate), DB_TEXT(n->hook_url), DB_BOOL(n->hook_inside));

	return one_changed(e, done);
}

enum err
exchange_link_switch(struct arena *a, struct db *db, int64_t id, int32_t version, const char *state)
{
	int64_t done;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select principal_id from xz.exchange_link where id = $1", DB_I64(id));

	/* what a system does is in its own name */
	if (e == OK && !row_has(r, "principal_id"))
		e = DB_ONE(a, db, &r, "insert into xz.people_principal (kind) values ('system')"
		    " returning id as principal_id");
	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done, "update xz.exchange_link set state = $3, principal_id = $4, paused_at = null,"
	    " on_since = case when $3 = 'on' then clock_timestamp() else on_since end," /* real time */
	    " version = version + 1"
	    " where id = $1 and version = $2::int", DB_I64(id), DB_I64(version), DB_TEXT(state),
	    DB_I64(row_i64(r, "principal_id")));
	return one_changed(e, done);
}

enum err
exchange_link_confirm(struct arena *a, struct db *db, int64_t id, int32_t version, const char *text)
{
	int64_t done;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.exchange_link set confirmed_at = clock_timestamp(), confirmed_text = $3," /* real time */
	    " version = version + 1"
	    " where id = $1 and version = $2::int", DB_I64(id), DB_I64(version), DB_TEXT(text));

	return one_changed(e, done);
}

/* ---- how it does */

enum err
exchange_errors(struct arena *a, struct db *db, int64_t link, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select c.error, count(*) as n from xz.exchange_call c where c.link_id = $1"
	    " and c.status >= 400 and c.at > clock_timestamp() - interval '1 day'" /* real time */
	    " group by c.error order by n desc, c.error", DB_I64(link));
}

enum err
exchange_dead_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select pos, kind, subject_kind, made_at, attempts, status, error"
	    " from xz.exchange_delivery where link_id = $1 and state = 'dead' order by pos limit 100", DB_I64(link));
}

static enum err
one_dead(enum err e, int64_t n)
{
	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "it is not dead") : e;
}

enum err
exchange_dead_again(struct arena *a, struct db *db, int64_t link, int64_t pos)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.exchange_delivery set state = 'waiting', attempts = 0,"
	    " next_at = clock_timestamp() where link_id = $1 and state = 'dead' and pos = $2", /* real time */
	    DB_I64(link), DB_I64(pos));

	return one_dead(e, n);
}

enum err
exchange_dead_give_up(struct arena *a, struct db *db, int64_t link, int64_t pos, const char *reason)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.exchange_delivery set state = 'given_up', reason = $3,"
	    " ended_at = clock_timestamp() where link_id = $1 and state = 'dead' and pos = $2", /* real time */
	    DB_I64(link), DB_I64(pos), DB_TEXT(reason));

	return one_dead(e, n);
}

enum err
exchange_parked_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select foreign_id, route, received_at, reason from xz.exchange_inbox"
	    " where link_id = $1 and state = 'parked' order by id limit 100", DB_I64(link));
}
