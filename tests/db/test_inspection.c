/* test_inspection.c - inspections from reason or plan line to the public result: approval, code, certificates, answers,
 * signatures, orders, re-checks; and what must be refused at each.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/inspections.h"

/* Who says why, who agrees, what is signed: nothing goes ahead without. */
static void
test_before(void **state)
{
	struct inspection i;
	struct ref ref;

	(void)state;
	told(try_open(PAIRS("kind", "case", "items", item[0], "second", mate_ref, "from_at", at(D->now),
	    "to_at", at(D->now + DAY_US))), ERR_INPUT, "inspect_reason");
	told(try_open(PAIRS("kind", "routine", "items", item[0], "second", mate_ref, "from_at", at(D->now),
	    "to_at", at(D->now + DAY_US))), ERR_INPUT, "inspect_plan");
	told(try_open(PAIRS("kind", "case", "source", "other", "reason", "原因", "items", item[0], "second", mate_ref,
	    "from_at", at(D->now), "to_at", at(D->now - DAY_US))), ERR_INPUT, "inspect_window");
	ref = opened_case(false, NULL);
	assert_string_equal(look(ref).state, "triggered");
	assert_int_equal(TRY_ACT(lead, "issue", ref), ERR_STATE);		/* not approved: no code */
	assert_int_equal(TRY_ACT(lead, "arrive", ref), ERR_STATE);
	ACT(lead, "ask", ref);
	assert_int_equal(TRY_ACT(lead, "issue", ref), ERR_STATE);
	assert_int_equal(TRY_ACT(head, "approve", ref, "agree", "yes"), ERR_NOT_FOUND);	/* not their turn */
	assert_int_equal(TRY_ACT(lead, "approve", ref, "agree", "yes"), ERR_NOT_FOUND);
	told(TRY_ACT(unit_head, "approve", ref, "agree", "no"), ERR_INPUT, "required");
	ACT(unit_head, "approve", ref, "agree", "no", "words", "理由不充分");
	i = look(ref);
	assert_string_equal(i.state, "triggered");
	assert_string_equal(i.approval, "returned");
	approved(ref);
	assert_string_equal(look(ref).state, "approved");
	assert_int_equal(number("select count(*) as n from xz.record_document d"
	    " join xz.inspection i on i.id = d.subject_id where d.subject_kind"
	    " = 'inspection' and d.type = 'inspection_approval' and d.data like '%群众举报%' and $1 <> ''", "x"), 1);
	assert_int_equal(TRY_ACT(lead, "arrive", ref), ERR_STATE);		/* no code */
	ACT(lead, "issue", ref);
	assert_string_equal(look(ref).state, "code_issued");
	ACT(lead, "cancel", ref, "reason", "needless");
	assert_int_equal(number("select count(*) as n from xz.inspection_code where revoked_at is not null"
	    " and $1 <> ''", "x"), 1);
	ref = opened_case(false, "提前告知可能转移证据");
	approved(ref);
	ACT(lead, "issue", ref);
	assert_string_equal(look(ref).state, "notified");
	assert_string_equal(look(ref).surprise, "提前告知可能转移证据");
}

/* Returned and changed: what was typed is there again, the approver sees what differs, the store keeps both
 * versions. */
static void
test_change(void **state)
{
	struct inspection_key key = { .action = "change", .ref = opened_case(false, NULL) };
	const struct inspection_change *c;
	const char *const *raw;
	struct inspection_form f;
	size_t n;

	(void)state;
	ACT(lead, "ask", key.ref);
	assert_int_equal(inspection_form(A, D->db, lead, &key, &f), ERR_STATE);	/* not while it is asked for */
	ACT(unit_head, "approve", key.ref, "agree", "no", "words", "理由不充分");
	assert_int_equal(inspection_form(A, D->db, mate, &key, &f), ERR_NOT_FOUND);	/* who opened it changes it */
	must(inspection_form(A, D->db, lead, &key, &f));
	assert_string_equal(input_raw(f.in, "reason", &n)[0], "群众举报超范围经营");
	assert_string_equal(input_raw(f.in, "second", &n)[0], mate_ref);
	raw = input_raw(f.in, "items", &n);
	assert_int_equal(n, 2);
	assert_string_equal(raw[1], item[1]);
	told(TRY_ACT(lead, "change", key.ref, "kind", "case", "source", "complaint", "items", item[0],
	    "second", mate_ref, "from_at", at(D->now), "to_at", at(D->now + DAY_US)), ERR_INPUT, "inspect_reason");
	ACT(lead, "change", key.ref, "kind", "case", "source", "complaint", "reason", "两名消费者举报，附照片", "items",
	    item[0], "items", item[2], "second", mate_ref, "from_at", at(look(key.ref).from_at),
	    "to_at", at(look(key.ref).to_at));
	assert_string_equal(look(key.ref).reason, "两名消费者举报，附照片");
	assert_string_equal(look(key.ref).approval, "returned");
	ACT(lead, "ask", key.ref);
	must(inspection_changes(A, D->db, look(key.ref).id, &c));
	assert_string_equal(c[0].field, "items");
	assert_non_null(strstr(c[0].before, "JCX-SJ-002"));
	assert_non_null(strstr(c[0].after, "JCX-SJ-003"));
	assert_string_equal(c[1].field, "reason");
	assert_string_equal(c[1].before, "群众举报超范围经营");
	assert_null(c[2].field);
	ACT(unit_head, "approve", key.ref, "agree", "yes");
	assert_int_equal(TRY_ACT(lead, "change", key.ref), ERR_STATE);
	ACT(lead, "cancel", key.ref, "reason", "needless");
}

