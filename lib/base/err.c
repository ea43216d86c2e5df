/* err.c - see err.h. */
#include "lib/base/err.h"

#include <stdarg.h>
#include <stdio.h>

static char detail[1024];

enum err
err_set(enum err e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(detail, sizeof(detail), fmt, ap);
	va_end(ap);
	return e;
}

const char *
err_last(void)
{
	return detail;
}

void
err_clear(void)
{
	detail[0] = '\0';
}

const char *
err_name(enum err e)
{
	static const char *const name[] = { "ok", "input", "not_found", "denied",
	    "conflict", "state", "limit", "db", "io" };

	return e <= OK && e >= ERR_IO ? name[-(int)e] : "unknown";
}
