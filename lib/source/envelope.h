/* envelope.h - private to lib/source: for what its envelopes are closed. */
#ifndef LIB_SOURCE_ENVELOPE_H
#define LIB_SOURCE_ENVELOPE_H
#define SOURCE_PURPOSE "report"
#define TICKETS_PURPOSE "inbox"	/* as what comes in by the exchange */
#endif