/* The store itself refuses what the acts would. */
static void
test_store_guards(void **state)
{
	struct ref ref = opened_case(false, NULL);
	struct db_row r;

	(void)state;
	assert_int_equal(DRAWS_ONE(A, D->db, &r,
	    "update xz.inspection set arrived_at = xz.now() where ref = $1 returning 1 as x", DB_REF(ref)), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_approved");
	approved(ref);
	assert_int_equal(DRAWS_ONE(A, D->db, &r,
	    "update xz.inspection set arrived_at = xz.now() where ref = $1 returning 1 as x", DB_REF(ref)), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_code");
	ACT(lead, "issue", ref);
	ACT(lead, "notify", ref, "way", "phone");
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.people_certificate t set status = 'suspended' from xz.people_account c where c.id = $1"
	    " and t.officer_id = c.officer_id returning t.id", DB_I64(mate)));
	told(TRY_ACT(lead, "arrive", ref), ERR_STATE, "inspect_two_officers");
	assert_int_equal(DRAWS_ONE(A, D->db, &r,
	    "update xz.inspection set arrived_at = xz.now() where ref = $1 returning 1 as x", DB_REF(ref)), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_two_officers");
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.people_certificate t set status = 'valid' from xz.people_account c where c.id = $1"
	    " and t.officer_id = c.officer_id returning t.id", DB_I64(mate)));
	must(DRAWS_ONE(A, D->db, &r,
	    "insert into xz.calendar_parameter (key, value, unit, source, valid_from, valid_to, name_zh, name_en,"
	    " origin) select p.key, 3, p.unit, p.source, xz.today(), xz.today(), p.name_zh, p.name_en, p.origin"
	    " from xz.calendar_parameter p where p.key = 'case.officers_min' returning id"));
	told(TRY_ACT(lead, "arrive", ref), ERR_STATE, "inspect_two_officers");
	must(DRAWS_ONE(A, D->db, &r, "delete from xz.calendar_parameter where id = $1 returning id",
	    DB_I64(row_i64(r, "id"))));
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.law_check_item set published_on = null where ref = $1::text::uuid returning 1 as x",
	    DB_TEXT(row_text((must(DRAWS_ONE(A, D->db, &r,
	    "select i.ref::text as t from xz.law_check_item i join xz.inspection_item x on x.item_id = i.id"
	    " join xz.inspection s on s.id = x.inspection_id and x.n = 1 where s.ref = $1", DB_REF(ref))), r), "t"))));
	told(TRY_ACT(lead, "arrive", ref), ERR_STATE, "inspect_unpublished");
	assert_int_equal(DRAWS_ONE(A, D->db, &r,
	    "update xz.inspection set arrived_at = xz.now() where ref = $1 returning 1 as x", DB_REF(ref)), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_published");
	must(DRAWS_ONE(A, D->db, &r,
	    "with m as (update xz.law_check_item set published_on = valid_from where published_on is null"
	    " and code like 'JCX-SJ-%'"
	    " returning 1) select count(*) as n from m"));
	told(TRY_ACT(lead, "arrive", ref, "code", "https://x/code#XZ1.other.code"), ERR_INPUT, "inspect_code_other");
	told(TRY_ACT(lead, "arrive", ref, "lat", "126.5", "lon", "112"), ERR_INPUT, "inspect_degrees");
	must(demo_clock(D, D->now + 3 * DAY_US));
	told(TRY_ACT(lead, "arrive", ref), ERR_INPUT, "inspect_window_now");
}

