/* draws.h - draws for tests: announced over a few objects and the officers there are, by the pure functions of the
 * files; played on by those of the ceremony. */
#ifndef TESTS_DB_DRAWS_H
#define TESTS_DB_DRAWS_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/people/people.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/secret.h"
#include "lib/tlog/tlog.h"

struct draws_new {
	const char *draw_id, *title, *contributions, *beacon;
	bool pledges, after_visits;
	int64_t reveal_in, publish_in;	/* us from now */
	int objects, quota;		/* of each of two strata A and B */
	int officers;			/* at most; 0: all of two agencies */
	int team;			/* 0: 2 */
	int made_up;			/* so many more of B, that are in the file only */
	bool bar_all;			/* every officer is recused from every object */
	int64_t agency, by;
};

static inline enum err
draws_one(struct arena *a, struct db *db, const char *sql, struct db_row *r, const struct db_param *p, size_t n)
{
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	return db_one(a, db, st, r, p, n);
}
static inline enum err
draws_many(struct arena *a, struct db *db, const char *sql, const struct db_rows **rows,
    const struct db_param *p, size_t n)
{
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	return db_many(a, db, st, rows, p, n);
}
#define DRAWS_ONE(a, db, r, sql, ...) draws_one(a, db, sql, r, DB_PARAMS_(__VA_ARGS__))
#define DRAWS_MANY(a, db, rows, sql, ...) draws_many(a, db, sql, rows, DB_PARAMS_(__VA_ARGS__))

/* Object-ids of the library, made from the register's companies when they are not there yet. */
static inline enum err
draws_objects(struct arena *a, struct db *db, int64_t by, int n, const struct db_rows **out)
{
	struct db_row r;
	enum err e = DRAWS_ONE(a, db, &r,
	    "with made as (insert into xz.spotcheck_object (subject_id, kind, object_id, name, added_by)"
	    " select s.id, 'firm', coalesce(c.code, s.ref::text), n.name, $1 from xz.register_subject s"
	    " join xz.register_name n on n.subject_id = s.id and n.valid_to is null"
	    " left join xz.register_code c on c.subject_id = s.id and c.valid_to is null and c.kind = 'uscc'"
	    " where s.kind = 'company' on conflict do nothing returning 1) select count(*) as n from made", DB_I64(by));

	return e == OK ? DRAWS_MANY(a, db, out,
	    "select id, object_id, subject_id from xz.spotcheck_object where kind = 'firm'"
	    " order by object_id collate \"C\" limit $1", DB_I64(n)) : e;
}

struct draws_making {
	struct draws_new n;
	const struct db_rows *objects, *officers;
	int64_t now, id;
};

