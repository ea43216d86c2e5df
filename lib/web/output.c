/* output.c - the answer to the front.
 *
 * The library sends 8 KiB at a time and then waits until the other side has closed: three wakings of the front
 * and one more of ours.  An answer whose request was read to its end goes out whole, as the records of the FastCGI
 * specification (1.0, sections 3.3, 5.5 and 6.2), and the connection is closed behind it; any other goes the library's
 * way. */
#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/web/priv.h"

#define VERSION 1
#define END_REQUEST 3
#define STDOUT 6
#define CONTENT_MAX 65528	/* below 64 KiB, whole words: no padding but the last record's */
#define HEADER_SIZE 8

static void
put_header(struct str *to, int type, int id, size_t n)
{
	const unsigned char h[HEADER_SIZE] = { VERSION, (unsigned char)type, (unsigned char)(id >> 8),
	    (unsigned char)id, (unsigned char)(n >> 8), (unsigned char)n, (unsigned char)(-n & 7), 0 };

	str_addn(to, h, sizeof(h));
}

static void
put_stream(struct str *to, int id, const struct str *head, const struct str *body)
{
	size_t all = head->len + body->len, at = 0;

	while (at < all) {
		size_t n = all - at < CONTENT_MAX ? all - at : CONTENT_MAX;
		size_t of_head = at < head->len ? (head->len - at < n ? head->len - at : n) : 0;
		size_t from = at + of_head - head->len;

		put_header(to, STDOUT, id, n);
		str_addn(to, head->s + (of_head > 0 ? at : 0), of_head);
		if (n > of_head)
			str_addn(to, body->s + from, n - of_head);
		str_addn(to, "\0\0\0\0\0\0\0", -n & 7);
		at += n;
	}
	put_header(to, STDOUT, id, 0);
	put_header(to, END_REQUEST, id, 8);
	str_addn(to, "\0\0\0\0\0\0\0", 8);	/* status 0, FCGI_REQUEST_COMPLETE */
}

static void
write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, s, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return;		/* the reader has gone */
		s += k;
		n -= (size_t)k;
	}
}

bool
send_piece(struct web *w, const void *bytes, size_t n)
{
	const char *p = bytes;
	size_t done = 0;

	while (done < n) {
		int part = n - done > (1 << 20) ? 1 << 20 : (int)(n - done);

		if (FCGX_PutStr(p + done, part, w->fcgi.out) != part)
			return false;
		done += (size_t)part;
	}
	return true;
}

void
send_end(struct web *w)
{
	FCGX_Finish_r(&w->fcgi);
}

void
send_fcgi(struct web *w, struct arena *a, bool read_whole, const struct str *head, const struct str *body)
{
	FCGX_Request *f = &w->fcgi;
	struct str out;

	/* What was not read would make closing a reset. */
	if (f->keepConnection || !read_whole || FCGX_GetChar(f->in) != EOF) {
		if (send_piece(w, head->s, head->len))
			(void)send_piece(w, body->s, body->len);
		send_end(w);
		return;
	}
	str_init(&out, a);
	put_stream(&out, f->requestId, head, body);
	write_all(f->ipcFd, out.s, out.len);
	FCGX_Detach(f);		/* closed without waiting */
	FCGX_Free(f, 1);
}