/* The code is of trust.md's bytes, and signed. */
static void
test_code(void **state)
{
	struct ref ref = opened_case(false, NULL);
	const char *code, *dot, *json;
	unsigned char *p, *sig;
	struct db_row r, k;
	size_t n, sig_n, pub_n;
	const void *pub;

	(void)state;
	approved(ref);
	ACT(lead, "issue", ref);
	must(DRAWS_ONE(A, D->db, &r, "select json, code, kid from xz.inspection_code where ref = $1", DB_REF(ref)));
	code = row_text(r, "code");
	assert_true(strlen(code) <= INSPECTION_CODE_MAX);
	dot = strchr(code + 4, '.');
	assert_true(base64url_decode(A, arena_strndup(A, code + 4, (size_t)(dot - code - 4)), &p, &n));
	json = arena_strndup(A, (const char *)p, n);
	assert_string_equal(json, row_text(r, "json"));
	assert_int_equal(strncmp(json,
	    arena_printf(A, "{\"v\":1,\"kid\":\"%s\",\"ref\":\"%s\",\"agency\":\"衡阳市市场监督管理局\",\"subject\":\"",
	    row_text(r, "kid"), text_of(ref)), 60), 0);
	assert_non_null(strstr(json, "\"kind\":\"case\",\"items\":[\"JCX-SJ-"));
	assert_non_null(strstr(json, "\"officers\":[\"ZF-4304-"));
	must(DRAWS_ONE(A, D->db, &k,
	    "select public from xz.inspection_key where kid = $1", DB_TEXT(row_text(r, "kid"))));
	pub = row_bytes(A, k, "public", &pub_n);
	assert_true(base64url_decode(A, dot + 1, &sig, &sig_n));
	json = arena_printf(A, "xz-code-1\n%s", json);
	assert_true(sign_verify(SIGN_ED25519, pub, pub_n, json, strlen(json), sig, sig_n));
}

/* From the door to the public page: a problem corrected, an order, a re-check. */
static void
checked(struct ref ref)
{
	struct inspection_key key = { .action = "show", .ref = ref };
	struct inspection i;

	approved(ref);
	ACT(lead, "issue", ref);
	must(demo_clock(D, D->now + 3 * HOUR_US));
	ACT(lead, "notify", ref, "way", "paper");
	told(TRY_ACT(lead, "arrive", ref, "at", at(D->now - HOUR_US)), ERR_INPUT, "inspect_before_notice");
	ACT(lead, "arrive", ref, "lat", "26.8931", "lon", "112.5947", "accuracy", "12");
	i = look(ref);
	assert_int_equal(i.distance_m, 33);
	assert_int_equal(i.accuracy_m, 12);
	told(TRY_ACT(lead, "check", ref, "a_1", "pass"), ERR_STATE, "inspect_not_shown");
	ACT(lead, "show", ref);
	told(TRY_ACT(lead, "check", ref, "a_1", "pass"), ERR_STATE, "inspect_not_shown");
	must_say(try_by(lead, mate, key, PAIRS(NULL)));			/* the second's code on the first one's phone */
	told(TRY_ACT(mate, "show", ref), ERR_STATE, "inspect_shown");
	/* what a phone says of the time before the arrival is not believed */
	ACT(lead, "check", ref, "a_1", "pass", "b_1", "0", "m_1", "0.41", "u_1", "MPa", "at_1", at(D->now - DAY_US));
	assert_int_equal(number("select count(*) as n from xz.inspection_answer w"
	    " join xz.inspection i on i.id = w.inspection_id where w.answered_at < i.arrived_at"
	    " and $1 <> ''", "x"), 0);
	told(TRY_ACT(lead, "finish", ref), ERR_STATE, "inspect_unanswered");
	told(TRY_ACT(lead, "check", ref, "a_2", "fail", "t_2", "过道堆放杂物"), ERR_INPUT, "inspect_remedy");
	told(TRY_ACT(lead, "check", ref, "a_2", "fail", "r_2", "order", "t_2", "过道堆放杂物"), ERR_INPUT,
	    "inspect_due");
	told(TRY_ACT(lead, "check", ref, "a_2", "pass", "m_2", "0,4", "u_2", "MPa"), ERR_INPUT, "inspect_measure");
	must(demo_clock(D, D->now + HOUR_US));
	ACT(lead, "check", ref, "a_2", "fail", "r_2", "order", "t_2", "过道堆放杂物", "d_2", on(10), "s_2", "样品1号");
	must(demo_clock(D, D->now + HOUR_US));
	ACT(lead, "finish", ref, "statement", "马上整改", "at", at(D->now - 90 * 60 * SECOND_US));
	assert_int_equal(number("select count(*) as n from xz.inspection_answer w"
	    " join xz.inspection i on i.id = w.inspection_id where w.answered_at > i.checked_at"
	    " and $1 <> ''", "x"), 0);
}

