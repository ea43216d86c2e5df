/* takeover.h - a program that takes the place of itself, as it is installed and set now, at the socket it has: no
 * request is refused meanwhile. */
#ifndef CGI_TAKEOVER_H
#define CGI_TAKEOVER_H
#include <stddef.h>
#include <sys/types.h>

#define TAKEOVER_MOST 64

struct takeover {
	int fd;				/* the socket of the program before; -1: there was none */
	pid_t workers[TAKEOVER_MOST];	/* its, children of this process */
	size_t n;
};
/* What the program before has left, which is done once. */
struct takeover takeover_begin(void);
/* argv: how this process was started, PROGRAM --conf FILE.  Asks the program first whether it would start
 * (PROGRAM --check FILE); comes back when it would not. */
void takeover_exec(char *const *argv, int fd, const pid_t *workers, size_t n);
#endif
