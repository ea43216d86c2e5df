/* sealing.c - see sealing.h. */
#include "lib/paper/sealing.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/paper/rendition_priv.h"
#include "lib/sec/sec.h"
#include "lib/sec/stamp.h"

#define LATE_S 60	/* by then it has been tried at least twice */

enum err
paper_sealing_take(struct arena *a, struct db *db, struct sealing *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, ref, type, name_zh, name_en, number, state, data, sha256, template_version, made_at, agency_id,"
	    " agency, waits"
	    " from xz.record_sealing_take()");

	if (e != OK)
		return e;
	*out = (struct sealing){ .agency = row_i64(r, "agency_id"), .agency_ref = row_ref(r, "agency"),
	    .d = { .id = row_i64(r, "id"), .ref = row_ref(r, "ref"), .type = row_text(r, "type"),
	    .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"), .number = row_text(r, "number"),
	    .state = row_text(r, "state"), .data = row_text(r, "data"), .sha256 = row_text(r, "sha256"),
	    .template_version = row_i32(r, "template_version"), .made_at = row_time(r, "made_at"),
	    .waits = row_bool(r, "waits") } };
	return OK;
}

struct keeping {
	const struct sealing *s;
	const void *pdf;
	size_t n;
};

static enum err
keep(struct arena *a, struct db *db, void *ctx)
{
	const struct keeping *k = ctx;
	const struct record_document *d = &k->s->d;
	struct rendition_seal seal = { .key_id = NULL };
	unsigned char digest[SM3_SIZE];
	enum err e = OK;

	if (!d->waits && !str_eq(d->state, "sealed"))
		return err_set(ERR_STATE, "it waited for a device that has ended");
	sm3(k->pdf, k->n, digest);
	if (!d->waits)
		e = paper_rendition_sign(a, db, k->s->agency, k->s->agency_ref, d, k->pdf, k->n, &seal);
	return e == OK ? DB_EXEC(a, db, "select xz.record_sealing_keep($1, $2, $3, $4, $5, $6, $7, $8)", DB_I64(d->id),
	    DB_BYTES(k->pdf, k->n), DB_BYTES(digest, SM3_SIZE), DB_TEXT(seal.holder), DB_TEXT(seal.key_id),
	    DB_TEXT(STAMP_ALGORITHM), seal.pdf != NULL ? DB_BYTES(seal.pdf, seal.pdf_n) : DB_NULL,
	    seal.statement != NULL ? DB_BYTES(seal.statement, seal.statement_n) : DB_NULL) : e;
}

enum err
paper_sealing_keep(struct arena *a, struct db *db, const struct sealing *s, const void *pdf, size_t n)
{
	struct keeping k = { s, pdf, n };

	return db_tx_run(a, db, NULL, keep, &k, NULL);
}

enum err
paper_sealing_failed(struct arena *a, struct db *db, const struct sealing *s, bool key)
{
	return DB_EXEC(a, db, "select xz.record_sealing_failed($1, $2)", DB_I64(s->d.id),
	    DB_TEXT(key ? "key" : "other"));
}

enum err
paper_sealing_stage(struct arena *a, struct db *db, int64_t document_id, enum sealing_stage *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select made, waited, failed from xz.record_sealing_stage($1)", DB_I64(document_id));

	if (e != OK)
		return e;
	if (row_bool(r, "made"))
		*out = SEALING_MADE;
	else if (!row_has(r, "waited"))
		*out = SEALING_UNASKED;
	else if (row_has(r, "failed"))
		*out = str_eq(row_text(r, "failed"), "key") ? SEALING_NO_KEY : SEALING_FAILED;
	else
		*out = row_i64(r, "waited") > LATE_S ? SEALING_LATE : SEALING_WAITS;
	return OK;
}

enum err
paper_sealing_ask(struct arena *a, struct db *db, int64_t document_id, bool once_more)
{
	return DB_EXEC(a, db, "select xz.record_sealing_ask($1, $2)", DB_I64(document_id), DB_BOOL(once_more));
}

enum err
paper_sealing_all(struct arena *a, struct db *db, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "with queued as (insert into xz.record_sealing (document_id, account_id) select d.id, d.made_by"
	    " from xz.record_document d"
	    " where d.state in ('to_seal', 'sealed') and not exists (select from xz.record_rendition r"
	    " where r.document_id = d.id)"
	    " on conflict (document_id) do update set tries = default, not_before = default, since = default,"
	    " failed = null"
	    " returning 1) select count(*) as n from queued");

	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}

enum err
paper_sealing_forget(struct arena *a, struct db *db)
{
	return DB_EXEC(a, db, "delete from xz.record_sealing");
}
