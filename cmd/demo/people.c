/* people.c - the demo's agencies and everybody who works in them; writes demo-accounts.csv. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/demo/demo.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"
#include "lib/sec/password.h"
#include "lib/sec/sec.h"

#define DEMO_PASSWORD "Hengyang-2026"	/* of every demo account; the one-time code differs */

struct office {
	const char *code, *name, *short_name, *name_en, *word, *field, *unit[DEMO_UNITS];
};
static const struct office offices[DEMO_AGENCIES] = {
	{ .code = "sj", .name = "衡阳市市场监督管理局", .short_name = "市市场监管局",
	    .name_en = "Hengyang Administration for Market Regulation", .word = "衡市监", .field = "市场监管",
	  .unit = { "执法一大队", "执法三大队" } },
	{ .code = "hj", .name = "衡阳市生态环境局", .short_name = "市生态环境局",
	    .name_en = "Hengyang Ecology and Environment Bureau", .word = "衡环", .field = "生态环境",
	  .unit = { "执法支队一大队", "执法支队二大队" } },
	{ .code = "yj", .name = "衡阳市应急管理局", .short_name = "市应急管理局",
	    .name_en = "Hengyang Emergency Management Bureau", .word = "衡应急", .field = "应急管理",
	  .unit = { "工贸执法大队", "危化执法大队" } },
	{ .code = "jt", .name = "衡阳市交通运输局", .short_name = "市交通运输局",
	    .name_en = "Hengyang Transport Bureau", .word = "衡交", .field = "交通运输",
	    .unit = { "执法支队公路大队", "执法支队运管大队" } },
	{ .code = "cg", .name = "衡阳市城市管理和综合执法局", .short_name = "市城管局",
	    .name_en = "Hengyang Urban Management Bureau", .word = "衡城管", .field = "城市管理",
	  .unit = { "执法支队直属大队", "执法支队机动大队" } },
};

struct making {
	struct demo *d;
	struct str csv;
	const char *hash;
	int64_t by;
	int named, certified;
};

/* Officers' names are none of the parties' (other surnames). */
static const char *
officer_name(struct arena *a, struct making *k)
{
	static const char *const surname[] = { "李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙" };
	static const char *const given[] = { "卫东", "海燕", "建平", "志强", "瑶", "敏", "立新", "晓峰", "文静", "国华",
	    "雪梅", "永刚", "思远", "丽娟", "振宇", "春燕", "浩", "佳宁" };
	int n = k->named++;

	return arena_printf(a, "%s%s", surname[n * 5 % 12], given[(n * 7 + n / 12) % 18]);
}

static enum err
account(struct arena *a, struct making *k, const char *username, const char *name, int64_t officer, int64_t agency,
    int64_t unit, const char *duties, const char *agency_name, int64_t *id)
{
	struct people_account_new n = { username, name, officer, agency, unit };
	unsigned char secret[TOTP_SECRET_SIZE];
	const char *p = duties, *end;
	struct db *db = k->d->db;
	enum err e = people_account_add(a, db, &n, id);

	random_bytes(secret, sizeof(secret));
	if (e == OK)
		e = people_password_put(a, db, *id, k->hash);
	if (e == OK)
		e = people_totp_set(a, db, *id, secret, sizeof(secret));
	for (; e == OK && *p != '\0'; p = *end == ';' ? end + 1 : end) {
		end = p + strcspn(p, ";");
		e = people_duty_grant(a, db, *id, arena_strndup(a, p, (size_t)(end - p)), time_day(k->d->now), k->by);
	}
	str_printf(&k->csv, "%s,%s,%s,%s,%s\n", username, DEMO_PASSWORD, base32_encode(a, secret, sizeof(secret)),
	    duties, agency_name);
	wipe(secret, sizeof(secret));
	return e;
}

