/* words.h - names of the services among the accounts. */
#ifndef LIB_PEOPLE_WORDS_H
#define LIB_PEOPLE_WORDS_H
#define PEOPLE_DAEMON "系统守护程序"
#define PEOPLE_CLI "系统命令行"
#endif
