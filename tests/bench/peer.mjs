// peer.mjs - what the decision page is measured against: fastify 4 and pg, two workers, prepared
// statements, the same HTML from the same one look-up by primary key; pieces and escaping made beforehand.
//   node peer.mjs PORT CONNINFO_HOST CONNINFO_PORT DATABASE PAGE_FILE
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);	// its packages lie in the folder it is started in
const fastify = require('fastify'), pg = require('pg');
const [port, host, pgPort, database, pageFile] = process.argv.slice(2);

const decision = `select p.version, p.number, p.agency_ref, p.agency_name, p.party_code, p.party_name, p.published_at,
	encode(p.sha256, 'hex') as sha256 from xz.disclosure_public p where p.decision_ref = $1
	and p.state = 'published'`;
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function uuidOf(ref) {
	let n = 0n;
	for (const c of ref) {
		const d = digits.indexOf(c);
		if (d < 0) return null;
		n = n * 32n + BigInt(d);
	}
	return n < 1n << 128n ? n.toString(16).padStart(32, '0') : null;
}

const unsafe = /[&<>"']/, entity = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (s) => (unsafe.test(s) ? s.replace(/[&<>"']/g, (c) => entity[c]) : s);

// The page as it was answered, cut where the fields of the row stand in it.
function compile(page, row) {
	let parts = [page];
	for (const name of ['number', 'agency_name', 'party_name', 'party_code'])
		if (row[name])
			parts = parts.flatMap((p) => (typeof p === 'string'
				? p.split(escape(row[name])).flatMap((q, i) => (i > 0 ? [{ name }, q] : [q])) : [p]));
	return (r) => {
		let out = '';
		for (const p of parts) out += typeof p === 'string' ? p : escape(r[p.name] ?? '');
		return out;
	};
}

async function serve() {
	const pool = new pg.Pool({ host, port: Number(pgPort), database, user: 'xz_portal', max: 4 });
	const app = fastify({ logger: false });
	const page = readFileSync(pageFile, 'utf8');
	let render = null;

	app.get('/decisions/:ref', async (rq, reply) => {
		const ref = uuidOf(rq.params.ref);
		if (ref === null) return reply.code(404).send('');
		const { rows } = await pool.query({ name: 'decision', text: decision, values: [ref] });
		if (rows.length === 0) return reply.code(404).send('');
		render ??= compile(page, rows[0]);
		reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'public, max-age=1');
		return render(rows[0]);
	});
	await app.listen({ port: Number(port), host: '127.0.0.1' });
}

if (cluster.isPrimary) {
	cluster.fork();
	cluster.fork();
} else {
	await serve();
}
