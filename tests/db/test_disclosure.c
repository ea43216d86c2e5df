/* test_disclosure.c - on the demo: persons and numbers of the file are proposed in every text that people type,
 * the public's copy holds the redacted result, a withdrawal tells a code and keeps its words inside. */
#include "tests/db/cli.h"

#include "lib/calendar/calendar.h"
#include "lib/caseflow/term_end.h"
#include "lib/disclosure/check.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/expiry.h"
#include "lib/disclosure/list.h"
#include "lib/disclosure/public.h"

static enum err
one_row(struct arena *a, struct db *db, const char *sql, struct db_row *r)
{
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	return db_one(a, db, st, r, NULL, 0);
}

/* A second decision on a track of the demo, whose penalty names people: its item is opened as by an act. */
static void
open_item(struct arena *a, struct db *db, struct disclosure_item *it)
{
	struct ref track;
	struct db_row r;

	ok(one_row(a, db, "select k.id, k.ref, k.case_id, k.party_id, d.id as decision from xz.caseflow_track k"
	    " join xz.caseflow_decision d on d.track_id = k.id and d.revoked_on is null and d.outcome = 'penalty'"
	    " join xz.caseflow_case c on c.id = k.case_id and c.procedure = 'ordinary'"
	    " join xz.people_agency g on g.id = d.agency_id and g.code = 'sj' order by k.id limit 1", &r));
	track = row_ref(r, "ref");
	ok(db_script(db, arena_printf(a,
	    "update xz.caseflow_party set representative = '欧阳小明', contact = '13907341234'"
	    " where id = %lld", (long long)row_i64(r, "party_id"))));
	/* a second one whose name begins the first one's */
	ok(db_script(db, arena_printf(a, "update xz.record_document set data = jsonb_set(data::jsonb, '{input}',"
	    " coalesce(data::jsonb -> 'input', '{}') || '{\"person\": \"欧阳小\", \"person_number\":"
	    " \"430401199003078888\"}')::text"
	    " where id = (select min(id) from xz.record_document where subject_kind = 'case' and subject_id = %lld)",
	    (long long)row_i64(r, "case_id"))));
	ok(db_script(db, arena_printf(a, "update xz.caseflow_penalty set detail = '由欧阳小明（13907341234）缴纳，证件"
	    "430401199003078888' where case_id = %lld and party_id = %lld and stage = 'decision' and kind = 'fine'",
	    (long long)row_i64(r, "case_id"), (long long)row_i64(r, "party_id"))));
	ok(db_script(db, arena_printf(a, "update xz.caseflow_decision set revoked_on = decided_on where id = %lld",
	    (long long)row_i64(r, "decision"))));
	ok(one_row(a, db, arena_printf(a,
	    "insert into xz.caseflow_decision (track_id, agency_id, number, outcome, facts, basis,"
	    " decided_on, decided_by, procedure) select track_id, agency_id, '试〔2026〕1号', outcome,"
	    " '欧阳小明与欧阳小在场，电话 13907341234。', '依据', decided_on, decided_by, procedure"
	    " from xz.caseflow_decision"
	    " where id = %lld returning id", (long long)row_i64(r, "decision")), &r));
	ok(disclosure_open(a, db, row_i64(r, "id")));
	ok(disclosure_get(a, db, track, it));
}

static const struct disclosure_span *
span_of(const struct disclosure_item *it, const char *field, const char *text)
{
	int i;

	for (i = 0; i < it->span_n; i++)
		if (strcmp(it->span[i].field, field) == 0 && strcmp(it->span[i].text, text) == 0)
			return &it->span[i];
	fail_msg("%s: nobody proposed %s", field, text);
	return NULL;
}

static enum err
proposed(struct arena *a, struct db *db, void *ctx)
{
	struct disclosure_item it;

	(void)ctx;
	open_item(a, db, &it);
	assert_string_equal(span_of(&it, "result", "欧阳小明")->rule, "known_person");
	assert_string_equal(span_of(&it, "result", "13907341234")->rule, "known_contact");
	assert_string_equal(span_of(&it, "result", "430401199003078888")->rule, "known_id");
	assert_string_not_equal(span_of(&it, "facts", "13907341234")->rule_name_zh,
	    span_of(&it, "facts", "欧阳小明")->rule_name_zh);
	/* the longer name is found first, the shorter where it stands alone */
	assert_int_equal(span_of(&it, "facts", "欧阳小明")->at, 0);
	assert_int_equal(span_of(&it, "facts", "欧阳小")->at, 5);
	return ERR_STATE;
}

