/* crew.h - a small agency for tests of people: two officers, its head and a unit's. */
#ifndef TESTS_DB_CREW_H
#define TESTS_DB_CREW_H
#include "tests/db/cli.h"

#include "lib/people/admin.h"
#include "lib/people/reference.h"

struct crew {
	int64_t agency, unit, service;
	int64_t officer[2], account[4];		/* 0 and 1 are officers, 2 the head of the agency, 3 of the unit */
	int32_t today;
};

static inline struct crew
crew(struct arena *a, struct db *db)
{
	static const char *const names[] = { "t.one", "t.two", "t.chief", "t.head" };
	static const char *const duties[] = { "officer", "officer", "agency_head", "unit_head" };
	struct people_agency_new g = { .code = "t-agency", .name = "试验局", .short_name = "试验局",
	    .number_word = "试", .kind = "organ", .region = "430400", .field = "市场监管" };
	struct crew c = { 0 };
	struct db_row r;
	int i;

	ok(DB_ONE(a, db, &r, "select xz.today() as day"));
	c.today = row_day(r, "day");
	ok(people_service(a, db, "xz-cli", &c.service));
	ok(people_agency_add(a, db, &g, &c.agency));
	ok(people_unit_add(a, db, c.agency, "一科", "", &c.unit));
	for (i = 0; i < 2; i++)
		ok(people_officer_add(a, db, &(struct people_officer_new){ .name = names[i], .agency = c.agency,
		    .unit = c.unit, .kind = "formal" }, &c.officer[i]));
	for (i = 0; i < 4; i++) {
		ok(people_account_add(a, db, &(struct people_account_new){ .username = names[i],
		    .display_name = names[i], .officer = i < 2 ? c.officer[i] : 0, .agency = c.agency, .unit = c.unit },
		    &c.account[i]));
		ok(people_duty_grant(a, db, c.account[i], duties[i], DAY_NONE, c.service));
	}
	return c;
}
#endif
