/* steps.h - private to the demo: what people do, one function a step. */
#ifndef CMD_DEMO_STEPS_H
#define CMD_DEMO_STEPS_H
#include "cmd/demo/story.h"

#define STEP(name) enum err step_##name(struct arena *a, struct demo *d, struct story *s)
#define LEAD(s) ((s)->unit->officer[0])
#define SECOND(s) story_ref(a, (s)->unit->officer_ref[1])

STEP(register_clue);
STEP(assign_clue);
STEP(verify_clue);
STEP(extend_clue);
STEP(propose_filing);
STEP(propose_not);
STEP(decide_file);
STEP(tell);
STEP(decide_not);
STEP(transfer);
STEP(name_officers);
STEP(accept_both);
STEP(accept_recused);
STEP(onsite);
STEP(interview);
STEP(evidence_three);
STEP(preserve);
STEP(release);
STEP(seize);
STEP(extend_measure);
STEP(emergency);
STEP(address);
STEP(correct);
STEP(correct_check);
STEP(aid);
STEP(aid_answer);
STEP(suspend);
STEP(resume);
STEP(terminate);
STEP(extend_case);
STEP(second_party);
STEP(report);
STEP(report_no_penalty);
STEP(report_no_violation);
STEP(review_agree);
STEP(review_back);
STEP(approve);
STEP(police);
STEP(notice_make);
STEP(notice_serve);
STEP(notice);		/* both at once */
STEP(waive);
STEP(state_defence);
STEP(defence);
STEP(defence_lighter);
STEP(lighter_ok);
STEP(hearing_ask);
STEP(hearing_chair);
STEP(hearing_hand);
STEP(hearing_set);
STEP(hearing_hold);
STEP(hearing_told);
STEP(hearing_drop);
STEP(hearing_agree);
STEP(decide);
STEP(serve);
STEP(publish);
STEP(withhold);
STEP(withdraw);
STEP(pay_all);
STEP(pay_half);
STEP(instalments);
STEP(demand);
STEP(court);
STEP(remedy);
STEP(remedy_upheld);
STEP(remedy_revoked);
STEP(revoke);
STEP(executed);
STEP(close_case);
STEP(archive);
STEP(summary);
STEP(summary_file);

/* The reviewer's points and opinion on the case (track_n < 0) or a track. */
enum err demo_opinion(struct arena *a, struct demo *d, struct story *s, int track_n, const char *action,
    const char *what);
#endif
