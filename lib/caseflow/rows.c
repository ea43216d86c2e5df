/* rows.c - reads cases, tracks and transitions. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"

#define KEPT_MAX 4
#define KEPT_US (60 * SECOND_US)

static const struct caseflow_action *const tables[] = { caseflow_clue_actions, caseflow_filing_actions,
    caseflow_investigate_actions, caseflow_measure_actions, caseflow_report_actions,
    caseflow_review_actions, caseflow_notice_actions, caseflow_back_actions, caseflow_hearing_actions,
    caseflow_decide_actions, caseflow_execute_actions, caseflow_remedy_actions,
    caseflow_close_actions, caseflow_summary_actions };

const struct caseflow_action *
caseflow_action_find(const char *code)
{
	const struct caseflow_action *p;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (p = tables[i]; p->code != NULL; p++)
			if (strcmp(p->code, code) == 0)
				return p;
	return NULL;
}

/* "{a,b}" of PostgreSQL; our codes need no quotes. */
static const char **
text_array(struct arena *a, const char *s, int *n)
{
	const char **out = ARENA_ARRAY(a, const char *, strlen(s) / 2 + 1);
	const char *end;

	*n = 0;
	for (s += 1; *s != '\0' && *s != '}'; s = *end == ',' ? end + 1 : end) {
		end = s + strcspn(s, ",}");
		out[(*n)++] = arena_strndup(a, s, (size_t)(end - s));
	}
	return out;
}

static void
fill(struct arena *a, struct db_row r, struct transition *t)
{
	*t = (struct transition){ .action = row_text(r, "action"), .scope = row_text(r, "scope"),
	    .to = row_text(r, "to_state"), .relation = row_text(r, "relation"),
	    .document = row_text_null(r, "document"), .task = row_text_null(r, "task"),
	    .duty = (uint32_t)row_i64(r, "duty"), .cosign = row_bool(r, "cosign") };
	t->from = text_array(a, row_text(r, "from_states"), &t->from_n);
	t->chain = text_array(a, row_text(r, "chain"), &t->chain_n);
	t->guards = text_array(a, row_text(r, "guards"), &t->guards_n);
	t->opens = text_array(a, row_text(r, "opens"), &t->opens_n);
	t->closes = text_array(a, row_text(r, "closes"), &t->closes_n);
}

enum err
transition_list(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const struct transition **out, int *n)
{
	const struct db_rows *rows;
	struct transition *list;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select action, scope, from_states, to_state, duty, relation, document, chain, cosign, guards,"
	    " opens, closes, task from xz.caseflow_transition where procedure = $1 and version = $2"
	    " order by seq", DB_TEXT(procedure), DB_I64(version));

	if (e != OK)
		return e;
	*n = db_count(rows);
	list = ARENA_ARRAY(a, struct transition, (size_t)*n);
	for (i = 0; i < *n; i++)
		fill(a, db_at(rows, i), &list[i]);
	*out = list;
	return OK;
}

enum err
transition_find(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const char *action, const struct transition **out)
{
	struct transition *t;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select action, scope, from_states, to_state, duty, relation, document, chain, cosign, guards,"
	    " opens, closes, task from xz.caseflow_transition"
	    " where procedure = $1 and version = $2 and action = $3",
	    DB_TEXT(procedure), DB_I64(version), DB_TEXT(action));

	if (e != OK)
		return e;
	t = ARENA_NEW(a, struct transition);
	fill(a, r, t);
	*out = t;
	return OK;
}

enum err
procedure_newest(struct arena *a, struct db *db, const char *procedure, int32_t *version)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(max(version), 1) as version from xz.caseflow_transition"
	    " where procedure = $1", DB_TEXT(procedure));

	if (e == OK)
		*version = row_i32(r, "version");
	return e;
}

/* Worker state: a procedure's version changes with a migration only. */
static struct {
	struct arena *arena;
	const char *procedure;
	const struct transition *v;
	int64_t until;
	int32_t version;
	int n;
} kept[KEPT_MAX];

enum err
transition_kept(struct db *db, const char *procedure, int32_t version, const struct transition **out, int *n)
{
	struct arena *a;
	int i, at = 0;
	enum err e = OK;

	for (i = 0; i < KEPT_MAX; i++) {
		if (kept[i].arena != NULL && kept[i].version == version && strcmp(kept[i].procedure, procedure) == 0) {
			at = i;
			break;
		}
		if (kept[i].until < kept[at].until)
			at = i;
	}
	if (i == KEPT_MAX || clock_monotonic_us() >= kept[at].until) {
		a = arena_new("transitions");
		e = transition_list(a, db, procedure, version, out, n);
		if (e != OK) {
			arena_free(a);
			return e;
		}
		arena_free(kept[at].arena);
		kept[at].arena = a;
		kept[at].procedure = arena_strdup(a, procedure);
		kept[at].version = version;
		kept[at].v = *out;
		kept[at].n = *n;
		kept[at].until = clock_monotonic_us() + KEPT_US;
	}
	*out = kept[at].v;
	*n = kept[at].n;
	return OK;
}

