/* envelope.h - private to lib/door: for what its envelopes and parcels are closed. */
#ifndef LIB_DOOR_ENVELOPE_H
#define LIB_DOOR_ENVELOPE_H
#include <stdint.h>

#include "lib/base/ref.h"

#define DOOR_PURPOSE "door"

struct arena;

/* Of the piece of a file at that offset. */
const char *door_piece_purpose(struct arena *a, struct ref file, int64_t at);
#endif