static void
signed_and_told(struct ref ref)
{
	struct inspection i;

	told(TRY_ACT(lead, "party", ref, "way", "drawn", "person", "谢", "path", "M5,5L5,6"), ERR_INPUT, "inspect_dot");
	told(TRY_ACT(lead, "party", ref, "way", "drawn", "person", "谢", "path", "<svg/>"), ERR_INPUT, "inspect_path");
	told(TRY_ACT(lead, "party", ref, "way", "refused"), ERR_INPUT, "inspect_witness");
	/* a phone that says half an hour before the record was finished: nobody signed what was not there */
	must(demo_clock(D, D->now + 2 * HOUR_US));
	ACT(lead, "party", ref, "way", "drawn", "person", "谢春林 站长", "path", LINE,
	    "at", at(D->now - 150 * 60 * SECOND_US));
	assert_int_equal(TRY_ACT(lead, "tell", ref), ERR_STATE);
	ACT(lead, "sign", ref, "path", LINE, "at", at(D->now - 150 * 60 * SECOND_US));
	assert_int_equal(number("select count(*) as n from xz.inspection i"
	    " join xz.inspection_signature s on s.inspection_id = i.id join xz.inspection_officer o"
	    " on o.inspection_id = i.id where (s.at < i.checked_at or o.signed_at < i.checked_at) and $1 <> ''", "x"),
	    0);
	ACT(mate, "sign", ref);
	assert_string_equal(look(ref).state, "signed");
	ACT(lead, "tell", ref);
	i = look(ref);
	assert_string_equal(i.state, "rectify");
	assert_string_equal(i.outcome, "rectify");
}

static void
left_behind(struct ref ref)
{
	struct inspection i = look(ref);
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) filter (where type = 'inspection_order' and number like '%检改〔%') as orders,"
	    " count(*) filter (where type = 'inspection_record' and data like '%马上整改%'"
	    " and data like '%0.41 MPa%') as records, count(*) filter (where type = 'inspection_result') as results"
	    " from xz.record_document where subject_kind = 'inspection' and subject_id = $1",
	    DB_I64(i.id)));
	assert_int_equal(row_i64(r, "orders"), 1);
	assert_int_equal(row_i64(r, "records"), 1);
	assert_int_equal(row_i64(r, "results"), 1);
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n, bool_and(not clean) as dirty from xz.inspection_visit where source_ref = $1",
	    DB_REF(ref)));
	assert_int_equal(row_i64(r, "n"), 1);
	assert_true(row_bool(r, "dirty"));
	/* nothing personal in the chain */
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n from xz.record_step s where s.chain_id = $1"
	    " and (convert_from(s.line, 'UTF8') like '%谢春林%'"
	    " or convert_from(s.line, 'UTF8') like '%杂物%' or convert_from(s.line, 'UTF8') like '%举报%')",
	    DB_I64(i.chain)));
	assert_int_equal(row_i64(r, "n"), 0);
}

/* Each paper is named by the step that made it; a problem at a key item without a film is a gap, a paper that is there
 * is none. */
static void
process_of(struct ref ref)
{
	struct inspection i = look(ref);
	const struct db_rows *rows;
	struct db_row r;
	int k, gaps = 0, papers = 0;

	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n, count(*) filter (where exists (select from xz.record_step s where s.chain_id = $2"
	    " and convert_from(s.line,"
	    " 'UTF8')::jsonb @? ('$.payload.papers[*] ? (@.document == \"' || xz.spotcheck_ref_text(d.ref) || '\""
	    " && @.type == \"' || d.type || '\" && @.number == \"' || coalesce(d.number, '') ||"
	    " '\")')::jsonpath)) as named"
	    " from xz.record_document d where d.subject_kind = 'inspection' and d.subject_id = $1", DB_I64(i.id),
	    DB_I64(i.chain)));
	assert_int_equal(row_i64(r, "n"), 5);
	assert_int_equal(row_i64(r, "named"), 5);
	must(inspection_process(A, D->db, &i, &rows));
	for (k = 0; k < db_count(rows); k++) {
		r = db_at(rows, k);
		papers += row_has(r, "ref");
		if (!row_bool(r, "missing"))
			continue;
		gaps++;
		assert_string_equal(row_text(r, "action"), "finish");
		assert_string_equal(row_text(r, "need"), "film");
		assert_int_equal(row_i64(r, "n"), 2);
		assert_true(*row_text(r, "source") != '\0' && *row_text(r, "item_en") != '\0');
	}
	assert_int_equal(gaps, 1);
	assert_int_equal(papers, 4);	/* in 2023 no rule asked for the form of the approval */
}

