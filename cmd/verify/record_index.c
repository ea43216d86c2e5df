/* record_index.c - index.json against what is in the bundle: every member listed, in order, with its digests; every
 * file of evidence named by the chain; nothing else.  Papers are record_papers.c's. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/verify/record.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define FORMAT "xz-record-1"

const char *
vr_text_of(const json_t *v, const char *key)
{
	return json_string_value(json_object_get(v, key));
}

/* ---- members */

struct digests {
	struct digest *sha256, *sm3;
};

static enum err
add(const void *bytes, size_t n, void *ctx)
{
	const struct digests *d = ctx;

	digest_add(d->sha256, bytes, n);
	digest_add(d->sm3, bytes, n);
	return OK;
}

static enum err
check_member(struct vr *v, const struct zip_member *m, const json_t *listed)
{
	struct arena *a = arena_child(v->a);
	struct digests d = { digest_new(a, DIGEST_SHA256), digest_new(a, DIGEST_SM3) };
	unsigned char out[32];
	char sha[65], three[65];
	enum err e;

	if (!str_eq(vr_text_of(listed, "name"), m->name)) {
		arena_free(a);
		return err_set(ERR_STATE, "%s is there where the index has %.200s", m->name,
		    vr_text_of(listed, "name") != NULL ? vr_text_of(listed, "name") : "nothing");
	}
	e = zip_bytes(v->zip, m, add, &d);
	digest_end(d.sha256, out);
	str_hex(out, 32, sha);
	digest_end(d.sm3, out);
	str_hex(out, 32, three);
	if (e == OK && (json_integer_value(json_object_get(listed, "size")) != m->size ||
	    !str_eq(vr_text_of(listed, "sha256"), sha) || !str_eq(vr_text_of(listed, "sm3"), three)))
		e = err_set(ERR_STATE, "%s: its bytes are not those of the index", m->name);
	arena_free(a);
	return e;
}

static enum err
check_members(struct vr *v)
{
	const json_t *list = json_object_get(v->index, "members");
	size_t i, n = json_array_size(list);
	enum err e = OK;

	if (!str_eq(v->member[0].name, "index.json"))
		return err_set(ERR_STATE, "index.json is not the first member");
	for (i = 1; e == OK && i < v->members && i <= n; i++)
		e = check_member(v, &v->member[i], json_array_get(list, i - 1));
	if (e == OK && v->members > n + 1)
		e = err_set(ERR_STATE, "%s is in the bundle, but not in the index", v->member[n + 1].name);
	if (e == OK && v->members < n + 1)
		e = err_set(ERR_STATE, "%s is in the index, but not in the bundle",
		    vr_text_of(json_array_get(list, v->members - 1), "name"));
	return e;
}

const json_t *
vr_listed(const struct vr *v, const char *name)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(v->index, "members"), i, item)
		if (name != NULL && str_eq(vr_text_of(item, "name"), name))
			return item;
	return NULL;
}

/* ---- evidence */

static bool
evidence_of_a_step(const struct vr *v, const char *sha256)
{
	const json_t *item;
	size_t i, k;

	for (i = 0; i < v->steps; i++)
		json_array_foreach(json_object_get(v->step[i].json, "evidence"), k, item)
			if (str_eq(json_string_value(item), sha256))
				return true;
	return false;
}

static enum err
check_file(struct vr *v, const json_t *f)
{
	const char *member = vr_text_of(f, "member"), *sha = vr_text_of(f, "sha256");
	const json_t *m = vr_listed(v, member);

	if (sha == NULL || !evidence_of_a_step(v, sha))
		return err_set(ERR_STATE, "%s: no step of the chain names this file of evidence",
		    member != NULL ? member : "index.json");
	if (json_is_null(json_object_get(f, "member")))
		return OK;	/* said to be lost */
	if (m == NULL || !str_eq(vr_text_of(m, "sha256"), sha) || !str_eq(vr_text_of(m, "sm3"), vr_text_of(f, "sm3")) ||
	    strncmp(member, arena_printf(v->a, "files/%s.", sha), 7 + strlen(sha)) != 0)
		return err_set(ERR_STATE, "%s: not the file of evidence it is said to be",
		    member != NULL ? member : "index.json");
	return OK;
}

static bool
any_member(const struct vr *v, const char *beginning)
{
	size_t i;

	for (i = 0; i < v->members; i++)
		if (str_starts(v->member[i].name, beginning))
			return true;
	return false;
}

static enum err
check_evidence(struct vr *v)
{
	const json_t *item, *f;
	char *member;
	size_t i, k;
	enum err e;

	json_array_foreach(json_object_get(v->index, "evidence"), i, item)
		json_array_foreach(json_object_get(item, "files"), k, f) {
			e = check_file(v, f);
			if (e != OK)
				return e;
		}
	/* digests of the chain whose originals are not here */
	for (i = 0; i < v->steps; i++)
		json_array_foreach(json_object_get(v->step[i].json, "evidence"), k, item) {
			member = arena_printf(v->a, "files/%s.", json_string_value(item));
			v->absent += !any_member(v, member);
		}
	return OK;
}

