/* notify.h - tells systemd, where it is what started the program, that it works: Type=notify and WatchdogSec= of
 * etc/systemd/xiezhi@.service.  Elsewhere (no NOTIFY_SOCKET) nothing. */
#ifndef LIB_BASE_NOTIFY_H
#define LIB_BASE_NOTIFY_H

void notify_alive(void);	/* ready, if it was not yet; and at work */
#endif