static void
published_and_rated(struct ref ref)
{
	const char *word;
	struct db_row r;
	int64_t n, broken;

	/* one that cannot be published, told before, holds up no other */
	must(DRAWS_ONE(A, D->db, &r,
	    "with n as (insert into xz.inspection overriding system value select (jsonb_populate_record(i,"
	    " jsonb_build_object('id', i.id + 1000000, 'ref', xz.new_ref(), 'chain_id', null, 'told_at',"
	    " i.told_at - interval '1 hour'))).* from xz.inspection i where i.ref = $1 returning *) select n.id,"
	    " xz.inspection_take('inspection', n.ref, n.subject_id, n.agency_id, xz.today(), n.kind, false, null, null,"
	    " null, 'test') from n", DB_REF(ref)));
	broken = row_i64(r, "id");
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_true(n > 0);
	must(DRAWS_ONE(A, D->db, &r,
	    "delete from xz.inspection where id = $1 and published_at is null returning id", DB_I64(broken)));
	must(inspection_public_get(A, D->db, ref, &r));
	assert_int_equal(strncmp(row_text(r, "body"), "{\"format\":\"xz-inspection-1\",\"ref\":\"", 35), 0);
	assert_non_null(strstr(row_text(r, "body"), "\"correct_by\":"));
	assert_null(strstr(row_text(r, "body"), "杂物"));
	assert_int_equal(number("select count(*) as n from xz.event where kind = 'disclosure.published'"
	    " and payload ->> 'digest' = $1", row_text(r, "sha256")), 1);
	/* rated once by whoever holds the code */
	must(inspection_rate(A, D->db, ref, "XZ1.wrong", 5, NULL, 0, &word));
	assert_string_equal(word, "unknown");
	must(DRAWS_ONE(A, D->db, &r, "select code from xz.inspection_code where ref = $1", DB_REF(ref)));
	must(inspection_rate(A, D->db, ref, row_text(r, "code"), 5, (const char *const[]){ "code", "polite" }, 2,
	    &word));
	assert_string_equal(word, "rated");
	must(inspection_rate(A, D->db, ref, row_text(r, "code"), 1, NULL, 0, &word));
	assert_string_equal(word, "again");
}

/* One alone brings nothing about; who recorded it does not confirm it; not with a certificate that was not valid that
 * day. */
static void
by_two(struct ref ref, const char *order, int64_t id)
{
	const struct db_rows *rows;
	const char *which;
	struct db_row r;

	ACT(mate, "recheck", ref, "order", order, "result", "met", "checked_on", on(0), "words", "已清理");
	assert_string_equal(look(ref).state, "rectify");
	told(TRY_ACT(lead, "recheck", ref, "order", order, "result", "met", "checked_on", on(0), "words", "已清理"),
	    ERR_STATE, "inspect_recheck_waits");
	must(inspection_rechecks(A, D->db, id, &rows));
	assert_int_equal(db_count(rows), 2);
	which = text_of(row_ref(db_at(rows, 1), "ref"));
	told(TRY_ACT(mate, "confirm", ref, "which", which, "agree", "yes"), ERR_STATE, "inspect_state");
	ACT(lead, "confirm", ref, "which", which, "agree", "no");
	assert_string_equal(look(ref).state, "rectify");
	ACT(mate, "recheck", ref, "order", order, "result", "met", "checked_on", on(0), "words", "已清理");
	must(inspection_rechecks(A, D->db, id, &rows));
	which = text_of(row_ref(db_at(rows, 2), "ref"));
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.people_certificate t set status = 'suspended' from xz.people_account c where c.id = $1"
	    " and t.officer_id = c.officer_id returning t.id", DB_I64(lead)));
	told(TRY_ACT(lead, "confirm", ref, "which", which, "agree", "yes"), ERR_STATE, "inspect_recheck_officers");
	assert_int_equal(DRAWS_ONE(A, D->db, &r,
	    "update xz.inspection_recheck set second = $2, second_certificate = 'x', way = 'account',"
	    " confirmed_at = xz.now()"
	    " where ref = $1::text::uuid returning id",
	    DB_TEXT(row_text((must(DRAWS_ONE(A, D->db, &r, "select ref::text as t from xz.inspection_recheck"
	    " order by id desc limit 1")), r), "t")), DB_I64(lead)), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_recheck_officers");
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.people_certificate t set status = 'valid' from xz.people_account c where c.id = $1"
	    " and t.officer_id = c.officer_id returning t.id", DB_I64(lead)));
	ACT(lead, "confirm", ref, "which", which, "agree", "yes");
}

