/* visit_publication.c - results that were signed become public, once and as they are, when the draw's result is. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/priv.h"

#define PUBLISH_A_TICK 50

static const char *
result_json(struct act_move *m, const char *team_no, const struct db_rows *results)
{
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE];
	json_t *list = json_array(), *team = json_array(), *j;
	const struct spotcheck_visit *v = spot_visit_of(m);
	const char *p = team_no;
	int i;

	for (i = 0; i < db_count(results); i++)
		json_array_append_new(list,
		    json_pack("{s:s,s:s,s:s,s:s}", "item", row_text(db_at(results, i), "code"), "name",
		    row_text(db_at(results, i), "item_zh"), "result", row_text(db_at(results, i), "result"),
		    "result_name", row_text(db_at(results, i), "result_zh")));
	for (; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
		json_array_append_new(team, json_string(arena_strndup(m->a, p, strcspn(p, " "))));
	ref_text(v->ref, ref);
	day_text(v->visited_on, day);
	j = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:o}", "format", "xz-inspection-1", "ref", ref,
	    "draw_id", v->draw_id, "agency", v->agency_name, "object", v->object,
	    "name", v->name, "visited_on", day, "officers", team,
	    "status", v->status, "results", list);
	return json_text_of(m->a, j);
}

enum err
spot_visit_publish(struct act_move *m)
{
	const struct spotcheck_visit *v = spot_visit_of(m);
	const struct db_rows *results;
	unsigned char sha[32];
	struct db_row r;
	const char *json;
	char hex[65];
	enum err e;

	m->silent = !str_eq(v->state, "done");		/* done meanwhile */
	if (m->silent)
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select coalesce(string_agg(w.certificate_no, ' ' order by w.place), '') as team"
	    " from xz.spotcheck_visit_officer w where w.visit_id = $1", DB_I64(v->id));
	if (e == OK)
		e = spotcheck_visit_results(m->a, m->db, v->id, &results);
	if (e != OK)
		return e;
	json = result_json(m, row_text(r, "team"), results);
	sha256(json, strlen(json), sha);
	str_hex(sha, 32, hex);
	e = DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_visit set published_at = $2, body = $3, sha256 = $4 where id = $1", DB_I64(v->id),
	    DB_TIME(m->now), DB_BYTES(json, strlen(json)), DB_BYTES(sha, 32));
	return e == OK ? act_log(m, "disclosure.published", hex, "inspection", v->ref) : e;
}

enum err
spotcheck_visits_publish(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select v.ref, k.draw_id from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id"
	    " where v.state = 'done' and k.state = 'published' order by v.due_on, v.id limit $1",
	    DB_I64(PUBLISH_A_TICK));

	*n = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		struct act_request q = { .kind = &spot_visit_kind, .key = { .ref = row_ref(r, "ref"),
		    .action = "visit_published" }, .by = ACT_DAEMON, .version = ACT_ANY_VERSION };
		struct problems p;

		problems_init(&p, a);
		e = act_do(a, db, &act, &q, &p, NULL);
		*n += e == OK;
		if (e == OK || e == ERR_DB)
			continue;
		/* one that cannot be does not hold up the others */
		LOG(LOG_ERROR, "visit.due", LOG_TEXT("draw", row_text(r, "draw_id")), LOG_TEXT("detail", err_last()));
		e = OK;
	}
	return e;
}
