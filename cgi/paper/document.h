/* document.h - papers: their pages (the desk's), their files, what brings a device's seal (the pool for slow work). */
#ifndef CGI_PAPER_DOCUMENT_H
#define CGI_PAPER_DOCUMENT_H
#include "lib/people/people.h"
#include "lib/web/web.h"

struct program_keys;
struct record_document;
struct paper_rendition;

extern const struct route document_routes[], document_file_routes[], document_seal_routes[];

/* Who hands files to the agency's seal device and brings its signatures. */
#define DOCUMENT_SEALERS (DUTY_AGENCY_HEAD | DUTY_ARCHIVIST)

/* What is written across it: "" nothing, it is in force; "draft", "void", "waits". */
const char *document_mark(const struct record_document *d);
/* What its page says while the file of one in force is not there: "paper.wait" and, where it comes by itself, a
 * Refresh. */
ERR_CHECKED enum err document_wait_view(struct req *r, const struct record_document *d);
/* In place of that file: 202 while it comes by itself (asked for now, if nobody has), else 503, and a page that says
 * so. *answered false: the file is there. */
ERR_CHECKED enum err document_wait_answer(struct req *r, const struct record_document *d, bool *answered);
/* Its words, for the template of its type. */
void document_view(struct req *r, const struct record_document *d, const char *mark);
/* Sets its article: the same paper and mark are the same bytes.  Takes the better part of a second: for the pool for
 * slow work only.  ERR_IO. */
ERR_CHECKED enum err document_set(struct web *w, struct arena *a, const struct record_document *d, const char *mark,
    const void **pdf, size_t *n);
/* The file of a paper that is frozen, kept; made now if it is not there: for who takes it to a seal device. */
ERR_CHECKED enum err document_rendition(struct req *r, const struct record_document *d, struct paper_rendition *out);
/* Bytes to be saved, under the paper's ref with that ending. */
ERR_CHECKED enum err document_send(struct req *r, const struct record_document *d, const char *type, const char *end,
    const void *bytes, size_t n);
#endif