static void
corrected(struct ref ref)
{
	struct inspection i = look(ref);
	struct db_row r;
	int64_t n;

	must(DRAWS_ONE(A, D->db, &r,
	    "select o.ref from xz.inspection_order o where o.inspection_id = $1", DB_I64(i.id)));
	wait_days(1);
	told(TRY_ACT(lead, "recheck", ref, "order", text_of(row_ref(r, "ref")), "result", "again", "checked_on", on(0),
	    "words", "仍未清理"), ERR_INPUT, "inspect_due");
	/* the firm has its time: not unmet before its day, and a new day is a later one */
	told(TRY_ACT(lead, "recheck", ref, "order", text_of(row_ref(r, "ref")), "result", "unmet", "checked_on", on(0),
	    "words", "仍未清理"), ERR_INPUT, "inspect_recheck_early");
	told(TRY_ACT(lead, "recheck", ref, "order", text_of(row_ref(r, "ref")), "result", "again", "checked_on", on(0),
	    "words", "仍未清理", "due_on", on(9)), ERR_INPUT, "inspect_recheck_sooner");
	/* the second by their code on the first one's phone */
	must_say(try_by(lead, mate, (struct inspection_key){ .action = "recheck", .ref = ref },
	    PAIRS("order", text_of(row_ref(r, "ref")), "result", "again",
	    "checked_on", on(0), "words", "仍未清理", "due_on", on(12))));
	assert_string_equal(look(ref).state, "rectify");
	/* the desk of both has the new term */
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n, count(*) filter (where c.state = 'open' and c.start_at::date = $2::date) as timed"
	    " from xz.people_task t left join xz.calendar_clock c on c.id = t.clock_id"
	    " where t.subject_kind = 'inspection' and t.subject_id = $1"
	    " and t.kind = 'inspection_recheck' and t.done_at is null", DB_I64(i.id), DB_DAY(time_day(D->now) + 12)));
	assert_int_equal(row_i64(r, "n"), 2);
	assert_int_equal(row_i64(r, "timed"), 2);
	must(DRAWS_ONE(A, D->db, &r,
	    "select o.ref from xz.inspection_order o where o.inspection_id = $1", DB_I64(i.id)));
	wait_days(1);
	by_two(ref, text_of(row_ref(r, "ref")), i.id);
	assert_string_equal(look(ref).state, "told");
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_string_equal(look(ref).state, "closed");
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) filter (where counted) as counted, count(*) as n from xz.inspection_visit"
	    " where source_ref = $1", DB_REF(ref)));
	assert_int_equal(row_i64(r, "counted"), 1);
	assert_int_equal(row_i64(r, "n"), 3);
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n from xz.people_task where subject_kind = 'inspection' and subject_id = $1"
	    " and done_at is null", DB_I64(i.id)));
	assert_int_equal(row_i64(r, "n"), 0);
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n from xz.calendar_clock where state = 'open'"
	    " and (subject_kind, subject_id) in (('inspection', $1::bigint),"
	    " ('inspection_order', (select id from xz.inspection_order where inspection_id = $1)))", DB_I64(i.id)));
	assert_int_equal(row_i64(r, "n"), 0);
}

static void
test_whole(void **state)
{
	struct ref ref = opened_case(false, NULL);

	(void)state;
	checked(ref);
	signed_and_told(ref);
	left_behind(ref);
	process_of(ref);
	published_and_rated(ref);
	corrected(ref);
}

/* Two phones on the same item: both answers stay, a person picks; the same twice is one. */
static void
test_conflict(void **state)
{
	struct ref ref = opened_case(false, NULL);
	const struct db_rows *rows;
	struct act act = { 0 };
	int64_t id;

	(void)state;
	(void)act;
	approved(ref);
	there(ref);
	id = look(ref).id;
	ACT(lead, "check", ref, "a_1", "pass", "b_1", "0");
	ACT(lead, "check", ref, "a_1", "pass", "b_1", "0");		/* sent twice */
	must(inspection_conflicts(A, D->db, id, &rows));
	assert_int_equal(db_count(rows), 0);
	ACT(mate, "check", ref, "a_1", "na", "b_1", "0", "a_2", "pass", "b_2", "0");
	must(inspection_conflicts(A, D->db, id, &rows));
	assert_int_equal(db_count(rows), 2);
	told(TRY_ACT(lead, "finish", ref), ERR_STATE, "inspect_conflict");
	ACT(lead, "choose", ref, "which", text_of(row_ref(db_at(rows, 1), "ref")));
	must(inspection_items(A, D->db, id, &rows));
	assert_string_equal(row_text(db_at(rows, 0), "answer"), "na");
	must(inspection_conflicts(A, D->db, id, &rows));
	assert_int_equal(db_count(rows), 0);
	ACT(lead, "check", ref, "a_1", "pass", "b_1", "2");
	must(inspection_items(A, D->db, id, &rows));
	assert_string_equal(row_text(db_at(rows, 0), "answer"), "pass");
	all_signed(ref);
	ACT(mate, "tell", ref);
	assert_string_equal(look(ref).outcome, "no_issue");
	assert_string_equal(look(ref).state, "told");
}

