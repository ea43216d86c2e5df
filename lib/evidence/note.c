/* note.c - see note.h. */
#include "lib/evidence/note.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

enum err
evidence_note_of(struct arena *a, struct db *db, struct ref attachment, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select t.id, t.name, f.type, t.subject_kind, s.ref as subject_ref, s.title as subject_name,"
	    " s.whole"
	    " from xz.record_attachment t join xz.record_file f on f.id = t.file_id"
	    " cross join lateral (select x.ref, x.title, x.whole from xz.subject x where x.kind = t.subject_kind"
	    " and x.id = t.subject_id limit 1) s where t.ref = $1", DB_REF(attachment));
}

enum err
evidence_note_add(struct arena *a, struct db *db, const struct evidence_note_new *n)
{
	return DB_EXEC(a, db, "insert into xz.record_note (attachment_id, spot, x, y, body, noted_by)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(n->attachment), DB_TEXT(n->spot), n->x < 0 ? DB_NULL :
	    DB_I64(n->x), n->x < 0 ? DB_NULL : DB_I64(n->y), DB_TEXT(n->body), DB_I64(n->by));
}

enum err
evidence_note_take_back(struct arena *a, struct db *db, int64_t attachment, struct ref note, int64_t by)
{
	int64_t done = 0;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.record_note set taken_back_at = xz.now() where ref = $1 and attachment_id = $2 and noted_by = $3"
	    " and taken_back_at is null", DB_REF(note), DB_I64(attachment), DB_I64(by));

	return e == OK && done != 1 ? err_set(ERR_NOT_FOUND, "no such note of the actor") : e;
}

enum err
evidence_note_list(struct arena *a, struct db *db, int64_t attachment, struct ref after, int64_t account, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select n.ref, n.spot, n.x, n.y, n.body, c.display_name as by, n.noted_at, n.taken_back_at,"
	    " n.noted_by = $3 as mine"
	    " from xz.record_note n join xz.people_account c on c.id = n.noted_by where n.attachment_id = $1"
	    " and ($2::uuid is null or n.id > (select x.id from xz.record_note x where x.ref = $2))"
	    " order by n.id limit $4", DB_I64(attachment), DB_REF_OR_NULL(after), DB_I64(account), DB_I64(want));
}

enum err
evidence_note_all(struct arena *a, struct db *db, const struct ref *attachments, size_t n, const struct db_rows **out)
{
	const char **hex = ARENA_ARRAY(a, const char *, n + 1);
	size_t i;

	for (i = 0; i < n; i++) {
		char *s = arena_alloc(a, 33);

		str_hex(attachments[i].b, 16, s);
		hex[i] = s;
	}
	return DB_MANY(a, db, out,
	    "select t.ref as attachment, n.spot, n.x, n.y, n.body, c.display_name as by, n.noted_at, n.taken_back_at"
	    " from xz.record_note n join xz.record_attachment t on t.id = n.attachment_id"
	    " join xz.people_account c on c.id = n.noted_by"
	    " where t.ref = any ($1::text[]::uuid[]) order by n.id", DB_TEXTS(hex, n));
}
