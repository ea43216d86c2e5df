/* site.c - see site.h. */
#include "lib/web/site.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/web/web.h"

/* the national pages for faults of government sites and for records of sites */
#define SITE_FAULTS "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code="
#define SITE_ICP "https://beian.miit.gov.cn/"

const struct web_fact *
site_facts(struct arena *a, const struct conf *c)
{
	static const char *const keys[] = { SITE_KEYS };
	struct web_fact *out = ARENA_ARRAY(a, struct web_fact, sizeof(keys) / sizeof(*keys) + 3);
	const char *identifier = conf_text(c, "site_identifier", "");
	size_t i, n = 0;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *value = conf_text(c, keys[i], "");

		if (*value != '\0')
			out[n++] = (struct web_fact){ .name = arena_printf(a, "Site.%s", keys[i] + strlen("site_")),
			    .value = value };
	}
	if (*identifier != '\0')
		out[n++] = (struct web_fact){ .name = "Site.faults_at",
		    .value = arena_printf(a, SITE_FAULTS "%s", identifier) };
	out[n++] = (struct web_fact){ .name = "Site.icp_at", .value = SITE_ICP };
	return out;
}
