/* attachment.c - see attachment.h. */
#include "lib/caseflow/attachment.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/evidence/file.h"
#include "lib/evidence/type.h"
#include "lib/record/record.h"

/* ---- who may */

struct attaching {
	struct people_actor actor;
	struct case_file cf;
	int64_t item, item_no, now;
};

static enum err
find_item(struct arena *a, struct db *db, struct ref item, struct ref *case_ref, struct attaching *t)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select e.id, e.no, c.ref as case_ref from xz.caseflow_evidence e"
	    " join xz.caseflow_case c on c.id = e.case_id where e.ref = $1", DB_REF(item));

	if (e != OK)
		return e;
	t->item = row_i64(r, "id");
	t->item_no = row_i64(r, "no");
	*case_ref = row_ref(r, "case_ref");
	return OK;
}

/* One of the officers who handle it, and the case is not over. */
static enum err
may(struct arena *a, struct db *db, const struct attaching *t)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select exists (select from xz.caseflow_officer o where o.case_id = c.id and o.account_id = $2"
	    " and o.state = 'accepted' and o.role in ('lead', 'assist')) as officer, s.ended"
	    " from xz.caseflow_case c join xz.caseflow_state s on s.procedure = c.procedure"
	    " and s.version = c.procedure_version and s.code = c.state where c.id = $1",
	    DB_I64(t->cf.id), DB_I64(t->actor.account));

	if (e == OK && (!row_bool(r, "officer") || (t->actor.duties & DUTY_OFFICER) == 0))
		return err_set(ERR_DENIED, "not an officer of this case");
	if (e == OK && row_bool(r, "ended"))
		return err_set(ERR_STATE, "the case has ended");
	return e;
}

static enum err
begin(struct arena *a, struct db *db, int64_t account, struct ref item, bool lock, struct attaching *t)
{
	struct ref case_ref;
	enum err e = people_actor_load(a, db, account, &t->actor);

	if (e == OK)
		e = find_item(a, db, item, &case_ref, t);
	if (e == OK)
		e = case_load(a, db, case_ref, lock, &t->cf);
	return e == OK ? db_now(a, db, &t->now) : e;	/* once it is locked: the record's times never go back */
}

enum err
caseflow_item_get(struct arena *a, struct db *db, const struct act *act, struct ref ref, struct caseflow_item *out,
    struct case_file *cf)
{
	struct attaching t = { 0 };
	struct db_row r;
	enum err e = begin(a, db, act->principal, ref, false, &t);

	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select e.name, e.source, e.place, e.taken_at, e.taken_by, e.shows, e.note, e.original,"
		    " coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en, e.kind) as kind_en"
		    " from xz.caseflow_evidence e left join lateral (select v.name_zh, v.name_en from xz.law_code v"
		    " where v.kind = 'evidence_kind' and v.code = e.kind order by v.valid_from desc limit 1) l on true"
		    " where e.id = $1", DB_I64(t.item));
	if (e != OK)
		return e;
	*cf = t.cf;
	*out = (struct caseflow_item){ .id = t.item, .no = t.item_no, .ref = ref, .case_ref = t.cf.ref,
	    .kind_zh = row_text(r, "kind_zh"), .kind_en = row_text(r, "kind_en"), .name = row_text(r, "name"),
	    .source = row_text(r, "source"), .place = row_text(r, "place"), .taken_at = row_time(r, "taken_at"),
	    .taken_by = row_text(r, "taken_by"), .shows = row_text(r, "shows"), .note = row_text(r, "note"),
	    .original = row_bool(r, "original") };
	e = may(a, db, &t);
	out->may_attach = e == OK;
	return e == ERR_DENIED || e == ERR_STATE ? OK : e;
}

/* ---- a file that is in the store, onto the item, once */

static enum err
step(struct arena *a, struct db *db, const struct attaching *t, const struct store_content *c, const char *type,
    struct ref file, int *seq)
{
	struct record_entry entry = { .chain_id = t->cf.chain_id, .kind = "evidence_file", .actor = t->actor.ref,
	    .occurred_at = t->now, .recorded_at = t->now, .agency = t->cf.agency, .unit = t->cf.unit,
	    .subject_ref = t->cf.ref, .evidence = (const unsigned char (*)[32])&c->sha256, .evidence_n = 1 };
	char text[REF_TEXT_SIZE], hex[65];
	enum err e;

	ref_text(file, text);
	str_hex(c->sm3, 32, hex);
	entry.payload = json_pack("{s:I,s:s,s:I,s:s,s:s}", "evidence_no", (json_int_t)t->item_no, "file", text, "bytes",
	    (json_int_t)c->size, "type", type, "sm3", hex);
	entry.dims = json_pack("{s:s,s:s,s:s}", "state", t->cf.state, "cause", t->cf.cause_name, "procedure",
	    t->cf.procedure);
	e = record_append(a, db, &entry, seq);
	json_decref(entry.payload);
	json_decref(entry.dims);
	return e;
}

