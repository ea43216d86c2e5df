/* task.c - what a case asks of the desk: the steps its state makes work of, its terms, its publications. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"

#define CORRECT_CHECK "correct_check"

/* What a case's work is read from, once an act. */
struct wanting {
	struct act_move *m;
	struct act_work *w;
	const struct act_transition *ts;
	int n;
	/* what "clock": id rule, open ones that are work by themselves; "officer": id (of the account) state verifier
	 * lead first, named and accepted ones */
	const struct db_rows *rows;
};

static bool
is_row(const struct wanting *q, int i, const char *what)
{
	return str_eq(row_text(db_at(q->rows, i), "what"), what);
}

/* Each officer of the case in that state gets a task: all that are named, of the accepted those who answer for it. */
static void
want_officers(const struct wanting *q, const struct act_transition *t, int64_t track)
{
	bool named = strcmp(t->relation, "named") == 0, verifier = strcmp(t->relation, "verifier") == 0;
	int i;

	for (i = 0; i < db_count(q->rows); i++) {
		struct db_row r = db_at(q->rows, i);

		if (is_row(q, i, "officer") && str_eq(row_text(r, "state"), named ? "named" : "accepted") &&
		    row_bool(r, "verifier") == verifier && (named || row_bool(r, "first")))
			act_want(q->w, (struct act_wanted){ .kind = t->action, .part = track,
			    .duty = people_duty_code(t->duty), .account = row_i64(r, "id") });
	}
}

