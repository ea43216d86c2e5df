// english.mjs - the desk and the portal in English: headings, labels, menus and buttons hold no Chinese but
// data, no message is left as its key, and the language stays on the way from page to page.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, unescapeHtml } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { diag, done, is, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const han = /[\u3400-\u9fff，。：；、（）「」]/;
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../templates/lang');

// Keys and texts of a language's catalogue: "a.b = text" lines within "name {" blocks.
function catalogue(lang) {
	const out = new Map();
	for (const f of readdirSync(join(folder, lang)).filter((n) => n.endsWith('.hdf'))) {
		const at = [];
		for (const line of readFileSync(join(folder, lang, f), 'utf8').split('\n')) {
			const block = line.match(/^\s*([\w.]+)\s*\{\s*$/),
				text = line.match(/^\s*([\w.]+)\s*=\s*(.*)$/);
			if (block) at.push(block[1]);
			else if (/^\s*\}/.test(line)) at.pop();
			else if (text) out.set([...at, text[1]].join('.'), text[2].trim());
		}
	}
	return out;
}
const zh = catalogue('zh-CN'), en = catalogue('en');
ok(zh.size > 500, `the catalogue has ${zh.size} texts`);
const untranslated = new Set([...zh].filter(([k, v]) => han.test(v) && en.get(k) !== v && [...v].length > 3 &&
	!v.includes('{')).map(([, v]) => v));
// the demo's administrators are called so
for (const name of ['系统管理员', '安全管理员', '审计管理员']) untranslated.delete(name);

// What says of itself that it is Chinese is data.
const said = (html) => html.replace(/<([a-z]+)\b[^>]*\blang="zh-CN"[^>]*>[\s\S]*?<\/\1>/g,
	(m, tag) => (tag === 'html' ? m : ''));
const text = (s) => unescapeHtml(s.replace(/<(script|style|svg|option)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' '))
	.replace(/\s+/g, ' ').trim();
