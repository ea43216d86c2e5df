// sql.mjs - migrations: numbered without gaps, what may be made anew apart from what may not, legal time only, no file
// too long, no line too wide.
import { basename } from 'node:path';
import { done, is, ok } from '../lib/tap.mjs';
import { lineAt, places, read, strings, walk, wide } from './lib/source.mjs';

const files = walk('migrations', ['.sql']);
const again = files.filter((f) => f.startsWith('migrations/again/'));
const numbered = files.filter((f) => !again.includes(f));
const none = (list, name) => ok(list.length === 0, name, list.slice(0, 40).join('\n'));

none(numbered.filter((f) => !/^\d{4}_[a-z0-9_]+(\.online)?\.sql$/.test(basename(f))), 'names are NNNN_what.sql');
is(numbered.map((f) => Number(basename(f).slice(0, 4))), numbered.map((_, i) => 101 + i),
	'numbered from 101 without gaps');
{
	// In the order of the rows of cgi/modules.c; some have no SQL.
	const rows = [...read('cgi/modules.c').matchAll(/\.name = "(\w+)",(?=\n)|\{ \.name = "(\w+)" \},/g)]
		.map((m) => m[1] ?? m[2]);
	const common = ['clear', 'subject', 'check'];
	none(again.map((f) => basename(f, '.sql').split('_')[0]).filter((m) => ![...rows, ...common].includes(m)),
		'each file of again/ is a module\'s');
}

// Statements, by their first words, outside of bodies of functions and blocks; whether a block makes rights is seen in
// it.
const statements = (f) => read(f).replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''")
	.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '$$$$')
	.split(';').map((s) => s.trim().replace(/\s+/g, ' ')).filter((s) => s !== '');
