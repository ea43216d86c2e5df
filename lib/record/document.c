/* document.c - see document.h. */
#include "lib/record/document.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/db/db.h"
#include "lib/db/reference.h"
#include "lib/record/content.h"
#include "lib/record/record.h"
#include "lib/record/written.h"

enum err
record_document_draft(struct arena *a, struct db *db, const struct record_document_new *d,
    const json_t *data, int64_t *id, struct problems *p)
{
	json_t *written = record_written(data);
	const char *text = json_text(a, written);
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.record_document (type, template_version, subject_kind, subject_id, track_id,"
	    " agency_id, unit_id, data, data_sha256, made_by, made_at, title)"
	    " select code, template_version, $9, $2, $3, $4, $5, $6,"
	    " sha256(convert_to($6, 'UTF8')), $7, $8, $10"
	    " from xz.record_document_type where code = $1 returning id, case when $11 then"
	    " xz.record_contents($1, $12, $13) end as contents",
	    DB_TEXT(d->type), DB_I64(d->subject_id), DB_ID(d->track_id), DB_I64(d->agency), DB_ID(d->unit),
	    DB_TEXT(text), DB_I64(d->made_by), DB_TIME(d->made_at), DB_TEXT(d->subject_kind),
	    DB_TEXT(json_string_value(json_object_get(data, "heading"))), DB_BOOL(p != NULL),
	    DB_TEXT(record_content_field(data)), DB_DAY(time_day(d->made_at)));

	json_decref(written);
	if (e == OK)
		*id = row_i64(r, "id");
	return e == OK && p != NULL ? record_content_check(a, row_text(r, "contents"), data, false, p) : e;
}

enum err
record_document_freeze(struct arena *a, struct db *db, int64_t id, const json_t *data, const char *state,
    int64_t at, const char **number, struct ref *ref, struct problems *p)
{
	struct db_row r;
	json_t *written;
	const char *text;
	int y, m, d;
	enum err e = DB_ONE(a, db, &r,
	    "select d.ref, d.agency_id, d.number, t.series, g.number_word || t.number_word as word,"
	    " xz.record_contents(d.type, $2, $3) as contents"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " join xz.people_agency g on g.id = d.agency_id where d.id = $1 for update of d", DB_I64(id),
	    DB_TEXT(record_content_field(data)), DB_DAY(time_day(at)));

	if (e != OK)
		return e;
	*ref = row_ref(r, "ref");
	*number = row_text_null(r, "number");
	day_parts(time_day(at), &y, &m, &d);
	if (*number == NULL && row_has(r, "series"))
		e = record_number_next(a, db, row_i64(r, "agency_id"), row_text(r, "series"),
		    row_text(r, "word"), y, number);
	if (e != OK)
		return e;
	written = record_written(data);
	if (*number != NULL)
		json_object_set_new(written, "number", json_string(*number));
	e = record_content_check(a, row_text(r, "contents"), written, true, p);
	text = json_text(a, written);
	json_decref(written);
	if (e != OK)
		return e;
	return DB_EXEC(a, db,
	    "update xz.record_document set data = $2, data_sha256 = sha256(convert_to($2, 'UTF8')),"
	    " number = $3, state = case when $4 = 'sealed' then xz.record_sealed_as(agency_id) else $4 end,"
	    " approved_at = $5, sealed_at = case when $4 = 'sealed'"
	    " and xz.record_sealed_as(agency_id) = 'sealed' then $5::timestamptz end"
	    " where id = $1",
	    DB_I64(id), DB_TEXT(text), DB_TEXT(*number), DB_TEXT(state), DB_TIME(at));
}

enum err
record_document_seal(struct arena *a, struct db *db, int64_t id, int64_t at)
{
	return DB_EXEC(a, db,
	    "update xz.record_document set state = xz.record_sealed_as(agency_id),"
	    " sealed_at = case when xz.record_sealed_as(agency_id) = 'sealed' then $2::timestamptz end"
	    " where id = $1 and state = 'approved'",
	    DB_I64(id), DB_TIME(at));
}

enum err
record_document_void(struct arena *a, struct db *db, int64_t id)
{
	return DB_EXEC(a, db,
	    "update xz.record_document set state = 'void' where id = $1 and state in ('drafted', 'approved')",
	    DB_I64(id));
}

enum err
record_document_replaced(struct arena *a, struct db *db, int64_t id)
{
	return DB_EXEC(a, db, "update xz.record_document set state = 'void' where id = $1"
	    " and state in ('to_seal', 'sealed')", DB_I64(id));
}

enum err
record_document_void_unless(struct arena *a, struct db *db, int64_t id, const char *type, bool *voided)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows,
	    "update xz.record_document set state = 'void' where id = $1 and state = 'drafted'"
	    " and type is distinct from $2"
	    " returning id", DB_I64(id), DB_TEXT(type));

	if (e == OK)
		*voided = db_count(rows) > 0;
	return e;
}

enum err
record_document_get(struct arena *a, struct db *db, struct ref ref, struct record_document *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select d.id, d.ref, d.type, coalesce(d.title, t.name_zh) as name_zh, t.name_en,"
	    " coalesce(d.number, '') as number, d.state, d.data,"
	    " encode(d.data_sha256, 'hex') as sha256, d.template_version, d.made_at,"
	    " coalesce(d.approved_at, d.made_at) as frozen_at, d.subject_kind,"
	    " s.ref as subject_ref, s.title,"
	    " d.state in ('to_seal', 'sealed') and xz.record_sealed_as(d.agency_id) = 'to_seal' and not exists"
	    "  (select from xz.record_signature s where s.document_id = d.id and s.covers = 'pdf') as waits"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " cross join lateral (select x.ref, x.title from xz.subject x where x.kind = d.subject_kind"
	    " and x.id = d.subject_id limit 1) s where d.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = (struct record_document){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
		    .subject_ref = row_ref(r, "subject_ref"), .type = row_text(r, "type"),
		    .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"),
		    .number = row_text(r, "number"), .state = row_text(r, "state"), .data = row_text(r, "data"),
		    .sha256 = row_text(r, "sha256"), .subject_title = row_text(r, "title"),
		    .subject_kind = row_text(r, "subject_kind"), .template_version = row_i32(r, "template_version"),
		    .made_at = row_time(r, "made_at"), .frozen_at = row_time(r, "frozen_at"),
		    .waits = row_bool(r, "waits") };
	return e;
}

enum err
record_document_signed(struct arena *a, struct db *db, int64_t id)
{
	return DB_EXEC(a, db,
	    "update xz.record_document set state = 'sealed', sealed_at = coalesce(sealed_at, xz.now()) where id = $1",
	    DB_I64(id));
}

static const struct db_reference tables[] = {
	{ .file = "document_type.csv", .table = "record_document_type", .column = {
		{ .name = "code", .key = true },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "series", .as = DB_AS_TEXT_NULL },
		{ .name = "number_word" },
		{ .name = "seal", .as = DB_AS_FLAG },
		{ .name = "front", .as = DB_AS_FLAG },
	} },
	{ .file = "document_content.csv", .table = "record_content", .column = {
		{ .name = "kind", .key = true },
		{ .name = "sector", .key = true },
		{ .name = "item", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "no", .as = DB_AS_INT },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "source" },
		{ .name = "found" },
		{ .name = "applies" },
		{ .name = "field" },
		{ .name = "todo_zh" },
		{ .name = "todo_en" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

enum err
record_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}
