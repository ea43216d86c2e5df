// templates.mjs - templates: nothing that escapes nothing, no inline style or script,
// every message there in both languages.
import { done, is, ok } from '../lib/tap.mjs';
import { catalogue, code, lineAt, places, read, walk } from './lib/source.mjs';

const files = walk('templates', ['.cs']);
const none = (list, name) => ok(list.length === 0, name, list.slice(0, 40).join('\n'));
const commands = (text) => [...text.matchAll(/<\?cs\s+([\s\S]*?)\?>/g)]
	.map((m) => ({ index: m.index, text: m[1].trim() })).filter((c) => !c.text.startsWith('#'));
const over = (re, what) => files.flatMap((f) => {
	const text = read(f);
	return commands(text).filter((c) => re.test(c.text))
		.map((c) => `${f}:${lineAt(text, c.index)}: ${what || ''}${c.text}`);
});

// Commands become a mark, so that the HTML around them can be read.
const html = (text) => text.replace(/<\?cs[\s\S]*?\?>/g, (m) => (/^<\?cs\s+(var|name|call):/.test(m) ? '\u0001'
	: ' ') + m.replace(/[^\n]/g, ''));
const noComments = (text) => text.replace(/<!--[\s\S]*?-->/g, (m) => m.replace(/[^\n]/g, ''));
const page = (f) => noComments(html(read(f)));

