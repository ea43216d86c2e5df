/* steps.c - what people do on a case as a whole, from the clue to the approved report. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/demo/steps.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/pending.h"
#include "lib/db/db.h"

static enum err
officer_is_chosen(struct arena *a, struct demo *d, struct story *s)
{
	const struct option *o;
	size_t n, i;
	enum err e = story_options(a, d, s, s->unit->head, -1, "propose_filing", "cause", &o, &n);

	if (e != OK)
		return e;
	i = (size_t)s->cause % n;
	s->cause_ref = arena_strdup(d->arena, o[i].value);
	s->cause_name = arena_strdup(d->arena, o[i].label_zh);
	return OK;
}

/* Whether the field of the agency knows such a figure by now. */
static enum err
figure_known(struct arena *a, struct demo *d, const struct story *s, const char *key, bool *out)
{
	struct calendar_figure *f;
	size_t n;
	enum err e = calendar_figures(a, d->db, &key, 1, time_day(d->now), s->agency->id, NULL, &f, &n);

	*out = e == OK && n > 0 && f[0].p.id != 0;
	return e;
}

STEP(register_clue)
{
	static const char *const channel[] = { "inspection", "complaint", "transfer", "assigned", "monitoring" };
	const char *ch = demo_pick(d, channel, 3);
	bool complaint = strcmp(ch, "complaint") == 0;

	return story_do(a, d, s, s->agency->intake, -1, "clue_register", "channel", ch, "received_at",
	    story_time(a, d, 60), "subject", story_ref(a, s->party.subject), "content",
	    arena_printf(a, "反映%s在经营活动中涉嫌违法，请依法核查处理。", s->natural ? "当事人" : s->party.name),
	    "reporter", complaint ? demo_person_name(a, d) : NULL, "real_name", complaint ? "1" : NULL, NULL);
}

STEP(assign_clue)
{
	return story_do(a, d, s, s->agency->intake, -1, "clue_assign", "verifiers",
	    story_ref(a, s->unit->officer_ref[0]), "verifiers", SECOND(s), NULL);
}

STEP(verify_clue)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "clue_verify", "checked_at", story_time(a, d, 90), "place",
	    "当事人经营场所", "finding", "经现场核查，线索反映的情况基本属实，当事人涉嫌违法，建议进一步处理。",
	    "suggestion", "file", "second", SECOND(s), NULL);

	return e == OK ? story_cosign(a, d, s) : e;
}