static enum err
officer(struct arena *a, struct making *k, int64_t agency, int64_t unit, const char *field, const char *kind,
    bool qualified, const char **name, int64_t *id)
{
	struct people_officer_new n = { .agency = agency, .unit = unit, .kind = "formal", .law_qualified = qualified };
	struct people_certificate_new c = { .kind = kind, .field = field, .region = "430400",
	    .valid_from = day_add_months(time_day(k->d->now), -14),
	    .valid_to = day_add_months(time_day(k->d->end), 20) };
	int64_t certificate;
	enum err e;

	*name = officer_name(a, k);
	n.name = *name;
	c.no = arena_printf(a, "ZF-4304-%03d", ++k->certified);
	e = people_officer_add(a, k->d->db, &n, id);
	return e == OK ? people_certificate_add(a, k->d->db, *id, &c, &certificate) : e;
}

/* One person with a certificate and an account. */
static enum err
person(struct arena *a, struct making *k, const struct office *o, int64_t agency, int64_t unit, const char *suffix,
    const char *duties, bool qualified, int64_t *id)
{
	bool chair = strcmp(duties, "chair") == 0;
	const char *name = NULL;
	int64_t who = 0;
	enum err e = officer(a, k, agency, unit, chair ? "综合" : o->field, chair ? "hearing" : "enforcement",
	    qualified, &name, &who);

	return e == OK ? account(a, k, arena_printf(a, "%s.%s", o->code, suffix), name, who, agency, unit, duties,
	    o->short_name, id) : e;
}

static enum err
unit(struct arena *a, struct making *k, const struct office *o, int64_t agency, int n, struct demo_unit *out)
{
	struct people_actor actor;
	int64_t id = 0;
	int i;
	enum err e = people_unit_add(a, k->d->db, agency, o->unit[n], "", &id);

	if (e == OK)
		e = person(a, k, o, agency, id, arena_printf(a, "head%d", n + 1), "unit_head", false, &out->head);
	for (i = 0; e == OK && i < DEMO_OFFICERS; i++) {
		e = person(a, k, o, agency, id, arena_printf(a, "officer%d", n * DEMO_OFFICERS + i + 1),
		    "officer", false, &out->officer[i]);
		if (e == OK)
			e = people_actor_load(a, k->d->db, out->officer[i], &actor);
		if (e == OK)
			out->officer_ref[i] = actor.ref;
	}
	return e;
}

static enum err
agency(struct arena *a, struct making *k, const struct office *o, int64_t parent, struct demo_agency *out)
{
	struct people_agency_new n = { .code = o->code, .name = o->name, .short_name = o->short_name,
	    .name_en = o->name_en, .number_word = o->word, .kind = "organ", .region = "430400", .field = o->field,
	    .parent = parent, .power_source = "法律、法规、规章规定的职权", .address = "衡阳市华新开发区（演示地址）",
	    .telephone = "0734-0000000",
	    .duties_text = arena_printf(a, "负责全市%s领域的行政检查、行政处罚和行政强制。", o->field),
	    .pay_bank = "演示银行衡阳分行营业部",
	    .pay_place = "衡阳市解放大道（演示地址）；该行各网点、网上银行和手机银行凭缴款码办理",
	    .review_body = "衡阳市人民政府", .court = "衡阳市蒸湘区人民法院" };
	struct people_actor actor;
	int i;
	enum err e = people_agency_add(a, k->d->db, &n, &out->id);

	out->code = o->code;
	out->field = o->field;
	out->name = o->name;
	for (i = 0; e == OK && i < DEMO_UNITS; i++)
		e = unit(a, k, o, out->id, i, &out->unit[i]);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "chief", "agency_head", false, &out->head);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "intake", "intake", false, &out->intake);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "reviewer1", "reviewer", true, &out->reviewer[0]);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "reviewer2", "reviewer", true, &out->reviewer[1]);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "chair", "chair", true, &out->chair);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "publisher", "publisher", false, &out->publisher);
	if (e == OK)
		e = person(a, k, o, out->id, 0, "archivist", "archivist", false, &out->archivist);
	if (e == OK)
		e = people_actor_load(a, k->d->db, out->chair, &actor);
	if (e == OK)
		out->chair_ref = actor.ref;
	return e;
}

