/* priv.h - private to lib/figure: what the consumer and who counts again share. */
#ifndef LIB_FIGURE_PRIV_H
#define LIB_FIGURE_PRIV_H
#include "lib/figure/figure.h"

#define FIGURE_CONSUMER "figure"
#define FIGURE_ROW "y, pos, kind, day, booked, agency_id, district, trade, cause, n, fen"
#endif