static inline enum err
draws_store(struct arena *a, struct db *db, struct draws_making *x)
{
	struct draw_stratum_row strata[2] = { { .key = "A", .name = "信用风险低", .quota = x->n.quota },
	    { .key = "B", .name = "信用风险高", .quota = x->n.quota } };
	struct draw_announcement ann = { .draw_id = x->n.draw_id, .title = x->n.title, .agency = "衡阳市市场监督管理局",
	    .announced_at = x->now, .reveal_by = x->now + x->n.reveal_in, .publish_by = x->now + x->n.publish_in,
	    .stratum = strata, .stratum_n = 2, .team_size = x->n.team > 0 ? x->n.team : 2,
	    .after_visits = x->n.after_visits, .contributions = x->n.contributions, .pledges = x->n.pledges,
	    .beacon = x->n.beacon };
	unsigned char secret[32], *sealed, sha[32];
	char hex[65];
	struct str file[3];
	const char *names[3] = { "objects.tsv", "officers.tsv", "avoid.tsv" }, *json;
	struct db_row r;
	size_t sealed_n;
	int i, k, half = db_count(x->objects) / 2;
	enum err e;

	for (i = 0; i < 3; i++)
		str_init(&file[i], a);
	for (i = 0; i < db_count(x->objects); i++) {
		draw_object_line(&file[0], i < half ? "A" : "B", row_text(db_at(x->objects, i), "object_id"));
		strata[i < half ? 0 : 1].pool++;
	}
	for (i = 0; i < x->n.made_up; i++)
		draw_object_line(&file[0], "B", arena_printf(a, "Z%07d", i));
	strata[1].pool += x->n.made_up;
	for (i = 0; i < db_count(x->officers); i++)
		draw_officer_line(&file[1], row_text(db_at(x->officers, i), "no"),
		    row_text(db_at(x->officers, i), "unit"));
	for (i = 0; x->n.bar_all && i < db_count(x->objects); i++)
		for (k = 0; k < db_count(x->officers); k++)
			draw_avoid_line(&file[2], row_text(db_at(x->objects, i), "object_id"),
			    row_text(db_at(x->officers, k), "no"));
	random_bytes(secret, sizeof(secret));
	draw_commitment(secret, ann.commitment);
	sha256(file[0].s, file[0].len, ann.objects);
	sha256(file[1].s, file[1].len, ann.officers);
	sha256(file[2].s, file[2].len, ann.avoid);
	json = draw_announcement_json(a, &ann);
	e = spotcheck_secret_seal(a, x->n.draw_id, secret, &sealed, &sealed_n);
	if (e == OK)
		e = DRAWS_ONE(a, db, &r,
		    "insert into xz.spotcheck_task (draw_id, agency_id, title, state, team_size, contributions,"
		    " pledges, beacon, publication, reveal_by, publish_by, announced_at, commitment,"
		    " secret_sealed, created_by)"
		    " values ($1, $2, $3, 'announced', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id",
		    DB_TEXT(x->n.draw_id), DB_I64(x->n.agency), DB_TEXT(x->n.title), DB_I64(ann.team_size),
		    DB_TEXT(x->n.contributions), DB_BOOL(x->n.pledges), DB_TEXT(x->n.beacon),
		    DB_TEXT(x->n.after_visits ? "after-visits" : "at-draw"), DB_TIME(ann.reveal_by),
		    DB_TIME(x->n.after_visits ? ann.publish_by : TIME_NONE), DB_TIME(x->now),
		    DB_BYTES(ann.commitment, 32), DB_BYTES(sealed, sealed_n), DB_I64(x->n.by));
	if (e != OK)
		return e;
	x->id = row_i64(r, "id");
	for (i = 0; e == OK && i < 2; i++)
		e = DRAWS_ONE(a, db, &r,
		    "insert into xz.spotcheck_stratum values ($1, $2, $3, $4, $5) returning 1", DB_I64(x->id),
		    DB_TEXT(strata[i].key), DB_TEXT(strata[i].name), DB_I64(strata[i].pool), DB_I64(strata[i].quota));
	for (i = 0; e == OK && i < db_count(x->objects); i++)
		e = DRAWS_ONE(a, db, &r,
		    "insert into xz.spotcheck_pool values ($1, $2, $3, $4, $5) returning 1", DB_I64(x->id),
		    DB_TEXT(row_text(db_at(x->objects, i), "object_id")), DB_TEXT(i < half ? "A" : "B"),
		    DB_I64(row_i64(db_at(x->objects, i), "subject_id")), DB_I64(row_i64(db_at(x->objects, i), "id")));
	for (i = 0; e == OK && i < db_count(x->officers); i++)
		e = DRAWS_ONE(a, db, &r,
		    "insert into xz.spotcheck_team_pool values ($1, $2, $3, $4) returning 1", DB_I64(x->id),
		    DB_TEXT(row_text(db_at(x->officers, i), "no")), DB_TEXT(row_text(db_at(x->officers, i), "unit")),
		    DB_I64(row_i64(db_at(x->officers, i), "officer_id")));
	for (i = 0; e == OK && x->n.bar_all && i < db_count(x->objects); i++)
		e = DRAWS_ONE(a, db, &r,
		    "with m as (insert into xz.spotcheck_avoid select $1, $2, certificate_no, 'other' from"
		    " xz.spotcheck_team_pool where task_id = $1 returning 1) select count(*) as n from m",
		    DB_I64(x->id), DB_TEXT(row_text(db_at(x->objects, i), "object_id")));
	for (i = 0; e == OK && i < 3; i++) {
		sha256(file[i].s, file[i].len, sha);
		e = DRAWS_ONE(a, db, &r, "insert into xz.spotcheck_file (task_id, name, body, sha256, public_at)"
		    " values ($1, $2, $3, $4, $5) returning 1", DB_I64(x->id), DB_TEXT(names[i]),
		    DB_BYTES(file[i].s, file[i].len), DB_BYTES(sha, 32), DB_TIME(i < 2 ? x->now : TIME_NONE));
	}
	sha256(json, strlen(json), sha);
	if (e == OK)
		e = DRAWS_ONE(a, db, &r, "insert into xz.spotcheck_file (task_id, name, body, sha256, public_at)"
		    " values ($1, 'announcement.json', $2, $3, $4) returning (select ref from xz.spotcheck_task"
		    " where id = $1) as ref, (select p.ref from xz.people_principal p where p.id = $5) as by",
		    DB_I64(x->id), DB_BYTES(json, strlen(json)), DB_BYTES(sha, 32), DB_TIME(x->now), DB_I64(x->n.by));
	if (e != OK)
		return e;
	str_hex(sha, 32, hex);
	return tlog_event(a, db, &(struct tlog_event){ .kind = "draw.announced", .id = x->n.draw_id, .digest = hex,
	    .subject_kind = "draw", .subject_ref = row_ref(r, "ref"), .actor = row_ref(r, "by"), .agency = x->n.agency,
	    .at = x->now });
}

static inline enum err
draws_fn(struct arena *a, struct db *db, void *ctx)
{
	struct draws_making *x = ctx;
	struct db_row r;
	enum err e = DRAWS_ONE(a, db, &r,
	    "select xz.now() as now, coalesce($1::bigint, (select id from xz.people_agency where code = 'sf'))"
	    " as agency, coalesce($2::bigint, (select id from xz.people_account"
	    " where username = 'coordinator1')) as by", DB_ID(x->n.agency), DB_ID(x->n.by));

	if (e != OK)
		return e;
	x->now = row_time(r, "now") / SECOND_US * SECOND_US;
	x->n.agency = row_i64(r, "agency");
	x->n.by = row_i64(r, "by");
	e = draws_objects(a, db, x->n.by, x->n.objects, &x->objects);
	if (e == OK)
		e = DRAWS_MANY(a, db, &x->officers,
		    "select c.no, g.short_name as unit, c.officer_id from xz.people_certificate c"
		    " join xz.people_officer o on o.id = c.officer_id join xz.people_agency g on g.id = o.agency_id"
		    " join xz.people_account u on u.officer_id = o.id join xz.people_duty d on d.account_id = u.id"
		    " and d.duty = 'officer'"
		    " where g.code in ('sj', 'hj') order by c.no collate \"C\" limit $1",
		    DB_I64(x->n.officers > 0 ? x->n.officers : 1000));
	return e == OK ? draws_store(a, db, x) : e;
}

/* An announced draw.  The key for secrets must be set. */
static inline enum err
draws_announce(struct arena *a, struct db *db, const struct draws_new *n)
{
	struct draws_making x = { .n = *n };

	return db_tx_run(a, db, NULL, draws_fn, &x, NULL);
}
#endif
