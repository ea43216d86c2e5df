/* address.c - which addresses a webhook may go to; see hook.h. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "lib/exchange/hook.h"

struct net {
	uint32_t net, bits;
};

/* Of IPv4 what is not somebody's public host. */
static const struct net refused[] = {
	{ 0x00000000, 8 }, { 0x0a000000, 8 }, { 0x64400000, 10 }, { 0x7f000000, 8 }, { 0xa9fe0000, 16 },
	{ 0xac100000, 12 }, { 0xc0000000, 24 }, { 0xc0000200, 24 }, { 0xc0586300, 24 }, { 0xc0a80000, 16 },
	{ 0xc6120000, 15 }, { 0xc6336400, 24 }, { 0xcb007100, 24 }, { 0xe0000000, 3 },
};

static bool
v4_ok(uint32_t host)
{
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (((host ^ refused[i].net) >> (32 - refused[i].bits)) == 0)
			return false;
	return true;
}

/* Of IPv6 the global unicast (2000::/3) but documents, 6to4 and Teredo, which stand for IPv4; mapped ones are none. */
static bool
v6_ok(const unsigned char b[16])
{
	static const unsigned char teredo[4] = { 0x20, 0x01, 0, 0 }, document[4] = { 0x20, 0x01, 0x0d, 0xb8 };

	return (b[0] & 0xe0) == 0x20 && memcmp(b, teredo, 4) != 0 && memcmp(b, document, 4) != 0 &&
	    !(b[0] == 0x20 && b[1] == 0x02) && !(b[0] == 0x3f && b[1] == 0xff);
}

bool
hook_address_ok(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		return v4_ok(ntohl(v4.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof(v6));
		return v6_ok(v6.sin6_addr.s6_addr);
	}
	return false;
}
