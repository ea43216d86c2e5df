/* day.c - see day.h. */
#include "lib/base/day.h"

#include <stdio.h>
#include <string.h>

#define OFFSET_US (8 * HOUR_US)

/* Days since 1970-01-01 of a proleptic Gregorian date, counted in 400-year
 * eras that begin on 1 March so that the leap day is an era's last day. */
int32_t
day_of(int year, int month, int mday)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void
day_parts(int32_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp + (mp < 10 ? 3 : -9);
	*year = yoe + era * 400 + (*month <= 2);
}

int
day_weekday(int32_t day)
{
	int w = (day + 3) % 7;		/* 1970-01-01 was a Thursday */

	return (w < 0 ? w + 7 : w) + 1;
}

static int
digits(const char *p, int n)
{
	int v = 0;

	for (; n > 0; n--, p++) {
		if (*p < '0' || *p > '9')
			return -1;
		v = v * 10 + (*p - '0');
	}
	return v;
}

static bool
date_at(const char *p, int32_t *out)
{
	int y = digits(p, 4), m, d, y2, m2, d2;

	if (y < 1900 || y > 2199 || p[4] != '-')
		return false;
	m = digits(p + 5, 2);
	if (m < 1 || m > 12 || p[7] != '-')
		return false;
	d = digits(p + 8, 2);
	if (d < 1 || d > 31)
		return false;
	*out = day_of(y, m, d);
	day_parts(*out, &y2, &m2, &d2);
	return y2 == y && m2 == m && d2 == d;
}

bool
day_parse(const char *text, int32_t *out)
{
	int32_t day;

	if (text == NULL || strlen(text) != 10 || !date_at(text, &day))
		return false;
	*out = day;
	return true;
}

void
day_text(int32_t day, char out[DAY_TEXT_SIZE])
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	(void)snprintf(out, DAY_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)y % 10000U,
	    (unsigned)m % 100U, (unsigned)d % 100U);
}

int32_t
day_add_months(int32_t day, int n)
{
	int y, m, d, y2, m2, d2;
	int32_t out;

	day_parts(day, &y, &m, &d);
	m += n - 1;
	y += m >= 0 ? m / 12 : (m - 11) / 12;
	m = (m % 12 + 12) % 12 + 1;
	for (;; d--) {
		out = day_of(y, m, d);
		day_parts(out, &y2, &m2, &d2);
		if (m2 == m)
			return out;
	}
}

/* Reads "[.ffffff](Z|+HH:MM|-HH:MM)" or nothing (then +08:00). */
static bool
zone_at(const char *p, int64_t *fraction_us, int64_t *offset_us)
{
	int64_t unit = SECOND_US / 10;
	int h, m;

	*fraction_us = 0;
	*offset_us = OFFSET_US;
	if (*p == '.') {
		if (digits(++p, 1) < 0)
			return false;
		for (; digits(p, 1) >= 0; p++, unit /= 10)
			*fraction_us += digits(p, 1) * unit;
	}
	if (*p == '\0')
		return true;
	if (strcmp(p, "Z") == 0) {
		*offset_us = 0;
		return true;
	}
	if ((*p != '+' && *p != '-') || strlen(p) != 6 || p[3] != ':')
		return false;
	h = digits(p + 1, 2);
	m = digits(p + 4, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*offset_us = (h * 60 + m) * 60 * SECOND_US * (*p == '-' ? -1 : 1);
	return true;
}

bool
time_parse(const char *text, int64_t *out_us)
{
	int64_t fraction, offset;
	const char *p;
	int32_t day;
	int h, m, s = 0;

	if (text == NULL || strnlen(text, 40) < 16 || strnlen(text, 41) > 40)
		return false;
	if (!date_at(text, &day) || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
		return false;
	h = digits(text + 11, 2);
	m = digits(text + 14, 2);
	p = text + 16;
	if (*p == ':') {
		s = digits(p + 1, 2);
		if (s < 0)
			return false;
		p += 3;
	}
	if (h < 0 || h > 23 || m < 0 || m > 59 || s > 59 || !zone_at(p, &fraction, &offset))
		return false;
	*out_us = day * DAY_US + ((h * 60 + m) * 60 + s) * SECOND_US + fraction - offset;
	return true;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t
time_day(int64_t us)
{
	return (int32_t)floor_div(us + OFFSET_US, DAY_US);
}

int64_t
time_of_day(int32_t day, int hour, int minute)
{
	return day * DAY_US + (hour * 60 + minute) * 60 * SECOND_US - OFFSET_US;
}

int
time_minute(int64_t us)
{
	int64_t local = us + OFFSET_US;

	return (int)((local - floor_div(local, DAY_US) * DAY_US) / (60 * SECOND_US));
}

void
time_text(int64_t us, char out[TIME_TEXT_SIZE])
{
	char day[DAY_TEXT_SIZE];
	int64_t s = floor_div(us + OFFSET_US, SECOND_US);
	unsigned in_day = (unsigned)(s - floor_div(s, 86400) * 86400);

	day_text((int32_t)floor_div(s, 86400), day);
	(void)snprintf(out, TIME_TEXT_SIZE, "%sT%02u:%02u:%02u+08:00", day,
	    in_day / 3600 % 100, in_day / 60 % 60, in_day % 60);
}
