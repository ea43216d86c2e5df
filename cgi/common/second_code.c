/* second_code.c - see second_code.h. */
#include "cgi/common/second_code.h"

enum err
second_code(struct req *r, const struct act *act, const char *username, const char *code, int64_t age_us,
    enum sign_in_outcome *outcome)
{
	const struct people_code c = { .token = r->session->token, .username = username, .text = code,
	    .remote = r->remote, .age_us = age_us };

	return people_code_ask(r->arena, act, &c, outcome);
}

const char *
second_code_problem(enum sign_in_outcome outcome)
{
	switch (outcome) {
	case SIGN_IN_LOCKED: return "code_locked";
	case SIGN_IN_USED: return "code_used";
	case SIGN_IN_AWAY: return "code_away";
	case SIGN_IN_OK: case SIGN_IN_WRONG: break;
	}
	return "code_wrong";
}
