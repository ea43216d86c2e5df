/* test_ceremony.c - a draw from announcement to result: every step by its function, whatever order people try them in,
 * and everything that must be refused.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/ceremony.h"

static void
test_witnesses_with_pledges(void **state)
{
	const char *token[3], *id = "T-pledges";
	struct spotcheck_witness w;
	struct spotcheck_draw d;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "witness", .pledges = true });
	told(spotcheck_pledging_end(A, D->db, act_of(), id, &said), ERR_STATE, "draw_nobody");
	told(spotcheck_close(A, D->db, act_of(), id, NULL, &said), ERR_STATE, "draw_state");
	told(spotcheck_run(A, D->db, act_of(), id, &said), ERR_STATE, "draw_state");
	must(spotcheck_witness_links(A, D->db, act_of(), id, 3, &said, token));
	assert_int_equal(spotcheck_witness_look(A, D->db, id, "0123456789abcdef0123456789abcdef", &w), ERR_NOT_FOUND);
	assert_int_equal(spotcheck_witness_look(A, D->db, "T-none", token[0], &w), ERR_NOT_FOUND);
	must(spotcheck_witness_look(A, D->db, id, token[0], &w));
	assert_string_equal(w.state, "announced");
	assert_false(w.pledged);
	assert_string_equal(pledge(id, "nobody", NULL, "甲", "a"), "unknown");
	assert_string_equal(pledge(id, token[0], NULL, "有\t格", "a"), "name");
	assert_string_equal(pledge(id, token[0], NULL, "beacon:x", "a"), "name");
	assert_string_equal(pledge(id, token[0], NULL, "", "a"), "name");
	assert_string_equal(pledge(id, token[0], NULL, "司法局 唐志远", "1731 f00d"), "pledged");
	assert_string_equal(pledge(id, token[0], NULL, "司法局 唐志远", "1731 f00d"), "pledged");
	assert_string_equal(pledge(id, token[0], NULL, "司法局 唐志远", "another"), "again");
	assert_string_equal(pledge(id, token[1], NULL, "司法局 唐志远", "b"), "name");
	assert_string_equal(pledge(id, token[1], NULL, "企业代表", "b"), "pledged");
	assert_string_equal(reveal(id, token[0], NULL, NULL, "1731 f00d"), "early");
	must(spotcheck_pledging_end(A, D->db, act_of(), id, &said));
	state_is(id, "revealing");
	told(spotcheck_pledging_end(A, D->db, act_of(), id, &said), ERR_STATE, "draw_state");
	told(spotcheck_witness_links(A, D->db, act_of(), id, 1, &said, token + 2), ERR_STATE, "draw_state");
	assert_string_equal(pledge(id, token[2], NULL, "记者", "c"), "over");
	assert_string_equal(reveal(id, token[0], NULL, NULL, "1731 beef"), "mismatch");
	assert_string_equal(reveal(id, token[0], NULL, NULL, "1731\tf00d"), "value");
	assert_string_equal(reveal(id, token[0], NULL, NULL, "1731\nf00d"), "value");
	assert_string_equal(reveal(id, token[2], NULL, NULL, "c"), "unknown");
	assert_string_equal(reveal(id, token[0], NULL, NULL, "1731 f00d"), "revealed");
	told(spotcheck_close(A, D->db, act_of(), id, NULL, &said), ERR_STATE, "draw_missing");
	assert_string_equal(said.first->arg, "企业代表");
	assert_string_equal(reveal(id, token[1], NULL, NULL, "b"), "revealed");
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	assert_string_equal(reveal(id, token[1], NULL, NULL, "b2"), "again");
	assert_string_equal(body(id, "contributions.tsv"), "1\t司法局 唐志远\t313733312066303064\n2\t企业代表\t62\n");
	assert_int_equal(verified(id), 3);
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	told(spotcheck_run(A, D->db, act_of(), id, &said), ERR_STATE, "draw_state");
	get(id, &d);
	assert_string_equal(d.state, "published");
	assert_string_equal(d.grade, "A");
	assert_non_null(d.seed);
	assert_int_equal(verified(id), 0);
	assert_int_equal(number("select count(*) as n from xz.spotcheck_task where draw_id = $1"
	    " and secret_sealed is not null", id), 0);
	assert_int_equal(number("select count(*) as n from xz.spotcheck_visit v"
	    " join xz.spotcheck_task k on k.id = v.task_id"
	    " where k.draw_id = $1 and v.state = 'open'", id), 4);
	assert_int_equal(number("select count(*) as n from xz.people_task t"
	    " join xz.spotcheck_visit v on v.id = t.subject_id"
	    " join xz.spotcheck_task k on k.id = v.task_id where t.subject_kind = 'spot_visit'"
	    " and t.kind = 'spot_visit'"
	    " and k.draw_id = $1", id), 8);
	/* what the log is told, in this order */
	assert_int_equal(number("select count(*) as n from (select array_agg(e.kind order by e.id) as kinds"
	    " from xz.event e"
	    " where e.payload ->> 'id' = $1) x where x.kinds = array['draw.announced', 'draw.pledged', 'draw.closed',"
	    " 'draw.result']", id), 1);
	assert_int_equal(number("select count(*) as n from xz.event e join xz.spotcheck_task k on k.draw_id = $1"
	    " join xz.spotcheck_file f on f.task_id = k.id and f.name = 'result.json' where e.kind = 'draw.result'"
	    " and e.payload ->> 'id' = $1 and e.payload ->> 'digest' = encode(sha256(f.body), 'hex')", id), 1);
}

