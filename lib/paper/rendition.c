/* rendition.c - see rendition.h. */
#include "lib/paper/rendition.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/paper/rendition_priv.h"
#include "lib/record/document.h"
#include "lib/sec/sec.h"
#include "lib/sec/stamp.h"

static const char *seals;

void
paper_seals_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)k;
	seals = conf_text(c, "seals", NULL);
}

enum err
paper_rendition_get(struct arena *a, struct db *db, int64_t document_id, struct paper_rendition *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select r.content, encode(r.sha256, 'hex') as sha256, s.signature, s.key_id, s.signed_at"
	    " from xz.record_rendition r"
	    " left join xz.record_signature s on s.rendition_id = r.id and s.covers = 'pdf'"
	    " where r.document_id = $1 and r.kind = 'pdf'", DB_I64(document_id));

	if (e != OK)
		return e;
	*out = (struct paper_rendition){ .sha256 = row_text(r, "sha256"), .key_id = row_text_null(r, "key_id"),
	    .signed_at = row_time(r, "signed_at") };
	out->pdf = row_bytes(a, r, "content", &out->n);
	if (row_has(r, "signature"))
		out->signature = row_bytes(a, r, "signature", &out->signature_n);
	return OK;
}

const char *
paper_seal_statement(struct arena *a, struct ref ref, const char *data_sha256, const char *pdf_sha256)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return arena_printf(a, "xz-seal-1\n%s\n%s\n%s\n", text, data_sha256, pdf_sha256);
}

struct making {
	const struct record_document *d;
	int64_t account, id;	/* id: of the rendition */
	const void *pdf;
	size_t n;
};

static enum err
keep(struct arena *a, struct db *db, const struct making *m, const struct rendition_seal *s, const char *covers,
    const void *sig, size_t n)
{
	return DB_EXEC(a, db,
	    "insert into xz.record_signature (document_id, role, account_id, method, key_id, algorithm,"
	    " signature, signed_at, rendition_id, covers) values ($1, 'seal', $2, $3, $4, $5, $6, xz.now(), $7, $8)",
	    DB_I64(m->d->id), DB_I64(m->account), DB_TEXT(s->holder), DB_TEXT(s->key_id), DB_TEXT(STAMP_ALGORITHM),
	    DB_BYTES(sig, n), DB_I64(m->id), DB_TEXT(covers));
}

static enum err
keep_both(struct arena *a, struct db *db, const struct making *m, const struct rendition_seal *s)
{
	enum err e = keep(a, db, m, s, "pdf", s->pdf, s->pdf_n);

	return e == OK ? keep(a, db, m, s, "seal", s->statement, s->statement_n) : e;
}

enum err
paper_rendition_sign(struct arena *a, struct db *db, int64_t agency, struct ref agency_ref,
    const struct record_document *d,
    const void *pdf, size_t n, struct rendition_seal *out)
{
	unsigned char digest[SHA256_SIZE], *sig;
	const char *text;
	char hex[65];
	struct stamp s;
	enum err e;

	if (seals == NULL)
		return err_set(ERR_STATE, "no seals here");
	sha256(pdf, n, digest);
	str_hex(digest, sizeof(digest), hex);
	text = paper_seal_statement(a, d->ref, d->sha256, hex);
	e = stamp_file(a, seals, agency_ref, &s);
	if (e == OK)
		e = stamp_announce(a, db, agency, &s);
	if (e == ERR_INPUT)
		return err_set(ERR_STATE, "the key of the agency is over");
	*out = (struct rendition_seal){ .key_id = arena_strdup(a, s.id), .holder = s.holder };
	if (e == OK)
		e = s.sign(a, &s, pdf, n, &sig, &out->pdf_n);
	if (e != OK)
		return e;
	out->pdf = sig;
	e = s.sign(a, &s, text, strlen(text), &sig, &out->statement_n);
	out->statement = sig;
	return e;
}

static enum err
make(struct arena *a, struct db *db, void *ctx)
{
	struct making *m = ctx;
	unsigned char digest[SHA256_SIZE], sm3_digest[SM3_SIZE];
	struct rendition_seal seal;
	struct db_row agency, r;
	enum err e = DB_ONE(a, db, &agency,
	    "select g.id, g.ref, d.data_sha256 = sha256(convert_to(d.data, 'UTF8')) as whole, d.state,"
	    " xz.record_sealed_as(g.id) = 'to_seal' as device from xz.record_document d"
	    " join xz.people_agency g on g.id = d.agency_id where d.id = $1", DB_I64(m->d->id));

	if (e != OK)
		return e;
	if (!row_bool(agency, "whole") || !(str_eq(row_text(agency, "state"), "sealed") ||
	    str_eq(row_text(agency, "state"), "to_seal")))
		return err_set(ERR_STATE, "not sealed, or not what was sealed");
	sha256(m->pdf, m->n, digest);
	sm3(m->pdf, m->n, sm3_digest);
	e = DB_ONE(a, db, &r,
	    "insert into xz.record_rendition (document_id, kind, sha256, sm3, size, content, made_by, made_at)"
	    " values ($1, 'pdf', $2, $3, $4, $5, $6, xz.now()) on conflict (document_id, kind) do nothing returning id",
	    DB_I64(m->d->id), DB_BYTES(digest, SHA256_SIZE), DB_BYTES(sm3_digest, SM3_SIZE), DB_I64((int64_t)m->n),
	    DB_BYTES(m->pdf, m->n), DB_I64(m->account));
	if (e == ERR_NOT_FOUND)
		return OK;	/* somebody else's is there */
	if (e != OK)
		return e;
	m->id = row_i64(r, "id");
	if (row_bool(agency, "device"))
		return OK;	/* it waits */
	if (!str_eq(row_text(agency, "state"), "sealed"))
		return err_set(ERR_STATE, "it waited for a device that has ended");
	e = paper_rendition_sign(a, db, row_i64(agency, "id"), row_ref(agency, "ref"), m->d, m->pdf, m->n, &seal);
	return e == OK ? keep_both(a, db, m, &seal) : e;
}

