/* paragraph.c - texts of papers: paragraphs that begin two characters in. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/act/words.h"
#include "lib/base/str.h"

const char *
act_paragraphs(struct arena *a, const char *text)
{
	struct str s;
	size_t n;

	str_init(&s, a);
	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (n > 0 && *text != ' ' && !str_starts(text, ACT_INDENT))
			str_add(&s, ACT_INDENT);
		str_addn(&s, text, n);
		if (text[n] == '\n')
			str_addc(&s, '\n');
	}
	return s.s;
}

void
act_doc_text(struct act_move *m, const char *name, const char *text)
{
	act_doc(m, name, json_string(act_paragraphs(m->a, text)));
}
