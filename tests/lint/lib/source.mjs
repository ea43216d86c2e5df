// source.mjs - reads the tree for the lint tests: files, C without comments or strings,
// the strings alone, message catalogues.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

export function walk(folder, ends) {
	const dir = join(root, folder);
	if (!existsSync(dir)) return [];
	return readdirSync(dir).sort().flatMap((name) => {
		const path = `${folder}/${name}`;
		if (statSync(join(root, path)).isDirectory()) return walk(path, ends);
		return ends.some((e) => name.endsWith(e)) ? [path] : [];
	});
}

export const read = (path) => readFileSync(join(root, path), 'utf8');

const blank = (s) => s.replace(/[^\n]/g, ' ');
const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g;

// C with comments and strings blanked: line numbers stay.
export const code = (text) => text.replace(token, (t) => (/^["']/.test(t) ? t[0] + blank(t.slice(1, -1)) + t[0]
	: blank(t)));
// Only the contents of strings, the rest blanked.
export const strings = (text) => {
	let out = '', at = 0;
	for (const m of text.matchAll(token)) {
		out += blank(text.slice(at, m.index)) + (m[0][0] === '"' ? ` ${m[0].slice(1, -1)} ` : blank(m[0]));
		at = m.index + m[0].length;
	}
	return out + blank(text.slice(at));
};

// Columns of a line: a tab goes to the next eighth, a Chinese character counts two.
const two = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
export const wide = (line) => [...line].reduce((n, c) => n + (c === '\t' ? 8 - n % 8 : two.test(c) ? 2 : 1), 0);

// Lines over 120 columns, less those that are little more than one literal and have no place to break.
const literal = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`?|\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\])+\/|\S+/g;
export const overlong = (path) => read(path).split('\n').flatMap((l, i) =>
	(wide(l) > 120 && !(path.endsWith('.mjs') && (l.match(literal) || []).some((m) => wide(m) > 90))
		? [`${path}:${i + 1}: ${wide(l)} columns`] : []));

export const lineAt = (text, index) => text.slice(0, index).split('\n').length;

// All places where re matches, as "path:line: what".
export function places(path, text, re, what) {
	return [...text.matchAll(re)].map((m) => `${path}:${lineAt(text, m.index)}: ${what ? what(m) : m[0].trim()}`);
}

// One HDF file as a map of full names to values.
export function readHdf(path) {
	const out = new Map(), stack = [], lines = read(path).split('\n');
	for (let i = 0; i < lines.length; i++) {
		const l = lines[i].trim();
		let m;
		if (l === '' || l.startsWith('#')) continue;
		if (l === '}') stack.pop();
		else if ((m = l.match(/^([\w.]+)\s*\{$/))) stack.push(m[1]);
		else if ((m = l.match(/^([\w.]+)\s*<<\s*(\w+)$/))) {
			const text = [];
			while (++i < lines.length && lines[i].trim() !== m[2]) text.push(lines[i]);
			out.set([...stack, m[1]].join('.'), text.join('\n'));
		} else if ((m = l.match(/^([\w.]+)\s*:?=\s?(.*)$/))) out.set([...stack, m[1]].join('.'), m[2]);
		else out.set(`?${path}:${i + 1}`, l);
	}
	return out;
}

export function catalogue(lang) {
	const out = new Map(), twice = [];
	for (const path of [...walk(`templates/lang/${lang}`, ['.hdf']),
		...(existsSync(join(root, `templates/lang/${lang}.hdf`)) ? [`templates/lang/${lang}.hdf`] : [])])
		for (const [k, v] of readHdf(path)) {
			if (out.has(k)) twice.push(`${path}: ${k}`);
			out.set(k, v);
		}
	return { keys: out, twice };
}
