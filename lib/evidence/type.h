/* type.h - what a file is, by its content and never by its name. */
#ifndef LIB_EVIDENCE_TYPE_H
#define LIB_EVIDENCE_TYPE_H
#include <stdbool.h>
#include <stddef.h>

/* By libmagic from the first bytes: "image/jpeg"; "application/octet-stream" when it is not known.  Never NULL;
 * [a-z0-9.+-] and one slash only.  The text is good until the next call. */
const char *evidence_type_of(const void *begin, size_t n);
/* May be answered with its own type: pictures, sound, film and PDF, which no browser runs as a page or a script.  All
 * others are handed out as application/octet-stream, to be saved. */
bool evidence_type_shown(const char *type);
/* "image", "video", "audio", "pdf" or "other". */
const char *evidence_type_kind(const char *type);
#endif
