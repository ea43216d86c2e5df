/* attachment.c - see attachment.h. */
#include "lib/inspection/attachment.h"

#include <string.h>

#include "lib/act/attach.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/scan.h"
#include "lib/inspection/priv.h"

#define SUBJECT "inspection_evidence"

bool
inspection_may_attach(const struct inspection *i)
{
	return i->mine && i->arrived_at != TIME_NONE && !str_eq(i->state, "cancelled");
}

/* ---- the act; act_move.with is a struct filing */

struct target {
	int64_t id, taken_at;
	int n;
	struct ref ref;
};
struct filing {
	struct act_file file;
	struct target target;
};

enum err
insp_file_may(struct act_move *m)
{
	if (str_eq(insp_of(m)->state, "cancelled"))
		return err_set(ERR_STATE, "the inspection was cancelled");
	return insp_of(m)->arrived_at == TIME_NONE ? err_set(ERR_CONFLICT, "nobody has arrived yet") : OK;
}

/* The same bytes at the same item are one file, whoever took them. */
static enum err
there(struct act_move *m, struct act_file *f)
{
	const struct filing *x = m->with;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select v.id, t.id as attachment, t.ref from xz.inspection_evidence v join xz.record_attachment t"
	    " on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id where v.inspection_id = $1"
	    " and coalesce(v.n, 0) = $2"
	    " and t.file_id = $3 order by t.id limit 1", DB_I64(insp_of(m)->id), DB_I64(x->target.n), DB_I64(f->file));

	if (e != OK)
		return e;
	f->attachment = row_i64(r, "attachment");
	f->put->ref = row_ref(r, "ref");
	return row_i64(r, "id") == x->target.id ? OK : DB_EXEC(m->a, m->db,
	    "update xz.inspection_evidence set same_as = $2 where id = $1 and same_as is null", DB_I64(x->target.id),
	    DB_I64(row_i64(r, "id")));
}

enum err
insp_file(struct act_move *m)
{
	struct filing *x = m->with;
	int64_t taken = x->target.taken_at < m->now ? x->target.taken_at : m->now;

	m->occurred = taken < insp_of(m)->arrived_at ? insp_of(m)->arrived_at : taken;
	act_note(m, "item", json_integer(x->target.n));
	return act_file_put(m, &x->file, there);
}

enum err
insp_file_after(struct act_move *m)
{
	return act_file_attach(m, &((struct filing *)m->with)->file);
}

/* Asked before anything is written; asked again with it. */
static enum err
may_file(struct arena *a, struct db *db, const struct act *act, struct ref inspection, struct act_move **m)
{
	struct act_key *key = ARENA_NEW(a, struct act_key);

	*key = (struct act_key){ .ref = inspection, .action = "file" };
	return act_form(a, db, act, &insp_kind, key, m);
}

static enum err
put(struct arena *a, struct db *db, struct ref inspection, const struct target *t, struct evidence_put *p)
{
	struct filing x = { .file = { .put = p, .thing = SUBJECT, .id = t->id }, .target = *t };
	struct act_request q = { .kind = &insp_kind, .key = { .ref = inspection, .action = "file" },
	    .version = ACT_ANY_VERSION, .with = &x };
	struct problems unseen;

	problems_init(&unseen, a);
	return act_do_within(a, db, p->act, &q, &unseen);
}

/* ---- what the phone says of a file */

static struct db_param
degrees_or_null(const char *text)
{
	return text != NULL ? DB_TEXT(text) : DB_NULL;
}

static enum err
announce(struct act_move *m, const struct inspection_upload_new *u, struct target *t)
{
	double lat, lon;
	bool placed = u->lat != NULL && u->lon != NULL && insp_degrees(u->lat, 90, &lat) &&
	    insp_degrees(u->lon, 180, &lon);
	int64_t taken = u->taken_at != TIME_NONE && u->taken_at < m->now ? u->taken_at : m->now;
	struct db_row r;
	enum err e = OK;

	if (u->n != 0)
		e = DB_ONE(m->a, m->db, &r,
		    "select n from xz.inspection_item where inspection_id = $1 and n = $2", DB_I64(insp_of(m)->id),
		    DB_I64(u->n));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_evidence (inspection_id, n, mark, taken_by, taken_at, lat,"
		    " lon, accuracy_m, noted_at) values ($1, $2, $3, $4, $5, round($6::text::numeric, 6),"
		    " round($7::text::numeric, 6), $8, $9)"
		    " on conflict do nothing", DB_I64(insp_of(m)->id), DB_ID(u->n), DB_TEXT(u->mark),
		    DB_I64(m->actor.account), DB_TIME(taken), degrees_or_null(placed ? u->lat : NULL),
		    degrees_or_null(placed ? u->lon : NULL), placed && u->accuracy_m >= 0 ? DB_I64(u->accuracy_m) :
		    DB_NULL, DB_TIME(m->now));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select id, ref, coalesce(n, 0) as n, taken_at from xz.inspection_evidence"
		    " where inspection_id = $1 and taken_by = $2 and mark = $3", DB_I64(insp_of(m)->id),
		    DB_I64(m->actor.account), DB_TEXT(u->mark));
	if (e == OK)
		*t = (struct target){ .id = row_i64(r, "id"), .taken_at = row_time(r, "taken_at"), .n = row_i32(r, "n"),
		    .ref = row_ref(r, "ref") };
	return e;
}

