/* lock.c - see lock.h. */
#include "cmd/courier/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/base/confine.h"

#define N(list) (sizeof(list) / sizeof(*(list)))
#define WORD UINT32_MAX		/* the kernel reads 32 bits of an int */

static const int files[] = { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
    SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
    SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(ioctl), SCMP_SYS(pipe2) };

static const int memory[] = { SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
    SCMP_SYS(get_robust_list), SCMP_SYS(set_robust_list), SCMP_SYS(rseq) };

static const int talk[] = { SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(shutdown), SCMP_SYS(sendto),
    SCMP_SYS(recvfrom), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(sendmmsg), SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(poll), SCMP_SYS(ppoll),
    SCMP_SYS(select), SCMP_SYS(pselect6) };

static const int self[] = { SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid),
    SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrandom), SCMP_SYS(uname),
    SCMP_SYS(sysinfo), SCMP_SYS(sched_yield), SCMP_SYS(exit), SCMP_SYS(exit_group) };

static const int never[] = { SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(kill) };

enum err
courier_lock(void)
{
	static const int domains[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
	struct confine c = confine_new(SCMP_ACT_ERRNO(EPERM));
	size_t i;

	confine_calls(&c, SCMP_ACT_ALLOW, files, N(files));
	confine_calls(&c, SCMP_ACT_ALLOW, memory, N(memory));
	confine_calls(&c, SCMP_ACT_ALLOW, talk, N(talk));
	confine_calls(&c, SCMP_ACT_ALLOW, self, N(self));
	confine_calls(&c, SCMP_ACT_KILL_PROCESS, never, N(never));
	confine_when(&c, SCMP_SYS(openat), 2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY);
	confine_when(&c, SCMP_SYS(socketpair), 0, WORD, AF_UNIX);
	for (i = 0; i < N(domains); i++)
		confine_when(&c, SCMP_SYS(socket), 0, WORD, (uint64_t)domains[i]);
	confine_data(&c);
	confine_when(&c, SCMP_SYS(tgkill), 0, WORD, (uint32_t)getpid());	/* abort() */
	return confine_load(&c) ? OK : err_set(ERR_IO, "the kernel does not lock the courier in (seccomp)");
}
