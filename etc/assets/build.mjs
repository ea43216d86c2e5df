// build.mjs - bundles and minifies assets/ into build/assets under names that carry
// a hash of the content, each with a .gz beside it, and lists them in build/assets.hdf
// as `Assets.<name with _ for . and -> = /assets/<hashed name>`.  The licences of what was
// bundled stand beside them.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const from = 'assets', to = 'build/assets', fresh = 'build/assets.new';
const text = new Set(['.css', '.js', '.svg', '.json', '.txt', '.webmanifest']);

function files(dir, below = '') {
	return readdirSync(join(dir, below)).sort().flatMap((name) => {
		const path = below ? `${below}/${name}` : name;
		return statSync(join(dir, path)).isDirectory() ? files(dir, path) : [path];
	});
}

// Files of assets/ itself are entry points; folders hold what they import, except
// img/ and fonts/, which are served as they are.
function served(path) {
	return !path.includes('/') || /^(img|fonts)\//.test(path);
}

const bundled = new Set();

async function bytesOf(path) {
	const file = join(from, path), kind = extname(path);
	if (kind === '.js' || kind === '.css') {
		const out = await build({
			entryPoints: [file], bundle: true, minify: true, write: false, metafile: true, logLevel: 'warning',
			format: kind === '.js' ? 'iife' : undefined, target: ['es2020', 'chrome90', 'firefox90', 'safari14.1'],
			external: ['/assets/*'], loader: { '.svg': 'dataurl' }, legalComments: 'none', charset: 'utf8',
		});
		for (const input of Object.keys(out.metafile.inputs)) {
			const name = input.match(/^node_modules\/((@[^/]+\/)?[^/]+)/)?.[1];
			if (name) bundled.add(name);
		}
		return Buffer.from(out.outputFiles[0].contents);
	}
	if (kind === '.json') return Buffer.from((await transform(readFileSync(file), { loader: 'json', minify: true })).code);
	return readFileSync(file);
}

// A package without a licence of its own is not served.
function licences() {
	return Buffer.from([...bundled].sort().map((name) => {
		const file = readdirSync(join('node_modules', name)).find((f) => /^licen[cs]e/i.test(f));
		if (!file) throw new Error(`${name} has no licence`);
		return `${name}\n\n${readFileSync(join('node_modules', name, file), 'utf8').trim()}\n`;
	}).join('\n----------\n\n'));
}

const hdf = [];
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
function put(path, bytes) {
	const kind = extname(path);
	const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
	const flat = path.replaceAll('/', '-'), stem = flat.slice(0, flat.length - kind.length);
	const name = `${stem}-${hash}${kind}`;
	writeFileSync(join(fresh, name), bytes);
	if (text.has(kind)) writeFileSync(join(fresh, `${name}.gz`), gzipSync(bytes, { level: 9 }));
	hdf.push(`Assets.${flat.replace(/[^A-Za-z0-9]/g, '_')} = /assets/${name}`);
}
for (const path of existsSync(from) ? files(from).filter(served) : []) put(path, await bytesOf(path));
if (bundled.size) put('licences.txt', licences());
rmSync(to, { recursive: true, force: true });
renameSync(fresh, to);
writeFileSync('build/assets.hdf', hdf.map((l) => `${l}\n`).join(''));