static enum err
published(struct arena *a, struct db *db, void *ctx)
{
	static const char *const secret[] = { "阳小", "13907341234", "430401199003078888" };
	struct disclosure_item it, done;
	struct public_decision shown;
	const char *sha;
	struct db_row r;
	int64_t now;
	size_t k;
	int i;

	(void)ctx;
	ok(db_now(a, db, &now));
	open_item(a, db, &it);
	for (i = 0; i < it.span_n; i++)
		ok(disclosure_span_decide(a, db, it.span[i].id, true, 1));
	ok(disclosure_get(a, db, it.track_ref, &done));
	ok(disclosure_publish(a, db, &done, 1, now, &sha));
	ok(one_row(a, db, "select p.result_text, convert_from(p.json, 'UTF8') as json, s.folded"
	    " from xz.disclosure_public p"
	    " join xz.disclosure_search s on s.decision_ref = p.decision_ref where p.number = '试〔2026〕1号'", &r));
	assert_non_null(strstr(row_text(r, "result_text"), "罚款"));
	for (k = 0; k < sizeof(secret) / sizeof(*secret); k++) {
		assert_null(strstr(row_text(r, "result_text"), secret[k]));
		assert_null(strstr(row_text(r, "json"), secret[k]));
		assert_null(strstr(row_text(r, "folded"), secret[k]));
	}
	ok(public_get(a, db, done.decision_ref, &shown));
	assert_string_equal(shown.term.class, "long");
	assert_int_equal(shown.term.from, time_day(now));
	assert_int_equal(shown.term.until, day_add_months(time_day(now), 36));
	assert_null(strstr(row_text(r, "json"), "samr45"));
	ok(disclosure_get(a, db, it.track_ref, &done));
	ok(disclosure_withdraw(a, db, &done, "illegal", "欧阳小明不服，经诉讼", now));
	ok(one_row(a, db, "select p.end_reason, p.result_text is null as empty, i.withdrawn_code, i.withdrawn_reason"
	    " from xz.disclosure_public p join xz.disclosure_item i on i.decision_ref = p.decision_ref"
	    " where p.number = '试〔2026〕1号'", &r));
	assert_string_equal(row_text(r, "end_reason"), "illegal");
	assert_true(row_bool(r, "empty"));
	assert_string_equal(row_text(r, "withdrawn_code"), "illegal");
	assert_string_equal(row_text(r, "withdrawn_reason"), "欧阳小明不服，经诉讼");
	/* words never pass for a code */
	assert_int_not_equal(db_script(db,
	    "update xz.disclosure_public set end_reason = '欧阳小明不服' where number = '试〔2026〕1号'"), OK);
	return ERR_STATE;
}

static void
classed(struct arena *a, struct db *db, int64_t decision, const char *field, const char *channel, const char *change,
    const char *want)
{
	struct db_row r;

	ok(db_script(db, "savepoint one"));
	ok(db_script(db, arena_printf(a, "update xz.law_cause set field = '%s' where id = (select c.cause_id from"
	    " xz.caseflow_case c join xz.caseflow_track k on k.case_id = c.id join xz.caseflow_decision d"
	    " on d.track_id = k.id where d.id = %lld)", field, (long long)decision)));
	ok(db_script(db, change));
	ok(one_row(a, db, arena_printf(a,
	    "select coalesce((select code || ' ' || class || ' ' || coalesce(min_months::text, '-') || ' ' ||"
	    " coalesce(max_months::text, '-') || case when repairable then '' else ' fixed' end from"
	    " xz.disclosure_regime where id = xz.disclosure_regime_of(%lld, '%s')), 'none') as class",
	    (long long)decision, channel), &r));
	assert_string_equal(row_text(r, "class"), want);
	ok(db_script(db, "rollback to one"));
}

/* Which rule says how long: by field of the cause, channel, procedure, kinds and day (公示规定 2, 13, 14;
 * 信用修复管理办法 5, 8-10, 12); of several kinds the longest. */
