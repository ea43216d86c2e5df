/* monitor.h - pages of the monitoring of terms: alerts, the wall. */
#ifndef CGI_MONITOR_MONITOR_H
#define CGI_MONITOR_MONITOR_H
#include "lib/monitor/monitor.h"
#include "lib/web/web.h"

extern const struct route alert_routes[], rule_routes[], wall_routes[];

#define ALERTS "/desk/alerts/"
/* Whoever may have a term, and who supervises. */
#define MONITOR_READS (DUTY_CASEWORK | DUTY_COORDINATOR | DUTY_SUPERVISOR)
/* One alert below scope: what pages and lists show of it. */
void monitor_view(struct req *r, const char *scope, const struct monitor_alert *x);
#endif
