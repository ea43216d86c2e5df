// vnu.mjs - the Nu HTML checker over many pages in one Java process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jar = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/vnu-jar/build/dist/vnu.jar');

export const haveVnu = () => existsSync(jar) && spawnSync('java', ['-version']).status === 0;

// pages: [{ name, html }]; gives the errors as "name: line: message".
export function htmlErrors(pages) {
	const dir = mkdtempSync(join(tmpdir(), 'xz-vnu-')), names = new Map();
	try {
		const list = pages.map(({ name, html }, i) => {
			const file = join(dir, `${i}.html`);
			names.set(file, name);
			writeFileSync(file, html);
			return file;
		});
		const out = spawnSync('java', ['-Xss4m', '-Xmx512m', '-jar', jar, '--errors-only', '--exit-zero-always', '--format', 'json', ...list],
			{ encoding: 'utf8', maxBuffer: 64 << 20 });
		const { messages } = JSON.parse(out.stderr);
		return messages.filter((m) => m.type === 'error' || m.type === 'non-document-error')
			.map((m) => `${names.get(decodeURI((m.url || '').replace(/^file:/, ''))) || m.url}: ${m.lastLine}: ${m.message} ${m.extract ? `[${m.extract.replace(/\s+/g, ' ')}]` : ''}`);
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}
