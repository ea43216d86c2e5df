/* leaving.h - lines for the city's collector of logs (lib/base/syslog.h), by the daemon: changes to accounts, settings
 * and keys (audit), sign-ins, refused reading, incidents.  Each says what, when, by whom and of which row, by
 * references: no name, address, word typed or value leaves.
 *
 * The setting `syslog` says where to; without it nothing leaves.  What was there before it was set is not sent.  Each
 * line is sent once, and again where the daemon ended on the way; while the collector is away lines wait in the store,
 * and the daemon's health says so. */
#ifndef LIB_TLOG_LEAVING_H
#define LIB_TLOG_LEAVING_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct db;
struct program_keys;

void tlog_leaving_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* ERR_INPUT: the setting cannot be read; the daemon does not start. */
ERR_CHECKED enum err tlog_leaving_open(struct arena *a, struct db *db);
/* ERR_IO: the collector is away. */
ERR_CHECKED enum err tlog_leaving_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
