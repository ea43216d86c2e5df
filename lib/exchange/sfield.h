/* sfield.h - structured fields of HTTP (RFC 8941) as far as signatures and digests use them: a dictionary of items and
 * of inner lists, with parameters.  Strict: what a sender may not write is refused, and so are a name that comes twice,
 * a decimal, and more than SF_MAX of anything. */
#ifndef LIB_EXCHANGE_SFIELD_H
#define LIB_EXCHANGE_SFIELD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define SF_TEXT_MAX 8192	/* bytes of a field */
#define SF_MAX 32		/* members, parameters, items of a list */

struct arena;
struct str;

enum sf_type { SF_STRING, SF_TOKEN, SF_INTEGER, SF_BYTES, SF_BOOL };

struct sf_value {
	enum sf_type type;
	const char *text;		/* string, token */
	const unsigned char *bytes;
	size_t n;
	int64_t number;			/* integer; boolean: 0, 1 */
};
struct sf_param {
	const char *name;
	struct sf_value v;
};
struct sf_params {
	struct sf_param v[SF_MAX];
	size_t n;
};
struct sf_item {
	struct sf_value v;
	struct sf_params params;
};
struct sf_member {
	const char *name;
	bool is_list;
	struct sf_item item;		/* of a list: its parameters alone */
	struct sf_item *list;
	size_t n;
};
struct sf_dict {
	struct sf_member v[SF_MAX];
	size_t n;
};

/* ERR_INPUT: malformed. */
ERR_CHECKED enum err sf_dict_parse(struct arena *a, const char *text, struct sf_dict **out);
/* NULL: none. */
const struct sf_member *sf_member(const struct sf_dict *d, const char *name);
const struct sf_value *sf_param(const struct sf_params *p, const char *name);
/* As RFC 8941 4.1 writes them. */
void sf_put_item(struct str *out, const struct sf_item *item);
void sf_put_member(struct str *out, const struct sf_member *m);
#endif
