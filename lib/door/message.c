/* message.c - messages of the door on the desk; see door.h. */
#include <jansson.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/door/door.h"
#include "lib/door/envelope.h"
#include "lib/sec/envelope.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

static const struct sign_key *intake_key;

void
door_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	intake_key = k->intake_sm2;
}

enum err
door_message_get(struct arena *a, struct db *db, struct ref ref, struct door_message *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select m.id, m.ref, m.track_id, c.ref as case_ref, k.ref as track_ref, m.number, m.sort, m.state, c.title,"
	    " p.name as party, coalesce(c.number, c.clue_number, '') as case_number, encode(m.digest, 'hex') as digest,"
	    " m.step, m.answer, u.display_name as by, m.received_at, m.due_at, m.ended_at,"
	    " coalesce(m.received_at > m.due_at, false) as late from xz.door_message m"
	    " join xz.caseflow_track k on k.id = m.track_id join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_party p on p.id = k.party_id left join xz.people_account u on u.id = m.ended_by"
	    " where m.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = (struct door_message){ .id = row_i64(r, "id"), .track = row_i64(r, "track_id"), .ref = ref,
		    .case_ref = row_ref(r, "case_ref"), .track_ref = row_ref(r, "track_ref"),
		    .number = row_text(r, "number"), .sort = row_text(r, "sort"), .state = row_text(r, "state"),
		    .title = row_text(r, "title"), .party = row_text(r, "party"),
		    .case_number = row_text(r, "case_number"), .digest = row_text(r, "digest"),
		    .step = row_text_null(r, "step"), .answer = row_text_null(r, "answer"),
		    .by = row_text_null(r, "by"), .received_at = row_time(r, "received_at"),
		    .due_at = row_time(r, "due_at"), .ended_at = row_time(r, "ended_at"), .late = row_bool(r, "late") };
	return e;
}

enum err
door_waiting(struct arena *a, struct db *db, int64_t case_id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select m.ref, m.number, m.sort, p.name as party, m.received_at,"
	    " coalesce(m.received_at > m.due_at, false) as late from xz.caseflow_track k"
	    " join xz.door_message m on m.track_id = k.id and m.state = 'received'"
	    " join xz.caseflow_party p on p.id = k.party_id where k.case_id = $1 order by m.id limit 50",
	    DB_I64(case_id));
}

static const char *
member(struct arena *a, const json_t *j, const char *name)
{
	const char *text = json_string_value(json_object_get(j, name));

	return text != NULL ? arena_strdup(a, text) : "";
}

/* What became of the files that it names. */
static enum err
files_of(struct arena *a, struct db *db, int64_t message, const json_t *named, struct door_text *out)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	const json_t *f;
	size_t k;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select ref, state, reason, size, type, encode(sha256, 'hex') as sha256"
	    " from xz.door_files_of($1)", DB_I64(message));

	if (e != OK)
		return e;
	out->files_n = db_count(rows);
	out->files = ARENA_ARRAY(a, struct door_sent_file, (size_t)out->files_n + 1);
	for (i = 0; i < out->files_n; i++) {
		struct db_row r = db_at(rows, i);

		out->files[i] = (struct door_sent_file){ .ref = row_ref(r, "ref"), .name = "",
		    .state = row_text(r, "state"), .reason = row_text_null(r, "reason"),
		    .type = row_text_or(r, "type", ""), .sha256 = row_text_null(r, "sha256"),
		    .size = row_i64(r, "size") };
		ref_text(out->files[i].ref, text);
		json_array_foreach(named, k, f)
			if (str_eq(json_string_value(json_object_get(f, "ref")), text))
				out->files[i].name = member(a, f, "name");
	}
	return OK;
}

enum err
door_text_open(struct arena *a, struct db *db, int64_t message, struct door_text *out)
{
	const void *sealed;
	struct db_row r;
	json_t *j;
	char *text;
	size_t n, len;
	enum err e = DB_ONE(a, db, &r, "select sealed from xz.door_sealed_of($1)", DB_I64(message));

	if (e != OK)
		return e;
	if (intake_key == NULL)
		return err_set(ERR_IO, "the key intake-sm2 is missing");
	sealed = row_bytes(a, r, "sealed", &n);
	e = envelope_open(a, intake_key, DOOR_PURPOSE, sealed, n, &text, &len);
	if (e != OK)
		return err_set(ERR_IO, "a message that the intake's key does not open");
	j = json_loadb(text, len, 0, NULL);
	wipe(text, len);
	if (j == NULL)
		return err_set(ERR_IO, "a message of another shape");
	*out = (struct door_text){ .content = member(a, j, "content"), .name = member(a, j, "name"),
	    .telephone = member(a, j, "telephone"), .channel = member(a, j, "channel"),
	    .address = member(a, j, "address") };
	e = files_of(a, db, message, json_object_get(j, "files"), out);
	json_decref(j);
	return e;
}