static enum err
term_class(struct arena *a, struct db *db, void *ctx)
{
	static const struct {
		const char *kind, *gsxt, *credit;
	} rows[] = {
		{ "fine", "samr45 long - 36", "credit36 general_fine 3 12" },
		{ "criticism", "samr45 short 3 3", "credit36 minor - 3" },
		{ "warning", "samr45 warning - -", "credit36 minor - 3" },
		{ "confiscate_goods", "samr45 long - 36", "credit36 general 3 12" },
		{ "suspend_licence", "samr45 long - 36", "credit36 serious 12 36" },
		{ "downgrade", "samr45 heavy - 36 fixed", "credit36 serious 12 36" },
		{ "revoke_licence", "samr45 heavy - 36 fixed", "credit36 serious 12 36" },
		{ "restrict_business", "samr45 ban - 36 fixed", "credit36 serious 12 36" },
		{ "suspend_production", "samr45 heavy - 36 fixed", "credit36 serious 12 36" },
		{ "close", "samr45 long - 36", "credit36 serious 12 36" },
		{ "ban_trade", "samr45 ban - 36 fixed", "credit36 serious 12 36" },
	};
	const char *kind;
	struct disclosure_item it;
	int64_t d;
	size_t i;

	(void)ctx;
	open_item(a, db, &it);
	d = it.decision;
	ok(db_script(db, arena_printf(a,
	    "delete from xz.caseflow_penalty where case_id = %lld and id not in (select min(id)"
	    " from xz.caseflow_penalty where case_id = %lld and stage = 'decision');"
	    "update xz.caseflow_decision set decided_on = '2026-06-01'", (long long)it.case_id,
	    (long long)it.case_id)));
#define KIND(k) arena_printf(a, \
	"update xz.caseflow_penalty set kind = '%s' where case_id = %lld", k, (long long)it.case_id)
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		kind = KIND(rows[i].kind);
		classed(a, db, d, "市场监管", "gsxt", kind, rows[i].gsxt);
		classed(a, db, d, "市场监管", "portal", kind, rows[i].gsxt);
		classed(a, db, d, "市场监管", "credit", kind, rows[i].credit);
		classed(a, db, d, "城市管理", "credit", kind, rows[i].credit);
		classed(a, db, d, "城市管理", "portal", kind, arena_printf(a, "portal%s", rows[i].credit + 6));
		classed(a, db, d, "城市管理", "gsxt", kind, "none");
	}
	/* several kinds: the longest */
	classed(a, db, d, "城市管理", "credit", arena_printf(a, "insert into xz.caseflow_penalty (case_id, party_id,"
	    " stage, stage_version, kind) select case_id, party_id, stage, stage_version, 'suspend_production' from"
	    " xz.caseflow_penalty where case_id = %lld", (long long)it.case_id), "credit36 serious 12 36");
	/* what a result took away counts no more */
	classed(a, db, d, "城市管理", "credit", arena_printf(a, "insert into xz.caseflow_penalty (case_id, party_id,"
	    " stage, stage_version, kind) select case_id, party_id, stage, stage_version, 'revoke_licence' from"
	    " xz.caseflow_penalty where case_id = %lld; update xz.caseflow_decision set fallen_kinds ="
	    " '{revoke_licence}' where id = %lld", (long long)it.case_id, (long long)d), "credit36 general_fine 3 12");
	classed(a, db, d, "城市管理", "credit", "update xz.caseflow_decision set procedure = 'summary'",
	    "credit36 minor_summary - 3");
	classed(a, db, d, "城市管理", "credit", "update xz.caseflow_decision set decided_on = '2026-03-31'",
	    "credit58 unknown - - fixed");
	classed(a, db, d, "城市管理", "portal", "update xz.caseflow_decision set decided_on = '2026-03-31'",
	    "credit58 unknown - - fixed");
	classed(a, db, d, "市场监管", "gsxt", "update xz.caseflow_decision set decided_on = '2026-03-31'",
	    "samr45 long - 36");
	classed(a, db, d, "市场监管", "credit", "update xz.caseflow_decision set outcome = 'no_penalty'", "none");
	/* a low fine, and a heavy one, only where somebody said what is low and what is heavy */
	classed(a, db, d, "市场监管", "gsxt", arena_printf(a,
	    "update xz.disclosure_regime set fine_max_fen = 9223372036854775807 where"
	    " class = 'short'; %s", KIND("fine")), "samr45 short 3 3");
	for (i = 0; i < 2; i++)
		classed(a, db, d, "城市管理", "credit", arena_printf(a, "insert into xz.disclosure_regime (code, class,"
		    " name_zh, name_en, start_event, min_months, max_months, valid_from, source, seq, channel,"
		    " has_kinds, fine_min_fen) select 'site', 'huge', '', '', 'decision', 12, 36, '2026-04-01',"
		    " '本行业标准', 1,"
		    " '{credit}', '{fine}', fine_fen + %d from xz.caseflow_decision where id = %lld; %s", (int)i,
		    (long long)d, KIND("fine")), i == 0 ? "site huge 12 36" : "credit36 general_fine 3 12");
	return ERR_STATE;
}

