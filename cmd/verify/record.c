/* record.c - xiezhi verify-record: the record of a case or an inspection checked from its bundle alone, or its chain
 * from a folder with chain.jsonl, digests.txt and side.jsonl; needs no store and no configuration.  Exit 0 only when
 * everything fits, 1 when something does not, 2 when it could not be looked at. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/verify/record.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define FAILED 1

static bool
options(int argc, char **argv, const char **path, struct vr *v)
{
	int i;

	*path = NULL;
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--key") && i + 1 < argc)
			v->key_given = argv[++i];
		else if (*path == NULL && argv[i][0] != '-')
			*path = argv[i];
		else
			return false;
	}
	return *path != NULL;
}

static void
drop_index(void *p)
{
	json_decref(((struct vr *)p)->index);
}

static void
tell(const struct vr *v)
{
	char hex[65];

	str_hex(v->step[v->steps - 1].digest, 32, hex);
	(void)printf("chain    %s, %zu steps, each the one that was recorded; last digest %s\n", v->chain,
	    v->steps, hex);
	(void)printf("values   %zu sealed values fit their salted digests\n", v->opened);
	if (v->opened < v->sides)
		(void)printf("         %zu more are named and not here: destroyed after their retention,"
		    " or not for whoever took this\n", v->sides - v->opened);
	if (v->index != NULL)
		(void)printf("papers   %d, the data of each as the index has it, named by a step\n"
		    "evidence %d files, each named by a step with its SHA-256; SM3 as the index has it\n",
		    v->papers, v->files);
	if (v->sealed > 0)
		(void)printf("seals    %d papers as PDF, each signed by the seal the index names for it, while"
		    " that was good\n"
		    "         (the keys are as the bundle itself has them: compare seals/*.pem with those the platform"
		    " publishes)\n", v->sealed);
	if (v->unsealed > 0)
		(void)printf("         %d papers have no sealed file here\n", v->unsealed);
	if (v->loose > 0)
		(void)printf("         %d papers are named by the type of their step only, as was done before\n",
		    v->loose);
	if (v->signatures > 0)
		(void)printf("signed   %d signatures as they were drawn, each a sealed value of a step\n",
		    v->signatures);
	if (v->absent > 0)
		(void)printf("         %d digests of the chain have no original here\n", v->absent);
	if (v->origin != NULL)
		(void)printf("log      %s, %" PRId64 " entries; every step is one of them\nkey      %s%s\n",
		    v->origin, v->log_size, v->key, v->key_given == NULL ?
		    "  (as the bundle itself names it: compare it, or give --key)" : "");
	else
		(void)printf("log      no proofs here: that the chain was not made anew as a whole was not checked\n");
	if (v->index != NULL)
		(void)printf("Names, titles and the words of index.json and index.html are the platform's"
		    " and bound by no entry of the log.\n");
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct vr *v = ARENA_NEW(a, struct vr);
	const char *path;
	enum err e;

	v->a = a;
	if (!options(argc, argv, &path, v))
		return cmd_usage(argv[0]);
	arena_defer(a, drop_index, v);
	e = vr_open(v, path);
	if (e == OK)
		e = vr_chain(v);
	if (e == OK)
		e = vr_sides(v);
	if (e == OK)
		e = vr_log(v);
	if (e == OK)
		e = vr_index(v);
	if (e != OK) {
		int rc = cmd_failed(argv[0], e);

		return e == ERR_STATE ? FAILED : rc;
	}
	tell(v);
	return 0;
}

int
cmd_verify_record(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
