// granted.mjs - rights to write that no statement of a role's programs needs: each is one that a program taken over
// would have for nothing.  What a statement needs PostgreSQL says itself, in its parse tree.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStore } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const store = ownStore('granted', 'empty'), folder = mkdtempSync(join(process.env.XZ_TEST, 'granted.'));
const psql = (text, shown = '') => execFileSync('bash', ['-c',
	`psql -X -q -t -A -f - '${store} user=postgres' ${shown}`],
{ encoding: 'utf8', input: text, maxBuffer: 1 << 30 });
const rows = (text) => psql(text).split('\n').filter((l) => l !== '').map((l) => l.split('|'));
const programs = { 'xiezhi-desk': 'xz_desk', 'xiezhi-slow': 'xz_slow', 'xiezhi-portal': 'xz_portal',
	'xiezhi-exchange': 'xz_exchange', xiezhid: 'xz_daemon' };
const names = new Map(rows(`select a.attrelid || '.' || a.attnum, c.relname || '.' || a.attname from pg_attribute a
	join pg_class c on c.oid = a.attrelid where c.relnamespace = 'xz'::regnamespace and a.attnum > 0
	union all select c.oid || '', c.relname from pg_class c where c.relnamespace = 'xz'::regnamespace`));

// "role table right[ column]"
const needed = new Set();
const ENTRY = new RegExp(':relid (\\d+) :relkind \\w (?:(?!RANGETBLENTRY).)*?:requiredPerms (\\d+) :checkAsUser \\d+ ' +
	':selectedCols \\(b[\\d ]*\\) :insertedCols \\(b[\\d ]*\\) :updatedCols \\(b([\\d ]*)\\)', 'g');
const FIRST_LOW = 7, INSERT = 1, DELETE = 8;	// of PostgreSQL's own: where columns begin, what is required
for (const [program, role] of Object.entries(programs)) {
	const file = join(folder, program);
	execFileSync('objcopy', ['-O', 'binary', '--only-section=xz_sql', `build/rel/bin/${program}`, file]);
	const list = readFileSync(file, 'utf8').split('\0').filter((s) => s.trim() !== '');
	const trees = psql(`set search_path to xz; set client_min_messages = log; set debug_print_parse = on;
		set debug_pretty_print = off;\n${list.map((t, i) => `prepare p${i} as ${t};`).join('\n')}`, '2>&1');
	for (const [, id, perms, columns] of trees.replace(/\s+/g, ' ').matchAll(ENTRY)) {
		const table = names.get(id);
		if (table === undefined) continue;
		if (perms & INSERT) needed.add(`${role} ${table} insert`);
		if (perms & DELETE) needed.add(`${role} ${table} delete`);
		for (const n of columns.trim().split(' ').filter((x) => x !== ''))
			needed.add(`${role} ${names.get(`${id}.${n - FIRST_LOW}`)?.replace('.', ' update ')}`);
	}
}
ok(needed.size > 500, `${needed.size} rights to write are needed by statements of programs`);

const roles = [...new Set(Object.values(programs))].map((r) => `'${r}'`).join();
const held = rows(`select r || ' ' || c.relname || ' ' || p from unnest(array[${roles}]) r, pg_class c,
		unnest(array['insert', 'delete']) p where c.relnamespace = 'xz'::regnamespace
		and c.relkind in ('r', 'p') and not c.relispartition
		and case p when 'delete' then has_table_privilege(r, c.oid, p)
			else has_any_column_privilege(r, c.oid, p) end
	union all select r || ' ' || c.relname || ' update ' || a.attname from unnest(array[${roles}]) r, pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'xz'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
		and has_column_privilege(r, c.oid, a.attnum, 'update')`).map(([n]) => n);
// Whoever appends to a chain locks its row.
const locks = ['xz_desk', 'xz_slow', 'xz_daemon'].map((r) => `${r} record_chain update recorded_at`);
is(held.filter((h) => !needed.has(h) && !locks.includes(h)), [], `${held.length} are held, and no other`);
is(held.filter((h) => h.startsWith('xz_exchange') || h.startsWith('xz_portal')), [],
	'the portal and the exchange write nothing by themselves');
done();
