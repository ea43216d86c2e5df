/* log.h - one JSON object a line on standard error.  Never a secret, the name
 * of a natural person or a citizen's number. */
#ifndef LIB_BASE_LOG_H
#define LIB_BASE_LOG_H
#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log_field {
	const char *name;
	const char *text;	/* NULL: the number counts */
	int64_t number;
};

#define LOG_TEXT(n, v) ((struct log_field){ .name = (n), .text = (v) != NULL ? (v) : "" })
#define LOG_I64(n, v) ((struct log_field){ .name = (n), .number = (v) })

void log_init(const char *program, enum log_level least);
/* Fields end with one whose name is NULL; use LOG(). */
void log_line(enum log_level level, const char *event, const struct log_field *fields);
#define LOG(level, event, ...) \
	log_line((level), (event), (const struct log_field[]){ __VA_ARGS__ __VA_OPT__(,) { .name = NULL } })
#endif
