/* card.h - cards of inspections in the desk's search. */
#ifndef LIB_INSPECTION_CARD_H
#define LIB_INSPECTION_CARD_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* For the daemon: cards of inspections of before there were cards, the newest first; *n of them. */
ERR_CHECKED enum err inspection_cards_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