STEP(extend_clue)
{
	bool known;
	enum err e = figure_known(a, d, s, "clue.verify.extension", &known);

	if (e != OK || !known)
		return e;
	e = story_do(a, d, s, LEAD(s), -1, "clue_extend", "reason",
	    "需向登记机关调取当事人档案，预计十个工作日内不能完成核查。", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(propose_filing)
{
	enum err e = officer_is_chosen(a, d, s);

	if (e != OK)
		return e;
	return story_do(a, d, s, s->unit->head, -1, "propose_filing", "proposal", "file", "cause", s->cause_ref,
	    "act_from", story_day(a, d, -60), "act_to", story_day(a, d, -25), "place_of_act", "衡阳市辖区内",
	    "reason", arena_printf(a, "当事人涉嫌%s，属本机关管辖，未超过处罚时效。", s->cause_name), NULL);
}

STEP(propose_not)
{
	return story_do(a, d, s, s->unit->head, -1, "propose_filing", "proposal", "not_file", "reason",
	    "经核查，未发现违法事实，建议不予立案。", NULL);
}

static enum err
choose_reason(struct arena *a, struct demo *d, struct story *s, char first, const char **out)
{
	const struct option *o;
	size_t i, n;
	enum err e = story_options(a, d, s, s->agency->head, -1, "decide_filing", "reason_code", &o, &n);

	for (i = 0; e == OK && i < n; i++)
		if (o[i].value[0] == first) {
			*out = o[i].value;
			return OK;
		}
	return e == OK ? err_set(ERR_NOT_FOUND, "no filing reason") : e;
}

STEP(decide_file)
{
	const char *reason;
	enum err e = choose_reason(a, d, s, 'y', &reason);

	return e == OK ? story_do(a, d, s, s->agency->head, -1, "decide_filing", "verdict", "file",
	    "reason_code", reason, "reason", "同意立案，依法调查。", NULL) : e;
}

/* Two days after the decision, where somebody waits for it. */
STEP(tell)
{
	struct caseflow_choice *list;
	int i, n;
	enum err e = caseflow_choices(a, d->db, &(struct act){ .principal = s->agency->intake,
	    .occurred_at = TIME_NONE }, s->case_ref, &list, &n);

	for (i = 0; e == OK && i < n; i++)
		if (strcmp(list[i].action, "reporter_tell") == 0)
			return story_do(a, d, s, s->agency->intake, -1, "reporter_tell", "told_on",
			    story_day(a, d, 0), "told_how", "telephone", NULL);
	return e;
}

STEP(decide_not)
{
	const char *reason;
	enum err e = choose_reason(a, d, s, 'n', &reason);

	return e == OK ? story_do(a, d, s, s->agency->head, -1, "decide_filing", "verdict", "not_file", "reason_code",
	    reason, "reason", "同意不予立案。", NULL) : e;
}

STEP(transfer)
{
	return story_do(a, d, s, s->agency->head, -1, "transfer", "receiver", "衡阳市蒸湘区人民政府有关部门", "basis",
	    "《中华人民共和国行政处罚法》第二十二条", "reason", "违法行为发生地属区级管辖，依法移送。",
	    "designated_by", "湖南省指定管辖〔2026〕3号", NULL);
}

STEP(name_officers)
{
	return story_do(a, d, s, s->unit->head, -1, "assign_officers", "lead", story_ref(a, s->unit->officer_ref[0]),
	    "assist", SECOND(s), NULL);
}

STEP(accept_both)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "accept_assignment", "recusal", "none", NULL);

	return e == OK ? story_do(a, d, s, s->unit->officer[1], -1, "accept_assignment", "recusal", "none", NULL) : e;
}

STEP(accept_recused)
{
	enum err e = story_do(a, d, s, s->unit->officer[1], -1, "accept_assignment", "recusal", "kin", "reason",
	    "与当事人的负责人有近亲属关系。", NULL);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "accept_assignment", "recusal", "none", NULL);
	if (e == OK)
		e = story_do(a, d, s, s->unit->head, -1, "assign_officers", "lead",
		    story_ref(a, s->unit->officer_ref[0]), "assist", story_ref(a, s->unit->officer_ref[2]), NULL);
	return e == OK ? story_do(a, d, s, s->unit->officer[2], -1, "accept_assignment", "recusal", "none", NULL) : e;
}

/* The second officer of the case: the third of the unit where the second was recused. */
static enum err
second_of(struct arena *a, struct demo *d, struct story *s, const char **out)
{
	struct caseflow_member *m;
	int i, n;
	enum err e = caseflow_members(a, d->db, s->case_id, &m, &n);

	*out = NULL;
	for (i = 0; e == OK && i < n; i++)
		if (strcmp(m[i].role, "verifier") != 0 && strcmp(m[i].state, "accepted") == 0 &&
		    m[i].account != LEAD(s))
			*out = story_ref(a, m[i].ref);
	return e == OK && *out == NULL ? err_set(ERR_NOT_FOUND, "no second officer") : e;
}

STEP(onsite)
{
	const char *second;
	enum err e = second_of(a, d, s, &second);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "onsite_record", "started_at", story_time(a, d, 150), "ended_at",
		    story_time(a, d, 70), "place", "当事人经营场所", "present_person", s->party.person,
		    "present_role", "现场负责人", "certificates_shown", "1", "rights_told", "1", "found",
		    arena_printf(a,
		    "执法人员向%s出示证件后进行检查。检查时当事人正在经营，"
		    "现场发现与线索反映情况相符的物品和票据，已拍照取证。", s->party.person), "signed", "signed",
		    "second", second, NULL);
	return e == OK ? story_cosign(a, d, s) : e;
}

