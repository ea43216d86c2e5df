/* attach.c - a file that is in the store, onto a thing of the subject, as an act: the record tells of it, once. */
#include "lib/act/attach.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/file.h"
#include "lib/evidence/type.h"

static void
note_file(struct act_move *m, const struct act_file *f, const char *type)
{
	const struct store_content *c = f->put->content;
	char text[REF_TEXT_SIZE], hex[65];

	ref_text(f->file_ref, text);
	str_hex(c->sm3, 32, hex);
	act_note(m, "file", json_string(text));
	act_note(m, "bytes", json_integer((json_int_t)c->size));
	act_note(m, "type", json_string(type));
	act_note(m, "sm3", json_string(hex));
	m->evidence = (const unsigned char (*)[32])&c->sha256;
}

static enum err
done(struct act_move *m, struct act_file *f)
{
	char text[REF_TEXT_SIZE];
	enum err e = f->put->upload == 0 ? OK :
	    evidence_upload_close(m->a, m->db, f->put->upload, "done", NULL, f->attachment);

	if (e != OK)
		return e;
	ref_text(f->put->ref, text);
	db_answer(m->db, text);
	return OK;
}

enum err
act_file_put(struct act_move *m, struct act_file *f, act_file_there there)
{
	const char *type = arena_strdup(m->a, evidence_type_of(f->put->content->begin, f->put->content->begin_n));
	struct evidence_file_new n = { .agency = m->actor.agency, .by = m->actor.account, .at = m->now, .type = type,
	    .content = f->put->content };
	enum err e = evidence_file_put(m->a, m->db, &n, &f->file, &f->file_ref);

	if (e == OK)
		e = there(m, f);
	if (e == ERR_NOT_FOUND) {
		note_file(m, f, type);
		return OK;
	}
	m->silent = true;	/* the same photo twice is one */
	return e == OK ? done(m, f) : e;
}

enum err
act_file_attach(struct act_move *m, struct act_file *f)
{
	struct evidence_attach at = { .file = f->file, .subject = f->id, .subject_kind = f->thing, .name = f->put->name,
	    .by = m->actor.account, .at = m->now, .step = m->seq };
	enum err e = evidence_attach(m->a, m->db, &at, &f->attachment, &f->put->ref);

	return e == OK ? done(m, f) : e;
}
