/* make_draw.c - an announced draw in a running instance, for browser tests:
 *	make_draw CONNINFO DRAW-KEY DRAW-ID witness|open|beacon|none at-draw|after-visits MINUTES [bar] */
#include "tests/db/draws.h"

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("make_draw");
	struct draws_new n = { .objects = 12, .quota = 2, .publish_in = 30 * DAY_US };
	struct seal_key *k;
	struct db *db;

	if (argc < 7 || seal_key_load(a, argv[2], &k) != OK || db_open(a, argv[1], "test", &db) != OK) {
		(void)fprintf(stderr, "make_draw: %s\n", err_last());
		return 2;
	}
	spotcheck_start(a, NULL, &(struct program_keys){ .draw = k });
	n.draw_id = argv[3];
	n.title = "第四季度加油站计量双随机抽查";
	n.pledges = str_eq(argv[4], "witness");
	n.contributions = str_eq(argv[4], "open") ? "witness" : argv[4];
	n.beacon = str_eq(argv[4], "beacon") ? "南岳气象站 15:00" : NULL;
	n.after_visits = str_eq(argv[5], "after-visits");
	n.reveal_in = strtoll(argv[6], NULL, 10) * 60 * SECOND_US;
	n.bar_all = argc > 7;
	if (draws_announce(a, db, &n) != OK) {
		(void)fprintf(stderr, "make_draw: %s\n", err_last());
		return 1;
	}
	return 0;
}