none(over(/^(alt|lvar|uvar|evar|linclude|escape|include!?:\s*[^"'\s])\b/),
	'no alt, lvar, uvar, evar, linclude or escape; includes are literal');
none(over(/^(var|name)\b.*(none|html_unescape|json|js_escape)\s*\(/), 'no escape of another language');
none(over(/^var:.*_escape\s*\([^)]*\)\s*[+#]|^var:.*[+#]\s*\w+_escape\s*\(/),
	'one output, one escape: nothing glued to an escaped part');
none(over(/#\s*(?!\d)[\w.]*(fen|amount|money|sum|price|_id|\.id|ref|no|number)\b/i),
	'no # (32 bits) on money, numbers of documents and ids');

const tags = (text) => [...text.matchAll(/<[a-zA-Z][^<>]*>/g)];
none(files.flatMap((f) => { const t = page(f); return tags(t)
	.filter((m) => /\s[\w:-]+=(?!["'])/.test(m[0].replace(/"[^"]*"|'[^']*'/g, '""')))
	.map((m) => `${f}:${lineAt(t, m.index)}: ${m[0].replace(/\u0001/g, '<?cs?>')}`); }),
	'every attribute is quoted');
none(files.flatMap((f) => { const t = page(f); return tags(t)
	.filter((m) => /\s(style|on\w+)\s*=/i.test(m[0].replace(/"[^"]*"|'[^']*'/g, '""')))
	.map((m) => `${f}:${lineAt(t, m.index)}: ${m[0]}`); }), 'no style= and no on*=');
none(files.flatMap((f) => places(f, page(f), /<style\b|<script\b(?![^>]*\bsrc=)[^>]*>|javascript:|<base\b/gi)),
	'no inline style or script');
none(files.flatMap((f) => { const t = read(f); return [...t.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)]
	.filter((m) => /<\?cs/.test(m[1]))
	.map((m) => `${f}:${lineAt(t, m.index)}`); }), 'no command inside <script>');
none(files.flatMap((f) => places(f, page(f), /<form\b(?=[^>]*method="post")[^>]*>(?![\s\S]*?_csrf|[\s\S]*?\u0001)/gi)),
	'post forms carry their token');
none(files.flatMap((f) => places(f, page(f), /\s(src|href|action)="(https?:)?\/\/[^"]*"/gi))
	.filter((x) => !/w3\.org/.test(x)), 'nothing is loaded from elsewhere');
none(files.flatMap((f) => places(f, page(f), /[\u3400-\u9fff]+/g))
	.filter((x) => !/templates\/(document|paper)/.test(x)),
	'no Chinese text in templates: it stands in the catalogue');
none(files.filter((f) => read(f).split('\n').length > 800), 'no template over 800 lines');
{
	// How a template is laid out (lib/web/web.h).
	const MAX = 120, TAB = 4;
	const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
	const columns = (line) => [...line].reduce((n, c) => n + (c === '\t' ? TAB : wide.test(c) ? 2 : 1), 0);
	const block = new RegExp(
		`<(?:${'article aside body dd details div dl dt fieldset figcaption figure footer form h[1-6] '
		+ 'head header html input label legend li link main meta nav ol option p section select summary svg table tbody '
		+ 'td textarea tfoot th thead tr ul'}`.replaceAll(' ', '|') + ')\\b', 'g');
	const lines = (wrong) => files
		.flatMap((f) => read(f).split('\n')
		.map((line, i) => ({ line, at: `${f}:${i + 1}: ${line.trim().slice(0, 80)}` })))
		.filter(({ line }) => wrong(line)).map(({ at }) => at);
	none(lines((l) => columns(l) > MAX), `no line of a template over ${MAX} columns`);
	none(lines((l) => /[\s\u3000]$/.test(l)), 'no blanks at the end of a line');
	// ClearSilver takes it as text
	none(lines((l) => /<\?cs$/.test(l)), 'no command begins at the end of a line');
	none(lines((l) => /[^\t].*\t/.test(l)), 'tabs stand at the start of a line only');
	none(lines((l) => (l.match(block) ?? []).length > 1), 'one element a line');
	none(lines((l) => (l.match(/<\?cs (include|set|def):/g) ?? []).length > 1),
		'one command a line that prints nothing');
}
{
	const named = [...['signin', 'desk', 'slow', 'portal', 'exchange']
		.map((p) => read(`cgi/${p}.c`).match(/templates\[\] = \{([^}]*)\}/)?.[1] ?? ''),
	...[...read('cgi/modules.c').matchAll(/\bTEMPLATES\(([^)]*)\)/g)].map((m) => m[1])].join(' ');
	none([...new Set(files.map((f) => f.split('/')[1]).filter((d) => !d.endsWith('.cs') &&
		!['layout', 'error'].includes(d)))]
		.filter((d) => !named.includes(`"${d}"`)), 'every folder of templates is one a program reads');
}

const zh = catalogue('zh-CN'), en = catalogue('en');
none([...zh.keys.keys(), ...en.keys.keys()].filter((k) => k.startsWith('?')), 'catalogues are well formed');
none([...zh.twice, ...en.twice], 'no message twice');
none([...zh.keys.keys()].filter((k) => !en.keys.has(k)), 'every Chinese message is there in English');
none([...en.keys.keys()].filter((k) => !zh.keys.has(k)), 'every English message is there in Chinese');
{
	const holes = (s) => [...new Set([...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort().join(' ');
	none([...zh.keys].filter(([k, v]) => en.keys.has(k) && holes(v) !== holes(en.keys.get(k))).map(([k]) => k),
		'both have the same {names}');
}
const known = (k) => zh.keys.has(k) || [...zh.keys.keys()].some((x) => x.startsWith(`${k}.`));
none(files.flatMap((f) => { const t = read(f); return commands(t)
	.flatMap((c) => [...c.text.replace(/"[^"]*"/g, '').matchAll(/(?<![\w.])M\.([\w.]*\w)(?![\w]*\[)/g)]
	.filter((m) => !known(m[1])).map((m) => `${f}:${lineAt(t, c.index)}: M.${m[1]}`)); }),
	'every message of a template exists');
none([...walk('cgi', ['.c']), ...walk('lib/web', ['.c'])].flatMap((f) => {
	const t = read(f), c = code(t);
	return [...c.matchAll(/\bview_msg\s*\(\s*\w+\s*,\s*"( *)"/g)].map((m) => {
		const key = t.slice(m.index, m.index + m[0].length).match(/"([^"]*)"$/)[1];
		return { key, at: `${f}:${lineAt(t, m.index)}` };
	}).filter(({ key }) => !zh.keys.has(key)).map(({ key, at }) => `${at}: ${key}`);
}), 'every message of view_msg() exists');
{
	const menu = [...read('cgi/modules.c').matchAll(/\bITEM\("(\w+)", (\d+), "[^"]+", "(\w+)"/g)]
		.map(([, group, place, label]) => ({ group, place: Number(place), label }))
		.sort((a, b) => a.place - b.place);
	ok(menu.length > 20, `entries of the menu: ${menu.length}`);
	none(menu.flatMap((i) => [i.group, i.label]).filter((k) => !zh.keys.has(`menu.${k}`)),
		'every entry of the menu and its group has its word');
	const groups = menu.map((i) => i.group).filter((g, i, all) => g !== all[i - 1]);
	none([...groups.filter((g, i) => groups.indexOf(g) < i),
		...menu.map((i) => i.place).filter((p, i, all) => all.indexOf(p) < i)],
	'each entry of the menu has a place of its own, and those of a group stand together');
}
{
	const topics = new Set(read('cgi/signin.c').match(/topics\[\] = \{([^}]*)\}/)[1].match(/\w+/g)
		.filter((t) => t !== 'NULL'));
	const all = new Set([...zh.keys.keys()].map((k) => k.split('.')[0]));
	const own = ['templates/login/', 'templates/error/', 'templates/layout/desk', 'templates/layout/any'];
	const inTemplates = files.filter((f) => own.some((o) => f.startsWith(o)))
		.flatMap((f) => [...read(f).matchAll(/(?<![\w.])M\.(\w+)/g)].map((m) => [f, m[1]]));
	const inCode = ['cgi/signin.c', 'cgi/desk.c', 'cgi/dispatch.c', ...walk('lib/web', ['.c']),
		...['signin', 'me', 'passkey', 'activate'].map((n) => `cgi/people/${n}.c`)]
		.flatMap((f) => [...read(f).matchAll(/"(\w+)\.[\w.%]*"/g)].map((m) => [f, m[1]]));
	ok(inTemplates.length > 50 && inCode.length > 50, `topics of sign-in are read: ${topics.size}`);
	none([...inTemplates, ...inCode].filter(([, t]) => all.has(t) && !topics.has(t)).map(([f, t]) => `${f}: ${t}`),
		'xiezhi-signin has the messages of its pages (topics in cgi/signin.c)');
	none([...topics].filter((t) => !all.has(t)), 'and names none that is not there');
}
is(typeof zh.keys.size, 'number', `messages: ${zh.keys.size}, templates: ${files.length}`);
done();
