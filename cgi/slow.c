/* slow.c - the desk's pool for slow work: uploads, evidence files and the page of an evidence item, papers as files and
 * their seals.  The same boundary as
 * the desk's (user, role, session), with workers and a socket of its own, so that a long film keeps nobody waiting. */
#include "cgi/slow.h"

#include <stdio.h>

#include "cgi/common/health.h"
#include "cgi/common/keys.h"
#include "cgi/desk.h"
#include "cgi/paper/document.h"
#include "lib/base/conf.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"
#include "lib/paper/paper.h"
#include "lib/paper/rendition.h"
#include "lib/people/job.h"
#include "lib/record/record.h"

static const struct route *const tables[] = {
	health_routes,
	upload_routes,
	evidence_routes,
	evidence_inspection_routes,
	bundle_routes,
	document_file_routes,
	document_seal_routes,
	NULL
};

static char thumb[4096], paper[4096];

static void
start(const struct conf *c)
{
	record_use_key(key_of("identity"));
	job_use_key(key_of("identity"));
	evidence_store_use(conf_text(c, "evidence", NULL), key_of("evidence"));
	evidence_spool_use(conf_text(c, "spool", NULL), key_of("evidence"));
	(void)snprintf(thumb, sizeof(thumb), "%s/bin/xiezhi-thumb", conf_text(c, "app", "."));
	evidence_picture_use(thumb);
	(void)snprintf(paper, sizeof(paper), "%s/bin/xiezhi-paper", conf_text(c, "app", "."));
	paper_use(paper);
	paper_use_seals(conf_text(c, "seals", NULL));
	document_use_address(conf_text(c, "public_url", "http://localhost"));
}

static const char *const templates[] = { "evidence", "bundle", "document", NULL };

const struct program xz_program = { .name = "slow", .templates = templates, .cookie_path = "/desk", .tables = tables,
    .frame = desk_menu, .start = start,
    .background = job_background };
