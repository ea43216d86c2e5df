/* params.h - parsers of what comes from outside: urlencoded text, multipart
 * bodies, cookies.  Each gives ERR_INPUT for anything malformed (bad percent
 * sequences, NUL, text that is not UTF-8, names outside [A-Za-z0-9_]{1,64})
 * and ERR_LIMIT beyond its bounds. */
#ifndef LIB_WEB_PARAMS_H
#define LIB_WEB_PARAMS_H
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

#define PARAMS_MAX 1000
#define PARAM_NAME_MAX 64

struct arena;

struct param {
	const char *name;
	const char *value;	/* UTF-8 */
};

struct params {
	struct arena *arena;
	struct param *v;
	size_t n, cap;
};

struct part {			/* a file of a multipart body; points into the body */
	struct part *next;
	const char *name;
	const char *filename;	/* UTF-8, as sent: never a path of ours */
	const char *type;
	const char *bytes;
	size_t n;
};

void params_init(struct params *p, struct arena *a);
/* Checks name and value; they are kept, not copied. */
ERR_CHECKED enum err params_add(struct params *p, const char *name, const char *value);
/* application/x-www-form-urlencoded. */
ERR_CHECKED enum err params_parse(struct params *p, const char *text, size_t n);
/* The first of the name, NULL when absent; *count (may be NULL) says how many. */
const char *params_get(const struct params *p, const char *name, size_t *count);
/* Percent decoding of n bytes; plus says whether + is a space.  NULL: malformed. */
char *percent_decode(struct arena *a, const char *s, size_t n, bool plus);
/* Everything but unreserved characters as %XX. */
char *percent_encode(struct arena *a, const char *s);

/* multipart/form-data; boundary out of the Content-Type.  Texts go to p, files to *files. */
ERR_CHECKED enum err multipart_parse(struct params *p, const char *content_type, const char *body,
    size_t n, struct part **files);
/* Cookie header.  Names may hold - too.  Of a name that comes twice neither is kept. */
void cookies_parse(struct params *p, const char *header);
#endif
