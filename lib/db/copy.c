/* copy.c - rows as they stream out of COPY BINARY. */
#include <string.h>

#include "lib/db/conn.h"

static const char signature[11] = "PGCOPY\n\377\r\n";

struct reading {
	const unsigned char *p;
	size_t left;
};

static bool
take_number(struct reading *r, int bytes, int64_t *out)
{
	uint32_t v = 0;
	int i;

	if (r->left < (size_t)bytes)
		return false;
	for (i = 0; i < bytes; i++)
		v = v << 8 | r->p[i];
	r->p += bytes;
	r->left -= (size_t)bytes;
	*out = bytes == 2 ? (int64_t)(int16_t)v : (int64_t)(int32_t)v;
	return true;
}

static bool
take_header(struct reading *r)
{
	int64_t flags, extra;

	if (r->left < sizeof(signature) || memcmp(r->p, signature, sizeof(signature)) != 0)
		return false;
	r->p += sizeof(signature);
	r->left -= sizeof(signature);
	if (!take_number(r, 4, &flags) || !take_number(r, 4, &extra) || extra < 0 || (size_t)extra > r->left)
		return false;
	r->p += extra;
	r->left -= (size_t)extra;
	return true;
}

/* One message holds whole rows only; -1 instead of a number of fields ends the stream. */
static enum err
take_rows(struct reading *r, db_copy_fn fn, void *ctx)
{
	struct db_field field[DB_COPY_FIELDS];
	int64_t n, len;
	int i;
	enum err e;

	while (r->left > 0) {
		if (!take_number(r, 2, &n) || n > DB_COPY_FIELDS)
			return err_set(ERR_DB, "copy: malformed row");
		if (n < 0)
			return OK;
		for (i = 0; i < (int)n; i++) {
			if (!take_number(r, 4, &len) || (len >= 0 && (size_t)len > r->left))
				return err_set(ERR_DB, "copy: malformed field");
			field[i] = (struct db_field){ .bytes = len < 0 ? NULL : (const char *)r->p,
			    .n = len < 0 ? 0 : (size_t)len };
			r->p += field[i].n;
			r->left -= field[i].n;
		}
		e = fn(field, (int)n, ctx);
		if (e != OK)
			return e;
	}
	return OK;
}

static enum err
drain(struct db *db, enum err e)
{
	PGresult *res;

	while ((res = PQgetResult(db->conn)) != NULL) {
		if (PQresultStatus(res) != PGRES_COMMAND_OK && e == OK)
			e = conn_failed(db, res, "copy out");
		PQclear(res);
	}
	return e;
}

enum err
db_copy_out(struct db *db, const char *sql, db_copy_fn fn, void *ctx)
{
	PGresult *res = PQexec(db->conn, sql);
	bool first = true;
	char *bytes;
	int n;
	enum err e = PQresultStatus(res) == PGRES_COPY_OUT ? OK : conn_failed(db, res, sql);

	PQclear(res);
	if (e != OK)
		return e;
	/* read to its end even after an error: the connection is used again */
	while ((n = PQgetCopyData(db->conn, &bytes, 0)) > 0) {
		struct reading r = { .p = (const unsigned char *)bytes, .left = (size_t)n };

		if (e == OK && first && !take_header(&r))
			e = err_set(ERR_DB, "copy: not in binary format");
		first = false;
		if (e == OK)
			e = take_rows(&r, fn, ctx);
		PQfreemem(bytes);
	}
	if (n == -2 && e == OK)
		e = conn_failed(db, NULL, "copy out");
	return drain(db, e);
}
