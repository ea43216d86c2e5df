/* test_worker_lock.c - what a worker may no longer do once it is locked in, tried by a process of its own each time;
 * what it goes on doing; what its children get of the lock; which stores need the network. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgi/worker_lock.h"
#include "lib/db/db.h"

#define LOCK_FAILED 200
#define OTHER 201		/* it failed otherwise than with EPERM */
#define DONE 0
#define REFUSED 1
#define KILLED (-SIGSYS)

static const struct worker_needs closed = { 0 }, remote = { .network = true }, parent = { .children = true },
    remote_parent = { .network = true, .children = true };

/* What became of it: DONE, REFUSED, or minus the signal. */
static int
tried(struct worker_needs needs, int (*what)(void))
{
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		if (worker_lock(needs) != OK)
			_exit(LOCK_FAILED);
		errno = 0;
		if (what() >= 0)
			_exit(DONE);
		_exit(errno == EPERM ? REFUSED : OTHER);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int
run(void)
{
	char name[] = "/bin/true", *const argv[] = { name, NULL }, *const env[] = { NULL };

	return execve(name, argv, env);
}

static int
run_here(void)
{
	char name[] = "/bin/true", *const argv[] = { name, NULL }, *const env[] = { NULL };

	return execveat(AT_FDCWD, name, argv, env, 0);
}

static int look_into(void) { return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL); }
static int hang_in(void) { return mount("none", "/tmp", "tmpfs", 0, NULL); }
static int leave(void) { return unshare(CLONE_NEWUSER); }
static int call_4(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int call_6(void) { return socket(AF_INET6, SOCK_DGRAM, 0); }
static int call_raw(void) { return socket(AF_PACKET, SOCK_RAW, 0); }
static int call_here(void) { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }
static int end_other(void) { return kill(getppid(), 0); }
static int divide(void) { return fork(); }
static int open_up(void) { return chmod("/tmp/xiezhi-none", 0777); }

static int
read_other(void)
{
	char to = 0;
	struct iovec here = { .iov_base = &to, .iov_len = 1 }, there = here;

	return (int)process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}

static int
have_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ?
	    -1 : 0;
}

static int
make_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? -1 : mprotect(p, 4096, PROT_READ | PROT_EXEC);
}

static int
give_up(void)
{
	signal(SIGABRT, SIG_DFL);
	abort();
}

static int
go_on(void)
{
	char name[] = "/tmp/xiezhi-lock-XXXXXX";
	void *big = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = mkostemp(name, O_CLOEXEC), pair[2];
	bool good = fd >= 0 && big != MAP_FAILED && write(fd, name, sizeof(name)) == (ssize_t)sizeof(name) &&
	    fsync(fd) == 0 && unlink(name) == 0 && socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0;

	return good ? 0 : -1;
}

/* A program in a child: it starts, and the network stays closed to it. */
static int
run_child(const char *line)
{
	char perl[] = "/usr/bin/perl", e[] = "-e", *text = strdup(line), *const argv[] = { perl, e, text, NULL };
	char *const env[] = { NULL };
	int status = 0;
	pid_t pid = vfork();

	if (pid == 0) {
		(void)execve(perl, argv, env);
		_exit(127);
	}
	free(text);
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int child_true(void) { return run_child("exit 0"); }
static int child_calls(void) { return run_child("exit !socket(my $s, 2, 2, 0)"); }

static void
test_closed(void **state)
{
	(void)state;
	assert_int_equal(tried(closed, run), KILLED);
	assert_int_equal(tried(closed, run_here), KILLED);
	assert_int_equal(tried(closed, look_into), KILLED);
	assert_int_equal(tried(closed, read_other), KILLED);
	assert_int_equal(tried(closed, hang_in), KILLED);
	assert_int_equal(tried(closed, leave), KILLED);
	assert_int_equal(tried(closed, call_4), REFUSED);
	assert_int_equal(tried(closed, call_6), REFUSED);
	assert_int_equal(tried(closed, call_raw), REFUSED);
	assert_int_equal(tried(closed, end_other), REFUSED);
	assert_int_equal(tried(closed, divide), REFUSED);
	assert_int_equal(tried(closed, open_up), REFUSED);
	assert_int_equal(tried(closed, have_code), REFUSED);
	assert_int_equal(tried(closed, make_code), REFUSED);
}

static void
test_goes_on(void **state)
{
	(void)state;
	assert_int_equal(tried(closed, go_on), DONE);
	assert_int_equal(tried(closed, call_here), DONE);
	assert_int_equal(tried(closed, give_up), -SIGABRT);
}

static void
test_network(void **state)
{
	(void)state;
	assert_int_equal(tried(remote, call_4), DONE);
	assert_int_equal(tried(remote, call_6), DONE);
	assert_int_equal(tried(remote, call_raw), REFUSED);
	assert_int_equal(tried(remote, run), KILLED);
}

static void
test_children(void **state)
{
	(void)state;
	assert_int_equal(tried(parent, child_true), DONE);
	assert_int_equal(tried(remote_parent, child_calls), DONE);
	assert_int_not_equal(tried(parent, child_calls), DONE);
	assert_int_equal(tried(parent, call_4), REFUSED);
	assert_int_equal(tried(parent, look_into), KILLED);
	assert_int_equal(tried(parent, hang_in), KILLED);
	assert_int_equal(tried(parent, read_other), KILLED);
}

static void
test_where_the_store_is(void **state)
{
	(void)state;
	assert_false(db_remote("host=/run/xiezhi port=5432 dbname=xiezhi"));
	assert_false(db_remote("dbname=xiezhi"));
	assert_false(db_remote("host=@abstract dbname=xiezhi"));
	assert_false(db_remote(""));
	assert_true(db_remote("host=db.hengzhou.example dbname=xiezhi"));
	assert_true(db_remote("hostaddr=10.1.2.3 dbname=xiezhi"));
	assert_true(db_remote("postgresql://xz@10.1.2.3:5432/xiezhi"));
	assert_true(db_remote("host=/run/xiezhi,standby dbname=xiezhi"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_goes_on),
		cmocka_unit_test(test_network),
		cmocka_unit_test(test_children),
		cmocka_unit_test(test_where_the_store_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
