/* attachment.c - see attachment.h. */
#include "lib/inspection/attachment.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/file.h"
#include "lib/evidence/type.h"
#include "lib/inspection/priv.h"
#include "lib/record/record.h"

#define SUBJECT "inspection_evidence"

bool
inspection_may_attach(const struct inspection *i)
{
	return i->mine && i->arrived_at != TIME_NONE && !str_eq(i->state, "cancelled");
}

static enum err
may(const struct insp_move *m)
{
	if (!m->i.mine || (m->actor.duties & DUTY_OFFICER) == 0)
		return err_set(ERR_DENIED, "not an officer of this inspection");
	if (str_eq(m->i.state, "cancelled"))
		return err_set(ERR_STATE, "the inspection was cancelled");
	return m->i.arrived_at == TIME_NONE ? err_set(ERR_CONFLICT, "nobody has arrived yet") : OK;
}

/* ---- what the phone says of a file */

struct target {
	int64_t id, taken_at;
	int n;
	struct ref ref;
};

static struct db_param
degrees_or_null(const char *text)
{
	return text != NULL ? DB_TEXT(text) : DB_NULL;
}

static enum err
announce(struct insp_move *m, const struct inspection_upload_new *u, struct target *t)
{
	double lat, lon;
	bool placed = u->lat != NULL && u->lon != NULL && insp_degrees(u->lat, 90, &lat) && insp_degrees(u->lon, 180, &lon);
	int64_t taken = u->taken_at != TIME_NONE && u->taken_at < m->now ? u->taken_at : m->now;
	struct db_row r;
	enum err e = OK;

	if (u->n != 0)
		e = DB_ONE(m->a, m->db, &r, "select n from xz.inspection_item where inspection_id = $1 and n = $2", DB_I64(m->i.id), DB_I64(u->n));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "insert into xz.inspection_evidence (inspection_id, n, mark, taken_by, taken_at, lat, lon, accuracy_m,"
		    " noted_at) values ($1, $2, $3, $4, $5, round($6::text::numeric, 6), round($7::text::numeric, 6), $8, $9)"
		    " on conflict do nothing", DB_I64(m->i.id), DB_ID(u->n), DB_TEXT(u->mark), DB_I64(m->actor.account), DB_TIME(taken),
		    degrees_or_null(placed ? u->lat : NULL), degrees_or_null(placed ? u->lon : NULL),
		    placed && u->accuracy_m >= 0 ? DB_I64(u->accuracy_m) : DB_NULL, DB_TIME(m->now));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select id, ref, coalesce(n, 0) as n, taken_at from xz.inspection_evidence"
		    " where inspection_id = $1 and taken_by = $2 and mark = $3", DB_I64(m->i.id), DB_I64(m->actor.account), DB_TEXT(u->mark));
	if (e == OK)
		*t = (struct target){ .id = row_i64(r, "id"), .taken_at = row_time(r, "taken_at"), .n = row_i32(r, "n"), .ref = row_ref(r, "ref") };
	return e;
}

static enum err
announced(struct insp_move *m, struct ref evidence, struct target *t, struct ref *inspection)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select v.id, coalesce(v.n, 0) as n, v.taken_at, i.ref as inspection from xz.inspection_evidence v"
	    " join xz.inspection i on i.id = v.inspection_id where v.ref = $1", DB_REF(evidence));

	if (e != OK)
		return e;
	*t = (struct target){ .id = row_i64(r, "id"), .taken_at = row_time(r, "taken_at"), .n = row_i32(r, "n"), .ref = evidence };
	*inspection = row_ref(r, "inspection");
	return OK;
}

/* ---- a file that is in the store, onto it, once */

/* The same bytes at the same item are one file, whoever took them.  ERR_NOT_FOUND: they are not there. */
static enum err
there_already(struct insp_move *m, const struct target *t, int64_t file, int64_t *attachment, struct ref *ref)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select v.id, t.id as attachment, t.ref from xz.inspection_evidence v join xz.record_attachment t"
	    " on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id where v.inspection_id = $1 and coalesce(v.n, 0) = $2"
	    " and t.file_id = $3 order by t.id limit 1", DB_I64(m->i.id), DB_I64(t->n), DB_I64(file));

	if (e != OK)
		return e;
	*attachment = row_i64(r, "attachment");
	*ref = row_ref(r, "ref");
	return row_i64(r, "id") == t->id ? OK : DB_EXEC(m->a, m->db,
	    "update xz.inspection_evidence set same_as = $2 where id = $1 and same_as is null", DB_I64(t->id), DB_I64(row_i64(r, "id")));
}

static enum err
step(struct insp_move *m, const struct target *t, const struct store_content *c, const char *type, struct ref file)
{
	char text[REF_TEXT_SIZE], hex[65];

	ref_text(file, text);
	str_hex(c->sm3, 32, hex);
	m->occurred = t->taken_at < m->i.arrived_at ? m->i.arrived_at : t->taken_at < m->now ? t->taken_at : m->now;
	m->evidence = (const unsigned char (*)[32])&c->sha256;
	insp_note(m, "item", json_integer(t->n));
	insp_note(m, "file", json_string(text));
	insp_note(m, "bytes", json_integer(c->size));
	insp_note(m, "type", json_string(type));
	insp_note(m, "sm3", json_string(hex));
	return insp_step(m, "inspection.file");
}

