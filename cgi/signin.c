/* signin.c - the program that signs people in: its boundary.  It alone reads hashes and the key of one-time codes, and
 * alone starts sessions; what the desk needs of that it asks at a local socket. */
#include "cgi/signin.h"

#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <time.h>

#include "cgi/common/health.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/local.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/people/code_answer.h"

#define ASKED_MS 10000	/* deadline of the statements of a question */

static struct {
	const char *path;
	const char *user;	/* who may ask */
} codes;

static void
start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	desk_menu_start(a, c, k);
	codes.path = conf_text(c, "codes", "");
	codes.user = conf_text(c, "codes_user", "");
}

/* What waits on the desk is not this program's to know. */
static void
frame(struct req *r)
{
	static const struct caseflow_counts none;

	desk_menu_view(r, &none);
}

/* True: somebody asks.  SIGTERM comes through only here. */
static bool
asked(int fd)
{
	const struct timespec most = { .tv_sec = 60 };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	sigset_t open_set;

	if (sigprocmask(SIG_SETMASK, NULL, &open_set) != 0)
		return false;
	sigdelset(&open_set, SIGTERM);
	return ppoll(&p, 1, &most, &open_set) > 0;
}

static void
answer_codes(struct web *w, struct db *db, bool (*ending)(int wait_ms))
{
	const struct passwd *who = getpwnam(codes.user);
	struct arena *a;
	int fd;

	(void)w;
	if (str_empty(codes.path) || who == NULL || local_listen(codes.path, &fd) != OK) {
		LOG(LOG_ERROR, "codes", LOG_TEXT("user", codes.user), LOG_TEXT("detail", err_last()));
		(void)ending(ASKED_MS);
		return;
	}
	while (!ending(0)) {
		if (!asked(fd))
			continue;
		a = arena_new("codes");
		db_set_deadline_ms(db, ASKED_MS);
		if (local_answer(a, fd, who->pw_uid, people_code_answer, db) != OK)
			LOG(LOG_ERROR, "codes", LOG_TEXT("detail", err_last()));
		arena_free(a);
	}
}

static const struct route *const tables[] = { health_routes, NULL };

/* the frame, its pages, and what its forms and answers may say; tests/lint/templates.mjs holds them to it */
static const char *const topics[] = { "activate", "clock", "duty", "error", "field", "form", "group", "hint", "lang",
    "law", "login", "me", "menu", "nav", "net", "notice", "portal", "problem", "search", "since", "site", "state",
    "unit", NULL };

const struct program xz_program = { .name = "signin", .cookie_path = "/desk", .layout = "desk", .tables = tables,
    .topics = topics, .start = start, .frame = frame, .background = answer_codes, .at_rest = 2 };