enum err
paper_rendition_make(struct arena *a, struct db *db, const struct record_document *d, int64_t account,
    const void *pdf, size_t n, struct paper_rendition *out)
{
	struct making m = { .d = d, .account = account, .pdf = pdf, .n = n };
	enum err e;

	if (seals == NULL)
		return err_set(ERR_STATE, "no seals here");
	e = db_tx_run(a, db, NULL, make, &m, NULL);
	return e == OK ? paper_rendition_get(a, db, d->id, out) : e;
}

bool
paper_seal_read(struct arena *a, const char *text, const void **out, size_t *n)
{
	unsigned char *bytes;
	struct str plain;

	str_init(&plain, a);
	for (; *text != '\0'; text++)
		if (strchr(" \t\r\n", *text) == NULL)
			str_addc(&plain, *text);
	if (!base64_decode(a, plain.s, &bytes, n))
		return false;
	*out = bytes;
	return true;
}

struct sealing {
	struct making m;
	const struct paper_rendition *made;
	const struct paper_seal *by;
	bool fits;
};

static enum err
seal_by_device(struct arena *a, struct db *db, void *ctx)
{
	struct sealing *s = ctx;
	const struct record_document *d = s->m.d;
	const char *text = paper_seal_statement(a, d->ref, d->sha256, s->made->sha256);
	const void *public;
	struct rendition_seal seal;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(a, db, &r,
	    "select r.id, k.key_id, k.public, k.holder from xz.record_document d"
	    " join xz.record_rendition r on r.document_id = d.id and r.kind = 'pdf'"
	    " join xz.sec_key k on k.agency_id = d.agency_id"
	    "  and k.purpose = 'seal' and k.holder = 'device' and k.valid_until is null and k.revoked_at is null"
	    " where d.id = $1 and d.state in ('to_seal', 'sealed') and not exists (select from xz.record_signature s"
	    "  where s.rendition_id = r.id) for update of d", DB_I64(d->id));

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "does not wait for a seal");
	if (e != OK)
		return e;
	public = row_bytes(a, r, "public", &n);
	s->fits = stamp_verify(public, n, s->made->pdf, s->made->n, s->by->pdf, s->by->pdf_n) &&
	    stamp_verify(public, n, text, strlen(text), s->by->statement, s->by->statement_n);
	if (!s->fits)
		return OK;
	s->m.id = row_i64(r, "id");
	seal = (struct rendition_seal){ row_text(r, "key_id"), row_text(r, "holder"), s->by->pdf,
	    s->by->statement, s->by->pdf_n, s->by->statement_n };
	e = keep_both(a, db, &s->m, &seal);
	return e == OK ? record_document_signed(a, db, d->id) : e;
}

enum err
paper_rendition_seal(struct arena *a, struct db *db, const struct record_document *d,
    const struct paper_rendition *made,
    int64_t account, const struct paper_seal *by, bool *fits)
{
	struct sealing s = { .m = { .d = d, .account = account }, .made = made, .by = by };
	enum err e = db_tx_run(a, db, NULL, seal_by_device, &s, NULL);

	*fits = s.fits;
	return e;
}

static void
check(struct arena *a, struct ref ref, struct db_row r, struct paper_verified *out)
{
	const char *text = paper_seal_statement(a, ref, out->data_sha256, out->sha256);
	size_t public_n, sig_n;
	const void *sig = row_bytes(a, r, "signature", &sig_n);

	out->public = row_bytes(a, r, "public", &public_n);
	out->valid = stamp_verify(out->public, public_n, text, strlen(text), sig, sig_n) &&
	    out->signed_at >= row_time(r, "valid_from") &&
	    (out->key_ended_at == TIME_NONE || out->signed_at <= out->key_ended_at) &&
	    (out->revoked_at == TIME_NONE || out->signed_at < out->revoked_at);
}

enum err
paper_verify(struct arena *a, struct db *db, struct ref ref, struct paper_verified *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select number, type_zh, type_en, agency_name, agency_name_en, agency_ref, sealed_at, data_sha256,"
	    " sha256, sm3, size, key_id, public, holder, signature, signed_at, valid_from, valid_until,"
	    " revoked_at, log_index"
	    " from xz.record_verify($1)", DB_REF(ref));

	if (e != OK)
		return e;
	*out = (struct paper_verified){ .number = row_text_or(r, "number", ""), .type_zh = row_text(r, "type_zh"),
	    .type_en = row_text(r, "type_en"), .agency_name = row_text(r, "agency_name"),
	    .agency_name_en = row_text(r, "agency_name_en"), .agency = row_ref(r, "agency_ref"),
	    .sealed_at = row_time(r, "sealed_at"), .data_sha256 = row_text(r, "data_sha256"),
	    .log_index = row_i64_or(r, "log_index", -1), .made = row_has(r, "key_id") };
	if (!out->made)
		return OK;
	out->sha256 = row_text(r, "sha256");
	out->sm3 = row_text(r, "sm3");
	out->size = row_i64(r, "size");
	out->key_id = row_text(r, "key_id");
	out->holder = row_text(r, "holder");
	out->signed_at = row_time(r, "signed_at");
	out->key_ended_at = row_time(r, "valid_until");
	out->revoked_at = row_time(r, "revoked_at");
	check(a, ref, r, out);
	return OK;
}
