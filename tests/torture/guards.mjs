// guards.mjs - make torture T=guards: each guard is taken out of the procedures, each trigger out of the store's
// functions, one after the other in a copy of this checkout; a test must fail.  Prints a table of what was caught by
// which test, and ends with 1 where something was missed.  Words choose guards and triggers by their names.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..'), words = process.argv.slice(2);
const copy = join(mkdtempSync(join(tmpdir(), 'xz-guards-')), 'main');
cpSync(root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true,
	filter: (f) => !/\/(\.git|build\/(shots|cov))$/.test(f) });
process.on('exit', () => rmSync(dirname(copy), { recursive: true, force: true }));
let running, stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { stopped = true; running?.kill(); });

const inCopy = (f) => join(copy, f), read = (f) => readFileSync(inCopy(f), 'utf8');
const chosen = (name) => !words.length || words.some((w) => name.includes(w));
const unique = (list) => [...new Set(list)].sort();
const list = (folder, end) => readdirSync(inCopy(folder), { recursive: true }).filter((f) => f.endsWith(end))
	.map((f) => `${folder}/${f}`).sort();

const procedures = list('etc/reference', 'procedure.csv');
const rows = procedures.flatMap((f) => read(f).trim().split('\n').slice(1).map((l) => l.split(',')));
const GUARDS = 12, ACTION = 3;
const storeTests = list('tests/db', '.c').filter((f) => /\/test_/.test(f)).map((f) => [f, read(f)]);
const test = (f) => f.replace(/^tests\/(.*)\.\w+$/, '$1');

// Those that name the guard; else those that do a step it stands before, of their own store first.
function testsOf(guard) {
	const naming = storeTests.filter(([, t]) => t.includes(`guard_${guard}`)).map(([f]) => test(f));
	if (naming.length) return naming;
	const steps = rows.filter((r) => r[GUARDS].split(' ').includes(guard)).map((r) => `"${r[ACTION]}"`);
	const doing = storeTests.filter(([, t]) => steps.some((s) => t.includes(s))).map(([f]) => test(f));
	return doing.length ? doing : ['db/test_rights', 'db/test_histories'];
}
// What attacks the store's own walls, and the module's tests.
const testsOfTrigger = (module) => unique(['db/taken_over', 'db/test_rights', 'db/test_histories', 'db/test_walls',
	...storeTests.filter(([f]) => f.includes(module)).map(([f]) => test(f))]);

async function caught(names) {
	let said = '';
	running = spawn('bash', ['tests/run', ...names], { cwd: copy, stdio: ['ignore', 'pipe', 'ignore'] });
	running.stdout.on('data', (b) => { said += b; });
	await new Promise((f) => { running.on('close', f); });
	if (stopped) process.exit(1);
	if (/NOTESTS|no stores to test on|FAIL \(the build/.test(said)) return { broken: said.slice(-400) };
	return { by: unique([...said.matchAll(/said\/(\S+?):not ok \d+ - (\S+)/g)].map((m) => `${m[1]} ${m[2]}`)) };
}
let missed = 0;
async function without(kind, name, files, change, names) {
	const before = files.map((f) => read(f));
	files.forEach((f, i) => writeFileSync(inCopy(f), change(before[i])));
	const { by, broken } = await caught(names);
	files.forEach((f, i) => writeFileSync(inCopy(f), before[i]));
	if (broken !== undefined || !by.length) missed++;
	console.log([kind, name, broken !== undefined ? `the store cannot be made: ${broken}` :
		by.join(', ') || `MISSED by ${names.join(' ')}`].join('\t'));
}

execFileSync('make', ['-s', 'all', 'test-programs'], { cwd: copy, stdio: 'ignore' });
for (const g of unique(rows.flatMap((r) => r[GUARDS].split(' '))).filter((g) => g && chosen(g)))
	await without('guard', g, procedures, (text) => text.split('\n').map((l) => {
		const c = l.split(',');
		if (c.length > GUARDS) c[GUARDS] = c[GUARDS].split(' ').filter((x) => x !== g).join(' ');
		return c.join(',');
	}).join('\n'), testsOf(g));

const TRIGGER = /^create (?:constraint )?trigger (\w+) [^;]*;\n/gm;
for (const f of list('migrations/again', '.sql'))
	for (const [statement, name] of read(f).matchAll(TRIGGER))
		if (chosen(name))
			await without('trigger', name, [f], (text) => text.replace(statement, ''),
				testsOfTrigger(f.match(/(\w+)\.sql$/)[1]));
console.log(`# ${missed} missed`);
process.exit(missed ? 1 : 0);
