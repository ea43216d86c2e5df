/* words.h - words of programmes as options of forms and in files of lines. */
#ifndef LIB_JOINT_WORDS_H
#define LIB_JOINT_WORDS_H
#include "lib/act/words.h"

#define JOINT_AGREE ACT_AGREED, "Agree"
#define JOINT_RETURN ACT_RETURNED, "Return"

#define JOINT_GOES_ON "检查可以继续", "The visit goes on"
#define JOINT_STOPPED "停止检查", "The visit is stopped"
#define JOINT_WRONG_AGENCY "检查机关", "The agency"
#define JOINT_WRONG_FIRM "企业", "The firm"
#define JOINT_WRONG_NOBODY "双方均无不当", "Nobody"

/* between credit codes as people type them */
#define JOINT_BETWEEN " \t\r\n,;，；、"
#endif
