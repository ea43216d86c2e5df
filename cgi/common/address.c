/* address.c - see address.h. */
#include "cgi/common/address.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/str.h"

static const char *public_address = "http://localhost", *desk_address = "http://localhost";

void
address_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const char *url = conf_text(c, "public_url", "http://localhost"), *desk = conf_text(c, "desk_host", ""), *host;
	size_t n = strlen(url), scheme;

	(void)k;
	while (n > 0 && url[n - 1] == '/')
		n--;
	public_address = desk_address = arena_strndup(a, url, n);
	host = strstr(public_address, "://");
	if (str_empty(desk) || host == NULL)
		return;
	scheme = (size_t)(host + 3 - public_address);
	host += 3;
	/* on the same port; an address of IPv6 has colons of its own */
	host += *host == '[' ? strcspn(host, "]") : strcspn(host, ":/");
	desk_address = arena_printf(a, "%.*s%s%s", (int)scheme, public_address, desk, host + (*host == ']'));
}

const char *
address_public(void)
{
	return public_address;
}

const char *
address_desk(void)
{
	return desk_address;
}