STEP(interview)
{
	const char *second, *number = demo_citizen_number(a, d);
	enum err e = second_of(a, d, s, &second);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "interview_record", "started_at", story_time(a, d, 120), "ended_at",
		    story_time(a, d, 40), "place", "本机关询问室", "person", s->party.person, "person_number", number,
		    "person_role", "party", "person_contact", s->party.telephone, "certificates_shown", "1",
		    "rights_told", "1", "questions_0_question", "请说明你单位涉案经营活动的情况。",
		    "questions_0_answer", "情况属实，是我们疏忽，已经停止并整改。", "questions_1_question",
		    "涉案货值和违法所得是多少？", "questions_1_answer", "以账册和票据为准，我没有异议。", "signed",
		    "signed", "second", second, NULL);
	return e == OK ? story_cosign(a, d, s) : e;
}

static enum err
evidence(struct arena *a, struct demo *d, struct story *s, const char *kind, const char *name, const char *source,
    const char *shows)
{
	const char *second;
	enum err e = second_of(a, d, s, &second);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "evidence_add", "kind", kind, "name", name, "source",
		    source, "place", "当事人经营场所", "taken_at", story_time(a, d, 30), "original", "1", "pages", "3",
		    "shows", shows, "second", second, NULL);
	return e == OK ? story_cosign(a, d, s) : e;
}

STEP(evidence_three)
{
	enum err e = evidence(a, d, s, "documentary", "营业执照复印件", "当事人提供并签章确认", "证明当事人主体资格");

	if (e == OK)
		e = evidence(a, d, s, "physical", "现场照片", "执法人员拍摄", "证明现场检查时的状况");
	return e == OK ? evidence(a, d, s, "documentary", "销售台账", "当事人提供", "证明涉案货值和违法所得") : e;
}

/* The newest paper that is served by no step of its own, handed over at once. */
static enum err
hand_over(struct arena *a, struct demo *d, struct story *s)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "paper_serve", "paper", &o, &n);

	return e == OK ? story_do(a, d, s, LEAD(s), -1, "paper_serve", "paper", o[0].value, "method", "direct",
	    "served_on", story_day(a, d, 0), "recipient", s->party.person, NULL) : e;
}

STEP(preserve)
{
	struct ref *party;
	int n;
	enum err e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "preserve", "party", story_ref(a, party[0]),
		    "from_day", story_day(a, d, 0), "place", "当事人仓库", "keeper", "当事人就地保存", "reason",
		    "证据可能灭失，需先行登记保存。", "goods_0_name", "涉案物品",
		    "goods_0_quantity", "12 箱", "goods_1_name", "进货票据", "goods_1_quantity", "1 册", NULL);
	if (e == OK)
		e = story_approve(a, d, s);
	return e == OK ? hand_over(a, d, s) : e;
}

static enum err
release_first(struct arena *a, struct demo *d, struct story *s, const char *disposal)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "measure_release", "measure", &o, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "measure_release", "measure", o[0].value, "released_on",
		    story_day(a, d, 0), "disposal", disposal, "reason", "已固定证据，依法处理。", NULL);
	if (e == OK)
		e = story_approve(a, d, s);
	return e == OK ? hand_over(a, d, s) : e;
}

STEP(release)
{
	return release_first(a, d, s, "returned");
}

