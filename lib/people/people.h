/* people.h - duties, and who an actor is. */
#ifndef LIB_PEOPLE_PEOPLE_H
#define LIB_PEOPLE_PEOPLE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

enum duty {
	DUTY_INTAKE = 1, DUTY_OFFICER = 2, DUTY_UNIT_HEAD = 4, DUTY_AGENCY_HEAD = 8, DUTY_REVIEWER = 16,
	DUTY_CHAIR = 32, DUTY_PUBLISHER = 64, DUTY_ARCHIVIST = 128, DUTY_COORDINATOR = 256,
	DUTY_SUPERVISOR = 512, DUTY_SYSADMIN = 1024, DUTY_SECADMIN = 2048, DUTY_AUDITADMIN = 4096
};
#define DUTY_ANY 0x80000000u		/* any signed-in account */
#define DUTY_CASEWORK (1u | 2u | 4u | 8u | 16u | 32u | 64u | 128u)

struct people_actor {
	int64_t account;
	struct ref ref;
	int64_t agency, unit;		/* 0 = none */
	uint32_t duties;
	uint32_t deputised;		/* of these, held for others (deputy.h) */
	const char *name;
	int64_t officer;		/* 0 = none */
	bool law_qualified;
};

/* ERR_DENIED: no such account, or it is not active. */
ERR_CHECKED enum err people_actor_load(struct arena *a, struct db *db, int64_t account,
    struct people_actor *out);
uint32_t people_duty_bit(const char *code);		/* 0: unknown */
const char *people_duty_code(uint32_t bit);

/* One row of the audit table of master data; before and after are JSON or NULL. */
ERR_CHECKED enum err people_audit(struct arena *a, struct db *db, int64_t actor, const char *kind,
    const char *subject, const char *before, const char *after, const char *request);
#endif
