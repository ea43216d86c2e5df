/* input.h - private to xiezhi-paper: what a paper says, read from its input (paper.h says how that looks). */
#ifndef CMD_PAPER_INPUT_H
#define CMD_PAPER_INPUT_H
#include <stdbool.h>

struct arena;

enum block_kind {
	BLOCK_ORG,		/* the agency, in red, over the double rule */
	BLOCK_TITLE,
	BLOCK_NUMBER,
	BLOCK_HEAD,
	BLOCK_PARA,
	BLOCK_FIELD,		/* label and text */
	BLOCK_ITEM,		/* of a numbered list */
	BLOCK_TABLE,
	BLOCK_BLANK,		/* a label, a line to sign on, and what ends it ("|" between) */
	BLOCK_SIGN		/* agency and day, a line each */
};
struct cell {
	const char *text;
	bool code;		/* digests: set small */
	struct cell *next;
};
struct row {
	struct cell *cells;
	bool head;
	struct row *next;
};
struct block {
	enum block_kind kind;
	const char *label;	/* NULL but for fields */
	const char *text;	/* lines end with LF; never NULL but for tables */
	int number;		/* of an item */
	struct row *rows;
	int columns;
	struct block *next;
};
#define PAPER_NOTES 6
struct paper {
	const char *title, *made;
	const char *qr, *foot, *pages, *draft;	/* NULL: none */
	const char *notes[PAPER_NOTES + 1];	/* the last is left empty */
	int notes_n;
	struct block *blocks;
};
/* NULL: done; else what is wrong with the input. */
const char *paper_read(struct arena *a, const char *text, struct paper *out);
#endif
