/* cgi/document.h - routes of the papers' pages. */
#ifndef CGI_DOCUMENT_H
#define CGI_DOCUMENT_H
#include "lib/web/web.h"
extern const struct route document_routes[];
#endif
