// vnu.mjs - the Nu HTML checker over many pages: asked as a service (XZ_VNU, an address; one Java process for a whole
// run of tests), or one Java process for these pages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jar = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/vnu-jar/build/dist/vnu.jar');
const wrong = (m) => m.type === 'error' || m.type === 'non-document-error';
const words = (name, m) =>
	`${name}: ${m.lastLine}: ${m.message} ${m.extract ? `[${m.extract.replace(/\s+/g, ' ')}]` : ''}`;

export const haveVnu = () => existsSync(jar) && spawnSync('java', ['-version']).status === 0;

// It may still be starting.
async function post(html, tries = 240) {
	try {
		return await fetch(`${process.env.XZ_VNU}/?out=json&level=error`,
			{ method: 'POST', body: html, headers: { 'content-type': 'text/html; charset=utf-8' } });
	} catch (e) {
		if (tries === 0) throw e;
		await new Promise((f) => setTimeout(f, 500));
		return post(html, tries - 1);
	}
}

async function asked({ name, html }) {
	const r = await post(html);
	if (r.status !== 200) throw new Error(`the Nu HTML checker: ${r.status}`);
	return (await r.json()).messages.filter(wrong).map((m) => words(name, m));
}

function checked(pages) {
	const dir = mkdtempSync(join(tmpdir(), 'xz-vnu-')), names = new Map();
	try {
		const list = pages.map(({ name, html }, i) => {
			const file = join(dir, `${i}.html`);
			names.set(file, name);
			writeFileSync(file, html);
			return file;
		});
		const out = spawnSync('java', ['-Xss4m', '-Xmx512m', '-jar', jar, '--errors-only', '--exit-zero-always',
			'--format', 'json', ...list],
			{ encoding: 'utf8', maxBuffer: 64 << 20 });
		return JSON.parse(out.stderr).messages.filter(wrong)
			.map((m) => words(names.get(decodeURI((m.url || '').replace(/^file:/, ''))) || m.url, m));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

// pages: [{ name, html }]; gives the errors as "name: line: message".
export async function htmlErrors(pages) {
	if (!process.env.XZ_VNU) return checked(pages);
	const errors = [];
	for (const page of pages) errors.push(...await asked(page));
	return errors;
}
