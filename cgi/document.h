/* cgi/document.h - routes of the papers' pages. */
#ifndef CGI_DOCUMENT_H
#define CGI_DOCUMENT_H
#include "lib/people/people.h"
#include "lib/web/web.h"

/* scheme://host of the public portal, for what is printed; set once at program start. */
void document_use_address(const char *url);
extern const struct route document_routes[], document_seal_routes[];

/* Who hands files to the agency's seal device and brings its signatures. */
#define DOCUMENT_SEALERS (DUTY_AGENCY_HEAD | DUTY_ARCHIVIST)

struct record_document;
struct record_rendition;
/* The file of a paper in force: made when it is first asked for, and kept. */
ERR_CHECKED enum err document_rendition(struct req *r, const struct record_document *d, struct record_rendition *out);
/* Bytes under the paper's ref with that ending. */
ERR_CHECKED enum err document_send(struct req *r, const struct record_document *d, const char *type, const char *end,
    const void *bytes, size_t n);
#endif