static enum err
want_chairs(const struct wanting *q, const struct act_transition *t, int64_t track)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(q->m->a, q->m->db, &rows,
	    "select chair_account as account_id from xz.caseflow_hearing where track_id = $1"
	    " and withdrawn_on is null and reported_on is null and chair_account is not null", DB_I64(track));

	for (i = 0; e == OK && i < db_count(rows); i++)
		act_want(q->w, (struct act_wanted){ .kind = t->action, .part = track,
		    .duty = people_duty_code(t->duty), .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

/* Officers of the case each get their own task where the step asks for one of them. */
static enum err
want_people(const struct wanting *q, const struct act_transition *t, int64_t track)
{
	const char *rel = t->relation;

	if (strcmp(rel, "agency") == 0 || strcmp(rel, "unit") == 0) {
		act_want(q->w, (struct act_wanted){ .kind = t->action, .part = track,
		    .duty = people_duty_code(t->duty), .unit = strcmp(rel, "unit") == 0 ? case_of(q->m)->unit : 0 });
		return OK;
	}
	if (strcmp(rel, "chair") == 0)
		return want_chairs(q, t, track);
	want_officers(q, t, track);
	return OK;
}

bool
case_no_work(const char *action, const char *state)
{
	static const char *const none[][2] = { { "close", "served" }, { "notice_make", "notice_made" },
	    { "hearing_schedule", "hearing_scheduled" } };
	size_t i;

	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (strcmp(action, none[i][0]) == 0 && strcmp(state, none[i][1]) == 0)
			return true;
	return false;
}

/* Steps of one state that the procedure marks as work, but for those of every version, which are work when they are
 * about something; told: the track's hearing is notified, before it is held. */
static enum err
want_state(const struct wanting *q, const char *scope, const char *state, int64_t track, bool told)
{
	const struct act_transition *ts = q->ts;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < q->n; i++)
		if (ts[i].task != NULL && ts[i].version != 0 && strcmp(ts[i].scope, scope) == 0 &&
		    act_transition_from(&ts[i], state) &&
		    !case_no_work(ts[i].action, state) &&
		    strcmp(ts[i].action, told ? "hearing_serve" : "hearing_hold") != 0)
			e = want_people(q, &ts[i], track);
	return e;
}

/* assign_officers is work only while the case lacks two accepted or named officers. */
static void
drop_assign(const struct wanting *q)
{
	int i, n = 0;

	for (i = 0; i < db_count(q->rows); i++)
		n += is_row(q, i, "officer") && !row_bool(db_at(q->rows, i), "verifier");
	if (n >= 2)
		act_want_no(q->w, "assign_officers");
}

/* A clue is verified again only where the second officer refused. */
static enum err
drop_verified(struct act_move *m, struct act_work *w)
{
	const char *state;
	enum err e;

	if (strcmp(case_of(m)->state, "clue_verified") != 0)
		return OK;
	e = act_cosign_state(m, "clue_verify", &state);
	if (e == OK)
		act_want_no(w, str_eq(state, "refused") || str_eq(state, "lapsed") ? "propose_filing" : "clue_verify");
	return e;
}

/* The account of the lead officer, of a clue that is not filed of one who verifies it, where row i is theirs; 0: it is
 * not. */
static int64_t
lead_of(const struct wanting *q, int i)
{
	struct db_row r = db_at(q->rows, i);

	return is_row(q, i, "officer") && str_eq(row_text(r, "state"), "accepted") &&
	    row_bool(r, case_of(q->m)->number == NULL ? "verifier" : "lead") ? row_i64(r, "id") : 0;
}

/* A paper that was issued wrongly is issued anew by the unit; its officers serve the new one. */
static void
want_reissue(const struct wanting *q, struct db_row track)
{
	int64_t who;
	int i;

	if (row_bool(track, "faulty"))
		act_want(q->w, (struct act_wanted){ .kind = "reissue", .part = row_i64(track, "id"),
		    .duty = "unit_head", .unit = case_of(q->m)->unit });
	for (i = 0; row_bool(track, "reissued") && i < db_count(q->rows); i++)
		if ((who = lead_of(q, i)) != 0)
			act_want(q->w, (struct act_wanted){ .kind = "paper_serve", .duty = "officer", .account = who,
			    .clock = row_i64_or(track, "service", 0) });
}

static enum err
want_tracks(const struct wanting *q)
{
	struct act_move *m = q->m;
	struct act_work *w = q->w;
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.id, k.state, k.publish_state, k.publish_state = 'published' and xz.disclosure_overtaken(k.id)"
	    "   as overtaken, s.phase <> 'handling'"
	    " and not exists (select from xz.caseflow_decision d"
	    "   where d.track_id = k.id) as still, exists (select from xz.calendar_clock q"
	    "   where q.subject_kind = 'track' and q.subject_id = k.id and q.state = 'open'"
	    "   and q.rule = 'defend.forward') as forward, exists (select from xz.calendar_clock q"
	    "   where q.subject_kind = 'track' and q.subject_id = k.id and q.state = 'open'"
	    "   and q.rule in ('defend.review', 'defend.simple', 'defend.suit')) as answer,"
	    " exists (select from xz.caseflow_hearing h where h.track_id = k.id and h.withdrawn_on is null"
	    "   and h.record is null and (h.notice_served_on is not null or h.suspended_on is not null)) as told,"
	    " exists (select from xz.caseflow_decision d where d.track_id = k.id and d.revoked_on is null"
	    "   and d.faults <> '{}') as faulty, k.state <> 'decided' and exists (select from xz.caseflow_decision d"
	    "   where d.track_id = k.id and d.revoked_on is null and d.reissued_on is not null and not exists (select"
	    "   from xz.caseflow_service s where s.document_id = d.document_id)) as reissued,"
	    " (select q.id from xz.calendar_clock q where q.subject_kind = 'track' and q.subject_id = k.id"
	    "   and q.state = 'open' and q.rule = 'service.term' limit 1) as service"
	    " from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_state s on (s.procedure, s.version, s.code) = (c.procedure,"
	    " c.procedure_version, c.state)"
	    " where k.case_id = $1 order by k.id",
	    DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *publish = row_text(r, "publish_state");

		/* on the spot: filed with the agency first, then carried out */
		if (strcmp(case_of(m)->state, "summary_decided") != 0 && !row_bool(r, "still"))
			e = want_state(q, "track", row_text(r, "state"), row_i64(r, "id"), row_bool(r, "told"));
		if (row_bool(r, "forward"))
			act_want(w, (struct act_wanted){ .kind = "remedy_forward", .part = row_i64(r, "id"),
			    .duty = "officer" });
		if (row_bool(r, "answer"))
			act_want(w, (struct act_wanted){ .kind = "remedy_answer", .part = row_i64(r, "id"),
			    .duty = "officer" });
		want_reissue(q, r);
		if (strcmp(publish, "open") == 0)
			act_want(w, (struct act_wanted){ .kind = "publish", .part = row_i64(r, "id"),
			    .duty = "publisher" });
		if (row_bool(r, "overtaken"))
			act_want(w, (struct act_wanted){ .kind = "withdraw", .part = row_i64(r, "id"),
			    .duty = "publisher" });
	}
	return e;
}

