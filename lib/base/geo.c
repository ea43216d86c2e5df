/* geo.c - see geo.h. */
#include "lib/base/geo.h"

#include <math.h>

#define EARTH_M 6371000.0
#define DEGREES (3.14159265358979323846 / 180.0)

int64_t
geo_metres(double lat1, double lon1, double lat2, double lon2)
{
	double s = sin((lat2 - lat1) * DEGREES / 2), t = sin((lon2 - lon1) * DEGREES / 2);
	double h = s * s + cos(lat1 * DEGREES) * cos(lat2 * DEGREES) * t * t;

	return (int64_t)(2 * EARTH_M * asin(sqrt(h < 1 ? h : 1)) + 0.5);
}