STEP(seize)
{
	struct ref *party;
	int n;
	enum err e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "measure", "kind", "seize", "party",
		    story_ref(a, party[0]), "from_day", story_day(a, d, 0), "place", "当事人经营场所", "keeper",
		    "本机关罚没物品仓库", "basis", "《中华人民共和国行政强制法》第二十二条", "reason",
		    "涉案物品可能被转移，依法扣押。", "goods_0_name", "涉案产品",
		    "goods_0_spec", "500 毫升", "goods_0_quantity", "240 瓶", NULL);
	if (e == OK)
		e = story_approve(a, d, s);
	return e == OK ? hand_over(a, d, s) : e;
}

STEP(extend_measure)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "measure_extend", "measure", &o, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "measure_extend", "measure", o[0].value, "reason",
		    "案情复杂，检验结果尚未作出，需延长扣押期限。", NULL);
	if (e == OK)
		e = story_approve(a, d, s);
	return e == OK ? hand_over(a, d, s) : e;
}

STEP(emergency)
{
	struct ref *party;
	int n;
	enum err e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "measure_report", "kind", "seal", "emergency_at",
		    story_time(a, d, 200), "party", story_ref(a, party[0]), "place", "当事人生产车间", "keeper",
		    "当事人就地保管", "basis", "《中华人民共和国行政强制法》第十九条", "reason",
		    "存在即时危险，当场查封后报告。", "goods_0_name", "灌装设备",
		    "goods_0_quantity", "1 套", NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

STEP(address)
{
	struct ref *party;
	int n;
	enum err e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);

	return e == OK ? story_do(a, d, s, LEAD(s), -1, "service_address", "party", story_ref(a, party[0]), "recipient",
	    s->party.person, "telephone", s->party.telephone, "address", "衡阳市蒸湘区解放大道 100 号",
	    "electronic", "1", "electronic_address", "demo@example.invalid", "signed_on", story_day(a, d, 0), NULL) : e;
}

STEP(correct)
{
	struct ref *party;
	int n;
	enum err e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "order_correct", "party", story_ref(a, party[0]), "demand",
		    "立即停止违法行为，限期改正并报送整改情况。", "basis", "《中华人民共和国行政处罚法》第二十八条",
		    "due_on", story_day(a, d, 15), NULL);
	return e == OK ? hand_over(a, d, s) : e;
}

STEP(correct_check)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "correct_check", "correction", &o, &n);

	return e == OK ? story_do(a, d, s, LEAD(s), -1, "correct_check", "correction",
	    n == 0 ? "" : o[0].value, "checked_on", story_day(a, d, 0), "result", "corrected", NULL) : e;
}

STEP(aid)
{
	return story_do(a, d, s, LEAD(s), -1, "aid_send", "body", "衡阳市检验检测中心", "request",
	    "请协助对涉案产品进行检验并出具报告。", "sent_on", story_day(a, d, 0), NULL);
}

STEP(aid_answer)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "aid_answer", "letter", &o, &n);

	return e == OK ? story_do(a, d, s, LEAD(s), -1, "aid_answer", "letter", o[0].value, "answered_on",
	    story_day(a, d, 0), "answer", "检验报告已出具，结论为不合格。", NULL) : e;
}