/* Published on 2026-05-02, decided the day before; change: of the decision. */
static void
ended(struct arena *a, struct db *db, struct ref track, const char *class, const char *change, const char *until,
    const char *repair, bool clock)
{
	char text[DAY_TEXT_SIZE] = "-", early[DAY_TEXT_SIZE] = "-";
	struct disclosure_item it;
	struct public_decision p;
	struct db_row r;
	const char *sha;

	ok(db_script(db, "savepoint one"));
	ok(db_script(db, arena_printf(a, "update xz.caseflow_decision set decided_on = '2026-05-01', %s where number ="
	    " '试〔2026〕1号'; update xz.disclosure_item set regime_id = (select id from xz.disclosure_regime"
	    " where code in ('samr45', 'portal36') and class = '%s') where decision_id = (select id from"
	    " xz.caseflow_decision where number = '试〔2026〕1号')", change, class)));
	ok(disclosure_get(a, db, track, &it));
	ok(disclosure_publish(a, db, &it, 1, time_of_day(day_of(2026, 5, 2), 9, 0), &sha));
	ok(public_get(a, db, it.decision_ref, &p));
	if (p.term.until != DAY_NONE)
		day_text(p.term.until, text);
	if (p.term.earliest != DAY_NONE)
		day_text(p.term.earliest, early);
	assert_string_equal(text, until);
	assert_string_equal(early, repair);
	ok(one_row(a, db, arena_printf(a, "select coalesce(max((due_at at time zone 'Asia/Shanghai')::date)::text, '-')"
	    " as due from xz.calendar_clock where subject_kind = 'disclosure' and subject_id = %lld",
	    (long long)it.id), &r));
	assert_string_equal(row_text(r, "due"), clock ? until : "-");
	ok(db_script(db, "rollback to one"));
}

/* 信用修复管理办法 12(3), 公示规定 13(3): not hidden, and not repaired, before a ban is over; its end is its own. */
static enum err
banned(struct arena *a, struct db *db, void *ctx)
{
	struct disclosure_item it;
	struct ref track;
	int i;

	(void)ctx;
	open_item(a, db, &it);
	track = it.track_ref;
	for (i = 0; i < it.span_n; i++)
		ok(disclosure_span_decide(a, db, it.span[i].id, true, 1));
	/* without a penalty for a term its end is nothing */
	ended(a, db, track, "serious", "ban_until = '2031-05-01'", "2029-05-01", "2027-05-01", true);
	ok(db_script(db, arena_printf(a, "update xz.caseflow_penalty set kind = 'ban_trade', amount_fen = 0"
	    " where case_id = %lld", (long long)it.case_id)));
	ended(a, db, track, "serious", "ban_until = null", "2029-05-01", "2027-05-01", true);
	ended(a, db, track, "serious", "ban_until = '2026-11-01'", "2029-05-01", "2027-05-01", true);
	ended(a, db, track, "serious", "ban_until = '2028-05-01'", "2029-05-01", "2028-05-01", true);
	ended(a, db, track, "serious", "ban_until = '2031-05-01'", "2031-05-01", "2031-05-01", true);
	ended(a, db, track, "serious", "ban_open = true", "-", "2027-05-01", false);
	ended(a, db, track, "ban", "ban_until = '2031-05-01'", "2031-05-01", "-", true);
	ended(a, db, track, "ban", "ban_until = '2027-05-01'", "2029-05-02", "-", true);
	ended(a, db, track, "ban", "ban_until = null", "-", "-", false);	/* of before it had a field */
	return ERR_STATE;
}