static enum err
put(struct insp_move *m, const struct target *t, struct evidence_put *p)
{
	const char *type = arena_strdup(m->a, evidence_type_of(p->content->begin, p->content->begin_n));
	struct evidence_file_new f = { .agency = m->actor.agency, .by = m->actor.account, .at = m->now, .type = type,
	    .content = p->content };
	struct evidence_attach at = { .subject = t->id, .subject_kind = SUBJECT, .name = p->name,
	    .by = m->actor.account, .at = m->now };
	char text[REF_TEXT_SIZE];
	int64_t attachment;
	struct ref file;
	enum err e = evidence_file_put(m->a, m->db, &f, &at.file, &file);

	if (e == OK)
		e = there_already(m, t, at.file, &attachment, &p->ref);
	if (e == ERR_NOT_FOUND) {
		e = step(m, t, p->content, type, file);
		at.step = m->seq;
		if (e == OK)
			e = evidence_attach(m->a, m->db, &at, &attachment, &p->ref);
	}
	if (e == OK && p->upload != 0)
		e = evidence_upload_close(m->a, m->db, p->upload, "done", NULL, attachment);
	if (e != OK)
		return e;
	ref_text(p->ref, text);
	db_answer(m->db, text);
	return OK;
}

static enum err
put_tx(struct arena *a, struct db *db, void *ctx)
{
	struct evidence_put *p = ctx;
	struct insp_move m = { .a = a, .db = db, .act = p->act };
	struct ref inspection;
	struct target t;
	enum err e = announced(&m, p->subject, &t, &inspection);

	if (e == OK)
		e = insp_begin(&m, inspection);
	if (e == OK)
		e = may(&m);
	return e == OK ? put(&m, &t, p) : e;
}

enum err
inspection_upload_finish(struct arena *a, struct db *db, const struct act *act, const struct evidence_upload *u,
    struct ref *attachment)
{
	return evidence_upload_finish(a, db, act, u, put_tx, attachment);
}

/* ---- beginning */

struct beginning {
	const struct act *act;
	const struct inspection_upload_new *u;
	struct evidence_put put;		/* of bytes that are here already */
};

static enum err
begin(struct insp_move *m, const struct inspection_upload_new *u, struct target *t)
{
	enum err e = insp_begin(m, u->inspection);

	if (e == OK)
		e = may(m);
	return e == OK ? announce(m, u, t) : e;
}

static enum err
begin_tx(struct arena *a, struct db *db, void *ctx)
{
	const struct beginning *b = ctx;
	struct insp_move m = { .a = a, .db = db, .act = b->act };
	char text[REF_TEXT_SIZE];
	struct target t;
	struct ref ref;
	enum err e = begin(&m, b->u, &t);

	if (e == OK) {
		struct evidence_upload_new n = { .account = m.actor.account, .agency = m.actor.agency, .subject = t.id,
		    .now = m.now,
		    .subject_kind = SUBJECT, .name = b->u->name, .size = b->u->size, .sha256 = b->u->sha256 };

		e = evidence_upload_begin(a, db, &n, &ref);
	}
	if (e != OK)
		return e;
	ref_text(ref, text);
	db_answer(db, arena_printf(a, "upload %s", text));
	return OK;
}

enum err
inspection_upload_begin(struct arena *a, struct db *db, const struct act *act, const struct inspection_upload_new *u,
    const char **answer)
{
	struct beginning b = { .act = act, .u = u };

	return db_tx_run(a, db, act, begin_tx, &b, answer);
}

static enum err
attach_tx(struct arena *a, struct db *db, void *ctx)
{
	struct beginning *b = ctx;
	struct insp_move m = { .a = a, .db = db, .act = b->act };
	struct target t;
	enum err e = begin(&m, b->u, &t);

	return e == OK ? put(&m, &t, &b->put) : e;
}

enum err
inspection_attach(struct arena *a, struct db *db, const struct act *act, const struct inspection_upload_new *u, const void *bytes,
    const char **answer)
{
	struct store_content content;
	struct beginning b = { .act = act, .u = u, .put = { .act = act, .name = u->name, .content = &content } };
	struct insp_move m = { .a = a, .db = db, .act = act };
	struct store_writer *w;
	enum err e = people_actor_load(a, db, act->principal, &m.actor);

	if (e == OK)
		e = inspection_get(a, db, u->inspection, act->principal, &m.i);
	if (e == OK)
		e = may(&m);	/* before anything is written; asked again with it */
	if (e == OK)
		e = evidence_store_begin(a, &w);
	if (e == OK)
		e = evidence_store_add(w, bytes, (size_t)u->size);
	if (e == OK)
		e = evidence_store_keep(w, m.actor.agency, &content);
	return e == OK ? db_tx_run(a, db, act, attach_tx, &b, answer) : e;
}

/* ---- lists */

enum err
inspection_files(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select coalesce(v.n, 0) as n, coalesce(v.n, 0)::bigint as item_no, f.address, coalesce(q.name, '') as item_zh, coalesce(q.name_en, '') as item_en, t.ref, t.name,"
	    " f.size, f.type, encode(f.sha256, 'hex') as sha256, encode(f.sm3, 'hex') as sm3, c.display_name as by, t.attached_at as at,"
	    " v.taken_at as claimed, v.lat::text as lat, v.lon::text as lon, v.accuracy_m, k.result, k.checked_at, p.state as picture, p.width,"
	    " p.height, p.taken_at, p.latitude_e6, p.longitude_e6,"
	    " (select count(*) from xz.record_note n where n.attachment_id = t.id and n.taken_back_at is null) as notes from xz.inspection_evidence v join xz.record_attachment t"
	    " on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id join xz.record_file f on f.id = t.file_id"
	    " join xz.people_account c on c.id = t.attached_by left join xz.inspection_item q on q.inspection_id = v.inspection_id and q.n = v.n"
	    " left join xz.record_check k on k.file_id = f.id left join xz.record_picture p on p.file_id = f.id"
	    " where v.inspection_id = $1 order by v.n nulls last, v.id", DB_I64(id));
}
