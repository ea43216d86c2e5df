/* check.h - parts of xiezhi check. */
#ifndef CMD_XIEZHI_CHECK_H
#define CMD_XIEZHI_CHECK_H
struct arena;

/* The command's arguments: check law [FOLDER]; gives its exit code. */
int check_law(struct arena *a, int argc, char **argv);
#endif
