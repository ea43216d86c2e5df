/* log_work.h - the daemon's part in the transparency log: order and sign, publish, clear away. */
#ifndef CMD_XIEZHID_LOG_WORK_H
#define CMD_XIEZHID_LOG_WORK_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct db;
struct log_work;

/* Keys, name and folder of the configuration.  ERR_STATE: the log began with another name or other keys. */
ERR_CHECKED enum err log_work_open(struct arena *a, const struct conf *conf, struct db *db, struct log_work **out);
/* All that waits, then the files; with nothing to do two small questions. */
ERR_CHECKED enum err log_work_run(struct arena *a, struct log_work *w);
/* When it last ran, monotonic: it is due once a second, whatever else the daemon does. */
int64_t log_work_ran(const struct log_work *w);
#endif
