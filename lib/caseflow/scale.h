/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_CASEFLOW_SCALE_H
#define LIB_CASEFLOW_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows caseflow_scale[] = {
	{ .tables = "caseflow_case caseflow_own caseflow_officer caseflow_track caseflow_evidence caseflow_measure"
	    " caseflow_pause caseflow_aid caseflow_correction caseflow_report caseflow_proposal caseflow_penalty"
	    " caseflow_factor caseflow_notice caseflow_defence caseflow_hearing caseflow_deliberation caseflow_service"
	    " caseflow_instalment caseflow_demand caseflow_remedy caseflow_recusal caseflow_daily"
	    " caseflow_police caseflow_test caseflow_goods_move" },
	{ .tables = "caseflow_goods", .set = { "code", "pg_temp.suffixed(x.code, k)" } },
	{ .tables = "caseflow_clue", .set = { "subject_code", "pg_temp.code(x.subject_code, k)" } },
	{ .tables = "caseflow_party", .set = { "code", "pg_temp.code(x.code, k)" } },
	{ .tables = "caseflow_decision", .set = { "pay_code", "pg_temp.suffixed(x.pay_code, k)" } },
	{ .tables = "caseflow_payment", .set = { "pay_code", "pg_temp.suffixed(x.pay_code, k)",
	    "serial", "pg_temp.suffixed(x.serial, k)" } },
	{ .tables = "caseflow_state caseflow_requirement", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
