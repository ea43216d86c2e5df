/* metrics.h - counters of a program, in memory shared by its workers. */
#ifndef CGI_COMMON_METRICS_H
#define CGI_COMMON_METRICS_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/* Before the workers are made.  ERR_IO: no memory. */
ERR_CHECKED enum err metrics_open(void);
void metrics_request(int status, int64_t us);
void metrics_worker_started(void);
/* Prometheus text format. */
void metrics_text(struct str *out, const char *program);
#endif
