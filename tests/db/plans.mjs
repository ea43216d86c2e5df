// plans.mjs - the plan of every statement of the programs at a store whose statistics say that each table that grows
// has a million rows: a walk over all of such a table fails by name, unless it is listed here with its reason.  Generic
// plans, as programs that ask the same again and again get them; the tables have few pages, so that only where no index
// fits the planner is left with a walk.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownStore } from '../lib/instance.mjs';
import { diag, done, is, ok } from '../lib/tap.mjs';

const ROWS = 1000000;
const store = ownStore('plans'), folder = mkdtempSync(join(process.env.XZ_TEST, 'plans.'));
const psql = (text, user, stop = 1) => execFileSync('psql', ['-X', '-q', '-t', '-A', '-v', `ON_ERROR_STOP=${stop}`,
	'-f', '-', `${store} user=${user}`],
{ encoding: 'utf8', input: text, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', stop ? 'inherit' : 'ignore'] });

// Logs and the like have rows only once there are readers: the store is multiplied a little.
writeFileSync(join(folder, 'admin.conf'),
	`app = ${process.cwd()}\ndatabase = ${store} user=xz_admin\ntest_clock = 1\n`);
execFileSync('build/rel/bin/xiezhi', ['--conf', join(folder, 'admin.conf'), 'demo', '--scale', '600'],
	{ stdio: ['ignore', 'ignore', 'ignore'] });

// What multiplies with the cases, by the modules' own lists.
const growing = new Set(readdirSync('lib').flatMap((m) => {
	try {
		return [...readFileSync(`lib/${m}/scale.h`, 'utf8')
			.matchAll(/\{ \.tables = ((?:"[^"]*"\s*)+)([^}]*)/g)]
			.filter((r) => !/SCALE_(FIXED|PEOPLE|AGENCY)/.test(r[2]))
			.flatMap((r) => r[1].replace(/["\s]+/g, ' ').trim().split(' '));
	} catch {
		return [];
	}
}));
// A table of no pages is empty whatever its statistics say.
for (const t of psql(`select relname from pg_class c where relnamespace = 'xz'::regnamespace
	and relkind in ('r', 'p') and pg_relation_size(c.oid) = 0 and not exists (select from pg_partition_tree(c.oid) p
		where p.isleaf and pg_relation_size(p.relid) > 0)`, 'postgres').trim().split('\n')) growing.delete(t);
ok(growing.size > 60, `${growing.size} tables grow with the cases`);
psql(`update pg_class c set reltuples = ${ROWS} where c.relnamespace = 'xz'::regnamespace
	and (c.relname = any ('{${[...growing].join()}}') or exists (select from pg_inherits h join pg_class p
		on p.oid = h.inhparent where h.inhrelid = c.oid and p.relname = any ('{${[...growing].join()}}')));
	update pg_class i set reltuples = ${ROWS} from pg_index x join pg_class c on c.oid = x.indrelid
	where i.oid = x.indexrelid and c.reltuples = ${ROWS}`, 'postgres');

// Partitions of years without rows.
const empty = new Set(psql(`select c.relname from pg_class c where c.relnamespace = 'xz'::regnamespace
	and c.relispartition and c.relkind = 'r' and pg_relation_size(c.oid) = 0`, 'postgres').trim().split('\n'));

// Statements stand in a section of their own in each program, NUL between them.
const programs = { 'xiezhi-signin': 'xz_signin', 'xiezhi-desk': 'xz_desk', 'xiezhi-slow': 'xz_slow',
	'xiezhi-portal': 'xz_portal', 'xiezhi-exchange': 'xz_exchange', xiezhid: 'xz_daemon' };
const statements = new Map();	// text -> roles
for (const [program, role] of Object.entries(programs)) {
	const file = join(folder, program);
	execFileSync('objcopy', ['-O', 'binary', '--only-section=xz_sql', `build/rel/bin/${program}`, file]);
	for (const text of readFileSync(file, 'utf8').split('\0').filter((s) => s.trim() !== ''))
		statements.set(text, (statements.get(text) ?? new Set()).add(role));
}
ok(statements.size > 500, `${statements.size} statements`);

const plans = new Map();	// text -> [lines]
for (const role of new Set(Object.values(programs))) {
	const list = [...statements].filter(([, roles]) => roles.has(role)).map(([text]) => text);
	const script = list.map((text, i) => {
		const n = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map((m) => Number(m[1])));
		const args = n > 0 ? `(${Array(n).fill('null').join()})` : '';
		return `select '=${i}';\nprepare p${i} as ${text};\nexplain (costs off) execute p${i}${args};\n` +
			`deallocate p${i};\n`;
	}).join('');
	const out = psql(`set search_path to xz; set plan_cache_mode = force_generic_plan;
		set max_parallel_workers_per_gather = 0; set enable_seqscan = off;\n${script}`, role, 0);
	for (const part of out.split(/^=(?=\d+$)/m).slice(1)) {
		const [i, ...lines] = part.trimEnd().split('\n');
		if (lines.length > 0) plans.set(list[Number(i)], lines);
	}
}
ok(plans.size > 0.9 * statements.size, `${plans.size} of them have a plan for a program that may run them`);

// The first column of each index, by its name.
const firsts = new Map(psql(`select c.relname, coalesce(a.attname, '') from pg_index i join pg_class c
	on c.oid = i.indexrelid left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
	where c.relnamespace = 'xz'::regnamespace`, 'postgres').trim().split('\n').map((l) => l.split('|')));

// A node that reads a growing table from end to end: no index; an index entered by another column than its first; or
// one without a condition, with nothing above it that stops, or where what stops waits for a row that a filter lets
// through.
const partOf = (name) => name.replace(/_\d{4}$/, '');
const depth = (line) => line.search(/[^ ]/);
function walks(lines) {
	const found = [];
	lines.forEach((line, i) => {
		const seq = line.match(/Seq Scan on (\w+)/);
		const walk = line.match(/Index (?:Only )?Scan (?:Backward )?using (\w+) on (\w+)/);
		const table = partOf((seq ?? walk)?.at(-1) ?? '');
		if (!growing.has(table) || empty.has((seq ?? walk).at(-1))) return;
		if (seq) return void found.push(table);
		const rest = lines.slice(i + 1), end = rest.findIndex((l) => depth(l) <= depth(line) || /->/.test(l));
		const own = rest.slice(0, end < 0 ? undefined : end), cond = own.find((l) => /Index Cond/.test(l));
		const first = firsts.get(walk[1]);
		if (cond && (!first || new RegExp(`\\b${first}\\b`).test(cond))) return;
		if (cond) return void found.push(table);
		let at = depth(line), stops = false;
		for (let k = i - 1; k >= 0; k--)
			if (depth(lines[k]) < at) {
				at = depth(lines[k]);
				if (/Limit/.test(lines[k])) stops = true;
			}
		// one that begins with what is asked once, ($0 or ...), lets all rows through or none
		if (!stops || own.some((l) => /^\s+Filter: (?!\(+\$)/.test(l))) found.push(table);
	});
	return found;
}

// Statement (how it begins, or words in it), table, and why it may.
const listed = [
	['select ref, revoked_at from xz.inspection_code', 'inspection_code',
		'codes taken back are published as one list'],
	['with keeper as', 'register_subject', 'a library is built from the whole register'],
	['as fresh, count(o.id)', 'register_subject', 'and what building it would bring'],
	['insert into xz.spotcheck_pool', 'spotcheck_object', 'a pool is frozen from a whole library'],
	['with p as materialized (select o.object_id', 'spotcheck_object', 'and its preview, which is kept'],
	['with p as materialized (select o.object_id', 'inspection_visit', 'clean visits of a year, of that preview'],
	['with p as (select object_id, subject_id from', 'inspection_visit', 'and of the pool when it is frozen'],
	['select party_name, party_code, substring(number', 'disclosure_public', 'the newest of a firm with a code'],
	["where k.state = 'drawn' and (k.publish_by", 'spotcheck_task', 'draws whose results are still sealed'],
	['select ref from xz.inspection where told_at', 'inspection', 'what is told and not closed yet'],
	['where f.public_at is not null and f.written', 'spotcheck_file', 'files that are not written yet'],
	['f.n, f.kind, g.name as agency_zh', 'joint_invitation', 'visits that were not made one: all there are'],
	['as agency_en, count(*) filter (where f.kin', 'joint_invitation', 'and how many by agency'],
	['from xz.event where not dims ?', 'event', 'an index of those that do not say it yet: soon there is none'],
	['as library, draws', 'spotcheck_pool', 'the year in figures, which are kept: each object once'],
];
const short = (text) => text.replace(/\s+/g, ' ').slice(0, 110);
const found = [...plans].flatMap(([text, lines]) => [...new Set(walks(lines))].map((table) => ({ text, table })));
const reason = ({ text, table }) => listed.find(([words, t]) => t === table && text.includes(words));
const bad = found.filter((f) => !reason(f));
for (const f of bad) diag(`${f.table}: ${short(f.text)}`);
is(bad.length, 0, 'no statement walks a table that grows');
is(listed.filter(([words, t]) => !found.some((f) => f.table === t && f.text.includes(words))).map((l) => l[0]), [],
	'and no exception is left over');
if (process.env.XZ_PLANS) for (const f of bad) diag(`${f.text}\n${plans.get(f.text).join('\n')}`);
done();