/* A decision without a penalty has a longer term; the list shows it all the same. */
static enum err
listed(struct arena *a, struct db *db, void *ctx)
{
	const struct db_rows *rows;
	struct db_row r;
	int i;

	(void)ctx;
	ok(one_row(a, db, "with c as (select min(x.id) as id from xz.calendar_clock x"
	    " join xz.caseflow_track k on k.id = x.subject_id and k.publish_state = 'open' join xz.caseflow_decision d"
	    " on d.track_id = k.id join xz.disclosure_item i on i.decision_id = d.id and i.state = 'draft'"
	    " where x.subject_kind = 'track' and x.rule = 'publish.penalty' and x.state = 'open'),"
	    " o as (update xz.calendar_clock x set state = 'cancelled', next_tick = null, closed_at = xz.now() from c"
	    " where x.id = c.id) insert into xz.calendar_clock (subject_kind, subject_id, subject_ref, agency_id,"
	    " unit_id, duty, rule, basis_day,  calendar_version, start_at, term_n, term_unit, due_at,"
	    " next_tick, derivation)"
	    " select subject_kind, subject_id, subject_ref, agency_id, unit_id, duty, 'publish.other', basis_day,"
	    " calendar_version,  start_at, 20, 'wd', due_at + interval '18 days', next_tick, derivation"
	    " from xz.calendar_clock where id = (select id from c)"
	    " returning subject_ref, due_at", &r));
	ok(disclosure_list(a, db, DISCLOSURE_OPEN, (struct ref){ { 0 } }, 1000, &rows));
	for (i = 0; i < db_count(rows) && !ref_eq(row_ref(db_at(rows, i), "track_ref"), row_ref(r, "subject_ref")); i++)
		;
	assert_true(i < db_count(rows));
	assert_true(row_time(db_at(rows, i), "due_at") == row_time(r, "due_at"));
	return ERR_STATE;
}

/* What was published before terms had clocks gets them, once; what is withdrawn loses its own. */
static enum err
terms(struct arena *a, struct db *db, void *ctx)
{
	struct disclosure_item it;
	int64_t n, more;
	struct db_row r;

	(void)ctx;
	ok(one_row(a, db,
	    "with g as (select id from xz.disclosure_regime where max_months = 12"
	    " limit 1), w as (update xz.disclosure_public p"
	    "  set regime_id = (select id from g) where p.decision_ref in (select y.decision_ref"
	    " from xz.disclosure_public y"
	    "  where y.state = 'published' and not exists (select from xz.calendar_clock q where q.subject_kind ="
	    "  'disclosure' and q.subject_ref = y.decision_ref) order by y.decision_ref limit 3) returning 1)"
	    " select count(*) as n from w", &r));
	assert_int_equal(row_i64(r, "n"), 3);
	ok(disclosure_terms_start(a, db, 0, 1000, &n));
	assert_int_equal(n, 3);
	ok(disclosure_terms_start(a, db, 0, 1000, &more));
	assert_int_equal(more, 0);
	ok(one_row(a, db, "select k.ref, i.id from xz.calendar_clock q join xz.disclosure_item i on i.id = q.subject_id"
	    " join xz.caseflow_decision d on d.id = i.decision_id join xz.caseflow_track k on k.id = d.track_id"
	    " where q.rule = 'disclosure.term' and q.state = 'open' and q.expiry_action = 'disclosure_expire'"
	    " order by q.id limit 1", &r));
	ok(disclosure_get(a, db, row_ref(r, "ref"), &it));
	assert_int_equal(it.id, row_i64(r, "id"));
	ok(disclosure_withdraw(a, db, &it, "illegal", "测试", time_of_day(day_of(2026, 11, 22), 9, 0)));
	ok(one_row(a, db, arena_printf(a,
	    "select state from xz.calendar_clock where subject_kind = 'disclosure' and subject_id = %lld",
	    (long long)it.id), &r));
	assert_string_equal(row_text(r, "state"), "cancelled");
	return ERR_STATE;
}

