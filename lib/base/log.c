/* log.c - see log.h. */
#include "lib/base/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

static const char *program_name = "xiezhi";
static enum log_level least_level = LOG_INFO;

void
log_init(const char *program, enum log_level least)
{
	program_name = program;
	least_level = least;
}

static void
quoted(struct str *out, const char *s)
{
	str_addc(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			str_addc(out, '\\');
		if (c < 0x20)
			str_printf(out, "\\u%04x", c);
		else
			str_addc(out, *s);
	}
	str_addc(out, '"');
}

void
log_line(enum log_level level, const char *event, const struct log_field *fields)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	struct arena *a;
	struct str out;
	char at[TIME_TEXT_SIZE];
	ssize_t ignored;

	if (level < least_level)
		return;
	a = arena_new("log");
	str_init(&out, a);
	time_text(clock_real_now(), at);
	str_printf(&out, "{\"at\":\"%s\",\"program\":\"%s\",\"pid\":%d,\"level\":\"%s\",\"event\":",
	    at, program_name, (int)getpid(), names[level]);
	quoted(&out, event);
	for (; fields->name != NULL; fields++) {
		str_addc(&out, ',');
		quoted(&out, fields->name);
		str_addc(&out, ':');
		if (fields->text != NULL)
			quoted(&out, fields->text);
		else
			str_printf(&out, "%" PRId64, fields->number);
	}
	str_add(&out, "}\n");
	ignored = write(STDERR_FILENO, out.s, out.len);	/* one write: lines of workers do not mix */
	(void)ignored;
	arena_free(a);
}
