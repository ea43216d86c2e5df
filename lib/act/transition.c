/* transition.c - the rows of the procedures: which act is possible in which state, by whom, with which papers and
 * clocks. */
#include <string.h>

#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/db/reference.h"

#define KEPT_MAX 8
#define KEPT_US (60 * SECOND_US)

/* Worker state: a procedure's version changes with a migration only. */
static struct {
	struct arena *arena;
	const char *procedure;
	const struct act_transition *v;
	int64_t until;
	int32_t version;
	int n;
} kept[KEPT_MAX];

static void
forget(void)
{
	int i;

	for (i = 0; i < KEPT_MAX; i++)
		kept[i].until = 0;
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
fill(struct arena *a, struct db_row r, struct act_transition *t)
{
	*t = (struct act_transition){ .version = row_i32(r, "version"), .action = row_text(r, "action"),
	    .scope = row_text(r, "scope"),
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
act_transition_list(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const struct act_transition **out, int *n)
{
	const struct db_rows *rows;
	struct act_transition *list;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select version, action, scope, from_states, to_state, duty, relation, document, chain, cosign, guards,"
	    " opens, closes, task from xz.act_transition where procedure = $1 and version in (0, $2)"
	    " order by seq", DB_TEXT(procedure), DB_I64(version));

	if (e != OK)
		return e;
	*n = db_count(rows);
	list = ARENA_ARRAY(a, struct act_transition, (size_t)*n);
	for (i = 0; i < *n; i++)
		fill(a, db_at(rows, i), &list[i]);
	*out = list;
	return OK;
}

enum err
act_procedure_newest(struct arena *a, struct db *db, const char *procedure, int32_t *version)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(max(version), 1) as version from xz.act_transition"
	    " where procedure = $1", DB_TEXT(procedure));

	if (e == OK)
		*version = row_i32(r, "version");
	return e;
}

static const struct db_reference tables[] = {
	{ .file = "procedure.csv", .table = "act_transition", .column = {
		{ .name = "procedure", .key = true },
		{ .name = "version", .key = true, .as = DB_AS_INT },
		{ .name = "action", .key = true },
		{ .name = "seq", .as = DB_AS_INT },
		{ .name = "scope" },
		{ .name = "from_states", .sql = "string_to_array(t.\"from\", '|')", .reads = "from" },
		{ .name = "to_state", .sql = "t.\"to\"", .reads = "to" },
		/* a duty the platform does not know gives no mask, and the row is refused */
		{ .name = "duty", .sql = "(select case when count(*) = cardinality(string_to_array(t.duty, '|'))"
		    " then bit_or(k.bit) end from xz.people_duty_kind k"
		    " where k.code = any(string_to_array(t.duty, '|')))" },
		{ .name = "relation" },
		{ .name = "document", .as = DB_AS_TEXT_NULL },
		{ .name = "chain", .sql = "coalesce(string_to_array(nullif(t.chain, ''), '>'), '{}')" },
		{ .name = "cosign", .as = DB_AS_FLAG },
		{ .name = "guards", .sql = "coalesce(string_to_array(nullif(t.guards, ''), ' '), '{}')" },
		{ .name = "opens", .as = DB_AS_BARS },
		{ .name = "closes", .as = DB_AS_BARS },
		{ .name = "task", .as = DB_AS_TEXT_NULL },
	} },
	{ 0 }
};

enum err
act_reference_load(struct arena *a, struct db *db, const char *folder)
{
	forget();
	return db_reference_load(a, db, folder, tables);
}

enum err
act_transition_chain(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const char *action, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.name_zh as duty_zh, k.name_en as duty_en from xz.act_transition t"
	    " cross join lateral unnest(t.chain) with ordinality as x (duty, n)"
	    " join xz.people_duty_kind k on k.code = x.duty"
	    " where t.procedure = $1 and t.version = $2 and t.action = $3 order by x.n",
	    DB_TEXT(procedure), DB_I64(version), DB_TEXT(action));
}

enum err
act_transition_kept(struct db *db, const char *procedure, int32_t version, const struct act_transition **out, int *n)
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
		e = act_transition_list(a, db, procedure, version, out, n);
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

static const char *
copy_text(struct arena *a, const char *s)
{
	return s != NULL ? arena_strdup(a, s) : NULL;
}

static const char **
copy_list(struct arena *a, const char **list, int n)
{
	const char **out = ARENA_ARRAY(a, const char *, (size_t)n + 1);
	int i;

	for (i = 0; i < n; i++)
		out[i] = arena_strdup(a, list[i]);
	return out;
}

static struct act_transition *
copy_of(struct arena *a, const struct act_transition *t)
{
	struct act_transition *c = ARENA_NEW(a, struct act_transition);

	*c = *t;
	c->action = copy_text(a, t->action);
	c->scope = copy_text(a, t->scope);
	c->to = copy_text(a, t->to);
	c->relation = copy_text(a, t->relation);
	c->document = copy_text(a, t->document);
	c->task = copy_text(a, t->task);
	c->from = copy_list(a, t->from, t->from_n);
	c->chain = copy_list(a, t->chain, t->chain_n);
	c->guards = copy_list(a, t->guards, t->guards_n);
	c->opens = copy_list(a, t->opens, t->opens_n);
	c->closes = copy_list(a, t->closes, t->closes_n);
	return c;
}

enum err
act_transition_find(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const char *action, const struct act_transition **out)
{
	const struct act_transition *list, *found = NULL;
	int i, n;
	enum err e = act_transition_kept(db, procedure, version, &list, &n);

	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		if (strcmp(list[i].action, action) == 0 && (found == NULL || list[i].version > found->version))
			found = &list[i];
	if (found == NULL)
		return err_set(ERR_NOT_FOUND, "%s %d: no action %s", procedure, version, action);
	*out = copy_of(a, found);	/* an act outlives what is kept */
	return OK;
}

bool
act_transition_from(const struct act_transition *t, const char *state)
{
	int i;

	for (i = 0; i < t->from_n; i++)
		if (strcmp(t->from[i], state) == 0 || strcmp(t->from[i], "*") == 0)
			return true;
	return false;
}
