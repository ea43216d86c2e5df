/* thumb.c - xiezhi-thumb: a picture on standard input, a small one and what it says of itself on standard output.
 *
 * Decoders of strangers' bytes work here alone: no file, no network, no other process (seccomp: read, write, memory,
 * exit), 384 MB, 8 seconds of processor.  It may be killed or crash without harm; lib/evidence/picture.h reads its
 * answer:
 *     width N / height N / taken TEXT / offset TEXT / latitude N / longitude N / small BYTES, a line each, then the
 *     bytes
 * or "failed WORD". */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cmd/thumb/thumb.h"
#include "lib/base/confine.h"

#define INPUT_MAX (64 << 20)
#define MEMORY_MAX (384L << 20)
#define SECONDS_MAX 8

static void
put(const void *bytes, size_t n)
{
	const char *p = bytes;
	ssize_t k;

	while (n > 0) {
		k = write(STDOUT_FILENO, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			_exit(2);
		p += k;
		n -= (size_t)k;
	}
}

void
thumb_fail(const char *word)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "failed %s\n", word);

	put(line, (size_t)n);
	_exit(1);
}

void *
thumb_alloc(size_t n)
{
	void *p = calloc(1, n);

	if (p == NULL)
		thumb_fail("memory");
	return p;
}

static size_t
read_all(unsigned char *to, size_t max)
{
	size_t n = 0;
	ssize_t k;

	while (n < max && (k = read(STDIN_FILENO, to + n, max - n)) != 0) {
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			_exit(2);
		n += (size_t)k;
	}
	return n;
}

static void
limit(__rlimit_resource_t what, rlim_t n)
{
	const struct rlimit l = { n, n };

	if (setrlimit(what, &l) != 0)
		_exit(2);
}

static void
lock_in(void)
{
	static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap),
	    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),
	    SCMP_SYS(futex) };
	struct confine c = confine_new(SCMP_ACT_KILL_PROCESS);

	limit(RLIMIT_AS, MEMORY_MAX);
	limit(RLIMIT_CPU, SECONDS_MAX);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, 3);
	confine_calls(&c, SCMP_ACT_ALLOW, allowed, sizeof(allowed) / sizeof(*allowed));
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || !confine_load(&c))
		_exit(2);
}

static void
say(const char *name, const char *text)
{
	char line[128];
	int n = snprintf(line, sizeof(line), "%s %s\n", name, text);

	put(line, (size_t)n);
}

static void
say_number(const char *name, long v)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%ld", v);
	say(name, text);
}

int
main(int argc, char **argv)
{
	static const unsigned char png_mark[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a };
	struct camera c = { .orientation = 0 };
	unsigned char *bytes, *out;
	unsigned width = 0, height = 0;
	struct small s = { 0 };
	size_t n, out_n;

	(void)argv;
	if (argc != 1)
		return 2;
	lock_in();
	bytes = thumb_alloc(INPUT_MAX + 1);
	n = read_all(bytes, INPUT_MAX + 1);
	if (n > INPUT_MAX)
		thumb_fail("large");
	if (n > 8 && memcmp(bytes, png_mark, 8) == 0) {
		png_read(bytes, n, &s, &width, &height);
	} else if (n > 2 && bytes[0] == 0xff && bytes[1] == 0xd8) {
		exif_read(bytes, n, &c);
		jpeg_read(bytes, n, &s, &width, &height);
	} else {
		thumb_fail("kind");
	}
	small_done(&s);
	small_turn(&s, c.orientation);
	out_n = jpeg_write(&s, &out);
	say_number("width", (long)width);
	say_number("height", (long)height);
	if (c.taken[0] != '\0')
		say("taken", c.taken);
	if (c.offset[0] != '\0')
		say("offset", c.offset);
	if (c.placed) {
		say_number("latitude", c.latitude_e6);
		say_number("longitude", c.longitude_e6);
	}
	say_number("small", (long)out_n);
	put(out, out_n);
	_exit(0);
}