static enum err
put_file(struct arena *a, struct db *db, struct evidence_put *p, const struct attaching *t, int64_t *attachment)
{
	const char *type = arena_strdup(a, evidence_type_of(p->content->begin, p->content->begin_n));
	struct evidence_file_new f = { .agency = t->actor.agency, .by = t->actor.account, .at = t->now, .type = type,
	    .content = p->content };
	struct evidence_attach at = { .subject = t->item, .subject_kind = "evidence", .name = p->name,
	    .by = t->actor.account, .at = t->now };
	struct ref file;
	enum err e = evidence_file_put(a, db, &f, &at.file, &file);

	if (e == OK)
		e = evidence_attached(a, db, "evidence", t->item, at.file, attachment, &p->ref);
	if (e != ERR_NOT_FOUND)
		return e;	/* there already: the same photo twice is one */
	e = step(a, db, t, p->content, type, file, &at.step);
	return e == OK ? evidence_attach(a, db, &at, attachment, &p->ref) : e;
}

static enum err
put_tx(struct arena *a, struct db *db, void *ctx)
{
	struct evidence_put *p = ctx;
	struct attaching t = { 0 };
	char text[REF_TEXT_SIZE];
	int64_t attachment;
	enum err e = begin(a, db, p->act->principal, p->subject, true, &t);

	if (e == OK)
		e = may(a, db, &t);
	if (e == OK)
		e = put_file(a, db, p, &t, &attachment);
	if (e == OK && p->upload != 0)
		e = evidence_upload_close(a, db, p->upload, "done", NULL, attachment);
	if (e != OK)
		return e;
	ref_text(p->ref, text);
	db_answer(db, text);
	return OK;
}

/* ---- uploads */

struct beginning {
	int64_t account;
	const struct caseflow_upload_new *u;
};

static enum err
begin_tx(struct arena *a, struct db *db, void *ctx)
{
	const struct beginning *b = ctx;
	struct attaching t = { 0 };
	struct ref ref;
	char text[REF_TEXT_SIZE];
	enum err e = begin(a, db, b->account, b->u->item, false, &t);

	if (e == OK)
		e = may(a, db, &t);
	if (e == OK) {
		struct evidence_upload_new n = { .account = b->account, .agency = t.actor.agency, .subject = t.item,
		    .now = t.now, .subject_kind = "evidence", .name = b->u->name, .size = b->u->size,
		    .sha256 = b->u->sha256 };

		e = evidence_upload_begin(a, db, &n, &ref);
	}
	if (e != OK)
		return e;
	ref_text(ref, text);
	db_answer(db, arena_printf(a, "/desk/upload/%s", text));
	return OK;
}

enum err
caseflow_upload_begin(struct arena *a, struct db *db, const struct act *act, const struct caseflow_upload_new *u,
    const char **answer)
{
	struct beginning b = { act->principal, u };

	return db_tx_run(a, db, act, begin_tx, &b, answer);
}

enum err
caseflow_upload_finish(struct arena *a, struct db *db, const struct act *act, const struct evidence_upload *u,
    struct ref *attachment)
{
	return evidence_upload_finish(a, db, act, u, put_tx, attachment);
}

enum err
caseflow_attach(struct arena *a, struct db *db, const struct act *act, const struct caseflow_upload_new *u,
    const void *bytes, const char **answer)
{
	struct attaching t = { 0 };
	struct store_content content;
	struct evidence_put p = { .act = act, .subject = u->item, .name = u->name, .content = &content };
	struct store_writer *w;
	enum err e = begin(a, db, act->principal, u->item, false, &t);

	if (e == OK)
		e = may(a, db, &t);	/* before anything is written; asked again with it */
	if (e == OK)
		e = evidence_store_begin(a, &w);
	if (e == OK)
		e = evidence_store_add(w, bytes, (size_t)u->size);
	if (e == OK)
		e = evidence_store_keep(w, t.actor.agency, &content);
	return e == OK ? db_tx_run(a, db, act, put_tx, &p, answer) : e;
}

enum err
caseflow_files(struct arena *a, struct db *db, int64_t case_id, int64_t item, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select e.no as item_no, t.ref, t.name, f.size, f.type, encode(f.sha256, 'hex') as sha256,"
	    " encode(f.sm3, 'hex') as sm3, f.address, c.display_name as by, t.attached_at as at, k.result, k.checked_at,"
	    " null::timestamptz as claimed, null::text as lat, null::text as lon, null::int as accuracy_m, p.state as picture, p.width, p.height, p.taken_at, p.latitude_e6, p.longitude_e6,"
	    " (select count(*) from xz.record_note n where n.attachment_id = t.id and n.taken_back_at is null) as notes"
	    " from xz.caseflow_evidence e join xz.record_attachment t on t.subject_kind = 'evidence' and t.subject_id = e.id"
	    " join xz.record_file f on f.id = t.file_id join xz.people_account c on c.id = t.attached_by"
	    " left join xz.record_check k on k.file_id = f.id left join xz.record_picture p on p.file_id = f.id"
	    " where e.case_id = $1 and ($2 = 0 or e.id = $2) order by t.id", DB_I64(case_id), DB_I64(item));
}
