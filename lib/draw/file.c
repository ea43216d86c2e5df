/* file.c - see file.h. */
#include "lib/draw/file.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"

static json_t *
hex(const unsigned char digest[32])
{
	char text[65];

	str_hex(digest, 32, text);
	return json_string(text);
}

static json_t *
at(int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	return json_string(text);
}

/* Taken over, as the file has it: one space a level, LF at the end. */
static const char *
file_text(struct arena *a, json_t *j)
{
	char *text = json_dumps(j, JSON_INDENT(1));
	const char *out;

	if (text == NULL)
		abort();
	out = arena_printf(a, "%s\n", text);
	free(text);
	json_decref(j);
	return out;
}

static bool
id_ok(const char *id)
{
	size_t n = strlen(id);

	return n >= 1 && n <= DRAW_ID_MAX &&
	    strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

const char *
draw_announcement_fault(const struct draw_announcement *n)
{
	int i, sum = 0;

	if (!id_ok(n->draw_id))
		return "id";
	if (str_empty(n->title) || str_empty(n->agency))
		return "title";
	if (n->reveal_by <= n->announced_at)
		return "times";
	if (n->stratum_n < 1)
		return "strata";
	for (i = 0; i < n->stratum_n; i++) {
		if (!draw_field_ok(n->stratum[i].key, strlen(n->stratum[i].key), DRAW_ID_MAX) ||
		    n->stratum[i].pool < 1 || (i > 0 && strcmp(n->stratum[i - 1].key, n->stratum[i].key) >= 0))
			return "strata";
		if (n->stratum[i].quota < 0 || n->stratum[i].quota > n->stratum[i].pool)
			return "quota";
	}
	for (i = 0; i < n->unit_n; i++)
		sum += n->unit[i].min;
	if (n->team_size < 1 || n->team_size > DRAW_TEAM_MAX || sum > n->team_size)
		return "team";
	if (strcmp(n->contributions, "beacon") == 0
	    ? n->pledges || n->beacon == NULL || !draw_field_ok(n->beacon, strlen(n->beacon), DRAW_ID_MAX - 7)
	    : n->beacon != NULL || (n->pledges && strcmp(n->contributions, "witness") != 0))
		return "beacon";
	return n->after_visits && n->publish_by <= n->reveal_by ? "publish_by" : NULL;
}

const char *
draw_announcement_json(struct arena *a, const struct draw_announcement *n)
{
	json_t *strata = json_array(), *units = json_object(), *j;
	int i;

	for (i = 0; i < n->stratum_n; i++)
		json_array_append_new(strata, json_pack("{s:s,s:s,s:I,s:I}", "key", n->stratum[i].key, "name",
		    n->stratum[i].name, "pool", (json_int_t)n->stratum[i].pool, "quota",
		    (json_int_t)n->stratum[i].quota));
	for (i = 0; i < n->unit_n; i++)
		json_object_set_new(units, n->unit[i].unit, json_integer(n->unit[i].min));
	j = json_pack("{s:s,s:s,s:s,s:s,s:o,s:o,s:o,s:{s:i,s:o},s:{s:o,s:o,s:o},s:s}", "algorithm", "xz-draw-1",
	    "draw_id", n->draw_id, "title", n->title, "agency", n->agency, "announced_at", at(n->announced_at),
	    "reveal_by", at(n->reveal_by), "strata", strata, "team", "size", n->team_size, "per_unit", units, "files",
	    "objects.tsv", hex(n->objects), "officers.tsv", hex(n->officers), "avoid.tsv", hex(n->avoid),
	    "publication", n->after_visits ? "after-visits" : "at-draw");
	if (n->after_visits)
		json_object_set_new(j, "publish_by", at(n->publish_by));
	json_object_set_new(j, "contributions", json_string(n->contributions));
	json_object_set_new(j, "pledges", json_boolean(n->pledges));
	if (n->beacon != NULL)
		json_object_set_new(j, "beacon", json_string(n->beacon));
	json_object_set_new(j, "commitment", hex(n->commitment));
	return file_text(a, j);
}

void
draw_object_line(struct str *s, const char *stratum, const char *object)
{
	str_add(s, stratum);
	str_addc(s, '\t');
	str_add(s, object);
	str_addc(s, '\n');
}

void
draw_officer_line(struct str *s, const char *id, const char *unit)
{
	draw_object_line(s, id, unit);
}

void
draw_avoid_line(struct str *s, const char *object, const char *officer)
{
	draw_object_line(s, object, officer);
}

static void
numbered(struct str *s, int n, const char *name, const void *bytes, size_t len)
{
	char *text = arena_alloc(s->arena, 2 * len + 1);

	str_hex(bytes, len, text);
	str_printf(s, "%d\t%s\t%s\n", n, name, text);
}

void
draw_pledge_line(struct str *s, int n, const char *name, const unsigned char pledge[32])
{
	numbered(s, n, name, pledge, 32);
}

void
draw_value_line(struct str *s, int n, const char *name, const void *value, size_t value_n)
{
	numbered(s, n, name, value, value_n);
}

void
draw_beacon_line(struct str *s, const char *beacon, const char *value)
{
	numbered(s, 1, arena_printf(s->arena, "beacon:%s", beacon), value, strlen(value));
}

static json_t *
team_json(const char *const *team, int n)
{
	json_t *out = json_array();
	int i;

	for (i = 0; i < n; i++)
		json_array_append_new(out, json_string(team[i]));
	return out;
}

const char *
draw_result_json(struct arena *a, const struct draw_result *r)
{
	json_t *selected = json_array(), *one;
	int i;

	for (i = 0; i < r->pick_n; i++) {
		const struct draw_pick *p = &r->pick[i];

		one = json_pack("{s:s,s:s,s:o,s:o}", "object", p->object, "stratum", p->stratum, "score", hex(p->score),
		    "team", team_json(p->team, p->team_n));
		if (p->unassigned != NULL)
			json_object_set_new(one, "unassigned", json_string(p->unassigned));
		json_array_append_new(selected, one);
	}
	return file_text(a, json_pack("{s:s,s:o,s:o,s:o,s:o,s:o,s:o}", "draw_id", r->draw_id, "announcement_sha256",
	    hex(r->announcement), "contributions_sha256", hex(r->contributions), "secret", hex(r->secret), "seed",
	    hex(r->seed), "selected", selected, "drawn_at", at(r->drawn_at)));
}

const char *
draw_substitution_line(struct arena *a, const struct draw_substitution *s)
{
	json_t *j = json_pack("{s:i,s:s,s:s,s:s,s:o,s:o,s:s,s:o}", "n", s->n, "kind", s->officer ? "officer" : "object",
	    "for", s->object, "out", s->out, "in", s->in != NULL ? json_string(s->in) : json_null(), "team",
	    team_json(s->team, s->team_n), "reason", s->reason, "at", at(s->at));

	return json_text_of(a, j);
}