bool
transition_from(const struct transition *t, const char *state)
{
	int i;

	for (i = 0; i < t->from_n; i++)
		if (strcmp(t->from[i], state) == 0)
			return true;
	return false;
}

void
case_fill(struct db_row r, struct case_file *out)
{
	*out = (struct case_file){ .id = row_i64(r, "id"), .chain_id = row_i64(r, "chain_id"),
	    .ref = row_ref(r, "ref"), .procedure = row_text(r, "procedure"),
	    .procedure_version = row_i32(r, "procedure_version"), .state = row_text(r, "state"),
	    .phase = row_text(r, "phase"), .agency = row_i64(r, "agency_id"),
	    .unit = row_i64_or(r, "unit_id", 0), .agency_name = row_text(r, "agency_name"),
	    .unit_name = row_text_or(r, "unit_name", ""), .clue_number = row_text_null(r, "clue_number"),
	    .number = row_text_null(r, "number"), .title = row_text(r, "title"),
	    .cause_id = row_i64_or(r, "cause_id", 0), .cause_name = row_text(r, "cause_name"),
	    .act_from = row_day(r, "act_from"), .act_to = row_day(r, "act_to"), .harm = row_bool(r, "harm"),
	    .declared_major = row_bool(r, "declared_major"), .filed_on = row_day(r, "filed_on"),
	    .suspended_from = row_day(r, "suspended_from"),
	    .reported_version = row_i32(r, "reported_version"),
	    .review_passed_version = row_i32(r, "review_passed_version"),
	    .decide_extended = row_i32(r, "decide_extended"), .opened_by = row_i64(r, "opened_by"),
	    .version = row_i32(r, "version") };
}

enum err
case_load(struct arena *a, struct db *db, struct ref ref, bool lock, struct case_file *out)
{
	struct db_row r;
	enum err e = OK;

	if (lock)
		e = DB_ONE(a, db, &r, "select id from xz.caseflow_case where ref = $1 for update", DB_REF(ref));
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select c.id, c.chain_id, c.ref, c.procedure, c.procedure_version, c.state, s.phase,"
		    " c.agency_id, c.unit_id, g.name as agency_name, u.name as unit_name, c.clue_number,"
		    " c.number, c.title, c.cause_id, c.cause_name, c.act_from, c.act_to, c.harm,"
		    " c.declared_major, c.filed_on, c.suspended_from, c.reported_version,"
		    " c.review_passed_version, c.decide_extended, c.opened_by, c.version"
		    " from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id"
		    " left join xz.people_unit u on u.id = c.unit_id"
		    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
		    " and s.code = c.state where c.ref = $1", DB_REF(ref));
	if (e == OK)
		case_fill(r, out);
	return e;
}

enum err
caseflow_get(struct arena *a, struct db *db, struct ref ref, struct case_file *out)
{
	return case_load(a, db, ref, false, out);
}

void
track_fill(struct db_row r, struct case_track *out)
{
	*out = (struct case_track){ .id = row_i64(r, "id"), .party_id = row_i64(r, "party_id"),
	    .ref = row_ref(r, "ref"), .state = row_text(r, "state"), .party_name = row_text(r, "name"),
	    .natural_person = row_bool(r, "natural_person"), .report_version = row_i32(r, "report_version"),
	    .outcome = row_text(r, "outcome"), .hearing_right = row_bool(r, "hearing_right"),
	    .heard = row_bool(r, "heard"), .major = row_bool(r, "major"),
	    .review_passed = row_bool(r, "review_passed"), .deliberated = row_bool(r, "deliberated"),
	    .defence = row_text_null(r, "defence"), .publish_state = row_text(r, "publish_state"),
	    .decided = row_bool(r, "decided"), .version = row_i32(r, "version") };
}

enum err
track_load(struct arena *a, struct db *db, struct ref ref, int64_t case_id, bool lock,
    struct case_track *out)
{
	struct db_row r;
	enum err e = OK;

	if (lock)
		e = DB_ONE(a, db, &r, "select id from xz.caseflow_track where ref = $1 and case_id = $2 for update",
		    DB_REF(ref), DB_I64(case_id));
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select k.id, k.party_id, k.ref, k.state, p.name, p.natural_person, k.report_version,"
		    " k.outcome, k.hearing_right, k.heard, k.major, k.review_passed, k.deliberated, k.defence,"
		    " k.publish_state, k.version, exists (select from xz.caseflow_decision d where d.track_id = k.id) as decided"
		    " from xz.caseflow_track k"
		    " join xz.caseflow_party p on p.id = k.party_id where k.ref = $1 and k.case_id = $2",
		    DB_REF(ref), DB_I64(case_id));
	if (e == OK)
		track_fill(r, out);
	return e;
}