/* What a party asked for is decided by the head, and stops nothing. */
static void
want_recusal(const struct wanting *q)
{
	int i;

	for (i = 0; i < db_count(q->rows); i++)
		if (is_row(q, i, "recusal")) {
			act_want(q->w, (struct act_wanted){ .kind = "recusal_decide", .duty = "agency_head" });
			return;
		}
}

/* What goes to the police, by how far it is: the head decides, the lead officer does the rest (移送规定 5-9, 12). */
static void
want_police(const struct wanting *q)
{
	static const struct { const char *state, *kind, *duty; } work[] = {
		{ "proposed", "police_transfer", "agency_head" }, { "sent", "police_receipt", "officer" },
		{ "received", "police_answer", "officer" }, { "filed", "police_goods", "officer" },
		{ "not_filed", "police_again", "agency_head" }, { "asked_again", "police_again_answer", "officer" },
	};
	size_t k;
	int i, n;

	for (i = 0; i < db_count(q->rows) && !is_row(q, i, "police"); i++)
		;
	for (k = 0; i < db_count(q->rows) && k < sizeof(work) / sizeof(*work); k++) {
		struct act_wanted one = { .kind = work[k].kind, .duty = work[k].duty };

		if (!str_eq(row_text(db_at(q->rows, i), "state"), work[k].state))
			continue;
		if (strcmp(work[k].duty, "officer") != 0)
			act_want(q->w, one);
		for (n = 0; strcmp(work[k].duty, "officer") == 0 && n < db_count(q->rows); n++)
			if ((one.account = lead_of(q, n)) != 0)
				act_want(q->w, one);
	}
}

/* Where a term runs to tell the reporter, it is intake's work. */
static void
want_telling(const struct wanting *q)
{
	int i;

	for (i = 0; i < db_count(q->rows); i++)
		if (is_row(q, i, "clock") && str_eq(row_text(db_at(q->rows, i), "rule"), "reporter.tell")) {
			act_want(q->w, (struct act_wanted){ .kind = "reporter_tell", .duty = "intake" });
			return;
		}
}

/* A file that the reviewer returned as incomplete is completed while the term of review stands. */
static void
want_completion(const struct wanting *q)
{
	int64_t who;
	int i, k;

	for (i = 0; i < db_count(q->rows) && !is_row(q, i, "incomplete"); i++)
		;
	for (k = 0; i < db_count(q->rows) && k < db_count(q->rows); k++)
		if ((who = lead_of(q, k)) != 0)
			act_want(q->w, (struct act_wanted){ .kind = "review_complete", .duty = "officer",
			    .account = who });
}

/* An order to correct is looked after by the lead officer, each by its own term, to the end of the case. */
static void
want_correction(const struct wanting *q, int64_t clock)
{
	int64_t who;
	int i;

	for (i = 0; i < db_count(q->rows); i++)
		if ((who = lead_of(q, i)) != 0)
			act_want(q->w, (struct act_wanted){ .kind = CORRECT_CHECK, .duty = "officer", .item = clock,
			    .account = who });
}

static void
want_corrections(const struct wanting *q)
{
	int i;

	for (i = 0; strcmp(case_of(q->m)->state, "archived") != 0 && i < db_count(q->rows); i++)
		if (is_row(q, i, "clock") && (str_eq(row_text(db_at(q->rows, i), "rule"), "correct.term") ||
		    str_eq(row_text(db_at(q->rows, i), "rule"), "daily.recheck")))
			want_correction(q, row_i64(db_at(q->rows, i), "id"));
}

