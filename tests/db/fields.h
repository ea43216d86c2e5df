/* fields.h - an agency with people and causes for each field: the demo's five, and three that it has none of, culture
 * among them, whose ministry has no rule of procedure here.  After play_group(). */
#ifndef TESTS_DB_FIELDS_H
#define TESTS_DB_FIELDS_H
#include "tests/db/play.h"

#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"

#define FIELDS_MORE 3
#define FIELDS_N (DEMO_AGENCIES + FIELDS_MORE)

static struct demo_agency fields_more[FIELDS_MORE];
static const struct {
	const char *code, *field, *name;
} fields_new[FIELDS_MORE] = {
	{ "zj", "住房城乡建设", "衡阳市住房和城乡建设局" },
	{ "ny", "农业农村", "衡阳市农业农村局" },
	{ "wl", "文化旅游", "衡阳市文化旅游广电体育局" },
};

static struct demo_agency *
field_agency(int n)
{
	return n < DEMO_AGENCIES ? &D->agency[n] : &fields_more[n - DEMO_AGENCIES];
}

/* Surnames that no party of the demo has, as people.c has them. */
static const char *
fields_name(void)
{
	static const char *const surname[] = { "李", "王", "张", "刘", "陈", "杨" };
	static const char *const given[] = { "秋", "冬", "松", "柏", "梅", "兰", "竹" };
	static int n;
	const char *name = arena_printf(A, "%s%s%s", surname[n % 6], given[n / 6 % 7], given[n % 7]);

	n++;
	return name;
}

static enum err
fields_person(const struct demo_agency *g, int64_t unit, const char *suffix, const char *duty, int64_t *account)
{
	static int made;
	bool chair = strcmp(duty, "chair") == 0;
	struct people_officer_new n = { .name = fields_name(), .agency = g->id, .unit = unit, .kind = "formal",
	    .law_qualified = strcmp(duty, "reviewer") == 0 || chair };
	struct people_certificate_new c = { .no = arena_printf(A, "ZF-4304-T%02d", ++made), .kind = chair ? "hearing" :
	    "enforcement", .field = chair ? "综合" : g->field, .region = "430400",
	    .valid_from = day_add_months(time_day(D->now), -14), .valid_to = day_add_months(time_day(D->end), 20) };
	struct people_account_new k = { arena_printf(A, "%s.%s", g->code, suffix), n.name, 0, g->id, unit };
	int64_t officer, certificate, service;
	enum err e = people_service(A, D->db, "xz-cli", &service);

	if (e == OK)
		e = people_officer_add(A, D->db, &n, &officer);
	if (e == OK)
		e = people_certificate_add(A, D->db, officer, &c, &certificate);
	k.officer = officer;
	if (e == OK)
		e = people_account_add(A, D->db, &k, account);
	return e == OK ? people_duty_grant(A, D->db, *account, duty, time_day(D->now), service) : e;
}

static enum err
fields_unit(struct demo_agency *g, int n)
{
	struct people_actor actor;
	int64_t unit = 0;
	int i;
	enum err e = people_unit_add(A, D->db, g->id, arena_printf(A, "执法%d大队", n + 1), "", &unit);

	if (e == OK)
		e = fields_person(g, unit, arena_printf(A, "head%d", n + 1), "unit_head", &g->unit[n].head);
	for (i = 0; e == OK && i < DEMO_OFFICERS; i++) {
		e = fields_person(g, unit, arena_printf(A, "officer%d", n * DEMO_OFFICERS + i + 1), "officer",
		    &g->unit[n].officer[i]);
		if (e == OK)
			e = people_actor_load(A, D->db, g->unit[n].officer[i], &actor);
		if (e == OK)
			g->unit[n].officer_ref[i] = actor.ref;
	}
	return e;
}

/* The causes of another field under names of their own. */
static enum err
fields_causes(struct db *db, const char *code, const char *field)
{
	return DB_EXEC(A, db,
	    "with made as (insert into xz.law_cause (code, name, name_en, field, matter_id, harm, valid_from)"
	    " select $1 || code, name, name_en, $2, matter_id, harm, valid_from from xz.law_cause where field ="
	    " '城市管理' and valid_to is null and valid_from <= '2022-01-01' order by code limit 8 returning id, code)"
	    " insert into xz.law_cause_article (cause_id, role, law_id, article, suffix, para, item)"
	    " select made.id, r.role, r.law_id, r.article, r.suffix, r.para, r.item from made join xz.law_cause c"
	    " on $1 || c.code = made.code join xz.law_cause_article r on r.cause_id = c.id",
	    DB_TEXT(code), DB_TEXT(field));
}

static enum err
fields_agency(struct db *db, int n)
{
	struct demo_agency *g = &fields_more[n];
	struct people_agency_new new = { .code = fields_new[n].code, .name = fields_new[n].name,
	    .short_name = fields_new[n].name, .number_word = arena_printf(A, "衡%s", fields_new[n].code),
	    .kind = "organ", .region = "430400", .field = fields_new[n].field,
	    .power_source = "法律、法规、规章规定的职权", .address = "衡阳市（测试地址）", .telephone = "0734-0000000",
	    .duties_text = "试验", .pay_bank = "演示银行", .pay_place = "演示银行各网点",
	    .review_body = "衡阳市人民政府", .court = "衡阳市蒸湘区人民法院" };
	struct people_actor actor;
	int i;
	enum err e = people_agency_add(A, db, &new, &g->id);

	g->code = new.code;
	g->field = new.field;
	g->name = new.name;
	for (i = 0; e == OK && i < DEMO_UNITS; i++)
		e = fields_unit(g, i);
	if (e == OK)
		e = fields_person(g, 0, "chief", "agency_head", &g->head);
	if (e == OK)
		e = fields_person(g, 0, "intake", "intake", &g->intake);
	for (i = 0; e == OK && i < 2; i++)
		e = fields_person(g, 0, arena_printf(A, "reviewer%d", i + 1), "reviewer", &g->reviewer[i]);
	if (e == OK)
		e = fields_person(g, 0, "chair", "chair", &g->chair);
	if (e == OK)
		e = fields_person(g, 0, "publisher", "publisher", &g->publisher);
	if (e == OK)
		e = fields_person(g, 0, "archivist", "archivist", &g->archivist);
	if (e == OK)
		e = people_actor_load(A, db, g->chair, &actor);
	g->chair_ref = actor.ref;
	return e == OK ? fields_causes(db, g->code, g->field) : e;
}

static enum err
fields_fn(struct arena *a, struct db *db, void *ctx)
{
	int i;
	enum err e = OK;

	(void)a;
	(void)ctx;
	for (i = 0; e == OK && i < FIELDS_MORE; i++)
		e = fields_agency(db, i);
	return e;
}

/* A setup of play_group(). */
static int
fields_make(void **state)
{
	(void)state;
	must(db_tx_run(A, D->db, NULL, fields_fn, NULL, NULL));
	return 0;
}
#endif
