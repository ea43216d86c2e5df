/* scan.c - see scan.h.  INSTREAM of clamd(8): pieces with their lengths, an empty one, then one line. */
#include "lib/evidence/scan.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

#define PATIENCE_S 60		/* for its word, and for each piece it takes */
#define WORD_MAX 200

static struct {
	const char *socket;
	bool needed;
} scanner;

void
evidence_scan_use(const char *socket, bool needed)
{
	scanner.socket = socket;
	scanner.needed = needed;
}

static enum err
send_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	ssize_t k;

	for (; n > 0; p += k, n -= (size_t)k) {
		k = send(fd, p, n, MSG_NOSIGNAL);
		if (k < 0 && errno == EINTR)
			k = 0;
		else if (k <= 0)
			return err_set(ERR_IO, "clamd: %s", strerror(errno));
	}
	return OK;
}

static enum err
send_piece(const void *bytes, size_t n, void *ctx)
{
	const uint32_t length = htonl((uint32_t)n);
	const int *fd = ctx;
	enum err e = send_all(*fd, &length, sizeof(length));

	return e == OK ? send_all(*fd, bytes, n) : e;
}

static enum err
reach(const char *path, int *out)
{
	const struct timeval patience = { .tv_sec = PATIENCE_S };
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(to.sun_path))
		return err_set(ERR_IO, "clamd: the path of its socket is too long");
	memcpy(to.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) != 0 ||
	    connect(fd, (const struct sockaddr *)&to, sizeof(to)) != 0) {
		enum err e = err_set(ERR_IO, "clamd: %s", strerror(errno));

		if (fd >= 0)
			(void)close(fd);
		return e;
	}
	*out = fd;
	return OK;
}

/* Its one line, to the NUL that ends it. */
static enum err
read_word(int fd, char out[WORD_MAX + 1])
{
	size_t n = 0;
	ssize_t k;

	while (n < WORD_MAX && memchr(out, '\0', n) == NULL) {
		k = recv(fd, out + n, WORD_MAX - n, 0);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		n += (size_t)k;
	}
	out[n] = '\0';
	return n > 0 ? OK : err_set(ERR_IO, "clamd: no answer");
}

/* "stream: OK", "stream: NAME FOUND"; all else is no word about the file. */
static enum err
understand(struct arena *a, const char *word, const char **found)
{
	static const char begin[] = "stream: ", end[] = " FOUND";
	size_t len = strlen(word);

	if (str_eq(word, "stream: OK"))
		return OK;
	if (strncmp(word, begin, sizeof(begin) - 1) != 0 || len < sizeof(begin) + sizeof(end) - 2 ||
	    !str_eq(word + len - (sizeof(end) - 1), end))
		return err_set(ERR_IO, "clamd: %s", word);
	*found = str_clean(a, arena_strndup(a, word + sizeof(begin) - 1, len - (sizeof(begin) + sizeof(end) - 2)));
	return err_set(ERR_INPUT, "clamd found %s", *found);
}

static enum err
ask(struct arena *a, const struct store_content *c, const char **found)
{
	static const char command[] = "zINSTREAM";
	struct store_reader *file;
	char word[WORD_MAX + 1] = "";
	int fd = -1;
	enum err e = evidence_store_open(a, c->address, &file), said;

	if (e == OK)
		e = reach(scanner.socket, &fd);
	if (e != OK)
		return e;
	e = send_all(fd, command, sizeof(command));
	if (e == OK)
		e = evidence_store_read(file, 0, c->size, send_piece, &fd);
	if (e == OK)
		e = send_piece("", 0, &fd);
	/* It may have said why it takes no more. */
	said = e == OK || e == ERR_IO ? read_word(fd, word) : e;
	(void)close(fd);
	return said == OK ? understand(a, word, found) : said;
}

enum err
evidence_scan(struct arena *a, struct db *db, const struct store_content *c, const char *kind, struct ref subject)
{
	const char *found = NULL;
	enum err e, noted;

	if (scanner.socket == NULL)
		return OK;
	e = ask(a, c, &found);
	if (e == ERR_INPUT) {
		LOG(LOG_ERROR, "upload.infected", LOG_TEXT("found", found));
		noted = DB_EXEC(a, db, "select xz.tlog_infected($1, $2, $3)", DB_TEXT(kind), DB_REF(subject),
		    DB_TEXT(found));
		return noted == OK ? err_set(e, "clamd found %s", found) : noted;
	}
	if (e != ERR_IO)
		return e;
	LOG(LOG_ERROR, "scanner", LOG_TEXT("detail", err_last()), LOG_I64("let through", !scanner.needed));
	return scanner.needed ? err_set(ERR_DB, "the scanner of uploads is away") : OK;
}
