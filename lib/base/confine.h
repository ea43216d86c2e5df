/* confine.h - what a process may still ask of the kernel, until it ends (seccomp).  It is not taken back, and what the
 * process starts has it as well. */
#ifndef LIB_BASE_CONFINE_H
#define LIB_BASE_CONFINE_H
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct confine {
	scmp_filter_ctx filter;
	bool good;		/* false: something was not taken; confine_load() says so */
};

/* The answers are SCMP_ACT_*: `otherwise` to what no rule is of. */
struct confine confine_new(uint32_t otherwise);
void confine_calls(struct confine *c, uint32_t answer, const int *calls, size_t n);
/* A call that is allowed when its argument no. `arg` has the bits `bits` of `mask`. */
void confine_when(struct confine *c, int call, unsigned arg, uint64_t mask, uint64_t bits);
/* Memory may be had, but not to run what was written there: mmap, mprotect. */
void confine_data(struct confine *c);
/* For every thread there is.  false: nothing is confined. */
bool confine_load(struct confine *c);
#endif