static void
test_wall(void **state)
{
	const char *code, *first, *id = "T-wall";
	struct spotcheck_witness w;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "witness", .pledges = true });
	must(spotcheck_wall_code(A, D->db, act_of(), id, &said, &first));
	must(spotcheck_wall_code(A, D->db, act_of(), id, &said, &code));
	assert_string_equal(pledge(id, first, "own-a", "甲", "a"), "unknown");
	must(spotcheck_witness_look(A, D->db, id, code, &w));
	assert_true(w.wall);
	assert_string_equal(pledge(id, code, NULL, "甲", "a"), "unknown");
	assert_string_equal(pledge(id, code, "own-a", "甲", "a"), "pledged");
	assert_string_equal(pledge(id, code, "own-b", "甲", "b"), "name");
	assert_string_equal(pledge(id, code, "own-b", "乙", "b"), "pledged");
	must(spotcheck_pledging_end(A, D->db, act_of(), id, &said));
	must(spotcheck_witness_look(A, D->db, id, "own-a", &w));
	assert_true(w.pledged && !w.wall);
	assert_string_equal(reveal(id, "own-a", NULL, NULL, "a"), "revealed");
	assert_string_equal(reveal(id, code, "own-b", NULL, "b"), "revealed");
	assert_string_equal(reveal(id, code, "own-c", "丙", "c"), "unknown");
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	assert_int_equal(verified(id), 0);
}

static const char *
admitted(const char *id, const char *token, const char *address)
{
	const char *word = NULL;

	must(spotcheck_witness_admit(A, D->db, id, token, address, &word));
	return word;
}

/* The code of the wall is short: who guesses at it is held up, and nobody else. */
static void
test_guesses_at_the_wall(void **state)
{
	const char *code, *token[1], *id = "T-guess", *from = "192.0.2.7";
	int i;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "witness", .pledges = true });
	announce((struct draws_new){ .draw_id = "T-guess-2", .contributions = "witness", .pledges = true });
	must(spotcheck_wall_code(A, D->db, act_of(), id, &said, &code));
	must(spotcheck_witness_links(A, D->db, act_of(), id, 1, &said, token));
	assert_string_equal(admitted("T-none", code, from), "unknown");
	assert_string_equal(admitted(id, code, from), "known");
	for (i = 0; i < 20; i++)
		assert_string_equal(admitted(id, arena_printf(A, "AAAA-AA%02d", i), from), "unknown");
	assert_string_equal(admitted(id, "AAAA-AA77", from), "wait");
	assert_string_equal(admitted(id, code, from), "wait");
	assert_string_equal(admitted(id, token[0], from), "known");
	assert_string_equal(admitted(id, code, "192.0.2.8"), "known");
	assert_string_equal(admitted("T-guess-2", code, from), "unknown");
	assert_int_equal(number("select count(*) as n from xz.spotcheck_guess g"
	    " join xz.spotcheck_task k on k.id = g.task_id"
	    " where k.draw_id = $1 and position('192' in convert_from(g.from_hash, 'LATIN1')) = 0", id), 1);
	wait_days(0);
	assert_string_equal(admitted(id, code, from), "known");
	wait_days(2);
	assert_string_equal(admitted(id, "AAAA-AA01", "192.0.2.8"), "unknown");
	assert_int_equal(number("select count(*) as n from xz.spotcheck_guess where $1 <> ''", id), 1);
}

