/* syslog.h - lines for a collector of logs (RFC 5424): a local socket, UDP (RFC 5426), or TCP with counted lengths
 * (RFC 6587).  Nothing here waits longer than half a second. */
#ifndef LIB_BASE_SYSLOG_H
#define LIB_BASE_SYSLOG_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct syslog;

enum syslog_severity { SYSLOG_ALERT = 1, SYSLOG_WARNING = 4, SYSLOG_NOTICE = 5 };

struct syslog_field { const char *name, *value; };
struct syslog_line {
	enum syslog_severity severity;
	int64_t at;			/* us */
	const char *kind;		/* MSGID: at most 32 letters, digits, dots, dashes */
	const struct syslog_field *fields;
	size_t n;
};

/* "unix:/dev/log", "udp:HOST:PORT", "tcp:HOST:PORT"; HOST a number, of IPv6 in brackets, and no name: names are looked
 * up by a service that may be away.  ERR_INPUT: none of these. */
ERR_CHECKED enum err syslog_new(struct arena *a, const char *where, struct syslog **out);
/* ERR_IO: the collector is away or takes no more; the line is to be sent again.  One that left may yet be lost: of
 * these protocols none answers. */
ERR_CHECKED enum err syslog_send(struct arena *a, struct syslog *s, const struct syslog_line *l);
#endif
