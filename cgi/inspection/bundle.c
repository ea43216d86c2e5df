/* bundle.c - what the page of an inspection's bundle says of the inspection.  Page: cgi/bundle/bundle.c. */
#include "lib/inspection/bundle.h"

#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/inspection/inspection.h"

enum err
inspection_bundle(struct req *r, struct ref ref, struct subject_bundle *out)
{
	struct people_actor who = desk_actor(r);
	struct inspection i;
	enum err e = inspection_get(r->arena, r->db, ref, r->session->account, &i);

	if (e == OK && !inspection_bundle_may(&who, &i))
		e = err_set(ERR_NOT_FOUND, "the record is not theirs to take");
	if (e == OK)
		*out = (struct subject_bundle){ i.ref, i.name, i.natural ? NULL : i.object };
	return e;
}
