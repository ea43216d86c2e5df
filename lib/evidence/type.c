/* type.c - see type.h. */
#include "lib/evidence/type.h"

#include <magic.h>
#include <string.h>

#include "lib/base/str.h"

#define OTHER "application/octet-stream"
#define TYPE_MAX 100

/* SVG, HTML and XML are not among them: they can carry scripts. */
static const struct {
	const char *type, *kind;
} shown[] = {
	{ "image/jpeg", "image" }, { "image/png", "image" }, { "image/gif", "image" }, { "image/webp", "image" },
	{ "video/mp4", "video" }, { "video/webm", "video" }, { "video/ogg", "video" }, { "video/quicktime", "video" },
	{ "audio/mpeg", "audio" }, { "audio/ogg", "audio" }, { "audio/x-m4a", "audio" }, { "audio/x-wav", "audio" },
	{ "audio/flac", "audio" }, { "application/pdf", "pdf" },
};

/* Only the table of magic numbers: what unpacks or follows structures is left out. */
static magic_t
table(void)
{
	static magic_t cookie;
	static bool tried;

	if (!tried) {
		tried = true;
		cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
		    MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TOKENS |
		    MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON);
		if (cookie != NULL && magic_load(cookie, NULL) != 0) {
			magic_close(cookie);
			cookie = NULL;
		}
	}
	return cookie;
}

const char *
evidence_type_of(const void *begin, size_t n)
{
	static char kept[TYPE_MAX + 1];
	const char *found = table() != NULL && n > 0 ? magic_buffer(table(), begin, n) : NULL;
	size_t len = found != NULL ? strlen(found) : 0;
	const char *slash = len > 0 ? strchr(found, '/') : NULL;

	if (slash == NULL || len > TYPE_MAX || strchr(slash + 1, '/') != NULL ||
	    strspn(found, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./+-") != len)
		return OTHER;
	memcpy(kept, found, len + 1);
	return kept;
}

const char *
evidence_type_kind(const char *type)
{
	size_t i;

	for (i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		if (str_eq(shown[i].type, type))
			return shown[i].kind;
	return "other";
}

bool
evidence_type_shown(const char *type)
{
	return !str_eq(evidence_type_kind(type), "other");
}
