/* capital.h - sums in the capital figures of Chinese papers (正确填写票据和结算凭证的基本规定, 银发〔1997〕393号). */
#ifndef LIB_BASE_CAPITAL_H
#define LIB_BASE_CAPITAL_H
#include <stdint.h>

struct arena;

/* "壹仟陆佰捌拾元叁角贰分", without the currency; what ends with yuan ends with 整.  fen: 0 to below 10^18. */
const char *capital_yuan(struct arena *a, int64_t fen);
#endif
