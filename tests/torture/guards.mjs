// guards.mjs - make torture T=guards: each guard is taken out of the procedures, each trigger out of the tables, one
// after the other in the stores that tests start from (make test-up in a copy of this checkout); a test must fail.
// Prints a table of what was caught by which test, and ends with 1 where something was missed.  Words choose guards and
// triggers by their names.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..'), words = process.argv.slice(2);
const copy = join(mkdtempSync(join(tmpdir(), 'xz-guards-')), 'main');
cpSync(root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true,
	filter: (f) => !/\/(\.git|build\/(shots|cov|test-instance))$/.test(f) });
const run = (...args) =>
	execFileSync('bash', ['tests/run', ...args], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
process.on('exit', () => {
	run('--down');
	rmSync(dirname(copy), { recursive: true, force: true });
});
let running, stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { stopped = true; running?.kill(); });
execFileSync('make', ['-s', 'all', 'test-programs'], { cwd: copy, stdio: 'ignore' });
run('--up');

const instance = join(copy, 'build/test-instance/main/etc/instance.conf');
const setting = (name) => readFileSync(instance, 'utf8').match(new RegExp(`^${name} = (.*)$`, 'm'))[1];
const psql = (database, text) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-F', '\t', '-c', text,
	`host=${setting('run')}/pg port=${setting('port')} user=postgres dbname=${database}`], { encoding: 'utf8' });
const STORES = ['xz_empty', 'xz_loaded'];
const lines = (text) => psql('xz_empty', text).trim().split('\n').map((l) => l.split('\t'));

const chosen = (name) => !words.length || words.some((w) => name.includes(w));
const unique = (list) => [...new Set(list)].sort();
const storeTests = readdirSync(join(copy, 'tests/db')).filter((f) => /^test_.*\.c$/.test(f)).sort()
	.map((f) => [`db/${f.replace('.c', '')}`, readFileSync(join(copy, 'tests/db', f), 'utf8')]);

// Those that name the guard; else those that do a step it stands before.
function testsOf(guard, steps) {
	const naming = storeTests.filter(([, t]) => t.includes(`guard_${guard}`)).map(([f]) => f);
	const doing = storeTests.filter(([, t]) => steps.some((s) => t.includes(`"${s}"`))).map(([f]) => f);
	return [naming, doing, ['db/test_rights', 'db/test_histories']].find((l) => l.length);
}
// What attacks the store's own walls, and the tests that name the table or its module.
const testsOfTrigger = (table) => unique(['db/taken_over', 'db/test_rights', 'db/walls', ...storeTests
	.filter(([f, t]) => t.includes(`xz.${table}`) || f.includes(table.split('_')[0])).map(([f]) => f)]);

async function caught(names) {
	let said = '';
	running = spawn('bash', ['tests/run', ...names], { cwd: copy, stdio: ['ignore', 'pipe', 'ignore'] });
	running.stdout.on('data', (b) => { said += b; });
	await new Promise((f) => { running.on('close', f); });
	if (stopped) process.exit(1);
	if (!/on the stores of make test-up/.test(said) || /NOTESTS|FAIL \(the build/.test(said))
		return { broken: said.slice(-400) };
	return { by: unique([...said.matchAll(/said\/(\S+?):not ok \d+ - (\S+)/g)].map((m) => `${m[1]} ${m[2]}`)) };
}
let missed = 0;
async function without(kind, name, change, back, names) {
	for (const s of STORES) psql(s, change);
	const { by, broken } = await caught(names);
	for (const s of STORES) psql(s, back);
	if (broken !== undefined || !by.length) missed++;
	console.log([kind, name, broken !== undefined ? `no tests: ${broken}` :
		by.join(', ') || `MISSED by ${names.join(' ')}`].join('\t'));
}

for (const s of STORES) psql(s, 'create table public.transition_kept as select * from xz.act_transition');
for (const [guard, steps] of lines(`select g, string_agg(distinct action, ' ')
	from xz.act_transition, unnest(guards) g group by g order by g`))
	if (chosen(guard))
		await without('guard', guard,
			`update xz.act_transition set guards = array_remove(guards, '${guard}')
				where '${guard}' = any(guards)`,
			`update xz.act_transition t set guards = k.guards from public.transition_kept k where t.guards <> k.guards
				and (t.procedure, t.version, t.action) = (k.procedure, k.version, k.action)`,
			testsOf(guard, steps.split(' ')));

// One of a table and its partitions.
for (const [table, trigger] of lines(`select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
	join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'xz' and not t.tgisinternal and t.tgparentid = 0
	order by c.relname, t.tgname`))
	if (chosen(`${table} ${trigger}`))
		await without('trigger', `${table} ${trigger}`, `alter table xz.${table} disable trigger ${trigger}`,
			`alter table xz.${table} enable trigger ${trigger}`, testsOfTrigger(table));
console.log(`# ${missed} missed`);
process.exit(missed ? 1 : 0);