/* The city's own: supervision, coordination, the three administrators. */
static enum err
city(struct arena *a, struct making *k, int64_t *parent)
{
	static const struct people_agency_new government = { .code = "hy", .name = "衡阳市人民政府",
	    .short_name = "市政府", .name_en = "Hengyang People's Government", .number_word = "衡府",
	    .kind = "government", .region = "430400" };
	struct people_agency_new justice = { .code = "sf", .name = "衡阳市司法局", .short_name = "市司法局", .name_en =
	    "Hengyang Justice Bureau", .number_word = "衡司", .kind = "supervisor", .region = "430400" };
	int64_t sf = 0, id;
	enum err e = people_agency_add(a, k->d->db, &government, parent);

	/* the supervisor reads the agencies below their own in the tree */
	justice.parent = *parent;
	if (e == OK)
		e = people_agency_add(a, k->d->db, &justice, &sf);
	if (e == OK)
		e = account(a, k, "supervisor1", officer_name(a, k), 0, sf, 0, "supervisor", "市司法局",
		    &k->d->supervisor);
	if (e == OK)
		e = account(a, k, "coordinator1", officer_name(a, k), 0, sf, 0, "coordinator", "市司法局",
		    &k->d->coordinator);
	if (e == OK)
		e = account(a, k, "sysadmin", "系统管理员", 0, 0, 0, "sysadmin", "", &id);
	if (e == OK)
		e = account(a, k, "secadmin", "安全管理员", 0, 0, 0, "secadmin", "", &id);
	if (e == OK)
		e = account(a, k, "auditadmin", "审计管理员", 0, 0, 0, "auditadmin", "", &id);
	*parent = sf;
	return e;
}

/* Supervision is of two, and agreed to by the head of the body; behind everybody else, whose names stay theirs. */
static enum err
supervision(struct arena *a, struct making *k, int64_t justice)
{
	enum err e = account(a, k, "supervisor2", officer_name(a, k), 0, justice, 0, "supervisor", "市司法局",
	    &k->d->supervisor2);

	return e == OK ? account(a, k, "sf.chief", officer_name(a, k), 0, justice, 0, "agency_head", "市司法局",
	    &k->d->justice_head) : e;
}

static enum err
people_fn(struct arena *a, struct db *db, void *ctx)
{
	struct making *k = ctx;
	int64_t parent = 0;
	int i;
	enum err e = people_service(a, db, "xz-cli", &k->by);

	if (e == OK)
		e = city(a, k, &parent);
	for (i = 0; e == OK && i < DEMO_AGENCIES; i++)
		e = agency(a, k, &offices[i], parent, &k->d->agency[i]);
	for (i = 0; e == OK && i < DEMO_AGENCIES; i++)
		e = account(a, k, arena_printf(a, "%s.coordinator", offices[i].code), officer_name(a, k), 0,
		    k->d->agency[i].id, 0, "coordinator", offices[i].short_name, &k->d->agency[i].coordinator);
	return e == OK ? supervision(a, k, parent) : e;
}

static enum err
write_csv(struct demo *d, const struct str *text)
{
	const char *path = arena_printf(d->arena, "%s/demo-accounts.csv", d->state);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write(fd, text->s, text->len) == (ssize_t)text->len;

	if (fd < 0 || close(fd) != 0 || !ok)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return OK;
}

enum err
demo_people(struct demo *d)
{
	struct making k = { .d = d };
	char *hash;
	enum err e = password_hash(d->arena, "argon2id", DEMO_PASSWORD, &hash);

	str_init(&k.csv, d->arena);
	str_add(&k.csv, "username,password,totp_secret,duties,agency\n");
	k.hash = hash;
	if (e == OK)
		e = db_tx_run(d->arena, d->db, NULL, people_fn, &k, NULL);
	return e == OK ? write_csv(d, &k.csv) : e;
}