/* ---- a place for everything */

static bool
of_a_paper(const struct vr *v, const char *name)
{
	static const char *const own[] = { "member", "signature", "seal", NULL };
	const json_t *paper, *file;
	const char *const *p;
	size_t i;

	json_array_foreach(json_object_get(v->index, "documents"), i, paper) {
		file = json_object_get(paper, "file");
		for (p = own; *p != NULL && !str_eq(vr_text_of(file, *p), name); p++)
			;
		if (*p != NULL || str_eq(vr_text_of(paper, "data"), name))
			return true;
	}
	return false;
}

static bool
of_a_seal(const struct vr *v, const char *name)
{
	const json_t *seal;
	size_t i;

	json_array_foreach(json_object_get(v->index, "seals"), i, seal)
		if (str_eq(vr_text_of(seal, "member"), name))
			return true;
	return false;
}

static bool
of_evidence(const struct vr *v, const char *name)
{
	const json_t *item, *f;
	size_t i, k;

	json_array_foreach(json_object_get(v->index, "evidence"), i, item)
		json_array_foreach(json_object_get(item, "files"), k, f)
			if (str_eq(vr_text_of(f, "member"), name))
				return true;
	return false;
}

static bool
of_the_log(const struct vr *v, const char *name)
{
	static const char *const fixed[] = { "log/key", "log/checkpoint", "log/salts.jsonl", NULL };
	const char *const *p;
	long long n;

	for (p = fixed; *p != NULL; p++)
		if (str_eq(*p, name))
			return true;
	/* the steps have theirs; vr_log() has read them */
	return str_starts(name, "log/") && strlen(name) == 21 && strspn(name + 4, "0123456789") == 6 &&
	    str_eq(name + 10, ".tlog-proof") && str_i64(arena_strndup(v->a, name + 4, 6), 1, (long long)v->steps, &n);
}

static enum err
check_places(struct vr *v)
{
	static const char *const fixed[] = { "index.json", "index.html", "index.en.html", "chain.jsonl", "digests.txt",
	    "side.jsonl", NULL };
	const char *const *p;
	size_t i;

	for (i = 0; i < v->members; i++) {
		const char *name = v->member[i].name;

		for (p = fixed; *p != NULL && !str_eq(*p, name); p++)
			;
		if (*p != NULL || of_the_log(v, name) || of_a_paper(v, name) || of_a_seal(v, name))
			continue;
		if (!str_starts(name, "files/") || !of_evidence(v, name))
			return err_set(ERR_STATE, "%s belongs to nothing in the index", name);
		v->files++;
	}
	return OK;
}

/* A case or an inspection, as the steps are; an inspection's chain has its ref. */
static enum err
check_subject(struct vr *v)
{
	const json_t *inspection = json_object_get(v->index, "inspection");
	bool is = str_starts(vr_text_of(v->step[0].json, "kind"), "inspection.");

	if (json_is_object(inspection) == json_is_object(json_object_get(v->index, "case")) ||
	    json_is_object(inspection) != is)
		return err_set(ERR_STATE, "index.json: not of what the chain is of");
	if (is && !str_eq(vr_text_of(inspection, "ref"), v->chain))
		return err_set(ERR_STATE, "index.json: of another inspection than the chain");
	return OK;
}

enum err
vr_index(struct vr *v)
{
	const json_t *chain, *log;
	struct vr_text t;
	char hex[65];
	enum err e = vr_read(v, "index.json", &t);

	if (e != OK || (t.bytes == NULL && v->folder != NULL))
		return e;
	if (v->folder != NULL)
		return err_set(ERR_STATE, "an unpacked bundle is not checked: give the zip");
	v->index = t.bytes != NULL ? json_loadb(t.bytes, t.n, JSON_REJECT_DUPLICATES, NULL) : NULL;
	if (v->index == NULL || !str_eq(vr_text_of(v->index, "format"), FORMAT))
		return err_set(ERR_STATE, "index.json: not the index of a record bundle (%s)", FORMAT);
	chain = json_object_get(v->index, "chain");
	log = json_object_get(v->index, "log");
	str_hex(v->step[v->steps - 1].digest, 32, hex);
	e = check_members(v);
	if (e == OK && (!str_eq(vr_text_of(chain, "ref"), v->chain) || !str_eq(vr_text_of(chain, "digest"), hex) ||
	    json_integer_value(json_object_get(chain, "steps")) != (json_int_t)v->steps))
		e = err_set(ERR_STATE, "index.json: chain is not the one in the bundle");
	if (e == OK && (!str_eq(vr_text_of(log, "origin"), v->origin) ||
	    json_integer_value(json_object_get(log, "size")) != v->log_size))
		e = err_set(ERR_STATE, "index.json: log is not the one of the checkpoint");
	if (e == OK)
		e = check_subject(v);
	if (e == OK)
		e = vr_papers(v);
	if (e == OK)
		e = vr_signatures(v);
	if (e == OK)
		e = check_evidence(v);
	return e == OK ? check_places(v) : e;
}
