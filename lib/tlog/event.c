/* event.c - an act's event for the log; see tlog.h. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/record/record.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/tlog.h"

enum err
tlog_event(struct arena *a, struct db *db, const struct tlog_event *ev)
{
	char ref[REF_TEXT_SIZE];
	const char *id = ev->id;

	if (id == NULL) {
		ref_text(ev->subject_ref, ref);
		id = ref;
	}
	if (!tlog_kind_ok(ev->kind) || !tlog_id_ok(id) || !tlog_digest_ok(ev->digest))
		return err_set(ERR_INPUT, "no entry of the log: %s", ev->kind != NULL ? ev->kind : "");
	return record_event(a, db, &(struct record_event_new){ .kind = ev->kind, .subject_kind = ev->subject_kind,
	    .subject_ref = ev->subject_ref, .actor = ev->actor, .agency = ev->agency, .unit = ev->unit, .at = ev->at,
	    .payload = arena_printf(a, "{\"digest\":\"%s\",\"id\":\"%s\"}", ev->digest, id) });
}
