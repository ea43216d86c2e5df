/* file.c - see file.h. */
#include "lib/evidence/file.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"

enum err
evidence_file_put(struct arena *a, struct db *db, const struct evidence_file_new *f, int64_t *id, struct ref *ref)
{
	const struct store_content *c = f->content;
	struct db_row r;
	enum err e = DB_EXEC(a, db,
	    "insert into xz.record_file (agency_id, sha256, sm3, size, type, address, stored_by, stored_at)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
	    DB_I64(f->agency), DB_BYTES(c->sha256, 32), DB_BYTES(c->sm3, 32), DB_I64(c->size), DB_TEXT(f->type),
	    DB_TEXT(c->address), DB_I64(f->by), DB_TIME(f->at));

	if (e == OK)
		e = DB_ONE(a, db, &r, "select id, ref from xz.record_file where agency_id = $1 and sha256 = $2",
		    DB_I64(f->agency), DB_BYTES(c->sha256, 32));
	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	*ref = row_ref(r, "ref");
	return OK;
}

enum err
evidence_attach(struct arena *a, struct db *db, const struct evidence_attach *t, int64_t *id, struct ref *ref)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.record_attachment (file_id, subject_kind, subject_id, role, name, attached_by, attached_at,"
	    " step_seq) values ($1, $2, $3, 'original', $4, $5, $6, $7) returning id, ref",
	    DB_I64(t->file), DB_TEXT(t->subject_kind), DB_I64(t->subject), DB_TEXT(t->name), DB_I64(t->by),
	    DB_TIME(t->at), DB_I64(t->step));

	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	*ref = row_ref(r, "ref");
	return OK;
}

enum err
evidence_attached(struct arena *a, struct db *db, const char *subject_kind, int64_t subject, int64_t file, int64_t *id,
    struct ref *ref)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, ref from xz.record_attachment where subject_kind = $1 and subject_id = $2 and file_id = $3",
	    DB_TEXT(subject_kind), DB_I64(subject), DB_I64(file));

	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	*ref = row_ref(r, "ref");
	return OK;
}

enum err
evidence_attachment_get(struct arena *a, struct db *db, struct ref ref, struct evidence_attachment *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select t.ref, s.ref as subject_ref, t.name, t.attached_at, f.id as file, f.size,"
	    " f.type, f.address, encode(f.sha256, 'hex') as sha256"
	    " from xz.record_attachment t join xz.record_file f on f.id = t.file_id"
	    " cross join lateral (select x.ref from xz.subject x where x.kind = t.subject_kind"
	    " and x.id = t.subject_id limit 1) s where t.ref = $1",
	    DB_REF(ref));

	if (e == OK)
		*out = (struct evidence_attachment){ .ref = row_ref(r, "ref"), .subject_ref = row_ref(r, "subject_ref"),
		    .file = row_i64(r, "file"), .size = row_i64(r, "size"), .name = row_text(r, "name"),
		    .type = row_text(r, "type"), .address = row_text(r, "address"), .sha256 = row_text(r, "sha256"),
		    .at = row_time(r, "attached_at") };
	return e;
}