/* An emergency goes ahead and is approved afterwards; when the term runs out it stands still until a head has
 * decided. */
static void
test_emergency(void **state)
{
	struct ref ref = opened_case(true, NULL), other;
	struct clock_row c;
	int64_t id, n;

	(void)state;
	there(ref);
	assert_int_equal(number("select count(*) as n from xz.people_task t join xz.inspection i on i.id = t.subject_id"
	    " where t.subject_kind = 'inspection'"
	    " and t.kind = 'inspection_ask' and t.done_at is null and i.emergency and t.clock_id is not null"
	    " and $1 <> ''", "x"), 1);
	must(calendar_clock_find(A, D->db, "inspection", look(ref).id, "inspection.emergency", &id));
	must(calendar_clock_get(A, D->db, id, D->now, &c));
	assert_int_equal(c.due_at - c.start_at, DAY_US);
	must(demo_clock(D, D->now + 25 * HOUR_US));
	must(calendar_clock_get(A, D->db, id, D->now, &c));
	must(db_script(D->db, "begin"));
	must(inspection_emergency_lapse(A, D->db, &c, daemon_account, D->now));
	must(db_script(D->db, "commit"));
	assert_true(look(ref).approval_late);
	assert_int_equal(TRY_ACT(lead, "check", ref, "a_1", "pass"), ERR_STATE);
	ACT(lead, "ask", ref);
	assert_int_equal(TRY_ACT(lead, "check", ref, "a_1", "pass"), ERR_STATE);
	ACT(head, "approve", ref, "agree", "yes", "words", "补办批准");
	assert_string_equal(look(ref).state, "arrived");
	ACT(lead, "check", ref, "a_1", "pass", "a_2", "na");
	all_signed(ref);
	ACT(lead, "tell", ref);
	must(inspection_due(A, D->db, daemon_account, &n));
	/* not approved: it ends, and its code with it */
	wait_days(1);
	other = opened_case(true, NULL);
	ACT(lead, "issue", other);
	ACT(lead, "ask", other);
	ACT(head, "approve", other, "agree", "no", "words", "不属紧急情况");
	assert_string_equal(look(other).state, "cancelled");
	assert_int_equal(TRY_ACT(lead, "notify", other, "way", "phone"), ERR_STATE);
}

/* With an order open, or with nothing found. */
static struct ref
told_unapproved(bool order)
{
	struct ref ref = opened_case(true, NULL);

	there(ref);
	if (order)
		ACT(lead, "check", ref, "a_1", "pass", "a_2", "fail", "r_2", "order", "t_2", "过道堆放杂物",
		    "d_2", on(3));
	else
		ACT(lead, "check", ref, "a_1", "pass", "a_2", "na");
	all_signed(ref);
	ACT(lead, "tell", ref);
	return ref;
}

static int64_t
open_clocks(struct ref ref)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n from xz.calendar_clock c join xz.inspection i on i.ref = $1 where c.state = 'open'"
	    " and (c.subject_kind = 'inspection' and c.subject_id = i.id or c.subject_kind = 'inspection_order'"
	    " and c.subject_id in (select o.id from xz.inspection_order o"
	    " where o.inspection_id = i.id))", DB_REF(ref)));
	return row_i64(r, "n");
}

/* An emergency may be over before anybody approved it: until then its result is not public and nothing is closed. */
static void
test_emergency_over(void **state)
{
	struct ref ref, quick;
	struct clock_row c;
	struct db_row r;
	int64_t id, n;

	(void)state;
	wait_days(1);
	quick = told_unapproved(false);
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_string_equal(look(quick).state, "told");
	assert_int_equal(look(quick).published_at, TIME_NONE);
	ACT(lead, "ask", quick);
	ACT(head, "approve", quick, "agree", "yes", "words", "补办批准");
	assert_string_equal(look(quick).state, "told");
	must(inspection_due(A, D->db, daemon_account, &n));
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_string_equal(look(quick).state, "closed");
	assert_int_equal(open_clocks(quick), 0);
	/* the term runs out meanwhile: late, but still to be decided */
	ref = told_unapproved(true);
	must(calendar_clock_find(A, D->db, "inspection", look(ref).id, "inspection.emergency", &id));
	must(demo_clock(D, D->now + 25 * HOUR_US));
	must(calendar_clock_get(A, D->db, id, D->now, &c));
	must(db_script(D->db, "begin"));
	must(inspection_emergency_lapse(A, D->db, &c, daemon_account, D->now));
	must(db_script(D->db, "commit"));
	assert_true(look(ref).approval_late);
	ACT(lead, "ask", ref);
	/* refused: it ends, its orders with it, and nothing of it becomes public */
	ACT(head, "approve", ref, "agree", "no", "words", "不属紧急情况");
	assert_string_equal(look(ref).state, "cancelled");
	must(DRAWS_ONE(A, D->db, &r,
	    "select string_agg(o.state, ' ') as state from xz.inspection_order o"
	    " join xz.inspection i on i.id = o.inspection_id"
	    " where i.ref = $1", DB_REF(ref)));
	assert_string_equal(row_text(r, "state"), "void");
	assert_int_equal(open_clocks(ref), 0);
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_int_equal(look(ref).published_at, TIME_NONE);
}