// What is interface and not data: a list of [where, text].
function parts(html) {
	const page = said(html.replace(/<article class="paper[\s\S]*?<\/article>/g, ''));
	const out = [], all = (re, where) => { for (const m of page.matchAll(re)) out.push([where, text(m[1])]); };
	for (const tag of ['th', 'dt', 'button', 'caption'])
		all(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'), tag);
	// a heading or a line to open: its own words, without the names in spans, links and bold
	for (const tag of ['summary', 'legend', 'label'])
		for (const m of page.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g')))
			if (!/class="(opt|fopt|check)/.test(m[1]) && !/<input/.test(m[2]))
				out.push([tag, text(m[2].replace(/<span class="vh">[\s\S]*?<\/span>/g, ''))]);
	all(/<p class="(?:grp|steps-m)">([\s\S]*?)<\/p>/g, 'menu');
	for (const nav of page.matchAll(
		/<nav (?:class="(?:rail|tabs|subnav)[^>]*|aria-label="(?:Functions|Main)[^>]*)>([\s\S]*?)<\/nav>/g))
		for (const a of nav[1].matchAll(/<a\b[^>]*>([\s\S]*?)<\/a>/g)) out.push(['menu', text(a[1])]);
	for (const m of page.matchAll(/\b(placeholder|data-l|data-on|data-off)="([^"]*)"/g))
		out.push([m[1], unescapeHtml(m[2])]);
	return out;
}

const seen = new Set(), wrong = [], keys = [];
let pages = 0;
async function look(c, path, who) {
	const p = await c.get(path);
	if (seen.has(who + path)) return p;
	seen.add(who + path);
	pages++;
	const at = `${who} ${path}`;
	if (p.status !== 200) wrong.push(`${at}: ${p.status}`);
	if (!/<html lang="en">/.test(p.text)) wrong.push(`${at}: not in English`);
	for (const [where, s] of parts(p.text))
		// labels and legends may end with a name
		if (han.test(s) && s !== '中文' && (!['legend', 'label'].includes(where) || untranslated.has(s)))
			wrong.push(`${at}: ${where}: ${s}`);
	const main = said(p.text.replace(/<article class="paper[\s\S]*?<\/article>|<dd\b[\s\S]*?<\/dd>/g, ''));
	for (const m of main.matchAll(/>([^<>]+)</g))
		if (untranslated.has(unescapeHtml(m[1]).trim())) wrong.push(`${at}: ${m[1].trim()}`);
	for (const m of main.matchAll(/>\s*([a-z_]+(?:\.[a-z_0-9]+)+)\s*</g)) {
		const first = m[1].split('.')[0];
		if (!/\/admin\/(parameters|logs)/.test(path) && [...zh.keys()].some((k) => k.startsWith(`${first}.`)))
			keys.push(`${at}: ${m[1]}`);
	}
	return p;
}
const links = (p, re, n = 3) => [...new Set([...p.text.matchAll(re)].map((m) => unescapeHtml(m[1])))].slice(0, n);

// the portal: in the address
const anyone = new Client(url, state);
let page = await look(anyone, '/?lang=en', 'public');
const strays = [];
for (const path of ['/?lang=en', '/search?lang=en', '/agencies/?lang=en', '/officers/?lang=en', '/laws/?lang=en',
	'/items/?lang=en', '/plans/?lang=en', '/draws/?lang=en', '/inspections/?lang=en', '/code?lang=en',
	'/log/?lang=en', '/log/?lang=en&index=5']) {
	page = await look(anyone, path, 'public');
	for (const href of links(page, /href="(\/[^"]*)"/g, 500))
		if (!/[?&]lang=en/.test(href) &&
			!/^\/(assets|desk|disclosure)\/|^\/log\/\w|\.(json|csv|svg)|hreflang/.test(href) &&
			!page.text.includes(`href="${href.replace(/&/g, '&amp;')}" hreflang`)) strays.push(
			`${path}: ${href}`);
	for (const one of links(page, /href="(\/(?:decisions|agencies|officers|laws|plans|draws)\/[^"]*lang=en[^"]*)"/g,
		3)) await look(anyone, one, 'public');
}
ok(strays.length === 0, 'links of the portal keep the language', [...new Set(strays)].slice(0, 20).join('\n'));

// the desk: in a cookie, by a link
const c = new Client(url, state).session('sj.officer1'), before = await c.get('/desk/');
const to = links(before, /href="(\/desk\/lang\?[^"]*)"/g, 1)[0];
ok(to, 'the desk has a link to English');
is((await c.raw('GET', to)).status, 303, 'it leads back');
const switched = await c.get('/desk/');
ok(/<html lang="en">/.test(switched.text), 'to the same page in English');
const evil = await c.raw('GET', '/desk/lang?to=en&back=' + encodeURIComponent('//evil.invalid/'));
unlike(evil.headers.location, /evil/, 'and nowhere else');

const as = (username) => {
	const one = new Client(url, state).session(username);
	one.cookies.set('lang', { value: 'en', path: '/desk' });
	return one;
};
const nobody = new Client(url, state);
nobody.cookies.set('lang', { value: 'en', path: '/desk' });
await look(nobody, '/desk/login', 'nobody');
const desks = {
	'sj.intake': ['/desk/', '/desk/cases/?scope=agency&phase=all', '/desk/register/?for=clue&q=%E8%A1%A1%E5%B7%9E',
		'/desk/search?q=%E8%A1%A1%E5%B7%9E', '/desk/clues/new', '/desk/me'],
	'sj.officer1': ['/desk/', '/desk/cases/', '/desk/summary/new'], 'sj.head1': ['/desk/', '/desk/?sign=1'],
		'sj.chief': ['/desk/', '/desk/cases/?scope=agency&phase=all'],
	'sj.reviewer1': ['/desk/', '/desk/reviews/', '/desk/reviews/?state=done'],
		'sj.publisher': ['/desk/', '/desk/disclosure/', '/desk/disclosure/?list=done'],
	'sj.chair': ['/desk/'], 'sj.archivist': ['/desk/'], sysadmin: ['/desk/'], secadmin: ['/desk/'],
		auditadmin: ['/desk/'], supervisor1: ['/desk/'],
	'sj.coordinator': ['/desk/', '/desk/spotcheck/objects/', '/desk/spotcheck/plans/',
		'/desk/spotcheck/tasks/?state=draft', '/desk/spotcheck/officers/?agency=sj', '/desk/spotcheck/year/',
		'/desk/spotcheck/year/rows?kind=visits', '/desk/shared/'],
};
for (const [who, paths] of Object.entries(desks)) {
	const one = as(who);
	for (const path of paths) {
		const p = await look(one, path, who);
		for (const href of links(p, /href="(\/desk\/(?:admin|laws)\/[^"?]*)"/g, 8)) await look(one, href, who);
		for (const href of links(p,
			/href="(\/desk\/(?:disclosure|reviews|approvals|cosigns|register)\/[0-9A-Z]{26}[^"]*)"/g,
			2)) await look(one, href, who);
		for (const href of links(p, /href="(\/desk\/spotcheck\/[^"?]*)"/g, 9)) await look(one, href, who);
		if (!path.startsWith('/desk/cases/')) continue;
		for (const one_case of links(p, /href="(\/desk\/cases\/[0-9A-Z]{26})"/g, 4)) {
			const shown = await look(one, one_case, who);
			for (const tab of ['documents', 'evidence', 'steps', 'money', 'clocks'])
				await look(one, `${one_case}?tab=${tab}`, who);
			for (const form of links(shown, /href="(\/desk\/cases\/[^"]*\/do\/[^"]*)"/g, 30))
				await look(one, form, who);
			for (const paper of links(shown, /href="(\/desk\/documents\/[^"]*)"/g, 2))
				await look(one, paper, who);
		}
	}
}
diag(`${pages} pages`);
ok(pages > 100, 'the main pages were seen');
ok(wrong.length === 0, 'no Chinese text of the interface on English pages',
	[...new Set(wrong)].slice(0, 40).join('\n'));
ok(keys.length === 0, 'no message is left as its key', [...new Set(keys)].slice(0, 20).join('\n'));
done();