const kept = /^create (or replace )?function xz\.(new_ref|now|today)\(/;	// defaults call them
const repeatable =
	/^(create (or replace )?(function|procedure|view|trigger|constraint trigger|policy)|comment on|grant|revoke|alter table \S+ enable row level security)\b/;
none(numbered.flatMap((f) => statements(f).filter((s) => repeatable.test(s) &&
	!(f.endsWith('0101_base.sql') && kept.test(s)))
	.map((s) => `${f}: ${s.slice(0, 80)}`)),
	'a numbered file makes no function, trigger, view, policy and no grant');
none(numbered.flatMap((f) => [...read(f).matchAll(/execute format\([^;]*?(create (policy|trigger|function)|grant )/g)]
	.map((m) => `${f}: ${m[1]}`)),
	'nor does a block in it');
none(again.filter((f) => !/\/(clear|check)\.sql$/.test(f))
	.flatMap((f) => statements(f).filter((s) => !repeatable.test(s) && !/^do \$\$$/.test(s))
	.map((s) => `${f}: ${s.slice(0, 80)}`)), 'a file of again/ makes nothing else');
none(again.filter((f) => !/\/(clear|check)\.sql$/.test(f)).flatMap((f) => {
	const [functions, rights, more] = read(f).split('\n-- rights\n');
	return rights === undefined || more !== undefined ? [`${f}: one line "-- rights"`]
		: /^\s*(create policy|grant|revoke|alter table)\b/m.test(functions) ? [`${f}: rights above that line`]
			: /^create (or replace )?(function|view|trigger)\b/m.test(rights)
			? [`${f}: functions below that line`] : [];
}), 'functions, triggers and views above `-- rights`, policies and grants below');
none(again.flatMap((f) => [...read(f).matchAll(/^create (?:or replace )?function (xz\.\w+)/gm)].map((m) => m[1]))
	.filter((name, i, list) => list.indexOf(name) !== i), 'a function stands once');

none(files.flatMap((f) => read(f).split('\n').map((l, i) => [wide(l), `${f}:${i + 1}`]).filter(([n]) => n > 120)
	.map(([n, at]) => `${at}: ${n}`)),
	'no line wider than 120, a Chinese character counts two');

const lines = files.flatMap((f) => read(f).split('\n').map((text, i) => ({ at: `${f}:${i + 1}`, text })))
	.filter(({ text }) => !/^\s*--/.test(text));
const real =
	/(?<!xz\.)\bnow\s*\(\s*\)|\bcurrent_(date|timestamp|time)\b|\b(clock|statement|transaction)_timestamp\b|\blocaltimestamp?\b/i;
none(lines.filter(({ text }) => real.test(text) && !/-- real time/.test(text))
	.map(({ at, text }) => `${at}: ${text.trim()}`),
	'legal time is xz.now(); real time says `-- real time`');
none(lines.filter(({ text }) => /\b(float4|float8|real|double precision|money)\b/i.test(text.replace(/'[^']*'|--.*/g,
	''))).map(({ at, text }) => `${at}: ${text.trim()}`),
	'no floating point and no money type');
none(lines.filter(({ text }) => /\btimestamp\b(?!\s*with\s+time\s+zone)/i.test(text.replace(/'[^']*'|--.*/g, '')))
	.map(({ at, text }) => `${at}: ${text.trim()}`),
	'no timestamp without time zone');
none(lines.filter(({ text }) => /\bserial\b|\bbigserial\b/i.test(text.replace(/'[^']*'|--.*/g, '')) &&
	!/serial\s+(text|bigint|integer)|[.,(]\s*serial|serial\s*[,)=]/i.test(text))
	.map(({ at, text }) => `${at}: ${text.trim()}`),
	'identity columns, not serial');
none(files.filter((f) => read(f).split('\n').length > 800).map((f) => `${f}: ${read(f).split('\n').length} lines`),
	'no migration over 800 lines');

// A table is its module's, whose name is the first word of its own, but for those of parts that have no folder of that
// name.  SQL in C is of its folder of lib/; of again/, of its file.
const whose = [
	[/^(event_order|event_cursor)$/, 'stream'], [/^event/, 'record'], [/^job$/, 'people'],
	[/^sec_audit$/, 'people'],
	[/^people_task$/, 'work'], [/^subject_kind$/, 'record'], [/^record_(rendition|signature|sealing)$/, 'paper'],
	[/^record_(file|attachment|upload|check|note|picture)$/, 'evidence'],
];
const tables = new Set(numbered.flatMap((f) => [...read(f).matchAll(/^create table xz\.(\w+)/gm)].map((m) => m[1])));
const ownerOf = (table) => whose.find(([re]) => re.test(table))?.[1] ?? table.split('_')[0];
const by = (f) => (f.endsWith('.sql') ? basename(f, '.sql').split('_')[0] : f.split('/')[f.startsWith('lib/') ? 1 : 0]);
// again/record.sql has what the three of them keep.
const same = (who, owner) => who === owner || (who === 'record' && ['evidence', 'paper'].includes(owner));
const statementsOf = (re) => [...['lib', 'cgi', 'cmd'].flatMap((d) => walk(d, ['.c', '.h'])), ...again]
	.flatMap((f) => {
		const text = f.endsWith('.sql') ? read(f).replace(/--[^\n]*/g, '') : strings(read(f));
		return [...text.matchAll(re)].filter((m) => tables.has(m[1]) && !same(by(f), ownerOf(m[1])))
			.map((m) => ({ who: by(f), table: m[1], at: `${f}:${lineAt(text, m.index)}: ${m[1]}` }));
	});
// Those that lib/db/reference.h fills, which are named without a statement.
const shipped = () => walk('lib', ['.c']).filter((f) => /struct db_reference tables/.test(read(f)))
	.flatMap((f) => [...read(f).matchAll(/\.table = "(\w+)"/g)]
		.filter((m) => !same(by(f), ownerOf(m[1])))
		.map((m) => ({ who: by(f), table: m[1], at: `${f}: ${m[1]}` })));
{
	// Who writes a table of another module, and why.
	const writers = {
		'stream event_pending': 'an event waits until it has its place in the order, then it is gone',
		'stream tlog_incident': 'an event set aside is an incident',
		'caseflow exchange_inbox': 'payments are all that comes in by a link',
		'source exchange_inbox': 'what of a file of tickets does not parse is parked',
		'exchange people_principal': 'what a linked system does is in its own name',
		'record sec_key': 'a key is announced by what seals with it',
		'record sec_audit': 'a file found rotten, by a program that has no rights of its own in the store',
		'caseflow people_access': 'who reads a case is noted in the one statement that reads it',
	};
	const found = [...statementsOf(/\b(?:insert\s+into|update|delete\s+from|truncate)\s+xz\.(\w+)/gi),
		...shipped()];
	none(found.filter(({ who, table }) => !(`${who} ${table}` in writers)).map(({ at }) => at),
		'a table is written by the module that owns it');
	none(Object.keys(writers).filter((k) => !found.some(({ who, table }) => k === `${who} ${table}`)),
		'who else writes one does so still');
	none(again.flatMap((f) => places(f, read(f).replace(/--[^\n]*/g, ''),
		/\b(?:insert\s+into|delete\s+from)\s+(?!xz\.)\w+/gi)),
	'a table that is written is named with its schema');
}
{
	// Everybody reads what all modules stand on.  Whose else a module reads, and why.
	const common = ['people', 'register', 'law', 'calendar', 'record', 'evidence', 'paper', 'sec', 'db'];
	const readers = {
		'exchange stream': 'deliveries and the feed are events in their order',
		'caseflow review': 'guards and choices hold the opinion against the case; the page of a case shows it',
		'caseflow work': 'the page of a case is one statement, its tasks with it',
		'caseflow act': 'the page of a case and the list of evidence say what waits to be agreed or signed',
		'door caseflow': 'a slip opens the party\'s own case, papers and terms; a message is of a case',
		'door inspection': 'a slip opens the firm\'s own visits',
		'door disclosure': 'a party sees what is public about it, and until when',
		'caseflow door': 'the page of a case is made anew when a party sent something',
		'source exchange': 'a file of tickets is of a link',
		'source caseflow': 'a request names the clue it became, whose rights are the case\'s; causes are learned of cases',
		'review act': 'a review is asked for by whose request the head agrees to',
		'review caseflow': 'a review is of a case: its dossier is the case as it stands',
		'disclosure caseflow': 'a publication is of a decision',
		'query inspection': 'rights of a card are those of its subject',
		'query caseflow': 'who read a piece of evidence read of its case',
		'inspection query': 'which inspections have no card yet',
		'inspection spotcheck': 'an inspection may come of a plan or a draw',
		'inspection joint': 'a visit is held against the programme filed for its year',
		'inspection caseflow': 'its page names the case it gave',
		'joint inspection': 'an invitation is to an inspection and becomes a visit of several; offers declined are counted',
		'monitor caseflow': 'rules over events ask the state behind them',
		'monitor inspection': 'the same',
		'monitor stream': 'the events of a stretch',
		'supervise monitor': 'a matter may come of an alert',
		'supervise source': 'or of a complaint about enforcement',
		'supervise caseflow': 'no second supervision of a dispute that is under reconsideration or in court',
		'inspection act': 'a revision shows what was asked before',
		'spotcheck inspection': 'who was visited lately is not drawn, and not by the same',
		'spotcheck caseflow': 'a visit says which case came of it',
		'act caseflow': 'who works on a case may ask, agree and sign on it',
		'act inspection': 'the same',
		'act disclosure': 'a term of a publication is told of in the case\'s record',
		'act work': 'after an act the open tasks are compared with what it asks for',
		'work act': 'a task carries which act waits for its verdict or signature',
		'people caseflow': 'rights: a case is its unit\'s, its officers\' or shared',
		'record caseflow': 'rights of a record are those of its subject',
		'record inspection': 'the same', 'record monitor': 'the same',
		'record tlog': 'a paper says where the log has it',
		'cmd caseflow': 'how many cases the demo has to multiply',
		'db caseflow': 'sizes of the store, for the operator',
		'db disclosure': 'the same', 'db stream': 'the same',
		'tlog stream': 'the log follows the order',
		'figure stream': 'figures follow the order; what they set aside is not missing',
		'figure caseflow': 'steps of cases are held against their events',
	};
	const found = statementsOf(/\b(?:from|join|using|(?<!alter )table)\s+xz\.(\w+)/gi)
		.filter(({ table }) => !common.includes(ownerOf(table)));
	const pair = ({ who, table }) => `${who} ${ownerOf(table)}`;
	none([...new Set(found.filter((x) => !(pair(x) in readers)).map((x) => `${pair(x)}: ${x.at}`))],
		'a module reads its own tables, those of all, and whose it has a reason for');
	none(Object.keys(readers).filter((k) => !found.some((x) => pair(x) === k)), 'and no reason is left over');
}

// A rule of law stands once: who is certified, who stands for whom is asked of the functions in again/people.sql.
const owned = /xz\.people_(certificate|deputy)\b/;
none([...walk('lib', ['.c', '.h']), ...walk('cgi', ['.c', '.h']), ...walk('cmd', ['.c', '.h']), ...again]
	.filter((f) => !f.startsWith('lib/people/') && !f.startsWith('migrations/again/people'))
	.flatMap((f) => places(f, f.endsWith('.sql') ? read(f) : strings(read(f)), new RegExp(owned, 'g'))),
'certificates and deputyships are read through functions of people');

// Rows of another table are found by one key.  By either of two (`a.x = b.id or a.y = b.n`) no index finds them: each
// row walks the whole table.  Each key is an arm of its own, with `union all` between them.
{
	// Both sides of an `or`: up to the parenthesis around them or the next word that ends a condition.
	const ends = /^\b(or|where|on)\b/i;
	const side = (text, at, step) => {
		let depth = 0, i = at;
		for (; i >= 0 && i < text.length; i += step) {
			if (text[i] === (step > 0 ? '(' : ')')) depth++;
			else if (text[i] === (step > 0 ? ')' : '(') && --depth < 0) break;
			else if (text[i] === ';') break;
			else if (depth === 0 && ends.test(text.slice(i, i + 6)) && /\W/.test(text[i - 1] ?? ' ')) break;
		}
		return step > 0 ? text.slice(at, i) : text.slice(i + 1, at + 1);
	};
	// A subquery is no key of the row it stands in.
	const flat = (text) => {
		let out = text, was;
		do {
			was = out;
			out = out.replace(/\((\s*select\b)?([^()]*)\)/gi,
				(_, select, rest) => (select ? '[]' : `[${rest}]`));
		} while (out !== was);
		return out;
	};
	// Whose rows a side finds by a key: that another table has, or (given) one that stands there.
	const key = /(?<![\w.])(?:(\w+)\.)?(?:\w+_)?(?:id|ref)\s*(?:=\s*(?:(\w+)\.\w+|\$\d)|in\s*\[\])/gi;
	const keys = (text) => [...flat(text).matchAll(key)].filter((m) => m[1] !== m[2] || m[1] === undefined)
		.flatMap((m) => [m[1] ?? '', m[2]].filter((t) => t !== undefined)
			.map((of) => ({ of, given: m[0].includes('$') })));
	const twice = (f, text) => [...text.matchAll(/\bor\b/gi)].filter((m) => {
		const left = keys(side(text, m.index - 1, -1)), right = keys(side(text, m.index + 2, 1));
		return left.some((l) => right.some((r) => l.of === r.of && !(l.given && r.given)));
	}).map((m) => `${f}:${lineAt(text, m.index)}: ` +
		text.slice(m.index - 60, m.index + 60).replace(/\s+/g, ' '));
	const sql = [...['lib', 'cgi', 'cmd'].flatMap((d) => walk(d, ['.c', '.h'])).map((f) => [f, strings(read(f))]),
		...again.map((f) => [f, read(f).replace(/--[^\n]*/g, '')])];
	// What holds one row already.
	const held = [/inspection\.sql:\d+: .*i\.unit_id = a\.unit_id\) or/,	// an inspection by its number
		/caseflow_page\.sql:\d+: .* h\.to_id = s\.who\) or \(h\.subject_kind = 'case'/];	// shares of one
	const found = sql.flatMap(([f, text]) => twice(f, text));
	none(found.filter((x) => !held.some((re) => re.test(x))), 'no join by either of two keys');
	none(held.filter((re) => !found.some((x) => re.test(x))).map(String), 'and no exception is left over');
}

// A SECURITY DEFINER function without a search_path of its own can be turned on its caller.
none(files.flatMap((f) => [...read(f).matchAll(/create\s+(?:or\s+replace\s+)?function\s+([\w.]+)[\s\S]*?\bas\s+\$/gi)]
	.filter((m) => /security\s+definer/i.test(m[0]) && !/set\s+search_path/i.test(m[0]))
	.map((m) => `${f}: ${m[1]}`)),
'every SECURITY DEFINER function sets its search_path');
done();
