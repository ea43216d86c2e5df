// law_table.mjs - docs/law.md, from the reference data and the code: article, figure or guard, the steps that ask it,
// the tests that name it.  node etc/law_table.mjs [--check]: write it, or say whether it is as it would be written.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..'), to = join(root, 'docs/law.md');
const read = (f) => readFileSync(join(root, f), 'utf8');
function files(folder, end) {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((f) => {
		const path = `${folder}/${f.name}`;
		if (f.isDirectory()) return files(path, end);
		return end.test(f.name) ? [path] : [];
	}).sort();
}
function rowsOf(file) {
	const cells = (l) => [...l.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
		.map((m) => m[1]?.replaceAll('""', '"') ?? m[2]);
	const [head, ...lines] = read(file).trim().split('\n').map(cells);
	return lines.map((l) => Object.fromEntries(head.map((name, i) => [name, l[i] ?? ''])));
}

const reference = files('etc/reference', /\.csv$/);
const parameters = reference.filter((f) => basename(f) === 'parameter.csv').flatMap(rowsOf);
const procedure = reference.filter((f) => basename(f) === 'procedure.csv').flatMap(rowsOf);
const withText = (f) => [f, read(f)];
const tests = ['unit', 'db', 'http', 'browser'].flatMap((d) => files(`tests/${d}`, /\.(c|mjs)$/)).map(withText);
const code = [...files('migrations/again', /\.sql$/), ...['lib', 'cmd', 'cgi'].flatMap((d) => files(d, /\.c$/))]
	.map(withText);
const messages = Object.fromEntries([...read('templates/lang/zh-CN/problem.hdf')
	.matchAll(/^problem\.(guard_\S+) = (.*)$/gm)].map((m) => [m[1], m[2]]));
const bases = Object.fromEntries([...read('templates/lang/zh-CN/action.hdf')
	.matchAll(/^action\.(\w+)\.basis = (.*)$/gm)].map((m) => [m[1], m[2]]));
const QUOTED = /《[^》]+》第[^）；，。]*条/g;
// What the comment above a guard's function cites.
const comments = Object.fromEntries(code.flatMap(([, t]) => [...t.matchAll(
	/\/\*((?:(?!\*\/)[^])*)\*\/\n(?:static )?enum err\n(\w+)\(struct act_move \*m, bool \*holds\)/g)]
	.map((m) => [m[2], m[1]])));
const cited = /[\u4e00-\u9fff]+(?:法|规定|办法|条例|法典) ?\d+(?:[-, ]+\d+)*/g;

// The steps of lib/caseflow/figure.c that show a figure, and those whose clocks it is.
const shown = new Map();
for (const m of read('lib/caseflow/figure.c').matchAll(/\{ "(\w+)", \{ ([^}]*) \} \}/g))
	for (const k of m[2].matchAll(/"([^"]+)"/g)) shown.set(k[1], [...(shown.get(k[1]) ?? []), m[1]]);
const opening = (key) => procedure.filter((p) => p.opens.split('|').includes(key)).map((p) => p.action);
const guarded = (guard) => procedure.filter((p) => p.guards.split(/[ |]/).includes(guard)).map((p) => p.action);
const unique = (list) => [...new Set(list)].sort();

const named = (list, text) => list.filter(([, t]) => t.includes(text)).map(([f]) => f);
function where(key, steps) {
	const all = unique(steps);
	return all.length ? all.map((s) => `\`${s}\``).join(' ') :
		unique([`"${key}"`, `'${key}'`].flatMap((k) => named(code, k))).slice(0, 3).map((f) => `\`${f}\``).join(' ') || '—';
}
// A test that names the figure, else one that does its step.
function tested(names, steps) {
	const own = unique(names.flatMap((n) => named(tests, n)));
	const by = own.length ? own : unique(steps.flatMap((s) => named(tests, `"${s}"`)));
	return by.slice(0, 3).map((f) => `\`${f.replace(/^tests\//, '').replace(/\.\w+$/, '')}\``).join(' ') || '—';
}

const line = (cells) => `| ${cells.map((c) => String(c).replaceAll('|', '\\|')).join(' | ')} |`;
const days = (r) => `${r.valid_from}${r.valid_to ? ` – ${r.valid_to}` : ''}`;
const figures = parameters.map((r) => {
	const steps = [...(shown.get(r.key) ?? []), ...opening(r.key)];
	const field = [r.sector || '—', r.region === '000000' ? '' : r.region].filter(Boolean).join(' ');
	return [r.source, `\`${r.key}\` ${r.name_zh}`, `${r.value} ${r.unit}`, field, days(r),
		where(r.key, steps), tested([`"${r.key}"`, `'${r.key}'`, r.key], steps)];
});
const guards = unique(procedure.flatMap((p) => p.guards.split(/[ |]/)).filter(Boolean)).map((g) => {
	const steps = guarded(g), says = messages[`guard_${g}`] ?? '';
	const own = [...says.matchAll(QUOTED), ...(comments[g] ?? '').matchAll(cited)];
	const articles = unique((own.length ? own : steps.flatMap((s) => [...(bases[s] ?? '').matchAll(QUOTED)]))
		.map((m) => m[0])).join('、');
	return [articles || '—', `\`${g}\``, says, where(g, steps), tested([`guard_${g}`], steps)];
});

const sorted = (list) => list.map(line).sort((a, b) => (a < b ? -1 : 1));
const text = `# Law: article, figure or guard, step, test

Made by \`make law-table\` from \`etc/reference\` and the code; do not edit. A figure's step is the one whose form
shows it or whose clock it is, else the file that asks it; a test is one that names it, else one that does the step.
What stands in the texts of law is checked by \`xiezhi check law\`.

## Figures

${[line(['source', 'figure', 'value', 'field, region', 'in force', 'step', 'test']),
		line(Array(7).fill('---')), ...sorted(figures)].join('\n')}

## Guards

${[line(['article', 'guard', 'what it says', 'step', 'test']), line(Array(5).fill('---')),
		...sorted(guards)].join('\n')}
`;
if (process.argv.includes('--check')) {
	if (readFileSync(to, 'utf8') !== text) {
		console.error('docs/law.md is not what etc/law_table.mjs makes: make law-table');
		process.exit(1);
	}
} else {
	writeFileSync(to, text);
}