/* The clock only wakes: before its day, and while a withdrawal is due, publication goes on. */
static enum err
expiry(struct arena *a, struct db *db, void *ctx)
{
	struct disclosure_due due;
	struct clock_row clock;
	struct db_row r;
	int64_t by, id, item;

	(void)ctx;
	ok(one_row(a, db,
	    "select q.id, q.subject_id, (select c.id from xz.people_account c where c.username = 'xz-daemon') as by"
	    " from xz.calendar_clock q where q.rule = 'disclosure.term' and q.state = 'open' order by q.due_at limit 1",
	    &r));
	id = row_i64(r, "id");
	by = row_i64(r, "by");
	item = row_i64(r, "subject_id");
	ok(disclosure_due_get(a, db, item, &due));
	ok(calendar_clock_get(a, db, id, 0, &clock));
	assert_int_equal(time_day(clock.due_at), due.until);
	ok(caseflow_disclosure_expire(a, db, &clock, by, time_of_day(due.until, 23, 0)));
	ok(disclosure_due_get(a, db, item, &due));
	assert_string_equal(due.state, "published");
	ok(one_row(a, db, arena_printf(a,
	    "select next_tick from xz.calendar_clock where id = %lld", (long long)id), &r));
	assert_true(row_time(r, "next_tick") == time_of_day(due.until + 1, 0, 0));
	ok(db_script(db, arena_printf(a,
	    "update xz.caseflow_decision set revoked_on = decided_on where id = (select decision_id from"
	    " xz.disclosure_item where id = %lld)", (long long)item)));
	ok(caseflow_disclosure_expire(a, db, &clock, by, time_of_day(due.until + 1, 1, 0)));
	ok(disclosure_due_get(a, db, item, &due));
	assert_string_equal(due.state, "published");
	ok(db_script(db, arena_printf(a,
	    "update xz.caseflow_decision set revoked_on = null where id = (select decision_id from"
	    " xz.disclosure_item where id = %lld)", (long long)item)));
	ok(caseflow_disclosure_expire(a, db, &clock, by, time_of_day(due.until + 1, 2, 0)));
	ok(disclosure_due_get(a, db, item, &due));
	assert_string_equal(due.state, "expired");
	return ERR_STATE;
}

static int64_t
incidents(struct arena *a, struct db *db)
{
	struct db_row r;
	int64_t n;

	do
		ok(disclosure_check(a, db, 50, &n));
	while (n > 0);
	ok(one_row(a, db, "select count(*) as n from xz.tlog_incident where kind = 'published.altered'", &r));
	return row_i64(r, "n");
}

/* What is shown is held against what was published: bytes, digest, and both together. */
static enum err
checked(struct arena *a, struct db *db, void *ctx)
{
	static const char *const change[] = {
		"json = convert_to(replace(convert_from(json, 'UTF8'), '元', '圆'), 'UTF8')",
		"sha256 = sha256('x'::bytea)", "json = 'x'::bytea, sha256 = sha256('x'::bytea)" };
	struct public_decision d;
	struct db_row r;
	int i;

	(void)ctx;
	assert_int_equal(incidents(a, db), 0);
	for (i = 0; i < 3; i++) {
		ok(one_row(a, db, arena_printf(a, "update xz.disclosure_public p set %s where decision_ref ="
		    " (select decision_ref from xz.disclosure_public where state = 'published'"
		    " and position('元' in convert_from(json, 'UTF8')) > 0 order by decision_ref offset %d limit 1)"
		    " returning decision_ref", change[i], 2 * i), &r));
		assert_int_equal(incidents(a, db), i + 1);
		assert_int_equal(incidents(a, db), i + 1);	/* noted once */
		ok(public_get(a, db, row_ref(r, "decision_ref"), &d));
		assert_string_equal(d.state, i < 2 ? PUBLIC_ALTERED : "published");
		assert_true((d.json == NULL) == (i < 2));
	}
	return ERR_STATE;
}

static void
run(db_tx_fn fn)
{
	struct cli c;

	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, fn, NULL, NULL), ERR_STATE);
	cli_close(&c);
}

static void
test_proposed(void **state)
{
	(void)state;
	run(proposed);
}

static void
test_published(void **state)
{
	(void)state;
	run(published);
}

static void
test_term_class(void **state)
{
	(void)state;
	run(term_class);
}

static void
test_banned(void **state)
{
	(void)state;
	run(banned);
}

static void
test_listed(void **state)
{
	(void)state;
	run(listed);
}

static void
test_terms(void **state)
{
	(void)state;
	run(terms);
}

static void
test_expiry(void **state)
{
	(void)state;
	run(expiry);
}

static void
test_checked(void **state)
{
	(void)state;
	run(checked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_proposed), cmocka_unit_test(test_published),
		cmocka_unit_test(test_listed), cmocka_unit_test(test_term_class), cmocka_unit_test(test_banned),
		cmocka_unit_test(test_terms),
		    cmocka_unit_test(test_expiry), cmocka_unit_test(test_checked) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
