/* inspections.h - acts on inspections for the tests of them: one agency's officers and heads, one firm, three items. */
#ifndef TESTS_DB_INSPECTIONS_H
#define TESTS_DB_INSPECTIONS_H
#include "tests/db/ceremony.h"

#include "lib/inspection/code.h"
#include "lib/inspection/inspection.h"
#include "lib/inspection/public.h"
#include "lib/people/reference.h"

#define LINE "M10,10L20,30L40,60L90,20L130,80L170,30L200,90L240,40L300,70L360,20"

static struct demo_agency *agency;
static int64_t lead, mate, unit_head, head, daemon_account;
static struct demo_party firm;
static const char *item[3], *mate_ref;

static const char *
text_of(struct ref ref)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return arena_strdup(A, text);
}

static struct act
acting(int64_t account)
{
	problems_init(&said, A);
	return (struct act){ .principal = account, .occurred_at = TIME_NONE };
}

/* An act with the fields given as name and value pairs ending with NULL. */
static enum err
try_by(int64_t account, int64_t signer, struct inspection_key key, const char *const *pairs)
{
	struct act act = acting(account);
	struct inspection_form f;
	struct inspection_doing d = { .key = key, .version = -1, .signer = signer };
	const char *answer = NULL;
	enum err e = inspection_form(A, D->db, account, &key, &f);

	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		if (!input_set(f.in, pairs[0], pairs[1]))
			fail_msg("%s: no field %s", key.action, pairs[0]);
	input_read(f.in, D->now, &said);
	if (said.n > 0)
		return ERR_INPUT;
	d.in = f.in;
	return inspection_do(A, D->db, &act, &d, &said, &answer);
}
#define PAIRS(...) (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL, NULL }
#define TRY_ACT(account, what, r, ...) try_by(account, 0, (struct inspection_key){ .action = what, .ref = r }, \
	PAIRS(__VA_ARGS__))
#define ACT(account, what, r, ...) must_say(TRY_ACT(account, what, r, __VA_ARGS__))

static void
must_say(enum err e)
{
	if (e != OK)
		fail_msg("%s: %s; %s %s", err_name(e), err_last(), said.first != NULL ? said.first->field : "",
		    said.first != NULL ? said.first->code : "");
}

static const char *
at(int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	text[16] = '\0';
	return arena_strdup(A, text);
}
static const char *
on(int offset)
{
	char text[DAY_TEXT_SIZE];

	day_text(time_day(D->now) + offset, text);
	return arena_strdup(A, text);
}

static struct inspection
look(struct ref ref)
{
	struct inspection i;

	must(inspection_get(A, D->db, ref, lead, &i));
	return i;
}

static struct ref
newest(void)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.inspection order by id desc limit 1"));
	return row_ref(r, "ref");
}

static enum err
try_open(const char *const *pairs)
{
	return try_by(lead, 0, (struct inspection_key){ .action = "open", .subject = firm.subject }, pairs);
}

/* For a reason, of two items, in the next two days. */
static struct ref
opened_case(bool emergency, const char *surprise)
{
	const char *pairs[] = { "kind", "case", "source", "complaint", "reason", "群众举报超范围经营", "items", item[0],
	    "items", item[1], "second", mate_ref, "from_at", at(D->now - 60 * SECOND_US),
	    "to_at", at(D->now + 2 * DAY_US), emergency ? "emergency" : NULL, "1", NULL, NULL };
	const char *more[] = { "kind", "case", "source", "complaint", "reason", "群众举报超范围经营", "items", item[0],
	    "items", item[1], "second", mate_ref, "from_at", at(D->now - 60 * SECOND_US),
	    "to_at", at(D->now + 2 * DAY_US), "surprise", surprise, NULL, NULL };

	must_say(try_open(surprise != NULL ? more : pairs));
	return newest();
}

static void
approved(struct ref ref)
{
	ACT(lead, "ask", ref);
	ACT(unit_head, "approve", ref, "agree", "yes");
	ACT(head, "approve", ref, "agree", "yes", "words", "同意检查");
}

static void
there(struct ref ref)
{
	ACT(lead, "issue", ref);
	ACT(lead, "notify", ref, "way", "paper");
	ACT(lead, "arrive", ref, "lat", "26.8931", "lon", "112.5947", "accuracy", "12");
	ACT(lead, "show", ref);
	ACT(mate, "show", ref);
}

static void
all_signed(struct ref ref)
{
	ACT(lead, "finish", ref, "statement", "无异议");
	ACT(lead, "party", ref, "way", "drawn", "person", "谢春林 站长", "path", LINE);
	ACT(lead, "sign", ref, "path", LINE);
	ACT(mate, "sign", ref);
}

static int
people(void **state)
{
	const char *path = arena_printf(A, "/tmp/xz-code-%d", (int)getpid());
	struct sign_key *ed, *sm2;
	const struct db_rows *rows;
	struct db_row r;
	int i, code = firms(state);

	if (code != 0)
		return code;
	must(sign_key_make(arena_printf(A, "%s.ed", path), SIGN_ED25519));
	must(sign_key_make(arena_printf(A, "%s.sm2", path), SIGN_SM2));
	must(sign_key_load(A, arena_printf(A, "%s.ed", path), &ed));
	must(sign_key_load(A, arena_printf(A, "%s.sm2", path), &sm2));
	(void)remove(arena_printf(A, "%s.ed", path));
	(void)remove(arena_printf(A, "%s.sm2", path));
	inspection_start(A, NULL, &(struct program_keys){ .code_ed25519 = ed, .code_sm2 = sm2 });
	agency = &D->agency[0];
	lead = agency->unit[0].officer[0];
	mate = agency->unit[0].officer[1];
	unit_head = agency->unit[0].head;
	head = agency->head;
	mate_ref = text_of(agency->unit[0].officer_ref[1]);
	must(people_service(A, D->db, "xz-daemon", &daemon_account));
	must(demo_party_new(A, D, false, &firm));
	must(DRAWS_MANY(A, D->db, &rows,
	    "select ref from xz.law_check_item where code like 'JCX-SJ-%' and published_on is not null"
	    " order by code limit 3"));
	for (i = 0; i < 3; i++)
		item[i] = text_of(row_ref(db_at(rows, i), "ref"));
	must(DRAWS_ONE(A, D->db, &r,
	    "insert into xz.register_geo (subject_id, lat, lon, source) select id, 26.8934, 112.5947, '测试'"
	    " from xz.register_subject where ref = $1 returning 1 as x", DB_REF(firm.subject)));
	wait_days(1);
	return 0;
}
#endif
