/* geo.h - positions in degrees (WGS 84). */
#ifndef LIB_BASE_GEO_H
#define LIB_BASE_GEO_H
#include <stdint.h>

/* Metres between two points along the sphere of the Earth's mean radius: right to half a percent. */
int64_t geo_metres(double lat1, double lon1, double lat2, double lon2);
#endif
