/* attachment.c - see attachment.h. */
#include "lib/caseflow/attachment.h"

#include <string.h>

#include "lib/act/attach.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/evidence/file.h"
#include "lib/evidence/scan.h"

#define ATTACH "evidence_file"
#define THING "evidence"

/* ---- the act; act_move.with is a struct filing */

struct filing {
	struct act_file file;
	int64_t no;			/* of the item */
};

static enum err
there(struct act_move *m, struct act_file *f)
{
	return evidence_attached(m->a, m->db, THING, f->id, f->file, &f->attachment, &f->put->ref);
}

/* What has ended takes no more evidence. */
static enum err
not_ended(struct act_move *m)
{
	const struct case_file *cf = case_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select ended from xz.caseflow_state where procedure = $1 and version = $2"
	    " and code = $3", DB_TEXT(cf->procedure), DB_I64(cf->procedure_version), DB_TEXT(cf->state));

	return e == OK && row_bool(r, "ended") ? err_set(ERR_STATE, "the case has ended") : e;
}

static enum err
attach_effect(struct act_move *m)
{
	struct filing *f = m->with;

	act_note(m, "evidence_no", json_integer((json_int_t)f->no));
	return act_file_put(m, &f->file, there);
}

static enum err
attach_after(struct act_move *m)
{
	return act_file_attach(m, &((struct filing *)m->with)->file);
}

const struct act_step caseflow_file_steps[] = {
	{ .code = ATTACH, .prepare = not_ended, .check = not_ended, .effect = attach_effect, .after = attach_after,
	    .beside = true },
	{ .code = NULL },
};

/* ---- the item */

static enum err
find_item(struct arena *a, struct db *db, struct ref item, struct filing *f, struct act_key *key)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select e.id, e.no, c.ref as case_ref from xz.caseflow_evidence e"
	    " join xz.caseflow_case c on c.id = e.case_id where e.ref = $1", DB_REF(item));

	if (e != OK)
		return e;
	f->file.thing = THING;
	f->file.id = row_i64(r, "id");
	f->no = row_i64(r, "no");
	*key = (struct act_key){ .ref = row_ref(r, "case_ref"), .action = ATTACH };
	return OK;
}

/* Asked before anything is written; asked again with it. */
static enum err
may_attach(struct arena *a, struct db *db, const struct act *act, struct ref item, struct filing *f,
    struct act_move **m)
{
	struct act_key *key = ARENA_NEW(a, struct act_key);
	enum err e = find_item(a, db, item, f, key);

	return e == OK ? act_form(a, db, act, &caseflow_kind, key, m) : e;
}

enum err
caseflow_item_get(struct arena *a, struct db *db, const struct act *act, struct ref ref, struct caseflow_item *out,
    struct case_file *cf)
{
	struct filing f = { .no = 0 };
	struct act_move *m = NULL;
	struct db_row r;
	bool may;
	enum err e = may_attach(a, db, act, ref, &f, &m);

	may = e == OK;
	if (e == ERR_DENIED || e == ERR_STATE)		/* it may be read all the same */
		e = OK;
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select e.name, e.source, e.place, e.taken_at, e.taken_by, e.shows, e.note, e.original,"
		    " coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en, e.kind) as kind_en"
		    " from xz.caseflow_evidence e left join lateral (select v.name_zh, v.name_en from xz.law_code v"
		    " where v.kind = 'evidence_kind' and v.code = e.kind order by v.valid_from desc limit 1) l on true"
		    " where e.id = $1", DB_I64(f.file.id));
	if (e != OK)
		return e;
	*cf = *case_of(m);
	*out = (struct caseflow_item){ .id = f.file.id, .no = f.no, .ref = ref, .case_ref = case_of(m)->ref,
	    .kind_zh = row_text(r, "kind_zh"), .kind_en = row_text(r, "kind_en"), .name = row_text(r, "name"),
	    .source = row_text(r, "source"), .place = row_text(r, "place"), .taken_at = row_time(r, "taken_at"),
	    .taken_by = row_text(r, "taken_by"), .shows = row_text(r, "shows"), .note = row_text(r, "note"),
	    .original = row_bool(r, "original"), .may_attach = may };
	return OK;
}

static enum err
put_tx(struct arena *a, struct db *db, void *ctx)
{
	struct evidence_put *p = ctx;
	struct filing f = { .file = { .put = p } };
	struct act_request q = { .kind = &caseflow_kind, .version = ACT_ANY_VERSION, .with = &f };
	struct problems none;
	enum err e = find_item(a, db, p->subject, &f, &q.key);

	problems_init(&none, a);
	return e == OK ? act_do_within(a, db, p->act, &q, &none) : e;
}

/* ---- uploads */

struct beginning {
	const struct act *act;
	const struct caseflow_upload_new *u;
};

static enum err
begin_tx(struct arena *a, struct db *db, void *ctx)
{
	const struct beginning *b = ctx;
	struct filing f = { .no = 0 };
	struct act_move *m;
	struct ref ref;
	char text[REF_TEXT_SIZE];
	enum err e = may_attach(a, db, b->act, b->u->item, &f, &m);

	if (e == OK) {
		struct evidence_upload_new n = { .account = m->actor.account, .agency = m->actor.agency,
		    .subject = f.file.id, .now = m->now, .subject_kind = THING, .name = b->u->name, .size = b->u->size,
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
caseflow_upload_begin(struct arena *a, struct db *db, const struct act *act, const struct caseflow_upload_new *u,
    const char **answer)
{
	struct beginning b = { act, u };

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
	struct filing f = { .no = 0 };
	struct act_move *m;
	struct store_content content;
	struct evidence_put p = { .act = act, .subject = u->item, .name = u->name, .content = &content };
	struct store_writer *w;
	enum err e = may_attach(a, db, act, u->item, &f, &m);

	if (e == OK)
		e = evidence_store_begin(a, &w);
	if (e == OK)
		e = evidence_store_add(w, bytes, (size_t)u->size);
	if (e == OK)
		e = evidence_store_keep(w, m->actor.agency, &content);
	if (e == OK)
		e = evidence_scan(a, db, &content, "evidence", u->item);
	return e == OK ? db_tx_run(a, db, act, put_tx, &p, answer) : e;
}

enum err
caseflow_files(struct arena *a, struct db *db, int64_t case_id, int64_t item, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select e.no as item_no, t.ref, t.name, f.size, f.type, encode(f.sha256, 'hex') as sha256,"
	    " encode(f.sm3, 'hex') as sm3, f.address, c.display_name as by, t.attached_at as at, k.result,"
	    " k.checked_at, null::timestamptz as claimed, null::text as lat, null::text as lon, null::int as"
	    " accuracy_m, p.state as picture, p.width, p.height, p.taken_at, p.latitude_e6, p.longitude_e6,"
	    " (select count(*) from xz.record_note n where n.attachment_id = t.id and n.taken_back_at is null) as notes"
	    " from xz.caseflow_evidence e join xz.record_attachment t on t.subject_kind = 'evidence'"
	    " and t.subject_id = e.id"
	    " join xz.record_file f on f.id = t.file_id join xz.people_account c on c.id = t.attached_by"
	    " left join xz.record_check k on k.file_id = f.id left join xz.record_picture p on p.file_id = f.id"
	    " where e.case_id = $1 and ($2 = 0 or e.id = $2) order by t.id", DB_I64(case_id), DB_I64(item));
}
