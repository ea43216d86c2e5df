/* story.h - the steps of a record on the page of what it is about: story.N.step, .name, .at. */
#ifndef CGI_COMMON_STORY_H
#define CGI_COMMON_STORY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct req;

/* A step is called by the message <words><its kind behind the dot>.  chain 0: no record yet. */
ERR_CHECKED enum err story_view(struct req *r, int64_t chain, bool newest_first, const char *words);
#endif
