/* start.h - what a program that handles evidence is given at its start (module_start of cgi/modules.h). */
#ifndef LIB_EVIDENCE_START_H
#define LIB_EVIDENCE_START_H

struct arena;
struct conf;
struct program_keys;

/* Folders of files and of uploads under way, their key, the program that makes small pictures. */
void evidence_start(struct arena *a, const struct conf *c, const struct program_keys *k);
#endif
