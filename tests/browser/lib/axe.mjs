// axe.mjs - axe, once in a run for each kind of page and each kind of element.  A page is looked at when its address
// (refs and most of the query aside) is new in its language and width, or when anything on it is: an element under its
// parent, each by tag, classes, role and type.  What was looked at lies in $XZ_TEST/axe, a file for each language and
// width, to which all tests of the run add; a test that is run by itself keeps its own.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const source = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const folder = process.env.XZ_TEST && join(process.env.XZ_TEST, 'axe');
const own = new Map();

function known(name) {
	const all = own.get(name) ?? new Set();
	own.set(name, all);
	if (folder && existsSync(join(folder, name)))
		for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) all.add(line);
	return all;
}
function remember(name, kinds) {
	for (const k of kinds) own.get(name).add(k);
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	appendFileSync(join(folder, name), `${kinds.join('\n')}\n`);
}

// In the page: its address by kind, and of each element what it is, under what its parent is.
function kindsOf() {
	const what = (e) => [e.localName, ...[...e.classList].sort(), e.getAttribute('role'), e.getAttribute('type')]
		.filter(Boolean).join('.');
	const kind = (location.pathname + location.search)
		.replace(/[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32,}/g, ':ref')
		.replace(/\d+/g, ':n')
		.replace(/\/do\/\w+/, '/do/:act')	// one template, whose fields are elements
		.replace(/(?<!tab|phase|state|list|kind)=[^&]*/g, '=');
	return { lang: document.documentElement.lang, width: window.innerWidth,
		wide: document.documentElement.scrollWidth - window.innerWidth,
		kinds: [...new Set([`page ${kind}`, ...[...document.querySelectorAll('body *')]
			.map((e) => `${what(e.parentElement)} > ${what(e)}`)])] };
}

// Gives the violations as lines, null where there is nothing new; and by how much the page is too wide.
export async function axeOn(page) {
	const { lang, width, wide, kinds } = await page.evaluate(kindsOf), name = `${lang}-${width}`;
	const seen = known(name), fresh = kinds.filter((k) => !seen.has(k));
	if (fresh.length === 0) return [null, wide];
	await page.evaluate(source);
	const found = await page.evaluate(() => window.axe?.run(document, { resultTypes: ['violations'] }));
	if (!found) throw new Error('the page navigated meanwhile');
	remember(name, fresh);
	return [found.violations.flatMap((v) =>
		v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`)), wide];
}
