/* fetch.h - published files, of a log above all, over http, https or file (libcurl). */
#ifndef CMD_VERIFY_FETCH_H
#define CMD_VERIFY_FETCH_H
#include "lib/base/err.h"
#include "lib/tlog/audit.h"

struct arena;

/* url: of the portal ("https://host") or of its log ("https://host/log", also file:///...), or a folder of this
 * computer that holds "log" or is it.  The certificate of a server is checked, by the authorities of SSL_CERT_FILE
 * where that is set.  *log: the log's own address. */
ERR_CHECKED enum err fetch_open(struct arena *a, const char *url, struct tlog_source *out, const char **log);
/* The keys given (a vkey, or a file of them), or those the log names itself (NULL). */
ERR_CHECKED enum err fetch_log_keys(struct arena *a, const struct tlog_source *log, const char *key,
    struct tlog_log_keys *out);
/* The files below any address. */
ERR_CHECKED enum err fetch_folder(struct arena *a, const char *url, struct tlog_source *out);
/* Sends bytes to url; gives the answer's status and text. */
ERR_CHECKED enum err fetch_post(struct arena *a, const char *url, const char *bytes, long *status, char **answer);
#endif
