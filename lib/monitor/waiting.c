/* waiting.c - rules of the catalogue that are not live,
    with what each waits for.  Those that stop an act are guards of
 * the act's own module. */
#include <stddef.h>

#include "lib/monitor/keep.h"

#define GUARD "blocked at the act itself"

const struct monitor_waiting monitor_waits[] = {
	{ "M02", "an extension asked for twice has no step; one without approval is " GUARD },
	{ "M06", "tickets of the 12345 hotline: no link" },
	{ "M07", GUARD }, { "M08", GUARD },
	{ "M09", "ties of kin and former employers: no source" },
	{ "M10", "a clock of the limitation" },
	{ "M12", GUARD },
	{ "M19", GUARD }, { "M20", GUARD },
	{ "M21", "the number of review and enforcement staff of an agency" },
	{ "M22", GUARD }, { "M23", GUARD },
	{ "M25", "the tier of a decision as a column" },
	{ "M31", "the daily comparison of published and served texts as an event" },
	{ "M32", "a clock of an objection to a publication" },
	{ "M33", "a demand without its step" },
	{ "M36", GUARD },
	{ "M40", "the drawn objects of a task as a number" },
	{ "M43", "sharing of data (lib/exchange)" },
	{ "M44", "gaps of a record as an event" },
	{ "M45", "incidents as events" },
	{ "M46", "the yearly statistics as a paper" },
	{ "M47", "events by actor: no index" },
	{ "M48", "mediation" },
	{ "M50", "repair of credit beyond the portal" },
	{ "M54", "filing upward" },
	{ "M55", GUARD }, { "M56", GUARD }, { "M57", GUARD },
	{ "M59", "checks of a superior as visits" },
	{ "M60", GUARD },
	{ "M61", "sharing of data (lib/exchange)" },
	{ "M63", "the firm of a complaint as its number" },
	{ "M64", "a clock of a recusal" },
	{ "M67", "the clause's own maximum as a number" },
	{ "M68", GUARD },
	{ "M69", "opinions of reconsideration, refunds" },
	{ "M70", "the keeper of seized goods" },
	{ "M71", "draws beyond our own" },
	{ "M72", "petitions" },
	{ "M73", "a general stop of a trade is typed as a matter" },
	{ NULL, NULL }
};
