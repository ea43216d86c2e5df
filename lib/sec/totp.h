/* totp.h - time-based one-time codes, RFC 6238: SHA-1, 6 digits, 30 s. */
#ifndef LIB_SEC_TOTP_H
#define LIB_SEC_TOTP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
/* The code of a counter into out ("287082"). */
void totp_code(const void *secret, size_t n, int64_t counter, char out[7]);
/* One step either side of real_us.  A counter at or before last_counter is refused (used before).
 * On true *counter is the one that matched, to be stored. */
bool totp_check(const void *secret, size_t n, const char *code, int64_t real_us,
    int64_t last_counter, int64_t *counter);
#endif
