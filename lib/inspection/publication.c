/* publication.c - results that were told become public, once and as they are; what has nothing open any more is
 * closed. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"
#include "lib/sec/sec.h"
#include "lib/tlog/tlog.h"

#define A_TICK 50

/* Nobody is shown by full name or number. */
static const char *
public_name(struct act_move *m)
{
	size_t n = 1;

	if (!insp_of(m)->natural)
		return insp_of(m)->name;
	while ((insp_of(m)->name[n] & 0xc0) == 0x80)
		n++;
	return arena_printf(m->a, INSPECTION_SOMEBODY, arena_strndup(m->a, insp_of(m)->name, n));
}

static enum err
result_json(struct act_move *m, const char **out)
{
	const struct db_rows *items, *team;
	json_t *list = json_array(), *no = json_array(), *j;
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE], due[DAY_TEXT_SIZE];
	int i;
	enum err e = inspection_items(m->a, m->db, insp_of(m)->id, &items);

	if (e == OK)
		e = inspection_officers(m->a, m->db, insp_of(m)->id, &team);
	for (i = 0; e == OK && i < db_count(items); i++) {
		struct db_row r = db_at(items, i);
		bool fail = str_eq(row_text(r, "answer"), "fail");

		j = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "item", row_text(r, "code"),
		    "name", row_text(r, "name_zh"), "standard", row_text(r, "standard"),
		    "answer", row_text(r, "answer"), "result", !fail ? str_eq(row_text(r, "answer"), "na") ?
		    "no_activity" :
		    "none" : str_eq(row_text(r, "remedy"), "clue") ? "pending" : "corrected", "result_name", !fail ?
		    row_text(r, "answer_zh") : row_text(r, "remedy_zh"));
		if (row_has(r, "due_on")) {
			day_text(row_day(r, "due_on"), due);
			json_object_set_new(j, "correct_by", json_string(due));
		}
		json_array_append_new(list, j);
	}
	for (i = 0; e == OK && i < db_count(team); i++)
		if (row_has(db_at(team, i), "shown_at"))
			json_array_append_new(no, json_string(row_text(db_at(team, i), "certificate_no")));
	ref_text(insp_of(m)->ref, ref);
	day_text(time_day(insp_of(m)->arrived_at), day);
	j = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:b,s:o}", "format", "xz-inspection-1", "ref", ref, "kind",
	    insp_of(m)->kind, "agency", insp_of(m)->agency_name, "object", insp_of(m)->natural ? ref :
	    insp_of(m)->object, "name", public_name(m), "visited_on", day, "officers", no, "outcome",
	    insp_of(m)->outcome, "emergency", (int)insp_of(m)->emergency, "results", list);
	*out = json_text_of(m->a, j);
	return e;
}

static enum err
put_out(struct act_move *m)
{
	const char *json, *code = insp_of(m)->object;
	unsigned char sha[32];
	char hex[65], ref[REF_TEXT_SIZE];
	int64_t clock;
	enum err e = result_json(m, &json);

	if (e != OK)
		return e;
	ref_text(insp_of(m)->ref, ref);
	if (insp_of(m)->natural)
		code = ref;
	sha256(json, strlen(json), sha);
	str_hex(sha, 32, hex);
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_public (ref, agency_ref, agency_name, kind, object_id, name, day, outcome,"
	    " published_at, json, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	    DB_REF(insp_of(m)->ref), DB_REF(insp_of(m)->agency_ref), DB_TEXT(insp_of(m)->agency_name),
	    DB_TEXT(insp_of(m)->kind), DB_TEXT(code), DB_TEXT(public_name(m)), DB_DAY(time_day(insp_of(m)->arrived_at)),
	    DB_TEXT(insp_of(m)->outcome), DB_TIME(m->now), DB_BYTES(json, strlen(json)), DB_BYTES(sha, 32));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set published_at = $2 where id = $1", DB_I64(insp_of(m)->id),
		    DB_TIME(m->now));
	if (e == OK)
		e = calendar_clock_find(m->a, m->db, "inspection", insp_of(m)->id, "inspection.publish", &clock);
	if (e == OK)
		e = act_clock_close(m, clock, "met", m->now);
	if (e == OK)
		e = act_log(m, "disclosure.published", hex, "inspection", insp_of(m)->ref);
	act_note(m, "sha256", json_string(hex));
	return e;
}

/* An emergency that was told before it was approved waits for that. */
static bool
is_told(const struct inspection *i)
{
	return i->told_at != TIME_NONE && i->closed_at == TIME_NONE && str_eq(i->approval, "approved");
}

static bool
may_close(const struct inspection *i)
{
	return is_told(i) && str_eq(i->state, "told") && (!str_eq(i->outcome, "clue") || i->clue_number != NULL);
}

enum err
insp_publish(struct act_move *m)
{
	m->silent = !is_told(insp_of(m)) || insp_of(m)->published_at != TIME_NONE;
	return m->silent ? OK : put_out(m);
}

enum err
insp_close(struct act_move *m)
{
	m->silent = !may_close(insp_of(m));
	return m->silent ? OK : DB_EXEC(m->a, m->db,
	    "update xz.inspection set closed_at = $2 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TIME(m->now));
}

struct ending {
	const struct act *act;
	struct ref ref;
};

static enum err
end_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct ending *x = ctx;
	struct inspection i;
	enum err e = insp_load(a, db, x->ref, x->act->principal, false, &i);

	/* each looks again under the lock */
	return e == OK ? insp_by_platform(a, db, x->act, x->ref, i.published_at == TIME_NONE ? "publish" : "close",
	    NULL) : e;
}

enum err
inspection_due(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct ending x = { .act = &act };
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "(select ref from xz.inspection where told_at is not null and published_at is null"
	    "   and approval = 'approved' order by told_at limit $1)"
	    " union all (select ref from xz.inspection where published_at is not null and closed_at is null"
	    " and state = 'told'"
	    "   and (outcome <> 'clue' or clue_number is not null) order by id limit $1)", DB_I64(A_TICK));

	*n = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		char text[REF_TEXT_SIZE];

		x.ref = row_ref(db_at(rows, i), "ref");
		e = db_tx_run(a, db, NULL, end_fn, &x, NULL);
		*n += e == OK;
		if (e == OK || e == ERR_DB)
			continue;
		/* one that cannot be does not hold up the others */
		ref_text(x.ref, text);
		LOG(LOG_ERROR, "inspection.due", LOG_TEXT("inspection", text), LOG_TEXT("detail", err_last()));
		e = OK;
	}
	if (e == OK)
		e = insp_joint_due(a, db, &act, n);
	return e == OK ? insp_lowered_due(a, db, &act, n) : e;
}
