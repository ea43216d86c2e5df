/* lock.h - private to xiezhi-courier: what it may still ask of the kernel once it has its key and its store. */
#ifndef CMD_COURIER_LOCK_H
#define CMD_COURIER_LOCK_H
#include "lib/base/err.h"

/* Reading files, memory, sockets of this machine and of the internet, waiting.  No file is opened for writing; another
 * program, a thread, a look into another process end it. */
ERR_CHECKED enum err courier_lock(void);
#endif
