// c.mjs - C: includes point one way, one folder a library, nothing banned, sizes, how a line is written.
import { done, ok } from '../lib/tap.mjs';
import { code, overlong, places, read, strings, walk } from './lib/source.mjs';

const sources = [...walk('lib', ['.c', '.h']), ...walk('cgi', ['.c', '.h']), ...walk('cmd', ['.c', '.h'])];
const tests = [...walk('tests', ['.c', '.h'])];
const none = (list, name) => ok(list.length === 0, name, list.slice(0, 40).join('\n'));

const includes = sources.flatMap((path) => {
	const text = read(path);
	return [...text.matchAll(/^#\s*include\s+(["<])([^">]+)[">]/gm)]
		.map((m) => ({ path, quoted: m[1] === '"', file: m[2],
		line: text.slice(0, m.index).split('\n').length }));
});
const say = (i) => `${i.path}:${i.line}: includes ${i.file}`;
const folder = (path) => path.split('/').slice(0, path.startsWith('lib/') ? 2 : 1).join('/');

// What each folder may include besides itself; a module is any other folder of lib/.
const below = {
	'lib/base': [], 'lib/db': ['lib/base'], 'lib/sec': ['lib/base', 'lib/db'],
	'lib/web': ['lib/base', 'lib/db', 'lib/sec'],
};
const core = Object.keys(below);
const starters = ['cgi/main.c', 'cgi/dispatch.c', 'cgi/dispatch.h', 'cgi/modules.c'];

none(includes.filter((i) => i.quoted).filter(({ path, file }) => {
	const from = folder(path), to = folder(file);
	if (from === to) return false;
	if (!/^(lib\/\w+|cgi|cmd)\//.test(file)) return true;
	if (from === 'cmd') return to === 'cgi' && file !== 'cgi/modules.h';
	if (from === 'cgi') return to === 'cmd' || (['lib/db', 'lib/sec'].includes(to) && !starters.includes(path));
	if (from in below) return !below[from].includes(to);
	return to === 'lib/web' || to === 'cgi' || to === 'cmd';
}).map(say), 'includes point one way: cgi -> lib/web, lib/<module> -> lib/db, lib/sec -> lib/base');

none(includes.filter((i) => i.quoted && folder(i.path) !== folder(i.file) &&
	/(^|[/_])(priv|private|internal)\.h$/.test(i.file)).map(say),
	'no private header of another folder');

{
	const edges = new Map();
	for (const i of includes.filter((x) => x.quoted)) {
		const from = folder(i.path), to = folder(i.file);
		if (from === to || !from.startsWith('lib/') || core.includes(to)) continue;
		if (!edges.has(from)) edges.set(from, new Set());
		edges.get(from).add(to);
	}
	const circles = [], seen = new Set(), trail = [];
	const visit = (m) => {
		const at = trail.indexOf(m);
		if (at >= 0) return void circles.push([...trail.slice(at), m].join(' -> '));
		if (seen.has(m)) return;
		seen.add(m);
		trail.push(m);
		for (const n of edges.get(m) || []) visit(n);
		trail.pop();
	};
	for (const m of edges.keys()) visit(m);
	none(circles, 'modules do not include each other in circles');
}

const owner = [
	[/^(libpq-fe|libpq\/|postgres)/, 'lib/db'], [/^(fcgi|ClearSilver|util\/neo|cs\/|cgi\/)/, 'lib/web'],
	[/^(openssl\/|gcrypt|argon2|fido)/, 'lib/sec'],
];
for (const [re, home] of owner)
	none(includes.filter((i) => !i.quoted && re.test(i.file) && folder(i.path) !== home).map(say),
		`only ${home} includes ${re.source}`);

none(sources.filter((p) => !['lib/web/guard.c', 'cgi/people/passkey.c'].includes(p))
	.flatMap((p) => places(p, read(p), /HTTP_HOST/g)),
	'no address is made of what a request says of its host (cgi/common/address.h)');

none(includes.filter((i) => !i.quoted && /^(pango|cairo)/.test(i.file) && !i.path.startsWith('cmd/paper/')).map(say),
	'only xiezhi-paper (cmd/paper) includes Pango and Cairo');

const banned =
	/(?<![\w.>])(strcpy|strncpy|strcat|strncat|sprintf|vsprintf|strtok|gets|atoi|atol|gmtime|localtime|ctime|asctime|mktime|rand|srand|alloca|tmpnam|mktemp)\s*\(/g;
none([...sources, ...tests].flatMap((p) => places(p, code(read(p)), banned))
	.filter((x) => !/^tests\/.*ato[il]\(/.test(x)), 'no banned call');
none(sources.filter((p) => p !== 'lib/base/clock.c')
	.flatMap((p) => places(p, code(read(p)), /(?<![\w.>])(time|clock_gettime|gettimeofday|ftime)\s*\(/g)),
	'the time is asked in lib/base/clock.c only');
none(sources.flatMap((p) => places(p, code(read(p)), /(?<![\w.>])(system|popen)\s*\(/g)), 'no shell is started');
none(sources.filter((p) => /^(cgi|lib\/web|lib\/base)\//.test(p))
	.flatMap((p) => places(p, code(read(p)), /\bDB_(ONE|MANY|EXEC|EXEC_N)\s*\(/g)),
	'no SQL in cgi, lib/web, lib/base');
none(sources.filter((p) => /^(cgi|lib)\//.test(p)).flatMap((p) => places(p, strings(read(p)),
	/<\/?(p|div|span|a|table|tr|td|ul|li|h[1-6]|form|input|html|body|br)\b[^>]*>/g)),
	'no HTML in C');

// What people read stands in the catalogues of messages; what papers and records hold, and what texts are read by, in
// one table of words a module.
none(sources.filter((p) => p.startsWith('lib/') && !p.endsWith('/words.h'))
	.flatMap((p) => places(p, strings(read(p)), /[\u3400-\u9fff][^"\n]*/g)),
'Chinese words of a library stand in its words.h alone');
{
	const words = sources.filter((p) => p.endsWith('/words.h'))
		.flatMap((p) => [...read(p).matchAll(/^#define (\w+)\s/gm)].map((m) => ({ p, name: m[1] })));
	const used = sources.map((p) => code(read(p)).replace(/^#define \w+/gm, '')).join('\n');
	none(words.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(used)).map(({ p, name }) => `${p}: ${name}`),
		'and each is used');
}

// SQL in C: legal time is xz.now(); what must be real says so on its line.
const realTime =
	/(?<!xz\.)\bnow\s*\(\s*\)|\bcurrent_(date|timestamp|time)\b|\b(clock|statement|transaction)_timestamp\b|\blocaltimestamp?\b/gi;
none(sources.flatMap((p) => {
	const text = read(p), lines = text.split('\n');
	return places(p, strings(text), realTime).filter((x) => !/real time/.test(lines[Number(x.split(':')[1]) - 1]));
}), 'SQL in C asks xz.now(), or says `real time`');
none(sources.flatMap((p) => places(p, strings(read(p)),
	/\bselect\s+(\w+\.)?\*(?!\s+from\s+(jsonb?_|unnest\b|xz\.\w+\())/gi)), 'no `select *`');

none([...sources, ...tests].filter((p) => read(p).split('\n').length > 800)
	.map((p) => `${p}: ${read(p).split('\n').length} lines`), 'no C file over 800 lines');
none(sources.flatMap((p) => {
	const out = [];
	let begin = 0, name = '';
	read(p).split('\n').forEach((l, i) => {
		if (/^\w[\w ]*\(/.test(l)) name = l;
		if (l === '{') begin = i + 1;
		if (l === '}' && begin) {
			if (i + 1 - begin > 60) out.push(`${p}:${begin}: ${i + 1 - begin} lines: ${name}`);
			begin = 0;
		}
	});
	return out;
}), 'no function over 60 lines');
none(sources.filter((p) => !/^\/\* /.test(read(p))).map((p) => `${p}:1`), 'each file begins with its one job');

{
	// What gets into a record, the log, the desk's work or a term goes through the engine of acts.
	const homes = 'act|work|record|tlog|calendar';
	const calls = [
		[homes, 'record_append|record_event|tlog_event|calendar_clock_(?:start|close|extend|move|derive)'],
		[homes, 'work_(?:open|open_each|done|in_step)'],
	];
	for (const [who, names] of calls)
		none(sources.filter((p) => !new RegExp(`^lib/(?:${who})/`).test(p))
			.flatMap((p) => places(p, code(read(p)), new RegExp(`\\b(?:${names})\\s*\\(`, 'g'))),
		`acts go through lib/act: ${names}`);

	// Its tables are written there alone, and read elsewhere only where one statement makes a whole page or list.
	const readers = {
		'lib/caseflow/reference.c': 'states and requirements are held against the procedures they name',
		'lib/caseflow/read_case.c': 'the list of evidence says what waits for its second signature',
		'lib/inspection/revision.c': 'what was asked is compared by what inspections put there',
	};
	const again = walk('migrations/again', ['.sql']).filter((p) => !/\/act(_\w+)?\.sql$/.test(p));
	const sql = [...sources.filter((p) => !p.startsWith('lib/act/')).map((p) => [p, strings(read(p))]),
		...again.map((p) => [p, read(p)])];
	const written = /\b(?:insert\s+into|update|delete\s+from)\s+xz\.act_\w+/g;
	none(sql.flatMap(([p, text]) => places(p, text, written)),
		'only lib/act writes the tables of acts');
	none(sql.filter(([p]) => p.endsWith('.c') && !(p in readers))
		.flatMap(([p, text]) => places(p, text, /\bxz\.act_\w+/g)),
		'who reads the tables of acts has a reason');
	none(Object.keys(readers).filter((p) => !/\bxz\.act_/.test(read(p))), 'and no reason is left over');
}

// What all modules stand on asks xz.subject and the modules' functions, and knows none of their tables.
none(sources.filter((p) => /^lib\/(act|work|record|evidence|paper|tlog|bundle|people|calendar)\//.test(p))
	.flatMap((p) => places(p, strings(read(p)),
	/\bxz\.(?!caseflow_may_share\b)(caseflow|inspection|spotcheck|review|disclosure|source)\w*/g)),
'the common libraries know no table of a module');

// How a line is written.
const files = [...sources, ...tests];
const lineOf = (x) => read(x.split(':')[0]).split('\n')[Number(x.split(':')[1]) - 1];

none(files.flatMap(overlong), 'no line over 120 columns');
none(files.flatMap((p) => places(p, read(p), /[ \t]+$/gm, () => 'blanks at the end')), 'no blanks at line ends');
none(files.flatMap((p) => places(p, read(p), /^(?:\t* {5,}\t|\t* {8,}\S)(?!.*\*\/)/gm, () => 'indented with blanks'))
	.filter((x) => !/^\s+\*/.test(lineOf(x))), 'lines are indented with tabs');
none(files.flatMap((p) =>
	places(p, code(read(p)), /^(?!.*\bfor \(|.*\bcase |.*\bdefault:|#|.*[{}\\]).*;[ \t]*\w.*;/gm)),
	'one statement a line');
none(files.flatMap((p) => places(p, read(p), /\{\s*"\w+"(?: #n)?,\s*FIELD_[A-Z]+\b/g)),
	'a row of struct field names its members');

{
	// What a file offers is used by another one: a source, a test, or a macro of a header.
	const at = new Map(), said = (p) => new Set(code(read(p)).match(/\b[a-z]\w+\b/g));
	for (const p of files.filter((f) => f.endsWith('.c')))
		for (const name of said(p)) at.set(name, [...(at.get(name) || []), p]);
	const headers = files.filter((f) => f.endsWith('.h'));
	const macros = headers.map((p) => read(p).replace(/^(?!#\s*define).*[^\\]$/gm, '')).join('\n');
	const inline = headers.flatMap((p) => code(read(p)).match(/^\t.*$/gm) || []).join('\n');
	const used = new Set((macros + inline).match(/\b[a-z]\w+\b/g));
	const offered = (p) => [...code(read(p)).matchAll(/^([^\n]*)\n([a-z]\w+)\(/gm)]
		.filter((m) => !m[1].startsWith('static') && m[2] !== 'main').map((m) => m[2]);
	none(sources.filter((p) => p.endsWith('.c')).flatMap((p) => offered(p)
		.filter((name) => !used.has(name) && at.get(name).length < 2)
		.map((name) => `${p}: ${name}`)), 'what is offered is used elsewhere');
}
done();
