/* send.h - private to xiezhi-courier: one message to one address. */
#ifndef CMD_COURIER_SEND_H
#define CMD_COURIER_SEND_H
#include "lib/exchange/hook.h"

/* Never fails: what went wrong stands in the answer. */
void send_hook(struct arena *a, const struct hook *h, struct hook_answer *out);
void send_end(void);
#endif
