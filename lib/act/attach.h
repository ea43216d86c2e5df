/* attach.h - files of acts.  A step of a module that takes a file has these two as effect and after; its own part is
 * which thing of the subject the file belongs to, and when the same bytes are there already. */
#ifndef LIB_ACT_ATTACH_H
#define LIB_ACT_ATTACH_H
#include "lib/act/act.h"
#include "lib/evidence/upload.h"

struct act_file {
	struct evidence_put *put;		/* content, name, upload; its ref is set */
	const char *thing;		/* word of the attachment's subject: "evidence" */
	int64_t id;			/* of the thing */
	int64_t file, attachment;	/* set */
	struct ref file_ref;
};
/* ERR_NOT_FOUND: the file is not there yet.  OK: f->attachment and f->put->ref say where. */
typedef enum err (*act_file_there)(struct act_move *m, struct act_file *f);
/* The effect: the file's row and what the record says of it; silent when it is there already. */
ERR_CHECKED enum err act_file_put(struct act_move *m, struct act_file *f, act_file_there there);
/* The after: onto the thing, with the step that tells of it; closes the upload.  The act's answer is the attachment's
 * ref. */
ERR_CHECKED enum err act_file_attach(struct act_move *m, struct act_file *f);
#endif
