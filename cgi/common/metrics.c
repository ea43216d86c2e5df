/* metrics.c - see metrics.h. */
#include "cgi/common/metrics.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#define BUCKETS 9

static const int64_t bound_us[BUCKETS] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000, 500000, 2000000 };

struct metrics {
	_Atomic uint64_t by_class[6];	/* 1xx .. 5xx; 0: other */
	_Atomic uint64_t bucket[BUCKETS + 1];
	_Atomic uint64_t sum_us, workers;
};

static struct metrics *shared;

enum err
metrics_open(void)
{
	void *p = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return err_set(ERR_IO, "metrics: %s", strerror(errno));
	shared = p;
	return OK;
}

void
metrics_request(int status, int64_t us)
{
	int i = 0;

	if (shared == NULL)
		return;
	while (i < BUCKETS && us > bound_us[i])
		i++;
	atomic_fetch_add(&shared->by_class[status >= 100 && status < 600 ? status / 100 : 0], 1);
	atomic_fetch_add(&shared->bucket[i], 1);
	atomic_fetch_add(&shared->sum_us, (uint64_t)us);
}

void
metrics_worker_started(void)
{
	if (shared != NULL)
		atomic_fetch_add(&shared->workers, 1);
}

void
metrics_text(struct str *out, const char *program)
{
	uint64_t total = 0;
	int i;

	if (shared == NULL)
		return;
	str_add(out, "# HELP xiezhi_requests_total Requests answered, by class of status.\n"
	    "# TYPE xiezhi_requests_total counter\n");
	for (i = 1; i < 6; i++)
		str_printf(out, "xiezhi_requests_total{program=\"%s\",class=\"%dxx\"} %" PRIu64 "\n",
		    program, i, atomic_load(&shared->by_class[i]));
	str_add(out, "# HELP xiezhi_request_seconds Time from head to answer.\n"
	    "# TYPE xiezhi_request_seconds histogram\n");
	for (i = 0; i <= BUCKETS; i++) {
		total += atomic_load(&shared->bucket[i]);
		if (i < BUCKETS)
			str_printf(out, "xiezhi_request_seconds_bucket{program=\"%s\",le=\"%g\"} %" PRIu64 "\n",
			    program, (double)bound_us[i] / 1e6, total);
	}
	str_printf(out, "xiezhi_request_seconds_bucket{program=\"%s\",le=\"+Inf\"} %" PRIu64 "\n", program, total);
	str_printf(out, "xiezhi_request_seconds_sum{program=\"%s\"} %.6f\n", program,
	    (double)atomic_load(&shared->sum_us) / 1e6);
	str_printf(out, "xiezhi_request_seconds_count{program=\"%s\"} %" PRIu64 "\n", program, total);
	str_add(out, "# HELP xiezhi_workers_started_total Workers made since the start, with those that "
	    "took the place of another.\n# TYPE xiezhi_workers_started_total counter\n");
	str_printf(out, "xiezhi_workers_started_total{program=\"%s\"} %" PRIu64 "\n", program,
	    atomic_load(&shared->workers));
}
