/* test_exchange_address.c - where a webhook may not go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "lib/exchange/hook.h"

static bool
ok(const char *text)
{
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	struct sockaddr_in v4 = { .sin_family = AF_INET };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return hook_address_ok((const struct sockaddr *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return hook_address_ok((const struct sockaddr *)&v6);
}

static void
test_exchange_addresses(void **state)
{
	static const char *const refused[] = { "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.1",
	    "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
	    "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
	    "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
	    "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::7f00:1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "100::1",
	    "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "4000::1" };
	static const char *const public[] = { "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
	    "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1",
	    "198.17.0.1", "198.20.0.1", "223.255.255.255", "2400:3200::1", "240e::1", "2001:4860:4860::8888" };
	const struct sockaddr other = { .sa_family = AF_UNIX };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (ok(refused[i]))
			fail_msg("%s is gone to", refused[i]);
	for (i = 0; i < sizeof(public) / sizeof(*public); i++)
		if (!ok(public[i]))
			fail_msg("%s is refused", public[i]);
	assert_false(hook_address_ok(&other));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_exchange_addresses) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
