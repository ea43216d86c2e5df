/* worker_lock.c - see worker_lock.h. */
#include "cgi/worker_lock.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/base/confine.h"

#define N(list) (sizeof(list) / sizeof(*(list)))
#define DOMAIN UINT32_MAX	/* the kernel reads 32 bits of an int */

static const int files[] = { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(preadv), SCMP_SYS(write),
    SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(pwritev), SCMP_SYS(lseek), SCMP_SYS(open), SCMP_SYS(openat),
    SCMP_SYS(close), SCMP_SYS(close_range), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
    SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(flock),
    SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(fadvise64), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
    SCMP_SYS(sync_file_range), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link),
    SCMP_SYS(linkat), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
    SCMP_SYS(fchmod), SCMP_SYS(umask), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(pipe2),
    SCMP_SYS(sendfile), SCMP_SYS(copy_file_range) };

static const int memory[] = { SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
    SCMP_SYS(get_robust_list), SCMP_SYS(set_robust_list), SCMP_SYS(rseq) };

static const int talk[] = { SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4),
    SCMP_SYS(shutdown), SCMP_SYS(sendto), SCMP_SYS(recvfrom), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(sendmmsg),
    SCMP_SYS(getsockopt), SCMP_SYS(setsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(poll),
    SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait) };

static const int self[] = { SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid),
    SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrandom), SCMP_SYS(uname),
    SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(exit),
    SCMP_SYS(exit_group) };

/* Nothing of ours ever tries these. */
static const int never[] = { SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
    SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(init_module), SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(perf_event_open),
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setresuid), SCMP_SYS(setresgid) };

static const int starting[] = { SCMP_SYS(execve), SCMP_SYS(clone), SCMP_SYS(vfork), SCMP_SYS(wait4), SCMP_SYS(kill),
    SCMP_SYS(tgkill), SCMP_SYS(mmap), SCMP_SYS(mprotect) };

/* Of a child, until it locks itself in. */
static const int of_children[] = { SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(prlimit64),
    SCMP_SYS(setrlimit), SCMP_SYS(getrlimit), SCMP_SYS(prctl), SCMP_SYS(seccomp), SCMP_SYS(sched_getattr) };

static void
sockets(struct confine *c, bool network)
{
	confine_when(c, SCMP_SYS(socket), 0, DOMAIN, AF_UNIX);
	confine_when(c, SCMP_SYS(socketpair), 0, DOMAIN, AF_UNIX);
	if (!network)
		return;
	confine_when(c, SCMP_SYS(socket), 0, DOMAIN, AF_INET);
	confine_when(c, SCMP_SYS(socket), 0, DOMAIN, AF_INET6);
	confine_when(c, SCMP_SYS(socket), 0, DOMAIN, AF_NETLINK);	/* what a name's addresses are sorted by */
}

enum err
worker_lock(struct worker_needs needs)
{
	struct confine c = confine_new(SCMP_ACT_ERRNO(EPERM));
	const int no_thread[] = { SCMP_SYS(clone3) }, no_program[] = { SCMP_SYS(execve) };

	confine_calls(&c, SCMP_ACT_ALLOW, files, N(files));
	confine_calls(&c, SCMP_ACT_ALLOW, memory, N(memory));
	confine_calls(&c, SCMP_ACT_ALLOW, talk, N(talk));
	confine_calls(&c, SCMP_ACT_ALLOW, self, N(self));
	confine_calls(&c, SCMP_ACT_KILL_PROCESS, never, N(never));
	/* It does not show what it makes; the library takes clone then. */
	confine_calls(&c, SCMP_ACT_ERRNO(ENOSYS), no_thread, N(no_thread));
	sockets(&c, needs.network);
	if (needs.children) {
		confine_calls(&c, SCMP_ACT_ALLOW, starting, N(starting));
		confine_calls(&c, SCMP_ACT_ALLOW, of_children, N(of_children));
	} else {
		confine_calls(&c, SCMP_ACT_KILL_PROCESS, no_program, N(no_program));
		confine_data(&c);
		confine_when(&c, SCMP_SYS(tgkill), 0, UINT32_MAX, (uint32_t)getpid());	/* abort() */
	}
	return confine_load(&c) ? OK : err_set(ERR_IO, "the kernel does not lock the worker in (seccomp)");
}