STEP(suspend)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "suspend", "cause", "appraisal", "reason",
	    "案件须以另一鉴定结论为依据，该结论尚未作出。", "until", "收到鉴定结论之日", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(resume)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "resume", "reason", "鉴定结论已收到，恢复调查。", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(terminate)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "terminate", "cause", "party_gone", "reason",
	    "当事人已注销且没有权利义务承受人。", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(extend_case)
{
	bool known;
	enum err e = figure_known(a, d, s, "case.decide.extension", &known);

	if (e != OK || !known)
		return e;
	e = story_do(a, d, s, LEAD(s), -1, "extend_decision", "reason",
	    "案情复杂，九十日内不能作出决定。", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(second_party)
{
	return story_do(a, d, s, LEAD(s), -1, "party_add", "subject", story_ref(a, s->party2.subject), "reason",
	    "该单位为涉案产品的供货方，属共同当事人。", NULL);
}

/* ---- the report */

struct choice {
	const char *tier;
	int64_t min, max;	/* yuan */
	bool multiple;
};

/* The tier of the cause: the last (heaviest) in heavy cases, else the first. */
static enum err
choose_tier(struct arena *a, struct demo *d, struct story *s, struct choice *out)
{
	const char *space, *name = arena_printf(a, "%s · ", s->cause_name);
	const struct option *o;
	bool multiple;
	int64_t max;
	size_t i, n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "report", "proposals.tier", &o, &n);

	*out = (struct choice){ NULL, 2000, 8000, false };
	if (e == ERR_NOT_FOUND)
		return OK;
	for (i = 0; e == OK && i < n; i++) {
		if (!str_starts(o[i].label_zh, name) || (out->tier != NULL && !s->heavy))
			continue;
		space = strrchr(o[i].label_zh, ' ');	/* "cause · tier 1000-5000 元（date）" */
		while (space > o[i].label_zh && space[-1] != ' ')
			space--;
		multiple = strstr(o[i].label_zh, "倍") != NULL;
		/* multiples are of goods of 10 000 yuan */
		max = (int64_t)(strtod(strchr(space, '-') + 1, NULL) * (multiple ? 10000 : 1) + 0.5);
		if (max < 1)		/* a tier that only warns */
			continue;
		out->tier = o[i].value;
		out->multiple = multiple;
		out->min = (int64_t)(strtod(space, NULL) * (multiple ? 10000 : 1) + 0.5);
		out->max = max;
	}
	return e;
}

/* The cause as it was on the day of the act: a later version says since when it holds. */
static enum err
cause_of_act(struct arena *a, struct demo *d, struct story *s)
{
	const struct option *o;
	size_t n, i;
	enum err e = story_options(a, d, s, LEAD(s), -1, "report", "proposals.cause", &o, &n);

	for (i = 0; e == OK && i < n; i++)
		if (str_eq(o[i].label_zh, s->cause_name))
			s->cause_ref = arena_strdup(d->arena, o[i].value);
	return e;
}

static enum err
report_outcome(struct arena *a, struct demo *d, struct story *s, const char *outcome, const char *ground)
{
	bool penalty = strcmp(outcome, "penalty") == 0;
	struct choice c;
	struct ref *party;
	int64_t yuan;
	int n;
	const char *amount, *two;
	enum err e = cause_of_act(a, d, s);

	if (e == OK)
		e = choose_tier(a, d, s, &c);
	if (e == OK)
		e = caseflow_party_refs(a, d->db, s->case_id, &party, &n);
	if (e != OK)
		return e;
	yuan = c.min + (c.max - c.min) / 100 * (int64_t)demo_random(d, 60);
	yuan -= yuan % 100;
	if (yuan < c.min)
		yuan = c.min;
	if (s->hearing && yuan < (s->natural ? 10000 : 100000))
		yuan = s->natural ? 12000 : 120000;
	if (yuan < 200)
		yuan = c.max >= 200 ? 200 : c.max;
	s->yuan = yuan;
	amount = arena_printf(a, "%" PRId64, yuan);
	two = s->two_parties && n > 1 ? story_ref(a, party[1]) : NULL;
	e = story_do(a, d, s, LEAD(s), -1, "report",
	    "facts", arena_printf(a,
	    "经查明，%s于上述期间实施了%s的行为，涉案货值 10000 元，违法所得 1860 元。"
	    "现场负责人%s对事实无异议，联系电话%s。",
	    s->natural ? s->party.person : s->party.name, s->cause_name, s->party.person, s->party.telephone),
	    "evidence_index", "1. 营业执照复印件\n2. 现场照片\n3. 销售台账\n4. 现场笔录\n5. 询问笔录",
	    "nature", "当事人的行为违反有关规定，事实清楚，证据确凿。", "proposals_0_party", story_ref(a, party[0]),
	    "proposals_0_cause", s->cause_ref, "proposals_0_outcome", outcome, "proposals_0_ground", ground,
	    "proposals_0_tier", penalty ? c.tier : NULL, "proposals_0_base", penalty && c.multiple ? "10000" : NULL,
	    "proposals_0_explanation", penalty && (c.tier == NULL || s->hearing) ?
	    "综合考虑违法情节和社会影响，拟在基准之外从重处罚，理由见性质认定。" : NULL,
	    "penalties_0_party", penalty ? story_ref(a, party[0]) : NULL, "penalties_0_cause", penalty ?
	    s->cause_ref : NULL, "penalties_0_kind", penalty ? "fine" : NULL, "penalties_0_amount", penalty ?
	    amount : NULL, "penalties_1_party", penalty ? story_ref(a, party[0]) : NULL, "penalties_1_cause", penalty ?
	    s->cause_ref : NULL, "penalties_1_kind", penalty ? "confiscate_gains" : NULL, "penalties_1_amount",
	    penalty ? "1860" : NULL, "proposals_1_party", two, "proposals_1_cause", two != NULL ? s->cause_ref : NULL,
	    "proposals_1_outcome", two != NULL ? "penalty" : NULL, "proposals_1_explanation", two != NULL ?
	    "作用较小，从轻处罚。" : NULL, "penalties_2_party", two, "penalties_2_cause", two != NULL ? s->cause_ref :
	    NULL, "penalties_2_kind", two != NULL ? "fine" : NULL, "penalties_2_amount", two != NULL ? "2000" : NULL,
	    "opinion", penalty ? "建议依法给予行政处罚。" : "建议按拟处理意见处理。",
	    "declared_major", s->heavy ? "1" : NULL, "answer3",
	    s->objected ? "已由提供人签名并注明来源、取得时间。" : NULL, NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

STEP(report)
{
	return report_outcome(a, d, s, "penalty", NULL);
}

STEP(report_no_penalty)
{
	return report_outcome(a, d, s, "no_penalty", "minor_corrected");
}

STEP(report_no_violation)
{
	return report_outcome(a, d, s, "no_violation", NULL);
}

enum err
demo_opinion(struct arena *a, struct demo *d, struct story *s, int track_n, const char *action, const char *what)
{
	bool agree = strcmp(what, "agree") == 0;

	return story_do(a, d, s, s->agency->reviewer[0], track_n, action, "point1", "ok", "point2", "ok", "point3",
	    agree ? "ok" : "problem", "note3", agree ? NULL : "销售台账未注明来源，应由提供人签章。", "point4", "ok",
	    "point5", "ok", "point6", "ok", "point7", "ok", "point8", "ok", "opinion", what, "opinion_text",
	    agree ? "事实清楚，证据确凿，定性准确，程序合法，裁量适当，同意。" : "请补正证据来源后重新送审。", NULL);
}

STEP(review_agree)
{
	return demo_opinion(a, d, s, -1, "review_opinion", "agree");
}

STEP(review_back)
{
	s->objected = true;
	return demo_opinion(a, d, s, -1, "review_opinion", "correct");
}

STEP(approve)
{
	return story_do(a, d, s, s->agency->head, -1, "approve_penalty", "verdict", "agree", "words",
	    "同意拟处理意见。", NULL);
}

STEP(police)
{
	enum err e = story_do(a, d, s, LEAD(s), -1, "police_propose", "crime", "涉嫌生产、销售伪劣产品",
	    "facts", "经核实，当事人的行为涉案数额达到刑事立案追诉标准。", "reason", "依法应当移送公安机关。", NULL);

	return e != OK ? e : story_do(a, d, s, s->agency->head, -1, "police_transfer", "receiver",
	    "衡阳市公安局", "crime", "涉嫌生产、销售伪劣产品", "reason",
	    "涉案数额达到刑事立案标准，依法移送。", "papers", "案卷材料一册",
	    "decided_on", story_day(a, d, 0), "sent_at", story_time(a, d, 10), NULL);
}