static void
test_no_pledges_is_grade_b(void **state)
{
	const char *code, *id = "T-open";
	struct spotcheck_draw d;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "witness" });
	must(spotcheck_wall_code(A, D->db, act_of(), id, &said, &code));
	told(spotcheck_close(A, D->db, act_of(), id, NULL, &said), ERR_STATE, "draw_nobody");
	assert_string_equal(pledge(id, code, "own-x", "甲", "a"), "over");
	assert_string_equal(reveal(id, code, "own-x", "甲", ""), "value");
	assert_string_equal(reveal(id, code, "own-x", "甲", "an open value"), "revealed");
	told(spotcheck_pledging_end(A, D->db, act_of(), id, &said), ERR_STATE, "draw_no_pledges");
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	assert_string_equal(reveal(id, code, "own-y", "乙", "too late"), "closed");
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	get(id, &d);
	assert_string_equal(d.grade, "B");
	assert_int_equal(verified(id), 0);
}

static void
test_beacon_and_none(void **state)
{
	const char *id = "T-beacon";
	struct spotcheck_beacon b = { .value = "16.4,61,1013.8" };
	struct spotcheck_draw d;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "beacon", .beacon = "南岳气象站 15:00" });
	get(id, &d);
	told(spotcheck_wall_code(A, D->db, act_of(), id, &said, &b.value), ERR_STATE, "draw_no_witness");
	b.value = "16.4,61,1013.8";
	b.at = d.announced_at - SECOND_US;
	told(spotcheck_close(A, D->db, act_of(), id, &b, &said), ERR_INPUT, "draw_beacon_time");
	b.at = d.announced_at + 90 * 60 * SECOND_US;
	told(spotcheck_close(A, D->db, act_of(), id, &b, &said), ERR_INPUT, "draw_beacon_time");
	wait_days(0);
	b.at = d.announced_at + 60 * SECOND_US;
	b.value = "16.4\t61";
	told(spotcheck_close(A, D->db, act_of(), id, &b, &said), ERR_INPUT, "draw_value");
	b.value = "16.4,61,1013.8";
	must(spotcheck_close(A, D->db, act_of(), id, &b, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	get(id, &d);
	assert_string_equal(d.grade, "A");
	assert_int_equal(verified(id), 0);
	id = "T-none-given";
	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	get(id, &d);
	assert_string_equal(d.grade, "C");
	assert_string_equal(body(id, "contributions.tsv"), "");
	assert_int_equal(verified(id), 0);
}

static void
test_secret_that_cannot_be_opened(void **state)
{
	const char *id = "T-secret";
	struct db_row r;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	announce((struct draws_new){ .draw_id = "T-secret-2", .contributions = "none" });
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	/* another draw's secret in its place */
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.spotcheck_task set secret_sealed = (select secret_sealed from xz.spotcheck_task"
	    " where draw_id = 'T-secret-2') where draw_id = $1 returning 1", DB_TEXT(id)));
	told(spotcheck_run(A, D->db, act_of(), id, &said), ERR_STATE, "draw_secret");
	state_is(id, "closed");
	assert_int_equal(number("select count(*) as n from xz.spotcheck_selected s"
	    " join xz.spotcheck_task k on k.id = s.task_id"
	    " where k.draw_id = $1", id), 0);
	assert_int_equal(number("select count(*) as n from xz.spotcheck_file f"
	    " join xz.spotcheck_task k on k.id = f.task_id"
	    " where k.draw_id = $1 and f.name = 'result.json'", id), 0);
}

