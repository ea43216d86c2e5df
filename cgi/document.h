/* cgi/document.h - routes of the papers' pages. */
#ifndef CGI_DOCUMENT_H
#define CGI_DOCUMENT_H
#include "lib/web/web.h"

/* scheme://host of the public portal, for what is printed; set once at program start. */
void document_use_address(const char *url);
extern const struct route document_routes[];
#endif
