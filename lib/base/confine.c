/* confine.c - see confine.h. */
#include "lib/base/confine.h"

#include <sys/mman.h>

struct confine
confine_new(uint32_t otherwise)
{
	struct confine c = { .filter = seccomp_init(otherwise) };

	c.good = c.filter != NULL && seccomp_attr_set(c.filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
	return c;
}

void
confine_calls(struct confine *c, uint32_t answer, const int *calls, size_t n)
{
	size_t i;

	for (i = 0; c->good && i < n; i++)
		c->good = seccomp_rule_add(c->filter, answer, calls[i], 0) == 0;
}

void
confine_when(struct confine *c, int call, unsigned arg, uint64_t mask, uint64_t bits)
{
	const struct scmp_arg_cmp is = { .arg = arg, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = bits };

	c->good = c->good && seccomp_rule_add_array(c->filter, SCMP_ACT_ALLOW, call, 1, &is) == 0;
}

void
confine_data(struct confine *c)
{
	confine_when(c, SCMP_SYS(mmap), 2, PROT_EXEC, 0);
	confine_when(c, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
}

bool
confine_load(struct confine *c)
{
	bool good = c->good && seccomp_load(c->filter) == 0;

	seccomp_release(c->filter);
	c->filter = NULL;
	return good;
}