/* What is drawn from are the files that were announced, to the byte. */
static void
test_pools_changed_after_freezing(void **state)
{
	static const char *const files[] = { "objects.tsv", "officers.tsv", "avoid.tsv" };
	const char *id = "T-pools";
	struct db_row r;
	size_t i;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	for (i = 0; i < 3; i++) {
		/* another id of the same length, or a line more where there was none */
		must(DRAWS_ONE(A, D->db, &r,
		    "update xz.spotcheck_file f set body = case when length(f.body) = 0 then 'x'::bytea else"
		    " set_byte(f.body, length(f.body) - 2, get_byte(f.body, length(f.body) - 2) # 1) end"
		    " from xz.spotcheck_task k"
		    " where k.id = f.task_id and k.draw_id = $1 and f.name = $2 returning 1", DB_TEXT(id),
		    DB_TEXT(files[i])));
		told(spotcheck_run(A, D->db, act_of(), id, &said), ERR_STATE, "draw_pools");
		state_is(id, "closed");
		must(DRAWS_ONE(A, D->db, &r,
		    "update xz.spotcheck_file f set body = case when length(f.body) = 1 then ''::bytea else"
		    " set_byte(f.body, length(f.body) - 2, get_byte(f.body, length(f.body) - 2) # 1) end"
		    " from xz.spotcheck_task k"
		    " where k.id = f.task_id and k.draw_id = $1 and f.name = $2 returning 1", DB_TEXT(id),
		    DB_TEXT(files[i])));
	}
	/* rows that the register or a library gave later are none of the draw's */
	must(DRAWS_ONE(A, D->db, &r, "insert into xz.spotcheck_pool (task_id, object_id, stratum, subject_id, object)"
	    " select id, 'SMUGGLED', 'A', 1, 1 from xz.spotcheck_task where draw_id = $1 returning 1", DB_TEXT(id)));
	must(DRAWS_ONE(A, D->db, &r,
	    "with ended as (update xz.spotcheck_object o set ended_on = '2020-01-01' from xz.spotcheck_pool p"
	    " join xz.spotcheck_task k on k.id = p.task_id where o.object_id = p.object_id and k.draw_id = $1"
	    " returning o.object_id)"
	    " select count(*) as n from ended", DB_TEXT(id)));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	assert_int_equal(verified(id), 0);
	must(DRAWS_ONE(A, D->db, &r,
	    "with again as (update xz.spotcheck_object set ended_on = null returning 1) select count(*) as n"
	    " from again"));
}

/* A file of several pieces: the lines that a piece breaks off are whole again. */
static void
test_long_pool(void **state)
{
	const char *id = "T-long";

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none", .made_up = 20000, .quota = 6 });
	assert_true(strlen(body(id, "objects.tsv")) > 3 * 65536);
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	assert_int_equal(verified(id), 0);
}

/* Two at once, each on a connection of its own: one does it, the other is told. */
static void
test_two_close_at_once(void **state)
{
	const char *id = "T-two";
	char now[TIME_TEXT_SIZE];
	struct problems mine;
	struct db *other;
	int status, i, won = 0;
	pid_t pid[2];

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	time_text(D->now + SECOND_US, now);
	for (i = 0; i < 2; i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			struct arena *a = arena_new("child");

			problems_init(&mine, a);
			if (db_open(a, arena_printf(a, "%s user=xz_admin", getenv("XZ_TEST_PLAY_DB")),
			    "child", &other) != OK ||
			    db_script(other, arena_printf(a, "set xz.clock_at = '%s'", now)) != OK)
				_exit(9);
			switch (spotcheck_close(a, other, act_of(), id, NULL, &mine)) {
			case OK: _exit(0);
			case ERR_STATE: _exit(mine.first != NULL && str_eq(mine.first->code, "draw_state") ? 1 : 8);
			default: _exit(7);
			}
		}
	}
	for (i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
		won += WEXITSTATUS(status) == 0;
	}
	assert_int_equal(won, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_witnesses_with_pledges, firms),
		cmocka_unit_test(test_wall),
		cmocka_unit_test(test_guesses_at_the_wall),
		cmocka_unit_test(test_no_pledges_is_grade_b),
		cmocka_unit_test(test_beacon_and_none),
		cmocka_unit_test(test_secret_that_cannot_be_opened),
		cmocka_unit_test(test_pools_changed_after_freezing),
		cmocka_unit_test(test_long_pool),
		cmocka_unit_test(test_two_close_at_once),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