static enum err
announced(struct arena *a, struct db *db, struct ref evidence, struct target *t, struct ref *inspection)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select v.id, coalesce(v.n, 0) as n, v.taken_at, i.ref as inspection from xz.inspection_evidence v"
	    " join xz.inspection i on i.id = v.inspection_id where v.ref = $1", DB_REF(evidence));

	if (e != OK)
		return e;
	*t = (struct target){ .id = row_i64(r, "id"), .taken_at = row_time(r, "taken_at"), .n = row_i32(r, "n"),
	    .ref = evidence };
	*inspection = row_ref(r, "inspection");
	return OK;
}

static enum err
put_tx(struct arena *a, struct db *db, void *ctx)
{
	struct evidence_put *p = ctx;
	struct ref inspection;
	struct target t;
	enum err e = announced(a, db, p->subject, &t, &inspection);

	return e == OK ? put(a, db, inspection, &t, p) : e;
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
begin(struct arena *a, struct db *db, const struct beginning *b, struct target *t, struct act_move **m)
{
	enum err e = may_file(a, db, b->act, b->u->inspection, m);

	return e == OK ? announce(*m, b->u, t) : e;
}

static enum err
begin_tx(struct arena *a, struct db *db, void *ctx)
{
	const struct beginning *b = ctx;
	char text[REF_TEXT_SIZE];
	struct act_move *m;
	struct target t;
	struct ref ref;
	enum err e = begin(a, db, b, &t, &m);

	if (e == OK) {
		struct evidence_upload_new n = { .account = m->actor.account, .agency = m->actor.agency,
		    .subject = t.id, .now = m->now, .subject_kind = SUBJECT, .name = b->u->name, .size = b->u->size,
		    .sha256 = b->u->sha256 };

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
	struct act_move *m;
	struct target t;
	enum err e = begin(a, db, b, &t, &m);

	return e == OK ? put(a, db, b->u->inspection, &t, &b->put) : e;
}

enum err
inspection_attach(struct arena *a, struct db *db, const struct act *act, const struct inspection_upload_new *u,
    const void *bytes, const char **answer)
{
	struct store_content content;
	struct beginning b = { .act = act, .u = u, .put = { .act = act, .name = u->name, .content = &content } };
	struct act_move *m;
	struct store_writer *w;
	enum err e = may_file(a, db, act, u->inspection, &m);

	if (e == OK)
		e = evidence_store_begin(a, &w);
	if (e == OK)
		e = evidence_store_add(w, bytes, (size_t)u->size);
	if (e == OK)
		e = evidence_store_keep(w, m->actor.agency, &content);
	if (e == OK)
		e = evidence_scan(a, db, &content, "inspection", u->inspection);
	return e == OK ? db_tx_run(a, db, act, attach_tx, &b, answer) : e;
}

/* ---- lists */

enum err
inspection_files(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select coalesce(v.n, 0) as n, coalesce(v.n, 0)::bigint as item_no, f.address,"
	    " coalesce(q.name, '') as item_zh, coalesce(q.name_en, '') as item_en, t.ref, t.name,"
	    " f.size, f.type, encode(f.sha256, 'hex') as sha256, encode(f.sm3, 'hex') as sm3, c.display_name as by,"
	    " t.attached_at as at, v.taken_at as claimed, v.lat::text as lat, v.lon::text as lon, v.accuracy_m,"
	    " k.result, k.checked_at, p.state as picture, p.width,"
	    " p.height, p.taken_at, p.latitude_e6, p.longitude_e6,"
	    " (select count(*) from xz.record_note n where n.attachment_id = t.id and n.taken_back_at is null) as notes"
	    " from xz.inspection_evidence v join xz.record_attachment t"
	    " on t.subject_kind = 'inspection_evidence' and t.subject_id = v.id"
	    " join xz.record_file f on f.id = t.file_id"
	    " join xz.people_account c on c.id = t.attached_by"
	    " left join xz.inspection_item q on q.inspection_id = v.inspection_id and q.n = v.n"
	    " left join xz.record_check k on k.file_id = f.id left join xz.record_picture p on p.file_id = f.id"
	    " where v.inspection_id = $1 order by v.n nulls last, v.id", DB_I64(id));
}