/* The earliest open clock of the case that each kind of work answers for. */
enum err
case_task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	const char **kind = ARENA_ARRAY(m->a, const char *, n), **part = ARENA_ARRAY(m->a, const char *, n);
	int64_t *shown = ARENA_ARRAY(m->a, int64_t, n);
	const struct db_rows *rows;
	size_t i;
	int k;
	enum err e;

	memset(shown, 0, n * sizeof(*shown));
	for (i = 0; i < n; i++) {
		kind[i] = w[i].kind;
		part[i] = arena_printf(m->a, "%" PRId64, w[i].part);
	}
	e = DB_MANY(m->a, m->db, &rows,
	    "select w.n, c.id from unnest($2::text[], $3::text[]::bigint[]) with ordinality as w (kind, part, n)"
	    " cross join lateral (select k.id from (select q.id, q.due_at, q.rule from xz.calendar_clock q"
	    " where q.subject_kind = 'case' and q.subject_id = $1 and q.state = 'open'"
	    " union all select q.id, q.due_at, q.rule from xz.calendar_clock q"
	    " where q.subject_kind = 'track' and q.subject_id = w.part and q.state = 'open') k"
	    " where ((w.kind = 'publish' and k.rule like 'publish.%')"
	    "   or (w.kind = 'withdraw' and k.rule = 'withdraw.term')"
	    "   or (w.kind = 'reporter_tell' and k.rule = 'reporter.tell')"
	    "   or (w.kind = 'remedy_forward' and k.rule = 'defend.forward')"
	    "   or (w.kind = 'remedy_answer' and k.rule in ('defend.review', 'defend.simple', 'defend.suit'))"
	    "   or (w.kind like 'police%' and k.rule like 'transfer.police.%')"
	    "   or (w.kind not in ('publish', 'withdraw', 'reporter_tell', 'remedy_forward', 'remedy_answer',"
	    "     'recusal_decide', 'reissue', 'paper_serve') and w.kind not like 'police%'"
	    " and k.rule not like 'transfer.police.%'"
	    " and k.rule not like 'publish.%' and k.rule not like 'remedy.%' and k.rule not like 'defend.%'"
	    "     and k.rule not in ('reporter.tell', 'correct.term', 'daily.recheck')"
	    "     and k.rule not like 'preserve.%' and k.rule not like 'measure.%' and k.rule not like 'aid.%'"
	    "     and k.rule not like 'court.%'))"
	    " order by k.due_at, k.id limit 1) c",
	    DB_I64(case_of(m)->id), DB_TEXTS(kind, n), DB_TEXTS(part, n));
	for (k = 0; e == OK && k < db_count(rows); k++)
		shown[row_i64(db_at(rows, k), "n") - 1] = row_i64(db_at(rows, k), "id");
	for (i = 0; e == OK && i < n; i++)
		if (w[i].clock == 0)
			w[i].clock = str_eq(w[i].kind, CORRECT_CHECK) ? w[i].item : shown[i];
	return e;
}

static enum err
read_rows(struct wanting *q)
{
	return DB_MANY(q->m->a, q->m->db, &q->rows,
	    "select 'officer' as what, o.id as n, o.account_id as id, o.state, '' as rule,"
	    " o.role = 'verifier' as verifier, o.role = 'lead' as lead, o.role in ('lead', 'verifier') as first"
	    " from xz.caseflow_officer o where o.case_id = $1 and o.state in ('named', 'accepted')"
	    " union all select 'clock', k.id, k.id, k.state, k.rule, false, false, false from xz.calendar_clock k"
	    " where k.subject_kind = 'case' and k.subject_id = $1 and k.state = 'open'"
	    " and k.rule in ('reporter.tell', 'correct.term', 'daily.recheck')"
	    " union all select 'incomplete', k.id, k.id, '', '', false, false, false from xz.calendar_clock k"
	    " where k.subject_kind = 'case' and k.subject_id = $1 and k.state = 'open' and k.rule = 'review.term'"
	    " and k.stopped"
	    " union all select 'recusal', r.id, r.id, '', '', false, false, false from xz.caseflow_recusal r"
	    " where r.case_id = $1 and r.granted is null"
	    " union all select 'police', p.id, p.id, p.state, '', false, false, false from xz.caseflow_police p"
	    " where p.case_id = $1 and p.state not in ('refused', 'returned') and (p.state <> 'filed'"
	    "   or exists (select from xz.calendar_clock k where k.subject_kind = 'case' and k.subject_id = $1"
	    "     and k.state = 'open' and k.rule = 'transfer.police.goods')) order by what, n",
	    DB_I64(case_of(q->m)->id));
}

enum err
case_wanted(struct act_move *m, struct act_work *w)
{
	struct wanting q = { .m = m, .w = w };
	enum err e = act_transition_kept(m->db, case_of(m)->procedure, case_of(m)->procedure_version, &q.ts, &q.n);

	if (e == OK)
		e = read_rows(&q);
	if (e == OK)
		e = want_state(&q, "case", case_of(m)->state, 0, false);
	if (e != OK)
		return e;
	drop_assign(&q);
	e = drop_verified(m, w);
	if (e != OK)
		return e;
	want_telling(&q);
	want_recusal(&q);
	want_police(&q);
	want_completion(&q);
	want_corrections(&q);
	return want_tracks(&q);
}