/* The visit of a draw carried out as an inspection: the draw's own record and ledger take it, once. */
static void
test_draw(void **state)
{
	struct inspection_key key = { .action = "open" };
	struct inspection_form f;
	const struct option *o;
	const char *id = "T-inspect", *item_ref;
	int64_t one, two, chief;
	struct db_row r, c;
	struct ref ref;
	size_t n;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none", .objects = 4, .quota = 1 });
	must(DRAWS_ONE(A, D->db, &r,
	    "insert into xz.spotcheck_task_item select k.id, i.id from xz.spotcheck_task k, xz.law_check_item i"
	    " where k.draw_id = $1 and i.code = 'JCX-SJ-001' returning (select x.ref from xz.law_check_item x"
	    " where x.id = item_id) as ref", DB_TEXT(id)));
	item_ref = text_of(row_ref(r, "ref"));
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	must(DRAWS_ONE(A, D->db, &r,
	    "select v.id, v.ref, one.account_id as one, two.account_id as two from xz.spotcheck_visit v"
	    " join xz.spotcheck_task k on k.id = v.task_id join xz.spotcheck_visit_officer one on one.visit_id = v.id"
	    " and one.place = 1"
	    " join xz.spotcheck_visit_officer two on two.visit_id = v.id and two.place = 2 where k.draw_id = $1"
	    " order by v.id limit 1", DB_TEXT(id)));
	one = row_i64(r, "one");
	two = row_i64(r, "two");
	must(DRAWS_ONE(A, D->db, &c,
	    "select min(h.id) as id from xz.people_account a join xz.people_account h on h.agency_id = a.agency_id"
	    " join xz.people_duty d on d.account_id = h.id and d.duty = 'agency_head' where a.id = $1", DB_I64(one)));
	chief = row_i64(c, "id");
	key.visit = row_ref(r, "ref");
	assert_int_equal(try_by(head, 0, key, PAIRS(NULL)), ERR_NOT_FOUND);
	must(inspection_form(A, D->db, one, &key, &f));
	o = input_options(f.in, "second", &n);
	assert_true(n > 0);
	must_say(try_by(one, 0, key, PAIRS("kind", "random", "items", item_ref, "second", o[0].value, "from_at",
	    at(D->now - 60 * SECOND_US), "to_at", at(D->now + DAY_US))));
	ref = newest();
	assert_int_equal(TRY_ACT(one, "ask", ref), OK);
	ACT(chief, "approve", ref, "agree", "yes");
	ACT(one, "issue", ref);
	ACT(one, "notify", ref, "way", "on_site");
	ACT(one, "arrive", ref);
	ACT(one, "show", ref);
	ACT(two, "show", ref);
	ACT(two, "check", ref, "a_1", "fail", "r_1", "corrected", "t_1", "台账缺页，当场补齐");
	ACT(one, "finish", ref);
	ACT(one, "party", ref, "way", "refused", "witness", "社区工作人员");
	ACT(one, "sign", ref);
	ACT(two, "sign", ref);
	ACT(one, "tell", ref);
	must(DRAWS_ONE(A, D->db, &c,
	    "select v.state, (select string_agg(x.result, ' ') from xz.spotcheck_visit_result x"
	    " where x.visit_id = v.id) as result, (select count(*) from xz.inspection_visit y"
	    " where y.source_ref = v.ref and y.kind = 'random' and not y.clean) as n,"
	    " (select count(*) from xz.inspection_visit y where y.source_ref = $2) as own from xz.spotcheck_visit v"
	    " where v.id = $1", DB_I64(row_i64(r, "id")), DB_REF(ref)));
	assert_string_equal(row_text(c, "state"), "done");
	assert_string_equal(row_text(c, "result"), "corrected");
	assert_int_equal(row_i64(c, "n"), 1);
	assert_int_equal(row_i64(c, "own"), 0);
	assert_int_equal(try_by(one, 0, key, PAIRS(NULL)), ERR_NOT_FOUND);	/* carried out already */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_before, people),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_emergency),
		cmocka_unit_test(test_emergency_over),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_store_guards),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
