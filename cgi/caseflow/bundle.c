/* bundle.c - what the page of a case's bundle says of the case.  Page: cgi/bundle/bundle.c. */
#include "cgi/caseflow/view.h"
#include "cgi/common/subject.h"
#include "lib/caseflow/bundle.h"

enum err
case_bundle(struct req *r, struct ref ref, struct subject_bundle *out)
{
	struct case_file cf;
	enum err e = caseflow_get(r->arena, r->db, ref, &cf);

	if (e == OK && !caseflow_bundle_may(r->session->duties, r->session->agency, &cf))
		e = err_set(ERR_NOT_FOUND, "the record is not theirs to take");
	if (e == OK)
		*out = (struct subject_bundle){ cf.ref, cf.title, cf.number != NULL ? cf.number : cf.clue_number };
	return e;
}
