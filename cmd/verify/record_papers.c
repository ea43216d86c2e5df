/* record_papers.c - the papers of a bundle: named by the chain, their data as the index has it, their files signed by
 * the seal that the index names, while its key was good. */
#include <string.h>

#include "cmd/verify/record.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/paper/rendition.h"
#include "lib/sec/stamp.h"

/* The value stands somewhere below under that key. */
static bool
named_below(const json_t *at, const char *key, const char *value)
{
	const json_t *item;
	size_t i;
	void *it;

	if (json_is_array(at)) {
		json_array_foreach(at, i, item)
			if (named_below(item, key, value))
				return true;
		return false;
	}
	for (it = json_object_iter((json_t *)(uintptr_t)at); it != NULL;
	    it = json_object_iter_next((json_t *)(uintptr_t)at, it)) {
		item = json_object_iter_value(it);
		if ((str_eq(json_object_iter_key(it), key) && str_eq(json_string_value(item), value)) ||
		    named_below(item, key, value))
			return true;
	}
	return false;
}

static bool
named_by_a_step(const struct vr *v, const char *document)
{
	size_t i;

	for (i = 0; i < v->steps; i++)
		if (named_below(json_object_get(v->step[i].json, "payload"), "document", document))
			return true;
	return false;
}

/* Steps of inspections once named a paper by its type alone: {"inspection_record":NUMBER}. */
static bool
named_by_type(const struct vr *v, const char *type)
{
	const json_t *payload;
	size_t i;

	for (i = 0; type != NULL && i < v->steps; i++) {
		payload = json_object_get(v->step[i].json, "payload");
		if (str_starts(type, "inspection_") && json_is_string(json_object_get(payload, type)) &&
		    json_object_get(payload, "papers") == NULL)
			return true;
	}
	return false;
}

/* ---- seals */

static const json_t *
seal_of(const struct vr *v, const char *key)
{
	const json_t *seal;
	size_t i;

	json_array_foreach(json_object_get(v->index, "seals"), i, seal)
		if (key != NULL && str_eq(vr_text_of(seal, "key"), key))
			return seal;
	return NULL;
}

static enum err
read_seal(struct vr *v, const json_t *seal, const char *key, struct stamp *out)
{
	const char *member = vr_text_of(seal, "member");
	struct vr_text pem;
	enum err e;

	if (vr_listed(v, member) == NULL || !str_eq(member, arena_printf(v->a, "seals/%s.pem", key)))
		return err_set(ERR_STATE, "index.json: the seal %s has no key in the bundle", key);
	e = vr_read(v, member, &pem);
	if (e != OK)
		return e;
	if (!str_eq(vr_text_of(seal, "algorithm"), STAMP_ALGORITHM) || !stamp_from_pem(v->a, pem.bytes, out))
		return err_set(ERR_STATE, "%s: not an SM2 key", member);
	return str_eq(out->id, key) ? OK : err_set(ERR_STATE, "%s: not the key of that name", member);
}

/* TIME_NONE: null; false: no time. */
static bool
time_of(const json_t *v, const char *key, int64_t *out)
{
	const json_t *at = json_object_get(v, key);

	*out = TIME_NONE;
	return json_is_null(at) || (json_is_string(at) && time_parse(json_string_value(at), out));
}

static bool
good_then(const json_t *seal, const json_t *file)
{
	int64_t at, from, until, revoked;

	return time_of(file, "signed_at", &at) && at != TIME_NONE && time_of(seal, "valid_from", &from) &&
	    from != TIME_NONE && time_of(seal, "valid_until", &until) && time_of(seal, "revoked_at", &revoked) &&
	    at >= from && (until == TIME_NONE || at <= until) && (revoked == TIME_NONE || at < revoked);
}

/* ---- a paper's file */

static enum err
read_signature(struct vr *v, const json_t *file, const char *key, const char *name, struct vr_text *out)
{
	const char *member = vr_text_of(file, key);

	if (vr_listed(v, member) == NULL || !str_eq(member, name))
		return err_set(ERR_STATE, "index.json: %s is not named as the signature it is, or not there", name);
	return vr_read(v, name, out);
}

