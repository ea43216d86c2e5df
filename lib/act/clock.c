/* clock.c - terms and entries of the log that an act brings with it. */
#include "lib/act/act.h"
#include "lib/calendar/calendar.h"
#include "lib/tlog/tlog.h"

enum err
act_clock_start(struct act_move *m, const struct clock_new *c, int64_t *id)
{
	return calendar_clock_start(m->a, m->db, c, id);
}

enum err
act_clock_close(struct act_move *m, int64_t clock, const char *state, int64_t at)
{
	return calendar_clock_close(m->a, m->db, clock, state, at, 0);
}

enum err
act_clock_replace(struct act_move *m, int64_t clock, int64_t by)
{
	return calendar_clock_close(m->a, m->db, clock, "met", m->now, by);
}

enum err
act_clock_derive(struct act_move *m, const struct clock_row *old, const char *sector, int64_t *by)
{
	return calendar_clock_derive(m->a, m->db, old, sector, m->now, by);
}

enum err
act_clock_extend(struct act_move *m, int64_t clock, const struct calendar_parameter *p, const char *reason)
{
	return calendar_clock_extend(m->a, m->db, clock, &(struct clock_extension){ .n = p->value, .unit = p->unit,
	    .parameter = p->id, .by = m->actor.account, .at = m->now, .reason = reason });
}

enum err
act_log(struct act_move *m, const char *kind, const char *digest, const char *subject_kind, struct ref ref)
{
	struct act_subject s = m->kind->now(m);

	return tlog_event(m->a, m->db, &(struct tlog_event){ .kind = kind, .digest = digest,
	    .subject_kind = subject_kind, .subject_ref = ref, .actor = m->actor.ref, .agency = s.agency, .unit = s.unit,
	    .at = m->now });
}

enum err
act_log_as(struct act_move *m, const char *id, const char *kind, const char *digest)
{
	struct act_subject s = m->kind->now(m);

	return tlog_event(m->a, m->db, &(struct tlog_event){ .kind = kind, .id = id, .digest = digest,
	    .subject_kind = m->kind->subject, .subject_ref = s.ref, .actor = m->actor.ref, .agency = s.agency,
	    .unit = s.unit, .at = m->now });
}
