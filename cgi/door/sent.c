/* sent.c - a file that came with a message through the public's door, out of the store, for who may write the case; at
 * the pool for slow work. */
#include "cgi/door/door.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/door/file.h"
#include "lib/evidence/store.h"
#include "lib/evidence/type.h"
#include "lib/people/people.h"

#define POLICY "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; " \
	"frame-ancestors 'none'"

/* Its name lies in the message, which this program does not open: it is saved under its ref. */
static enum err
get_sent(struct req *r)
{
	struct slow_file f = { .policy = POLICY };
	struct door_stored t;
	struct ref ref;
	char text[REF_TEXT_SIZE];
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = door_file_get(r->arena, r->db, ref, &t);
	if (e != OK)
		return e;
	ref_text(ref, text);
	f.path = evidence_store_path(r->arena, t.address);
	f.size = t.size;
	f.sha256 = t.sha256;
	f.name = arena_strdup(r->arena, text);
	f.type = t.type;
	f.save = !evidence_type_shown(t.type);
	f.access_kind = "message";
	f.access_ref = t.message;
	return slow_send(r, &f);
}

const struct route door_sent_routes[] = {
	{ .method = GET, .path = "/desk/files/sent/:ref", .duties = DUTY_CASEWORK, .flags = ROUTE_PERSONAL,
	    .run = get_sent },
	{ 0 }
};
