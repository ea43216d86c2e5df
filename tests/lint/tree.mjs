// tree.mjs - the rest of the tree: sizes, names, the lockfile, what each dependency is for.
import { execFileSync, spawnSync } from 'node:child_process';
import { done, ok } from '../lib/tap.mjs';
import { overlong, read, walk } from './lib/source.mjs';

const none = (list, name) => ok(list.length === 0, name, list.slice(0, 40).join('\n'));
const all = ['assets', 'etc', 'tests', 'docs', 'templates']
	.flatMap((d) => walk(d, ['.mjs', '.js', '.css', '.sh', '.mk', '.in', '.md', '.hdf']));

none(all.filter((f) => !/\.(hdf|md)$/.test(f) && read(f).split('\n').length > 800)
	.map((f) => `${f}: ${read(f).split('\n').length}`), 'no script or style sheet over 800 lines');
none(all.filter((f) => /\.(sh|mk|in|mjs|js|css)$/.test(f) && /[ \t]+$/m.test(read(f))), 'no blanks at line ends');
none(walk('tests', ['.mjs', '.js']).flatMap(overlong), 'no line of a test over 120 columns');
none(walk('assets', ['.css']).filter((f) => /@import\s+url\(\s*['"]?https?:|url\(\s*['"]?(https?:)?\/\//.test(read(f))),
	'style sheets load nothing from elsewhere');
none(walk('assets', ['.js', '.mjs'])
	.filter((f) => /\beval\s*\(|new Function\b|\.innerHTML\s*=|document\.write\b|insertAdjacentHTML/.test(read(f))),
	'scripts make no HTML from text');

const lock = JSON.parse(read('package-lock.json')), pack = JSON.parse(read('package.json'));
none(Object.entries(lock.packages).filter(([, p]) => p.resolved).map(([k]) => k), 'the lockfile names no registry');
none(Object.entries({ ...pack.dependencies, ...pack.devDependencies }).filter(([, v]) => !/^\d+\.\d+\.\d+$/.test(v))
	.map(([k]) => k), 'exact versions only');
const why = read('docs/dependencies.md');
none([...Object.keys({ ...pack.dependencies, ...pack.devDependencies }),
	...[...read('etc/instance/packages.sh').match(/^programs="([^"]*)"/m)[1].matchAll(/\S+/g)].map((m) => m[0])]
	.filter((p) => !why.includes(`\`${p}\``)), 'docs/dependencies.md says what each dependency is for');
none([...walk('etc', ['.sh']), ...walk('tests', ['.sh'])].filter((f) => {
	try { execFileSync('bash', ['-n', f], { stdio: 'pipe' }); return false; } catch { return true; }
}), 'shell scripts are well formed');
ok(spawnSync('node', ['etc/law_table.mjs', '--check']).status === 0,
	'docs/law.md is what the reference data and the code make (make law-table)');
done();
