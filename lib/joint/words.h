/* words.h - words of programmes as options of forms and in files of lines. */
#ifndef LIB_JOINT_WORDS_H
#define LIB_JOINT_WORDS_H
#include "lib/act/words.h"

#define JOINT_AGREE ACT_AGREED, "Agree"
#define JOINT_RETURN ACT_RETURNED, "Return"

/* between credit codes as people type them */
#define JOINT_BETWEEN " \t\r\n,;，；、"
#endif
