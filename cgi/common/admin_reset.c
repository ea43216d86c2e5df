/* admin_reset.c - a reset that waits for a second administrator, on the pages of both that may confirm it. */
#include "cgi/common/admin.h"
#include "lib/people/office.h"

enum err
admin_reset_view(struct req *r, struct ref account)
{
	enum people_reset whose;
	enum err e = people_reset_waits(r->arena, r->db, account, &whose);

	if (e == OK) {
		view_bool(r, "reset.waits", whose != RESET_NONE);
		view_bool(r, "reset.other", whose == RESET_OTHER);
	}
	return e;
}

static enum err
confirm(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct ref *account = c->with;

	return people_reset_confirm(a, db, *account);
}

enum err
admin_reset_confirm(struct req *r, struct ref account, const char *username, const char *back)
{
	struct admin_change c = { .run = confirm, .with = &account, .kind = "account.reset_confirmed",
	    .subject = username };
	enum err e = admin_do(r, &c);

	return e == OK ? req_redirect(r, "%s", req_with_notice(r, back, "notice.reset_confirmed")) : e;
}
