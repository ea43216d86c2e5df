/* papers.c - the papers of a record as a bundle has them: frozen data, the sealed PDF with its signatures, and the keys
 * of the seals; see priv.h.  Only what was sealed leaves. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/bundle/priv.h"
#include "lib/paper/seals.h"

static const char *
keep_bytes(struct bundle *b, struct db_row r, const char *column, const char *name)
{
	size_t n;
	const void *bytes = row_bytes(b->a, r, column, &n);

	bundle_keep(b, name, bytes, n);
	return name;
}

/* null: it has none, because the agency's key is over or lies in a device that did not sign. */
static json_t *
file_of(struct bundle *b, struct db_row r, const char *ref)
{
	const char *pdf, *sig, *seal;

	if (!row_has(r, "key_id"))
		return json_null();
	pdf = keep_bytes(b, r, "pdf", arena_printf(b->a, "documents/%s.pdf", ref));
	sig = keep_bytes(b, r, "pdf_sig", arena_printf(b->a, "documents/%s.pdf.sig", ref));
	seal = keep_bytes(b, r, "seal_sig", arena_printf(b->a, "documents/%s.seal.sig", ref));
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:o}", "member", pdf, "sha256", row_text(r, "pdf_sha256"), "sm3",
	    row_text(r, "pdf_sm3"), "signature", sig, "seal", seal, "key", row_text(r, "key_id"),
	    "signed_at", bundle_time(row_time(r, "signed_at")));
}

static void
keep_document(struct bundle *b, struct db_row r, json_t *list)
{
	const char *data = row_text(r, "data"), *member;
	char ref[REF_TEXT_SIZE];
	json_t *d;

	ref_text(row_ref(r, "ref"), ref);
	member = arena_printf(b->a, "documents/%s.json", ref);
	bundle_keep(b, member, data, strlen(data));
	d = json_pack("{s:s,s:s,s:s,s:s,s:s,s:i,s:o,s:s,s:s}", "ref", ref, "type", row_text(r, "type"), "name_zh",
	    row_text(r, "name_zh"), "name_en", row_text(r, "name_en"), "number", row_text(r, "number"),
	    "template_version", row_i32(r, "template_version"), "sealed_at", bundle_time(row_time(r, "sealed_at")),
	    "data", member, "sha256", row_text(r, "sha256"));
	json_object_set_new(d, "file", file_of(b, r, ref));
	json_array_append_new(list, d);
	b->documents_n++;
}

/* The keys that sealed any of them, as everybody may know them. */
static enum err
keep_seals(struct bundle *b, const struct db_rows *papers)
{
	json_t *list = json_array();
	const struct db_rows *keys;
	int i, k;
	enum err e = paper_seals_list(b->a, b->db, &keys);

	for (k = 0; e == OK && k < db_count(keys); k++) {
		struct db_row r = db_at(keys, k);
		const char *id = row_text(r, "key_id"), *member = arena_printf(b->a, "seals/%s.pem", id), *pem;

		for (i = 0; i < db_count(papers) && !str_eq(row_text_or(db_at(papers, i), "key_id", ""), id); i++)
			;
		if (i == db_count(papers))
			continue;
		e = paper_seals_pem(b->a, b->db, id, &pem);
		if (e != OK)
			break;
		bundle_keep(b, member, pem, strlen(pem));
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:s,s:o,s:o,s:o}", "key", id, "agency",
		    row_text(r, "agency_name"), "algorithm", row_text(r, "algorithm"), "holder", row_text(r, "holder"),
		    "member", member, "valid_from", bundle_time(row_time(r, "valid_from")),
		    "valid_until", bundle_time(row_time(r, "valid_until")),
		    "revoked_at", bundle_time(row_time(r, "revoked_at"))));
	}
	json_object_set_new(b->index, "seals", list);
	return e;
}

/* Papers that were frozen before files were made by themselves, or a moment ago. */
static enum err
make_missing(struct bundle *b, const struct bundle_to *to)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(b->a, b->db, &rows,
	    "select d.ref from xz.record_document d where d.subject_kind = $2 and d.subject_id = $1"
	    " and d.state = 'sealed'"
	    " and not exists (select from xz.record_rendition r where r.document_id = d.id and r.kind = 'pdf')"
	    " order by d.id", DB_I64(b->of->id), DB_TEXT(b->of->kind));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = to->paper(b->a, row_ref(db_at(rows, i), "ref"), to->ctx);
		if (e == OK)
			e = to->progress(0, to->ctx);
	}
	return e;
}

enum err
bundle_documents(struct bundle *b, const struct bundle_to *to)
{
	json_t *list = json_array();
	const struct db_rows *rows;
	int i;
	enum err e = make_missing(b, to);

	if (e == OK)
		e = DB_MANY(b->a, b->db, &rows,
		    "select d.ref, d.type, coalesce(d.title, t.name_zh) as name_zh, t.name_en,"
		    " coalesce(d.number, '') as number,"
		    " d.template_version, d.sealed_at, d.data, encode(d.data_sha256, 'hex') as sha256, r.content as"
		    " pdf, encode(r.sha256, 'hex') as pdf_sha256, encode(r.sm3, 'hex') as pdf_sm3, p.signature as"
		    " pdf_sig, s.signature as seal_sig, s.key_id, s.signed_at"
		    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
		    " left join xz.record_rendition r on r.document_id = d.id and r.kind = 'pdf'"
		    " left join xz.record_signature p on p.rendition_id = r.id and p.covers = 'pdf'"
		    " left join xz.record_signature s on s.rendition_id = r.id and s.covers = 'seal'"
		    " and s.key_id = p.key_id"
		    " where d.subject_kind = $2 and d.subject_id = $1 and d.state = 'sealed' order by d.id",
		    DB_I64(b->of->id), DB_TEXT(b->of->kind));
	for (i = 0; e == OK && i < db_count(rows); i++)
		keep_document(b, db_at(rows, i), list);
	json_object_set_new(b->index, "documents", list);
	return e == OK ? keep_seals(b, rows) : e;
}
