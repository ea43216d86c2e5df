/* figure.h - pages of figures. */
#ifndef CGI_FIGURE_FIGURE_H
#define CGI_FIGURE_FIGURE_H
#include "lib/web/web.h"

extern const struct route figure_routes[];

#define FIGURES "/desk/figures/"
/* Who leads an agency, coordinates or supervises; which agency's, the store says. */
#define FIGURE_READS (DUTY_AGENCY_HEAD | DUTY_COORDINATOR | DUTY_SUPERVISOR)
#endif
