/* send_files.c - the files of a form at the door, with a script and without; see door.h. */
#include <string.h>

#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/door/file.h"
#include "lib/door/public.h"

#define MOST 20				/* with one message, whatever the parameter says */
#define FILES "files"			/* lines "<ref> <name>" */
#define FILES_MAX (MOST * (DOOR_NAME_MAX + REF_TEXT_SIZE + 1))

static const char *const inputs[DOOR_FORM_FILES] = { "file1", "file2", "file3" };

static const char *
clean(struct req *r, const char *name)
{
	name = str_clean(r->arena, name);
	return str_utf8_len(name) > DOOR_NAME_MAX ? "" : name;
}

/* Those that came before; -1: not what the script writes. */
static int
came(struct req *r, struct door_file out[MOST])
{
	const char *text = req_form(r, FILES, FILES_MAX);
	int n = 0;

	while (!str_empty(text)) {
		size_t len = strcspn(text, "\r\n");
		const char *line = arena_strndup(r->arena, text, len), *name = strchr(line, ' ');

		text += len + strspn(text + len, "\r\n");
		if (n == MOST || name == NULL ||
		    !ref_parse(arena_strndup(r->arena, line, (size_t)(name - line)), &out[n].ref))
			return -1;
		out[n].name = clean(r, name + 1);
		if (!door_name_ok(out[n++].name))
			return -1;
	}
	return n;
}

static const char *
megabytes(struct req *r, int64_t bytes)
{
	return arena_printf(r->arena, "%lld", (long long)(bytes >> 20));
}

/* Those of the form itself. */
static int
check_inputs(struct req *r, const struct door_limits *most)
{
	size_t i, total = 0;
	struct req_file f;
	int n = 0;

	for (i = 0; i < DOOR_FORM_FILES; i++) {
		if (!req_file(r, inputs[i], &f))
			continue;
		n++;
		total += f.n;
		if (secrecy_marked(clean(r, f.filename)))
			problem_add(&r->problems, FILES, "secrecy", NULL);
		else if (!door_name_ok(clean(r, f.filename)))
			problem_add(&r->problems, FILES, "door_file_type", NULL);
		else if ((int64_t)f.n > most->size)
			problem_add(&r->problems, FILES, "door_file_size", megabytes(r, most->size));
	}
	if (total > DOOR_FORM_MAX)
		problem_add(&r->problems, FILES, "door_file_form", megabytes(r, DOOR_FORM_MAX));
	return n;
}

enum err
door_files_typed(struct req *r)
{
	struct door_file list[MOST];
	struct door_limits most;
	int i, n = came(r, list);
	enum err e = door_limits(r->arena, r->db, time_day(r->now), &most);

	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		if (secrecy_marked(list[i].name))
			problem_add(&r->problems, FILES, "secrecy", NULL);
	if (n < 0)
		problem_add(&r->problems, FILES, "door_files", NULL);
	else if (n + check_inputs(r, &most) > (most.count < MOST ? most.count : MOST))
		problem_add(&r->problems, FILES, "door_file_count",
		    arena_printf(r->arena, "%d", most.count));
	return OK;
}

enum err
door_files_view(struct req *r)
{
	struct door_file list[MOST];
	struct door_limits most;
	struct req_file f;
	int i, n = came(r, list);
	enum err e = door_limits(r->arena, r->db, time_day(r->now), &most);

	if (e != OK)
		return e;
	view_bool(r, "send.files", most.count > 0 && most.size > 0);
	view_i64(r, "send.files_count", most.count);
	view_text(r, "send.files_size", megabytes(r, most.size));
	view_text(r, "send.files_hint", view_msg(r, "door.files_hint", "size", megabytes(r, most.size), "n",
	    arena_printf(r->arena, "%d", most.count), NULL));
	view_text(r, "send.files_form", view_msg(r, "door.files_form", "size", megabytes(r, DOOR_FORM_MAX), NULL));
	for (i = 0; i < n; i++)
		view_text_at(r, "came", i, "name", list[i].name);
	if (n > 0)
		view_text(r, "send.came", req_form(r, FILES, FILES_MAX));
	for (i = 0; i < DOOR_FORM_FILES; i++) {
		view_text_at(r, "inputs", i, "name", inputs[i]);
		if (req_file(r, inputs[i], &f))
			view_bool(r, "send.files_again", true);
	}
	return OK;
}

enum err
door_files_put(struct req *r, const char *token, struct door_statement *s)
{
	struct door_file *list = ARENA_ARRAY(r->arena, struct door_file, MOST + DOOR_FORM_FILES);
	struct req_file f;
	struct str are;
	int i, n = came(r, list);
	enum err e = OK;

	str_init(&are, r->arena);
	str_add(&are, n > 0 ? req_form(r, FILES, FILES_MAX) : "");
	for (i = 0; e == OK && i < DOOR_FORM_FILES; i++) {
		if (!req_file(r, inputs[i], &f))
			continue;
		list[n].name = clean(r, f.filename);
		str_printf(&are, "\n%s", door_file_mark(r->arena, f.bytes, f.n));
		e = door_file_whole(r->arena, r->db, token, s->which, f.bytes, f.n, time_day(r->now), &list[n++].ref);
	}
	s->files = list;
	s->files_n = (size_t)(n > 0 ? n : 0);
	s->files_are = are.s;
	return e;
}

enum err
door_files_drop(struct req *r, const char *token, const struct door_statement *s)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < s->files_n; i++)
		e = door_file_end(r->arena, r->db, token, s->files[i].ref);
	return e;
}
