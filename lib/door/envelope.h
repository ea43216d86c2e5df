/* envelope.h - private to lib/door: for what its envelopes are closed. */
#ifndef LIB_DOOR_ENVELOPE_H
#define LIB_DOOR_ENVELOPE_H
#define DOOR_PURPOSE "door"
#endif
