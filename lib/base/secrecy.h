/* secrecy.h - marks of secrecy in texts and names of files.  The platform is no system for secrets (保守国家秘密法
 * 31, as of 2024): what bears a mark is stopped before anything is stored. */
#ifndef LIB_BASE_SECRECY_H
#define LIB_BASE_SECRECY_H
#include <stdbool.h>

/* Whether the text bears a mark: one of the three levels before a star (机密★10年), in brackets, alone in a line or
 * between the punctuation of a file name, behind the word for "level", or before "level", "document", "material" at
 * the beginning of a word.  Blanks do not hide it.  Talk of secrets (商业秘密, 有机密封) is no mark. */
bool secrecy_marked(const char *text);
#endif
