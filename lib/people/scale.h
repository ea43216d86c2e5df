/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_PEOPLE_SCALE_H
#define LIB_PEOPLE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows people_scale[] = {
	{ .tables = "people_agency", .per = SCALE_AGENCY, .only = "pg_temp.agency(x.id, 1) <> x.id",
	    .set = { "code", "x.code || a", "name", "pg_temp.suffixed(x.name, a)",
	    "short_name", "pg_temp.suffixed(x.short_name, a)", "number_word", "x.number_word || a" } },
	{ .tables = "people_remedy_body", .per = SCALE_AGENCY,
	    .only = "pg_temp.agency(x.agency_id, 1) <> x.agency_id" },
	{ .tables = "people_agency_tree", .per = SCALE_AGENCY,
	    .only = "pg_temp.agency(x.descendant, 1) <> x.descendant" },
	{ .tables = "people_unit", .per = SCALE_PEOPLE, .set = { "name", "x.name || u" } },
	{ .tables = "people_officer", .per = SCALE_PEOPLE, .only = "pg_temp.officer(x.id, 1) <> x.id" },
	{ .tables = "people_certificate", .per = SCALE_PEOPLE,
	    .only = "pg_temp.officer(x.officer_id, 1) <> x.officer_id",
	    .set = { "no", "pg_temp.suffixed(x.no, u)" } },
	{ .tables = "people_principal", .per = SCALE_PEOPLE, .only = "pg_temp.principal(x.id, 1) <> x.id" },
	{ .tables = "people_account", .per = SCALE_PEOPLE, .only = "pg_temp.principal(x.id, 1) <> x.id",
	    .set = { "username", "pg_temp.suffixed(x.username, u)" } },
	{ .tables = "people_duty", .per = SCALE_PEOPLE,
	    .only = "pg_temp.principal(x.account_id, 1) <> x.account_id" },
	/* nobody signs in as a copy; `xiezhi session` opens one */
	{ .tables = "people_credential people_code_step people_code_used people_activation people_session"
	    " people_failure people_device people_passkey people_passkey_spent people_stamp people_region"
	    " people_delegation people_duty_kind people_duty_conflict people_deputy people_share people_access_link"
	    " people_access_head job", .per = SCALE_FIXED },
	/* each log ten lines a case, over two years */
	{ .tables = "people_sign_in", .fill = "insert into xz.people_sign_in (at, username, account_id, outcome)"
	    " select xz.now() - g * (interval '2 years' / (10 * pg_temp.cases())), a.username, a.id, 'ok'"
	    " from generate_series(1, 10 * pg_temp.cases()) g join (select id, username, row_number() over () as n"
	    " from xz.people_account) a on a.n = 1 + g % (select count(*) from xz.people_account) order by g desc" },
	{ .tables = "sec_audit", .fill = "insert into xz.sec_audit (at, actor, kind, subject, before, after)"
	    " select xz.now() - g * (interval '2 years' / (10 * pg_temp.cases())), a.id, 'account.changed', a.username,"
	    " '{\"active\": false}', '{\"active\": true}'"
	    " from generate_series(1, 10 * pg_temp.cases()) g join (select id, username, row_number() over () as n"
	    " from xz.people_account) a on a.n = 1 + g % (select count(*) from xz.people_account) order by g desc" },
	/* as of before there was a chain */
	{ .tables = "people_access", .fill = "insert into xz.people_access (y, at, account_id, route, subject_kind,"
	    " subject_ref, noted_at) select extract(year from l.at at time zone 'Asia/Shanghai'), l.at, l.id,"
	    " '/desk/cases/:ref', 'case', xz.new_ref(), null from (select a.id,"
	    " xz.now() - g * (interval '2 years' / (10 * pg_temp.cases())) as at"
	    " from generate_series(1, 10 * pg_temp.cases()) g join (select id, row_number() over () as n"
	    " from xz.people_account) a on a.n = 1 + g % (select count(*) from xz.people_account)"
	    " order by g desc) l" },
	{ .tables = NULL }
};
#endif