/* ---- it ends by an act of the case */

const char *
door_step_of(const char *sort)
{
	static const char *const steps[][2] = { { "defence", "defence_record" }, { "hearing", "hearing_request" },
	    { "instalments", "instalments" }, { "recusal", "recusal_ask" }, { "consent", "service_address" },
	    { "withdrawal", "service_address" }, { "file", "file_open" } };
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (str_eq(steps[i][0], sort))
			return steps[i][1];
	return NULL;
}

bool
door_of_case(const char *sort)
{
	return str_eq(door_step_of(sort), "service_address");
}

enum err
door_consent_withdrawn(struct arena *a, struct db *db, int64_t track, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select exists (select from xz.door_message where track_id = $1"
	    " and sort = 'withdrawal' and state = 'received') as yes", DB_I64(track));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

static enum err
lock(struct arena *a, struct db *db, struct ref ref, int64_t track, struct db_row *out)
{
	enum err e = DB_ONE(a, db, out, "select id, sort, state, encode(digest, 'hex') as digest,"
	    " exists (select from xz.door_files_of(m.id)) as files from xz.door_message m"
	    " where ref = $1 and track_id = $2 for update", DB_REF(ref), DB_I64(track));

	return e == OK && !str_eq(row_text(*out, "state"), "received") ?
	    err_set(ERR_STATE, "a message that has ended") : e;
}

/* All of them are one item of the case's evidence; what was refused stays behind. */
static enum err
take_files(struct arena *a, struct db *db, int64_t message, struct door_taken *out)
{
	const char **list;
	const struct db_rows *rows;
	json_t *names = json_object();
	struct door_text t = { .files_n = 0 };
	int i;
	enum err e = door_text_open(a, db, message, &t);

	for (i = 0; e == OK && i < t.files_n; i++) {
		if (str_eq(t.files[i].state, "sent"))
			e = err_set(ERR_CONFLICT, "a file that was not looked at yet");
		json_object_set_new(names, ref_text_in(a, t.files[i].ref), json_string(t.files[i].name));
	}
	if (e == OK)
		e = DB_MANY(a, db, &rows, "select encode(sha256, 'hex') as sha256 from xz.door_files_taken($1,"
		    " $2::jsonb)", DB_I64(message), DB_TEXT(json_text(a, names)));
	json_decref(names);
	if (e != OK)
		return e;
	list = ARENA_ARRAY(a, const char *, (size_t)db_count(rows) + 1);
	for (i = 0; i < db_count(rows); i++)
		list[i] = row_text(db_at(rows, i), "sha256");
	out->files = list;
	return OK;
}

enum err
door_message_taken(struct arena *a, struct db *db, struct ref ref, int64_t track, const char *step, int64_t account,
    int64_t now, struct door_taken *out)
{
	struct db_row r;
	enum err e = lock(a, db, ref, track, &r);

	if (e == OK && !str_eq(door_step_of(row_text(r, "sort")), step))
		return err_set(ERR_NOT_FOUND, "a message of another sort");
	if (e != OK)
		return e;
	*out = (struct door_taken){ .digest = row_text(r, "digest"), .files = ARENA_ARRAY(a, const char *, 1) };
	e = DB_EXEC(a, db, "update xz.door_message set state = 'taken', step = $2, ended_at = $3, ended_by = $4"
	    " where id = $1", DB_I64(row_i64(r, "id")), DB_TEXT(step), DB_TIME(now), DB_I64(account));
	return e == OK && row_bool(r, "files") ? take_files(a, db, row_i64(r, "id"), out) : e;
}

enum err
door_message_answered(struct arena *a, struct db *db, struct ref ref, int64_t track, const char *answer,
    int64_t account, int64_t now, const char **digest)
{
	struct db_row r;
	enum err e = lock(a, db, ref, track, &r);

	if (e != OK)
		return e;
	*digest = row_text(r, "digest");
	return DB_EXEC(a, db, "update xz.door_message set state = 'answered', answer = $2, ended_at = $3, ended_by = $4"
	    " where id = $1", DB_I64(row_i64(r, "id")), DB_TEXT(answer), DB_TIME(now), DB_I64(account));
}