static enum err
check_signatures(struct vr *v, const json_t *paper, const json_t *file, const char *text, struct ref ref)
{
	const char *name = arena_printf(v->a, "documents/%s.pdf", text), *sig_name = arena_printf(v->a, "%s.sig", name);
	const char *seal_name = arena_printf(v->a, "documents/%s.seal.sig", text),
	    *key = vr_text_of(file, "key"), *statement;
	const json_t *seal = seal_of(v, key);
	struct vr_text pdf, sig, sealed;
	struct stamp s;
	enum err e;

	if (seal == NULL)
		return err_set(ERR_STATE, "%s: the index has no seal of the key it names", name);
	e = read_seal(v, seal, key, &s);
	if (e == OK)
		e = vr_read(v, name, &pdf);
	if (e == OK)
		e = read_signature(v, file, "signature", sig_name, &sig);
	if (e == OK)
		e = read_signature(v, file, "seal", seal_name, &sealed);
	if (e != OK)
		return e;
	statement = paper_seal_statement(v->a, ref, vr_text_of(paper, "sha256"), vr_text_of(file, "sha256"));
	if (!stamp_verify(s.public, STAMP_PUBLIC, pdf.bytes, pdf.n, sig.bytes, sig.n))
		return err_set(ERR_STATE, "%s: not a signature of seals/%s.pem over %s", sig_name, key, name);
	if (!stamp_verify(s.public, STAMP_PUBLIC, statement, strlen(statement), sealed.bytes, sealed.n))
		return err_set(ERR_STATE, "%s: does not bind the file to this paper and its data", seal_name);
	if (!good_then(seal, file))
		return err_set(ERR_STATE, "%s: signed when the key %s was not good", name, key);
	return OK;
}

static enum err
check_paper_file(struct vr *v, const json_t *paper, const char *text)
{
	const json_t *file = json_object_get(paper, "file"), *m;
	const char *name = arena_printf(v->a, "documents/%s.pdf", text);
	struct ref ref;

	if (file == NULL || json_is_null(file)) {	/* bundles of before had none */
		v->unsealed++;
		return OK;
	}
	if (!ref_parse(text, &ref))
		return err_set(ERR_STATE, "index.json: %.40s is not a paper's ref", text);
	m = vr_listed(v, name);
	if (m == NULL || !str_eq(vr_text_of(file, "member"), name))
		return err_set(ERR_STATE, "index.json: %s is not named as the file of its paper, or not there", name);
	if (!str_eq(vr_text_of(file, "sha256"), vr_text_of(m, "sha256")) ||
	    !str_eq(vr_text_of(file, "sm3"), vr_text_of(m, "sm3")))
		return err_set(ERR_STATE, "%s: not the file its paper is said to have", name);
	v->sealed++;
	return check_signatures(v, paper, file, text, ref);
}

enum err
vr_papers(struct vr *v)
{
	const json_t *paper, *m;
	const char *ref, *data;
	size_t i;
	enum err e;

	json_array_foreach(json_object_get(v->index, "documents"), i, paper) {
		ref = vr_text_of(paper, "ref");
		data = vr_text_of(paper, "data");
		m = vr_listed(v, data);
		if (ref == NULL || m == NULL || !str_eq(data, arena_printf(v->a, "documents/%s.json", ref)))
			return err_set(ERR_STATE, "index.json: paper %zu has no data in the bundle", i + 1);
		if (!str_eq(vr_text_of(paper, "sha256"), vr_text_of(m, "sha256")))
			return err_set(ERR_STATE, "%s: not the data that was sealed", data);
		if (!named_by_a_step(v, ref)) {
			if (!named_by_type(v, vr_text_of(paper, "type")))
				return err_set(ERR_STATE, "%s: no step of the chain names this paper", data);
			v->loose++;
		}
		e = check_paper_file(v, paper, ref);
		if (e != OK)
			return e;
		v->papers++;
	}
	return OK;
}
